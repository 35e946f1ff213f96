"""What has been typed into the platform, as the person ticked it off; kept beside the case.

It lies in the library's memory: encrypted with it, there again after a restart, no step of undo and
no change of the case (ticking makes no packet old). A tick is for the value that was typed in:
where the case says something else now, it is 已变 until that has been typed in too, or the value is
as it was, by undo for instance.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from desktop.app.platform.sheet import PlatformColumn
from desktop.domain.change import Json

State = Literal["open", "done", "changed"]

_KEPT = 200
"""Characters of a value that are kept, to say what was typed in before."""


class Kept(Protocol):
    """Where pieces are kept (:class:`desktop.storage.memory.Memory`)."""

    def get(self, key: str) -> Json | None:
        """What was kept under ``key``."""

    def put(self, key: str, value: Json | None) -> None:
        """Keep ``value`` under ``key``."""


class Thing(Protocol):
    """What can be ticked: a value, or files to upload."""

    @property
    def key(self) -> str:
        """Its place."""

    @property
    def called(self) -> str:
        """Its name."""

    @property
    def value(self) -> str:
        """What is typed in."""

    @property
    def mark(self) -> str:
        """The same for the same value."""


class Tick(BaseModel):
    """One value that was typed in: its mark, ``at`` which moment, what it was and was called."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    mark: str
    at: str
    called: str = ""
    said: str = ""


class Ticks(BaseModel):
    """All ticks of a case by key, and the folder of the packet made last (``""``: none known)."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    done: Mapping[str, Tick] = Field(default_factory=dict)
    packet: str = ""

    def state(self, thing: Thing) -> State:
        """How it stands."""
        tick = self.done.get(thing.key)
        if tick is None:
            return "open"
        return "done" if tick.mark == thing.mark else "changed"

    def ticked(self, things: Iterable[Thing], at: str) -> Ticks:
        """These are typed in now."""
        new = {
            one.key: Tick(mark=one.mark, at=at, called=one.called, said=one.value[:_KEPT])
            for one in things
        }
        return self.model_copy(update={"done": {**self.done, **new}})

    def unticked(self, keys: Iterable[str]) -> Ticks:
        """These are not, or are no longer there."""
        gone = set(keys)
        left = {key: tick for key, tick in self.done.items() if key not in gone}
        return self.model_copy(update={"done": left})


def _key(case_id: str) -> str:
    return f"platform/{case_id}"


def load(memory: Kept, case_id: str) -> Ticks:
    """The ticks of that case; none where none were kept, or what is kept cannot be read."""
    kept = memory.get(_key(case_id))
    try:
        return Ticks.model_validate_json(json.dumps(kept)) if kept else Ticks()
    except ValidationError:
        return Ticks()


def save(memory: Kept, case_id: str, ticks: Ticks) -> None:
    """Keep them; durable when this returns."""
    memory.put(_key(case_id), ticks.model_dump(mode="json"))


class Count(BaseModel):
    """How far one is: ``done`` of ``whole``, and how many have changed since."""

    model_config = ConfigDict(frozen=True)

    whole: int = 0
    done: int = 0
    changed: int = 0


def things(column: PlatformColumn) -> tuple[Thing, ...]:
    """Everything to be ticked in a column, values first."""
    return (*column.items, *column.uploads)


def count(columns: Iterable[PlatformColumn], ticks: Ticks) -> Count:
    """How far these columns are."""
    states = [ticks.state(one) for column in columns for one in things(column)]
    return Count(whole=len(states), done=states.count("done"), changed=states.count("changed"))


def gone(columns: Sequence[PlatformColumn], ticks: Ticks) -> tuple[tuple[str, Tick], ...]:
    """What was typed in and is no longer in the case: it has to leave the platform as well."""
    there = {one.key for column in columns for one in things(column)}
    return tuple((key, tick) for key, tick in ticks.done.items() if key not in there)
