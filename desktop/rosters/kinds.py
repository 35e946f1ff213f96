"""What a file is by its content, whatever it is called; runs in the child."""

from __future__ import annotations

import re
import struct

from desktop.rosters import delimited, ods, refusals, xls, xlsx
from desktop.rosters.book import Book
from desktop.rosters.markup import Broken, Declared, Locked, opened, short
from desktop.rosters.ole import MAGIC, Container

_ZIP = b"PK\x03\x04"
_FOREIGN = (
    (b"%PDF-", "PDF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"MZ", "程序"),
    (b"\x7fELF", "程序"),
    (b"{\\rtf", "Word 文档（RTF）"),
    (b"SQLite format 3", "数据库"),
)
_PARTS = (
    ("word/", "Word 文档"),
    ("ppt/", "PowerPoint 演示文稿"),
    ("xl/workbook.bin", "另一种 Excel 表格（.xlsb）"),
)
_MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(!doctype html|html|table|head|meta|\?xml)", re.I)
_STREAMS = (
    ("WordDocument", "Word 文档"),
    ("PowerPoint Document", "PowerPoint 演示文稿"),
    ("VisioDocument", "Visio 图"),
)


def read(data: bytes, name: str) -> Book:
    """The book in ``data``; :class:`~desktop.errors.UserError` where none can be read."""
    try:
        book = _read(data, name)
    except Declared:
        raise refusals.dangerous(name) from None
    except Locked:
        raise refusals.encrypted(name) from None
    except (Broken, struct.error):
        raise refusals.damaged(name) from None
    if not any(sheet.rows for sheet in book.sheets):
        raise refusals.no_sheet(name)
    return book


def _read(data: bytes, name: str) -> Book:
    if not data.strip(b"\0 \r\n\t"):
        raise refusals.empty(name)
    if data.startswith(_ZIP):
        return _read_zip(data, name)
    if data.startswith(MAGIC):
        return _read_container(data, name)
    for first, title in _FOREIGN:
        if data.startswith(first):
            raise refusals.foreign(name, title)
    if _MARKUP.match(data[:512]) and b"<table" in data[: 1 << 20].lower():
        raise refusals.web_page(name)
    try:
        return delimited.read(data)
    except Broken:
        raise refusals.foreign(name, "") from None


def _read_zip(data: bytes, name: str) -> Book:
    with opened(data) as archive:
        names = archive.namelist()
        mimetype = ""
        if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
            mimetype = short(archive, "mimetype")
    if "opendocument.spreadsheet" in mimetype:
        return ods.read(data)
    if "opendocument" in mimetype:
        raise refusals.foreign(name, "ODF 文档")
    for part, title in _PARTS:
        if any(inside.startswith(part) for inside in names):
            raise refusals.foreign(name, title)
    if "[Content_Types].xml" not in names:
        raise refusals.foreign(name, "压缩包")
    return xlsx.read(data)


def _read_container(data: bytes, name: str) -> Book:
    container = Container(data)
    names = container.names
    if "EncryptedPackage" in names:
        raise Locked
    if names & {"Workbook", "Book"}:
        return xls.read(data, container)
    title = next((title for stream, title in _STREAMS if stream in names), "")
    raise refusals.foreign(name, title)
