"""Where files go: what the rules want of a slot, by entry, year and part."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from desktop.app.intake import Place
from desktop.app.library import new_case
from desktop.app.notices.installed import notice
from desktop.app.places import Group, SlotPlaces, columns, place_name
from desktop.domain.case import Achievement, Attachment, Case, Education, Title, Training
from desktop.domain.change import put
from desktop.domain.check import check
from desktop.domain.finding import Verdict
from tests.whole import PACKS, cases

NOTICE = notice("BM24")
NOW = datetime(2024, 7, 20, 10, 0, tzinfo=timezone(timedelta(hours=8)))


def case_of(**values: object) -> Case:
    case = new_case(NOTICE).model_copy(update={"case_id": "c1"})
    for path, value in values.items():
        case = put(case, path.replace("__", "."), value)
    return case


def slots(case: Case) -> dict[str, SlotPlaces]:
    found = columns(case, NOTICE, check(case, NOTICE, NOW))
    return {slot.slot.id: slot for column in found for slot in column.slots}


def file(slot: str, **facts: object) -> Attachment:
    return Attachment.model_validate({"slot": slot, "sha256": "a" * 64, **facts})


@pytest.mark.parametrize(
    ("status", "proof", "deferral", "contract"),
    [
        ("正常", "must", "not", "not"),
        ("断保", "not", "must", "not"),
        ("未参保", "not", "not", "must"),
        ("", "asks", "asks", "asks"),
    ],
)
def test_what_is_wanted_hangs_on_the_answer(
    status: str, proof: str, deferral: str, contract: str
) -> None:
    found = slots(case_of(si__status=status))
    assert found["社保缴费证明"].standing == proof
    assert found["缓缴证明"].standing == deferral
    assert found["劳动合同"].standing == contract
    assert found["银行工资流水"].standing == contract


@pytest.mark.parametrize(("place", "standing"), [("新疆", "some"), ("疆外", "must")])
def test_two_of_three_or_all_three(place: str, standing: str) -> None:
    title = Title(has=True, place=place)
    found = slots(case_of(title=title))
    assert {found[s].standing for s in ("任职资格文件", "职称证书", "职称评审表")} == {standing}


def test_a_slot_no_rule_wants_is_a_may() -> None:
    assert slots(case_of())["其他证明材料"].standing == "may"


def test_each_education_asks_for_what_it_can_have() -> None:
    edu = (
        Education(id="e1", level="大专", school="甲校", chsi="可查"),
        Education(id="e2", level="高级工班", school="乙校", chsi="查不到"),
    )
    found = slots(case_of(edu=edu))
    register = {g.place.subject: g.wanted for g in found["教育部学历证书电子注册备案表"].groups}
    assert register == {"e1": True, "e2": False}
    assert [g.about for g in found["毕业证书"].groups] == ["大专 · 甲校", "高级工班 · 乙校"]
    assert all(g.wanted for g in found["毕业证书"].groups)


def test_achievements_go_to_the_slot_of_their_type() -> None:
    items = (
        Achievement(id="i1", type="业绩成果", title="抚育"),
        Achievement(id="i2", type="获奖", title="奖"),
        Achievement(id="i3", type="论文", title="文"),
    )
    found = slots(case_of(items=items))
    subjects = {
        slot: [g.place.subject for g in found[slot].groups]
        for slot in ("印证材料", "获奖情况", "论文著作", "代表作")
    }
    assert subjects == {"印证材料": ["i1"], "获奖情况": ["i2"], "论文著作": ["i3"], "代表作": []}
    parts = [spot.label for spot in found["论文著作"].groups[0].missing]
    assert parts == ["封面", "目录", "正文", "检索报告"]


def only(found: SlotPlaces) -> Group:
    assert len(found.groups) == 1
    return found.groups[0]


@pytest.mark.parametrize(
    ("files", "missing"),
    [
        ((), ["2021 年正面", "2021 年反面"]),
        (({"part": "正面"},), ["2021 年反面"]),
        (({"part": "正面"}, {"part": "反面"}), []),
        (({"pages": 2},), []),
        (({"pages": 1},), ["2021 年反面"]),
        (({"pages": 1}, {"pages": 1}), []),
    ],
)
def test_years_and_sides(files: tuple[dict[str, object], ...], missing: list[str]) -> None:
    attachments = tuple(file("年度考核表", year=2021, **facts) for facts in files)
    group = only(slots(case_of(attachments=attachments))["年度考核表"])
    assert [s.label for s in group.missing if s.label.startswith("2021")] == missing
    assert len([s for s in group.missing if s.label.startswith("2022")]) == 2


def test_files_of_an_entry_that_is_gone_are_kept_apart() -> None:
    found = slots(case_of(attachments=(file("毕业证书", subject="gone"),)))
    group = only(found["毕业证书"])
    assert group.stray
    assert not group.wanted


def test_a_column_counts_what_has_to_be_there() -> None:
    case = case_of(si__status="正常", attachments=(file("身份证正面"),))
    basic = columns(case, NOTICE, check(case, NOTICE, NOW))[0]
    assert (basic.filled, basic.wanted) == (1, 4)


def test_a_place_in_words() -> None:
    case = case_of(ce=(Training(id="t1", year=2023, kind="公需"),))
    assert place_name(case, NOTICE, Place("继续教育证书", "t1")) == (
        "继续教育培训合格证书 · 2023 · 公需"
    )
    assert place_name(case, NOTICE, Place("年度考核表", "", 2022, "反面")) == (
        "年度考核表 · 2022 年反面"
    )


NOT_THERE = ("files_missing", "files_missing_some", "forms_missing", "entry_file_missing")


@pytest.mark.parametrize("pack", PACKS)
def test_what_is_wanted_agrees_with_what_is_found(pack: str) -> None:
    told = notice(pack)
    for name, case, now in cases(pack):
        findings = check(case, told, now)
        places = [slot for column in columns(case, told, findings) for slot in column.slots]
        for slot in places:
            lacking = any(g.wanted and (g.missing or not g.files) for g in slot.groups)
            passed = all(f.verdict is Verdict.PASS for f in slot.because)
            assert not (slot.standing == "must" and lacking and passed), (name, slot.slot.id)
        standing = {slot.slot.id: slot.standing for slot in places}
        for finding in findings:
            if finding.slot and finding.reason in (*NOT_THERE, "proof_missing"):
                assert standing[finding.slot] in ("must", "some"), (name, finding.rule)


def test_a_proof_may_lie_in_another_slot() -> None:
    told = notice("LC22")
    item = Achievement(id="a", type="实践能力", title="公益林区划")
    case = new_case(told).model_copy(update={"items": (item,)})
    now = datetime(2022, 9, 1, 10, tzinfo=timezone(timedelta(hours=8)))

    def wanted(one: Case) -> bool:
        found = columns(one, told, check(one, told, now))
        slots = {slot.slot.id: slot for column in found for slot in column.slots}
        return slots["印证材料"].groups[0].wanted

    assert wanted(case)
    elsewhere = file("原单位证明", subject="a")
    assert not wanted(case.model_copy(update={"attachments": (elsewhere,)}))
