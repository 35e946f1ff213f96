"""Room at 1366×768: nothing clipped at any text size, computed from fonts and geometry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.app.library import CaseRow, Desk
from desktop.app.notices.choice import Choice, choice
from desktop.app.notices.installed import cards
from desktop.app.notices.installed import notice as load_notice
from desktop.app.samples.sample import keep_sample
from desktop.ui.application import page_makers
from desktop.ui.rail import RailButton
from desktop.ui.shell import ORDER, Shell
from desktop.ui.start import StartPage
from desktop.ui.widgets import theme
from desktop.ui.widgets.bars import Elided
from desktop.ui.widgets.cards import FoldButton
from desktop.ui.widgets.marks import LinkButton
from desktop.ui.widgets.theme import DARK, LIGHT, Tokens
from tests.storage.keeping import KEYS
from tests.ui.conftest import Draw
from tests.ui.hands import NOW, Clock

SCREEN = (1366, 768)
LOOKS = [
    pytest.param((LIGHT, 1.0), id="light-100"),
    pytest.param((LIGHT, 1.25), id="light-125"),
    pytest.param((LIGHT, 1.5), id="light-150"),
    pytest.param((LIGHT, 2.0), id="light-200"),
    pytest.param((DARK, 1.5), id="dark-150"),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = Desk.open(tmp_path_factory.mktemp("room") / "library", load_notice, Clock(NOW), KEYS)
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def case_id(desk: Desk) -> str:
    return keep_sample(desk, load_notice("BM24"))


Opened = Callable[[], Shell]


@pytest.fixture
def opened(qtbot: QtBot, draw: Draw, desk: Desk, case_id: str) -> Iterator[Opened]:
    """Opens the sample in a window; it is gone before the look changes back."""
    shells: list[Shell] = []

    def make() -> Shell:
        shell = Shell(desk.session(case_id), page_makers())
        shells.append(shell)
        shell.resize(*SCREEN)
        shell.show()
        settle(shell)
        return shell

    yield make
    for shell in shells:
        shell.close_case()
        shiboken6.delete(shell)


def settle(widget: QWidget) -> None:
    for _ in range(4):
        QApplication.processEvents()
    widget.repaint()


def clipped(root: QWidget) -> Iterator[str]:
    """What cannot be read in full below ``root``."""
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or widget.width() == 0:
            continue
        fault = _fault(widget)
        if fault:
            yield f"{type(widget).__name__} {fault}"


def _fault(widget: QWidget) -> str:
    if isinstance(widget, Elided | FoldButton):
        return ""
    if isinstance(widget, QLabel):
        return _label(widget)
    if isinstance(widget, LinkButton):
        return _less(widget.text(), widget.height(), widget.heightForWidth(widget.width()))
    if isinstance(widget, RailButton):
        font = widget.font()
        font.setBold(True)
        words = QFontMetricsF(font).horizontalAdvance(widget.text())
        return _less(widget.text(), widget.width(), words + theme.em(widget, 3.6))
    if isinstance(widget, QPushButton):
        least = widget.minimumSizeHint()
        return _less(widget.text(), widget.width(), least.width()) or _less(
            widget.text(), widget.height(), least.height()
        )
    if isinstance(widget, QComboBox):
        words = widget.fontMetrics().horizontalAdvance(widget.currentText())
        return _less(widget.currentText(), widget.width(), words + theme.em(widget, 2.4))
    if isinstance(widget, QLineEdit):
        return "" if widget.height() >= widget.fontMetrics().height() else "low"
    return ""


def _less(text: str, have: float, need: float) -> str:
    return f"“{text}” {have} < {need}" if have < need else ""


def _label(label: QLabel) -> str:
    text = label.text()
    if not text:
        return ""
    if label.wordWrap():
        need = label.heightForWidth(label.width())
        return f"“{text}” {label.height()} < {need}" if label.height() < need - 1 else ""
    need = max(label.fontMetrics().horizontalAdvance(line) for line in text.splitlines())
    return f"“{text}” {label.width()} < {need}" if label.contentsRect().width() < need else ""


def too_wide(page: QWidget) -> Iterator[str]:
    """Editors and buttons that reach beyond what the page shows, and sideways scrolling."""
    for area in page.findChildren(QScrollArea):
        inside = area.widget()
        if not area.isVisible():
            continue
        if inside.width() > area.viewport().width():
            yield f"{inside.objectName() or type(inside).__name__} wider than its view"
        for widget in inside.findChildren(QWidget):
            if isinstance(widget, QLineEdit | QPlainTextEdit | QComboBox | QPushButton):
                if not widget.isVisible():
                    continue
                right = widget.mapTo(inside, QPoint(widget.width(), 0)).x()
                if right > area.viewport().width():
                    yield f"{type(widget).__name__} {widget.accessibleName()} ends at {right}"


def inside(widget: QWidget, window: QWidget) -> bool:
    box = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    return window.rect().contains(box)


@pytest.mark.parametrize("how", LOOKS)
def test_nothing_is_clipped(draw: Draw, opened: Opened, how: tuple[Tokens, float]) -> None:
    draw(*how)
    shell = opened()
    faults: list[str] = []
    for page_id in ORDER:
        shell.go(page_id)
        settle(shell)
        assert (shell.width(), shell.height()) == SCREEN, page_id
        for button in (shell.bottom.next, shell.bottom.back, *shell.top.scales.values()):
            assert inside(button, shell), (page_id, button.text())
        faults += [f"{page_id}: {fault}" for fault in clipped(shell)]
        faults += [f"{page_id}: {fault}" for fault in too_wide(shell.page)]
    assert faults == []


@pytest.mark.parametrize("how", LOOKS)
def test_open_entries_have_room_too(draw: Draw, opened: Opened, how: tuple[Tokens, float]) -> None:
    draw(*how)
    shell = opened()
    session = shell.session
    faults: list[str] = []
    for page_id, name in (
        ("education", "edu"),
        ("work", "work"),
        ("achievements", "items"),
        ("training", "ce"),
    ):
        shell.go(page_id)
        for entry in getattr(session.case, name):
            first = next(iter(type(entry).model_fields.keys() - {"id"}))
            shell.page.show_field(f"{name}.{entry.id}.{first}")
        shell.page.demand()
        settle(shell)
        faults += [f"{page_id}: {fault}" for fault in clipped(shell)]
        faults += [f"{page_id}: {fault}" for fault in too_wide(shell.page)]
    assert faults == []


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_the_checklist_makes_room_for_the_page(
    qtbot: QtBot, draw: Draw, opened: Opened, scale: float
) -> None:
    draw(LIGHT, scale)
    drawer = scale >= 1.5
    shell = opened()
    assert shell.drawer.is_drawer is drawer
    assert shell.checklist.isVisible() is not drawer
    assert shell.bottom.checks.isVisible() is drawer
    if drawer:
        shell.bottom.checks.click()
        settle(shell)
        assert shell.checklist.isVisible()
        assert inside(shell.checklist, shell)
        assert list(clipped(shell.checklist)) == []
        QTest.keyClick(shell, Qt.Key.Key_Escape)
        assert not shell.checklist.isVisible()


@pytest.mark.parametrize("how", LOOKS)
def test_the_first_screen_has_room(
    qtbot: QtBot, draw: Draw, desk: Desk, case_id: str, how: tuple[Tokens, float]
) -> None:
    def choices() -> tuple[Choice, ...]:
        return tuple(choice(load_notice(card.id), NOW.date()) for card in cards())

    def under(row: CaseRow) -> Choice:
        return choice(load_notice(row.pack_id), NOW.date())

    draw(*how)
    start = StartPage(desk, choices, under)
    qtbot.addWidget(start)
    start.resize(*SCREEN)
    start.show()
    settle(start)
    assert [*clipped(start), *too_wide(start)] == []


def test_a_label_that_is_too_narrow_is_found(qtbot: QtBot, tmp_path: Path) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    label = QLabel("这一行放不下这么多字", holder)
    label.setGeometry(0, 0, 30, 20)
    holder.resize(200, 100)
    holder.show()
    assert len(list(clipped(holder))) == 1
