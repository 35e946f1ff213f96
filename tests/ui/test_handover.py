"""Handing over at the window: by clicks, keys and what can be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.app.handover import sending as handover
from desktop.app.handover.sending import Receivers
from desktop.app.library import Desk
from desktop.app.notices import installed
from desktop.app.samples.sample import keep_sample
from desktop.storage.identity import Card
from desktop.storage.keys import Keys
from desktop.ui.application import page_makers
from desktop.ui.handover.arrival import ReceiveDialog
from desktop.ui.handover.card import CardDialog
from desktop.ui.handover.send import BY_CARD, BY_WORDS, SendDialog
from desktop.ui.widgets.appearance import Appearance
from desktop.ui.window import Offer, Window
from tests.ui.hands import Clock, click, find, texts, to_front

WORDS = "elm tree by the gate"


class Place:
    """Somebody's library with its window, and a stick both use."""

    def __init__(self, qtbot: QtBot, look: Appearance, folder: Path, key: bytes) -> None:
        self.desk = Desk.open(folder / "library", installed.notice, Clock(), Keys.of(key))
        self.window = Window(self.desk, Offer(lambda _d: ""), page_makers(), look)
        qtbot.addWidget(self.window)
        self.window.resize(1366, 720)
        self.window.show()

    @property
    def card(self) -> Card:
        """The 收件码."""
        return self.desk.library.keys.identity.card

    def case_id(self) -> str:
        """The one case."""
        return self.desk.rows()[0].case_id

    def put(self, path: str, value: object) -> None:
        """Change the case, as on another day."""
        self.desk.session(self.case_id()).set(path, value)

    def pack(self, to: Card, stick: Path) -> Path:
        """A package, made without the window."""
        out = handover.prepared(self.desk, self.case_id())
        path, key = handover.written(out, stick, Receivers(cards=(to,)))
        handover.kept(self.desk, out, key, Receivers(cards=(to,)))
        return path


