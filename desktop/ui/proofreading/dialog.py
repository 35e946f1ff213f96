"""The form to read: label, value, 改; what is missing or wrong says so in its place."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from desktop.app.proofreading.form import Part, form
from desktop.app.session import Session
from desktop.language import tr
from desktop.ui.proofreading.table import Ruled
from desktop.ui.widgets.cards import Card, Sheet, words
from desktop.ui.widgets.marks import LinkButton
from desktop.ui.widgets.pieces import button
from desktop.ui.widgets.slices import Slices
from desktop.ui.widgets.theme import em


class ProofDialog(QDialog):
    """Read, and leave for a line by its 改; ``asked(page, path)`` says which.

    ``read()``: to the end, as the person says.
    """

    asked = Signal(str, str)
    read = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("通读核对"))
        self.parts = form(session.case, session.notice, session.findings)
        self._sheet: Sheet | None = None
        self._waiting: list[Part] = []
        self._links: dict[str, LinkButton] = {}
        self._slices = Slices(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        below = QFrame()
        below.setObjectName("bottom")
        row = QHBoxLayout(below)
        side = em(self, 1.2)
        row.setContentsMargins(side, em(self, 0.6), side, em(self, 0.6))
        self.only_open = QCheckBox(tr("只看还没填的和要改的"))
        self.only_open.toggled.connect(self._fill)
        row.addWidget(self.only_open)
        row.addStretch(1)
        row.addWidget(button(tr("读完了"), self._on_read, "primary"))
        self._column.addWidget(below)
        self._fill()
        self.resize(self.sizeHint())  # of itself Qt gives a window two thirds of the screen

    def _fill(self) -> None:
        """Draw all of it, or what is open; drawn anew, since it is read and not worked in."""
        sheet = Sheet(tr("通读核对"), self._lead(), widest=60)
        parts = self.parts
        if self.only_open.isChecked():
            parts = tuple(part.only_open() for part in parts)
        self._links = {}
        self._waiting = [part for part in parts if part.blocks]
        if not self._waiting:
            sheet.add(words(tr("都填好了，没有要改的。"), "good"))
        if self._sheet is not None:
            self._column.removeWidget(self._sheet)
            self._sheet.hide()
            self._sheet.deleteLater()
        self._sheet = sheet
        self._column.insertWidget(0, sheet, 1)
        # What one begins with is there at once, the rest between events.
        self._add_next()
        self._slices.start(self._add_next for _ in tuple(self._waiting))
        sheet.setFocus(Qt.FocusReason.TabFocusReason)  # its frame is seen

    def _add_next(self) -> None:
        if self._waiting and self._sheet is not None:
            self._sheet.add(self._card(self._waiting.pop(0)))

    def _lead(self) -> str:
        lines = [one for part in self.parts for block in part.blocks for one in block.lines]
        empty = sum(not one.value for one in lines)
        wrong = sum(bool(one.value and one.problem.sentence) for one in lines)
        told = [tr("还有 {empty} 处没填", empty=empty)] if empty else []
        told += [tr("{wrong} 处要看一看", wrong=wrong)] if wrong else []
        return "，".join(told) + "。" if told else tr("填过的都在这里。对照原件，一行一行看。")

    def _card(self, part: Part) -> Card:
        card = Card(part.title, spacing=0.7)
        for block in part.blocks:
            if block.title != part.title:
                card.add(words(block.title, "h3"))
            if block.lines:
                table = Ruled(block, partial(self._leave_for, part.page))
                self._links |= table.links
                card.add(table)
            if block.empty:
                card.add(words(tr("空着的：{empty}", empty="、".join(block.empty)), "hint"))
        return card

    def return_to(self, path: str) -> None:
        """To the line one left for; from the top where there is none such any more."""
        while path and path not in self._links and self._waiting:
            self._add_next()
        link = self._links.get(path)
        if link is not None and self._sheet is not None:
            link.setFocus(Qt.FocusReason.TabFocusReason)
            self._sheet.reveal(link)

    def _leave_for(self, page: str, path: str) -> None:
        self.accept()
        self.asked.emit(page, path)

    def _on_read(self) -> None:
        self.accept()
        self.read.emit()

    def sizeHint(self) -> QSize:
        """As much of the window as there is."""
        above = self.parentWidget()
        room = above.window().size() if above is not None else self.screen().availableSize()
        return QSize(min(em(self, 66), round(room.width() * 0.95)), round(room.height() * 0.95))

    def changeEvent(self, event: QEvent) -> None:
        """Distances follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fill()
