"""遮盖: boxes by mouse and by keyboard, confirmed, doubted, undone, page by page."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.app.library import Desk
from desktop.app.notices.installed import notice
from desktop.app.session import Session
from desktop.domain.scans import Correction, ScanPage
from desktop.ui.attachments.detail import AttachmentDialog
from desktop.ui.attachments.page import AttachmentsPage
from desktop.ui.notices.clause import ClauseDialog
from desktop.ui.widgets import theme
from tests.storage.keeping import KEYS
from tests.ui.conftest import Draw
from tests.ui.hands import Clock, click, show, texts
from tests.ui.scanned import (
    CTRL,
    NAME,
    SEAL,
    UNIT,
    area,
    at_box,
    colour,
    drag,
    editor,
    page,
    press,
    rows,
    scanned,
    seen,
    shown,
    spot,
)


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return scanned(
        tmp_path,
        ("身份证正面", (page(NAME, UNIT, SEAL),)),
        ("职称证书", (page(NAME), page(UNIT))),
    )


@pytest.fixture
def dialog(qtbot: QtBot, session: Session) -> AttachmentDialog:
    return editor(qtbot, session)


def test_what_to_cover_comes_from_the_notice_with_its_words(dialog: AttachmentDialog) -> None:
    assert "请遮住：本人姓名、工作单位、单位公章、照片眼部" in texts(dialog)
    click(dialog, "依据：通知 六")
    clause = dialog.findChildren(ClauseDialog)[0]
    assert "出现的本人姓名、工作单位及本人照片眼部" in clause.text.toPlainText()
    clause.close()


def test_proposals_let_the_page_be_read_and_say_why(dialog: AttachmentDialog) -> None:
    assert rows(dialog) == [
        "姓名 · 读作 王伟　待确认",
        "单位 · 读作 天山水务中心　待确认",
        "公章 · 读不出　请看一眼",
    ]
    assert colour(dialog, 160, 220).lightness() > 200
    assert "3 处，3 处待确认，其中 1 处请看一眼。" in texts(dialog)


def test_a_box_is_drawn_with_the_mouse(dialog: AttachmentDialog, session: Session) -> None:
    paper = dialog.masks.paper
    drag(paper, spot(paper, 300, 100), spot(paper, 420, 160))
    box = shown(session).boxes[3]
    assert (box.kind, box.confirmed, shown(session).decision) == ("name", True, "是")
    assert box.quad[0] == pytest.approx((300, 100), abs=3)
    assert box.quad[2] == pytest.approx((420, 160), abs=3)
    assert paper.handles[3].hasFocus()
    assert rows(dialog)[3] == "本人姓名 · 自己画的　已确认"
    press(Qt.Key.Key_Z, CTRL)
    assert len(shown(session).boxes) == 3


def test_a_trembling_click_draws_nothing(dialog: AttachmentDialog, session: Session) -> None:
    paper = dialog.masks.paper
    start = spot(paper, 300, 100)
    drag(paper, start, start + QPoint(3, 3))
    assert len(shown(session).boxes) == 3


def test_what_is_found_while_the_mouse_is_down_ends_the_drag(
    dialog: AttachmentDialog, session: Session
) -> None:
    paper = dialog.masks.paper
    place = spot(paper, 160, 220)
    QTest.mousePress(paper, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseMove(paper, place + QPoint(40, 0))
    file = session.case.attachments[0]
    found = file.model_copy(update={"scans": (page(UNIT),)})
    assert session.note(f"attachments.{file.id}", found, label="识别扫描件")
    QTest.mouseRelease(paper, Qt.MouseButton.LeftButton, pos=place + QPoint(40, 0))
    assert shown(session).boxes == page(UNIT).boxes


def test_a_box_is_moved_resized_turned_and_bent_with_the_mouse(
    dialog: AttachmentDialog, session: Session
) -> None:
    paper = dialog.masks.paper
    middle = spot(paper, 160, 220)
    drag(paper, middle, middle + QPoint(30, 0))
    moved = shown(session).boxes[0].quad
    assert moved[0][0] == pytest.approx(100 + 30 / paper.scale, abs=2)
    grip = paper._grips(paper.page_quad(0))[2].toPoint()
    drag(paper, grip, grip + QPoint(40, 0))
    wider = shown(session).boxes[0].quad
    assert wider[0] == pytest.approx(moved[0], abs=0.01)
    assert wider[1][0] > moved[1][0] + 20
    grip = paper._grips(paper.page_quad(0))[1].toPoint()
    drag(paper, grip, grip + QPoint(0, -20), CTRL)
    bent = shown(session).boxes[0].quad
    assert bent[1][1] < wider[1][1]
    assert bent[2] == pytest.approx(wider[2], abs=0.01)
    _, end = paper._stalk(paper.page_quad(0))
    drag(paper, end.toPoint(), end.toPoint() + QPoint(25, 5))
    assert shown(session).boxes[0].quad[0] != pytest.approx(bent[0], abs=0.5)
    for _ in range(4):
        press(Qt.Key.Key_Z, CTRL)
    assert shown(session).boxes[0] == NAME


def test_what_a_box_covers_can_be_said(dialog: AttachmentDialog, session: Session) -> None:
    press(Qt.Key.Key_N)
    kind = dialog.masks.panel.kind
    assert kind.isVisible()
    kind.setFocus()
    press(Qt.Key.Key_Down)
    kind.activated.emit(kind.currentIndex())
    assert shown(session).boxes[3].kind == "unit"
    dialog.view.setFocus()
    press(Qt.Key.Key_N)
    assert shown(session).boxes[4].kind == "unit"


def test_the_list_and_the_page_choose_together(dialog: AttachmentDialog, session: Session) -> None:
    boxes, paper = dialog.masks.panel.boxes, dialog.masks.paper
    QTest.mouseClick(paper, Qt.MouseButton.LeftButton, pos=spot(paper, 390, 640))
    assert boxes.currentRow() == 2
    boxes.setFocus()
    press(Qt.Key.Key_Up)
    assert paper.chosen == 1
    press(Qt.Key.Key_Delete)
    assert rows(dialog) == ["姓名 · 读作 王伟　待确认", "公章 · 读不出　请看一眼"]
    click(dialog, "确认遮住")
    assert shown(session).boxes[1].confirmed
    click(dialog, "取消确认")
    assert not shown(session).boxes[1].confirmed


def test_the_big_button_does_not_confirm_what_has_to_be_looked_at(
    qtbot: QtBot, dialog: AttachmentDialog, session: Session
) -> None:
    click(dialog, "确认已遮盖，下一个 →")
    assert dialog.attachment_id == session.case.attachments[0].id
    assert not any(box.confirmed for box in shown(session).boxes)
    assert "第 3 块请看一眼：要遮就按“确认遮住”，不用遮就按“删除这块”。" in texts(dialog)
    assert dialog.masks.paper.handles[2].hasFocus()
    press(Qt.Key.Key_Delete)
    click(dialog, "确认已遮盖，下一个 →")
    assert all(box.confirmed for box in shown(session).boxes)
    assert session.case.attachments[0].mask.decision == "是"
    assert dialog.attachment_id == session.case.attachments[1].id
    click(dialog, "确认已遮盖，下一页 →")
    assert "第 2 / 2 页" in texts(dialog)
    click(dialog, "确认已遮盖，完成")
    assert session.case.attachments[1].mask.done == ("name", "unit")
    assert not dialog.isVisible()


def test_a_page_covered_too_much_is_asked_about_once(qtbot: QtBot, tmp_path: Path) -> None:
    large = [NAME.model_copy(update={"quad": area(20, 100 + n * 100, 260, 50)}) for n in range(4)]
    session = scanned(tmp_path, ("职称证书", (page(*large),)))
    dialog = editor(qtbot, session)
    assert any("这一页一共要遮 11%，偏多" in text for text in texts(dialog))
    click(dialog, "确认已遮盖，完成")
    assert shown(session).decision == ""
    assert "这一页遮得偏多。确实都要遮，请再按一次。" in texts(dialog)
    click(dialog, "确认已遮盖，完成")
    assert shown(session).decision == "是"


def test_undo_leads_to_the_page_it_changes(
    qtbot: QtBot, dialog: AttachmentDialog, session: Session
) -> None:
    at_box(dialog, 0)
    press(Qt.Key.Key_Return)
    dialog.step(1)
    seen(qtbot, dialog)
    click(dialog, "撤销")
    assert dialog.attachment_id == session.case.attachments[0].id
    assert not shown(session).boxes[0].confirmed
    assert "已撤销：确认遮盖块" in texts(dialog)


def test_boxes_stay_on_their_places_when_the_page_is_turned(qtbot: QtBot, tmp_path: Path) -> None:
    lying = page(NAME)
    turned = lying.correction.model_copy(update={"turns": 1})
    session = scanned(tmp_path, ("职称证书", (lying.model_copy(update={"correction": turned}),)))
    dialog = editor(qtbot, session)
    paper = dialog.masks.paper
    assert (paper.page_size.width(), paper.page_size.height()) == (800, 600)
    # The upper left of what is stored has come to the upper right.
    assert paper.page_quad(0)[0] == pytest.approx((600, 100))
    at_box(dialog, 0)
    press(Qt.Key.Key_Right)
    dialog.draft.flush()
    left, top = shown(session).boxes[0].quad[0]
    assert left == pytest.approx(100, abs=0.01)
    assert top < 200


def test_slots_that_stay_clear_say_so(qtbot: QtBot, tmp_path: Path) -> None:
    session = scanned(tmp_path, ("一寸免冠照片", (page(),)))
    dialog = editor(qtbot, session)
    assert "这一栏的材料不遮盖，原样上传。" in texts(dialog)
    paper = dialog.masks.paper
    drag(paper, spot(paper, 100, 100), spot(paper, 200, 200))
    press(Qt.Key.Key_N)
    assert shown(session).boxes == ()


def test_a_page_nobody_has_looked_at_is_still_answered(qtbot: QtBot, tmp_path: Path) -> None:
    session = scanned(tmp_path, ("职称证书", (ScanPage(),)))
    dialog = editor(qtbot, session)
    assert "需要遮盖吗？" in texts(dialog)
    click(dialog, "否")
    assert session.case.attachments[0].mask.decision == "否"


def test_boxes_survive_a_restart_and_so_does_undo(qtbot: QtBot, tmp_path: Path) -> None:
    clock = Clock()
    session = scanned(tmp_path, ("职称证书", (page(NAME),)), clock=clock)
    dialog = editor(qtbot, session)
    at_box(dialog, 0)
    press(Qt.Key.Key_Return)
    dialog.close()
    case_id = session.case.case_id
    session.library.close()
    again = Desk.open(tmp_path / "library", notice, clock, KEYS).session(case_id)
    assert shown(again).boxes[0].confirmed
    again.undo()
    assert not shown(again).boxes[0].confirmed


@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_at_the_largest_text_nothing_is_cut_on_a_small_screen(
    qtbot: QtBot, session: Session, draw: Draw, look: theme.Tokens
) -> None:
    draw(look, 1.5)
    dialog = editor(qtbot, session)
    dialog.resize(1326, 708)
    at_box(dialog, 0)
    QApplication.processEvents()
    for widget in dialog.findChildren(QWidget):
        if widget.isVisible() and widget.parentWidget() is not dialog.masks.paper:
            assert widget.width() >= min(widget.minimumSizeHint().width(), 800), widget
    assert dialog.minimumSizeHint().width() <= 1326
    assert dialog.minimumSizeHint().height() <= 708
    wide = dialog.masks.panel.width()
    assert wide <= dialog._scroll.viewport().width()
    button = dialog.masks.panel.confirm
    assert button.visibleRegion().boundingRect().size() == button.size()


def test_the_page_of_attachments_tells_how_far_it_is_and_leads_here(
    qtbot: QtBot, session: Session
) -> None:
    attachments = AttachmentsPage(session)
    session.observe(attachments.refresh)
    show(qtbot, attachments, (820, 640))
    file = session.case.attachments[0]
    row = attachments.slots["身份证正面"].groups["身份证正面"].rows[file.id]
    assert "遮盖：找到 3 处像是要遮的，还没有定。" in texts(row)
    assert "需要遮盖吗？" not in texts(row)
    click(row, "去遮盖")
    dialog = attachments.findChildren(AttachmentDialog)[0]
    seen(qtbot, dialog)
    dialog.view.setFocus()
    press(Qt.Key.Key_F)
    dialog.close()
    assert "遮盖：不遮盖。" in texts(row)


def test_a_page_on_which_nothing_was_found_is_answered_by_the_big_button(
    qtbot: QtBot, tmp_path: Path
) -> None:
    read = page().model_copy(update={"read_for": "somebody"})
    session = scanned(tmp_path, ("职称证书", (read, page())))
    dialog = editor(qtbot, session)
    click(dialog, "本页无需遮盖，下一页 →")
    assert shown(session).decision == "否"
    # Nobody has read the second page for anything: that nothing was found says nothing.
    click(dialog, "完成")
    assert shown(session, 0, 1).decision == ""


def test_what_is_covered_can_be_looked_at_without_holding_a_key(dialog: AttachmentDialog) -> None:
    at_box(dialog, 0)
    press(Qt.Key.Key_Return)
    click(dialog, "看遮住的内容")
    assert colour(dialog, 160, 220).lightness() > 200
    dialog.step(1)
    dialog.step(-1)
    assert not dialog.masks.paper.peeking


def test_boxes_are_never_shown_on_a_picture_that_lies_otherwise(
    qtbot: QtBot, tmp_path: Path
) -> None:
    session = scanned(tmp_path, ("职称证书", (page(NAME),)))
    dialog = editor(qtbot, session)
    paper, file = dialog.masks.paper, session.case.attachments[0]
    drawn = paper.image
    turned = shown(session).model_copy(update={"correction": Correction(turns=1)})
    session.set(f"attachments.{file.id}.scans", [turned])
    assert paper.image == drawn
    assert colour(dialog, 101, 201).name() == "#ffffff"
    press(Qt.Key.Key_N)
    drag(paper, spot(paper, 300, 100), spot(paper, 420, 160))
    assert shown(session).boxes == (NAME,)
    qtbot.waitUntil(lambda: paper.has(0), timeout=20_000)
    assert paper.image != drawn
    assert rows(dialog) == ["姓名 · 读作 王伟　待确认"]
