"""The remarks of a review as its task list: where each belongs, whether it is done, one more."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from desktop.app.handover.versions import title
from desktop.app.pages import page_of
from desktop.app.review import reviewing
from desktop.app.review.reviewing import Clerk
from desktop.app.session import Session
from desktop.domain.case import ReviewRemark
from desktop.ui.forms.choices import Box
from desktop.ui.handover.send import places
from desktop.ui.review.strip import UNNAMED
from desktop.ui.widgets.cards import Card, words
from desktop.ui.widgets.pieces import FlowLayout, button
from desktop.ui.widgets.theme import em, follow_size

_EMPTY = "还没有意见。在任何一栏、任何一个附件旁边点“提意见”（或者按 Ctrl+M），也可以写在下面。"


class TaskRow(QFrame):
    """One remark: what is to be put right, the way there, and what can be done with it."""

    asked = Signal(str, str)

    def __init__(self, session: Session, remark: ReviewRemark) -> None:
        super().__init__()
        self.setProperty("role", "entry")
        self._session = session
        self._remark = remark
        self.column = QVBoxLayout(self)
        self.column.addWidget(words(remark.text, "plain"))
        where = title(remark.path, session.case) if remark.path else "整份材料"
        done = f"已改好：{remark.resolved_at.replace('T', ' ')}" if remark.resolved_at else ""
        told = "　".join(filter(None, (where, remark.by and f"{remark.by}提", done)))
        self.column.addWidget(words(told, "hint"))
        acts = FlowLayout()
        if remark.path and page_of(remark.path, session.notice):
            acts.addWidget(self._button("去看", self._go))
        if remark.resolved_at:
            acts.addWidget(self._button("还没改好", lambda: self._settle(on=False)))
        else:
            acts.addWidget(self._button("确认改好了", lambda: self._settle(on=True)))
            acts.addWidget(self._button("删去", self._drop, "quiet"))
        self.column.addLayout(acts)
        follow_size(self, self._space)

    def _button(self, text: str, act: Callable[[], None], role: str = "") -> QPushButton:
        made = button(text, act, role)
        made.setAccessibleName(f"{text}：{self._remark.text}")
        return made

    def _go(self) -> None:
        self.asked.emit(page_of(self._remark.path, self._session.notice), self._remark.path)

    def _settle(self, *, on: bool) -> None:
        reviewing.settle(self._session, self._remark.id, on=on)

    def _drop(self) -> None:
        reviewing.take_back(self._session, self._remark.id)

    def _space(self) -> None:
        self.column.setContentsMargins(em(self, 1), em(self, 0.5), em(self, 1), em(self, 0.5))
        self.column.setSpacing(em(self, 0.25))


class TasksCard(Card):
    """All remarks, the open ones first, and a line to write one more."""

    asked = Signal(str, str)

    def __init__(self, session: Session, clerk: Clerk) -> None:
        super().__init__("审核意见", spacing=0.6)
        self._session = session
        self._clerk = clerk
        self._shown: tuple[ReviewRemark, ...] | None = None
        self.rows: list[TaskRow] = []
        self.empty = words(_EMPTY, "hint")
        self.add(self.empty)
        self.text = QLineEdit()
        self.text.setAccessibleName("再提一条意见")
        self.text.setPlaceholderText("例如：毕业证书编号和扫描件上的不一样")
        self.text.setMaxLength(500)
        self.where = Box()
        self.where.setAccessibleName("说的是哪里")
        self.where.wish = em(self, 15)
        self.more = button("写上", self._write)
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
        if remarks == self._shown:
            return
        self._shown = remarks
        for row in self.rows:
            self.column.removeWidget(row)
            row.hide()
            row.deleteLater()
        ordered = sorted(remarks, key=lambda one: bool(one.resolved_at))
        self.rows = [TaskRow(self._session, one) for one in ordered]
        at = self.column.indexOf(self.empty)
        for n, row in enumerate(self.rows, start=1):
            row.asked.connect(self.asked)
            self.column.insertWidget(at + n, row)
        self.empty.setVisible(not remarks)
        left = sum(not one.resolved_at for one in remarks)
        told = f"（还有 {left} 条没有改好）" if left else "（都改好了）" if remarks else ""
        self.title.setText(f"审核意见{told}")

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
