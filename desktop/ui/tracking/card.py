"""提交以后 on the last page: what comes next and how long there is for it, told to the minute."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from desktop.app.deadlines import dates
from desktop.app.deadlines.books import SessionBooks
from desktop.app.deadlines.ics import NAME, ics
from desktop.app.deadlines.ledger import account
from desktop.app.deadlines.recording import LABELS, Kind
from desktop.app.deadlines.standing import Tracked, tracked
from desktop.app.papers.wanted import documents_folder, save
from desktop.app.session import Session
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.deadlines.record import RecordDialog
from desktop.ui.tracking.tasks import Tasks
from desktop.ui.widgets.cards import Card, words
from desktop.ui.widgets.dialogs import show_error, where_to_save
from desktop.ui.widgets.marks import LinkButton
from desktop.ui.widgets.pieces import FlowLayout, Note, button, tell
from desktop.ui.widgets.theme import em

_EVERY = 15_000
"""Milliseconds between two looks at the clock: hours are told to the minute."""


class TrackingCard(Card):
    """``asked(page, path)``: a task leads there; ``recorded()``: something was put down."""

    asked = Signal(str, str)
    source_asked = Signal(str, str)
    flush_asked = Signal()
    recorded = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(
            tr("提交以后"), tr("在平台上每做完一步，回来记一笔。时间都按北京时间。"), spacing=0.7
        )
        self._session = session
        self._told: Tracked | None = None
        self.now = Note()
        self.clock = words("", "h2")
        self.more = words("", "plain")
        self.source = LinkButton("", small=True)
        self.source.clicked.connect(self._ask_source)
        # The sentence above, what is left of the time large below it, then what belongs to it.
        self.now.column.insertWidget(1, self.clock)
        self.now.column.insertWidget(2, self.more)
        self.now.column.insertWidget(3, self.source)
        self.tasks = Tasks(session)
        self.tasks.asked.connect(self.asked)
        self.acts = FlowLayout(em(self, 0.5))
        self.export = button(tr("导出成日历文件…"), self._export)
        self.export.setToolTip(tr("期限放进手机或电脑的日历，到时候会提醒；里面不写姓名"))
        self.done = words("", "good")
        self.add(self.now)
        self.add(self.tasks)
        self.column.addLayout(self.acts)
        self.add(self.done)
        tell(self.done, "")
        self._offered: tuple[Kind, ...] | None = None
        self._buttons: list[QWidget] = []
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.tick)

    def refresh(self) -> None:
        """Follow the case and the clock."""
        self.tick()
        self.tasks.refresh()

    def tick(self) -> None:
        """Follow the clock."""
        told = tracked(self._session.case, self._session.notice, self._session.now())
        if told != self._told:
            self._told = told
            self.now.say(told.said, "caution" if told.mood == "care" else "note")
            tell(self.clock, told.clock)
            tell(self.more, "\n".join(told.more))
            self.source.set_text(tr("依据：通知 {clause}", clause=told.clause))
            self.source.setVisible(bool(told.clause))
            self._offer(told)

    def showEvent(self, event: QShowEvent) -> None:
        """The clock runs while somebody looks."""
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """And rests."""
        super().hideEvent(event)
        self._timer.stop()

    def _offer(self, told: Tracked) -> None:
        if told.acts == self._offered:
            return
        self._offered = told.acts
        for one in (*self._buttons, self.export):
            self.acts.removeWidget(one)
        for one in self._buttons:
            one.hide()
            one.deleteLater()
        self._buttons = []
        for kind in told.acts:
            made = button(tr("记：{kind}…", kind=LABELS[kind]), partial(self.record, kind))
            self._buttons.append(made)
            self.acts.addWidget(made)
        self.acts.addWidget(self.export)

    def take_focus(self) -> None:
        """The keyboard to the first task, else to what is to be recorded."""
        open_ = [row.go for row in self.tasks.rows if row.go.isVisibleTo(self)]
        (*open_, *self._buttons, self.export)[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def record(self, kind: Kind) -> RecordDialog:
        """Ask when it happened and what belongs to it; recorded it is one step of undo."""
        self.flush_asked.emit()
        books = SessionBooks(self._session)
        dialog = RecordDialog(books, kind, (self._session.case.case_id,), self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # The button that was pressed is gone by then: Qt would go to the first one of the window.
        dialog.accepted.connect(lambda: QTimer.singleShot(0, self, self._follow_up))
        dialog.open()
        return dialog

    def _follow_up(self) -> None:
        self.take_focus()
        self.recorded.emit()

    def _ask_source(self) -> None:
        if self._told is not None:
            self.source_asked.emit(self._told.clause, self._told.quote)

    def _export(self) -> None:
        try:
            path = where_to_save(self, tr("导出成日历文件"), documents_folder() / NAME)
            if path is not None:
                self.export_to(path)
        except UserError as error:
            show_error(self, error)

    def export_to(self, path: Path) -> None:
        """Write this case's dates that are not over, nobody named in them."""
        session, now = self._session, self._session.now()
        calendar = dates.calendar([account(session.case, session.notice, now)])
        events = [event for event in calendar.events if event.at >= now]
        if not events:
            tell(self.done, tr("没有还没过的期限可以导出。"), "plain")
            return
        save(path, ics(events, now))
        tell(
            self.done,
            tr(
                "{count} 个期限已写进 {name}。在手机或电脑的日历里打开它就能导入；"
                "以后再导入新的一份，不会重复。",
                count=len(events),
                name=path.name,
            ),
            "good",
        )
