"""What a return says of a place, right at that place, until the materials are submitted again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout
from shiboken6 import isValid

from desktop.app.deadlines.linking import SLOT
from desktop.app.session import Session
from desktop.domain import derived
from desktop.domain.case import Remark
from desktop.domain.moments import written
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.forms.entries import EntriesView, EntryView
from desktop.ui.forms.fields import FieldView
from desktop.ui.forms.page import PageView
from desktop.ui.widgets.cards import Sheet, words
from desktop.ui.widgets.dialogs import show_error
from desktop.ui.widgets.marks import LinkButton
from desktop.ui.widgets.pieces import tell
from desktop.ui.widgets.theme import em, follow_size, repolish

Place = tuple[QBoxLayout, int]
"""The column a remark stands in, and where in it."""


class Said(QFrame):
    """One remark, and whether it has been put right."""

    def __init__(self, remark: Remark, turn: Callable[[], None]) -> None:
        super().__init__()
        self.remark = remark
        column = QVBoxLayout(self)
        self.text = words("", "plain")
        self.turn = LinkButton("", small=True)
        self.turn.clicked.connect(lambda _on: turn())
        column.addWidget(self.text)
        column.addWidget(self.turn)

        def space() -> None:
            side = em(self, 0.7)
            column.setContentsMargins(side, em(self, 0.3), side, em(self, 0.35))
            column.setSpacing(em(self, 0.1))

        follow_size(self, space)
        self.show_remark(remark)

    def show_remark(self, remark: Remark) -> None:
        """Follow the case."""
        self.remark = remark
        done = bool(remark.resolved_at)
        said = tr("退回意见：{text}", text=remark.text)
        tell(self.text, f"{said}　{tr('已改好')}" if done else said)
        turned = tr("还没改好") if done else tr("改好了")
        self.turn.set_text(turned)
        self.turn.setAccessibleName(f"{turned}：{remark.text}")
        self.setProperty("role", "note" if done else "caution")
        repolish(self)


class Beside(QObject):
    """The remarks of the return that is out, at the places of ``page`` they are about.

    Places come and go with entries that are opened and removed; the remarks follow them.
    """

    def __init__(self, session: Session, page: PageView) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self._said: dict[str, Said] = {}
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        for sheet in page.findChildren(Sheet):
            sheet.ground.installEventFilter(self)
        stop = session.observe(lambda _paths: self._soon.start())
        page.destroyed.connect(lambda *_page: stop())
        self.refresh()

    def refresh(self) -> None:
        """Each remark stands at its place, saying how it is now."""
        entry = derived.open_return(self._session.case)
        remarks = {one.id: one for one in entry.remarks if one.path} if entry is not None else {}
        self._said = {key: said for key, said in self._said.items() if isValid(said)}
        for key, said in list(self._said.items()):
            if key not in remarks or remarks[key].path != said.remark.path:
                del self._said[key]
                said.hide()
                said.deleteLater()
        for key, remark in remarks.items():
            if key in self._said:
                if remark != self._said[key].remark:
                    self._said[key].show_remark(remark)
            elif entry is not None and (place := self._place(remark.path)) is not None:
                column, at = place
                self._said[key] = Said(remark, partial(self._turn, entry.id, key))
                column.insertWidget(at, self._said[key])

    def _place(self, path: str) -> Place | None:
        if path.startswith(SLOT) and self._page.page_id == "attachments":
            # Pages are loaded when they are asked for: where there is one it is loaded by now.
            from desktop.ui.attachments.slot import SlotView  # noqa: PLC0415

            slots = self._page.findChildren(SlotView)
            slot = next((one for one in slots if f"{SLOT}{one.slot.id}" == path), None)
            column = slot.layout() if slot is not None else None
            if slot is not None and isinstance(column, QVBoxLayout):
                return column, column.indexOf(slot.hint) + 1
        for field in self._page.findChildren(FieldView):
            if field.path == path:
                return field.column, field.column.indexOf(field.problem)
        for entry in self._page.findChildren(EntryView):
            if entry.path == path:
                return entry.outer, 1
        for entries in self._page.findChildren(EntriesView):
            if entries.path == path:
                return entries.column, 0
        if path == "summary.text" and self._page.page_id == "summary":
            from desktop.ui.summary.page import SummaryPage  # noqa: PLC0415

            assert isinstance(self._page, SummaryPage)  # noqa: S101 - no other page is called so
            return self._page.card.column, 1
        return None

    def _turn(self, of: str, key: str) -> None:
        """It has been put right; or it has not after all."""
        remark = self._said[key].remark
        at = "" if remark.resolved_at else written(self._session.now())
        label = tr("退回意见改好了") if at else tr("退回意见还没改好")
        try:
            path = f"track.returns.{of}.remarks.{key}.resolved_at"
            self._session.set(path, at, label=label)
        except UserError as error:
            show_error(self._page, error)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What was added to the page is seen by its wish for room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._soon.start()
        return super().eventFilter(watched, event)
