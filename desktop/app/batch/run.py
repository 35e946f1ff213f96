"""A batch: documents, reports and packets of many cases, made by many hands, kept by one.

:func:`start` begins a :class:`Run`; whoever has time drives it by :meth:`Run.advance`, a terminal
in a loop, a window from a timer. Cases are read on that thread alone. Workers (a
:class:`~desktop.app.batch.crew.Crew`) get plain values; those of this computer write what they
make into a hidden folder, others give bytes back. One thread here makes it durable and shows it, a
person's folder at a time. Only a few jobs are on the way at once, so that memory does not grow with
the number of people.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ThreadPoolExecutor,
    wait,
)
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from desktop import __version__
from desktop.app.batch import work
from desktop.app.batch.cases import Cases, Material, by_hash, canonical, canonical_notice
from desktop.app.batch.crew import Crew
from desktop.app.batch.ledger import Entry, key_of
from desktop.app.batch.order import Failure, Order, Outcome, Progress
from desktop.app.batch.place import Place
from desktop.app.batch.work import Job, Part, Piece, Result
from desktop.app.naming import person_name
from desktop.domain.case import Case
from desktop.domain.moments import beijing
from desktop.domain.notice import Notice
from desktop.errors import UserError
from desktop.language import tr
from desktop.storage import durable

__all__ = ["Failure", "Order", "Outcome", "Part", "Piece", "Progress", "Run", "start"]

TRIES = 3
"""Times a job is begun whose worker dies: the second and third time alone, so that none is blamed
for another's fault."""

_ON_THE_WAY = 512 * 2**20  # bytes of attachments; one person's may be more
_NAMELESS = tr("未填姓名")


def start(
    cases: Cases, order: Order, crew: Crew, clock: Callable[[], float] = time.monotonic
) -> Run:
    """Begin: take the folder, number the cases, make nothing yet.

    Raises :class:`UserError` where the folder cannot be had.
    """
    return Run(cases, order, crew, Place(order.folder), clock)


@dataclass(slots=True)
class _Task:
    """A case on its way: read, then at work, then being written."""

    case_id: str
    name: str
    number: int
    aside: Path  # where its files are written before they are shown
    stage: Literal["reading", "working", "writing"] = "reading"
    input: str = ""
    size: int = 0
    tries: int = 0
    job: Job | None = field(default=None, repr=False)


