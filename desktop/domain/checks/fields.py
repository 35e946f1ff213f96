"""Checks of single fields and of the order of lists."""

from __future__ import annotations

from desktop.domain import moments
from desktop.domain.case import Education, Work
from desktop.domain.operations import Choice, EducationMap, Ordered, Required, UniqueCase, Verbatim
from desktop.domain.scene import Outcome, Scene, blank, doubts, fails, ok, worst
from desktop.domain.vocabulary import EDUCATION_RANK, TECHNICAL_LEVELS, TECHNICAL_SCHOOL
from desktop.domain.wording import first_difference, same


def choice(check: Choice, scene: Scene) -> Outcome:
    """A field is one of these words, none of those, or contains something."""
    value = scene.text(check.field)
    if not value:
        return scene.empty(check.field)
    if value in check.none_of:
        return fails("not_allowed", check.field, value=value)
    if check.one_of and value not in check.one_of:
        return fails("not_among", check.field, value=value, wanted="、".join(check.one_of))
    if check.contains not in value:
        return fails("not_containing", check.field, value=value, wanted=check.contains)
    return ok()


def required(check: Required, scene: Scene) -> Outcome:
    """Fields are filled in."""
    empty = tuple(path for path in check.fields if blank(scene.value(path)))
    return scene.empty(*empty) if empty else ok()


def verbatim(check: Verbatim, scene: Scene) -> Outcome:
    """A field holds prescribed wording; width of punctuation and blanks aside."""
    value, wording = scene.text(check.field), scene.notice.wording[check.wording]
    if not value.strip():
        return scene.empty(check.field)
    if same(value, wording):
        return ok()
    wrote, should = first_difference(value, wording)
    return fails("text_differs", check.field, wrote=wrote, should=should)


def education_map(check: EducationMap, scene: Scene) -> Outcome:
    """Each class of a technical school has its equal."""
    found: list[Outcome] = []
    equals: list[str] = []
    for n, edu in enumerate(scene.case.edu, 1):
        path = f"edu.{edu.id}.level"
        if edu.level in check.map:
            equals.append(f"{edu.level}按{check.map[edu.level]}")
        elif edu.level in TECHNICAL_LEVELS:
            found.append(fails("class_unknown", path, n=n, value=edu.level))
        elif edu.kind == TECHNICAL_SCHOOL:
            found.append(doubts("class_not_chosen", path, n=n) if edu.level else scene.empty(path))
    return worst(found) if found else ok("ok_education", equals="，".join(equals))


def ordered(check: Ordered, scene: Scene) -> Outcome:
    """学历 from low to high, 工作经历 from the first job on."""
    entries: tuple[Education | Work, ...] = (
        scene.case.edu if check.entries == "edu" else scene.case.work
    )
    if not entries:
        return scene.empty(check.entries)
    keys: list[int] = []
    for entry in entries:
        path, value = _sort_field(entry)
        if not value:
            return scene.empty(path)
        key = EDUCATION_RANK.get(value) if check.by == "rank" else moments.month(value)
        if key is None:
            return fails("unreadable", path, value=value)
        keys.append(key)
    for n in range(1, len(keys)):
        if keys[n] < keys[n - 1]:
            path, value = _sort_field(entries[n])
            before = _sort_field(entries[n - 1])[1]
            reason = "rank_order" if check.by == "rank" else "time_order"
            return fails(
                reason,
                f"{check.entries}.{entries[n].id}",
                path,
                n=n + 1,
                value=value,
                before=before,
            )
    begins = moments.month(scene.text(check.begins)) if check.begins else None
    if check.begins and begins is not None and begins != keys[0]:
        path, value = _sort_field(entries[0])
        return doubts("begins_elsewhere", path, value=value, begins=scene.text(check.begins))
    return ok()


def _sort_field(entry: Education | Work) -> tuple[str, str]:
    if isinstance(entry, Education):
        return f"edu.{entry.id}.level", entry.level
    return f"work.{entry.id}.start", entry.start


def unique_case(_check: UniqueCase, scene: Scene) -> Outcome:
    """One application a person a year, as far as this machine knows."""
    case = scene.case
    empty = tuple(path for path in ("person.id_no", "apply.year") if blank(scene.value(path)))
    if empty:
        return scene.empty(*empty)
    same_person = any(
        other.case_id != case.case_id
        and other.person.id_no.upper() == case.person.id_no.upper()
        and other.apply.year == case.apply.year
        for other in scene.others
    )
    return fails("second_case", "person.id_no", year=case.apply.year or 0) if same_person else ok()
