"""Calm words when something went wrong: the world's fault, or a bug of ours."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.ui.cards import words
from desktop.ui.theme import em


class Notice(QDialog):
    """A title, a few sentences, and one button for each answer."""

    def __init__(
        self,
        title: str,
        sentences: tuple[str, ...],
        answers: tuple[str, ...] = ("知道了",),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.answer = ""
        self.setWindowTitle(title)
        column = QVBoxLayout(self)
        side = em(self, 1.8)
        column.setContentsMargins(side, em(self, 1.5), side, em(self, 1.3))
        column.setSpacing(em(self, 0.7))
        column.addWidget(words(title, "h2"))
        for sentence in sentences:
            line = words(sentence, "plain")
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(line)
        row = QHBoxLayout()
        row.addStretch(1)
        self.buttons: dict[str, QPushButton] = {}
        for place, answer in enumerate(answers):
            button = QPushButton(answer)
            if place == 0:
                button.setProperty("role", "primary")
                button.setDefault(True)
            button.clicked.connect(lambda _on, answer=answer: self._done(answer))
            row.addWidget(button)
            self.buttons[answer] = button
        column.addSpacing(em(self, 0.4))
        column.addLayout(row)
        self.setMinimumWidth(em(self, 26))
        self.setAccessibleDescription(" ".join(sentences))

    def _done(self, answer: str) -> None:
        self.answer = answer
        self.accept()


def show_error(parent: QWidget | None, error: UserError) -> None:
    """What happened, what is safe, what to do; it does not block anything else."""
    sentences = tuple(s for s in (error.safe, error.todo, "\n".join(error.details)) if s)
    dialog = Notice(error.happened.rstrip("。"), sentences, parent=parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def ask(
    parent: QWidget | None, title: str, sentences: tuple[str, ...], answers: tuple[str, ...]
) -> str:
    """The answer chosen, the first being the one meant; ``""`` where the dialog was closed."""
    dialog = Notice(title, sentences, answers, parent)
    dialog.exec()
    return dialog.answer
