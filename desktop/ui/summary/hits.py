"""Places of the 工作总结 to look at, as a list to go through."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSizePolicy

from desktop.app.summary.writing import Hit
from desktop.language import tr
from desktop.ui.widgets.cards import Card, words
from desktop.ui.widgets.pieces import tell
from desktop.ui.widgets.theme import em, tokens

MOST = 60
"""More hits than this are counted, not listed: the first ones are where one starts anyway."""


class HitList(QListWidget):
    """One line a place; a click or Enter goes there (``chosen``).

    What is not forbidden is told in the colour ``unsure``.
    """

    chosen = Signal(int)

    def __init__(self, name: str, unsure: str) -> None:
        super().__init__()
        self._unsure = unsure
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemClicked.connect(lambda item: self.chosen.emit(self.row(item)))
        self._shown: tuple[Hit, ...] = ()

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """List ``hits``; the line that was current stays current where it can."""
        shown = tuple(hits[:MOST])
        if shown == self._shown:
            return
        self._shown = shown
        row = self.currentRow()
        self.clear()
        look = tokens(self)
        for hit in shown:
            item = QListWidgetItem(line(hit))
            item.setForeground(look.color("bad" if hit.sure else self._unsure))
            item.setToolTip(tr("点一下就到正文里的这一处"))
            self.addItem(item)
        self.setCurrentRow(min(row, len(shown) - 1))
        self.setVisible(bool(shown))
        self.doItemsLayout()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as its lines, at most six of them."""
        rows = [self.item(row) for row in range(min(self.count(), 6))]
        high = sum(self.visualItemRect(row).height() for row in rows)
        return QSize(em(self, 20), high + 2 * self.frameWidth() + 4)

    def minimumSizeHint(self) -> QSize:
        """Never lower than what it asks for."""
        return QSize(em(self, 8), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower lines wrap and want more height."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self.updateGeometry)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the place."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self.chosen.emit(self.currentRow())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Colours follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            look = tokens(self)
            for row, hit in enumerate(self._shown):
                self.item(row).setForeground(look.color("bad" if hit.sure else self._unsure))


class HitsCard(Card):
    """A sentence, and below it the places it is about; ``chosen`` is one to go to."""

    chosen = Signal(Hit)

    def __init__(self, title: str, list_name: str, unsure: str = "care") -> None:
        super().__init__(title, spacing=0.6)
        self.told = words("", "hint")
        self.list = HitList(list_name, unsure)
        self.list.hide()
        self.list.chosen.connect(lambda row: self.chosen.emit(self._hits[row]))
        self.add(self.told)
        self.add(self.list)
        self._hits: tuple[Hit, ...] = ()

    def show_hits(self, hits: Sequence[Hit], sentence: str, role: str) -> None:
        """List ``hits`` under ``sentence``, which is told in the look of ``role``."""
        self._hits = tuple(hits)
        self.list.show_hits(hits)
        more = tr("（下面列出前 {most} 处）", most=MOST) if len(hits) > MOST else ""
        tell(self.told, f"{sentence}{more}", role)


def line(hit: Hit) -> str:
    """What the list says of a place: 第 3 段 · 本人姓名：……与「阿依古丽」一起……."""
    around = f"{'……' if hit.before else ''}{hit.before}「{hit.found}」{hit.after}"
    return tr(
        "第 {paragraph} 段 · {what}：{around}{more}",
        paragraph=hit.paragraph,
        what=hit.what,
        around=around,
        more="……" if hit.after else "",
    )
