"""One value to type in, or one attachment to upload: what it is, a button, a tick."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QFrame,
    QLabel,
    QPushButton,
    QVBoxLayout,
)

from desktop.app.platform.ticks import State, Tick
from desktop.language import tr
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.pieces import tell
from desktop.ui.widgets.theme import em, follow_size, repolish

_SHOWN = 160
"""Characters of a value that are shown; copied is all of it."""

_BESIDE, _BELOW = 34, 25
"""Full-width characters of a window in which tick and button stand side by side; with less than the
second they stand below the value."""

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class CopyButton(QPushButton):
    """Enter and Space press it, the arrows lead to the value above and below."""

    went = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows are the list's, not Qt's way among buttons."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.went.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class ThingRow(QFrame):
    """``pressed()``: copy it, or, once copied, go on; ``ticked(on)``; ``went(step)`` by arrows."""

    pressed = Signal()
    ticked = Signal(bool)
    went = Signal(int)

    def __init__(self, key: str, label: str, value: str, *, files: bool = False) -> None:
        super().__init__()
        self.key = key
        self.label = label
        self._files = files
        self.setProperty("role", "row")
        self.name = words(label, "hint")
        shown = value if len(value) <= _SHOWN else f"{value[:_SHOWN]}……"
        self.value = words(shown, "plain")
        self.note = words("", "hint")
        self.changed = words("", "care")
        for line in (self.name, self.value, self.note, self.changed):
            line.setTextFormat(Qt.TextFormat.PlainText)  # what was typed is no markup
        self.button = CopyButton()
        self.button.setAutoDefault(False)
        self.button.clicked.connect(lambda _on: self.pressed.emit())
        self.button.went.connect(self.went)
        self.box = QCheckBox(tr("已上传") if files else tr("已填上"))
        self.box.setAccessibleName(f"{self.box.text()}：{label}")
        self.box.clicked.connect(self.ticked)
        self._lay_out()
        self.say("")
        tell(self.changed, "")

    def _lay_out(self) -> None:
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        column = QVBoxLayout()
        for line in (self.name, self.value, self.note, self.changed):
            column.addWidget(line)
        column.addStretch(1)
        row.addLayout(column, 1)
        self._acts = acts = QBoxLayout(QBoxLayout.Direction.RightToLeft)
        acts.addWidget(self.button)
        acts.addWidget(self.box)
        acts.addStretch(0)
        row.addLayout(acts)

        def space() -> None:
            row.setContentsMargins(em(self, 0.2), em(self, 0.35), em(self, 0.2), em(self, 0.35))
            row.setSpacing(em(self, 0.7))
            column.setSpacing(em(self, 0.1))
            acts.setSpacing(em(self, 0.4))

        follow_size(self, space)

    def fit(self, room: float) -> None:
        """Arrange it for a window of that many full-width characters."""
        way = QBoxLayout.Direction
        below, beside = room < _BELOW, room >= _BESIDE
        self._row.setDirection(way.TopToBottom if below else way.LeftToRight)
        self._acts.setDirection(
            way.LeftToRight if below else way.RightToLeft if beside else way.TopToBottom
        )
        # On a line of its own the button begins where the words do.
        self._acts.setStretch(2, 1 if below else 0)

    def say(self, sentence: str, role: str = "hint") -> None:
        """Something to be known of it; ``role`` ``care`` where it has to be minded."""
        tell(self.note, sentence, role)

    def show_state(self, state: State, before: Tick | None, *, waits: bool, ready: bool) -> None:
        """How it stands: ``waits``: it was copied and is to be ticked; ``ready``: it can be."""
        self.box.setChecked(state == "done")
        said = ""
        if before is not None:
            was = _clipped(before.said)
            what = (
                tr("上次传的是：{was}", was=was)
                if self._files
                else tr("上次填的是：{was}", was=was)
            )
            said = tr("已变：材料在这以后改过，平台上也要改。{what}", what=what)
        tell(self.changed, said)
        verb = tr("复制位置") if self._files else tr("复制")
        on = tr("传好了，下一项") if self._files else tr("贴好了，下一项")
        self.button.setText(on if waits else verb)
        self.button.setAccessibleName(f"{self.button.text()}：{self.label}")
        self.button.setEnabled(ready)
        role = "primary" if waits else ""
        if self.button.property("role") != role:
            self.button.setProperty("role", role)
            repolish(self.button)

    @property
    def labels(self) -> tuple[QLabel, ...]:
        """What is read of it, from above."""
        return (self.name, self.value, self.note, self.changed)


def _clipped(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:40]}……"
