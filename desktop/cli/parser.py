"""The words of the commands, and argparse made to speak Chinese."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn

from desktop.errors import UserError


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
_PACKS = (
    "只看这一份；或者：validate 文件夹（检查规则包），"
    "diff 旧的 新的（列出差别，写编号、编号@版本或文件夹），"
    "add 文件夹（添加规则包），update 文件（导入带签名的更新），"
    "schema（打印规则包的 JSON Schema）"
)
_SAID = (
    (r"the following arguments are required: ", "缺少 "),
    (r"unrecognized arguments: ", "不认识 "),
    (r"argument (\S+): invalid choice: (.*) \(choose from (.*)\)", r"\1 不能是 \2，可选 \3"),
    (r"argument (\S+): expected one argument", r"\1 后面缺少内容"),
    (r"argument (\S+): expected at least one argument", r"\1 后面缺少内容"),
    (r"argument (\S+): ", r"\1："),
)


def parser(asked: str = "") -> argparse.ArgumentParser:
    """The commands, and the words of the one that is ``asked`` for.

    Those of the large ones stand beside what they do, which is loaded for them alone.
    """
    top = _Parser(prog="zhicheng", description="职称申报助手：核对并整理一份职称申报材料。")
    commands = top.add_subparsers(title="命令", metavar="命令", required=True, dest="command")

    def command(name: str, words: str) -> argparse.ArgumentParser:
        added: argparse.ArgumentParser = commands.add_parser(name, help=words, description=words)
        if name == asked and name in _BESIDE:
            _BESIDE[name](added)
        return added

    def takes_file(added: argparse.ArgumentParser) -> None:
        added.add_argument("file", type=Path, metavar="文件", help="申报材料文件（.json）")

    def takes_out(added: argparse.ArgumentParser) -> None:
        words = "写到这个文件夹，默认与材料文件在一起"
        added.add_argument("--out", type=Path, metavar="文件夹", help=words)

    def takes_moment(added: argparse.ArgumentParser) -> None:
        words = "按这个时刻判定，例如 2024-07-24T18:00；只写日期指当天结束时。默认现在"
        added.add_argument("--at", metavar="时刻", help=words)

    new = command("new", "新建一份申报材料")
    new.add_argument("file", type=Path, metavar="文件", help="新文件的名称，例如 我的申报.json")
    new.add_argument("--notice", metavar="编号", help="按哪一份通知，例如 BM24")
    new.add_argument("--sample", action="store_true", help="写入随程序附带的虚构样例")

    checked = command("check", "逐条核对一份申报材料")
    takes_file(checked)
    takes_moment(checked)
    checked.add_argument("--json", action="store_true", help="给程序读的格式")
    words = "其他申报材料，用来查同一人同一年度是否报了两次"
    checked.add_argument("--others", nargs="+", type=Path, metavar="文件", default=(), help=words)

    documents = command("documents", "生成文书（PDF、DOCX）")
    takes_file(documents)
    takes_out(documents)
    documents.add_argument("--only", nargs="+", metavar="文书", help="只生成这些，例如 公示")
    documents.add_argument(
        "--format", choices=("pdf", "docx", "both"), default="both", help="文件格式，默认两种都要"
    )
    documents.add_argument("--replace", action="store_true", help="已有同名文件时换成新的")

    packed = command("packet", "生成材料包（文件夹和压缩包）")
    takes_file(packed)
    takes_out(packed)
    takes_moment(packed)

    many = command("batch", "一次生成许多人的文书、检查报告、材料包")
    takes_moment(many)

    command("roster", "读一份名单（Excel、ODS、CSV），给每人新建材料")
    command("mask", "找出扫描件上要遮盖的地方")

    notices = command("notices", "已装好的通知；检查、比较、添加规则包")
    notices.add_argument("words", nargs="*", metavar="编号", help=_PACKS)
    notices.add_argument("--json", action="store_true", help="给程序读的格式")

    opened = command("open", "打开窗口")
    opened.add_argument(
        "file",
        type=Path,
        nargs="?",
        metavar="文件",
        help="打开这份材料（存入本机资料库），或收到的申报包（.zcsb）",
    )
    return top


def _add_batch(command: argparse.ArgumentParser) -> None:
    from desktop.cli import batch  # noqa: PLC0415

    batch.add_words(command)


def _add_roster(command: argparse.ArgumentParser) -> None:
    from desktop.cli import roster  # noqa: PLC0415

    roster.add_words(command)


def _add_mask(command: argparse.ArgumentParser) -> None:
    from desktop.cli import mask  # noqa: PLC0415

    mask.add_words(command)


_BESIDE: Mapping[str, Callable[[argparse.ArgumentParser], None]] = {
    "batch": _add_batch,
    "roster": _add_roster,
    "mask": _add_mask,
}
"""What adds the words that stand beside what their command does."""
