"""One page of everything a notice asks, each line with its sentence a click away."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.app.notices.topics import overview
from desktop.app.notices.validity import alarm
from desktop.domain.notice import Notice
from desktop.language import tr
from desktop.ui.notices.banner import AlarmBanner
from desktop.ui.notices.lines import LinesView
from desktop.ui.widgets.cards import Card, Sheet
from desktop.ui.widgets.pieces import FlowLayout, button


class NoticeSheet(QWidget):
    """The notice's overview; ``may_begin`` offers a new case under it."""

    begun = Signal()
    compare_asked = Signal()
    source_asked = Signal(str, str)

    def __init__(self, notice: Notice, today: date, *, may_begin: bool) -> None:
        super().__init__()
        self.notice = notice
        self.sheet = Sheet(notice.short_title, self._lead(notice), widest=58, centred=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sheet)
        if warning := alarm(notice, today):
            self.sheet.add(AlarmBanner(warning))
        self.sheet.add(self._ways(may_begin=may_begin))
        for group in overview(notice):
            if group.lines:
                card = Card(group.title, spacing=0.5)
                lines = LinesView(group.lines)
                lines.source_asked.connect(self.source_asked)
                card.add(lines)
                self.sheet.add(card)
        self.setFocusProxy(self.sheet)

    def _lead(self, notice: Notice) -> str:
        origin = f"《{notice.title}》　{notice.issuer}".rstrip("　")
        return tr(
            "{origin}\n每一行右边的条款号可以点开，看通知里的原话。没有写的，写明“通知未写”。",
            origin=origin,
        )

    def _ways(self, *, may_begin: bool) -> QWidget:
        ways = QWidget()
        row = FlowLayout()
        ways.setLayout(row)
        if may_begin:
            row.addWidget(button(tr("按这份通知新建"), self.begun.emit, "primary"))
        row.addWidget(button(tr("和别的通知对照…"), self.compare_asked.emit))
        row.addWidget(button(tr("看通知全文"), lambda: self.source_asked.emit("", "")))
        return ways
