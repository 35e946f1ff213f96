"""The manual beside the work: contents, a search, and the topic of the page one came from."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QImage,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QTextBlock,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from desktop.app.help.manual import FIRST, Found, Topic, manual, picture_file, search
from desktop.language import tr
from desktop.ui.widgets.theme import em, tokens

_LONGEST = 30
"""Characters of a line that was found, in the list."""

_PICTURE = "\ufffc"
"""What stands in the text for a picture."""

_PLACE = Qt.ItemDataRole.UserRole


class ManualText(QTextBrowser):
    """The text of a topic, its pictures in the look of the window and never wider than it."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """The picture ``name`` from the folder of the manual; there is nothing else to load."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        picture = QImage(str(picture_file(QUrl(name).fileName(), tokens(self).name)))
        wide = self.viewport().width() - round(2 * self.document().documentMargin())
        bar = self.verticalScrollBar()
        if not bar.isVisible():
            wide -= bar.sizeHint().width()  # it comes with the picture
        if picture.width() <= wide:
            return picture
        ratio = self.devicePixelRatioF()
        small = picture.scaledToWidth(
            min(round(wide * ratio), picture.width()), Qt.TransformationMode.SmoothTransformation
        )
        small.setDevicePixelRatio(small.width() / wide)
        return small


class HelpWindow(QDialog):
    """Stays open beside the window; Esc closes it, and nothing in it changes anything."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("帮助"))
        self._topics = {topic.id: topic for topic in manual()}
        self._shown = FIRST
        self._drawn = 0
        self.wanted = QLineEdit()
        self.wanted.setPlaceholderText(tr("找一找，例如：学信网"))
        self.wanted.setAccessibleName(tr("在帮助里找"))
        self.wanted.setClearButtonEnabled(True)
        self.wanted.textChanged.connect(self._list)
        self.wanted.returnPressed.connect(self._to_first)
        self.contents = QListWidget()
        self.contents.setAccessibleName(tr("帮助的目录"))
        self.contents.setWordWrap(True)
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.contents.currentItemChanged.connect(self._on_current)
        self.text = ManualText()
        self.text.setOpenLinks(False)
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.text.setAccessibleName(tr("帮助的正文"))
        self.text.anchorClicked.connect(self._follow)
        left = QVBoxLayout()
        left.addWidget(self.wanted)
        left.addWidget(self.contents, 1)
        self.sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.sides.addLayout(left, 2)
        self.sides.addWidget(self.text, 5)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.wanted.setFocus)
        # Once a change of the width has come to rest.
        self._fit = QTimer(self)
        self._fit.setSingleShot(True)
        self._fit.setInterval(150)
        self._fit.timeout.connect(self._draw_again)
        self._space()
        self._list()
        self.resize(self.sizeHint())  # of itself Qt gives a window two thirds of the screen

    def show_topic(self, topic_id: str) -> None:
        """Come forward with that topic, or with the beginning where there is none of it."""
        self.wanted.clear()
        self._open(topic_id if topic_id in self._topics else FIRST)
        self.show()
        self.raise_()
        self.activateWindow()
        self.text.setFocus()

    # ------------------------------------------------------------------ contents and search

    def _list(self) -> None:
        """The contents, or what was found."""
        self.contents.blockSignals(True)
        self.contents.clear()
        if self.wanted.text().strip():
            self._list_found(search(tuple(self._topics.values()), self.wanted.text()))
        else:
            for topic in self._topics.values():
                self._add(topic.title, topic, topic.title)
                if topic.id == self._shown:
                    self.contents.setCurrentRow(self.contents.count() - 1)
        self.contents.blockSignals(False)

    def _list_found(self, found: tuple[Found, ...]) -> None:
        for one in found:
            head = one.topic.title if one.heading == one.topic.title else one.heading
            line = one.line if len(one.line) <= _LONGEST else f"{one.line[:_LONGEST]}……"
            told = f"{head}\n{line}" if one.line != head else head
            self._add(told, one.topic, one.heading)
        if not found:
            item = QListWidgetItem(tr("没有找到。换一个词，或者看“名词”。"))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.contents.addItem(item)

    def _add(self, told: str, topic: Topic, heading: str) -> None:
        item = QListWidgetItem(told)
        item.setData(_PLACE, (topic.id, heading))
        self.contents.addItem(item)

    def _to_first(self) -> None:
        self.contents.setCurrentRow(0)
        self.contents.setFocus()

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_PLACE):
            self._open(*item.data(_PLACE))

    # ------------------------------------------------------------------ the text

    def _open(self, topic_id: str, heading: str = "") -> None:
        topic = self._topics[topic_id]
        self._shown = topic_id
        self.text.document().setDefaultStyleSheet(f"a {{ color: {tokens(self).accent}; }}")
        self._drawn = self.text.viewport().width()
        self.text.setMarkdown(topic.text)
        self._breathe()
        if not self.wanted.text().strip():
            row = list(self._topics).index(topic_id)
            self.contents.blockSignals(True)
            self.contents.setCurrentRow(row)
            self.contents.blockSignals(False)
        if heading and heading != topic.title:
            self._scroll_to(heading)

    def _blocks(self) -> list[QTextBlock]:
        found, block = [], self.text.document().begin()
        while block.isValid():
            found.append(block)
            block = block.next()
        return found

    def _breathe(self) -> None:
        """Air between lines and before headings."""
        for block in self._blocks():
            form = block.blockFormat()
            pictured = block.text() == _PICTURE
            form.setLineHeight(100 if pictured else 135, 1)  # per cent of the line
            form.setNonBreakableLines(False)  # as Markdown's blocks of code would be
            form.setTopMargin(em(self, 0.9 if form.headingLevel() else 0.25))
            form.setBottomMargin(em(self, 0.3))
            cursor = self.text.textCursor()
            cursor.setPosition(block.position())
            cursor.setBlockFormat(form)

    def _scroll_to(self, heading: str) -> None:
        for block in self._blocks():
            if block.blockFormat().headingLevel() and block.text() == heading:
                cursor = self.text.textCursor()
                cursor.setPosition(block.position())
                self.text.moveCursor(cursor.MoveOperation.End)
                self.text.setTextCursor(cursor)
                return

    def _follow(self, link: QUrl) -> None:
        """A link leads to another topic; there are none to the outside."""
        if link.path() in self._topics:
            self._open(link.path(), link.fragment())

    # ------------------------------------------------------------------ looks

    def sizeHint(self) -> QSize:
        """Beside the work, never larger than the screen."""
        room = self.screen().availableSize() * 0.92
        return QSize(em(self, 46), em(self, 36)).boundedTo(room)

    def _space(self) -> None:
        side = em(self, 0.8)
        self.sides.setContentsMargins(side, side, side, side)
        self.sides.setSpacing(side)
        self.contents.setSpacing(round(em(self, 0.12)))
        self.text.document().setDocumentMargin(em(self, 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the contents go above the text."""
        super().resizeEvent(event)
        narrow = self.width() < em(self, 32)
        directions = QBoxLayout.Direction
        self.sides.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        if event.size().width() != event.oldSize().width():
            self._fit.start()

    def _draw_again(self) -> None:
        """The same place, its pictures as wide as there is room now."""
        if self._drawn == self.text.viewport().width():
            return
        bar = self.text.verticalScrollBar()
        share = bar.value() / max(bar.maximum(), 1)
        self._open(self._shown)
        bar.setValue(round(share * bar.maximum()))

    def changeEvent(self, event: QEvent) -> None:
        """Text size and colours follow."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._space()
            self._open(self._shown)
