"""All installed packs against the notices themselves: rules, quotes, texts, nothing left over.

``tests/data/rules-index.tsv`` is the list of every rule of the five notices, made once from the
notices as they were read out; a pack may lay its rules out as it likes, but not lose, add or
reword one.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from desktop import paths
from desktop.app.notices.installed import cards
from desktop.app.notices.installed import notice as load_notice
from desktop.app.pages import PAGES
from desktop.domain.notice import Notice, Rule
from desktop.domain.stated import STATED
from desktop.domain.terms import (
    DocumentTerms,
    FormPiece,
    LabelledPiece,
    LinePiece,
    SentencePiece,
    StampPiece,
    TitlePiece,
    Worded,
)
from desktop.domain.vocabulary import ACHIEVEMENT_TYPES
from desktop.domain.wording import places
from tests.notices.letters import stands_in

ENCODED = (paths.resources().parent / "tests" / "data" / "rules-index.tsv").read_text("utf-8")
INDEX = list(csv.DictReader(ENCODED.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
PACKS = {card.id: load_notice(card.id) for card in cards()}
RULES = [(pack, rule) for pack, notice in PACKS.items() for rule in notice.rules]

notices = pytest.mark.parametrize("notice", PACKS.values(), ids=PACKS)


def test_every_rule_of_the_five_notices_is_in_the_index_once() -> None:
    assert sorted(PACKS) == ["BM24", "GJ21", "GT23", "LC22", "ZZ23"]
    assert sorted(line["id"] for line in INDEX) == sorted(rule.id for _, rule in RULES)


def row(rule: Rule) -> dict[str, str]:
    return {
        "id": rule.id,
        "clause": rule.clause,
        "kind": rule.kind,
        "severity": rule.severity,
        "quote": rule.quote,
    }


@notices
def test_rules_are_those_read_out_of_the_notice(notice: Notice) -> None:
    wanted = {line["id"]: line for line in INDEX if line["id"].startswith(f"{notice.id}.")}
    assert {rule.id: row(rule) for rule in notice.rules} == wanted


@pytest.mark.parametrize("rule", [rule for _, rule in RULES], ids=lambda rule: str(rule.id))
def test_a_rule_has_words_and_a_page(rule: Rule) -> None:
    assert rule.say
    assert rule.page in {page.id for page in PAGES}
    assert rule.binds
    assert (rule.check.op == "none") == (rule.kind == "remind")
    for text in (rule.say, rule.note):
        assert not re.search(r"\b[A-Z]{2}\d\d|规则包|HR", text), "words for the makers"


def sources(part: object, where: str) -> Iterator[tuple[str, str, str]]:
    """Every clause and quote of a notice, wherever it stands."""
    if isinstance(part, BaseModel):
        if getattr(part, "quote", ""):
            yield where, getattr(part, "clause", ""), getattr(part, "quote", "")
        for name in type(part).model_fields:
            yield from sources(getattr(part, name), f"{where}.{name}")
    elif isinstance(part, tuple):
        for n, entry in enumerate(part):
            name = getattr(entry, "id", "") or getattr(entry, "kind", "") or str(n)
            yield from sources(entry, f"{where}.{name}")


QUOTED = [(pack, *found) for pack, notice in PACKS.items() for found in sources(notice, pack)]


def test_terms_are_quoted_too() -> None:
    rules = {rule.id for _, rule in RULES}
    assert len([where for _, where, _, _ in QUOTED if where.split(".", 2)[-1] not in rules]) > 60


@pytest.mark.parametrize(("pack", "where", "clause", "quote"), QUOTED, ids=lambda x: str(x)[:60])
def test_quote_is_the_notices_own(pack: str, where: str, clause: str, quote: str) -> None:
    assert quote in PACKS[pack].text, where
    assert 3 <= len(quote) <= 25
    assert clause


PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}[-－— ]?\d{7,8}|[2-8]\d{6,7})(?!\d)")
CONTACT = re.compile(r"联系人[:：][ \u3000]*([^\s，,；;。]*)")


@notices
def test_nobody_can_be_called(notice: Notice) -> None:
    """Contact persons' names and numbers are not the program's to hand round."""
    without_group = notice.text.replace("QQ群779259695", "")
    assert not PHONE.search(re.sub(r"https?://\S+", "", without_group))
    assert not re.search(r"QQ\D{0,4}\d{6,}", without_group)
    assert set(CONTACT.findall(notice.text)) <= {"（略）", ""}


def test_a_number_would_be_seen() -> None:
    for said in ("电话13999990000", "电话：0996-2024900", "联系电话 2024900，"):
        assert PHONE.search(said)
    assert not PHONE.search("新人社发〔2023〕35号，2024年7月10日，身份证")


def said_by(check: BaseModel) -> set[str]:
    """Every word a check names, at whatever key."""

    def words(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            for inner in value.values():
                yield from words(inner)
        elif isinstance(value, list | tuple):
            for inner in value:
                yield from words(inner)

    return set(words(check.model_dump()))


def named(notice: Notice) -> set[str]:
    return {word for rule in notice.rules for word in said_by(rule.check)}


FREE = {
    "BM24": {"其他证明材料"},
    "LC22": {"其他证明材料"},
    "GT23": {"其他证明材料"},
    "ZZ23": {"其它相关材料"},
    "GJ21": {"其他证明材料"},
}
"""Slots for whatever else somebody wants to hand in: no rule asks for them."""


@notices
def test_every_slot_is_used(notice: Notice) -> None:
    used = named(notice) | {document.slot for document in notice.documents}
    # The proofs of entries: `each` asks for a file of the entry, whichever slot it lies in.
    proofs = {slot.id for slot in notice.slots if slot.per == "items"}
    left = {slot.id for slot in notice.slots} - used - proofs
    assert left <= FREE[notice.id]
    for slot in notice.slots:
        assert set(slot.types) <= set(ACHIEVEMENT_TYPES), slot.id


@notices
def test_every_type_of_achievement_has_its_slot(notice: Notice) -> None:
    held = {kind for slot in notice.slots if slot.per == "items" for kind in slot.types}
    assert set(notice.achievement_types) <= held


@notices
def test_what_is_typed_in_a_column_is_proved_there(notice: Notice) -> None:
    """The files of a list's entries lie in the column its entries are typed into."""
    holds = {column.id: column for column in notice.columns}
    for slot in notice.slots:
        # 原单位证明 goes with every 业绩, wherever that one is typed in.
        if not slot.per or (slot.per == "items" and len(slot.types) > 6):
            continue
        column = holds[slot.column]
        assert slot.per in column.holds, slot.title
        if slot.per == "items":
            assert set(slot.types) <= set(column.types), slot.title


