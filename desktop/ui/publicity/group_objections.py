"""Third step: the objections to the 公示 of the person the hand is at."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.app.publicity import objections as use
from desktop.app.publicity.group import Group, Member
from desktop.language import tr
from desktop.ui.publicity.group_people import StepPage
from desktop.ui.publicity.objections import ObjectionsCard
from desktop.ui.widgets.cards import Sheet, words
from desktop.ui.widgets.pieces import FlowLayout, button


class ObjectionsPage(StepPage):
    """``changed`` after every step somebody takes; ``refused`` where one is half written."""

    changed = Signal()
    refused = Signal(str)

    def __init__(self, _group: Group) -> None:
        super().__init__()
        self.sheet = Sheet(tr("异议"), tr("先在左边点一个人，再记下对这个人的异议。"), widest=44)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sheet)
        self.whose = words("", "h2")
        self.sheet.add(self.whose)
        self.undo = button("", self._undo)
        holder = QWidget()
        flow = FlowLayout()
        holder.setLayout(flow)
        flow.addWidget(self.undo)
        self.sheet.add(holder)
        self.undo.hide()
        self.card: ObjectionsCard | None = None
        self._member: Member | None = None

    def show_person(self, member: Member | None) -> None:
        """The objections of another person; stays where something is half written there."""
        if member is self._member:
            if self.card is not None:
                self.card.refresh()
            return
        if self.card is not None and not self.card.may_leave():
            self.refused.emit(self._member.case_id if self._member else "")
            return
        if self.card is not None:
            self.sheet.column.removeWidget(self.card)
            self.card.hide()
            self.card.deleteLater()
        self._member = member
        self.card = ObjectionsCard(member.session) if member is not None else None
        self.whose.setText(member.name if member is not None else "")
        if self.card is not None:
            self.card.changed.connect(self.changed)
            self.sheet.add(self.card)
        self._show_undo()

    def _undo(self) -> None:
        if self._member is not None:
            self._member.session.undo()

    def _show_undo(self) -> None:
        """The last step of this person's, where it was one of these."""
        label = self._member.session.undo_label if self._member is not None else ""
        self.undo.setText(tr("撤销：{label}", label=label))
        self.undo.setVisible(label in use.STEPS)

    def may_leave(self) -> bool:
        """Whether nothing half written is lost."""
        return self.card is None or self.card.may_leave()

    def show_people(self, members: tuple[Member, ...]) -> None:
        """Who is ticked is of no matter here."""

    def refresh(self) -> None:
        """Follow the case."""
        if self.card is not None:
            self.card.refresh()
        self._show_undo()

    def told(self, member: Member) -> tuple[str, str]:
        """How many there are, and how they stand."""
        state = use.standing(member.case)
        if not state.count:
            return tr("没有记过"), "mute"
        return state.sentence, "bad" if state.blocks else "good"
