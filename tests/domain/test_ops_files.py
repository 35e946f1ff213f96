"""Checks of files, of the years they are for, and of masks, against notices made by hand."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.domain.case import (
    Answer,
    Apply,
    Assessment,
    Attachment,
    Case,
    MaskPlan,
    Period,
    Person,
    Service,
    SocialInsurance,
    Title,
    Training,
)
from desktop.domain.checks.attachments import meaningless
from tests.domain.hand import case, files, judged, told

Terms = dict[str, Any]

SLOT = "继续教育证书"
PUBLIC: Terms = {"op": "training", "kinds": ["公需"], "slot": SLOT}
VILLAGE = {"service": ["访惠聚驻村"], "lasts": "years"}
BACKBONE = {"service": ["少数民族科技骨干特培"], "lasts": "all"}


def trained(*years: int, kind: str = "公需", **parts: Any) -> Case:
    """Certificates of these years with their scans."""
    held = tuple(Training(id=f"y{year}", year=year, kind=kind) for year in years)
    scans = tuple(Attachment(slot=SLOT, subject=entry.id) for entry in held)
    return case(ce=held, attachments=scans, **parts)


def served(kind: str, start: str = "", end: str = "", years: tuple[int, ...] = ()) -> Any:
    return {"service": (Service(kind=kind, start=start, end=end, years=years),)}


THREE: Terms = {"kind": "公需", "years": [2021, 2022, 2023]}
STARTED: Any = {"person": Person(work_start="2022-07")}
TITLED = Title(has=True, obtained="2018-03")

TRAINING: list[tuple[Case, Terms, str, str]] = [
    (trained(2021, 2022, 2023), THREE, "PASS", "ok"),
    (trained(2021, 2023), THREE, "FAIL", "certificates_missing"),
    (trained(2021, 2022, 2023, kind="专业"), THREE, "FAIL", "certificates_missing"),
    # years the notice exempts
    (trained(2021, 2023, **served("访惠聚驻村", years=(2022,))), THREE | {"exempt": [VILLAGE]},
     "PASS", "ok"),
    (trained(2021, **served("访惠聚驻村", years=(2022,))), THREE | {"exempt": [VILLAGE]},
     "FAIL", "certificates_missing"),
    (trained(2021, 2023, **served("访惠聚驻村", years=(2022,))), THREE,
     "FAIL", "certificates_missing"),
    (trained(2021, 2023, **served("驻村管寺", years=(2022,))), THREE | {"exempt": [VILLAGE]},
     "FAIL", "certificates_missing"),
    (trained(**served("少数民族科技骨干特培", years=(2022,))),
     THREE | {"exempt": [VILLAGE, BACKBONE]}, "PASS", "ok"),
    # over before the title was obtained
    (trained(**served("少数民族科技骨干特培", "2016-01", "2017-06"), title=TITLED),
     THREE | {"exempt": [BACKBONE | {"since_title": True}]}, "FAIL", "certificates_missing"),
    (trained(**served("少数民族科技骨干特培", "2016-01", "2018-06"), title=TITLED),
     THREE | {"exempt": [BACKBONE | {"since_title": True}]}, "PASS", "ok"),
    (trained(**served("少数民族科技骨干特培", "2016-01", "2017-06"), title=Title(has=False)),
     THREE | {"exempt": [BACKBONE | {"since_title": True}]}, "PASS", "ok"),
    # By its months: 2022 all through, 2021 and 2023 only in part.
    (trained(2021, 2023, **served("访惠聚驻村", "2021-11", "2023-02")),
     THREE | {"exempt": [VILLAGE]}, "PASS", "ok"),
    (trained(2021, **served("访惠聚驻村", "2021-11", "2023-02")),
     THREE | {"exempt": [VILLAGE]}, "WARN", "exemption_partial"),
    # years before the first job
    (trained(2022, 2023, **STARTED), THREE, "WARN", "training_before_work"),
    (trained(2023, **STARTED), THREE, "FAIL", "certificates_missing"),
    (trained(2021, 2022, 2023, **STARTED), THREE, "PASS", "ok"),
    # levels it is asked of
    (trained(apply=Apply(level="初级")), THREE | {"levels": ["中级"]}, "PASS", "ok"),
    (trained(apply=Apply(level="中级")), THREE | {"levels": ["中级"]},
     "FAIL", "certificates_missing"),
    # every year since the title
    (trained(2021, 2022, title=Title(has=True, obtained="2020-06")),
     {"kind": "公需", "years": {"start": "after_title", "end": -1}}, "PASS", "ok"),
    (trained(2021, 2022, title=Title(has=True, obtained="2020-06")),
     {"kind": "公需", "years": {"start": "title", "end": -1}}, "FAIL", "certificates_missing"),
    (trained(title=Title(has=False)),
     {"kind": "公需", "years": {"start": "after_title", "end": -1}},
     "WARN", "no_title_to_count_from"),
    (trained(), {"kind": "公需", "years": {"start": "after_title", "end": -1}},
     "TODO", "unanswered"),
    (trained(title=Title(has=True)), {"kind": "公需", "years": {"start": "title", "end": 0}},
     "TODO", "empty"),
    (trained(), {"kind": "公需", "years": {"start": "work", "end": 0}}, "TODO", "empty"),
    (trained(2022, 2023, **STARTED), {"kind": "公需", "years": {"start": "work", "end": 0}},
     "PASS", "ok"),
    (trained(2022, 2023), {"kind": "公需", "years": [-1, 0]}, "PASS", "ok"),
]  # fmt: skip


@pytest.mark.parametrize(("held", "terms", "verdict", "reason"), TRAINING)
def test_training_of_each_year(held: Case, terms: Terms, verdict: str, reason: str) -> None:
    assert told(judged(held, PUBLIC, training=[terms])) == (verdict, reason)


def test_a_certificate_without_its_scan_is_not_there() -> None:
    held = trained(2021, 2022, 2023).model_copy(update={"attachments": ()})
    finding = judged(held, PUBLIC, training=[THREE])
    assert finding.facts["names"] == "2021、2022、2023 年度公需科目证书的扫描件"
    one = judged(trained(2021), PUBLIC, training=[THREE])
    assert (one.facts["n"], one.facts["names"]) == (2, "2022、2023 年度公需科目证书")


COUNTED: Terms = {
    "kind": "公需", "count": "ce_years", "most": 5, "exempt": [VILLAGE, BACKBONE],
}  # fmt: skip
ASKED = {
    "id": "ce_years", "ask": "规定几年？", "type": "number", "by": "unit", "page": "training",
}  # fmt: skip


@pytest.mark.parametrize(
    ("years", "answer", "more", "verdict", "reason"),
    [
        ((2022, 2023), "", {}, "UNKNOWN", "unit_unanswered"),
        ((2022, 2023), "2", {}, "PASS", "ok"),
        ((2022, 2023), "3", {}, "FAIL", "training_years_short"),
        ((2022, 2023), "3", served("访惠聚驻村", years=(2021,)), "PASS", "ok"),
        ((2022, 2023), "3", served("访惠聚驻村", years=(2022,)), "FAIL", "training_years_short"),
        # Let off all years.
        ((), "3", served("少数民族科技骨干特培", years=(2022,)), "PASS", "ok"),
        # Never more than may be uploaded.
        ((2019, 2020, 2021, 2022, 2023), "8", {}, "PASS", "ok"),
    ],
)
def test_as_many_years_as_the_unit_says(
    years: tuple[int, ...], answer: str, more: Any, verdict: str, reason: str
) -> None:
    answers = (Answer(id="ce_years", value=answer),) if answer else ()
    held = trained(*years, answers=answers, **more)
    finding = judged(held, PUBLIC, training=[COUNTED], questions=[ASKED])
    assert told(finding) == (verdict, reason)


@pytest.mark.parametrize(
    ("years", "verdict"),
    [((2019, 2020, 2021, 2022, 2023), "PASS"), ((2018, 2019, 2020, 2021, 2022, 2023), "FAIL")],
)
def test_no_more_years_than_may_be_uploaded(years: tuple[int, ...], verdict: str) -> None:
    check = {"op": "training_most", "kinds": ["公需"]}
    finding = judged(trained(*years), check, training=[COUNTED], questions=[ASKED])
    assert finding.verdict == verdict
    assert judged(trained(*years), check, training=[THREE]).verdict == "PASS"


FORMS: Terms = {"op": "year_forms", "slot": "考核表"}


def forms(*years: int, **parts: Any) -> Case:
    scans = tuple(Attachment(slot="考核表", year=year) for year in years)
    return case(attachments=scans, **parts)


NEAR = {"years": [-3, -2, -1]}
TERM = {"years": {"start": "after_title", "end": -1}}

ASSESSED: list[tuple[Case, Terms, str, str]] = [
    (forms(2020, 2021, 2022), NEAR, "PASS", "ok"),
    (forms(2020, 2022), NEAR, "FAIL", "forms_missing"),
    (forms(2022, person=Person(work_start="2022-07")), NEAR, "WARN", "forms_before_work"),
    (forms(2022, person=Person(work_start="2022-07")), NEAR | {"short_service": True},
     "PASS", "ok"),
    (forms(person=Person(work_start="2022-07")), NEAR | {"short_service": True},
     "FAIL", "forms_missing"),
    (forms(2021, 2022, title=Title(has=True, obtained="2020-12")), TERM, "PASS", "ok"),
    (forms(2022, title=Title(has=True, obtained="2020-12")), TERM, "FAIL", "forms_missing"),
    (forms(2022, title=Title(has=False)), TERM, "WARN", "no_title_to_count_from"),
    (forms(2022), TERM, "TODO", "unanswered"),
]  # fmt: skip


@pytest.mark.parametrize(("held", "terms", "verdict", "reason"), ASSESSED)
def test_forms_of_each_year(held: Case, terms: Terms, verdict: str, reason: str) -> None:
    assert told(judged(held, FORMS, assessment=terms)) == (verdict, reason)


def test_grades_are_those_of_the_years_the_notice_means() -> None:
    graded = tuple(
        Assessment(year=year, grade="不合格" if year == 2019 else "合格")
        for year in (2019, 2020, 2021, 2022)
    )
    check = {"op": "grades", "none_of": ["基本合格", "不合格"]}
    assert judged(case(assess=graded), check, assessment=NEAR).verdict == "PASS"
    four = {"years": [-4, -3, -2, -1]}
    assert told(judged(case(assess=graded), check, assessment=four)) == ("FAIL", "grade_bars")


@pytest.mark.parametrize(
    ("grade", "verdict"), [("试用期合格", "PASS"), ("试用期不合格", "FAIL"), ("合格", "PASS")]
)
def test_the_end_of_probation_stands_for_its_year(grade: str, verdict: str) -> None:
    held = case(assess=(Assessment(year=2022, grade=grade),))
    assert judged(held, {"op": "probation_grade"}).verdict == verdict


INSURED: Terms = {"op": "social_insurance", "months": 6, "slot": "社保"}
OR_CONTRACT = INSURED | {"contract": "合同"}
PAID = tuple(f"2023-0{month}" for month in range(3, 9))


def insured(months: tuple[str, ...], *slots: str, start: str = "", end: str = "") -> Case:
    return case(
        si=SocialInsurance(months=months, contract=Period(start=start, end=end)),
        attachments=files(*slots),
    )


@pytest.mark.parametrize(
    ("held", "check", "verdict", "reason"),
    [
        (insured(PAID, "社保"), OR_CONTRACT, "PASS", "ok"),
        (insured((), "合同", start="2022-01", end="2024-12"), OR_CONTRACT, "PASS", "ok_contract"),
        (insured((), "合同", start="2022-01", end="至今"), OR_CONTRACT, "PASS", "ok_contract"),
        (insured((), "合同", start="2022-01", end="2023-09"), OR_CONTRACT, "PASS", "ok_contract"),
        (insured((), "合同", start="2022-01-10", end="2023-09-20"), OR_CONTRACT,
         "PASS", "ok_contract"),
        (insured((), "合同", start="2022-01-10", end="2023-09-19"), OR_CONTRACT,
         "FAIL", "contract_not_valid"),
        (insured((), "合同", start="2020-01", end="2023-08"), OR_CONTRACT,
         "FAIL", "contract_not_valid"),
        (insured((), "合同", start="2023-10", end="2024-12"), OR_CONTRACT,
         "FAIL", "contract_not_valid"),
        (insured((), "合同"), OR_CONTRACT, "TODO", "empty"),
        (insured(PAID[:4], "社保"), OR_CONTRACT, "FAIL", "months_short"),
        (insured((), start="2022-01", end="2024-12"), OR_CONTRACT,
         "FAIL", "files_missing_some"),
        # Where the notice does not take it, a contract does nothing.
        (insured((), "合同", start="2022-01", end="2024-12"), INSURED, "FAIL", "files_missing"),
    ],
)  # fmt: skip
def test_social_insurance_or_a_contract(
    held: Case, check: Terms, verdict: str, reason: str
) -> None:
    assert told(judged(held, check)) == (verdict, reason)


def attached(**fields: Any) -> Case:
    return case(attachments=(Attachment(slot="印证材料", **fields),))


JPG = {"formats": ["jpeg"]}

OF_FILES: list[tuple[str, Case, str, str]] = [
    ("file_formats", attached(format="jpeg"), "PASS", "ok"),
    ("file_formats", attached(format="pdf"), "FAIL", "format_not_taken"),
    ("file_formats", attached(format="jpeg", file_name="a.png"), "PASS", "ok"),
    ("file_formats", case(), "TODO", "no_files"),
    ("file_names", attached(), "PASS", "ok"),
    ("file_names", attached(title="工程师资格证书"), "PASS", "ok"),
    ("file_names", attached(title="IMG_20230911.jpg"), "FAIL", "name_says_nothing"),
    ("file_names", attached(file_name="IMG_001.jpg", title="验收意见"), "PASS", "ok"),
    ("files_open", attached(), "PASS", "ok"),
    ("files_open", attached(readable=False), "FAIL", "file_does_not_open"),
    ("legible", attached(), "PASS", "ok"),
    ("legible", attached(legible=True), "PASS", "ok"),
    ("legible", attached(legible=False), "FAIL", "file_illegible"),
]


@pytest.mark.parametrize(("op", "held", "verdict", "reason"), OF_FILES)
def test_files(op: str, held: Case, verdict: str, reason: str) -> None:
    assert told(judged(held, {"op": op}, files=JPG)) == (verdict, reason)


def test_a_notice_without_formats_refuses_none() -> None:
    assert judged(attached(format="pdf"), {"op": "file_formats"}).verdict == "PASS"


@pytest.mark.parametrize(
    "name",
    [
        "IMG_001", "img-20230911.JPG", "DSC0001.jpg", "微信图片_20230911101010.jpg", "扫描0001",
        "扫描件(2).pdf", "新建文档 1", "mmexport1694400000000.jpg", "Screenshot_2023-09-11",
        "微信图片编辑_20230911.jpg", "扫描文件 2", "9f86d081884c7d659a2feaa0c55ad015.jpg",
        "20230911", "2023年9月11日", "1", "未命名.png", "附件1.jpg",
    ],
)  # fmt: skip
def test_names_that_say_nothing(name: str) -> None:
    assert meaningless(name)


@pytest.mark.parametrize(
    "name",
    [
        "工程师资格证书.jpg",
        "2022年度考核表",
        "验收意见1",
        "身份证正面",
        "论文封面",
        "扫描仪采购合同",
    ],
)
def test_names_that_say_what_it_is(name: str) -> None:
    assert not meaningless(name)


PHOTO: Terms = {"op": "photo", "slot": "照片", "colour": True, "ratio": 25 / 35}


@pytest.mark.parametrize(
    ("fields", "verdict", "reason"),
    [
        ({"width": 295, "height": 413, "gray": False}, "PASS", "ok"),
        ({"width": 295, "height": 413, "gray": True}, "FAIL", "photo_gray"),
        ({"width": 480, "height": 480, "gray": False}, "WARN", "photo_shape"),
        ({}, "PASS", "ok"),
    ],
)
def test_photo(fields: Any, verdict: str, reason: str) -> None:
    held = case(attachments=(Attachment(slot="照片", **fields),))
    assert told(judged(held, PHOTO)) == (verdict, reason)


def test_photo_may_be_gray_where_colour_is_not_asked_for() -> None:
    held = case(attachments=(Attachment(slot="照片", gray=True),))
    assert judged(held, PHOTO | {"colour": False}).verdict == "PASS"
    assert told(judged(case(), PHOTO)) == ("FAIL", "files_missing")


def masked(**plan: Any) -> Case:
    return case(attachments=(Attachment(slot="印证材料", mask=MaskPlan(decision="是", **plan)),))


@pytest.mark.parametrize(
    ("op", "held", "verdict"),
    [
        ({"op": "mask_area", "share": 0.25}, masked(area=0.25), "PASS"),
        ({"op": "mask_area", "share": 0.25}, masked(area=0.3), "WARN"),
        ({"op": "mask_area", "share": 0.25}, case(), "TODO"),
        ({"op": "mask_others"}, masked(), "PASS"),
        ({"op": "mask_others"}, masked(others_covered=True), "WARN"),
    ],
)
def test_masks_cover_what_they_should_and_no_more(op: Terms, held: Case, verdict: str) -> None:
    assert judged(held, op, rule={"severity": "warn"}).verdict == verdict
