"""Checks of files: in which slots they are, for which entry, for which year."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain import moments
from desktop.domain.case import Attachment, Training
from desktop.domain.operations import (
    NoUnitCertificate,
    SlotExclusive,
    Slots,
    SocialInsuranceMonths,
    TrainingYears,
    YearForms,
)
from desktop.domain.scene import Outcome, Scene, doubts, fails, ok, waits, worst
from desktop.domain.vocabulary import NOW


def slots(check: Slots, scene: Scene) -> Outcome:
    """Files in all of these slots, or in enough of them."""
    missing = [slot for slot in check.of if not scene.files(slot)]
    if check.least is None:
        return scene.missing(missing) if missing else ok()
    lacking = check.least - (len(check.of) - len(missing))
    return scene.missing(missing, lacking) if lacking > 0 else ok()


def slot_exclusive(check: SlotExclusive, scene: Scene) -> Outcome:
    """Files of these entries lie in their own slot and nowhere a second time."""
    entries = {item.id for item in scene.case.items if item.type in check.types}
    own = {file.sha256 for file in scene.files(check.slot) if file.sha256}
    strays = [
        file
        for file in scene.case.attachments
        if file.slot != check.slot and (file.subject in entries or file.sha256 in own)
    ]
    if not strays:
        return ok()
    return fails(
        "filed_elsewhere",
        *(f"attachments.{file.id}" for file in strays),
        slot=check.slot,
        n=len(strays),
        where=scene.title(strays[0].slot),
        only=scene.title(check.slot),
    )


def no_unit_certificate(_check: NoUnitCertificate, scene: Scene) -> Outcome:
    """No proof of an entry is a certificate by the unit; the notice forbids uploading it as one."""
    if not scene.case.items:
        return waits("none_entered", "items", what="业绩")
    entries = {item.id for item in scene.case.items}
    found = [
        file for file in scene.case.attachments if file.subject in entries and file.unit_certificate
    ]
    if not found:
        return ok()
    item = next(item for item in scene.case.items if item.id == found[0].subject)
    paths = [f"attachments.{file.id}" for file in found]
    return fails(
        "unit_certificate", *paths, slot=found[0].slot, n=len(found), which=scene.which(item)
    )


def training(check: TrainingYears, scene: Scene) -> Outcome:
    """A certificate of each kind for each year the notice names, each with its scan."""
    lacking: list[str] = []
    paths: list[str] = []
    for year in scene.notice.training_years:
        for kind in check.kinds:
            held = [c for c in scene.case.ce if (c.year, c.kind) == (year, kind)]
            if any(_scanned(check.slot, entry, scene) for entry in held):
                continue
            what = f"{year} 年度{kind}科目证书"
            lacking.append(f"{what}的扫描件" if held else what)
            paths += [f"ce.{entry.id}" for entry in held]
    if not lacking:
        return ok()
    return fails(
        "certificates_missing",
        *(paths or ["ce"]),
        slot=check.slot,
        n=len(lacking),
        names="、".join(lacking),
    )


def _scanned(slot: str, entry: Training, scene: Scene) -> bool:
    return any(file.subject == entry.id for file in scene.files(slot))


def year_forms(check: YearForms, scene: Scene) -> Outcome:
    """A form for each year, both sides where wanted; before the first job there can be none."""
    joined = moments.year(scene.case.person.work_start)
    title = scene.title(check.slot)
    of_year = title.removeprefix("年度")
    lacking: list[str] = []
    before: list[str] = []
    for year in scene.notice.assessment_years:
        files = [file for file in scene.files(check.slot) if file.year == year]
        if not files and joined is not None and year < joined:
            before.append(f"{year}")
        elif not files:
            lacking.append(f"{year} 年{of_year}")
        elif check.both_sides:
            lacking += [f"{year} 年{of_year}{side}" for side in _sides_missing(files)]
    if lacking:
        names = "、".join(lacking)
        return fails("forms_missing", "attachments", slot=check.slot, n=len(lacking), names=names)
    if before:
        years = "、".join(before)
        return doubts(
            "forms_before_work", "person.work_start", slot=check.slot, years=years, title=title
        )
    return ok()


def _sides_missing(files: Sequence[Attachment]) -> tuple[str, ...]:
    named = {file.part for file in files}
    # Pages without a named side: two of them are taken for both.
    if sum(file.pages for file in files if not file.part) >= 2:
        return ()
    missing = tuple(side for side in ("正面", "反面") if side not in named)
    return ("反面",) if len(missing) == 2 else missing


def social_insurance(check: SocialInsuranceMonths, scene: Scene) -> Outcome:
    """Enough different months paid, recent ones, with the proof."""
    found: list[Outcome] = []
    if not scene.files(check.slot):
        found.append(scene.missing([check.slot]))
    path = "si.months"
    this_month = moments.month(NOW, scene.now) or 0
    texts = scene.case.si.months
    read = {month for text in texts if (month := moments.month(text)) is not None}
    paid = sorted(month for month in read if month <= this_month)
    if not texts:
        found.append(scene.empty(path))
    elif len(paid) < check.months:
        found.append(fails("months_short", path, n=len(paid), wanted=check.months))
    elif this_month - paid[-1] > check.recent_months:
        last = next(text for text in texts if moments.month(text) == paid[-1])
        found.append(
            doubts("months_old", path, last=moments.chinese_month(last), wanted=check.months)
        )
    elif paid[-1] - paid[-check.months] >= check.months:
        found.append(doubts("months_broken", path, wanted=check.months))
    return worst(found)
