"""Below the table of applicants: how many are ticked, and what can be done with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton

from desktop.language import tr
from desktop.ui.widgets.pieces import button
from desktop.ui.widgets.theme import em, follow_size
from desktop.ui.widgets.ways import Ways

NOBODY = tr("还没有勾选人：点行首的方框，或者按空格")


@dataclass(frozen=True, slots=True)
class Act:
    """Something that can be done with people: ``run`` gets the ids of their cases.

    ``alone``: only with one at a time. ``nobody``: with nobody ticked it is done with all that
    are shown.
    """

    text: str
    run: Callable[[tuple[str, ...]], object]
    told: str = ""
    role: str = ""
    alone: bool = False
    nobody: bool = False


@dataclass(frozen=True)
class Acts:
    """What the page offers.

    Above, for nobody in particular: buttons, and what is ``seldom`` wanted. Below, for ``people``:
    buttons, and what is in the menu only.
    """

    above: Sequence[QPushButton]
    seldom: Callable[[QMenu], None]
    people: Sequence[Act]
    more: Sequence[Act]


class PickedBar(QFrame):
    """The count, ticking all, and the buttons; ``more`` fills the menu at the end."""

    all_asked = Signal()
    none_asked = Signal()
    act_asked = Signal(object)

    def __init__(self, acts: Sequence[Act], more: Callable[[QMenu], None]) -> None:
        super().__init__()
        self.setObjectName("bottom")
        self.count = QLabel()
        self.every = button(tr("全选所示"), self.all_asked.emit, "quiet")
        self.every.setToolTip(tr("勾选现在所示的所有人（Ctrl+A）"))
        self.none = button(tr("取消勾选"), self.none_asked.emit, "quiet")
        self._acts = {
            act: button(act.text, partial(self.act_asked.emit, act), act.role) for act in acts
        }
        self.ways = Ways(tuple(self._acts.values()), more, leftward=True)
        self.row = QHBoxLayout(self)
        for widget in (self.count, self.every, self.none):
            self.row.addWidget(widget)
        self.row.addStretch(1)
        self.row.addWidget(self.ways)
        follow_size(self, self._space)

    def follow(self, ticked: int, ticked_shown: int, shown: int) -> None:
        """Say how many are ticked, and offer what can be done with them."""
        said = tr("已勾选 {ticked} 人", ticked=ticked) if ticked else tr("没有勾选人")
        if ticked > ticked_shown:
            said += tr("（{hidden} 人没有显示）", hidden=ticked - ticked_shown)
        self.count.setText(said)
        self.count.setToolTip("" if ticked else NOBODY)
        self.count.setAccessibleName(said)
        self.every.setText(tr("全选所示（{shown}）", shown=shown) if shown else tr("全选所示"))
        self.every.setEnabled(ticked_shown < shown)
        self.none.setEnabled(bool(ticked))
        self.ways.more.setEnabled(bool(ticked) or bool(shown))
        for act, made in self._acts.items():
            on = bool(ticked) or (act.nobody and bool(shown))
            made.setEnabled(on)
            made.setToolTip(act.told if on else NOBODY)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many buttons as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        taken = sum(w.sizeHint().width() for w in (self.count, self.every, self.none))
        edges = self.row.contentsMargins()
        air = edges.left() + edges.right() + 4 * self.row.spacing()
        self.ways.fit(self.width() - taken - air)

    def _space(self) -> None:
        side = em(self, 1.6)
        self.row.setContentsMargins(side, em(self, 0.5), side, em(self, 0.5))
        self.row.setSpacing(em(self, 0.3))
        self._arrange()
