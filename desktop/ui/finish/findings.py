"""What is open, page by page: every finding that asks something, one click from its field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.app.findings.acknowledged import ASKED, key, known
from desktop.app.findings.messages import WORDS, spoken
from desktop.app.findings.progress import State, state, word
from desktop.app.pages import PAGES
from desktop.app.session import Session
from desktop.app.tasks.required import Required
from desktop.domain.finding import Finding, Verdict
from desktop.language import shown, tr
from desktop.ui.finish.checklist import row_key
from desktop.ui.widgets.cards import Card, FoldButton, words
from desktop.ui.widgets.marks import LinkButton, StateMark
from desktop.ui.widgets.pieces import FlowLayout, button, tell
from desktop.ui.widgets.theme import em, follow_size

OPEN_STATES: tuple[State, ...] = ("fix", "open", "look")
"""What is listed, gravest first."""

FEW = 6
"""With no more than this open, nothing is folded."""

COUNT_WORDS: dict[State, str] = {
    "fix": tr("需修改"),
    "open": tr("待完成"),
    "look": tr("请留意"),
    "done": tr("已符合"),
}


class FindingRow(QFrame):
    """A finding: its mark, what is asked, how it stands, the clause."""

    asked = Signal(object)
    clause_asked = Signal(str)
    acknowledged = Signal(object, bool)

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self.finding = finding
        self.row = row = QHBoxLayout(self)
        self.mark = StateMark(state(finding))
        side = QVBoxLayout()
        side.addWidget(self.mark)
        side.addStretch(1)
        row.addLayout(side)
        self.column = column = QVBoxLayout()
        row.addLayout(column, 1)
        self.title = LinkButton(finding.say)
        self.title.clicked.connect(lambda: self.asked.emit(self.finding))
        self.told = words("", "reason")
        column.addWidget(self.title)
        column.addWidget(self.told)
        if finding.clause:
            clause = LinkButton(tr("依据：通知 {clause}", clause=finding.clause), small=True)
            clause.clicked.connect(lambda: self.clause_asked.emit(finding.rule))
            column.addWidget(clause)
        self.known = QCheckBox(tr("已知悉"))
        self.known.clicked.connect(lambda on: self.acknowledged.emit(self.finding, on))
        column.addWidget(self.known)
        follow_size(self, self._space)
        self.show_finding(finding, known=False)

    def _space(self) -> None:
        self.row.setContentsMargins(0, em(self, 0.35), 0, em(self, 0.35))
        self.row.setSpacing(em(self, 0.7))
        self.column.setSpacing(em(self, 0.05))

    def show_finding(self, finding: Finding, *, known: bool) -> None:
        """Follow the finding of the same rule; ``known`` where it has been acknowledged."""
        self.finding = finding
        self.known.setVisible(finding.verdict in ASKED)
        self.known.setChecked(known)
        self.known.setAccessibleName(tr("已知悉：{say}", say=finding.say))
        self.mark.set_state(state(finding))
        told = f"{shown(word(finding))} · {spoken(finding)}"
        self.told.setText(told)
        self.title.set_text(finding.say)
        self.title.setAccessibleName(tr("{say}，{told}，去处理", say=finding.say, told=told))


class Group(QWidget):
    """What is open on one page, folded to a line that counts it."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        line = QFrame()
        line.setProperty("role", "rule")
        outer.addWidget(line)
        self.button = FoldButton(title)
        outer.addWidget(self.button)
        body = QWidget()
        self.column = QVBoxLayout(body)
        self.column.setSpacing(0)
        follow_size(self, self._space)
        body.hide()
        self.button.toggled.connect(body.setVisible)
        outer.addWidget(body)

    def _space(self) -> None:
        self.column.setContentsMargins(em(self, 1.4), 0, 0, em(self, 0.5))

    def show_counts(self, findings: Sequence[Finding]) -> None:
        """基本信息　需修改 2　待确认 3; hidden where nothing is open."""
        counts = [
            f"{COUNT_WORDS[one]} {number}"
            for one in OPEN_STATES
            if (number := sum(state(f) == one for f in findings))
        ]
        self.button.setText("　".join([self._title, *counts]))
        self.setVisible(bool(findings))


