"""The editors of single values: what a :class:`~desktop.ui.fields.FieldView` puts below a label.

An editor shows a value and tells when it was ``edited`` (typing, ``pause`` True: wait a moment
before handing it on) and when it was ``left``. It reads only text that is committed; while an
input method composes, :attr:`composing` is True and nobody may set its text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QWheelEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.app.form import Field
from desktop.ui.theme import em, repolish

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

    def target(self) -> QWidget:
        """The widget that takes the keyboard."""
        raise NotImplementedError

    def value(self) -> Value:
        """The committed value; raises :class:`Unreadable`."""
        raise NotImplementedError

    def show_value(self, value: Value) -> None:
        """Show ``value``, keeping the cursor where it can stay."""
        raise NotImplementedError

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


class Line(QLineEdit):
    """A line that knows whether an input method is composing."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.composing = False

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
            self.box.addWidget(QLabel(field.unit))
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
        self.line.setFixedWidth(em(self, self.field.width + 2))


class NumberEditor(LineEditor):
    """A whole number; empty is 未填."""

    def read(self, text: str) -> Value:
        """Full-width digits are digits."""
        plain = unicodedata.normalize("NFKC", text).strip()
        if not plain:
            return None
        if not re.fullmatch(r"\d{1,9}", plain):
            raise Unreadable("请只填数字。")
        return int(plain)


_BETWEEN = re.compile(r"[、,，;；\s]+")
_MONTH = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*月?")


class YearsEditor(LineEditor):
    """Years, ``2021、2022``."""

    def read(self, text: str) -> Value:
        """Years written with anything between them."""
        words = [w for w in _BETWEEN.split(unicodedata.normalize("NFKC", text)) if w]
        if not all(re.fullmatch(r"\d{4}年?", w) for w in words):
            raise Unreadable("请填四位数的年份，用顿号隔开，例如 2021、2022。")
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
                raise Unreadable("请写成 2024-01 至 2024-06，或 2024-01、2024-02。")
            marks = [int(y) * 12 + int(m) - 1 for y, m in found]
            if marks and (marks[-1] < marks[0] or marks[-1] - marks[0] > 600):
                raise Unreadable("起止月份颠倒了，请核对。")
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
        return "、".join(r[0] if len(r) == 1 else f"{r[0]} 至 {r[-1]}" for r in runs)


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
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.updateGeometry)

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
        self.box.addWidget(self.text)
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


class Box(QComboBox):
    """A drop-down that the mouse wheel does not change in passing."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(14)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class ChoiceEditor(Editor):
    """One of a few answers, from a drop-down; the first line means 未填."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.combo = Box()
        self.box.addWidget(self.combo)
        self.box.addStretch(1)
        self.combo.activated.connect(lambda _row: self.edited.emit(False))
        self.combo.left.connect(self.left)
        self.set_options(())
        self.fit()

    def target(self) -> QWidget:
        """The drop-down."""
        return self.combo

    def set_options(self, options: tuple[str, ...]) -> None:
        """Other choices; what was chosen stays, also where it is no longer among them."""
        have = tuple(self.combo.itemData(i) for i in range(self.combo.count()))
        if have == ("", *options):
            return
        value = self.value()
        self.combo.clear()
        self.combo.addItem("请选择", "")
        for option in options:
            self.combo.addItem(option, option)
        self.show_value(value)

    def value(self) -> Value:
        """The chosen answer."""
        return str(self.combo.currentData() or "")

    def show_value(self, value: Value) -> None:
        """Choose ``value``; an answer that is not offered is added, so that it is seen."""
        text = str(value or "")
        row = self.combo.findData(text)
        if row < 0:
            self.combo.addItem(text, text)
            row = self.combo.count() - 1
        self.combo.setCurrentIndex(row)

    def fit(self) -> None:
        """As wide as ``field.width`` characters."""
        self.combo.setFixedWidth(em(self, self.field.width + 4))


class ComboEditor(LineEditor):
    """Short text with suggestions that need not be taken."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._options: tuple[str, ...] = ()

    def set_options(self, options: tuple[str, ...]) -> None:
        """Suggestions while typing; two characters anywhere in them are enough."""
        if options == self._options:
            return
        self._options = options
        completer = QCompleter(list(options), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(lambda _text: self.edited.emit(False))
        self.line.setCompleter(completer)


class YesNoEditor(Editor):
    """是 or 否; neither until answered."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.group = QButtonGroup(self)
        self.buttons = {True: QRadioButton("是"), False: QRadioButton("否")}
        for answer, button in self.buttons.items():
            self.group.addButton(button, int(answer))
            self.box.addWidget(button)
            button.clicked.connect(lambda _on: self.edited.emit(False))
        self.box.setSpacing(em(self, 1))
        self.box.addStretch(1)

    def target(self) -> QWidget:
        """The answer that is chosen, or the first."""
        return self.buttons[False] if self.buttons[False].isChecked() else self.buttons[True]

    def value(self) -> Value:
        """True, False or None."""
        number = self.group.checkedId()
        return None if number < 0 else bool(number)

    def show_value(self, value: Value) -> None:
        """Choose an answer, or none."""
        self.group.setExclusive(False)
        for answer, button in self.buttons.items():
            button.setChecked(value is answer)
        self.group.setExclusive(True)

    def name(self, label: str, description: str) -> None:
        """Both answers say the question first."""
        for button in self.buttons.values():
            button.setAccessibleName(f"{label}：{button.text()}")
            button.setAccessibleDescription(description)


class ChecksEditor(Editor):
    """Any number of the choices."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        QWidget().setLayout(self.box)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.checks: dict[str, QCheckBox] = {}
        self._label = field.label

    def set_options(self, options: tuple[str, ...]) -> None:
        """A box for each choice."""
        for option in options:
            if option not in self.checks:
                self._add(option)

    def _add(self, option: str) -> None:
        check = QCheckBox(option)
        check.setAccessibleName(f"{self._label}：{option}")
        check.clicked.connect(lambda _on: self.edited.emit(False))
        self.checks[option] = check
        self.box.addWidget(check)

    def target(self) -> QWidget:
        """The first box."""
        return next(iter(self.checks.values()), self)

    def value(self) -> Value:
        """What is ticked, in the order of the choices."""
        return tuple(o for o, check in self.checks.items() if check.isChecked())

    def show_value(self, value: Value) -> None:
        """Tick what is in ``value``; something that is not offered is added."""
        chosen = tuple(str(v) for v in value) if isinstance(value, tuple) else ()
        for option in chosen:
            if option not in self.checks:
                self._add(option)
        for option, check in self.checks.items():
            check.setChecked(option in chosen)

    def name(self, label: str, description: str) -> None:
        """Each box says the question first."""
        self._label = label
        for option, check in self.checks.items():
            check.setAccessibleName(f"{label}：{option}")
            check.setAccessibleDescription(description)


EDITORS: dict[str, Callable[[Field], Editor]] = {
    "text": LineEditor,
    "name": LineEditor,
    "id_no": LineEditor,
    "phone": LineEditor,
    "month": LineEditor,
    "month_open": LineEditor,
    "day": LineEditor,
    "moment": LineEditor,
    "number": NumberEditor,
    "choice": ChoiceEditor,
    "combo": ComboEditor,
    "yesno": YesNoEditor,
    "long_text": LongEditor,
    "tags": TagsEditor,
    "checks": ChecksEditor,
    "years": YearsEditor,
    "months": MonthsEditor,
}
"""The editor of each kind of field."""
