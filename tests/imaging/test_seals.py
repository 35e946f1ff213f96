import numpy as np
import pytest

from desktop.imaging import seals
from desktop.imaging.pictures import Picture
from desktop.imaging.reading import Reader
from tests.imaging.drawn_seals import Design, gray, seal, sheet, stamped, worn, written

UNIT = "博格达化工研究院有限公司"
OTHER = "昆仑自治州人力资源和社会保障局"
X, Y, SIZE = 800, 1500, 320


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(threads=1)


def page(design: Design, strength: float = 0.9, over: str = "") -> Picture:
    chance = np.random.default_rng(8)
    lined = written(sheet(), over, (X - 220, Y - 30)) if over else sheet()
    return stamped(lined, worn(seal(design, SIZE), strength, chance), X, Y)


@pytest.mark.parametrize(
    "design",
    [
        Design(UNIT),
        Design(UNIT, turn=35, face="sans"),
        Design(UNIT, turn=180),
        Design(UNIT, middle="合同专用章", number="6599021234567"),
        Design(UNIT, middle="业务专用章", star=False, flat=0.7, size=0.24),
    ],
)
@pytest.mark.parametrize("copied", [False, True])
def test_the_units_seal_is_covered(design: Design, copied: bool, reader: Reader) -> None:
    picture = page(design)
    (box,) = seals.propose(gray(picture) if copied else picture, [], reader, [UNIT])
    assert box.kind == "seal"
    assert box.sure
    assert "博格达" in box.why
    (left, top), _, (right, bottom), _ = box.quad
    assert left < X - SIZE / 2 + 2
    assert right > X + SIZE / 2 - 2
    assert top < Y - SIZE / 2 * design.flat + 2
    assert bottom > Y + SIZE / 2 * design.flat - 2


@pytest.mark.parametrize("copied", [False, True])
def test_an_issuers_seal_stays_clear(copied: bool, reader: Reader) -> None:
    picture = page(Design(OTHER, face="serif"), over=OTHER)
    assert seals.propose(gray(picture) if copied else picture, [], reader, [UNIT]) == ()


def test_black_print_over_the_seal_is_no_obstacle(reader: Reader) -> None:
    picture = page(Design(UNIT), strength=0.6, over="昆仑市教育局二〇一九年十月")
    (box,) = seals.propose(picture, [], reader, [UNIT])
    assert box.sure


def test_a_seal_nobody_can_read_is_asked_about(reader: Reader) -> None:
    (box,) = seals.propose(page(Design("", star=True)), [], reader, [UNIT])
    assert not box.sure
    assert "读不出" in box.why


def test_a_seal_reads_as_it_is_written(reader: Reader) -> None:
    picture = page(Design(OTHER))
    (found,) = seals.find(picture)
    text, score = seals.read(picture, found, reader)
    assert text == OTHER
    assert score > 0.9
