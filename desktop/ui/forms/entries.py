"""Forms and the lists in them: fields one below the other, entries edited in place.

Each entry is a frame: folded it is one line that sums it up, open it is a small form. Up, down,
duplicate and remove work by mouse and keyboard (Alt+↑ Alt+↓ Ctrl+D Delete on the entry's line); a
removed entry can be brought back right where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.app.findings.problems import NONE, Problem, problems
from desktop.app.pages.form import Field, ListSection, digest, resolve
from desktop.app.session import Session
from desktop.domain.change import UnknownPath, get
from desktop.domain.lacking import counted, places
from desktop.language import shown, tr
from desktop.ui.forms.fields import FieldView
from desktop.ui.forms.removed import RemovedStrip
from desktop.ui.widgets.cards import FoldButton, words
from desktop.ui.widgets.pieces import button
from desktop.ui.widgets.theme import em, follow_size, repolish

INSET = (1.5, 0.5, 1.5, 1.1)  # around an open entry's fields, in widths of a character


class Body(QWidget):
    """A column of fields and lists; ``base`` is the entry's path inside a list."""

    left = Signal(str)

    def __init__(
        self,
        session: Session,
        parts: Sequence[Field | ListSection],
        base: str = "",
        demanded: bool = False,
    ) -> None:
        super().__init__()
        self.session = session
        self.fields: dict[str, FieldView] = {}
        self.lists: dict[str, EntriesView] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        for part in parts:
            view: FieldView | EntriesView
            if isinstance(part, Field):
                view = self.fields[resolve(part.path, base)] = FieldView(session, part, base)
            else:
                view = self.lists[resolve(part.path, base)] = EntriesView(
                    session, part, base, demanded
                )
            view.left.connect(self.left)
            self.column.addWidget(view)
        self._space()
        if demanded:
            self.demand()
        self.refresh(frozenset())

    def refresh(self, changed: frozenset[str]) -> None:
        """Follow the case: values, what is asked at all, and what the checks say."""
        found = problems(self.session.findings)
        for path, field in self.fields.items():
            field.refresh()
            field.setVisible(field.is_asked())
            field.show_problem(found.get(path, NONE))
        for path, entries in self.lists.items():
            entries.setVisible(entries.is_asked())
            entries.refresh(changed)
            entries.show_problem(found.get(path, NONE))

    def show_field(self, path: str) -> QWidget | None:
        """Focus the field at ``path``, or the question that switches it on.

        The widget to scroll to; None where it is not here.
        """
        field = self.fields.get(path)
        if field is not None:
            if not field.is_asked():
                unmet = field.unmet()
                if unmet:
                    return self.show_field(unmet)
                # Whoever is sent here is shown the field, also one the notice does not speak of.
                field.sent_to = True
                field.show()
            field.take_focus()
            return field
        for own, entries in self.lists.items():
            if path == own or path.startswith(f"{own}."):
                return entries.show_field(path)
        return None

    def holds(self, path: str) -> bool:
        """True where the field, entry or list at ``path`` is one of these."""
        return path in self.fields or any(
            path == own or path.startswith(f"{own}.") for own in self.lists
        )

    def focus_first(self) -> bool:
        """Put the keyboard into the first field, or on the first list."""
        for field in self.fields.values():
            if field.is_asked():
                field.take_focus()
                return True
        return any(entries.show_field(own) for own, entries in self.lists.items())

    def flush(self) -> None:
        """Hand over what is typed and not yet handed over."""
        for field in self.fields.values():
            field.flush()
        for entries in self.lists.values():
            entries.flush()

    def demand(self) -> None:
        """Show problems of fields nobody has been to as well."""
        for field in self.fields.values():
            field.demand()
        for entries in self.lists.values():
            entries.demand()

    def _space(self) -> None:
        self.column.setSpacing(em(self, 1.3))

    def changeEvent(self, event: QEvent) -> None:
        """Distances follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._space()


class EntryView(QFrame):
    """One entry: its line, its buttons, and once opened its fields."""

    left = Signal(str)

    def __init__(self, owner: EntriesView, path: str) -> None:
        super().__init__()
        self.owner = owner
        self.session = owner.session
        self.section = owner.section
        self.path = path
        self.body: Body | None = None
        self.setProperty("role", "entry")
        self.outer = QVBoxLayout(self)
        self.line = FoldButton("")
        self.line.toggled.connect(self._unfold)
        self.line.installEventFilter(self)
        row = QHBoxLayout()
        row.setSpacing(em(self, 0.15))
        row.addWidget(self.line, 1)
        self.up = button(tr("上移"), lambda: owner.shift(path, -1), "quiet")
        self.down = button(tr("下移"), lambda: owner.shift(path, 1), "quiet")
        self.copy = button(tr("复制"), lambda: owner.duplicate(path), "quiet")
        self.drop = button(tr("删除"), lambda: owner.remove(path), "quiet")
        for one in (self.up, self.down, self.copy, self.drop):
            row.addWidget(one)
        self.outer.addLayout(row)
        self._space()

    def _space(self) -> None:
        self.outer.setContentsMargins(em(self, 0.5), em(self, 0.35), em(self, 0.5), em(self, 0.35))
        self.outer.setSpacing(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys on the entry's line."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key, keys = event.key(), event.modifiers()
        alt = keys & Qt.KeyboardModifier.AltModifier
        control = keys & Qt.KeyboardModifier.ControlModifier
        if alt and key == Qt.Key.Key_Up:
            self.owner.shift(self.path, -1)
        elif alt and key == Qt.Key.Key_Down:
            self.owner.shift(self.path, 1)
        elif control and key == Qt.Key.Key_D:
            self.owner.duplicate(self.path)
        elif key == Qt.Key.Key_Delete:
            self.owner.remove(self.path)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.line.toggle()
        else:
            return False
        return True

    def _unfold(self, on: bool) -> None:
        if on and self.body is None:
            body = Body(self.session, self.section.fields, self.path, self.owner.demanded)
            follow_size(body, lambda: body.setContentsMargins(*(em(body, n) for n in INSET)))
            body.left.connect(self.left)
            self.outer.addWidget(body)
            self.body = body
        if self.body is not None:
            self.body.setVisible(on)
        self.setProperty("open", on)
        repolish(self)

    def open(self) -> Body:
        """Show the fields."""
        self.line.setChecked(True)
        assert self.body is not None  # noqa: S101 - unfolding has built it
        return self.body

    def refresh(self, changed: frozenset[str]) -> None:
        """Follow the case: the summing line, the buttons, the fields."""
        entries = counted(self.owner.path, self.session.case)
        index = next(i for i, e in enumerate(entries) if f"{self.owner.path}.{e.id}" == self.path)
        text = digest(entries[index], self.section.digest)
        number, noun = index + 1, shown(self.section.noun)
        unfilled = tr("第 {number} 条{noun}（还没有填写）", number=number, noun=noun)
        self.line.setText(text or unfilled)
        for one in (self.up, self.down, self.copy, self.drop):
            one.setAccessibleName(f"{one.text()}：{self.line.text()}")
        self.up.setEnabled(index > 0)
        self.down.setEnabled(index < len(entries) - 1)
        if self.body is not None:
            self.body.refresh(changed)


class EntriesView(QWidget):
    """The list at ``section.path``, as frames one below the other and a button to add one."""

    left = Signal(str)

    def __init__(
        self, session: Session, section: ListSection, base: str = "", demanded: bool = False
    ) -> None:
        super().__init__()
        self.session = session
        self.section = section
        self.base = base
        self.path = resolve(section.path, base)
        self.demanded = demanded
        self.touched = False
        self._gap = 0
        self.views: dict[str, EntryView] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.empty = words(tr("还没有{noun}。", noun=shown(section.noun)), "hint")
        self.problem = words("", "error")
        self.problem.hide()
        self.removed = RemovedStrip()
        self.removed.undo_asked.connect(self._bring_back)
        self.add_button = button(f"＋ {shown(section.add)}", self.add)
        self.add_button.setAccessibleName(shown(section.add))
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addStretch(1)
        for widget in (self.problem, self.empty, self.removed):
            self.column.addWidget(widget)
        self.column.addLayout(row)
        self.column.setSpacing(em(self, 0.6))
        self.refresh(frozenset())

    # ------------------------------------------------------------------ commands

    def add(self) -> None:
        """A new entry at the end, opened, the keyboard in its first field."""
        entry = self.section.fresh(self.session.case, self.session.notice)
        self._act(lambda: self.session.insert(self.path, entry, label=self.section.add))
        self._focus(f"{self.path}.{entry.id}")

    def duplicate(self, path: str) -> None:
        """A copy right behind the entry, opened."""
        before = {e.id for e in get(self.session.case, self.path)}
        self._act(lambda: self.session.duplicate(path, label=f"复制{self.section.noun}"))
        new = next(e.id for e in get(self.session.case, self.path) if e.id not in before)
        self._focus(f"{self.path}.{new}")

    def shift(self, path: str, by: int) -> None:
        """One place up or down; the keyboard stays where it was."""
        focus = QApplication.focusWidget()
        far = places(path, by, self.session.case)
        self._act(lambda: self.session.move(path, far, label=f"移动{self.section.noun}"))
        if focus is not None and focus.isEnabled():
            focus.setFocus()
        elif path in self.views:
            self.views[path].line.setFocus()

    def remove(self, path: str) -> None:
        """Take the entry out; a strip offers to bring it back."""
        text = self.views[path].line.text()
        keys = list(self.views)
        index = keys.index(path)
        self._act(lambda: self.session.remove(path, label=f"删除{self.section.noun}"))
        self._gap = index
        self._arrange()
        self.removed.tell(text)
        rest = [view.line for view in self.views.values()]
        (rest[min(index, len(rest) - 1)] if rest else self.add_button).setFocus()

    def _bring_back(self) -> None:
        self.removed.hide()
        self.session.undo()

    def _act(self, command: Callable[[], None]) -> None:
        self.flush()
        self.touched = True
        self.removed.hide()
        command()

    def _focus(self, path: str) -> None:
        for other, view in self.views.items():
            if other != path:
                view.line.setChecked(False)
        body = self.views[path].open()
        QTimer.singleShot(0, body, body.focus_first)
        body.focus_first()
        self.left.emit(path)

    # ------------------------------------------------------------------ following

    def refresh(self, changed: frozenset[str]) -> None:
        """Follow the case: entries that came, went or moved, then what is in them."""
        try:
            entries = counted(self.path, self.session.case)
        except UnknownPath:
            return
        wanted = [f"{self.path}.{e.id}" for e in entries]
        for path in [p for p in self.views if p not in wanted]:
            view = self.views.pop(path)
            self.column.removeWidget(view)
            view.hide()
            view.deleteLater()
        for path in wanted:
            if path not in self.views:
                self.views[path] = EntryView(self, path)
                self.views[path].left.connect(self._on_left)
        self.views = {path: self.views[path] for path in wanted}
        self._arrange()
        if any(p != self.path and not p.startswith(f"{self.path}.") for p in changed) or (
            self.removed.isVisible() and not self.session.undo_label.startswith("删除")
        ):
            self.removed.hide()
        self.empty.setVisible(not wanted)
        for view in self.views.values():
            view.refresh(changed)

    def _arrange(self) -> None:
        """Entries in their order, the strip of a removal where the entry was."""
        order: list[QWidget] = list(self.views.values())
        order.insert(min(self._gap, len(order)), self.removed)
        for place, widget in enumerate(order, 2):
            if self.column.indexOf(widget) != place:
                self.column.insertWidget(place, widget)
                if widget is not self.removed:
                    # Visible at once, not when the layout comes round to it: focus goes there.
                    widget.show()

    def _on_left(self, path: str) -> None:
        self.touched = True
        self.left.emit(path)

    def show_problem(self, problem: Problem) -> None:
        """Take the checklist's sentence about the list as a whole."""
        shown = problem.shown(self.touched, self.demanded)
        self.problem.setText(problem.sentence if shown else "")
        if self.problem.property("role") != problem.role:
            self.problem.setProperty("role", problem.role)
            repolish(self.problem)
        self.problem.setVisible(shown)

    def bodies(self) -> Iterator[Body]:
        """The forms that have been opened."""
        yield from (view.body for view in self.views.values() if view.body is not None)

    def show_field(self, path: str) -> QWidget | None:
        """Open the entry that holds ``path`` and focus the field; what to scroll to."""
        if path == self.path:
            (next(iter(self.views.values())).line if self.views else self.add_button).setFocus()
            return self
        for entry, view in self.views.items():
            if path == entry:
                view.line.setFocus()
                return view
            if path.startswith(f"{entry}."):
                return view.open().show_field(path)
        return None

    def flush(self) -> None:
        """Hand over what is typed and not yet handed over."""
        for body in self.bodies():
            body.flush()

    def demand(self) -> None:
        """Show problems of fields nobody has been to as well."""
        self.demanded = True
        for body in self.bodies():
            body.demand()

    def is_asked(self) -> bool:
        """True where the section's conditions hold."""
        return self.section.asked(self.session.case, self.session.asked, self.base)
