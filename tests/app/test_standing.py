"""Where an application stands: one word, the first that holds, and what comes next."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from desktop.app.applicants.standing import Status, due, open_remarks, status
from desktop.app.notices import installed
from desktop.domain.change import parse
from desktop.domain.finding import Finding, Verdict
from desktop.domain.moments import BEIJING

NOW = datetime(2024, 7, 24, 17, 30, tzinfo=BEIJING)

DONE = (Finding("r1", Verdict.PASS, "", "ok"), Finding("r2", Verdict.WARN, "", "vague"))
WRONG = (*DONE, Finding("r3", Verdict.FAIL, "", "id_checksum"))
TO_DO = (*DONE, Finding("r3", Verdict.TODO, "", "not_confirmed"))

RETURNED = {"returns": [{"id": "t1", "at": "2024-07-24T09:00"}]}
BACK = {"returns": [{"id": "t1", "at": "2024-07-22", "resubmitted_at": "2024-07-23T10:00"}]}
SUBMITTED = {"submits": [{"id": "s1", "at": "2024-07-20T10:00", "to": "单位"}]}
POSTED = {"start": "2024-07-22", "end": "2024-07-29"}
SENT_BACK = [{"id": "v1", "by": "赵可欣", "stage": "初审", "result": "退回"}]
PASSED = [{"id": "v1", "by": "赵可欣", "stage": "初审", "result": "通过"}]
AUDIT = {"unit_audit": {"at": "2024-07-23"}}
REMARK = [{"id": "m1", "text": "请改", "path": "person.name"}]
SETTLED = [{"id": "m1", "text": "请改", "resolved_at": "2024-07-24T10:00"}]


def case(**said: Any) -> Any:
    return parse({"case_id": "c1", "pack_id": "BM24", "pack_version": 1, **said})


def objected(*outcomes: str, **more: Any) -> dict[str, Any]:
    entries = [{"id": f"o{n}", "outcome": outcome} for n, outcome in enumerate(outcomes)]
    stands = any(outcome != "不成立" for outcome in outcomes)
    return {"pub": {"objection": stands, "objections": entries, **more}}


TABLE: dict[str, tuple[dict[str, Any], tuple[Finding, ...], bool, str]] = {
    # by itself
    "empty": ({}, WRONG, False, "填写中"),
    "to do": ({}, TO_DO, False, "填写中"),
    "came in a package": ({}, WRONG, True, "待审核"),
    "nothing blocks": ({}, DONE, False, "可提交"),
    "passed by the unit": ({"reviews": PASSED, **AUDIT}, TO_DO, True, "已审核"),
    "sent back by the unit": ({"reviews": SENT_BACK, "remarks": REMARK}, DONE, True, "退回修改"),
    "a remark is open": ({"remarks": REMARK}, DONE, False, "退回修改"),
    "a remark is settled": ({"remarks": SETTLED}, DONE, False, "可提交"),
    "put right since": ({"reviews": SENT_BACK, "remarks": SETTLED}, TO_DO, True, "待审核"),
    "returned by the platform": ({"track": RETURNED}, DONE, False, "退回修改"),
    "back at the platform": ({"track": {**SUBMITTED, **BACK}}, WRONG, False, "已提交"),
    "submitted": ({"track": SUBMITTED}, WRONG, False, "已提交"),
    "submitted, known by its day": ({"track": {"first_submit_at": "x"}}, DONE, False, "已提交"),
    "result": ({"track": {"result": "评审通过"}}, WRONG, False, "已出结果"),
    # 公示
    "hangs": ({"pub": POSTED}, TO_DO, False, "公示中"),
    "hangs from today": ({"pub": {"start": "2024-07-24"}}, DONE, False, "公示中"),
    "hangs until today": ({"pub": {**POSTED, "end": "2024-07-24"}}, DONE, False, "公示中"),
    "hangs from tomorrow": ({"pub": {"start": "2024-07-25"}}, TO_DO, False, "填写中"),
    "hung until yesterday": ({"pub": {**POSTED, "end": "2024-07-23"}}, DONE, False, "可提交"),
    "no day at all": ({"pub": {"start": "下周", "end": "某日"}}, TO_DO, False, "填写中"),
    "an objection is open": (objected("", **POSTED), TO_DO, False, "有异议"),
    "one of two is": (objected("不成立", "", **POSTED), TO_DO, False, "有异议"),
    "an objection was right": (objected("成立"), DONE, False, "有异议"),
    "objections were unfounded": (objected("不成立", "不成立"), DONE, False, "可提交"),
    "an objection nobody wrote down": ({"pub": {"objection": True}}, DONE, False, "有异议"),
    # which comes first
    "result before return": ({"track": {**RETURNED, "result": "未通过"}}, DONE, False, "已出结果"),
    "return before submitted": ({"track": {**SUBMITTED, **RETURNED}}, DONE, False, "退回修改"),
    "submitted before objection": ({"track": SUBMITTED, **objected("")}, DONE, True, "已提交"),
    "hangs before ready": ({"pub": POSTED}, DONE, False, "公示中"),
    "ready before reviewed": ({"reviews": PASSED, **AUDIT}, DONE, True, "可提交"),
}


@pytest.mark.parametrize("what", TABLE)
def test_status(what: str) -> None:
    said, findings, received, word = TABLE[what]
    assert status(case(**said), findings, NOW, received=received) == word


def test_every_status_of_a_judged_case_is_in_the_table() -> None:
    told = {word for *_, word in TABLE.values()}
    assert told == set(Status) - {Status.UNSEEN, Status.CLOSED}


@pytest.mark.parametrize("findings", [TO_DO, DONE], ids=["to do", "nothing blocks"])
def test_a_pass_of_an_older_version_is_none(findings: tuple[Finding, ...]) -> None:
    passed = case(reviews=PASSED, **AUDIT)
    assert status(passed, findings, NOW, received=True, came_since=True) == "待审核"
    assert status(passed, findings, NOW, received=True) in ("已审核", "可提交")
    hung = passed.model_copy(update={"pub": case(pub=POSTED).pub})
    assert status(hung, findings, NOW, received=True, came_since=True) == "公示中"


@pytest.mark.parametrize("hours", [0, 6])
def test_the_day_is_beijings(hours: int) -> None:
    """17:30 in London on the 21st is the 22nd in Beijing."""
    moment = datetime.fromisoformat("2024-07-21T17:30+00:00") + timedelta(hours=hours)
    assert status(case(pub=POSTED), TO_DO, moment, received=False) == "公示中"


DUE: dict[str, tuple[str, dict[str, Any], tuple[str, str] | None]] = {
    "before submission": ("BM24", {}, ("2024-07-30 23:59", "网上申报")),
    "submitted": ("BM24", SUBMITTED, ("2024-08-20 23:59", "缴费")),
    "paid": ("BM24", {**SUBMITTED, "paid_at": "2024-08-13"}, None),
    "returned, no term": ("BM24", {**SUBMITTED, **RETURNED}, ("2024-07-30 23:59", "网上申报")),
    "result": ("BM24", {**RETURNED, "result": "未通过"}, None),
    "by the hour": ("GT23", {}, ("2023-10-10 20:00", "网上申报")),
    "returned, 48 hours": (
        "GT23",
        {**SUBMITTED, "returns": [{"id": "t", "at": "2023-09-01T10:00"}]},
        ("2023-09-03 10:00", "退回修改"),
    ),
    "paper before fee": ("GT23", SUBMITTED, ("2023-11-02 20:00", "交评审表")),
    "paper brought": (
        "GT23",
        {**SUBMITTED, "paper_delivered_at": "2023-10-20"},
        ("2023-11-02 20:00", "缴费"),
    ),
    "no time is set": ("ZZ23", {}, None),
}


@pytest.mark.parametrize("what", DUE)
def test_due(what: str) -> None:
    pack, track, expected = DUE[what]
    found = due(case(pack_id=pack, track=track), installed.notice(pack))
    assert (found and (f"{found.at:%Y-%m-%d %H:%M}", found.word)) == expected


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ({}, 0),
        ({"remarks": [*REMARK, {"id": "m2", "text": "也请改"}]}, 2),
        ({"remarks": SETTLED}, 0),
        ({"track": {"returns": [{"id": "t", "at": "2024-07-24", "remarks": REMARK}]}}, 1),
        ({"remarks": REMARK, "track": {"returns": [{"id": "t", "remarks": SETTLED}]}}, 1),
    ],
)
def test_open_remarks(said: dict[str, Any], count: int) -> None:
    for entry in said.get("track", {}).get("returns", []):
        entry["remarks"] = [{k: v for k, v in r.items() if k != "path"} for r in entry["remarks"]]
    assert open_remarks(case(**said)) == count
