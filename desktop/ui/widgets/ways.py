"""Buttons in one line: as many as there is room for, the others in the menu at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from desktop.language import tr
from desktop.ui.widgets.menus import MenuButton, StayMenu
from desktop.ui.widgets.theme import em, follow_size


class Ways(QWidget):
    """``buttons`` by what they are worth, first the one that gives way last.

    ``more`` puts into the menu what is always there; what had no room stands above it. They stand
    from the left, with ``leftward`` from the right.
    """

    def __init__(
        self,
        buttons: Sequence[QPushButton],
        more: Callable[[QMenu], None],
        *,
        leftward: bool = False,
    ) -> None:
        super().__init__()
        self.buttons = tuple(buttons)
        self._more = more
        self.more = MenuButton(tr("更多"), self._fill, tr("还可以做什么"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        line = (*self.buttons, self.more)
        for made in reversed(line) if leftward else line:
            self._row.addWidget(made)
        follow_size(self, self._space)

    def minimumSizeHint(self) -> QSize:
        """The menu alone is enough."""
        return QSize(self.more.sizeHint().width(), super().minimumSizeHint().height())

    def fit(self, room: int) -> None:
        """Show as many as ``room`` (pixels) is enough for."""
        between = self._row.spacing()
        used = self.more.sizeHint().width()
        for made in self.buttons:
            used += made.sizeHint().width() + between
            made.setVisible(used <= room)

    def _fill(self, menu: QMenu) -> None:
        for made in self.buttons:
            if not made.isHidden():
                continue
            if isinstance(made, MenuButton):
                inside = StayMenu(menu)
                inside.setTitle(made.text())
                made.fill(inside)
                menu.addMenu(inside)
            else:
                act = menu.addAction(made.text(), made.click)
                act.setEnabled(made.isEnabled())
        if menu.actions():
            menu.addSeparator()
        self._more(menu)

    def _space(self) -> None:
        self._row.setSpacing(em(self, 0.45))
