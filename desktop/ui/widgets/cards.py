"""The pieces a page is built of: a scrolling sheet with a title, cards, cards that fold."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.language import tr
from desktop.ui.widgets.marks import KeyButton
from desktop.ui.widgets.reading import ReadingArea
from desktop.ui.widgets.theme import em, tokens


def words(text: str, role: str) -> QLabel:
    """A wrapping label in one of the theme's roles."""
    label = QLabel(text)
    label.setProperty("role", role)
    label.setWordWrap(True)
    # With padding from the sheet Qt would indent the words by half a letter more.
    label.setIndent(0)
    return label


def members(layout: QLayout) -> list[QWidget | QLayout]:
    """The widgets and layouts in ``layout``, in its order.

    Asking for its items would be shorter, but what Python holds of an item outlives the item and
    later stands for whatever Qt puts at that place in memory.
    """
    around = [*layout.parentWidget().children(), *layout.children()]
    inside = [one for one in around if isinstance(one, QWidget | QLayout)]
    return sorted((one for one in inside if layout.indexOf(one) >= 0), key=layout.indexOf)


def stops(layout: QLayout | None) -> Iterator[QWidget]:
    """What the Tab key can stop at in ``layout``, in the order of the eye."""
    for member in members(layout) if layout is not None else []:
        if isinstance(member, QLayout):
            yield from stops(member)
        elif not member.isHidden():
            if member.focusPolicy() & Qt.FocusPolicy.TabFocus:
                yield member
            inside = member.widget() if isinstance(member, QScrollArea) else member
            yield from stops(inside.layout())


class Sheet(ReadingArea):
    """A page's scrolling ground: title, lead, then whatever is added, one below the other."""

    def __init__(
        self, title: str, lead: str = "", *, widest: float = 52, centred: bool = False
    ) -> None:
        super().__init__(title)
        self._widest = widest
        if centred:
            self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.ground = QWidget()
        self.ground.setObjectName("page")
        self.column = QVBoxLayout(self.ground)
        self.title = words(title, "h1")
        self.lead = words(lead, "hint")
        if not lead:
            self.lead.hide()
        self.head = QVBoxLayout()
        self.head.addWidget(self.title)
        self.head.addWidget(self.lead)
        self.column.addLayout(self.head)
        self.column.addStretch(1)
        self.setWidget(self.ground)
        self._space()

    def add(self, widget: QWidget) -> None:
        """Put ``widget`` below what is there."""
        self.column.insertWidget(self.column.count() - 1, widget)

    def reveal(self, widget: QWidget) -> None:
        """Scroll until ``widget`` is seen, with some air around it."""
        # A card that has just been unfolded has its place only after the layout ran.
        QTimer.singleShot(0, self, lambda: self._scroll_to(widget))
        self._scroll_to(widget)

    def _scroll_to(self, widget: QWidget) -> None:
        if not self.ground.isAncestorOf(widget):
            return
        self.column.activate()
        top = widget.mapTo(self.ground, QPoint(0, 0)).y()
        bar = self.verticalScrollBar()
        air = em(self, 2)
        view = self.viewport().height()
        if top - air < bar.value():
            bar.setValue(top - air)
        elif top + min(widget.height(), view - 2 * air) + air > bar.value() + view:
            bar.setValue(top + min(widget.height(), view - 2 * air) + air - view)

    def _space(self) -> None:
        side = em(self, 2.2)
        self.column.setContentsMargins(side, em(self, 1.6), side, em(self, 2.2))
        self.column.setSpacing(em(self, 1.1))
        self.head.setSpacing(em(self, 0.3))
        self.ground.setMaximumWidth(em(self, self._widest) + 2 * side)

    def changeEvent(self, event: QEvent) -> None:
        """Margins follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._space()


class Card(QFrame):
    """A white panel with a title, a hint and a column of widgets, ``spacing`` em apart."""

    def __init__(self, title: str = "", hint: str = "", *, spacing: float = 1.25) -> None:
        super().__init__()
        self._spacing = spacing
        self.setProperty("role", "card")
        self.column = QVBoxLayout(self)
        self.title = words(title, "h2")
        if not title:
            self.title.hide()
        self.hint = words(hint, "hint")
        if not hint:
            self.hint.hide()
        self.head = QVBoxLayout()
        self.head.addWidget(self.title)
        self.head.addWidget(self.hint)
        if title or hint:
            self.column.addLayout(self.head)
        self._space()

    def add(self, widget: QWidget) -> None:
        """Put ``widget`` below what is there."""
        self.column.addWidget(widget)

    def _space(self) -> None:
        self.head.setSpacing(em(self, 0.25))
        side = em(self, 1.9)
        self.column.setContentsMargins(side, em(self, 1.5), side, em(self, 1.7))
        self.column.setSpacing(em(self, self._spacing))

    def changeEvent(self, event: QEvent) -> None:
        """Margins follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._space()


class FoldButton(KeyButton):
    """A line of text with a chevron: opens and closes what is below it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._on_toggled)
        self._on_toggled(False)

    def _on_toggled(self, on: bool) -> None:
        self.setAccessibleDescription(tr("已展开，按空格收起") if on else tr("已收起，按空格展开"))

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show other words."""
        super().setText(text)
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.update()

    def sizeHint(self) -> QSize:
        """One line and some air."""
        return QSize(em(self, 12), round(em(self, 2.4)))

    def minimumSizeHint(self) -> QSize:
        """It elides."""
        return QSize(em(self, 4), round(em(self, 2.4)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Chevron, words, a frame where the keyboard is."""
        look = tokens(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = em(self)
        middle = self.height() / 2
        pen = QPen(look.color("mute"), unit * 0.12)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        a, b = unit * 0.22, unit * 0.42
        x = unit * 0.65
        if self.isChecked():
            points = [(x - b, middle - a), (x, middle + a), (x + b, middle - a)]
        else:
            points = [(x - a, middle - b), (x + a, middle), (x - a, middle + b)]
        painter.drawPolyline(QPolygonF([QPointF(*p) for p in points]))
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(look.color("accent" if self.underMouse() else "text"))
        room = self.rect().adjusted(round(unit * 1.5), 0, -4, 0)
        shown = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(
            room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown
        )
        if self.hasFocus():
            painter.setPen(QPen(look.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)


class FoldCard(QFrame):
    """A card that starts closed: its title is the button that opens it."""

    folded = Signal(bool)

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.outer = QVBoxLayout(self)
        self.button = FoldButton(title)
        self.outer.addWidget(self.button)
        self.body = QWidget()
        self.column = QVBoxLayout(self.body)
        self.hint = words(hint, "hint")
        if not hint:
            self.hint.hide()
        self.column.addWidget(self.hint)
        self.outer.addWidget(self.body)
        self.body.hide()
        self.button.toggled.connect(self.body.setVisible)
        self.button.toggled.connect(self.folded)
        self._space()

    def add(self, widget: QWidget) -> None:
        """Put ``widget`` into the body."""
        self.column.addWidget(widget)

    def open(self) -> None:
        """Show the body."""
        self.button.setChecked(True)

    def _space(self) -> None:
        side = em(self, 1.2)
        self.outer.setContentsMargins(side, em(self, 0.45), side, em(self, 0.45))
        self.outer.setSpacing(0)
        self.column.setContentsMargins(em(self, 0.7), em(self, 0.4), em(self, 0.7), em(self, 1.2))
        self.column.setSpacing(em(self, 1.25))

    def changeEvent(self, event: QEvent) -> None:
        """Margins follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._space()
