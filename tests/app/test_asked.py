"""What each notice can use: nothing of another notice is asked, nothing filled in is lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pytest

from desktop.app.library import new_case
from desktop.app.notices.installed import notice
from desktop.app.pages import PAGES, page_of
from desktop.app.pages.asked import (
    CHECKS,
    FACTS,
    asked,
    leaves,
    lists,
    page_of_question,
    questions,
    starred,
)
from desktop.app.pages.form import Field, ListSection
from desktop.app.session import judged
from desktop.domain.case import Achievement, Aid, Case
from desktop.domain.conditions import FactName
from desktop.domain.finding import Verdict
from desktop.domain.operations import Check
from desktop.domain.terms import Question
from desktop.domain.vocabulary import ACHIEVEMENT_TYPES
from tests.app.test_pages import fields
from tests.whole import PACKS, cases

ASKED = {
    # path: the notices under which it is asked
    "aid.ongoing": {"GJ21"},
    "aid.sending_unit": {"GJ21"},
    "si.status": {"GT23", "BM24"},
    "si.contract.start": {"GT23"},
    "edu.*.chsi": {"GT23", "BM24", "ZZ23", "GJ21"},
    "apply.sub_specialty": {"GT23"},
    "unit.procedure_body": {"LC22"},
    "unit.agency_name": {"LC22"},
    "unit.platform_registered": {"ZZ23"},
    "unit.registered_prefecture": {"BM24"},
    "appointments": {"LC22"},
    "service": {"LC22", "GT23", "ZZ23", "GJ21"},
    "quals": {"GT23"},
    "civil_transfer.transferred": {"GT23"},
    "items.*.language": {"LC22"},
    "items.*.endorsers": {"GT23"},
    "items.*.first_author": {"GJ21"},
    "items.*.in_specialty": {"GJ21"},
    "items.*.journal_is_engineering": {"GT23"},
    "items.*.condition_no": {"GT23"},
    "items.*.witness.contact": {"BM24"},
    "items.*.prev_employer": {"LC22"},
    "platform.unit_tier_choice": {"GT23"},
    "platform.receiver": {"BM24", "ZZ23"},
    "supervisor.name": {"LC22", "ZZ23"},
    "supervisor.opinion_text": {"LC22"},
    "track.paper_mailed_at": {"GT23"},
    "track.fee": {"BM24"},
    "pub.political_text": {"BM24", "ZZ23", "GJ21"},
    "unit.contact": {"BM24"},
}


@pytest.mark.parametrize("path", ASKED)
def test_a_field_is_asked_where_the_notice_can_use_it(path: str) -> None:
    assert {pack for pack in PACKS if path in asked(notice(pack)).paths} == ASKED[path]


@pytest.mark.parametrize("pack", PACKS)
def test_what_is_asked_is_there_and_has_a_page(pack: str) -> None:
    known = leaves() | lists()
    there = {prefix for path in known for prefix in _prefixes(path)} | {"attachments"}
    for path in asked(notice(pack)).paths:
        if path.partition(".")[0] == "answers":
            continue
        assert path in there, path
        assert page_of(path.replace(".*", ".x")), path


def _prefixes(path: str) -> Iterator[str]:
    keys = path.split(".")
    return (".".join(keys[:end]) for end in range(1, len(keys) + 1))


def test_every_fact_says_where_it_is_answered() -> None:
    assert set(FACTS) == set(get_args(FactName))
    known = {prefix for path in leaves() | lists() for prefix in _prefixes(path)}
    for paths in (*FACTS.values(), *CHECKS.values()):
        assert all(path.removesuffix(".*") in known for path in paths), paths


def test_checks_are_named_as_packs_write_them() -> None:
    union = get_args(get_args(Check)[0])
    ops = {get_args(kind.model_fields["op"].annotation)[0] for kind in union}
    assert set(CHECKS) <= ops


@pytest.mark.parametrize(
    "path,star",
    [
        ("person.name", "person.name"),
        ("edu.k3f9.school", "edu.*.school"),
        ("items.a1.endorsers.b2.name", "items.*.endorsers.*.name"),
        ("track.returns.r1.remarks.m1.text", "track.returns.*.remarks.*.text"),
        ("edu", "edu"),
    ],
)
def test_the_way_from_a_path_to_the_tables(path: str, star: str) -> None:
    assert starred(path) == star


def _shown(case: Case, pack: str) -> dict[str, bool]:
    """Each field and list outside entries, and whether it is shown."""
    wanted = asked(notice(pack))
    shown: dict[str, bool] = {}
    for page in PAGES:
        for section in page.sections:
            if isinstance(section, ListSection):
                shown[section.path] = section.asked(case, wanted)
            else:
                open_ = section.asked(case, wanted)
                for field in section.fields:
                    shown[field.path] = open_ and field.asked(case, wanted)
    return shown


def test_what_is_filled_in_stays_in_sight_under_any_notice() -> None:
    case = new_case(notice("BM24"))
    assert not _shown(case, "BM24")["aid.sending_unit"]
    aid = Aid(start="2023-03", ongoing=True, sending_unit="某校")
    shown = _shown(case.model_copy(update={"aid": aid}), "BM24")
    assert [p for p in shown if p.startswith("aid.") and not shown[p]] == []


@pytest.mark.parametrize("pack", PACKS)
def test_an_empty_case_shows_no_section_without_a_field(pack: str) -> None:
    case, wanted = new_case(notice(pack)), asked(notice(pack))
    for page in PAGES:
        for section in page.sections:
            if not isinstance(section, ListSection) and section.asked(case, wanted):
                assert any(field.asked(case, wanted) for field in section.fields)


ITEM = {
    # what is asked of an entry of that type: path, pack, types
    ("published", "GT23"): {"论文"},
    ("published", "GJ21"): {"著作"},
    ("first_author", "GJ21"): {"论文"},
    ("sealed", "GJ21"): {"工作成果文件"},
    ("endorsers", "GT23"): {"代表作"},
    ("witness.name", "BM24"): {"业绩成果"},
    ("condition_no", "GT23"): {"实践能力", "业绩成果"},
    ("witness.name", "LC22"): set(),
}


@pytest.mark.parametrize("path,pack", ITEM)
def test_an_entry_is_asked_what_the_notice_wants_of_its_type(path: str, pack: str) -> None:
    table = next(s for p in PAGES for s in p.sections if getattr(s, "path", "") == "items")
    assert isinstance(table, ListSection)
    part: Field | ListSection = next(f for f in table.fields if f.path == path)
    wanted = asked(notice(pack))
    case = new_case(notice(pack))
    entries = tuple(Achievement(id=f"i{n}", type=t) for n, t in enumerate(ACHIEVEMENT_TYPES))
    case = case.model_copy(update={"items": entries})
    found = {e.type for e in entries if part.asked(case, wanted, f"items.{e.id}")}
    assert found == ITEM[path, pack]


def test_the_unit_s_questions_stand_where_the_unit_works() -> None:
    asks = {"id": "a", "ask": "几条？", "type": "number"}
    by_unit = Question.model_validate({**asks, "by": "unit", "page": "achievements"})
    by_unit_late = Question.model_validate({**asks, "by": "unit", "page": "finish"})
    own = Question.model_validate({**asks, "page": "achievements"})
    assert [page_of_question(q) for q in (by_unit, by_unit_late, own)] == [
        "publicity",
        "finish",
        "achievements",
    ]


@pytest.mark.parametrize("pack", PACKS)
def test_every_question_of_a_notice_stands_on_one_page(pack: str) -> None:
    told = notice(pack)
    standing = [q.id for page in PAGES for q in questions(told, page.id)]
    assert sorted(standing) == sorted(q.id for q in told.questions)
    for question in told.questions:
        assert page_of(f"answers.{question.id}", told) == page_of_question(question)


OPEN = (Verdict.FAIL, Verdict.TODO, Verdict.WARN, Verdict.UNKNOWN)
ON_PAGES_OF_THEIR_OWN = ("attachments", "summary", "papers", "ticks", "answers", "remarks")


@pytest.mark.parametrize("pack", PACKS)
def test_what_a_finding_speaks_of_is_asked(pack: str) -> None:
    told = notice(pack)
    wanted, rules = asked(told), {rule.id for rule in told.rules}
    only_if_asked = {path for path, field in fields() if field.only_if_asked}
    hidden = {
        (name, finding.rule, path)
        for name, case, now in cases(pack)
        for finding in judged(case, told, now)
        if finding.verdict in OPEN and finding.rule in rules
        for path in finding.evidence
        if path.partition(".")[0] not in ON_PAGES_OF_THEIR_OWN
        and starred(path) in only_if_asked
        and path not in wanted
    }
    assert hidden == set()
