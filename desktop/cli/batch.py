"""``zhicheng batch``: documents, reports and packets of many case files at once."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from desktop.app.batch import crew as batch_crew
from desktop.app.batch import run as batch
from desktop.app.batch.cases import OfFiles, found
from desktop.app.batch.printing import How, bind
from desktop.app.batch.wishes import time_left
from desktop.app.notices.installed import notice as load_notice
from desktop.app.papers.press import Press
from desktop.cli.console import print_lines
from desktop.cli.moments import moment
from desktop.cli.outcomes import BAD_INPUT, FINE, OPEN
from desktop.errors import UserError

PARTS: Mapping[str, batch.Part] = {"文书": "documents", "报告": "report", "材料包": "packet"}
"""What can be made, as one types it."""

_EVERY = 5.0  # seconds between two lines of progress where they stay


def add_words(command: argparse.ArgumentParser) -> None:
    """What stands after ``zhicheng batch``."""
    words = "申报材料文件（.json），或放着它们的文件夹，可以写多个"
    command.add_argument("files", nargs="+", type=Path, metavar="文件", help=words)
    words = "写到这个文件夹，每人一个子文件夹；再做一次只做剩下的"
    command.add_argument("--out", type=Path, required=True, metavar="文件夹", help=words)
    words = "生成哪些：文书、报告、材料包，可以写多个；默认材料包"
    command.add_argument(
        "--make", nargs="+", choices=tuple(PARTS), default=["材料包"], metavar="哪些", help=words
    )
    words = "单独生成的《公示》上，身份证号隐去中间八位；默认照通知的模板"
    command.add_argument("--hide-id", action="store_true", help=words)
    words = "再把文书、报告装订成一份 PDF，按文书排好，供打印"
    command.add_argument("--print", type=Path, metavar="PDF", dest="bound", help=words)
    words = "在本机同时用几个进程，默认每个处理器一个"
    command.add_argument("--workers", type=_number, metavar="个数", help=words)
    words = "交给 Dask 集群去做（例如 tcp://192.168.1.2:8786）；材料会经过局域网，只用自己单位的"
    command.add_argument("--scheduler", metavar="地址", help=words)


def run_batch(chosen: argparse.Namespace) -> int:
    """0 when all is made and nothing open, 1 when something is, 2 when nothing could be made."""
    paths = found(chosen.files)
    parts = frozenset(PARTS[word] for word in chosen.make)
    cases = OfFiles(paths, load_notice, attachments="packet" in parts)
    if not paths:
        raise UserError(
            "这里没有申报材料文件。",
            safe="没有生成任何东西。",
            todo="请写出申报材料文件（.json），或放着它们的文件夹。",
        )
    if chosen.bound is not None:
        _refuse(chosen.bound, parts)
    now = moment(chosen.at)
    crew = (
        batch_crew.cluster(chosen.scheduler)
        if chosen.scheduler
        else batch_crew.processes(chosen.workers)
    )
    order = batch.Order(cases.ids, parts, chosen.out, now, hide_number=chosen.hide_id)
    run = batch.start(cases, order, crew)
    try:
        _drive(run)
    finally:
        run.close()
    print_lines(_made(run))
    failed = [(path, error) for path, error in cases.faults.items()]
    failed += [(_called(failure), failure.error) for failure in run.failures]
    for name, error in failed:
        print(f"没有做成：{name}：{error.happened}{error.todo}", file=sys.stderr)
        for detail in error.details:
            print(f"  {detail}", file=sys.stderr)
    if run.stopped is not None:
        raise run.stopped
    if chosen.bound is not None:
        bound = bind(run.outcomes, How(), chosen.bound, now=now, press=Press.bundled())
        print(f"打印用：{bound.path}（{bound.pages} 页）")
    progress = run.progress
    told = f"一共 {len(paths)} 份：生成 {progress.done}，原来就有 {progress.skipped}"
    print(f"{told}，没有做成 {len(failed)}。")
    if len(failed) == len(paths):
        return BAD_INPUT
    return OPEN if failed or any(outcome.open for outcome in run.outcomes) else FINE


def _refuse(target: Path, parts: frozenset[batch.Part]) -> None:
    if not parts & {"documents", "report"}:
        raise UserError(
            "材料包不能装订成一份打印。",
            safe="没有生成任何东西。",
            todo="请在 --make 后面加上 文书 或 报告。",
        )
    if target.exists():
        raise UserError(
            f"“{target}”已经有了。",
            safe="它没有变，也没有生成别的。",
            todo="请换一个名字，或先把它移走。",
        )


def _drive(run: batch.Run) -> None:
    """Until nothing is left to do, saying how far it is."""
    shown = _Shown(stays=not sys.stderr.isatty())
    going = True
    while going:
        going = run.advance(0.2)
        shown.show(run.progress)
    shown.end()


class _Shown:
    """The progress on stderr: one line that changes, or, where lines stay, one now and then."""

    def __init__(self, *, stays: bool) -> None:
        self._stays = stays
        self._last = ""
        self._at = 0.0

    def show(self, progress: batch.Progress) -> None:
        line = _line(progress)
        if line == self._last:
            return
        if not self._stays:
            # Old consoles know no way to clear a line; a character may be two wide.
            blank = " " * (2 * max(0, len(self._last) - len(line)))
            print(f"\r{line}{blank}", end="", file=sys.stderr, flush=True)
        elif time.monotonic() - self._at < _EVERY and progress.settled < progress.total:
            return
        else:
            print(line, file=sys.stderr)
        self._last, self._at = line, time.monotonic()

    def end(self) -> None:
        if not self._stays and self._last:
            print(file=sys.stderr)


def _line(progress: batch.Progress) -> str:
    line = f"{progress.settled}/{progress.total}"
    if progress.skipped:
        line += f"，原来就有 {progress.skipped}"
    if progress.failed:
        line += f"，没有做成 {progress.failed}"
    if progress.seconds_left is not None and progress.settled < progress.total:
        line += f"，{time_left(progress.seconds_left)}"
    return line


def _made(run: batch.Run) -> Iterator[str]:
    for outcome in run.outcomes:
        if outcome.folder is None:
            continue
        state = "原来就有" if outcome.skipped else "已生成"
        open_ = f"（还缺 {outcome.open} 项）" if outcome.open else ""
        yield f"{state}：{outcome.folder}{open_}"


def _called(failure: batch.Failure) -> str:
    return f"{failure.case_id}（{failure.name}）" if failure.name else failure.case_id


def _number(text: str) -> int:
    number = int(text) if text.isdecimal() and len(text) <= 3 else 0
    if not number:
        raise argparse.ArgumentTypeError(f"“{text}”不是个数")
    return number
