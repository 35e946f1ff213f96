"""批量生成: documents, reports, packets of many people at once, and one PDF for the printer.

Three pages: what is wanted; how far it is; what has become of each. While it is at work the
library stays open, so the program is not locked for want of hands; locked by hand, it stops.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QProgressBar, QWidget

from desktop.app.batch import printing, wishes
from desktop.app.batch.printing import Bound, How
from desktop.app.batch.run import Outcome
from desktop.app.batch.wishes import time_left
from desktop.app.library import Desk
from desktop.app.papers.press import Press
from desktop.app.papers.printing import PrintTerms
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.batch.bind import BindDialog
from desktop.ui.batch.result import ResultPage
from desktop.ui.batch.running import Running
from desktop.ui.batch.wish import WishPage
from desktop.ui.preview.dialog import PreviewDialog
from desktop.ui.safety.idle import AT_WORK
from desktop.ui.widgets.cards import Card, words
from desktop.ui.widgets.dialogs import ask, show_error
from desktop.ui.widgets.pieces import button, tell
from desktop.ui.widgets.sheet_dialog import SheetDialog
from desktop.ui.widgets.worker import Task, Worker

LARGEST = 24 * 2**20
"""Bytes of a PDF that is shown and printed here; a larger one is for the system's own program."""

GO_ON, STOP = tr("接着做"), tr("停下来")


