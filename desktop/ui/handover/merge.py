"""Where both sides changed the same place: both versions side by side, one to be chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QFrame, QRadioButton, QVBoxLayout, QWidget

from desktop.app.handover.versions import Sides
from desktop.domain.merge import Conflict
from desktop.language import tr
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.pieces import FlowLayout, button, tell
from desktop.ui.widgets.theme import em, follow_size, repolish

MINE, THEIRS = tr("留我的"), tr("用对方的")

ROOM_FOR_TWO = 30
"""Full-width characters two versions want side by side."""


class _Side(QFrame):
    """One version and the button that chooses it; a click anywhere on it does as well."""

    def __init__(self, choice: str, value: str, about: str) -> None:
        super().__init__()
        self.setProperty("role", "note")
        self.radio = QRadioButton(choice)
        self.radio.setAccessibleName(f"{about}：{choice}，{value}")
        self.column = QVBoxLayout(self)
        self.column.addWidget(self.radio)
        self.value = words(value, "plain")
        self.value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(self.value)
        self.column.addStretch(1)
        follow_size(self, self._space)

    def _space(self) -> None:
        side = em(self, 0.7)
        self.column.setContentsMargins(side, em(self, 0.4), side, em(self, 0.5))
        self.column.setSpacing(em(self, 0.2))


class ConflictView(QFrame):
    """One place."""

    chosen = Signal()

    def __init__(self, sides: Sides) -> None:
        super().__init__()
        self.sides = sides
        self.setProperty("role", "pair")
        self.setProperty("differs", True)
        self.column = QVBoxLayout(self)
        self.title = words(sides.title, "h3")
        self.column.addWidget(self.title)
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.mine = _Side(MINE, sides.mine, sides.title)
        self.theirs = _Side(THEIRS, sides.theirs, sides.title)
        self.group = QButtonGroup(self)
        for side in (self.mine, self.theirs):
            self.group.addButton(side.radio)
            self.row.addWidget(side, 1)
        self.group.buttonToggled.connect(lambda _button, _on: self._on_chosen())
        self.column.addLayout(self.row)
        follow_size(self, self._space)

    @property
    def decided(self) -> bool:
        """Whether one of the two was chosen."""
        return self.group.checkedButton() is not None

    def take_focus(self) -> None:
        """The keyboard to the two versions."""
        self.mine.radio.setFocus()

    def _on_chosen(self) -> None:
        if self.property("differs") == self.decided:
            self.setProperty("differs", not self.decided)
            repolish(self)
        self.chosen.emit()

    def _space(self) -> None:
        self.column.setContentsMargins(em(self, 0.7), em(self, 0.4), 0, em(self, 0.7))
        self.column.setSpacing(em(self, 0.3))
        self.row.setSpacing(em(self, 0.8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room for two."""
        super().resizeEvent(event)
        narrow = event.size().width() < em(self, ROOM_FOR_TWO)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self.row.direction() != way:
            self.row.setDirection(way)


class MergeView(QWidget):
    """Every place both sides changed; decided one by one or all at once."""

    def __init__(self, conflicts: Sequence[Sides]) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(words(tr("两边都改过的地方（{count}）", count=len(conflicts)), "h2"))
        self.column.addWidget(
            words(tr("同一个地方两边改得不一样，请逐处选一个；没有选完之前什么都不会变。"), "hint")
        )
        acts = FlowLayout()
        self.all_mine = button(tr("全部{mine}", mine=MINE), lambda: self._all(mine=True))
        self.all_theirs = button(tr("全部{theirs}", theirs=THEIRS), lambda: self._all(mine=False))
        if len(conflicts) > 1:
            acts.addWidget(self.all_mine)
            acts.addWidget(self.all_theirs)
        self.column.addLayout(acts)
        self.left = words("", "care")
        self.views = [ConflictView(sides) for sides in conflicts]
        for view in self.views:
            view.chosen.connect(self._count)
            self.column.addWidget(view)
        self.column.addWidget(self.left)
        self._count()
        follow_size(self, lambda: self.column.setSpacing(em(self, 0.5)))

    def undecided(self) -> ConflictView | None:
        """The first place nothing was chosen for."""
        return next((view for view in self.views if not view.decided), None)

    def theirs(self) -> tuple[Conflict, ...]:
        """The conflicts decided for the other side."""
        return tuple(v.sides.conflict for v in self.views if v.theirs.radio.isChecked())

    def _all(self, *, mine: bool) -> None:
        for view in self.views:
            (view.mine if mine else view.theirs).radio.setChecked(True)

    def _count(self) -> None:
        left = sum(not view.decided for view in self.views)
        tell(self.left, tr("还有 {left} 处没有选。", left=left) if left else "")
