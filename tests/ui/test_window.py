"""The window: first screen, cases come and go, how it looks is remembered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.app.library import Desk, bring, new_case
from desktop.app.notices import installed
from desktop.app.samples.sample import keep_sample
from desktop.ui.application import application, page_makers
from desktop.ui.shell import Shell
from desktop.ui.widgets import theme
from desktop.ui.widgets.appearance import Appearance
from desktop.ui.widgets.dialogs import Notice
from desktop.ui.window import WANTED, Offer, Window
from tests.storage.keeping import KEYS
from tests.ui.hands import Clock, click, commit, texts


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk.open(tmp_path / "library", installed.notice, Clock(), KEYS)
    yield desk
    desk.close()


@pytest.fixture
def look(qapp: QApplication, tmp_path: Path) -> Iterator[Appearance]:
    look = Appearance(qapp, tmp_path)
    yield look
    look.choose_theme("light")
    look.choose_scale(100)


def opened(qtbot: QtBot, desk: Desk, look: Appearance) -> Window:
    offer = Offer(lambda d: keep_sample(d, installed.notice("BM24")))
    window = Window(desk, offer, page_makers(), look)
    qtbot.addWidget(window)
    window.open_last()
    window.show()
    window.activateWindow()
    return window


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, look: Appearance) -> Window:
    return opened(qtbot, desk, look)


def begin(window: Window, pack: str = "BM24") -> None:
    """Press 新建 of that notice."""
    name = f"按《{installed.notice(pack).title}》新建"
    (made,) = (b for b in window.start.findChildren(QPushButton) if b.accessibleName() == name)
    QTest.mouseClick(made, Qt.MouseButton.LeftButton)


def shell_of(window: Window) -> Shell:
    assert window.shell is not None
    return window.shell


def told() -> Notice:
    """The dialog that is open."""
    (dialog,) = (
        w for w in QApplication.topLevelWidgets() if isinstance(w, Notice) and w.isVisible()
    )
    return dialog


def test_the_first_screen_offers_a_beginning(window: Window) -> None:
    said = texts(window)
    assert "职称申报助手" in said
    assert "打开样例看看" in said
    assert not any(text == "继续填写" for text in said)


def test_the_keyboard_is_on_what_most_people_have_come_for(window: Window) -> None:
    window.appear(QSize(1366, 768))
    focus: QWidget | None = QApplication.focusWidget()
    assert isinstance(focus, QPushButton)
    assert focus.text() == "自己申报"
    QTest.keyClick(focus, Qt.Key.Key_Space)
    # From there Tab leads over the questions to the first notice.
    focus = QApplication.focusWidget()
    while not (isinstance(focus, QPushButton) and focus.text() == "新建"):
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is not focus
        focus = QApplication.focusWidget()
    QTest.keyClick(focus, Qt.Key.Key_Space)
    click(window, "← 全部材料")
    focus = QApplication.focusWidget()
    assert isinstance(focus, QPushButton)
    assert focus.text() == "继续填写"


def test_from_nothing_to_a_case_and_back_to_the_list(window: Window, desk: Desk) -> None:
    begin(window)
    shell = shell_of(window)
    shell.go("basic", "person.name")
    focus = QApplication.focusWidget()
    assert focus is not None
    commit(focus, "阿依古丽·买买提")
    click(window, "← 全部材料")
    assert window.shell is None
    assert [row.name for row in desk.rows()] == ["阿依古丽·买买提"]
    assert "阿依古丽·买买提" in texts(window)
    click(window, "继续填写", QPushButton)
    assert shell_of(window).page_id == "basic"


def test_a_new_case_does_not_give_the_keyboard_to_the_way_out(window: Window) -> None:
    begin(window)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert shell_of(window).page.isAncestorOf(focus)


@pytest.mark.parametrize(
    "room,fills", [(QSize(1366, 768), True), (QSize(1280, 720), True), (QSize(1920, 1040), False)]
)
def test_a_small_screen_is_filled_so_that_the_lower_bar_is_seen(
    window: Window, room: QSize, fills: bool
) -> None:
    window.hide()
    window.appear(room)
    assert window.isMaximized() is fills
    if not fills:
        assert window.size() == WANTED


def test_the_last_case_opens_by_itself_where_one_left(
    qtbot: QtBot, window: Window, desk: Desk, look: Appearance
) -> None:
    begin(window)
    shell_of(window).go("education")
    window.close()
    again = opened(qtbot, desk, look)
    assert shell_of(again).page_id == "education"


def test_the_sample_opens_complete(window: Window) -> None:
    click(window, "打开样例看看")
    assert shell_of(window).session.case.person.name
    assert len(shell_of(window).session.case.attachments) > 20


def test_a_case_goes_to_the_trash_and_comes_back(window: Window, desk: Desk) -> None:
    begin(window)
    click(window, "← 全部材料")
    click(window, "删除")
    assert desk.rows() == ()
    click(window, "撤销删除")
    assert len(desk.rows()) == 1


def test_a_removed_case_comes_back_another_day(
    qtbot: QtBot, window: Window, desk: Desk, look: Appearance
) -> None:
    click(window, "打开样例看看")
    click(window, "← 全部材料")
    click(window, "删除")
    again = opened(qtbot, desk, look)
    click(again, "已删除的材料（1）")
    click(again, "恢复")
    assert len(desk.rows()) == 1
    assert "继续填写" in texts(again)


def test_a_case_is_exported_and_read_back_the_same(
    window: Window, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    click(window, "打开样例看看")
    before = shell_of(window).session.case
    click(window, "← 全部材料")
    there = tmp_path / "带走"
    monkeypatch.setattr(
        "desktop.ui.window.QFileDialog.getSaveFileName", lambda *_: (str(there), "")
    )
    click(window, "导出…")
    assert any("带走.json" in text for text in texts(window))
    again = bring(tmp_path / "带走.json", installed.notice)
    assert again.case == before
    # Under a name the dialog did not ask about, what is there is never gone over.
    (tmp_path / "带走.json").write_text("别的东西", encoding="utf-8")
    click(window, "导出…")
    dialog = told()
    assert any("带走.json" in text for text in texts(dialog))
    assert (tmp_path / "带走.json").read_text("utf-8") == "别的东西"
    dialog.close()


def test_a_file_that_is_no_case_changes_nothing(
    window: Window, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "坏文件.json"
    broken.write_text('{"case_id": "x", ', encoding="utf-8")
    monkeypatch.setattr(
        "desktop.ui.window.QFileDialog.getOpenFileName", lambda *_: (str(broken), "")
    )
    click(window, "导入材料文件…")
    dialog = window.findChild(Notice)
    assert dialog is not None
    assert len(texts(dialog)) >= 3
    assert desk.rows() == ()
    click(dialog, "知道了")


def answer_with(text: str) -> None:
    """Press ``text`` in the dialog that is about to open."""

    def press() -> None:
        click(told(), text)

    QTimer.singleShot(50, press)


@pytest.mark.parametrize("answer,kept", [("先不导入", 0), ("不带这些附件导入", 1)])
def test_a_file_without_its_attachments_asks_first(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, kept: int
) -> None:
    lonely = tmp_path / "case.json"
    sample = paths.resources() / "samples" / "BM24" / "case.json"
    lonely.write_text(sample.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(
        "desktop.ui.window.QFileDialog.getOpenFileName", lambda *_: (str(lonely), "")
    )
    answer_with(answer)
    click(window, "导入材料文件…")
    assert len(window.desk.rows()) == kept
    assert (window.shell is not None) is bool(kept)


@pytest.mark.parametrize("answer,moved", [("先不换", False), ("换到本机版本", True)])
def test_a_case_of_another_version_asks_first(
    window: Window, desk: Desk, answer: str, moved: bool
) -> None:
    case = new_case(installed.notice("BM24"))
    older = case.model_copy(update={"pack_version": case.pack_version + 1})
    case_id = desk.add(older, lambda _sha256: b"")
    answer_with(answer)
    window.open_case(case_id)
    assert (window.shell is not None) is moved
    now = desk.library.load(case_id).case.pack_version
    assert now == (case.pack_version if moved else older.pack_version)


def test_text_size_and_colours_are_chosen_and_kept(
    qtbot: QtBot, window: Window, look: Appearance, tmp_path: Path
) -> None:
    look.choose_theme("light")
    begin(window)
    click(window, "特大")
    click(window, "深色")
    kept = json.loads((tmp_path / "settings.json").read_text(encoding="utf-8"))
    assert kept["scale"] == 150
    assert kept["theme"] == "dark"
    assert theme.tokens() is theme.DARK
    assert QApplication.font().pointSizeF() == pytest.approx(16.5)
    assert shell_of(window).top.scales[150].isChecked()
    click(window, "浅色")
    click(window, "标准")
    kept = json.loads((tmp_path / "settings.json").read_text(encoding="utf-8"))
    assert (kept["theme"], kept["scale"]) == ("auto", 100)
    assert theme.tokens() is theme.LIGHT


def test_text_size_is_in_reach_on_the_first_screen_too(window: Window, tmp_path: Path) -> None:
    click(window, "特大")
    assert QApplication.font().pointSizeF() == pytest.approx(16.5)
    assert window.start.top.scales[150].isChecked()
    click(window, "标准")


def test_qts_own_words_are_chinese(qtbot: QtBot) -> None:
    application([])
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert "取消" in box.button(QDialogButtonBox.StandardButton.Cancel).text()
