"""Before a case moves to another version of its notice: what is different, and what it does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.app.library import Moving
from desktop.language import tr
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.pieces import button
from desktop.ui.widgets.sentences import Sentences
from desktop.ui.widgets.theme import em

STAY, MOVE = tr("先不换"), tr("换到新版")


class MovingDialog(QDialog):
    """换到新版…: what the notice changes, which findings of this case change; then 换 or not."""

    def __init__(self, from_version: int, moving: Moving, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("换到新版通知"))
        column = QVBoxLayout(self)
        side = em(self, 1.8)
        column.setContentsMargins(side, em(self, 1.4), side, em(self, 1.2))
        column.setSpacing(em(self, 0.6))
        column.addWidget(
            words(
                tr(
                    "从第 {from_version} 版换到第 {version} 版",
                    from_version=from_version,
                    version=moving.to.version,
                ),
                "h2",
            )
        )
        column.addWidget(
            words(
                tr(
                    "{short_title}。换了以后，这份材料按新版检查；填好的内容和附件都不会动。"
                    "换错了可以点“撤销”回到原来的一版。",
                    short_title=moving.to.short_title,
                ),
                "plain",
            )
        )
        self.lists = Sentences(_lists(moving))
        column.addWidget(self.lists, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        stay = button(STAY, self.reject)
        for one in (stay, button(MOVE, self.accept, "primary")):
            one.setAutoDefault(True)  # Enter presses the one that has the keyboard
            row.addWidget(one)
        column.addLayout(row)
        stay.setFocus()


def _lists(moving: Moving) -> Iterator[tuple[str, Sequence[str], str]]:
    changes = [change.text for change in moving.findings]
    if moving.differences is None:
        yield tr("通知改了什么"), (), tr("原来的一版不在本机，没有办法对照。")
    else:
        title = (
            tr("您的材料有 {count} 项检查结果会变", count=len(changes))
            if changes
            else tr("您的材料")
        )
        yield title, changes, tr("检查结果不变。")
    if moving.homeless:
        title = tr("有些附件放的栏目，新版里没有；文件都还在，换了以后请重新放")
        yield title, moving.homeless, ""
    for subject in moving.differences or ():
        yield tr("通知的改动：{title}", title=subject.title), subject.sentences, ""
    if moving.differences == ():
        yield tr("通知改了什么"), (), tr("要求没有改动。")
