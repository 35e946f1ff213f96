"""The checklist: every rule of the notice with its state, the reason and the clause, live."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.app.findings.messages import spoken
from desktop.app.findings.progress import State, state, word
from desktop.app.pages.form import Page
from desktop.app.session import Session
from desktop.app.tasks.required import Required
from desktop.domain.finding import Finding
from desktop.language import shown, tr
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.marks import LinkButton, StateMark
from desktop.ui.widgets.pieces import PushButton, one_stop
from desktop.ui.widgets.theme import em

Filter = Literal["todo", "all", "here"]

FILTERS: dict[Filter, str] = {"todo": tr("需处理"), "here": tr("本页"), "all": tr("全部")}

NOTHING: dict[Filter, str] = {
    "todo": tr("没有要处理的了。在最后一步“检查与出件”生成材料包。"),
    "here": tr("这一页没有检查项，照着填就行。"),
    "all": tr("这份通知没有检查项。"),
}


def row_key(finding: Finding) -> str:
    """What keeps a row its own: the rule, and for the program's own checks the field."""
    return finding.rule if finding.clause else f"{finding.rule} {finding.evidence[:1]}"


class CheckRow(QFrame):
    """One finding: mark, title (to the field), word and reason, clause (to the sentence)."""

    def __init__(self, asked: Callable[[Finding], None], clause: Callable[[str], None]) -> None:
        super().__init__()
        self.finding: Finding | None = None
        self._counted: State = "rest"
        self.setProperty("role", "row")
        self.mark = StateMark()
        self.title = LinkButton()
        self.reason = words("", "reason")
        self.clause = LinkButton(small=True)
        self.grid = QGridLayout(self)
        self.grid.addWidget(self.mark, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        for place, widget in enumerate((self.title, self.reason, self.clause)):
            self.grid.addWidget(widget, place, 1)
        self.grid.setColumnStretch(1, 1)
        self._asked = asked
        self._clause = clause
        self.title.clicked.connect(self._on_title)
        self.clause.clicked.connect(self._on_clause)
        self._space()

    def _space(self) -> None:
        self.grid.setContentsMargins(em(self, 0.95), em(self, 0.5), em(self, 0.7), em(self, 0.5))
        self.grid.setHorizontalSpacing(em(self, 0.65))
        self.grid.setVerticalSpacing(1)

    def changeEvent(self, event: QEvent) -> None:
        """Distances follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._space()

    def _on_title(self) -> None:
        if self.finding is not None:
            self._asked(self.finding)

    def _on_clause(self) -> None:
        if self.finding is not None:
            self._clause(self.finding.rule)

    def show_finding(self, finding: Finding, counted: State) -> None:
        """Show ``finding``, which counts as that; nothing is drawn anew where it says the same."""
        if (finding, counted) == (self.finding, self._counted):
            return
        self.finding, self._counted = finding, counted
        seen = counted == "done" and state(finding) == "look"
        how, why = tr("已知悉") if seen else shown(word(finding)), spoken(finding)
        # What holds by itself is right, too.
        self.mark.set_state(counted if seen else state(finding))
        self.title.set_text(finding.say)
        self.reason.setText(f"{how} · {why}" if why else how)
        self.clause.set_text(tr("依据：通知 {clause}", clause=finding.clause))
        self.clause.setVisible(bool(finding.clause))
        self.clause.setAccessibleName(
            tr("{say}，看通知原文：{clause}", say=finding.say, clause=finding.clause)
        )
        self.title.setAccessibleName(f"{how}，{finding.say}，{why}")
        self.title.setAccessibleDescription(tr("按回车跳到要填的地方"))


class Checklist(QFrame):
    """Progress, a filter, and the rows; those of the page one is at stand first."""

    asked = Signal(object)
    clause_asked = Signal(str)
    check_pressed = Signal()
    closed = Signal()

    def __init__(self, session: Session, pages: tuple[Page, ...], required: Required) -> None:
        super().__init__()
        self.session = session
        self._required = required
        self.pages = {page.id: page for page in pages}
        self.page_id = pages[0].id
        self.filter: Filter = "todo"
        self.rows: dict[str, CheckRow] = {}
        self.heads: dict[str, QLabel] = {}
        self.setObjectName("checklist")
        self._build()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self._build_top())
        rule = QFrame()
        rule.setProperty("role", "rule")
        outer.addWidget(rule)
        inside = QWidget()
        inside.setProperty("role", "panel")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.nothing = words("", "nothing")
        self.column.addWidget(self.nothing)
        self.column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inside)
        outer.addWidget(self.area, 1)
        self._space()

    def _build_top(self) -> QVBoxLayout:
        self.top = QVBoxLayout()
        title = QLabel(tr("材料检查"))
        title.setProperty("role", "label")
        self.count = words("", "hint")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("检查进度"))
        self.close_button = PushButton(tr("收起"))
        self.close_button.setProperty("role", "small")
        self.close_button.clicked.connect(self.closed)
        self.close_button.hide()
        self.check_button = PushButton(tr("检查本页"))
        self.check_button.setProperty("role", "small")
        self.check_button.setToolTip(tr("把本页还没填、填错的都标出来"))
        self.check_button.clicked.connect(self.check_pressed)
        line = QHBoxLayout()
        line.addWidget(title, 1)
        line.addWidget(self.check_button)
        line.addWidget(self.close_button)
        self.top.addLayout(line)
        self.top.addWidget(self.count)
        self.top.addWidget(self.bar)
        self.top.addLayout(self._build_filters())
        return self.top

    def _build_filters(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(2)
        self.group = QButtonGroup(self)
        self.filters: dict[Filter, QPushButton] = {}
        for name, caption in FILTERS.items():
            button = PushButton(caption)
            button.setProperty("role", "quiet")
            button.setCheckable(True)
            button.setChecked(name == self.filter)
            button.clicked.connect(lambda _on, name=name: self.set_filter(name))
            button.setAccessibleName(tr("看{caption}的检查项", caption=caption))
            self.group.addButton(button)
            self.filters[name] = button
            line.addWidget(button)
        one_stop(self.filters.values())
        line.addStretch(1)
        return line

    def _space(self) -> None:
        side = em(self, 0.95)
        self.top.setContentsMargins(side, em(self, 0.85), side, em(self, 0.35))
        self.top.setSpacing(em(self, 0.35))

    def changeEvent(self, event: QEvent) -> None:
        """Distances follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._space()

    def set_drawer(self, drawer: bool) -> None:
        """As a drawer it can be put away."""
        self.close_button.setVisible(drawer)

    def set_filter(self, name: Filter) -> None:
        """Show 需处理, 本页 or 全部."""
        self.filter = name
        self.filters[name].setChecked(True)
        one_stop(self.filters.values())
        self.refresh()
        self.area.verticalScrollBar().setValue(0)

    def set_page(self, page_id: str) -> None:
        """The rows of this page come first."""
        if page_id != self.page_id:
            self.page_id = page_id
            self.refresh()
            self.area.verticalScrollBar().setValue(0)

    def _shown(self, finding: Finding, counted: State) -> bool:
        if self.filter == "here":
            return finding.page == self.page_id
        return self.filter == "all" or counted in ("fix", "look", "open")

    def refresh(self) -> None:
        """Follow the findings."""
        counts = self._required.progress()
        told = tr("{done} / {total} 项已符合", done=counts.done, total=counts.total)
        if counts.fix:
            told += tr("，{fix} 项需修改", fix=counts.fix)
        self.count.setText(told)
        self.bar.setMaximum(max(counts.total, 1))
        self.bar.setValue(counts.done)
        self.bar.setAccessibleDescription(told)
        states = self._required.states()
        for finding, counted in states:
            key = row_key(finding)
            if key not in self.rows:
                self.rows[key] = CheckRow(self.asked.emit, self.clause_asked.emit)
            self.rows[key].show_finding(finding, counted)
        self._arrange([f for f, counted in states if self._shown(f, counted)])

    def _arrange(self, shown: list[Finding]) -> None:
        """Put the rows in their order: this page first, then the others as in the rail."""
        order = [self.page_id, *(p for p in self.pages if p != self.page_id)]
        wanted: list[QWidget] = []
        for page_id in order:
            about = [f for f in shown if f.page == page_id]
            # What has to be put right stands first; the others keep the order of the notice.
            about.sort(key=lambda f: state(f) != "fix")
            here = [self.rows[row_key(f)] for f in about]
            if here:
                wanted += [self._head(page_id), *here]
        for known in (*self.heads.values(), *self.rows.values()):
            if known not in wanted:
                known.hide()
        for place, widget in enumerate(wanted, 1):
            if self.column.indexOf(widget) != place:
                self.column.insertWidget(place, widget)
            widget.show()
        self.nothing.setText(NOTHING[self.filter])
        self.nothing.setVisible(not wanted)

    def _head(self, page_id: str) -> QLabel:
        if page_id not in self.heads:
            self.heads[page_id] = words("", "head")
        here = tr("本页 · ") if page_id == self.page_id else ""
        self.heads[page_id].setText(f"{here}{shown(self.pages[page_id].title)}")
        return self.heads[page_id]
