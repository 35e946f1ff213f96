"""What is particular to GJ21: the name in the unit's opinion, 48 hours, seven years of 公需."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.app.notices.installed import notice as load_notice
from desktop.domain.terms import DocumentTerms, FormPiece, SentencePiece, SignaturePiece
from desktop.domain.wording import bare
from desktop.domain.years import assessment, training
from tests.notices.judging import case, file, verdict

NOTICE = load_notice("GJ21")
AT = "2021-10-08T10:00"


def judged(rule: str, at: str = AT, **parts: Any) -> str:
    return verdict(NOTICE, rule, at, **parts)


def test_what_the_notice_does_not_say_is_not_said() -> None:
    assert (NOTICE.deadlines, NOTICE.fees, NOTICE.papers) == ((), (), ())
    assert NOTICE.masking.kinds == ()
    assert NOTICE.files.formats == ()
    assert NOTICE.summary.max is None
    assert not any("总结" in document.title for document in NOTICE.documents)


def test_what_it_does_say() -> None:
    assert NOTICE.publicity_workdays == 5
    assert NOTICE.return_hours == 48
    assert NOTICE.submissions is not None
    assert (NOTICE.submissions.max, NOTICE.submissions.counts) == (3, "platform")


@pytest.mark.parametrize(
    ("kind", "mode", "draft"),
    [
        ("publicity", "print", True),
        ("result", "print", True),
        ("unit_opinion", "print", False),
        ("pledge", "copy", False),
        ("work_years", "print", True),
        ("exemption_form", "form", True),
        ("review_form", "never", False),
    ],
)
def test_documents(kind: str, mode: str, draft: bool) -> None:
    document = NOTICE.document(kind)
    assert (document.mode, document.draft) == (mode, draft)
    assert len(NOTICE.documents) == 7


def test_borrowed_forms_are_the_same_and_say_whose_they_are() -> None:
    """LC22 alone prints the form; the others only mention it."""
    lent = load_notice("LC22")
    forms = {pack: load_notice(pack).document("exemption_form") for pack in ("ZZ23", "GJ21")}
    assert {form.borrowed for form in forms.values()} == {f"{lent.title}附件4"}

    def cells(document: DocumentTerms) -> list[str]:
        rows = [p.rows for p in document.content if isinstance(p, FormPiece)]
        return [bare(cell.text) or cell.place for row in rows[0] for cell in row]

    assert cells(forms["ZZ23"]) == cells(forms["GJ21"]) == cells(lent.document("exemption_form"))
    titles = {bare(load_notice(pack).drafts["exemption_title"]) for pack in forms}
    assert titles == {bare(lent.wording["exemption_title"])}


def test_the_posting_is_sealed_and_nobody_signs() -> None:
    for kind in ("publicity", "result"):
        document = NOTICE.document(kind)
        assert (document.sign, document.seal) == ((), True)
        signatures = [p for p in document.content if isinstance(p, SignaturePiece)]
        assert [(piece.lines, piece.seal) for piece in signatures] == [((), "unit")]


def test_the_posting_says_four_things() -> None:
    check = NOTICE.rule("GJ21.pub.content").check.model_dump()
    assert check["items"] == ("基本信息", "思想政治条件", "申报专业", "业绩成果")
    said = "".join(
        NOTICE.drafts[piece.draft]
        for piece in NOTICE.document("publicity").content
        if piece.piece in ("sentence", "labelled")
    )
    assert all(f"{item}：" in said for item in check["items"])
    assert "id_no" not in said  # 身份证号 is asked for by other notices' templates only


def test_the_misprint_is_put_right_and_said() -> None:
    opinion = NOTICE.document("unit_opinion")
    assert NOTICE.wording["unit_opinion"].startswith("本单位已对{name}提供的申报材料")
    assert "本单位巳对XXX提供的申报材料" in NOTICE.text
    assert "巳" in opinion.note
    assert "巳" in NOTICE.rule("GJ21.unit.opinion_text").note
    assert [p.wording for p in opinion.content if isinstance(p, SentencePiece)] == ["unit_opinion"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("本单位已对关雪梅提供的申报材料逐一审核，真实准确，同意推荐", "PASS"),
        ("本单位已对提供的申报材料逐一审核，真实准确，同意推荐", "FAIL"),
        ("本单位已对孙某某提供的申报材料逐一审核，真实准确，同意推荐", "FAIL"),
    ],
)
def test_the_opinion_names_the_applicant(text: str, wanted: str) -> None:
    parts: dict[str, Any] = {"person": {"name": "关雪梅"}, "unit_audit": {"opinion_text": text}}
    assert judged("unit.opinion_text", **parts) == wanted


def test_years() -> None:
    held = case(NOTICE, title={"has": True, "obtained": "2014-12"})
    assert training(held, NOTICE, "专业") == tuple(range(2015, 2021))
    assert training(held, NOTICE, "公需") == tuple(range(2014, 2021))
    assert assessment(held, NOTICE) == (2018, 2019, 2020)


def certificates(*held: int) -> dict[str, Any]:
    return {
        "ce": [{"id": f"g{year}", "year": year, "kind": "公需"} for year in held],
        "attachments": [
            file("继续教育证书", f"f{year}", subject=f"g{year}", year=year) for year in held
        ],
    }


VILLAGE = {"id": "s1", "kind": "访惠聚驻村", "start": "2017-01", "end": "2018-12"}


@pytest.mark.parametrize(
    ("held", "service", "wanted"),
    [
        (range(2014, 2021), [], "PASS"),
        ((2014, 2015, 2016, 2019, 2020), [], "FAIL"),
        ((2014, 2015, 2016, 2019, 2020), [VILLAGE | {"years": [2017, 2018]}], "PASS"),
        ((2015, 2016, 2019, 2020), [VILLAGE | {"years": [2017, 2018]}], "FAIL"),
        (
            (2014, 2015, 2016, 2019, 2020),
            [VILLAGE | {"kind": "少数民族科技骨干特培", "years": [2017, 2018]}],
            "FAIL",
        ),
    ],
)
def test_public_subjects_year_by_year(held: Any, service: list[Any], wanted: str) -> None:
    parts = certificates(*held) | {"service": service, "person": {"work_start": "2004-07"}}
    assert judged("ce.public", **parts) == wanted


def test_years_before_the_first_job_only_warn() -> None:
    parts = certificates(2018, 2019, 2020) | {"person": {"work_start": "2018-09"}}
    assert judged("ce.public", **parts) == "WARN"


def forms(*years: int) -> list[dict[str, Any]]:
    return [
        file("考核表", f"f{year}{side}", year=year, part=part)
        for year in years
        for side, part in (("a", "正面"), ("b", "反面"))
    ]


@pytest.mark.parametrize(
    ("since", "years", "three", "short"),
    [
        ("2004-07", (2018, 2019, 2020), "PASS", "NA"),
        ("2019-09", (2019, 2020), "PASS", "PASS"),
        ("2019-09", (2020,), "FAIL", "FAIL"),
    ],
)
def test_shorter_service_is_taken_as_it_is(
    since: str, years: tuple[int, ...], three: str, short: str
) -> None:
    """不足3年的以实际年限为准: this notice alone says so."""
    parts: dict[str, Any] = {"person": {"work_start": since}, "attachments": forms(*years)}
    assert (judged("assess.forms", **parts), judged("assess.short", **parts)) == (three, short)


@pytest.mark.parametrize(
    ("back", "wanted"),
    [
        ("2021-10-08T09:30", "PASS"),
        ("2021-10-08T09:31", "FAIL"),
        ("", "OPEN"),
    ],
)
def test_48_hours(back: str, wanted: str) -> None:
    returned = {"id": "r1", "at": "2021-10-06T09:30", "resubmitted_at": back}
    at = AT if back else "2021-10-07T10:00"
    assert judged("return.48h", at, track={"returns": [returned]}) == wanted


@pytest.mark.parametrize(
    ("passed", "paid", "wanted"),
    [
        ("2021-10-20T10:00", "2021-10-18T10:00", "FAIL"),
        ("2021-10-20T10:00", "2021-10-20T11:00", "PASS"),
        ("2021-10-20T10:00", "", "OPEN"),
        ("", "", "LATER"),
    ],
)
def test_paid_after_passing(passed: str, paid: str, wanted: str) -> None:
    track = {"passed_at": passed, "paid_at": paid}
    assert judged("fee.after_pass", "2021-10-21T10:00", track=track) == wanted


@pytest.mark.parametrize(
    ("start", "ongoing", "wanted"),
    [
        ("2020-10", True, "PASS"),
        ("2020-11", True, "FAIL"),
        ("2019-01", False, "FAIL"),
        ("", None, "NA"),
    ],
)
def test_aid_for_a_year_and_still(start: str, ongoing: bool | None, wanted: str) -> None:
    assert judged("aid.eligible", aid={"start": start, "ongoing": ongoing}) == wanted


@pytest.mark.parametrize(
    ("level", "kind", "wanted"),
    [("高级", "论文", "FAIL"), ("中级", "论文", "NA"), ("高级", "著作", "NA")],
)
def test_similarity_is_for_papers_of_the_senior(level: str, kind: str, wanted: str) -> None:
    items = [{"id": "i1", "type": kind, "title": "甲"}]
    assert judged("paper.similarity", apply={"level": level}, items=items) == wanted


@pytest.mark.parametrize("title", [{"has": True, "obtained": "2014-12"}, {"has": False}])
def test_everybody_proves_how_long_they_have_worked(title: dict[str, Any]) -> None:
    assert judged("title.years_proof", title=title) == "FAIL"


@pytest.mark.parametrize(
    ("place", "in_xj", "out_xj"), [("新疆", "PASS", "NA"), ("疆外", "NA", "FAIL")]
)
def test_one_paper_from_here_two_from_elsewhere(place: str, in_xj: str, out_xj: str) -> None:
    parts: dict[str, Any] = {
        "title": {"has": True, "obtained": "2014-12", "place": place},
        "attachments": [file("职称证书", "f1")],
    }
    assert (judged("title.in_xj", **parts), judged("title.out_xj", **parts)) == (in_xj, out_xj)


@pytest.mark.parametrize(
    ("start", "end", "wanted"),
    [
        ("2021-09-24", "2021-09-30", "PASS"),  # the Sunday in between is worked
        ("2021-09-24", "2021-09-29", "WARN"),  # only if the first day counts
        ("2021-09-29", "2021-10-08", "FAIL"),  # 国庆节 lies in between
    ],
)
def test_working_days(start: str, end: str, wanted: str) -> None:
    at = "2021-10-21T10:00"
    assert judged("pub.5wd", at, pub={"start": start, "end": end}) == wanted


@pytest.mark.parametrize(
    ("posting", "result", "wanted"),
    [(True, True, "PASS"), (True, False, "FAIL"), (False, True, "FAIL"), (True, None, "TODO")],
)
def test_both_the_posting_and_its_result_are_sealed(
    posting: bool, result: bool | None, wanted: str
) -> None:
    """加盖单位公章的公示材料和公示结果."""
    papers = [
        {"id": "publicity", "kind": "公示", "sealed": posting},
        {"id": "result", "kind": "公示结果", "sealed": result},
    ]
    assert judged("pub.seal", papers=papers) == wanted
