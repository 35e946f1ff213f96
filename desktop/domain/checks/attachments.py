"""Checks of files: in which slots they are, for which entry, for which year."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from desktop.domain import moments
from desktop.domain.case import Attachment, Service, Training
from desktop.domain.finding import Verdict
from desktop.domain.operations import (
    FileFormats,
    FileNames,
    FilesOpen,
    Legible,
    Photo,
    SlotExclusive,
    Slots,
    SocialInsuranceMonths,
    TrainingMost,
    TrainingYears,
    YearForms,
)
from desktop.domain.scans import upright_size
from desktop.domain.scene import Outcome, Scene, doubts, fails, ok, waits, worst
from desktop.domain.stated import years_of
from desktop.domain.terms import TrainingTerms, Years, YearSpan
from desktop.domain.vocabulary import NOW
from desktop.domain.years import resolve


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


def resolved(years: Years, scene: Scene) -> tuple[tuple[int, ...], list[Outcome]]:
    """The years a notice means for the case; what is lacking where they cannot be told."""
    found = resolve(years, scene.case, scene.notice)
    if found is not None:
        return found, []
    title = scene.case.title
    if isinstance(years, YearSpan) and years.start == "work":
        return (), [_month_lacking("person.work_start", scene)]
    if title.has is None:
        return (), [waits("unanswered", "title.has")]
    if title.has is False:
        return (), [doubts("no_title_to_count_from", "title.has")]
    return (), [_month_lacking("title.obtained", scene)]


def _month_lacking(path: str, scene: Scene) -> Outcome:
    value = scene.text(path)
    return fails("unreadable", path, value=value) if value else scene.empty(path)


def training(check: TrainingYears, scene: Scene) -> Outcome:
    """A certificate of each kind for each year the notice names, each with its scan."""
    level = scene.case.apply.level
    return worst(
        outcome
        for kind in check.kinds
        for terms in scene.notice.training
        if terms.kind == kind and (not terms.levels or level in terms.levels)
        for outcome in _of_kind(check, terms, scene)
    )


def _of_kind(check: TrainingYears, terms: TrainingTerms, scene: Scene) -> Iterator[Outcome]:
    exempt, partly = _exempt(terms, scene)
    if terms.count:
        yield _enough_years(check, terms, exempt, scene)
        return
    years, lacking = resolved(terms.years or (), scene)
    yield from lacking
    needed = [year for year in years if exempt is not None and year not in exempt]
    missing = [year for year in needed if not _held(check, terms.kind, year, scene)]
    joined = moments.year(scene.case.person.work_start)
    before = [year for year in missing if joined is not None and year < joined]
    late = [year for year in missing if year not in before]
    if late:
        yield _certificates(check, terms.kind, late, scene)
    if before:
        span = "、".join(map(str, before))
        yield doubts("training_before_work", "person.work_start", slot=check.slot, years=span)
    unsure = [
        year for year in years if year in partly and not _held(check, terms.kind, year, scene)
    ]
    if unsure:
        span = "、".join(map(str, unsure))
        yield doubts("exemption_partial", "service", slot=check.slot, years=span)


def _held(check: TrainingYears, kind: str, year: int, scene: Scene) -> bool:
    held = [entry for entry in scene.case.ce if (entry.year, entry.kind) == (year, kind)]
    return any(_scanned(check.slot, entry, scene) for entry in held)


def _certificates(check: TrainingYears, kind: str, years: Sequence[int], scene: Scene) -> Outcome:
    lacking: list[tuple[int, str]] = []
    paths: list[str] = []
    for year in years:
        held = [entry for entry in scene.case.ce if (entry.year, entry.kind) == (year, kind)]
        lacking.append((year, f" 年度{kind}科目证书{'的扫描件' if held else ''}"))
        paths += [f"ce.{entry.id}" for entry in held]
    names, n = _by_year(lacking), len(lacking)
    return fails("certificates_missing", *(paths or ["ce"]), slot=check.slot, n=n, names=names)


def _by_year(lacking: Sequence[tuple[int, str]]) -> str:
    """What is lacking, the years of the same thing together: 2021、2022 年度公需科目证书."""
    kinds = dict.fromkeys(what for _, what in lacking)
    return "；".join(
        "、".join(str(year) for year, lacks in lacking if lacks == what) + what for what in kinds
    )


def _exempt(terms: TrainingTerms, scene: Scene) -> tuple[frozenset[int] | None, frozenset[int]]:
    """The years exempted by 专项工作 (None: all), and those of them it did not last all through."""
    whole: set[int] = set()
    partly: set[int] = set()
    for exemption in terms.exempt:
        for entry in scene.case.service:
            if entry.kind not in exemption.service:
                continue
            if exemption.since_title and _before_title(entry, scene):
                continue
            if exemption.lasts == "all":
                return None, frozenset()
            for year in years_of(entry):
                (whole if _all_through(entry, year, scene) else partly).add(year)
    return frozenset(whole | partly), frozenset(partly - whole)


def _before_title(entry: Service, scene: Scene) -> bool:
    """Whether 专项工作 was over before the year in which the title was obtained."""
    title = scene.case.title
    obtained = moments.year(title.obtained) if title.has else None
    years = years_of(entry)
    return obtained is not None and bool(years) and max(years) < obtained


def _all_through(entry: Service, year: int, scene: Scene) -> bool:
    """Whether 专项工作 filled the year, as far as its months are known."""
    start, end = moments.month(entry.start), moments.month(entry.end, scene.now)
    if start is None or end is None:
        return True
    return start <= year * 12 and end >= year * 12 + 11


def _enough_years(
    check: TrainingYears, terms: TrainingTerms, exempt: frozenset[int] | None, scene: Scene
) -> Outcome:
    """So many different years as the unit says, of certificates or exempted, up to ``most``."""
    question, said = scene.question(terms.count), scene.answer(terms.count)
    if not said.isdecimal():
        return scene.asks(question)
    if exempt is None:
        return ok()
    wanted = min(int(said), terms.most) if terms.most is not None else int(said)
    years = {entry.year for entry in scene.case.ce if entry.kind == terms.kind and entry.year}
    held = {year for year in years if _held(check, terms.kind, year, scene)}
    n = len(held | exempt)
    if n >= wanted:
        return ok()
    return fails(
        "training_years_short", "ce", slot=check.slot, kind_of=terms.kind, n=n, wanted=wanted
    )


def training_most(check: TrainingMost, scene: Scene) -> Outcome:
    """No more different years of certificates than the notice takes."""
    for terms in scene.notice.training:
        years = {entry.year for entry in scene.case.ce if entry.kind == terms.kind and entry.year}
        if terms.kind in check.kinds and terms.most is not None and len(years) > terms.most:
            return fails(
                "training_years_many", "ce", kind_of=terms.kind, n=len(years), wanted=terms.most
            )
    return ok()


def _scanned(slot: str, entry: Training, scene: Scene) -> bool:
    return any(file.subject == entry.id for file in scene.files(slot))


def year_forms(check: YearForms, scene: Scene) -> Outcome:
    """A form for each year, both sides where wanted; before the first job there can be none."""
    terms = scene.notice.assessment
    years, found = resolved(terms.years, scene) if terms else ((), [])
    joined = moments.year(scene.case.person.work_start)
    title = scene.title(check.slot)
    of_year = title.removeprefix("年度")
    lacking: list[tuple[int, str]] = []
    before: list[str] = []
    for year in years:
        files = [file for file in scene.files(check.slot) if file.year == year]
        if not files and joined is not None and year < joined:
            before.append(f"{year}")
        elif not files:
            lacking.append((year, f" 年{of_year}"))
        elif check.both_sides:
            lacking += [(year, f" 年{of_year}{side}") for side in _sides_missing(files)]
    if lacking:
        names = _by_year(lacking)
        found.append(
            fails("forms_missing", "attachments", slot=check.slot, n=len(lacking), names=names)
        )
    if before and not (terms and terms.short_service):
        span = "、".join(before)
        found.append(
            doubts(
                "forms_before_work", "person.work_start", slot=check.slot, years=span, title=title
            )
        )
    return worst(found)


def _sides_missing(files: Sequence[Attachment]) -> tuple[str, ...]:
    named = {file.part for file in files}
    # Pages without a named side: two of them are taken for both.
    if sum(file.pages for file in files if not file.part) >= 2:
        return ()
    missing = tuple(side for side in ("正面", "反面") if side not in named)
    return ("反面",) if len(missing) == 2 else missing


def social_insurance(check: SocialInsuranceMonths, scene: Scene) -> Outcome:
    """Enough different months paid, recent ones, with the proof; or a contract that is valid."""
    found = worst(_paid(check, scene))
    if found.verdict is Verdict.PASS or not check.contract or not scene.files(check.contract):
        return found
    contract, path = scene.case.si.contract, "si.contract.end"
    start, end = moments.extent(contract.start), moments.extent(contract.end)
    if contract.end != NOW and end is None:
        value = contract.end
        return fails("unreadable", path, value=value) if value else scene.empty(path)
    if (end is not None and end.last < scene.now) or (start and start.first > scene.now):
        return fails("contract_not_valid", path, slot=check.contract)
    return ok("ok_contract")


def _paid(check: SocialInsuranceMonths, scene: Scene) -> Iterator[Outcome]:
    if not scene.files(check.slot):
        slots = [slot for slot in (check.slot, check.contract) if slot]
        yield scene.missing(slots, 1) if check.contract else scene.missing(slots)
    path = "si.months"
    this_month = moments.month(NOW, scene.now) or 0
    texts = scene.case.si.months
    read = {month for text in texts if (month := moments.month(text)) is not None}
    paid = sorted(month for month in read if month <= this_month)
    if not texts:
        yield scene.empty(path)
    elif len(paid) < check.months:
        yield fails("months_short", path, n=len(paid), wanted=check.months)
    elif this_month - paid[-1] > check.recent_months:
        last = next(text for text in texts if moments.month(text) == paid[-1])
        yield doubts("months_old", path, last=moments.chinese_month(last), wanted=check.months)
    elif paid[-1] - paid[-check.months] >= check.months:
        yield doubts("months_broken", path, wanted=check.months)


def _wrong(files: Sequence[Attachment], reason: str, scene: Scene, **facts: str | int) -> Outcome:
    """These files are not as they should be: how many, and what the first one is called."""
    first = files[0]
    paths = [f"attachments.{file.id}" for file in files]
    where = first.title or scene.title(first.slot)
    return fails(reason, *paths, slot=first.slot, n=len(files), where=where, **facts)


def _every_file(
    wrong: Callable[[Attachment], bool], reason: str, scene: Scene, **facts: str | int
) -> Outcome:
    if not scene.case.attachments:
        return waits("no_files", "attachments")
    found = [file for file in scene.case.attachments if wrong(file)]
    return _wrong(found, reason, scene, **facts) if found else ok()


def file_formats(_check: FileFormats, scene: Scene) -> Outcome:
    """Every file is of a format the notice takes, told by its content and not its name."""
    formats = scene.notice.files.formats
    if not formats:
        return ok()
    return _every_file(
        lambda file: bool(file.format) and _plain(file.format) not in map(_plain, formats),
        "format_not_taken",
        scene,
        wanted="、".join(_plain(name).upper() for name in formats),
    )


def _plain(name: str) -> str:
    """One name for a format that goes by two: what the content shows is called ``jpg``."""
    return {"jpeg": "jpg", "tiff": "tif"}.get(name.lower(), name.lower())


_MEANINGLESS = re.compile(
    r"(?:(?:img|dsc|dscn|dscf|pic|p|image|photo|screenshot|scan|mmexport|wechat|wx|camera|qq|vid|"
    r"camscanner|whatsapp|图片|照片|截图|截屏|屏幕截图|微信|编辑|扫描|扫描件|扫描全能王|"
    r"新建|未命名|未标题|无标题|文件|文档|附件|材料|副本)?[\s\d_.()（）:：年月日时分秒-]*)*"
    r"|[\da-f-]{16,}"
)
"""Names that cameras, scanners and messengers give: words that say nothing, digits, sums."""


def meaningless(name: str) -> bool:
    """Whether a file's name tells nothing of what it is: IMG_001.jpg, 微信图片_2023, 20230911."""
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", name.strip())
    return _MEANINGLESS.fullmatch(stem.casefold()) is not None


