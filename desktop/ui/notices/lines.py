"""The lines of a notice's overview on the screen: caption, words, and a link to the sentence."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from desktop.app.notices.lines import Line, Said
from desktop.language import tr
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.marks import LinkButton
from desktop.ui.widgets.theme import em, follow_size

ROLES = {"said": "said", "waived": "said", "unsaid": "unsaid"}

ROOM_FOR_CAPTIONS = 26
"""Full-width characters a line wants to have its caption beside it; with less it stands above."""


def spoken(said: Said) -> QLabel:
    """What is said, in words that can be copied; 通知未写 is muted."""
    label = words(said.words, ROLES[said.kind])
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


class SourceLink(LinkButton):
    """Leads to the sentence in the notice; reads as its clause."""

    def __init__(self, said: Said, about: str) -> None:
        source = said.source
        # 一 alone is hard to see and harder to hit.
        short = (
            source.clause if len(source.clause) > 2 else tr("通知 {clause}", clause=source.clause)
        )
        super().__init__(short if source.clause else tr("看原文"))
        self.setAccessibleName(
            tr("看通知原文：{about}　{clause}", about=about, clause=source.clause).rstrip("　")
        )
        self.setToolTip(tr("通知原文：{quote}", quote=source.quote))
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Maximum)
        self.setSizePolicy(policy)


class LinesView(QWidget):
    """Lines below one another, what belongs together in columns where there is room for them."""

    source_asked = Signal(str, str)

    def __init__(self, lines: Iterable[Line]) -> None:
        super().__init__()
        self._lines = [
            (words(one.about, "caption"), [self._said(said, one.about) for said in one.says])
            for one in lines
        ]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._narrow: bool | None = None
        self._arrange()
        follow_size(self, self._space)

    def _said(self, said: Said, about: str) -> tuple[QLabel, SourceLink | None]:
        source = said.source
        if not source.quote:
            return spoken(said), None
        link = SourceLink(said, about)
        link.clicked.connect(lambda: self.source_asked.emit(source.clause, source.quote))
        return spoken(said), link

    def _arrange(self) -> None:
        narrow = 0 < self.width() < em(self, ROOM_FOR_CAPTIONS)
        if narrow == self._narrow:
            return
        self._narrow = narrow
        top = Qt.AlignmentFlag.AlignTop
        row = 0
        for caption, says in self._lines:
            self._grid.addWidget(caption, row, 0, 1, 2 if narrow else 1, top)
            row += narrow
            for label, link in says:
                self._grid.addWidget(label, row, 0 if narrow else 1, top)
                if link is not None:
                    self._grid.addWidget(link, row, 1 if narrow else 2, top)
                row += 1
        self._grid.setColumnStretch(0, int(narrow))
        self._grid.setColumnStretch(1, int(not narrow))
        self._space()

    def _space(self) -> None:
        self._grid.setHorizontalSpacing(em(self, 1))
        self._grid.setVerticalSpacing(em(self, 0.15))
        wide = not self._narrow
        self._grid.setColumnMinimumWidth(0, em(self, 7.2) if wide else 0)
        self._grid.setColumnMinimumWidth(2, em(self, 6) if wide else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Captions beside or above."""
        super().resizeEvent(event)
        self._arrange()


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
