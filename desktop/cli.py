"""The use cases for a terminal: ``zhicheng new | check | documents | packet | notices | open``.

What goes wrong in the world is three plain sentences on stderr and exit code 2. ``check`` exits
with 0 when nothing fails and 1 when something does; ``documents`` and ``packet`` with 1 when what
they made is not all there is to make.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from desktop import paths
from desktop.app import library, listing, packet, settings
from desktop.app.installed import cards as installed
from desktop.app.installed import notice as load_notice
from desktop.app.papers import built, save
from desktop.app.press import Press
from desktop.app.sample import keep_sample, sample
from desktop.app.session import judged
from desktop.documents.catalogue import catalogue
from desktop.domain.finding import Verdict
from desktop.domain.moments import BEIJING, instant, written
from desktop.domain.notice import Notice
from desktop.errors import UserError
from desktop.storage.casefile import write_case_file

FINE, OPEN, BAD_INPUT, STOPPED = 0, 1, 2, 130

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
_PIPE_GONE = 141  # what a shell reports of a command whose reader has left


def main(arguments: Sequence[str] | None = None) -> int:
    """Do one command; the process's exit code."""
    _speak_as_the_console_can()
    try:
        chosen = parser().parse_args(arguments)
        code = chosen.run(chosen)
        sys.stdout.flush()
    except UserError as error:
        _tell(error)
        return BAD_INPUT
    except KeyboardInterrupt:
        print("\n已停下。没有留下写了一半的东西。", file=sys.stderr)
        return STOPPED
    except BrokenPipeError:
        # The reader (head, less) has gone; Python would complain once more on the way out.
        with contextlib.suppress(OSError, io.UnsupportedOperation):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _PIPE_GONE
    return int(code)


# ---------------------------------------------------------------------- commands


def _new(chosen: argparse.Namespace) -> int:
    notice = _notice(chosen.notice)
    path = _case_path(chosen.file)
    if chosen.sample:
        made = sample(notice)
        write_case_file(path, made.brought.case, made.brought.file_of)
        print(f"已写好样例：{path}")
        print(f"接下来可以核对：zhicheng check {_typed(path)} --at {written(made.as_of)}")
        return FINE
    write_case_file(path, library.new_case(notice), _no_files)
    print(f"已新建：{path}（{notice.short_title}）")
    print(f"在窗口里填写：zhicheng open {_typed(path)}")
    return FINE


def _check(chosen: argparse.Namespace) -> int:
    brought, notice = _brought(chosen.file, recorded=True)
    unseen = {a.sha256 for a in brought.case.attachments if a.sha256} - brought.files.keys()
    if unseen:
        told = f"有 {len(unseen)} 个附件的文件不在材料文件旁边，按材料里的记录核对。"
        print(told, file=sys.stderr)
    now = _moment(chosen.at)
    findings = judged(brought.case, notice, now)
    if chosen.json:
        _print_json(listing.findings_json(brought.case, notice, now, findings))
    else:
        _print_lines(listing.findings_text(notice, now, findings))
    return OPEN if any(f.verdict is Verdict.FAIL for f in findings) else FINE


def _documents(chosen: argparse.Namespace) -> int:
    brought, notice = _brought(chosen.file, recorded=True)
    specs = catalogue(notice)
    known = {word: spec for spec in specs for word in (spec.kind, spec.title)}
    unknown = [word for word in chosen.only or () if word not in known]
    if unknown:
        raise UserError(
            f"没有名为“{'、'.join(unknown)}”的文书。",
            safe="没有生成任何文件。",
            todo=f"这份通知的文书有：{'、'.join(spec.title for spec in specs)}。",
        )
    wanted = [known[word] for word in chosen.only] if chosen.only else list(specs)
    press = Press.bundled()
    forms = {"pdf": press.pdf, "docx": press.docx}
    suffixes = tuple(forms) if chosen.format == "both" else (chosen.format,)
    folder = chosen.out or chosen.file.parent
    made, unmade = built(brought.case, notice, dict.fromkeys(wanted))
    ready = [(folder / f"{spec.title}.{s}", forms[s](d)) for spec, d in made for s in suffixes]
    _refuse_existing([path for path, _ in ready], chosen.replace)
    for path, data in ready:
        save(path, data)
        print(f"已生成：{path}")
    for why in unmade:
        print(f"未生成：{why.happened}{why.todo}")
    return OPEN if unmade else FINE


def _packet(chosen: argparse.Namespace) -> int:
    brought, notice = _brought(chosen.file)
    now = _moment(chosen.at)
    findings = judged(brought.case, notice, now)
    plan = packet.plan(brought.case, notice, findings, brought.file_of, Press.bundled())
    sent = packet.write(plan, chosen.out or chosen.file.parent, now)
    print(f"材料包：{sent.folder}")
    print(f"压缩包：{sent.zip}")
    if plan.missing:
        may = "可以提交：" if plan.complete else "还不能提交："
        print(f"还缺 {len(plan.missing)} 项，{may}")
        _print_lines(f"  {sentence}" for sentence in plan.missing)
    return FINE if plan.complete else OPEN


