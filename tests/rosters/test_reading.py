"""Files of every kind a roster comes as, read in the child; what lies in them besides values."""

from __future__ import annotations

import threading
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from desktop.errors import UserError
from desktop.rosters import child, kinds
from desktop.rosters.book import Book, Row, Sheet
from desktop.rosters.reading import CalledOff, Limits, read, read_file
from tests.rosters.hostile import bomb
from tests.rosters.messy import DATA, HEADER, active, good, messy, mixed, saved, sheet

ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be")


def row(sheet_: Sheet, number: int) -> Row:
    return next(r for r in sheet_.rows if r.number == number)


def mixed_books() -> list[tuple[str, Book]]:
    files = [DATA / f"mixed.{suffix}" for suffix in ("xls", "ods", "xlsx")]
    return [(file.suffix, kinds.read(file.read_bytes(), file.name)) for file in files]


@pytest.mark.parametrize(("suffix", "book"), mixed_books())
def test_what_other_programs_wrote_tells_all_that_is_beside_the_values(
    suffix: str, book: Book
) -> None:
    people = book.sheets[0]
    assert book.kind == suffix[1:]
    assert [one.hidden for one in book.sheets] == [False, True]
    assert people.hidden_columns == {11}
    assert [r.number for r in people.rows if r.hidden] == [7]
    assert row(people, 5).cells[6].text == "造林科"
    assert row(people, 5).cells[6].merged == "G4:G6"
    assert row(people, 4).cells[10].text == "2018-11-20"
    assert row(people, 4).cells[10].kind == "date"
    assert row(people, 5).cells[8].formula
    assert row(people, 5).cells[8].text == "工程师"
    assert row(people, 6).cells[9].kind == "error"
    assert row(people, 6).cells[9].text == "#DIV/0!"
    assert row(people, 9).cells[2].kind == "number"
    assert row(people, 4).cells[2].text == good(1)[2]


def test_a_file_is_what_is_in_it_and_not_what_it_is_called(tmp_path: Path) -> None:
    file = tmp_path / "名单.csv"
    file.write_bytes(saved(messy()))
    book = read_file(file)
    assert book.kind == "xlsx"
    people, last_year = book.sheets
    assert (people.hidden, last_year.hidden) == (False, True)
    assert [r.number for r in people.rows if r.hidden] == [8, 9]
    assert people.hidden_columns == {11}
    assert set(people.merges) == {"A1:L1", "G4:G6"}


def test_a_formula_that_nobody_has_computed_is_not_empty() -> None:
    book = kinds.read(saved(mixed()), "a.xlsx")
    cell = row(book.sheets[0], 5).cells[8]
    assert (cell.kind, cell.formula, cell.text) == ("unknown", True, "")


def test_reading_aids_above_characters_are_no_part_of_a_name() -> None:
    aided = (DATA / "mixed.xlsx").read_bytes()
    strings = "xl/sharedStrings.xml"
    archive = zipfile.ZipFile(BytesIO(aided))
    before = archive.read(strings).decode()
    name = good(1)[1]
    reading = "<rPh sb='0' eb='1'><t>qian</t></rPh>"
    after = before.replace(f"{name}</t>", f"{name}</t>{reading}")
    assert after != before
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as written:
        for inside in archive.namelist():
            written.writestr(inside, after if inside == strings else archive.read(inside))
    book = kinds.read(out.getvalue(), "a.xlsx")
    assert row(book.sheets[0], 4).text(1) == name


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_text_in_any_encoding_and_with_any_mark_between(encoding: str, mark: str) -> None:
    lines = [HEADER, *(["" if v is None else str(v) for v in good(n)] for n in range(1, 4))]
    text = "\r\n".join(mark.join(line) for line in lines)
    book = kinds.read(text.encode(encoding), "名单.csv")
    assert book.kind == "csv"
    assert book.sheets[0].rows[0].text(1) == "姓名"
    assert book.sheets[0].rows[3].text(2) == good(3)[2]


def test_text_keeps_what_programs_write_to_save_digits() -> None:
    text = (
        '姓名,身份证号,备注\n王伟,="659901197102021010","一, 二\n三"\n李娜,\'659901197102021010,\n'
    )
    first = kinds.read(text.encode("gb18030"), "a.csv").sheets[0]
    assert [r.text(1) for r in first.rows[1:]] == ["659901197102021010"] * 2
    assert first.rows[1].text(2) == "一, 二\n三"


def test_a_day_shows_no_more_than_its_format_does() -> None:
    book = sheet([good(1), good(2), good(3)])
    page = active(book)
    for place, code in (("K4", 'yyyy"年"m"月"'), ("K5", "mmm-yy"), ("K6", 'm"月"d"日"')):
        page[place] = 43405
        page[place].number_format = code
    rows = kinds.read(saved(book), "a.xlsx").sheets[0].rows
    shown = [(r.cells[10].text, r.cells[10].kind) for r in rows[-3:]]
    assert shown == [("2018-11", "date"), ("2018-11", "date"), ("--11-01", "date")]


def test_days_are_counted_from_1904_where_the_book_says_so() -> None:
    book = sheet([good(1)])
    active(book)["K4"] = 41943
    active(book)["K4"].number_format = "yyyy-mm-dd"
    book.epoch = CALENDAR_MAC_1904
    assert kinds.read(saved(book), "a.xlsx").sheets[0].rows[-1].text(10) == "2018-11-01"


def test_nobody_waits_for_a_file_that_was_called_off() -> None:
    called_off = threading.Event()
    called_off.set()
    with pytest.raises(CalledOff):
        read(bomb(64 << 20), "a.xlsx", called_off=called_off)


def test_time_memory_and_weight_have_limits(tmp_path: Path) -> None:
    large = bomb(512 << 20)
    with pytest.raises(UserError, match="秒还没有读完"):
        read(large, "a.xlsx", Limits(seconds=0.3))
    with pytest.raises(UserError, match="内存"):
        read(b"a,b\n" + b"1,2\n" * 8_000_000, "a.csv", Limits(memory=48 << 20))
    file = tmp_path / "a.xlsx"
    file.write_bytes(b"PK\3\4" + bytes(2000))
    with pytest.raises(UserError, match="超过"):
        read_file(file, Limits(weight=1000))
    with pytest.raises(UserError, match="打不开"):
        read_file(tmp_path / "nobody.xlsx")


def test_a_table_away_from_the_corner_stands_where_it_stands() -> None:
    """``apart.xls``: two columns from C5 on."""
    people = kinds.read((DATA / "apart.xls").read_bytes(), "apart.xls").sheets[0]
    told = [(r.number, {place: cell.text for place, cell in r.cells.items()}) for r in people.rows]
    assert told == [(5, {2: "姓名", 3: "部门"}), (6, {2: "王伟", 3: "站"})]


def test_a_bug_in_the_child_tells_where_and_quotes_no_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumbles(data: bytes, _name: str) -> None:
        raise ValueError(data.decode())

    monkeypatch.setattr(kinds, "read", stumbles)
    said = child._answer(b"659901198803120938", "a.csv")["bug"]
    assert "in stumbles" in said
    assert said.endswith("ValueError")
    assert "6599" not in said
