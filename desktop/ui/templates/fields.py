"""字段名称: how each field is written, and what it says of the person at hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.app.papers.templates import FieldRow
from desktop.language import tr
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.marks import LinkButton
from desktop.ui.widgets.pieces import button, report
from desktop.ui.widgets.sheet_dialog import SheetDialog
from desktop.ui.widgets.theme import em

LEAD = tr("点一下字段就复制好了，在模板里粘贴到要填内容的地方。右边是这一份材料会填出来的内容。")
SHOWN = 60
"""Of what a field says so many characters are shown."""


class FieldsDialog(SheetDialog):
    """The fields of one document, those of the program's form first."""

    def __init__(self, title: str, rows: Sequence[FieldRow], parent: QWidget | None = None) -> None:
        super().__init__(tr("字段名称：{title}", title=title), LEAD, wide=38, parent=parent)
        self.message = words("", "good")
        self.message.hide()
        self.links: dict[str, LinkButton] = {}
        self.tell_below(self.message)
        for head, stated in ((tr("软件的式样里有的"), True), (tr("还可以用的"), False)):
            chosen = [row for row in rows if row.stated is stated]
            if chosen:
                self.sheet.add(words(head, "h3"))
                self.sheet.add(self._grid(chosen))
        self.offer(button(tr("关闭"), self.accept, "primary"))
        self.fit()

    def _grid(self, rows: Sequence[FieldRow]) -> QWidget:
        ground = QWidget()
        grid = QGridLayout(ground)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(em(self, 1.2))
        grid.setVerticalSpacing(em(self, 0.25))
        grid.setColumnStretch(1, 1)
        for number, row in enumerate(rows):
            link = LinkButton(row.written, small=True)
            link.setAccessibleName(tr("复制字段 {written}", written=row.written))
            link.clicked.connect(lambda _on=False, text=row.written: self._copy(text))
            self.links[row.written] = link
            grid.addWidget(link, number, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(words(_shown(row.says), "hint"), number, 1)
        return ground

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        report(self.message, tr("已复制 {text}", text=text))


def _shown(text: str) -> str:
    line = text.replace("\n", " ")
    if not line:
        return tr("（还没有填）")
    return line if len(line) <= SHOWN else f"{line[:SHOWN]}……"
