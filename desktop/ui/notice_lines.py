"""The lines of a notice's overview on the screen: caption, words, and a link to the sentence."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop.app.notice_lines import Line, Said
from desktop.ui.cards import words
from desktop.ui.marks import LinkButton
from desktop.ui.theme import em, follow_size

ROLES = {"said": "said", "waived": "said", "unsaid": "unsaid"}


def spoken(said: Said) -> QLabel:
    """What is said, in words that can be copied; 通知未写 is muted."""
    label = words(said.words, ROLES[said.kind])
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


class SourceLink(LinkButton):
    """Leads to the sentence in the notice; reads as its clause."""

    def __init__(self, said: Said, about: str) -> None:
        source = said.source
        super().__init__(source.clause or "看原文")
        self.setAccessibleName(f"看通知原文：{about}　{source.clause}".rstrip("　"))
        self.setToolTip(f"通知原文：{source.quote}")


class LinesView(QWidget):
    """Lines below one another, what belongs together in columns."""

    source_asked = Signal(str, str)

    def __init__(self, lines: Iterable[Line]) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        top = Qt.AlignmentFlag.AlignTop
        row = 0
        for line in lines:
            self._grid.addWidget(words(line.about, "caption"), row, 0, top)
            for said in line.says:
                self._grid.addWidget(spoken(said), row, 1, top)
                if said.source.quote:
                    self._grid.addWidget(self._link(said, line.about), row, 2, top)
                row += 1
        self._grid.setColumnStretch(1, 1)
        follow_size(self, self._space)

    def _link(self, said: Said, about: str) -> SourceLink:
        link = SourceLink(said, about)
        source = said.source
        link.clicked.connect(lambda: self.source_asked.emit(source.clause, source.quote))
        return link

    def _space(self) -> None:
        self._grid.setHorizontalSpacing(em(self, 1))
        self._grid.setVerticalSpacing(em(self, 0.15))
        self._grid.setColumnMinimumWidth(0, em(self, 7.2))
        self._grid.setColumnMinimumWidth(2, em(self, 6))


class Facts(QWidget):
    """Captions and words in two columns."""

    def __init__(self, facts: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for row, (about, text) in enumerate(facts):
            self._grid.addWidget(words(about, "hint"), row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(words(text, "hint"), row, 1)
        self._grid.setColumnStretch(1, 1)
        follow_size(self, self._space)

    def _space(self) -> None:
        self._grid.setHorizontalSpacing(em(self, 0.8))
        self._grid.setVerticalSpacing(em(self, 0.1))
        self._grid.setColumnMinimumWidth(0, em(self, 5))
