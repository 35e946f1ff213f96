"""收件码: one's own to give out, somebody else's to encrypt to, compared by voice."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.app.handover import sending
from desktop.app.handover.sending import Card
from desktop.app.library import Desk
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.pieces import FlowLayout, Note, button, tell
from desktop.ui.widgets.sheet_dialog import SheetDialog
from desktop.ui.widgets.theme import em, follow_size

COMPARE = tr("请打电话念一遍核对码，两边一样，才是本人的。")


class CardDialog(SheetDialog):
    """我的收件码: to copy into a chat, or to save as a short text."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("我的收件码"),
            tr(
                "把它发给要给您材料的人。对方用它做的申报包，只有您这份资料库打得开，"
                "不用再商量口令。收件码不是秘密，可以用微信、邮件发。"
            ),
            wide=34,
            parent=parent,
        )
        self._card = desk.library.keys.identity.card
        self.note = Note()
        self.code = QPlainTextEdit(sending.card_text(self._card))
        self.code.setReadOnly(True)
        self.code.setAccessibleName(tr("我的收件码"))
        self.code.setTabChangesFocus(True)
        self.code.setFixedHeight(em(self, 6.4))
        self.sheet.add(self.code)
        self.sheet.add(words(tr("核对码　{fingerprint}", fingerprint=self._card.fingerprint), "h3"))
        self.sheet.add(words(COMPARE, "hint"))
        acts = QWidget()
        row = FlowLayout()
        acts.setLayout(row)
        self.copy = button(tr("复制收件码"), self._copy, "primary")
        row.addWidget(self.copy)
        row.addWidget(button(tr("存成文件…"), self._save))
        self.sheet.add(acts)
        self.sheet.add(self.note)
        self.offer(button(tr("关闭"), self.accept))
        self.fit()
        self.copy.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(sending.card_text(self._card))
        self.note.say(tr("已复制，粘贴到聊天窗口里发给对方就行。"))

    def _save(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, tr("收件码存在哪个文件夹里"), str(Path.home())
        )
        if not name:
            return
        try:
            path = sending.save_card(self._card, Path(name))
        except UserError as error:
            self.note.say(str(error), "caution")
        else:
            self.note.say(tr("已存为 {name}，发给对方就行。", name=path.name))


class OtherCard(QWidget):
    """Somebody's 收件码, pasted or from a file, with the name they are to be known by."""

    def __init__(self) -> None:
        super().__init__()
        self.label = words(tr("对方的收件码"), "label")
        self.hint = words(
            tr("请对方在首页点“我的收件码…”，复制了发给您；把它粘贴在这里，或者选对方发来的文件。"),
            "hint",
        )
        self.code = QPlainTextEdit()
        self.code.setAccessibleName(tr("对方的收件码"))
        self.code.setTabChangesFocus(True)
        self.code.setPlaceholderText("zcsb1-……")
        self.file = button(tr("选收件码文件…"), self._read)
        self.problem = words("", "error")
        self.problem.hide()
        self.compare = words("", "care")
        self.compare.hide()
        self.name_label = words(tr("给对方起个名字"), "label")
        self.name = QLineEdit()
        self.name.setAccessibleName(tr("给对方起个名字"))
        self.name.setMaxLength(30)
        self.name.setPlaceholderText(tr("例如：单位人事 周老师"))
        self.name_hint = words(tr("下次就能直接选。只记在这台电脑上。"), "hint")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        row = FlowLayout()
        row.addWidget(self.file)
        above: tuple[QWidget, ...] = (self.label, self.hint, self.code)
        for widget in above:
            self.column.addWidget(widget)
        self.column.addLayout(row)
        below = (self.problem, self.compare, self.name_label, self.name, self.name_hint)
        for widget in below:
            self.column.addWidget(widget)
        self.code.textChanged.connect(self._show)
        follow_size(self, self._space)

    def card(self) -> Card | None:
        """The card typed; None where there is none yet, which is said."""
        try:
            return sending.card_in(self.code.toPlainText())
        except UserError as error:
            tell(self.problem, f"{error.happened}{error.todo}")
            self.code.setFocus()
            return None

    def _show(self) -> None:
        tell(self.problem, "")
        try:
            card = sending.card_in(self.code.toPlainText())
        except UserError:
            tell(self.compare, "")
        else:
            tell(
                self.compare,
                tr(
                    "核对码 {fingerprint}　{compare}", fingerprint=card.fingerprint, compare=COMPARE
                ),
            )

    def _read(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, tr("选择收件码文件"), str(Path.home()), tr("收件码 (*.txt)")
        )
        if not name:
            return
        try:
            self.code.setPlainText(sending.card_text(sending.card_file(Path(name))))
        except UserError as error:
            tell(self.problem, f"{error.happened}{error.todo}")

    def _space(self) -> None:
        self.column.setSpacing(em(self, 0.4))
        self.code.setFixedHeight(em(self, 5.2))