@notices
def test_every_column_is_there_for_something(notice: Notice) -> None:
    filled = {slot.column for slot in notice.slots}
    for column in notice.columns:
        assert column.id in filled or column.clause, column.id
        assert column.title


def worded(document: DocumentTerms) -> Iterator[tuple[str, str]]:
    for piece in document.content:
        if isinstance(piece, Worded):
            yield ("wording", piece.wording) if piece.wording else ("drafts", piece.draft)
        elif isinstance(piece, StampPiece):
            yield "wording", piece.wording


@notices
def test_every_text_is_used_and_there(notice: Notice) -> None:
    used = {pair for document in notice.documents for pair in worded(document)}
    of_checks = {("wording", word) for word in named(notice) if word in notice.wording}
    there = {("wording", key) for key in notice.wording} | {("drafts", k) for k in notice.drafts}
    assert used <= there
    assert there == used | of_checks


@notices
def test_every_question_decides_something(notice: Notice) -> None:
    conditions = {
        key for rule in notice.rules if isinstance(rule.applies_when, dict)
        for key in rule.applies_when
    }  # fmt: skip
    counts = {terms.count for terms in notice.training}
    assert {q.id for q in notice.questions} <= conditions | counts | named(notice)


@notices
def test_every_document_is_asked_for(notice: Notice) -> None:
    """By a rule, by a slot some rule asks for, by the list of papers, or by its own clause."""
    used = named(notice) | {paper.id for paper in notice.papers}
    for document in notice.documents:
        assert document.kind in used or document.slot in used or document.quote or document.note


