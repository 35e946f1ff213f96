"""``zhicheng mask``: what is to be covered on scans, without a window and without a case."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from desktop.app.notices.installed import notice as load_notice
from desktop.app.papers.wanted import save
from desktop.app.scans import masking_run
from desktop.cli.console import print_json, print_lines, tell

STDOUT = "-"


def add_words(command: argparse.ArgumentParser) -> None:
    """What stands after ``zhicheng mask``."""
    command.add_argument("images", nargs="+", type=Path, metavar="图片", help="图片或 PDF，可多个")
    command.add_argument("--notice", required=True, metavar="编号", help="按哪一份通知，例如 BM24")
    command.add_argument("--name", required=True, metavar="姓名", help="申报人姓名")
    command.add_argument("--id", default="", metavar="身份证号", help="申报人身份证号")
    command.add_argument("--unit", default="", metavar="单位", help="申报人工作单位")
    command.add_argument(
        "--alias", action="append", default=[], metavar="简称", help="单位简称，可以写多次"
    )
    command.add_argument("--out", type=Path, metavar="文件夹", help="把遮盖好的副本写到这个文件夹")
    command.add_argument("--json", metavar="文件", help="把每一处写成 JSON；写 - 打印在终端")


def mask(chosen: argparse.Namespace) -> int:
    """0 when all was done, 2 when no file could be opened or copied, else 1.

    A copy on which something can still be read is not written, which makes 1 too.
    """
    notice = load_notice(chosen.notice)
    sought = masking_run.looking(notice, chosen.name, chosen.id, (chosen.unit, *chosen.alias))
    if remark := masking_run.id_remark(chosen.id):
        print(remark, file=sys.stderr)
    looked = []
    for one in masking_run.run(chosen.images, sought, chosen.out):
        looked.append(one)
        for trouble in filter(None, (one.error, one.left)):
            tell(trouble)
        if chosen.json != STDOUT:
            print_lines(masking_run.as_text(one))
    body = masking_run.as_json(looked)
    if chosen.json == STDOUT:
        print_json(body)
    elif chosen.json:
        text = json.dumps(body, ensure_ascii=False, indent=2) + "\n"
        save(Path(chosen.json), text.encode())
    return _code(looked)


def _code(looked: list[masking_run.Looked]) -> int:
    wrong = sum(one.error is not None for one in looked)
    if wrong == len(looked):
        return 2
    return 1 if wrong or any(one.left is not None for one in looked) else 0
