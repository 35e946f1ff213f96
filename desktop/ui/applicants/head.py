"""The head of the table of applicants: sorts, moves, hides and fits columns, and remembers that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QFontMetrics, QPainter, QPolygonF
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView

from desktop.domain.change import Json
from desktop.language import tr
from desktop.ui.applicants.columns import ASIDE, BY_KEY, COLUMNS, FIXED, KEYS, TICK, fitting
from desktop.ui.applicants.model import ApplicantsModel
from desktop.ui.applicants.paint import LEFT, MIDDLE, tick_box
from desktop.ui.widgets.marks import paint_tick
from desktop.ui.widgets.menus import StayMenu
from desktop.ui.widgets.theme import em, tokens


@dataclass
class Layout:
    """What the person chose of the columns: order, own widths (characters), hidden, asked for."""

    order: tuple[str, ...] = KEYS
    widths: dict[str, float] = field(default_factory=dict)
    hidden: frozenset[str] = ASIDE
    asked: frozenset[str] = frozenset()

    def written(self) -> Json:
        """For keeping."""
        return {
            "order": list(self.order),
            "widths": {key: round(width, 2) for key, width in self.widths.items()},
            "hidden": sorted(self.hidden),
            "asked": sorted(self.asked),
        }


def layout_of(kept: object) -> Layout:
    """What was kept; columns another version had are left out, those it had not follow."""
    if not isinstance(kept, Mapping):
        return Layout()

    def keys(name: str) -> tuple[str, ...]:
        given = kept.get(name)
        return tuple(k for k in given if k in BY_KEY) if isinstance(given, list) else ()

    order = tuple(dict.fromkeys(k for k in keys("order") if k != TICK))
    missing = tuple(k for k in KEYS if k not in order and k != TICK)
    given = kept.get("widths")
    widths = {
        key: float(width)
        for key, width in (given.items() if isinstance(given, Mapping) else ())
        if key in BY_KEY and isinstance(width, int | float) and 2 <= width <= 60
    }
    return Layout(
        (TICK, *order, *missing),
        widths,
        (frozenset(keys("hidden")) | (ASIDE & frozenset(missing))) - FIXED,
        frozenset(keys("asked")) - FIXED,
    )


class Head(QHeaderView):
    """Drawn by us. ``sort_asked(key)`` on a click, ``tick_asked`` on the box, ``changed`` to keep.

    Where there is no room for all columns the least important give way by themselves, until the
    person asks for one by name.
    """

    sort_asked = Signal(str)
    tick_asked = Signal()
    changed = Signal()

    def __init__(self, view: QTableView, model: ApplicantsModel) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._view = view
        self._model = model
        self._setting = False
        self.chosen = Layout()
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(24)
        self.sectionClicked.connect(self._on_clicked)
        self.sectionResized.connect(self._on_resized)
        self.sectionMoved.connect(self._on_moved)

    # ------------------------------------------------------------------ room

    def use(self, chosen: Layout) -> None:
        """Arrange the columns as ``chosen``."""
        self.chosen = chosen
        self._setting = True
        for place, key in enumerate(chosen.order):
            self.moveSection(self.visualIndex(KEYS.index(key)), place)
        self._setting = False
        self.fit()

    def fit(self) -> None:
        """Hide what there is no room for, and give the room left over to what can use it."""
        unit = em(self._view)
        room = self._view.viewport().width() / unit
        widths = {c.key: self.chosen.widths.get(c.key, c.width) for c in COLUMNS}
        wanted = set(KEYS) - self.chosen.hidden
        shown = fitting(widths, wanted, self.chosen.asked, room)
        left = max(room - sum(widths[key] for key in shown), 0)
        growing = {k: BY_KEY[k].grows for k in shown if k not in self.chosen.widths}
        parts = sum(growing.values())
        self._setting = True
        for place, key in enumerate(KEYS):
            self.setSectionHidden(place, key not in shown)
            if key in shown:
                more = left * growing.get(key, 0) / parts if parts else 0
                self.resizeSection(place, int((widths[key] + more) * unit))
        self._setting = False

    @property
    def shown(self) -> tuple[str, ...]:
        """The columns that are seen, as the eye meets them."""
        order = (KEYS[self.logicalIndex(place)] for place in range(self.count()))
        return tuple(key for key in order if not self.isSectionHidden(KEYS.index(key)))

    def _on_resized(self, section: int, _before: int, after: int) -> None:
        if not self._setting and after:
            self.chosen.widths[KEYS[section]] = after / em(self._view)
            self.changed.emit()

    def _on_moved(self, _section: int, _before: int, _after: int) -> None:
        if not self._setting:
            order = (KEYS[self.logicalIndex(place)] for place in range(self.count()))
            self.chosen.order = tuple(order)
            self.changed.emit()

    # ------------------------------------------------------------------ the menu

    def list_all(self, menu: QMenu) -> None:
        """What can be done with all columns, put into ``menu``."""
        orders = menu.addMenu(tr("按哪一列排列"))
        for each in self.chosen.order:
            if each != TICK:
                orders.addAction(BY_KEY[each].title, partial(self.sort_asked.emit, each))
        moves = menu.addMenu(tr("把一列往左移"))
        for each in self.shown[2:]:
            moves.addAction(BY_KEY[each].title, partial(self.shift, each, -1))
        menu.addSeparator()
        self._list_shown(menu)

    def list_one(self, menu: QMenu, key: str) -> None:
        """What can be done with one column, then which are shown, put into ``menu``."""
        title, at = BY_KEY[key].title, self.shown.index(key)
        menu.addAction(tr("按“{title}”排列", title=title), partial(self.sort_asked.emit, key))
        if at > 1:
            menu.addAction(tr("“{title}”往左移", title=title), partial(self.shift, key, -1))
        if at < len(self.shown) - 1:
            menu.addAction(tr("“{title}”往右移", title=title), partial(self.shift, key, 1))
        if key not in FIXED:
            menu.addAction(
                tr("不显示“{title}”", title=title), partial(self.show_column, key, on=False)
            )
        menu.addSeparator()
        self._list_shown(menu)

    def _list_shown(self, menu: QMenu) -> None:
        for each in self.chosen.order:
            if each not in FIXED:
                act = menu.addAction(BY_KEY[each].title)
                act.setCheckable(True)
                act.setChecked(each in self.shown)
                act.triggered.connect(lambda on, each=each: self.show_column(each, on=on))
        menu.addSeparator()
        menu.addAction(tr("各列恢复原样"), self.as_at_first)

    def show_column(self, key: str, *, on: bool) -> None:
        """Show a column from now on, also where it is narrow; or hide it."""
        self.chosen.hidden = self.chosen.hidden - {key} if on else self.chosen.hidden | {key}
        self.chosen.asked = self.chosen.asked | {key} if on else self.chosen.asked - {key}
        self.fit()
        self.changed.emit()

    def shift(self, key: str, by: int) -> None:
        """Move a column by one place that is seen."""
        at = self.visualIndex(KEYS.index(key))
        to = at + by
        while 1 <= to < self.count() - 1 and self.isSectionHidden(self.logicalIndex(to)):
            to += by
        if 1 <= to < self.count():
            self.moveSection(at, to)

    def as_at_first(self) -> None:
        """Columns as at first."""
        self.use(Layout())
        self.changed.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the column pointed at."""
        place = self.logicalIndexAt(event.pos())
        menu = StayMenu(self._view)
        if place >= 0 and KEYS[place] != TICK:
            self.list_one(menu, KEYS[place])
        else:
            self.list_all(menu)
        menu.popup(event.globalPos())

    def _on_clicked(self, section: int) -> None:
        if KEYS[section] == TICK:
            self.tick_asked.emit()
        else:
            self.sort_asked.emit(KEYS[section])

    # ------------------------------------------------------------------ looks

    def sizeHint(self) -> QSize:
        """As high as a row and a little more."""
        return QSize(em(self._view, 30), em(self._view, 2.7))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802
        """Title, and which way it is sorted by."""
        if not rect.isValid():
            return
        look, unit = tokens(self._view), em(self._view)
        painter.save()
        painter.fillRect(rect, look.color("card"))
        painter.fillRect(QRect(rect.left(), rect.bottom() - 1, rect.width(), 2), look.color("line"))
        if KEYS[section] == TICK:
            paint_tick(painter, tick_box(self._view, rect), look, self._model.all_ticked)
            painter.restore()
            return
        font = QFont(self._view.font())
        font.setBold(True)
        painter.setFont(font)
        by, descending = self._model.order
        sorted_by = by == KEYS[section]
        painter.setPen(look.color("text" if sorted_by else "mute"))
        room = rect.adjusted(round(unit * LEFT), 0, -round(unit * 0.2), -2)
        words = QFontMetrics(font)
        text = COLUMNS[section].title
        if sorted_by:
            room.setRight(room.right() - unit)
        shown = words.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, MIDDLE, shown)
        if sorted_by:
            x = room.left() + words.horizontalAdvance(shown) + unit * 0.55
            _paint_arrow(painter, QPointF(x, rect.center().y()), unit, down=descending)
        painter.restore()


def _paint_arrow(painter: QPainter, at: QPointF, unit: int, *, down: bool) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(painter.pen().color())
    painter.setPen(Qt.PenStyle.NoPen)
    wide, high = unit * 0.3, unit * 0.17 * (1 if down else -1)
    corners = [QPointF(-wide, -high), QPointF(wide, -high), QPointF(0, high)]
    painter.drawPolygon(QPolygonF([at + corner for corner in corners]))
