"""合并打印: which documents, in which order, on which sides; for what a batch has made."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.app.batch.printing import How
from desktop.language import tr
from desktop.ui.batch.wish import HowBound
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.pieces import FlowLayout, button
from desktop.ui.widgets.sheet_dialog import SheetDialog


class BindDialog(SheetDialog):
    """``titles`` are what there is, with the number of people. ``asked(how)`` once chosen."""

    asked = Signal(object)

    def __init__(self, titles: Mapping[str, int], how: How, parent: QWidget | None = None) -> None:
        lead = tr("份数照通知，前面加一张打印清单。已经合好的那一份还在，不会盖掉。")
        super().__init__(tr("合并打印"), lead, wide=44, parent=parent)
        self.what = Card(tr("打印哪些"), spacing=0.3)
        self.boxes: dict[str, QCheckBox] = {}
        for title, people in titles.items():
            box = QCheckBox(tr("{title}（{people} 人）", title=title, people=people))
            box.setChecked(how.titles is None or title in how.titles)
            box.clicked.connect(self._follow)
            self.boxes[title] = box
            self.what.add(box)
        ways = QWidget()
        flow = FlowLayout()
        ways.setLayout(flow)
        flow.addWidget(button(tr("全选"), lambda: self._choose(on=True), "link"))
        flow.addWidget(button(tr("全不选"), lambda: self._choose(on=False), "link"))
        self.what.add(ways)
        self.sheet.add(self.what)
        self.how = HowBound(how.by, how.sides)
        card = Card(spacing=0.3)
        card.add(self.how)
        self.sheet.add(card)
        self.go = button(tr("合并"), self._ask, "primary")
        self.go.setDefault(True)
        self.offer(button(tr("取消"), self.reject), self.go)
        self._follow()
        self.fit()

    def _choose(self, *, on: bool) -> None:
        for box in self.boxes.values():
            box.setChecked(on)
        self._follow()

    def _follow(self) -> None:
        self.go.setEnabled(any(box.isChecked() for box in self.boxes.values()))

    def _ask(self) -> None:
        chosen = frozenset(title for title, box in self.boxes.items() if box.isChecked())
        by, sides = self.how.chosen
        titles = None if len(chosen) == len(self.boxes) else chosen
        self.accept()
        self.asked.emit(How(by, sides, titles))
