"""Pages made worse step by step are judged as a person judges them: fine, warned, refused.

The sheet of these tests is read well by a person down to the steps at which its tables change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import cv2
import numpy as np
import pytest

from desktop.domain.scans import ScanFault
from desktop.imaging.legibility import judge
from desktop.imaging.pictures import Picture, quad_of
from desktop.imaging.text import Line
from tests.imaging.scenes import page

FINE, WARNED, REFUSED = "fine", "warned", "refused"
WORDS = "Certificate of continuing education 2024 No. 659901"


def sheet() -> tuple[Picture, list[Line]]:
    """A scan at 200 dpi: ten lines, 32 pixels high, on cream paper."""
    made = np.full((2339, 1654, 3), (252, 250, 244), np.uint8)
    lines = []
    for row in range(10):
        x, y = 160, 300 + 160 * row
        cv2.putText(made, WORDS, (x, y), cv2.FONT_HERSHEY_DUPLEX, 1.4, (24, 24, 24), 3, cv2.LINE_AA)
        (width, height), below = cv2.getTextSize(WORDS, cv2.FONT_HERSHEY_DUPLEX, 1.4, 3)
        left, top, right, bottom = x - 4, y - height - 4, x + width + 4, y + below
        box = np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float64)
        lines.append(Line(WORDS, 0.98, quad_of(box), ()))
    return made, lines


def scaled(factor: float) -> tuple[Picture, list[Line]]:
    made, lines = sheet()
    small = cv2.resize(made, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8), [
        Line(line.text, line.score, quad_of(np.array(line.quad) * factor), ()) for line in lines
    ]


def blurred(made: Picture, step: float) -> Picture:
    return np.asarray(cv2.GaussianBlur(made, (0, 0), step), np.uint8)


def paler(made: Picture, step: float) -> Picture:
    return np.asarray(250 - (250 - made.clip(0, 250).astype(float)) * step, np.uint8)


def darker(made: Picture, step: float) -> Picture:
    return np.asarray(made * step, np.uint8)


def glaring(made: Picture, step: float) -> Picture:
    height, width = made.shape[:2]
    rows, columns = np.mgrid[:height, :width].astype(np.float32)
    spot = ((columns / width - 0.5) / 0.2) ** 2 + ((rows / height - 0.5) / 0.15) ** 2
    return np.asarray((made * 0.85 + step * np.exp(-spot)[..., None]).clip(0, 255), np.uint8)


def verdict(faults: Sequence[ScanFault], kind: str) -> str:
    found = next((fault for fault in faults if fault.kind == kind), None)
    return FINE if found is None else REFUSED if found.refused else WARNED


def test_a_good_scan_is_fine() -> None:
    assert judge(*sheet()) == ()


@pytest.mark.parametrize(
    "kind, worse, steps",
    [
        (
            "blur",
            blurred,
            {1: FINE, 2: FINE, 3.5: WARNED, 4: WARNED, 6: REFUSED, 8: REFUSED, 12: REFUSED},
        ),
        ("contrast", paler, {0.8: FINE, 0.5: FINE, 0.22: WARNED, 0.1: REFUSED, 0.05: REFUSED}),
        ("dark", darker, {0.8: FINE, 0.5: FINE, 0.33: WARNED, 0.18: REFUSED, 0.1: REFUSED}),
        ("glare", glaring, {0: FINE, 80: WARNED, 200: REFUSED, 400: REFUSED}),
    ],
)
def test_made_worse_step_by_step(
    kind: str, worse: Callable[[Picture, float], Picture], steps: dict[float, str]
) -> None:
    made, lines = sheet()
    assert {step: verdict(judge(worse(made, step), lines), kind) for step in steps} == steps


def test_made_smaller_step_by_step() -> None:
    steps = {0.7: FINE, 0.5: FINE, 0.4: FINE, 0.3: WARNED, 0.2: REFUSED, 0.1: REFUSED}
    assert {step: verdict(judge(*scaled(step)), "small_text") for step in steps} == steps
    assert verdict(judge(*scaled(0.2)), "resolution") == REFUSED


@pytest.mark.parametrize("deviation", [4, 10, 20])
def test_grain_is_no_fault(deviation: float) -> None:
    made, lines = sheet()
    grain = np.random.default_rng(1).normal(0, deviation, made.shape)
    assert judge(np.asarray((made + grain).clip(0, 255), np.uint8), lines) == ()


@pytest.mark.parametrize("quality", [60, 30])
def test_hard_compression_is_no_fault(quality: int) -> None:
    made, lines = sheet()
    packed = cv2.imencode(".jpg", made, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    assert judge(np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8), lines) == ()


@pytest.mark.parametrize("left, seen", [(0, FINE), (150, FINE), (200, REFUSED)])
def test_lines_that_run_out_of_the_picture(left: int, seen: str) -> None:
    made, lines = sheet()
    kept = np.array([left, 0])
    moved = [
        Line(line.text, 1.0, quad_of((np.array(line.quad) - kept).clip(0)), ()) for line in lines
    ]
    assert verdict(judge(np.ascontiguousarray(made[:, left:]), moved), "cut_off") == seen


def test_a_scanners_dark_border_cuts_nothing_off() -> None:
    made, lines = sheet()
    made[:, :158] = 20
    bordered = np.ascontiguousarray(made[:, 150:])
    moved = [Line(x.text, 1.0, quad_of((np.array(x.quad) - [156, 0]).clip(0)), ()) for x in lines]
    assert verdict(judge(bordered, moved), "cut_off") == FINE


@pytest.mark.parametrize("tone", [255, 244, 215])
def test_a_blank_back_is_fine(tone: int) -> None:
    assert judge(np.full((2339, 1654, 3), tone, np.uint8), ()) == ()


def test_a_small_card_with_readable_text_is_fine() -> None:
    made, lines = scaled(0.6)
    card = np.ascontiguousarray(made[:400])
    assert max(card.shape) < 1000
    assert judge(card, [line for line in lines if line.quad[2][1] < 390]) == ()


def test_a_black_picture_is_refused() -> None:
    assert verdict(judge(np.full((1500, 1000, 3), 12, np.uint8), ()), "dark") == REFUSED


def test_a_white_photo_on_tinted_paper_is_no_glare() -> None:
    made, lines = sheet()
    made = np.asarray(made * [0.9, 0.95, 0.9], np.uint8)
    made[1900:2300, 1200:1500] = 255
    assert judge(made, lines) == ()


def test_the_worst_comes_first() -> None:
    made, lines = sheet()
    faults = judge(paler(blurred(made, 4), 0.1), lines)
    assert [fault.refused for fault in faults] == sorted((f.refused for f in faults), reverse=True)
    assert {"blur", "contrast"} <= {fault.kind for fault in faults}


@pytest.mark.parametrize("size", [(1, 1), (3, 900), (40, 40)])
def test_any_size_is_judged(size: tuple[int, int]) -> None:
    assert verdict(judge(np.full((*size, 3), 255, np.uint8), ()), "resolution") != FINE


def test_rows_of_words_without_letters_are_measured_alike() -> None:
    """Measures are of edges and tones, not of a script."""
    words = np.asarray(cv2.resize(page(), None, fx=2, fy=2), np.uint8)
    box = quad_of(np.array([[240, 280], [1700, 280], [1700, 320], [240, 320]], np.float64))
    assert judge(words, [Line("维吾尔文", 0.9, box, ())]) == ()
