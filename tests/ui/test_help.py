"""Help where one is: F1, the button above, contents, search, links; by keys and by mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout
from pytestqt.qtbot import QtBot

from desktop.ui.help.asking import TOPICS, HelpKey
from desktop.ui.help.window import HelpWindow
from desktop.ui.summary.page import SummaryPage
from desktop.ui.widgets.theme import DARK
from tests.ui.conftest import Draw
from tests.ui.hands import commit, open_session, show


@pytest.fixture
def key(qapp: QApplication) -> Iterator[HelpKey]:
    made = HelpKey(qapp)
    yield made
    qapp.removeEventFilter(made)
    made.deleteLater()


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> SummaryPage:
    made = SummaryPage(open_session(tmp_path))
    show(qtbot, made, (820, 640))
    made.editor.setFocus()
    return made


@pytest.fixture
def help_(qtbot: QtBot) -> HelpWindow:
    made = HelpWindow()
    qtbot.addWidget(made)
    made.show_topic("start")
    return made


def heads(window: HelpWindow) -> list[str]:
    rows = range(window.contents.count())
    return [window.contents.item(row).text().split("\n")[0] for row in rows]


def test_it_is_as_large_as_it_wants_to_be(help_: HelpWindow) -> None:
    # Qt cuts a window of no size of its own to two thirds of the screen.
    assert help_.size() == help_.sizeHint()


@pytest.mark.usefixtures("key")
def test_f1_opens_the_topic_of_the_page_and_esc_closes_it(qtbot: QtBot, page: SummaryPage) -> None:
    QTest.keyClick(page.editor, Qt.Key.Key_F1)
    window = page.findChild(HelpWindow)
    assert window is not None
    assert window.isVisible()
    assert window.text.toPlainText().startswith("工作总结")
    assert "列出提纲" in window.text.toPlainText()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.isVisible())
    # Asked again, it is the same window.
    QTest.keyClick(page.editor, Qt.Key.Key_F1)
    assert page.findChildren(HelpWindow) == [window]
    assert page.editor.text == ""


@pytest.mark.usefixtures("key")
def test_over_a_dialog_help_belongs_to_the_dialog(qtbot: QtBot, page: SummaryPage) -> None:
    dialog = QDialog(page)
    column = QVBoxLayout(dialog)
    inner = SummaryPage(page.session)
    column.addWidget(inner)
    dialog.setModal(True)
    dialog.show()
    QTest.keyClick(inner.editor, Qt.Key.Key_F1)
    window = dialog.findChild(HelpWindow)
    assert window is not None
    assert window.isEnabled()
    dialog.close()


def test_every_room_with_a_topic_is_there() -> None:
    rooms = {path.name for path in (Path(__file__).parents[2] / "desktop" / "ui").iterdir()}
    assert set(TOPICS) <= rooms


def test_the_contents_lead_through_by_keys(help_: HelpWindow) -> None:
    assert heads(help_)[:3] == ["开始用", "看懂“材料检查”", "任务清单"]
    help_.contents.setFocus()
    QTest.keyClick(help_.contents, Qt.Key.Key_Down)
    assert help_.text.toPlainText().startswith("看懂“材料检查”")


def test_a_search_shows_what_it_found_and_goes_there(help_: HelpWindow) -> None:
    commit(help_.wanted, "盲审")
    assert heads(help_)[0] == "盲审"
    QTest.keyClick(help_.wanted, Qt.Key.Key_Return)
    assert help_.text.toPlainText().startswith("名词")
    assert help_.text.textCursor().block().text() == "盲审"
    help_.wanted.clear()
    assert heads(help_)[0] == "开始用"


@pytest.mark.parametrize("width", [1100, 620, 420])
@pytest.mark.parametrize("topic", ["start", "templates"])
def test_pictures_and_tables_are_whole_at_every_width(
    help_: HelpWindow, topic: str, width: int
) -> None:
    help_.resize(width, 600)
    help_.show_topic(topic)
    QTest.qWait(200)  # once the width has come to rest
    assert help_.text.horizontalScrollBar().maximum() == 0
    pictured = "\ufffc" in help_.text.document().toRawText()
    assert pictured == (topic == "start")


def test_a_picture_is_as_dark_as_the_window(help_: HelpWindow, draw: Draw) -> None:
    kind = QTextDocument.ResourceType.ImageResource.value
    name = QUrl("pictures/light/window.png")

    def ground() -> int:
        picture = help_.text.loadResource(kind, name)
        assert isinstance(picture, QImage)
        return picture.pixelColor(picture.width() // 2, 3).lightness()

    assert ground() > 200
    draw(DARK, 1.0)
    assert ground() < 60


def test_the_templates_have_a_topic_of_their_own(help_: HelpWindow) -> None:
    help_.show_topic(TOPICS["templates"])
    assert help_.text.toPlainText().startswith("自备模板和版式")


def test_what_is_not_found_is_said(help_: HelpWindow) -> None:
    help_.wanted.setText("没有这样的话")
    assert heads(help_) == ["没有找到。换一个词，或者看“名词”。"]
    QTest.keyClick(help_.wanted, Qt.Key.Key_Return)
    assert help_.text.toPlainText().startswith("开始用")


def test_a_link_leads_to_its_topic(help_: HelpWindow) -> None:
    help_.show_topic("attachments")
    cursor = help_.text.document().find("遮盖", help_.text.document().characterCount() - 12)
    assert cursor.charFormat().anchorHref() == "masks"
    help_.text.ensureCursorVisible()
    help_.text.setTextCursor(cursor)
    QApplication.processEvents()
    spot = help_.text.cursorRect(cursor).center()
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(help_.text.viewport(), left, plain, spot)
    assert help_.text.toPlainText().startswith("遮盖")
