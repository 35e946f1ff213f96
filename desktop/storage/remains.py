"""What lies in a library's folder, by its names alone: a library, or parts of one.

Parts whose database is not there are moved or lost, never a beginning.
"""

from __future__ import annotations

from pathlib import Path

from desktop.storage import database, faults
from desktop.storage.files import FileStore

DATABASE = "library.db"
FILES = "files"


def lie_in(folder: Path) -> bool:
    """Whether a library lies in ``folder``, or parts of one."""
    return (folder / DATABASE).exists() or _parts_lie_in(folder)


def refuse(folder: Path) -> None:
    """:class:`~faults.Damaged` where parts remain: nothing new is begun over them."""
    path = folder / DATABASE
    if _parts_lie_in(folder):
        raise faults.Damaged(
            f"资料库的主文件 {path.name} 不见了，而它的其他文件还在。",
            safe="剩下的文件没有被改动，也没有新建资料库盖住它们。",
            todo="请把主文件放回这个文件夹（可查看回收站、杀毒软件隔离区），或用备份恢复；"
            "要从头开始，请另选一个空文件夹。",
            details=(str(path.parent),),
        )


def _parts_lie_in(folder: Path) -> bool:
    """Whether companions of the database lie about, or attachments."""
    return bool(database.leftovers(folder / DATABASE)) or not FileStore.empty_in(folder / FILES)
