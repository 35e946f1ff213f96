"""Packs of the user: taken in whole after they have been judged, or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from desktop.errors import UserError
from desktop.notices.inherit import named_parents
from desktop.notices.judge import Read, read_pack
from desktop.notices.problems import BrokenPack
from desktop.notices.reading import SAFE, read_text, read_yaml
from desktop.notices.shelf import PACK_FILE, TEXT_FILE, NotInstalled, Shelf

_FILES = (PACK_FILE, TEXT_FILE)


def add(source: Path, shelf: Shelf) -> Read:
    """Take the pack in the folder ``source`` into the user's folder.

    Every version has a folder of its own there, so that taking one in is a single renaming. What
    is there already is never gone over: another pack of the same id and version is refused, the
    very same one is there already and stays.
    """
    if shelf.user is None:
        raise ValueError("a shelf without a folder of the user's")
    read = read_pack(source, shelf, elsewhere=True)
    pack_id, version = read.pack.id, read.pack.version
    _refuse_floating(source)
    _refuse_twin(pack_id, shelf)
    there = _there(pack_id, version, shelf)
    if there is not None:
        if _same(source, there):
            return read
        raise UserError(
            f"已经有编号 {pack_id}、第 {version} 版的规则包，内容与这一份不同。",
            safe=SAFE,
            todo="原来那份仍在使用。请把这一份的 version 加 1，再添加。",
            details=(str(there),),
        )
    _put(source, shelf.user / "notices" / pack_id / f"v{version}")
    return read


def folder_of(path: Path) -> Path:
    """The folder of the pack that ``path`` names: itself, or its ``pack.yaml``."""
    folder = path.parent if path.name == PACK_FILE else path
    if folder.is_file():
        raise UserError(
            f"“{path.name}”是一个文件，不是规则包的文件夹。",
            safe=SAFE,
            todo=f"压缩包请先解压；请选含有 {PACK_FILE} 和 {TEXT_FILE} 的文件夹。",
        )
    if not folder.is_dir():
        raise UserError(
            f"没有找到规则包的文件夹“{path}”。",
            safe=SAFE,
            todo=f"请写含有 {PACK_FILE} 和 {TEXT_FILE} 的文件夹。",
        )
    return folder


def parents_of(source: Path) -> tuple[str, ...]:
    """What the pack in the folder ``source`` takes over, as it names them (``ID@VERSION``)."""
    data = read_yaml(source / PACK_FILE)
    return tuple(named_parents(data)) if isinstance(data, dict) else ()


def _refuse_floating(source: Path) -> None:
    loose = [name for name in parents_of(source) if "@" not in name]
    if loose:
        raise BrokenPack(
            "规则包的 inherits 没有写明版本，没有添加。",
            safe=SAFE,
            todo=f"请写成 {loose[0]}@1 这样：上级换了新版时，这份通知才不会跟着变。",
        )


def _refuse_twin(pack_id: str, shelf: Shelf) -> None:
    """Some systems take BM24 and bm24 for one folder."""
    for known in shelf.ids():
        if known != pack_id and known.lower() == pack_id.lower():
            raise UserError(
                f"编号 {pack_id} 与已有的 {known} 只差大小写。",
                safe=SAFE,
                todo="请换一个编号。",
            )


def _there(pack_id: str, version: int, shelf: Shelf) -> Path | None:
    try:
        return shelf.folder(pack_id, version)
    except NotInstalled:
        return None


def _same(one: Path, other: Path) -> bool:
    return all(read_text(one / name) == read_text(other / name) for name in _FILES)


def _put(source: Path, target: Path) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=".new-", dir=target.parent))
        try:
            for name in _FILES:
                _write(made / name, read_text(source / name))
            made.rename(target)
        finally:
            shutil.rmtree(made, ignore_errors=True)
    except OSError as error:
        raise UserError(
            f"规则包没有写进“{target.parent}”。",
            safe=SAFE,
            todo="磁盘可能已满，或者这个文件夹不能写入；请处理以后再试。",
        ) from error


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
