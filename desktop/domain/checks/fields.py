"""Checks of single fields and of the order of lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from desktop.domain import moments
from desktop.domain.case import Education, Entry, Work
from desktop.domain.change import get
from desktop.domain.checks.times import undisputed
from desktop.domain.entries import id_number, ladder
from desktop.domain.operations import (
    Choice,
    CoversSince,
    EducationMap,
    FilledOrNone,
    NoGaps,
    NotTrue,
    NoVagueWords,
    Ordered,
    Required,
    TitleLadder,
    UniqueCase,
    Verbatim,
)
from desktop.domain.scene import Outcome, Scene, blank, doubts, fails, ok, waits, worst
from desktop.domain.vocabulary import EDUCATION_RANK, TECHNICAL_LEVELS, TECHNICAL_SCHOOL, VAGUE
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
    """Fields are filled in; where wanted, the ID number is valid and agrees with them."""
    empty = tuple(path for path in check.fields if blank(scene.value(path)))
    found = [scene.empty(*empty)] if empty else []
    if check.consistent:
        found += [outcome for _, outcome in id_number(scene.case)]
    return worst(found)


def not_true(check: NotTrue, scene: Scene) -> Outcome:
    """A yes-or-no field is not yes; an objection is asked for only when the 公示 is over."""
    if check.field == "pub.objection":
        return undisputed(scene)
    value = scene.value(check.field)
    if value is None:
        return scene.empty(check.field)
    return fails("must_be_no", check.field) if value else ok()


def verbatim(check: Verbatim, scene: Scene) -> Outcome:
    """A field holds prescribed wording; width of punctuation and blanks aside."""
    value = scene.text(check.field)
    if not value.strip():
        return replace(scene.empty(check.field), confirmable=True)
    wording, lacking = scene.wording(check.wording)
    if lacking:
        return scene.empty(*lacking)
    if same(value, wording):
        return ok()
    wrote, should = first_difference(value, wording)
    return fails("text_differs", check.field, wrote=wrote, should=should)


def filled_or_none(check: FilledOrNone, scene: Scene) -> Outcome:
    """No column is left empty: what there is none of says 无."""
    empty = [path for path in check.fields if blank(scene.value(path))]
    for where, names in check.entries.items():
        entries: Sequence[Entry] = getattr(scene.case, where)
        empty += [
            f"{where}.{entry.id}.{name}"
            for entry in entries
            for name in names
            if blank(get(scene.case, f"{where}.{entry.id}.{name}"))
        ]
    if not empty:
        return ok()
    answer = fails if scene.finished else waits
    return answer("left_empty", *empty, n=len(empty))


def no_vague_words(check: NoVagueWords, scene: Scene) -> Outcome:
    """What was done is told without 大概, 左右, 若干."""
    vague = re.compile("|".join(map(re.escape, check.words)) if check.words else VAGUE)
    found: dict[str, str] = {}
    for item in scene.case.items:
        for name in ("title", "role", "workload", "intro"):
            if hit := vague.search(getattr(item, name)):
                found[f"items.{item.id}.{name}"] = hit[0]
    for work in scene.case.work:
        if hit := vague.search(work.post):
            found[f"work.{work.id}.post"] = hit[0]
    if not found:
        return ok()
    words = "、".join(f"“{word}”" for word in dict.fromkeys(found.values()))
    return fails("vague", *found, n=len(found), words=words)


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


def _starts(scene: Scene) -> tuple[list[tuple[int, Work]], Outcome | None]:
    """工作经历 by the month it begins; an outcome where one has none that can be read."""
    starts: list[tuple[int, Work]] = []
    if not scene.case.work:
        return starts, scene.empty("work")
    for work in scene.case.work:
        month, path = moments.month(work.start), f"work.{work.id}.start"
        if not work.start:
            return starts, scene.empty(path)
        if month is None:
            return starts, fails("unreadable", path, value=work.start)
        starts.append((month, work))
    return sorted(starts, key=lambda start: start[0]), None


def covers_since(check: CoversSince, scene: Scene) -> Outcome:
    """The earliest 工作经历 begins with that month, not later."""
    starts, problem = _starts(scene)
    text = scene.text(check.since)
    since = moments.month(text)
    if not text:
        return scene.empty(check.since)
    if since is None:
        return fails("unreadable", check.since, value=text)
    if problem:
        return problem
    first, work = starts[0]
    if first == since:
        return ok()
    path = f"work.{work.id}.start"
    value, begins = moments.chinese_month(work.start), moments.chinese_month(text)
    if first > since:
        return fails("begins_late", path, value=value, begins=begins)
    return doubts("begins_elsewhere", path, value=value, begins=begins)


def no_gaps(check: NoGaps, scene: Scene) -> Outcome:
    """Between the end of one 工作经历 and the next lie few whole months."""
    starts, problem = _starts(scene)
    if problem:
        return problem
    known_until: int | None = None
    for first, work in starts:
        between = 0 if known_until is None else first - known_until - 1
        if between > check.months:
            start = moments.chinese_month(work.start)
            return fails("work_gap", f"work.{work.id}.start", start=start, months=between)
        last = moments.month(work.end, scene.now)
        if last is None:
            path = f"work.{work.id}.end"
            return fails("unreadable", path, value=work.end) if work.end else scene.empty(path)
        known_until = max(last, known_until or last)
    return ok()


def title_ladder(check: TitleLadder, scene: Scene) -> Outcome:
    """The title is proven, and just below what is applied for."""
    proofs = (check.certificate, *check.others) if scene.case.title.place == "新疆" else ()
    found = [outcome for _, outcome in ladder(scene.case)]
    if not any(scene.files(slot) for slot in proofs or (check.certificate,)):
        found.append(scene.missing([check.certificate]))
    return worst(found)


def unique_case(check: UniqueCase, scene: Scene) -> Outcome:
    """One application a person a year, or one record a person, as far as this machine knows."""
    case = scene.case
    wanted = ("person.id_no",) if check.any_year else ("person.id_no", "apply.year")
    empty = tuple(path for path in wanted if blank(scene.value(path)))
    if empty:
        return scene.empty(*empty)
    same_person = any(
        other.case_id != case.case_id
        and other.person.id_no.upper() == case.person.id_no.upper()
        and (check.any_year or other.apply.year == case.apply.year)
        for other in scene.others
    )
    if not same_person:
        return ok()
    if check.any_year:
        return fails("second_record", "person.id_no")
    return fails("second_case", "person.id_no", year=case.apply.year or 0)
