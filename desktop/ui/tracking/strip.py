"""A quiet line above the page while something is about to run out: what, how long, where to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.app.deadlines import reminders
from desktop.app.deadlines.ledger import Account
from desktop.app.deadlines.reminders import KEY, Reminder
from desktop.app.library import Desk
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.widgets.aloud import say_aloud
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.dialogs import show_error
from desktop.ui.widgets.pieces import button
from desktop.ui.widgets.slices import Slices
from desktop.ui.widgets.theme import em, follow_size

_EVERY = 30_000
"""Milliseconds between two looks."""


Pieces = Callable[[], Iterable[Callable[[], object]]]
"""Gives what has to be done, piece by piece, before the accounts are those of this moment."""


class ReminderStrip(QFrame):
    """The most urgent reminder; not there while there is none. ``asked(case_id)``: to see it.

    ``pieces`` are done between events, since reading a dozen cases takes half a second.
    """

    asked = Signal(str)

    def __init__(
        self, accounts: Callable[[], Sequence[Account]], desk: Desk, pieces: Pieces = tuple
    ) -> None:
        super().__init__()
        self.setProperty("role", "caution")
        self.setProperty("wide", True)
        self._accounts = accounts
        self._desk = desk
        self._shown: Reminder | None = None
        self._rung: set[str] = set()
        self.text = words("", "plain")
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.see = button(tr("去看"), self._see, "small")
        self.away = button(tr("知道了"), self._put_away, "small")
        self.away.setToolTip(tr("收起；时间更紧的时候会再提醒"))
        row = QHBoxLayout(self)
        row.addWidget(self.text, 1)
        row.addWidget(self.see)
        row.addWidget(self.away)

        def space() -> None:
            row.setContentsMargins(em(self, 1.2), em(self, 0.35), em(self, 1.2), em(self, 0.35))
            row.setSpacing(em(self, 0.6))

        follow_size(self, space)
        self._pieces = pieces
        self._slices = Slices(self)
        self._slices.ended.connect(self.look)
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.wake)
        self.hide()

    def stand_on(self, page: QWidget, layout: QVBoxLayout) -> None:
        """Stand below the page's upper bar, and look while that page is seen."""
        layout.insertWidget(1, self)
        page.installEventFilter(self)
        if page.isVisible():
            self.wake()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page came into sight, or went."""
        if event.type() == QEvent.Type.Show:
            # First what one came for is drawn.
            QTimer.singleShot(0, self, self.wake)
        elif event.type() == QEvent.Type.Hide:
            self._timer.stop()
            self._slices.stop()
        return super().eventFilter(watched, event)

    def wake(self) -> None:
        """Read what there is, and look, while the page is seen."""
        # Meanwhile the page may have gone, and the library with it.
        page = self.parentWidget()
        if page is not None and page.isVisible():
            self._timer.start()
            self._slices.start(self._pieces())

    @property
    def shown(self) -> Reminder | None:
        """What it says now."""
        return self._shown

    def look(self) -> None:
        """Look at the clock and at the cases."""
        now: datetime = self._desk.now()
        kept = reminders.known(self._desk.library.memory.get(KEY))
        found = reminders.reminders(self._accounts(), now, kept)
        first = found[0] if found else None
        self._shown = first
        more = tr("　另外还有 {more} 件。", more=len(found) - 1) if len(found) > 1 else ""
        self.text.setText(f"{first.said}{more}" if first else "")
        self.setVisible(first is not None)
        if first is not None:
            self.setAccessibleName(tr("提醒：{said}", said=first.said))
            if first.key not in self._rung:
                self._rung.add(first.key)
                # Somebody at work in the browser sees the program's name light up.
                QApplication.alert(self.window())
                say_aloud(self, first.said)

    def _see(self) -> None:
        if self._shown is not None:
            self.asked.emit(self._shown.case_ids[0])

    def _put_away(self) -> None:
        if self._shown is None:
            return
        memory = self._desk.library.memory
        try:
            memory.put(KEY, reminders.away(memory.get(KEY), self._shown.key))
        except UserError as error:
            show_error(self, error)
        self.look()
