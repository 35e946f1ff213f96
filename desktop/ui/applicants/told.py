"""What is said on the page of applicants: what was just done, and that nobody is to be shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from desktop.language import tr
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.pieces import button, tell
from desktop.ui.widgets.theme import em, follow_size

Offers = Mapping[str, Callable[[], object]]

NO_OFFERS: Offers = MappingProxyType({})


class Told(QFrame):
    """A sentence above the table with a button for each offer; ``answered`` by any of them."""

    answered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "note")
        self.text = words("", "plain")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.text, 1)
        follow_size(self, self._space)
        self.hide()

    def tell(self, sentence: str, offers: Offers = NO_OFFERS) -> None:
        """Say it, or with ``""`` no more."""
        for made in self.findChildren(QPushButton):
            made.setParent(None)
            made.deleteLater()
        for text, act in {**offers, tr("知道了"): lambda: None}.items():
            self._row.addWidget(button(text, partial(self._answer, act)))
        tell(self.text, sentence)
        self.setVisible(bool(sentence))

    def _answer(self, act: Callable[[], object]) -> None:
        self.hide()
        self.answered.emit()
        act()

    def _space(self) -> None:
        side = em(self, 0.9)
        self._row.setContentsMargins(side, em(self, 0.3), em(self, 0.4), em(self, 0.3))
        self._row.setSpacing(em(self, 0.4))


class Nobody(QFrame):
    """Stands in the table's place where it would be empty."""

    clear_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._told = words("", "nothing")
        self._told.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._clear = button(tr("清除查找和筛选"), self.clear_asked.emit)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self._told)
        column.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def say(self, *, somebody: bool) -> None:
        """Whether there is ``somebody`` at all who could be shown."""
        told = tr("没有符合条件的人。")
        empty = tr("这里还没有人。可以导入名单、收材料，或者新建一份。")
        self._told.setText(told if somebody else empty)
        self._clear.setVisible(somebody)
