"""``zhicheng notices``: which there are, and the work on packs: judge, compare, take in."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from desktop.app.findings import listing
from desktop.app.notices import installed, updating
from desktop.app.notices.differences import differences
from desktop.cli.console import print_json, print_lines, tell
from desktop.cli.outcomes import FINE, OPEN
from desktop.domain.notice import Notice
from desktop.errors import UserError
from desktop.notices import adding, authoring
from desktop.notices.judge import Read
from desktop.notices.pack import Pack, pack_schema
from desktop.notices.problems import suggested

WORK = ("validate", "diff", "add", "update", "schema")
"""What may stand where a list is asked for by the id of one."""


def notices(chosen: argparse.Namespace) -> int:
    """Do what the words after ``notices`` say; the exit code."""
    words: list[str] = list(chosen.words)
    if words and words[0] in WORK:
        return _DO[words[0]](words[1:])
    if len(words) > 1:
        raise UserError(
            f"命令没有写对：不认识“{words[0]}”{suggested(words[0], WORK)}",
            safe="没有读写任何文件。",
            todo="看怎么写：zhicheng notices --help",
        )
    return _list(words[0] if words else None, as_json=chosen.json)


def _list(wanted: str | None, *, as_json: bool) -> int:
    cards = installed.cards()
    found = [_named(wanted)] if wanted else [installed.notice(c.id, c.version) for c in cards]
    if as_json:
        bodies = [listing.notice_json(notice) for notice in found]
        print_json(bodies[0] if wanted else bodies)
        return FINE
    for notice in found:
        print_lines(listing.notice_text(notice))
    faults = () if wanted else installed.faults()
    for fault in faults:
        tell(fault)
    return OPEN if faults else FINE


def _validate(words: list[str]) -> int:
    path = Path(_just(words, 1, "validate 规则包文件夹")[0])
    read = installed.examined(path)
    print_lines(_report(read, authoring.report(read)))
    return FINE


def _report(read: Read, found: authoring.Report) -> Iterator[str]:
    pack = read.pack
    kind = "通知" if isinstance(pack, Pack) else "上位规定"
    yield f"规则包 {pack.id} 第 {pack.version} 版（{kind}）写法正确：{pack.title}"
    for name, number in found.counts:
        yield f"  {name} {number}"
    if found.hints:
        yield f"请看一看（不影响使用）：{len(found.hints)} 处"
        yield from (f"  {hint}" for hint in found.hints)
    yield f"未被任何引文覆盖的句子：{len(found.uncovered)}（通知全文共 {found.sentences} 句）"
    yield from (f"  {sentence}" for sentence in found.uncovered)


def _diff(words: list[str]) -> int:
    old, new = (_notice(word) for word in _just(words, 2, "diff 旧的 新的"))
    print(f"由 {old.id} 第 {old.version} 版（{old.short_title}）")
    print(f"到 {new.id} 第 {new.version} 版（{new.short_title}）")
    groups = differences(old, new)
    for group in groups:
        print(f"\n【{group.title}】{len(group.sentences)} 处")
        print_lines(f"  · {sentence}" for sentence in group.sentences)
    if not groups:
        print("两份没有差别。")
    return FINE


def _add(words: list[str]) -> int:
    folder = adding.folder_of(Path(_just(words, 1, "add 规则包文件夹")[0]))
    pack = adding.add(folder, installed.shelf()).pack
    print(f"已添加：{pack.id} 第 {pack.version} 版，{pack.title}")
    print("用旧版填写的材料仍按旧版，换到新版时会先列出差别。")
    return FINE


def _update(words: list[str]) -> int:
    for item in updating.take(Path(_just(words, 1, "update 更新文件")[0])):
        print(item.line)
    return FINE


def _schema(words: list[str]) -> int:
    _just(words, 0, "schema")
    print(schema_text(), end="")
    return FINE


def schema_text() -> str:
    """The published JSON Schema as it lies in ``resources/help/pack.schema.json``."""
    return json.dumps(pack_schema(), ensure_ascii=False, indent=1) + "\n"


_DO = {"validate": _validate, "diff": _diff, "add": _add, "update": _update, "schema": _schema}


def _just(words: list[str], number: int, usage: str) -> list[str]:
    if len(words) != number:
        raise UserError(
            "命令没有写对：" + ("缺少内容。" if len(words) < number else "内容多了。"),
            safe="没有读写任何文件。",
            todo=f"应当写成：zhicheng notices {usage}",
        )
    return words


def _notice(word: str) -> Notice:
    """An installed notice (``ID``, ``ID@VERSION``), or the pack in a folder."""
    path = Path(word)
    if path.exists():
        return installed.at(path)
    return _named(word)


def _named(word: str) -> Notice:
    pack_id, _, version = word.partition("@")
    if not version:
        return installed.notice(pack_id)
    if not version.isdecimal() or len(version) > 4:
        raise UserError(
            f"看不懂“{word}”。",
            safe="没有读写任何文件。",
            todo=f"版本写在 @ 后面，例如 {pack_id}@1。",
        )
    return installed.notice(pack_id, int(version))
