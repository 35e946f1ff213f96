"""A roster's rows: what each says, what is doubtful, and the sentence for every doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.app.roster import bad
from desktop.app.roster import sheet as roster
from desktop.app.roster.sheet import Line
from desktop.app.roster.words import SAID
from desktop.domain.moments import BEIJING
from desktop.rosters.columns import FIELDS
from tests.app.rostering import read
from tests.rosters.messy import (
    BAD,
    CARE,
    FINE,
    HEADER,
    active,
    changed,
    good,
    messy,
    saved,
    sheet,
)

AT = datetime(2024, 7, 20, 9, 30, tzinfo=BEIJING)
ROOT = Path(__file__).parents[2] / "desktop"


def line_of(row: list[object]) -> Line:
    (line,) = read(saved(sheet([row]))).lines
    return line


@pytest.mark.parametrize("reason", BAD)
def test_a_bad_row_is_kept_back_for_its_reason(reason: str) -> None:
    line = line_of(BAD[reason])
    assert line.bad
    assert {d.doubt.reason for d in line.doubts if d.bad} == {reason}
    assert all(d.sentence for d in line.doubts)


@pytest.mark.parametrize("reason", CARE)
def test_a_doubtful_row_is_taken_and_told(reason: str) -> None:
    line = line_of(CARE[reason])
    assert not line.bad
    assert reason in {doubted.doubt.reason for doubted in line.doubts}


@pytest.mark.parametrize("row", FINE)
def test_every_clear_form_of_a_day_is_the_same_month(row: list[object]) -> None:
    line = line_of(row)
    assert line.doubts == ()
    assert line.values["title_obtained"][:7] == "2018-11"


def test_a_level_against_the_title_applied_for_is_kept_back() -> None:
    line = line_of(changed(1, level="初级", target="工程师"))
    assert [d.doubt.reason for d in line.doubts] == ["level_differs"]


def test_words_are_put_into_the_notices_own() -> None:
    values = line_of(changed(1, ethnicity="维吾尔", level="中级职称")).values
    assert values["ethnicity"] == "维吾尔族"
    assert values["level"] == "中级"


def test_hidden_rows_are_left_unless_they_are_wanted() -> None:
    data = saved(messy())
    without, everybody = read(data), read(data, take_hidden=True)
    assert without.hidden == (8, 9)
    assert len(everybody.lines) == len(without.lines) + 2
    assert everybody.hidden == ()


def test_a_total_is_no_person() -> None:
    found = read(saved(messy()))
    assert len(found.apart) == 1
    assert "合计" not in {line.name for line in found.lines}


def test_one_person_twice_is_one_and_told() -> None:
    book = sheet([good(1), good(2), good(1)])
    lines = read(saved(book)).lines
    assert [line.row.number for line in lines] == [4, 5]
    assert lines[0].joined == (6,)
    assert [d.doubt.reason for d in lines[0].doubts] == ["twice_same"]


def test_one_number_with_two_stories_keeps_both_back() -> None:
    book = sheet([good(1), changed(1, phone="19999999999")])
    lines = read(saved(book)).lines
    assert [[d.doubt.reason for d in line.doubts] for line in lines] == [["twice_differs"]] * 2
    assert "手机号码" in lines[0].doubts[0].sentence


def test_two_of_a_name_without_numbers_cannot_be_told_apart() -> None:
    book = sheet([changed(1, id_no=None), changed(1, id_no=None, gender="女")])
    for line in read(saved(book)).lines:
        assert "name_twice" in {d.doubt.reason for d in line.doubts if d.bad}


def test_a_title_and_its_time_in_one_cell_are_two_things() -> None:
    header = ("姓名", "身份证号", "现职称及取得时间")
    rows = [[*good(n)[1:3], said] for n, said in enumerate(("工程师（2018.11）", "无"), 1)]
    first, second = read(saved(sheet(rows, header))).lines
    assert (first.values["title"], first.values["title_obtained"]) == ("工程师", "2018-11")
    assert second.values["title"] == "无"
    assert "title_obtained" not in second.values


def _reasons() -> Iterator[str]:
    """Every reason the code gives."""
    given = re.compile(r'(?:bad|Doubt|care\([\w\[\]. ]+,)\(?\s*"(\w+)"')
    for file in [*(ROOT / "rosters").glob("*.py"), *(ROOT / "app" / "roster").glob("*.py")]:
        yield from given.findall(file.read_text("utf-8"))
    yield from ("id_length", "id_characters", "id_birth", "id_checksum")


def test_every_reason_has_its_sentence_and_every_sentence_its_reason() -> None:
    by_choice = {"gender", "lost"}
    assert set(_reasons()) | by_choice == set(SAID)


def test_every_kind_of_column_can_be_chosen() -> None:
    assert set(roster.FIELDS) == set(FIELDS)


# ---------------------------------------------------------------------- the sheet of bad ones


def bad_sheet(data: bytes) -> bytes:
    found = read(data)
    return bad.sheet(found, [line for line in found.lines if line.bad], AT)


def test_the_sheet_of_bad_ones_is_like_the_roster_with_reasons() -> None:
    made = bad_sheet(saved(messy()))
    page = active(load_workbook(BytesIO(made)))
    header = [cell.value for cell in page[3]]
    assert header == [bad.ROW, *HEADER, bad.REASON]
    rows = list(page.iter_rows(min_row=4, values_only=True))
    assert len(rows) == len(BAD) + 2
    assert all(row[-1] for row in rows)
    lost = next(row for row in rows if row[2] == BAD["id_lost"][1])
    assert lost[3] == str(BAD["id_lost"][2])
    assert {cell.data_type for row in page.iter_rows(min_row=4) for cell in row} <= {"s", "n"}
    assert all(
        cell.value is None for row in page.iter_rows() for cell in row if cell.data_type == "n"
    )


def test_what_was_kept_back_is_kept_back_again_until_it_is_put_right() -> None:
    again = read(bad_sheet(saved(messy())))
    assert len(again.lines) == len(BAD) + 2
    assert all(line.bad for line in again.lines)


def test_what_was_put_right_comes_in() -> None:
    made = load_workbook(BytesIO(bad_sheet(saved(sheet([BAD["id_lost"], BAD["date_english"]])))))
    page = active(made)
    page["D4"] = good(41)[2]
    page["L5"] = "2018-11"
    lines = read(saved(made)).lines
    assert [line.bad for line in lines] == [False, False]
    assert lines[0].values["id_no"] == good(41)[2]
