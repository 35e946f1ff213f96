"""Scans looked at in the background: page by page, what is found goes into the case as it comes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.app.scanning import Scanner, looking_for, waiting, with_pages
from desktop.app.session import Session
from desktop.domain.case import Attachment
from desktop.domain.change import UnknownPath, get
from desktop.domain.scans import ScanPage
from desktop.errors import UserError
from desktop.ui.pieces import Note, button
from desktop.ui.worker import Task, Worker

LABEL = "识别扫描件"


class Examining(QObject):
    """Looks at every attachment nobody has looked at yet; ``progressed(done, total)`` in files.

    ``page`` is how far the one under way is: pages done, and how many it has.

    One attachment is under way at a time; :meth:`look` goes on with what is left, after every
    change of the case. A file that cannot be opened is left alone until it is another one.
    """

    progressed = Signal(int, int)

    def __init__(self, session: Session, scanner: Scanner, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._scanner = scanner
        self._worker = Worker(self)
        self._task: Task[tuple[ScanPage, ...]] | None = None
        self._file = Attachment(slot="")
        self.page = (0, 0)
        self._failed: set[str] = set()
        self._done = 0
        self.paused = False

    @property
    def left(self) -> list[Attachment]:
        """The attachments that are still to be looked at."""
        found = waiting(self._session.case, self._session.notice)
        return [file for file in found if file.sha256 not in self._failed]

    @property
    def held(self) -> bool:
        """Whether nothing can be noted now: something taken back waits to be done again."""
        return self._session.can_redo

    def look(self) -> None:
        """Go on with what is left, if nothing is under way."""
        if self._task is not None and self._gone(self._file):
            self._let_go()  # taken out: its other pages would keep the rest waiting for nothing
        if self._task is not None or self.paused:
            return
        left = self.left
        self.progressed.emit(self._done, self._done + len(left))
        if self.held:
            return
        if not left:
            self._done = 0
            return
        self._begin(left[0])

    def pause(self) -> None:
        """Stop at the next page; what has been found stays."""
        self.paused = True
        self._let_go()
        self.progressed.emit(self._done, self._done + len(self.left))

    def resume(self) -> None:
        """Go on after a pause."""
        self.paused = False
        self.look()

    def close(self) -> None:
        """Stop for good."""
        self._let_go()
        self._worker.close()

    def _begin(self, file: Attachment) -> None:
        session, scanner = self._session, self._scanner
        looking = looking_for(file, session.case, session.notice)
        file_of = session.library.file

        def job(task: Task[tuple[ScanPage, ...]]) -> tuple[ScanPage, ...]:
            data = file_of(file.sha256)
            pages = []
            for number in range(file.pages):
                task.report(number, file.pages)
                # What the person has put right stays as it was put.
                kept = file.scans[number] if number < len(file.scans) else ScanPage()
                correction = kept.correction if kept.checked else None
                pages.append(scanner.examine(data, file, number, looking, correction))
            return tuple(pages)

        self._file, self.page = file, (0, file.pages)
        self._task = self._worker.start(
            job,
            self._when(file, self._found),
            failed=self._when(file, self._not_found),
            progressed=self._turned,
        )

    def _turned(self, done: int, total: int, _what: str) -> None:
        self.page = (done, total)
        self.progressed.emit(self._done, self._done + len(self.left))

    def _when(self, file: Attachment, then: Callable[..., None]) -> Callable[..., None]:
        def arrived(result: object) -> None:
            self._task = None
            then(file, result)
            self.look()

        return arrived

    def _found(self, file: Attachment, pages: tuple[ScanPage, ...]) -> None:
        now = self._attachment(file.id)
        # Moved, taken out or changed meanwhile: it will be looked at as it is now.
        if now is None or now != file:
            return
        path = f"attachments.{file.id}"
        self._done += self._session.note(path, with_pages(now, pages), label=LABEL)

    def _not_found(self, file: Attachment, _error: UserError) -> None:
        self._failed.add(file.sha256)

    def _gone(self, file: Attachment) -> bool:
        now = self._attachment(file.id)
        return now is None or now.sha256 != file.sha256

    def _attachment(self, attachment_id: str) -> Attachment | None:
        try:
            found = get(self._session.case, f"attachments.{attachment_id}")
        except UnknownPath:
            return None
        return found if isinstance(found, Attachment) else None

    def _let_go(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None


class ExaminingNote(Note):
    """How far it is, while it lasts, with a way to stop and to go on."""

    def __init__(self, examining: Examining) -> None:
        super().__init__()
        self._examining = examining
        self.switch = button("先停下", self._turn, "quiet")
        self.acts.addWidget(self.switch)
        examining.progressed.connect(self._show)

    def _show(self, done: int, total: int) -> None:
        paused = self._examining.paused
        held = self._examining.held and not paused
        self.switch.setText("继续看" if paused else "先停下")
        self.switch.setVisible(not held)
        if done >= total:
            self.say("")
        elif held:
            self.say(
                f"刚撤销过，还有 {total - done} 个附件先没有看。"
                "点“重做”到底，或者接着填别的，就会接着看。"
            )
        elif paused:
            self.say(f"还有 {total - done} 个附件没有看：摆正、清不清楚、哪里要遮。")
        else:
            page, pages = self._examining.page
            where = f"（第 {page + 1} / {pages} 页）" if pages > 1 else ""
            self.say(
                f"正在看第 {done + 1} / {total} 个附件{where}：摆正、看清不清楚、找要遮的地方。"
                "可以接着做别的。"
            )

    def _turn(self) -> None:
        if self._examining.paused:
            self._examining.resume()
        else:
            self._examining.pause()
