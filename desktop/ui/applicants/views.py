"""Views of the table of applicants kept by name: chosen, kept, brought up to date, deleted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop.app.applicants.table import View
from desktop.app.library import Desk
from desktop.domain.change import Json
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.forms.editors import Line
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.dialogs import ask, show_error
from desktop.ui.widgets.menus import MenuButton, escaped
from desktop.ui.widgets.pieces import button, tell
from desktop.ui.widgets.theme import em

KEPT = "views"
"""Where in the library's memory they lie."""

LONGEST = 20
"""Characters of a view's name."""


class NameDialog(QDialog):
    """Asks what a view is to be called."""

    def __init__(self, taken: tuple[str, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._taken = taken
        self.setWindowTitle(tr("保存视图"))
        column = QVBoxLayout(self)
        side = em(self, 1.8)
        column.setContentsMargins(side, em(self, 1.5), side, em(self, 1.3))
        column.setSpacing(em(self, 0.6))
        column.addWidget(words(tr("给现在的筛选和排列起个名字"), "h2"))
        column.addWidget(words(tr("以后从“视图”里一点就回到这样。"), "hint"))
        self.line = Line()
        self.line.setMaxLength(LONGEST)
        self.line.setPlaceholderText(tr("如：造林科还缺附件的"))
        self.line.setAccessibleName(tr("视图的名字"))
        self.line.textChanged.connect(self._follow)
        column.addWidget(self.line)
        self.trouble = words("", "error")
        column.addWidget(self.trouble)
        row = QHBoxLayout()
        row.addStretch(1)
        self.keep = button(tr("保存"), self.accept, "primary")
        self.keep.setDefault(True)
        row.addWidget(button(tr("不保存"), self.reject))
        row.addWidget(self.keep)
        column.addLayout(row)
        self.setMinimumWidth(em(self, 26))
        self._follow()

    @property
    def name(self) -> str:
        """What was typed."""
        return self.line.text().strip()

    def _follow(self) -> None:
        taken = self.name in self._taken
        tell(self.trouble, tr("已经有一个叫这个名字的视图，请换一个名字。") if taken else "")
        self.keep.setEnabled(bool(self.name) and not taken)


class ViewsButton(MenuButton):
    """The views there are. ``chosen(view)``; what was typed to search by is in none of them."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, now: Callable[[], View], everybody: View) -> None:
        super().__init__(tr("视图"), self._list, tr("常用的筛选和排列，存下来一点就到"))
        self._desk = desk
        self._now = now
        self._everybody = everybody
        self.views = _read(desk.library.memory.get(KEPT))
        self.last = ""

    def follow(self) -> None:
        """Name the view that is shown now."""
        now = replace(self._now(), text="")
        found = next((name for name, view in self.views.items() if view == now), "")
        if found:
            self.last = found
        self.setText(escaped(tr("视图：{found}", found=found)) if found else tr("视图"))
        self.setAccessibleName(tr("视图：{found}", found=found) if found else tr("视图"))

    def _list(self, menu: QMenu) -> None:
        now = replace(self._now(), text="")
        for name, view in {tr("全部人员"): self._everybody, **self.views}.items():
            act = menu.addAction(escaped(name), partial(self._choose, name, view))
            font = act.font()
            font.setBold(view == now)
            act.setFont(font)
        menu.addSeparator()
        menu.addAction(tr("把现在的筛选和排列存为视图…"), self._keep_new)
        changed = self.last in self.views and self.views[self.last] != now
        if changed:
            menu.addAction(escaped(tr("用现在的更新“{last}”", last=self.last)), self._update)
        if self.views:
            gone = menu.addMenu(tr("删除视图"))
            for name in self.views:
                gone.addAction(escaped(f"{name}…"), partial(self._delete, name))

    def _choose(self, name: str, view: View) -> None:
        self.last = name
        self.chosen.emit(view)

    def _keep_new(self) -> None:
        dialog = NameDialog((tr("全部人员"), *self.views), self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._put(dialog.name))
        dialog.open()

    def _put(self, name: str) -> None:
        self.last = name
        self._keep({**self.views, name: replace(self._now(), text="")})

    def _update(self) -> None:
        self._put(self.last)

    def _delete(self, name: str) -> None:
        told = tr("只是不再记着这样的筛选和排列；人员和材料都不受影响。")
        keep, gone = tr("不删除"), tr("删除")
        if ask(self.window(), tr("删除视图“{name}”", name=name), (told,), (keep, gone)) == gone:
            self._keep({n: view for n, view in self.views.items() if n != name})

    def _keep(self, views: dict[str, View]) -> None:
        said: list[Json] = [{"name": n, "view": v.written()} for n, v in views.items()]
        try:
            self._desk.library.memory.put(KEPT, said)
        except UserError as error:
            show_error(self.window(), error)
            return
        self.views = views
        self.follow()


def _read(kept: Json | None) -> dict[str, View]:
    """What was kept, as far as it can be read."""
    found = (one for one in kept if isinstance(one, dict)) if isinstance(kept, list) else ()
    return {
        one["name"]: View.read(one["view"])
        for one in found
        if isinstance(one.get("name"), str) and one["name"] and "view" in one
    }
