"""以前的样子: earlier versions of the 工作总结, held against the present one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QBoxLayout, QListWidget, QPlainTextEdit, QWidget

from desktop.app.session import Session
from desktop.app.summary.versions import Version, gone, versions
from desktop.language import tr
from desktop.ui.summary.marks import Mark, selections
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.pieces import button
from desktop.ui.widgets.sheet_dialog import SheetDialog
from desktop.ui.widgets.theme import em, tokens

NO_VERSIONS = tr("还没有以前的版本：停下来十分钟，或者大段改动时，会自动留一版。")

_TEXT = "summary.text"


def offer_versions(session: Session, editor: QWidget) -> bool:
    """Open the dialog over ``editor``; False where there is no version to go back to."""
    now = session.case.summary.text
    found = versions(session.library.texts(session.case.case_id, _TEXT), now)
    if not found:
        return False
    dialog = VersionsDialog(found, now, editor)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def taken() -> None:
        if dialog.chosen is not None:
            # The part as a whole, not its text: a step of its own, never joined to typing.
            part = session.case.summary.model_copy(update={"text": dialog.chosen.text})
            session.set("summary", part, label=tr("换回以前的工作总结"))
            editor.setFocus()

    dialog.accepted.connect(taken)
    dialog.open()
    return True


class VersionsDialog(SheetDialog):
    """Choose a version on one side, read it on the other; ``chosen`` once it is taken."""

    def __init__(self, found: Sequence[Version], now: str, parent: QWidget) -> None:
        super().__init__(
            tr("以前的样子"),
            tr(
                "写作中停下来时、大段改动之前，都留着当时的全文。换回以后，现在的这一版也留在这里，"
                "还可以撤销。"
            ),
            wide=56,
            parent=parent,
        )
        self.chosen: Version | None = None
        self._found, self._now = tuple(found), now
        self.list = QListWidget()
        self.list.setAccessibleName(tr("以前的各版"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        for version in self._found:
            self.list.addItem(tr("{when}\n{words} 字", when=version.when, words=version.words))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("这一版的全文"))
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(em(self, 15))
        self.sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.sides.addWidget(self.list, 2)
        self.sides.addWidget(self.text, 5)
        self.sheet.column.insertLayout(self.sheet.column.count() - 1, self.sides)
        self.sheet.add(words(tr("画线的句子，现在的正文里没有。"), "hint"))
        self.take = button(tr("换回这一版"), self._take, "primary")
        self.offer(button(tr("不换了"), self.reject), self.take)
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(0)
        self.list.setFocus()
        self.fit(tall=34)

    def _show(self, row: int) -> None:
        version = self._found[row]
        self.text.setPlainText(version.text)
        marks = [Mark(start, end, "care") for start, end in gone(version.text, self._now)]
        self.text.setExtraSelections(
            selections(self.text.document(), version.text, marks, tokens(self))
        )

    def _take(self) -> None:
        self.chosen = self._found[self.list.currentRow()]
        self.accept()

    def changeEvent(self, event: QEvent) -> None:
        """Marks follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.list.currentRow() >= 0:
            self._show(self.list.currentRow())