def _notices(chosen: argparse.Namespace) -> int:
    ids = [chosen.id] if chosen.id else [card.id for card in installed()]
    notices = [load_notice(pack_id) for pack_id in ids]
    if chosen.json:
        bodies = [listing.notice_json(notice) for notice in notices]
        _print_json(bodies[0] if chosen.id else bodies)
        return FINE
    for notice in notices:
        _print_lines(listing.notice_text(notice))
    return FINE


def _open(chosen: argparse.Namespace) -> int:
    if chosen.file is not None:
        # A file that is no good is told here, before any window.
        library.bring(chosen.file, load_notice)
    if sys.platform == "linux" and not any(map(os.environ.get, _SCREENS)):
        raise UserError(
            "这里没有屏幕，打不开窗口。",
            safe="没有改动任何材料。",
            todo="请在有桌面的电脑上打开，或者用 check、documents、packet 等命令。",
        )
    try:
        # Qt is slow to load; no other command needs it.
        from desktop.ui.application import run  # noqa: PLC0415
        from desktop.ui.window import Offer  # noqa: PLC0415
    except ImportError as error:
        if ".so" not in str(error):
            raise
        raise UserError(
            f"系统里缺少窗口要用的组件（{error}）。",
            safe="没有改动任何材料。",
            todo="请运行 python3 packaging/bootstrap.py run，它会装好或告诉您怎么装。",
        ) from error

    home = paths.user_data()

    def desk() -> library.Desk:
        opened = library.Desk.open(home, load_notice, _now)
        if chosen.file is not None:
            try:
                case_id = _kept(opened, chosen.file)
                settings.save(home, replace(settings.load(home), last_case=case_id))
            except BaseException:
                opened.close()
                raise
        return opened

    offer = Offer(
        installed(),
        load_notice,
        lambda desk: keep_sample(desk, load_notice(installed()[0].id)),
    )
    return run(desk, offer, home, sys.argv[:1])


# ---------------------------------------------------------------------- what commands share


def _now() -> datetime:
    return datetime.now(BEIJING)


def _moment(text: str | None) -> datetime:
    """The moment of judgement; a day stands for its last moment."""
    if text is None:
        return _now()
    found = instant(text)
    if found is None:
        raise UserError(
            f"看不懂时间“{text}”。",
            safe="没有读写任何材料。",
            todo="请写成 2024-07-24 或 2024-07-24T18:00，一律按北京时间。",
        )
    return found.last


def _notice(pack_id: str | None) -> Notice:
    known = [card.id for card in installed()]
    if pack_id is None and len(known) != 1:
        raise UserError(
            "没有说明按哪一份通知。",
            safe="没有新建任何文件。",
            todo=f"请加上 --notice 编号，可选：{'、'.join(known)}。",
        )
    return load_notice(pack_id or known[0])


def _brought(path: Path, *, recorded: bool = False) -> tuple[library.Brought, Notice]:
    brought = library.bring(path, load_notice, recorded=recorded)
    notice = load_notice(brought.case.pack_id)
    library.require_version(brought.case, notice)
    return brought, notice


def _kept(desk: library.Desk, path: Path) -> str:
    """The id of the case in ``path`` in the library: the very same one that is there, else new."""
    brought = library.bring(path, load_notice)
    for row in desk.rows():
        there = desk.library.load(row.case_id).case
        if there.model_copy(update={"case_id": brought.case.case_id}) == brought.case:
            return row.case_id
    return desk.add(brought.case, brought.file_of)


def _case_path(path: Path) -> Path:
    """Where a new case file goes: ``.json`` at its end, nothing there yet, its folder made."""
    if path.suffix.lower() != ".json":
        path = path.with_name(f"{path.name}.json")
    if path.exists():
        raise UserError(
            f"这里已经有一个名为 {path.name} 的文件。",
            safe="它没有被改动。",
            todo="请换一个名字。",
            details=(str(path),),
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            f"文件夹“{path.parent}”建不起来。",
            safe="没有新建任何文件。",
            todo="请换一个可以写入的文件夹，再做一次。",
        ) from error
    return path


def _typed(path: Path) -> str:
    """``path`` as one types it after a command, on every system."""
    return f'"{path}"' if " " in str(path) else str(path)


def _no_files(sha256: str) -> bytes:
    raise KeyError(sha256)


