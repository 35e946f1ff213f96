"""关于和更新: which version of what is here, whose work is in it, and newer notices from a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal, qVersion
from PySide6.QtWidgets import QDialog, QFileDialog, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.app.about import about, third_party
from desktop.app.notices import updating
from desktop.app.notices.updating import SUFFIX, Item
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.widgets.cards import Card, words
from desktop.ui.widgets.dialogs import show_error
from desktop.ui.widgets.pieces import Note, button
from desktop.ui.widgets.sheet_dialog import SheetDialog
from desktop.ui.widgets.theme import em

LEAD = tr(
    "全程不联网，内容只保存在这台电脑上。装新版程序时直接装在旧版上面，材料、附件和设置都保留。"
)
HOW = tr(
    "新的通知、每年的放假安排，可以用发布单位给出的更新文件（文件名以 "
    "{suffix} 结尾）导入。文件带签名，不是发布者做的不会使用；已经填的材料仍按原来的版本。",
    suffix=SUFFIX,
)


class AboutDialog(SheetDialog):
    """What is here; ``updated`` once a file has been taken in."""

    updated = Signal()

    def __init__(
        self,
        parent: QWidget | None = None,
        take: Callable[[Path], Sequence[Item]] = updating.take,
    ) -> None:
        super().__init__(tr("关于职称申报助手"), LEAD, wide=36, parent=parent)
        self._take = take
        self.note = Note()
        self.note.hide()
        self.sheet.add(self.note)
        self._cards: list[QWidget] = []
        self._draw()
        close = button(tr("关闭"), self.accept, "primary")
        self.choose_button = button(tr("从文件更新…"), self.choose)
        self.list_button = button(tr("用到的他人作品…"), self.show_list)
        self.offer(self.list_button, self.choose_button, close)
        self.fit()
        close.setFocus()

    def _draw(self) -> None:
        for card in self._cards:
            card.hide()
            card.deleteLater()
        said = about()
        self._cards = [
            _card(
                tr("程序"),
                (tr("版本 {version}", version=said.version), f"{said.system}，Qt {qVersion()}"),
            ),
            _card(tr("通知"), said.notices),
            _card(tr("放假安排"), (*said.calendars, HOW)),
        ]
        for card in self._cards:
            self.sheet.add(card)
            # On a page that is seen Qt would show it only later.
            card.show()

    def choose(self) -> None:
        """从文件更新…."""
        name, _ = QFileDialog.getOpenFileName(
            self, tr("选择更新文件"), str(Path.home()), tr("更新文件 (*{suffix})", suffix=SUFFIX)
        )
        if name:
            self.update_from(Path(name))

    def update_from(self, file: Path) -> None:
        """Take in what ``file`` brings, and say what became of it; or why it was refused."""
        try:
            items = self._take(file)
        except UserError as error:
            show_error(self, error)
            return
        self.note.say("\n".join(item.line + "。" for item in items))
        self.note.show()
        self._draw()
        if any(item.state in ("new", "newer") for item in items):
            self.updated.emit()

    def show_list(self) -> None:
        """Whose work is in the program, under which licences."""
        shown = QDialog(self)
        shown.setWindowTitle(tr("用到的他人作品"))
        column = QVBoxLayout(shown)
        text = QPlainTextEdit(third_party())
        text.setReadOnly(True)
        text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        text.setAccessibleName(tr("用到的他人作品和许可"))
        column.addWidget(text)
        column.addWidget(button(tr("关闭"), shown.accept, "primary"))
        shown.resize(em(self, 46), em(self, 30))
        shown.open()


def _card(title: str, lines: Sequence[str]) -> Card:
    card = Card(title, spacing=0.4)
    for line in lines:
        # “第 1 版” is not parted at the end of a line.
        card.add(words(line.replace(" ", "\u00a0"), "plain"))
    return card
