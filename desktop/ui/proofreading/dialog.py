"""The form to read: label, value, 改; what is missing or wrong says so in its place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from desktop.app.proofreading.form import Line, Part, form
from desktop.app.session import Session
from desktop.ui.widgets.cards import Card, Sheet, words
from desktop.ui.widgets.marks import LinkButton
from desktop.ui.widgets.pieces import button
from desktop.ui.widgets.theme import em

_LABELS = 11
"""How wide the labels' column is, in characters."""


class ProofDialog(QDialog):
    """Read, and leave for a line by its 改; ``asked(page, path)`` says which."""

    asked = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("通读核对")
        self.parts = form(session.case, session.notice, session.findings)
        self._sheet: Sheet | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        below = QFrame()
        below.setObjectName("bottom")
        row = QHBoxLayout(below)
        side = em(self, 1.2)
        row.setContentsMargins(side, em(self, 0.6), side, em(self, 0.6))
        self.only_open = QCheckBox("只看还没填的和要改的")
        self.only_open.toggled.connect(self._fill)
        row.addWidget(self.only_open)
        row.addStretch(1)
        row.addWidget(button("读完了", self.accept, "primary"))
        self._column.addWidget(below)
        self._fill()
        self.resize(self.sizeHint())  # of itself Qt gives a window two thirds of the screen

    def _fill(self) -> None:
        """Draw all of it, or what is open; drawn anew, since it is read and not worked in."""
        sheet = Sheet("通读核对", self._lead(), widest=60)
        parts = self.parts
        if self.only_open.isChecked():
            parts = tuple(part.only_open() for part in parts)
        for part in parts:
            if part.blocks:
                sheet.add(self._card(part))
        if not any(part.blocks for part in parts):
            sheet.add(words("都填好了，没有要改的。", "good"))
        if self._sheet is not None:
            self._column.removeWidget(self._sheet)
            self._sheet.hide()
            self._sheet.deleteLater()
        self._sheet = sheet
        self._column.insertWidget(0, sheet, 1)
        sheet.setFocus()

    def _lead(self) -> str:
        lines = [one for part in self.parts for block in part.blocks for one in block.lines]
        empty = sum(not one.value for one in lines)
        wrong = sum(bool(one.value and one.problem.sentence) for one in lines)
        told = [f"还有 {empty} 处没填"] if empty else []
        told += [f"{wrong} 处要看一看"] if wrong else []
        return "，".join(told) + "。" if told else "填过的都在这里。对照原件，一行一行看。"

    def _card(self, part: Part) -> Card:
        card = Card(part.title, spacing=0.9)
        for block in part.blocks:
            card.add(words(block.title, "h3"))
            grid = QGridLayout()
            grid.setHorizontalSpacing(em(self, 0.9))
            grid.setVerticalSpacing(em(self, 0.45))
            grid.setColumnMinimumWidth(0, em(self, _LABELS))
            grid.setColumnMinimumWidth(2, em(self, 2.2))
            grid.setColumnStretch(1, 1)
            for row, line in enumerate(block.lines):
                self._row(grid, row, part.page, line)
            card.column.addLayout(grid)
            if block.empty:
                card.add(words(f"空着的：{'、'.join(block.empty)}", "hint"))
        return card

    def _row(self, grid: QGridLayout, row: int, page: str, line: Line) -> None:
        top = Qt.AlignmentFlag.AlignTop
        label = words(line.label, "hint")
        label.setMaximumWidth(em(self, _LABELS))
        grid.addWidget(label, row, 0, top)
        said = QVBoxLayout()
        said.setSpacing(em(self, 0.15))
        value = words(line.value or "还没填", "plain" if line.value else "care")
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        said.addWidget(value)
        if line.problem.sentence and line.value:
            said.addWidget(words(line.problem.sentence, line.problem.role))
        grid.addLayout(said, row, 1)
        mend = LinkButton("改" if line.value else "去填", small=True)
        mend.setAccessibleName(f"{mend.text()}：{line.label}，{value.text()}")
        mend.clicked.connect(lambda: self._leave_for(page, line.path))
        grid.addWidget(mend, row, 2, top)

    def _leave_for(self, page: str, path: str) -> None:
        self.accept()
        self.asked.emit(page, path)

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