@notices
def test_what_is_made_has_content_and_what_is_not_made_has_none(notice: Notice) -> None:
    for document in notice.documents:
        kinds = {piece.piece for piece in document.content}
        assert bool(kinds) == (document.mode != "never"), document.kind
        assert ("form" in kinds) == (document.mode == "form"), document.kind
        assert any(
            isinstance(piece, SentencePiece | LabelledPiece | FormPiece | LinePiece | StampPiece)
            or piece.piece == "summary"
            for piece in document.content
        ) or document.mode == "never", document.kind  # fmt: skip


@notices
def test_every_paper_and_window_is_asked_for(notice: Notice) -> None:
    used = named(notice)
    assert {deadline.id for deadline in notice.deadlines} <= used
    for paper in notice.papers:
        # How many there are to be is checked; where the notice does not say, it stands in a list.
        counted = paper.originals is not None or paper.copies is not None
        assert paper.id in used or not counted, paper.id
        assert paper.quote


@notices
def test_the_review_form_is_never_made(notice: Notice) -> None:
    """The platform makes it; one of ours would be a forgery."""
    for document in notice.documents:
        if "评审表" in document.title:
            assert document.mode == "never"
            assert not document.content


LISTED = {("BM24", "pub_basic"), ("ZZ23", "pub_basic")}
"""The template only lists what is to be stated; the labels are those of the list."""

CORRECTED = {("GJ21", "unit_opinion"): ("本单位已对", "本单位巳对")}
"""A misprint of the notice's, said in the rule's note."""

WORDINGS = [(pack, key) for pack, notice in PACKS.items() for key in notice.wording]


@pytest.mark.parametrize(("pack", "key"), WORDINGS)
def test_wording_is_the_notices_to_the_letter(pack: str, key: str) -> None:
    notice = PACKS[pack]
    wording = notice.wording[key]
    if (pack, key) in CORRECTED:
        ours, theirs = CORRECTED[pack, key]
        assert ours in wording
        assert not stands_in(notice, wording)
        wording = wording.replace(ours, theirs)
    if (pack, key) in LISTED:
        listed = re.findall(r"[：，](\w+)：\{", wording)
        assert "、".join(listed) in notice.text
        assert stands_in(notice, wording.split("性别")[0])
    else:
        assert stands_in(notice, wording)


@pytest.mark.parametrize(
    ("pack", "key", "old", "new"),
    [
        ("BM24", "pub_period", "疑异", "异议"),
        ("BM24", "pub_period", "止。", "止，"),
        ("BM24", "pub_period", "同志的", "的"),
        ("ZZ23", "pledge", "一致。如", "一致，如"),
        ("ZZ23", "pledge", "送审报表", "送审表"),
        ("GJ21", "pledge", "三年内", "三年内，"),
    ],
)
def test_a_changed_word_would_be_seen(pack: str, key: str, old: str, new: str) -> None:
    wording = PACKS[pack].wording[key]
    assert wording.count(old) == 1
    assert not stands_in(PACKS[pack], wording.replace(old, new))


def test_no_pledge_is_anothers() -> None:
    """Five notices, five pledges; each stands in its own notice only."""
    pledges = {pack: notice.wording["pledge"] for pack, notice in PACKS.items()}
    assert len(set(pledges.values())) == 5
    for pack, pledge in pledges.items():
        assert [other for other in PACKS if stands_in(PACKS[other], pledge)] == [pack]


@notices
def test_every_place_can_be_filled(notice: Notice) -> None:
    texts = [*notice.wording.values(), *notice.drafts.values()]
    for document in notice.documents:
        for piece in document.content:
            if isinstance(piece, LinePiece):
                texts.append(piece.label)
            elif isinstance(piece, FormPiece):
                texts += [f"{{{cell.place}}}" for row in piece.rows for cell in row if cell.place]
    assert {place for text in texts for place in places(text)} <= set(STATED)


PUNCTUATION = re.compile(r"[,;:()?!]")


@notices
def test_texts_are_in_full_width(notice: Notice) -> None:
    for text in (*notice.wording.values(), *notice.drafts.values()):
        assert not PUNCTUATION.search(re.sub(r"\{\w+\}", "", text)), text


@notices
def test_titles_are_said_once(notice: Notice) -> None:
    titles = [document.title for document in notice.documents]
    assert len(titles) == len(set(titles))
    for document in notice.documents:
        heads = [piece for piece in document.content if isinstance(piece, TitlePiece)]
        assert len(heads) <= 1, document.kind
