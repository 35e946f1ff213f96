"""The form to read through: every line in its place, with what the checklist says of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.app.library import Desk
from desktop.app.notices.installed import notice
from desktop.app.pages.form import Kind
from desktop.app.proofreading.form import Line, Part, form, is_open, written
from desktop.app.samples.sample import keep_sample
from desktop.app.session import Session
from desktop.domain.case import Work
from tests.storage.keeping import KEYS
from tests.ui.hands import Clock, open_session


def read(session: Session) -> tuple[Part, ...]:
    return form(session.case, session.notice, session.findings)


def lines(session: Session, page: str) -> dict[str, Line]:
    (part,) = (one for one in read(session) if one.page == page)
    return {line.path: line for block in part.blocks for line in block.lines}


@pytest.mark.parametrize(
    ("value", "kind", "said"),
    [
        (True, "yesno", "是"),
        (False, "yesno", "否"),
        ("2019-07", "month", "2019年7月"),
        ("2019-07-01", "day", "2019年7月1日"),
        ("至今", "month_open", "至今"),
        ("去年", "month", "去年"),
        ("2024-07-24T18:00", "moment", "2024-07-24 18:00"),
        ("2024-07-24", "moment", "2024-07-24"),
        ((2022, 2023), "years", "2022、2023"),
        (("2024-01", "2024-02"), "months", "2024年1月、2024年2月"),
        (("绿源", "绿源公司"), "tags", "绿源、绿源公司"),
        (30, "number", "30"),
        ("", "text", ""),
    ],
)
def test_values_stand_as_on_paper(value: object, kind: Kind, said: str) -> None:
    assert written(value, kind) == said


def test_lines_lead_to_their_fields_and_say_what_the_checklist_says(tmp_path: Path) -> None:
    session = open_session(tmp_path, {"person.name": "阿依古丽·买买提", "person.id_no": "6599"})
    session.insert("work", Work(start="2012-07", end="至今", unit="胡杨苗圃", post="技术员"))
    found = lines(session, "basic")
    assert found["person.name"].value == "阿依古丽·买买提"
    assert not is_open(found["person.name"])
    assert found["person.id_no"].value == "6599"
    assert "18" in found["person.id_no"].problem.sentence
    assert is_open(found["person.id_no"])
    assert found["person.gender"].value == ""
    (work,) = (part for part in read(session) if part.page == "work")
    assert work.blocks[0].title.startswith("工作经历 1") or "1" in work.blocks[0].title
    assert [line.value for line in work.blocks[0].lines][:2] == ["2012年7月", "至今"]


def test_what_no_notice_asks_of_this_person_is_not_there(tmp_path: Path) -> None:
    session = open_session(tmp_path, {"title.has": False})
    assert "title.obtained" not in lines(session, "title")
    session.set("title.has", True)
    assert "title.obtained" in lines(session, "title")


def test_the_complete_sample_has_nothing_open(tmp_path: Path) -> None:
    desk = Desk.open(tmp_path / "library", notice, Clock(), KEYS)
    session = desk.session(keep_sample(desk, notice("BM24")))
    parts = read(session)
    assert [part.page for part in parts][:3] == ["notice", "basic", "education"]
    assert not [part for part in parts if part.only_open().blocks]
    texts = {line.path: line for line in lines(session, "summary").values()}
    assert texts["summary.text"].value == session.case.summary.text.strip()
    files = lines(session, "attachments")
    assert files["slot:身份证正面"].value == "1 个文件"


def test_only_what_is_open_is_kept_on_demand(tmp_path: Path) -> None:
    session = open_session(tmp_path, {"person.name": "张明远"})
    (basic,) = (part for part in read(session) if part.page == "basic")
    kept = [line.path for block in basic.only_open().blocks for line in block.lines]
    assert "person.name" not in kept
    assert "person.gender" in kept


@pytest.mark.parametrize("pack", ["BM24", "GJ21", "GT23", "LC22", "ZZ23"])
def test_every_notice_can_be_read_through_from_empty(tmp_path: Path, pack: str) -> None:
    session = open_session(tmp_path, pack=pack)
    parts = read(session)
    assert {"basic", "title"} <= {part.page for part in parts}
    assert all(line.label for part in parts for block in part.blocks for line in block.lines)
