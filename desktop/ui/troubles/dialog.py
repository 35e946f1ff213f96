"""刚才这一步没有做成: one dialog for every bug of a while, and a report to read, then to keep."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.dialogs import show_error, where_to_save
from desktop.ui.widgets.marks import LinkButton
from desktop.ui.widgets.pieces import button, tell
from desktop.ui.widgets.sheet_dialog import SheetDialog
from desktop.ui.widgets.theme import em

FILE = tr("出错报告.txt")


class TroubleDialog(SheetDialog):
    """What happened and what is safe; the report is shown on demand and kept only by a click."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(
            tr("刚才这一步没有做成"), tr("程序里有一处没有想到的情况。"), parent=parent
        )
        self.sheet.add(words(tr("已经保存的内容都在本机，没有丢失。"), "plain"))
        self.sheet.add(words(tr("请再试一次；如果还是这样，关掉程序重新打开。"), "plain"))
        self.more = words("", "hint")
        self.more.hide()
        self.sheet.add(self.more)
        self.fold = LinkButton(tr("看出错报告"), small=True)
        self.fold.setCheckable(True)
        self.fold.toggled.connect(self._unfold)
        self.sheet.add(self.fold)
        self.about = words(
            tr("报告里没有您填的内容，只有程序的版本和出错的位置。存不存、给不给别人，由您定。"),
            "hint",
        )
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("出错报告"))
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.text.setMinimumHeight(em(self, 10))
        for widget in (self.about, self.text):
            widget.hide()
            self.sheet.add(widget)
        self.copy = button(tr("复制报告"), self._copy)
        self.keep = button(tr("存成文件…"), self._keep)
        for one in (self.copy, self.keep):
            one.hide()
        done = button(tr("知道了"), self.accept, "primary")
        done.setDefault(True)
        self.offer(self.copy, self.keep, done)
        self.fit()
        done.setFocus()  # what Enter does is seen

    def show_report(self, report: str, count: int) -> None:
        """Put the report there; ``count`` is how many things went wrong so far."""
        self.text.setPlainText(report)
        tell(
            self.more,
            tr("这段时间里一共有 {count} 处，都在报告里。", count=count) if count > 1 else "",
        )
        self.fit()

    def _unfold(self, on: bool) -> None:
        for widget in (self.about, self.text, self.copy, self.keep):
            widget.setVisible(on)
        self.fit()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.about.setText(tr("已复制，可以粘贴到别处。"))

    def _keep(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        try:
            path = where_to_save(self, tr("存出错报告"), Path(folder) / FILE)
            if path is None:
                return
            path.write_text(self.text.toPlainText(), "utf-8")
        except OSError:
            show_error(
                self,
                UserError(
                    tr("报告没有存上。"),
                    safe=tr("您的材料不受影响。"),
                    todo=tr("请换一个文件夹，或者用“复制报告”。"),
                ),
            )
        except UserError as error:
            show_error(self, error)
        else:
            self.about.setText(tr("已存到 {path}", path=path))
