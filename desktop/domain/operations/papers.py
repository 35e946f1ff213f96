"""Checks of the documents and of what is handed in on paper."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from desktop.domain.operations.shape import Operation, StatedName


class DocumentFields(Operation):
    """A document's ``fields`` can all be filled; its paper is ``signed`` and ``sealed``.

    Who signs and how late it has to be dated, the document's own terms say. ``undisputed``: no
    objection to the 公示 is recorded. ``likewise``: documents signed and sealed as this one.
    ``at_hand``: there are as many of it as are to be handed in (``papers``).
    """

    op: Literal["document"]
    document: str
    fields: tuple[StatedName, ...] = ()
    signed: bool = False
    sealed: bool = False
    undisputed: bool = False
    likewise: tuple[str, ...] = ()
    at_hand: bool = False


class Copied(Operation):
    """A document copied by hand from prescribed wording, confirmed; its scan in a slot."""

    op: Literal["copied"]
    document: str
    wording: str
    slot: str = ""


class ByHand(Operation):
    """A document is written by hand, as the person confirms."""

    op: Literal["by_hand"]
    document: str


class OnPaper(Operation):
    """These papers are at hand in the numbers the notice wants (``papers``); or one ``instead``."""

    op: Literal["paper"]
    of: tuple[str, ...]
    instead: str = ""


class Approvals(Operation):
    """A form of 专项工作 (``service``) bears all approvals; ``also`` more at some levels."""

    op: Literal["approvals"]
    document: str
    chain: tuple[str, ...]
    also: dict[str, tuple[str, ...]] = Field(default_factory=dict)
