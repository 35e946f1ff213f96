"""What the case says, beside the 工作总结: a click puts a piece where the cursor is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.app.summary.facts import Facts
from desktop.language import tr
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.theme import em, tokens

_NOTHING = tr(
    "还没有可用的内容。填好学历、工作经历、业绩、继续教育以后，这里会列出日期、职务和数量。"
)


class FactsPanel(QWidget):
    """The pieces by the step they come from; ``chosen`` is one to put into the text."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.lead = words(tr("点一条，放到光标处。"), "hint")
        self.list = _FactList()
        self.list.chosen.connect(self.chosen)
        column.addWidget(self.lead)
        column.addWidget(self.list, 1)

    def show_facts(self, found: Sequence[Facts], text: str) -> None:
        """List the pieces; those that stand in ``text`` already are marked."""
        self.lead.setText(tr("点一条，放到光标处。") if found else _NOTHING)
        self.list.setVisible(bool(found))
        self.list.show_facts(found, text)


class _FactList(QListWidget):
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("材料里的内容，按回车放到光标处"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setSpacing(round(em(self, 0.15)))
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.itemClicked.connect(self._choose)
        self._shown: tuple[tuple[str, str, bool], ...] = ()

    def show_facts(self, found: Sequence[Facts], text: str) -> None:
        shown = tuple((one.title, piece, piece in text) for one in found for piece in one.pieces)
        if shown == self._shown:
            return
        row, at = self.currentRow(), self.verticalScrollBar().value()
        self._shown = shown
        self.clear()
        title = ""
        for part, piece, used in shown:
            if part != title:
                title = part
                head = QListWidgetItem(part)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
                self._colour(head)
                self.addItem(head)
            item = QListWidgetItem(f"✓ {piece}" if used else piece)
            item.setData(Qt.ItemDataRole.UserRole, piece)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole,
                f"{part}：{piece}{tr('，已写到') if used else ''}",
            )
            self._colour(item)
            self.addItem(item)
        self.setCurrentRow(row if row < self.count() else -1)
        self.verticalScrollBar().setValue(at)

    def sizeHint(self) -> QSize:
        """Some lines; the layout gives more where there is more."""
        return QSize(em(self, 15), em(self, 9))

    def minimumSizeHint(self) -> QSize:
        """A few lines."""
        return QSize(em(self, 9), em(self, 7))

    def changeEvent(self, event: QEvent) -> None:
        """Colours follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            for row in range(self.count()):
                self._colour(self.item(row))

    def _colour(self, item: QListWidgetItem) -> None:
        """Headings and what is written already stand back."""
        piece = item.data(Qt.ItemDataRole.UserRole)
        open_yet = piece and item.text() == piece
        item.setForeground(tokens(self).color("text" if open_yet else "mute"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or the space bar chooses."""
        item = self.currentItem()
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in keys and item is not None:
            self._choose(item)
        else:
            super().keyPressEvent(event)

    def _choose(self, item: QListWidgetItem) -> None:
        piece = item.data(Qt.ItemDataRole.UserRole)
        if piece:
            self.chosen.emit(piece)
