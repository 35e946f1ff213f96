"""The attachments of a persona: an entry for every file its notice asks for, masks decided."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from PIL import Image, ImageDraw

from desktop.domain import years
from desktop.domain.case import Achievement, Attachment, Case, Education, MaskPlan, Training
from desktop.domain.notice import Notice
from desktop.domain.operations.attachments import Photo
from desktop.domain.part import Entry
from desktop.domain.scans import MaskKind
from desktop.domain.scene import Scene
from desktop.domain.terms import Slot
from tests import persona_terms as terms
from tests.persona_items import lacks, without_proof
from tests.persona_told import Slip, Told

KINDS: tuple[MaskKind, ...] = ("name", "unit", "idno", "seal", "photo", "eyes")

PAGE = (1654, 2339)
PORTRAIT = (500, 700)
"""Pixels of a page, and of a portrait of 25:35."""


def attachments(case: Case, told: Told, notice: Notice, now: datetime) -> Iterator[Attachment]:
    """Every file the case has, in the platform's order."""
    _refuse_strange(told, notice)
    scene = Scene.of(case, notice, now)
    files = [file for slot in notice.slots for file in _in_slot(slot, scene, told)]
    files += _strays(case, files, told, notice)
    yield from _masked(_spoilt(files, told, notice), told.get("masks", {}), notice)


def _refuse_strange(told: Told, notice: Notice) -> None:
    names = {name for slot in notice.slots for name in (slot.id, slot.title)}
    yearly = {name for slot in notice.slots if slot.yearly for name in (slot.id, slot.title)}
    if strange := sorted(set(told.get("slots_missing") or ()) - names):
        raise Slip(f"slots_missing：没有这样的附件栏目：{strange}")
    if strange := sorted(_missing_years(told).keys() - yearly - {"*"}):
        raise Slip(f"assess_missing：没有这样的考核材料：{strange}")
    masks = told.get("masks", {})
    if strange := sorted(set(masks.get("missing") or ()) - set(KINDS)):
        raise Slip(f"masks.missing：没有这种遮盖内容：{strange}")
    if type(masks.get("undecided", 0)) is not int:
        raise Slip(f"masks.undecided 不是数：{masks['undecided']}")


def _missing_years(told: Told) -> dict[str, list[int]]:
    given = told.get("assess_missing") or {}
    return given if isinstance(given, dict) else {"*": given}


def _in_slot(slot: Slot, scene: Scene, told: Told) -> Iterator[Attachment]:
    case, notice = scene.case, scene.notice
    if {slot.id, slot.title} & set(told.get("slots_missing") or ()):
        return
    if slot.per:
        for entry in getattr(case, slot.per, ()):
            if terms.for_entry(slot, entry, notice, scene):
                yield from _of_entry(slot, entry, told)
    elif slot.yearly:
        rules = terms.naming(notice, slot.id)
        if not rules or terms.asked(rules, scene):
            yield from _yearly(slot, scene, told)
    elif _filled(slot, scene, told):
        yield _file(slot, sides=notice)


def _filled(slot: Slot, scene: Scene, told: Told) -> bool:
    """Whether this applicant has anything to put into a slot of its own."""
    notice = scene.notice
    rules = terms.naming(notice, slot.id)
    si = told.get("si", {})
    if slot.id in terms.contracts(notice):
        return bool(scene.case.si.contract.start)
    if slot.id == "劳动合同" and si.get("contract") is False:
        return False
    if slot.id in terms.insured_slots(notice) and not scene.case.si.months:
        return False
    return terms.asked(rules, scene)


def _of_entry(slot: Slot, entry: Entry, told: Told) -> Iterator[Attachment]:
    """The files of one entry of a list in a slot."""
    own = False
    year = entry.year if isinstance(entry, Training) else None
    asked: Told = {}
    if isinstance(entry, Achievement):
        asked = _asked(entry, told)
        if without_proof(asked):
            return
        own = "单位" in str(asked.get("proof_kind") or "")
    for part in slot.parts or ("",):
        if not lacks(asked, slot, part):
            yield _file(
                slot, _about(entry), subject=entry.id, year=year, part=part, unit_certificate=own
            )


def _asked(item: Achievement, told: Told) -> Told:
    given: list[Told] = told.get("items", [])
    n = int(item.id.removeprefix("item")) - 1
    return given[n] if n < len(given) else {}


