"""Why a roster is not taken, in sentences; each names the file it speaks of."""

from __future__ import annotations

from desktop.errors import UserError

SAFE = "没有导入任何人，资料库没有变，这个文件也没有被改动。"
"""What is safe while a file is being read."""

TAKEN = "Excel 表格（.xlsx、.xls）、ODS 表格和 CSV"

_SAVE_AS = "请用 Excel 或 WPS 打开它，另存为“Excel 工作簿（.xlsx）”，再选那一份。"


def refused(name: str, what: str, todo: str) -> UserError:
    """The file called ``name`` and ``what`` is the matter with it."""
    return UserError(f"“{name}”{what}。", safe=SAFE, todo=todo)


def empty(name: str) -> UserError:
    """A file of no bytes."""
    return refused(name, "是空文件（0 字节）", "请从原处重新拷贝一份，再选一次。")


def damaged(name: str) -> UserError:
    """A file that is not what its first bytes say."""
    return refused(name, "不完整或已损坏，读不出来", f"请从原处重新拷贝一份；或者{_SAVE_AS[1:]}")


def dangerous(name: str) -> UserError:
    """A file with declarations that no spreadsheet has, made to grow while it is read."""
    return refused(name, "里有表格文件不该有的内容，没有再读下去", _SAVE_AS)


def encrypted(name: str) -> UserError:
    """A file that wants a password."""
    todo = "请用 Excel 或 WPS 打开它，去掉打开密码另存一份，再选那一份。"
    return refused(name, "设了打开密码", todo)


def foreign(name: str, title: str) -> UserError:
    """A file of another kind; ``title`` says which, ``""`` where nobody knows."""
    said = f"其实是{title}，不是表格" if title else "不是能认识的表格"
    return refused(name, said, f"这里能读 {TAKEN}，按内容认，不看文件名的后缀。")


def web_page(name: str) -> UserError:
    """What many systems export and call .xls."""
    return refused(name, "其实是网页格式的表格", _SAVE_AS)


def no_sheet(name: str) -> UserError:
    """A file without anything written in it."""
    return refused(name, "里没有写着字的工作表", "请确认选对了文件。")


def too_heavy(name: str, size: int, limit: int) -> UserError:
    """A file of more bytes than ``limit``."""
    said = f"有 {size >> 20} MB，超过 {limit >> 20} MB 的上限"
    return refused(name, said, "请只留下名单那一张表，另存为 .xlsx，再选那一份。")


def too_much_memory(name: str) -> UserError:
    """A file whose reading took more memory than it may."""
    said = "读的时候需要的内存太多，已经停下"
    return refused(name, said, "请只把名单那几列复制到一个新表格里，存为 .xlsx，再选那一份。")


def too_slow(name: str, seconds: float) -> UserError:
    """A file whose reading did not come to an end."""
    said = f"读了 {seconds:.0f} 秒还没有读完，已经停下"
    return refused(name, said, "请只把名单那几列复制到一个新表格里，存为 .xlsx，再选那一份。")


def crashed(name: str) -> UserError:
    """A file that brought its reader down."""
    return refused(name, "的内容有问题，读的时候出错，已经停下", _SAVE_AS)


def no_child() -> UserError:
    """The process that reads files does not start."""
    return UserError(
        "读表格的后台程序没有启动。",
        safe=SAFE,
        todo="请关掉一些别的程序再试；如果安全软件拦住了本程序，请允许它运行。",
    )


def unreadable(name: str) -> UserError:
    """The disk does not give the file."""
    return refused(name, "打不开", "请确认它还在原处、没有被别的程序占用，再选一次。")
