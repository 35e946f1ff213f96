"""生成材料包: what is still missing, where to, how far, and where it is now."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QProgressBar

from desktop.app.findings.acknowledged import unread
from desktop.app.packet import making
from desktop.app.packet.making import Packed, PacketPlan
from desktop.app.papers.press import Press
from desktop.app.papers.wanted import documents_folder
from desktop.app.scans.scanning import Scanner
from desktop.app.session import Session
from desktop.app.tasks import marks
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.widgets.cards import Card, FoldButton, words
from desktop.ui.widgets.pieces import FlowLayout, Note, button, tell
from desktop.ui.widgets.theme import em
from desktop.ui.widgets.worker import Task, Worker

SHOWN = 12
"""So many missing things are listed at once; the list above has them all, one click from each."""


class PacketCard(Card):
    """The one button this is all about. ``made(folder)`` once a packet lies there."""

    told = Signal(str)
    made = Signal(object)
    flush_asked = Signal()
    hand_over_asked = Signal()
    ended = Signal()

    def __init__(self, session: Session, worker: Worker, press: Press) -> None:
        super().__init__(tr("材料包"), spacing=0.6)
        self.session = session
        self._worker = worker
        self._press = press
        self._stop = threading.Event()
        self._sent: Packed | None = None
        self._of = ""
        self._folder = documents_folder()
        self.lead = words(
            tr(
                "一个文件夹和它的压缩包：附件按平台的栏目排好、改好名，"
                "文书有 PDF 和 Word 两种，另有检查报告和清单；要遮盖的，另有遮盖副本和遮盖对照单。"
                "文件名里没有姓名和单位。"
            ),
            "hint",
        )
        self.standing = words("", "h3")
        self.missing_button = FoldButton("")
        self.missing = words("", "hint")
        self.missing.hide()
        self.missing_button.toggled.connect(self.missing.setVisible)
        self.start = button(tr("生成材料包…"), self.choose)
        self.stop = button(tr("停止"), self.cancel)
        self.stop.hide()
        acts = FlowLayout(em(self, 0.6))
        acts.addWidget(self.start)
        acts.addWidget(self.stop)
        acts.addWidget(button(tr("交给单位/他人…"), self.hand_over_asked.emit))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("生成材料包的进度"))
        self.bar.hide()
        self.step = words("", "hint")
        self.step.hide()
        self.result = Note()
        self.open = button(tr("打开文件夹"), self._open)
        self.result.acts.addWidget(self.open)
        self.add(self.lead)
        self.add(self.standing)
        self.add(self.missing_button)
        self.add(self.missing)
        self.column.addLayout(acts)
        self.add(self.bar)
        self.add(self.step)
        self.add(self.result)
        self.refresh()

    def plan(self) -> PacketPlan:
        """What a packet made now would hold."""
        session = self.session
        return making.plan(
            session.case,
            session.notice,
            session.findings,
            session.library.file,
            self._press,
            now=session.now(),
            scanner=Scanner(session.library),
        )

    def refresh(self) -> None:
        """Follow the case."""
        now = self.plan()
        count = len(now.missing)
        look = unread(self.session.case, now.findings)
        if now.complete and not count and look:
            tell(
                self.standing,
                tr("材料齐了。还有 {look} 处请留意，看过以后在上面勾“已知悉”。", look=look),
                "care",
            )
        elif now.complete and not count:
            tell(self.standing, tr("材料齐了。"), "good")
        elif now.complete:
            tell(self.standing, tr("检查都通过了，还有几件没有放进去。"), "care")
        else:
            tell(
                self.standing,
                tr(
                    "还有 {count} 项没有完成。现在也可以先生成一份，名称里会标明“未完成”。",
                    count=count,
                ),
                "care",
            )
        self.missing_button.setVisible(bool(count))
        self.missing_button.setText(tr("还缺什么（{count}）", count=count))
        shown = [f"· {line}" for line in now.missing[:SHOWN]]
        if count > SHOWN:
            shown.append(tr("……还有 {more} 项，见上面的检查结果。", more=count - SHOWN))
        self.missing.setText("\n".join(shown))

    def begin(self) -> None:
        """As the button does; while a packet is being made, that goes on."""
        if self.start.isEnabled():
            self.choose()

    def choose(self) -> None:
        """Ask for the folder, then make the packet there."""
        chosen = QFileDialog.getExistingDirectory(
            self, tr("材料包放在哪个文件夹里"), str(self._folder)
        )
        if chosen:
            self._folder = Path(chosen)
            self.make(self._folder)

    def make(self, folder: Path) -> None:
        """Write the packet into ``folder``, beside what is there."""
        self.flush_asked.emit()
        self.session.judge_again()
        plan, now = self.plan(), self.session.now()
        self._of = marks.of_case(plan.case) if plan.complete else ""
        self.result.hide()
        self._busy(True)
        self.bar.setRange(0, 0)
        tell(self.step, tr("正在准备……"))

        stop = self._stop = threading.Event()

        def job(task: Task[Packed]) -> Packed:
            def progress(done: int, total: int, what: str) -> None:
                if stop.is_set():
                    raise UserError(
                        tr("已停止，没有生成材料包。"),
                        safe=tr("没有留下写了一半的东西，以前的材料包都没有变。"),
                        todo=tr("需要时可以再点“生成材料包”。"),
                    )
                task.report(done, total, what)

            return making.write(plan, folder, now, progress)

        self._worker.start(job, self._done, failed=self._failed, progressed=self._progressed)

    def cancel(self) -> None:
        """Stop at the next file; what was begun is taken away again."""
        self._stop.set()
        self.stop.setEnabled(False)
        tell(self.step, tr("正在停止……"))

    def _progressed(self, done: int, total: int, what: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if not self._stop.is_set():
            tell(
                self.step,
                tr("第 {number} / {total} 个：{what}", number=done + 1, total=total, what=what),
            )

    def _done(self, sent: Packed) -> None:
        self._busy(False)
        self._sent = sent
        unfinished = "未完成" in sent.folder.name
        marks.note(self.session, packet=self._of)
        mark = tr("这一份还没有完成，名称里标了“未完成”。") if unfinished else ""
        self.result.say(
            tr(
                "材料包已生成：{name}\n在文件夹：{parent}\n旁边的 {sent_name} 是它的压缩包。{mark}",
                name=sent.folder.name,
                parent=sent.folder.parent,
                sent_name=sent.zip.name,
                mark=mark,
            )
            + "".join(f"\n· {sentence}" for sentence in sent.wrong[:SHOWN]),
            "caution" if unfinished else "note",
        )
        self.open.show()
        self.made.emit(sent.folder)
        self.told.emit(tr("材料包已生成"))
        self.ended.emit()

    def _failed(self, error: UserError) -> None:
        self._busy(False)
        self.open.hide()
        self.result.say(str(error), "caution")
        self.ended.emit()

    def _busy(self, on: bool) -> None:
        self.start.setEnabled(not on)
        self.stop.setVisible(on)
        self.stop.setEnabled(on)
        self.bar.setVisible(on)
        if not on:
            tell(self.step, "")

    def _open(self) -> None:
        if self._sent is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._sent.folder)))
