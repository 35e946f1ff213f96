"""Calm words when something went wrong: the world's fault, or a bug of ours."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.pieces import PushButton
from desktop.ui.widgets.theme import em

KINDS = {
    "pdf": tr("PDF 文件 (*.pdf)"),
    "docx": tr("Word 文档 (*.docx)"),
    "xlsx": tr("Excel 表格 (*.xlsx)"),
    "json": tr("材料文件 (*.json)"),
    "ics": tr("日历文件 (*.ics)"),
    "txt": tr("文本文件 (*.txt)"),
}


class WorkDialog(QDialog):
    """A window to work in: Enter presses what one is at, and nothing anywhere else."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A dialog of Qt's would press its default button."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        here = self.focusWidget()
        if isinstance(here, QAbstractButton):
            here.click()


class Notice(QDialog):
    """A title, a few sentences, and one button for each answer."""

    def __init__(
        self,
        title: str,
        sentences: tuple[str, ...],
        answers: tuple[str, ...] = (tr("知道了"),),
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
            button = PushButton(answer)
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


def where_to_save(parent: QWidget, title: str, proposed: Path) -> Path | None:
    """The place chosen, of the kind ``proposed`` has; None where the person thought better of it.

    The dialog asks before it gives the name of a file that is there. Of a name that only becomes
    one with its ending it knows nothing: there :class:`UserError` keeps what is there.
    """
    kind = proposed.suffix
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(proposed), KINDS[kind[1:]])
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.lower() == kind:
        return path
    path = path.with_name(f"{path.name}{kind}")
    if path.exists():
        raise UserError(
            tr("这里已经有一个名为 {name} 的文件。", name=path.name),
            safe=tr("它没有被改动。"),
            todo=tr("请换一个名字；要替换它，请在选文件的窗口里点它的名字。"),
            details=(str(path),),
        )
    return path
