"""What is open, page by page: every finding that asks something, one click from its field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.app.messages import WORDS, message
from desktop.app.pages import PAGES
from desktop.app.progress import State, state
from desktop.app.session import Session
from desktop.domain.finding import Finding, Verdict
from desktop.ui.cards import Card, FoldButton, words
from desktop.ui.marks import LinkButton, StateMark
from desktop.ui.pieces import FlowLayout, tell
from desktop.ui.theme import em

OPEN_STATES: tuple[State, ...] = ("fix", "open", "look")
"""What is listed, gravest first."""

COUNT_WORDS: dict[State, str] = {
    "fix": "需修改",
    "open": "待确认",
    "look": "请留意",
    "done": "已符合",
}


class FindingRow(QFrame):
    """A finding: its mark, what is asked, how it stands, the clause."""

    asked = Signal(object)
    clause_asked = Signal(str)

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self.finding = finding
        row = QHBoxLayout(self)
        row.setContentsMargins(0, em(self, 0.35), 0, em(self, 0.35))
        row.setSpacing(em(self, 0.7))
        self.mark = StateMark(state(finding))
        side = QVBoxLayout()
        side.addWidget(self.mark)
        side.addStretch(1)
        row.addLayout(side)
        column = QVBoxLayout()
        column.setSpacing(em(self, 0.05))
        row.addLayout(column, 1)
        self.title = LinkButton(finding.say)
        self.title.clicked.connect(lambda: self.asked.emit(self.finding))
        self.told = words("", "hint")
        column.addWidget(self.title)
        column.addWidget(self.told)
        if finding.clause:
            clause = LinkButton(f"依据：通知 {finding.clause}", small=True)
            clause.clicked.connect(lambda: self.clause_asked.emit(finding.rule))
            column.addWidget(clause)
        self.show_finding(finding)

    def show_finding(self, finding: Finding) -> None:
        """Follow the finding of the same rule."""
        self.finding = finding
        self.mark.set_state(state(finding))
        told = f"{WORDS[finding.verdict]} · {message(finding)}"
        self.told.setText(told)
        self.title.set_text(finding.say)
        self.title.setAccessibleName(f"{finding.say}，{told}，去处理")


class FindingsCard(Card):
    """Counts, then what is open grouped by page; the rest folded away."""

    asked = Signal(object)
    clause_asked = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__("检查结果")
        self.session = session
        self.column.setSpacing(em(self, 0.5))
        self.counts = QWidget()
        self._count_flow = FlowLayout(em(self, 1.4))
        self.counts.setLayout(self._count_flow)
        self._counts: dict[State, tuple[QWidget, QWidget]] = {}
        self.numbers = {one: self._counter(one) for one in COUNT_WORDS}
        self.add(self.counts)
        self.all_done = words("", "good")
        self.add(self.all_done)
        self.groups: dict[str, QWidget] = {}
        self._columns: dict[str, QVBoxLayout] = {}
        self.rows: dict[str, FindingRow] = {}
        for page in PAGES:
            group = QWidget()
            column = QVBoxLayout(group)
            column.setContentsMargins(0, em(self, 0.4), 0, 0)
            column.setSpacing(0)
            column.addWidget(words(page.title, "h3"))
            line = QFrame()
            line.setProperty("role", "rule")
            column.addWidget(line)
            self.groups[page.id] = group
            self._columns[page.id] = column
            self.add(group)
        self.rest_button = FoldButton("")
        self.rest = words("", "hint")
        self.rest.hide()
        self.rest_button.toggled.connect(self.rest.setVisible)
        self.add(self.rest_button)
        self.add(self.rest)
        self.refresh()

    def _counter(self, one: State) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(em(self, 0.4))
        row.addWidget(StateMark(one))
        label = words("", "h3")
        label.setWordWrap(False)
        label.setObjectName(one)
        row.addWidget(label)
        self._count_flow.addWidget(box)
        self._labels = getattr(self, "_labels", {})
        self._labels[one] = label
        return box

    def refresh(self) -> None:
        """Follow the findings; rows that stay the same stay as they are."""
        findings = self.session.findings
        for one, word in COUNT_WORDS.items():
            number = sum(state(f) == one for f in findings)
            self._labels[one].setText(f"{word} {number}")
            self.numbers[one].setVisible(bool(number))
        open_ = [f for one in OPEN_STATES for f in findings if state(f) == one]
        tell(self.all_done, "" if open_ else "没有要处理的了，可以生成材料包。")
        self._show_open(open_)
        self._show_rest(findings)

    def _show_open(self, open_: Sequence[Finding]) -> None:
        keep = {f.rule for f in open_}
        for gone in set(self.rows) - keep:
            row = self.rows.pop(gone)
            row.hide()
            row.deleteLater()
        for page_id, column in self._columns.items():
            here = [f for f in open_ if f.page == page_id]
            for at, finding in enumerate(here):
                shown = self.rows.get(finding.rule)
                if shown is None:
                    shown = self.rows[finding.rule] = self._new_row(finding)
                shown.show_finding(finding)
                if column.indexOf(shown) != at + 2:
                    column.removeWidget(shown)
                    column.insertWidget(at + 2, shown)
            self.groups[page_id].setVisible(bool(here))

    def _new_row(self, finding: Finding) -> FindingRow:
        row = FindingRow(finding)
        row.asked.connect(self.asked)
        row.clause_asked.connect(self.clause_asked)
        return row

    def _show_rest(self, findings: Sequence[Finding]) -> None:
        rest = [f for f in findings if state(f) == "rest" and f.verdict is not Verdict.NA]
        self.rest_button.setVisible(bool(rest))
        self.rest_button.setText(f"以后的事和提示（{len(rest)}）")
        self.rest.setText(
            "\n".join(f"· {f.say}（{WORDS[f.verdict]}，通知 {f.clause}）" for f in rest)
        )
