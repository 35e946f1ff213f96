"""交给单位/他人: to whom, by which way it is opened, where to, and what to do then."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QProgressBar, QVBoxLayout, QWidget

from desktop.app.handover import sending
from desktop.app.handover.sending import Card, Receivers
from desktop.app.handover.versions import entries
from desktop.app.library import Desk
from desktop.app.pages import PAGES
from desktop.app.pages.form import Section
from desktop.app.papers.wanted import documents_folder
from desktop.app.session import Session
from desktop.domain.case import Case
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.forms.choices import Box
from desktop.ui.handover.card import OtherCard
from desktop.ui.handover.remarks import RemarksEditor
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.passphrases import NewPassphrase
from desktop.ui.widgets.pieces import Note, button, tell
from desktop.ui.widgets.sheet_dialog import SheetDialog
from desktop.ui.widgets.theme import em
from desktop.ui.widgets.worker import Task, Worker

BY_WORDS, BY_CARD = tr("对方没有收件码：用一个口令加密"), tr("新的收件人：用对方的收件码加密")


def places(case: Case) -> tuple[tuple[str, str], ...]:
    """What a 审核意见 may be about: the whole, a field or list as the pages call it, an entry."""
    found = [("", tr("整份材料"))]
    for page in PAGES:
        if page.id == "finish":
            continue
        for section in page.sections:
            if isinstance(section, Section):
                found += [(f.path, f"{page.title} · {f.label}") for f in section.fields]
            else:
                found.append((section.path, f"{page.title} · {section.title}"))
                found += entries(case, section.path)
    found += [("summary.text", tr("工作总结")), ("attachments", tr("附件"))]
    found += entries(case, "attachments")
    return tuple(dict.fromkeys(found))


class SendDialog(SheetDialog):
    """The case goes into one encrypted file; a case that came in goes back as a reply."""

    def __init__(
        self,
        desk: Desk,
        case_id: str,
        session: Session | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._reply = sending.answers(desk, case_id)
        title = tr("把审核回复交回去") if self._reply else tr("把材料交给单位或他人")
        super().__init__(
            title,
            tr(
                "整份材料和附件加密成一个文件，用 U 盘或聊天软件交给对方。只有对方打得开；"
                "路上少了、改了一个字都会被发现。"
            ),
            wide=40,
            parent=parent,
        )
        self._desk = desk
        self._case_id = case_id
        self._session = session
        self._folder = documents_folder()
        self._made: Path | None = None
        self._worker = Worker(self)
        self.remarks: RemarksEditor | None = None
        if self._reply:
            case = desk.library.load(case_id).case
            self.remarks = RemarksEditor(places(case))
            told = sum(not one.resolved_at for one in case.remarks)
            also = (
                tr("已经提了 {told} 条，会一起交回去。还有要补的，", told=told)
                if told
                else tr("要对方改的地方，")
            )
            hint = words(tr("{also}一条一条写；没有就空着。", also=also), "hint")
            self._put(words(tr("审核意见"), "label"), hint, self.remarks)
        self.to = Box()
        self.to.setAccessibleName(tr("交给谁"))
        self.to.wish = em(self, 24)
        self._offer_receivers()
        self.compare = words("", "care")
        self.typed = NewPassphrase(tr("打开这个文件的口令"))
        self.card = OtherCard()
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("正在加密"))
        self.note = Note()
        self.show_folder = button(tr("打开文件夹"), self._open)
        self.note.acts.addWidget(self.show_folder)
        self._put(words(tr("交给谁"), "label"), self.to, self.compare)
        self.sheet.add(self.typed)
        self.sheet.add(self.card)
        self.sheet.add(self.bar)
        self.sheet.add(self.note)
        self.leave = button(tr("取消"), self.reject)
        self.start = button(tr("选文件夹，写成文件…"), self._start, "primary")
        self.offer(self.leave)
        self.offer(self.start)
        self.bar.hide()
        self.to.currentIndexChanged.connect(lambda _at: self._show())
        self.typed.entered.connect(self._start)
        self._show()
        self.fit()
        self.to.setFocus()

    def _put(self, *widgets: QWidget) -> None:
        """Below what is there, close to one another."""
        column = QVBoxLayout()
        column.setSpacing(em(self, 0.3))
        for widget in widgets:
            column.addWidget(widget)
        self.sheet.column.insertLayout(self.sheet.column.count() - 1, column)

    def _offer_receivers(self) -> None:
        library = self._desk.library
        names = {one.card: one.name for one in library.packages.people()}
        sender = None
        if self._reply:
            passed = library.packages.of_case(self._case_id)
            sender = next((one.party for one in passed if one.direction == "received"), None)
        if sender is not None:
            name = names.pop(sender, "")
            self.to.addItem(
                tr("{name}（发来的人）", name=name) if name else tr("发来这份材料的人"), sender
            )
        for card, name in names.items():
            self.to.addItem(name, card)
        self.to.addItem(BY_WORDS, None)
        self.to.addItem(BY_CARD, None)

    def _show(self) -> None:
        chosen = self.to.currentData()
        text = self.to.currentText()
        self.typed.setVisible(text == BY_WORDS)
        self.card.setVisible(text == BY_CARD)
        known = isinstance(chosen, Card)
        tell(
            self.compare,
            tr("核对码 {fingerprint}", fingerprint=chosen.fingerprint) if known else "",
            "hint",
        )

    def _receivers(self) -> Receivers | None:
        """To whom; None where something is lacking yet, which is said."""
        chosen = self.to.currentData()
        if isinstance(chosen, Card):
            return Receivers(cards=(chosen,))
        if self.to.currentText() == BY_WORDS:
            typed = self.typed.chosen()
            return Receivers(passphrase=typed) if typed else None
        card = self.card.card()
        if card is None:
            return None
        if name := self.card.name.text().strip():
            self._desk.library.packages.name(card, name)
        return Receivers(cards=(card,))

    def _start(self) -> None:
        if not self.start.isEnabled():
            return
        try:
            to = self._receivers()
            if to is None:
                return
            chosen = QFileDialog.getExistingDirectory(
                self, tr("写到哪个文件夹或 U 盘"), str(self._folder)
            )
            if not chosen:
                return
            self._folder = Path(chosen)
            if self.remarks is not None:
                sending.remark(
                    self._desk, self._case_id, self.remarks.remarks(), tr("单位"), self._session
                )
                self.remarks.clear()
            out = sending.prepared(self._desk, self._case_id)
        except UserError as error:
            self._failed(error)
            return
        folder = self._folder
        self._busy(True)
        self.note.say("")

        def job(_task: Task[tuple[Path, str]]) -> tuple[Path, str]:
            return sending.written(out, folder, to)

        def done(made: tuple[Path, str]) -> None:
            sending.kept(self._desk, out, made[1], to)
            self._done(made[0], to)

        self._worker.start(job, done, failed=self._failed)

    def _done(self, path: Path, to: Receivers) -> None:
        self._busy(False)
        self._made = path
        self.typed.forget()
        words_too = tr("口令请另外打电话告诉对方，不要和文件一起发。") if to.passphrase else ""
        self.note.say(
            tr(
                "已写好：{name}\n在文件夹：{parent}\n"
                "下一步：把这个文件交给对方，请对方在首页点“收到申报包…”打开。{words_too}",
                name=path.name,
                parent=path.parent,
                words_too=words_too,
            ),
            "note",
        )
        self.show_folder.show()
        self.start.setText(tr("再写一份…"))
        self.leave.setText(tr("完成"))
        self.sheet.reveal(self.note)
        self.leave.setFocus()

    def _failed(self, error: UserError) -> None:
        self._busy(False)
        self.show_folder.hide()
        self.note.say("\n".join((str(error), *error.details)), "caution")
        self.sheet.reveal(self.note)

    def _busy(self, on: bool) -> None:
        self.bar.setVisible(on)
        for widget in (self.start, self.leave, self.to, self.typed, self.card):
            widget.setEnabled(not on)

    def _open(self) -> None:
        if self._made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made.parent)))

    def reject(self) -> None:
        """Leave, but not in the middle: what went out is kept here as well."""
        if self.start.isEnabled():
            super().reject()

    def done(self, result: int) -> None:
        """Leave; nothing typed stays."""
        self._worker.close()
        self.typed.forget()
        super().done(result)
