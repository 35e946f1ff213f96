"""The history of a case: what undo and redo derive from it, and how edits are written down.

The log is append-only. An undo is a new change that holds the inverse edits, so the steps still
to be undone or redone follow from the log alone, also after a restart.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from desktop.domain.case import Case
from desktop.domain.change import Change, Edit, Json, as_json, get, parse, put

SHORT = 100
"""Characters of a text that is kept whole: a hash has 64."""

Kind = Literal["start", "edit", "undo", "redo"]


class Damaged(ValueError):
    """The log does not fit the case, or itself."""


@dataclass(frozen=True, slots=True)
class Logged:
    """What a change row says apart from its edits."""

    seq: int
    kind: Kind
    target: int | None
    label: str


@dataclass(frozen=True, slots=True)
class Step:
    """What one undo takes back: the edit ``seq`` and those that continue it."""

    seq: int
    label: str


@dataclass(frozen=True, slots=True)
class History:
    """The steps done and undone, the latest last, up to the change ``seq``."""

    seq: int = 0
    done: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()

    def after(self, row: Logged) -> History:
        """The history with one more change; :class:`Damaged` where it cannot follow."""
        done, undone = list(self.done), list(self.undone)
        _advance(done, undone, row)
        return History(row.seq, tuple(done), tuple(undone))

    def continues(self, seq: int) -> bool:
        """Whether a further edit may join the step that began with the edit ``seq``."""
        return _continues(self.done, self.undone, seq)


def follow(rows: Iterable[Logged]) -> History:
    """The history as the log tells it."""
    done: list[Step] = []
    undone: list[Step] = []
    seq = 0
    for row in rows:
        _advance(done, undone, row)
        seq = row.seq
    return History(seq, tuple(done), tuple(undone))


def _advance(done: list[Step], undone: list[Step], row: Logged) -> None:
    if row.kind == "start":
        done.clear()
        undone.clear()
    elif row.kind == "edit" and row.target is None:
        done.append(Step(row.seq, row.label))
        undone.clear()
    elif row.kind == "edit":
        if not _continues(done, undone, row.target):
            raise Damaged
    else:
        source, to = (done, undone) if row.kind == "undo" else (undone, done)
        if not source or source[-1].seq != row.target:
            raise Damaged
        to.append(source.pop())


def _continues(done: Sequence[Step], undone: Sequence[Step], seq: int | None) -> bool:
    return bool(done) and not undone and done[-1].seq == seq


def written(edits: Sequence[Edit]) -> list[Json]:
    """Edits as the log keeps them.

    Of long texts and of lists only the part that differs is kept: at ``at``, of a length of
    ``of``, ``cut`` is replaced by ``add``. A 工作总结 is saved every few letters, and a list of
    attachments is long. A file's hash is always whole: backups look for it here.
    """
    return [_written(e) for e in edits]


def written_text(edits: Sequence[Edit]) -> str:
    """The same as the text of a row."""
    return json.dumps(written(edits), ensure_ascii=False, separators=(",", ":"))


def _written(edit: Edit) -> Json:
    before, after = edit.before, edit.after
    alike = type(before) is type(after) and isinstance(before, str | list)
    if not alike or (isinstance(before, str) and max(len(before), len(after)) <= SHORT):
        return {"path": edit.path, "before": before, "after": after}
    short = min(len(before), len(after))
    start = _most(short, lambda n: before[:n] == after[:n])
    end = _most(short - start, lambda n: n == 0 or before[-n:] == after[-n:])
    return {
        "path": edit.path,
        "of": len(before),
        "at": start,
        "cut": before[start : len(before) - end],
        "add": after[start : len(after) - end],
    }


def _most(most: int, same: Callable[[int], bool]) -> int:
    """How many at most are the ``same``: halving is quicker than going letter by letter."""
    least = most if same(most) else 0  # somebody writes on at the end, most of the time
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if same(middle) else (least, middle - 1)
    return least


def taking_back(case: Case, log: Sequence[Sequence[Json]], label: str) -> Change:
    """The change that takes the written edits of ``log`` (oldest first) back from ``case``."""
    edits: list[Edit] = []
    for written_edits in reversed(log):
        for entry in reversed(written_edits):
            case = _add(edits, case, entry, "after", "before")
    return Change(label=label, edits=tuple(edits))


def repeating(case: Case, log: Sequence[Sequence[Json]], label: str) -> Change:
    """The change that does the written edits of ``log`` (oldest first) again on ``case``."""
    edits: list[Edit] = []
    for written_edits in log:
        for entry in written_edits:
            case = _add(edits, case, entry, "before", "after")
    return Change(label=label, edits=tuple(edits))


def replay(rows: Iterable[tuple[Kind, Sequence[Json]]]) -> Case:
    """The case as its whole log tells it, from the start row on."""
    case: Case | None = None
    for kind, edits in rows:
        if kind == "start":
            case = parse(edits[0]["after"])
        elif case is None:
            raise Damaged
        else:
            for entry in edits:
                case = put(case, entry["path"], _other(case, entry, "before", "after"))
    if case is None:
        raise Damaged
    return case


def texts(log: Iterable[tuple[str, Sequence[Json]]], path: str) -> Iterator[tuple[str, str]]:
    """What the text at ``path`` has been, and since when, from a whole log of (when, edits).

    The case is not rebuilt for it: a 工作总结 is saved hundreds of times.
    """
    text = ""
    for at, edits in log:
        before = text
        for entry in edits:
            if entry["path"] == path and "at" in entry:
                start, end = entry["at"], entry["at"] + len(entry["cut"])
                if len(text) != entry["of"] or text[start:end] != entry["cut"]:
                    raise Damaged
                text = text[:start] + entry["add"] + text[end:]
            elif path.startswith(f"{entry['path']}.") or entry["path"] in ("", path):
                text = _inside(entry["after"], path.removeprefix(entry["path"]))
        if text != before:
            yield at, text


def _inside(value: Json, path: str) -> str:
    """The text at ``path`` in a value in JSON form; "" where it had no such place yet."""
    for key in path.split("."):
        if key:
            value = value.get(key, "") if isinstance(value, dict) else ""
    return str(value or "")


def start(case: Case, label: str) -> Change:
    """How the log of a case begins: the whole of it comes to be."""
    return Change(label=label, edits=(Edit(path="", before=None, after=as_json(case)),))


def _add(edits: list[Edit], case: Case, entry: Json, have: str, want: str) -> Case:
    path = entry["path"]
    after = put(case, path, _other(case, entry, have, want))
    now, then = as_json(get(case, path)), as_json(get(after, path))
    if edits and edits[-1].path == path:
        edits[-1] = Edit(path=path, before=edits[-1].before, after=then)
    else:
        edits.append(Edit(path=path, before=now, after=then))
    return after


def _other(case: Case, entry: Json, have: str, want: str) -> Json:
    """The value on the other side of a written edit, given the case on the ``have`` side."""
    now: Any = as_json(get(case, entry["path"]))
    if "at" not in entry:
        if not _is(case, entry["path"], now, entry[have]):
            raise Damaged
        return entry[want]
    start, length, out, fill = entry["at"], entry["of"], entry["cut"], entry["add"]
    if want == "before":
        length, out, fill = length - len(out) + len(fill), fill, out
    before, behind = now[:start], now[start + len(out) :]
    if len(now) != length or not _is(case, entry["path"], now, before + out + behind):
        raise Damaged
    return before + fill + behind


def _is(case: Case, path: str, now: Json, said: Json) -> bool:
    """Whether ``now`` is what the log says, perhaps from when there were fewer fields."""
    return bool(now == said or now == as_json(get(put(case, path, said), path)))
