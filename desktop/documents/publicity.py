"""公示, 公示结果, 推荐意见: the unit's three papers, worded by the notice (BM24 附件1–3)."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.documents import refusals
from desktop.documents.blocks import Block, Document, Paragraph, Signature, SignLine, Title
from desktop.documents.facts import day_to_write, facts, paths_of, require, stated
from desktop.documents.geometry import OFFICIAL
from desktop.documents.signatures import SEAL_MARK
from desktop.domain.case import Case
from desktop.domain.moments import chinese_day, day
from desktop.domain.notice import Notice
from desktop.domain.terms import DocumentTerms

SIGN_RULE = 6.0
"""Length of the line to sign on, in characters."""


def publicity(case: Case, notice: Notice, terms: DocumentTerms) -> Document:
    """公示: who applies for what, the four parts of the content, the period, where to object."""
    wording = notice.wording
    texts = {"pub_political": case.pub.political_text, "pub_ach": case.pub.achievement_text}
    keys = ("pub_title", "pub_body", "pub_basic", "pub_period")
    require(
        case,
        terms,
        (
            *paths_of(*(wording[key] for key in keys)),
            "pub.political_text",
            "pub.achievement_text",
            "unit.name",
        ),
    )
    start, end = day(case.pub.start), day(case.pub.end)
    if start and end and end < start:
        raise refusals.reversed_period(case.pub)
    known = facts(case)
    name = (known["name"],)
    blocks: list[Block] = [
        Title(stated(wording["pub_title"], known), name),
        _sentence(wording["pub_body"], known),
        _sentence(wording["pub_basic"], known),
    ]
    for key, text in texts.items():
        blocks.extend(_labelled(wording[key], text))
    blocks.append(_sentence(wording["pub_period"], known))
    blocks.append(_signature(case, terms, chinese_day(case.pub.start)))
    return Document(terms.kind, terms.title, OFFICIAL, tuple(blocks))


def result(case: Case, notice: Notice, terms: DocumentTerms) -> Document:
    """公示结果: says that nobody objected, and is refused where somebody did."""
    wording = notice.wording
    if case.pub.objection:
        raise refusals.objected(terms.title)
    keys = ("result_title", "result_body")
    paths = paths_of(*(wording[key] for key in keys))
    dated = _if_typed("pub.result_date", case.pub.result_date)
    require(case, terms, (*paths, "pub.objection", "unit.name", *dated))
    end, signed = day(case.pub.end), day(case.pub.result_date)
    if end and signed and signed <= end:
        raise refusals.result_too_early(terms.title, case.pub)
    known = facts(case)
    name = (known["name"],)
    blocks = (
        Title(stated(wording["result_title"], known), name),
        _sentence(wording["result_body"], known),
        _signature(case, terms, _day(case.pub.result_date, notice)),
    )
    return Document(terms.kind, terms.title, OFFICIAL, blocks)


def recommendation(case: Case, notice: Notice, terms: DocumentTerms) -> Document:
    """推荐意见, with whom to ask at the unit."""
    wording = notice.wording
    keys = ("recommend_title", "recommend_body")
    paths = paths_of(*(wording[key] for key in keys))
    dated = _if_typed("pub.recommend_date", case.pub.recommend_date)
    require(case, terms, (*paths, "unit.contact", "unit.phone", "unit.name", *dated))
    known = facts(case)
    name = (known["name"],)
    blocks = (
        Title(stated(wording["recommend_title"], known), name),
        _sentence(wording["recommend_body"], known),
        Paragraph(f"单位联系人：{case.unit.contact.strip()}"),
        Paragraph(f"联系电话：{case.unit.phone.strip()}"),
        _signature(case, terms, _day(case.pub.recommend_date, notice)),
    )
    return Document(terms.kind, terms.title, OFFICIAL, blocks)


def _sentence(wording: str, known: Mapping[str, str]) -> Paragraph:
    """A prescribed sentence, its places filled in."""
    return Paragraph(stated(wording, known), keep=(known["name"],), whole=True)


def _labelled(label: str, text: str) -> list[Block]:
    """``text`` after its label; a label typed along with it is not printed twice."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    lines[0] = label + lines[0].removeprefix(label).lstrip()
    return [Paragraph(line) for line in lines]


def _signature(case: Case, terms: DocumentTerms, date: str) -> Signature:
    lines = tuple(SignLine("签字：", SIGN_RULE) for _ in terms.sign)
    seal = f"{case.unit.name.strip()}{SEAL_MARK}" if terms.seal else case.unit.name.strip()
    return Signature(lines, seal, date)


def _if_typed(path: str, text: str) -> tuple[str, ...]:
    """A date may be left to be written by hand; one that was typed has to be readable."""
    return (path,) if text.strip() else ()


def _day(text: str, notice: Notice) -> str:
    """The date as printed, or, where none is set, the notice's year with room to write."""
    return chinese_day(text) if day(text) else day_to_write(notice.year)
