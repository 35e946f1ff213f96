"""What every node of the case tree is made of."""

from __future__ import annotations

import secrets

from pydantic import BaseModel, ConfigDict, Field


class Part(BaseModel):
    """Any node of the case tree: frozen, unknown keys rejected, no silent conversions.

    What was typed stays out of error texts; not-a-number has no JSON form and is refused.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, hide_input_in_errors=True, allow_inf_nan=False
    )


def new_id() -> str:
    """A short random name for a list entry, unique within any real case."""
    return secrets.token_hex(4)


class Entry(Part):
    """A list entry; ``id`` stays the same through edits and reordering."""

    id: str = Field(default_factory=new_id, pattern=r"^[A-Za-z0-9_-]{1,40}$")