class FindingsCard(Card):
    """Counts, then what is open grouped by page; the rest folded away."""

    asked = Signal(object)
    clause_asked = Signal(str)
    report_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(tr("检查结果"), spacing=0.5)
        self.session = session
        self._required = Required(session)
        self.counts = QWidget()
        self._count_flow = FlowLayout(em(self, 1.4))
        self.counts.setLayout(self._count_flow)
        self._labels: dict[State, QLabel] = {}
        self.numbers = {one: self._counter(one) for one in COUNT_WORDS}
        self.add(self.counts)
        self.all_done = words("", "good")
        self.add(self.all_done)
        self.groups: dict[str, Group] = {}
        self.rows: dict[str, FindingRow] = {}
        for page in PAGES:
            self.groups[page.id] = Group(shown(page.title))
            self.add(self.groups[page.id])
        self.rest_button, self.rest = self._folded()
        self.away_button, self.away = self._folded()
        self.report = button(tr("看检查报告"), self.report_asked.emit)
        flow = FlowLayout()
        flow.addWidget(self.report)
        self.column.addLayout(flow)
        self.refresh()
        if len(self.rows) <= FEW:
            for group in self.groups.values():
                group.button.setChecked(True)

    def _folded(self) -> tuple[FoldButton, QLabel]:
        """A line that opens onto what is only to be read."""
        opener, text = FoldButton(""), words("", "hint")
        text.hide()
        opener.toggled.connect(text.setVisible)
        self.add(opener)
        self.add(text)
        return opener, text

    def _counter(self, one: State) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(em(self, 0.4))
        row.addWidget(StateMark(one))
        label = words("", "h3")
        label.setWordWrap(False)
        row.addWidget(label)
        self._count_flow.addWidget(box)
        self._labels[one] = label
        return box

    def refresh(self) -> None:
        """Follow the findings; rows that stay the same stay as they are."""
        findings = self.session.findings
        counts = self._required.progress()
        for one, said in COUNT_WORDS.items():
            number = getattr(counts, one)
            self._labels[one].setText(f"{said} {number}")
            self.numbers[one].setVisible(bool(number))
        # What was acknowledged stays to be seen, so that it can be taken back.
        open_ = [f for one in OPEN_STATES for f in findings if state(f) == one]
        tell(self.all_done, "" if counts.left else tr("没有要处理的了，可以生成材料包。"))
        self._show_open(open_)
        self._show_rest(findings)

    def _show_open(self, open_: Sequence[Finding]) -> None:
        keep = {row_key(f) for f in open_}
        for gone in set(self.rows) - keep:
            row = self.rows.pop(gone)
            row.hide()
            row.deleteLater()
        for page_id, group in self.groups.items():
            here = [f for f in open_ if f.page == page_id]
            for at, finding in enumerate(here):
                shown = self.rows.get(row_key(finding))
                if shown is None:
                    shown = self.rows[row_key(finding)] = self._new_row(finding)
                shown.show_finding(finding, known=known(self.session.case, finding))
                if group.column.indexOf(shown) != at:
                    group.column.removeWidget(shown)
                    group.column.insertWidget(at, shown)
            group.show_counts(here)

    def _new_row(self, finding: Finding) -> FindingRow:
        row = FindingRow(finding)
        row.asked.connect(self.asked)
        row.clause_asked.connect(self.clause_asked)
        row.acknowledged.connect(lambda f, on: self.session.tick(key(f), on))
        return row

    def take_focus(self) -> None:
        """The keyboard to the first thing that wants to be read."""
        for row in self.rows.values():
            if row.finding.verdict in ASKED and not row.known.isChecked():
                self.groups[row.finding.page].button.setChecked(True)
                row.known.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _show_rest(self, findings: Sequence[Finding]) -> None:
        rest = [f for f in findings if state(f) == "rest" and f.verdict is not Verdict.NA]
        self.rest_button.setVisible(bool(rest))
        self.rest_button.setText(tr("以后的事和提示（{count}）", count=len(rest)))
        self.rest.setText(
            "\n".join(
                tr(
                    "· {say}（{verdict}，通知 {clause}）",
                    say=f.say,
                    verdict=WORDS[f.verdict],
                    clause=f.clause,
                )
                for f in rest
            )
        )
        away = [f for f in findings if f.verdict is Verdict.NA]
        self.away_button.setVisible(bool(away))
        self.away_button.setText(tr("不适用于您的，和为什么（{count}）", count=len(away)))
        self.away.setText(
            "\n".join(
                tr("· {say}：{why}（通知 {clause}）", say=f.say, why=spoken(f), clause=f.clause)
                for f in away
            )
        )
