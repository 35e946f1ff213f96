"""The cases of a group, opened a few at a time before the 公示 dialog: the window stays awake."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from desktop.app.library import Desk
from desktop.app.publicity.group import Group
from desktop.language import tr
from desktop.ui.widgets.pieces import button
from desktop.ui.widgets.sheet_dialog import SheetDialog
from desktop.ui.widgets.slices import Slices

FEW = 40
"""So many are open before anybody would read how far it is."""


class Opening(SheetDialog):
    """Opens the cases of ``case_ids`` and is accepted with their ``group``; Esc leaves it at that.

    ``ready`` is told after it has closed.
    """

    ready = Signal(object)

    def __init__(self, desk: Desk, case_ids: Sequence[str], parent: QWidget | None = None) -> None:
        wanted = tuple(dict.fromkeys(case_ids))
        super().__init__(
            tr("公示"), tr("正在打开 {count} 人的材料……", count=len(wanted)), wide=26, parent=parent
        )
        self.group = Group(desk)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("打开了几份"))
        self.bar.setRange(0, max(len(wanted), 1))
        self.sheet.add(self.bar)
        self.offer(button(tr("不打开了"), self.reject))
        self._slices = Slices(self)
        self._slices.went.connect(self.bar.setValue)
        self._slices.ended.connect(self._ended)
        self._slices.start(partial(self.group.add, case_id) for case_id in wanted)
        self.fit()

    def _ended(self) -> None:
        self.accept()
        self.ready.emit(self.group)

    def done(self, result: int) -> None:
        """Nothing more is opened once it is closed."""
        self._slices.stop()
        super().done(result)
