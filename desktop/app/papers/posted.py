"""What must not hang on a wall: ID numbers in any text that is posted, applicants' own phones.

Numbers are looked for as people write them: full-width, in groups with blanks or dashes, with a
character missing (17 digits), and anybody's number of the whole group, not the person's alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.app.findings.messages import NAMELESS, label
from desktop.app.pages import page_of
from desktop.app.papers.prescribed import posts_id_number
from desktop.documents.blocks import (
    Document,
    Heading,
    Mark,
    Paragraph,
    Signature,
    Small,
    Table,
    Title,
)
from desktop.documents.material import Material
from desktop.documents.roll import facts
from desktop.documents.templates.own import Own
from desktop.domain.case import Case
from desktop.domain.change import put
from desktop.domain.notice import Notice
from desktop.errors import UserError
from desktop.language import tr

ID_NUMBER, PHONE = "身份证号", "本人电话"

NEVER_POSTED = ("本人电话", "电子邮箱")
"""Fields of the office's own templates that no text on a wall may have."""

POSTED = ("publicity", "result")
"""The kinds of documents that hang on a wall."""

HIDDEN = "********"
"""What stands for the eight digits in the middle (隐去中间八位), the day of birth."""

_TEN = re.compile(r"(?:\d\D{0,8}){10}")
"""Digits enough for a phone near one another: texts without them need no closer look."""
_RUN = re.compile(r"\d{17,}")
_GAP = re.compile(r"(?<=\d)[\s\-_—–·.,、/\\|]{1,3}(?=\d)")
_LIKE_ID = re.compile(r"[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}")
_MOBILE = re.compile(r"1[3-9]\d{9}")


@dataclass(frozen=True, slots=True)
class Exposure:
    """A number in a text that is to be posted: whose text, which field, where it is put right."""

    case_id: str
    name: str
    path: str
    label: str
    page: str
    what: str

    @property
    def sentence(self) -> str:
        """What is told of it; never the number itself."""
        like = "像身份证号的一串数字" if self.what == ID_NUMBER else "申报人的手机号码"
        return f"{self.name}的“{self.label}”里有{like}，不能张贴。"


def hidden(id_no: str) -> str:
    """The ID number with its middle eight digits hidden; shorter ones are hidden altogether."""
    return f"{id_no[:6]}{HIDDEN}{id_no[14:]}" if len(id_no) == 18 else HIDDEN


def numberless(case: Case) -> Case:
    """The case as it may hang on a wall: of its ID number the middle is hidden."""
    number = case.person.id_no
    return put(case, "person.id_no", hidden(number)) if number else case


@dataclass(frozen=True, slots=True)
class Numbers:
    """The ID numbers (17 digits each) and mobile phones of everybody concerned."""

    ids: frozenset[str]
    phones: frozenset[str]

    @classmethod
    def of(cls, everybody: Sequence[Case]) -> Numbers:
        """Those of all these cases."""
        ids = {_digits(case.person.id_no)[:17] for case in everybody}
        phones = {_digits(case.person.phone) for case in everybody}
        return cls(
            frozenset(no for no in ids if len(no) == 17),
            frozenset(no for no in phones if _MOBILE.fullmatch(no)),
        )


def exposures(material: Material, known: Numbers) -> tuple[Exposure, ...]:
    """What in this person's posted texts must not be there; the template's own place aside."""
    case = material.case
    found: dict[tuple[str, str], Exposure] = {}
    for path, called, text in _texts(material):
        what = shown_in(text, known)
        if what:
            name = case.person.name or NAMELESS
            one = Exposure(case.case_id, name, path, called, page_of(path), what)
            found.setdefault((path, what), one)
    return tuple(found.values())


def refuse(found: Sequence[Exposure]) -> None:
    """:class:`UserError` where anything was found, with the sentences and the fields."""
    if found:
        raise UserError(
            "".join(dict.fromkeys(one.sentence for one in found)),
            safe=tr("已填写的内容都在，没有生成文书。"),
            todo=tr("请把号码从这段文字里去掉，再生成一次。"),
            details=tuple(one.path for one in found),
        )


def shown_in(text: str, known: Numbers) -> str:
    """:data:`ID_NUMBER` or :data:`PHONE` where the text shows one, else ""."""
    if not _TEN.search(text):
        return ""
    plain = "".join(
        char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) != "Cf"
    )
    joined = _GAP.sub("", plain)
    if _RUN.search(plain) or _LIKE_ID.search(joined) or any(no in joined for no in known.ids):
        return ID_NUMBER
    return PHONE if any(no in joined for no in known.phones) else ""


def refuse_own(document: Document, known: Numbers, notice: Notice) -> None:
    """:class:`UserError` where the office's own template would post a number; its fields too."""
    own = document.own
    if own is None:
        return
    fields = dict(own.values.said)
    never = [name for name in NEVER_POSTED if name in fields]
    if not posts_id_number(notice):
        never += [ID_NUMBER] if ID_NUMBER in fields else []
    if never or any(shown_in(text, known) for text in own_texts(own)):
        raise UserError(
            tr("《{title}》的自备模板会印出不能张贴的号码，没有生成。", title=document.title),
            safe=tr("已填写的内容都在，没有张贴任何东西。"),
            todo=tr("请从模板里删去")
            + "、".join([*(f"{{{{{name}}}}}" for name in never), tr("像身份证号、手机号码的数字")])
            + tr("，再添加一次。"),
        )


def own_texts(own: Own) -> Iterator[str]:
    """What an office's template says and is filled with; the place for the ID number aside."""
    yield own.text
    yield from (text for name, text in own.values.said if name != ID_NUMBER)
    for _, rows in own.values.rows:
        yield from (text for row in rows for _, text in row)


def check(document: Document, known: Numbers) -> None:
    """The last look at what is about to be made: :class:`UserError` where a number is in it."""
    own = own_texts(document.own) if document.own is not None else ()
    if any(shown_in(text, known) == ID_NUMBER for text in (*texts(document), *own)):
        raise UserError(
            tr("《{title}》里有像身份证号的一串数字，没有生成。", title=document.title),
            safe=tr("已填写的内容都在，没有张贴任何东西。"),
            todo=tr("请检查公示里的每一段文字，去掉身份证号，再生成一次。"),
        )


def texts(document: Document) -> Iterator[str]:
    """Every text of a document, block by block."""
    for block in document.blocks:
        match block:
            case Title() | Heading() | Paragraph() | Small() | Mark():
                yield block.text
            case Table():
                for row in (block.head, *block.rows):
                    for cell in row:
                        yield from (cell.text, *cell.foot)
            case Signature():
                yield from (line.text for line in block.lines)
                yield from (block.seal, block.date)
            case _:
                continue


def _digits(text: str) -> str:
    return re.sub(r"\D", "", unicodedata.normalize("NFKC", text))


def _texts(material: Material) -> Iterator[tuple[str, str, str]]:
    """Path, what it is called, text: what the notice has posted, and what was typed instead."""
    case = material.case
    for fact in facts(material):
        yield fact.paths[0], fact.label, fact.text
    for path, text in (
        ("person.name", case.person.name),
        ("unit.name", case.unit.name),
        ("pub.office", case.pub.office),
        ("pub.phone", case.pub.phone),
        ("pub.political_text", case.pub.political_text),
        ("pub.achievement_text", case.pub.achievement_text),
    ):
        yield path, label(path) or path, text
    for paper in case.papers:
        if paper.body and paper.id in POSTED:
            yield f"papers.{paper.id}.body", f"《{paper.kind}》的文字", paper.body
