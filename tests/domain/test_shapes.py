"""What a rule pack may say at all: its shapes refuse the rest, in words for whoever writes one."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from desktop.domain.layouts import Layout, chosen
from desktop.domain.notice import Notice
from desktop.domain.operations import Check
from desktop.domain.terms import DocumentTerms, Question, TrainingTerms
from tests.domain.hand import PLAIN, hand

Told = dict[str, Any]
CHECK: TypeAdapter[Any] = TypeAdapter(Check)

SENTENCE: Told = {"piece": "sentence", "wording": "pledge"}
DRAFT: Told = {"piece": "sentence", "draft": "opinion"}
FORM: Told = {"piece": "form", "widths": [1], "rows": [[{"text": "姓名"}]]}
PAPER: Told = {"kind": "pledge", "title": "承诺书", "mode": "print"}

REFUSED_CHECKS: list[tuple[Told, str]] = [
    ({"op": "choice", "field": "apply.level"}, "须写明 one_of"),
    ({"op": "required", "fields": ["person.shoe_size"]}, "没有这个字段：person.shoe_size"),
    ({"op": "each", "entries": "items", "fields": ["shoe"]}, "条目没有这个字段：shoe"),
]


@pytest.mark.parametrize(("told", "says"), REFUSED_CHECKS)
def test_a_check_of_what_there_is_not_is_refused(told: Told, says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        CHECK.validate_python(told)


def test_a_form_may_ask_for_what_documents_state() -> None:
    told: Told = {"op": "document", "document": "exemption", "fields": ["exemption_reason"]}
    CHECK.validate_python(told)
    with pytest.raises(ValidationError, match="也没有这个名称：shoe_size"):
        CHECK.validate_python(told | {"fields": ["shoe_size"]})


@pytest.mark.parametrize("both", [{}, {"years": [2023], "count": "ce_years"}])
def test_training_has_its_years_or_their_number(both: Told) -> None:
    with pytest.raises(ValidationError, match="years 和 count"):
        TrainingTerms.model_validate({"kind": "公需"} | both)


@pytest.mark.parametrize("told", [{"type": "choice"}, {"type": "number", "options": ["甲", "乙"]}])
def test_a_choice_alone_has_options(told: Told) -> None:
    with pytest.raises(ValidationError, match="options"):
        Question.model_validate({"id": "q", "ask": "？", "page": "basic"} | told)


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({}, "别的须写"),
        ({"mode": "never", "content": [SENTENCE]}, "不写 content"),
        ({"mode": "copy", "content": [{"piece": "summary"}]}, "只能有 title、sentence、signature"),
        ({"content": [{"piece": "sentence"}]}, "wording 和 draft"),
        ({"content": [SENTENCE | {"draft": "opinion"}]}, "wording 和 draft"),
    ],
)
def test_a_document_has_the_pieces_of_its_mode(told: Told, says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        DocumentTerms.model_validate(PAPER | told)


@pytest.mark.parametrize(
    ("told", "way", "draft"),
    [
        ({"content": [SENTENCE]}, "text", False),
        ({"content": [DRAFT]}, "text", True),
        ({"content": [DRAFT, FORM]}, "form", True),
        ({"mode": "copy", "content": [SENTENCE]}, "copy", False),
        ({"mode": "copy", "content": [SENTENCE], "all_by_hand": True}, "by_hand", False),
        ({"mode": "never"}, "text", False),
    ],
)
def test_how_a_document_is_made(told: Told, way: str, draft: bool) -> None:
    terms = DocumentTerms.model_validate(PAPER | told)
    assert (terms.way, terms.draft) == (way, draft)


LOOK: Told = {"id": "own", "title": "本单位", "way": "text"}


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"page": {"left": 70, "right": 70}}, "页边距太大"),
        ({"text": {"size": 16, "leading": 14}}, "行会叠在一起"),
        ({"text": {"characters": 60}}, "一行排不下"),
        ({"way": "copy", "sheet": {"width": 200}}, "格子会出版心"),
        ({"sheet": {"width": 100, "columns": [25]}}, "写不下字"),
        ({"content": [SENTENCE]}, "须写明 notice"),
        ({"content": [SENTENCE], "notice": "HAND", "kinds": ["pledge", "opinion"]}, "一种 kinds"),
    ],
)
def test_a_layout_that_cannot_be_printed_is_refused(told: Told, says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        Layout.model_validate(LOOK | told)


def looks(*told: Told) -> tuple[Layout, ...]:
    return tuple(Layout.model_validate(LOOK | one) for one in told)


EVERY: Told = {"id": "every"}
KIND: Told = {"id": "kind", "kinds": ["pledge"]}
HERE: Told = {"id": "here", "notice": "HAND"}
BOTH: Told = {"id": "both", "notice": "HAND", "kinds": ["pledge"]}


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ((), "standard"),
        ((EVERY,), "every"),
        ((KIND, EVERY), "kind"),
        ((KIND, HERE), "kind"),
        ((BOTH, KIND), "both"),
        # Of two that say as much the last.
        ((EVERY, EVERY | {"id": "later"}), "later"),
        # Others' are not looked at.
        (({"id": "x", "way": "copy"}, {"id": "y", "notice": "ELSE"}), "standard"),
        (({"id": "x", "kinds": ["opinion"]},), "standard"),
    ],
)
def test_the_layout_that_says_most_counts(told: tuple[Told, ...], found: str) -> None:
    assert chosen(looks(*told), "HAND", "pledge", "text").id == found
    notice = hand({"op": "fee"}).model_copy(update={"layouts": looks(*told)})
    terms = DocumentTerms.model_validate(PAPER | {"content": [SENTENCE]})
    assert notice.layout(terms).id == found


def test_a_notice_is_asked_by_id() -> None:
    parts: Told = {
        "slots": [{"id": "承诺书", "column": "个人", "title": "承诺书"}],
        "deadlines": [{"id": "online", "title": "网上申报", "end": "2023-10-10"}],
    }
    notice = hand({"op": "fee"}, **parts)
    assert notice.slot("承诺书") == notice.slots[0]
    assert notice.deadline("online") == notice.deadlines[0]
    assert notice.rule("HAND.rule") == notice.rules[0]
    for ask in (notice.slot, notice.deadline, notice.rule):
        with pytest.raises(KeyError, match="none"):
            ask("none")
    assert Notice.model_validate(PLAIN | {"rules": []}).rules == ()
