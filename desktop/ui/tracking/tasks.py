"""The remarks of a return as tasks: what it says, which place is meant, the way there, done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from desktop.app.deadlines import linking
from desktop.app.session import Session
from desktop.domain import derived
from desktop.domain.case import Remark, Return
from desktop.domain.moments import written
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.forms.choices import Box
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.dialogs import show_error
from desktop.ui.widgets.pieces import FlowLayout, button, tell
from desktop.ui.widgets.theme import em, follow_size

_UNTOLD = tr("没有说是哪里，可以选")


class TaskRow(QFrame):
    """One remark. ``asked(page, path)``: to the place it is about."""

    asked = Signal(str, str)

    def __init__(self, session: Session, entry: Return, remark: Remark) -> None:
        super().__init__()
        self.setProperty("role", "entry")
        self._session = session
        self._remark = remark
        self._base = f"track.returns.{entry.id}.remarks.{remark.id}"
        self.column = QVBoxLayout(self)
        self.text = words(remark.text or tr("（没有写内容）"), "plain")
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.column.addWidget(self.text)
        if remark.resolved_at:
            self.column.addWidget(
                words(
                    tr("已改好：{resolved_at}", resolved_at=remark.resolved_at.replace("T", " ")),
                    "hint",
                )
            )
        self.where = Box()
        self.where.setAccessibleName(tr("说的是哪里：{text}", text=remark.text))
        self.where.wish = em(self, 17)
        self._offer()
        acts = FlowLayout(em(self, 0.5))
        acts.addWidget(self.where)
        self.go = self._button(tr("去改"), self._go)
        acts.addWidget(self.go)
        if remark.resolved_at:
            self.turn = self._button(tr("还没改好"), lambda: self._settle(""), "quiet")
        else:
            self.turn = self._button(tr("改好了"), self._done)
        acts.addWidget(self.turn)
        self.column.addLayout(acts)
        self.go.setVisible(bool(linking.page(remark.path, session.notice)))
        follow_size(self, self._space)

    def _offer(self) -> None:
        """Every place there is, the chosen one shown; the whole where none is."""
        found = linking.places(self._session.case, self._session.notice)
        for path, title in found:
            self.where.addItem(title if path else _UNTOLD, path)
        at = self.where.findData(self._remark.path)
        self.where.setCurrentIndex(max(at, 0))
        self.where.activated.connect(self._choose)

    def _button(self, text: str, act: Callable[[], object], role: str = "") -> QPushButton:
        made = button(text, act, role)
        made.setAccessibleName(f"{text}：{self._remark.text}")
        return made

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the keyboard can be in it."""
        return (self.where, self.go, self.turn)

    def _choose(self, at: int) -> None:
        path = str(self.where.itemData(at) or "")
        self._set("path", path, tr("退回意见说的是哪里"))

    def _go(self) -> None:
        page = linking.page(self._remark.path, self._session.notice)
        self.asked.emit(page, self._remark.path)

    def _done(self) -> None:
        self._settle(written(self._session.now()))

    def _settle(self, at: str) -> None:
        self._set("resolved_at", at, tr("退回意见改好了") if at else tr("退回意见还没改好"))

    def _set(self, leaf: str, value: str, label: str) -> None:
        try:
            self._session.set(f"{self._base}.{leaf}", value, label=label)
        except UserError as error:
            show_error(self, error)

    def _space(self) -> None:
        self.column.setContentsMargins(em(self, 1), em(self, 0.6), em(self, 1), em(self, 0.6))
        self.column.setSpacing(em(self, 0.3))


class Tasks(QWidget):
    """The remarks of the return that is out, the open ones first; not there where there are none.

    One that has been put right keeps its place while the others are worked on.
    """

    asked = Signal(str, str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: tuple[object, ...] = ()
        self.rows: list[TaskRow] = []
        self.title = words("", "h3")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self.title)
        follow_size(self, lambda: self.column.setSpacing(em(self, 0.5)))
        self.hide()

    def refresh(self) -> None:
        """Follow the case."""
        case = self._session.case
        entry = derived.open_return(case)
        remarks = entry.remarks if entry is not None else ()
        offered = linking.places(case, self._session.notice)
        shown = (entry.id if entry else "", remarks, offered)
        if shown == self._shown:
            return
        self._shown = shown
        held = self._held()
        for row in self.rows:
            self.column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        if entry is not None:
            self.rows = [TaskRow(self._session, entry, one) for one in remarks]
        for row in self.rows:
            row.asked.connect(self.asked)
            self.column.addWidget(row)
        left = sum(not one.resolved_at for one in remarks)
        tell(
            self.title,
            tr("退回意见（还有 {left} 条）", left=left) if left else tr("退回意见（都改好了）"),
        )
        self.setVisible(bool(remarks))
        if held is not None and held[0] < len(self.rows):
            self.rows[held[0]].stops[held[1]].setFocus(Qt.FocusReason.OtherFocusReason)

    def _held(self) -> tuple[int, int] | None:
        """Where the keyboard is: in which task, at which of its stops."""
        for number, row in enumerate(self.rows):
            for which, stop in enumerate(row.stops):
                if stop.hasFocus():
                    return number, which
        return None
