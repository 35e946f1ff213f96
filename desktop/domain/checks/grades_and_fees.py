"""Checks of grades and fees."""

from __future__ import annotations

from desktop.domain import derived, moments
from desktop.domain.checks.attachments import resolved
from desktop.domain.finding import Verdict
from desktop.domain.operations import FeePaid, Grades, ProbationGrade
from desktop.domain.scene import Outcome, Scene, blank, doubts, fails, ok, opens, worst
from desktop.domain.vocabulary import PROBATION, PROBATION_PASSED


def grades(check: Grades, scene: Scene) -> Outcome:
    """The grades of the years the notice names; years before the first job need none."""
    joined = moments.year(scene.case.person.work_start)
    terms = scene.notice.assessment
    named, found = resolved(terms.years, scene) if terms else ((), [])
    for year in named:
        entries = [entry for entry in scene.case.assess if entry.year == year]
        if not entries and (joined is None or year >= joined):
            found.append(scene.empty("assess"))
        for entry in entries:
            path = f"assess.{entry.id}.grade"
            if not entry.grade:
                found.append(scene.empty(path))
            elif entry.grade in check.none_of:
                found.append(fails("grade_bars", path, year=year, grade=entry.grade))
            elif entry.grade in check.warn_of:
                found.append(doubts("grade_unsure", path, year=year, grade=entry.grade))
    return worst(found)


def probation_grade(_check: ProbationGrade, scene: Scene) -> Outcome:
    """The result at the end of probation is a pass."""
    for entry in scene.case.assess:
        if entry.grade.startswith(PROBATION) and entry.grade != PROBATION_PASSED:
            path, year = f"assess.{entry.id}.grade", entry.year or 0
            return fails("grade_bars", path, year=year, grade=entry.grade)
    return ok()


def fee(_check: FeePaid, scene: Scene) -> Outcome:
    """The fee paid is the notice's; before it is paid there is nothing to judge."""
    named = derived.fee(scene.case, scene.notice)
    track = scene.case.track
    empty = tuple(path for path in ("apply.type", "apply.level") if blank(scene.value(path)))
    if empty:
        return scene.empty(*empty)
    if named is None:
        return Outcome(Verdict.NA, "no_such_fee", {}, ("apply.level",))
    yuan = named.yuan
    if track.fee is None and not track.paid_at:
        return opens("not_paid", "track.fee", yuan=yuan)
    if track.fee is None:
        return scene.empty("track.fee")
    if track.fee != yuan:
        return fails("fee_differs", "track.fee", yuan=yuan, paid=track.fee)
    return ok("ok_fee", yuan=yuan)
