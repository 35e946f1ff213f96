"""``zhicheng roster``: who stands in a roster, what is doubtful of it, and a case file for each."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from desktop.app.naming import as_name
from desktop.app.notices.installed import notice as load_notice
from desktop.app.papers.wanted import save
from desktop.app.roster import bad as roster_bad
from desktop.app.roster import importing
from desktop.app.roster import sheet as roster
from desktop.app.roster.sheet import Book, Line, Roster
from desktop.cli.console import print_lines
from desktop.cli.moments import now
from desktop.cli.outcomes import FINE, OPEN
from desktop.domain.notice import Notice
from desktop.errors import UserError
from desktop.storage.casefile import read_case_file, write_case_file


def add_words(command: argparse.ArgumentParser) -> None:
    """What stands after ``zhicheng roster``."""
    words = "名单：.xlsx、.xls、.ods 或 .csv"
    command.add_argument("file", type=Path, metavar="文件", help=words)
    words = "导入到哪一份通知下，例如 BM24"
    command.add_argument("--notice", required=True, metavar="编号", help=words)
    words = "用哪一张工作表，默认有姓名的第一张"
    command.add_argument("--sheet", metavar="名称", help=words)
    words = "隐藏的行也算，默认不算"
    command.add_argument("--take-hidden", action="store_true", help=words)
    words = "给没有问题的人各写一份材料文件，放在这个文件夹；已经有的人不动"
    command.add_argument("--out", type=Path, metavar="文件夹", help=words)
    words = "把有问题的人写成表格（.xlsx），最后一列是原因，改好可以再导入"
    command.add_argument("--sheet-of-bad", type=Path, metavar="文件", help=words)


def run_roster(chosen: argparse.Namespace) -> int:
    """0 when everybody is all right, 1 when somebody is kept back."""
    notice = load_notice(chosen.notice)
    bad_path = _bad_path(chosen.sheet_of_bad)
    book = roster.opened(chosen.file)
    sheet = _sheet(book, chosen.sheet)
    table = roster.table_of(sheet, {})
    holds = {column.place: column.holds for column in table.columns}
    if "name" not in holds.values():
        raise UserError(
            f"“{chosen.file.name}”里没有找到“姓名”一列。",
            safe="没有写出任何文件。",
            todo="请确认表里有写着“姓名”的列名；或在窗口里导入，可以自己对列。",
        )
    found = roster.judged(table, holds, notice, take_hidden=chosen.take_hidden)
    print_lines(_told(book, found))
    bad = [line for line in found.lines if line.bad]
    good = [line for line in found.lines if not line.bad]
    if chosen.out is not None:
        _write_cases(chosen.out, notice, good)
    if bad_path is not None and bad:
        save(bad_path, roster_bad.sheet(found, bad, now()))
        print(f"有问题的 {len(bad)} 人：{bad_path}")
    return OPEN if bad else FINE


def _sheet(book: Book, name: str | None) -> roster.Sheet:
    if name is None:
        return book.sheets[roster.usual_sheet(book, {})]
    named = [sheet for sheet in book.sheets if sheet.name == name]
    if not named:
        raise UserError(
            f"没有名为“{name}”的工作表。",
            safe="没有写出任何文件。",
            todo=f"这个文件里有：{'、'.join(sheet.name for sheet in book.sheets)}。",
        )
    return named[0]


def _told(book: Book, found: Roster) -> Iterator[str]:
    yield from roster.sheet_notes(book, found.table.sheet)
    if found.hidden:
        yield f"隐藏的 {len(found.hidden)} 行没有算。要算的话加上 --take-hidden。"
    unseen = [c.title for c in found.table.columns if c.hidden and c.place in found.holds]
    if unseen:
        yield f"隐藏的列照样用了：{'、'.join(unseen)}。"
    bad = sum(line.bad for line in found.lines)
    yield f"名单上有 {len(found.lines)} 人：{len(found.lines) - bad} 人没有问题，{bad} 人有问题。"
    titles = {column.place: column.title for column in found.table.columns}
    for line in found.lines:
        for doubted in line.doubts:
            mark = "有问题" if doubted.bad else "请看一眼"
            where = titles.get(doubted.place, "") if doubted.place is not None else ""
            about = f"{where}：" if where else ""
            name = line.name or "（没有姓名）"
            yield f"  {mark}　第 {line.row.number} 行　{name}　{about}{doubted.sentence}"


def _write_cases(folder: Path, notice: Notice, lines: list[Line]) -> None:
    """A case file for each of ``lines`` that has none in ``folder`` yet.

    Whoever is there already stays as he is, so the same roster twice changes nothing twice.
    """
    _make_folder(folder)
    there = [read_case_file(path).case for path in sorted(folder.glob("*.json"))]
    known = {case.person.id_no for case in there} - {""}
    names = {case.person.name for case in there}
    number = len(there)
    written = 0
    for line in lines:
        id_no = line.values.get("id_no", "")
        if id_no in known if id_no else line.name in names:
            continue
        number += 1
        case = importing.begun(notice, line.values)
        path = folder / f"{number:03}-{as_name(line.name)}.json"
        while path.exists():
            number += 1
            path = folder / f"{number:03}-{as_name(line.name)}.json"
        write_case_file(path, case, _no_file)
        written += 1
    print(f"写了 {written} 份材料文件，{len(lines) - written} 人已经有了：{folder}")


def _make_folder(folder: Path) -> None:
    """Have ``folder``; :class:`UserError` where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            f"文件夹“{folder}”建不起来。",
            safe="没有写出任何文件。",
            todo="请换一个可以写入的文件夹，再做一次。",
        ) from error


def _bad_path(path: Path | None) -> Path | None:
    """Where the sheet of bad ones goes: ``.xlsx`` at its end, nothing there yet."""
    if path is None:
        return None
    path = path if path.suffix.lower() == ".xlsx" else path.with_name(f"{path.name}.xlsx")
    if path.exists():
        raise UserError(
            f"这里已经有一个名为 {path.name} 的文件。",
            safe="它没有被改动，也没有写出别的文件。",
            todo="请换一个名字。",
            details=(str(path),),
        )
    return path


def _no_file(sha256: str) -> bytes:
    raise KeyError(sha256)
