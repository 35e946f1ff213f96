"""What an attachment's plan is, told by its pages."""

from __future__ import annotations

import pytest

from desktop.domain.case import Attachment
from desktop.domain.scans import (
    Correction,
    MaskBox,
    MaskKind,
    MaskPlan,
    ScanPage,
    area_of,
    summed,
    upright_size,
)

SQUARE = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))


def box(kind: MaskKind, confirmed: bool = False) -> MaskBox:
    return MaskBox(kind=kind, quad=SQUARE, confirmed=confirmed)


def page(decision: str, *boxes: MaskBox) -> ScanPage:
    return ScanPage(width=100, height=50, decision=decision, boxes=boxes)


@pytest.mark.parametrize(
    "pages, decision, needed, done",
    [
        ((page(""),), "", (), ()),
        ((page("否"), page("否")), "否", (), ()),
        ((page("否"), page("")), "", (), ()),
        ((page("是", box("name")), page("")), "", ("name",), ()),
        ((page("是", box("name", True)), page("否", box("seal"))), "是", ("name",), ("name",)),
        (
            (page("是", box("name", True), box("unit")), page("是", box("unit", True))),
            "是",
            ("name", "unit"),
            ("name",),
        ),
    ],
)
def test_summed(
    pages: tuple[ScanPage, ...],
    decision: str,
    needed: tuple[MaskKind, ...],
    done: tuple[MaskKind, ...],
) -> None:
    plan = summed(MaskPlan(others_covered=True), pages)
    assert (plan.decision, plan.needed, plan.done) == (decision, needed, done)
    assert plan.others_covered


def test_area_is_the_largest_page_share() -> None:
    pages = (page("是", box("name")), page("是", box("name"), box("seal")))
    assert summed(MaskPlan(), pages).area == pytest.approx(0.04)
    assert ScanPage(boxes=(box("name"),)).area == 0.0
    left_clear = page("否", box("name"), box("seal"))
    assert summed(MaskPlan(), (left_clear,)).area == 0.0


@pytest.mark.parametrize(
    "quad, area",
    [
        (SQUARE, 100.0),
        (tuple(reversed(SQUARE)), 100.0),
        (((0.0, 0.0), (4.0, 0.0), (5.0, 2.0), (1.0, 2.0)), 8.0),
    ],
)
def test_area_of(quad: tuple[tuple[float, float], ...], area: float) -> None:
    a, b, c, d = quad
    assert area_of((a, b, c, d)) == area


DESK = ((10.0, 0.0), (50.0, 0.0), (60.0, 30.0), (0.0, 30.0))


@pytest.mark.parametrize(
    ("correction", "size"),
    [
        (Correction(), (100.0, 50.0)),
        (Correction(turns=2), (100.0, 50.0)),
        (Correction(turns=3), (50.0, 100.0)),
        (Correction(corners=DESK), (60.0, 10 * 10**0.5)),
        (Correction(corners=DESK, turns=1), (10 * 10**0.5, 60.0)),
    ],
)
def test_a_page_goes_out_as_large_as_its_longer_sides(
    correction: Correction, size: tuple[float, float]
) -> None:
    sheet = ScanPage(width=100, height=50, correction=correction)
    assert upright_size(sheet) == pytest.approx(size)


def test_written_and_read_again() -> None:
    sheet = ScanPage(
        correction=Correction(corners=SQUARE, turns=3, skew=-1.5), boxes=(box("eyes", True),)
    )
    kept = Attachment(id="a", slot="证书", scans=(sheet,))
    assert Attachment.model_validate_json(kept.model_dump_json()) == kept
