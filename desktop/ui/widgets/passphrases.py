"""Typing a passphrase: once to open, twice to choose one; shown only on demand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from desktop.app.safety.door import LEAST_SIGNS, weakness
from desktop.language import tr
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.pieces import tell
from desktop.ui.widgets.theme import em, follow_size, repolish

HINT = tr(
    "至少 {least_signs} 个字符，不能只有数字。一句自己记得住的话就很好，字母、空格、中文都可以；"
    "要输入中文，请先勾选“显示口令”。",
    least_signs=LEAST_SIGNS,
)
CAPS = tr("大写锁定（Caps Lock）好像开着。")


class SecretLine(QLineEdit):
    """A line whose signs are hidden; notices when Caps Lock seems to be on."""

    caps_seen = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(1000)
        hints = Qt.InputMethodHint
        self.setInputMethodHints(hints.ImhSensitiveData | hints.ImhNoAutoUppercase)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """No system tells Qt of the key itself, but a letter of the wrong case gives it away."""
        sign = event.text()
        if len(sign) == 1 and sign.isascii() and sign.isalpha():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_seen.emit(sign.isupper() != shift)
        super().keyPressEvent(event)


class SecretField(QWidget):
    """Label, hint, line, and what is wrong with what was typed."""

    entered = Signal()

    def __init__(self, label: str, hint: str = "", *, hidden: bool = True) -> None:
        super().__init__()
        self.label = words(label, "label")
        self.hint = words(hint, "hint")
        self.hint.setVisible(bool(hint))
        self.line = SecretLine()
        self.line.setAccessibleName(label)
        self.line.setAccessibleDescription(hint)
        self.caps = words("", "care")
        self.problem = words("", "error")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.label, self.hint, self.line, self.caps, self.problem):
            self.column.addWidget(widget)
        self.caps.hide()
        self.problem.hide()
        self.show_typed(not hidden)
        self.line.caps_seen.connect(lambda on: tell(self.caps, CAPS if on else ""))
        self.line.textEdited.connect(lambda: self.refuse(""))
        self.line.returnPressed.connect(self.entered)
        follow_size(self, lambda: self.column.setSpacing(em(self, 0.28)))

    def text(self) -> str:
        """What is typed."""
        return self.line.text()

    def show_typed(self, on: bool) -> None:
        """Whether the signs can be read."""
        kind = QLineEdit.EchoMode
        self.line.setEchoMode(kind.Normal if on else kind.Password)

    def refuse(self, sentence: str) -> None:
        """Say what is wrong, and put the keyboard here; ``""`` for nothing."""
        tell(self.problem, sentence)
        bad = bool(sentence)
        if bool(self.line.property("bad")) != bad:
            self.line.setProperty("bad", bad)
            repolish(self.line)
        hint = self.hint.text()
        self.line.setAccessibleDescription("，".join(part for part in (hint, sentence) if part))
        if bad:
            self.line.setFocus()
            self.line.selectAll()

    def forget(self) -> None:
        """Nothing typed stays, nor can be brought back."""
        self.line.clear()
        self.show_typed(False)


class ShowTyped(QCheckBox):
    """显示口令, for some fields."""

    def __init__(self, *fields: SecretField) -> None:
        super().__init__(tr("显示口令"))
        for field in fields:
            self.toggled.connect(field.show_typed)


class NewPassphrase(QWidget):
    """A passphrase chosen: typed twice, or once where it is shown."""

    entered = Signal()

    def __init__(self, label: str = tr("口令")) -> None:
        super().__init__()
        self.first = SecretField(label, HINT)
        self.again = SecretField(tr("再输一遍"), tr("两遍要一样，以免输错了自己也打不开。"))
        self.show_typed = ShowTyped(self.first, self.again)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.first, self.again, self.show_typed):
            self.column.addWidget(widget)
        self.first.entered.connect(self.again.line.setFocus)
        self.again.entered.connect(self.entered)
        self._space()

    def chosen(self) -> str:
        """The passphrase; ``""`` where it cannot be one yet, which the fields then say."""
        typed = self.first.text()
        if len(typed.strip()) < LEAST_SIGNS:
            lacking = LEAST_SIGNS - len(typed.strip())
            self.first.refuse(
                tr("还差 {lacking} 个字符。", lacking=lacking)
                if typed.strip()
                else tr("请先输入一个口令。")
            )
            return ""
        if weak := weakness(typed):
            self.first.refuse(weak)
            return ""
        if typed != self.again.text():
            self.again.refuse(tr("两遍不一样，请把这一遍再输一次。"))
            return ""
        return typed

    def forget(self) -> None:
        """Nothing typed stays."""
        self.first.forget()
        self.again.forget()
        self.show_typed.setChecked(False)

    def _space(self) -> None:
        self.column.setSpacing(em(self, 0.8))

    def changeEvent(self, event: QEvent) -> None:
        """Distances follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._space()
