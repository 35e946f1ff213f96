"""Leads through the pages of a library that does not open; the work is done off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.app.safety import rescue
from desktop.app.safety.door import Keys, WrongPassphrase
from desktop.app.safety.rescue import Offer, Rescue
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.safety.door_pages import DoorPage
from desktop.ui.safety.rescue_pages import Broken, Lost
from desktop.ui.widgets.worker import Task, Worker

_BRINGING = tr("正在用备份恢复并核对，附件多时要几分钟……")
_KEEPING = tr("正在留一份现在的文件……")
_TAKING = tr("正在从备份取回钥匙文件……")


class Rescuing(QObject):
    """Makes the pages, and does what is chosen on them.

    ``mended`` says that the library can be opened with these keys; ``look_again`` that the person
    has done something about it.
    """

    mended = Signal(object)
    look_again = Signal()

    def __init__(self, worker: Worker, now: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._worker = worker
        self._now = now
        self._page: Broken | Lost | None = None

    def lost(self, folder: Path, place: str) -> Lost:
        """The page for key files that are gone or damaged; ``place`` is where backups go."""
        page = Lost(str(folder), place)
        page.look_again.connect(self.look_again)
        page.keys_asked.connect(lambda chosen, typed: self._keys_back(folder, chosen, typed))
        self._shown(page)
        return page

    def broken(self, of: Rescue, place: str) -> Broken:
        """The page for a database that is damaged, gone or behind; it looks for a backup."""
        page = Broken(of, place)
        page.look_again.connect(lambda: self.mended.emit(of.keys))
        page.place_chosen.connect(lambda chosen: self._look(of, [chosen]))
        page.bring_back.connect(lambda offer: self._bring_back(of, offer))
        page.carry_on.connect(lambda: self._carry_on(of))
        self._shown(page)
        if place:
            self._look(of, [Path(place)])
        return page

    def _shown(self, page: Broken | Lost) -> None:
        self._page = page
        page.destroyed.connect(lambda: self._gone(page))

    def _gone(self, page: Broken | Lost) -> None:
        if self._page is page:
            self._page = None

    def _look(self, of: Rescue, places: Sequence[Path]) -> None:
        def job(_task: Task[Offer | None]) -> Offer | None:
            return of.look(places)

        page = self._page
        if isinstance(page, Broken):
            page.look()
            self._worker.start(job, lambda offer: self._found(page, offer), failed=self._failed)

    def _found(self, page: Broken, offer: Offer | None) -> None:
        if self._page is page:
            page.show_offer(offer)

    def _bring_back(self, of: Rescue, offer: Offer) -> None:
        now = self._now()
        self._do(lambda: of.bring_back(offer, now), of.keys, _BRINGING)

    def _carry_on(self, of: Rescue) -> None:
        now = self._now()
        self._do(lambda: of.carry_on(now), of.keys, _KEEPING)

    def _do(self, act: Callable[[], None], keys: Keys, sentence: str) -> None:
        def job(_task: Task[Keys]) -> Keys:
            act()
            return keys

        self._start(job, sentence)

    def _keys_back(self, folder: Path, place: Path, typed: str) -> None:
        now = self._now()

        def job(_task: Task[Keys]) -> Keys:
            return rescue.keys_back(folder, place, typed, now)

        self._start(job, _TAKING)

    def _start(self, job: Callable[[Task[Keys]], Keys], sentence: str) -> None:
        if self._page is not None:
            self._page.busy(sentence)
            self._worker.start(job, self.mended.emit, failed=self._failed)

    def _failed(self, error: UserError) -> None:
        page = self._page
        if isinstance(page, Lost) and isinstance(error, WrongPassphrase):
            page.refuse_typed(error)
        elif isinstance(page, DoorPage):
            page.refuse(error)
