"""The window: the list of cases, or one case open for work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QMainWindow, QStackedWidget

from desktop.app import installed
from desktop.app.installed import NoticeCard
from desktop.app.library import CaseRow, Desk, MissingFiles, OtherVersion
from desktop.app.notice_choice import Choice, choice
from desktop.app.session import Session
from desktop.domain.moments import beijing
from desktop.domain.notice import Notice
from desktop.errors import UserError
from desktop.ui.appearance import Appearance
from desktop.ui.bars import TopBar
from desktop.ui.dialogs import KINDS, ask, show_error, where_to_save
from desktop.ui.handover import Handover
from desktop.ui.notice_adding import show_problems
from desktop.ui.notice_moving import MovingDialog
from desktop.ui.notice_reader import NoticeReader
from desktop.ui.sentences import fit
from desktop.ui.shell import PageMaker, Shell
from desktop.ui.start import StartPage
from desktop.ui.theme import em

TITLE = "职称申报助手"

WANTED = QSize(1280, 820)
"""The window on a large screen; a smaller one it fills."""


class Load(Protocol):
    """Gives a notice by its pack: the version asked for, else the newest."""

    def __call__(self, pack_id: str, version: int | None = None) -> Notice:
        """:class:`~desktop.errors.UserError` where it is not there."""


@dataclass(frozen=True)
class Offer:
    """What the first screen can begin: the sample, and the notices at hand.

    ``sample`` puts the sample applicant into the library and gives its case id; ``faults`` are
    packs that lie there and are not used; ``add`` takes a pack in from a folder, whole or not at
    all.
    """

    sample: Callable[[Desk], str]
    cards: Callable[[], tuple[NoticeCard, ...]] = installed.cards
    load: Load = installed.notice
    faults: Callable[[], tuple[UserError, ...]] = installed.faults
    add: Callable[[Path], Notice] = installed.add


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
        self.locking = False
        """It goes because the case is locked away or the program ends: nobody is asked."""
        self.before: Callable[[Callable[[], None]], None] = lambda act: act()
        """Makes a backup where there is a place for one, before something risky is done."""
        self.stack = QStackedWidget()
        self.setCentralWidget(self.stack)
        self.reader: NoticeReader | None = None
        self.start = StartPage(desk, self._choices, self._under, offer.faults)
        self.stack.addWidget(self.start)
        self.start.new_asked.connect(self._on_new)
        self.start.read_asked.connect(self._on_read)
        self.start.compare_asked.connect(lambda: self.read(None))
        self.start.add_asked.connect(self._on_add)
        self.start.faults_asked.connect(lambda: show_problems(self, offer.faults()))
        self.start.open_asked.connect(self.open_case)
        self.start.sample_asked.connect(self._on_sample)
        self.start.import_asked.connect(self._on_import)
        self.start.exported.connect(self._on_export)
        self.handover = Handover(desk, self, self.start, self._backed_up)
        self.start.handed_over.connect(self.handover.send)
        self.start.receive_asked.connect(self.handover.choose)
        self.start.card_asked.connect(self.handover.show_card)
        self.handover.taken.connect(self.open_case)
        self.start.removed.connect(self._on_removed)
        self.start.restored.connect(self._on_restored)
        look.failed.connect(self._tell)
        look.changed.connect(self._on_look)
        self.setWindowTitle(TITLE)
        self._listen(self.start.top)
        QShortcut(QKeySequence("Ctrl+L"), self, self.lock_asked.emit)
        self._on_look()

    def say_backup(self, sentence: str) -> None:
        """What is to be said of the backups, quietly, on the first screen; ``""`` for nothing."""
        self.start.say_quietly(sentence)

    def _listen(self, top: TopBar) -> None:
        top.lock_asked.connect(self.lock_asked)
        top.safety_asked.connect(self.safety_asked)
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
        if WANTED.width() > room.width() or WANTED.height() + frame > room.height():
            self.showMaximized()
        else:
            self.show()
        if self.shell is None:
            self.start.take_focus()

    def open_last(self) -> None:
        """Go on with the last case where there is one; else the list."""
        last = self._look.settings.last_case
        if last and any(row.case_id == last for row in self.desk.rows()):
            self.open_case(last)

    def open_case(self, case_id: str) -> None:
        """Open a case for work, where one left it."""
        try:
            self._show(self.desk.session(case_id))
        except OtherVersion as other:
            if self._agreed(other, "换到本机版本", "先不换"):
                self._show(self.desk.session(case_id, move_to_installed=True))
        except UserError as error:
            self._tell(error)

    def _agreed(self, error: UserError, yes: str, no: str) -> bool:
        """Whether the person chooses ``yes`` after reading what happened; ``no`` is the default."""
        sentences = tuple(s for s in (error.safe, error.todo, "\n".join(error.details)) if s)
        return ask(self, error.happened.rstrip("。"), sentences, (no, yes)) == yes

    def _show(self, session: Session) -> None:
        self._drop_shell()
        self.shell = Shell(session, self._makers, self._newer(session))
        self.shell.left.connect(self.show_start)
        self.shell.notice_asked.connect(lambda: self.read(session.notice))
        self.shell.compare_asked.connect(lambda: self.read(session.notice, compare=True))
        self.shell.move_asked.connect(self.change_version)
        self.shell.hand_over_asked.connect(self._hand_over)
        # The version moved there or back: the case is opened anew under the one it has now.
        self.shell.version_changed.connect(self._reopen, Qt.ConnectionType.QueuedConnection)
        self._listen(self.shell.top)
        self.stack.addWidget(self.shell)
        self.stack.setCurrentWidget(self.shell)
        # Coming into sight, Qt gives the keyboard to the first button there is.
        self.shell.take_focus()
        self._on_look()
        self._look.remember_case(session.case.case_id)

    def show_start(self) -> None:
        """Back to the list of cases."""
        self._drop_shell()
        self._look.remember_case("")
        self.start.refresh()
        self.stack.setCurrentWidget(self.start)
        self.start.take_focus()

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
        super().closeEvent(event)

    # ------------------------------------------------------------------ notices

    def _notices(self) -> tuple[Notice, ...]:
        return tuple(self._offer.load(card.id) for card in self._offer.cards())

    def _choices(self) -> tuple[Choice, ...]:
        today = beijing(self.desk.now()).date()
        return tuple(choice(notice, today) for notice in self._notices())

    def _under(self, row: CaseRow) -> Choice | None:
        """The notice a case is under, in its own version where that is there."""
        try:
            notice = self._offer.load(row.pack_id, row.pack_version)
        except UserError:
            return None
        return choice(notice, beijing(self.desk.now()).date())

    def read(self, notice: Notice | None, *, compare: bool = False) -> None:
        """A page over what is shown now: what ``notice`` asks, or two notices side by side."""
        self._close_reader()
        today = beijing(self.desk.now()).date()
        reader = NoticeReader(self._notices(), today, may_begin=self.shell is None)
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
        self.stack.setCurrentWidget(self.shell or self.start)
        self.stack.removeWidget(reader)
        reader.deleteLater()
        if self.shell is not None:
            self.shell.take_focus()
        else:
            self.start.take_focus()

    def _on_read(self, pack_id: str) -> None:
        try:
            self.read(self._offer.load(pack_id))
        except UserError as error:
            self._tell(error)

    def _on_add(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "选择规则包的文件夹", str(Path.home()))
        if not name:
            return
        try:
            added = self._offer.add(Path(name))
        except UserError as error:
            show_problems(self, (error,))
            return
        self.start.tell(f"已添加《{added.title}》（第 {added.version} 版）。", begin=added.id)

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
            self._show(self.desk.new_case(self._offer.load(pack_id)))
        except UserError as error:
            self._tell(error)

    def _on_sample(self) -> None:
        try:
            self.open_case(self._offer.sample(self.desk))
        except UserError as error:
            self._tell(error)

    def _on_import(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "选择材料文件", str(Path.home()), KINDS["json"])
        if not name:
            return
        try:
            case_id = self._import(Path(name))
            if case_id:
                self.open_case(case_id)
        except UserError as error:
            self._tell(error)

    def _import(self, file: Path) -> str:
        try:
            return self.desk.import_file(file)
        except MissingFiles as missing:
            if not self._agreed(missing, "不带这些附件导入", "先不导入"):
                return ""
            return self.desk.import_file(file, without_missing=True)

    def _on_export(self, case_id: str) -> None:
        try:
            file = where_to_save(self, "导出材料文件", Path.home() / "申报材料.json")
            if file is None:
                return
            self.desk.export_file(case_id, file, replace=True)
        except UserError as error:
            self._tell(error)
            return
        self.start.tell(f"已导出：{file.name} 和旁边的附件文件夹，带走时要放在一起。")

    def _backed_up(self, act: Callable[[], None]) -> None:
        self.before(act)

    def _hand_over(self) -> None:
        if self.shell is not None:
            self.shell.flush()
            self.handover.send(self.shell.session.case.case_id, self.shell.session)

    def _on_removed(self, case_id: str) -> None:
        try:
            self.desk.remove(case_id)
        except UserError as error:
            self._tell(error)
        self.start.refresh()

    def _on_restored(self, case_id: str) -> None:
        try:
            self.desk.restore(case_id)
        except UserError as error:
            self._tell(error)
        self.start.refresh()

    def _tell(self, error: UserError) -> None:
        show_error(self, error)

    def _on_look(self) -> None:
        shown = (self.start, self.shell, self.reader)
        for top in (widget.top for widget in shown if widget is not None):
            top.show_look(self._look.settings.scale, self._look.is_dark)
