"""Two notices side by side: the same lines, what differs marked; one below the other if narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from desktop.app.notices.comparison import Pair, PairGroup, compare, differing
from desktop.app.notices.lines import Line
from desktop.domain.notice import Notice
from desktop.language import tr
from desktop.ui.notices.lines import SourceLink, spoken
from desktop.ui.widgets.cards import Card, Sheet, words
from desktop.ui.widgets.choices import NamedCombo
from desktop.ui.widgets.theme import em, follow_size

ROOM_FOR_TWO = 48
"""Full-width characters two notices want side by side."""


class Side(QWidget):
    """What one of the two says about one thing."""

    source_asked = Signal(str, str)

    def __init__(self, line: Line, notice: Notice) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.whose = words(notice.short_title, "hint")
        column.addWidget(self.whose)
        for said in line.says:
            row = QHBoxLayout()
            row.addWidget(spoken(said), 1, Qt.AlignmentFlag.AlignTop)
            if said.source.quote:
                link = SourceLink(said, f"{line.about}，{notice.short_title}")
                source = said.source
                link.clicked.connect(
                    lambda _on, source=source: self.source_asked.emit(source.clause, source.quote)
                )
                row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
            column.addLayout(row)
        column.addStretch(1)


class PairView(QFrame):
    """One line of both notices."""

    source_asked = Signal(int, str, str)

    def __init__(self, pair: Pair, notices: tuple[Notice, Notice]) -> None:
        super().__init__()
        self.pair = pair
        self.setProperty("role", "pair")
        self.setProperty("differs", pair.differs)
        self._column = QVBoxLayout(self)
        head = QHBoxLayout()
        head.addWidget(words(pair.about, "h3"), 1)
        self.mark = QLabel(tr("≠ 不同") if pair.differs else tr("相同"))
        self.mark.setProperty("role", "care" if pair.differs else "hint")
        head.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(head)
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.sides = (Side(pair.left, notices[0]), Side(pair.right, notices[1]))
        for number, side in enumerate(self.sides):
            side.source_asked.connect(
                lambda clause, quote, number=number: self.source_asked.emit(number, clause, quote)
            )
            self.row.addWidget(side, 1)
        self._column.addLayout(self.row)
        follow_size(self, self._space)

    def stack(self, narrow: bool) -> None:
        """One below the other, each under its notice's name, or side by side."""
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self.row.setDirection(way)
        for side in self.sides:
            side.whose.setVisible(narrow)

    def _space(self) -> None:
        self._column.setContentsMargins(em(self, 0.8), em(self, 0.5), em(self, 0.8), em(self, 0.5))
        self._column.setSpacing(em(self, 0.1))
        self.row.setSpacing(em(self, 1.4))


class PairCard(Card):
    """The pairs of one group below their heading and the names of the two notices."""

    source_asked = Signal(int, str, str)

    def __init__(self, group: PairGroup, notices: tuple[Notice, Notice]) -> None:
        super().__init__(group.title, spacing=0.2)
        self.names = QWidget()
        names = QHBoxLayout(self.names)
        for notice in notices:
            names.addWidget(words(notice.short_title, "hint"), 1)
        self.add(self.names)
        self.pairs = [PairView(pair, notices) for pair in group.pairs]
        for view in self.pairs:
            view.source_asked.connect(self.source_asked)
            self.add(view)
        follow_size(self.names, self._space_names)

    def stack(self, narrow: bool) -> None:
        """The names stand above the columns, or with each side."""
        self.names.setVisible(not narrow)
        for view in self.pairs:
            view.stack(narrow)

    def show_only(self, differing: bool) -> None:
        """Only what differs, or everything; nothing at all where nothing is left."""
        for view in self.pairs:
            view.setVisible(view.pair.differs or not differing)
        self.setVisible(any(not view.isHidden() for view in self.pairs))

    def _space_names(self) -> None:
        layout = self.names.layout()
        if layout is not None:
            layout.setContentsMargins(em(self, 1), 0, em(self, 0.8), 0)
            layout.setSpacing(em(self, 1.4))


class ComparisonSheet(QWidget):
    """Choose two notices; read them line by line."""

    source_asked = Signal(object, str, str)

    def __init__(self, notices: Sequence[Notice], left: int = 0, right: int = 1) -> None:
        super().__init__()
        self.notices = tuple(notices)
        self.cards: list[PairCard] = []
        self.choices = (self._choice(tr("左边的通知"), left), self._choice(tr("右边的通知"), right))
        self.only = QCheckBox(tr("只看不同的"))
        self.only.toggled.connect(lambda _on: self._filter())
        self.told = words("", "h3")
        self.sheet = Sheet(tr("两份通知对照"), "", widest=76, centred=True)
        self.sheet.head.addWidget(self._chooser())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sheet)
        self._narrow = False
        self.setFocusProxy(self.choices[1])
        self._compare()

    def _choice(self, name: str, at: int) -> QComboBox:
        choice = NamedCombo()
        choice.setAccessibleName(name)
        choice.addItems([notice.short_title for notice in self.notices])
        choice.setCurrentIndex(min(at, len(self.notices) - 1))
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(10)
        choice.currentIndexChanged.connect(lambda _at: self._compare())
        return choice

    def _chooser(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        self.chooser = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for choice in self.choices:
            self.chooser.addWidget(choice, 1)
        column.addLayout(self.chooser)
        line = QHBoxLayout()
        line.addWidget(self.told, 1)
        line.addWidget(self.only)
        column.addLayout(line)
        column.addWidget(
            words(
                tr("“通知未写”是通知里没有提到；“不要求”是通知写明了不要。两样不是一回事。"), "hint"
            )
        )
        return box

    def chosen(self) -> tuple[Notice, Notice]:
        """The two notices."""
        left, right = (self.notices[choice.currentIndex()] for choice in self.choices)
        return left, right

    def _compare(self) -> None:
        for card in self.cards:
            card.hide()
            card.deleteLater()
        notices = self.chosen()
        groups = compare(*notices)
        self.cards = [PairCard(group, notices) for group in groups if group.pairs]
        for card in self.cards:
            card.source_asked.connect(self._on_source)
            card.stack(self._narrow)
            self.sheet.add(card)
        many = differing(groups)
        same = notices[0] == notices[1]
        self.told.setText(
            tr("两边选的是同一份通知。")
            if same
            else tr("有 {many} 处不同。", many=many)
            if many
            else tr("没有不同。")
        )
        self._filter()

    def _filter(self) -> None:
        for card in self.cards:
            card.show_only(self.only.isChecked())

    def _on_source(self, number: int, clause: str, quote: str) -> None:
        self.source_asked.emit(self.chosen()[number], clause, quote)

    # ------------------------------------------------------------------ room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """The text size decides with."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "sheet"):
            self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < em(self, ROOM_FOR_TWO)
        if narrow != self._narrow:
            self._narrow = narrow
            way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
            self.chooser.setDirection(way)
            for card in self.cards:
                card.stack(narrow)
