"""添加通知…: what is wrong with a pack, as a list one can read, copy and mend it by."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.pieces import button
from desktop.ui.widgets.sentences import Sentences, fit
from desktop.ui.widgets.theme import em

PACKS = tr("通知规则包")


class ProblemsDialog(QDialog):
    """What happened, what is safe, what to do; then every place that is wrong."""

    def __init__(
        self, errors: tuple[UserError, ...], parent: QWidget | None = None, about: str = PACKS
    ) -> None:
        super().__init__(parent)
        first = errors[0]
        self.setWindowTitle(about)
        self.text = "\n\n".join(_told(error) for error in errors)
        column = QVBoxLayout(self)
        side = em(self, 1.8)
        column.setContentsMargins(side, em(self, 1.4), side, em(self, 1.2))
        column.setSpacing(em(self, 0.6))
        many = len(errors)
        title = first.happened if many == 1 else tr("有 {many} 个规则包没有用上。", many=many)
        column.addWidget(words(title.rstrip("。"), "h2"))
        for sentence in filter(None, (first.safe, first.todo)):
            column.addWidget(words(sentence, "plain"))
        lists = [(e.happened if many > 1 else tr("要改的地方"), e.details, "") for e in errors]
        self.lists = Sentences([one for one in lists if one[1] or many > 1])
        column.addWidget(self.lists, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        close = button(tr("知道了"), self.accept, "primary")
        for one in (button(tr("复制这些文字"), self.copy), close):
            one.setAutoDefault(True)  # Enter presses the one that has the keyboard
            row.addWidget(one)
        column.addLayout(row)
        close.setFocus()

    def copy(self) -> None:
        """All of it, for whoever mends the pack."""
        QApplication.clipboard().setText(self.text)


def _told(error: UserError) -> str:
    return "\n".join(part for part in (error.happened, error.todo, *error.details) if part)


def show_problems(
    parent: QWidget, errors: tuple[UserError, ...], about: str = PACKS
) -> ProblemsDialog:
    """Open the list over ``parent``; ``about`` is what the errors are about."""
    dialog = ProblemsDialog(errors, parent, about)
    fit(dialog, dialog.lists, parent)
    dialog.open()
    return dialog
