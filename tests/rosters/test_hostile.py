"""Files that mean harm, or are not what they seem: a clear sentence, or the good rows."""

from __future__ import annotations

import io
import random
import zipfile

import docx
import pytest
from openpyxl import Workbook

from desktop.errors import UserError
from desktop.rosters import kinds, markup
from desktop.rosters.book import MOST_ROWS, column_name
from desktop.rosters.reading import read
from tests.rosters import hostile
from tests.rosters.messy import DATA, good, messy, saved


def _docx() -> bytes:
    out = io.BytesIO()
    docx.Document().save(out)
    return out.getvalue()


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("名单.txt", "姓名")
    return out.getvalue()


NOISE = random.Random(1).randbytes(5000)  # noqa: S311 - the same noise each time

REFUSED = {
    "nothing": (b"", "空文件"),
    "blanks": (b"\r\n \0\0", "空文件"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(99), "图片"),
    "pdf": (b"%PDF-1.7\n", "PDF"),
    "word": (_docx(), "Word"),
    "old word": (hostile.container(("WordDocument", b"x")), "Word"),
    "zip": (_zip(), "压缩包"),
    "web page": ("<html><table><tr><td>姓名</td></tr></table>".encode(), "网页"),
    "encrypted": (
        hostile.container(("EncryptionInfo", b"x"), ("EncryptedPackage", b"y")),
        "密码",
    ),
    "locked": (hostile.locked_xls(), "密码"),
    "half": (saved(messy())[:3000], "损坏"),
    "no end": (saved(messy())[:-30], "损坏"),
    "half a container": (hostile.locked_xls()[:700], "损坏"),
    "laughs": (hostile.laughs(), "不该有的内容"),
    "laughs about sheets": (hostile.laughs("xl/workbook.xml"), "不该有的内容"),
    "noise": (NOISE, "不是能认识的表格"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_roster_is_told_in_three_sentences(what: str) -> None:
    data, words = REFUSED[what]
    with pytest.raises(UserError, match=words) as told:
        kinds.read(data, "名单.xlsx")
    assert "“名单.xlsx”" in told.value.happened
    assert told.value.safe
    assert told.value.todo


def test_a_book_with_nothing_in_it_is_told() -> None:
    with pytest.raises(UserError, match="没有写着字的工作表"):
        kinds.read(saved(Workbook()), "名单.xlsx")


def test_blanks_without_end_do_not_cost_the_good_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "MOST_UNPACKED", 4 << 20)
    book = kinds.read(hostile.bomb(16 << 20), "a.xlsx")
    assert [row.text(0) for row in book.sheets[0].rows] == ["姓名", good(1)[1], good(2)[1]]
    assert book.sheets[0].left == ("size",)


def test_a_million_empty_rows_end_after_a_while() -> None:
    empty = (f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(5, 1_048_577))
    pieces = [*hostile.rows(1, 3), *empty]
    people = kinds.read(hostile.sheet_of(pieces), "a.xlsx").sheets[0]
    assert [row.number for row in people.rows] == [1, 2, 3, 4]
    assert people.left == ("gap",)


def test_columns_without_end_are_left() -> None:
    wide = "".join(hostile.cell(f"{column_name(n)}5", "x") for n in range(16_384))
    people = kinds.read(
        hostile.sheet_of([*hostile.rows(1, 3), f'<row r="5">{wide}</row>']), "a.xlsx"
    ).sheets[0]
    assert people.rows[1].text(1) == good(1)[2]
    assert people.width == 200
    assert people.left == ("columns",)


def test_a_cell_in_the_last_corner_makes_no_large_table() -> None:
    corner = f'<row r="1048576">{hostile.cell("XFD1048576", "x")}</row>'
    people = kinds.read(hostile.sheet_of([*hostile.rows(1, 3), corner]), "a.xlsx").sheets[0]
    assert len(people.rows) == 4


def test_more_people_than_a_roster_has_are_cut_off_and_told() -> None:
    pieces = hostile.rows(1, MOST_ROWS + 5)
    people = kinds.read(hostile.sheet_of(pieces), "a.xlsx").sheets[0]
    assert len(people.rows) == MOST_ROWS
    assert people.left == ("rows",)


def test_a_merge_over_everything_is_no_work_without_end() -> None:
    after = "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 5000 + "</mergeCells>"
    pieces = hostile.rows(1, 500)
    people = kinds.read(hostile.sheet_of(pieces, after=after), "a.xlsx").sheets[0]
    assert len(people.rows) == 501


@pytest.mark.parametrize("name", ["mixed.xls", "mixed.ods", "mixed.xlsx"])
def test_damage_anywhere_is_told_or_harmless(name: str) -> None:
    """A short form of fuzzing: whatever bytes are turned, there is a book or a sentence."""
    sound = (DATA / name).read_bytes()
    chance = random.Random(name)  # noqa: S311 - the same damage each time
    # What calamine makes of a broken .xls may bring a process down: that is what children are for.
    opened, times = (read, 12) if name.endswith("xls") else (kinds.read, 80)
    for _ in range(times):
        data = bytearray(sound)
        for _ in range(chance.randint(1, 12)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if chance.random() < 0.2:
            del data[chance.randrange(len(data)) :]
        try:
            opened(bytes(data), name)
        except UserError as told:
            assert told.todo  # noqa: PT017 - either is right


def test_a_value_in_the_last_corner_of_an_old_sheet_costs_nothing() -> None:
    """``far.xls``: a table from C5 on, and one value in IV65536."""
    people = read((DATA / "far.xls").read_bytes(), "far.xls").sheets[0]
    told = [(row.number, row.text(2), row.text(3)) for row in people.rows]
    assert told == [(5, "姓名", "部门"), (6, "王伟", "站")]
    assert people.left == ("columns",)
