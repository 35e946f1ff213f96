"""单位审核: who looks, what was looked at, what is to be put right, what comes of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.app.pages.review import REVIEW
from desktop.app.review import reviewing
from desktop.app.review.reviewing import Clerk
from desktop.app.session import Session
from desktop.app.unit.memory import UnitMemory
from desktop.domain.vocabulary import AUDIT_ITEMS
from desktop.errors import UserError
from desktop.language import shown, tr
from desktop.ui.forms.choices import Box
from desktop.ui.forms.page import PageView
from desktop.ui.review.copies import OriginalsCard
from desktop.ui.review.printing import StampedCopiesDialog
from desktop.ui.review.tasks import TasksCard, keep_begun
from desktop.ui.widgets.cards import Card, Sheet, words
from desktop.ui.widgets.pieces import FlowLayout, Note, button, tell
from desktop.ui.widgets.theme import em, follow_size

UnitOf = Callable[[], UnitMemory]
"""Gives what the unit has told of itself, as it is now."""


class ClerkLine(QWidget):
    """经办人: chosen from the unit's own, or typed; kept until the library is locked."""

    def __init__(self, clerk: Clerk, names: tuple[str, ...]) -> None:
        super().__init__()
        self._clerk = clerk
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(words(tr("经办人"), "label"))
        self.box = Box()
        self.box.setEditable(True)
        self.box.setAccessibleName(tr("经办人"))
        self.box.addItems(["", *names])
        self.box.wish = em(self, 14)
        self.box.setCurrentText(clerk.name)
        line = self.box.lineEdit()
        assert line is not None  # noqa: S101 - it is editable
        line.setPlaceholderText(tr("选一位，或填姓名"))
        line.setMaxLength(30)
        self.box.currentTextChanged.connect(self._on_named)
        row.addWidget(self.box)
        row.addStretch(1)
        column.addLayout(row)
        self.problem = words("", "error")
        self.problem.hide()
        column.addWidget(words(tr("勾选、意见和结论都记在这个人名下。"), "hint"))
        column.addWidget(self.problem)
        self.row, self.column = row, column
        follow_size(self, self._space)

    def _space(self) -> None:
        self.row.setSpacing(em(self, 0.7))
        self.column.setSpacing(em(self, 0.2))

    def named(self) -> bool:
        """Whether it is known who sits here; where not, it is asked for."""
        if not self._clerk.name:
            tell(self.problem, tr("请先选（或填）经办人是谁。"))
            self.box.setFocus()
        return bool(self._clerk.name)

    def _on_named(self, text: str) -> None:
        self._clerk.name = " ".join(text.split())
        if self._clerk.name:
            tell(self.problem, "")


