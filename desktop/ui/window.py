"""The window: the list of cases or the table of applicants, or one case open for work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QMainWindow, QStackedWidget

from desktop.app.library import Desk, OtherVersion
from desktop.app.session import Session
from desktop.app.unit import memory
from desktop.domain.moments import beijing
from desktop.domain.notice import Notice
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.about.dialog import AboutDialog
from desktop.ui.applicants.page import ApplicantsPage
from desktop.ui.case_files import agreed, brought_in, taken_along
from desktop.ui.handover.going import Handover
from desktop.ui.help.asking import show_help
from desktop.ui.notices.adding import show_problems
from desktop.ui.notices.moving import MovingDialog
from desktop.ui.notices.reader import NoticeReader
from desktop.ui.offer import Offer
from desktop.ui.reminding import at_desk, at_start, beside_case
from desktop.ui.shell import PageMaker, Shell
from desktop.ui.start import StartPage
from desktop.ui.widgets.appearance import Appearance
from desktop.ui.widgets.bars import TopBar
from desktop.ui.widgets.dialogs import show_error
from desktop.ui.widgets.sentences import fit
from desktop.ui.widgets.theme import em
from desktop.ui.workbench import Workbench

__all__ = ["TITLE", "WANTED", "Offer", "Window"]

TITLE = tr("职称申报助手")

WANTED = QSize(1280, 820)
"""The window on a large screen; a smaller one it fills."""


class Window(QMainWindow):
    """Holds the list of cases and, while one is open, its shell."""

    lock_asked = Signal()
    safety_asked = Signal()

    def __init__(
        self,
        desk: Desk,
        offer: Offer,
        makers: Mapping[str, PageMaker],
        look: Appearance,
    ) -> None:
        super().__init__()
        self.desk = desk
        self._offer = offer
        self._makers = makers
        self._look = look
        self.shell: Shell | None = None
        self._backup_line = ""
        self.locking = False
        """It goes because the case is locked away or the program ends: nobody is asked."""
        self.before: Callable[[Callable[[], None]], None] = lambda act: act()
        """Makes a backup where there is a place for one, before something risky is done."""
        self.stack = QStackedWidget()
        self.setCentralWidget(self.stack)
        self.reader: NoticeReader | None = None
        self._bench: Workbench | None = None
        self.start = StartPage(
            desk,
            lambda: offer.choices(self._today()),
            lambda row: offer.under(row, self._today()),
            offer.faults,
        )
        self.stack.addWidget(self.start)
        at_start(self.start, desk, self._on_place)
        self.start.new_asked.connect(self._on_new)
        self.start.read_asked.connect(self._on_read)
        self.start.compare_asked.connect(lambda: self.read(None))
        self.start.add_asked.connect(self._on_add)
        self.start.faults_asked.connect(lambda: show_problems(self, offer.faults()))
        self.start.open_asked.connect(self.open_case)
        self.start.sample_asked.connect(self._on_sample)
        self.start.import_asked.connect(self._on_import)
        self.start.exported.connect(self._on_export)
        self.start.desk_asked.connect(self.show_desk)
        self.handover = Handover(desk, self, self.start, self._backed_up)
        self.start.handed_over.connect(self.handover.send)
        self.start.receive_asked.connect(self.handover.choose)
        self.start.card_asked.connect(self.handover.show_card)
        self.start.about_asked.connect(self._on_about)
        self.handover.taken.connect(self._on_taken)
        self.start.removed.connect(partial(self._on_trash, desk.remove))
        self.start.restored.connect(partial(self._on_trash, desk.restore))
        look.failed.connect(self._tell)
        look.changed.connect(self._on_look)
        self.setWindowTitle(TITLE)
        self._listen(self.start.top)
        QShortcut(QKeySequence("Ctrl+L"), self, self.lock_asked.emit)
        self._on_look()

    def say_backup(self, sentence: str) -> None:
        """What is to be said of the backups, quietly, where one is at home; ``""`` for nothing."""
        self._backup_line = sentence
        self.start.say_quietly(sentence)
        if self._bench is not None:
            self._bench.page.say_quietly(sentence)

    def _listen(self, top: TopBar) -> None:
        top.lock_asked.connect(self.lock_asked)
        top.safety_asked.connect(self.safety_asked)
        top.help_asked.connect(lambda: show_help(self.stack.currentWidget()))
        top.scale_chosen.connect(self._look.choose_scale)
        top.theme_chosen.connect(self._look.choose_theme)

    # ------------------------------------------------------------------ opening and closing

    def appear(self, room: QSize, *, again: bool = False, maximized: bool = False) -> None:
        """Come into sight on a screen that leaves ``room`` (pixels), the lower bar always seen.

        ``again``: where it was before it was locked, ``maximized`` or not.
        """
        frame = em(self, 3)  # the system's own title line comes on top of what Qt is asked for
        if again:
            self.showMaximized() if maximized else self.show()
            return
        self.resize(WANTED.boundedTo(room))
        tight = WANTED.width() > room.width() or WANTED.height() + frame > room.height()
        self.showMaximized() if tight else self.show()
        if self.shell is None:
            self.home.take_focus()

    def open_last(self) -> None:
        """Go on with the last case where there is one; else where one is at home."""
        last = self._look.settings.last_case
        if last and any(row.case_id == last for row in self.desk.rows()):
            self.open_case(last)
        elif self._look.settings.desk:
            self.show_desk()

    # ------------------------------------------------------------------ where one is at home

    @property
    def bench(self) -> Workbench | None:
        """The unit's desk, for who works there; made when it is first wanted."""
        if self._bench is None and self._look.settings.desk:
            self._bench = bench = Workbench(self.desk, self._offer.notices, self._backed_up, self)
            bench.begun.connect(self._on_new)
            bench.handed_over.connect(self.handover.send)
            bench.exported.connect(self._on_export)
            bench.opened.connect(self._on_place)
            bench.page.left.connect(self._leave_desk)
            at_desk(bench.page, self.desk, self._on_place)
            bench.page.say_quietly(self._backup_line)
            self._listen(bench.page.top)
            self.stack.addWidget(bench.page)
        return self._bench if self._look.settings.desk else None

    @property
    def home(self) -> StartPage | ApplicantsPage:
        """The table of applicants for who works there, else the first screen."""
        return self.bench.page if self.bench is not None else self.start

    def show_desk(self) -> None:
        """单位人事工作台: the table of all applicants; from now on home is there."""
        self._look.keep(replace(self._look.settings, desk=True))
        self.show_start()

    def _leave_desk(self) -> None:
        self.home.rest()
        self._look.keep(replace(self._look.settings, desk=False))
        self.show_start()

    def _on_place(self, case_id: str, page: str, path: str) -> None:
        """A person of the table: opened at what is to be put right first."""
        self.open_case(case_id)
        if self.shell is not None and page:
            self.shell.go_to(page, path)

    def _on_taken(self, case_id: str) -> None:
        if self.home is self.start:
            self.open_case(case_id)
        elif self.bench is not None:
            self.bench.page.come_back(case_id)

    def open_case(self, case_id: str) -> None:
        """Open a case for work, where one left it."""
        try:
            self._show(self.desk.session(case_id))
        except OtherVersion as other:
            if agreed(self, other, tr("换到本机版本"), tr("先不换")):
                self._show(self.desk.session(case_id, move_to_installed=True))
        except UserError as error:
            self._tell(error)

    def _show(self, session: Session) -> None:
        self._drop_shell()
        self.home.rest()
        newer, bench = self._newer(session), self.bench
        if bench is None:
            self.shell = Shell(session, self._makers, newer)
        else:
            self.shell = Shell(session, {**self._makers, **bench.makers}, newer, bench.clerk)
        self.shell.left.connect(self.show_start)
        self.shell.notice_asked.connect(lambda: self.read(session.notice))
        self.shell.compare_asked.connect(lambda: self.read(session.notice, compare=True))
        self.shell.move_asked.connect(self.change_version)
        self.shell.hand_over_asked.connect(self._hand_over)
        # The version moved there or back: the case is opened anew under the one it has now.
        self.shell.version_changed.connect(self._reopen, Qt.ConnectionType.QueuedConnection)
        self._listen(self.shell.top)
        self.stack.addWidget(self.shell)
        beside_case(self.shell, session, self.desk)
        self.stack.setCurrentWidget(self.shell)
        # Coming into sight, Qt gives the keyboard to the first button there is.
        self.shell.take_focus()
        self._on_look()
        self._look.remember_case(session.case.case_id)

    def show_start(self) -> None:
        """Back to where one is at home: at the table, to the line one came from."""
        came_from = self.shell.session.case.case_id if self.shell is not None else ""
        self._drop_shell()
        self._look.remember_case("")
        self.home.come_back(came_from)
        self.stack.setCurrentWidget(self.home)
        self.home.take_focus()
        self._on_look()

    def _reopen(self) -> None:
        if self.shell is not None:
            self.open_case(self.shell.session.case.case_id)

    def _drop_shell(self) -> None:
        self._close_reader()
        if self.shell is not None:
            shell, self.shell = self.shell, None
            shell.close_case()
            self.stack.removeWidget(shell)
            shell.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Everything typed is handed over before the window goes; where it cannot be, one asks."""
        if self.shell is not None:
            if not self.locking and not self.shell.may_leave():
                event.ignore()
                return
            self.shell.close_case()
            self.shell = None
        if self._bench is not None:
            self._bench.page.rest()
        super().closeEvent(event)

    # ------------------------------------------------------------------ notices

    def _today(self) -> date:
        return beijing(self.desk.now()).date()

    def read(self, notice: Notice | None, *, compare: bool = False) -> None:
        """A page over what is shown now: what ``notice`` asks, or two notices side by side."""
        self._close_reader()
        reader = NoticeReader(self._offer.notices(), self._today(), may_begin=self.shell is None)
        reader.left.connect(self._close_reader)
        reader.begun.connect(lambda chosen: self._on_new(chosen.id))
        self._listen(reader.top)
        self.reader = reader
        self.stack.addWidget(reader)
        self.stack.setCurrentWidget(reader)
        if notice is None or compare:
            reader.show_comparison(notice)
        else:
            reader.show_notice(notice)
        self._on_look()

    def _close_reader(self) -> None:
        if self.reader is None:
            return
        reader, self.reader = self.reader, None
        under = self.shell or self.home
        self.stack.setCurrentWidget(under)
        self.stack.removeWidget(reader)
        reader.deleteLater()
        under.take_focus()

    def _on_read(self, pack_id: str) -> None:
        try:
            self.read(self._offer.load(pack_id))
        except UserError as error:
            self._tell(error)

    def _on_add(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("选择规则包的文件夹"), str(Path.home()))
        if not name:
            return
        try:
            added = self._offer.add(Path(name))
        except UserError as error:
            show_problems(self, (error,))
            return
        title, version = added.title, added.version
        said = tr("已添加《{title}》（第 {version} 版）。", title=title, version=version)
        self.start.tell(said, begin=added.id)

    def _on_about(self) -> None:
        dialog = AboutDialog(self)
        dialog.updated.connect(self.start.refresh)
        dialog.open()

    # ------------------------------------------------------------------ versions

    def _newer(self, session: Session) -> Notice | None:
        """The newest version of the case's notice, where it is newer than the case's own."""
        try:
            return self.desk.newer(session.case.case_id)
        except UserError:
            return None  # its own version is open, whatever is wrong with another

    def change_version(self) -> None:
        """换到新版…: show what changes, and move the case where the person still wants to."""
        if self.shell is None:
            return
        self.shell.flush()
        case = self.shell.session.case
        try:
            dialog = MovingDialog(case.pack_version, self.desk.moving(case.case_id), self)
        except UserError as error:
            self._tell(error)
            return
        fit(dialog, dialog.lists, self)
        if not dialog.exec():
            return
        try:
            self._show(self.desk.session(case.case_id, move_to_installed=True))
        except UserError as error:
            self._tell(error)

    # ------------------------------------------------------------------ the first screen's wishes

    def _on_new(self, pack_id: str) -> None:
        try:
            begin = memory.begin if self._look.settings.desk else Desk.new_case
            self._show(begin(self.desk, self._offer.load(pack_id)))
        except UserError as error:
            self._tell(error)

    def _on_sample(self) -> None:
        try:
            self.open_case(self._offer.sample(self.desk))
        except UserError as error:
            self._tell(error)

    def _on_import(self) -> None:
        try:
            case_id = brought_in(self.desk, self)
            if case_id:
                self.open_case(case_id)
        except UserError as error:
            self._tell(error)

    def _on_export(self, case_id: str) -> None:
        try:
            file = taken_along(self.desk, case_id, self)
        except UserError as error:
            self._tell(error)
            return
        if file is not None:
            said = tr("已导出：{name} 和旁边的附件文件夹，带走时要放在一起。", name=file.name)
            self.home.tell(said)

    def _backed_up(self, act: Callable[[], None]) -> None:
        self.before(act)

    def _hand_over(self) -> None:
        if self.shell is not None:
            self.shell.flush()
            self.handover.send(self.shell.session.case.case_id, self.shell.session)

    def _on_trash(self, act: Callable[[str], None], case_id: str) -> None:
        try:
            act(case_id)
        except UserError as error:
            self._tell(error)
        self.start.refresh()

    def _tell(self, error: UserError) -> None:
        show_error(self, error)

    def _on_look(self) -> None:
        page = self._bench.page if self._bench is not None else None
        shown = (self.start, page, self.shell, self.reader)
        for top in (widget.top for widget in shown if widget is not None):
            top.show_look(self._look.settings.scale, self._look.is_dark)
