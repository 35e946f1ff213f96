"""The score's own judgement: what counts as covered, touched, upright."""

from typing import Any

import pytest

from desktop.domain.scans import Correction, MaskBox, MaskKind, Quad, ScanPage
from tests.imaging.figures import as_plain, as_text, figures
from tests.imaging.judging import Judged, judge_geometry, judge_masks


def rectangle(left: float, top: float, right: float, bottom: float) -> Quad:
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def box(area: Quad, kind: MaskKind = "name", sure: bool = True) -> MaskBox:
    return MaskBox(kind=kind, quad=area, sure=sure)


NAME = rectangle(100, 100, 300, 140)
TAIL = rectangle(50, 160, 90, 200)
OTHER = rectangle(400, 100, 600, 140)
SEAL = rectangle(600, 600, 800, 800)
OTHER_SEAL = rectangle(700, 600, 900, 800)


def truth(**changed: Any) -> dict[str, Any]:
    told: dict[str, Any] = {
        "width": 1000,
        "height": 1000,
        "rotate_cw_to_upright": 0,
        "skew_deg": 0.0,
        "entities": [
            {"type": "name", "text": "王伟", "pieces": [NAME, TAIL]},
            {"type": "seal", "text": "某院", "pieces": [SEAL]},
        ],
        "decoys": [
            {"type": "name_other", "text": "王玮", "pieces": [OTHER]},
            {"type": "seal_other", "text": "某局", "pieces": [OTHER_SEAL]},
        ],
        "photo_quad": None,
        "page_quad": rectangle(0, 0, 1000, 1000),
    }
    return told | changed


ALL = (box(NAME), box(TAIL), box(SEAL, "seal"))


def test_whole_boxes_cover_and_touch_nothing() -> None:
    entities, decoys, beyond = judge_masks(truth(), ALL)
    assert all(one.sure and one.all and one.tight for one in entities)
    assert not any(one.all for one in decoys), "the other seal lies partly under the own one's mask"
    assert beyond == 0


@pytest.mark.parametrize(
    ("boxes", "covered"),
    [
        ((box(NAME),), False),
        ((box(NAME), box(TAIL)), True),
        ((box(rectangle(100, 108, 300, 140)), box(TAIL)), True),
        ((box(rectangle(100, 112, 300, 140)), box(TAIL)), False),
        ((box(rectangle(100, 100, 290, 140)), box(TAIL)), False),
        ((box(rectangle(90, 90, 310, 150), "seal"), box(TAIL)), True),
    ],
    ids=["one piece only", "both", "a little low", "too low", "too short", "another kind"],
)
def test_covered(boxes: tuple[MaskBox, ...], covered: bool) -> None:
    entities, _, _ = judge_masks(truth(), boxes)
    assert entities[0].all is covered


def test_what_is_to_be_checked_counts_apart() -> None:
    entities, decoys, _ = judge_masks(
        truth(), (box(NAME), box(TAIL, sure=False), box(OTHER, sure=False))
    )
    assert entities[0].all
    assert not entities[0].sure
    assert decoys[0].all
    assert not decoys[0].sure


def test_a_brush_against_somebody_else_is_not_yet_touching() -> None:
    near = box(rectangle(300, 100, 428, 140))
    far = box(rectangle(300, 100, 432, 140))
    assert not judge_masks(truth(), (near,))[1][0].sure
    assert judge_masks(truth(), (far,))[1][0].sure


def test_what_is_hidden_without_need_is_a_share_of_the_page() -> None:
    _, _, beyond = judge_masks(truth(), (*ALL, box(rectangle(0, 900, 100, 1000))))
    assert beyond == pytest.approx(0.01, abs=0.0005)


def test_a_photo_is_held_against_its_own_boxes() -> None:
    told = truth(photo_quad=OTHER)
    assert not judge_masks(told, (box(OTHER),))[0][-1].all
    assert judge_masks(told, (), (box(OTHER, "photo"),))[0][-1].all


def seen(**correction: Any) -> ScanPage:
    return ScanPage(width=1000, height=1000, correction=Correction(**correction))


def test_turned_and_askew_are_measured_on_the_sheets_edges() -> None:
    turned = truth(rotate_cw_to_upright=90, page_quad=((0, 1000), (0, 0), (1000, 0), (1000, 1000)))
    upright, skew, corners, meddled = judge_geometry(turned, seen(turns=1))
    assert upright
    assert skew == pytest.approx(0)
    assert (corners, meddled) == (None, "")
    assert not judge_geometry(turned, seen())[0]
    assert not judge_geometry(turned, seen(turns=3))[0]
    askew = truth(skew_deg=2.0, page_quad=((17, -17), (1017, 18), (982, 1017), (-17, 982)))
    assert judge_geometry(askew, seen())[1] == pytest.approx(2.0, abs=0.02)
    assert judge_geometry(askew, seen(skew=-2))[1] == pytest.approx(0, abs=0.02)


def test_a_fine_page_that_was_changed_is_told() -> None:
    corners = rectangle(10, 10, 990, 990)
    assert judge_geometry(truth(), seen())[3] == ""
    assert judge_geometry(truth(), seen(skew=0.5))[3] == "turned"
    assert judge_geometry(truth(), seen(corners=corners))[3] == "cut"


def test_corners_are_measured_by_the_worst_of_them() -> None:
    sheet = rectangle(100, 100, 900, 900)
    photo = truth(page_quad=sheet)
    assert judge_geometry(photo, seen(corners=sheet))[2] == 0
    off = ((100, 100), (900, 100), (900, 900), (100, 914.142))
    assert judge_geometry(photo, seen(corners=off))[2] == pytest.approx(0.01, rel=0.01)
    assert judge_geometry(photo, seen())[2] == 1.0


def test_figures_count_failed_pages_as_missed() -> None:
    entities, decoys, beyond = judge_masks(truth(), ALL)
    missed, _, _ = judge_masks(truth(), ())
    pages = [
        Judged("a.jpg", "proof", "clean", entities, decoys, beyond, seconds=1.5),
        Judged("b.jpg", "proof", "clean", missed, error="told why"),
    ]
    table = figures(pages, 512)
    plain = as_plain(table)
    assert plain["recall name"]["sure"] == [1, 2]
    assert plain["recall together"]["sure+check"] == [2, 4]
    assert plain["touched name_other"]["sure"] == [0, 1]
    assert plain["errors"] == 1
    assert plain["seconds a page"] == 1.5
    assert "1/2 = 50.00 %" in as_text(table).replace("50.00%", "50.00 %")
