"""A document made of the office's own template: what was filled in; saved, opened in Word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.app.papers import wanted
from desktop.app.papers.wanted import Made
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.preview.dialog import PreviewDialog
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.dialogs import show_error, where_to_save
from desktop.ui.widgets.pieces import Note, button, report
from desktop.ui.widgets.sheet_dialog import SheetDialog
from desktop.ui.widgets.theme import em

LEAD = tr("版面以模板为准，请在 WPS 或 Word 里打开查看、打印。下面是填进模板的内容，请先看一遍。")


class OwnDialog(SheetDialog):
    """What a template was filled with. ``builtin`` shows the program's own form instead."""

    def __init__(self, made: Made, builtin: Callable[[], None], parent: QWidget) -> None:
        super().__init__(
            tr("《{name}》用的是自备模板", name=made.name), LEAD, wide=40, parent=parent
        )
        self._made = made
        self.message = words("", "good")
        self.message.hide()
        self.caution = Note("caution")
        for one in (self.message, self.caution, self._values()):
            self.sheet.add(one)
        self.caution.say(_cautions(made))
        self.offer(
            button(tr("关闭"), self.reject),
            button(tr("看软件的式样"), builtin),
            button(tr("保存 Word 文档…"), self.save),
            button(tr("保存并打开…"), self.save_and_open, "primary"),
        )
        self.fit()

    def _values(self) -> QWidget:
        ground = QWidget()
        grid = QGridLayout(ground)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(em(self, 1.2))
        grid.setVerticalSpacing(em(self, 0.3))
        grid.setColumnStretch(1, 1)
        for number, (name, text) in enumerate(_filled(self._made)):
            grid.addWidget(words(name, "hint"), number, 0)
            grid.addWidget(words(text, "plain"), number, 1)
        return ground

    def save(self) -> Path | None:
        """Ask where, then write it."""
        proposed = wanted.documents_folder() / f"{self._made.name}.docx"
        try:
            path = where_to_save(self, tr("保存到"), proposed)
            if path is None:
                return None
            wanted.save(path, self._made.docx)
        except UserError as error:
            show_error(self, error)
            return None
        report(self.message, tr("已保存到 {path}", path=path), "good")
        self.sheet.reveal(self.message)
        return path

    def save_and_open(self) -> None:
        """The same, then whatever opens Word documents here."""
        path = self.save()
        if path is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            told = tr(
                "已保存到 {path}。这台电脑上没有找到打开 Word 文档的程序，请在有的电脑上打开它。",
                path=path,
            )
            report(self.message, told, "care")
            self.sheet.reveal(self.message)


def _filled(made: Made) -> list[tuple[str, str]]:
    if made.own is None:
        return []
    values = made.own.values
    lists = [(title, tr("表格里 {count} 行", count=len(rows))) for title, rows in values.rows]
    return [*values.said, *lists]


def _cautions(made: Made) -> str:
    if made.own is None:
        return ""
    told = []
    if made.own.missing:
        told.append(
            tr("软件的式样里有、这份模板里没有：{missing}。", missing="、".join(made.own.missing))
        )
    if made.own.unused:
        told.append(tr("您在软件里改过的正文没有用上：模板里没有 {{正文}} 这个字段。"))
    return "\n".join(told)


def show_made(made: Made, parent: QWidget) -> None:
    """Show a document as it will be saved: its pages, or what fills the office's template."""
    if made.own is None:
        _preview(made, parent)
        return
    dialog = OwnDialog(made, lambda: _preview(replace(made, docx=b""), parent), parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def _preview(made: Made, parent: QWidget) -> None:
    dialog = PreviewDialog(
        made.pdf,
        made.name,
        made.pages,
        docx=made.docx,
        terms=made.terms,
        facts=made.facts,
        parent=parent,
    )
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
