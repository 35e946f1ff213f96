"""What the notice of a case asks, on one card of the first step, and the ways to all of it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desktop.app.notices.topics import brief
from desktop.domain.notice import Notice
from desktop.language import tr
from desktop.ui.notices.lines import LinesView
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.pieces import FlowLayout, button


class Overview(Card):
    """The notice the case is under: what one knows it by; three buttons lead on.

    ``all_asked``: the whole page of what it asks; ``compare_asked``: beside another notice.
    """

    source_asked = Signal(str, str)
    all_asked = Signal()
    compare_asked = Signal()

    def __init__(self, notice: Notice) -> None:
        super().__init__(notice.title, notice.issuer, spacing=0.7)
        lines = LinesView(brief(notice))
        lines.source_asked.connect(self.source_asked)
        self.add(lines)
        ways = FlowLayout()
        for text, act in (
            (tr("看这份通知的全部要求"), self.all_asked.emit),
            (tr("和别的通知对照…"), self.compare_asked.emit),
            (tr("看通知全文"), lambda: self.source_asked.emit("", "")),
        ):
            ways.addWidget(button(text, act))
        self.column.addLayout(ways)
