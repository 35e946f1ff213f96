"""收材料: many packages at once, by files or a folder; a list says of each what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desktop.app.handover import arrivals
from desktop.app.handover.arrivals import Arrival, Incoming
from desktop.app.handover.receiving import WORDS, Found, Receiving, found
from desktop.app.handover.sending import SUFFIX
from desktop.app.library import Desk
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.handover.arrival import Before, ReceiveDialog
from desktop.ui.handover.receiving_list import ResultTable
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.passphrases import SecretField, ShowTyped
from desktop.ui.widgets.pieces import FlowLayout, Note, button, tell
from desktop.ui.widgets.sheet_dialog import SheetDialog
from desktop.ui.widgets.theme import em
from desktop.ui.widgets.worker import Task, Worker

_NAMED = 4
"""So many of the files that are no packages are named."""


class ReceivingDialog(SheetDialog):
    """Takes in what is in ``paths``, or what is chosen here or dropped on it.

    ``taken`` tells how many cases are new or newer, each time it has come to rest. ``before``
    makes a backup before the first of them.
    """

    taken = Signal(int)

    def __init__(
        self,
        desk: Desk,
        paths: Sequence[Path] = (),
        before: Before = lambda act: act(),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            tr("收材料"),
            tr(
                "把大家交来的申报包一次收下。可以选很多个文件，"
                "也可以选一个文件夹（里面的文件夹也会找），"
                "或者直接拖进来。收不了的会列出原因，不影响别的。"
            ),
            wide=58,
            parent=parent,
        )
        self._desk = desk
        self._before = before
        self._given = tuple(paths)
        self._backed_up = False
        self._worker = Worker(self)
        self._task: Task[Found] | None = None
        self._running = False
        self._stopping = False
        self._gone = False
        self._arrival: Arrival | None = None
        self.receiving = Receiving(desk)
        self.setAcceptDrops(True)
        self._build()
        self._show()
        self.fit(tall=34)

    def _build(self) -> None:
        ways = QWidget()
        row = FlowLayout()
        ways.setLayout(row)
        self.files = button(tr("选文件…"), self._choose_files, "primary")
        self.folder = button(tr("选文件夹…"), self._choose_folder)
        row.addWidget(self.files)
        row.addWidget(self.folder)
        self.sheet.add(ways)
        self.doing = words("", "plain")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("收到第几份"))
        self.sheet.add(self.doing)
        self.sheet.add(self.bar)
        self.asked = words("", "care")
        self.typed = SecretField(tr("口令"), tr("请打电话问对方；会用它试所有要口令的文件。"))
        self.show_typed = ShowTyped(self.typed)
        self.try_it = button(tr("用这个口令再试"), self._try)
        self.phrase = QWidget()
        block = QVBoxLayout(self.phrase)
        block.setContentsMargins(0, 0, 0, 0)
        block.setSpacing(em(self, 0.3))
        line = QHBoxLayout()
        line.addWidget(self.typed, 1)
        line.addWidget(self.try_it, 0, Qt.AlignmentFlag.AlignBottom)
        block.addWidget(self.asked)
        block.addLayout(line)
        block.addWidget(self.show_typed)
        self.sheet.add(self.phrase)
        self.summary = words("", "h3")
        self.sheet.add(self.summary)
        self.table = ResultTable()
        self.sheet.add(self.table)
        self.left_out = words("", "hint")
        self.sheet.add(self.left_out)
        self.note = Note("caution")
        self.sheet.add(self.note)
        self.stop = button(tr("停下"), self._stop)
        self.decide = button("", self._decide)
        self.leave = button(tr("关闭"), self.accept)
        self.offer(self.stop, self.decide, self.leave)
        self.typed.entered.connect(self._try)

    # ------------------------------------------------------------------ choosing

    def showEvent(self, event: QShowEvent) -> None:
        """What it was given is begun with as soon as it is seen."""
        super().showEvent(event)
        given, self._given = self._given, ()
        if given:
            self.receive(given)
        elif not self.receiving.items:
            self.files.setFocus()

    def _choose_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self, tr("选择收到的申报包"), str(Path.home()), tr("申报包 (*{suffix})", suffix=SUFFIX)
        )
        self.receive([Path(name) for name in names])

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, tr("选择放着申报包的文件夹"), str(Path.home())
        )
        if name:
            self.receive([Path(name)])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders may be dropped, unless it is at work."""
        if event.mimeData().hasUrls() and not self._running:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        urls = event.mimeData().urls()
        event.acceptProposedAction()
        self.receive([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])

    # ------------------------------------------------------------------ at work

    def receive(self, paths: Sequence[Path]) -> None:
        """Look through ``paths`` and take in what is there."""
        if not paths or self._running:
            return
        self._running, self._stopping = True, False
        self.note.say("")
        self._show()
        tell(self.doing, tr("正在找申报包……"))
        self.bar.setRange(0, 0)

        def job(task: Task[Found]) -> Found:
            return found(paths, task.checkpoint)

        self._task = self._worker.start(job, self._found, failed=self._not_found)

    def _not_found(self, error: UserError) -> None:
        self._task = None
        self.note.say(str(error), "caution")
        self._rest()

    def _found(self, seen: Found) -> None:
        self._task = None
        self.receiving.add(seen.packages)
        names = "、".join(path.name for path in seen.left_out[:_NAMED])
        more = tr("等") if len(seen.left_out) > _NAMED else ""
        tell(
            self.left_out,
            tr(
                "另有 {count} 个文件不是申报包（{suffix}），没有动：{names}{more}。",
                count=len(seen.left_out),
                suffix=SUFFIX,
                names=names,
                more=more,
            )
            if seen.left_out
            else "",
        )
        if seen.more:
            self.note.say(
                tr(
                    "一次最多收 {count} 份；还有 {more} 份请收完再选。",
                    count=len(seen.packages),
                    more=seen.more,
                )
            )
        elif not seen.packages:
            self.note.say(tr("这里没有申报包。申报包的文件名以 {suffix} 结尾。", suffix=SUFFIX))
        self._show_table()
        self._begin()

    def _begin(self) -> None:
        self._running, self._stopping = True, False
        self._show()
        if not self.receiving.waiting():
            self._rest()
        elif self._backed_up:
            self._next()
        else:
            self._backed_up = True
            self._before(self._next)

    def _next(self) -> None:
        """The next file, after whatever the window has to do."""
        waiting = self.receiving.waiting()
        if self._gone:
            return
        if not waiting or self._stopping:
            self._rest()
            return
        n = waiting[0]
        path = self.receiving.items[n].path
        total = len(self.receiving.items)
        self.bar.setRange(0, total)
        self.bar.setValue(total - len(waiting))
        tell(
            self.doing,
            tr(
                "正在收第 {number} / {total} 份：{name}",
                number=total - len(waiting) + 1,
                total=total,
                name=path.name,
            ),
        )

        def job(task: Task[Incoming]) -> Incoming:
            incoming = self.receiving.opened(path, task.checkpoint)
            if task.cancelled:
                incoming.drop()
            return incoming

        self._worker.start(job, partial(self._opened, n), failed=partial(self._refused, n))

    def _opened(self, n: int, incoming: Incoming) -> None:
        self._arrival = arrival = self.receiving.looked(n, incoming)
        if arrival is None:
            self._done(n)
            return
        library = self._desk.library

        def job(_task: Task[None]) -> None:
            arrivals.brought(library, arrival)

        self._worker.start(
            job,
            lambda _none: self._brought(n, arrival),
            failed=partial(self._not_brought, n, arrival),
        )

    def _brought(self, n: int, arrival: Arrival) -> None:
        self.receiving.taken(n, arrival)
        self._done(n)

    def _not_brought(self, n: int, arrival: Arrival, error: UserError) -> None:
        arrival.incoming.drop()
        self._refused(n, error)

    def _refused(self, n: int, error: UserError) -> None:
        self.receiving.refused(n, error)
        self._done(n)

    def _done(self, n: int) -> None:
        self._show_row(n)
        self._next()

    def _stop(self) -> None:
        """After the file that is being taken in; what is in stays in."""
        self._stopping = True
        if self._task is not None:
            self._task.cancel()
            self._task = None
            self._rest()

    def _rest(self) -> None:
        self._running = False
        self._show()
        self.taken.emit(self.receiving.count("new", "merged"))
        if self.receiving.count("passphrase"):
            self.typed.line.setFocus()
        elif self.receiving.count("conflicts"):
            self.decide.setFocus()
        else:
            self.leave.setFocus()

    # ------------------------------------------------------------------ what a person has to say

    def _try(self) -> None:
        phrase = self.typed.text()
        if self._running or not phrase.strip():
            self.typed.refuse(tr("请先输入口令。"))
            return
        self.typed.forget()
        self.receiving.try_phrase(phrase)
        self._show_table()
        self._begin()

    def _decide(self) -> None:
        """One after the other those both sides have changed, or go on with what was stopped."""
        if self.receiving.waiting():
            self._begin()
            return
        asked = self.receiving.to_ask("conflicts")
        if asked:
            self._ask(asked)

    def _ask(self, places: list[int]) -> None:
        n, *rest = places
        path = self.receiving.items[n].path
        phrase = self.receiving.opened_by.get(path, "")
        dialog = ReceiveDialog(self._desk, path, lambda act: act(), self, passphrase=phrase)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def on() -> None:
            self._show()
            if rest and not self._gone and self.receiving.items[n].outcome != "conflicts":
                self._ask(rest)

        def taken(_case_id: str) -> None:
            self.receiving.decided(n, taken=True)
            self._show_row(n)
            self.taken.emit(self.receiving.count("new", "merged"))

        dialog.taken.connect(taken)
        # It closes first and tells then that the case was taken.
        dialog.finished.connect(lambda _result: QTimer.singleShot(0, self, on))
        dialog.open()

    # ------------------------------------------------------------------ what is shown

    def _show(self) -> None:
        state = self.receiving
        wants, asked = state.count("passphrase"), state.count("conflicts")
        left = state.count("waiting")
        for widget in (self.files, self.folder, self.leave):
            widget.setEnabled(not self._running)
        self.stop.setVisible(self._running)
        self.bar.setVisible(self._running)
        if not self._running:
            tell(self.doing, "")
        ask_words = bool(wants) and not self._running
        tell(self.asked, tr("有 {wants} 份要口令才能打开。", wants=wants) if ask_words else "")
        self.phrase.setVisible(ask_words)
        self.decide.setVisible(not self._running and bool(asked or left))
        self.decide.setText(
            tr("接着收（还有 {left} 份）", left=left)
            if left
            else tr("逐份决定（{asked} 份）…", asked=asked)
        )
        self.table.setVisible(bool(state.items))
        tell(self.summary, _summary(state) if state.items else "")
        # Once there is a list it wants the room.
        self.sheet.lead.setVisible(not state.items)

    def _show_table(self) -> None:
        self.table.show_items(self.receiving.items)

    def _show_row(self, n: int) -> None:
        self.table.show_item(n, self.receiving.items[n], follow=self._running)
        tell(self.summary, _summary(self.receiving))

    def reject(self) -> None:
        """Esc stops what is under way first, then leaves."""
        if self._running:
            self._stop()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Leave; nothing that was opened and not taken in stays."""
        self._gone = True
        self._worker.close()
        if self._arrival is not None:
            self._arrival.incoming.drop()
        self.typed.forget()
        super().done(result)


def _summary(state: Receiving) -> str:
    """一共 40 份：新收到 30，已合并新的一版 5，没有收下 5."""
    counts = [(WORDS[outcome], state.count(outcome)) for outcome in WORDS]
    return tr("一共 {count} 份：", count=len(state.items)) + "，".join(
        f"{word} {n}" for word, n in counts if n
    )
