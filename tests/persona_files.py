"""The attachments of a persona: an entry for every file its notice asks for, masks decided."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from typing import Any

from PIL import Image, ImageDraw

from desktop.domain.case import Achievement, Attachment, Case, MaskKind, MaskPlan
from desktop.domain.notice import Notice
from desktop.domain.terms import Slot

Told = dict[str, Any]

SHOWS: dict[str, tuple[MaskKind, ...]] = {
    "身份证正面": ("name", "idno", "photo", "eyes"),
    "社保缴费证明": ("name", "idno", "unit"),
    "缓缴证明": ("unit",),
    "劳动合同": ("name", "unit", "seal"),
    "银行工资流水": ("name", "unit"),
    "毕业证书": ("name", "photo", "eyes"),
    "教育部学历证书电子注册备案表": ("name", "photo", "eyes"),
    "毕业生登记表": ("name", "photo", "eyes"),
    "任职资格文件": ("name", "unit"),
    "职称证书": ("name", "photo", "eyes"),
    "职称评审表": ("name", "unit", "seal"),
    "印证材料": ("name", "unit", "seal"),
    "代表作": ("name", "unit", "seal"),
    "继续教育证书": ("name", "unit"),
    "年度考核表": ("name", "unit", "seal"),
    "公示": ("name", "unit", "seal"),
    "公示结果": ("name", "unit", "seal"),
    "推荐意见": ("name", "unit", "seal"),
    "个人承诺书": ("name",),
}
"""What can be read on the paper in a slot; what is not listed shows nothing to cover."""

OPTIONAL = frozenset({"其他证明材料", "业务工作总结"})
"""Slots no rule asks for."""


def attachments(case: Case, told: Told, notice: Notice) -> Iterator[Attachment]:
    """Every file the case has, in the platform's order."""
    files = [file for slot in notice.slots for file in _in_slot(slot, case, told, notice)]
    if told.get("award_dup"):
        award = next(file for file in files if file.slot == "获奖情况")
        again = {"id": f"{award.id}again", "slot": "其他证明材料", "subject": ""}
        files.append(award.model_copy(update=again))
    yield from _masked(_spoilt(files, told), told.get("masks", {}), notice)


def _in_slot(slot: Slot, case: Case, told: Told, notice: Notice) -> Iterator[Attachment]:
    if slot.id in told.get("slots_missing", ()) or slot.id in OPTIONAL:
        return
    if slot.per == "edu":
        for edu in case.edu:
            found = edu.chsi == "可查"
            unfit = {
                "教育部学历证书电子注册备案表": not found,
                "毕业生登记表": found,
                "其他学历材料": True,
            }
            if not unfit.get(slot.id, False):
                yield _file(slot, edu.level, subject=edu.id)
    elif slot.per == "items":
        for item in case.items:
            if item.type in slot.types:
                yield from _of_item(slot, item, told)
    elif slot.per == "ce":
        for entry in case.ce:
            yield _file(slot, entry.kind, subject=entry.id, year=entry.year)
    elif slot.yearly:
        yield from _yearly(slot, notice.assessment_years, told)
    elif _asked(slot, case):
        yield _file(slot)


def _asked(slot: Slot, case: Case) -> bool:
    """Whether this applicant has anything to put into a slot."""
    only_if = {
        "社保缴费证明": case.si.status in ("正常", "断保"),
        "缓缴证明": case.si.status == "断保",
        "劳动合同": case.si.status == "未参保",
        "银行工资流水": case.si.status == "未参保",
        "任职资格文件": case.title.has is True,
        "职称证书": case.title.has is True,
        "职称评审表": case.title.has is True,
    }
    return only_if.get(slot.id, True)


def _of_item(slot: Slot, item: Achievement, told: Told) -> Iterator[Attachment]:
    asked = told["items"][int(item.id.removeprefix("item")) - 1]
    lack = asked.get("lack", ())
    if asked.get("proof") is False or "proof" in lack:
        return
    for part in slot.parts or ("",):
        if not part or part not in lack:
            own = asked.get("proof_kind") == "单位"
            yield _file(slot, item.title, subject=item.id, part=part, unit_certificate=own)


def _yearly(slot: Slot, years: tuple[int, ...], told: Told) -> Iterator[Attachment]:
    missing = told.get("assess_missing", {})
    gone = {int(year) for year in (*missing.get("*", ()), *missing.get(slot.id, ()))}
    for year in years:
        if year not in gone:
            for part in slot.parts or ("",):
                yield _file(slot, f"{year}年", year=year, part=part)


def _file(
    slot: Slot,
    title: str = "",
    *,
    subject: str = "",
    year: int | None = None,
    part: str = "",
    unit_certificate: bool = False,
) -> Attachment:
    name = "_".join(str(x) for x in (slot.id, title, subject, year or "", part) if x)
    content = hashlib.sha256(name.encode())
    return Attachment(
        id=f"f{content.hexdigest()[:10]}",
        slot=slot.id,
        title=title or slot.title,
        subject=subject,
        year=year,
        part=part,
        file_name=f"{name}.jpg",
        sha256=content.hexdigest(),
        format="jpeg",
        size=240_000,
        width=1654,
        height=2339,
        dpi=200,
        gray=False,
        from_original=True,
        is_copy=False,
        legible=True,
        unit_certificate=unit_certificate,
        classified=False,
    )


def _spoilt(files: list[Attachment], told: Told) -> list[Attachment]:
    """Some files of a wrong kind, with a meaningless name, unreadable, or a grey portrait."""
    names = told.get("files", {})
    changes: list[dict[str, object]] = [
        {"file_name": name, "format": name.rsplit(".", 1)[-1]} for name in names.get("bad_ext", ())
    ]
    changes += [{"file_name": name} for name in names.get("bad_name", ())]
    changed = [
        file.model_copy(update=changes[n]) if n < len(changes) else file
        for n, file in enumerate(files)
    ]
    if told.get("photo_gray"):
        changed = [
            file.model_copy(update={"gray": True}) if file.slot == "一寸免冠照片" else file
            for file in changed
        ]
    if told.get("unopenable"):
        changed[-1] = changed[-1].model_copy(update={"readable": False})
    return changed


def _masked(files: list[Attachment], told: Told, notice: Notice) -> Iterator[Attachment]:
    """Each page with its decision and what is covered; the first ones as the persona says."""
    undecided = int(told.get("undecided", 0))
    left = set(told.get("missing", ()))
    clear = {slot.id for slot in notice.slots if not slot.mask}
    for file in files:
        kinds = tuple(k for k in SHOWS.get(file.slot, ()) if k in notice.masking.kinds)
        if file.slot in clear:
            yield file
        elif undecided:
            undecided -= 1
            yield file
        else:
            open_ = {kind for kind in kinds if kind in left}
            left -= open_
            plan = MaskPlan(
                decision="是" if kinds else "否",
                needed=kinds,
                done=tuple(kind for kind in kinds if kind not in open_),
                area=0.4 if told.get("large") else 0.02 * len(kinds),
            )
            yield file.model_copy(update={"mask": plan})


def scanned(case: Case) -> tuple[Case, dict[str, bytes]]:
    """The case with a real picture behind every attachment, and the pictures by their hash."""
    contents: dict[str, bytes] = {}
    files: list[Attachment] = []
    for file in case.attachments:
        size = (500, 700) if file.slot == "一寸免冠照片" else (1240, 1754)
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
