"""The 附件栏目 as the person fills them: column by column, each entry and year with its own place.

What a slot is wanted for is read from the notice's rules and their findings, never assumed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from desktop.app.intake import Place
from desktop.app.pages import PAGES
from desktop.app.pages.form import ListSection, digest
from desktop.domain import years
from desktop.domain.case import Achievement, Attachment, Case, Entry
from desktop.domain.change import get
from desktop.domain.finding import Finding, Verdict
from desktop.domain.lacking import present
from desktop.domain.notice import Notice, Rule
from desktop.domain.operations.attachments import (
    Photo,
    Slots,
    SocialInsuranceMonths,
    TrainingYears,
    YearForms,
)
from desktop.domain.operations.entries import Each
from desktop.domain.operations.fields import TitleLadder
from desktop.domain.operations.papers import Copied
from desktop.domain.operations.shape import Where
from desktop.domain.operations.times import Since
from desktop.domain.terms import Column, Slot
from desktop.domain.vocabulary import ACHIEVEMENT_TYPES

Standing = Literal["must", "some", "asks", "may", "not"]
"""必须交 · 几样里任交 · 要看还没答的那一栏 · 有则交 · 按现在填的用不到."""

_LISTS = {
    section.path: section
    for page in PAGES
    for section in page.sections
    if isinstance(section, ListSection)
}
"""The lists whose entries may have files of their own."""

LIST_NAMES = {path: section.title for path, section in _LISTS.items()}
"""What they are called."""

_SHORTER: dict[str, tuple[str, ...]] = {
    "edu": ("level", "school", "major"),
    "items": ("type", "title"),
    "ce": ("year", "kind"),
    "work": ("start", "unit"),
}
_DIGESTS = {path: _SHORTER.get(path, section.digest) for path, section in _LISTS.items()}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that should hold a file and does not yet; ``label`` 2021 年正面."""

    place: Place
    label: str


@dataclass(frozen=True, slots=True)
class Group:
    """The files of one slot, or of one entry in it; ``about`` names the entry.

    ``stray``: the files name an entry that is no longer there, or none where one is wanted.
    """

    key: str
    place: Place
    about: str
    files: tuple[Attachment, ...]
    missing: tuple[Spot, ...]
    wanted: bool
    stray: bool = False


@dataclass(frozen=True, slots=True)
class SlotPlaces:
    """A slot with everything in it; ``because`` are the findings of the rules that want it."""

    slot: Slot
    standing: Standing
    because: tuple[Finding, ...]
    groups: tuple[Group, ...]

    @property
    def files(self) -> int:
        """How many files lie in it."""
        return sum(len(group.files) for group in self.groups)


@dataclass(frozen=True, slots=True)
class ColumnPlaces:
    """A column of the platform with its slots."""

    column: Column
    slots: tuple[SlotPlaces, ...]

    @property
    def wanted(self) -> int:
        """How many places of this column have to hold something."""
        return sum(g.wanted for s in self.slots if s.standing == "must" for g in s.groups)

    @property
    def filled(self) -> int:
        """How many of those do."""
        return sum(
            g.wanted and bool(g.files) and not g.missing
            for s in self.slots
            if s.standing == "must"
            for g in s.groups
        )


@dataclass(frozen=True, slots=True)
class _Claim:
    """A rule wants something in a slot; ``strict``: in this one and no other."""

    rule: Rule
    slot: str
    strict: bool = True
    where: Where = field(default_factory=dict)
    unless: Where = field(default_factory=dict)
    parts: tuple[str, ...] = ()
    proof: bool = False

    def concerns(self, entry: Entry, case: Case) -> bool:
        """Whether the rule wants it of this entry; a ``proof`` may lie in another slot as well."""
        if self.proof and any(
            a.subject == entry.id and a.slot != self.slot for a in case.attachments
        ):
            return False
        asked = all(_value(entry, path) in values for path, values in self.where.items())
        return asked and not (
            self.unless
            and all(_value(entry, path) in values for path, values in self.unless.items())
        )


