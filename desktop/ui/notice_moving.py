"""Before a case moves to another version of its notice: what is different, and what it does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.notice import Notice
from desktop.ui.cards import words
from desktop.ui.pieces import button
from desktop.ui.theme import em

STAY, MOVE = "先不换", "换到新版"


class Sentences(QScrollArea):
    """Headed lists of sentences, as long as they may be; nothing listed says ``none``."""

    def __init__(self, lists: Sequence[tuple[str, Sequence[str], str]]) -> None:
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


class MovingDialog(QDialog):
    """换到新版…: what the notice changes, which findings of this case change; then 换 or not."""

    def __init__(
        self,
        old: Notice,
        new: Notice,
        differences: Sequence[str],
        changes: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("换到新版通知")
        column = QVBoxLayout(self)
        side = em(self, 1.8)
        column.setContentsMargins(side, em(self, 1.4), side, em(self, 1.2))
        column.setSpacing(em(self, 0.6))
        column.addWidget(words(f"从第 {old.version} 版换到第 {new.version} 版", "h2"))
        column.addWidget(
            words(
                f"{new.short_title}。换了以后，这份材料按新版检查；填好的内容和附件都不会动。"
                "换错了可以点“撤销”回到原来的一版。",
                "plain",
            )
        )
        self.lists = Sentences(
            (
                (f"通知改了 {len(differences)} 处", differences, "文字和要求没有改动。"),
                (
                    f"您的材料有 {len(changes)} 项检查结果会变",
                    changes,
                    "您这份材料的检查结果不变。",
                ),
            )
        )
        column.addWidget(self.lists, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        stay = button(STAY, self.reject)
        row.addWidget(stay)
        row.addWidget(button(MOVE, self.accept, "primary"))
        column.addLayout(row)
        stay.setFocus()


def fit(dialog: QDialog, parent: QWidget) -> None:
    """Wide enough to read, never larger than the window."""
    room = parent.window().size()
    dialog.resize(
        min(em(dialog, 44), round(room.width() * 0.9)),
        min(em(dialog, 36), round(room.height() * 0.9)),
    )
