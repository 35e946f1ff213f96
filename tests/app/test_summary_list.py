"""汇总表: text cells, nothing that computes, a sheet of paper; and a roster again."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from desktop.app.roster import summary_list
from desktop.app.roster.importing import begun
from desktop.app.roster.summary_list import ITEMS
from desktop.domain import change as changes
from desktop.domain.case import Case, Education
from desktop.domain.moments import BEIJING
from desktop.rosters.writing import Column, Page, xlsx
from tests.app.rostering import notice, read
from tests.rosters.messy import active, good, saved, sheet

AT = datetime(2024, 7, 20, 9, 30, tzinfo=BEIJING)
UNIT = "远山县绿洲林业工作总站"


def people(*numbers: int) -> list[Case]:
    lines = read(saved(sheet([good(n) for n in numbers]))).lines
    return [begun(notice("BM24"), line.values) for line in lines]


def cells(data: bytes) -> list[list[str]]:
    page = active(load_workbook(BytesIO(data)))
    return [[str(cell.value) for cell in row] for row in page.iter_rows()]


def test_id_numbers_and_telephones_are_text() -> None:
    data = summary_list.sheet(people(1, 2), UNIT, AT)
    page = active(load_workbook(BytesIO(data)))
    titles = [cell.value for cell in page[3]]
    assert titles == ["序号", *(item.title for item in ITEMS)]
    cell = page.cell(4, titles.index("身份证号") + 1)
    assert (cell.value, cell.data_type, cell.number_format) == (good(1)[2], "s", "@")
    assert page.cell(4, titles.index("联系电话") + 1).data_type == "s"
    assert UNIT in str(page["A2"].value)
    assert "2024年7月20日" in str(page["A2"].value)
    assert "共 2 人" in str(page["A2"].value)


@pytest.mark.parametrize("said", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0"])
def test_no_value_computes_and_each_is_read_as_it_was(said: str) -> None:
    data = xlsx(Page("表", "表", [Column("姓名")], [(said,)]), AT)
    cell = active(load_workbook(BytesIO(data)))["A3"]
    assert cell.data_type == "s"
    assert cell.value == said
    assert cell.quotePrefix
    assert b"<f>" not in data


def test_it_is_printed_across_with_its_header_on_every_page() -> None:
    page = active(load_workbook(BytesIO(summary_list.sheet(people(1), UNIT, AT))))
    assert page.page_setup.orientation == "landscape"
    assert page.page_setup.paperSize == 9
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.sheet_properties.pageSetUpPr is not None
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.print_title_rows == "$3:$3"
    assert page.freeze_panes == "A4"


def test_the_highest_study_stands_in_it() -> None:
    (case,) = people(1)
    studies = [
        Education(level="本科", major="林学", end="2010-07"),
        Education(level="硕士", major="生态学", end="2015-07"),
        Education(level="大专", major="园林", end="2018-07"),
    ]
    case = changes.put(case, "edu", studies)
    rows = cells(summary_list.sheet([case], UNIT, AT))
    row = dict(zip(rows[2], rows[3], strict=True))
    assert (row["学历"], row["所学专业"]) == ("硕士", "生态学")


def test_a_summary_is_a_roster_again() -> None:
    made = people(1, 2, 3)
    again = read(summary_list.sheet(made, UNIT, AT)).lines
    assert [line.bad for line in again] == [False] * 3
    assert [line.values["id_no"] for line in again] == [case.person.id_no for case in made]
    assert [line.values["birth"] for line in again] == [case.person.birth for case in made]
    assert again[0].values["title_obtained"] == "2018-11"


def test_what_no_xml_can_hold_stays_out() -> None:
    data = xlsx(Page("a/b:c*?[]" * 9, "表", [Column("姓名")], [("王\x00\x1f\ud800伟",)]), AT)
    assert active(load_workbook(BytesIO(data)))["A3"].value == "王伟"
