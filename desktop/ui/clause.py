"""The notice's own sentence, in its context: the full text with the quote marked."""

from __future__ import annotations

import re
import unicodedata

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from desktop.domain.notice import Notice
from desktop.domain.terms import Source
from desktop.ui.cards import words
from desktop.ui.theme import em, tokens


def find_quote(text: str, quote: str) -> tuple[int, int] | None:
    """Where ``quote`` stands in ``text`` (start, end), whatever spaces and widths are used."""
    folded: list[tuple[str, int]] = [
        (mark, place)
        for place, raw in enumerate(text)
        for mark in unicodedata.normalize("NFKC", raw)
        if not mark.isspace()
    ]
    wanted = "".join(c for c in unicodedata.normalize("NFKC", quote) if not c.isspace())
    at = "".join(mark for mark, _ in folded).find(wanted) if wanted else -1
    if at < 0:
        return None
    return folded[at][1], folded[at + len(wanted) - 1][1] + 1


class ClauseDialog(QDialog):
    """The notice's text, scrolled to the quote; Esc or 看完了 closes it."""

    def __init__(
        self,
        notice: Notice,
        source: Source,
        *,
        say: str = "",
        note: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"通知原文 {source.clause}")
        column = QVBoxLayout(self)
        side = em(self, 1.6)
        column.setContentsMargins(side, em(self, 1.3), side, em(self, 1.1))
        column.setSpacing(em(self, 0.6))
        column.addWidget(words(f"通知 {source.clause}", "h2"))
        if say:
            column.addWidget(words(say, "plain"))
        if note:
            column.addWidget(words(f"说明：{note}", "hint"))
        self.text = QTextBrowser()
        self.text.setAccessibleName("通知全文")
        self.text.setOpenLinks(False)
        shown = re.sub(r"\n\s*\n", "\n", notice.text.strip())
        self.text.setPlainText(shown)
        column.addWidget(self.text, 1)
        origin = words(f"《{notice.title}》，{notice.issuer}", "hint")
        close = QPushButton("看完了")
        close.setProperty("role", "primary")
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(origin, 1)
        row.addWidget(close)
        column.addLayout(row)
        self.found = find_quote(shown, source.quote)
        self._mark()
        self.text.setFocus()

    def _mark(self) -> None:
        document = self.text.document()
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        block = QTextBlockFormat()
        block.setLineHeight(140, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setBottomMargin(em(self, 0.45))
        cursor.mergeBlockFormat(block)
        if self.found is None:
            return
        look = tokens(self)
        cursor.setPosition(self.found[0])
        cursor.setPosition(self.found[1], QTextCursor.MoveMode.KeepAnchor)
        marked = QTextCharFormat()
        marked.setBackground(look.color("mark"))
        marked.setForeground(look.color("text"))
        marked.setFontWeight(700)
        cursor.mergeCharFormat(marked)
        QTimer.singleShot(0, self, self._scroll)

    def marked(self) -> str:
        """The words that are marked, as they stand in the notice."""
        if self.found is None:
            return ""
        return self.text.toPlainText()[self.found[0] : self.found[1]]

    def _scroll(self) -> None:
        if self.found is None:
            return
        cursor = self.text.textCursor()
        cursor.setPosition(self.found[0])
        self.text.setTextCursor(cursor)
        box = self.text.cursorRect()
        bar = self.text.verticalScrollBar()
        bar.setValue(bar.value() + box.top() - self.text.viewport().height() // 3)


def show_clause(
    parent: QWidget, notice: Notice, source: Source, *, say: str = "", note: str = ""
) -> ClauseDialog:
    """Open the dialog over ``parent``; it does not block the window's work."""
    dialog = ClauseDialog(notice, source, say=say, note=note, parent=parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    room = parent.window().size()
    dialog.resize(
        min(em(dialog, 46), round(room.width() * 0.9)),
        min(em(dialog, 40), round(room.height() * 0.86)),
    )
    dialog.setModal(True)
    dialog.open()
    return dialog
