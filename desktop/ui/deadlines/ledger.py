"""台账: what was submitted, returned, paid and delivered, case by case, and what is recorded."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.app.deadlines.ledger import COLUMNS as HEADS
from desktop.app.deadlines.ledger import Account, cells, matches
from desktop.app.deadlines.recording import LABELS, Kind
from desktop.app.deadlines.remaining import days
from desktop.language import tr
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.cell_table import CellTable, Column, Line
from desktop.ui.widgets.marks import LinkButton
from desktop.ui.widgets.menus import MenuButton
from desktop.ui.widgets.pieces import FlowLayout, Note, button, tell
from desktop.ui.widgets.theme import em, follow_size

_WIDTHS = {
    "name": 11,
    "term": 22,
    "returns": 8.5,
    "submits": 5.5,
    "left": 5.5,
    "fee": 7.5,
    "paid": 13.5,
    "paper": 13.5,
    "department": 7,
    "notice": 12,
}
COLUMNS = tuple(Column(key, head, _WIDTHS[key]) for key, head in HEADS.items())


class LedgerPage(QWidget):
    """The table with a search above and what can be recorded below.

    ``record_asked(kind, ids)`` for whoever is ticked, else for the line one is at;
    ``opened(case_id)``: the case itself is wanted.
    """

    record_asked = Signal(str, tuple)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._accounts: dict[str, Account] = {}
        self._told: dict[str, Line] = {}
        self._only: frozenset[str] | None = None
        self._now: datetime | None = None
        self.table = CellTable(tr("台账"), COLUMNS, ticks=True)
        self.table.opened.connect(self.opened)
        self.table.went.connect(lambda _key: self._count())
        self.table.told.ticked_changed.connect(self._count)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("找姓名、拼音首字母、部门、通知（Ctrl+F）"))
        self.search.setAccessibleName(tr("在台账里找"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self._list())
        self.only = words("", "hint")
        self.all = LinkButton(tr("看全部"), small=True)
        self.all.clicked.connect(lambda: self.show_only(None, ""))
        self.counted = words("", "hint")
        self.note = Note()
        self.take_back = button(tr("撤销刚才记的"), lambda: None, "small")
        self.note.acts.addWidget(self.take_back)
        self.acts = FlowLayout()
        self.records = {kind: self._offer(kind) for kind in LABELS}
        self._lay_out()
        self._count()

    def _lay_out(self) -> None:
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(self.search, 2)
        row.addWidget(self.only, 3)
        row.addWidget(self.all)
        row.addWidget(MenuButton(tr("排列"), self.table.list_orders, tr("按哪一栏排列")))
        self.column.addLayout(row)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.note)
        self.column.addWidget(self.counted)
        self.column.addLayout(self.acts)
        tell(self.only, "")
        self.all.hide()
        follow_size(self, lambda: self.column.setSpacing(em(self, 0.45)))

    def _offer(self, kind: Kind) -> QWidget:
        made = button(f"{LABELS[kind]}…", lambda: self.record_asked.emit(kind, self.chosen))
        self.acts.addWidget(made)
        return made

    @property
    def chosen(self) -> tuple[str, ...]:
        """Whoever is ticked in the order of the table, else the line one is at."""
        ticked = self.table.told.ticked
        if ticked:
            return tuple(line.key for line in self.table.told.lines if line.key in ticked)
        return (self.table.here,) if self.table.here else ()

    def show_accounts(self, accounts: Sequence[Account], now: datetime) -> None:
        """Show these accounts as they stand now."""
        self._accounts = {one.case_id: one for one in accounts}
        self._told = {one.case_id: _line(one, now) for one in accounts}
        self._now = now
        self._list()

    def show_only(self, ids: Collection[str] | None, why: str) -> None:
        """Only these cases, and why; None for all."""
        self._only = None if ids is None else frozenset(ids)
        tell(self.only, tr("只列出：{why}", why=why) if why else "")
        self.all.setVisible(ids is not None)
        self._list()
        self.table.setFocus()

    def say(self, sentence: str, back: Callable[[], None] | None, role: str = "note") -> None:
        """Tell what was recorded; ``back`` takes it back."""
        self.take_back.setVisible(back is not None)
        self.take_back.clicked.disconnect()
        self.take_back.clicked.connect(back if back is not None else lambda: None)
        self.note.say(sentence, role)

    def tick(self, now: datetime) -> None:
        """The clock went on: terms of hours change by the minute, the rest with the day."""
        before, self._now = self._now, now
        new_day = before is None or days(before, now) != 0
        for one in self._accounts.values():
            if new_day or one.term is not None:
                self._told[one.case_id] = _line(one, now)
        self.table.told.retell(self._told)

    def _list(self) -> None:
        sought = self.search.text().strip()
        self.table.show_lines(
            self._told[one.case_id]
            for one in self._accounts.values()
            if (self._only is None or one.case_id in self._only)
            and (not sought or matches(one, sought))
        )
        self._count()

    def _count(self) -> None:
        many, ticked = len(self.table.told.lines), len(self.table.told.ticked)
        here = next(
            (x.cells[0].text for x in self.table.told.lines if x.key == self.table.here), ""
        )
        whom = tr("勾选的 {ticked} 人", ticked=ticked) if ticked else here
        self.counted.setText(
            tr("共 {many} 人。给{whom}记一笔：", many=many, whom=whom)
            if whom
            else tr("共 {many} 人。", many=many)
            if many
            else tr("没有人。")
        )
        for made in self.records.values():
            made.setEnabled(bool(self.chosen))


def _line(one: Account, now: datetime) -> Line:
    return Line(one.case_id, tuple(cells(one, now).values()))