def _about(entry: Entry) -> str:
    if isinstance(entry, Education):
        return entry.level
    if isinstance(entry, Training):
        return f"{entry.year}年{entry.kind}科目"
    return str(getattr(entry, "title", "") or getattr(entry, "kind", ""))


def _yearly(slot: Slot, scene: Scene, told: Told) -> Iterator[Attachment]:
    gone = {
        int(year)
        for name, of in _missing_years(told).items()
        if name in ("*", slot.id, slot.title)
        for year in of or ()
    }
    for year in years.assessment(scene.case, scene.notice):
        if year not in gone:
            for part in terms.year_sides(slot, scene.notice):
                yield _file(slot, f"{year}年", year=year, part=part)


def _file(
    slot: Slot,
    about: str = "",
    *,
    subject: str = "",
    year: int | None = None,
    part: str = "",
    unit_certificate: bool = False,
    sides: Notice | None = None,
) -> Attachment:
    name = "_".join(str(x) for x in (slot.id, about, subject, year or "", part) if x)
    content = hashlib.sha256(name.encode())
    portrait = sides is not None and any(
        isinstance(rule.check, Photo) for rule in terms.naming(sides, slot.id)
    )
    width, height = PORTRAIT if portrait or "免冠" in slot.title else PAGE
    return Attachment(
        id=f"f{content.hexdigest()[:10]}",
        slot=slot.id,
        title=f"{about}{slot.title}{part}",
        subject=subject,
        year=year,
        part=part,
        file_name=f"{name}.jpg",
        sha256=content.hexdigest(),
        format="jpeg",
        size=240_000,
        width=width,
        height=height,
        dpi=200,
        gray=False,
        from_original=True,
        is_copy=False,
        copy_stamped=True,
        legible=True,
        unit_certificate=unit_certificate,
        classified=False,
    )


def _again(file: Attachment, **changed: Any) -> Attachment:
    """Another copy of a file."""
    return file.model_copy(update={"id": f"{file.id}again{len(changed)}"} | changed)


def _strays(
    case: Case, files: Sequence[Attachment], told: Told, notice: Notice
) -> Iterator[Attachment]:
    """Files beside those asked for: an award a second time, some that cannot be opened."""
    awards = {item.id for item in case.items if item.type == "获奖"}
    award = next((file for file in files if file.subject in awards), None)
    elsewhere = [s for s in notice.slots if not s.per and not s.yearly]
    spare = next((s for s in elsewhere if not terms.naming(notice, s.id)), None)
    if told.get("award_dup") and award:
        other = spare or next(s for s in elsewhere if s.id != award.slot)
        yield _again(award, slot=other.id, subject="")
    for n, name in enumerate(_unopenable_names(told, notice)):
        # In a slot nobody asks for, or beside a good one, so that the slot itself stays filled.
        beside = next((f for f in files if not f.year and f.subject not in awards), None)
        if beside is not None:
            slot = spare.id if spare else beside.slot
            sha256 = hashlib.sha256(f"unopenable{n}".encode()).hexdigest()
            facts = {"slot": slot, "file_name": name, "sha256": sha256, "readable": False}
            plain = {"id": f"unopenable{n}", "subject": "", "unit_certificate": False}
            yield beside.model_copy(update=facts | plain)


def _unopenable_names(told: Told, notice: Notice) -> list[str]:
    """Names of files told that cannot be opened; those of slots are other files' business."""
    given = told.get("unopenable") or 0
    if isinstance(given, int):
        return [f"打不开{n}.jpg" for n in range(int(given))]
    slots = {name for slot in notice.slots for name in (slot.id, slot.title)}
    names = [str(name) for name in ([given] if isinstance(given, str) else given)]
    if strange := [name for name in names if name not in slots and "." not in name]:
        raise Slip(f"unopenable：既不是附件栏目也不是文件名：{strange}")
    return [name for name in names if name not in slots]


