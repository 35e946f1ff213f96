"""The 免冠 photo: what is off is told, it is cut with a frame that stays an inch, never covered."""

from __future__ import annotations

import io
import math
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.app import intake
from desktop.app.intake import Pasted, Place
from desktop.app.scans.scanning import Nowhere, Scanner, looking_for
from desktop.app.session import Session
from desktop.domain.scans import Correction, Quad, ScanPage
from desktop.ui.attachments.detail import AttachmentDialog
from desktop.ui.attachments.page import AttachmentsPage
from desktop.ui.scans.draft import REST
from tests.app.drawn_photo import photo
from tests.ui.hands import click, open_session, show, texts
from tests.ui.scanned import SHIFT, drag, editor, seen, shown, spot, steps

SIDE = 900
SLOT = "一寸免冠照片"
ODD = "不是一寸的形状（宽 25、高 35），可以在“校正”里按一寸裁剪。"


def wide(face: bool = True) -> bytes:
    """A photo on a wall, square, the head small and aside."""
    made = np.full((SIDE, SIDE, 3), photo()[2, 2], np.uint8)
    if face:
        made[180:758, 360:773] = photo()
    out = io.BytesIO()
    Image.fromarray(made).save(out, "PNG")
    return out.getvalue()


def with_photo(folder: Path, data: bytes, pack: str = "BM24") -> Session:
    """A case with that photo, looked at."""
    session = open_session(folder, {}, pack=pack)
    notice = session.notice
    done = intake.take_in(session.case, notice, Place(SLOT), [Pasted(data, "照片.png")])
    session.attach([(taken.attachment, taken.data) for taken in done.taken])
    (file,) = session.case.attachments
    looking = looking_for(file, session.case, notice)
    page = Scanner(Nowhere()).examine(data, file, 0, looking)
    session.set(f"attachments.{file.id}.scans", [page])
    return session


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return with_photo(tmp_path, wide())


@pytest.fixture
def dialog(qtbot: QtBot, session: Session) -> AttachmentDialog:
    return editor(qtbot, session, mode="correct")


def frame(session: Session) -> Quad:
    corners = shown(session).correction.corners
    assert corners is not None
    return corners


def shape(quad: Quad) -> float:
    return math.dist(quad[0], quad[1]) / math.dist(quad[0], quad[3])


def kinds(page: ScanPage) -> set[str]:
    return {fault.kind for fault in page.faults}


def laid(qtbot: QtBot, dialog: AttachmentDialog) -> QPoint:
    """Cut as proposed, with the frame in sight; where its middle is on the paper."""
    click(dialog, "按一寸裁剪")
    qtbot.waitUntil(lambda: shown(dialog.session).correction.corners is not None, timeout=20_000)
    click(dialog, "原图和裁剪框")
    seen(qtbot, dialog)
    xs, ys = zip(*frame(dialog.session), strict=True)
    return spot(dialog.view.paper, sum(xs) / 4, sum(ys) / 4)


def test_what_is_off_about_it_stands_in_its_row_and_it_is_never_covered(
    qtbot: QtBot, session: Session
) -> None:
    page = AttachmentsPage(session)
    session.observe(page.refresh)
    show(qtbot, page, (820, 640))
    row = page.slots[SLOT].groups[SLOT].rows[session.case.attachments[0].id]
    assert any(text.endswith(ODD) or ODD in text for text in texts(row))
    assert "去遮盖" not in texts(row)
    assert "这一张不遮盖" in texts(row)


@pytest.mark.parametrize(("pack", "offered"), [("BM24", False), ("GJ21", False), ("GT23", True)])
def test_covering_is_offered_only_where_the_notice_leaves_it_open(
    qtbot: QtBot, tmp_path: Path, pack: str, offered: bool
) -> None:
    dialog = editor(qtbot, with_photo(tmp_path, wide(), pack), mode="fields")
    assert ("遮盖" in texts(dialog)) is offered
    assert {"说明", "校正"} <= set(texts(dialog))


def test_it_is_cut_as_proposed_judged_again_and_undone(
    qtbot: QtBot, dialog: AttachmentDialog, session: Session
) -> None:
    assert "photo_shape" in kinds(shown(session))
    assert any(ODD in text for text in texts(dialog))
    before = steps(session)
    click(dialog, "按一寸裁剪")
    qtbot.waitUntil(lambda: shown(session).correction.corners is not None, timeout=20_000)
    assert shape(frame(session)) == pytest.approx(25 / 35, abs=2e-3)
    assert "已经按一寸裁好了。" in texts(dialog)
    # The wall drawn around the photo has not quite its colour.
    qtbot.waitUntil(lambda: kinds(shown(session)) == {"photo_background"}, timeout=20_000)
    assert not any(ODD in text for text in texts(dialog))
    size = dialog.corrections.after.paper
    qtbot.waitUntil(
        lambda: size.image.width() / size.image.height() == pytest.approx(25 / 35, abs=0.01),
        timeout=20_000,
    )
    assert steps(session) == before + 1
    click(dialog, "撤销")
    assert shown(session).correction == Correction()
    assert "photo_shape" in kinds(shown(session))
    click(dialog, "恢复")
    assert kinds(shown(session)) == {"photo_background"}


