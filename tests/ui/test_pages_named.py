"""The working pages and the large view: everything named, reached by keyboard, nothing cut off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.app.library import Desk
from desktop.app.notices.installed import notice
from desktop.app.samples.sample import keep_sample, sample
from desktop.app.session import Session
from desktop.ui.application import page_makers
from desktop.ui.attachments.detail import AttachmentDialog
from desktop.ui.widgets.theme import DARK
from tests.storage.keeping import KEYS
from tests.ui.conftest import Draw
from tests.ui.hands import Clock
from tests.ui.test_room import clipped, settle

PAGES = ("summary", "attachments", "publicity", "finish")


@pytest.fixture
def session(tmp_path: Path) -> Session:
    made_up = sample(notice("BM24"))
    desk = Desk.open(tmp_path / "library", notice, Clock(made_up.as_of), KEYS)
    return desk.session(keep_sample(desk, notice("BM24")))


def seen(page: QWidget) -> Iterator[QWidget]:
    return (w for w in page.findChildren(QWidget) if w.isVisibleTo(page))


@pytest.mark.parametrize("page_id", PAGES)
def test_everything_that_takes_the_keyboard_is_named_and_reached(
    qtbot: QtBot, session: Session, page_id: str
) -> None:
    page = page_makers()[page_id](session)
    qtbot.addWidget(page)
    page.show()
    settle(page)
    nameless = [
        type(w).__name__
        for w in seen(page)
        if isinstance(w, QAbstractButton | QLineEdit | QPlainTextEdit | QComboBox)
        and not (w.accessibleName() or (isinstance(w, QAbstractButton) and w.text()))
    ]
    assert nameless == []
    unreachable = [
        w.text()
        for w in seen(page)
        if isinstance(w, QAbstractButton)
        and w.isEnabled()
        and not w.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert unreachable == []


def too_low(root: QWidget) -> list[str]:
    """Groups of things whose second line has no room."""
    return [
        f"{type(w).__name__} {w.height()} < {w.heightForWidth(w.width())}"
        for w in seen(root)
        if w.layout() is not None
        and w.hasHeightForWidth()
        and w.height() + 1 < w.heightForWidth(w.width())
    ]


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_what_does_not_fit_on_a_line_goes_on_the_next(
    qtbot: QtBot, draw: Draw, session: Session, scale: float
) -> None:
    draw(DARK, scale)
    for page_id in PAGES:
        page = page_makers()[page_id](session)
        qtbot.addWidget(page)
        page.resize(820, 640)
        page.show()
        settle(page)
        assert too_low(page) == []


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_large_view_fits_the_laptop(
    qtbot: QtBot, draw: Draw, session: Session, scale: float
) -> None:
    draw(DARK, scale)
    dialog = AttachmentDialog(session, session.case.attachments[0].id)
    qtbot.addWidget(dialog)
    dialog.resize(1326, 708)
    dialog.show()
    settle(dialog)
    assert (dialog.width(), dialog.height()) == (1326, 708)
    # What the file will be when uploaded is measured beside, and finds its room when it comes.
    qtbot.waitUntil(lambda: list(clipped(dialog)) == [])
    assert too_low(dialog) == []
