"""Lists of sentences to read in a dialog: headed, scrolled where they are long."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop.ui.widgets.cards import words
from desktop.ui.widgets.reading import ReadingArea
from desktop.ui.widgets.theme import em


class Sentences(ReadingArea):
    """Headed lists of sentences, as long as they may be; nothing listed says ``none``."""

    def __init__(self, lists: Iterable[tuple[str, Sequence[str], str]]) -> None:
        lists = tuple(lists)
        super().__init__("、".join(title for title, *_ in lists))
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


def fit(dialog: QDialog, lists: Sentences, parent: QWidget) -> None:
    """Wide enough to read, as high as there is to read, never larger than the window."""
    room = parent.window().size()
    width = min(em(dialog, 44), round(room.width() * 0.9))
    dialog.resize(width, 1)
    rest = dialog.sizeHint().height() - lists.sizeHint().height()
    high = rest + lists.wanted(width - em(dialog, 5)) + em(dialog, 1)
    dialog.resize(width, min(high, round(room.height() * 0.9)))
