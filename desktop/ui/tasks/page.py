"""任务清单: how far one is, what comes next, and everything required, one click from its place."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desktop.app.findings.progress import State
from desktop.app.session import Session
from desktop.app.tasks.following import Next, following
from desktop.app.tasks.listing import Group, listing
from desktop.app.tasks.required import Required
from desktop.app.tasks.steps import Step
from desktop.domain.finding import Verdict
from desktop.language import tr
from desktop.ui.finish.checklist import CheckRow, row_key
from desktop.ui.forms.page import PageView
from desktop.ui.widgets.cards import Card, FoldButton, Sheet, words
from desktop.ui.widgets.marks import LinkButton, StateMark
from desktop.ui.widgets.pieces import tell
from desktop.ui.widgets.theme import em, follow_size

TASKS = "tasks"
"""The overview's id beside those of the pages; it is no step of the form."""

TITLE = tr("任务清单")


class StepRow(QFrame):
    """A step of the last page: mark, name (to where it is done), how it stands."""

    asked = Signal(str)

    def __init__(self, step: Step) -> None:
        super().__init__()
        self.setProperty("role", "row")
        self._row = QHBoxLayout(self)
        self.mark = StateMark()
        side = QVBoxLayout()
        side.addWidget(self.mark)
        side.addStretch(1)
        self._row.addLayout(side)
        self._column = QVBoxLayout()
        self._column.setSpacing(1)
        self._row.addLayout(self._column, 1)
        self.title = LinkButton(step.say)
        self.title.setAccessibleDescription(tr("按回车跳到办这件事的地方"))
        self.title.clicked.connect(lambda: self.asked.emit(step.act))
        self.told = words("", "reason")
        self._column.addWidget(self.title)
        self._column.addWidget(self.told)
        follow_size(self, self._space)
        self.show_step(step)

    def _space(self) -> None:
        self._row.setContentsMargins(em(self, 0.95), em(self, 0.5), em(self, 0.7), em(self, 0.5))
        self._row.setSpacing(em(self, 0.65))

    def show_step(self, step: Step) -> None:
        """Follow the case."""
        self.mark.set_state(step.state)
        self.title.set_text(step.say)
        self.told.setText(step.told)
        self.title.setAccessibleName(f"{step.say}，{step.told}")


class GroupView(QWidget):
    """What belongs to one page, folded to a line that counts it; drawn when it is opened."""

    def __init__(self, page: TasksPage, group: Group) -> None:
        super().__init__()
        self._page = page
        self._group = group
        self.steps: dict[str, StepRow] = {}
        self.rows: dict[str, CheckRow] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        line = QFrame()
        line.setProperty("role", "rule")
        outer.addWidget(line)
        self._head = QHBoxLayout()
        self.mark = StateMark()
        self.button = FoldButton("")
        self._head.addWidget(self.mark)
        self._head.addWidget(self.button, 1)
        outer.addLayout(self._head)
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setSpacing(0)
        self._body.hide()
        outer.addWidget(self._body)
        self.button.toggled.connect(self._on_toggled)
        follow_size(self, self._space)
        self.show_group(group)

    def _space(self) -> None:
        self._head.setSpacing(em(self, 0.2))
        self._column.setContentsMargins(em(self, 1.4), 0, 0, em(self, 0.6))

    def _on_toggled(self, on: bool) -> None:
        if on:
            self._fill()
        self._body.setVisible(on)

    def show_group(self, group: Group) -> None:
        """Follow the case."""
        self._group = group
        counts = group.progress
        said = [group.title]
        said += [f"{counts.done} / {counts.total}"] if counts.total else []
        said += [tr("需修改 {fix}", fix=counts.fix)] if counts.fix else []
        away = sum(finding.verdict is Verdict.NA for finding, _ in group.findings)
        said += [tr("不适用 {away}", away=away)] if away else []
        self.button.setText("　".join(said))
        self.mark.set_state(group.state)
        if self.button.isChecked():
            self._fill()

    def _fill(self) -> None:
        wanted: list[QWidget] = []
        for step in self._group.steps:
            if step.act not in self.steps:
                self.steps[step.act] = StepRow(step)
                self.steps[step.act].asked.connect(self._page.step_asked)
            self.steps[step.act].show_step(step)
            wanted.append(self.steps[step.act])
        for finding, state in self._group.findings:
            key = row_key(finding)
            if key not in self.rows:
                page = self._page
                self.rows[key] = CheckRow(page.finding_asked.emit, page.clause_asked.emit)
            self.rows[key].show_finding(finding, state)
            wanted.append(self.rows[key])
        for place, widget in enumerate(wanted):
            if self._column.indexOf(widget) != place:
                self._column.insertWidget(place, widget)
        # Shown before it has its place it would be a window of its own.
        for known in (*self.steps.values(), *self.rows.values()):
            known.setVisible(known in wanted)