@pytest.fixture
def look(qapp: QApplication, tmp_path: Path) -> Appearance:
    return Appearance(qapp, tmp_path)


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the file dialogs say everything is."""
    made = tmp_path / "stick"
    made.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: str(made))
    monkeypatch.setattr(
        QFileDialog, "getOpenFileNames", lambda *_a: ([str(p) for p in sorted(made.iterdir())], "")
    )
    return made


@pytest.fixture
def her(qtbot: QtBot, look: Appearance, tmp_path: Path) -> Iterator[Place]:
    made = Place(qtbot, look, tmp_path / "her", b"the applicant's vault key.......")
    keep_sample(made.desk, installed.notice("BM24"))
    made.window.start.refresh()
    yield made
    made.desk.close()


@pytest.fixture
def clerk(qtbot: QtBot, look: Appearance, tmp_path: Path) -> Iterator[Place]:
    made = Place(qtbot, look, tmp_path / "clerk", b"the clerk's vault key...........")
    yield made
    made.desk.close()


def receiving(qtbot: QtBot, place: Place) -> ReceiveDialog:
    """The dialog that is open, when it has looked at its file."""
    found = [d for d in place.window.findChildren(ReceiveDialog) if d.isVisible()]
    assert len(found) == 1
    dialog = found[0]
    qtbot.waitUntil(lambda: not dialog._working, timeout=20_000)
    return dialog


def sending(place: Place) -> SendDialog:
    (dialog,) = (d for d in place.window.findChildren(SendDialog) if d.isVisible())
    return dialog


def type_into(dialog: SendDialog | ReceiveDialog, name: str, text: str) -> None:
    QTest.keyClicks(find(dialog, QLineEdit, name), text)


def test_there_by_passphrase(qtbot: QtBot, her: Place, clerk: Place, stick: Path) -> None:
    click(her.window, "交给单位/他人…", QPushButton)
    dialog = sending(her)
    dialog.to.setCurrentText(BY_WORDS)
    type_into(dialog, "打开这个文件的口令", WORDS)
    click(dialog, "选文件夹，写成文件…")
    assert "两遍不一样，请把这一遍再输一次。" in texts(dialog)
    assert not any(stick.iterdir())
    type_into(dialog, "再输一遍", WORDS)
    click(dialog, "选文件夹，写成文件…")
    qtbot.waitUntil(dialog.note.isVisible, timeout=20_000)
    assert "口令请另外打电话告诉对方" in dialog.note.text.text()
    click(dialog, "完成")
    assert dialog.typed.first.text() == ""

    click(clerk.window, "收到申报包…", QPushButton)
    dialog2 = receiving(qtbot, clerk)
    assert not clerk.desk.rows()
    QTest.keyClicks(dialog2.typed.line, "something else")
    QTest.keyClick(dialog2.typed.line, Qt.Key.Key_Return)
    dialog2 = receiving(qtbot, clerk)
    assert any("口令不对" in text for text in texts(dialog2))
    QTest.keyClicks(dialog2.typed.line, WORDS)
    QTest.keyClick(dialog2.typed.line, Qt.Key.Key_Return)
    dialog2 = receiving(qtbot, clerk)
    said = "\n".join(texts(dialog2))
    assert her.card.fingerprint in said
    assert her.desk.rows()[0].name in said
    assert not clerk.desk.rows()
    type_into(dialog2, "给发件人起个名字", "applicant")
    click(dialog2, "收下")
    qtbot.waitUntil(lambda: clerk.window.shell is not None, timeout=20_000)
    assert len(clerk.desk.rows()) == 1
    assert [one.name for one in clerk.desk.library.packages.people()] == ["applicant"]


def test_to_a_card_that_was_pasted(qtbot: QtBot, her: Place, clerk: Place, stick: Path) -> None:
    click(clerk.window, "我的收件码…", QPushButton)
    (shown,) = (d for d in clerk.window.findChildren(CardDialog) if d.isVisible())
    click(shown, "复制收件码")
    assert clerk.card.fingerprint in "\n".join(texts(shown))
    click(shown, "关闭")
    click(her.window, "交给单位/他人…", QPushButton)
    dialog = sending(her)
    dialog.to.setCurrentText(BY_CARD)
    click(dialog, "选文件夹，写成文件…")
    assert any("没有完整的收件码" in text for text in texts(dialog))
    dialog.card.code.setPlainText(QGuiApplication.clipboard().text())
    assert any(clerk.card.fingerprint in text for text in texts(dialog))
    QTest.keyClicks(dialog.card.name, "HR")
    click(dialog, "选文件夹，写成文件…")
    qtbot.waitUntil(dialog.note.isVisible, timeout=20_000)
    click(dialog, "完成")
    click(her.window, "交给单位/他人…", QPushButton)
    assert sending(her).to.itemText(0) == "HR"
    click(clerk.window, "收到申报包…", QPushButton)
    dialog2 = receiving(qtbot, clerk)
    click(dialog2, "先不收")
    assert not clerk.desk.rows()
    assert not any((clerk.desk.library.folder / "incoming").glob("*"))


def exchanged(qtbot: QtBot, her: Place, clerk: Place, stick: Path) -> None:
    """The clerk has the case."""
    her.pack(clerk.card, stick)
    click(clerk.window, "收到申报包…", QPushButton)
    click(receiving(qtbot, clerk), "收下")
    qtbot.waitUntil(lambda: clerk.window.shell is not None, timeout=20_000)
    clerk.window.show_start()
    for file in stick.iterdir():
        file.unlink()


def reply(qtbot: QtBot, clerk: Place) -> None:
    """The clerk writes a remark and sends the case back."""
    click(clerk.window, "交给单位/他人…", QPushButton)
    dialog = sending(clerk)
    assert dialog.to.currentText() == "发来这份材料的人"
    assert dialog.remarks is not None
    text, where = dialog.remarks.rows[0]
    QTest.keyClicks(text, "one digit is missing")
    where.setCurrentIndex(where.findData("person.phone"))
    click(dialog, "选文件夹，写成文件…")
    qtbot.waitUntil(dialog.note.isVisible, timeout=20_000)
    click(dialog, "完成")


def test_a_reply_with_remarks_and_both_versions(
    qtbot: QtBot, her: Place, clerk: Place, stick: Path
) -> None:
    exchanged(qtbot, her, clerk, stick)
    clerk.put("person.phone", "13900000002")
    clerk.put("unit.contact", "the clerk")
    her.put("person.phone", "13900000001")
    reply(qtbot, clerk)

    click(her.window, "收到申报包…", QPushButton)
    coming = receiving(qtbot, her)
    said = "\n".join(texts(coming))
    assert "one digit is missing" in said
    assert "the clerk" in said
    assert "13900000001" in said
    assert "13900000002" in said
    click(coming, "收下")
    assert coming.isVisible()
    assert "还有 1 处没有选。" in texts(coming)
    assert coming.merge is not None
    view = coming.merge.views[0]
    to_front(qtbot, coming)
    assert QApplication.focusWidget() is view.mine.radio
    QTest.keyClick(view.mine.radio, Qt.Key.Key_Space)
    assert view.mine.radio.isChecked()
    QTest.keyClick(view.mine.radio, Qt.Key.Key_Right)
    assert view.theirs.radio.isChecked()
    click(coming, "收下")
    qtbot.waitUntil(lambda: her.window.shell is not None, timeout=20_000)
    shell = her.window.shell
    assert shell is not None
    assert shell.session.case.person.phone == "13900000002"
    assert shell.session.undo_label == "收下审核回复"

    shell.go("finish")
    assert "审核意见（还有 1 条）" in texts(shell)
    (go,) = (b for b in shell.findChildren(QPushButton) if b.accessibleName().startswith("去改"))
    QTest.mouseClick(go, Qt.MouseButton.LeftButton)
    assert shell.page_id == "basic"
    shell.go("finish")
    (done,) = (
        b for b in shell.findChildren(QPushButton) if b.accessibleName().startswith("改好了")
    )
    QTest.mouseClick(done, Qt.MouseButton.LeftButton)
    assert "审核意见（都改好了）" in texts(shell)
    her.window.show_start()

    click(her.window, "收到申报包…", QPushButton)
    again = receiving(qtbot, her)
    assert any("已经收过" in text for text in texts(again))
    click(again, "知道了")


def test_a_remark_may_be_about_one_entry_and_leads_there(
    qtbot: QtBot, her: Place, clerk: Place, stick: Path
) -> None:
    exchanged(qtbot, her, clerk, stick)
    click(clerk.window, "交给单位/他人…", QPushButton)
    dialog = sending(clerk)
    assert dialog.remarks is not None
    _text, where = dialog.remarks.rows[0]
    offered = {where.itemData(n): where.itemText(n) for n in range(where.count())}
    case = clerk.desk.library.load(clerk.desk.rows()[0].case_id).case
    entries = [(name, e) for name in ("edu", "items", "attachments") for e in getattr(case, name)]
    assert len(entries) > 2
    for name, entry in entries:
        assert " · " in offered[f"{name}.{entry.id}"]
    click(dialog, "取消")


def test_one_bad_file_keeps_no_other_from_coming(
    qtbot: QtBot, her: Place, clerk: Place, stick: Path
) -> None:
    good = her.pack(clerk.card, stick)
    (stick / "a.zcsb").write_bytes(good.read_bytes()[:-1])
    (stick / "b.zcsb").write_bytes(b"nothing of ours")
    for sentence in ("内容不完整", "不是申报包"):
        if not [d for d in clerk.window.findChildren(ReceiveDialog) if d.isVisible()]:
            click(clerk.window, "收到申报包…", QPushButton)
        dialog = receiving(qtbot, clerk)
        assert sentence in dialog.note.text.text()
        click(dialog, "知道了")
    click(receiving(qtbot, clerk), "收下")
    qtbot.waitUntil(lambda: bool(clerk.desk.rows()), timeout=20_000)


def test_dropped_on_the_first_screen(qtbot: QtBot, her: Place, clerk: Place, stick: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(her.pack(clerk.card, stick)))])
    at, keys = QPoint(50, 50), Qt.KeyboardModifier.NoModifier
    button, copy = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    ground = clerk.window.start
    QApplication.sendEvent(ground, QDragEnterEvent(at, copy, mime, button, keys))
    QApplication.sendEvent(ground, QDropEvent(QPointF(at), copy, mime, button, keys))
    click(receiving(qtbot, clerk), "先不收")


def test_from_the_last_page_with_what_was_just_typed(
    qtbot: QtBot, her: Place, clerk: Place, stick: Path
) -> None:
    exchanged(qtbot, her, clerk, stick)
    clerk.window.open_case(clerk.case_id())
    shell = clerk.window.shell
    assert shell is not None
    shell.go("finish")
    click(shell, "交给单位/他人…", QPushButton)
    dialog = sending(clerk)
    assert dialog.remarks is not None
    QTest.keyClicks(dialog.remarks.rows[0][0], "sign it")
    click(dialog, "选文件夹，写成文件…")
    qtbot.waitUntil(dialog.note.isVisible, timeout=20_000)
    click(dialog, "完成")
    assert [r.text for r in shell.session.case.remarks] == ["sign it"]
    shell.undo()
    assert not shell.session.case.remarks
