"""A block of the form as it would be printed: ruled rows of label and value, 改 at the end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.app.proofreading.form import Block, Line
from desktop.language import tr
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.marks import LinkButton
from desktop.ui.widgets.theme import em, tokens

_LABEL, _VALUE, _MEND = range(3)

_LABELS = 10.5
"""How wide the labels' column is, in characters."""


class Ruled(QWidget):
    """The lines of ``block``; ``leave(path)`` when one is to be put right."""

    def __init__(self, block: Block, leave: Callable[[str], None]) -> None:
        super().__init__()
        self._leave = leave
        self.links: dict[str, LinkButton] = {}
        self._values: list[QVBoxLayout] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(1, 1, 1, 1)
        self._grid.setSpacing(0)
        self._grid.setColumnMinimumWidth(_LABEL, em(self, _LABELS))
        self._grid.setColumnMinimumWidth(_MEND, em(self, 3.4))
        self._grid.setColumnStretch(_VALUE, 1)
        for row, line in enumerate(block.lines):
            self._add(row, line)

    def _add(self, row: int, line: Line) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        side, air = em(self, 0.6), em(self, 0.38)
        label = words(line.label, "hint")
        label.setFixedWidth(em(self, _LABELS))
        label.setContentsMargins(side, air, em(self, 0.4), air)
        self._grid.addWidget(label, row, _LABEL, middle)
        said = QVBoxLayout()
        said.setContentsMargins(side, air, em(self, 0.4), air)
        said.setSpacing(em(self, 0.1))
        value = words(line.value or tr("还没填"), "plain" if line.value else "care")
        value.setTextFormat(Qt.TextFormat.PlainText)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        said.addWidget(value)
        if line.problem.sentence and line.value:
            said.addWidget(words(line.problem.sentence, line.problem.role))
        self._grid.addLayout(said, row, _VALUE)
        self._values.append(said)
        mend = LinkButton(tr("改") if line.value else tr("去填"))
        mend.setAccessibleName(f"{mend.text()}：{line.label}，{value.text()}")
        mend.clicked.connect(lambda: self._leave(line.path))
        self._grid.addWidget(mend, row, _MEND, Qt.AlignmentFlag.AlignCenter)
        self.links[line.path] = mend

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The rules, and the labels' ground."""
        look = tokens(self)
        painter = QPainter(self)
        frame = self.rect().adjusted(0, 0, -1, -1)
        # Of cells whose height follows their width the grid does not tell the place.
        first = self._values[0].geometry()
        painter.fillRect(0, 0, first.left(), frame.height(), look.color("ground"))
        painter.setPen(look.color("edge"))
        painter.drawRect(frame)
        for x in (first.left(), first.right()):
            painter.drawLine(x, 0, x, frame.bottom())
        for value in self._values[1:]:
            y = value.geometry().top()
            painter.drawLine(0, y, frame.right(), y)
