"""Why a file is not taken, in sentences; each names the file it speaks of."""

from __future__ import annotations

from desktop.errors import UserError
from desktop.imaging.formats import TAKEN, foreign_title

UNNAMED = "文件"
"""What a file is called where nobody told its name."""

_AGAIN = "请重新扫描，或从原处重新拷贝后再添加。"


NOT_ADDED = "它没有被添加，已有的材料没有变。"
"""What is safe when a file is to be added."""

UNCHANGED = "已有的材料没有变。"
"""What is safe when a page of one is to be seen."""


class NoPage(LookupError):
    """The file has no such page, whoever asked for it."""


def refused(name: str, what: str, todo: str) -> UserError:
    """The file called ``name`` and ``what`` is the matter with it."""
    return UserError(f"“{name}”{what}。", safe=NOT_ADDED, todo=todo)


def empty(name: str) -> UserError:
    """A file of no bytes."""
    return refused(name, "是空文件（0 字节）", _AGAIN)


def damaged(name: str) -> UserError:
    """A file that is not what its first bytes say."""
    return refused(name, "不完整或已损坏，打不开", _AGAIN)


def encrypted(name: str) -> UserError:
    """A PDF that wants a password."""
    todo = "请用原来的软件打开它，去掉密码另存一份，再添加那一份。"
    return refused(name, "是加了密码的 PDF", todo)


def foreign(data: bytes, name: str) -> UserError:
    """A file of a kind that is not taken."""
    title = foreign_title(data)
    said = f"是{title}，不是扫描件" if title else "不是图片，也不是 PDF"
    return refused(name, said, f"这里能添加 {TAKEN}。")


def too_heavy(name: str, size: int, limit: int) -> UserError:
    """A file of more bytes than ``limit``."""
    said = f"有 {size // (1024 * 1024)} MB，超过 {limit // (1024 * 1024)} MB 的上限"
    return refused(name, said, "请降低扫描分辨率，或分成几个文件后再添加。")


def too_many_pages(name: str, pages: int, limit: int) -> UserError:
    """A file of more pages than ``limit``."""
    said = f"有 {pages} 页，超过 {limit} 页的上限"
    return refused(name, said, "请只留下需要的页，另存后再添加。")


def too_large(name: str, width: int, height: int) -> UserError:
    """A picture of more pixels than a scan has."""
    said = f"的尺寸是 {width}×{height} 像素，大得不像扫描件"
    return refused(name, said, "请用 300 DPI 重新扫描，或缩小后再添加。")


def too_much_memory(name: str) -> UserError:
    """A file whose decoding took more memory than it may."""
    said = "打开时需要的内存太多，已经停下"
    return refused(name, said, "请用 300 DPI 重新扫描，或缩小后再添加。")


def too_slow(name: str, seconds: float) -> UserError:
    """A file whose decoding did not come to an end."""
    said = f"打开了 {seconds:.0f} 秒还没有结果，已经停下"
    return refused(name, said, "请重新扫描成 JPG 或 PDF，再添加那一份。")


def crashed(name: str) -> UserError:
    """A file that brought its decoder down."""
    return refused(name, "的内容有问题，打开时出错，已经停下", _AGAIN)


def no_page(name: str, safe: str) -> UserError:
    """A case counts more pages than its file has."""
    return UserError(
        f"“{name}”里没有这一页。", safe=safe, todo="请在“附件”页删除它，再添加一次这份文件。"
    )


def no_child() -> UserError:
    """The process that opens files does not start."""
    return UserError(
        "打开文件的后台程序没有启动。",
        safe=UNCHANGED,
        todo="请关掉一些别的程序再试；如果安全软件拦住了本程序，请允许它运行。",
    )
