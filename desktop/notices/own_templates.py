"""Word templates of the office's own, as they lie in the user's folder: ``templates/ID/KIND.docx``.

One for each document of a notice, whatever its version. What is in them is not looked at here.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import tempfile
from datetime import datetime
from pathlib import Path

from desktop.domain.moments import BEIJING
from desktop.errors import UserError

SUFFIX = ".docx"
SAFE = "原来的模板和已填写的材料都没有变。"

MOST_BYTES = 20_000_000

_NAME = re.compile(r"[A-Za-z0-9_-]{1,40}")


def folder(user: Path, pack_id: str) -> Path:
    """Where the templates for a notice lie."""
    return user / "templates" / pack_id


def own_templates(user: Path, pack_id: str) -> dict[str, bytes]:
    """The templates for a notice by the kind of document; none where none can be read."""
    found: dict[str, bytes] = {}
    with contextlib.suppress(OSError):
        for path in sorted(folder(user, pack_id).iterdir()):
            if path.suffix == SUFFIX and _NAME.fullmatch(path.stem):
                data = _read(path)
                if data:
                    found[path.stem] = data
    return found


def added(user: Path, pack_id: str, kind: str) -> datetime | None:
    """When a template was put there (Beijing time); None where there is none."""
    try:
        moment = (folder(user, pack_id) / f"{kind}{SUFFIX}").stat().st_mtime
    except OSError:
        return None
    return datetime.fromtimestamp(moment, BEIJING)


def keep(user: Path, pack_id: str, kind: str, data: bytes) -> None:
    """Put a template in its place, whole or not at all; one that was there gives way to it."""
    _put(folder(user, pack_id) / f"{kind}{SUFFIX}", data)


def take_away(user: Path, pack_id: str, kind: str) -> None:
    """Remove a template; the program's own form is used again."""
    _remove(folder(user, pack_id) / f"{kind}{SUFFIX}")


def keep_layout(user: Path, name: str, text: str) -> None:
    """Put a layout in its place, as :func:`keep` does; ``name`` is its id."""
    _put(user / "templates" / f"{name}.yaml", text.encode())


def remove_layout(user: Path, name: str) -> None:
    """Remove a layout; the program's own is used again."""
    _remove(user / "templates" / f"{name}.yaml")


def _put(target: Path, data: bytes) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".new-", dir=target.parent)
        made = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            made.replace(target)
        finally:
            made.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(
            "模板没有保存下来。",
            safe=SAFE,
            todo="磁盘可能已满，或者程序的文件夹不能写入；请处理以后再试。",
        ) from error


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(
            "模板没有移除。",
            safe="它还在，仍在使用；已填写的材料都没有变。",
            todo="它可能正在别的程序里打开；请关掉以后再试。",
        ) from error


def _read(path: Path) -> bytes:
    """The file; nothing where it is no plain file, or larger than any template is."""
    found = path.lstat()
    if not stat.S_ISREG(found.st_mode) or found.st_size > MOST_BYTES:
        return b""
    return path.read_bytes()
