"""Scans looked at in the background: page by page, what is found goes into the case as it comes."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop.app.scans.scanned import pages_left, waiting, with_found
from desktop.app.scans.scanning import NOT_READ, Scanner, looking_for
from desktop.app.session import Session
from desktop.domain.case import Attachment
from desktop.domain.change import UnknownPath, get
from desktop.domain.scans import ScanPage
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.widgets.pieces import Note, button
from desktop.ui.widgets.worker import Task, Worker

LABEL = tr("识别扫描件")

BY_HAND = tr("可以手工遮盖。")

MOST_TOLD = 3
"""Of pages one by one; of more only how many."""


@dataclass(frozen=True, slots=True)
class _Looked:
    """What came of one page; ``error`` where it could not be read, ``page`` its size then."""

    page: ScanPage | None
    error: UserError | None = None


class Examining(QObject):
    """Looks at every page nobody has looked at yet; ``progressed(done, total)`` in files.

    ``page`` is where the one under way is: the page's number from 0, and how many there are.

    One page is under way at a time and is noted when it is done; :meth:`look` goes on with what is
    left, after every change of the case. What cannot be read is left alone until somebody asks
    (:meth:`again`); ``missed`` names the attachment whose :meth:`trouble` may be another now.
    """

    progressed = Signal(int, int)
    missed = Signal(str)

    def __init__(self, session: Session, scanner: Scanner, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._scanner = scanner
        self._worker = Worker(self)
        self._task: Task[_Looked] | None = None
        self._file = Attachment(slot="")
        self.page = (0, 0)
        self._missed: dict[tuple[str, int], UserError] = {}
        self._lost: dict[str, UserError] = {}
        self._done = 0
        self.paused = False

    @property
    def left(self) -> list[Attachment]:
        """The attachments that are still to be looked at."""
        found = waiting(self._session.case, self._session.notice)
        return [file for file in found if self._pages(file)]

    @property
    def held(self) -> bool:
        """Whether nothing can be noted now: something taken back waits to be done again."""
        return self._session.can_redo

    def trouble(self, file: Attachment) -> str:
        """Why pages of ``file`` could not be read, a sentence each; empty where all could."""
        lost = self._lost.get(file.sha256)
        if lost is not None:
            return tr("没有读出来：{happened}{todo}", happened=lost.happened, todo=lost.todo)
        told = []
        for number in self._open(file):
            error = self._missed.get((file.sha256, number))
            if error is not None:
                head = NOT_READ.format(n=number + 1)
                there = number < len(file.scans) and file.scans[number].width
                todo = BY_HAND if there else error.todo
                told.append(f"{head}{error.happened.removeprefix(head)}{todo}")
        more = len(told) - MOST_TOLD
        return "\n".join(
            [
                *told[:MOST_TOLD],
                *([tr("另有 {more} 页也没有读出来。", more=more)] if more > 0 else []),
            ]
        )

    def again(self, file: Attachment) -> None:
        """Look once more at what could not be read."""
        self._lost.pop(file.sha256, None)
        for number in range(file.pages):
            self._missed.pop((file.sha256, number), None)
        self.missed.emit(file.id)
        self.look()

    def look(self) -> None:
        """Go on with what is left, if nothing is under way."""
        if self._task is not None and self._gone(self._file):
            self._let_go()  # taken out: nobody waits for this page any more
        if self._task is not None or self.paused:
            return
        left = self.left
        if left and not self.held:
            self._begin(left[0])
        self.progressed.emit(self._done, self._done + len(left))
        if not left:
            self._done = 0

    def pause(self) -> None:
        """Stop; what has been found on the pages before stays."""
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

    def _open(self, file: Attachment) -> tuple[int, ...]:
        return pages_left(file, self._session.case, self._session.notice)

    def _pages(self, file: Attachment) -> list[int]:
        """The pages still to be looked at, but for those that could not be read."""
        if file.sha256 in self._lost:
            return []
        return [n for n in self._open(file) if (file.sha256, n) not in self._missed]

    def _begin(self, file: Attachment) -> None:
        session, scanner = self._session, self._scanner
        number = self._pages(file)[0]
        looking = looking_for(file, session.case, session.notice)
        file_of = session.library.file
        # What the person has put right stays as it was put.
        kept = _page(file, number)
        correction = kept.correction if kept.checked else None

        def job(task: Task[_Looked]) -> _Looked:
            data = file_of(file.sha256)
            task.checkpoint()
            try:
                return _Looked(scanner.examine(data, file, number, looking, correction))
            except UserError as error:
                return _Looked(scanner.unread(data, number), error)

        def found(looked: _Looked) -> None:
            self._arrived(file, number, looked)

        def lost(error: UserError) -> None:
            self._lost[file.sha256] = error
            self._arrived(file, number, _Looked(None))

        self._file, self.page = file, (number, file.pages)
        self._task = self._worker.start(job, found, failed=lost)

    def _arrived(self, file: Attachment, number: int, looked: _Looked) -> None:
        # The task stays until its page is noted: the note itself has everybody look again.
        mine = self._task
        try:
            if looked.error is not None:
                self._missed[file.sha256, number] = looked.error
            self._note(file, number, looked)
        finally:
            if self._task is mine:
                self._task = None
        self._done += all(one.id != file.id for one in self.left)
        self.missed.emit(file.id)
        self.look()

    def _note(self, file: Attachment, number: int, looked: _Looked) -> None:
        now, page = self._attachment(file.id), looked.page
        if now is None or page is None or now.sha256 != file.sha256:
            return
        # Put or decided otherwise meanwhile, or answered as a whole: that stands.
        if _page(now, number) != _page(file, number) or (now.mask.decision and not now.scans):
            return
        # Of a page that was read before more is known than its size.
        if looked.error is not None and _page(now, number).width:
            return
        path = f"attachments.{file.id}"
        self._session.note(path, with_found(now, number, page), label=LABEL)

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


def _page(file: Attachment, number: int) -> ScanPage:
    """Page ``number`` as it is known; an empty one where nothing is."""
    return file.scans[number] if number < len(file.scans) else ScanPage()


class ExaminingNote(Note):
    """How far it is, while it lasts, with a way to stop and to go on."""

    def __init__(self, examining: Examining) -> None:
        super().__init__()
        self._examining = examining
        self.switch = button(tr("先停下"), self._turn, "quiet")
        self.acts.addWidget(self.switch)
        examining.progressed.connect(self._show)

    def _show(self, done: int, total: int) -> None:
        paused = self._examining.paused
        held = self._examining.held and not paused
        self.switch.setText(tr("继续看") if paused else tr("先停下"))
        self.switch.setVisible(not held)
        if done >= total:
            self.say("")
        elif held:
            self.say(
                tr(
                    "刚撤销过，还有 {left} 个附件先没有看。"
                    "点“重做”到底，或者接着填别的，就会接着看。",
                    left=total - done,
                )
            )
        elif paused:
            self.say(tr("还有 {left} 个附件没有看：摆正、清不清楚、哪里要遮。", left=total - done))
        else:
            page, pages = self._examining.page
            where = (
                tr("（第 {page} / {pages} 页）", page=page + 1, pages=pages) if pages > 1 else ""
            )
            self.say(
                tr(
                    "正在看第 {number} / {total} 个附件{where}：摆正、看清不清楚、找要遮的地方。"
                    "可以接着做别的。",
                    number=done + 1,
                    total=total,
                    where=where,
                )
            )

    def _turn(self) -> None:
        if self._examining.paused:
            self._examining.resume()
        else:
            self._examining.pause()