def _spoilt(files: list[Attachment], told: Told, notice: Notice) -> list[Attachment]:
    """Some files of a wrong kind, with a meaningless name, unreadable, or a grey portrait."""
    names = told.get("files") or {}
    changes: list[dict[str, object]] = [
        {"file_name": name, "format": _format(name, notice)} for name in names.get("bad_ext") or ()
    ]
    changes += [
        {"file_name": name, "title": name.rsplit(".", 1)[0]} for name in names.get("bad_name") or ()
    ]
    if len(changes) > len(files):
        raise Slip(f"files：一共只有 {len(files)} 个附件")
    changed = [
        file.model_copy(update=changes[n]) if n < len(changes) else file
        for n, file in enumerate(files)
    ]
    given = told.get("unopenable") or ()
    broken = set([given] if isinstance(given, str) else [] if isinstance(given, int) else given)
    titles = {slot.id: slot.title for slot in notice.slots}
    return [
        file.model_copy(
            update={
                "gray": bool(told.get("photo_gray")) and "免冠" in titles[file.slot],
                "readable": file.readable and not {file.slot, titles[file.slot]} & broken,
            }
        )
        for file in changed
    ]


def _format(name: str, notice: Notice) -> str:
    """What a file called so really holds: never what the notice takes, or it were no bad one."""
    ending = name.rsplit(".", 1)[-1].lower()
    taken = {*notice.files.formats, "jpg", "jpeg"}
    return "png" if ending in taken else ending


def _masked(files: list[Attachment], told: Told, notice: Notice) -> Iterator[Attachment]:
    """Each page with its decision and what is covered; the first ones as the persona says."""
    needless = int(told.get("needless", 0))
    left = set(told.get("missing") or ()) & set(notice.masking.kinds)
    shows = {slot.id: slot.shows for slot in notice.slots}
    clear = {slot.id for slot in notice.slots if not slot.mask} | set(notice.masking.never)
    open_ = {file.id for file in _undecided(files, told, clear, shows)}
    decided = [file for file in files if file.slot not in clear and file.id not in open_]
    shown = {kind for file in decided for kind in shows[file.slot]}
    for file in files:
        if file not in decided:
            yield file
            continue
        # A kind that no paper shows is on the first one of all.
        also = tuple(sorted(left - shown)) if file is decided[0] else ()
        kinds = tuple(k for k in (*shows[file.slot], *also) if k in notice.masking.kinds)
        idle = bool(needless and not kinds)
        needless -= idle
        plan = MaskPlan(
            decision="是" if kinds or idle else "否",
            needed=kinds,
            done=tuple(kind for kind in kinds if kind not in left),
            area=0.4 if told.get("large") and kinds else 0.02 * len(kinds),
            others_covered=bool(told.get("others")) and bool(kinds),
        )
        left -= set(kinds)
        yield file.model_copy(update={"mask": plan})


def _undecided(
    files: Sequence[Attachment],
    told: Told,
    clear: set[str],
    shows: Mapping[str, tuple[MaskKind, ...]],
) -> list[Attachment]:
    """The pages without a decision: first those on which there is least to cover."""
    pages = sorted(
        (file for file in files if file.slot not in clear), key=lambda file: len(shows[file.slot])
    )
    return pages[: int(told.get("undecided", 0))]


def scanned(case: Case) -> tuple[Case, dict[str, bytes]]:
    """The case with a real picture behind every attachment, and the pictures by their hash."""
    contents: dict[str, bytes] = {}
    files: list[Attachment] = []
    for file in case.attachments:
        size = PORTRAIT if (file.width, file.height) == PORTRAIT else (1240, 1754)
        # The same file twice stays the same file.
        content = _picture(file.sha256, size)
        sha256 = hashlib.sha256(content).hexdigest()
        contents[sha256] = content
        width, height = size
        facts = {"sha256": sha256, "size": len(content), "width": width, "height": height}
        files.append(file.model_copy(update=facts))
    return case.model_copy(update={"attachments": tuple(files)}), contents


def _picture(name: str, size: tuple[int, int]) -> bytes:
    """A page with a few lines of its own, so that no two are the same file."""
    page = Image.new("RGB", size, "#fdfdf8")
    draw = ImageDraw.Draw(page)
    seed = hashlib.sha256(name.encode()).digest()
    for line, byte in enumerate(seed):
        top = 40 + line * (size[1] - 80) // len(seed)
        colour = (30, 30, 60 + byte // 4)
        draw.rectangle((40, top, 60 + byte * (size[0] - 120) // 255, top + 8), fill=colour)
    out = io.BytesIO()
    page.save(out, "JPEG", quality=80, dpi=(150, 150))
    return out.getvalue()
