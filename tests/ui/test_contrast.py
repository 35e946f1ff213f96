"""Contrast as it reaches the eye: measured in pictures of the pages, in both looks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.app.library import Desk
from desktop.app.notices.installed import notice
from desktop.app.samples.sample import keep_sample
from desktop.app.session import Session
from desktop.ui.application import page_makers
from desktop.ui.shell import ORDER, Shell
from desktop.ui.walk.hands import settle
from desktop.ui.widgets.pieces import button
from desktop.ui.widgets.theme import DARK, LIGHT, Tokens
from tests.storage.keeping import KEYS
from tests.ui.conftest import Draw
from tests.ui.hands import Clock, open_session, show
from tests.ui.test_theme import contrast

LOOKS = pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
READ = 4.5
SEEN = 3.0

Colours = npt.NDArray[np.uint32]


def colours(picture: QImage, place: QRect) -> Colours:
    """The pixels in ``place``, as 0xRRGGBB."""
    shown = picture.copy(place).convertToFormat(QImage.Format.Format_RGB32)
    lines = np.frombuffer(shown.constBits(), np.uint32).reshape(shown.height(), -1)
    return np.asarray(lines[:, : shown.width()] & 0xFFFFFF, np.uint32)


def strongest(found: Colours) -> float:
    """The contrast of what stands out most from the ground, which is what most of it is."""
    values, counts = np.unique(found, return_counts=True)
    ground = QColor(int(values[counts.argmax()]))
    return max(contrast(QColor(int(value)), ground) for value in values)


def words_of(widget: QWidget) -> str:
    """What is written on it."""
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    return ""


def measured(window: QWidget) -> Iterator[tuple[str, float]]:
    """The words in ``window`` that are seen whole, each with how it stands out."""
    picture = window.grab().toImage()
    for widget in window.findChildren(QWidget):
        whole = widget.visibleRegion().boundingRect() == widget.rect()
        if not whole or not words_of(widget):
            continue
        place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
        found = strongest(colours(picture, place.adjusted(3, 3, -3, -3)))
        yield f"{type(widget).__name__} “{words_of(widget)}” {found:.1f}", found


def faint(window: QWidget) -> list[str]:
    """Those that do not stand out from what they are on."""
    return [what for what, found in measured(window) if found < READ]


@LOOKS
def test_every_word_on_the_pages_is_read(
    qtbot: QtBot, draw: Draw, tmp_path: Path, look: Tokens
) -> None:
    draw(look, 1.5)
    desk = Desk.open(tmp_path / "library", notice, Clock(), KEYS)
    sessions: tuple[Session, ...] = (
        desk.session(keep_sample(desk, notice("BM24"))),
        open_session(tmp_path / "empty"),
    )
    found: list[tuple[str, float]] = []
    for session in sessions:
        shell = Shell(session, page_makers())
        show(qtbot, shell, (1366, 768))
        for page_id in ORDER:
            shell.go(page_id)
            shell.page.demand()
            settle()
            found += measured(shell)
        shell.close_case()
        shell.close()
    assert len({what for what, _ in found}) > 200
    assert [what for what, contrasts in found if contrasts < READ] == []


@LOOKS
def test_a_button_that_cannot_be_pressed_is_read_too(
    qtbot: QtBot, draw: Draw, look: Tokens
) -> None:
    draw(look, 1.0)
    made = button("下一步", lambda: None)
    made.setEnabled(False)
    show(qtbot, made, (200, 60))
    assert strongest(colours(made.grab().toImage(), made.rect().adjusted(3, 3, -3, -3))) >= READ


@LOOKS
@pytest.mark.parametrize("chosen", [False, True])
@pytest.mark.parametrize("role", ["", "primary", "quiet", "small", "link"])
def test_where_the_keyboard_is_two_pixels_show_it(
    qtbot: QtBot, draw: Draw, look: Tokens, role: str, chosen: bool
) -> None:
    draw(look, 1.0)
    holder = QWidget()
    holder.setObjectName("page")
    at, other = button("下一步", lambda: None, role), button("别处", lambda: None)
    at.setCheckable(chosen)
    at.setChecked(chosen)
    for n, one in enumerate((at, other)):
        one.setParent(holder)
        one.setGeometry(QRect(QPoint(20 + n * 150, 20), one.sizeHint()))
    show(qtbot, holder, (320, 80))
    other.setFocus()
    without = colours(holder.grab().toImage(), at.geometry())
    at.setFocus()
    QApplication.processEvents()
    having = colours(holder.grab().toImage(), at.geometry())
    middle = at.height() // 2
    ground = look.color("ground")
    before = [QColor(int(pixel)) for pixel in without[middle, :8]]
    now = [QColor(int(pixel)) for pixel in having[middle, :8]]
    ring = [
        contrast(pixel, ground) >= SEEN and pixel != old
        for pixel, old in zip(now, before, strict=True)
    ]
    assert any(both == (True, True) for both in pairwise(ring)), ring
    assert any(contrast(pixel, old) >= SEEN for pixel, old in zip(now, before, strict=True))


def test_what_is_too_faint_is_found(qtbot: QtBot) -> None:
    faded = QPushButton("看不清")
    faded.setStyleSheet("QPushButton { color: #9AA4AE; background: #FFFFFF; }")
    show(qtbot, faded, (200, 60))
    (fault,) = faint_in(faded)
    assert "看不清" in fault


def faint_in(widget: QWidget) -> list[str]:
    holder = QWidget()
    widget.setParent(holder)
    holder.resize(220, 80)
    holder.show()
    settle()
    return faint(holder)
