"""Files that mean harm, or only look like it: built byte by byte, small on the disk."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Iterator

from tests.rosters.messy import good, saved, sheet

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET = "xl/worksheets/sheet1.xml"


def cell(reference: str, words: str) -> str:
    """A cell of words in a sheet's XML."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{words}</t></is></c>'


def rows(first: int, people: int) -> Iterator[str]:
    """Rows with name and ID number, from row ``first``."""
    yield f'<row r="{first}">{cell(f"A{first}", "姓名")}{cell(f"B{first}", "身份证号")}</row>'
    for number in range(people):
        row, person = first + 1 + number, good(number + 1)
        cells = cell(f"A{row}", person[1]) + cell(f"B{row}", person[2])
        yield f'<row r="{row}">{cells}</row>'


def with_part(part: str, pieces: Iterable[bytes]) -> bytes:
    """A sound .xlsx in which ``part`` is written anew, piece by piece."""
    sound = zipfile.ZipFile(io.BytesIO(saved(sheet([good(1)]))))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name in sound.namelist():
            if name != part:
                archive.writestr(name, sound.read(name))
        with archive.open(part, "w", force_zip64=True) as stream:
            for piece in pieces:
                stream.write(piece)
    return out.getvalue()


def sheet_of(pieces: Iterable[str], before: str = "", after: str = "") -> bytes:
    """An .xlsx whose one sheet has these rows."""

    def parts() -> Iterator[bytes]:
        yield f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}">{before}<sheetData>'.encode()
        for piece in pieces:
            yield piece.encode()
        yield f"</sheetData>{after}</worksheet>".encode()

    return with_part(_SHEET, parts())


def bomb(size: int) -> bytes:
    """A sheet of two people and then ``size`` bytes of blanks."""

    def parts() -> Iterator[str]:
        yield from rows(1, 2)
        piece = " " * (1 << 20)
        for _ in range(size >> 20):
            yield piece

    return sheet_of(parts())


def laughs(part: str = _SHEET) -> bytes:
    """A part that says little and means gigabytes."""
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
    )
    body = f'<worksheet xmlns="{_MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&a11;'
    end = "</t></is></c></row></sheetData></worksheet>"
    return with_part(part, [f"<!DOCTYPE w [{entities}]>{body}{end}".encode()])


def container(*streams: tuple[str, bytes]) -> bytes:
    """An OLE container with these streams, each of at least 4096 bytes."""
    sector = 512
    bodies = [body.ljust(max(4096, -(-len(body) // sector) * sector), b"\0") for _, body in streams]
    table = [0xFFFFFFFD, 0xFFFFFFFE]  # the table itself, then the directory
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0)]
    data = b""
    for (name, _), body in zip(streams, bodies, strict=True):
        start, many = len(table), len(body) // sector
        table += [*range(start + 1, start + many), 0xFFFFFFFE]
        entries.append(_entry(name, 2, start, len(body)))
        data += body
    assert len(table) <= sector // 4
    assert len(entries) <= 4
    head = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 16
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 10
    head += struct.pack("<IIIIIIII", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    fat = struct.pack("<128I", *table, *[0xFFFFFFFF] * (128 - len(table)))
    return head + fat + b"".join(entries).ljust(sector, b"\0") + data


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    words = name.encode("utf-16-le") + b"\0\0"
    head = words.ljust(64, b"\0") + struct.pack("<HBB", len(words), kind, 1)
    links = struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, 1 if kind == 5 else 0xFFFFFFFF)
    return (head + links + b"\0" * 36 + struct.pack("<IQ", start, size)).ljust(128, b"\0")


def locked_xls() -> bytes:
    """A .xls whose first record says that all others are encrypted."""
    records = struct.pack("<HHHHHHHH", 0x809, 8, 0x600, 5, 0, 0, 0x2F, 4) + b"\1\0\1\0"
    return container(("Workbook", records))