class TasksPage(PageView):
    """``finding_asked(finding)`` and ``step_asked(act)``: to where it is done; ``next_asked()``."""

    finding_asked = Signal(object)
    step_asked = Signal(str)
    next_asked = Signal()

    page_id = TASKS

    def __init__(self, session: Session, required: Required) -> None:
        super().__init__()
        self._session = session
        self._required = required
        self.groups: dict[str, GroupView] = {}
        self.sheet = Sheet(
            TITLE,
            tr("要办的都在这里，按先后排好。点一行就到办它的地方；不用一次办完，随时可以停下。"),
        )
        self.count = words("", "h2")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("完成进度"))
        self.next = LinkButton()
        self.next.clicked.connect(self.next_asked)
        self.later = words("", "hint")
        head = Card(spacing=0.6)
        for widget in (self.count, self.bar, self.next, self.later):
            head.add(widget)
        self.sheet.add(head)
        self.all = Card(spacing=0)
        self.sheet.add(self.all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sheet)
        self.setFocusProxy(self.sheet)
        self.refresh(frozenset())
        self._open_next()

    def refresh(self, changed: frozenset[str]) -> None:  # noqa: ARG002 - all of it may follow
        """Follow the case."""
        counts = self._required.whole()
        told = tr("已完成 {done} / {total} 项", done=counts.done, total=counts.total)
        self.count.setText(told)
        self.bar.setMaximum(max(counts.total, 1))
        self.bar.setValue(counts.done)
        self.bar.setAccessibleDescription(told)
        found = listing(self._session, self._required)
        for place, group in enumerate(found):
            if group.page not in self.groups:
                self.groups[group.page] = GroupView(self, group)
            view = self.groups[group.page]
            if self.all.column.indexOf(view) != place:
                self.all.column.insertWidget(place, view)
            view.show_group(group)
        there = {group.page for group in found}
        for page, view in self.groups.items():
            view.setVisible(page in there)
        self._show_next(following(self._session, self._required))
        tell(self.later, _beside(found))

    def _show_next(self, coming: Next) -> None:
        self.next.set_text(tr("接下来：{said}", said=coming.said))
        self.next.setAccessibleName(tr("接下来：{said}", said=coming.said))

    def _open_next(self) -> None:
        """What comes next is seen at once."""
        coming = following(self._session, self._required)
        at = coming.finding.page if coming.finding is not None else "finish"
        if at in self.groups:
            self.groups[at].button.setChecked(True)


def _beside(found: tuple[Group, ...]) -> str:
    """How many there are that nothing is to be done about, now or at all."""
    every: list[tuple[State, bool]] = [
        (state, finding.verdict is Verdict.NA)
        for group in found
        for finding, state in group.findings
    ]
    later = sum(state == "rest" and not away for state, away in every)
    away = sum(away for _, away in every)
    told = [tr("以后才办的 {later} 项", later=later)] if later else []
    told += [tr("不适用于您的 {away} 项", away=away)] if away else []
    return tr("另有{told}，不算在里面。", told="、".join(told)) if told else ""
