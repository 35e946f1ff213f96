"""One page from a seed and a number: who, which kind, which fault; and its ground truth."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from PIL import Image

from tests.pages import certificates, notices, papers, records
from tests.pages.cast import cast, dice
from tests.pages.faults import FAULTS, Fault
from tests.pages.laying import Laid
from tests.pages.sheet import Box, Mark, Sheet, Style
from tests.pages.taking import Picture

TALL = (1654, 2339)
WIDE = (2339, 1654)
Layout = Callable[[Sheet], None]


@dataclass(frozen=True)
class Kind:
    """A way to lay out a page; ``screen``: it was never on paper."""

    layout: Layout
    size: tuple[int, int] = TALL
    screen: bool = False


KINDS: dict[str, Kind] = {
    "diploma": Kind(certificates.diploma, WIDE),
    "title": Kind(certificates.title_certificate, WIDE),
    "further": Kind(certificates.further_education),
    "award": Kind(certificates.award, WIDE),
    "upright": Kind(certificates.upright_text, WIDE),
    "patent": Kind(certificates.patent),
    "proof": Kind(papers.proof),
    "contract": Kind(papers.contract),
    "appointment": Kind(papers.appointment),
    "assessment": Kind(papers.assessment),
    "publicity": Kind(papers.publicity),
    "pledge": Kind(papers.pledge),
    "journal": Kind(records.journal),
    "online_record": Kind(records.online_record),
    "id_card": Kind(records.id_card),
    "insurance": Kind(records.insurance, (1920, 1080), screen=True),
    "registry": Kind(records.registry),
    "joint": Kind(notices.joint_letter),
    "book": Kind(notices.book_cover),
    "telephone": Kind(notices.telephone_screen, (1080, 1900), screen=True),
    "small_card": Kind(notices.small_card),
    "oval": Kind(notices.oval_receipt),
}
SCREEN_FAULTS = tuple(name for name, fault in FAULTS.items() if fault.screen)
PAPERS = ((253, 252, 248), (255, 255, 255), (247, 246, 240), (250, 250, 252), (244, 248, 246))
INKS = ((205, 40, 45), (214, 30, 36), (190, 46, 60), (222, 60, 52))


@dataclass(frozen=True)
class Page:
    """A drawn page: the file's bytes and what is true about it."""

    jpeg: bytes
    truth: dict[str, Any]