def _value(entry: Entry, path: str) -> object:
    value: object = entry
    for key in path.split("."):
        value = getattr(value, key, None)
    return value


def columns(case: Case, notice: Notice, findings: Sequence[Finding]) -> tuple[ColumnPlaces, ...]:
    """The columns that take files, in the platform's order; what is set aside is in none."""
    case = present(case)
    found = {finding.rule: finding for finding in findings}
    claims: dict[str, list[_Claim]] = {}
    for rule in notice.rules:
        for claim in _claims(rule, notice):
            claims.setdefault(claim.slot, []).append(claim)
    made = []
    for column in notice.columns:
        slots = tuple(
            _slot(case, notice, slot, claims.get(slot.id, []), found)
            for slot in notice.slots
            if slot.column == column.id
        )
        if slots:
            made.append(ColumnPlaces(column, slots))
    return tuple(made)


def _claims(rule: Rule, notice: Notice) -> Iterator[_Claim]:
    match rule.check:
        case Slots(of=of, least=least):
            strict = least is None or least >= len(of)
            yield from (_Claim(rule, slot, strict) for slot in of)
        case Each(entries=entries, slots=named, where=where, unless=unless) as each:
            strict = len(named) == 1
            yield from (_Claim(rule, slot, strict, where, unless, each.parts) for slot in named)
            if each.proof and not named:
                yield from _proofs(rule, notice, entries, where, unless)
        case Since(types=types, proof=True):
            yield from _proofs(rule, notice, "items", {"type": types}, {})
        case SocialInsuranceMonths(slot=slot, contract=contract):
            yield _Claim(rule, slot, strict=not contract)
            if contract:
                yield _Claim(rule, contract, strict=False)
        case TitleLadder(certificate=slot, others=others):
            yield _Claim(rule, slot, strict=not others)
            yield from (_Claim(rule, other, strict=False) for other in others)
        case (
            TrainingYears(slot=slot) | YearForms(slot=slot) | Photo(slot=slot) | Copied(slot=slot)
        ) if slot:
            yield _Claim(rule, slot)
        case _:
            return


def _proofs(
    rule: Rule, notice: Notice, entries: str, where: Where, unless: Where
) -> Iterator[_Claim]:
    """A proof may lie anywhere; while there is none it is wanted in the first slot that fits."""
    own = [slot for slot in notice.slots if slot.per == entries]
    if entries != "items":
        yield from (_Claim(rule, s.id, where=where, unless=unless, proof=True) for s in own[:1])
        return
    homes: dict[str, list[str | bool]] = {}
    for kind in where.get("type") or ACHIEVEMENT_TYPES:
        first = next((slot.id for slot in own if not slot.types or kind in slot.types), None)
        if first is not None:
            homes.setdefault(first, []).append(kind)
    for slot, kinds in homes.items():
        narrowed = {**where, "type": tuple(kinds)}
        yield _Claim(rule, slot, where=narrowed, unless=unless, proof=True)


def _slot(
    case: Case, notice: Notice, slot: Slot, claims: list[_Claim], found: dict[str, Finding]
) -> SlotPlaces:
    live = [c for c in claims if c.rule.id not in found or _applies(found[c.rule.id])]
    asks = [c for c in claims if c.rule.id in found and found[c.rule.id].reason == UNANSWERED]
    standing: Standing = "may"
    if claims and not live:
        standing = "asks" if asks else "not"
    elif any(c.strict for c in live):
        standing = "must"
    elif live:
        standing = "some"
    because = {c.rule.id: found[c.rule.id] for c in live or asks if c.rule.id in found}
    groups = tuple(_groups(case, notice, slot, live))
    return SlotPlaces(slot, standing, tuple(because.values()), groups)


UNANSWERED = "unanswered"
"""The reason of a finding that waits for a fact nobody has answered."""


