"""The editors of single values: what a ``FieldView`` puts below a label.

An editor shows a value and tells when it was ``edited`` (typing, ``pause`` True: wait a moment
before handing it on) and when it was ``left``. It reads only text that is committed; while an
input method composes, :attr:`composing` is True and nobody may set its text.
"""

from __future__ import annotations

import re
import unicodedata
from abc import abstractmethod

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from desktop.app.pages.form import Field
from desktop.language import shown, tr
from desktop.ui.widgets.theme import em, repolish

Value = str | int | bool | tuple[str, ...] | tuple[int, ...] | None


class Unreadable(ValueError):
    """What is typed is no value of this kind yet; the sentence says what is expected."""


class Editor(QWidget):
    """Common ground: one value, shown and read."""

    edited = Signal(bool)
    left = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self.box: QBoxLayout = QHBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)

    @property
    def composing(self) -> bool:
        """True while an input method has text that is not committed."""
        return False

    @abstractmethod
    def target(self) -> QWidget:
        """The widget that takes the keyboard."""

    @abstractmethod
    def value(self) -> Value:
        """The committed value; raises :class:`Unreadable`."""

    @abstractmethod
    def show_value(self, value: Value) -> None:
        """Show ``value``, keeping the cursor where it can stay."""

    def set_options(self, options: tuple[str, ...]) -> None:
        """Take another set of choices, where the kind has any."""

    def set_bad(self, bad: bool) -> None:
        """Draw the frame of something to be put right."""
        target = self.target()
        if bool(target.property("bad")) != bad:
            target.setProperty("bad", bad)
            repolish(target)

    def name(self, label: str, description: str) -> None:
        """What a screen reader says."""
        self.target().setAccessibleName(label)
        self.target().setAccessibleDescription(description)

    def fit(self) -> None:
        """Take widths from the font, after it changed."""


def is_history_key(event: QEvent) -> bool:
    """True for Ctrl+Z and its kin: taking back is the session's, for the whole case."""
    return isinstance(event, QKeyEvent) and (
        event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
    )


def composing() -> bool:
    """Whether an input method composes where the keyboard is."""
    return bool(getattr(QApplication.focusWidget(), "composing", False))


