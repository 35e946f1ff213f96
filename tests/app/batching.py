"""Small cases for batches, whoever makes them, and what a batch has left in its folder."""

import hashlib
import os
import signal
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from desktop.app.batch import run as batch
from desktop.app.batch import work as batch_work
from desktop.app.batch.cases import Material
from desktop.app.batch.crew import Crew
from desktop.app.batch.work import Job, Result
from desktop.app.notices import installed
from desktop.app.samples.sample import Sample, sample
from desktop.domain.case import Case
from desktop.domain.notice import Notice
from desktop.errors import UserError

BOTH_WAYS = pytest.mark.parametrize("same_disk", [False, True], ids=["brought", "written"])
"""Workers that bring their files, and workers that write them."""

NAMES = ("赵一凡", "钱二宝", "孙三多", "李四海", "周五福", "吴六顺", "郑七星", "王八方")
PARTS: frozenset[batch.Part] = frozenset({"documents", "report", "packet"})


@cache
def the_sample() -> Sample:
    return sample(installed.notice("BM24"))


@cache
def short_notice() -> Notice:
    """The sample's notice with one document and no rule: the same ways, in a tenth of the time."""
    notice = installed.notice("BM24")
    result = tuple(terms for terms in notice.documents if terms.kind == "result")
    return notice.model_copy(update={"documents": result, "rules": ()})


class Made:
    """Made-up cases named by number (``"0"``, ``"1"`` …), all with the same two attachments.

    ``changed`` by id is what is different about some; ``lost`` cannot be read.
    """

    def __init__(self, notice: Notice | None = None) -> None:
        self.notice = notice or short_notice()
        self.changed: dict[str, dict[str, object]] = {}
        self.others: dict[str, tuple[Case, ...]] = {}
        self.lost: set[str] = set()
        self.asked: list[str] = []

    def name(self, case_id: str) -> str:
        return NAMES[int(case_id) % len(NAMES)]

    def case(self, case_id: str) -> Case:
        case = the_sample().brought.case
        own = {"name": self.name(case_id), **self.changed.get(case_id, {})}
        person = case.person.model_copy(update=own)
        update = {"case_id": case_id, "person": person, "attachments": case.attachments[:2]}
        return case.model_copy(update=update)

    def material(self, case_id: str) -> Material:
        self.asked.append(case_id)
        if case_id in self.lost:
            raise UserError("没有找到这份申报材料。", safe="其他材料都在。", todo="请另选一份。")
        file_of = the_sample().brought.file_of
        return Material(self.case(case_id), self.notice, self.others.get(case_id, ()), file_of)


def ordered(folder: Path, count: int, parts: frozenset[batch.Part] = PARTS) -> batch.Order:
    return batch.Order(tuple(map(str, range(count))), parts, folder, the_sample().as_of)


def here(*, same_disk: bool = False) -> Crew:
    """A crew of one, in this process; it brings its files, or writes them itself."""
    return Crew(1, lambda: ThreadPoolExecutor(1), same_disk=same_disk)


def driven(run: batch.Run, seconds: float = 120) -> batch.Run:
    """The run once there is nothing more to do."""
    end = time.monotonic() + seconds
    try:
        while run.advance(0.5):
            assert time.monotonic() < end, run.progress
    finally:
        run.close()
    return run


def made(cases: Made, order: batch.Order, crew: Crew | None = None) -> batch.Run:
    """The whole batch."""
    return driven(batch.start(cases, order, crew or here()))


def tree(folder: Path) -> dict[str, str]:
    """Every file and folder below, hidden ones too, files with the hash of their content."""
    return {
        path.relative_to(folder).as_posix(): (
            "" if path.is_dir() else hashlib.sha256(path.read_bytes()).hexdigest()
        )
        for path in folder.rglob("*")
    }


class Under(Executor):
    """An executor that has another do ``work`` in place of the batch's."""

    def __init__(self, real: Executor, work: Callable[[Job], Result]) -> None:
        self.real = real
        self._work = work

    def submit(self, _fn: Any, /, *args: Any, **_kwargs: Any) -> Future[Any]:
        return self.real.submit(self._work, *args)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self.real.shutdown(wait, cancel_futures=cancel_futures)


def under(crew: Crew, work: Callable[[Job], Result]) -> Crew:
    """``crew`` with ``work`` in place of the batch's; for processes a function of a module."""

    def dismiss(executor: Executor) -> None:
        assert isinstance(executor, Under)
        crew.dismiss(executor.real)

    return Crew(crew.workers, lambda: Under(crew.hire(), work), dismiss, crew.same_disk)


def work_and_die(job: Job) -> Result:
    """Kills its own process over the case of 李四海 (``"3"``) once its files are written."""
    done = batch_work.work(job)
    if Case.model_validate_json(job.case).case_id == "3":
        os.kill(os.getpid(), signal.SIGKILL)
    return done


def work_or_die(job: Job) -> Result:
    """Kills its own process over the case of 李四海 (``"3"``)."""
    if Case.model_validate_json(job.case).case_id == "3":
        os.kill(os.getpid(), signal.SIGKILL)
    return batch_work.work(job)
