"""What is particular to GT23: 20:00 in Beijing, 48 hours, two conditions, any-one and all-three."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.app.notices.installed import notice as load_notice
from desktop.domain.operations import SummaryLength, Workdays
from desktop.domain.terms import FormPiece
from desktop.domain.wording import same
from tests.notices.judging import URUMQI, file, judged, verdict

NOTICE = load_notice("GT23")
LC22 = load_notice("LC22")
OTHERS = [LC22, *(load_notice(pack) for pack in ("BM24", "ZZ23", "GJ21"))]
NOW = "2023-10-07T09:00"
SUBMITTED = {"first_submit_at": "2023-10-05T11:00"}
PASSED = {"passed_at": "2023-10-20T10:00"}
TITLE = {"has": True, "name": "工程师", "level": "中级", "obtained": "2016-11", "place": "新疆"}


@pytest.mark.parametrize("zone", [None, URUMQI])
@pytest.mark.parametrize(
    ("at", "word"),
    [("2023-10-10T19:59", "PASS"), ("2023-10-10T20:00", "PASS"), ("2023-10-10T20:05", "FAIL")],
)
def test_online_until_eight_in_beijing(at: str, word: str, zone: Any) -> None:
    assert verdict(NOTICE, "time.online", at, zone, track={"first_submit_at": at}) == word


@pytest.mark.parametrize("zone", [None, URUMQI])
def test_a_laptop_two_hours_behind_does_not_keep_it_open(zone: Any) -> None:
    assert verdict(NOTICE, "time.online", "2023-10-10T19:30", zone) == "OPEN"
    assert verdict(NOTICE, "time.online", "2023-10-10T20:30", zone) != "OPEN"


@pytest.mark.parametrize(
    ("at", "word"),
    [("2023-11-01T15:00", "PASS"), ("2023-11-02T15:00", "WARN"), ("2023-11-03T09:00", "FAIL")],
)
def test_by_mail_the_day_it_is_sent_counts(at: str, word: str) -> None:
    track = PASSED | {"paper_mailed_at": at}
    assert verdict(NOTICE, "time.mail", "2023-11-03T10:00", track=track) == word
    assert verdict(NOTICE, "time.form_deliver", "2023-11-03T10:00", track=track) == "NA"


@pytest.mark.parametrize(
    ("field", "rule"), [("paper_delivered_at", "time.form_deliver"), ("paid_at", "fee.time")]
)
@pytest.mark.parametrize(
    ("at", "word"), [("2023-11-02T20:00", "PASS"), ("2023-11-02T20:30", "FAIL")]
)
def test_form_and_fee_until_eight(field: str, rule: str, at: str, word: str) -> None:
    assert verdict(NOTICE, rule, "2023-11-03T10:00", track=PASSED | {field: at}) == word


def returned(at: str, again: str = "") -> dict[str, Any]:
    return SUBMITTED | {"returns": [{"id": "r", "at": at, "by": "评委会", "resubmitted_at": again}]}


@pytest.mark.parametrize(
    ("again", "word"), [("2023-10-10T09:30", "PASS"), ("2023-10-10T10:00", "FAIL")]
)
def test_48_hours_by_the_clock(again: str, word: str) -> None:
    track = returned("2023-10-08T09:30", again)
    assert verdict(NOTICE, "return.48h", "2023-10-10T11:00", track=track) == word


def test_48_hours_that_outlast_the_portal_show_the_portal() -> None:
    track = returned("2023-10-09T18:00")
    found = judged(NOTICE, "return.48h", "2023-10-09T19:00", track=track)
    assert found.verdict.value == "OPEN"
    told = " ".join(str(fact) for fact in found.facts.values())
    assert "10月10日" in told.replace(" ", "")


@pytest.mark.parametrize(("times", "word"), [(3, "PASS"), (4, "FAIL")])
def test_only_submissions_to_the_committee_count(times: int, word: str) -> None:
    submits = [
        {"id": f"n{n}", "at": f"2023-09-1{n}T10:00", "to": "评委会"} for n in range(1, times + 1)
    ]
    submits += [{"id": f"u{n}", "at": f"2023-09-0{n}T10:00", "to": "单位"} for n in range(1, 6)]
    assert verdict(NOTICE, "submit.max3", NOW, track={"submits": submits}) == word


PROOFS = ["任职资格文件", "职称证书", "职称评审表"]


def proofs(*slots: str) -> list[dict[str, Any]]:
    return [file(slot, f"p{PROOFS.index(slot)}") for slot in slots]


@pytest.mark.parametrize("slot", PROOFS)
def test_any_one_proof_of_a_title_from_xinjiang(slot: str) -> None:
    parts: dict[str, Any] = {"title": TITLE, "attachments": proofs(slot), "track": SUBMITTED}
    assert verdict(NOTICE, "title.in_xj", NOW, **parts) == "PASS"
    assert verdict(NOTICE, "title.in_xj", NOW, title=TITLE, track=SUBMITTED) == "FAIL"


@pytest.mark.parametrize("lacking", PROOFS)
def test_all_three_of_one_from_elsewhere(lacking: str) -> None:
    parts: dict[str, Any] = {"title": TITLE | {"place": "疆外"}, "track": SUBMITTED}
    some = proofs(*(slot for slot in PROOFS if slot != lacking))
    assert verdict(NOTICE, "title.out_xj", NOW, attachments=some, **parts) == "FAIL"
    assert verdict(NOTICE, "title.out_xj", NOW, attachments=proofs(*PROOFS), **parts) == "PASS"


@pytest.mark.parametrize(
    ("si", "slots", "word"),
    [
        ({"status": "正常", "months": []}, ["劳动合同"], "PASS"),
        ({"status": "正常", "months": []}, [], "FAIL"),
        (
            {"status": "正常", "months": [f"2023-0{n}" for n in range(4, 10)]},
            ["社保缴费记录截图"],
            "PASS",
        ),
    ],
)
def test_a_contract_does_instead_of_social_insurance(
    si: dict[str, Any], slots: list[str], word: str
) -> None:
    contract = {"contract": {"start": "2021-03-01", "end": "2026-02-28"}} if slots else {}
    files = [file(slot, f"f{n}") for n, slot in enumerate(slots)]
    parts: dict[str, Any] = {"si": si | contract, "attachments": files, "track": SUBMITTED}
    assert verdict(NOTICE, "basic.si6", NOW, **parts) == word


def results(*conditions: str, kind: str = "业绩成果") -> list[dict[str, Any]]:
    return [
        {
            "id": f"i{n}",
            "type": kind,
            "title": f"成果{n}",
            "date": "2020-05",
            "condition_no": number,
        }
        for n, number in enumerate(conditions)
    ]


@pytest.mark.parametrize(
    ("level", "conditions", "word"),
    [
        ("中级", ["三1", "三2"], "PASS"),
        ("中级", ["三2", "三2"], "FAIL"),
        ("中级", ["三1"], "FAIL"),
        ("高级", ["三1"], "NA"),
    ],
)
def test_two_results_under_different_conditions(
    level: str, conditions: list[str], word: str
) -> None:
    parts: dict[str, Any] = {
        "apply": {"level": level},
        "items": results(*conditions),
        "track": SUBMITTED,
    }
    assert verdict(NOTICE, "ach.engineer_two", NOW, **parts) == word


@pytest.mark.parametrize(
    ("answer", "word"), [("", "UNKNOWN"), ("2", "PASS"), ("3", "PASS"), ("4", "FAIL")]
)
def test_how_many_conditions_the_unit_says(answer: str, word: str) -> None:
    answers = [{"id": "conditions_required", "value": answer}] if answer else []
    items = results("三1", "三2") + [
        entry | {"id": f"p{n}"} for n, entry in enumerate(results("二1", kind="实践能力"))
    ]
    parts: dict[str, Any] = {"items": items, "answers": answers, "track": SUBMITTED}
    assert verdict(NOTICE, "ach.cond_count", NOW, **parts) == word


def trained(kind: str, years: list[int], service: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "ce": [{"id": f"c{year}", "kind": kind, "year": year} for year in years],
        "attachments": [
            file("继续教育证书", f"f{year}", subject=f"c{year}", year=year) for year in years
        ],
        "service": service,
        "person": {"work_start": "2010-08"},
        "title": TITLE,
        "track": SUBMITTED,
    }


def service(kind: str, *years: int) -> list[dict[str, Any]]:
    return [{"id": "s", "kind": kind, "years": list(years)}]


@pytest.mark.parametrize(
    ("years", "served", "word"),
    [
        ([2021, 2022, 2023], [], "PASS"),
        ([2021, 2023], [], "FAIL"),
        ([2021, 2023], service("访惠聚驻村", 2022), "PASS"),
        ([2021], service("访惠聚驻村", 2022), "FAIL"),
        ([2021, 2023], service("访惠聚驻村", 2020), "FAIL"),
        ([2021, 2023], service("驻村管寺", 2022), "FAIL"),
        ([], service("少数民族科技骨干特培", 2022), "PASS"),
        ([], service("少数民族科技骨干特培", 2012), "FAIL"),
    ],
)
def test_village_service_exempts_its_year_and_special_training_all(
    years: list[int], served: list[dict[str, Any]], word: str
) -> None:
    assert verdict(NOTICE, "ce.public", NOW, **trained("公需", years, served)) == word


@pytest.mark.parametrize(("year", "word"), [(2023, "PASS"), (2022, "FAIL")])
def test_one_year_of_special_courses(year: int, word: str) -> None:
    assert verdict(NOTICE, "ce.pro", NOW, **trained("专业", [year], [])) == word


@pytest.mark.parametrize(
    ("slots", "word"), [(["免试审批表"], "PASS"), (["驻村佐证材料"], "PASS"), ([], "FAIL")]
)
def test_the_form_or_other_proof_of_village_service(slots: list[str], word: str) -> None:
    files = [file(slot, "one") for slot in slots]
    parts: dict[str, Any] = {"service": service("访惠聚驻村", 2022), "attachments": files}
    assert verdict(NOTICE, "ce.village", NOW, track=SUBMITTED, **parts) == word


@pytest.mark.parametrize(
    ("grade", "word"),
    [("合格", "PASS"), ("基本合格", "FAIL"), ("不合格", "FAIL"), ("未定等次", "WARN")],
)
def test_below_a_pass_nobody_may_apply(grade: str, word: str) -> None:
    assess = [{"id": f"a{year}", "year": year, "grade": "合格"} for year in (2020, 2022)]
    assess.append({"id": "a2021", "year": 2021, "grade": grade})
    assert verdict(NOTICE, "assess.grade", NOW, assess=assess, track=SUBMITTED) == word


@pytest.mark.parametrize(
    ("kind", "word"), [("国有企业", "FAIL"), ("民营企业", "FAIL"), ("事业单位", "NA")]
)
def test_enterprises_assess_too(kind: str, word: str) -> None:
    parts: dict[str, Any] = {
        "unit": {"kind": kind},
        "track": SUBMITTED,
        "person": {"work_start": "2010-08"},
    }
    assert verdict(NOTICE, "assess.enterprise", NOW, **parts) == word


def endorsed(count: int, title: str = "高级工程师", **more: Any) -> list[dict[str, Any]]:
    experts = [
        {"id": f"e{n}", "name": f"专家{'甲乙丙丁'[n]}", "title": title, "unit": "某院"}
        for n in range(count)
    ]
    own = {"id": "w", "type": "代表作", "title": "报告", "date": "2021-05", "endorsers": experts}
    return [own | {"signed": ["单位主要领导"], "sealed": True} | more]


@pytest.mark.parametrize(
    ("tier", "items", "word"),
    [
        ("县市", endorsed(3), "PASS"),
        ("乡镇及以下", endorsed(3), "PASS"),
        ("县市", endorsed(2), "FAIL"),
        ("县市", endorsed(3, "工程师"), "FAIL"),
        ("县市", endorsed(3, sealed=False), "FAIL"),
        ("县市", endorsed(3, signed=["单位负责人"]), "FAIL"),
        ("地州市", endorsed(2), "NA"),
    ],
)
def test_three_experts_endorse_a_work_in_the_counties(
    tier: str, items: list[dict[str, Any]], word: str
) -> None:
    parts: dict[str, Any] = {"unit": {"tier": tier}, "items": items, "track": SUBMITTED}
    assert verdict(NOTICE, "paper.county_rep", NOW, **parts) == word


@pytest.mark.parametrize(("form", "word"), [("jpeg", "PASS"), ("png", "FAIL"), ("pdf", "FAIL")])
def test_only_jpg(form: str, word: str) -> None:
    files = [file("廉洁自律证明", "one", format=form, title="廉洁自律证明")]
    assert verdict(NOTICE, "attach.jpg", NOW, attachments=files) == word


@pytest.mark.parametrize(
    ("title", "word"), [("验收意见", "PASS"), ("IMG_20230911", "FAIL"), ("", "PASS")]
)
def test_files_are_named_by_what_they_are(title: str, word: str) -> None:
    files = [file("廉洁自律证明", "one", title=title, file_name="IMG_0001.jpg")]
    assert verdict(NOTICE, "attach.filename", NOW, attachments=files) == word


@pytest.mark.parametrize(("classified", "word"), [(False, "PASS"), (True, "FAIL")])
def test_classified_material_is_forbidden_even_declassified(classified: bool, word: str) -> None:
    files = [file("廉洁自律证明", "one", classified=classified, declassified_by="保密办")]
    assert verdict(NOTICE, "ach.no_classified", NOW, attachments=files) == word
    assert NOTICE.files.classified == "forbidden"


@pytest.mark.parametrize("kind", ["name", "photo", "idno", "unit", "seal"])
def test_five_kinds_are_covered(kind: str) -> None:
    mask = {"decision": "是", "needed": [kind], "done": []}
    files = [file("职称证书", "one", mask=mask)]
    assert verdict(NOTICE, f"mask.{kind}", NOW, attachments=files) == "FAIL"
    assert kind in NOTICE.masking.kinds


def test_not_the_eyes_alone() -> None:
    assert "eyes" not in NOTICE.masking.kinds
    assert NOTICE.masking.never == ()


@pytest.mark.parametrize("other", OTHERS, ids=lambda notice: str(notice.id))
def test_no_other_notices_pledge_will_do(other: Any) -> None:
    def copied(text: str) -> str:
        state: dict[str, Any] = {"id": "pledge", "kind": "个人承诺书", "text": text}
        state |= {"handwritten": True, "fingerprint": True}
        return verdict(
            NOTICE, "pledge.hand", NOW, papers=[state], attachments=[file("个人承诺书", "one")],
            ticks=[{"id": "t", "rule": "GT23.pledge.hand"}],
        )  # fmt: skip

    assert copied(NOTICE.wording["pledge"]) == "PASS"
    assert copied(other.wording["pledge"]) == "FAIL"
    assert not same(other.wording["pledge"], NOTICE.wording["pledge"])


def test_the_pledge_is_copied_with_a_fingerprint() -> None:
    terms = NOTICE.document("pledge")
    assert (terms.mode, terms.handwritten, terms.fingerprint) == ("copy", True, True)


def test_the_exemption_form_is_borrowed_and_says_so() -> None:
    terms = NOTICE.document("exemption_form")
    assert terms.borrowed == f"{LC22.title}附件4"
    assert terms.applies_when == {"service": ("访惠聚驻村",)}
    own, theirs = (
        next(piece for piece in notice.document("exemption_form").content if piece.piece == "form")
        for notice in (NOTICE, LC22)
    )
    assert isinstance(own, FormPiece)
    assert own == theirs


def test_what_the_notice_gives_no_form_for_is_a_draft() -> None:
    drafted = [terms.kind for terms in NOTICE.documents if terms.draft]
    assert drafted == ["publicity", "result", "integrity", "statement", "exemption_form"]


def test_what_the_notice_does_not_say_is_not_said() -> None:
    ops = {type(rule.check) for rule in NOTICE.rules}
    assert NOTICE.publicity_workdays is None
    assert Workdays not in ops
    assert (NOTICE.summary.min, NOTICE.summary.max) == (None, None)
    assert SummaryLength not in ops
    assert NOTICE.fees == ()
    assert NOTICE.defence.levels == ()
    assert NOTICE.audience == ""
    assert all(deadline.start is None for deadline in NOTICE.deadlines)
    assert NOTICE.document("review_form").copies is None
    assert [(terms.originals, terms.copies) for terms in NOTICE.papers] == [(None, None)]
    publicity = NOTICE.document("publicity")
    assert (publicity.sign, publicity.seal) == ((), False)
