"""公示 for a group: the days by each notice, what is set once, files, results, the photo."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from desktop.app.notices.installed import notice
from desktop.app.papers.press import Press
from desktop.app.publicity import group as group_publicity
from desktop.app.publicity import group_days, group_papers, group_results
from desktop.app.publicity import objections as objections_use
from desktop.app.publicity.group import Applied, Arrangement, Group
from desktop.app.publicity.group_papers import Prepared
from desktop.domain.case import Objection
from desktop.errors import UserError
from tests.app.grouped import NAMES, desk_in, take_in
from tests.ui.hands import NOW, Clock

PACKS = ("BM24", "BM24", "LC22")


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW.replace(day=19))


@pytest.fixture
def group(tmp_path: Path, clock: Clock) -> Group:
    desk = desk_in(tmp_path, clock)
    return Group(desk, take_in(desk, PACKS))


@pytest.fixture
def over(tmp_path: Path, clock: Clock) -> Group:
    """公示 is over for everybody; the results are still to come."""
    clock.now = NOW.replace(day=31)
    desk = desk_in(tmp_path, clock)
    return Group(desk, take_in(desk, ("BM24", "BM24", "ZZ23"), posted=True))


def arranged(group: Group, **facts: str) -> Arrangement:
    ends = {member.key: "2024-07-29" for member in group.members}
    return Arrangement("2024-07-22", ends, **facts)


def applied(group: Group, arrangement: Arrangement, *replace: str) -> Applied:
    done = Applied()
    for _ in group_publicity.apply(group.members, arrangement, replace, done):
        pass
    return done


# ---------------------------------------------------------------------- days


@pytest.mark.parametrize(
    ("moment", "first"),
    [
        ("2024-07-19", "2024-07-22"),
        ("2024-07-22", "2024-07-23"),
        ("2024-09-13", "2024-09-14"),  # a Saturday worked in exchange
        ("2024-09-14", "2024-09-18"),
        ("2024-06-13", "2024-06-24"),  # days that may be off are not proposed
    ],
)
def test_the_start_proposed_is_the_next_day_that_is_worked(moment: str, first: str) -> None:
    now = NOW.replace(month=int(moment[5:7]), day=int(moment[8:]))
    assert group_days.first_start(notice("BM24").calendar, now).isoformat() == first


def test_both_ways_of_counting_and_the_latest_start_with_their_sources() -> None:
    found = group_days.outlook(notice("BM24"), date(2024, 7, 22), None, NOW.replace(day=19))
    assert (found.end, found.early) == (date(2024, 7, 29), date(2024, 7, 26))
    assert found.latest == date(2024, 7, 22)
    assert found.cautions == ()
    assert any("首日计入，到 7月26日（周五）" in said for said in found.sentences)
    assert any("公示期不少于5个工作日" in said for said in found.sources)
    assert any("申报时间：7月10日至7月30日" in said for said in found.sources)


def test_a_day_later_is_too_late_and_said_so() -> None:
    found = group_days.outlook(notice("BM24"), date(2024, 7, 23), None, NOW.replace(day=19))
    assert any("来不及" in said for said in found.cautions)


@pytest.mark.parametrize("pack", ["LC22", "GT23"])
def test_where_the_length_is_unsaid_nothing_is_counted_before_somebody_says(pack: str) -> None:
    start = date(2023, 9, 18)
    found = group_days.outlook(notice(pack), start, None, NOW)
    assert (found.end, found.latest) == (None, None)
    assert "通知未写" in found.sentences[0]
    known = group_days.outlook(notice(pack), start, 5, NOW)
    assert known.end == date(2023, 9, 25)
    assert known.latest is not None


@pytest.mark.parametrize(
    ("start", "word"),
    [
        (date(2031, 3, 3), "缺全国 2031 年的放假安排"),
        (date(2024, 6, 12), "6月14日、6月15日"),
        (date(2024, 7, 13), "不是工作日"),
        (date(2024, 7, 1), "已经过去"),
    ],
)
def test_what_the_calendar_does_not_know_is_said_plainly(start: date, word: str) -> None:
    found = group_days.outlook(notice("BM24"), start, None, NOW.replace(day=19))
    assert any(word in said for said in found.cautions), found.cautions


@pytest.mark.parametrize(
    ("end", "refused", "doubtful"),
    [
        (date(2024, 7, 25), True, True),
        (date(2024, 7, 26), False, True),
        (date(2024, 7, 29), False, False),
        (date(2024, 7, 21), True, True),
        (date(2026, 7, 29), True, False),
    ],
)
def test_nothing_is_posted_a_day_too_short(end: date, refused: bool, doubtful: bool) -> None:
    start = date(2024, 7, 22)
    assert bool(group_days.too_short(notice("BM24"), start, end)) is refused
    assert group_days.only_with_first(notice("BM24"), start, end) is doubtful


# ---------------------------------------------------------------------- set once


def test_everybody_takes_it_as_one_step_and_gives_it_back(group: Group) -> None:
    before = [member.case for member in group.members]
    done = applied(group, arranged(group, office="综合", phone="0996-7000001", leader="马建国"))
    assert len(done.changed) == 3
    for member in group.members:
        assert (member.case.pub.start, member.case.pub.end) == ("2024-07-22", "2024-07-29")
        assert member.case.pub.office == "综合"
        assert member.case.unit_audit.leader_name == "马建国"
        assert member.session.undo_label == "安排公示"
    assert len(list(done.take_back())) == 3
    assert [member.case for member in group.members] == before


def test_who_signs_is_set_only_where_the_notice_wants_the_signature(group: Group) -> None:
    applied(group, arranged(group, discipline="古丽"))
    named = [member.case.unit_audit.discipline_leader_name for member in group.members]
    assert named == ["", "", "古丽"]


def test_dates_that_are_there_stay_unless_chosen(group: Group) -> None:
    first, second, _ = group.members
    first.session.set("pub.start", "2024-07-15")
    second.session.set("pub.start", "2024-07-15")
    wish = arranged(group, office="综合")
    told = {(one.member.case_id, one.path) for one in group_publicity.clashes(group.members, wish)}
    assert told == {("c0", "pub.start"), ("c1", "pub.start")}
    applied(group, wish, second.case_id)
    # The two dates belong together: no new end behind another start.
    assert (first.case.pub.start, first.case.pub.end) == ("2024-07-15", "")
    assert first.case.pub.office == "综合"
    assert (second.case.pub.start, second.case.pub.end) == ("2024-07-22", "2024-07-29")


def test_whose_length_nobody_has_said_is_left_out(group: Group) -> None:
    ends = {(m.notice.id, m.notice.version): "2024-07-29" for m in group.members[:2]}
    done = applied(group, Arrangement("2024-07-22", ends))
    assert [member.name for member, _ in done.kept] == [NAMES[2]]
    assert "还没有填公示几天" in done.said


def test_one_that_cannot_be_saved_never_stops_the_rest(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_kinds: object) -> None:
        raise UserError("磁盘满了。", safe="没有变。", todo="清理。")

    monkeypatch.setattr(group.members[0].session, "change", refuse)
    done = applied(group, arranged(group))
    assert (len(done.changed), len(done.failed)) == (2, 1)
    assert group.members[0].case.pub.start == ""


def test_a_case_that_is_gone_is_named_and_the_others_are_there(
    tmp_path: Path, clock: Clock
) -> None:
    desk = desk_in(tmp_path, clock)
    ids = take_in(desk, PACKS)
    desk.remove(ids[1])
    group = Group(desk, ids)
    assert len(group.members) == 2
    assert len(group.unopened) == 1


# ---------------------------------------------------------------------- files


def ready(group: Group) -> None:
    applied(group, arranged(group, office="综合", phone="0996-7000001"))


def test_a_sheet_each_for_those_who_lack_nothing(group: Group) -> None:
    ready(group)
    group.members[0].session.set("pub.political_text", "")
    found = group_papers.each(group.members, "publicity", group.now(), hide_number=True)
    assert [sheet.name for sheet in found.sheets] == [
        "002-阿卜杜热合曼·买买提·吐尔逊-公示",
        "003-李新-公示",
    ]
    (gap,) = found.gaps
    assert (gap.name, gap.path, gap.page) == ("张䶮", "pub.political_text", "publicity")


@pytest.mark.parametrize(("hide", "shown"), [(True, False), (False, True)])
def test_the_id_number_is_printed_as_somebody_chose(group: Group, hide: bool, shown: bool) -> None:
    ready(group)
    found = group_papers.each(group.members[:1], "publicity", group.now(), hide_number=hide)
    pdf = Press.bundled().pdf(found.sheets[0].document)
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    text = text.replace("\n", "")
    assert ("659901198805120028" in text) is shown
    assert ("659901********0028" in text) is hide


def test_a_number_in_a_text_keeps_that_person_back_by_name_and_field(group: Group) -> None:
    ready(group)
    group.members[1].session.set("pub.achievement_text", "659901 19880512 0028 主持项目")
    for found in (
        group_papers.each(group.members, "publicity", group.now()),
        group_papers.lists(group.members, group.now()),
    ):
        (gap,) = [g for g in found.gaps if g.sentence]
        assert gap.path == "pub.achievement_text"
        assert gap.said == f"{NAMES[1]}的“业绩成果”里有像身份证号的一串数字，不能张贴。"
        assert not any(NAMES[1] in sheet.name for sheet in found.sheets)


def test_a_list_for_each_notice_and_only_when_all_is_there(group: Group) -> None:
    assert group_papers.lists(group.members, group.now()).sheets == ()
    ready(group)
    found = group_papers.lists(group.members, group.now())
    assert len(found.sheets) == 2
    assert "2人" in "".join(sheet.name for sheet in found.sheets)
    group.members[0].session.set("person.politics", "")
    found = group_papers.lists(group.members, group.now())
    assert found.sheets == ()
    assert [gap.path for gap in found.gaps] == ["person.politics"]


def test_files_are_written_whole_into_a_folder_of_their_own(group: Group, tmp_path: Path) -> None:
    ready(group)
    found = group_papers.each(group.members, "publicity", group.now(), hide_number=True)
    files = group_papers.pressed(found, Press.bundled(), lambda _done: True)
    first = group_papers.written(tmp_path / "出", "公示", group.now(), files)
    again = group_papers.written(tmp_path / "出", "公示", group.now(), files)
    assert (first.name, again.name) == ("公示-2024-07-19", "公示-2024-07-19-2")
    assert len(list(first.iterdir())) == 6
    assert not any("6599" in path.name for path in first.iterdir())
    assert {path.name for path in (tmp_path / "出").iterdir()} == {first.name, again.name}


def test_called_off_nothing_is_there(group: Group) -> None:
    ready(group)
    found: Prepared = group_papers.each(group.members, "publicity", group.now(), hide_number=True)
    assert group_papers.pressed(found, Press.bundled(), lambda done: done < 1) == ()


# ---------------------------------------------------------------------- results


def resulted(group: Group, dated: str = "2024-07-30", counting: str = "workdays") -> Applied:
    done = Applied()
    chosen: group_results.Counting = "workdays" if counting == "workdays" else "days"
    for _ in group_results.apply(group.members, dated, chosen, (), done):
        pass
    return done


@pytest.mark.parametrize(("counting", "days"), [("workdays", 5), ("days", 8)])
def test_results_are_set_for_all_in_one_go(over: Group, counting: str, days: int) -> None:
    assert group_results.first_date(over) == date(2024, 7, 31)
    done = resulted(over, counting=counting)
    assert len(done.changed) == 3
    for member in over.members:
        pub = member.case.pub
        assert (pub.result_date, pub.days, pub.objection) == ("2024-07-30", days, False)
    made = group_papers.each(over.members, "result", over.now())
    assert len(made.sheets) == 3
    list(done.take_back())
    assert over.members[0].case.pub.objection is None


def test_whoever_has_an_objection_is_left_out_and_told(over: Group) -> None:
    objections_use.add(over.members[1].session, Objection(at="2024-07-24", way="来信", text="存疑"))
    done = resulted(over)
    assert [member.name for member in done.changed] == [NAMES[0], NAMES[2]]
    assert done.kept[0][1] == "异议 1 条，1 条没有处理完"
    assert over.members[1].case.pub.result_date == ""
    made = group_papers.each(over.members, "result", over.now())
    assert len(made.sheets) == 2
    assert any("异议" in gap.said for gap in made.gaps)


@pytest.mark.parametrize(
    ("path", "value", "why"),
    [
        ("pub.end", "", "还没有安排公示"),
        ("pub.end", "2024-08-02", "公示到 8月2日（周五）才结束"),
        ("pub.end", "2024-07-25", "公示不满 5 个工作日"),
        ("pub.objection", True, "登记了有异议"),
    ],
)
def test_who_is_not_ready_is_told_why(over: Group, path: str, value: object, why: str) -> None:
    member = over.members[0]
    member.session.set(path, value)
    assert group_results.ready(member, over.now()).why_not == why


def test_the_result_lies_after_the_last_day(over: Group) -> None:
    assert "晚于" in group_results.too_early(over.members, "2024-07-29")
    assert group_results.too_early(over.members, "2024-07-30") == ""
    assert group_results.too_early(over.members, "昨天")


def test_results_that_are_there_stay_unless_chosen(over: Group) -> None:
    over.members[0].session.set("pub.result_date", "2024-08-01")
    resulted(over)
    assert over.members[0].case.pub.result_date == "2024-08-01"
    done = Applied()
    ids = [member.case_id for member in over.members]
    list(group_results.apply(over.members, "2024-07-30", "workdays", ids, done))
    assert over.members[0].case.pub.result_date == "2024-07-30"


# ---------------------------------------------------------------------- the photo


def test_the_photo_goes_where_the_notice_wants_it(over: Group, tmp_path: Path) -> None:
    photo = tmp_path / "公示栏.jpg"
    Image.effect_noise((600, 400), 60).convert("RGB").save(photo)
    done = Applied()
    for _ in group_results.add_photo(over.members, photo, done):
        pass
    assert [member.name for member in done.changed] == [NAMES[2]]
    assert "通知不要公示照片" in done.said
    (attachment,) = over.members[2].case.attachments
    assert attachment.slot == "公示照片"
    assert group_results.has_photo(over.members[2])
    list(done.take_back())
    assert over.members[2].case.attachments == ()


def test_a_photo_that_is_none_is_told_and_nothing_kept(over: Group, tmp_path: Path) -> None:
    bad = tmp_path / "坏.jpg"
    bad.write_bytes(b"no picture")
    done = Applied()
    list(group_results.add_photo(over.members, bad, done))
    assert [member.name for member, _ in done.failed] == [NAMES[2]]
