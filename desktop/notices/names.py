"""What the shapes of a pack cannot say: names that must lead somewhere, and be there once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError

from desktop.domain import moments
from desktop.domain.case import Case
from desktop.domain.conditions import FactName
from desktop.domain.notice import NoticeTerms, Rule
from desktop.domain.operations.attachments import Slots
from desktop.domain.operations.papers import OnPaper
from desktop.domain.operations.shape import FieldPath
from desktop.domain.stated import PLACES
from desktop.domain.terms import DocumentTerms, FormPiece, LinePiece, Source, Years, YearSpan
from desktop.domain.vocabulary import (
    ACHIEVEMENT_TYPES,
    APPLY_TYPES,
    LEVELS,
    PERSON_STATUS,
    SERVICE_KINDS,
    SOCIAL_INSURANCE,
    TITLE_BASES,
    TITLE_PLACES,
    TRAINING_KINDS,
    UNIT_KINDS,
    UNIT_TIERS,
)
from desktop.domain.wording import bare, places
from desktop.notices.pack import Regulation
from desktop.notices.problems import Problem, suggested
from desktop.notices.reading import Place

BINDS = ("applicant", "unit", "supervisor", "office", "assistant")
"""Whom a rule may bind: the person, the unit, the 主管部门, the 职称办公室, this program."""

FACT_WORDS: Mapping[str, tuple[str, ...]] = {
    "level": LEVELS,
    "apply_type": APPLY_TYPES,
    "specialty": (),
    "person_status": PERSON_STATUS,
    "unit_kind": UNIT_KINDS,
    "unit_tier": UNIT_TIERS,
    "si_status": SOCIAL_INSURANCE,
    "title_place": TITLE_PLACES,
    "title_basis": TITLE_BASES,
    "service": SERVICE_KINDS,
    "items": ACHIEVEMENT_TYPES,
}
"""Facts that are words, and which (none listed: the notice's own); all others are yes or no."""

PAGES = (
    "notice", "basic", "education", "title", "work", "achievements", "training", "summary",
    "publicity", "attachments", "finish",
)  # fmt: skip
"""The pages of the wizard, where a rule is put right and a question stands; a test holds them."""

_SLOT, _WORDING = "这个附件栏目（slots）", "这段固定文字（wording）"
_NUMBER = "这个填数的问题（questions）"

_LISTS = frozenset(
    name for name, f in Case.model_fields.items() if str(f.annotation).startswith("tuple")
)
_FIRST, _LAST = 1990, 2100
_LONGEST = 60  # years


def problems(notice: NoticeTerms) -> Iterator[Problem]:
    """Every name that leads nowhere, everything that is there twice, every date that is none."""
    yield from _twice(notice)
    yield from _dates(notice)
    yield from _of_terms(notice)
    for n, rule in enumerate(notice.rules):
        yield from _of_rule(notice, rule, ("rules", n))


def of_regulation(regulation: Regulation) -> Iterator[Problem]:
    """The same of a 上位规定: its rules can only name what the notices have that take them over."""
    ids = [rule.id for rule in regulation.rules]
    for n, rule in enumerate(regulation.rules):
        if rule.id in ids[:n]:
            yield Problem(("rules", n), f"编号 {rule.id} 写了两次")
        yield from _named(regulation.id, rule, ("rules", n))


def quotes(notice: BaseModel, text: str, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Every quote that is not literally in the text it is from."""
    folded = {source: bare(source) for source in (text, *texts.values())}
    for place, source in sources(notice):
        whole = texts.get(source.regulation, text) if isinstance(source, Rule) else text
        if source.quote and source.quote not in whole:
            near = bare(source.quote) in folded[whole]
            why = "（文字有，但标点、空格或换行与原文不同，请从 notice.txt 里复制）" if near else ""
            yield Problem((*place, "quote"), f"通知全文里没有这句话{why}：{source.quote[:40]}")


def sources(notice: BaseModel) -> Iterator[tuple[Place, Source]]:
    """Everything in the pack that may cite the notice, with its place."""
    yield from _sources(notice, ())


def _sources(node: object, place: Place) -> Iterator[tuple[Place, Source]]:
    if isinstance(node, Source):
        yield place, node
    if isinstance(node, BaseModel):
        for key in type(node).model_fields:
            yield from _sources(getattr(node, key), (*place, key))
    elif isinstance(node, tuple):
        for n, entry in enumerate(node):
            yield from _sources(entry, (*place, n))


def _twice(notice: NoticeTerms) -> Iterator[Problem]:
    lists: dict[str, list[str]] = {
        "rules": [rule.id for rule in notice.rules],
        "slots": [slot.id for slot in notice.slots],
        "columns": [column.id for column in notice.columns],
        "documents": [document.kind for document in notice.documents],
        "deadlines": [deadline.id for deadline in notice.deadlines],
        "papers": [paper.id for paper in notice.papers],
        "questions": [question.id for question in notice.questions],
    }
    for name, ids in lists.items():
        for n, one in enumerate(ids):
            if one in ids[:n]:
                yield Problem((name, n), f"编号 {one} 写了两次")


def _dates(notice: NoticeTerms) -> Iterator[Problem]:
    if notice.expires_on and moments.day(notice.expires_on) is None:
        yield Problem(("expires_on",), "应当是 2025-12-31 这样的日期")
    for n, deadline in enumerate(notice.deadlines):
        ends = {"start": deadline.start, "end": deadline.end}
        read = {key: moments.instant(text) if text else None for key, text in ends.items()}
        for key, text in ends.items():
            if text and read[key] is None:
                said = "应当是 2025-07-30 这样的日期，或 2025-07-30T18:00 这样的时刻"
                yield Problem(("deadlines", n, key), said)
        if read["start"] and read["end"] and read["start"].first > read["end"].last:
            yield Problem(("deadlines", n), "start 晚于 end")
    named: list[tuple[Place, Years | None]] = [
        (("training", n, "years"), terms.years) for n, terms in enumerate(notice.training)
    ]
    if notice.assessment:
        named.append((("assessment", "years"), notice.assessment.years))
    for place, years in named:
        ends_or_years = (years.start, years.end) if isinstance(years, YearSpan) else years or ()
        plain = [year for year in ends_or_years if isinstance(year, int)]
        if any(not (-_LONGEST < year <= 1 or _FIRST <= year <= _LAST) for year in plain):
            yield Problem(place, "年份应当是 2023 这样的年，或 -1（通知的前一年）这样的数")


def _of_terms(notice: NoticeTerms) -> Iterator[Problem]:
    columns = {column.id for column in notice.columns}
    slots = {slot.id for slot in notice.slots}
    for n, slot in enumerate(notice.slots):
        if slot.column not in columns:
            yield _nowhere(("slots", n, "column"), slot.column, columns, "这一栏（columns）")
        if slot.per and slot.per not in _LISTS:
            yield _nowhere(("slots", n, "per"), slot.per, _LISTS, "这个列表")
    for n, one in enumerate(notice.masking.never):
        if one not in slots:
            yield _nowhere(("masking", "never", n), one, slots, _SLOT)
    for n, document in enumerate(notice.documents):
        yield from of_document(notice, document, ("documents", n))
    yield from _of_training(notice)
    yield from _of_fees(notice)
    yield from _of_questions(notice)
    for key in ("wording", "drafts"):
        for name, text in getattr(notice, key).items():
            yield from of_text((key, name), text)


def of_text(at: Place, text: str) -> Iterator[Problem]:
    """Places in a text that nothing fills."""
    for name in places(text):
        if name not in PLACES:
            yield _nowhere(
                at, f"{{{name}}}", [f"{{{known}}}" for known in PLACES], "这个要填的地方"
            )


def _of_fees(notice: NoticeTerms) -> Iterator[Problem]:
    for n, fee in enumerate(notice.fees):
        if fee.type not in notice.types:
            yield _nowhere(("fees", n, "type"), fee.type, notice.types, "这种方式（types）")
        if fee.level not in notice.levels:
            yield _nowhere(("fees", n, "level"), fee.level, notice.levels, "这个级别（levels）")


def _of_questions(notice: NoticeTerms) -> Iterator[Problem]:
    for n, question in enumerate(notice.questions):
        if question.id in get_args(FactName):
            yield Problem(("questions", n, "id"), "这个名字程序自己在用，请换一个")
        if question.page not in PAGES:
            yield _nowhere(("questions", n, "page"), question.page, PAGES, "这一页")


def _of_training(notice: NoticeTerms) -> Iterator[Problem]:
    numbers = _numbers(notice)
    for n, terms in enumerate(notice.training):
        here: Place = ("training", n)
        if terms.kind not in TRAINING_KINDS:
            yield _nowhere((*here, "kind"), terms.kind, TRAINING_KINDS, "这种继续教育")
        if terms.count and terms.count not in numbers:
            yield _nowhere((*here, "count"), terms.count, numbers, _NUMBER)


def of_document(notice: NoticeTerms, document: DocumentTerms, here: Place) -> Iterator[Problem]:
    """Names in a document's terms that lead nowhere; ``here`` is the document's own place."""
    slots = {slot.id for slot in notice.slots}
    if document.slot and document.slot not in slots:
        yield _nowhere((*here, "slot"), document.slot, slots, _SLOT)
    yield from _when(notice, document.applies_when, (*here, "applies_when"))
    for n, piece in enumerate(document.content):
        place = (*here, "content", n)
        wording, draft = getattr(piece, "wording", ""), getattr(piece, "draft", "")
        if wording and wording not in notice.wording:
            yield _nowhere((*place, "wording"), wording, notice.wording, _WORDING)
        if draft and draft not in notice.drafts:
            yield _nowhere((*place, "draft"), draft, notice.drafts, "这段拟稿（drafts）")
        if isinstance(piece, LinePiece):
            yield from of_text((*place, "label"), piece.label)
        if isinstance(piece, FormPiece):
            yield from _form(notice, piece, place)


def _form(notice: NoticeTerms, piece: FormPiece, place: Place) -> Iterator[Problem]:
    wide = len(piece.widths)
    for n, row in enumerate(piece.rows):
        if sum(cell.span for cell in row) != wide:
            yield Problem((*place, "rows", n), f"各格的 span 加起来应当是 {wide}（widths 的个数）")
        for m, cell in enumerate(row):
            at = (*place, "rows", n, m)
            if cell.place and cell.place not in PLACES and not _is_field(cell.place):
                yield _nowhere((*at, "place"), cell.place, PLACES, "这个要填的地方")
            if cell.span < 1:
                yield Problem((*at, "span"), "应当不小于 1")
            yield from _when(notice, cell.applies_when, (*at, "applies_when"))
    if piece.heights and len(piece.heights) != len(piece.rows):
        yield Problem((*place, "heights"), f"应当有 {len(piece.rows)} 个，与行数相同")
    if any(width <= 0 for width in piece.widths):
        yield Problem((*place, "widths"), "应当大于 0")


def _named(pack_id: str, rule: Rule, place: Place) -> Iterator[Problem]:
    if not re.fullmatch(rf"{re.escape(pack_id)}(\.[A-Za-z0-9_-]+)+", rule.id):
        yield Problem((*place, "id"), f"规则编号以 {pack_id}. 开头，后面用字母、数字、下划线和点")
    if rule.page not in PAGES:
        yield _nowhere((*place, "page"), rule.page, PAGES, "这一页")
    for n, who in enumerate(rule.binds):
        if who not in BINDS:
            yield _nowhere((*place, "binds", n), who, BINDS, "这一方")
    if (rule.kind == "remind") != (rule.check.op == "none"):
        yield Problem((*place, "kind"), "kind: remind 与 check: {op: none} 要一起用")
    if rule.kind == "auto" and rule.check.op == "tick":
        yield Problem((*place, "kind"), "check: {op: tick} 由人确认，kind 应当是 confirm")


def _is_field(path: str) -> bool:
    try:
        _FIELD.validate_python(path)
    except ValidationError:
        return False
    return True


_FIELD = TypeAdapter(FieldPath)


def _of_rule(notice: NoticeTerms, rule: Rule, place: Place) -> Iterator[Problem]:
    yield from _named(notice.id, rule, place)
    yield from _when(notice, rule.applies_when, (*place, "applies_when"))
    known: dict[str, tuple[set[str], str]] = {
        "slot": ({s.id for s in notice.slots}, _SLOT),
        "deadline": ({d.id for d in notice.deadlines}, "这个期限（deadlines）"),
        "document": ({d.kind for d in notice.documents}, "这种文书（documents）"),
        "wording": (set(notice.wording), _WORDING),
        "paper": ({p.id for p in notice.papers}, "这样纸质材料（papers）"),
        "training": ({t.kind for t in notice.training}, "这种继续教育（training）"),
        "number": (_numbers(notice), _NUMBER),
    }
    for key, usual in _LEADS.items():
        value = getattr(rule.check, key, None)
        kind = _LEADS_OF.get((type(rule.check), key), usual)
        named = value if isinstance(value, tuple) else (value,)
        for n, name in enumerate(named if kind else ()):
            if isinstance(name, str) and name and name not in known[kind][0]:
                at: Place = (*place, "check", key)
                yield _nowhere((*at, n) if isinstance(value, tuple) else at, name, *known[kind])


_LEADS: Mapping[str, str] = {
    "slot": "slot", "slots": "slot", "certificate": "slot", "others": "slot",
    "deadline": "deadline", "closes": "deadline", "until": "deadline",
    "document": "document", "wording": "wording",
    "likewise": "document", "least": "number", "kinds": "training", "of": "", "instead": "",
}  # fmt: skip
"""Keys of checks that name something of the notice."""
_LEADS_OF: Mapping[tuple[type, str], str] = {
    (Slots, "of"): "slot",
    (OnPaper, "of"): "paper",
    (OnPaper, "instead"): "paper",
}


def _numbers(notice: NoticeTerms) -> set[str]:
    return {question.id for question in notice.questions if question.type == "number"}


def _when(notice: NoticeTerms, when: object, place: Place) -> Iterator[Problem]:
    if not isinstance(when, dict):
        return
    questions = {question.id: question for question in notice.questions}
    facts = get_args(FactName)
    for key, wanted in when.items():
        here = (*place, key)
        question = questions.get(key)
        if key not in facts and question is None:
            yield _nowhere(here, key, {*facts, *questions}, "这个事实，也没有这个问题")
            continue
        words = isinstance(wanted, tuple)
        asks = question.type if question else "choice" if key in FACT_WORDS else "yes_no"
        if asks == "number":
            yield Problem(here, "这个问题填的是数，不能用作适用条件")
        elif words != (asks == "choice"):
            kind = "一列词，例如 [中级]" if asks == "choice" else "true 或 false"
            yield Problem(here, f"应当写{kind}")
        elif isinstance(wanted, tuple):
            known = question.options if question else _words(notice, key)
            for n, word in enumerate(wanted):
                if known and word not in known:
                    yield _nowhere((*here, n), word, known, "这个选项")


def _words(notice: NoticeTerms, fact: str) -> tuple[str, ...]:
    own = {"level": notice.levels, "apply_type": notice.types, "specialty": notice.specialties}
    # A form may name a level that this notice does not have: struck there, as printed.
    return (*own.get(fact, ()), *FACT_WORDS[fact])


def _nowhere(place: Place, name: object, known: Any, what: str) -> Problem:
    return Problem(place, f"没有“{name}”{what}{suggested(name, known)}")
