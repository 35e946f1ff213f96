"""Pictures no scanner makes, a pixel or a thread of them: nothing is found, nothing fails."""

from __future__ import annotations

import numpy as np
import pytest

from desktop.domain.scans import Correction, MaskBox, MaskKind
from desktop.imaging import burning, legibility, portrait, proposals, straightening
from desktop.imaging.fitting import Fitting
from desktop.imaging.pictures import Picture, shrunk
from desktop.imaging.portrait import PortraitSpec
from desktop.imaging.proposals import Subject
from desktop.imaging.reading import Reader

KINDS: tuple[MaskKind, ...] = ("name", "idno", "unit", "seal", "eyes", "photo")
SUBJECT = Subject("木拉提", "", ("天山测试院",))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(1)


@pytest.mark.parametrize(("height", "width"), [(1, 1), (1, 20_000), (20_000, 1), (9, 6_000)])
def test_a_thread_of_a_page_is_looked_at_like_any_other(
    reader: Reader, height: int, width: int
) -> None:
    page: Picture = np.full((height, width, 3), 250, np.uint8)
    assert straightening.propose(page, (False, 0), reader) == Correction()
    assert reader.read(page) == ()
    assert proposals.propose(page, (), reader, SUBJECT, KINDS) == ()
    assert {fault.kind for fault in legibility.judge(page, ())} <= {"resolution"}


@pytest.mark.parametrize(("height", "width"), [(1, 1), (1, 20_000), (20_000, 1)])
def test_a_thread_can_be_cut_covered_and_sent(height: int, width: int) -> None:
    page: Picture = np.full((height, width, 3), 250, np.uint8)
    box = MaskBox(kind="name", quad=((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)))
    assert burning.masked(page, (box,), Correction(), Fitting(max_side=500)).data[:2] == b"\xff\xd8"
    assert "no_face" in {finding.reason for finding in portrait.examine(page, PortraitSpec())}
    assert portrait.frame(page, PortraitSpec()) is None


def test_shrinking_leaves_at_least_a_pixel() -> None:
    assert shrunk(np.zeros((1, 5_000, 3), np.uint8), 0.01).shape == (1, 50, 3)
    assert shrunk(np.zeros((300, 200), np.float32), 0.5).shape == (150, 100)
