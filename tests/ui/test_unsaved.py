"""已保存 is said of what is on the disk, not of what is typed, nor of what could not be kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app.library import Desk
from desktop.app.notices import installed
from desktop.app.safety.door import Door
from desktop.app.samples.sample import keep_sample
from desktop.app.session import Session
from desktop.storage import faults
from desktop.storage.library import Library
from desktop.ui.entrance import Entrance
from desktop.ui.forms import fields
from desktop.ui.shell import Shell
from desktop.ui.summary import page as summary
from desktop.ui.widgets.appearance import Appearance
from desktop.ui.widgets.dialogs import Notice
from desktop.ui.window import Window
from tests.keyrings import Nowhere
from tests.ui.entering import PASSPHRASE, give, inside, outside, started
from tests.ui.hands import Clock, click, commit, to_front

UNSAVED = "有内容没有存上"


class Disk:
    """A disk that can be full."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.full = False
        really = Library.commit

        def commits(*given: object, **named: object) -> object:
            if self.full:
                raise faults.saying(faults.FULL)
            return really(*given, **named)  # type: ignore[arg-type]

        remembers = Library.remember

        def remember(*given: object) -> None:
            if self.full:
                raise faults.saying(faults.FULL)
            remembers(*given)  # type: ignore[arg-type]

        monkeypatch.setattr(Library, "commit", commits)
        monkeypatch.setattr(Library, "remember", remember)
        for module in (fields, summary):
            monkeypatch.setattr(module, "AGAIN_MS", 100)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


@pytest.fixture
def entrance(disk: Disk, tmp_path: Path, look: Appearance, qtbot: QtBot) -> Iterator[Entrance]:
    """The program with the sample open."""
    keyring.set_keyring(Nowhere())
    begun = Door(tmp_path).begin(PASSPHRASE, in_keyring=False)
    desk = Desk.open(tmp_path, installed.notice, Clock(), begun.keys)
    look.remember_case(keep_sample(desk, installed.notice("BM24")))
    desk.close()
    entrance = started(tmp_path, look)
    give(outside(entrance, qtbot), "口令", PASSPHRASE)
    click(outside(entrance, qtbot), "打开")
    to_front(qtbot, inside(entrance, qtbot))
    yield entrance
    disk.full = False
    entrance.close()


@pytest.fixture
def window(entrance: Entrance, qtbot: QtBot) -> Window:
    return inside(entrance, qtbot)


@pytest.fixture
def shell(window: Window) -> Shell:
    assert window.shell is not None
    return window.shell


def typed(shell: Shell, words: str, page: str = "basic", path: str = "person.email") -> Session:
    """Type into a field, as an input method does."""
    shell.go(page, path)
    focus = QApplication.focusWidget()
    assert focus is not None
    commit(focus, words)
    return shell.session


def answered(qtbot: QtBot, answer: str) -> list[str]:
    """Answer the next question so; what it said."""
    said: list[str] = []

    def press() -> None:
        asked = [w for w in QApplication.topLevelWidgets() if isinstance(w, Notice)]
        asked = [w for w in asked if w.isVisible() and answer in w.buttons]
        if not asked:
            QTimer.singleShot(30, press)
            return
        said.append(asked[0].accessibleDescription())
        asked[0].buttons[answer].click()

    QTimer.singleShot(0, press)
    return said


def test_what_is_being_typed_is_not_called_saved(shell: Shell, qtbot: QtBot) -> None:
    assert shell.bottom.saved.text().startswith("已保存")
    session = typed(shell, "x")
    assert shell.bottom.saved.text() == "正在保存…"
    qtbot.waitUntil(lambda: shell.bottom.saved.text().startswith("已保存"))
    assert "x" in session.library.load(session.case.case_id).case.person.email


@pytest.mark.parametrize(("page", "path"), [("basic", "person.email"), ("summary", "summary.text")])
def test_what_could_not_be_saved_is_told_and_saved_once_it_can_be(
    shell: Shell, disk: Disk, qtbot: QtBot, page: str, path: str
) -> None:
    disk.full = True
    with qtbot.captureExceptions():  # in the program a dialog, once
        session = typed(shell, "xyz", page, path)
        qtbot.waitUntil(lambda: shell.bottom.saved.text() == UNSAVED, timeout=5000)
    assert "磁盘已经写满" in shell.bottom.told.accessibleName()
    assert "xyz" not in session.value(path)
    qtbot.wait(300)
    assert shell.bottom.saved.text() == UNSAVED
    disk.full = False  # and nobody touches anything
    qtbot.waitUntil(lambda: shell.bottom.saved.text().startswith("已保存"), timeout=5000)
    assert not shell.bottom.told.accessibleName()
    saved = session.library.load(session.case.case_id).case
    assert saved == session.case
    assert "xyz" in session.value(path)


def test_going_on_with_a_full_disk_is_not_stopped_at_every_step(
    shell: Shell, disk: Disk, qtbot: QtBot
) -> None:
    typed(shell, "x")
    disk.full = True
    for page in ("basic", "education", "notice"):
        shell.go(page)
    assert not [
        w for w in QApplication.topLevelWidgets() if isinstance(w, Notice) and w.isVisible()
    ]
    assert shell.page_id == "notice"


def test_half_a_number_is_not_held_against_the_typing_hand(shell: Shell, qtbot: QtBot) -> None:
    typed(shell, "年", "notice", "apply.year")
    qtbot.wait(fields.PAUSE_MS + 100)
    assert shell.bottom.saved.text() == "正在保存…"
    shell.pages["notice"].setFocus()
    assert shell.bottom.saved.text() == UNSAVED


def test_nobody_leaves_the_case_without_being_asked(
    window: Window, shell: Shell, disk: Disk, qtbot: QtBot
) -> None:
    disk.full = True
    session = typed(shell, "x")
    said = answered(qtbot, "先不离开")
    click(window, "← 全部材料")
    assert "磁盘已经写满" in said[0]
    assert window.shell is shell
    said = answered(qtbot, "先不离开")
    window.close()
    assert said
    assert window.isVisible()
    disk.full = False
    window.close()
    assert not window.isVisible()
    assert "x" in session.case.person.email


def test_what_is_given_up_is_given_up(
    window: Window, shell: Shell, disk: Disk, qtbot: QtBot
) -> None:
    disk.full = True
    session = typed(shell, "x")
    before = session.case
    said = answered(qtbot, "不要了，离开")
    click(window, "← 全部材料")
    assert said
    assert window.shell is None
    disk.full = False
    assert session.library.load(before.case_id).case == before


def test_locking_waits_for_nobody(
    entrance: Entrance, shell: Shell, disk: Disk, qtbot: QtBot
) -> None:
    disk.full = True
    typed(shell, "x")
    entrance.lock()
    qtbot.waitUntil(lambda: entrance.window is None)
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [
        outside(entrance, qtbot)
    ]
