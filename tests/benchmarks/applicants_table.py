"""The window of all applicants beside a bare QTableView of as many rows and columns of strings.

The bare one filters and sorts by Qt's own proxy: what Qt itself costs on this machine. Everything
is timed until it is painted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import cycle

from PySide6.QtCore import QSortFilterProxyModel
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView, QVBoxLayout, QWidget

from desktop.app.applicants.table import Row
from desktop.app.library import Desk
from desktop.ui.applicants.bar import Acts
from desktop.ui.applicants.columns import COLUMNS
from desktop.ui.applicants.page import ApplicantsPage
from desktop.ui.widgets import theme
from tests.benchmarks.measuring import Line, in_turn

SIZE = (1366, 738)
WANTED = {80: (0.5, 0.1), 5000: (1.0, 0.1)}
"""Seconds to open, and to filter, by the number of people."""


def windows(desk: Desk, count: int, times: int) -> Iterator[Line]:
    """Opened, filtered and sorted."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, theme.LIGHT, 1.0, theme.load_fonts())
    opened: list[ApplicantsPage] = []
    bare: list[Bare] = []

    def open_ours() -> None:
        opened.append(_page(desk))

    open_ours()
    page = opened[0]
    rows = tuple(page.model.rows)
    other = Bare(rows)
    known, name = "a bare QTableView", f"{count} people"
    to_open, to_filter = WANTED.get(count, (None, None))
    pairs = in_turn(_painted(open_ours), _painted(lambda: bare.append(Bare(rows))), times)
    yield pairs.figure(f"the window of {name} opened", known, wanted_ours=to_open)
    words, letters = cycle("wzlh"), cycle("王张李何")
    pairs = in_turn(
        _painted(lambda: page.filters.search.setText(next(words))),
        _painted(lambda: other.proxy.setFilterFixedString(next(letters))),
        2 * times,
    )
    yield pairs.figure(f"the window of {name} filtered", known, wanted_ours=to_filter)
    page.filters.clear()
    other.proxy.setFilterFixedString("")
    ways, columns = cycle(["name", "fix", "deadline", "status", "share"]), cycle([0, 5, 1, 2, 3])
    pairs = in_turn(
        _painted(lambda: page.table.head.sort_asked.emit(next(ways))),
        _painted(lambda: other.proxy.sort(next(columns))),
        2 * times,
    )
    yield pairs.figure(f"the window of {name} sorted", known)
    for one in opened:
        one.rest()
    for widget in (*opened, *bare, other):
        widget.close()
        widget.deleteLater()


class Bare(QWidget):
    """Qt's own table of the same size."""

    def __init__(self, rows: tuple[Row, ...]) -> None:
        super().__init__()
        self.resize(*SIZE)
        self.view = QTableView()
        QVBoxLayout(self).addWidget(self.view)
        self.model = QStandardItemModel()
        for row in rows:
            said = (row.name, row.department, row.notice, row.level, f"{row.share}", f"{row.fix}")
            filling = ("",) * (len(COLUMNS) - len(said))
            self.model.appendRow([QStandardItem(text) for text in (*said, *filling)])
        self.proxy = QSortFilterProxyModel()
        self.proxy.setSourceModel(self.model)
        self.proxy.setFilterKeyColumn(-1)
        self.view.setModel(self.proxy)
        self.show()


def _page(desk: Desk) -> ApplicantsPage:
    """The table in a window of its own."""
    page = ApplicantsPage(desk, Acts((), lambda _menu: None, (), ()))
    page.resize(*SIZE)
    page.come_back("")
    page.show()
    return page


def _painted(act: Callable[[], object]) -> Callable[[], None]:
    """``act``, and everything drawn that follows from it."""

    def acted() -> None:
        act()
        for _ in range(3):
            QApplication.processEvents()

    return acted
