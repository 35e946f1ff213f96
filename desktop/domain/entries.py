"""The program's own look at what was typed: wrong in itself, whatever the notice says.

Findings exist only where something is wrong; their rule ids begin with ``entry.`` and they carry
no clause. What is impossible fails, what is merely odd warns.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from desktop.domain import moments
from desktop.domain import vocabulary as words
from desktop.domain.case import Case, Has
from desktop.domain.change import get
from desktop.domain.cleaning import HAN, INTERPUNCT
from desktop.domain.entry_rules import SAY, page_of
from desktop.domain.finding import Finding
from desktop.domain.identity import birth_of, gender_of, id_problem
from desktop.domain.lacking import PARTS, content, lacks, present
from desktop.domain.legibility import check_scans
from desktop.domain.periods import check_periods
from desktop.domain.scene import Outcome, doubts, fails

LONGEST_LINE = 100
"""Characters of a one-line field; nothing real comes near it."""

_HAN = re.compile(HAN)
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"0\d{2,3}-?\d{7,8}(-\d{1,6})?")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}")

Check = Callable[[Case, datetime], Iterator[tuple[str, Outcome]]]
"""Yields the rule's name after ``entry.`` and what was found."""


def check_entries(case: Case, now: datetime) -> tuple[Finding, ...]:
    """What is wrong with the fields as typed, at the moment ``now`` (aware).

    What is set aside is only said to be so.
    """
    at, counted = moments.beijing(now), present(case)
    found = [(name, outcome) for check in _CHECKS for name, outcome in check(counted, at)]
    return tuple(_finding(name, outcome) for name, outcome in (*found, *_aside(case, at)))


def _finding(name: str, outcome: Outcome) -> Finding:
    path = outcome.evidence[0]
    return Finding(
        rule=f"entry.{name}",
        verdict=outcome.verdict,
        say=SAY[name],
        reason=outcome.reason,
        facts=outcome.facts,
        evidence=outcome.evidence,
        page=page_of(path),
        binds=("applicant",),
        stage="fill",
    )


def _name(case: Case, _now: datetime) -> Iterator[tuple[str, Outcome]]:
    path, name = "person.name", case.person.name
    if not name:
        return
    if not 2 <= len(name) <= 30:
        yield "name", fails("name_length", path, n=len(name))
    strange = [char for char in name if not (_HAN.match(char) or char == INTERPUNCT)]
    private = [char for char in strange if unicodedata.category(char) == "Co"]
    other = [char for char in strange if char not in private]
    if private:
        yield "name", doubts("name_private", path)
    if other:
        yield "name", fails("name_characters", path, value="".join(dict.fromkeys(other)))
    elif name.strip(INTERPUNCT) != name or INTERPUNCT * 2 in name:
        yield "name", fails("name_characters", path, value=INTERPUNCT)


def id_number(case: Case, _now: datetime | None = None) -> Iterator[tuple[str, Outcome]]:
    """The ID number in itself, and what it says of birth and gender; its area is not looked up."""
    path, person = "person.id_no", case.person
    if not person.id_no:
        return
    problem = id_problem(person.id_no)
    if problem:
        yield "id_no", fails(f"id_{problem}", path, n=len(person.id_no))
        return
    gender, born = gender_of(person.id_no), birth_of(person.id_no)
    if person.gender and person.gender != gender:
        yield (
            "gender",
            fails("gender_differs", "person.gender", path, value=person.gender, wanted=gender),
        )
    typed = moments.month(person.birth)
    if born and typed is not None and typed != moments.month(born.isoformat()):
        yield (
            "birth",
            fails(
                "birth_differs",
                "person.birth",
                path,
                value=moments.chinese_month(person.birth),
                wanted=moments.chinese_month(born.isoformat()),
            ),
        )


def _contacts(case: Case, _now: datetime) -> Iterator[tuple[str, Outcome]]:
    paths = ["person.phone", "unit.phone", "unit.admin_phone", "pub.phone"]
    paths += [f"items.{item.id}.witness.contact" for item in case.items]
    for path in paths:
        value = get(case, path)
        if value and not (_MOBILE.fullmatch(value) or _LANDLINE.fullmatch(value)):
            answer = fails if path == "person.phone" else doubts
            yield "phone", answer("phone_form", path, value=value)
    email = case.person.email
    if email not in ("", words.NOTHING) and not _EMAIL.fullmatch(email):
        yield "email", doubts("email_form", "person.email", value=email)


_LINES = (
    "unit.name",
    "unit.agency_name",
    "platform.receiver",
    "apply.target",
    "title.name",
    "pub.office",
    "unit.contact",
    "supervisor.name",
)


