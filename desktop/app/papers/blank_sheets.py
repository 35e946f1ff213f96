"""How blank sheets to write on are ruled: as the program has it, or as somebody has chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop import paths
from desktop.app.papers.templates import again
from desktop.domain.layouts import Ruling
from desktop.domain.notice import Notice
from desktop.domain.terms import DocumentTerms
from desktop.notices.own_templates import keep_layout, remove_layout

RULINGS: Mapping[Ruling, str] = {
    "田字格": "田字格",
    "方格": "方格",
    "横线": "横线",
    "角线": "不印格，只印四角",
}
"""What can be chosen, in words."""

USUAL: Ruling = "田字格"

_LIKE = {"copy": "copying", "by_hand": "by_hand"}


@dataclass(frozen=True, slots=True)
class Blank:
    """A document with a blank sheet to write on, and how that is ruled."""

    terms: DocumentTerms
    ruling: Ruling


def blanks(notice: Notice) -> tuple[Blank, ...]:
    """The documents of ``notice`` that have such a sheet, in its order."""
    return tuple(
        Blank(terms, notice.layout(terms).sheet.ruling)
        for terms in notice.documents
        if terms.way in _LIKE and not terms.written_into
    )


def rule(notice: Notice, terms: DocumentTerms, ruling: Ruling) -> Notice:
    """Rule the document's sheet so from now on; the notice as it is then."""
    name = f"{notice.id}-{terms.kind}-sheet"
    if ruling == USUAL:
        remove_layout(paths.user_data(), name)
    else:
        keep_layout(paths.user_data(), name, _layout(name, notice, terms, ruling))
    return again(notice)


def _layout(name: str, notice: Notice, terms: DocumentTerms, ruling: Ruling) -> str:
    return f"""\
# 在“自备模板”里选的空白页格式
schema: 1
id: {name}
title: 空白页：{ruling}
like: {_LIKE[terms.way]}
way: {terms.way}
notice: {notice.id}
kinds: [{terms.kind}]
sheet: {{ruling: {ruling}}}
"""
