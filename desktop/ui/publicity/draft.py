"""软件拟稿: a document's text of the program's own, to be changed or taken back to the draft."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.app.papers.wanted import DRAFT, Paper
from desktop.language import tr
from desktop.ui.forms.editors import TextBox
from desktop.ui.widgets.cards import FoldButton, words
from desktop.ui.widgets.pieces import FlowLayout, button
from desktop.ui.widgets.theme import em

PAUSE_MS = 400
"""How long typing must rest before it is saved …"""

LONGEST_MS = 1500
"""… and how long it may go on before it is saved all the same."""


class DraftEditor(QWidget):
    """The drafted sentences, a paragraph a line; ``changed`` with the paper's new state."""

    changed = Signal(object)

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._paper: Paper | None = None
        self._shown = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self._limit = QTimer(self, singleShot=True, interval=LONGEST_MS)
        self._limit.timeout.connect(self.flush)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(em(self, 0.2))
        self.told = words(f"{DRAFT}。", "care")
        self.fold = FoldButton(tr("看拟稿、改文字"))
        self.fold.setAccessibleName(tr("{title}：看拟稿、改文字", title=title))
        self.box = QWidget()
        inner = QVBoxLayout(self.box)
        inner.setContentsMargins(em(self, 1.4), 0, 0, em(self, 0.5))
        inner.setSpacing(em(self, 0.4))
        self.text = TextBox(5)
        self.text.setAccessibleName(tr("{title}的文字", title=title))
        self.text.textChanged.connect(self._on_text)
        self.text.left.connect(self.flush)
        inner.addWidget(self.text)
        acts = FlowLayout(em(self, 0.5))
        self.back = button(tr("恢复拟稿"), self._restore)
        self.back.setAccessibleName(tr("{title}：恢复拟稿", title=title))
        acts.addWidget(self.back)
        inner.addLayout(acts)
        self.box.hide()
        self.fold.toggled.connect(self.box.setVisible)
        for widget in (self.told, self.fold, self.box):
            outer.addWidget(widget)

    def show_paper(self, paper: Paper) -> None:
        """Follow the case; what is being typed goes before what comes from elsewhere."""
        self._paper = paper
        self.setVisible(paper.terms.draft)
        self.told.setText(f"{paper.whose}。")
        self.fold.setVisible(paper.editable)
        if not paper.editable:
            self.fold.setChecked(False)
        self.back.setEnabled(bool(paper.edited))
        if self._pause.isActive() or self.text.composing:
            return
        text = paper.edited or paper.drafted
        # What is kept ends with no line break; one that was just typed stays.
        if text != self._shown.strip():
            self._shown = text
            at = self.text.textCursor().position()
            self.text.setPlainText(text)
            cursor = self.text.textCursor()
            cursor.setPosition(min(at, len(text)))
            self.text.setTextCursor(cursor)

    def _on_text(self) -> None:
        text = self.text.toPlainText()
        if text != self._shown:
            self._shown = text
            self._pause.start()
            if not self._limit.isActive():
                self._limit.start()

    def flush(self) -> None:
        """Hand over what is typed and not yet handed over."""
        self._rest()
        if self._paper is None or not self._paper.editable:
            return
        if self._shown.strip() != (self._paper.edited or self._paper.drafted):
            self.changed.emit(self._paper.with_text(self._shown))

    def _rest(self) -> None:
        self._pause.stop()
        self._limit.stop()

    def _restore(self) -> None:
        self._rest()
        if self._paper is not None:
            self.changed.emit(self._paper.with_text(""))
