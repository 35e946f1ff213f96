"""Before a case moves to another version of its notice: what is different, and what it does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.app.library import Moving
from desktop.ui.cards import words
from desktop.ui.pieces import button
from desktop.ui.theme import em

STAY, MOVE = "先不换", "换到新版"


class Sentences(QScrollArea):
    """Headed lists of sentences, as long as they may be; nothing listed says ``none``."""

    def __init__(self, lists: Iterable[tuple[str, Sequence[str], str]]) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, em(self, 0.6), 0)
        column.setSpacing(em(self, 0.35))
        for title, sentences, none in lists:
            column.addWidget(words(title, "h3"))
            for sentence in sentences or (none,):
                line = words(f"· {sentence}" if sentences else sentence, "plain")
                line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                column.addWidget(line)
            column.addSpacing(em(self, 0.5))
        column.addStretch(1)
        self.setWidget(inside)

    def wanted(self, width: int) -> int:
        """The height at which nothing needs to be scrolled, ``width`` wide."""
        layout = self.widget().layout()
        return layout.totalHeightForWidth(width) if layout is not None else 0


class MovingDialog(QDialog):
    """换到新版…: what the notice changes, which findings of this case change; then 换 or not."""

    def __init__(self, from_version: int, moving: Moving, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("换到新版通知")
        column = QVBoxLayout(self)
        side = em(self, 1.8)
        column.setContentsMargins(side, em(self, 1.4), side, em(self, 1.2))
        column.setSpacing(em(self, 0.6))
        column.addWidget(words(f"从第 {from_version} 版换到第 {moving.to.version} 版", "h2"))
        column.addWidget(
            words(
                f"{moving.to.short_title}。换了以后，这份材料按新版检查；填好的内容和附件都不会动。"
                "换错了可以点“撤销”回到原来的一版。",
                "plain",
            )
        )
        self.lists = Sentences(_lists(moving))
        column.addWidget(self.lists, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        stay = button(STAY, self.reject)
        row.addWidget(stay)
        row.addWidget(button(MOVE, self.accept, "primary"))
        column.addLayout(row)
        stay.setFocus()


def _lists(moving: Moving) -> Iterator[tuple[str, Sequence[str], str]]:
    changes = [change.text for change in moving.findings]
    if moving.differences is None:
        yield "通知改了什么", (), "原来的一版不在本机，没有办法对照。"
    else:
        yield f"您的材料有 {len(changes)} 项检查结果会变", changes, "您这份材料的检查结果不变。"
    if moving.homeless:
        title = "有些附件放的栏目，新版里没有；文件都还在，换了以后请重新放"
        yield title, moving.homeless, ""
    for subject in moving.differences or ():
        yield f"通知的改动：{subject.title}", subject.sentences, ""
    if moving.differences == ():
        yield "通知改了什么", (), "要求没有改动。"


def fit(dialog: QDialog, lists: Sentences, parent: QWidget) -> None:
    """Wide enough to read, as high as there is to read, never larger than the window."""
    room = parent.window().size()
    width = min(em(dialog, 44), round(room.width() * 0.9))
    dialog.resize(width, 1)
    rest = dialog.sizeHint().height() - lists.sizeHint().height()
    high = rest + lists.wanted(width - em(dialog, 5)) + em(dialog, 1)
    dialog.resize(width, min(high, round(room.height() * 0.9)))
