"""时间和台账: the dates of all notices in use on one page, and the ledger of every case."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.app.deadlines import dates, remaining
from desktop.app.deadlines.account_book import AccountBook
from desktop.app.deadlines.books import DeskBooks
from desktop.app.deadlines.dates import Event
from desktop.app.deadlines.ics import NAME, ics
from desktop.app.deadlines.recording import LABELS, Kind
from desktop.app.group_steps import Step, take_back
from desktop.app.library import Desk
from desktop.app.papers.wanted import documents_folder, save
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.deadlines.ledger import LedgerPage
from desktop.ui.deadlines.record import RecordDialog
from desktop.ui.deadlines.times import TimesPage
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.cell_table import sized
from desktop.ui.widgets.dialogs import WorkDialog, show_error, where_to_save
from desktop.ui.widgets.pieces import button, tell
from desktop.ui.widgets.slices import Slices
from desktop.ui.widgets.theme import em

_EVERY = 15_000
"""Milliseconds between two looks at the clock: hours are told to the minute."""


class DeadlinesDialog(WorkDialog):
    """Two pages: 时间 and 台账. ``changed()`` after cases were.

    ``opened(case_id)``: that case is wanted; whoever goes there closes the dialog.
    """

    changed = Signal()
    opened = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._book = AccountBook(desk)
        self.setWindowTitle(tr("时间和台账"))
        self.times = TimesPage()
        self.ledger = LedgerPage()
        self.lead = words("", "hint")
        self.trouble = words("", "care")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("正在看各份材料"))
        self.pages = QStackedWidget()
        self.pages.addWidget(self.times)
        self.pages.addWidget(self.ledger)
        self.tabs = {name: self._tab(name, at) for at, name in enumerate((tr("时间"), tr("台账")))}
        self.named = QCheckBox(tr("日历里写上姓名"))
        self.export = button(tr("导出成日历文件…"), self._export)
        self.close_button = button(tr("关闭"), self.accept, "primary")
        self._lay_out()
        self.times.people_asked.connect(self._show_people)
        self.ledger.record_asked.connect(self._ask_record)
        self.ledger.opened.connect(self.opened)
        self._slices = Slices(self)
        self._slices.went.connect(self.bar.setValue)
        self._slices.ended.connect(self._taken)
        self._clock = QTimer(self, interval=_EVERY)
        self._clock.timeout.connect(self._tick)
        QShortcut(QKeySequence("Ctrl+F"), self, self._find)
        QShortcut(QKeySequence("Ctrl+1"), self, lambda: self.go_to(tr("时间")))
        QShortcut(QKeySequence("Ctrl+2"), self, lambda: self.go_to(tr("台账")))
        self.go_to(tr("时间"))
        self._say_now()
        self._take(self._book.order)

    def _tab(self, name: str, at: int) -> QPushButton:
        made = button(name, lambda: self.go_to(name), "quiet")
        made.setCheckable(True)
        made.setToolTip(f"Ctrl+{at + 1}")
        return made

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        side = em(self, 1.5)
        column.setContentsMargins(side, em(self, 1.1), side, em(self, 0.9))
        column.setSpacing(em(self, 0.45))
        row = QHBoxLayout()
        row.addWidget(words(tr("时间和台账"), "h2"))
        group = QButtonGroup(self)
        for tab in self.tabs.values():
            group.addButton(tab)
            row.addWidget(tab)
        row.addWidget(self.lead, 1)
        self.lead.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(row)
        column.addWidget(self.bar)
        column.addWidget(self.trouble)
        column.addWidget(self.pages, 1)
        below = QHBoxLayout()
        below.addWidget(self.export)
        below.addWidget(self.named)
        below.addStretch(1)
        below.addWidget(self.close_button)
        column.addLayout(below)
        tell(self.trouble, "")
        self.resize(sized(self, 88, 46))

    def showEvent(self, event: QShowEvent) -> None:
        """The clock runs while somebody looks."""
        super().showEvent(event)
        self._clock.start()

    def done(self, result: int) -> None:
        """The clock rests."""
        self._clock.stop()
        self._slices.stop()
        super().done(result)

    def go_to(self, name: str) -> None:
        """To one of the two pages, the keyboard in its table."""
        self.tabs[name].setChecked(True)
        page = self.times if name == tr("时间") else self.ledger
        self.pages.setCurrentWidget(page)
        page.table.setFocus()

    def _find(self) -> None:
        self.go_to(tr("台账"))
        self.ledger.search.setFocus()
        self.ledger.search.selectAll()

    # ------------------------------------------------------------------ what is shown

    def _take(self, case_ids: tuple[str, ...]) -> None:
        """Take the accounts of these cases anew, then show all there are."""
        self.bar.setRange(0, max(len(case_ids), 1))
        self.bar.setVisible(len(case_ids) > 200)
        self._slices.start([partial(self._book.take, one) for one in case_ids])

    def _taken(self) -> None:
        self.bar.hide()
        now = self._desk.now()
        accounts = self._book.accounts
        self.times.show_calendar(dates.calendar(accounts), now)
        self.ledger.show_accounts(accounts, now)
        closed = self._book.closed
        why = next(iter(closed.values()), "")
        tell(
            self.trouble,
            tr("有 {count} 份材料没有列入：{why}", count=len(closed), why=why) if closed else "",
        )
        self.export.setEnabled(bool(self.times.to_export))
        self.named.setEnabled(bool(self.times.to_export))

    def _tick(self) -> None:
        now = self._desk.now()
        self._say_now()
        self.times.tick(now)
        self.ledger.tick(now)

    def _say_now(self) -> None:
        now = self._desk.now()
        self.lead.setText(tr("现在是北京时间 {now}", now=remaining.moment_words(now, now)))

    def _show_people(self, event: Event) -> None:
        ids = [person.case_id for person in event.people]
        self.go_to(tr("台账"))
        self.ledger.show_only(
            ids, tr("{title}涉及的 {count} 人", title=event.title, count=len(ids))
        )

    # ------------------------------------------------------------------ recording

    def _ask_record(self, kind: Kind, case_ids: tuple[str, ...]) -> None:
        dialog = RecordDialog(DeskBooks(self._desk), kind, case_ids, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.recorded.connect(lambda steps: self._recorded(kind, steps))
        dialog.open()

    def _recorded(self, kind: Kind, steps: tuple[Step, ...]) -> None:
        if not steps:
            return
        self.ledger.table.told.tick([one.case_id for one in steps], on=False)
        self.ledger.say(
            tr("已给 {count} 人记下“{kind}”。", count=len(steps), kind=LABELS[kind]),
            lambda: self._take_back(steps),
        )
        self._anew(steps)

    def _take_back(self, steps: tuple[Step, ...]) -> None:
        try:
            kept = take_back(self._desk, steps)
        except UserError as error:
            show_error(self, error)
            self._anew(steps)
            return
        said = tr("已撤销，{count} 人的台账和刚才一样了。", count=len(steps) - len(kept))
        if kept:
            said += tr(
                "{count} 人的材料后来又改过，没有动；要撤销请打开那份材料。", count=len(kept)
            )
        self.ledger.say(said, None)
        self._anew(steps)

    def _anew(self, steps: tuple[Step, ...]) -> None:
        self._take(tuple(one.case_id for one in steps))
        self.changed.emit()

    # ------------------------------------------------------------------ the file

    def _export(self) -> None:
        try:
            path = where_to_save(self, tr("导出成日历文件"), documents_folder() / NAME)
            if path is not None:
                self.export_to(path)
        except UserError as error:
            show_error(self, error)

    def export_to(self, path: Path) -> None:
        """Write the dates that are not over to ``path``; :class:`UserError` where it cannot be."""
        events = self.times.to_export
        data = ics(events, self._desk.now(), named=self.named.isChecked())
        save(path, data)
        tell(
            self.trouble,
            tr(
                "{count} 个期限已写进 {name}。在手机或电脑的日历里打开它就能导入；"
                "以后再导入新的一份，不会重复。",
                count=len(events),
                name=path.name,
            ),
            "good",
        )
