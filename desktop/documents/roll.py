"""One 公示 for several people: what the notice has posted of each, on one sheet after another.

The notice's own document says what that is; here it is taken apart into labelled facts, person by
person. Its ID number is left out: a list on a wall carries none. Who is listed together has the
same unit, days, office and telephone, since the sheet says those once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.documents import refusals
from desktop.documents.blocks import (
    Align,
    Block,
    Cell,
    Document,
    Paragraph,
    Small,
    Table,
    Title,
)
from desktop.documents.compose import blocks_of
from desktop.documents.fonts import Hand
from desktop.documents.geometry import frame_of
from desktop.documents.material import Material
from desktop.domain.stated import STATED
from desktop.domain.terms import LabelledPiece, LinePiece, SentencePiece, SignaturePiece, TitlePiece
from desktop.domain.wording import places

ID_NUMBER = "id_no"
"""The place that is left out wherever the notice's text has it."""

_TIMES = frozenset({"start", "end", "office", "phone"})
"""A sentence with one of these places speaks of the 公示, not of a person."""

_PERSON = "{name}同志"
_APPLIED = re.compile(r"申报(\{.*?)(?:进行公示|的公示)")
_LABEL = re.compile(r"([^：，。]{1,16})：(.+)", re.DOTALL)
_WIDTHS = (4.6, 15.0)
_OVERVIEW = (2.2, 6.6, 4.6, 6.2)
OVERVIEW = ("序号", "姓名", "现任职称", "申报专业、级别")


@dataclass(frozen=True, slots=True)
class Fact:
    """One labelled fact as it is posted, and the fields it is made from."""

    label: str
    text: str
    paths: tuple[str, ...]


def facts(material: Material) -> tuple[Fact, ...]:
    """Everything posted of one person beside the name; what is lacking is left out."""
    return tuple(fact for fact in _facts(material) if fact.text)


def lacking(material: Material) -> tuple[str, ...]:
    """The fields that have to be filled in before this person can be listed."""
    stating = (*_stating(material), *_time_lines(material))
    names = [name for text in stating for name in places(text)]
    found = [path for name in ("name", *names) for path in _lacks(material, name)]
    for piece in material.terms.content:
        if isinstance(piece, LabelledPiece) and not material.text(piece.field):
            found.append(piece.field)
        elif isinstance(piece, SignaturePiece) and piece.seal:
            found += _lacks(material, piece.seal)
    return tuple(dict.fromkeys(found))


def together(material: Material) -> tuple[str, ...]:
    """What has to be the same of everybody on one sheet."""
    case = material.case
    pub = case.pub
    said = (case.unit.name, case.supervisor.name, pub.start, pub.end, pub.office, pub.phone)
    return (case.pack_id, str(case.pack_version), *said)


def roll(people: Sequence[Material]) -> Document:
    """The list; all of ``people`` are under one notice and agree in what :func:`together` tells.

    Raises :class:`~desktop.documents.refusals.MissingFacts` where anybody's facts are lacking.
    """
    first = people[0]
    gaps = tuple(dict.fromkeys(path for one in people for path in lacking(one)))
    if gaps:
        raise refusals.MissingFacts(first.terms.title, gaps)
    blocks: list[Block] = [Title(_title(people), keep=(first.text("name"),))]
    blocks.extend(Paragraph(text) for text in _leads(people))
    if len(people) > 1:
        blocks += [Small(""), _overview(people)]
    for number, one in enumerate(people, 1):
        blocks.append(Small(""))  # two tables that touch are one in Word
        blocks.append(_table(number, one))
    blocks.append(Small(""))
    blocks.extend(Paragraph(text, whole=True) for text in _times(first))
    for piece in first.terms.content:
        if isinstance(piece, LinePiece | SignaturePiece):
            blocks.extend(blocks_of(piece, first))
    frame = frame_of(first.layout)
    return Document(f"{first.terms.kind}_list", f"{first.terms.title}名单", frame, tuple(blocks))


# ---------------------------------------------------------------------- the notice's own text


def _sentences(material: Material) -> Iterator[str]:
    """The lines of the notice's text, places open; an edited draft stands in their place."""
    edited = False
    for piece in material.terms.content:
        if not isinstance(piece, SentencePiece):
            continue
        if piece.draft and material.body:
            yield from () if edited else material.body.splitlines()
            edited = True
        else:
            yield from material.template(piece).splitlines()


def _stating(material: Material) -> Iterator[str]:
    """Every text with places that is printed of this person, the ID number left out."""
    for line in _sentences(material):
        yield _without_number(line)
    for piece in material.terms.content:
        if isinstance(piece, TitlePiece):
            yield material.template(piece)
        elif isinstance(piece, LinePiece):
            yield piece.label


def _without_number(text: str) -> str:
    """The text without what lies between the commas around the ID number's place."""
    if f"{{{ID_NUMBER}}}" not in text:
        return text
    label = _LABEL.fullmatch(text)
    head, rest = (f"{label[1]}：", label[2]) if label else ("", text)
    end = "。" if rest.endswith("。") else ""
    parts = [p for p in rest.removesuffix("。").split("，") if f"{{{ID_NUMBER}}}" not in p]
    return f"{head}{'，'.join(parts)}{end}"


