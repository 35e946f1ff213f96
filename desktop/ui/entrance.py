"""The way in and out: first start, unlocking, the window, locking, and in again.

The open library alone holds the keys: locking closes it, and nothing of a case is left on the
screen. What takes a moment (Argon2) runs off the GUI thread, the keyring where nobody waits for it.
What only :mod:`desktop.ui.inside` needs is loaded with it: the first page is there at once.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.app import settings
from desktop.app.safety.door import Door, Keys, Opened, State, WrongPassphrase
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui import ahead
from desktop.ui.safety.aside import Aside
from desktop.ui.safety.clipboard import ClipboardWatch
from desktop.ui.safety.door_pages import ChooseAnew, DoorPage, FirstStart, Unlock
from desktop.ui.safety.door_window import DoorWindow
from desktop.ui.safety.idle import IdleWatch
from desktop.ui.widgets.appearance import Appearance
from desktop.ui.widgets.dialogs import show_error
from desktop.ui.widgets.worker import Task, Worker

if TYPE_CHECKING:
    from desktop.app.library import Desk
    from desktop.ui.inside import Inside
    from desktop.ui.safety.door_window import Page
    from desktop.ui.safety.rescuing import Rescuing
    from desktop.ui.window import Window

# ruff: noqa: PLC0415

SILENT_MS = 800
"""How long the keyring may take before the passphrase is asked for beside it."""
ROUND_MS, MOST_ROUNDS = 30, 60
_OPENING = tr("正在打开……")


@dataclass(frozen=True)
class Means:
    """What the entrance is given: how the library is opened, its window made, the time told.

    ``first`` is done once, with the library opened for the first time.
    """

    open_desk: Callable[[Path, Keys], Desk]
    make_window: Callable[[Desk], Window]
    now: Callable[[], datetime]
    first: Callable[[Desk], None] = lambda _desk: None


class Entrance(QObject):
    """Leads from the start of the program to the open window, and back when it is locked."""

    def __init__(self, means: Means, look: Appearance, home: Path) -> None:
        super().__init__()
        self._means = means
        self._look = look
        self._home = home
        self._worker = Worker(self)
        self._aside = Aside(self)
        self._ahead = ahead.Ahead(self, ahead.window)
        self._first = True
        self._rounds = 0
        self._locking = False
        self._trying = False
        self._ended = False
        self._place: QRect | None = None
        self._maximized = False
        self.door = Door(settings.library_of(home, look.settings))
        self.outside: DoorWindow | None = None
        self.inside: Inside | None = None
        self.idle = IdleWatch(look.settings.lock_after)
        self.clipboard = ClipboardWatch()
        self.idle.left_alone.connect(self.lock)

    @property
    def window(self) -> Window | None:
        """The window of the cases, while the library is open."""
        return self.inside.window if self.inside is not None else None

    @property
    def desk(self) -> Desk | None:
        """The library, while it is open."""
        return self.inside.desk if self.inside is not None else None

    @cached_property
    def _rescuing(self) -> Rescuing:
        from desktop.ui.safety.rescuing import Rescuing

        made = Rescuing(self._worker, self._means.now, self)
        made.mended.connect(self._settle)
        made.look_again.connect(self.show_door)
        return made

    # ------------------------------------------------------------------ coming in

    def begin(self) -> None:
        """Start: the window itself where the keyring opens it, else the page that is due."""
        if self.door.state() != "locked":
            self.show_door()
            return

        def silently() -> Callable[[], None]:
            try:
                opened = self.door.silently()
            except UserError as error:
                return partial(self._refused, error)
            return partial(self._silent, opened)

        self._aside.start(silently)
        QTimer.singleShot(SILENT_MS, self, self._still_silent)

    def come_forward(self) -> None:
        """To the front of everything, as a second start asks."""
        shown: QWidget | None = self.window or self.outside
        if shown is None:
            return
        shown.setWindowState(shown.windowState() & ~Qt.WindowState.WindowMinimized)
        shown.show()
        shown.raise_()
        shown.activateWindow()
        QApplication.alert(shown)

    def show_door(self, said: str = "", state: State | None = None) -> None:
        """The page that is due before the library is open, or while it is closed: ``state``."""
        page = self._due_page(state or self.door.state())
        if said:
            page.say(said)
        self._to(page)

    def _due_page(self, state: State) -> DoorPage:
        if state == "locked":
            unlock = Unlock()
            unlock.passphrase_given.connect(self._by_passphrase)
            unlock.code_given.connect(self._by_code)
            return unlock
        if state == "lost":
            return self._rescuing.lost(self.door.folder, self._look.settings.backup_place)
        first = FirstStart(state)
        first.begun.connect(self._begin)
        self._ask_keyring(first)
        return first

    def _show_outside(self) -> None:
        if self.outside is not None and not self.outside.isVisible():
            room = QApplication.primaryScreen().availableSize()
            self.outside.appear(room, self._place, maximized=self._maximized)
            self._ahead.start()

    def _ask_keyring(self, page: FirstStart) -> None:
        def asked() -> Callable[[], None]:
            works = self.door.keyring_works()
            return lambda: self._offer_keyring(page, works)

        self._aside.start(asked)

    def _offer_keyring(self, page: FirstStart, works: bool) -> None:
        if self.outside is not None and self.outside.page is page:
            page.offer_keyring(works)

    def _silent(self, opened: Opened | None) -> None:
        if self.inside is not None or self._locking or self._trying:
            return  # the passphrase was quicker
        if opened is None:
            if self.outside is None:
                self.show_door()
        elif self.outside is None or isinstance(self.outside.page, Unlock):
            self._settle(opened.keys)

    def _settle(self, keys: Keys) -> None:
        self._try(lambda: self.door.made_good(keys), lambda o: self._enter(o.keys), _OPENING)

    def _still_silent(self) -> None:
        if self.inside is None and self.outside is None:
            self.show_door()

    # ------------------------------------------------------------------ the ways in

    def _begin(self, passphrase: str, in_keyring: bool) -> None:
        plain = self.door.state() == "plain"
        self._try(
            lambda: self.door.begin(passphrase, in_keyring=in_keyring),
            self._begun,
            tr("正在加密已有的材料，附件多时要几分钟……") if plain else tr("正在准备……"),
        )

    def _begun(self, opened: Opened) -> None:
        from desktop.ui.safety.recovery import RecoveryPage

        page = RecoveryPage(opened.code, self._means.now(), self._worker)
        page.gone_on.connect(lambda: self._enter(opened.keys))
        self._to(page)

    def _by_passphrase(self, typed: str) -> None:
        self._try(lambda: self.door.by_passphrase(typed), lambda o: self._enter(o.keys), _OPENING)

    def _by_code(self, typed: str) -> None:
        self._try(lambda: self.door.by_code(typed), partial(self._opened_by_code, typed), _OPENING)

    def _opened_by_code(self, typed: str, by_code: Opened) -> None:
        page = ChooseAnew()
        page.later.connect(lambda: self._enter(by_code.keys))
        page.chosen.connect(lambda new: self._replace(typed, new, by_code))
        self._to(page)

    def _replace(self, code: str, new: str, by_code: Opened) -> None:
        def replaced() -> Opened:
            self.door.replace_passphrase(code, new)
            return by_code

        self._try(replaced, lambda opened: self._enter(opened.keys), tr("正在换口令……"))

    def _try(
        self, way: Callable[[], Opened], then: Callable[[Opened], None], sentence: str
    ) -> None:
        page = self.outside.page if self.outside is not None else None
        if isinstance(page, DoorPage):
            page.busy(sentence)

        def job(_task: Task[Opened]) -> Opened:
            return way()

        def done(opened: Opened) -> None:
            self._trying = False
            then(opened)

        self._trying = True
        self._worker.start(job, done, failed=self._refused)

    def _refused(self, error: UserError) -> None:
        self._trying = False
        if self.inside is not None:
            return  # the passphrase was quicker
        if self.outside is None or self.door.state() == "lost":
            self.show_door()
        page = self.outside.page if self.outside is not None else None
        if isinstance(page, Unlock) and isinstance(error, WrongPassphrase):
            page.refuse_typed(error)
        elif isinstance(page, DoorPage):
            page.refuse(error)
        elif page is not None:
            show_error(page, error)

    def _to(self, page: Page) -> None:
        if self._ended:
            return  # what was still waited for when the program ended opens nothing any more
        if self.outside is None:
            self.outside = DoorWindow(self._look)
        if isinstance(page, DoorPage):
            page.restore_asked.connect(self._restore)
        self.outside.show_page(page)
        self._show_outside()

    # ------------------------------------------------------------------ inside

    def _enter(self, keys: Keys) -> None:
        from desktop.ui.inside import Inside

        try:
            desk = self._means.open_desk(self.door.folder, keys)
        except UserError as error:
            self._kept_shut(keys, error)
            return
        trouble = self._do_first(desk)
        self.inside = inside = Inside(
            desk, self._means.make_window, self.door, self._look, self._home
        )
        inside.lock_asked.connect(self.lock)
        inside.minutes_chosen.connect(self.idle.choose)
        inside.restored.connect(self._restored)
        inside.window.open_last()
        if self._place is not None:
            inside.window.setGeometry(self._place)
        room = QApplication.primaryScreen().availableSize()
        again = self._place is not None
        inside.window.appear(room, again=again, maximized=self._maximized)
        self.idle.clock.touched()
        self._drop_outside()
        if trouble is not None:
            show_error(inside.window, trouble)

    def _kept_shut(self, keys: Keys, error: UserError) -> None:
        from desktop.app.safety import rescue

        helped = rescue.of(self.door.folder, keys, error)
        if helped is None:
            self._refused(error)
        else:
            self._to(self._rescuing.broken(helped, self._look.settings.backup_place))

    def _do_first(self, desk: Desk) -> UserError | None:
        """What is done once; what went wrong with it keeps nobody out."""
        if not self._first:
            return None
        self._first = False
        try:
            self._means.first(desk)
        except UserError as error:
            return error
        # What it chose to go on with is in the settings now.
        self._look.read_again()
        return None

    def _restore(self) -> None:
        from desktop.ui.safety.restoring import RestoreDialog

        if self.outside is None:
            return
        place = self._look.settings.backup_place
        dialog = RestoreDialog(self._home, self._means.now(), place, parent=self.outside)
        dialog.restored.connect(self._restored)
        dialog.open()

    def _restored(self, folder: Path, said: str) -> None:
        """From now on the library is the one in ``folder``; the other stays where it lies."""
        self._look.keep(settings.in_library(self._home, self._look.settings, folder))
        self.door = Door(folder)
        if self.window is not None:
            self.lock(said)
        else:
            self.show_door(said)

    # ------------------------------------------------------------------ locking

    def lock(self, said: str = "") -> None:
        """Close the case's window and the library, and ask for the passphrase again."""
        from desktop.ui.safety.restoring import under_way

        window = self.window
        if window is None or self._locking or under_way():
            return
        self._locking = True
        self._rounds = 0
        self._place = window.normalGeometry()
        self._maximized = window.isMaximized()
        self._clear_screen(said)

    def _clear_screen(self, said: str) -> None:
        """Close the dialogs first: each waits in a loop of its own that has to end before us."""
        if (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        open_ones = [
            w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()
        ]
        for dialog in reversed(open_ones):
            dialog.done(QDialog.DialogCode.Rejected)
        self._rounds += 1
        waits = bool(open_ones) and self._rounds < MOST_ROUNDS
        follow = self._clear_screen if waits else self._close_window
        QTimer.singleShot(ROUND_MS, self, partial(follow, said))

    def _close_window(self, said: str) -> None:
        self._locking = False
        if self.window is None:
            return
        self.clipboard.clear()
        # It was open a moment ago, and is still: nobody looks at its file now.
        self.show_door(said, "locked")
        self._drop_window()
        if self.outside is not None:
            self.outside.activateWindow()

    def _drop_window(self) -> None:
        inside, self.inside = self.inside, None
        if inside is not None:
            inside.close()
            inside.deleteLater()
        # Sessions and library know one another: only the collector lets go of the keys.
        QTimer.singleShot(0, self, gc.collect)

    def _drop_outside(self) -> None:
        outside, self.outside = self.outside, None
        if outside is not None:
            outside.close()
            outside.deleteLater()

    def close(self) -> None:
        """The program ends."""
        if self._ended:
            return
        self._ended = True
        self._ahead.stop()
        self._aside.end()
        self._drop_window()
        self._drop_outside()
        self.idle.close()
        self.clipboard.close()
        self._worker.close()
