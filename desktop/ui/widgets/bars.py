"""The bars of the shell: above, what case this is and how it looks; below, what comes next."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy

from desktop.domain.moments import beijing
from desktop.language import tr
from desktop.ui.widgets.aloud import say_aloud
from desktop.ui.widgets.pieces import PushButton, one_stop
from desktop.ui.widgets.theme import em, repolish

SCALES = {100: tr("标准"), 125: tr("大"), 150: tr("特大"), 200: tr("最大")}
THEMES = {"auto": tr("跟随系统"), "light": tr("浅色"), "dark": tr("深色")}


class Elided(QLabel):
    """One line that gives way before anything is pushed out of sight."""

    def __init__(self) -> None:
        super().__init__()
        self._full = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_full(self, text: str) -> None:
        """Show ``text``, as much as there is room for."""
        self._full = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._fit()

    def _fit(self) -> None:
        mode = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._full, mode, self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self._fit()


class Told(Elided):
    """What was just done, in a line that is also read out."""

    def set_full(self, text: str) -> None:
        """Show ``text``, and say it where it is another one."""
        news = text != self.accessibleName()
        super().set_full(text)
        if news:
            say_aloud(self, text)


def quiet(text: str, told: str = "") -> QPushButton:
    """A button without a frame."""
    button = PushButton(text)
    button.setProperty("role", "quiet")
    if told:
        button.setToolTip(told)
    return button


class TopBar(QFrame):
    """Back to the cases, the case's name, text size, colours, safety, the lock."""

    home = Signal()
    scale_chosen = Signal(int)
    theme_chosen = Signal(str)
    safety_asked = Signal()
    help_asked = Signal()
    lock_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("top")
        self.row = QHBoxLayout(self)
        self.home_button = quiet(tr("← 全部材料"), tr("回到材料列表；这份材料已经保存"))
        self.home_button.clicked.connect(self.home)
        self.title = Elided()
        self.row.addWidget(self.home_button)
        self.row.addWidget(self.title, 1)
        self.sizes = QButtonGroup(self)
        caption = QLabel(tr("文字"))
        caption.setProperty("role", "hint")
        self.row.addWidget(caption)
        self.scales: dict[int, QPushButton] = {}
        for scale, word in SCALES.items():
            button = quiet(word, tr("文字大小：{word}（{scale}%）", word=word, scale=scale))
            button.setAccessibleName(tr("文字大小 {word}", word=word))
            button.setCheckable(True)
            button.clicked.connect(lambda _on, scale=scale: self.scale_chosen.emit(scale))
            self.sizes.addButton(button)
            self.scales[scale] = button
            self.row.addWidget(button)
        self.theme_button = quiet(tr("深色"), tr("换成深色或浅色"))
        self.theme_button.clicked.connect(self._switch)
        self.row.addWidget(self.theme_button)
        self.safety_button = quiet(tr("安全与备份"), tr("口令、自动锁上、备份和恢复"))
        self.safety_button.clicked.connect(self.safety_asked)
        self.row.addWidget(self.safety_button)
        self.help_button = quiet(tr("帮助"), tr("这一页怎么填、名词、快捷键（F1）"))
        self.help_button.clicked.connect(self.help_asked)
        self.row.addWidget(self.help_button)
        self.lock_button = quiet(tr("锁定"), tr("离开一会儿：锁上，回来用口令打开（Ctrl+L）"))
        self.lock_button.clicked.connect(self.lock_asked)
        self.row.addWidget(self.lock_button)
        self._next_theme = "dark"
        self._space()

    def show_look(self, scale: int, dark: bool) -> None:
        """Mark the text size; the theme button names what it would change to."""
        self.scales[scale].setChecked(True)
        one_stop(self.scales.values())
        self._next_theme = "light" if dark else "dark"
        self.theme_button.setText(THEMES[self._next_theme])
        self.theme_button.setAccessibleName(tr("换成{theme}", theme=THEMES[self._next_theme]))

    def _switch(self) -> None:
        self.theme_chosen.emit(self._next_theme)

    def _space(self) -> None:
        self.row.setContentsMargins(em(self, 0.5), em(self, 0.2), em(self, 0.6), em(self, 0.2))
        self.row.setSpacing(em(self, 0.15))

    def changeEvent(self, event: QEvent) -> None:
        """Distances follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._space()


class BottomBar(QFrame):
    """Saved when, undo and redo, the checklist's button, back and on."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bottom")
        self.row = QHBoxLayout(self)
        self.saved = QLabel()
        self.saved.setProperty("role", "hint")
        self.undo = quiet(tr("撤销"))
        self.redo = quiet(tr("重做"))
        self.told = Told()
        self.told.setProperty("role", "hint")
        self.checks = PushButton(tr("检查"))
        self.back = PushButton(tr("← 上一步"))
        self.next = PushButton(tr("下一步 →"))
        self.next.setProperty("role", "primary")
        for widget in (self.saved, self.undo, self.redo):
            self.row.addWidget(widget)
        self.row.addWidget(self.told, 1)
        for widget in (self.checks, self.back, self.next):
            self.row.addWidget(widget)
        self._space()

    def show_saved(self, at: datetime | None, waiting: str | None = None) -> None:
        """The moment of the last change on the disk, Beijing time, where all that was typed is.

        ``waiting``: why something could not be saved, or ``""`` while it is about to be.
        """
        said = tr("已保存 {at:%H:%M}", at=beijing(at)) if at else tr("还没有内容")
        if waiting is not None:
            said = tr("有内容没有存上") if waiting else tr("正在保存…")
        before = self.saved.text()
        self.saved.setText(said)
        if before not in ("", said) and waiting != "":
            say_aloud(self.saved, waiting or said, at_once=bool(waiting))
        self.saved.setToolTip(waiting or tr("每改一处都立即保存在本机（北京时间）"))
        role = "error" if waiting else "hint"
        if self.saved.property("role") != role:
            self.saved.setProperty("role", role)
            repolish(self.saved)

    def show_history(self, undo: str, redo: str) -> None:
        """What would be taken back, and what done again."""
        for button, word, label, keys in (
            (self.undo, tr("撤销"), undo, "Ctrl+Z"),
            (self.redo, tr("重做"), redo, "Ctrl+Y"),
        ):
            button.setEnabled(bool(label))
            button.setToolTip(
                f"{word}：{label}（{keys}）" if label else tr("没有可以{word}的", word=word)
            )
            button.setAccessibleName(f"{word}：{label}" if label else word)

    def _space(self) -> None:
        side = em(self, 1.2)
        self.row.setContentsMargins(side, em(self, 0.65), side, em(self, 0.65))
        self.row.setSpacing(em(self, 0.45))

    def changeEvent(self, event: QEvent) -> None:
        """Distances follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._space()
