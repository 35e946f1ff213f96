"""Across the page: a notice that no longer holds in red, a newer version in a quiet line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.app.notices.validity import Alarm, alarm
from desktop.domain.notice import Notice
from desktop.language import tr
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.marks import StateMark
from desktop.ui.widgets.pieces import button
from desktop.ui.widgets.theme import em, follow_size


class AlarmBanner(QFrame):
    """Mark, what is the matter, what it means and what to do; ``wide``: from edge to edge."""

    def __init__(self, warning: Alarm, *, wide: bool = False) -> None:
        super().__init__()
        self.setProperty("role", "alarm")
        self.setProperty("wide", wide)
        self.setAccessibleName(warning.text)
        self._row = QHBoxLayout(self)
        self._row.addWidget(StateMark("fix", 1.6), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(words(warning.happened, "trouble"))
        column.addWidget(words(f"{warning.means}{warning.todo}", "plain"))
        self._row.addLayout(column, 1)
        follow_size(self, self._space)

    def _space(self) -> None:
        side = em(self, 1.2)
        self._row.setContentsMargins(side, em(self, 0.55), side, em(self, 0.55))
        self._row.setSpacing(em(self, 0.7))


class AlarmTag(QWidget):
    """The same in a list: the mark and a few words."""

    def __init__(self, warning: Alarm) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(StateMark("fix", 1.2))
        said = words(warning.short, "trouble")
        said.setWordWrap(False)
        row.addWidget(said)
        row.addStretch(1)
        self.setToolTip(warning.text)
        self.setAccessibleName(warning.text)


class NewerLine(QFrame):
    """A newer version of the notice is there; the case stays as it is until one wants to move."""

    asked = Signal()

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.setProperty("role", "note")
        self.setProperty("wide", True)
        self._row = QHBoxLayout(self)
        self._row.addWidget(words(sentence, "plain"), 1)
        self.move_button = button(tr("换到新版…"), self.asked.emit)
        self._row.addWidget(self.move_button)
        follow_size(self, self._space)

    def _space(self) -> None:
        side = em(self, 1.2)
        self._row.setContentsMargins(side, em(self, 0.35), em(self, 1.2), em(self, 0.35))
        self._row.setSpacing(em(self, 0.7))


def banners(
    notice: Notice, newer: Notice | None, today: date, move: Callable[[], object]
) -> Iterator[QWidget]:
    """What is to be known of its notice as long as a case is open, from edge to edge."""
    warning = alarm(notice, today)
    if warning is not None:
        yield AlarmBanner(warning, wide=True)
    if newer is not None:
        line = NewerLine(
            tr(
                "这份材料按通知的第 {version} 版检查；"
                "本机已有第 {newer_version} 版。可以照旧填，也可以换到新版。",
                version=notice.version,
                newer_version=newer.version,
            )
        )
        line.asked.connect(move)
        yield line
