"""The editors of questions with given answers, and the table of all editors."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QCompleter,
    QRadioButton,
    QSizePolicy,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from desktop.app.pages.form import Field
from desktop.domain.vocabulary import THERE_OR_NOT
from desktop.language import tr
from desktop.ui.forms.editors import (
    DigitsEditor,
    Editor,
    LineEditor,
    LongEditor,
    MomentEditor,
    MonthsEditor,
    NumberEditor,
    TagsEditor,
    Value,
    YearsEditor,
)
from desktop.ui.widgets.choices import NamedCombo
from desktop.ui.widgets.theme import em, repolish


class Box(NamedCombo):
    """A drop-down that the mouse wheel does not change in passing."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(14)
        # The delegate of its own asks the system's style; this one asks the sheet.
        self.setItemDelegate(QStyledItemDelegate(self))
        self.wish = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as wished; where there is less room, narrower."""
        return QSize(self.wish, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """A few characters are enough."""
        return QSize(min(self.wish, em(self, 6)), super().minimumSizeHint().height())

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
        self.combo.addItem(tr("请选择"), "")
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
        self.combo.wish = em(self, self.field.width + 4)
        self.combo.updateGeometry()


class ComboEditor(LineEditor):
    """Short text with suggestions that need not be taken.

    A click, or the arrow down, shows them all: nobody has to know what to type.
    """

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._options: tuple[str, ...] = ()
        self.line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click or the arrow down on the line."""
        if event.type() == QEvent.Type.MouseButtonRelease or (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
        ):
            self._offer_all()
        return super().eventFilter(watched, event)

    def _offer_all(self) -> None:
        """Show every suggestion, unless something of one's own stands there."""
        text = self.line.text()
        if not self._options or self.composing or (text and text not in self._options):
            return
        completer = self.line.completer()
        completer.setCompletionPrefix("")
        completer.complete()
        if text:
            at = completer.completionModel().index(self._options.index(text), 0)
            completer.popup().setCurrentIndex(at)

    def set_options(self, options: tuple[str, ...]) -> None:
        """Suggestions while typing; two characters anywhere in them are enough."""
        if options == self._options:
            return
        self._options = options
        completer = QCompleter(list(options), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.popup().setObjectName("suggestions")
        completer.activated.connect(lambda _text: self.edited.emit(False))
        self.line.setCompleter(completer)
        self.line.setProperty("offers", bool(options))
        repolish(self.line)


class YesNoEditor(Editor):
    """One of a few answers that are all in sight; none until answered: 是 or 否."""

    answers: Mapping[Value, str] = {True: tr("是"), False: tr("否")}
    unanswered: Value = None

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.group = QButtonGroup(self)
        self.buttons = {answer: QRadioButton(word) for answer, word in self.answers.items()}
        for button in self.buttons.values():
            self.group.addButton(button)
            self.box.addWidget(button)
            button.clicked.connect(lambda _on: self.edited.emit(False))
        self.box.setSpacing(em(self, 1))
        self.box.addStretch(1)

    def target(self) -> QWidget:
        """The answer that is chosen, or the first."""
        every = tuple(self.buttons.values())
        return next((button for button in every if button.isChecked()), every[0])

    def value(self) -> Value:
        """The answer that is chosen."""
        chosen = (answer for answer, button in self.buttons.items() if button.isChecked())
        return next(chosen, self.unanswered)

    def show_value(self, value: Value) -> None:
        """Choose an answer, or none."""
        self.group.setExclusive(False)
        for answer, button in self.buttons.items():
            button.setChecked(value == answer)
        self.group.setExclusive(True)

    def name(self, label: str, description: str) -> None:
        """Each answer says the question first."""
        for button in self.buttons.values():
            button.setAccessibleName(f"{label}：{button.text()}")
            button.setAccessibleDescription(description)


class ThereEditor(YesNoEditor):
    """有, 没有 or 不清楚."""

    answers: Mapping[Value, str] = dict(zip(THERE_OR_NOT, THERE_OR_NOT, strict=True))
    unanswered: Value = ""


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
    "moment": MomentEditor,
    "number": NumberEditor,
    "digits": DigitsEditor,
    "choice": ChoiceEditor,
    "combo": ComboEditor,
    "yesno": YesNoEditor,
    "there": ThereEditor,
    "long_text": LongEditor,
    "tags": TagsEditor,
    "checks": ChecksEditor,
    "years": YearsEditor,
    "months": MonthsEditor,
}
"""The editor of each kind of field."""
