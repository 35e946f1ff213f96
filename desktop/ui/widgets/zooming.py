"""The view of a page: fitted or as large as one likes, by the same keys and the same wheel."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop.language import tr

STEP = 1.25
"""One press of + makes a page that much larger."""

NOTCH = 120
"""What Qt counts for one click of a wheel; a touchpad brings it in many small parts."""

Fit = Literal["page", "width"]


class ZoomArea(QScrollArea):
    """Scrolls ``page``. A subclass says how its page is scaled: :meth:`refit`, :meth:`enlarge`.

    ``turned`` asks for the page after (1) or before (-1).
    """

    turned = Signal(int)

    def __init__(self, page: QWidget, fit: Fit) -> None:
        super().__init__()
        self.fitted: Fit | None = fit
        self._wheeled = 0
        self.setWidget(page)
        # Around the page the desk is seen.
        page.setAutoFillBackground(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("页面"))

    def refit(self) -> None:
        """Scale the page as ``fitted`` says; called when that or the room has changed."""
        raise NotImplementedError

    def enlarge(self, factor: float) -> None:
        """Scale the page by ``factor``, within its limits; what is in the middle stays there."""
        raise NotImplementedError

    def fit(self, what: Fit = "page") -> None:
        """Fit the whole page, or its width, into the view, and keep it so."""
        self.fitted = what
        self.refit()

    def zoom_by(self, steps: int) -> None:
        """Larger (positive) or smaller by that many steps."""
        self.fitted = None
        self.enlarge(STEP**steps)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys turn pages at the edges and zoom; the rest scrolls."""
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_PageDown if bar.value() == bar.maximum():
                self.turned.emit(1)
            case Qt.Key.Key_PageUp if bar.value() == bar.minimum():
                self.turned.emit(-1)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_by(1)
            case Qt.Key.Key_Minus:
                self.zoom_by(-1)
            case Qt.Key.Key_0:
                self.fit()
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom, a step for each click of it."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = self.notches(event)
            if steps:
                self.zoom_by(steps)
            event.accept()
        else:
            super().wheelEvent(event)

    def notches(self, event: QWheelEvent) -> int:
        """Whole clicks the wheel has come on since the last ones, upwards positive."""
        turned = event.angleDelta().y()
        if turned * self._wheeled < 0:
            self._wheeled = 0
        self._wheeled += turned
        steps = int(self._wheeled / NOTCH)
        self._wheeled -= steps * NOTCH
        return steps

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep fitting."""
        super().resizeEvent(event)
        if self.fitted:
            self.refit()
