"""How long the table of applicants takes to open, filter and sort, beside a bare QTableView.

``python -m tests.benchmarks.applicants_table [COUNT …]`` makes libraries of so many made-up people
(80 and 5,000) in a temporary folder, looks at all of them once, and opens the table anew. The bare
view shows as many rows and columns of strings from memory, and filters and sorts by Qt's own proxy:
what Qt itself costs on this machine. Times are the best of some, by the clock and of
this process alone; limits are those of the issue.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView, QVBoxLayout, QWidget

from desktop.app.applicants.table import Row
from desktop.app.library import Desk
from desktop.app.notices import installed
from desktop.app.samples import demo
from desktop.ui.applicants.bar import Acts
from desktop.ui.applicants.columns import COLUMNS
from desktop.ui.applicants.page import ApplicantsPage
from desktop.ui.widgets import theme
from tests.benchmarks.library import Took, listed, opened, varied

SIZE = (1366, 738)
LIMITS = {80: (500, 100), 5000: (1000, 100)}
"""Milliseconds to open, and to filter, by the number of people."""


def filled(folder: Path, count: int) -> Desk:
    """A library of so many people, each looked at once."""
    desk = opened(folder, demo.moment(installed.notice))
    for case in varied(count):
        desk.library.create(case)
    applicants = listed(desk)
    for case_id in applicants.stale():
        applicants.judge(case_id)
    applicants.keep()
    return desk


def best(act: Callable[[], object], times: int = 5) -> Took:
    """The quickest of some, with everything drawn."""
    took = []
    for _ in range(times):
        begun, worked = time.perf_counter(), time.process_time()
        act()
        for _round in range(3):
            QApplication.processEvents()
        took.append(Took(time.perf_counter() - begun, time.process_time() - worked))
    return Took(min(one.wall for one in took), min(one.cpu for one in took))


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


def page_of(desk: Desk) -> ApplicantsPage:
    """The table in a window of its own."""
    page = ApplicantsPage(desk, Acts((), lambda _menu: None, (), ()))
    page.resize(*SIZE)
    page.come_back("")
    page.show()
    return page


def measured(desk: Desk) -> dict[str, tuple[Took, Took]]:
    """Ours and the bare one's milliseconds, by what was done."""
    shown: list[QWidget] = []

    def ours() -> None:
        shown.append(page_of(desk))

    opened = best(ours)
    page = shown[-1]
    assert isinstance(page, ApplicantsPage)
    rows = tuple(page.model.rows)

    def bare() -> None:
        made = Bare(rows)
        made.show()
        shown.append(made)

    bare_opened = best(bare, 3)
    other = shown[-1]
    assert isinstance(other, Bare)
    words = iter("wzlhwzlhwzlhwzlh")
    letters = iter("王张李何王张李何王张李何")
    ways = iter(["name", "fix", "deadline", "status", "share"] * 4)
    columns = iter([0, 5, 1, 2, 3] * 4)
    found = {
        "open": (opened, bare_opened),
        "filter": (
            best(lambda: page.filters.search.setText(next(words))),
            best(lambda: other.proxy.setFilterFixedString(next(letters))),
        ),
        "clear": (
            best(page.filters.clear, 1),
            best(lambda: other.proxy.setFilterFixedString(""), 1),
        ),
        "sort": (
            best(lambda: page.table.head.sort_asked.emit(next(ways))),
            best(lambda: other.proxy.sort(next(columns), Qt.SortOrder.AscendingOrder)),
        ),
        "tick all": (
            best(lambda: page.model.tick(page.model.places, on=True), 1),
            best(other.view.selectAll, 1),
        ),
    }
    for widget in shown:
        if isinstance(widget, ApplicantsPage):
            widget.rest()
        widget.close()
        widget.deleteLater()
    return found


def main(arguments: list[str]) -> int:
    """Measure what is asked for, and say it."""
    asked = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    asked.add_argument("counts", nargs="*", type=int, default=list(LIMITS))
    counts = asked.parse_args(arguments).counts
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, theme.LIGHT, 1.0, theme.load_fonts())
    for count in counts:
        lines = [f"{count:>6} people        ours    (cpu)      bare    (cpu)   ratio of cpu"]
        limits = dict(zip(("open", "filter"), LIMITS.get(count, ()), strict=False))
        with tempfile.TemporaryDirectory() as folder:
            desk = filled(Path(folder), count)
            for what, (ours, bare) in measured(desk).items():
                times = "".join(f"{s * 1000:9.0f}" for s in (*ours, *bare))
                limit = f"   at most {limits[what]} ms" if what in limits else ""
                ratio = f"{ours.cpu / max(bare.cpu, 1e-3):10.2f}"
                lines.append(f"  {what:10}{times} ms{ratio}{limit}")
            desk.close()
        sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