class BatchDialog(SheetDialog):
    """For the cases ``case_ids``, numbered in that order.

    ``opened(case_id)``: that case is wanted; whoever goes there closes the dialog.
    """

    opened = Signal(str)

    def __init__(self, desk: Desk, case_ids: Sequence[str], parent: QWidget | None = None) -> None:
        lead = tr(
            "给选中的 {count} 人一次做好，每人一个文件夹。中途停下，再做一次只做剩下的。",
            count=len(case_ids),
        )
        super().__init__(tr("批量生成"), lead, wide=58, parent=parent)
        self._desk = desk
        self._people = tuple(dict.fromkeys(case_ids))
        self._names = {row.case_id: row.name for row in desk.rows()}
        self._wishes = wishes.load(desk)
        self._outcomes: dict[str, Outcome] = {}
        self._bound: Bound | None = None
        self._how = self._wishes.how
        self._gone = False
        self._asking = True  # on the first page
        self._worker = Worker(self)
        self._binding: Task[Bound] | None = None
        self._running = Running(self)
        self._running.moved.connect(self._show_progress)
        self._running.ended.connect(self._ended)
        asks = wishes.asks_about_number(desk, self._people)
        self.wish = WishPage(self._wishes, self._people, asks_number=asks)
        self.wish.changed.connect(self._show)
        self.results = ResultPage()
        self.results.opened.connect(self._open_case)
        self._build()
        self._show()
        self._wanted()
        self.fit()

    def _build(self) -> None:
        self.working = Card(tr("正在生成"), spacing=0.5)
        self.doing = words("", "plain")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("进度"))
        self.far = words("", "hint")
        for widget in (self.doing, self.bar, self.far):
            self.working.add(widget)
        for page in (self.wish, self.working, self.results):
            self.sheet.add(page)
        self.problem = words("", "care")
        self._row.insertWidget(0, self.problem, 1)
        self.again = button("", self._do_rest)
        self.other = button(tr("换个做法…"), self._wanted)
        self.folder = button(tr("打开文件夹"), self._open_folder)
        self.stop = button(tr("停下"), self._ask_to_stop)
        self.leave = button(tr("关闭"), self.reject)
        self.go = button(tr("开始（{count} 人）", count=len(self._people)), self._begin, "primary")
        self.go.setDefault(True)
        self.offer(self.other, self.again, self.folder, self.stop, self.leave, self.go)
        self.print = button("", self._print, "small")
        self.bind = button("", self._ask_how, "small")
        self.results.paper.acts.addWidget(self.print)
        self.results.paper.acts.addWidget(self.bind)

    # ------------------------------------------------------------------ at work

    @property
    def busy(self) -> bool:
        """Whether something is being made."""
        return self._running.busy or self._binding is not None

    def _begin(self) -> None:
        self._wishes = self.wish.wishes
        self._outcomes, self._bound = {}, None
        self._how = self._wishes.how
        try:
            wishes.save(self._desk, self._wishes)
        except UserError as error:  # a full disk: what is made may go to another
            show_error(self, error)
        self._set_to_work(self._people)

    def _do_rest(self) -> None:
        self._set_to_work(self._left)

    @property
    def _left(self) -> tuple[str, ...]:
        """Whoever failed or was not reached."""
        return tuple(
            one
            for one in self._people
            if (outcome := self._outcomes.get(one)) is None or outcome.folder is None
        )

    def _set_to_work(self, people: tuple[str, ...]) -> None:
        # Everybody's number in the folder follows the whole list, whoever is done now.
        order = self._wishes.order(people, self._desk.now())
        try:
            self._running.begin(self._desk, order)
        except UserError as error:
            show_error(self, error)
            return
        self._asking = False
        self.results.trouble.say("")
        self._show()
        self._show_progress()
        self.stop.setFocus()

    def _show_progress(self) -> None:
        run = self._running.run
        if run is None:
            return
        far = run.progress
        self.bar.setRange(0, max(far.total, 1))
        self.bar.setValue(far.settled)
        left = f"，{time_left(far.seconds_left)}" if far.seconds_left is not None else ""
        if far.settled >= far.total:
            left = ""
        done, total = far.settled, far.total
        said = tr("已经完成 {done} / {total} 人{left}。", done=done, total=total, left=left)
        tell(self.doing, said)
        told = [tr("新做 {done} 人", done=far.done)]
        told += [tr("原来就有 {skipped} 人", skipped=far.skipped)] if far.skipped else []
        told += [tr("没有做成 {failed} 人", failed=far.failed)] if far.failed else []
        kept = tr("电脑可以放着不管，生成期间不会自动锁定。")
        tell(self.far, f"{'，'.join(told)}。{kept}")

    def _take(self) -> None:
        run = self._running.run
        if run is not None:
            self._outcomes |= {outcome.case_id: outcome for outcome in run.outcomes}

    def _ended(self) -> None:
        self._take()
        run = self._running.run
        stopped = run.stopped if run is not None else None
        if stopped is not None:
            self.results.trouble.say(str(stopped), "caution")
        if self._wishes.bind and stopped is None and printing.titles(self._made):
            self._bind(self._how)
        else:
            self._rest()

    @property
    def _made(self) -> tuple[Outcome, ...]:
        """What has become of whom, by number."""
        return tuple(sorted(self._outcomes.values(), key=lambda one: one.number))

    def _ask_to_stop(self) -> None:
        """Ask, and stop where that is still wanted; it goes on meanwhile."""
        told = tr("做好的都留着；正在做的那几个人不会留下写了一半的东西。以后再做，只做剩下的。")
        answer = ask(self, tr("还没有做完，要停下来吗"), (told,), (GO_ON, STOP))
        if answer == STOP and self.busy and not self._gone:
            self._stop()

    def _stop(self) -> None:
        if self._binding is not None:
            self._binding.cancel()
            self._binding = None
            self.results.trouble.say(tr("合并停下了，没有留下写了一半的文件。"), "note")
        elif self._running.busy:
            self._running.stop()
            self._take()
            self.results.trouble.say(tr("已经停下。做好的都在，没有留下写了一半的东西。"), "note")
        self._rest()

    def _rest(self) -> None:
        self.results.show_people(self._people, self._names, self._outcomes)
        self._show()
        (self.again if self._left else self.leave).setFocus()

    # ------------------------------------------------------------------ one PDF for the printer

    def _ask_how(self) -> None:
        dialog = BindDialog(printing.titles(self._made), self._how, self)
        dialog.asked.connect(self._bind)
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    def _bind(self, how: How) -> None:
        self._how = how
        made, now = self._made, self._desk.now()
        folder = self._wishes.place

        def job(task: Task[Bound]) -> Bound:
            going = partial(task.report, what="")
            target = printing.beside(folder, how, now)
            return printing.bind(made, how, target, now=now, press=Press.bundled(), going=going)

        self.bar.setRange(0, 0)
        tell(self.doing, tr("正在合成一份打印用的 PDF……"))
        tell(self.far, "")
        self._binding = self._worker.start(
            job, self._on_bound, failed=self._not_bound, progressed=self._show_binding
        )
        self._show()
        self.stop.setFocus()

    def _show_binding(self, done: int, total: int, _what: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        said = tr("正在合成一份打印用的 PDF：第 {done} / {total} 份。", done=done, total=total)
        tell(self.doing, said)

    def _on_bound(self, bound: Bound) -> None:
        self._binding = None
        self._bound = bound
        self._rest()
        self.print.setFocus()

    def _not_bound(self, error: UserError) -> None:
        self._binding = None
        self._rest()
        show_error(self, error)

    def _print(self) -> None:
        """Show it, to be printed from there; a large one in the system's own program."""
        if self._bound is None:
            return
        path = self._bound.path
        try:
            size = path.stat().st_size
            data = path.read_bytes() if size <= LARGEST else b""
        except OSError:
            show_error(self, _gone_file(path))
            return
        if not data:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
            return
        # The notices' numbers of copies are in the file already.
        terms = PrintTerms(1, self._bound.two_sided)
        dialog = PreviewDialog(data, path.stem, self._bound.pages, terms=terms, parent=self)
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    # ------------------------------------------------------------------ what is shown

    def _wanted(self) -> None:
        """Back to the first page, or to it for the first time."""
        self._asking = True
        self.wish.look()
        self._show()
        self.go.setFocus()

    def _show(self) -> None:
        busy, over = self.busy, not self._asking
        self.setProperty(AT_WORK, busy)
        self.wish.setVisible(not busy and not over)
        self.working.setVisible(busy)
        self.results.setVisible(not busy and over)
        self.sheet.lead.setVisible(not over)
        for one, shown in (
            (self.other, over),
            (self.again, over and bool(self._left)),
            (self.folder, over and bool(self._made)),
            (self.go, not over),
        ):
            one.setVisible(shown and not busy)
        self.stop.setVisible(busy)
        self.leave.setVisible(not busy)
        self.go.setEnabled(not self.wish.problem)
        tell(self.problem, "" if busy or over else self.wish.problem)
        self.again.setText(tr("只做剩下的（{count} 人）", count=len(self._left)))
        tell(self.results.summary, self._summary())
        self._show_paper()

    def _summary(self) -> str:
        made = self._outcomes.values()
        failed = sum(one.error is not None for one in made)
        skipped = sum(one.skipped for one in made)
        counts = (
            (tr("做好"), len(made) - failed - skipped),
            (tr("原来就有"), skipped),
            (tr("没有做成"), failed),
            (tr("还没有做"), len(self._people) - len(made)),
        )
        told = "，".join(f"{word} {number}" for word, number in counts if number)
        return tr("一共 {count} 人：{told}。", count=len(self._people), told=told)

    def _show_paper(self) -> None:
        """The PDF for the printer, or that there can be one."""
        bound = self._bound
        self.print.setVisible(bound is not None)
        if bound is not None:
            sides = tr("，打印时选双面、沿长边翻") if bound.two_sided else ""
            self.results.paper.say(
                tr(
                    "打印用的 PDF 做好了：{name}，{pieces} 份，"
                    "{pages} 页，要 {sheets} 张纸{sides}。",
                    name=bound.path.name,
                    pieces=bound.pieces,
                    pages=bound.pages,
                    sheets=bound.sheets,
                    sides=sides,
                )
            )
            large = _size(bound.path) > LARGEST
            self.print.setText(tr("用系统的程序打开来打印") if large else tr("预览、打印…"))
            self.bind.setText(tr("另选文书再合一份…"))
        elif printing.titles(self._made):
            self.results.paper.say(tr("做好的文书可以合成一份 PDF，一次打印。"))
            self.bind.setText(tr("合并打印…"))
        else:
            self.results.paper.say("")

    # ------------------------------------------------------------------ leaving

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._wishes.place)))

    def _open_case(self, case_id: str) -> None:
        if case_id and not self.busy:
            self.opened.emit(case_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button one is at; a box does not begin anything."""
        here = self.focusWidget()
        enters = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enters and isinstance(here, QAbstractButton):
            here.click()
        elif not enters:
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Leave; while it is at work only after asking."""
        if self.busy:
            self._ask_to_stop()
        elif not self._gone:
            super().reject()

    def done(self, result: int) -> None:
        """Leave for good, whoever wants it: what is under way leaves nothing."""
        self._gone = True
        self._running.stop()
        self._worker.close()
        super().done(result)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _gone_file(path: Path) -> UserError:
    return UserError(
        tr("{name} 不在了，可能被移动或删除。", name=path.name),
        safe=tr("每人文件夹里的文书都在。"),
        todo=tr("请点“另选文书再合一份”，再合一次。"),
        details=(str(path),),
    )
