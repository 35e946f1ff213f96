"""Above and below a large attachment: how to work on its page, and where to go from it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from desktop.language import tr
from desktop.ui.widgets.aloud import say_aloud
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.pieces import FlowLayout, PushButton, button
from desktop.ui.widgets.theme import em

Mode = Literal["fields", "cover", "correct"]
MODES: dict[Mode, str] = {"fields": tr("说明"), "cover": tr("遮盖"), "correct": tr("校正")}

_TOLD = 8000
"""Milliseconds a short sentence stands in the bottom bar."""


class PageTools(QFrame):
    """Chooses the way of working, the page, and how large it is; sends what is asked for."""

    mode_chosen = Signal(str)
    turned = Signal(int)
    zoomed = Signal(int)
    """So many steps; 0: the whole page."""

    new_asked = Signal()
    peeked = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("top")
        row = FlowLayout(em(self, 0.3))
        row.setContentsMargins(12, 6, 12, 6)
        self.setLayout(row)
        self.modes: dict[Mode, QPushButton] = {}
        for mode, title in MODES.items():
            made = PushButton(title)
            made.setCheckable(True)
            made.setAutoDefault(False)
            made.clicked.connect(lambda _on, mode=mode: self.mode_chosen.emit(mode))
            self.modes[mode] = made
            row.addWidget(made)
        self._page = QLabel()
        self._back = button(tr("上一页"), lambda: self.turned.emit(-1), "quiet")
        self._on = button(tr("下一页"), lambda: self.turned.emit(1), "quiet")
        for one in (self._back, self._page, self._on):
            row.addWidget(one)
        row.addWidget(button(tr("缩小"), lambda: self.zoomed.emit(-1), "quiet"))
        row.addWidget(button(tr("放大"), lambda: self.zoomed.emit(1), "quiet"))
        row.addWidget(button(tr("整页"), lambda: self.zoomed.emit(0), "quiet"))
        self.new = button(tr("＋ 加一个遮盖块"), self.new_asked.emit, "quiet")
        self.new.setToolTip(tr("也可以按 N，或者在图上按住鼠标拖"))
        self.peek = PushButton(tr("看遮住的内容"))
        self.peek.setProperty("role", "quiet")
        self.peek.setCheckable(True)
        self.peek.setAutoDefault(False)
        self.peek.setToolTip(tr("也可以在图上按住空格"))
        self.peek.toggled.connect(self.peeked)
        row.addWidget(self.new)
        row.addWidget(self.peek)

    def show_page(self, mode: Mode, at: int, count: int, *, covering: bool) -> None:
        """Page ``at`` (from 0) of ``count``; ``covering`` where boxes can be put on it now."""
        # No group: of one only the chosen button is a stop of the Tab key.
        for name, made in self.modes.items():
            made.setChecked(name == mode)
        self._page.setText(tr("第 {number} / {count} 页", number=at + 1, count=count))
        for one in (self._back, self._page, self._on):
            one.setVisible(count > 1)
        self._back.setEnabled(at > 0)
        self._on.setEnabled(at + 1 < count)
        self.new.setVisible(covering)
        self.peek.setVisible(covering)


class OnwardBar(QFrame):
    """Back, on, undo, and a short sentence that stands for a while."""

    closed = Signal()
    undone = Signal()
    redone = Signal()
    stepped_back = Signal()
    gone_on = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bottom")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 10)
        row.addWidget(button(tr("关闭"), self.closed.emit))
        self.undo = button(tr("撤销"), self.undone.emit)
        self.redo = button(tr("恢复"), self.redone.emit)
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        self.told = words("", "hint")
        row.addWidget(self.told, 1)
        self.before = button(tr("← 上一个附件"), self.stepped_back.emit)
        self.after = button("", self.gone_on.emit, "primary")
        row.addWidget(self.before)
        row.addWidget(self.after)
        self._hush = QTimer(self, singleShot=True, interval=_TOLD)
        self._hush.timeout.connect(lambda: self.told.setText(""))

    def tell(self, sentence: str) -> None:
        """Say ``sentence`` for a while, to a screen reader as well."""
        self.told.setText(sentence)
        say_aloud(self.told, sentence)
        self._hush.start()

    def show_steps(self, undo: str, redo: str) -> None:
        """What can be taken back and done again, each in words; empty where nothing can."""
        for one, label, keys in ((self.undo, undo, "Ctrl+Z"), (self.redo, redo, "Ctrl+Y")):
            one.setEnabled(bool(label))
            one.setToolTip(f"{label}（{keys}）" if label else keys)
