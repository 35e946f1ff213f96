"""What the unit says of one place, right at that place, and the line it is written on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from desktop.app.review import reviewing
from desktop.app.review.reviewing import Clerk
from desktop.app.session import Session
from desktop.domain.case import ReviewRemark
from desktop.language import tr
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.marks import LinkButton
from desktop.ui.widgets.pieces import FlowLayout, button
from desktop.ui.widgets.theme import em, follow_size

WRITE = tr("提意见")
UNNAMED = tr("单位")
"""Who says it where nobody has said yet who sits here."""

_OWN = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)


def small_link(text: str, act: Callable[[], object], about: str) -> LinkButton:
    """A link no wider than its words; the keyboard goes to what it opens, not through it."""
    link = LinkButton(text, small=True)
    link.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    link.setAccessibleName(f"{text}：{about}" if about else text)
    link.clicked.connect(lambda _on=False: act())
    return link


class _Said(QFrame):
    """One remark: its words, whose, and what can be done with it."""

    def __init__(self, session: Session, remark: ReviewRemark, *, at_desk: bool) -> None:
        super().__init__()
        self.setProperty("role", "note" if remark.resolved_at else "caution")
        column = QVBoxLayout(self)
        who = f"（{remark.by}）" if remark.by else ""
        done = tr("　已改好") if remark.resolved_at else ""
        column.addWidget(
            words(tr("审核意见{who}：{text}{done}", who=who, text=remark.text, done=done), "plain")
        )
        acts = FlowLayout(em(self, 0.9))
        turned = tr("还没改好") if remark.resolved_at else tr("改好了")

        def settle() -> None:
            reviewing.settle(session, remark.id, on=not remark.resolved_at)

        acts.addWidget(small_link(turned, settle, remark.text))
        if at_desk and not remark.resolved_at:
            acts.addWidget(
                small_link(tr("删去"), lambda: reviewing.take_back(session, remark.id), remark.text)
            )
        column.addLayout(acts)
        side = em(self, 0.7)
        column.setContentsMargins(side, em(self, 0.3), side, em(self, 0.35))
        column.setSpacing(em(self, 0.1))


class Strip(QWidget):
    """The remarks at ``path``; at the desk with a line to write one (``clerk`` given)."""

    def __init__(self, session: Session, clerk: Clerk | None, path: str, about: str) -> None:
        super().__init__()
        self._session = session
        self._clerk = clerk
        self.path = path
        self._shown: tuple[ReviewRemark, ...] | None = None
        self._said: list[_Said] = []
        self._from: QWidget | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.ask = small_link(WRITE, self.begin, about)
        self.ask.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.ask.setToolTip(tr("写下这里要改的地方（Ctrl+M）"))
        self.ask.setVisible(False)
        self.desk = QWidget()
        row = QHBoxLayout(self.desk)
        row.setContentsMargins(0, 0, 0, 0)
        self.line = QLineEdit()
        self.line.setAccessibleName(tr("对“{about}”的意见", about=about))
        self.line.setPlaceholderText(tr("要改什么，例如：和证书上的不一样"))
        self.line.setMaxLength(500)
        self.line.returnPressed.connect(self._write)
        self.line.installEventFilter(self)
        row.addWidget(self.line, 1)
        row.addWidget(button(tr("写上"), self._write, "primary"))
        row.addWidget(button(tr("不写了"), self._leave, "quiet"))
        self.column.addWidget(self.desk)
        self.desk.hide()
        follow_size(self, lambda: self.column.setSpacing(em(self, 0.25)))
        self.refresh()

    def begin(self) -> None:
        """Show the line and put the keyboard there."""
        if self._clerk is not None:
            at = QApplication.focusWidget()
            if at is not self.line:
                self._from = at
            self.show()
            self.desk.show()
            self.line.setFocus()

    def refresh(self) -> None:
        """Follow the case."""
        said = reviewing.remarks_at(self._session.case, self.path)
        if said != self._shown:
            self._shown = said
            for one in self._said:
                one.hide()
                one.deleteLater()
            at_desk = self._clerk is not None
            self._said = [_Said(self._session, one, at_desk=at_desk) for one in said]
            for n, one in enumerate(self._said):
                self.column.insertWidget(n, one)
        self.setVisible(bool(said) or not self.desk.isHidden())

    def _write(self) -> None:
        text = self.line.text().strip()
        if not text or self._clerk is None:
            self.line.setFocus()
            return
        self._leave()
        reviewing.remark(self._session, text, self.path, self._clerk.name or UNNAMED)

    def _leave(self) -> None:
        self.line.clear()
        # Whoever wrote goes on where they were; what is hidden would give the keyboard away.
        back, self._from = self._from, None
        if back is not None and isValid(back) and back.isVisible():
            back.setFocus()
        self.desk.hide()
        self.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Esc are the line's own, whatever the place around it does with them."""
        if isinstance(event, QKeyEvent) and event.key() in _OWN:
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.key() == Qt.Key.Key_Escape and event.type() is QEvent.Type.KeyPress:
                self._leave()
                return True
        return super().eventFilter(watched, event)
