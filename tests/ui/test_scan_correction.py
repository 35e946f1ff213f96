"""校正: quarter turns, fine straightening, corners, and back to what came in."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app.scans.scanning import Looking, Scanner
from desktop.app.session import Session
from desktop.domain.case import Attachment
from desktop.domain.scans import Correction, ScanPage
from desktop.ui.attachments.detail import AttachmentDialog
from desktop.ui.scans.draft import REST
from tests.ui.hands import click, texts
from tests.ui.scanned import NAME, SIZE, UNIT, drag, editor, page, scanned, seen, shown, spot


class Finder(Scanner):
    """Finds what the test says, without a recogniser."""

    def __init__(self, found: ScanPage) -> None:
        self.found = found
        self.asked: list[Correction | None] = []

    def examine(
        self,
        data: bytes,
        attachment: Attachment,
        number: int,
        looking: Looking,
        correction: Correction | None = None,
    ) -> ScanPage:
        self.asked.append(correction)
        return self.found


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return scanned(tmp_path, ("职称证书", (page(NAME),)))


@pytest.fixture
def dialog(qtbot: QtBot, session: Session) -> AttachmentDialog:
    return editor(qtbot, session, mode="correct")


def correction(session: Session) -> Correction:
    return shown(session).correction


def corner_colour(dialog: AttachmentDialog, x: int, y: int) -> str:
    return dialog.view.paper.image.pixelColor(x, y).name()


def wait_for_size(qtbot: QtBot, dialog: AttachmentDialog, size: tuple[int, int]) -> None:
    qtbot.waitUntil(lambda: dialog.view.paper.image.size().toTuple() == size, timeout=10_000)


def test_a_page_is_turned_and_shown_so(
    qtbot: QtBot, dialog: AttachmentDialog, session: Session
) -> None:
    assert "没有改动，和选进来时一样。" in texts(dialog)
    click(dialog, "向右转")
    assert correction(session) == Correction(turns=1)
    assert shown(session).checked
    wait_for_size(qtbot, dialog, (SIZE[1], SIZE[0]))
    assert corner_colour(dialog, SIZE[1] - 20, 20) == "#000080"
    assert "已经向右转了 90°。" in texts(dialog)
    click(dialog, "向左转")
    click(dialog, "向左转")
    assert correction(session).turns == 3
    for _ in range(3):
        click(dialog, "撤销")
    assert correction(session) == Correction()


@pytest.mark.parametrize("turns", range(4))
def test_a_mirrored_page_is_turned_over_from_left_to_right_as_seen(
    qtbot: QtBot, tmp_path: Path, turns: int
) -> None:
    lying = page().model_copy(update={"correction": Correction(turns=turns)})
    session = scanned(tmp_path, ("职称证书", (lying,)))
    dialog = editor(qtbot, session, mode="correct")
    before = dialog.view.paper.image.copy()
    click(dialog, "左右翻转")
    qtbot.waitUntil(lambda: dialog.view.paper.image != before, timeout=10_000)
    assert dialog.view.paper.image == before.flipped(Qt.Orientation.Horizontal)


def test_straightening_by_key_is_one_step(
    qtbot: QtBot, dialog: AttachmentDialog, session: Session
) -> None:
    slider = dialog.corrections.panel.slider
    slider.setFocus()
    done = len(session._history.done)
    for _ in range(7):
        QTest.keyClick(slider, Qt.Key.Key_Right)
    assert "倾斜：顺时针转 0.7°" in texts(dialog)
    assert correction(session).skew == 0
    qtbot.waitUntil(lambda: correction(session).skew == pytest.approx(0.7), timeout=10 * REST)
    assert len(session._history.done) == done + 1
    click(dialog, "撤销")
    assert correction(session).skew == 0
    assert slider.value() == 0


def test_the_page_leans_at_once_while_the_straightened_one_is_made(
    qtbot: QtBot, dialog: AttachmentDialog
) -> None:
    paper = dialog.view.paper
    made = paper.image

    def top_left() -> str:
        return paper.grab().toImage().pixelColor(spot(paper, 4, 4)).name()

    assert top_left() == "#000080"
    slider = dialog.corrections.panel.slider
    slider.setFocus()
    for _ in range(5):
        QTest.keyClick(slider, Qt.Key.Key_PageUp)
    assert paper.image == made
    assert top_left() != "#000080"
    qtbot.waitUntil(lambda: paper.image.width() > made.width(), timeout=20_000)
    assert paper._leaning == 0


def test_corners_are_dragged_on_the_page_as_it_came(
    qtbot: QtBot, dialog: AttachmentDialog, session: Session
) -> None:
    click(dialog, "原图和四角")
    seen(qtbot, dialog)
    paper = dialog.corrections.corners
    drag(paper, spot(paper, 0, 0), spot(paper, 60, 80))
    corners = correction(session).corners
    assert corners is not None
    assert corners[0] == pytest.approx((60, 80), abs=3)
    assert corners[2] == pytest.approx(SIZE, abs=1)
    click(dialog, "摆正后")
    seen(qtbot, dialog)
    assert "已经按四角裁出了纸面。" in texts(dialog)
    click(dialog, "原图和四角")
    click(dialog, "不裁边")
    assert correction(session).corners is None


def test_corners_are_moved_by_key_in_one_step(
    qtbot: QtBot, dialog: AttachmentDialog, session: Session
) -> None:
    click(dialog, "原图和四角")
    seen(qtbot, dialog)
    dialog.view.setFocus()
    QTest.keyClick(dialog.view, Qt.Key.Key_Tab)
    handle = dialog.corrections.corners.handles[0]
    assert handle.hasFocus()
    assert handle.accessibleName() == "左上角，方向键移动"
    done = len(session._history.done)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(handle, key)
    dialog.draft.flush()
    corners = correction(session).corners
    assert corners is not None
    assert corners[0][0] == pytest.approx(2 * corners[0][1])
    assert len(session._history.done) == done + 1


def test_corners_that_fold_over_are_not_taken(
    qtbot: QtBot, dialog: AttachmentDialog, session: Session
) -> None:
    click(dialog, "原图和四角")
    seen(qtbot, dialog)
    paper = dialog.corrections.corners
    drag(paper, spot(paper, 0, 0), spot(paper, 590, 790) + QPoint(0, 0))
    corners = correction(session).corners
    assert corners is None or corners[0][0] / SIZE[0] + corners[0][1] / SIZE[1] < 1.01


def test_back_to_what_came_in_is_one_step(dialog: AttachmentDialog, session: Session) -> None:
    click(dialog, "向右转")
    click(dialog, "左右翻转")
    click(dialog, "还原成原样")
    assert correction(session) == Correction()
    click(dialog, "撤销")
    assert correction(session) == Correction(turns=3, mirrored=True)


def test_seen_and_right_is_kept(qtbot: QtBot, dialog: AttachmentDialog, session: Session) -> None:
    assert not shown(session).checked
    click(dialog, "这样就好，完成")
    assert shown(session).checked
    assert correction(session) == Correction()


def test_put_straight_as_the_program_proposes(qtbot: QtBot, session: Session) -> None:
    finder = Finder(page().model_copy(update={"correction": Correction(turns=2, skew=1.5)}))
    dialog = editor(qtbot, session, mode="correct", scanner=finder)
    click(dialog, "自动摆正")
    qtbot.waitUntil(lambda: correction(session).turns == 2)
    assert finder.asked == [None]
    assert shown(session).boxes == (NAME,)


def test_looking_again_keeps_what_was_confirmed(qtbot: QtBot, session: Session) -> None:
    finder = Finder(page(NAME, UNIT))
    dialog = editor(qtbot, session, mode="cover", scanner=finder)
    dialog.masks.paper.handles[0].setFocus()
    QTest.keyClick(dialog.masks.paper.handles[0], Qt.Key.Key_Return)
    confirmed = shown(session).boxes[0]
    click(dialog, "重新查找")
    qtbot.waitUntil(lambda: len(shown(session).boxes) == 2)
    assert finder.asked == [Correction()]
    assert shown(session).boxes == (confirmed, UNIT)
    assert "找到 1 处待确认" in texts(dialog)


def test_without_a_reader_nothing_is_offered_that_needs_one(dialog: AttachmentDialog) -> None:
    QApplication.processEvents()
    assert "自动摆正" not in texts(dialog)
    click(dialog, "遮盖")
    assert "重新查找" not in texts(dialog)
