"""The whole notice to read: the cited sentence marked and in sight, words to be looked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import (
    QKeySequence,
    QShortcut,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.app.notices.quotes import Place, find_all
from desktop.domain.notice import Notice
from desktop.domain.terms import Source
from desktop.language import tr
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.pieces import button, tell
from desktop.ui.widgets.theme import em, tokens

_HEADING = re.compile(r"^\s*(?:[一二三四五六七八九十]{1,3}、.{0,24}|附件\s*\d{0,2})\s*$")
"""Lines that are headings: 六、网上申报要求, 附件3."""


class NoticeText(QTextBrowser):
    """A notice's text as it stands, empty lines drawn together; places in it can be marked."""

    def __init__(self, notice: Notice) -> None:
        super().__init__()
        self.setAccessibleName(tr("通知全文"))
        self.setOpenLinks(False)
        self.full = re.sub(r"\n\s*\n", "\n", notice.text.strip())
        self.setPlainText(self.full)
        self._set_out()

    def _set_out(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        block = QTextBlockFormat()
        block.setLineHeight(140, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setBottomMargin(em(self, 0.45))
        cursor.mergeBlockFormat(block)
        heavy = QTextCharFormat()
        heavy.setFontWeight(700)
        at = self.document().begin()
        while at.isValid():
            if _HEADING.match(at.text()):
                cursor = QTextCursor(at)
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                cursor.mergeCharFormat(heavy)
            at = at.next()

    def mark(self, places: Sequence[Place], chosen: int) -> None:
        """Mark ``places``; the one of number ``chosen`` stands out, and is scrolled to."""
        look = tokens(self)
        marks = []
        for number, place in enumerate(places):
            mark = QTextEdit.ExtraSelection()
            form = QTextCharFormat()
            # Of several places the one that is meant has the colours of something chosen.
            meant = number == chosen and len(places) > 1
            form.setBackground(look.color("accent" if meant else "mark"))
            form.setForeground(look.color("on_accent" if meant else "text"))
            mark.format = form  # type: ignore[attr-defined]
            mark.cursor = self._cursor(place)  # type: ignore[attr-defined]
            marks.append(mark)
        self.setExtraSelections(marks)
        if places:
            # Where the lines lie is known only after the dialog has its size.
            QTimer.singleShot(0, self, lambda: self._show(places[chosen]))

    def _cursor(self, place: Place) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(_qt_position(self.full, place[0]))
        cursor.setPosition(_qt_position(self.full, place[1]), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _show(self, place: Place) -> None:
        cursor = self._cursor(place)
        cursor.setPosition(cursor.selectionStart())
        self.setTextCursor(cursor)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect().top() - self.viewport().height() // 3)


def _qt_position(text: str, at: int) -> int:
    """Qt counts rare characters (beyond U+FFFF) twice."""
    return at + sum(ord(char) > 0xFFFF for char in text[:at])


class ClauseDialog(QDialog):
    """The notice's text, scrolled to the quote; Esc or 看完了 closes it.

    Ctrl+F goes to the search; Enter and Shift+Enter go from place to place.
    """

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
        self._source = source
        self._title = tr("通知 {clause}", clause=source.clause) if source.clause else tr("通知全文")
        self.setWindowTitle(self._title)
        self.text = NoticeText(notice)
        self.search = QLineEdit()
        self.told = words("", "hint")
        self._places: tuple[Place, ...] = ()
        self._at = 0
        self._lay_out(notice, say, note)
        self.search.textChanged.connect(lambda _text: self._look())
        for keys, act in (
            ("Ctrl+F", self._on_find),
            ("F3", lambda: self.step(1)),
            ("Shift+F3", lambda: self.step(-1)),
        ):
            QShortcut(QKeySequence(keys), self, act)
        self._look()
        (self.text if source.quote else self.search).setFocus()

    def _lay_out(self, notice: Notice, say: str, note: str) -> None:
        column = QVBoxLayout(self)
        side = em(self, 1.6)
        column.setContentsMargins(side, em(self, 1.3), side, em(self, 1.1))
        column.setSpacing(em(self, 0.6))
        column.addWidget(words(self._title, "h2"))
        if say:
            column.addWidget(words(say, "plain"))
        if note:
            column.addWidget(words(tr("说明：{note}", note=note), "hint"))
        column.addLayout(self._search_row())
        column.addWidget(self.text, 1)
        row = QHBoxLayout()
        origin = "，".join(part for part in (f"《{notice.title}》", notice.issuer) if part)
        row.addWidget(words(origin, "hint"), 1)
        if self._source.quote:
            row.addWidget(button(tr("复制这一句"), self.copy_quote, "quiet"))
        self.close_button = button(tr("看完了"), self.accept, "primary")
        row.addWidget(self.close_button)
        column.addLayout(row)

    def _search_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(em(self, 0.4))
        self.search.setPlaceholderText(tr("在通知里查找（Ctrl+F）"))
        self.search.setAccessibleName(tr("在通知里查找"))
        self.search.setClearButtonEnabled(True)
        self.search.returnPressed.connect(self._on_enter)
        row.addWidget(self.search, 1)
        self.told.setWordWrap(False)
        row.addWidget(self.told)
        self.back = button(tr("上一处"), lambda: self.step(-1), "quiet")
        self.on = button(tr("下一处"), lambda: self.step(1), "quiet")
        row.addWidget(self.back)
        row.addWidget(self.on)
        return row

    # ------------------------------------------------------------------ finding

    @property
    def found(self) -> Place | None:
        """The place that stands out now."""
        return self._places[self._at] if self._places else None

    def marked(self) -> str:
        """The words that stand out now, as they are in the notice."""
        return self.text.full[slice(*self.found)] if self.found else ""

    def step(self, by: int) -> None:
        """To the next place or the one before, round and round."""
        if self._places:
            self._at = (self._at + by) % len(self._places)
            self._draw()

    def _look(self) -> None:
        """What is typed in the search, else the sentence one came for."""
        sought = self.search.text().strip()
        self._places = find_all(self.text.full, sought or self._source.quote)
        self._at = 0
        self._draw()

    def _draw(self) -> None:
        self.text.mark(self._places, self._at)
        many = len(self._places)
        sought = self.search.text().strip()
        none = (
            tr("没有找到") if sought else tr("通知里没有找到这一句") if self._source.quote else ""
        )
        found = (
            tr("第 {number} 处，共 {many} 处", number=self._at + 1, many=many)
            if many > 1 or sought
            else ""
        )
        self._tell(found if many else none)
        for way in (self.back, self.on):
            way.setVisible(many > 1)

    def changeEvent(self, event: QEvent) -> None:
        """The marks are drawn in the colours of the look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_at"):
            self._draw()

    def _on_find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _on_enter(self) -> None:
        shift = QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        self.step(-1 if shift else 1)

    def copy_quote(self) -> None:
        """The sentence that stands out, to the clipboard."""
        QApplication.clipboard().setText(self.marked())
        self._tell(tr("已复制"))

    def _tell(self, said: str) -> None:
        tell(self.told, said)


def show_clause(
    parent: QWidget, notice: Notice, source: Source, *, say: str = "", note: str = ""
) -> ClauseDialog:
    """Open the dialog over ``parent``; it does not block the window's work."""
    dialog = ClauseDialog(notice, source, say=say, note=note, parent=parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    room = parent.window().size()
    dialog.resize(
        min(em(dialog, 46), round(room.width() * 0.9)),
        min(em(dialog, 40), round(room.height() * 0.9)),
    )
    dialog.setModal(True)
    dialog.open()
    return dialog
