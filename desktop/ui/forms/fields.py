"""One question of a form: label, example, problem, editor; bound to a path of the case.

A :class:`FieldView` hands what is committed to ``session.set`` (typed text after a short pause,
choices at once, everything when it is left) and follows the case when it changes elsewhere. A
problem is shown only once the field has been left, or 检查 was pressed.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.app.findings.problems import NONE, Problem
from desktop.app.pages.form import Field, resolve
from desktop.app.session import Session
from desktop.domain.change import UnknownPath
from desktop.domain.moments import written
from desktop.errors import UserError
from desktop.language import shown, tr
from desktop.ui.forms.choices import EDITORS
from desktop.ui.forms.editors import Unreadable
from desktop.ui.widgets.aloud import say_aloud
from desktop.ui.widgets.marks import LinkButton
from desktop.ui.widgets.theme import em, repolish

PAUSE_MS = 300
"""How long typing must rest before it is saved …"""

LONGEST_MS = 1500
"""… and how long it may go on before it is saved all the same."""

AGAIN_MS = 3000
"""After how long what could not be saved is tried again."""


class FieldView(QWidget):
    """A field of the case at ``field.path``, relative to the entry at ``base`` where given."""

    left = Signal(str)

    def __init__(self, session: Session, field: Field, base: str = "") -> None:
        super().__init__()
        self.session = session
        self.field = field
        self.path = resolve(field.path, base)
        self.base = base
        self.spoken = shown(field.label)
        self.touched = False
        self._trouble = ""
        self.demanded = False
        self.sent_to = False
        self._found = NONE
        self._known: Any = object()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self._limit = QTimer(self, singleShot=True, interval=LONGEST_MS)
        self._limit.timeout.connect(self.flush)
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self.flush)
        self._typed = False
        self._typing = False
        self._sending = False
        session.settle(self.path)  # what is shown here is what is kept
        self._build()
        self.refresh()

    def _build(self) -> None:
        self.column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em(self, 0.28))
        optional = self.field.optional and self.path not in self.session.asked
        self.label = QLabel(self.spoken + (tr("（选填）") if optional else ""))
        self.label.setProperty("role", "label")
        self.label.setWordWrap(True)
        self.hint = QLabel()
        self.hint.setProperty("role", "hint")
        self.hint.setWordWrap(True)
        column.addWidget(self.label)
        column.addWidget(self.hint)
        self._show_hint()  # with its parent, or it would be a window of its own for a moment
        self.problem = QLabel()
        self.problem.setProperty("role", "error")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.editor = EDITORS[self.field.kind](self.field)
        self.editor.set_options(self.field.options(self.session.case, self.session.notice))
        self.editor.name(self.spoken, self.hint.text())
        self.label.setBuddy(self.editor.target())
        self.follows = QLabel()
        self.follows.setProperty("role", "follows")
        self.follows.setWordWrap(True)
        self.follows.hide()
        column.addWidget(self.problem)
        column.addWidget(self.editor)
        column.addWidget(self.follows)
        if self.field.now:
            self._offer_now()
        self.editor.edited.connect(self._on_edited)
        self.editor.left.connect(self._on_left)

    def _offer_now(self) -> None:
        """Right behind the line: what fills in the present moment."""
        stamp = LinkButton(tr("填现在"), small=True)
        stamp.setAccessibleName(tr("{label}：填现在的时间", label=self.spoken))
        stamp.clicked.connect(self._stamp)
        self.editor.box.insertWidget(1, stamp)

    def _stamp(self) -> None:
        self.flush()
        now = written(self.session.now())
        self.session.set(self.path, now, label=tr("填写{label}", label=self.spoken))

    def _show_hint(self) -> None:
        hint = shown(self.field.hinted(self.session.case, self.session.notice))
        if hint != self.hint.text():
            self.hint.setText(hint)
        self.hint.setVisible(bool(hint))

    def _on_edited(self, pause: bool) -> None:
        if pause:
            self._typed = self._typing = True
            self.session.wait(self.path)
            self._pause.start()
            if not self._limit.isActive():
                self._limit.start()
        else:
            self.touched = True
            self._send()

    @property
    def gone(self) -> bool:
        """True where undo has taken away the entry this field belongs to."""
        try:
            self.session.value(self.path)
        except UnknownPath:
            return True
        return False

    def _on_left(self) -> None:
        if self.gone:
            return
        self.touched = True
        self._typing = False
        before = self.problem.text()
        self.flush()
        self._say_waiting()
        if not self._trouble and not self.editor.composing:
            # What was typed comes back cleaned: full-width digits, spaces in an ID number.
            self._known = self.session.value(self.path)
            self.editor.show_value(self._known)
        self._show_problem()
        if self.problem.text() not in ("", before):
            say_aloud(self.problem, f"{self.spoken}：{self.problem.text()}")
        self.left.emit(self.path)

    def flush(self) -> None:
        """Hand over what is typed and not yet handed over."""
        if self._typed and self.gone:
            self._typed = False
            self.session.settle(self.path)
        elif self._typed:
            self._send()

    def _send(self) -> None:
        self._typed = False
        self._pause.stop()
        self._limit.stop()
        self._again.stop()
        # What comes back cleaned is shown when the field is left, never under the typing hand.
        self._sending = True
        try:
            value = self.editor.value()
            if value != self.session.value(self.path):
                self.session.set(self.path, value, label=tr("填写{label}", label=self.spoken))
            self._trouble = ""
        except Unreadable as unread:
            self._trouble = str(unread)
        except UserError as error:
            self._trouble = f"{error.happened}{error.todo}"
            self._typed = True  # and is handed over as soon as that can be
            self._again.start()
        finally:
            self._sending = False
        self._say_waiting()
        self._known = self.session.value(self.path)
        self._show_problem()

    def _say_waiting(self) -> None:
        """What half a date lacks is not told while it is being typed."""
        if self._trouble:
            self.session.wait(self.path, "" if self._typing and not self._typed else self._trouble)
        else:
            self.session.settle(self.path)

    def refresh(self) -> None:
        """Follow the case: the value, the choices, and nothing that is being typed."""
        self.editor.set_options(self.field.options(self.session.case, self.session.notice))
        self._show_hint()
        if self.field.follows is not None:
            sentence = self.field.follows(self.session.case, self.session.now())
            self.follows.setText(sentence)
            self.follows.setVisible(bool(sentence))
        if self._sending or self._typed or self.editor.composing:
            return
        value = self.session.value(self.path)
        if value != self._known:
            self._known = value
            self._trouble = ""
            self.session.settle(self.path)
            self.editor.show_value(value)

    def is_asked(self) -> bool:
        """True where the field's conditions hold, or somebody has been sent to it."""
        return self.sent_to or self.field.asked(self.session.case, self.session.asked, self.base)

    def unmet(self) -> str:
        """The path of the first question whose answer switches this field off; ``""`` for none."""
        case = self.session.case
        off = (w for w in self.field.when if not w.holds(case, self.base))
        return next((resolve(w.path, self.base) for w in off), "")

    def show_problem(self, problem: Problem) -> None:
        """Take the checklist's sentence about this field."""
        self._found = problem
        self._show_problem()

    def demand(self) -> None:
        """Show the problem also where nobody has been yet."""
        self.demanded = True
        self._typing = False
        self._show_problem()

    def _show_problem(self) -> None:
        problem = Problem(self._trouble, "error") if self._trouble else self._found
        shown = problem.shown(self.touched, self.demanded)
        # Of a field visited again, nothing new is said, nor moved, under the typing hand.
        shown = shown and not (self._typing and problem.sentence != self.problem.text())
        self.problem.setText(problem.sentence if shown else "")
        if self.problem.property("role") != problem.role:
            self.problem.setProperty("role", problem.role)
            repolish(self.problem)
        self.problem.setVisible(shown)
        self.editor.set_bad(shown and problem.role == "error")
        told = "，".join(part for part in (self.hint.text(), self.problem.text()) if part)
        self.editor.name(self.spoken, told)

    def take_focus(self) -> None:
        """Put the keyboard here."""
        self.editor.target().setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Widths follow the text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.editor.fit()
            self.column.setSpacing(em(self, 0.28))
