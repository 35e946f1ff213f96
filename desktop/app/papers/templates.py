"""Word templates of the office's own (自备模板): looked at, taken in, taken away, begun with.

One lies in the user's folder for each document of a notice (:mod:`desktop.notices.own_templates`)
and travels with the notice that is loaded; what is filled stands in
:mod:`desktop.documents.templates`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop import paths
from desktop.app.notices import installed
from desktop.app.papers.posted import ID_NUMBER, NEVER_POSTED, POSTED, Numbers, shown_in
from desktop.app.papers.prescribed import posts_id_number
from desktop.documents.material import Material
from desktop.documents.templates import names
from desktop.documents.templates.judging import Judgement, judged
from desktop.documents.templates.package import MOST_BYTES
from desktop.documents.templates.replacing import unsound
from desktop.documents.templates.starting import nobody, replaceable
from desktop.documents.templates.values import value
from desktop.domain.case import Case
from desktop.domain.moments import chinese_date
from desktop.domain.notice import Notice
from desktop.domain.terms import DocumentTerms
from desktop.errors import UserError
from desktop.language import tr
from desktop.notices import own_templates

SUFFIX = own_templates.SUFFIX


@dataclass(frozen=True, slots=True)
class Standing:
    """A document that may have a template of the office's own, and how it stands.

    ``added`` is the day it was put there, "" for none. ``fault``: why it cannot be used now.
    """

    terms: DocumentTerms
    added: str = ""
    fault: UserError | None = None
    missing: tuple[str, ...] = ()

    @property
    def own(self) -> bool:
        """Whether there is one."""
        return bool(self.added)


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field as the list of names shows it: how it is written, what it says now, where.

    ``stated``: the program's own form has it too.
    """

    written: str
    says: str
    stated: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sound template that has been looked at and not been taken in yet."""

    terms: DocumentTerms
    data: bytes
    fields: tuple[str, ...]
    missing: tuple[str, ...]


def standing(notice: Notice, now: datetime) -> tuple[Standing, ...]:
    """The documents of ``notice`` that may have one, in its order."""
    return tuple(_standing(terms, notice, now) for terms in notice.documents if replaceable(terms))


def _standing(terms: DocumentTerms, notice: Notice, now: datetime) -> Standing:
    data = notice.own.get(terms.kind)
    if data is None:
        return Standing(terms)
    moment = own_templates.added(paths.user_data(), notice.id, terms.kind)
    day = chinese_date(f"{moment:%Y-%m-%d}") if moment else "以前"
    try:
        found = looked(data, terms, notice, now)
    except UserError as error:
        return Standing(terms, day, error)
    return Standing(terms, day, missing=found.missing)


def looked(data: bytes, terms: DocumentTerms, notice: Notice, now: datetime) -> Judgement:
    """What is in a template; :class:`UserError` tells why it cannot be used."""
    found = judged(data, Material(nobody(notice, terms), notice, terms, now))
    if found.faults:
        raise unsound(terms.title, found)
    if terms.kind in POSTED:
        refuse_posted(terms.title, found.fields, (found.text,), notice)
    return found


def refuse_posted(title: str, fields: Sequence[str], texts: Sequence[str], notice: Notice) -> None:
    """:class:`UserError` where a template for a wall would show a number that must not be there."""
    never = [name for name in NEVER_POSTED if name in fields]
    if ID_NUMBER in fields and not posts_id_number(notice):
        never.append(ID_NUMBER)
    told = [f"{{{{{name}}}}} 不能写在张贴的文书里，请从模板里删去" for name in never]
    if any(shown_in(text, Numbers(frozenset(), frozenset())) for text in texts):
        told.append("模板的文字里有像身份证号的一串数字，请删去")
    if told:
        raise UserError(
            tr("《{title}》是要张贴的，这份自备模板不能用。", title=title),
            safe=tr("原来的模板和已填写的材料都没有变。"),
            todo=tr("请按下面的提示改好模板，再添加一次。"),
            details=tuple(told),
        )


def candidate(path: Path, terms: DocumentTerms, notice: Notice, now: datetime) -> Candidate:
    """The template in a file, looked at; :class:`UserError` tells why it cannot be used."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UserError(
            tr("文件“{name}”读不出来。", name=path.name),
            safe=tr("原来的模板没有变。"),
            todo=tr("请确认它没有在别的程序里打开，再试一次。"),
        ) from error
    found = looked(data, terms, notice, now)
    return Candidate(terms, data, found.fields, found.missing)


def add(chosen: Candidate, notice: Notice) -> Notice:
    """Take the template in, in place of one that is there; the notice as it is now."""
    own_templates.keep(paths.user_data(), notice.id, chosen.terms.kind, chosen.data)
    return again(notice)


def remove(kind: str, notice: Notice) -> Notice:
    """Take the template away; the notice as it is now."""
    own_templates.take_away(paths.user_data(), notice.id, kind)
    return again(notice)


def again(notice: Notice) -> Notice:
    """The notice with the templates and layouts that lie there now."""
    return installed.notice(notice.id, notice.version)


def field_rows(
    terms: DocumentTerms, notice: Notice, case: Case, now: datetime
) -> tuple[FieldRow, ...]:
    """Every field of a document, those of the program's form first, as the case fills them."""
    material = Material(case, notice, terms, now)
    stated = names.stated(Material(nobody(notice, terms), notice, terms, now))
    rest = [name for name in names.known(material) if name not in stated]
    if terms.kind in POSTED:
        rest = [name for name in rest if name not in (*NEVER_POSTED, ID_NUMBER)]
    rows = [
        FieldRow(f"{{{{{name}}}}}", value(material, name), name in stated)
        for name in (*stated, *rest)
    ]
    rows += [FieldRow(f"{{{{{name}}}}}", "表格里每条一行", False) for name in names.columns()]
    return tuple(rows)


def proposed_name(terms: DocumentTerms) -> str:
    """What a template to start from is called, with its suffix."""
    return f"{terms.title}-模板{SUFFIX}"
