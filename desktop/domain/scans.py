"""What has been found on and decided about the pages of an attachment.

Every point is in pixels of the page as stored: before any turning, also that by EXIF. A PDF's page
has the pixels of the one picture it consists of, or those of its drawing at 300 dpi.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import dist
from typing import Annotated, Literal

from pydantic import Field

from desktop.domain.part import Part
from desktop.domain.vocabulary import NO, YES

MaskKind = Literal["name", "unit", "idno", "seal", "photo", "eyes"]

Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]
"""Four corners in order around the area; the first is where reading starts."""


class Correction(Part):
    """How a stored page becomes an upright sheet, in this order.

    ``mirrored`` left to right; then ``corners`` of the sheet cut out and made a rectangle
    (top-left, top-right, bottom-right, bottom-left as stored, None: the whole picture is the
    sheet); then ``turns`` quarter turns clockwise; then ``skew`` degrees clockwise.
    """

    mirrored: bool = False
    corners: Quad | None = None
    turns: Annotated[int, Field(ge=0, le=3)] = 0
    skew: Annotated[float, Field(ge=-45, le=45)] = 0.0


class MaskBox(Part):
    """An area to be covered: proposed by the program until the person has ``confirmed`` it.

    ``sure`` is False where the person should look twice; ``why`` says what was read there
    (“姓名 · 读作 …”), empty for boxes drawn by hand.
    """

    kind: MaskKind
    quad: Quad
    confirmed: bool = False
    sure: bool = True
    why: str = ""


FaultKind = Literal[
    "resolution", "blur", "glare", "contrast", "cut_off", "small_text", "dark", "other_side",
    "photo_gray", "photo_shape", "photo_small", "photo_background", "photo_no_face",
    "photo_several_faces", "photo_head_small", "photo_head_large", "photo_head_high",
    "photo_head_low", "photo_head_aside",
]  # fmt: skip

LEGIBILITY: frozenset[FaultKind] = frozenset(
    ("resolution", "blur", "glare", "contrast", "cut_off", "small_text", "dark")
)
"""What a person answers for who says that a page reads well (看得清楚)."""

SIDES: dict[int, str] = {1: "正面", 2: "反面", 3: "正、反两面在一起"}
"""Sides of an ID card as ``other_side`` counts them."""


class ScanFault(Part):
    """Why a page may be sent back: ``refused`` where it cannot be taken, else a warning.

    ``measured`` and ``wanted`` are in the unit of the kind: characters' height in pixels for
    ``small_text``, pixels of the longer side for ``resolution``, of the width for ``photo_small``,
    :data:`SIDES` for ``other_side``, shares 0–1 for the others.
    """

    kind: FaultKind
    refused: bool = False
    measured: float = 0.0
    wanted: float = 0.0

    @property
    def facts(self) -> dict[str, str | int]:
        """What its sentence may name."""
        if self.kind == "other_side":
            sides = {"seen": self.measured, "meant": self.wanted}
            return {name: SIDES.get(round(side), "") for name, side in sides.items()}
        return {"measured": round(self.measured), "wanted": round(self.wanted)}


class ScanPage(Part):
    """One page of an attachment. ``read_for`` tells for whom (and which kinds) boxes were proposed.

    It is empty as long as nobody looked; whoever looks again after the name or the unit has
    changed sees by it that the proposals are old. ``decision`` is 是/否/"" as the platform asks
    of each page; ``checked`` says that the person has seen the correction.
    """

    width: int = 0
    height: int = 0
    correction: Correction = Correction()
    checked: bool = False
    faults: tuple[ScanFault, ...] = ()
    decision: str = ""
    boxes: tuple[MaskBox, ...] = ()
    read_for: str = ""

    @property
    def area(self) -> float:
        """The covered share of the page, 0–1; overlapping boxes count twice."""
        whole = self.width * self.height
        return sum(area_of(box.quad) for box in self.boxes) / whole if whole else 0.0


class MaskPlan(Part):
    """What is to be covered on an attachment, a plan first: ``decision`` 是/否/"" (未定).

    ``needed`` are the kinds that appear on it, ``done`` those covered; ``others_covered`` is True
    where somebody else's name was covered; ``area`` is the covered share of the page, 0–1.
    """

    decision: str = ""
    needed: tuple[MaskKind, ...] = ()
    done: tuple[MaskKind, ...] = ()
    others_covered: bool = False
    area: float = 0.0


def told(faults: Sequence[ScanFault], legible: bool | None) -> tuple[ScanFault, ...]:
    """What still has to be said: who has answered how a page reads, knows that already."""
    return tuple(f for f in faults if legible is None or f.kind not in LEGIBILITY)


def upright_size(page: ScanPage) -> tuple[float, float]:
    """Width and height of the page as it goes out, in pixels, but for perspective and skew."""
    width, height = float(page.width), float(page.height)
    if page.correction.corners is not None:
        a, b, c, d = page.correction.corners
        width, height = max(dist(a, b), dist(d, c)), max(dist(b, c), dist(a, d))
    return (height, width) if page.correction.turns % 2 else (width, height)


def area_of(quad: Quad) -> float:
    """The area of a quad in square pixels."""
    doubled = sum(
        x * next_y - next_x * y
        for (x, y), (next_x, next_y) in zip(quad, (*quad[1:], quad[0]), strict=True)
    )
    return abs(doubled) / 2


def summed(plan: MaskPlan, pages: Sequence[ScanPage]) -> MaskPlan:
    """The attachment's plan as its pages say it; a kind is done when no box of it waits.

    否 needs every page's 否, 是 one page's 是 and no page undecided.
    """
    decisions = {page.decision for page in pages}
    decision = "" if not decisions <= {YES, NO} else YES if YES in decisions else NO
    covered = [page for page in pages if page.decision != NO]
    boxes = [box for page in covered for box in page.boxes]
    needed = tuple(dict.fromkeys(box.kind for box in boxes))
    waiting = {box.kind for box in boxes if not box.confirmed}
    return plan.model_copy(
        update={
            "decision": decision,
            "needed": needed,
            "done": tuple(kind for kind in needed if kind not in waiting),
            "area": max((page.area for page in covered), default=0.0),
        }
    )
