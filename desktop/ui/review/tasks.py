"""The remarks of a review as its task list: where each belongs, whether it is done, one more."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton

from desktop.app.review import reviewing
from desktop.app.review.reviewing import Clerk
from desktop.app.session import Session
from desktop.language import tr
from desktop.ui.forms.choices import Box
from desktop.ui.handover.remarks import RemarkRow, RemarkRows
from desktop.ui.handover.send import places
from desktop.ui.review.strip import UNNAMED
from desktop.ui.widgets.cards import Card, words
from desktop.ui.widgets.pieces import button
from desktop.ui.widgets.theme import em

_EMPTY = tr("还没有意见。在任何一栏、任何一个附件旁边点“提意见”（或者按 Ctrl+M），也可以写在下面。")


def keep_begun(line: QLineEdit, clerk: Clerk, case_id: str) -> None:
    """What is typed in ``line`` and not used yet is there again when the case is opened again."""
    key = (case_id, line.accessibleName())
    line.setText(clerk.begun.get(key, ""))

    def typed(text: str) -> None:
        if text:
            clerk.begun[key] = text
        else:
            clerk.begun.pop(key, None)

    line.textChanged.connect(typed)


class TaskRow(RemarkRow):
    """A remark as whoever reviews has it: it can be confirmed, and taken away again."""

    GO, OPEN, DONE = tr("去看"), tr("确认改好了"), tr("还没改好")
    OF_ALL = tr("整份材料")

    def acts(self) -> Iterator[QPushButton]:
        """As the applicant has them; an open one can go."""
        yield from super().acts()
        if not self.remark.resolved_at:
            yield self.button(tr("删去"), self._drop, "quiet")

    def _drop(self) -> None:
        reviewing.take_back(self.session, self.remark.id)


class TasksCard(Card):
    """All remarks, the open ones first, and a line to write one more."""

    asked = Signal(str, str)

    def __init__(self, session: Session, clerk: Clerk) -> None:
        super().__init__(tr("审核意见"), spacing=0.6)
        self._session = session
        self._clerk = clerk
        self.rows = RemarkRows(session, TaskRow)
        self.rows.asked.connect(self.asked)
        self.empty = words(_EMPTY, "hint")
        self.add(self.empty)
        self.add(self.rows)
        self.text = QLineEdit()
        self.text.setAccessibleName(tr("再提一条意见"))
        self.text.setPlaceholderText(tr("例如：毕业证书编号和扫描件上的不一样"))
        self.text.setMaxLength(500)
        keep_begun(self.text, clerk, session.case.case_id)
        self.where = Box()
        self.where.setAccessibleName(tr("说的是哪里"))
        self.where.wish = em(self, 15)
        self.more = button(tr("写上"), self._write)
        self.text.returnPressed.connect(self._write)
        line = QHBoxLayout()
        line.addWidget(self.text, 1)
        line.addWidget(self.where)
        line.addWidget(self.more)
        self.column.addLayout(line)

    def refresh(self) -> None:
        """Follow the case."""
        remarks = self._session.case.remarks
        self._offer()
        self.rows.refresh()
        self.rows.setVisible(bool(remarks))
        self.empty.setVisible(not remarks)
        left = sum(not one.resolved_at for one in remarks)
        told = (
            tr("（还有 {left} 条没有改好）", left=left)
            if left
            else tr("（都改好了）")
            if remarks
            else ""
        )
        self.title.setText(tr("审核意见{told}", told=told))

    def _offer(self) -> None:
        """The places there are; what was chosen stays where it still is one."""
        offered = places(self._session.case)
        have = tuple(
            (self.where.itemData(n), self.where.itemText(n)) for n in range(self.where.count())
        )
        if have == offered:
            return
        chosen = self.where.currentData()
        self.where.clear()
        for path, name in offered:
            self.where.addItem(name, path)
        self.where.setCurrentIndex(max(self.where.findData(chosen), 0))

    def _write(self) -> None:
        text = self.text.text().strip()
        if not text:
            self.text.setFocus()
            return
        self.text.clear()
        path = str(self.where.currentData() or "")
        reviewing.remark(self._session, text, path, self._clerk.name or UNNAMED)
        self.text.setFocus()