def planned(seed: int, index: int) -> tuple[str, str]:
    """Which kind and fault a page has: every pairing comes before one comes again."""
    order = dice(seed)
    kinds, faults = list(KINDS), list(FAULTS)
    order.shuffle(kinds)
    order.shuffle(faults)
    kind = kinds[index % len(kinds)]
    fault = faults[(index + index // len(kinds)) % len(faults)]
    if KINDS[kind].screen and not FAULTS[fault].screen:
        fault = SCREEN_FAULTS[index % len(SCREEN_FAULTS)]
    return kind, fault


def draw(seed: int, index: int, kind: str = "", fault: str = "") -> Page:
    """Page ``index`` of a series; ``kind`` and ``fault`` may be chosen instead."""
    chosen = planned(seed, index)
    kind, fault = kind or chosen[0], fault or chosen[1]
    chance = dice(seed * 1_000_003 + index)
    sheet = lay_out(kind, FAULTS[fault], chance)
    laid = FAULTS[fault].lay(np.asarray(sheet.picture), chance)
    picture = laid.picture
    for tone in FAULTS[fault].tones:
        picture = tone(picture, chance)
    truth = {
        "file": f"page_{index:03d}.jpg",
        "seed": seed,
        "index": index,
        "template": kind,
        "degrade": fault,
        **told(sheet, laid),
    }
    return Page(stored(picture, FAULTS[fault], laid.turns), truth)


def lay_out(kind: str, fault: Fault, chance: Random) -> Sheet:
    """The sheet itself, printed and stamped, before anybody takes a picture of it."""
    style = Style(
        body=chance.choice(("fang", "song", "kai", "hei", "fang", "song")),
        head=chance.choice(("song-bold", "hei-bold", "kai")),
        paper=chance.choice(PAPERS),
        seal_ink=chance.choice(INKS),
        seal_wear=chance.uniform(0.05, 0.4),
    )
    style = replace(style, **fault.style)
    pointed = False if style.traditional or style.spaced else None
    width, height = KINDS[kind].size
    sheet = Sheet(width, height, cast(chance, pointed), style, chance)
    if style.guilloche:
        _guilloche(sheet)
    KINDS[kind].layout(sheet)
    sheet.stamp_all()
    return sheet


def sheet_of(kind: str, seed: int) -> Picture:
    """A clean sheet's pixels, for whoever makes it worse himself."""
    chance = dice(seed)
    return np.array(lay_out(kind, FAULTS["clean"], chance).picture)


def _guilloche(sheet: Sheet) -> None:
    """The fine waves of security paper under everything."""
    xs = np.arange(0, sheet.width + 12, 12)
    for number in range(0, sheet.height, 26):
        ys = number + 16 * np.sin(xs / 90 + number / 70) + 8 * np.sin(xs / 31)
        points = [(float(x), float(y)) for x, y in zip(xs, ys, strict=True)]
        sheet.pen.line(points, fill=sheet.style.guilloche, width=2)


def _quad(box: Box, laid: Laid) -> list[list[float]]:
    left, top, right, bottom = box
    ends = [(left, top, 1), (right, top, 1), (right, bottom, 1), (left, bottom, 1)]
    moved = np.array(ends, float) @ laid.matrix.T
    return [[round(float(v), 1) for v in row] for row in moved[:, :2] / moved[:, 2:]]


def told(sheet: Sheet, laid: Laid) -> dict[str, Any]:
    """The ground truth of a sheet in the pixels of its picture."""

    def quads(mark: Mark) -> list[list[list[float]]]:
        return [_quad(box, laid) for box in mark.boxes]

    return {
        "width": laid.picture.shape[1],
        "height": laid.picture.shape[0],
        "rotate_cw_to_upright": 90 * laid.turns,
        "skew_deg": round(laid.skew, 3),
        "applicant": {
            "name": sheet.cast.name,
            "id": sheet.cast.id_no,
            "unit": sheet.cast.unit,
            "unit_aliases": [sheet.cast.alias],
        },
        "printed_dot": sheet.cast.dot,
        "entities": [
            {
                "type": mark.role,
                "text": mark.text,
                "under_seal": mark.role != "seal" and sheet.under_seal(mark.boxes),
                "wrapped": len(mark.boxes) > 1,
                "pieces": quads(mark),
            }
            for mark in sheet.own
        ],
        "decoys": [
            {"type": mark.role, "text": mark.text, "pieces": quads(mark)} for mark in sheet.decoys
        ],
        "lines": [
            {"text": text, "under_seal": sheet.under_seal([box]), "quad": _quad(box, laid)}
            for text, box in sheet.lines
        ],
        "page_quad": _quad((0, 0, sheet.width, sheet.height), laid),
        "photo_quad": _quad(sheet.photo, laid) if sheet.photo else None,
    }


# What EXIF says of a picture that needs so many quarter turns clockwise.
ORIENTATION = {0: 1, 1: 6, 2: 3, 3: 8}


def stored(picture: Picture, fault: Fault, turns: int) -> bytes:
    """The JPEG file; EXIF tells the truth where the fault is called so, or lies."""
    out = io.BytesIO()
    exif = Image.Exif()
    orientation = ORIENTATION[turns] if fault is FAULTS["exif"] else fault.exif
    if orientation != 1:
        exif[0x0112] = orientation
    Image.fromarray(picture).save(
        out, "JPEG", quality=fault.quality, dpi=(200, 200), exif=exif.tobytes()
    )
    return out.getvalue()


def save(page: Page, folder: Path) -> Path:
    """Write picture and truth side by side; returns the picture's path."""
    path = folder / str(page.truth["file"])
    path.write_bytes(page.jpeg)
    text = json.dumps(page.truth, ensure_ascii=False)
    path.with_suffix(".json").write_text(text, encoding="utf-8")
    return path
