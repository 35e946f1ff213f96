"""Windows in tests are drawn as real ones: our fonts, our tokens, 标准 size."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from desktop.ui.widgets import theme
from desktop.ui.widgets.appearance import Appearance
from tests.ui.hearing import untold

Draw = Callable[[theme.Tokens, float], None]


@pytest.fixture(scope="session")
def families(qapp: QApplication) -> list[str]:
    return theme.load_fonts()


@pytest.fixture(scope="session", autouse=True)
def drawn(qapp: QApplication, families: list[str]) -> None:
    theme.apply(qapp, theme.LIGHT, 1.0, families)


@pytest.fixture(autouse=True)
def swept(qapp: QApplication) -> None:
    """The windows of earlier tests are really gone: without an event loop nobody deletes them.

    One that is left would keep the keyboard from the window under test.
    """
    for window in qapp.topLevelWidgets():
        window.hide()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, object, object]:
    """Whatever a test leads to is heard too: a screen reader knows each thing on the screen."""
    done = yield
    faults = [
        fault
        for window in QApplication.topLevelWidgets()
        if window.isVisible() and window.windowType() != Qt.WindowType.ToolTip
        for fault in untold(window)
    ]
    assert faults == []
    return done


@pytest.fixture
def draw(qapp: QApplication, families: list[str]) -> Iterator[Draw]:
    """Draw the application otherwise; afterwards it looks as before."""

    def redraw(look: theme.Tokens, scale: float) -> None:
        theme.apply(qapp, look, scale, families)
        qapp.processEvents()

    yield redraw
    theme.apply(qapp, theme.LIGHT, 1.0, families)


@pytest.fixture
def look(qapp: QApplication, tmp_path: Path) -> Iterator[Appearance]:
    """The look of a program whose home is the test's folder; afterwards it is as before."""
    made = Appearance(qapp, tmp_path)
    yield made
    made.choose("light", 100)


@pytest.fixture(autouse=True)
def eyes_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody looks at scans by himself: reading takes seconds. Who tests it opens the eyes."""
    monkeypatch.setattr("desktop.ui.attachments.examining.Examining.look", lambda _self: None)