class ReviewPage(PageView):
    """The unit's page of one case. ``clerk`` is kept beyond it, ``unit_of`` asked each time."""

    page_id = REVIEW.id

    def __init__(self, session: Session, clerk: Clerk, unit_of: UnitOf) -> None:
        super().__init__()
        self.session = session
        self._clerk = clerk
        self._unit_of = unit_of
        self.sheet = Sheet(shown(REVIEW.title), shown(str(REVIEW.lead)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sheet)
        self.who = ClerkLine(clerk, unit_of().reviewers)
        self.state = Note()
        self.state.acts.addWidget(button(tr("到结论 ↓"), self._to_verdict))
        self.aspects = Card(
            tr("审核的五个方面"), tr("看过、没有问题的勾上；五个都勾上才能通过。"), spacing=0.6
        )
        self.boxes: dict[str, QCheckBox] = {}
        self.known: dict[str, QLabel] = {}
        self._build_aspects()
        self.originals = OriginalsCard(session, clerk, self.who.named)
        self.tasks = TasksCard(session, clerk)
        self.verdict = Card(tr("结论"), spacing=0.6)
        self._build_verdict()
        self.past = Card(tr("经过"), spacing=0.3)
        self.lines = words("", "plain")
        self.past.add(self.lines)
        cards = (self.originals, self.aspects, self.tasks, self.verdict, self.past)
        for widget in (self.who, self.state, *cards):
            self.sheet.add(widget)
        self.originals.asked.connect(self.asked)
        self.originals.print_asked.connect(self._print)
        self.tasks.asked.connect(self.asked)
        self.setFocusProxy(self.sheet)
        self.refresh(frozenset())

    def _build_aspects(self) -> None:
        for name in AUDIT_ITEMS:
            block = QWidget()
            column = QVBoxLayout(block)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            box = QCheckBox(name)
            box.clicked.connect(lambda on, name=name: self._look_at(name, on))
            known = words("", "hint")
            column.addWidget(box)
            column.addWidget(known)
            known.setContentsMargins(em(self, 1.6), 0, 0, 0)
            self.boxes[name], self.known[name] = box, known
            self.aspects.add(block)

    def _build_verdict(self) -> None:
        self.note = QLineEdit()
        self.note.setAccessibleName(tr("附言"))
        self.note.setPlaceholderText(tr("附言（可以不填），例如：原件已退还本人"))
        self.note.setMaxLength(200)
        keep_begun(self.note, self._clerk, self.session.case.case_id)
        self.against = words("", "care")
        self.warned = words("", "care")
        acts = QWidget()
        row = FlowLayout()
        acts.setLayout(row)
        self.passing = button(tr("审核通过"), self._pass)
        self.back = button(tr("退回修改…"), self._send_back)
        self.send = button(tr("把审核回复交回去…"), self.hand_over_asked.emit)
        for one in (self.passing, self.back, self.send):
            row.addWidget(one)
        self.failed = Note("caution")
        for widget in (self.note, self.against, self.warned, acts, self.failed):
            self.verdict.add(widget)

    # ------------------------------------------------------------------ following

    @property
    def _second(self) -> bool:
        return self._unit_of().second_review

    def refresh(self, changed: frozenset[str]) -> None:  # noqa: ARG002 - all of it is one story
        """Follow the case."""
        session = self.session
        case = session.case
        look = reviewing.look(session, second=self._second)
        self.state.say(look.standing)
        found = reviewing.aspects(case, session.notice, session.findings)
        for aspect in found:
            box = self.boxes[aspect.name]
            box.setText(f"{aspect.name}：{aspect.question}")
            box.setChecked(aspect.name in case.unit_audit.items)
            tell(self.known[aspect.name], aspect.known)
        self.originals.refresh()
        self.tasks.refresh()
        self.verdict.title.setText(tr("结论（{stage}）", stage=look.stage))
        self.passing.setText(tr("{stage}通过", stage=look.stage))
        against = look.hindrances(self._clerk.name)
        tell(self.against, "\n".join(against))
        wrong = reviewing.failed(session.findings)
        tell(
            self.warned,
            tr("检查清单里还有 {wrong} 项需修改，通过以前请看一看。", wrong=wrong) if wrong else "",
        )
        self._show_past()

    def _show_past(self) -> None:
        done = reviewing.history(self.session.case)
        told = [f"{reviewing.shown_at(one)}　{one.by}　{one.text}" for one in done]
        self.lines.setText("\n".join(told))
        self.past.setVisible(bool(told))

    def show_field(self, path: str) -> bool:
        """An attachment's ticks; the reviews, the remarks."""
        if path.startswith("attachments."):
            row = self.originals.rows.get(path.split(".")[1])
            if row is not None:
                row.sighted.setFocus(Qt.FocusReason.OtherFocusReason)
                self.sheet.reveal(row)
            return row is not None
        card = {"reviews": self.verdict, "remarks": self.tasks}.get(path.partition(".")[0])
        if card is not None:
            self.sheet.reveal(card)
        return card is not None

    # ------------------------------------------------------------------ commands

    def _to_verdict(self) -> None:
        self.sheet.reveal(self.verdict)
        self.passing.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_at(self, name: str, on: bool) -> None:
        had = self.session.case.unit_audit.items
        items = [one for one in AUDIT_ITEMS if (on if one == name else one in had)]
        try:
            self.session.set("unit_audit.items", items, label=tr("审核{name}", name=name))
        finally:
            self.refresh(frozenset())

    def _pass(self) -> None:
        self._conclude(reviewing.let_pass)

    def _send_back(self) -> None:
        if self._conclude(reviewing.send_back):
            self.hand_over_asked.emit()

    def _conclude(self, act: Callable[..., None]) -> bool:
        """Do it in the name of who sits here; what stands against it is said beside the button."""
        self.failed.say("")
        if not self.who.named():
            self.sheet.reveal(self.who)
            return False
        try:
            act(self.session, self._clerk.name, second=self._second, note=self.note.text())
        except UserError as error:
            self.failed.say(f"{error.happened}{error.todo}", "caution")
            self.sheet.reveal(self.failed)
            return False
        self.note.clear()
        self.told.emit(tr("已记下：{undo_label}", undo_label=self.session.undo_label))
        return True

    def _print(self) -> None:
        dialog = StampedCopiesDialog(self.session, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