class Line(QLineEdit):
    """A line that knows whether an input method is composing."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.composing = False
        self.wish = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as wished; where there is less room, narrower."""
        return QSize(self.wish, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """A few characters are enough to type in."""
        return QSize(min(self.wish, em(self, 6)), super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window."""
        if event.type() == QEvent.Type.ShortcutOverride and is_history_key(event):
            event.ignore()
            return False
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Keep track of text that is not committed yet."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left, but not for its own context menu or another window."""
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        ):
            self.left.emit()


class LineEditor(Editor):
    """Short text, and everything that is typed as short text: numbers, dates, months."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.line = Line()
        self.box.addWidget(self.line)
        if field.unit:
            self.box.addWidget(QLabel(shown(field.unit)))
        self.box.addStretch(1)
        self.line.textEdited.connect(lambda _text: self.edited.emit(True))
        self.line.left.connect(self.left)
        self.fit()

    @property
    def composing(self) -> bool:
        """True while an input method has text that is not committed."""
        return self.line.composing

    def target(self) -> QWidget:
        """The line."""
        return self.line

    def read(self, text: str) -> Value:
        """The value ``text`` stands for."""
        return text

    def write(self, value: Value) -> str:
        """How ``value`` is written."""
        return "" if value is None else str(value)

    def value(self) -> Value:
        """The committed value."""
        return self.read(self.line.text())

    def show_value(self, value: Value) -> None:
        """Show ``value``; the cursor stays at its place in the text."""
        text = self.write(value)
        if self.line.text() != text:
            at = self.line.cursorPosition()
            self.line.setText(text)
            self.line.setCursorPosition(min(at, len(text)) if self.line.hasFocus() else 0)

    def fit(self) -> None:
        """As wide as ``field.width`` characters."""
        self.line.wish = em(self, self.field.width + 2)
        self.line.updateGeometry()


class NumberEditor(LineEditor):
    """A whole number; empty is 未填."""

    def read(self, text: str) -> Value:
        """Full-width digits are digits."""
        plain = unicodedata.normalize("NFKC", text).strip()
        if not plain:
            return None
        if not re.fullmatch(r"\d{1,9}", plain):
            raise Unreadable(tr("请只填数字。"))
        return int(plain)


class DigitsEditor(LineEditor):
    """A whole number that the case keeps as text: the answer to a question of the notice."""

    def read(self, text: str) -> Value:
        """Full-width digits are digits."""
        plain = unicodedata.normalize("NFKC", text).strip()
        if plain and not re.fullmatch(r"\d{1,9}", plain):
            raise Unreadable(tr("请只填数字。"))
        return plain


class MomentEditor(LineEditor):
    """A day and a time, written as people do: ``2024-07-24 18:00``."""

    def write(self, value: Value) -> str:
        """A space where the case has its ``T``."""
        return str(value or "").replace("T", " ")


_BETWEEN = re.compile(r"[、,，;；\s]+")
_MONTH = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*月?")


class YearsEditor(LineEditor):
    """Years, ``2021、2022``."""

    def read(self, text: str) -> Value:
        """Years written with anything between them."""
        words = [w for w in _BETWEEN.split(unicodedata.normalize("NFKC", text)) if w]
        if not all(re.fullmatch(r"\d{4}年?", w) for w in words):
            raise Unreadable(tr("请填四位数的年份，用顿号隔开，例如 2021、2022。"))
        return tuple(int(w[:4]) for w in words)

    def write(self, value: Value) -> str:
        """Years with 、 between them."""
        return "、".join(str(v) for v in value) if isinstance(value, tuple) else ""


class MonthsEditor(LineEditor):
    """Months, one by one or from–to: ``2024-01 至 2024-06``."""

    def read(self, text: str) -> Value:
        """Every month named or spanned."""
        plain = unicodedata.normalize("NFKC", text).strip()
        months: list[str] = []
        for part in re.split(r"[、,;，；]+", plain):
            found = _MONTH.findall(part)
            rest = re.sub(r"\s|至|到|~|—|-", "", _MONTH.sub("", part))
            if rest or len(found) > 2 or (part.strip() and not found):
                raise Unreadable(tr("请写成 2024-01 至 2024-06，或 2024-01、2024-02。"))
            marks = [int(y) * 12 + int(m) - 1 for y, m in found]
            if marks and (marks[-1] < marks[0] or marks[-1] - marks[0] > 600):
                raise Unreadable(tr("起止月份颠倒了，请核对。"))
            if marks:
                months += [f"{n // 12}-{n % 12 + 1:02d}" for n in range(marks[0], marks[-1] + 1)]
        return tuple(dict.fromkeys(months))

    def write(self, value: Value) -> str:
        """Unbroken runs as from–to."""
        if not isinstance(value, tuple):
            return ""
        runs: list[list[str]] = []
        for month in (str(v) for v in value):
            if runs and _next(runs[-1][-1]) == month:
                runs[-1].append(month)
            else:
                runs.append([month])
        return "、".join(
            r[0] if len(r) == 1 else tr("{first} 至 {last}", first=r[0], last=r[-1]) for r in runs
        )


def _next(month: str) -> str:
    found = _MONTH.fullmatch(month)
    if not found:
        return ""
    number = int(found[1]) * 12 + int(found[2])
    return f"{number // 12}-{number % 12 + 1:02d}"


class TextBox(QPlainTextEdit):
    """Several lines, as high as its text; Tab goes on to the next field."""

    left = Signal()

    def __init__(self, lines: int) -> None:
        super().__init__()
        self.composing = False
        self._lines = lines
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.updateGeometry)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window."""
        if event.type() == QEvent.Type.ShortcutOverride and is_history_key(event):
            event.ignore()
            return False
        return super().event(event)

    def sizeHint(self) -> QSize:
        """At least ``lines`` lines, at most fourteen."""
        rows = min(max(self._lines, int(self.document().size().height()) + 1), 14)
        return QSize(200, self.fontMetrics().lineSpacing() * rows + em(self, 1.6))

    def minimumSizeHint(self) -> QSize:
        """Never lower than what it asks for."""
        return QSize(80, self.sizeHint().height())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Keep track of text that is not committed yet."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left."""
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        ):
            self.left.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll where there is nothing to scroll in here."""
        if self.verticalScrollBar().maximum() > 0 and self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class LongEditor(Editor):
    """A paragraph or more."""

    lines = 3

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.text = TextBox(self.lines)
        # Stretched far more than the air behind it: as wide as allowed, and at the left edge.
        self.box.addWidget(self.text, 1000)
        self.box.addStretch(1)
        self._shown = ""
        self.text.textChanged.connect(self._on_text)
        self.text.left.connect(self.left)
        self.fit()

    def _on_text(self) -> None:
        # Composing emits textChanged as well; only a change of committed text is an edit.
        text = self.text.toPlainText()
        if text != self._shown:
            self._shown = text
            self.edited.emit(True)

    @property
    def composing(self) -> bool:
        """True while an input method has text that is not committed."""
        return self.text.composing

    def target(self) -> QWidget:
        """The text box."""
        return self.text

    def value(self) -> Value:
        """The committed text."""
        return self.text.toPlainText()

    def write(self, value: Value) -> str:
        """How ``value`` is written."""
        return str(value or "")

    def show_value(self, value: Value) -> None:
        """Show ``value``; the cursor stays at its place in the text."""
        text = self.write(value)
        if self.text.toPlainText() != text:
            at = self.text.textCursor().position()
            self._shown = text
            self.text.setPlainText(text)
            cursor = self.text.textCursor()
            cursor.setPosition(min(at, len(text)))
            self.text.setTextCursor(cursor)

    def fit(self) -> None:
        """As wide as ``field.width`` characters at most."""
        self.text.setMaximumWidth(em(self, max(self.field.width, 20) + 2))


class TagsEditor(LongEditor):
    """Short texts, one a line."""

    lines = 2

    def value(self) -> Value:
        """The lines that hold something."""
        return tuple(t.strip() for t in self.text.toPlainText().splitlines() if t.strip())

    def write(self, value: Value) -> str:
        """One a line."""
        return "\n".join(str(v) for v in value) if isinstance(value, tuple) else ""
