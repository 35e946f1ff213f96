"""One box on the paper for the keyboard: a place the Tab key stops at, with a name to be read out.

The paper draws the box and follows the mouse; a handle only has the focus and hears keys.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.app.scans import quads
from desktop.domain.scans import Quad
from desktop.language import tr

Reshape = Callable[[Quad], Quad]

ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_TURNS = {Qt.Key.Key_BracketLeft: -1, Qt.Key.Key_BracketRight: 1}
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_OTHERS = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier

STEP, FINE = 6.0, 1.0
"""Screen pixels of an arrow key, and with Ctrl."""


class Handle(QAbstractButton):
    """What the paper draws and only keys reach; ``touched`` when the keyboard comes or goes.

    A button for whoever hears it; pressing it by Space would mean nothing.
    """

    touched = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The paper draws it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is no key of its own is one of the window's."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Its grips are drawn filled."""
        super().focusInEvent(event)
        self.touched.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Its grips are drawn empty again."""
        super().focusOutEvent(event)
        self.touched.emit()


class BoxHandle(Handle):
    """Box ``number`` of the page.

    ``came`` tells that the keyboard is here; ``reshaped`` what keys do to the box: a function from
    its quad (in pixels of the page as seen) to the next, and the words for it.
    """

    came = Signal(int)
    left = Signal(int)
    reshaped = Signal(int, object, str)
    confirmed = Signal(int)
    removed = Signal(int)

    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.number = number
        self.corner: int | None = None
        self.scale = 1.0

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The box with the keyboard is the chosen one."""
        super().focusInEvent(event)
        self.came.emit(self.number)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keys go elsewhere; no corner is held any more."""
        super().focusOutEvent(event)
        self.corner = None
        self.left.emit(self.number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, with Shift resize; [ ] turn; K takes a single corner; Enter, Delete."""
        key = event.key()
        if event.modifiers() & _OTHERS:
            super().keyPressEvent(event)
        elif key in ARROWS:
            self._arrow(event)
        elif key in _TURNS:
            turn = _TURNS[Qt.Key(key)] * (0.2 if event.modifiers() & _CTRL else 1.0)
            self.reshaped.emit(self.number, lambda quad: quads.turned(quad, turn), tr("转动遮盖块"))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirmed.emit(self.number)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(self.number)
        elif key == Qt.Key.Key_K:
            self.corner = {None: 0, 0: 1, 1: 2, 2: 3, 3: None}[self.corner]
            self.came.emit(self.number)
        elif key == Qt.Key.Key_Escape and self.corner is not None:
            self.corner = None
            self.came.emit(self.number)
        else:
            super().keyPressEvent(event)

    def _arrow(self, event: QKeyEvent) -> None:
        step = (FINE if event.modifiers() & _CTRL else STEP) / self.scale
        dx, dy = (part * step for part in ARROWS[Qt.Key(event.key())])
        if self.corner is not None:
            self.reshaped.emit(self.number, _bending(self.corner, dx, dy), tr("改遮盖块的角"))
        elif event.modifiers() & _SHIFT:
            self.reshaped.emit(
                self.number, lambda quad: quads.grown(quad, dx, dy), tr("改遮盖块的大小")
            )
        else:
            self.reshaped.emit(
                self.number, lambda quad: quads.shifted(quad, dx, dy), tr("移动遮盖块")
            )


def _bending(corner: int, dx: float, dy: float) -> Reshape:
    def bend(quad: Quad) -> Quad:
        x, y = quad[corner]
        return quads.bent(quad, corner, (x + dx, y + dy))

    return bend
