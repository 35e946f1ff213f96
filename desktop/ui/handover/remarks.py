"""审核意见: written by whoever looks a case through, worked off by the applicant one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.app.handover.sending import Remarked
from desktop.app.handover.versions import title
from desktop.app.pages import page_of
from desktop.app.review import reviewing
from desktop.app.session import Session
from desktop.domain.case import ReviewRemark
from desktop.language import tr
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
        self.more = button(tr("再提一条"), self.add)
        row = FlowLayout()
        row.addWidget(self.more)
        self.column.addLayout(row)
        self.add()
        follow_size(self, lambda: self.column.setSpacing(em(self, 0.4)))

    def add(self) -> None:
        """One more line."""
        number = len(self.rows) + 1
        text = QLineEdit()
        text.setAccessibleName(tr("第 {number} 条意见", number=number))
        text.setPlaceholderText(tr("例如：毕业证书编号和扫描件上的不一样"))
        text.setMaxLength(500)
        where = Box()
        where.setAccessibleName(tr("第 {number} 条说的是哪里", number=number))
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
    """One 审核意见: what to put right, the way there, and that it is done.

    As the applicant has it; what the buttons say, and where one of the whole case belongs, is the
    class's.
    """

    GO, OPEN, DONE = tr("去改"), tr("改好了"), tr("还没改好")
    OF_ALL = ""

    asked = Signal(str, str)

    def __init__(self, session: Session, remark: ReviewRemark) -> None:
        super().__init__()
        self.setProperty("role", "entry")
        self.session = session
        self.remark = remark
        self.column = QVBoxLayout(self)
        self.column.addWidget(words(remark.text, "plain"))
        where = title(remark.path, session.case) if remark.path else self.OF_ALL
        done = (
            tr("已改好：{resolved_at}", resolved_at=remark.resolved_at.replace("T", " "))
            if remark.resolved_at
            else ""
        )
        told = "　".join(filter(None, (where, remark.by and tr("{by}提", by=remark.by), done)))
        if told:
            self.column.addWidget(words(told, "hint"))
        word, role = (self.DONE, "quiet") if remark.resolved_at else (self.OPEN, "")
        self.turn = self.button(word, self._turn, role)
        row = FlowLayout()
        for act in self.acts():
            row.addWidget(act)
        self.column.addLayout(row)
        follow_size(self, self._space)

    def acts(self) -> Iterator[QPushButton]:
        """What can be done with it."""
        remark = self.remark
        if remark.path and page_of(remark.path, self.session.notice):
            yield self.button(self.GO, self._go)
        yield self.turn

    def button(self, text: str, act: Callable[[], None], role: str = "") -> QPushButton:
        """One that also says of which remark it is to those who only hear it."""
        made = button(text, act, role)
        made.setAccessibleName(f"{text}：{self.remark.text}")
        return made

    @property
    def has_keys(self) -> bool:
        """Whether the keyboard is at one of its buttons."""
        return any(one.hasFocus() for one in self.findChildren(QPushButton))

    def _go(self) -> None:
        self.asked.emit(page_of(self.remark.path, self.session.notice), self.remark.path)

    def _turn(self) -> None:
        reviewing.settle(self.session, self.remark.id, on=not self.remark.resolved_at)

    def _space(self) -> None:
        self.column.setContentsMargins(em(self, 1), em(self, 0.6), em(self, 1), em(self, 0.6))
        self.column.setSpacing(em(self, 0.3))


class RemarkRows(QWidget):
    """The remarks of the case, the open ones first; ``row`` is what each of them is shown by."""

    asked = Signal(str, str)

    def __init__(self, session: Session, row: type[RemarkRow] = RemarkRow) -> None:
        super().__init__()
        self._session = session
        self._row = row
        self._shown: tuple[ReviewRemark, ...] | None = None
        self.rows: list[RemarkRow] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        follow_size(self, lambda: self.column.setSpacing(em(self, 0.6)))

    def refresh(self) -> None:
        """Follow the case. Whoever is at a remark by keys stays there, or at the one beside it."""
        remarks = self._session.case.remarks
        if remarks == self._shown:
            return
        self._shown = remarks
        old = self.rows
        held = next((n for n, row in enumerate(old) if row.has_keys), -1)
        ordered = sorted(remarks, key=lambda one: bool(one.resolved_at))
        self.rows = [self._row(self._session, one) for one in ordered]
        for row in self.rows:
            row.asked.connect(self.asked)
            self.column.addWidget(row)
            row.show()
        if held >= 0:
            self._stay(old[held].remark.id, held)
        for row in old:
            self.column.removeWidget(row)
            row.hide()
            row.deleteLater()

    def _stay(self, remark_id: str, place: int) -> None:
        """Put the keyboard back: its row was made anew, or is gone."""
        same = [row for row in self.rows if row.remark.id == remark_id]
        beside = self.rows[min(place, len(self.rows) - 1) :][:1]
        for row in (same or beside)[:1]:
            row.turn.setFocus(Qt.FocusReason.OtherFocusReason)


class RemarksCard(Card):
    """审核意见 that came back with the case; not there where there are none."""

    asked = Signal(str, str)

    def __init__(self, session: Session) -> None:
        super().__init__(tr("审核意见"), spacing=0.6)
        self._session = session
        self.back = words("", "plain")
        self.add(self.back)
        self.rows = RemarkRows(session)
        self.rows.asked.connect(self.asked)
        self.add(self.rows)
        self.hide()

    def refresh(self) -> None:
        """Follow the case: what is open first."""
        remarks = self._session.case.remarks
        tell(self.back, reviewing.last_return(self._session.case))
        self.rows.refresh()
        left = sum(not one.resolved_at for one in remarks)
        self.title.setText(
            tr("审核意见（还有 {left} 条）", left=left) if left else tr("审核意见（都改好了）")
        )
        self.setVisible(bool(remarks))
