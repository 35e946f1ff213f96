"""The margin of a page: at every field and attachment what the unit says of it, and the way to it.

Fields come and go with entries that are opened and removed; the margin follows what is there. It
changes nothing of the pages: it puts a strip into each field's own column.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from shiboken6 import isValid

from desktop.app.review.reviewing import Clerk
from desktop.app.session import Session
from desktop.language import tr
from desktop.ui.attachments.row import AttachmentRow
from desktop.ui.forms.fields import FieldView
from desktop.ui.forms.page import PageView
from desktop.ui.review.strip import Strip
from desktop.ui.summary.page import SummaryPage
from desktop.ui.widgets.cards import Sheet

KEYS = "Ctrl+M"


class Margin(QObject):
    """The strips of one page. ``clerk`` where remarks may be written, None for the applicant."""

    def __init__(self, session: Session, page: PageView, clerk: Clerk | None = None) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self._clerk = clerk
        self._strips: dict[QWidget, Strip] = {}
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        for sheet in page.findChildren(Sheet):
            sheet.ground.installEventFilter(self)
        if clerk is not None:
            keys = QShortcut(QKeySequence(KEYS), page, self.write_here)
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        stop = session.observe(lambda _paths: self._soon.start())
        page.destroyed.connect(lambda *_page: stop())
        self.refresh()

    def refresh(self) -> None:
        """A strip at every place there is, saying what is said of it now."""
        self._strips = {host: strip for host, strip in self._strips.items() if isValid(host)}
        if self._clerk is None and not self._session.case.remarks and not self._strips:
            return
        for host in self._hosts():
            if host not in self._strips:
                self._strips[host] = self._put(host)
        for host, strip in self._strips.items():
            if isinstance(host, AttachmentRow) and host.attachment is not None:
                strip.path = f"attachments.{host.attachment.id}"
            strip.refresh()

    def write_here(self) -> None:
        """To the line of the place the keyboard is at."""
        at = QApplication.focusWidget()
        while at is not None and at is not self._page:
            strip = self._strips.get(at) or getattr(at, "strip", None)
            if isinstance(strip, Strip):
                strip.begin()
                return
            at = at.parentWidget()

    def at(self, path: str) -> Strip | None:
        """The strip of the place at ``path``; None where this page has none."""
        return next((one for one in self._strips.values() if one.path == path), None)

    def _hosts(self) -> Iterator[QWidget]:
        yield from self._page.findChildren(FieldView)
        yield from self._page.findChildren(AttachmentRow)
        if isinstance(self._page, SummaryPage):
            yield self._page.card

    def _put(self, host: QWidget) -> Strip:
        """A strip in the column of ``host``, and at the desk the link that opens its line."""
        if isinstance(host, FieldView):
            strip = Strip(self._session, self._clerk, host.path, host.field.label)
            host.column.insertWidget(host.column.indexOf(host.problem), strip)
            if self._clerk is not None:
                head = QHBoxLayout()
                host.column.removeWidget(host.label)
                head.addWidget(host.label, 1)
                head.addWidget(strip.ask, 0, Qt.AlignmentFlag.AlignTop)
                host.column.insertLayout(0, head)
        elif isinstance(host, AttachmentRow):
            attachment = host.attachment
            name = attachment.title or attachment.slot if attachment is not None else ""
            path = f"attachments.{attachment.id}" if attachment is not None else "attachments"
            strip = Strip(self._session, self._clerk, path, name)
            host.column.insertWidget(host.column.indexOf(host.problem), strip)
            host.line.addWidget(strip.ask)
        else:
            strip = Strip(self._session, self._clerk, "summary.text", tr("工作总结"))
            assert isinstance(self._page, SummaryPage)  # noqa: S101 - nothing else has such a card
            self._page.card.column.insertWidget(1, strip)
            self._page.card.column.insertWidget(1, strip.ask)
        strip.ask.setVisible(self._clerk is not None)
        return strip

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What was added to the page is seen by its wish for room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._soon.start()
        return super().eventFilter(watched, event)
