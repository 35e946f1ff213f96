"""记一笔: what a record changes, what keeps it out, what is told before; one step in each case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop.app.deadlines import recording
from desktop.app.deadlines.ledger import account, cells
from desktop.app.deadlines.recording import Kind, Record
from desktop.app.group_steps import step, take_back
from desktop.app.library import Desk
from desktop.domain import change as changes
from desktop.domain.case import Case
from desktop.storage.library import Library
from tests.app.dated import a_case, at, notice, returned, submits
from tests.storage.keeping import KEYS, FakeClock

GT23 = notice("GT23")


def after(case: Case, record: Record) -> Case:
    return changes.apply(case, recording.edits(case, notice(case.pack_id), record))


def record(kind: Kind, moment: str = "2023-10-07T09:00", **more: Any) -> Record:
    return Record(kind, moment, **more)


def test_the_first_submission_is_also_the_platforms() -> None:
    case = after(a_case("GT23"), record("submitted", where="单位"))
    assert [(s.at, s.to) for s in case.track.submits] == [("2023-10-07T09:00", "单位")]
    assert case.track.first_submit_at == "2023-10-07T09:00"
    again = after(case, record("submitted", "2023-10-08T09:00", where="评委会"))
    assert len(again.track.submits) == 2
    assert again.track.first_submit_at == "2023-10-07T09:00"


def test_a_return_brings_its_remarks_line_by_line() -> None:
    said = recording.remarks_of("  1. 身份证看不清\r\n\n2. 缺劳动合同 \n2. 缺劳动合同\n\t\n")
    assert said == ("1. 身份证看不清", "2. 缺劳动合同")
    case = after(a_case("GT23"), record("returned", where="评委会", remarks=said))
    (entry,) = case.track.returns
    assert (entry.at, entry.by) == ("2023-10-07T09:00", "评委会")
    assert [remark.text for remark in entry.remarks] == list(said)


@pytest.mark.parametrize(
    ("pasted", "several"),
    [
        ("1.身份证不清；2.总结不足2000字。", ("1.身份证不清", "2.总结不足2000字。")),
        ("退回原因：1、甲 2、2023.05的社保缺少", ("1、甲", "2、2023.05的社保缺少")),
        ("照片不清；（1）甲；（2）乙", ("照片不清；", "（1）甲", "（2）乙")),
        ("①甲②乙", ("①甲", "②乙")),
        ("论文发表于2023.5.1，版本1.2。", ("论文发表于2023.5.1，版本1.2。",)),
        ("第1、2、3项佐证不清。", ("第1、2、3项佐证不清。",)),
    ],
)
def test_remarks_numbered_within_a_line_are_several(pasted: str, several: tuple[str, ...]) -> None:
    assert recording.remarks_of(pasted) == several


def test_a_remark_is_about_what_its_words_name() -> None:
    record_ = record("returned", where="评委会", remarks=("政治面貌填写错误", "请认真修改"))
    (entry,) = after(a_case("GT23"), record_).track.returns
    assert [remark.path for remark in entry.remarks] == ["person.politics", ""]


def test_having_passed_is_recorded() -> None:
    assert after(a_case("BM24"), record("passed")).track.passed_at == "2023-10-07T09:00"


@pytest.mark.parametrize("all_resolved", [False, True])
def test_submitting_again_ends_the_return_and_counts(all_resolved: bool) -> None:
    case = a_case("GT23", track__returns=returned("2023-10-06T10:00", "", "甲", "乙"))
    case = after(case, record("resubmitted", all_resolved=all_resolved))
    (entry,) = case.track.returns
    assert entry.resubmitted_at == "2023-10-07T09:00"
    assert [bool(remark.resolved_at) for remark in entry.remarks] == [all_resolved] * 2
    assert [s.to for s in case.track.submits] == ["评委会"]


def test_paid_is_what_the_notice_charges_unless_another_sum_is_told() -> None:
    chosen = {"apply__type": "评审", "apply__level": "初级"}
    case = after(a_case("BM24", **chosen), record("paid"))
    assert (case.track.paid_at, case.track.fee) == ("2023-10-07T09:00", 220)
    assert after(case, record("paid", fee=200)).track.fee == 200
    unknown = after(a_case("BM24", apply__level=""), record("paid"))
    assert (unknown.track.paid_at, unknown.track.fee) == ("2023-10-07T09:00", None)


@pytest.mark.parametrize(
    "kind,path", [("delivered", "track.paper_delivered_at"), ("mailed", "track.paper_mailed_at")]
)
def test_paper_is_delivered_or_mailed(kind: Kind, path: str) -> None:
    assert changes.get(after(a_case("GT23"), record(kind)), path) == "2023-10-07T09:00"


@pytest.mark.parametrize(
    "kind,moment,says",
    [
        ("submitted", "昨天", "时间看不懂"),
        ("submitted", "2023-10-09T09:00", "还没有到"),
        ("submitted", "2023-10-07", ""),
        ("returned", "2023-10-07", "按小时算"),
        ("resubmitted", "2023-10-07T08:00", ""),
    ],
)
def test_a_record_itself_may_be_wrong(kind: Kind, moment: str, says: str) -> None:
    said = recording.fault(record(kind, moment, where="单位"), at("2023-10-08T12:00"))
    assert said.startswith(says) if not says else says in said
    assert bool(said) is bool(says)


_NOT_OUT = "没有等着重新提交的退回。"


def test_to_whom_it_was_submitted_has_to_be_told() -> None:
    assert "请选提交给了谁" in recording.fault(record("submitted"), at("2023-10-08T12:00"))


@pytest.mark.parametrize(
    "returns,moment,says",
    [
        ([], "2023-10-07T09:00", _NOT_OUT),
        (returned("2023-10-06T10:00", "2023-10-06T11:00"), "2023-10-07T09:00", _NOT_OUT),
        (returned("2023-10-06T10:00"), "2023-10-06T09:00", "比退回的时间还早。"),
        (returned("2023-10-06T10:00"), "2023-10-07T09:00", ""),
    ],
)
def test_what_is_not_out_cannot_come_back(returns: Any, moment: str, says: str) -> None:
    case, wanted = a_case("GT23", track__returns=returns), record("resubmitted", moment)
    assert recording.obstacle(case, wanted) == says
    assert bool(recording.edits(case, GT23, wanted)) is not bool(says)


WAITING = {"track__returns": returned("2023-10-06T10:00", "", "甲")}


@pytest.mark.parametrize(
    "pack,values,wanted,says",
    [
        ("GT23", {}, record("submitted", where="单位"), ()),
        ("GT23", {}, record("submitted", "2023-10-10T20:01", where="单位"),
         ("“网上申报”这时已经截止。",)),
        ("LC22", {}, record("submitted", "2022-10-20T09:00", where="单位"),
         ("正是“网上申报”的最后一天，算不算在内通知没有写清。",)),
        ("GT23", WAITING, record("submitted", where="单位"),
         ("有一次退回还没有重新提交：是不是该记“已重新提交”？",)),
        ("GT23", {"track__submits": submits("评委会", "评委会", "评委会")},
         record("submitted", where="评委会"), ("通知最多让提交 3 次，这会是第 4 次。",)),
        ("GT23", {"track__submits": submits("评委会", "评委会", "评委会")},
         record("submitted", where="单位"), ()),
        ("GT23", {}, record("returned"), ("还没有记过提交。",)),
        ("GT23", {"track__submits": submits("评委会"), **WAITING}, record("returned"),
         ("前一次退回还没有记重新提交。",)),
        ("GT23", WAITING, record("resubmitted"), ("还有 1 条退回意见没有记改好。",)),
        ("GT23", WAITING, record("resubmitted", all_resolved=True), ()),
        ("GT23", WAITING, record("resubmitted", "2023-10-08T10:01", all_resolved=True),
         ("期限是2023年10月8日 10:00，这个时间已经晚了。",)),
        ("GT23", {"track__returns": [returned("2023-10-06T10:00")[0] | {"by": ""}]},
         record("resubmitted"), ("没有记是谁退回的，请选重新提交给谁。",)),
        ("BM24", {"apply__level": ""}, record("paid", "2024-08-13T09:00"),
         ("这种申报的金额不知道，只记时间。",)),
        ("BM24", {"apply__type": "评审", "apply__level": "中级"},
         record("paid", "2024-08-11T09:00", fee=220),
         ("通知收 380 元，不是 220 元。", "“缴费”这时还没有开始。")),
        ("GT23", {"track__paper_delivered_at": "2023-10-30T10:00"},
         record("delivered", "2023-11-01T10:00"), ("原来记的是10月30日（周一）10:00，会换掉。",)),
    ],
)  # fmt: skip
def test_what_should_be_looked_at_is_told_before(
    pack: str, values: dict[str, Any], wanted: Record, says: tuple[str, ...]
) -> None:
    values = {"track__first_submit_at": "2023-10-01T09:00"} | values if says == () else values
    assert recording.cautions(a_case(pack, **values), notice(pack), wanted) == says


@pytest.fixture
def desk(library: Library, clock: FakeClock) -> Desk:
    for case_id in ("a", "b"):
        library.create(a_case("GT23", case_id))
    return Desk(library, notice, clock)


def put_down(desk: Desk, case_id: str, wanted: Record) -> Any:
    return step(desk, case_id, "被退回", lambda case: recording.edits(case, GT23, wanted))


def test_it_is_one_step_in_each_and_all_are_taken_back(desk: Desk) -> None:
    wanted = record("submitted", where="单位")
    done = [put_down(desk, case_id, wanted) for case_id in ("a", "b")]
    assert [desk.session(one).undo_label for one in ("a", "b")] == ["被退回", "被退回"]
    desk.session("b").set("person.name", "另一个")
    assert take_back(desk, done) == ("b",)
    assert desk.library.load("a").case == a_case("GT23", "a")
    assert len(desk.library.load("b").case.track.submits) == 1
    assert desk.library.replayed("a") == desk.library.load("a").case


def test_nothing_to_do_is_no_step(desk: Desk) -> None:
    assert put_down(desk, "a", record("resubmitted")) is None
    assert not desk.session("a").can_undo


def test_after_a_restart_the_clock_is_right(tmp_path: Path, clock: FakeClock, desk: Desk) -> None:
    put_down(desk, "a", record("returned", "2023-10-06T10:00", where="评委会"))
    desk.close()
    opened = Library.open(tmp_path / "library", clock, KEYS)
    case = opened.load("a").case
    opened.close()
    now = at("2023-10-06T12:39")
    said = cells(account(case, GT23, now), now)["term"].text
    assert said == "10月8日（周日）10:00，还剩 45 小时 21 分"