class Run:
    """A batch under way. Use from one thread, and close it however it ends."""

    def __init__(
        self, cases: Cases, order: Order, crew: Crew, place: Place, clock: Callable[[], float]
    ) -> None:
        self._cases = cases
        self.order = order
        self._crew = crew
        self._place = place
        self._clock = clock
        ids = tuple(dict.fromkeys(order.case_ids))
        numbers = place.ledger.number([key_of(case_id) for case_id in ids])
        self._width = max(3, len(str(max(numbers.values(), default=0))))
        self._waiting = deque(
            _Task(case_id, cases.name(case_id), numbers[key_of(case_id)], place.aside())
            for case_id in ids
        )
        self._ready: deque[_Task] = deque()
        self._suspects: deque[_Task] = deque()
        self._flight: dict[Future[Any], _Task] = {}
        self._outcomes: dict[str, Outcome] = {}
        self._total = len(ids)
        self._began = clock()
        self._executor: Executor | None = None
        self._reader = ThreadPoolExecutor(1, "batch-reader")
        self._writer = ThreadPoolExecutor(1, "batch-writer")
        self._closed = False
        self._notices: dict[tuple[str, int], tuple[str, str]] = {}
        self.stopped: UserError | None = None
        """Why it could not go on for anybody (a full disk); what is done is done."""

    # ------------------------------------------------------------------ what is

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """What has been settled, by number."""
        return tuple(sorted(self._outcomes.values(), key=lambda outcome: outcome.number))

    @property
    def failures(self) -> tuple[Failure, ...]:
        """Those of it that failed, by number."""
        return tuple(Failure(o.case_id, o.name, o.error) for o in self.outcomes if o.error)

    @property
    def progress(self) -> Progress:
        """How far it is."""
        outcomes = self._outcomes.values()
        failed = sum(o.error is not None for o in outcomes)
        skipped = sum(o.skipped for o in outcomes)
        done = len(outcomes) - failed - skipped
        worked = done + failed
        left = self._total - len(outcomes)
        seconds = (self._clock() - self._began) / worked * left if worked else None
        return Progress(done, skipped, failed, self._total, 0.0 if not left else seconds)

    # ------------------------------------------------------------------ what it does

    def advance(self, timeout: float = 0.0) -> bool:
        """Go on as far as that goes at once, or until something comes within ``timeout`` seconds.

        Whether there is more to do; once there is not, the run is closed.
        """
        if self._closed:
            return False
        self._fill()
        if self._flight:
            done, _ = wait(self._flight, timeout, FIRST_COMPLETED)
            for future in done:
                if future in self._flight:
                    self._settle(future, self._flight.pop(future))
            self._fill()
        if self.stopped is None and (self._on_the_way or self._waiting):
            return True
        self.close()
        return False

    def cancel(self) -> None:
        """Stop: what is done stays, what was under way leaves nothing."""
        self.close()

    def close(self) -> None:
        """Let go of workers, threads and folder; more than once does no harm."""
        if self._closed:
            return
        self._closed = True
        self._dismiss()
        self._reader.shutdown(cancel_futures=True)
        self._writer.shutdown(cancel_futures=True)
        for future, task in self._flight.items():
            if task.stage == "writing" and future.done() and not future.cancelled():
                self._settle(future, task)
        self._flight.clear()
        try:
            self._place.close()
        except UserError as error:
            self.stopped = self.stopped or error

    # ------------------------------------------------------------------ within

    @property
    def _on_the_way(self) -> int:
        return len(self._flight) + len(self._ready) + len(self._suspects)

    def _fill(self) -> None:
        """Give workers what is ready, and take more cases on while few enough are on the way."""
        while self.stopped is None and (task := self._next_ready()) is not None:
            self._hand_out(task)
        while self.stopped is None and self._waiting:
            if self._on_the_way >= 2 * self._crew.workers:
                return
            if sum(task.size for task in (*self._flight.values(), *self._ready)) > _ON_THE_WAY:
                return
            self._take(self._waiting.popleft())

    def _next_ready(self) -> _Task | None:
        """Whose job may be given out now: one that is done again is alone at work."""
        working = [task for task in self._flight.values() if task.stage == "working"]
        if any(task.tries > 1 for task in working):
            return None
        if self._suspects:
            return None if working else self._suspects.popleft()
        return self._ready.popleft() if self._ready else None

    def _take(self, task: _Task) -> None:
        try:
            material = self._cases.material(task.case_id)
        except UserError as error:
            self._fail(task, error)
            return
        task.name = material.case.person.name
        if "packet" in self.order.parts:
            task.size = sum(attachment.size for attachment in material.case.attachments)
        self._flight[self._reader.submit(self._read, task, material)] = task

    def _read(self, task: _Task, material: Material) -> Job | Entry:
        """On the reading thread: the job, or what is there already and still holds."""
        order = self.order
        case, notice = material.case, material.notice
        text, says_notice = self._text(notice)
        task.input = _input((case, *material.others), says_notice, order)
        for entry in self._place.ledger.of(key_of(task.case_id)):
            if entry.input != task.input or not self._place.whole(entry):
                continue
            if entry.says == work.told(case, notice, order.now, material.others, order.parts):
                return entry
        files = by_hash(case, material.file_of) if "packet" in order.parts else {}
        now = order.now.isoformat()
        others = tuple(other.model_dump_json() for other in material.others)
        body = case.model_dump_json()
        return Job(body, text, others, files, order.parts, order.word, now, order.hide_number)

    def _text(self, notice: Notice) -> tuple[str, str]:
        """The notice as it travels, and a digest of it."""
        known = (notice.id, notice.version)
        if known not in self._notices:
            digest = hashlib.sha256(canonical_notice(notice).encode()).hexdigest()
            self._notices[known] = notice.model_dump_json(), digest
        return self._notices[known]

    def _settle(self, future: Future[Any], task: _Task) -> None:
        """What came of one step of ``task``, and its next."""
        try:
            came = future.result()
        except (BrokenExecutor, CancelledError):
            self._crew_died([task])
        except UserError as error:
            if task.stage == "writing":
                self.stopped = error
            else:
                self._fail(task, error)
        except Exception as error:
            if task.stage != "working":
                raise
            # Whatever an executor says of its own: a worker of a cluster that died too often …
            self._fail(task, _undone(type(error).__name__))
        else:
            self._next(task, came)

    def _next(self, task: _Task, came: Job | Result | Entry | Outcome) -> None:
        if isinstance(came, Job):
            task.job = came
            self._ready.append(task)
        elif isinstance(came, Entry):
            self._outcomes[task.case_id] = self._outcome(task, came)
        elif isinstance(came, Outcome):
            self._outcomes[task.case_id] = came
        elif came.refused is not None:
            happened, safe, todo, details = came.refused
            self._fail(task, UserError(happened, safe=safe, todo=todo, details=details))
        elif came.bug:
            self._fail(task, _undone(came.bug))
        else:
            task.stage, task.job = "writing", None
            self._flight[self._writer.submit(self._write, task, came)] = task

    def _hand_out(self, task: _Task) -> None:
        """Have a worker do it; where all have died meanwhile, by new ones."""
        if task.job is None or task.tries >= TRIES:
            self._fail(task, _undone(f"{task.tries}"))
            return
        task.stage = "working"
        task.tries += 1
        into = str(task.aside) if self._crew.same_disk else ""
        try:
            if self._executor is None:
                self._executor = self._crew.hire()
            future = self._executor.submit(work.work, replace(task.job, into=into))
        except UserError as error:
            self.stopped = error
        except OSError:
            self.stopped = _NO_HANDS
        except RuntimeError:  # a broken one among them
            self._crew_died([task])
        else:
            self._flight[future] = task

    def _crew_died(self, tasks: list[_Task]) -> None:
        """Somebody's job may have done it: those under way are done again, one at a time."""
        for future, task in tuple(self._flight.items()):
            if task.stage == "working":
                del self._flight[future]
                tasks.append(task)
        self._dismiss()
        for task in tasks:
            durable.clear_away(task.aside)
            task.aside = self._place.aside()
        self._suspects.extend(sorted(tasks, key=lambda task: task.number))

    def _dismiss(self) -> None:
        if self._executor is not None:
            self._crew.dismiss(self._executor)
            self._executor = None

    def _write(self, task: _Task, result: Result) -> Outcome:
        """On the writing thread."""
        name = f"{task.number:0{self._width}}-{person_name(task.name) or _NAMELESS}"
        wanted = Entry(
            key_of(task.case_id), task.number, name, task.input, result.says,
            pieces=result.pieces, lacking=len(result.lacking),
        )  # fmt: skip
        entry = self._place.put(wanted, result, task.aside, beijing(self.order.now))
        return self._outcome(task, entry, result.lacking, skipped=False)

    def _outcome(
        self, task: _Task, entry: Entry, lacking: tuple[str, ...] = (), *, skipped: bool = True
    ) -> Outcome:
        folder = self.order.folder / entry.folder
        return Outcome(
            task.case_id, task.number, task.name, folder, skipped,
            entry.pieces, lacking, entry.lacking,
        )  # fmt: skip

    def _fail(self, task: _Task, error: UserError) -> None:
        durable.clear_away(task.aside)
        self._outcomes[task.case_id] = Outcome(task.case_id, task.number, task.name, error=error)


def _input(cases: Sequence[Case], notice: str, order: Order) -> str:
    """A digest of all that a result follows from, but the moment."""
    how = [sorted(order.parts), order.word, order.hide_number, __version__]
    text = json.dumps([*map(canonical, cases), notice, how], ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


_NO_HANDS = UserError(
    tr("这台电脑现在腾不出地方来做。"),
    safe=tr("已经生成的都在，材料没有变。"),
    todo=tr("请关掉一些别的程序，再做一次，只会做剩下的。"),
)


def _undone(where: str) -> UserError:
    return UserError(
        tr("这一份没有做成：程序做到一半停了（{where}）。", where=where),
        safe=tr("别人的照常，材料没有变。"),
        todo=tr("请再做一次，只会做剩下的；还是不行，请单独打开这份材料，从那里生成。"),
    )
