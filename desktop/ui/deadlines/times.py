"""时间: every date of the notices in use as a table, and what there is to say of the one chosen."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop.app.deadlines import dates
from desktop.app.deadlines.dates import Calendar, Event
from desktop.app.deadlines.ledger import Cell
from desktop.app.findings.messages import NAMELESS
from desktop.domain.moments import written
from desktop.domain.terms import Source
from desktop.language import tr
from desktop.ui.notices.clause import show_clause
from desktop.ui.widgets.cards import Card, words
from desktop.ui.widgets.cell_table import CellTable, Column, Line
from desktop.ui.widgets.marks import LinkButton
from desktop.ui.widgets.menus import MenuButton
from desktop.ui.widgets.pieces import Note, button, tell
from desktop.ui.widgets.sheet_dialog import SheetDialog
from desktop.ui.widgets.theme import em, follow_size

_NAMED = 6
"""Names told of a date; of more their number."""

COLUMNS = (
    Column("when", tr("时间"), 12.5),
    Column("left", tr("还有"), 11.5),
    Column("what", tr("什么事"), 14, wide=True),
    Column("notice", tr("通知"), 10.5, wide=True),
    Column("people", tr("涉及"), 4.2),
)


class TimesPage(QWidget):
    """The table, and the date chosen below it; what the notices leave unsaid is a click away.

    ``people_asked(event)``: who a date concerns is to be seen in the ledger.
    """

    people_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._calendar = Calendar((), ())
        self._events: dict[str, Event] = {}
        self._now: datetime | None = None
        self.table = CellTable(tr("期限"), COLUMNS)
        self.table.went.connect(self._show)
        self.table.opened.connect(lambda _key: self.read())
        self.past = QCheckBox(tr("已经过去的也列出来"))
        self.past.clicked.connect(self._list)
        self.nothing = words("", "nothing")
        self.detail = Note()
        self.detail.text.setAccessibleName(tr("这一项"))
        self.source = LinkButton("", small=True)
        self.source.clicked.connect(self.read)
        self.people = button("", self._ask_people, "small")
        self.detail.acts.addWidget(self.source)
        self.detail.acts.addWidget(self.people)
        self.unsaid = LinkButton("", small=True)
        self.unsaid.clicked.connect(self._show_unsaid)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(self.unsaid, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        row.addWidget(self.past)
        row.addWidget(MenuButton(tr("排列"), self.table.list_orders, tr("按哪一栏排列")))
        self.column.addLayout(row)
        self.column.addWidget(self.nothing)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.detail)
        follow_size(self, lambda: self.column.setSpacing(em(self, 0.45)))

    @property
    def ahead(self) -> tuple[Event, ...]:
        """The dates that are not over, the earliest first."""
        now = self._now
        return tuple(e for e in self._events.values() if now and not dates.over(e, now))

    @property
    def to_export(self) -> tuple[Event, ...]:
        """The dates still to come: a calendar has no use for what was missed."""
        now = self._now
        return tuple(event for event in self.ahead if now and event.at >= now)

    def show_calendar(self, calendar: Calendar, now: datetime) -> None:
        """Show the dates as they stand now."""
        self._calendar = calendar
        self._now = now
        self._events = {_key(event): event for event in calendar.events}
        self._list()
        many = len(calendar.unsaid)
        self.unsaid.setVisible(bool(many))
        self.unsaid.set_text(tr("关于时间，通知没有写的有 {many} 处…", many=many))

    def tick(self, now: datetime) -> None:
        """The clock went on."""
        self._now = now
        self.table.told.retell({key: self._line(one, now) for key, one in self._events.items()})

    def _list(self) -> None:
        now = self._now
        if now is None:
            return
        shown = self._events.values() if self.past.isChecked() else self.ahead
        gone = len(self._events) - len(self.ahead)
        self.past.setText(tr("已经过去的也列出来（{gone} 项）", gone=gone))
        self.past.setVisible(bool(gone))
        self.table.show_lines(self._line(event, now) for event in shown)
        empty = not self.table.told.lines
        none = (
            tr("没有还没到的期限。") if self._events else tr("还没有申报材料，也就没有用到通知。")
        )
        tell(self.nothing, none if empty else "")
        self.table.setVisible(not empty)
        if empty:
            self.detail.hide()

    def _line(self, event: Event, now: datetime) -> Line:
        left, mood = dates.left(event, now)
        at, many = written(event.at), len(event.people)
        notice = self._calendar.called(event.notice)
        return Line(
            _key(event),
            (
                Cell(dates.when(event, now), (0, at), mood),
                Cell(left, (0, at), mood),
                Cell(_what(event), (0, event.title)),
                Cell(notice, (0, notice)),
                Cell(tr("{many} 人", many=many) if many else "", (0 if many else 1, f"{many:05}")),
            ),
        )

    def _show(self, key: str) -> None:
        event, now = self._events.get(key), self._now
        if event is None or now is None:
            self.detail.hide()
            return
        left, _ = dates.left(event, now)
        notice, when = self._calendar.called(event.notice), dates.when(event, now)
        head = f"{notice}　{_what(event)}：{when}，{left}。"
        quote = tr("通知的原话：“{quote}”。", quote=event.quote) if event.quote else ""
        said = " ".join(part for part in (event.note, quote) if part)
        self.detail.say("\n".join(part for part in (head, said) if part))
        self.source.setVisible(bool(event.clause))
        self.source.set_text(tr("看通知原文（{clause}）", clause=event.clause))
        self.source.setAccessibleName(
            tr("{title}，看通知原文：{clause}", title=event.title, clause=event.clause)
        )
        names = [person.name or NAMELESS for person in event.people[:_NAMED]]
        more = tr("等") if len(event.people) > _NAMED else ""
        self.people.setVisible(bool(names))
        self.people.setText(
            tr(
                "在台账里看这 {count} 人：{names}{more}",
                count=len(event.people),
                names="、".join(names),
                more=more,
            )
        )

    def read(self) -> None:
        """Open the notice at what it says of the date one is at."""
        event = self._events.get(self.table.here)
        if event is not None and event.clause:
            show_clause(self, event.notice, Source(clause=event.clause, quote=event.quote))

    def _show_unsaid(self) -> None:
        """What the notices leave open, notice by notice."""
        dialog = SheetDialog(
            tr("通知没有写的"), tr("这些软件不代为决定，以受理部门的答复为准。"), parent=self
        )
        of_notice: dict[str, list[str]] = {}
        for one in self._calendar.unsaid:
            of_notice.setdefault(self._calendar.called(one.notice), []).append(one.text)
        for title, points in of_notice.items():
            card = Card(title, spacing=0.3)
            for point in points:
                card.add(words(point, "plain"))
            dialog.sheet.add(card)
        dialog.offer(button(tr("知道了"), dialog.accept, "primary"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fit()
        dialog.open()

    def _ask_people(self) -> None:
        event = self._events.get(self.table.here)
        if event is not None:
            self.people_asked.emit(event)


def _key(event: Event) -> str:
    return f"{event.notice.id}/{event.notice.version}/{event.key}"


def _what(event: Event) -> str:
    """The date's title; a return's with the person's name."""
    if event.key.startswith(dates.RETURN):
        return f"{event.people[0].name or NAMELESS}：{event.title}"
    return event.title
