"""For which cases a document is, and when it is refused."""

from typing import Any

import pytest

from desktop.app.notices.installed import notice as load
from desktop.documents.blocks import (
    Paragraph,
)
from desktop.documents.catalogue import fits, fitting
from desktop.documents.refusals import MissingFacts, RefusedDocument

from .cases import NOW, PACKS, full, made


@pytest.mark.parametrize(
    ("pack", "kind", "changes", "expected"),
    [
        ("LC22", "exemption_form", {}, True),
        ("LC22", "exemption_form", {"service": ()}, False),
        ("GJ21", "exemption_form", {"service": ()}, False),
        ("LC22", "former_unit", {}, True),
        ("GT23", "statement", {}, True),
        ("GT23", "statement", {"civil_transfer__transferred": False}, False),
        ("GT23", "statement", {"civil_transfer__transferred": None}, False),
        ("LC22", "work_years", {}, False),
        (
            "LC22",
            "work_years",
            {"apply__level": "中级", "apply__first_time": True, "title__has": False},
            True,
        ),
        (
            "LC22",
            "work_years",
            {"apply__level": "高级", "apply__first_time": True, "title__has": False},
            False,
        ),
        ("GJ21", "work_years", {}, True),
    ],
)
def test_a_document_is_for_some_cases_only(
    pack: str, kind: str, changes: dict[str, Any], expected: bool
) -> None:
    case = full(pack, **changes)
    assert fits(kind, case, load(pack), NOW) is expected
    assert (kind in {spec.kind for spec in fitting(case, load(pack), NOW)}) is expected


def test_without_a_change_of_employer_there_is_no_former_unit() -> None:
    case = full("LC22")
    case = case.model_copy(update={"work": case.work[1:]})
    assert not fits("former_unit", case, load("LC22"), NOW)


@pytest.mark.parametrize("pack", ["GT23", "BM24", "ZZ23", "GJ21"])
def test_no_result_that_denies_it_where_somebody_objected(pack: str) -> None:
    with pytest.raises(RefusedDocument):
        made(pack, "result", pub__objection=True)
    with pytest.raises(MissingFacts):
        made(pack, "result", pub__objection=None)


@pytest.mark.parametrize(("objected", "said"), [(False, "无异议"), (True, "有异议")])
def test_the_lc22_result_says_whether_somebody_objected(objected: bool, said: str) -> None:
    document = made("LC22", "result", pub__objection=objected)
    (text,) = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert text.endswith(f"{said}。")


@pytest.mark.parametrize("pack", PACKS)
def test_no_result_of_any_notice_is_dated_within_the_period(pack: str) -> None:
    with pytest.raises(RefusedDocument) as caught:
        made(pack, "result", pub__result_date="2024-07-29")
    assert caught.value.details == ("pub.result_date", "pub.end")


@pytest.mark.parametrize(
    ("pack", "kind", "changes", "field"),
    [
        ("LC22", "guarantee", {"apply__target": ""}, "apply.target"),
        ("LC22", "publicity", {"supervisor__name": ""}, "supervisor.name"),
        ("ZZ23", "supervisor_recommendation", {"supervisor__name": " "}, "supervisor.name"),
        ("LC22", "exemption_form", {"person__work_start": ""}, "person.work_start"),
        ("LC22", "exemption_form", {"edu__e1__degree": ""}, "edu.e1.degree"),
        ("LC22", "exemption_form", {"service__s1__place": ""}, "service.s1.reason"),
        ("GT23", "statement", {"civil_transfer__since": ""}, "civil_transfer.since"),
        ("GJ21", "unit_opinion", {"person__name": ""}, "person.name"),
    ],
)
def test_a_missing_fact_of_any_notice_is_named(
    pack: str, kind: str, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(MissingFacts) as caught:
        made(pack, kind, **changes)
    assert caught.value.fields == (field,)
    assert "缺：材料" not in caught.value.happened
    assert "." not in caught.value.happened


def test_the_period_of_a_result_is_held_against_itself() -> None:
    with pytest.raises(RefusedDocument):
        made("ZZ23", "result", pub__start="2024-07-30")
