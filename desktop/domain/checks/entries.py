"""Checks that hold for the entries of a list: 学历, 业绩, 专项工作."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desktop.domain.case import Achievement, Attachment, Entry, Service
from desktop.domain.finding import Verdict
from desktop.domain.operations import (
    AtLeast,
    Distinct,
    Each,
    NotClassified,
    NoUnitCertificate,
    OneThingEach,
)
from desktop.domain.operations.shape import Where
from desktop.domain.scene import (
    Outcome,
    Scene,
    blank,
    doubts,
    fails,
    ok,
    says_nothing,
    waits,
    worst,
)
from desktop.domain.tenure import at_previous_employer

_NAMES = {"edu": "学历", "work": "工作经历", "items": "业绩", "service": "专项工作"}


def each(check: Each, scene: Scene) -> Outcome:
    """Every entry concerned has its fields, its files, its signatures and its seal."""
    every: Sequence[Entry] = getattr(scene.case, check.entries)
    entries = [entry for entry in every if _concerned(check, entry, scene)]
    if not entries:
        # An empty list has not been looked at yet, until the case claims to be whole; that none is
        # of this kind is an answer. Nobody is without 学历 and 工作经历.
        lacks_none = scene.finished and check.entries not in ("edu", "work")
        if (every or lacks_none) and not check.expected:
            return ok("none_of_kind", what=_what(check))
        return waits("none_entered", check.entries, what=_what(check))
    found: list[Outcome] = []
    for entry in entries:
        unsure = bool(check.doubtful) and _holds(check.doubtful, entry, scene)
        which = _which(check, scene, every, entry)
        outcomes = _entry(check, scene, entry, which, len(every) == 1)
        found += [_unsettled(outcome) if unsure else outcome for outcome in outcomes]
    return worst(found)


def _concerned(check: Each, entry: Entry, scene: Scene) -> bool:
    if check.where and not _holds(check.where, entry, scene):
        return False
    return not (check.unless and _holds(check.unless, entry, scene))


def _holds(where: Where, entry: Entry, scene: Scene) -> bool:
    return all(_value(entry, name, scene) in wanted for name, wanted in where.items())


def _value(entry: Entry, name: str, scene: Scene) -> object:
    if name == "prev_employer" and isinstance(entry, Achievement):
        return at_previous_employer(entry, scene.case)
    node: object = entry
    for key in name.split("."):
        node = getattr(node, key, None)
    return node


def _what(check: Each) -> str:
    types = [str(word) for word in check.where.get("type", ())]
    return "、".join(types) if types else _NAMES[check.entries]


def _which(check: Each, scene: Scene, every: Sequence[Entry], entry: Entry) -> str:
    """The entry as people count it: 第 2 项业绩成果, 第 1 段学历."""
    if isinstance(entry, Achievement):
        return scene.which(entry)
    return f"第 {[e.id for e in every].index(entry.id) + 1} 段{_NAMES[check.entries]}"


def _unsettled(outcome: Outcome) -> Outcome:
    """What the notice leaves open only warns."""
    if outcome.verdict is not Verdict.FAIL:
        return outcome
    return doubts(outcome.reason, *outcome.evidence, slot=outcome.slot).telling(outcome.facts)


def _entry(check: Each, scene: Scene, entry: Entry, which: str, only: bool) -> Iterator[Outcome]:
    path = f"{check.entries}.{entry.id}"
    missing = [
        f"{path}.{name}" for name in check.fields if says_nothing(_value(entry, name, scene))
    ]
    if missing:
        yield fails("entry_incomplete", *missing, which=which)
    yield from _answers(check, scene, entry, path, which)
    files = scene.files_of(entry.id)
    if check.proof and not files:
        yield fails("proof_missing", path, slot=_slot_for(scene, entry), which=which)
    if check.slots:
        # With a single entry there is no doubt whose a file is.
        loose = [file for slot in check.slots for file in scene.files(slot) if not file.subject]
        own = [file for file in files if file.slot in check.slots] or (loose if only else [])
        yield from _files(check, scene, own, path, which)
    if isinstance(entry, Achievement | Service):
        yield from _signed(check, entry, path, which)
    if isinstance(entry, Achievement):
        yield from _sealed(check, entry, path, which)
        yield from _endorsed(check, scene, entry, path, which)


def _answers(check: Each, scene: Scene, entry: Entry, path: str, which: str) -> Iterator[Outcome]:
    for name in check.yes:
        value = _value(entry, name, scene)
        if value is None:
            yield scene.empty(f"{path}.{name}")
        elif not value:
            yield fails("entry_denied", f"{path}.{name}", which=which)
    for name, words in check.one_of.items():
        value = _value(entry, name, scene)
        if blank(value):
            yield scene.empty(f"{path}.{name}")
        elif value not in words:
            wanted = "、".join(str(word) for word in words)
            yield fails(
                "entry_not_among", f"{path}.{name}", which=which, value=str(value), wanted=wanted
            )


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


def _signed(check: Each, entry: Achievement | Service, path: str, which: str) -> Iterator[Outcome]:
    lacking = [person for person in check.signed if person not in entry.signed]
    if not lacking:
        return
    who = "、".join(lacking)
    sealed = getattr(entry, "sealed", None)
    if not entry.signed and sealed is None:
        yield waits("entry_sign_unknown", f"{path}.signed", which=which, who=who)
    else:
        yield fails("entry_sign_missing", f"{path}.signed", which=which, who=who)


def _sealed(check: Each, entry: Achievement, path: str, which: str) -> Iterator[Outcome]:
    if check.sealed and not entry.sealed:
        reason = "seal_unknown" if entry.sealed is None else "seal_missing"
        answer = waits if entry.sealed is None else fails
        yield answer(reason, f"{path}.sealed", which=which)


def _endorsed(
    check: Each, scene: Scene, entry: Achievement, path: str, which: str
) -> Iterator[Outcome]:
    """So many different people with the title wanted, the applicant not among them."""
    able = {
        (person.name, person.unit)
        for person in entry.endorsers
        if person.name not in ("", scene.case.person.name) and check.endorser_title in person.title
    }
    if len(able) < check.endorsers:
        yield fails(
            "endorsers_short",
            f"{path}.endorsers",
            which=which,
            n=len(able),
            wanted=check.endorsers,
            title=check.endorser_title,
        )


def _slot_for(scene: Scene, entry: Entry) -> str:
    kind = entry.type if isinstance(entry, Achievement) else ""
    return next(
        (s.id for s in scene.notice.slots if s.per == "items" and (not s.types or kind in s.types)),
        "",
    )


def _of(types: Sequence[str], scene: Scene) -> list[Achievement]:
    return [item for item in scene.case.items if item.type in types]


def _none(what: str, scene: Scene) -> Outcome:
    """A list that ought to hold something and does not."""
    answer = fails if scene.finished else waits
    return answer("none_entered", "items", what=what)


def distinct(check: Distinct, scene: Scene) -> Outcome:
    """Entries with enough different values of a field; two of the same count as one."""
    least = check.least
    if isinstance(least, str):
        question = scene.question(least)
        said = scene.answer(least)
        if not said.isdecimal():
            return scene.asks(question)
        least = int(said)
    entries, what = _of(check.types, scene), "、".join(check.types)
    if not entries:
        return _none(what, scene) if least else ok()
    values = {_value(item, check.by, scene) for item in entries}
    known = {value for value in values if not says_nothing(value)}
    if len(known) >= least:
        return ok()
    paths = [f"items.{item.id}.{check.by}" for item in entries]
    empty = [path for path in paths if blank(scene.value(path))]
    if empty:
        return scene.empty(*empty)
    return fails("too_few_distinct", *paths, what=what, n=len(known), wanted=least)


def at_least(check: AtLeast, scene: Scene) -> Outcome:
    """Enough entries of these types; one that says 无 is an answer too."""
    n, what = len(_of(check.types, scene)), "、".join(check.types)
    return ok() if n >= check.least else fails("too_few", "items", what=what, wanted=check.least)


_ENUMERATED = tuple(
    (re.compile(first, re.MULTILINE), re.compile(second, re.MULTILINE))
    for first, second in (
        (r"(?<![\d.])1[.．、](?!\d)", r"(?<![\d.])2[.．、](?!\d)"),
        (r"[（(]\s*[1一]\s*[）)]", r"[（(]\s*[2二]\s*[）)]"),
        (r"^\s*一、", r"^\s*二、"),
        ("一是", "二是"),
        ("第一[，、：]", "第二[，、：]"),
        ("①", "②"),
    )
)
"""How people number what they list in one text: the first and the second of it."""


def one_thing_each(check: OneThingEach, scene: Scene) -> Outcome:
    """No entry lists several things in its text."""
    listing = [
        item
        for item in _of(check.types, scene)
        if any(a.search(item.intro) and b.search(item.intro) for a, b in _ENUMERATED)
    ]
    if not listing:
        return ok()
    paths = [f"items.{item.id}.intro" for item in listing]
    return doubts("several_things", *paths, which=scene.which(listing[0]), n=len(listing))


def no_unit_certificate(check: NoUnitCertificate, scene: Scene) -> Outcome:
    """No proof of an entry is a certificate by the unit, or not the only proof."""
    if not scene.case.items and not scene.finished:
        return waits("none_entered", "items", what="业绩")
    for item in scene.case.items:
        files = scene.files_of(item.id)
        found = [file for file in files if file.unit_certificate]
        if not found or (check.alone and len(found) < len(files)):
            continue
        return fails(
            "unit_certificate_alone" if check.alone else "unit_certificate",
            *(f"attachments.{file.id}" for file in found),
            slot=found[0].slot,
            n=len(found),
            which=scene.which(item),
        )
    return ok()


def not_classified(_check: NotClassified, scene: Scene) -> Outcome:
    """Nothing classified is entered or attached."""
    found = [f"items.{item.id}.classified" for item in scene.case.items if item.classified]
    found += [f"attachments.{file.id}" for file in scene.case.attachments if file.classified]
    return fails("classified", *found, n=len(found)) if found else ok()
