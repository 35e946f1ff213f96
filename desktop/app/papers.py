"""The documents (文书) a notice wants: what each still lacks, and its bytes once complete."""

from __future__ import annotations

from pathlib import Path

from desktop.errors import UserError
from desktop.storage import durable


def documents_folder() -> Path:
    """Where saving is proposed: the person's documents, else their home."""
    home = Path.home()
    for name in ("Documents", "文档"):
        if (home / name).is_dir():
            return home / name
    return home


def save(path: Path, data: bytes) -> None:
    """Write a document to where the person wants it, whole or not at all."""
    try:
        durable.make_folder(path.parent)
        durable.write(path, data)
    except OSError as error:
        raise UserError(
            f"没能保存到“{path.parent}”。",
            safe="那里原有的文件没有变，材料也没有变。",
            todo="请确认那里还有空间、允许写入，同名文件没有在别的程序里打开；也可以换一个文件夹。",
        ) from error
