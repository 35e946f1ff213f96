"""收到申报包: opened, looked at, and taken in only when the person says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from desktop.app.handover import arrivals
from desktop.app.handover.arrivals import TO_TAKE, Arrival, Incoming, NotForYou
from desktop.app.handover.versions import change_line, sides, title
from desktop.app.library import Desk
from desktop.domain.moments import beijing
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.handover.merge import MergeView
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.passphrases import SecretField, ShowTyped
from desktop.ui.widgets.pieces import Note, button
from desktop.ui.widgets.sheet_dialog import SheetDialog
from desktop.ui.widgets.theme import em
from desktop.ui.widgets.worker import Task, Worker

SHOWN = 60
"""So many changes are listed; beyond, how many more."""

NOTHING_TO_DO = {
    "nothing": tr("这份材料您这里已经有了，内容一样，不用再收。"),
    "again": tr("这一份在 {before} 已经收过，不用再收。"),
    "older": tr("这是较早的一版，{before} 已经收过比它新的一份，不用再收。"),
    "own": tr("这是您自己在 {before} 做的，不用收。"),
    "removed": tr(
        "这份材料在您这里已经删除。要收下它，请先在首页“已删除的材料”里恢复，再打开一次。"
    ),
}

Before = Callable[[Callable[[], None]], None]


class ReceiveDialog(SheetDialog):
    """One package."""

    taken = Signal(str)

    def __init__(
        self,
        desk: Desk,
        path: Path,
        before: Before,
        parent: QWidget | None = None,
        *,
        passphrase: str = "",
    ) -> None:
        """``passphrase`` is tried first, where one is known already."""
        super().__init__(tr("收到申报包"), path.name, wide=46, parent=parent)
        self._known = passphrase
        self._desk = desk
        self._path = path
        self._before = before
        self._worker = Worker(self)
        self._arrival: Arrival | None = None
        self._working = False
        self._gone = False
        self.merge: MergeView | None = None
        self.note = Note("caution")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("正在打开和核对"))
        self.typed = SecretField(
            tr("口令"), tr("对方做这个文件时用的口令，请打电话问，注意大小写。")
        )
        self.show_typed = ShowTyped(self.typed)
        self.name_label = words(tr("给发件人起个名字（可以不填）"), "label")
        self.name = QLineEdit()
        self.name.setAccessibleName(tr("给发件人起个名字"))
        self.name.setMaxLength(30)
        for widget in (self.note, self.bar, self.typed, self.show_typed):
            self.sheet.add(widget)
        self.leave = button(tr("取消"), self.reject)
        self.start = button(tr("打开"), self._open, "primary")
        self.offer(self.leave, self.start)
        self.typed.entered.connect(self._open)
        self.typed.hide()
        self.show_typed.hide()
        self.start.hide()
        self._busy(False)
        self.fit()
        self._open()

    # ------------------------------------------------------------------ opening

    def _open(self) -> None:
        typed = self.typed.text() if self.typed.isVisibleTo(self) else self._known
        if self.typed.isVisibleTo(self) and not typed.strip():
            self.typed.refuse(tr("请先输入口令。"))
            return
        library, path = self._desk.library, self._path
        self._busy(True)

        def job(_task: Task[Incoming]) -> Incoming:
            incoming = arrivals.opened(library, path, typed)
            if self._gone:
                incoming.drop()
            return incoming

        self._worker.start(job, self._opened, failed=self._not_opened)

    def _opened(self, incoming: Incoming) -> None:
        self._busy(False)
        self.typed.forget()
        for widget in (self.typed, self.show_typed):
            widget.hide()
        try:
            self._arrival = arrivals.looked(self._desk, incoming)
        except UserError as error:
            self._refuse(error)
            return
        self._show(self._arrival)

    def _not_opened(self, error: UserError) -> None:
        self._busy(False)
        if isinstance(error, NotForYou) and self._wants_words():
            tried = self.typed.isVisibleTo(self)
            for widget in (self.typed, self.show_typed, self.start):
                widget.show()
            self.typed.refuse(f"{error.happened}{error.todo}" if tried else "")
            self.typed.line.setFocus()
            self.fit()
            return
        self._refuse(error)

    def _wants_words(self) -> bool:
        try:
            return arrivals.needs_passphrase(self._path)
        except UserError:
            return False

    def _refuse(self, error: UserError) -> None:
        self.note.say("\n".join((str(error), *error.details)), "caution")
        self.start.hide()
        self.leave.setText(tr("知道了"))
        self.leave.setFocus()
        self.fit()

    # ------------------------------------------------------------------ looking

    def _show(self, arrival: Arrival) -> None:
        case = arrival.case
        name = arrival.sender.name
        fingerprint = arrival.sender.card.fingerprint
        if name:
            self._say(
                tr("从哪里来"),
                tr(
                    "{name}（认识的发件人，核对码 {fingerprint}）",
                    name=name,
                    fingerprint=fingerprint,
                ),
            )
        elif arrival.sender.met:
            self._say(
                tr("从哪里来"),
                tr("和您交换过这份材料的人。核对码 {fingerprint}", fingerprint=fingerprint),
            )
        else:
            told = tr("请打电话请对方念一遍“我的收件码”里的核对码，一样才是本人发来的。")
            self._say(
                tr("从哪里来"),
                tr("第一次收到这个人的文件。核对码 {fingerprint}", fingerprint=fingerprint),
                told,
            )
        who = "　".join(
            part for part in (case.person.name or tr("还没有填姓名"), case.unit.name) if part
        )
        self._say(
            tr("谁的材料"),
            tr("{who}；附件 {count} 个，都已核对完整", who=who, count=len(case.attachments)),
        )
        other = tr(
            "您这里装的是第 {version} 版；收下后打开时会问要不要换版。",
            version=arrival.notice.version,
        )
        self._say(
            tr("按哪份通知"),
            tr(
                "{short_title}（第 {pack_version} 版）",
                short_title=arrival.notice.short_title,
                pack_version=case.pack_version,
            ),
            "" if arrival.installed else other,
        )
        if arrival.standing not in TO_TAKE:
            self._nothing_to_do(arrival)
            return
        if not name:
            self._put(self.name_label, self.name)
        if arrival.standing == "new":
            self._say(tr("收下以后"), tr("作为一份新的材料放进您的列表，别的材料都不变。"))
        else:
            self._show_changes(arrival)
        self._show_remarks(arrival)
        self._show_conflicts(arrival)
        self.leave.setText(tr("先不收"))
        self.start.setText(tr("收下"))
        self.start.clicked.disconnect()
        self.start.clicked.connect(lambda _on: self._take())
        self.start.show()
        self.fit()
        self.start.setFocus()

    def _say(self, about: str, text: str, care: str = "") -> None:
        self._put(words(about, "label"), words(text, "plain"), words(care, "care"))

    def _put(self, *widgets: QWidget) -> None:
        """Below what is there, close to one another."""
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em(self, 0.2))
        for widget in widgets:
            if not isinstance(widget, QLabel) or widget.text():
                column.addWidget(widget)
        self.sheet.add(block)
        # Into a dialog that is seen Qt would bring it only later, when its size has been told.
        block.show()

    def _nothing_to_do(self, arrival: Arrival) -> None:
        before = f"{beijing(arrival.before):%Y-%m-%d %H:%M}" if arrival.before else ""
        self.note.say(NOTHING_TO_DO[arrival.standing].format(before=before), "note")
        arrivals.taken(self._desk, arrival)
        self.leave.setText(tr("知道了"))
        self.leave.setFocus()
        self.fit()

    def _show_changes(self, arrival: Arrival) -> None:
        if arrival.mine is None:
            return
        mine, theirs = arrival.mine, arrival.case
        # The 审核意见 that are new are listed below, word for word.
        told_below = ("remarks",) if arrival.remarks else ()
        edits = [edit for edit in arrival.edits if edit.path not in told_below]
        lines = [change_line(edit, mine, theirs) for edit in edits]
        what = tr("审核回复") if arrival.kind == "reply" else tr("较新的一版")
        told = tr(
            "这份材料您这里有，这是它的{what}。您自己改过的都留着；下面这些会改，可以一步撤销。",
            what=what,
        )
        self._say(tr("收下以后"), told)
        shown = [f"· {line}" for line in lines[:SHOWN]] or [tr("没有别的会改。")]
        if len(lines) > SHOWN:
            shown.append(tr("……还有 {more} 处。", more=len(lines) - SHOWN))
        self._put(
            words(tr("会改的地方（{count}）", count=len(lines)), "h2"),
            words("\n".join(shown), "plain"),
        )

    def _show_remarks(self, arrival: Arrival) -> None:
        if not arrival.remarks:
            return
        lines = []
        for remark in arrival.remarks:
            where = title(remark.path, arrival.case) if remark.path else ""
            lines.append(f"· {remark.text}" + (f"（{where}）" if where else ""))
        lines.append(tr("收下以后在“检查与出件”一页一条一条改。"))
        heading = words(tr("审核意见（{count}）", count=len(arrival.remarks)), "h2")
        self._put(heading, words("\n".join(lines), "plain"))

    def _show_conflicts(self, arrival: Arrival) -> None:
        if arrival.merged is None or arrival.mine is None or not arrival.merged.conflicts:
            return
        told = [sides(one, arrival.mine, arrival.case) for one in arrival.merged.conflicts]
        self.merge = MergeView(told)
        self._put(self.merge)

    # ------------------------------------------------------------------ taking in

    def _take(self) -> None:
        if self._arrival is None or self._working:
            return
        undecided = self.merge.undecided() if self.merge else None
        if undecided is not None:
            self.sheet.reveal(undecided)
            undecided.take_focus()
            return
        self._busy(True)
        self._before(self._bring)

    def _bring(self) -> None:
        arrival, library = self._arrival, self._desk.library
        if arrival is None or self._gone:
            return

        def job(_task: Task[None]) -> None:
            arrivals.brought(library, arrival)

        self._worker.start(job, lambda _nothing: self._finish(arrival), failed=self._not_taken)

    def _finish(self, arrival: Arrival) -> None:
        theirs = self.merge.theirs() if self.merge else ()
        try:
            case_id = arrivals.taken(self._desk, arrival, theirs, sender=self.name.text())
        except UserError as error:
            self._not_taken(error)
            return
        self._busy(False)
        self.accept()
        self.taken.emit(case_id)

    def _not_taken(self, error: UserError) -> None:
        self._busy(False)
        self.note.say("\n".join((str(error), *error.details)), "caution")
        self.sheet.reveal(self.note)

    def _busy(self, on: bool) -> None:
        self._working = on
        self.bar.setVisible(on)
        for widget in (self.start, self.typed, self.show_typed):
            widget.setEnabled(not on)

    def done(self, result: int) -> None:
        """Leave: what was opened and not taken in goes."""
        self._gone = True
        self._worker.close()
        self.typed.forget()
        if self._arrival is not None:
            self._arrival.incoming.drop()
        super().done(result)
