"""The people of a group on the left: who is meant (ticks), and how each stands in this step."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.app.publicity.group import Member
from desktop.domain import moments
from desktop.language import tr
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.pieces import FlowLayout, button
from desktop.ui.widgets.theme import em, follow_size, tokens

NAME, DATES, STATE = range(3)


class PeopleTable(QTableWidget):
    """A line a person; Space ticks, Enter opens."""

    opened = Signal(str)
    ticks_changed = Signal()

    def __init__(self, members: Sequence[Member]) -> None:
        super().__init__(len(members), 3)
        self._ids = [member.case_id for member in members]
        self.setHorizontalHeaderLabels((tr("姓名"), tr("公示"), tr("情况")))
        self.setObjectName("people")
        self.setAccessibleName(tr("这一批人员"))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = self.horizontalHeader()
        head.setObjectName("plain")
        head.style().unpolish(head)  # it was polished for its labels, before it had its name
        head.style().polish(head)
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Interactive)
        head.setSectionResizeMode(DATES, QHeaderView.ResizeMode.Interactive)
        head.setSectionResizeMode(STATE, QHeaderView.ResizeMode.Stretch)
        for row, member in enumerate(members):
            name = QTableWidgetItem(member.name)
            name.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
            )
            name.setCheckState(Qt.CheckState.Checked)
            name.setToolTip(f"{member.name}\n{member.notice.short_title}")
            self.setItem(row, NAME, name)
            for column in (DATES, STATE):
                self.setItem(row, column, QTableWidgetItem(""))
        if members:
            self.setCurrentCell(0, NAME)
        self.itemChanged.connect(lambda _item: self.ticks_changed.emit())
        self.cellDoubleClicked.connect(lambda row, _column: self.opened.emit(self._ids[row]))
        follow_size(self, self._space)

    def _space(self) -> None:
        room = self.viewport().width()
        dates = em(self, 6.8 if room > em(self, 30) else 6.0)
        longest = self.sizeHintForColumn(NAME) + em(self, 0.6)
        name = max(min(longest, room - dates - em(self, 8)), em(self, 9.5))
        self.setColumnWidth(NAME, name)
        self.setColumnWidth(DATES, dates)
        self.verticalHeader().setDefaultSectionSize(em(self, 2.3))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names get more room where there is more."""
        super().resizeEvent(event)
        self._space()

    def state_of(self, case_id: str) -> str:
        """What is told of that person."""
        item = self.item(self._ids.index(case_id), STATE) if case_id in self._ids else None
        return item.text() if item is not None else ""

    @property
    def current(self) -> str:
        """The case of the line the hand is at; "" for none."""
        row = self.currentRow()
        return self._ids[row] if 0 <= row < len(self._ids) else ""

    def ticked(self) -> frozenset[str]:
        """The cases that are meant."""
        on = Qt.CheckState.Checked
        return frozenset(
            case_id for row, case_id in enumerate(self._ids) if self._name(row).checkState() == on
        )

    def tick(self, case_ids: Sequence[str] | frozenset[str]) -> None:
        """Mean these and nobody else."""
        self.blockSignals(True)
        for row, case_id in enumerate(self._ids):
            on = case_id in case_ids
            state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
            self._name(row).setCheckState(state)
        self.blockSignals(False)
        self.ticks_changed.emit()

    def go(self, case_id: str) -> None:
        """Put the hand at that person."""
        if case_id in self._ids:
            self.setCurrentCell(self._ids.index(case_id), NAME)

    def tell(self, case_id: str, dates: str, state: str, colour: str) -> None:
        """Show how that person stands; ``colour`` names one of the theme's."""
        row = self._ids.index(case_id)
        self.blockSignals(True)
        for column, text in ((DATES, dates), (STATE, state)):
            item = self.item(row, column)
            if item is not None:
                item.setText(text)
                item.setToolTip(text)
        item = self.item(row, STATE)
        if item is not None:
            item.setForeground(tokens(self).color(colour))
        self.blockSignals(False)

    def _name(self, row: int) -> QTableWidgetItem:
        item = self.item(row, NAME)
        if item is None:
            raise IndexError(row)
        return item

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks from any column, Enter opens."""
        row = self.currentRow()
        if row >= 0 and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self._ids[row])
        elif row >= 0 and event.key() == Qt.Key.Key_Space:
            name = self._name(row)
            on = name.checkState() == Qt.CheckState.Checked
            name.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
        else:
            super().keyPressEvent(event)


class People(QFrame):
    """The table, how many are meant, and what ticks many at once."""

    changed = Signal()
    opened = Signal(str)

    def __init__(self, members: Sequence[Member]) -> None:
        super().__init__()
        self._members = {member.case_id: member for member in members}
        self.setProperty("role", "panel")
        column = QVBoxLayout(self)
        self.count = words("", "h3")
        self.table = PeopleTable(members)
        self.table.ticks_changed.connect(self._changed)
        self.table.opened.connect(self.opened)
        acts = FlowLayout(em(self, 0.4))
        for text, act in (
            (tr("全选"), lambda: self.table.tick(frozenset(self._members))),
            (tr("全不选"), lambda: self.table.tick(frozenset())),
            (tr("打开这份材料"), lambda: self.opened.emit(self.table.current)),
        ):
            acts.addWidget(button(text, act, "small"))
        hint = words(tr("空格勾选，回车打开。"), "hint")
        self.whole = words("", "plain")
        self.table.currentCellChanged.connect(lambda *_at: self._say_whole())
        column.addWidget(self.count)
        column.addWidget(self.table, 1)
        column.addWidget(self.whole)
        column.addLayout(acts)
        column.addWidget(hint)
        follow_size(self, lambda: self._space(column))
        self._changed()

    def _space(self, column: QVBoxLayout) -> None:
        side = em(self, 0.8)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(em(self, 0.5))

    def _changed(self) -> None:
        self.count.setText(
            tr(
                "选中 {chosen} 人，共 {count} 人",
                chosen=len(self.chosen()),
                count=len(self._members),
            )
        )
        self.changed.emit()

    def chosen(self) -> tuple[Member, ...]:
        """Those who are meant, in the order they came in."""
        on = self.table.ticked()
        return tuple(member for case_id, member in self._members.items() if case_id in on)

    def current(self) -> Member | None:
        """The person the hand is at."""
        return self._members.get(self.table.current)

    def show_states(self, told: Callable[[Member], tuple[str, str]]) -> None:
        """Show everybody's dates and state; ``told`` gives the state and its colour."""
        for member in self._members.values():
            state, colour = told(member)
            self.table.tell(member.case_id, _dates(member), state, colour)
        self._say_whole()

    def _say_whole(self) -> None:
        """The line the hand is at in full: a column may be too narrow for it."""
        member = self.current()
        state = self.table.state_of(member.case_id) if member is not None else ""
        self.whole.setText(f"{member.name}：{state}" if member is not None and state else "")


def _dates(member: Member) -> str:
    pub = member.case.pub
    return (
        tr("{start}至{end}", start=_short(pub.start), end=_short(pub.end))
        if pub.start and pub.end
        else _short(pub.start)
    )


def _short(text: str) -> str:
    day = moments.day(text)
    return f"{day.month}.{day.day}" if day else text


class StepPage(QWidget):
    """What the steps on the right share: who is meant, and what follows when that changes."""

    def show_people(self, members: tuple[Member, ...]) -> None:
        """Follow who is meant."""
        raise NotImplementedError

    def told(self, member: Member) -> tuple[str, str]:
        """How that person stands in this step, and the colour it is told in."""
        raise NotImplementedError


def foot(said: QLabel, act: QPushButton) -> QFrame:
    """What is always in sight below a step: why not everybody is in it, and the one thing to do."""
    made = QFrame()
    made.setObjectName("bottom")
    row = QHBoxLayout(made)
    row.addWidget(said, 1)
    row.addStretch(0)
    act.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    row.addWidget(act)

    def space() -> None:
        side = em(made, 1)
        row.setContentsMargins(side, em(made, 0.5), side, em(made, 0.5))
        row.setSpacing(em(made, 0.8))

    follow_size(made, space)
    return made
