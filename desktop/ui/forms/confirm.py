"""请您确认: the notice's rules that only a person can confirm, as ticks on their page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.app.session import Session
from desktop.domain.finding import Verdict
from desktop.domain.notice import Rule
from desktop.language import tr
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.marks import LinkButton
from desktop.ui.widgets.theme import em, follow_size


class _Words(QLabel):
    """The words beside a box; a click on them ticks it."""

    def __init__(self, text: str, check: QCheckBox) -> None:
        super().__init__(text)
        self._check = check
        self.setProperty("role", "beside")
        self.setIndent(0)
        self.setWordWrap(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick."""
        if self.rect().contains(event.position().toPoint()):
            self._check.setFocus()
            self._check.click()


class Confirmation(QWidget):
    """One rule: a box, what is confirmed, and the clause it stands in."""

    clause_asked = Signal(str)

    def __init__(self, session: Session, rule: Rule) -> None:
        super().__init__()
        self.session = session
        self.rule = rule
        self.check = QCheckBox()
        self.check.setAccessibleName(rule.say)
        self.check.clicked.connect(self._on_clicked)
        self.words = _Words(rule.say, self.check)
        self.clause = LinkButton(tr("依据：通知 {clause}", clause=rule.clause), small=True)
        self.clause.setAccessibleName(tr("看通知原文：{clause}", clause=rule.clause))
        self.clause.clicked.connect(lambda: self.clause_asked.emit(rule.id))
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.addWidget(self.check, 0, Qt.AlignmentFlag.AlignTop)
        self.column = QVBoxLayout()
        self.column.setSpacing(0)
        self.column.addWidget(self.words)
        self.column.addWidget(self.clause)
        self.row.addLayout(self.column, 1)
        follow_size(self, self._space)

    def _space(self) -> None:
        self.row.setSpacing(em(self, 0.5))
        self.column.setContentsMargins(0, em(self, 0.2), 0, 0)

    def _on_clicked(self, on: bool) -> None:
        try:
            self.session.tick(self.rule.id, on)
        finally:
            self.refresh()

    def refresh(self) -> None:
        """Follow the case."""
        self.check.setChecked(any(t.rule == self.rule.id for t in self.session.case.ticks))


class Confirmations(Card):
    """Every confirmation of a page; hidden where none applies."""

    clause_asked = Signal(str)

    def __init__(self, session: Session, page_id: str) -> None:
        super().__init__(tr("请您确认"), tr("软件看不到的事，做好了请打勾。"), spacing=0.9)
        self.session = session
        self.rows = {
            rule.id: Confirmation(session, rule)
            for rule in session.notice.rules
            if rule.kind == "confirm" and rule.page == page_id
        }
        for row in self.rows.values():
            row.clause_asked.connect(self.clause_asked)
            self.add(row)
        # Shown by the page's first refresh: without a parent it would be a window of its own.
        self.hide()

    def refresh(self) -> None:
        """Show what applies, ticked or not; what hangs on an open question waits for it."""
        wanted = {
            f.rule
            for f in self.session.findings
            if f.verdict is not Verdict.NA and f.reason != "unanswered"
        }
        for rule_id, row in self.rows.items():
            row.setVisible(rule_id in wanted)
            row.refresh()
        self.setVisible(any(rule_id in wanted for rule_id in self.rows))

    def show_rule(self, rule_id: str) -> QWidget | None:
        """The box of that rule, focused; None where it is not here, or not asked yet."""
        row = self.rows.get(rule_id)
        if row is None or row.isHidden():
            return None
        row.check.setFocus()
        return row
