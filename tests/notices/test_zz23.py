"""What is particular to ZZ23: nothing dated, a number only the unit knows, enterprises spared."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.app.notices.installed import notice as load_notice
from desktop.domain.terms import SentencePiece, SignaturePiece
from tests.notices.judging import file, verdict

NOTICE = load_notice("ZZ23")
AT = "2023-09-05T10:00"


def judged(rule: str, **parts: Any) -> str:
    return verdict(NOTICE, rule, AT, **parts)


def test_what_the_notice_does_not_say_is_not_said() -> None:
    assert (NOTICE.deadlines, NOTICE.fees) == ((), ())
    assert NOTICE.return_hours is None
    assert (NOTICE.summary.min, NOTICE.summary.max, NOTICE.summary.topics) == (None, None, ())
    assert NOTICE.masking.kinds == ()
    assert NOTICE.files.formats == ()
    assert NOTICE.defence.levels == ()
    assert not NOTICE.series
    assert not NOTICE.specialties


def test_what_it_does_say() -> None:
    assert NOTICE.publicity_workdays == 5
    assert NOTICE.submissions is not None
    assert (NOTICE.submissions.max, NOTICE.submissions.counts) == (3, "committee")
    assert NOTICE.levels == ("初级", "中级")


def test_papers() -> None:
    (form,) = NOTICE.papers
    assert (form.title, form.originals, form.copies) == ("评审表", 2, None)
    assert (form.size, form.duplex) == ("A4", True)


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("summary", "print"),
        ("publicity", "print"),
        ("result", "print"),
        ("supervisor_recommendation", "print"),
        ("unit_opinion", "copy"),
        ("pledge", "print"),
        ("exemption_form", "form"),
        ("review_form", "never"),
    ],
)
def test_documents(kind: str, mode: str) -> None:
    assert NOTICE.document(kind).mode == mode
    assert len(NOTICE.documents) == 8


def test_the_supervisor_recommends_without_a_specialty() -> None:
    """模板只有系列、级别: the template has no 专业."""
    document = NOTICE.document("supervisor_recommendation")
    assert (
        NOTICE.wording["sup_recommend"] == "经审核，同意推荐{name}同志申报{series}系列{level}职称。"
    )
    seals = [piece.seal for piece in document.content if isinstance(piece, SignaturePiece)]
    assert seals == ["supervisor"]
    check = NOTICE.rule("ZZ23.sup.template").check.model_dump()
    assert check["fields"] == ("person.name", "apply.series", "apply.level")


def test_the_result_says_from_when_to_when_and_how_long() -> None:
    """BM24 says only how long."""
    assert "于{start}至{end}在本单位公示{days}天" in NOTICE.wording["result"]
    assert (NOTICE.document("result").after, NOTICE.document("result").undisputed) == (
        "pub.end", True,
    )  # fmt: skip


def test_the_pledge_is_signed_and_no_more() -> None:
    pledge = NOTICE.document("pledge")
    assert (pledge.handwritten, pledge.fingerprint, pledge.sign) == (False, False, ("承诺人",))
    assert "5年内" in NOTICE.wording["pledge"]


def test_the_units_opinion_is_written_by_hand_on_the_review_form() -> None:
    opinion = NOTICE.document("unit_opinion")
    assert opinion.handwritten
    assert "评审表" in opinion.written_into
    sentences = [piece.wording for piece in opinion.content if isinstance(piece, SentencePiece)]
    assert sentences == ["unit_opinion"]


def test_the_exemption_form_says_whose_it_is() -> None:
    form = NOTICE.document("exemption_form")
    assert form.borrowed == f"{load_notice('LC22').title}附件4"
    assert form.applies_when == {"special_service": True}


@pytest.mark.parametrize(
    ("unit", "forms", "reminder"),
    [("民营企业", "NA", "INFO"), ("国有企业", "NA", "INFO"), ("事业单位", "FAIL", "NA")],
)
def test_enterprises_upload_no_assessment(unit: str, forms: str, reminder: str) -> None:
    parts = {
        "unit": {"kind": unit},
        "title": {"has": True, "obtained": "2019-05"},
        "person": {"work_start": "2012-09"},
    }
    assert judged("assess.term", **parts) == forms
    assert judged("assess.enterprise_na", **parts) == reminder


def years(*held: int) -> list[dict[str, Any]]:
    return [
        {"id": f"{kind}{year}", "year": year, "kind": word}
        for year in held
        for kind, word in (("g", "公需"), ("z", "专业"))
    ]


def scans(*held: int) -> list[dict[str, Any]]:
    return [
        file("继续教育证书", f"f{entry['id']}", subject=entry["id"], year=entry["year"])
        for entry in years(*held)
    ]


def asked(answer: str) -> list[dict[str, str]]:
    return [{"id": "ce_years_required", "value": answer}] if answer else []


@pytest.mark.parametrize(
    ("answer", "held", "wanted"),
    [
        ("", (2019, 2020, 2021, 2022, 2023), "UNKNOWN"),  # no number, no guess
        ("4", (2020, 2021, 2022, 2023), "PASS"),
        ("4", (2021, 2022, 2023), "FAIL"),
        ("8", (2019, 2020, 2021, 2022, 2023), "PASS"),  # five years at most
        ("8", (2020, 2021, 2022, 2023), "FAIL"),
    ],
)
def test_how_many_years_of_training_the_unit_says(
    answer: str, held: tuple[int, ...], wanted: str
) -> None:
    parts = {"ce": years(*held), "attachments": scans(*held), "answers": asked(answer)}
    assert judged("ce.years", **parts) == wanted


@pytest.mark.parametrize(
    ("held", "wanted"), [(range(2019, 2024), "PASS"), (range(2018, 2024), "FAIL")]
)
def test_a_sixth_year_has_to_go(held: range, wanted: str) -> None:
    assert judged("ce.max5", ce=years(*held), attachments=scans(*held)) == wanted


@pytest.mark.parametrize(
    ("chsi", "filed", "wanted"),
    [("可查", True, "PASS"), ("可查", False, "FAIL"), ("查不到", False, "WARN")],
)
def test_what_chsi_does_not_know_is_left_open(chsi: str, filed: bool, wanted: str) -> None:
    """No notice says what to do then but GT23 and BM24; here it is for the receiving office."""
    edu = [{"id": "edu1", "level": "本科", "chsi": chsi}]
    files = [file("教育部学历证书电子注册备案表", "f1", subject="edu1")] if filed else []
    assert judged("edu.chsi", edu=edu, attachments=files) == wanted


@pytest.mark.parametrize(
    ("receiver", "wanted"), [("温泉县人社局职称办", "PASS"), ("温泉县公共就业服务中心", "FAIL")]
)
def test_the_receiver_is_the_title_office(receiver: str, wanted: str) -> None:
    assert judged("unit.receiver", platform={"receiver": receiver}) == wanted


@pytest.mark.parametrize(
    ("registered", "once", "again"), [(False, "FAIL", "NA"), (True, "NA", "FAIL")]
)
def test_a_unit_registers_once_and_confirms_afterwards(
    registered: bool, once: str, again: str
) -> None:
    parts = {"unit": {"platform_registered": registered}}
    assert judged("unit.license", **parts) == once
    assert judged("unit.reverify_doc", **parts) == again


@pytest.mark.parametrize(
    ("slots", "wanted"),
    [
        (("公示", "公示结果"), "FAIL"),  # the photograph is asked for by this notice alone
        (("公示", "公示照片", "公示结果"), "PASS"),
    ],
)
def test_the_posting_is_photographed(slots: tuple[str, ...], wanted: str) -> None:
    files = [file(slot, f"f{n}") for n, slot in enumerate(slots)]
    assert judged("pub.three", attachments=files) == wanted


@pytest.mark.parametrize(
    ("audited", "wanted"), [("2023-08-18", "PASS"), ("2023-08-21", "PASS"), ("2023-08-22", "FAIL")]
)
def test_audited_before_posted(audited: str, wanted: str) -> None:
    parts = {"unit_audit": {"at": audited}, "pub": {"start": "2023-08-21"}}
    assert judged("pub.after_audit", **parts) == wanted


@pytest.mark.parametrize(
    ("to", "times", "wanted"),
    [("评委会", 3, "PASS"), ("评委会", 4, "FAIL"), ("单位", 4, "PASS")],
)
def test_only_submissions_to_the_committee_count(to: str, times: int, wanted: str) -> None:
    submits = [{"id": f"s{n}", "at": "2023-09-01T10:00", "to": to} for n in range(times)]
    assert judged("submit.max3", track={"submits": submits}) == wanted