def _lengths(case: Case, _now: datetime) -> Iterator[tuple[str, Outcome]]:
    paths = [*_LINES, *(f"items.{item.id}.title" for item in case.items)]
    paths += [f"edu.{edu.id}.school" for edu in case.edu]
    paths += [f"work.{work.id}.unit" for work in case.work]
    paths += [f"service.{entry.id}.place" for entry in case.service]
    for path in paths:
        if len(value := get(case, path)) > LONGEST_LINE:
            yield "length", fails("too_long", path, n=len(value), wanted=LONGEST_LINE)


CHOICES: dict[str, tuple[Sequence[str], bool]] = {
    "apply.type": (words.APPLY_TYPES, True),
    "apply.level": (words.LEVELS, True),
    "person.gender": (words.GENDERS, True),
    "person.ethnicity": (words.ETHNICITIES, False),
    "person.politics": (words.POLITICS, False),
    "person.status": (words.PERSON_STATUS, True),
    "unit.kind": (words.UNIT_KINDS, True),
    "unit.tier": (words.UNIT_TIERS, True),
    "unit.procedure_body": (words.PROCEDURE_BODIES, False),
    "si.status": (words.SOCIAL_INSURANCE, True),
    "title.level": (("员级", *words.LEVELS), False),
    "title.place": (words.TITLE_PLACES, True),
    "title.basis": (words.TITLE_BASES, True),
    **{f"has.{name}": (words.THERE_OR_NOT, True) for name in Has.model_fields},
}
"""The choices of a field, and whether another word makes it useless."""

ENTRY_CHOICES: dict[tuple[str, str], Sequence[str]] = {
    ("edu", "level"): (*words.EDUCATION_LEVELS, *words.TECHNICAL_LEVELS),
    ("edu", "chsi"): words.CHSI,
    ("service", "kind"): words.SERVICE_KINDS,
    ("items", "type"): words.ACHIEVEMENT_TYPES,
    ("ce", "kind"): words.TRAINING_KINDS,
    ("assess", "grade"): words.GRADES,
}


def _choices(case: Case, _now: datetime) -> Iterator[tuple[str, Outcome]]:
    for path, (choices, strict) in CHOICES.items():
        value = get(case, path)
        if value and value not in choices:
            answer = fails if strict else doubts
            yield "choice", answer("not_a_choice", path, value=value)
    for (where, key), choices in ENTRY_CHOICES.items():
        for entry in get(case, where):
            value = getattr(entry, key)
            if value and value not in choices:
                path = f"{where}.{entry.id}.{key}"
                yield "choice", fails("not_a_choice", path, value=value)


def _numbers(case: Case, now: datetime) -> Iterator[tuple[str, Outcome]]:
    bounds: list[tuple[str, int | None, int, int]] = [
        ("apply.year", case.apply.year, 2000, now.year + 1),
        ("career.years", case.career.years, 0, 60),
        ("pub.days", case.pub.days, 1, 366),
        ("track.fee", case.track.fee, 0, 10_000),
        *((f"ce.{entry.id}.year", entry.year, 1990, now.year) for entry in case.ce),
        *((f"ce.{entry.id}.hours", entry.hours, 0, 1000) for entry in case.ce),
        *((f"assess.{entry.id}.year", entry.year, 1990, now.year) for entry in case.assess),
        *(
            (f"service.{entry.id}.years", year, 1990, now.year)
            for entry in case.service
            for year in entry.years
        ),
    ]
    for path, value, least, most in bounds:
        if value is not None and not least <= value <= most:
            yield "number", fails("number_range", path, value=value)


_TITLE_RANK = {"员级": 0, "初级": 1, "中级": 2, "高级": 3}


def ladder(case: Case, _now: datetime | None = None) -> Iterator[tuple[str, Outcome]]:
    """The title held is the one just below the level applied for."""
    held, wanted = _TITLE_RANK.get(case.title.level), _TITLE_RANK.get(case.apply.level)
    if not case.title.has or held is None or wanted is None or wanted - held == 1:
        return
    # 副高 to 正高 is a step within 高级.
    if not (held == wanted == 3 and case.apply.sublevel == "正高"):
        yield (
            "title",
            doubts(
                "title_ladder",
                "title.level",
                "apply.level",
                value=case.title.level,
                wanted=case.apply.level,
            ),
        )


def _aside(case: Case, now: datetime) -> Iterator[tuple[str, Outcome]]:
    """Something stands where there is said to be none: it is set aside, and never silently."""
    for part in PARTS:
        n = content(part, case, now) if lacks(part, case) else 0
        if n and part.root:
            is_list = isinstance(getattr(case, part.root), tuple)
            yield "has", doubts("part_aside" if is_list else "part_aside_fields", part.path, n=n)
        elif n:
            yield "has", doubts("employer_otherwise", part.path)


_CHECKS: tuple[Check, ...] = (
    _name,
    id_number,
    _contacts,
    _lengths,
    _choices,
    _numbers,
    ladder,
    check_periods,
    check_scans,
)
