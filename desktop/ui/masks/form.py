"""遮盖: does this page need covering, what appears on it, and what has been covered there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop.app.scans.masking import WORDS
from desktop.domain.case import MaskKind, MaskPlan
from desktop.domain.vocabulary import NO, YES
from desktop.language import tr
from desktop.ui.widgets.pieces import FlowLayout
from desktop.ui.widgets.theme import em


class MaskForm(QWidget):
    """The platform's question for one page, and what follows from 是; ``changed`` on every answer.

    ``kinds`` are those the notice wants covered.
    """

    changed = Signal()

    def __init__(self, kinds: Sequence[MaskKind]) -> None:
        super().__init__()
        self._plan = MaskPlan()
        self._what = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em(self, 0.1))
        self._group = QButtonGroup(self)
        question = FlowLayout(em(self, 0.5))
        question.addWidget(QLabel(tr("需要遮盖吗？")))
        self.answers: dict[str, QRadioButton] = {}
        for answer in (YES, NO):
            button = QRadioButton(answer)
            button.clicked.connect(lambda _on: self._answered())
            self._group.addButton(button)
            self.answers[answer] = button
            question.addWidget(button)
        column.addLayout(question)
        self._kinds = tuple(kinds)
        self.needed: dict[MaskKind, QCheckBox] = {}
        self.done: dict[MaskKind, QCheckBox] = {}
        self._rows: tuple[QWidget, ...] = ()
        self.usual = QLabel()
        self.usual.setProperty("role", "hint")
        self.usual.setWordWrap(True)
        column.addWidget(self.usual)
        self._column = column

    def _ask_more(self) -> None:
        """The boxes come with the first 是: most pages need none, and there are many pages."""
        self.needed = self._boxes(self._kinds)
        self.done = self._boxes(self._kinds)
        self._rows = (
            self._row(tr("这一页上有："), self.needed),
            self._row(tr("平台上已遮好："), self.done),
        )
        for row in self._rows:
            self._column.addWidget(row)

    def _boxes(self, kinds: Sequence[MaskKind]) -> dict[MaskKind, QCheckBox]:
        boxes: dict[MaskKind, QCheckBox] = {}
        for kind in kinds:
            box = QCheckBox(WORDS[kind])
            box.clicked.connect(lambda _on: self._answered())
            boxes[kind] = box
        return boxes

    def _row(self, title: str, boxes: dict[MaskKind, QCheckBox]) -> QWidget:
        row = QWidget()
        flow = FlowLayout(em(self, 0.4))
        row.setLayout(flow)
        label = QLabel(title)
        label.setProperty("role", "hint")
        flow.addWidget(label)
        for box in boxes.values():
            flow.addWidget(box)
        return row

    @property
    def plan(self) -> MaskPlan:
        """The answers; what was known beside them stays."""
        decision = next((a for a, button in self.answers.items() if button.isChecked()), "")
        yes = decision == YES
        # Before anything is decided the kinds are a proposal, which stands ticked on the first 是.
        kept = yes or not decision
        needed = self._ticked(self.needed, self._plan.needed) if kept else ()
        done = tuple(k for k in self._ticked(self.done, self._plan.done) if k in needed)
        return self._plan.model_copy(update={"decision": decision, "needed": needed, "done": done})

    def _ticked(
        self, boxes: dict[MaskKind, QCheckBox], known: tuple[MaskKind, ...]
    ) -> tuple[MaskKind, ...]:
        if not boxes:
            return tuple(kind for kind in self._kinds if kind in known)
        return tuple(kind for kind, box in boxes.items() if box.isChecked())

    def show_plan(self, plan: MaskPlan, what: str) -> None:
        """Show ``plan``; ``what`` names the page for a screen reader."""
        self._plan, self._what = plan, what
        self._group.setExclusive(False)
        for answer, button in self.answers.items():
            button.setChecked(plan.decision == answer)
            button.setAccessibleName(tr("{what} 需要遮盖吗？{answer}", what=what, answer=answer))
        self._group.setExclusive(True)
        yes = plan.decision == YES
        if yes and not self._rows:
            self._ask_more()
        for kind, box in self.needed.items():
            box.setChecked(kind in plan.needed)
            box.setAccessibleName(tr("{what} 上有{kind}", what=what, kind=WORDS[kind]))
        for kind, box in self.done.items():
            box.setChecked(kind in plan.done)
            box.setVisible(kind in plan.needed)
            box.setAccessibleName(tr("{what} 的{kind}已遮好", what=what, kind=WORDS[kind]))
        usual = "、".join(WORDS[kind] for kind in plan.needed if kind in self._kinds)
        self.usual.setText(tr("这一栏的材料上一般有{usual}，请看清楚再定。", usual=usual))
        self.usual.setVisible(bool(usual) and not plan.decision)
        for row, wanted in zip(self._rows, (yes, yes and bool(plan.needed)), strict=False):
            row.setVisible(wanted)

    def _answered(self) -> None:
        self.show_plan(self.plan, self._what)
        self.changed.emit()
