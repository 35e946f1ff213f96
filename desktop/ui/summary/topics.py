"""The notice's topics of the 工作总结: ticked by the applicant, counted by their headings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QCheckBox

from desktop.app.summary.outline import sections, told
from desktop.language import tr
from desktop.ui.widgets.aloud import say_aloud
from desktop.ui.widgets.cards import Card, words
from desktop.ui.widgets.marks import LinkButton
from desktop.ui.widgets.pieces import FlowLayout, tell
from desktop.ui.widgets.theme import em


class TopicsCard(Card):
    """A box for each topic, and how many 字 stand under each heading.

    ``ticked`` has the topics ticked now, in the notice's order.
    """

    ticked = Signal(list)

    def __init__(self, topics: Sequence[str]) -> None:
        super().__init__(tr("写到了这几个方面吗？"), tr("写到一个，勾一个。"), spacing=0.6)
        flow = FlowLayout(em(self, 1.4))
        self.boxes = {topic: QCheckBox(topic) for topic in topics}
        for box in self.boxes.values():
            box.clicked.connect(self._on_ticked)
            flow.addWidget(box)
        self.column.addLayout(flow)
        self.counts = words("", "hint")
        self.counts.hide()
        self.add(self.counts)
        self.aloud = LinkButton(tr("念一遍各方面的字数"), small=True)
        self.aloud.setToolTip(tr("由系统的屏幕朗读程序念出来"))
        self.aloud.clicked.connect(self._read_aloud)
        self.aloud.hide()
        self.add(self.aloud)
        # Shown before it lies on a page it would flash as a window, and take the keyboard.
        if not topics:
            self.hide()

    def show_ticks(self, topics: Sequence[str]) -> None:
        """Tick these and no others."""
        for topic, box in self.boxes.items():
            box.setChecked(topic in topics)

    def show_counts(self, text: str) -> None:
        """Count what stands under each heading; nothing is said where there are none."""
        sentence = told(sections(text, tuple(self.boxes)))
        tell(self.counts, tr("按标题数：{sentence}", sentence=sentence) if sentence else "")
        # Only a screen reader speaks; without one the link would do nothing.
        self.aloud.setVisible(bool(sentence) and QAccessible.isActive())

    def _read_aloud(self) -> None:
        say_aloud(self, self.counts.text())

    def _on_ticked(self) -> None:
        self.ticked.emit([topic for topic, box in self.boxes.items() if box.isChecked()])
