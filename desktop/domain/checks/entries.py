"""Checks that hold for every entry of a list: 学历, 业绩."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop.domain.case import Achievement, Attachment, Education, Entry, Work
from desktop.domain.operations import Each
from desktop.domain.scene import Outcome, Scene, doubts, fails, ok, says_nothing, waits, worst

_NAMES = {"edu": "学历", "work": "工作经历", "items": "业绩"}


def each(check: Each, scene: Scene) -> Outcome:
    """Every entry concerned has its fields, its files and its seal."""
    every = _list(check, scene)
    entries = [entry for entry in every if _concerned(check, entry)]
    if not entries:
        # An empty list has not been looked at yet; that none is of this kind is an answer.
        if every and not check.expected:
            return ok("none_of_kind", what="、".join(check.types))
        return waits("none_entered", check.entries, what=_what(check))
    return worst(
        outcome
        for entry in entries
        for outcome in _entry(
            check, scene, entry, _which(check, scene, every, entry), len(every) == 1
        )
    )


def _list(check: Each, scene: Scene) -> Sequence[Education | Work | Achievement]:
    lists: dict[str, Sequence[Education | Work | Achievement]] = {
        "edu": scene.case.edu,
        "work": scene.case.work,
        "items": scene.case.items,
    }
    return lists[check.entries]


def _concerned(check: Each, entry: Entry) -> bool:
    if check.chsi and not (isinstance(entry, Education) and entry.chsi in check.chsi):
        return False
    return not check.types or (isinstance(entry, Achievement) and entry.type in check.types)


def _what(check: Each) -> str:
    return "、".join(check.types) if check.types else _NAMES[check.entries]


def _which(check: Each, scene: Scene, every: Sequence[Entry], entry: Entry) -> str:
    """The entry as people count it: 第 2 项业绩成果, 第 1 段学历."""
    if isinstance(entry, Achievement):
        return scene.which(entry)
    return f"第 {[e.id for e in every].index(entry.id) + 1} 段{_NAMES[check.entries]}"


def _entry(check: Each, scene: Scene, entry: Entry, which: str, only: bool) -> Iterator[Outcome]:
    path = f"{check.entries}.{entry.id}"
    missing = [
        f"{path}.{name}" for name in check.fields if says_nothing(scene.value(f"{path}.{name}"))
    ]
    if missing:
        yield fails("entry_incomplete", *missing, which=which)
    files = scene.files_of(entry.id)
    if check.proof and not files:
        yield fails("proof_missing", path, slot=_slot_for(scene, entry), which=which)
    if check.slots:
        # With a single entry there is no doubt whose a file is.
        loose = [file for slot in check.slots for file in scene.files(slot) if not file.subject]
        own = [file for file in files if file.slot in check.slots] or (loose if only else [])
        yield from _files(check, scene, own, path, which)
    if check.sealed and isinstance(entry, Achievement) and not entry.sealed:
        reason = "seal_unknown" if entry.sealed is None else "seal_missing"
        answer = waits if entry.sealed is None else fails
        yield answer(reason, f"{path}.sealed", which=which)


def _files(
    check: Each, scene: Scene, own: Sequence[Attachment], path: str, which: str
) -> Iterator[Outcome]:
    names = "或".join(scene.title(slot) for slot in check.slots)
    if not own:
        yield fails("entry_file_missing", path, slot=check.slots[0], which=which, names=names)
        return
    lacking = [part for part in check.parts if part not in {file.part for file in own}]
    if not lacking:
        return
    if any(not file.part for file in own):
        unnamed = [f"attachments.{file.id}" for file in own if not file.part]
        yield doubts("parts_unnamed", *unnamed, which=which, names="、".join(lacking))
        return
    yield fails("parts_missing", path, slot=check.slots[0], which=which, names="、".join(lacking))


def _slot_for(scene: Scene, entry: Entry) -> str:
    kind = entry.type if isinstance(entry, Achievement) else ""
    return next(
        (s.id for s in scene.notice.slots if s.per == "items" and (not s.types or kind in s.types)),
        "",
    )
