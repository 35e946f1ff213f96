"""导入名单: a roster comes in, in four steps that can be gone back."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.app.library import Desk
from desktop.app.papers.wanted import save
from desktop.app.roster import bad, importing
from desktop.app.roster import sheet as roster
from desktop.app.roster.importing import Done, Plan
from desktop.app.roster.sheet import Roster
from desktop.domain.notice import Notice
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.roster.columns import ColumnsPage
from desktop.ui.roster.done import DonePage
from desktop.ui.roster.doubts import SAVED, DoubtsPage
from desktop.ui.roster.file import FilePage, file_in
from desktop.ui.widgets.dialogs import show_error, where_to_save
from desktop.ui.widgets.pieces import button
from desktop.ui.widgets.theme import em, follow_size, repolish
from desktop.ui.widgets.worker import Task, Worker

STEPS = (tr("选文件"), tr("对列"), tr("看可疑的"), tr("结果"))
FILE, COLUMNS, DOUBTS, DONE = range(4)

_SLICE = 0.02  # seconds of the GUI thread's time at once

Before = Callable[[Callable[[], None]], None]
Y = TypeVar("Y")
R = TypeVar("R")


class RosterDialog(QDialog):
    """``taken`` tells how many cases began or changed; ``before`` makes a backup first."""

    taken = Signal(int)

    def __init__(
        self,
        desk: Desk,
        notices: Sequence[Notice],
        parent: QWidget | None = None,
        before: Before = lambda act: act(),
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("导入名单"))
        self.setAcceptDrops(True)
        self._desk = desk
        self._before = before
        self._worker = Worker(self)
        self._round = 0
        self._running = False
        self._results: list[Done] = []
        self.steps = [QLabel(f"{n}　{title}") for n, title in enumerate(STEPS, 1)]
        self.file = FilePage(notices, self._worker)
        self.file.own = roster.remembered(desk)
        self.file.propose([row.pack_id for row in desk.rows()])
        self.columns = ColumnsPage()
        self.doubts = DoubtsPage()
        self.done_page = DonePage()
        self.stack = QStackedWidget()
        for page in (self.file, self.columns, self.doubts, self.done_page):
            self.stack.addWidget(page)
        self.leave = button(tr("取消"), self.reject)
        self.back = button(tr("上一步"), self._go_back)
        self.next = button(tr("下一步"), self._go_on, "primary")
        self.next.setDefault(True)
        self._build()
        self.file.changed.connect(self._look)
        self.file.notice.activated.connect(lambda _row: self._look())
        self.columns.changed.connect(self._look)
        self.doubts.asked_again.connect(self._judge)
        self.doubts.ticked.connect(self._look)
        self.doubts.sheet_asked.connect(self.save_sheet)
        self.done_page.sheet_asked.connect(self.save_sheet)
        self._show(FILE)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QFrame()
        top.setObjectName("bottom")
        self._top = QHBoxLayout(top)
        for label in self.steps:
            self._top.addWidget(label)
        self._top.addStretch(1)
        below = QFrame()
        below.setObjectName("bottom")
        self._below = QHBoxLayout(below)
        self._below.addWidget(self.leave)
        self._below.addStretch(1)
        self._below.addWidget(self.back)
        self._below.addWidget(self.next)
        column.addWidget(top)
        column.addWidget(self.stack, 1)
        column.addWidget(below)
        follow_size(self, self._space)

    def _space(self) -> None:
        side = em(self, 1.2)
        for row in (self._top, self._below):
            row.setContentsMargins(side, em(self, 0.6), side, em(self, 0.6))
            row.setSpacing(em(self, 0.6))
        self._top.setSpacing(em(self, 1.8))
        above = self.parentWidget()
        room = above.window().size() if above is not None else self.screen().availableSize()
        wide, high = round(room.width() * 0.95), round(room.height() * 0.95)
        self.resize(min(em(self, 62), wide), min(em(self, 44), high))

    # ------------------------------------------------------------------ steps

    @property
    def step(self) -> int:
        """Which step is shown."""
        return self.stack.currentIndex()

    def read(self, path: Path) -> None:
        """Begin with the file at ``path``."""
        self._show(FILE)
        self.file.read(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file is welcome anywhere on the window while one is chosen."""
        if self.step == FILE and file_in(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it."""
        path = file_in(event)
        if path is not None:
            self.read(path)
            event.acceptProposedAction()

    def _show(self, step: int) -> None:
        self.stack.setCurrentIndex(step)
        for number, label in enumerate(self.steps):
            label.setProperty("role", "h3" if number == step else "hint")
            repolish(label)
        self.setAccessibleDescription(
            tr(
                "第 {number} 步，共 {count} 步：{title}",
                number=step + 1,
                count=len(STEPS),
                title=STEPS[step],
            )
        )
        self._look()
        if step == FILE:
            self.file.chooser.choose.setFocus()
        elif step == COLUMNS:
            self.columns.take_focus()
        else:
            self.next.setFocus()

    def _look(self) -> None:
        """The buttons as the step has them."""
        plan = self.doubts.plan
        ready = {
            FILE: self.file.book is not None and bool(self.file.chosen_sheet),
            COLUMNS: not self.columns.trouble,
            DOUBTS: plan is not None,
            DONE: True,
        }
        words = {
            FILE: tr("下一步"),
            COLUMNS: tr("下一步"),
            DOUBTS: _import_words(plan, self.doubts.count),
            DONE: tr("完成"),
        }
        self.back.setVisible(self.step in (COLUMNS, DOUBTS))
        self.leave.setVisible(self.step != DONE or self._running)
        self.leave.setText(tr("停下") if self._running else tr("取消"))
        self.next.setVisible(not (self.step == DONE and self._running))
        self.next.setText(words[self.step])
        self.next.setEnabled(ready[self.step])
        if self.step == FILE and ready[FILE] and self.file.chooser.choose.hasFocus():
            self.next.setFocus()  # Enter chose the file, the next one goes on
            self.next.setDefault(True)

    def _go_back(self) -> None:
        self._round += 1
        self._show(self.step - 1)

    def _go_on(self) -> None:
        if self.step == FILE:
            sheet = self.file.chosen_sheet
            if sheet is not None:
                self.columns.show_sheet(sheet, self.file.own)
                self._show(COLUMNS)
        elif self.step == COLUMNS:
            self._remember()
            self._show(DOUBTS)
            self._judge()
        elif self.step == DOUBTS:
            self._before(self._import)
        else:
            self.accept()

    def _remember(self) -> None:
        if self.columns.table is None:
            return
        try:
            roster.remember(self._desk, self.columns.table, self.columns.holds)
            self.file.own = roster.remembered(self._desk)
        except UserError as error:
            show_error(self, error)

    # ------------------------------------------------------------------ judging

    def _judge(self) -> None:
        table, holds = self.columns.table, self.columns.holds
        if table is None:
            return
        self._round += 1
        this = self._round
        self.doubts.show_wait()
        self._look()
        notice, take = self.file.chosen_notice, self.doubts.rows.taken
        if self.doubts.columns.taken:
            used = holds
        else:
            unseen = {column.place for column in table.columns if column.hidden}
            used = {place: key for place, key in holds.items() if place not in unseen}
        everything = {p: key for p, key in holds.items() if key != roster.IGNORED}
        all_rows = Roster(table, everything, notice, ())

        def job(_task: Task[Roster]) -> Roster:
            return roster.judged(table, used, notice, take_hidden=take)

        def judged(found: Roster) -> None:
            steps = importing.planning(self._desk, found)
            self._in_slices(
                steps, this, lambda _line: None, lambda plan: self._plan(plan, all_rows)
            )

        self._worker.start(job, judged, failed=lambda error: show_error(self, error))

    def _plan(self, plan: Plan, all_rows: Roster) -> None:
        self.doubts.show_plan(plan, all_rows)
        self._look()
        self.next.setFocus()

    # ------------------------------------------------------------------ taking in

    def _import(self) -> None:
        plan = self.doubts.plan
        if plan is None or self.step != DOUBTS:  # asked twice while a backup was made
            return
        self._results = []
        self._running = True
        self._round += 1
        steps, total = importing.take(self._desk, plan, self.doubts.choices), len(plan.people)
        self.done_page.show_progress(0, total)
        self._show(DONE)

        def one(done: Done) -> None:
            self._results.append(done)
            self.done_page.show_progress(len(self._results), total)

        self._in_slices(steps, self._round, one, lambda _nothing: self._imported(plan))

    def _imported(self, plan: Plan) -> None:
        self._running = False
        self._round += 1
        self.done_page.show_done(plan, self._results)
        self._look()
        self.next.setFocus()
        changed = sum(one.outcome in ("new", "changed") for one in self._results)
        if changed:
            self.taken.emit(changed)

    def _in_slices(
        self,
        steps: Generator[Y, None, R],
        this: int,
        one: Callable[[Y], None],
        done: Callable[[R], None],
    ) -> None:
        """Go through ``steps`` between events, while it is round ``this``."""
        if this != self._round:
            return
        end = time.monotonic() + _SLICE
        try:
            while time.monotonic() < end:
                one(next(steps))
        except StopIteration as over:
            done(over.value)
            return
        except UserError as error:
            show_error(self, error)
            self._show(COLUMNS)
            return
        QTimer.singleShot(0, self, lambda: self._in_slices(steps, this, one, done))

    # ------------------------------------------------------------------ the sheet of bad ones

    def save_sheet(self) -> None:
        """Ask where, and write the people that were kept back."""
        plan = self.doubts.plan
        if plan is None or not plan.kept_back:
            return
        folder = self.file.path.parent if self.file.path else Path.home()
        try:
            path = where_to_save(self, tr("另存先没有导入的人"), folder / bad.FILE)
            if path is None:
                return
            save(path, bad.sheet(plan.roster, plan.kept_back, self._desk.now()))
        except UserError as error:
            show_error(self, error)
            return
        self.done_page.saved.setText(
            tr("已另存：{name}。里面有身份证号，请妥善保管。", name=path.name)
        )
        self.done_page.saved.show()
        self.doubts.save.setText(SAVED)
        self.doubts.save.setToolTip(tr("已另存：{name}", name=path.name))

    def reject(self) -> None:
        """Leave; while people are being taken in, stop there first."""
        if self._running and self.doubts.plan is not None:
            self._imported(self.doubts.plan)
            return
        super().reject()

    def done(self, result: int) -> None:
        """Nothing goes on behind a closed dialog."""
        self._round += 1
        self._worker.close()
        super().done(result)


def _import_words(plan: Plan | None, count: int) -> str:
    if plan is None:
        return tr("导入")
    return tr("导入 {count} 人", count=count) if count else tr("没有要导入的，结束")