def test_the_frame_keeps_its_shape_under_the_mouse(
    qtbot: QtBot, dialog: AttachmentDialog, session: Session
) -> None:
    middle = laid(qtbot, dialog)
    first = frame(session)
    paper = dialog.view.paper
    drag(paper, middle, middle + QPoint(-30, 12))
    moved = frame(session)
    assert shape(moved) == pytest.approx(25 / 35, abs=2e-3)
    assert math.dist(moved[0], moved[1]) == pytest.approx(math.dist(first[0], first[1]), abs=0.5)
    assert moved[0][0] < first[0][0]
    corner = spot(paper, *moved[0])
    drag(paper, corner, corner + QPoint(40, 5))
    pulled = frame(session)
    assert pulled[2] == pytest.approx(moved[2], abs=0.5)
    assert shape(pulled) == pytest.approx(25 / 35, abs=2e-3)
    assert math.dist(pulled[0], pulled[1]) < math.dist(moved[0], moved[1])
    click(dialog, "撤销")
    assert frame(session) == moved


def test_the_frame_is_moved_and_resized_by_key_in_one_step(
    qtbot: QtBot, dialog: AttachmentDialog, session: Session
) -> None:
    laid(qtbot, dialog)
    first, before = frame(session), steps(session)
    dialog.view.setFocus()
    QTest.keyClick(dialog.view, Qt.Key.Key_Tab)
    (handle,) = dialog.corrections.frame.handles
    assert handle.hasFocus()
    assert handle.accessibleName().startswith("一寸裁剪框")
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Down):
        QTest.keyClick(handle, key)
    QTest.keyClick(handle, Qt.Key.Key_Left, SHIFT)
    qtbot.waitUntil(lambda: frame(session) != first, timeout=10 * REST)
    last = frame(session)
    assert shape(last) == pytest.approx(25 / 35, abs=2e-3)
    assert math.dist(last[0], last[1]) < math.dist(first[0], first[1])
    assert steps(session) == before + 1


def test_straightening_leans_the_frame(
    qtbot: QtBot, dialog: AttachmentDialog, session: Session
) -> None:
    laid(qtbot, dialog)
    slider = dialog.corrections.panel.slider
    slider.setFocus()
    for _ in range(20):
        QTest.keyClick(slider, Qt.Key.Key_Right)
    assert "倾斜：顺时针转 2.0°" in texts(dialog)
    dialog.draft.flush()
    a, b = frame(session)[:2]
    assert math.degrees(math.atan2(b[1] - a[1], b[0] - a[0])) == pytest.approx(-2.0, abs=0.05)
    assert shown(session).correction.skew == 0
    assert shape(frame(session)) == pytest.approx(25 / 35, abs=2e-3)


def test_without_a_face_the_person_lays_the_frame(qtbot: QtBot, tmp_path: Path) -> None:
    session = with_photo(tmp_path, wide(face=False))
    dialog = editor(qtbot, session, mode="correct")
    click(dialog, "按一寸裁剪")
    qtbot.waitUntil(lambda: any("自己把裁剪框" in text for text in texts(dialog)), timeout=20_000)
    seen(qtbot, dialog)
    assert shown(session).correction.corners is None
    paper = dialog.view.paper
    middle = spot(paper, SIDE / 2, SIDE / 2)
    drag(paper, middle, middle + QPoint(20, 0))
    assert shape(frame(session)) == pytest.approx(25 / 35, abs=2e-3)
    click(dialog, "不裁剪")
    assert shown(session).correction.corners is None


def test_a_turned_photo_is_framed_as_it_is_seen(
    qtbot: QtBot, dialog: AttachmentDialog, session: Session
) -> None:
    click(dialog, "向右转")
    click(dialog, "原图和裁剪框")
    seen(qtbot, dialog)
    paper = dialog.view.paper
    qtbot.waitUntil(dialog.corrections.frame.handles[0].isVisible, timeout=20_000)
    middle = spot(paper, SIDE / 2, SIDE / 2)
    drag(paper, middle, middle + QPoint(20, 0))
    # Seen lying on its side the frame stands; in the stored picture it lies.
    assert shape(frame(session)) == pytest.approx(35 / 25, abs=2e-3)


def test_in_another_slot_nothing_is_said_of_it_as_a_photo(qtbot: QtBot, session: Session) -> None:
    dialog = editor(qtbot, session, mode="fields")
    assert any(ODD in text for text in texts(dialog))
    where = dialog.fields.where
    where.setFocus()
    QTest.keyClick(where, Qt.Key.Key_Down)
    assert session.case.attachments[0].slot != SLOT
    assert not any(ODD in text for text in texts(dialog))
    assert not kinds(shown(session))
    click(dialog, "撤销")
    assert any(ODD in text for text in texts(dialog))