def _refuse_existing(files: Iterable[Path], replace_them: bool) -> None:
    there = tuple(str(path) for path in files if path.exists())
    if there and not replace_them:
        raise UserError(
            "那里已经有同名的文书了。",
            safe="已有的文件没有变，也没有生成新的。",
            todo="请用 --out 换一个文件夹；确实要换成新的，加上 --replace。",
            details=there,
        )


# ---------------------------------------------------------------------- the console


def _speak_as_the_console_can() -> None:
    """A character the console does not know becomes a mark in its place, never a crash."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def _print_json(body: Any) -> None:
    # Escapes are read the same everywhere; plain characters only where nothing can be lost.
    plain = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") == "utf8"
    print(json.dumps(body, ensure_ascii=not plain, indent=2))


def _tell(error: UserError) -> None:
    for line in (error.happened, error.safe, error.todo, *(f"  {d}" for d in error.details)):
        if line:
            print(line, file=sys.stderr)


# ---------------------------------------------------------------------- the words of the commands


class _Parser(argparse.ArgumentParser):
    """argparse speaking Chinese."""

    def __init__(self, **how: Any) -> None:
        super().__init__(
            **how, add_help=False, formatter_class=_Help, allow_abbrev=False, epilog=_MOMENTS
        )
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        for pattern, said in _SAID:
            message = re.sub(pattern, said, message)
        raise UserError(
            f"命令没有写对：{message}。",
            safe="没有读写任何文件。",
            todo=f"看怎么写：{self.prog} --help",
        )


class _Help(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        super().start_section(_HEADINGS.get(heading or "", heading))


_HEADINGS = {"positional arguments": "参数", "options": "选项"}
_MOMENTS = "时间一律按北京时间。返回值：0 正常，1 有不符合项或没有做全，2 输入有问题。"
_SAID = (
    (r"the following arguments are required: ", "缺少 "),
    (r"unrecognized arguments: ", "不认识 "),
    (r"argument (\S+): invalid choice: (.*) \(choose from (.*)\)", r"\1 不能是 \2，可选 \3"),
    (r"argument (\S+): expected one argument", r"\1 后面缺少内容"),
    (r"argument (\S+): expected at least one argument", r"\1 后面缺少内容"),
    (r"argument (\S+): ", r"\1："),
)


def parser() -> argparse.ArgumentParser:
    """The commands and their words."""
    top = _Parser(prog="zhicheng", description="职称申报助手：核对并整理一份职称申报材料。")
    commands = top.add_subparsers(title="命令", metavar="命令", required=True, dest="命令")

    def command(
        name: str, words: str, run: Callable[[argparse.Namespace], int]
    ) -> argparse.ArgumentParser:
        added: argparse.ArgumentParser = commands.add_parser(name, help=words, description=words)
        added.set_defaults(run=run)
        return added

    def takes_file(added: argparse.ArgumentParser) -> None:
        added.add_argument("file", type=Path, metavar="文件", help="申报材料文件（.json）")

    def takes_out(added: argparse.ArgumentParser) -> None:
        words = "写到这个文件夹，默认与材料文件在一起"
        added.add_argument("--out", type=Path, metavar="文件夹", help=words)

    def takes_moment(added: argparse.ArgumentParser) -> None:
        words = "按这个时刻判定，例如 2024-07-24T18:00；只写日期指当天结束时。默认现在"
        added.add_argument("--at", metavar="时刻", help=words)

    new = command("new", "新建一份申报材料", _new)
    new.add_argument("file", type=Path, metavar="文件", help="新文件的名称，例如 我的申报.json")
    new.add_argument("--notice", metavar="编号", help="按哪一份通知，例如 BM24")
    new.add_argument("--sample", action="store_true", help="写入随程序附带的虚构样例")

    checked = command("check", "逐条核对一份申报材料", _check)
    takes_file(checked)
    takes_moment(checked)
    checked.add_argument("--json", action="store_true", help="给程序读的格式")

    documents = command("documents", "生成文书（PDF、DOCX）", _documents)
    takes_file(documents)
    takes_out(documents)
    documents.add_argument("--only", nargs="+", metavar="文书", help="只生成这些，例如 公示")
    documents.add_argument(
        "--format", choices=("pdf", "docx", "both"), default="both", help="文件格式，默认两种都要"
    )
    documents.add_argument("--replace", action="store_true", help="已有同名文件时换成新的")

    packed = command("packet", "生成材料包（文件夹和压缩包）", _packet)
    takes_file(packed)
    takes_out(packed)
    takes_moment(packed)

    notices = command("notices", "列出已装好的通知", _notices)
    notices.add_argument("id", nargs="?", metavar="编号", help="只看这一份")
    notices.add_argument("--json", action="store_true", help="给程序读的格式")

    opened = command("open", "打开窗口", _open)
    opened.add_argument(
        "file", type=Path, nargs="?", metavar="文件", help="打开这份材料（存入本机资料库）"
    )
    return top
