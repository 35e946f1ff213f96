"""审核意见: written by whoever looks a case through, worked off by the applicant one by one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.app.handover.sending import Remarked
from desktop.app.handover.versions import title
from desktop.app.pages import page_of
from desktop.app.review import reviewing
from desktop.app.session import Session
from desktop.domain.case import ReviewRemark
from desktop.ui.forms.choices import Box
from desktop.ui.widgets.cards import Card, words
from desktop.ui.widgets.pieces import FlowLayout, button, tell
from desktop.ui.widgets.theme import em, follow_size


class RemarksEditor(QWidget):
    """审核意见 as they are written: text, and where it belongs."""

    def __init__(self, places: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self._places = places
        self.rows: list[tuple[QLineEdit, Box]] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.more = button("再提一条", self.add)
        row = FlowLayout()
        row.addWidget(self.more)
        self.column.addLayout(row)
        self.add()
        follow_size(self, lambda: self.column.setSpacing(em(self, 0.4)))

    def add(self) -> None:
        """One more line."""
        number = len(self.rows) + 1
        text = QLineEdit()
        text.setAccessibleName(f"第 {number} 条意见")
        text.setPlaceholderText("例如：毕业证书编号和扫描件上的不一样")
        text.setMaxLength(500)
        where = Box()
        where.setAccessibleName(f"第 {number} 条说的是哪里")
        for path, name in self._places:
            where.addItem(name, path)
        where.wish = em(self, 12)
        line = QHBoxLayout()
        line.addWidget(text, 1)
        line.addWidget(where)
        self.column.insertLayout(self.column.count() - 1, line)
        self.rows.append((text, where))
        if number > 1:
            text.setFocus()

    def clear(self) -> None:
        """They are in the case now."""
        for text, _where in self.rows:
            text.clear()

    def remarks(self) -> tuple[Remarked, ...]:
        """What was written."""
        return tuple(
            Remarked(text.text(), str(where.currentData() or ""))
            for text, where in self.rows
            if text.text().strip()
        )


class RemarkRow(QFrame):
    """One 审核意见: what to put right, the way there, and that it is done."""

    asked = Signal(str, str)

    def __init__(self, session: Session, remark: ReviewRemark) -> None:
        super().__init__()
        self.setProperty("role", "entry")
        self._session = session
        self._remark = remark
        self.column = QVBoxLayout(self)
        self.column.addWidget(words(remark.text, "plain"))
        where = title(remark.path, session.case) if remark.path else ""
        done = f"已改好：{remark.resolved_at.replace('T', ' ')}" if remark.resolved_at else ""
        told = "　".join(part for part in (remark.by and f"{remark.by}提", where, done) if part)
        if told:
            self.column.addWidget(words(told, "hint"))
        acts = FlowLayout()
        if remark.path and page_of(remark.path, session.notice):
            go = button("去改", self._go)
            go.setAccessibleName(f"去改：{remark.text}")
            acts.addWidget(go)
        word = "还没改好" if remark.resolved_at else "改好了"
        self.done = button(word, self._turn, "quiet" if remark.resolved_at else "")
        self.done.setAccessibleName(f"{word}：{remark.text}")
        acts.addWidget(self.done)
        self.column.addLayout(acts)
        follow_size(self, self._space)

    def _go(self) -> None:
        self.asked.emit(page_of(self._remark.path, self._session.notice), self._remark.path)

    def _turn(self) -> None:
        reviewing.settle(self._session, self._remark.id, on=not self._remark.resolved_at)

    def _space(self) -> None:
        self.column.setContentsMargins(em(self, 1), em(self, 0.6), em(self, 1), em(self, 0.6))
        self.column.setSpacing(em(self, 0.3))


class RemarksCard(Card):
    """审核意见 that came back with the case; not there where there are none."""

    asked = Signal(str, str)

    def __init__(self, session: Session) -> None:
        super().__init__("审核意见", spacing=0.6)
        self._session = session
        self.back = words("", "plain")
        self.add(self.back)
        self._shown: tuple[ReviewRemark, ...] | None = None
        self.rows: list[RemarkRow] = []
        self.hide()

    def refresh(self) -> None:
        """Follow the case: what is open first."""
        remarks = self._session.case.remarks
        tell(self.back, reviewing.last_return(self._session.case))
        if remarks == self._shown:
            return
        self._shown = remarks
        for row in self.rows:
            self.column.removeWidget(row)
            row.hide()
            row.deleteLater()
        ordered = sorted(remarks, key=lambda one: bool(one.resolved_at))
        self.rows = [RemarkRow(self._session, one) for one in ordered]
        for row in self.rows:
            row.asked.connect(self.asked)
            self.add(row)
        left = sum(not one.resolved_at for one in remarks)
        self.title.setText(f"审核意见（还有 {left} 条）" if left else "审核意见（都改好了）")
        self.setVisible(bool(remarks))