def _applies(finding: Finding) -> bool:
    return finding.verdict not in (Verdict.NA, Verdict.LATER) and finding.reason != UNANSWERED


def _groups(case: Case, notice: Notice, slot: Slot, live: list[_Claim]) -> Iterator[Group]:
    files = [a for a in case.attachments if a.slot == slot.id]
    strict = [c for c in live if c.strict]
    if not slot.per:
        spots = _missing(slot, Place(slot.id), files, _years(case, notice, slot, live), live)
        yield Group(slot.id, Place(slot.id), "", tuple(files), spots, bool(strict))
        return
    entries = [
        e
        for e in get(case, slot.per)
        if not (isinstance(e, Achievement) and slot.types) or e.type in slot.types
    ]
    for entry in entries:
        place = Place(slot.id, entry.id)
        own = [a for a in files if a.subject == entry.id]
        wants = [c for c in live if c.concerns(entry, case)]
        spots = _missing(slot, place, own, (), wants)
        about = digest(entry, _DIGESTS[slot.per]) or f"还没填写的{LIST_NAMES[slot.per]}"
        wanted = any(c.strict for c in wants)
        yield Group(f"{slot.id}/{entry.id}", place, about, tuple(own), spots, wanted)
    known = {entry.id for entry in entries}
    stray = tuple(a for a in files if a.subject not in known)
    if stray:
        yield Group(f"{slot.id}/", Place(slot.id), "还没有说明是哪一条的", stray, (), False, True)


def _years(case: Case, notice: Notice, slot: Slot, live: list[_Claim]) -> tuple[int, ...]:
    if slot.yearly and any(isinstance(c.rule.check, YearForms) for c in live):
        return years.assessment(case, notice)
    return ()


def _missing(
    slot: Slot,
    place: Place,
    files: Sequence[Attachment],
    years: tuple[int, ...],
    claims: Sequence[_Claim],
) -> tuple[Spot, ...]:
    """What the slot wants by year and part and has no file for."""
    named = slot.parts if any(c.parts or c.strict for c in claims) else ()
    if not (years or named):
        return ()
    spots = []
    for year in years or (None,):
        beside = [f for f in files if year is None or f.year == year]
        for part in _parts_missing(named, beside):
            label = f"{year} 年{part}" if year is not None else part
            spots.append(Spot(Place(slot.id, place.subject, year, part), label))
    return tuple(spots)


def _parts_missing(parts: tuple[str, ...], files: Sequence[Attachment]) -> tuple[str, ...]:
    """The parts no file stands for; pages without a named part are taken for the first ones."""
    if not parts:
        return () if files else ("",)
    named = {file.part for file in files}
    unnamed = sum(file.pages for file in files if not file.part)
    missing = tuple(part for part in parts if part not in named)
    if unnamed >= len(parts):
        return ()
    return missing[unnamed:] if len(missing) == len(parts) else missing


def place_name(case: Case, notice: Notice, place: Place) -> str:
    """Where files are put, in words: 毕业证书 · 本科 · 新疆农业大学."""
    slot = notice.slot(place.slot)
    entry = None
    if slot.per and place.subject:
        entry = next((e for e in get(case, slot.per) if e.id == place.subject), None)
    about = digest(entry, _DIGESTS[slot.per]) if entry is not None else ""
    when = f"{place.year} 年" if place.year is not None else ""
    return " · ".join(word for word in (slot.title, about, f"{when}{place.part}") if word)


def missing(case: Case, notice: Notice, findings: Sequence[Finding]) -> int:
    """How many attachments are still to be put somewhere, as the page of attachments counts.

    Where one of several would do, one is missing while there is none.
    """
    any_of = sum(int(f.facts["n"]) for f in findings if f.reason == "files_missing_some")
    return any_of + sum(
        len(group.missing) or not group.files
        for column in columns(case, notice, findings)
        for slot in column.slots
        if slot.standing == "must"
        for group in slot.groups
        if group.wanted
    )