def _facts(material: Material) -> Iterator[Fact]:
    told: list[Fact] = []
    for piece in material.terms.content:
        if isinstance(piece, LabelledPiece):
            label = material.said(material.template(piece))
            text = material.text(piece.field).strip().removeprefix(label).strip()
            told.append(Fact(label.rstrip("："), text, (piece.field,)))
        elif isinstance(piece, SentencePiece):
            told.extend(_told_by(piece, material, first=not told))
    applied = _applied(material)
    if applied and not any(fact.label.startswith("申报") for fact in told):
        yield applied
    yield from told


def _told_by(piece: SentencePiece, material: Material, *, first: bool) -> Iterator[Fact]:
    drafted = bool(piece.draft and material.body)
    if drafted and not first:
        return
    text = material.body if drafted else material.template(piece)
    for line in text.splitlines():
        names = places(line)
        found = _LABEL.fullmatch(_without_number(line.strip()))
        if not found or _TIMES & {*names} or not (names or drafted) or _is_time(found[1]):
            continue
        paths = tuple(p for name in names if name != ID_NUMBER for p in STATED[name].paths)
        if drafted:
            paths = (f"papers.{material.terms.kind}.body",)
        said = found[2] if drafted else _said(found[2], material)
        yield Fact(found[1], said.strip(), paths)


def _is_time(label: str) -> bool:
    return label.startswith("公示时间")


def _said(text: str, material: Material) -> str:
    if any(_lacks(material, name) for name in places(text)):
        return ""
    return material.said(text)


def _applied(material: Material) -> Fact | None:
    """What is applied for, as the notice's title or first sentence puts it."""
    for piece in material.terms.content:
        if isinstance(piece, TitlePiece | SentencePiece):
            found = _APPLIED.search(material.template(piece))
            if found:
                names = places(found[1])
                paths = tuple(path for name in names for path in STATED[name].paths)
                return Fact("申报职称", _said(found[1], material), paths)
    return None


def _lacks(material: Material, name: str) -> tuple[str, ...]:
    return STATED[name].lacking(material.case, material.now) if name in STATED else ()


# ---------------------------------------------------------------------- the sheet


def _for_all(template: str, people: Sequence[Material], whom: str) -> str:
    """A text for one person said of everybody: as it is where it says the same of all.

    Where they apply for different things, what for stands with each of them.
    """
    text = template.replace(_PERSON, whom)
    said = {one.said(text) for one in people}
    if len(said) == 1:
        return said.pop()
    plain = re.sub(r"申报\{.*?(?=进行公示|的公示)", "申报职称", text)
    return people[0].said(plain)


def _title(people: Sequence[Material]) -> str:
    first = people[0]
    piece = next(p for p in first.terms.content if isinstance(p, TitlePiece))
    count = f"等{len(people)}名同志" if len(people) > 1 else "同志"
    return _for_all(first.template(piece), people, f"{first.text('name')}{count}")


def _leads(people: Sequence[Material]) -> Iterator[str]:
    """The sentences before the facts: on what ground, of whom."""
    first = people[0]
    whom = f"下列{len(people)}名同志" if len(people) > 1 else f"{first.text('name')}同志"
    for piece in first.terms.content:
        if isinstance(piece, SentencePiece):
            for line in first.template(piece).splitlines():
                if not _TIMES & {*places(line)} and "公示" in line and _PERSON in line:
                    yield _for_all(line, people, whom)


def _time_lines(material: Material) -> Iterator[str]:
    for piece in material.terms.content:
        if isinstance(piece, SentencePiece):
            for line in material.template(piece).splitlines():
                if _TIMES & {*places(line)}:
                    yield line


def _times(material: Material) -> Iterator[str]:
    """From when to when, and where to turn."""
    for line in _time_lines(material):
        yield material.said(line.replace(_PERSON, "上述同志"))


def _overview(people: Sequence[Material]) -> Table:
    return Table(
        _OVERVIEW,
        tuple(
            (
                Cell(str(number), Hand.FANG, Align.CENTRE),
                Cell(one.text("name"), Hand.FANG, Align.CENTRE),
                Cell(one.text("title"), Hand.FANG, Align.CENTRE),
                Cell(_for_what(one), Hand.FANG, Align.CENTRE),
            )
            for number, one in enumerate(people, 1)
        ),
        tuple(Cell(name, Hand.HEI, Align.CENTRE) for name in OVERVIEW),
    )


def _for_what(material: Material) -> str:
    specialty, level = material.text("specialty"), material.text("level")
    return f"{specialty}（{level}）" if specialty and level else specialty or level


def _table(number: int, material: Material) -> Table:
    """One person; the head with the name stands again where the table goes over to a page."""
    head = Cell(f"{number}．{material.text('name')}", Hand.HEI, Align.LEFT, span=2)
    return Table(
        _WIDTHS,
        tuple(
            (Cell(fact.label, Hand.HEI, Align.CENTRE), Cell(fact.text, Hand.FANG, Align.JUSTIFY))
            for fact in facts(material)
        ),
        (head,),
    )
