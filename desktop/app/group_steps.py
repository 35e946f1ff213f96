"""The same command on many cases: one step of undo in each, and all of them taken back at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from desktop.app.library import Desk
from desktop.domain import change as changes
from desktop.domain.case import Case
from desktop.domain.change import Change, Edit


@dataclass(frozen=True, slots=True)
class Step:
    """What was done in one case, as its history numbers it."""

    case_id: str
    seq: int


def step(
    desk: Desk, case_id: str, label: str, make: Callable[[Case], Sequence[Edit]]
) -> Step | None:
    """Do what ``make`` makes of the case as it is now, as one step; None where that is nothing.

    It is durable when this returns. Not for a case that is open in a session.
    """
    saved = desk.library.load(case_id)
    edits = tuple(edit for edit in make(saved.case) if edit.before != edit.after)
    if not edits:
        return None
    after = changes.apply(saved.case, edits)
    change = Change(label=label, edits=edits)
    history, _ = desk.library.commit(case_id, change, after, saved.history)
    return Step(case_id, history.done[-1].seq)


def take_back(desk: Desk, steps: Iterable[Step]) -> tuple[str, ...]:
    """Undo ``steps``; the ids of the cases that were changed since and are left as they are."""
    kept: list[str] = []
    for one in steps:
        saved = desk.library.load(one.case_id)
        last = saved.history.done[-1] if saved.history.done else None
        if last is None or last.seq != one.seq:
            kept.append(one.case_id)
            continue
        change = desk.library.taking_back(saved.case, last)
        after = changes.apply(saved.case, change.edits)
        desk.library.commit(one.case_id, change, after, saved.history, kind="undo", target=last.seq)
    return tuple(kept)
