"""What is particular to LC22: edges of “前”, two signatures, five kinds of work, seven years."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.app.notices.installed import notice as load_notice
from desktop.domain.operations import SummaryNoIdentity
from desktop.domain.terms import FormPiece, SignaturePiece
from desktop.domain.wording import bare
from tests.notices.judging import URUMQI, file, verdict
from tests.notices.letters import stands_in

NOTICE = load_notice("LC22")
OTHERS = [load_notice(pack) for pack in ("GT23", "BM24", "ZZ23", "GJ21")]
NOW = "2022-10-15T11:00"
PASSED = {"passed_at": "2022-10-25T10:00"}


@pytest.mark.parametrize("zone", [None, URUMQI])
@pytest.mark.parametrize(
    ("at", "word"),
    [
        ("2022-10-19T23:59", "PASS"),
        ("2022-10-20T00:00", "WARN"),
        ("2022-10-20T23:59", "WARN"),
        ("2022-10-21T00:00", "FAIL"),
    ],
)
def test_before_the_20th_leaves_the_day_itself_in_doubt(at: str, word: str, zone: Any) -> None:
    assert verdict(NOTICE, "time.online", at, zone, track={"first_submit_at": at}) == word


@pytest.mark.parametrize(
    ("at", "word"),
    [("2022-11-09T18:00", "PASS"), ("2022-11-10T11:00", "WARN"), ("2022-11-11T09:00", "FAIL")],
)
def test_paper_before_the_10th(at: str, word: str) -> None:
    assert verdict(NOTICE, "time.paper", at, track=PASSED | {"paper_delivered_at": at}) == word


def test_nothing_is_handed_in_on_paper_before_the_review_online() -> None:
    assert verdict(NOTICE, "time.paper", NOW) == "LATER"


def paper(date: str, kind: str = "论文", **more: Any) -> dict[str, Any]:
    return {"id": "one", "type": kind, "title": "胡杨林", "date": date, **more}


@pytest.mark.parametrize(
    ("date", "word"),
    [
        ("2022-08", "PASS"),
        ("2022-09", "PASS"),
        ("2022-09-30", "PASS"),
        ("2022-10-01", "FAIL"),
        ("2022-10", "FAIL"),
    ],
)
def test_papers_are_published_by_the_end_of_september(date: str, word: str) -> None:
    assert verdict(NOTICE, "paper.cutoff", NOW, items=[paper(date)]) == word


def test_a_book_has_no_such_day() -> None:
    assert verdict(NOTICE, "paper.cutoff", NOW, items=[paper("2022-10", "著作")]) == "NA"


FOREIGN = paper("2021-03", language="维吾尔文")
TRANSLATION = file("汉译（题目、作者、提要）", "t", subject="one")


@pytest.mark.parametrize(
    ("signed", "sealed", "files", "word"),
    [
        (["主要领导"], True, [TRANSLATION], "PASS"),
        (["主要领导"], False, [TRANSLATION], "FAIL"),
        ([], True, [TRANSLATION], "FAIL"),
        (["主要领导"], True, [], "FAIL"),
    ],
)
def test_a_paper_in_another_language_is_translated_signed_and_sealed(
    signed: list[str], sealed: bool, files: list[Any], word: str
) -> None:
    item = FOREIGN | {"signed": signed, "sealed": sealed}
    parts: dict[str, Any] = {"items": [item], "attachments": files}
    parts["track"] = {"first_submit_at": NOW}
    assert verdict(NOTICE, "paper.translate", NOW, **parts) == word


@pytest.mark.parametrize("language", ["", "汉文", "中文"])
def test_a_paper_in_chinese_is_not(language: str) -> None:
    items = [paper("2021-03", language=language)]
    assert verdict(NOTICE, "paper.translate", NOW, items=items) == "NA"


@pytest.mark.parametrize(
    ("signed", "sealed", "word"),
    [
        (["主管领导", "纪检部门负责人"], True, "PASS"),
        (["主管领导"], True, "FAIL"),
        (["纪检部门负责人"], True, "FAIL"),
        (["主管领导", "纪检部门负责人"], False, "FAIL"),
    ],
)
def test_two_sign_the_publicity(signed: list[str], sealed: bool, word: str) -> None:
    state = {"id": "publicity", "kind": "公示", "signed": signed, "sealed": sealed}
    assert verdict(NOTICE, "pub.sign_two", NOW, papers=[state]) == word


def test_the_publicity_has_three_places_to_sign() -> None:
    signatures = [
        piece for piece in NOTICE.document("publicity").content if isinstance(piece, SignaturePiece)
    ]
    assert sum(len(piece.lines) for piece in signatures) == 3
    assert [piece.seal for piece in signatures] == ["unit", "supervisor"]


EIGHT = (
    "学历证书", "任职资格证书", "聘任证书", "发表论文", "其他代表作", "荣誉证书",
    "专业技术工作经历", "主要业绩成果",
)  # fmt: skip


@pytest.mark.parametrize("lacking", ["", *EIGHT])
def test_eight_contents_of_the_publicity(lacking: str) -> None:
    contents = [item for item in EIGHT if item != lacking]
    found = verdict(NOTICE, "pub.content_full", NOW, pub={"contents": contents})
    assert found == ("FAIL" if lacking else "PASS")
    assert all(f"{item}：" in NOTICE.drafts["pub_body"] for item in EIGHT)


CHAIN = ["所在单位", "同级“访惠聚”", "地州市或区属主管单位人事（职称）部门"]
OFFICE = "自治区专业技术人员职称办公室"


@pytest.mark.parametrize(
    ("level", "signed", "word"),
    [
        ("中级", CHAIN, "PASS"),
        ("高级", [*CHAIN, OFFICE], "PASS"),
        ("高级", CHAIN, "FAIL"),
        ("初级", CHAIN[:2], "FAIL"),
    ],
)
def test_the_fourth_approval_is_for_senior_titles(level: str, signed: list[str], word: str) -> None:
    service = [{"id": "s", "kind": "驻村管寺", "years": [2018], "signed": signed}]
    parts: dict[str, Any] = {
        "apply": {"level": level},
        "service": service,
        "track": {"first_submit_at": NOW},
    }
    assert verdict(NOTICE, "exempt.chain", NOW, **parts) == word


def test_the_form_has_the_notices_cells() -> None:
    form = next(p for p in NOTICE.document("exemption_form").content if isinstance(p, FormPiece))
    for cell in (cell for row in form.rows for cell in row):
        for text in filter(None, (cell.text, *cell.foot)):
            assert bare(text) in bare(NOTICE.text)
    struck = [
        cell.applies_when for row in form.rows for cell in row if cell.applies_when != "always"
    ]
    assert struck == [{"level": ("高级",)}]


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("访惠聚驻村", "PASS"),
        ("深度贫困村第一书记", "PASS"),
        ("援藏", "FAIL"),
        ("少数民族科技骨干特培", "NA"),
    ],
)
def test_five_kinds_of_work_exempt(kind: str, word: str) -> None:
    service = [{"id": "s", "kind": kind, "years": [2018]}]
    assert verdict(NOTICE, "exempt.scope", NOW, service=service) == word


def certificates(kind: str, years: list[int]) -> dict[str, Any]:
    held = [{"id": f"c{year}", "kind": kind, "year": year} for year in years]
    files = [file("继续教育证书", f"f{year}", subject=f"c{year}", year=year) for year in years]
    return {"ce": held, "attachments": files, "track": {"first_submit_at": NOW}}


SEVEN = [2016, 2017, 2018, 2019, 2020, 2021, 2022]
BUT_2018 = [year for year in SEVEN if year != 2018]


@pytest.mark.parametrize(
    ("years", "service", "work_start", "word"),
    [
        (SEVEN, [], "2010-08", "PASS"),
        (BUT_2018, [], "2010-08", "FAIL"),
        (BUT_2018, [("访惠聚驻村", 2018)], "2010-08", "PASS"),
        (BUT_2018, [("访惠聚驻村", 2017)], "2010-08", "FAIL"),
        (BUT_2018, [("少数民族科技骨干特培", 2018)], "2010-08", "FAIL"),
        (SEVEN[3:], [], "2019-07", "WARN"),
        (SEVEN[4:], [], "2019-07", "FAIL"),
    ],
)
def test_seven_years_of_public_courses(
    years: list[int], service: list[tuple[str, int]], work_start: str, word: str
) -> None:
    parts: dict[str, Any] = certificates("公需", years) | {
        "person": {"work_start": work_start},
        "service": [{"id": "s", "kind": kind, "years": [year]} for kind, year in service],
    }
    assert verdict(NOTICE, "ce.public", NOW, **parts) == word


@pytest.mark.parametrize(("year", "word"), [(2022, "PASS"), (2021, "FAIL")])
def test_one_year_of_special_courses(year: int, word: str) -> None:
    parts: dict[str, Any] = certificates("专业", [year]) | {"person": {"work_start": "2010-08"}}
    assert verdict(NOTICE, "ce.pro", NOW, **parts) == word


FIRST = {"level": "中级", "type": "评审", "first_time": True}


@pytest.mark.parametrize(
    ("apply", "title", "word"),
    [
        (FIRST, {"has": False}, "FAIL"),
        (FIRST | {"level": "初级"}, {"has": False}, "NA"),
        (FIRST | {"first_time": False}, {"has": False}, "NA"),
        (FIRST, {"has": True, "level": "初级"}, "NA"),
    ],
)
def test_years_of_work_are_certified_for_a_first_direct_application(
    apply: dict[str, Any], title: dict[str, Any], word: str
) -> None:
    parts: dict[str, Any] = {"apply": apply, "title": title, "track": {"first_submit_at": NOW}}
    assert verdict(NOTICE, "title.direct_mid_proof", NOW, **parts) == word


@pytest.mark.parametrize(("times", "word"), [(3, "PASS"), (4, "FAIL")])
@pytest.mark.parametrize("to", ["单位", ""])
def test_every_submission_of_the_applicant_counts(times: int, word: str, to: str) -> None:
    submits = [{"id": f"n{n}", "at": f"2022-10-0{n}T10:00", "to": to} for n in range(1, times + 1)]
    assert verdict(NOTICE, "submit.max3", NOW, track={"submits": submits}) == word


@pytest.mark.parametrize(("chars", "word"), [(1, "PASS"), (2000, "PASS"), (2001, "FAIL")])
def test_the_summary_has_a_most_and_no_least(chars: int, word: str) -> None:
    parts: dict[str, Any] = {"summary": {"text": "林" * chars}, "track": {"first_submit_at": NOW}}
    assert verdict(NOTICE, "summary.len", NOW, **parts) == word


def test_the_summary_bears_name_and_unit_and_there_is_one_without() -> None:
    assert not any(isinstance(rule.check, SummaryNoIdentity) for rule in NOTICE.rules)
    assert NOTICE.summary.identity_allowed
    signed, plain = NOTICE.document("summary"), NOTICE.document("summary_anonymous")
    assert [piece.piece for piece in signed.content] == ["title", "line", "summary", "signature"]
    assert [piece.piece for piece in plain.content] == ["title", "summary"]
    assert "{" not in NOTICE.wording["summary_plain_title"]


def test_the_guarantee_is_all_by_hand() -> None:
    terms = NOTICE.document("guarantee")
    assert (terms.mode, terms.all_by_hand, terms.copies) == ("copy", True, 1)
    said = [getattr(piece, "wording", "") for piece in terms.content]
    assert [w for w in said if w] == [
        "guarantee_title", "guarantee_applicant", "pledge", "guarantee_unit",
    ]  # fmt: skip


@pytest.mark.parametrize(("originals", "word"), [(1, "PASS"), (0, "FAIL")])
@pytest.mark.parametrize("objection", [True, False])
def test_the_result_says_either_way_and_is_there(
    objection: bool, originals: int, word: str
) -> None:
    pub = {"start": "2022-10-10", "end": "2022-10-17", "result_date": "2022-10-18"}
    state = {"id": "result", "kind": "公示结果", "originals": originals}
    parts: dict[str, Any] = {"pub": pub | {"objection": objection}, "papers": [state]}
    assert verdict(NOTICE, "pub.result", "2022-11-01T10:00", track=PASSED, **parts) == word
    assert verdict(NOTICE, "pub.no_objection", NOW, **parts) == ("FAIL" if objection else "PASS")
    assert "{objection}" in NOTICE.drafts["result_body"]


def test_the_review_form_is_only_reminded_of() -> None:
    terms = NOTICE.document("review_form")
    assert (terms.mode, terms.copies, terms.content) == ("never", 2, ())


@pytest.mark.parametrize(
    "label",
    [
        "{unit}单位（盖章）：", "申报人员本人（签字）：", "申报人（签名）：",
        "单位（盖章）：", "负责人（签名）：",
    ],
)  # fmt: skip
def test_labels_to_sign_behind_are_the_notices(label: str) -> None:
    lines = [
        line
        for terms in NOTICE.documents
        for piece in terms.content
        for line in (*getattr(piece, "lines", ()), getattr(piece, "label", ""))
    ]
    assert label in lines
    assert stands_in(NOTICE, label)


@pytest.mark.parametrize("other", OTHERS, ids=lambda notice: str(notice.id))
def test_no_other_notices_pledge_will_do(other: Any) -> None:
    def copied(text: str) -> str:
        state = {"id": "pledge", "kind": "承诺语", "text": text, "handwritten": True}
        ticked = [{"id": "t", "rule": "LC22.guar.pledge_hand"}]
        return verdict(
            NOTICE, "guar.pledge_hand", "2022-11-01T10:00",
            papers=[state], ticks=ticked, track=PASSED,
        )  # fmt: skip

    assert copied(NOTICE.wording["pledge"]) == "PASS"
    assert copied(other.wording["pledge"]) == "FAIL"


def test_what_the_notice_does_not_say_is_not_said() -> None:
    assert NOTICE.publicity_workdays is None
    assert NOTICE.return_hours is None
    assert NOTICE.summary.min is None
    assert NOTICE.fees == ()
    assert NOTICE.audience == ""
    assert NOTICE.channel == ""
    assert (NOTICE.files.formats, NOTICE.files.content_names) == ((), None)
    assert NOTICE.files.classified is None
    assert NOTICE.assessment is not None
    assert NOTICE.assessment.short_service is None
    assert all(deadline.start is None for deadline in NOTICE.deadlines)


def test_papers_to_hand_in() -> None:
    wanted = {terms.title: (terms.originals, terms.copies) for terms in NOTICE.papers}
    assert wanted["评审表"] == (2, None)
    assert wanted["身份证"] == wanted["学历证书"] == wanted["配套表彰文件"] == (1, 1)
    assert wanted["论文论著"] == wanted["继续教育证书"] == (1, None)
    assert len(wanted) == 16
