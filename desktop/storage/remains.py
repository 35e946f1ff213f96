"""Parts of a library whose database is not there: moved or lost, never a beginning."""

from __future__ import annotations

from pathlib import Path

from desktop.storage import database, faults
from desktop.storage.files import FileStore


def remain(path: Path, files: Path) -> bool:
    """Whether companions of the database at ``path`` lie about, or attachments in ``files``."""
    return bool(database.leftovers(path)) or not FileStore.empty_in(files)


def refuse(path: Path, files: Path) -> None:
    """:class:`~faults.Damaged` where something remains: nothing new is begun over it."""
    if remain(path, files):
        raise faults.Damaged(
            f"资料库的主文件 {path.name} 不见了，而它的其他文件还在。",
            safe="剩下的文件没有被改动，也没有新建资料库盖住它们。",
            todo="请把主文件放回这个文件夹（可查看回收站、杀毒软件隔离区），或用备份恢复；"
            "要从头开始，请另选一个空文件夹。",
            details=(str(path.parent),),
        )
