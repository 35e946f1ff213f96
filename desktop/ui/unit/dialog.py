"""本单位: what is the same in every case, typed once."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.app.library import Desk
from desktop.app.pages.form import Field
from desktop.app.unit import memory as units
from desktop.app.unit.form import counties, faults, sections
from desktop.app.unit.memory import UnitMemory
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.forms.choices import EDITORS
from desktop.ui.forms.editors import Editor
from desktop.ui.widgets.cards import Card, words
from desktop.ui.widgets.dialogs import ask, show_error
from desktop.ui.widgets.pieces import Note, button, tell
from desktop.ui.widgets.sheet_dialog import SheetDialog
from desktop.ui.widgets.theme import em, follow_size

_KEEP, _DROP = tr("保存"), tr("不保存")


class _Asked(QWidget):
    """One field: label, hint, what is wrong, editor."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        label = words(field.label, "label")
        self.problem: QLabel = words("", "error")
        self.problem.hide()
        hint = field.hint if isinstance(field.hint, str) else ""
        self.editor: Editor = EDITORS[field.kind](field)
        self.editor.set_options(field.choices if isinstance(field.choices, tuple) else ())
        self.editor.name(field.label, hint)
        label.setBuddy(self.editor.target())
        self.column.addWidget(label)
        if hint:
            self.column.addWidget(words(hint, "hint"))
        self.column.addWidget(self.problem)
        self.column.addWidget(self.editor)
        follow_size(self, self._space)

    def _space(self) -> None:
        self.column.setSpacing(em(self, 0.28))
        self.editor.fit()

    def show_problem(self, sentence: str) -> None:
        """What is wrong with it; ``""`` for nothing."""
        tell(self.problem, sentence)
        self.editor.set_bad(bool(sentence))


class UnitDialog(SheetDialog):
    """The unit's form; nothing is kept before 保存. ``kept()`` then.

    It changes no case: what is filled where follows from 填入本单位信息 and at new cases.
    """

    kept = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("本单位"),
            tr(
                "在这里填一次，新建和导入的材料就自动带上。已经有的材料不会变：要填进去，"
                "在申报人员一览里勾选，点“填入本单位信息”。"
            ),
            wide=44,
            parent=parent,
        )
        self._desk = desk
        self._unit = units.load(desk)
        self._asked: dict[str, _Asked] = {}
        self._warned = False
        for title, fields in sections():
            card = Card(title)
            for field in fields:
                card.add(self._ask(field))
            self.sheet.add(card)
        self.trouble = Note("caution")
        self.sheet.add(self.trouble)
        self.leave = button(tr("取消"), self.reject)
        self.leave.setAutoDefault(True)  # Enter there leaves, and does not do what is meant else
        self.go = button(_KEEP, self._keep, "primary")
        self.go.setAutoDefault(True)
        self.offer(self.leave, self.go)
        self._follow_prefecture()
        for key, asked in self._asked.items():
            asked.editor.show_value(getattr(self._unit, key))
        self.fit()
        self._asked["name"].editor.target().setFocus()

    def _ask(self, field: Field) -> QWidget:
        asked = self._asked[field.path] = _Asked(field)
        asked.editor.edited.connect(lambda _pause: self._on_edited())
        asked.editor.left.connect(self._follow_prefecture)
        return asked

    def _on_edited(self) -> None:
        self._warned = False
        self.trouble.say("")
        self.go.setText(_KEEP)

    def _follow_prefecture(self) -> None:
        prefecture = str(self._asked["prefecture"].editor.value() or self._unit.prefecture)
        self._asked["county"].editor.set_options(counties(prefecture))

    @property
    def typed(self) -> UnitMemory:
        """The unit as it is typed now."""
        values: dict[str, Any] = {k: one.editor.value() for k, one in self._asked.items()}
        values["second_review"] = bool(values["second_review"])
        return units.cleaned(UnitMemory(**values))

    def _keep(self) -> None:
        unit = self.typed
        found = faults(unit, self._desk.now())
        for key, asked in self._asked.items():
            asked.show_problem(found.get(key, ""))
        if found and not self._warned:
            self._warned = True
            self.trouble.say(tr("有几栏看起来不对，用红字标出了。改好再保存，或者照样保存。"))
            self.go.setText(tr("照样保存"))
            first = self._asked[next(key for key in self._asked if key in found)]
            self.sheet.reveal(first)
            first.editor.target().setFocus()
            return
        try:
            self._unit = units.save(self._desk, unit)
        except UserError as error:
            show_error(self, error)
            return
        self.kept.emit()
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next field: in the first of twenty nobody means 保存."""
        here = self.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not enter or isinstance(here, QPushButton):
            super().keyPressEvent(event)
        elif here is not None:
            tab = QKeyEvent(event.type(), Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(here, tab)

    def reject(self) -> None:
        """Close; what was typed and not kept is asked about first."""
        if self.typed != self._unit:
            answer = ask(
                self,
                tr("改动还没有保存"),
                (tr("刚才填的还没有保存。"),),
                (_KEEP, _DROP, tr("继续填")),
            )
            if answer == _KEEP:
                self._keep()
                return
            if answer != _DROP:
                return
        super().reject()
