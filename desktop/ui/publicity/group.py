"""公示 for a group: dates, papers, objections and results, a step each, the people beside them.

Every case takes a step of its own, which its own 撤销 takes back; 撤销这一步 here takes the last
one back for everybody. The cases are open in this dialog: nobody else may have them open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.app.library import Desk
from desktop.app.papers.press import Press
from desktop.app.papers.wanted import Made, documents_folder, pressed
from desktop.app.publicity import group as group_publicity
from desktop.app.publicity import group_papers, group_results
from desktop.app.publicity.group import Applied, Group, Member
from desktop.app.publicity.group_papers import Prepared
from desktop.app.unit import memory
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.publicity.group_dates import DatesPage
from desktop.ui.publicity.group_objections import ObjectionsPage
from desktop.ui.publicity.group_papers import PapersPage
from desktop.ui.publicity.group_people import People, StepPage
from desktop.ui.publicity.group_results import ResultsPage
from desktop.ui.templates.made import show_made
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.dialogs import show_error
from desktop.ui.widgets.pieces import button, one_stop, report, tell
from desktop.ui.widgets.theme import em
from desktop.ui.widgets.worker import Task, Worker

STEPS = (tr("1 排日期"), tr("2 出公示"), tr("3 记异议"), tr("4 出结果"))
PICTURES = tr("照片 (*.jpg *.jpeg *.png *.heic *.webp *.bmp *.pdf)")


class GroupPublicityDialog(QDialog):
    """``asked(case_id, page, path)`` once the dialog is closed to put something right in a case.

    ``changed`` with the ids of the cases that took a step.
    """

    asked = Signal(str, str, str)
    changed = Signal(object)

    def __init__(
        self, desk: Desk, people: Sequence[str] | Group, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("公示"))
        self.group = people if isinstance(people, Group) else Group(desk, people)
        self._press, self._worker = Press.of_this_computer(), Worker(self)
        self._making: Task[Path] | None = None
        self._last: Applied | None = None
        self._walking: Iterator[Member] | None = None
        self._folder = documents_folder()
        self._made: Path | None = None
        self.people = People(self.group.members)
        self.dates = DatesPage(self.group, memory.load(desk))
        self.papers = PapersPage(self.group)
        self.objections = ObjectionsPage(self.group)
        self.results = ResultsPage(self.group)
        self.pages: tuple[StepPage, ...]
        self.pages = (self.dates, self.papers, self.objections, self.results)
        self._lay_out()
        self._connect()
        self._observers = [m.session.observe(self._moved) for m in self.group.members]
        self.go_to(0)
        self._size()
        self.dates.start.target().setFocus()

    # ------------------------------------------------------------------ layout

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QFrame()
        top.setObjectName("top")
        row = QHBoxLayout(top)
        side = em(self, 1)
        row.setContentsMargins(side, em(self, 0.5), side, em(self, 0.5))
        row.setSpacing(em(self, 0.4))
        self.steps: list[QPushButton] = []
        group = QButtonGroup(self)
        for at, title in enumerate(STEPS):
            step = button(title, partial(self.go_to, at), "quiet")
            step.setCheckable(True)
            step.setToolTip(f"Ctrl+{at + 1}")
            QShortcut(QKeySequence(f"Ctrl+{at + 1}"), self, partial(self.go_to, at))
            group.addButton(step)
            row.addWidget(step)
            self.steps.append(step)
        row.addStretch(1)
        column.addWidget(top)
        self.unopened = words("", "care")
        self.unopened.setContentsMargins(side, em(self, 0.4), side, em(self, 0.2))
        told = [f"{name}：{error.happened}{error.todo}" for name, error in self.group.unopened]
        lead = tr("这些材料打不开，不在这一批里：")
        tell(self.unopened, "\n".join((lead, *told)) if told else "")
        column.addWidget(self.unopened)
        self.split = QSplitter()
        self.split.setChildrenCollapsible(False)
        self.stack = QStackedWidget()
        for page in self.pages:
            self.stack.addWidget(page)
        self.split.addWidget(self.people)
        self.split.addWidget(self.stack)
        self.split.setStretchFactor(0, 2)
        self.split.setStretchFactor(1, 3)
        column.addWidget(self.split, 1)
        column.addWidget(self._bottom())

    def _bottom(self) -> QWidget:
        below = QFrame()
        below.setObjectName("bottom")
        row = QHBoxLayout(below)
        side = em(self, 1)
        row.setContentsMargins(side, em(self, 0.5), side, em(self, 0.5))
        row.setSpacing(em(self, 0.5))
        self.message = words("", "plain")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("进度"))
        self.bar.setFixedWidth(em(self, 9))
        self.bar.hide()
        self.stop = button(tr("停下"), self._stop)
        self.show_folder = button(tr("打开文件夹"), self._open_folder)
        self.undo = button(tr("撤销这一步"), self._undo)
        self.leave = button(tr("关闭"), self.reject)
        for one in (self.stop, self.show_folder, self.undo):
            one.hide()
        row.addWidget(self.message, 1)
        for widget in (self.bar, self.stop, self.show_folder, self.undo, self.leave):
            row.addWidget(widget)
        return below

    def _connect(self) -> None:
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        self._walk = QTimer(self, interval=0)
        self._walk.timeout.connect(self._one_more)
        self.people.changed.connect(self._soon.start)
        self.people.opened.connect(lambda case_id: self._ask(case_id, "publicity", "pub.start"))
        self.people.table.currentCellChanged.connect(lambda *_at: self._person())
        self.dates.asked.connect(self._apply)
        self.dates.changed.connect(self._show_states)
        self.papers.asked.connect(self._ask)
        self.papers.made.connect(self._make)
        self.papers.looked.connect(self._look)
        self.papers.photo_asked.connect(self._photo)
        self.objections.refused.connect(self.people.table.go)
        self.results.asked.connect(self._set_results)
        self.results.gap_asked.connect(self._ask)
        self.results.made.connect(self._make)
        self.results.looked.connect(self._look)

    def _size(self) -> None:
        above = self.parentWidget()
        room = above.window().size() if above is not None else self.screen().availableSize()
        self.resize(
            min(em(self, 84), round(room.width() * 0.96)),
            min(em(self, 52), round(room.height() * 0.94)),
        )
        wide = self.width()
        left = min(em(self, 32), round(wide * 0.42))
        self.split.setSizes([left, wide - left])

    # ------------------------------------------------------------------ following

    def go_to(self, step: int) -> None:
        """Show a step, from 0."""
        self.steps[step].setChecked(True)
        one_stop(self.steps)
        self.stack.setCurrentWidget(self.pages[step])
        self.refresh()

    @property
    def page(self) -> StepPage:
        """The step shown."""
        return self.pages[self.stack.currentIndex()]

    def refresh(self) -> None:
        """Follow the cases and who is meant."""
        if self._walking is not None:
            return
        self._person()
        self.page.show_people(self.people.chosen())
        self.objections.refresh()
        self._show_states()

    def _moved(self, _paths: frozenset[str]) -> None:
        self._soon.start()

    def _person(self) -> None:
        if self.page is self.objections:
            self.objections.show_person(self.people.current())

    def _show_states(self) -> None:
        if self._walking is None:
            self.people.show_states(self.page.told)

    def _ask(self, case_id: str, page: str, path: str) -> None:
        if case_id and self._may_leave():
            super().reject()
            self.asked.emit(case_id, page, path)

    # ------------------------------------------------------------------ steps for everybody

    def _apply(self) -> None:
        chosen = {member.case_id for member in self.people.chosen()}
        arrangement, replace = self.dates.arrangement(), self.dates.clash.chosen()
        done = Applied()
        members = [member for member in self.group.members if member.case_id in chosen]
        self._go(group_publicity.apply(members, arrangement, replace, done), done, len(members))

    def _set_results(self) -> None:
        done = Applied()
        members = self.people.chosen()
        steps = group_results.apply(
            members, self.results.dated, self.results.counting, self.results.replacing(), done
        )
        self._go(steps, done, len(members))

    def _photo(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, tr("选贴出来以后拍的照片"), str(self._folder), PICTURES
        )
        if chosen:
            done = Applied()
            members = self.people.chosen()
            self._go(group_results.add_photo(members, Path(chosen), done), done, len(members))

    def _go(self, steps: Iterator[Member], done: Applied, count: int) -> None:
        """Walk through the people, one in each turn of the event loop."""
        self._last = done
        self._walking = steps
        self.bar.setRange(0, max(count, 1))
        self.bar.setValue(0)
        self._busy(True)
        self._walk.start()

    def _one_more(self) -> None:
        if self._walking is None:
            return
        try:
            member = next(self._walking)
        except StopIteration:
            self._walked()
            return
        self.bar.setValue(self.bar.value() + 1)
        tell(self.message, tr("正在登记：{name}", name=member.name))

    def _walked(self) -> None:
        self._walk.stop()
        self._walking = None
        self._busy(False)
        done = self._last or Applied()
        report(self.message, done.said)
        self.undo.setVisible(bool(done.changed))
        if done.changed:
            self.changed.emit(tuple(member.case_id for member in done.changed))
        if done.failed:
            lines = tuple(f"{m.name}：{e.happened}{e.todo}" for m, e in done.failed)
            show_error(
                self,
                UserError(
                    tr("有 {count} 人没有登记上。", count=len(done.failed)),
                    safe=tr("别的人已经登记好；这几位的材料没有变。"),
                    todo=tr("请看下面的原因，处理好以后再做一次。"),
                    details=lines,
                ),
            )
        self.refresh()

    def _undo(self) -> None:
        if self._last is None or self._walking is not None:
            return
        try:
            taken = [member.case_id for member in self._last.take_back()]
        except UserError as error:
            show_error(self, error)
            return
        self.undo.hide()
        report(self.message, tr("已撤销：{count} 人恢复到登记以前。", count=len(taken)))
        self.changed.emit(tuple(taken))
        self.refresh()

    # ------------------------------------------------------------------ files

    def _look(self, prepared: Prepared) -> None:
        sheet, press = prepared.sheets[0], self._press

        def job(_task: Task[Made]) -> Made:
            return pressed(sheet.document, sheet.name, press)

        def done(made: Made) -> None:
            self._busy(False)
            tell(self.message, "")
            show_made(made, self)

        self._busy(True)
        tell(self.message, tr("正在生成：{name}", name=sheet.name))
        self._worker.start(job, done, failed=self._not_made)

    def _make(self, prepared: Prepared, title: str) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("写到哪个文件夹"), str(self._folder))
        if not chosen:
            return
        self._folder = Path(chosen)
        folder, press, now = self._folder, self._press, self.group.now()
        count = len(prepared.sheets)

        def job(task: Task[Path]) -> Path:
            def going_on(at: int) -> bool:
                task.report(at, count, prepared.sheets[at].name)
                return True

            files = group_papers.pressed(prepared, press, going_on)
            task.checkpoint()
            return group_papers.written(folder, title, now, files)

        def done(made: Path) -> None:
            self._made = made
            self._making = None
            self._busy(False)
            self.show_folder.show()
            done = tr("已写好 {count} 份（PDF 和 Word），在文件夹：{made}", count=count, made=made)
            report(self.message, done)

        self.bar.setRange(0, count)
        self.bar.setValue(0)
        self._busy(True)
        self.stop.show()
        self._making = self._worker.start(
            job, done, failed=self._not_made, progressed=self._progressed
        )

    def _progressed(self, at: int, _of: int, what: str) -> None:
        self.bar.setValue(at)
        tell(self.message, tr("正在生成：{what}", what=what))

    def _stop(self) -> None:
        if self._making is not None:
            self._making.cancel()
            self._making = None
            self._busy(False)
            report(self.message, tr("已停下，没有留下写了一半的东西。"))

    def _not_made(self, error: UserError) -> None:
        self._making = None
        self._busy(False)
        tell(self.message, "")
        show_error(self, error)

    def _open_folder(self) -> None:
        if self._made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made)))

    def _busy(self, on: bool) -> None:
        self.bar.setVisible(on)
        self.stop.hide()
        for widget in (self.split, self.leave, self.undo, *self.steps):
            widget.setEnabled(not on)

    # ------------------------------------------------------------------ leaving

    def reject(self) -> None:
        """Leave, but not in the middle, and not over something half written."""
        if self._may_leave():
            super().reject()

    def _may_leave(self) -> bool:
        return self.leave.isEnabled() and self.objections.may_leave()

    def done(self, result: int) -> None:
        """Leave; nobody is told any more."""
        for leave in self._observers:
            leave()
        self._observers = []
        self._worker.close()
        super().done(result)
