"""What a scan is, by its content, and pictures of its pages.

Nothing here changes a file: the original bytes stay the truth, pictures are made from them each
time, in the child that :mod:`~desktop.imaging.foreign.decoder` keeps. Pages count from 0. A file
that cannot be used is a :class:`~desktop.errors.UserError` naming it and why.
"""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

from desktop.imaging.foreign import decoder, refusals
from desktop.imaging.foreign.decoder import Request
from desktop.imaging.formats import Sheet, recognise, suffix_of

__all__ = ["MAX_BYTES", "Sheet", "let_go", "look", "page_band", "page_image", "read", "thumbnail"]

MAX_BYTES = 200 * 1024 * 1024
_LOOK_SECONDS = 60  # three hundred pages of a TIFF on an old laptop
_DRAW_SECONDS = 60
_MOST_PICTURE = 256 * 1024 * 1024


def read(path: Path) -> bytes:
    """The bytes of ``path``, refused before reading where it is no file or far too large."""
    name = path.name
    try:
        if path.is_dir():
            todo = "请打开它，选择里面的图片或 PDF。"
            raise refusals.refused(name, "是一个文件夹，不是文件", todo)
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):  # a pipe or a device may have no end
            todo = "请选择图片或 PDF 文件。"
            raise refusals.refused(name, "不是普通的文件", todo)
        _check_size(found.st_size, name)
        return path.read_bytes()
    except FileNotFoundError as error:
        todo = "请确认它还在原来的位置，再重新选择。"
        raise refusals.refused(name, "找不到了", todo) from error
    except OSError as error:
        todo = "请确认文件没有被别的程序占用、U 盘没有拔出，再试一次。"
        raise refusals.refused(name, "读不出来", todo) from error


def look(data: bytes, name: str) -> Sheet:
    """What ``data`` is; every page has been opened and an image decoded to its last row.

    Raises :class:`UserError` for an empty, truncated, damaged, foreign or encrypted file and for
    one beyond the limits; ``name`` only says whom the sentence speaks of.
    """
    if not data:
        raise refusals.empty(name)
    _check_size(len(data), name)
    format_ = recognise(data)
    if format_ is None:
        raise refusals.foreign(data, name)
    request = Request("look", data, (name,), name, refusals.NOT_ADDED, _LOOK_SECONDS)
    head, _ = decoder.shared().ask(request)
    claimed = suffix_of(name)
    misnamed = claimed if claimed and not format_.suits(claimed) else ""
    return replace(Sheet(**head["sheet"]), misnamed=misnamed)


def page_image(data: bytes, page: int = 0, dpi: int = 110) -> bytes:
    """Page ``page`` upright as PNG, as large as its paper is at ``dpi``.

    An image counts as a sheet of A4 paper and is never enlarged. :class:`UserError` where there
    is no such page.
    """
    return _drawn("page_image", data, page, dpi)


def page_band(data: bytes, page: int, dpi: int, top: int, rows: int) -> tuple[bytes, int]:
    """Rows ``top`` to ``top + rows`` of a PDF's page at ``dpi`` as PNG, and how many it has in all.

    For paper: a page at a printer's resolution is too large to be held as a whole.
    :class:`UserError` where there is no such page.
    """
    how = (page, dpi, top, rows)
    name, safe = refusals.UNNAMED, refusals.UNCHANGED
    request = Request("page_band", data, how, name, safe, _DRAW_SECONDS, _MOST_PICTURE)
    head, png = decoder.shared().ask(request)
    return bytes(png), int(head["height"])


def thumbnail(data: bytes, page: int = 0, size: int = 160) -> bytes:
    """Page ``page`` upright as PNG within a square of ``size`` pixels."""
    return _drawn("thumbnail", data, page, size)


def let_go() -> None:
    """Open nothing more for now; who waits for a page is told that there is none."""
    decoder.shared().close()


def _drawn(do: str, data: bytes, page: int, large: int) -> bytes:
    how = (page, large)
    name, safe = refusals.UNNAMED, refusals.UNCHANGED
    _, png = decoder.shared().ask(Request(do, data, how, name, safe, _DRAW_SECONDS, _MOST_PICTURE))
    return bytes(png)


def _check_size(size: int, name: str) -> None:
    if size > MAX_BYTES:
        raise refusals.too_heavy(name, size, MAX_BYTES)
