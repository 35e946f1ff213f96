"""The editor of the 工作总结: plain text that knows what is committed and shows marks in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QPlainTextEdit

from desktop.ui.summary.marks import Mark, cursor_over, selections
from desktop.ui.widgets.theme import tokens


class SummaryEditor(QPlainTextEdit):
    """Several pages of text.

    ``committed`` is sent when the committed text has changed: never for the letters of a pinyin
    still being composed. Marks are drawn over the text and move with it; they are no part of it.
    """

    committed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._composing = False
        self._text = ""
        self._marks: tuple[Mark, ...] = ()
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.textChanged.connect(self._on_text_changed)

    @property
    def composing(self) -> bool:
        """Whether an input method holds letters that are not committed."""
        return self._composing

    @property
    def text(self) -> str:
        """The committed text."""
        return self._text

    def take_text(self, text: str) -> None:
        """Show ``text``, which changed elsewhere: only what differs is replaced, the cursor stays.

        Nothing happens while an input method composes.
        """
        if self._composing or text == self._text:
            return
        start, end, middle = _difference(self._text, text)
        cursor = cursor_over(self.document(), self._text, start, end)
        self._text = text
        cursor.insertText(middle)
        # Undo beyond this point is the session's: it would take back what came from elsewhere.
        self.document().clearUndoRedoStacks()

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Point these places out, and no others."""
        self._marks = tuple(marks)
        self.setExtraSelections(selections(self.document(), self._text, marks, tokens(self)))

    def put(self, piece: str) -> None:
        """Put ``piece`` where the cursor is, as if typed, and the keyboard behind it."""
        self.textCursor().insertText(piece)
        self.ensureCursorVisible()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, start: int, end: int) -> None:
        """Select these characters and put the keyboard there."""
        self.setTextCursor(cursor_over(self.document(), self._text, start, end))
        self.centerCursor()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window where there is nothing to undo in here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            document = self.document()
            nothing = (
                event.matches(QKeySequence.StandardKey.Undo) and not document.isUndoAvailable()
            ) or (event.matches(QKeySequence.StandardKey.Redo) and not document.isRedoAvailable())
            if nothing:
                event.ignore()
                return True
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Keep track of letters that are not committed yet."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the text was left."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The line being written stays whole when the room changes."""
        super().resizeEvent(event)
        self.ensureCursorVisible()

    def changeEvent(self, event: QEvent) -> None:
        """Marks follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._marks:
            self.show_marks(self._marks)

    def _on_text_changed(self) -> None:
        text = self.toPlainText()
        if text != self._text:
            self._text = text
            self.committed.emit()


def _difference(old: str, new: str) -> tuple[int, int, str]:
    """``old[start:end]`` is to become the third, and ``old`` becomes ``new``."""
    shorter = min(len(old), len(new))
    start = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    tail = 0
    while tail < shorter - start and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return start, len(old) - tail, new[start : len(new) - tail]
