"""What must not hang on a wall."""

from __future__ import annotations

import pytest

from desktop.app.notices.installed import notice
from desktop.app.papers.posted import ID_NUMBER, PHONE, Numbers, check, exposures, hidden, shown_in
from desktop.app.papers.wanted import document_of, papers
from desktop.documents.material import Material
from desktop.documents.roll import roll
from desktop.domain.case import Achievement, Case, PaperState
from desktop.errors import UserError
from tests.documents.cases import NOW, full

PERSON = full("BM24", person__phone="19900000010")
KNOWN = Numbers.of([PERSON])


@pytest.mark.parametrize(
    "text",
    [
        "身份证659901198805120028。",
        "６５９９０１１９８８０５１２００２８",
        "659901 19880512 0028",
        "659901　19880512　0028",
        "659901-19880512-0028",
        "65990119880512002",
        "659901198805120028X",
        "6 5 9 9 0 1 1 9 8 8 0 5 1 2 0 0 2 8",
        "65990119880512\u200b0028",
        "别人的659901199001011232也不行",
    ],
)
def test_id_numbers_are_found_as_people_write_them(text: str) -> None:
    assert shown_in(f"近五年{text}主持", KNOWN) == ID_NUMBER


@pytest.mark.parametrize(
    "text",
    [
        "2019 2020 2021 2022 2023年考核合格",
        "投资 12,345,678 元，面积 3,000 亩，2021-03至2023-12",
        "专利号ZL202310123456.7",
        "工作20190101-20231231，编号2024-0001",
        "监督电话0996-7000001",
    ],
)
def test_other_numbers_may_be_posted(text: str) -> None:
    assert shown_in(text, KNOWN) == ""


@pytest.mark.parametrize("text", ["电话19900000010", "199 0000 0010", "１９９-００００-００１０"])
def test_nobodys_own_phone_is_posted(text: str) -> None:
    assert shown_in(text, KNOWN) == PHONE
    assert shown_in(text, Numbers.of([])) == ""


@pytest.mark.parametrize(
    ("pack", "path", "value", "where"),
    [
        ("BM24", "pub.political_text", "身份证659901198805120028", "pub.political_text"),
        ("BM24", "pub.achievement_text", "65990119880512002", "pub.achievement_text"),
        ("BM24", "pub.office", "综合659901198805120028", "pub.office"),
        ("BM24", "pub.phone", "19900000010", "pub.phone"),
        (
            "LC22",
            "items",
            [Achievement(id="i9", type="业绩成果", title="项目659901198805120028")],
            "items",
        ),
        (
            "GT23",
            "papers",
            [PaperState(id="publicity", kind="公示", body="情况：659901 19880512 0028")],
            "papers.publicity.body",
        ),
    ],
)
def test_every_text_that_is_posted_is_looked_at(
    pack: str, path: str, value: object, where: str
) -> None:
    changes = {path.replace(".", "__"): value, "person__phone": "19900000010"}
    case = full(pack, **changes)
    found = exposures(material(case), Numbers.of([case]))
    assert where in [one.path for one in found]
    assert all(one.name == "张䶮" and one.page and one.label for one in found)
    assert not any("6599" in one.sentence or "199000" in one.sentence for one in found)


@pytest.mark.parametrize("pack", ["LC22", "GT23", "BM24", "ZZ23", "GJ21"])
def test_an_ordinary_case_shows_none(pack: str) -> None:
    case = full(pack)
    assert exposures(material(case), Numbers.of([case])) == ()


def test_a_number_of_somebody_else_of_the_group_is_found_too() -> None:
    other = full("BM24", person__id_no="659901199001011232")
    case = full("BM24", pub__political_text="与659901，199001，011232同事")
    assert exposures(material(case), Numbers.of([case, other]))


def test_the_last_look_refuses_the_document() -> None:
    bad = full("BM24", pub__achievement_text="659901198805120028")
    with pytest.raises(UserError) as refused:
        check(roll([material(bad)]), Numbers.of([bad]))
    assert "6599" not in str(refused.value)
    check(roll([material(PERSON)]), KNOWN)


def test_hidden_are_the_eight_in_the_middle() -> None:
    assert hidden("659901198805120028") == "659901********0028"
    assert hidden("65990119880512") == "********"


def material(case: Case) -> Material:
    terms = notice(case.pack_id)
    return Material(case, terms, terms.document("publicity"), NOW)


def test_the_sheet_of_one_person_is_looked_over_too() -> None:
    terms = notice("BM24")
    case = full("BM24", pub__achievement_text="身份证 659901 19880512 0028")
    paper = next(p for p in papers(case, terms, NOW) if p.terms.kind == "publicity")
    assert not paper.ready
    assert "“业绩成果”里有像身份证号的一串数字" in paper.reason
    with pytest.raises(UserError) as refused:
        document_of("publicity", case, terms, NOW)
    assert refused.value.details == ("pub.achievement_text",)
    # The template's own place for the number is no fault of the text.
    assert document_of("publicity", full("BM24"), terms, NOW).kind == "publicity"
