"""Small pieces more than one page needs, styled by role (see :mod:`desktop.ui.widgets.theme`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QLabel,
    QLayout,
    QLayoutItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.widgets.aloud import say_aloud
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.theme import em, repolish, tokens


def tell(where: QLabel, text: str, role: str = "") -> None:
    """Put ``text`` there, in the look of ``role``; an empty text takes no room."""
    where.setText(text)
    where.setVisible(bool(text))
    if role and where.property("role") != role:
        where.setProperty("role", role)
        repolish(where)


def report(where: QLabel, text: str, role: str = "") -> None:
    """Tell there what came of something the person did, and have it read out."""
    tell(where, text, role)
    say_aloud(where, text)


class PushButton(QPushButton):
    """Enter presses the button one is at, as Space does, and never another one.

    A dialog would press the one it means most, whichever of the others has the focus.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Once a press: a key held down would press what comes next as well."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()

    def paintEvent(self, event: QPaintEvent) -> None:
        """On a filled button a frame alone is hardly seen: there is a light line within it."""
        super().paintEvent(event)
        if self.hasFocus() and self.property("role") == "primary":
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(tokens().color("on_accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), 4, 4)


def one_stop(buttons: Iterable[QAbstractButton]) -> None:
    """Of buttons one of which is chosen the Tab key stops at that one; arrows lead on from it.

    Qt sees to that only once the keyboard has been there.
    """
    for one in buttons:
        here = Qt.FocusPolicy.StrongFocus if one.isChecked() else Qt.FocusPolicy.ClickFocus
        one.setFocusPolicy(here)


def button(text: str, act: Callable[[], object], role: str = "") -> QPushButton:
    """A button that calls ``act``."""
    made = PushButton(text)
    made.setProperty("role", role)
    made.setAutoDefault(False)
    made.clicked.connect(lambda _checked: act())
    return made


class Note(QFrame):
    """A tinted panel with a sentence and buttons below it; not there while it says nothing.

    ``role`` is ``note``, or ``caution`` for something to be careful about.
    """

    def __init__(self, role: str = "note") -> None:
        super().__init__()
        self.setProperty("role", role)
        self.column = QVBoxLayout(self)
        self.text = words("", "plain")
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(self.text)
        self.acts = FlowLayout()
        self.column.addLayout(self.acts)
        self._space()
        self.hide()

    def say(self, sentence: str, role: str = "") -> None:
        """Show ``sentence``, in another ``role`` where one is given; a new one is read out."""
        news = sentence != self.text.text()
        self.text.setText(sentence)
        if role and role != self.property("role"):
            self.setProperty("role", role)
            repolish(self)
        self.setVisible(bool(sentence))
        if news:
            say_aloud(self, sentence)

    def _space(self) -> None:
        side = em(self, 0.9)
        self.column.setContentsMargins(side, em(self, 0.6), side, em(self, 0.6))
        self.column.setSpacing(em(self, 0.4))

    def changeEvent(self, event: QEvent) -> None:
        """Margins follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._space()


class FlowLayout(QLayout):
    """Things side by side, on as many lines as the width asks for."""

    def __init__(self, spacing: int = 8) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self._wished: QSize | None = None
        self._least: QSize | None = None
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Take one more."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """The one at ``index``; None past the end, as Qt wants it."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]  # noqa: N802
        """Give one back."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's name
        """Takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high the lines are together."""
        # A layout around it asks many times for each time something changes.
        if width not in self._heights:
            edges = self.contentsMargins()
            inner = QRect(0, 0, width - edges.left() - edges.right(), 0)
            lines = self._place(inner, move=False)
            self._heights[width] = lines + edges.top() + edges.bottom()
        return self._heights[width]

    def invalidate(self) -> None:
        """Something in it wants another size."""
        self._heights = {}
        self._wished = self._least = None
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt's name
        """Put everything in its place."""
        super().setGeometry(rect)
        self._place(rect.marginsRemoved(self.contentsMargins()), move=True)

    def sizeHint(self) -> QSize:
        """Everything on one line."""
        if self._wished is None:
            sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
            width = sum(s.width() + self.spacing() for s in sizes)
            high = max((s.height() for s in sizes), default=0)
            self._wished = self._framed(QSize(max(width - self.spacing(), 0), high))
        return self._wished

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """The widest one alone."""
        if self._least is None:
            size = QSize()
            for item in self._items:
                size = size.expandedTo(item.minimumSize())
            self._least = self._framed(size)
        return self._least

    def _framed(self, size: QSize) -> QSize:
        return size.grownBy(self.contentsMargins())

    def _place(self, rect: QRect, *, move: bool) -> int:
        y = rect.y()
        for line in self._lines(rect.width()):
            height = max(size.height() for _, size in line)
            x = rect.x()
            for item, size in line:
                if move:
                    top = y + (height - size.height()) // 2
                    item.setGeometry(QRect(QPoint(x, top), size))
                x += size.width() + self.spacing()
            y += height + self._between()
        return max(y - self._between() - rect.y(), 0)

    def _between(self) -> int:
        return self.spacing() // 2

    def _lines(self, room: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """What stands side by side, with the size each takes."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(room, 16777215))
            if item.hasHeightForWidth() and size.width() == room:
                size.setHeight(item.heightForWidth(room))
            used += size.width() + self.spacing()
            if not lines or used - self.spacing() > room:
                lines.append([])
                used = size.width() + self.spacing()
            lines[-1].append((item, size))
        return lines


def in_line(parent: QWidget, *widgets: QWidget) -> QWidget:
    """``widgets`` from the left, in as many lines as they need; spaced by ``parent``'s letters."""
    holder = QWidget()
    flow = FlowLayout(em(parent, 0.5))
    holder.setLayout(flow)
    for one in widgets:
        flow.addWidget(one)
    return holder