def file_names(_check: FileNames, scene: Scene) -> Outcome:
    """A file goes out under its own title, where it has one, and that says what it is."""
    return _every_file(
        lambda file: bool(file.title) and meaningless(file.title), "name_says_nothing", scene
    )


def files_open(_check: FilesOpen, scene: Scene) -> Outcome:
    """Every file can be opened."""
    return _every_file(lambda file: not file.readable, "file_does_not_open", scene)


def legible(_check: Legible, scene: Scene) -> Outcome:
    """No file was found illegible."""
    return _every_file(lambda file: file.legible is False, "file_illegible", scene)


def photo(check: Photo, scene: Scene) -> Outcome:
    """The portrait is there, in colour where wanted, and of the shape of a one-inch photo."""
    files = scene.files(check.slot)
    if not files:
        return scene.missing([check.slot])
    gray = [file for file in files if file.gray]
    if check.colour and gray:
        return _wrong(gray, "photo_gray", scene)
    for file in files:
        width, height = upright_size(file.scans[0]) if file.scans else (file.width, file.height)
        ratio = width / height if width and height else check.ratio
        if check.ratio and ratio and abs(ratio / check.ratio - 1) > 0.03:
            return doubts("photo_shape", f"attachments.{file.id}", slot=file.slot)
    return ok()
