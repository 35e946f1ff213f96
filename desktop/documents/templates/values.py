"""What a case puts in the place of a template's fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from desktop.documents.forms import STRUCK
from desktop.documents.marks import printable
from desktop.documents.material import Material
from desktop.documents.templates import names
from desktop.documents.templates.own import Row, Values
from desktop.domain import wording
from desktop.domain.moments import chinese_date
from desktop.domain.terms import FormPiece, SentencePiece, SignaturePiece
from desktop.domain.vocabulary import NOTHING


def values(material: Material, fields: Iterable[str]) -> Values:
    """What stands in the place of ``fields``; ask :func:`lacking` before."""
    wanted = tuple(dict.fromkeys(fields))
    lists = dict.fromkeys(filter(None, (names.listed(name)[0] for name in wanted)))
    return Values(
        tuple((name, value(material, name)) for name in wanted if not names.listed(name)[0]),
        tuple((title, _rows(material, title)) for title in lists),
    )


def value(material: Material, name: str) -> str:
    """What a field says of the case; "" while it is lacking. Lines end with a line's end."""
    if name == names.YEAR:
        text = str(material.notice.year)
    elif name == names.DATE:
        text = _date(material)
    elif name == names.BODY:
        text = material.body or material.drafted()
    elif name == names.SUMMARY:
        text = _summary(material)
    else:
        key = names.key_of(name)
        text = STRUCK if _struck(material, key) else material.text(key)
    return "\n".join(filter(None, (line.strip(" ") for line in printable(text).split("\n"))))


def lacking(material: Material, fields: Iterable[str]) -> tuple[str, ...]:
    """The fields of the case that have to be filled in before ``fields`` can be."""
    found: list[str] = []
    for name in dict.fromkeys(fields):
        found.extend(_lacking(material, name))
    return tuple(dict.fromkeys(found))


def _lacking(material: Material, name: str) -> Iterator[str]:
    key = names.key_of(name)
    if name == names.SUMMARY:
        yield from () if _summary(material) else ("summary.text",)
    elif name == names.BODY and not material.body:
        for piece in material.terms.content:
            if isinstance(piece, SentencePiece) and piece.draft:
                for place in wording.places(material.template(piece)):
                    yield from material.lacking(place)
    elif key and not _struck(material, key):
        yield from material.lacking(key)


def _date(material: Material) -> str:
    pieces = (p for p in material.terms.content if isinstance(p, SignaturePiece))
    return next((material.date(p) for p in pieces if p.date == "document"), "")


def _summary(material: Material) -> str:
    lines = [line.strip() for line in material.case.summary.text.splitlines() if line.strip()]
    return "\n".join(lines[1:] if lines[:1] == [material.terms.title] else lines)


def _struck(material: Material, key: str) -> bool:
    """Whether the document's form strikes every cell of that fact for cases like this one."""
    cells = [
        cell
        for piece in material.terms.content
        if isinstance(piece, FormPiece)
        for row in piece.rows
        for cell in row
        if cell.place == key
    ]
    return bool(cells) and not any(material.fits(cell.applies_when) for cell in cells)


def _rows(material: Material, title: str) -> tuple[Row, ...]:
    """The entries of a list; of an empty one a single row that says so."""
    wanted = names.LISTS[title]
    rows = tuple(
        ((names.NUMBER, str(number)), *((c, _cell(entry, k)) for c, k in wanted.columns.items()))
        for number, entry in enumerate(getattr(material.case, wanted.path), 1)
    )
    return rows or (((names.NUMBER, STRUCK), *((column, NOTHING) for column in wanted.columns)),)


def _cell(entry: Any, key: str) -> str:
    text = printable(str(getattr(entry, key) or "")).strip()
    return chinese_date(text) if text else STRUCK
