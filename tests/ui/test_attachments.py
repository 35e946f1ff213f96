"""附件: bringing files in, where they go, their order, 遮盖, and what a finding leads to."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.app.session import Session
from desktop.domain.case import Achievement, Education
from desktop.ui.attachments.detail import AttachmentDialog
from desktop.ui.attachments.group import GroupView
from desktop.ui.attachments.page import AttachmentsPage
from desktop.ui.attachments.row import AttachmentRow
from tests.ui.hands import click, commit, find, open_session, show, texts

EDU = Education(id="edu1", level="本科", school="塔里木大学", major="林学", chsi="可查")


def picture(colour: str = "white", size: tuple[int, int] = (620, 877)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def session(tmp_path: Path) -> Session:
    made = open_session(tmp_path, {"si.status": "正常", "apply.level": "中级"})
    made.insert("edu", EDU)
    return made


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> AttachmentsPage:
    made = AttachmentsPage(session)
    session.observe(made.refresh)
    show(qtbot, made, (820, 640))
    return made


@pytest.fixture
def scans(tmp_path: Path) -> Path:
    folder = tmp_path / "扫描"
    folder.mkdir()
    return folder


def group(page: AttachmentsPage, slot: str, subject: str = "") -> GroupView:
    return page.slots[slot].groups[f"{slot}/{subject}" if subject else slot]


def choose(monkeypatch: pytest.MonkeyPatch, *files: Path) -> None:
    answer = [str(file) for file in files], ""
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a: answer)


def bring(qtbot: QtBot, page: AttachmentsPage, slot: str, data: bytes, subject: str = "") -> str:
    """Bring one file in by the clipboard; its id."""
    before = {a.id for a in page.session.case.attachments}
    image = QImage.fromData(data)
    QGuiApplication.clipboard().setImage(image)
    where = group(page, slot, subject)
    where.paste.click()
    qtbot.waitUntil(lambda: len(page.session.case.attachments) > len(before))
    return next(a.id for a in page.session.case.attachments if a.id not in before)


def row(page: AttachmentsPage, slot: str, at: int = 0, subject: str = "") -> AttachmentRow:
    QApplication.processEvents()
    shown = group(page, slot, subject)
    return shown.rows[shown.group.files[at].id]


def test_the_slots_stand_in_the_platforms_columns(page: AttachmentsPage) -> None:
    titles = [card.title.text() for card in page.cards.values()]
    assert titles[:3] == ["基本信息", "学历学位", "专业技术资格"]
    assert titles[-1] == "个人承诺书"
    first = page.slots["身份证正面"]
    assert {"身份证正面", "必交", "有照片和姓名的一面", "身份证正、反面（通知 六（一）1）"} <= set(
        texts(first)
    )


def test_a_pdf_that_is_a_picture_is_taken_and_said_so(
    qtbot: QtBot, session: Session, page: AttachmentsPage, scans: Path
) -> None:
    (scans / "证书.pdf").write_bytes(picture())
    where = group(page, "身份证正面")
    drop(where, scans / "证书.pdf")
    qtbot.waitUntil(lambda: bool(where.rows))
    assert session.case.attachments[0].format == "png"
    assert "内容其实是 PNG" in where.report.text.text()


def drop(target: GroupView, *files: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    enter = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(target, event)
    assert event.isAccepted()


def test_files_are_dropped_on_the_entry_they_prove(
    qtbot: QtBot, session: Session, page: AttachmentsPage, scans: Path
) -> None:
    (scans / "毕业证.png").write_bytes(picture())
    where = group(page, "毕业证书", "edu1")
    assert "本科 · 塔里木大学 · 林学" in texts(where)
    drop(where, scans / "毕业证.png")
    qtbot.waitUntil(lambda: bool(where.rows))
    assert session.case.attachments[0].subject == "edu1"
    assert (scans / "毕业证.png").exists()


def test_a_copied_picture_is_pasted_with_the_keyboard(
    qtbot: QtBot, session: Session, page: AttachmentsPage
) -> None:
    QGuiApplication.clipboard().setImage(QImage.fromData(picture("red")))
    where = group(page, "身份证反面")
    where.add.setFocus()
    QTest.keyClick(where.add, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(session.case.attachments))
    assert session.case.attachments[0].slot == "身份证反面"
    assert (session.case.attachments[0].width, session.case.attachments[0].height) == (620, 877)


def test_a_copied_file_of_a_picture_comes_in_byte_for_byte(
    qtbot: QtBot, session: Session, page: AttachmentsPage
) -> None:
    out = io.BytesIO()
    Image.new("RGB", (300, 200)).save(out, "JPEG")
    mime = QMimeData()
    mime.setData("image/jpeg", out.getvalue())
    QGuiApplication.clipboard().setMimeData(mime)
    click(group(page, "身份证反面"), "粘贴")
    qtbot.waitUntil(lambda: bool(session.case.attachments))
    assert session.case.attachments[0].sha256 == hashlib.sha256(out.getvalue()).hexdigest()


def test_a_copied_picture_that_is_damaged_is_told(
    qtbot: QtBot, session: Session, page: AttachmentsPage
) -> None:
    mime = QMimeData()
    mime.setData("image/png", picture()[:300])
    QGuiApplication.clipboard().setMimeData(mime)
    click(group(page, "身份证反面"), "粘贴")
    qtbot.waitUntil(lambda: "损坏" in group(page, "身份证反面").report.text.text())
    assert session.case.attachments == ()


def test_an_empty_clipboard_is_told(page: AttachmentsPage, session: Session) -> None:
    QGuiApplication.clipboard().setText("不是图片")
    where = group(page, "身份证反面")
    click(where, "粘贴")
    assert "剪贴板里没有图片或文件" in where.report.text.text()
    assert session.case.attachments == ()


def test_every_year_and_side_has_its_own_place(
    qtbot: QtBot,
    session: Session,
    page: AttachmentsPage,
    scans: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    where = group(page, "年度考核表")
    assert [b.text() for b in where.spot_buttons] == [
        f"＋ {year} 年{side}" for year in (2021, 2022, 2023) for side in ("正面", "反面")
    ]
    (scans / "a.png").write_bytes(picture("blue"))
    choose(monkeypatch, scans / "a.png")
    click(where, "＋ 2022 年反面")
    qtbot.waitUntil(lambda: bool(where.rows))
    got = session.case.attachments[0]
    assert (got.year, got.part, got.title) == (2022, "反面", "年度考核表 2022 反面")
    assert "＋ 2022 年反面" not in texts(where)
    assert "＋ 2022 年正面" in texts(where)


def test_two_lots_in_a_row_do_not_take_each_other_for_the_same_side(
    qtbot: QtBot, session: Session, page: AttachmentsPage, scans: Path
) -> None:
    (scans / "一.png").write_bytes(picture("red"))
    (scans / "二.png").write_bytes(picture("blue"))
    where = group(page, "年度考核表")
    drop(where, scans / "一.png")
    drop(where, scans / "二.png")
    qtbot.waitUntil(lambda: len(session.case.attachments) == 2)
    assert [a.part for a in session.case.attachments] == ["正面", "反面"]


def test_the_order_is_changed_and_a_removed_file_comes_back(
    qtbot: QtBot, session: Session, page: AttachmentsPage
) -> None:
    first = bring(qtbot, page, "职称证书", picture("red"))
    bring(qtbot, page, "身份证正面", picture("green"))
    second = bring(qtbot, page, "职称证书", picture("blue"))
    assert [f.id for f in group(page, "职称证书").group.files] == [first, second]
    click(row(page, "职称证书", 1), "上移")
    assert [f.id for f in group(page, "职称证书").group.files] == [second, first]
    assert not find(row(page, "职称证书", 0), QAbstractButton, "上移").isEnabled()
    with qtbot.waitSignal(page.told) as told:
        click(row(page, "职称证书", 0), "移除")
    assert "Ctrl+Z" in told.args[0]
    assert [f.id for f in group(page, "职称证书").group.files] == [first]
    session.undo()
    assert [f.id for f in group(page, "职称证书").group.files] == [second, first]


def test_keys_on_a_row_do_what_its_buttons_do(
    qtbot: QtBot, session: Session, page: AttachmentsPage
) -> None:
    bring(qtbot, page, "职称证书", picture("red"))
    second = bring(qtbot, page, "职称证书", picture("blue"))
    shown = row(page, "职称证书", 1)
    shown.picture.setFocus()
    QTest.keyClick(shown.picture, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert session.case.attachments[0].id == second
    QTest.keyClick(shown.picture, Qt.Key.Key_Delete)
    assert [a.id for a in session.case.attachments] != [second]
    assert len(session.case.attachments) == 1


def test_masking_is_decided_kind_by_kind(
    qtbot: QtBot, session: Session, page: AttachmentsPage
) -> None:
    bring(qtbot, page, "身份证正面", picture())
    shown = row(page, "身份证正面")
    assert "这一页上有：" not in texts(shown)
    assert "未确认" in texts(shown)
    assert "这一栏的材料上一般有本人姓名、照片眼部，请看清楚再定。" in texts(shown)
    click(shown, "是")
    plan = session.case.attachments[0].mask
    assert (plan.decision, plan.needed, plan.done) == ("是", ("name", "eyes"), ())
    assert {"本人姓名", "工作单位", "单位公章", "照片眼部"} <= set(texts(shown))
    QTest.mouseClick(shown.cover.needed["eyes"], Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    QTest.mouseClick(shown.cover.needed["name"], Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert "平台上已遮好：" not in texts(shown)
    QTest.mouseClick(shown.cover.needed["name"], Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert "平台上已遮好：" in texts(shown)
    QTest.mouseClick(shown.cover.done["name"], Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    plan = session.case.attachments[0].mask
    assert (plan.needed, plan.done) == (("name",), ("name",))
    assert "已遮盖" in texts(shown)
    click(shown, "否")
    assert "无需遮盖" in texts(shown)
    plan = session.case.attachments[0].mask
    assert (plan.decision, plan.needed, plan.done) == ("否", (), ())
    session.undo()
    assert shown.cover.answers["是"].isChecked()
    assert shown.cover.done["name"].isChecked()


def test_the_portrait_is_never_covered(qtbot: QtBot, page: AttachmentsPage) -> None:
    bring(qtbot, page, "一寸免冠照片", picture("blue", (590, 826)))
    shown = texts(row(page, "一寸免冠照片"))
    assert {"这一张不遮盖", "无需遮盖"} <= set(shown)
    assert "需要遮盖吗？" not in shown


def test_what_the_answers_make_needless_is_folded_away(
    session: Session, page: AttachmentsPage
) -> None:
    assert not page.slots["缓缴证明"].isVisible()
    assert "按现在填的，用不到的栏目（3）" in texts(page.cards["basic"])
    session.set("si.status", "断保")
    assert page.slots["缓缴证明"].isVisible()
    assert "必交" in texts(page.slots["缓缴证明"])
    assert page.show_field("slot:劳动合同")
    assert page.slots["劳动合同"].isVisible()


def test_what_hangs_on_an_open_answer_is_not_demanded(
    session: Session, page: AttachmentsPage
) -> None:
    session.set("si.status", "")
    assert "看情况" in texts(page.slots["缓缴证明"])


def test_slots_of_a_list_wait_for_its_entries(
    qtbot: QtBot, session: Session, page: AttachmentsPage
) -> None:
    slot = page.slots["获奖情况"]
    assert slot.groups == {}
    with qtbot.waitSignal(page.asked) as asked:
        click(slot, "先去填业绩（获奖），这里就会一条一条列出来")
    assert asked.args == ["achievements", "items"]
    session.insert("items", Achievement(id="prize", type="获奖", title="州级科技进步三等奖"))
    assert "获奖 · 州级科技进步三等奖" in texts(slot)


def test_files_of_a_removed_entry_stay_and_say_so(
    qtbot: QtBot, session: Session, page: AttachmentsPage
) -> None:
    bring(qtbot, page, "毕业证书", picture(), "edu1")
    session.remove("edu.edu1")
    slot = page.slots["毕业证书"]
    assert "还没有说明是哪一条的" in texts(slot)
    assert len(session.case.attachments) == 1


def test_a_finding_leads_to_its_slot_and_to_its_file(qtbot: QtBot, page: AttachmentsPage) -> None:
    assert page.show_field("slot:个人承诺书")
    assert group(page, "个人承诺书").add.hasFocus()
    assert page.show_field("slot:年度考核表")
    assert group(page, "年度考核表").spot_buttons[0].hasFocus()
    file = bring(qtbot, page, "身份证正面", picture())
    assert page.show_field(f"attachments.{file}")
    assert row(page, "身份证正面").picture.hasFocus()
    assert not page.show_field("person.name")


def test_small_pictures_arrive(qtbot: QtBot, page: AttachmentsPage) -> None:
    bring(qtbot, page, "身份证正面", picture("red"))
    shown = row(page, "身份证正面").picture
    qtbot.waitUntil(lambda: shown.has_picture)


def test_problems_are_shown_only_on_demand(
    qtbot: QtBot, session: Session, page: AttachmentsPage
) -> None:
    bring(qtbot, page, "身份证正面", picture())
    shown = row(page, "身份证正面")
    assert not shown.problem.said
    page.demand()
    page.refresh(frozenset())
    assert shown.problem.said


def test_the_large_view_describes_and_moves_a_file(
    qtbot: QtBot, session: Session, page: AttachmentsPage
) -> None:
    bring(qtbot, page, "身份证正面", picture("red"))
    second = bring(qtbot, page, "年度考核表", picture("blue"))
    QTest.mouseClick(row(page, "身份证正面").picture, Qt.MouseButton.LeftButton)
    dialog = page.findChildren(AttachmentDialog)[0]
    qtbot.waitUntil(lambda: not dialog.view.paper.image.isNull())
    assert "第 1 / 2 个附件" in texts(dialog)
    click(dialog, "下一个附件 →")
    assert dialog.attachment_id == second
    assert "第 2 / 2 个附件" in texts(dialog)
    title = next(view for view in dialog.fields.fields if view.path.endswith(".title"))
    line = title.editor.target()
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.clear()
    commit(line, "考核登记表")
    at = [place.slot for place in dialog.fields._places].index("职称证书")
    dialog.fields.where.setCurrentIndex(at)
    dialog.fields.where.activated.emit(at)
    dialog.close()
    moved = next(a for a in session.case.attachments if a.id == second)
    assert (moved.slot, moved.title) == ("职称证书", "考核登记表")
