"""Judging a template before anything is made of it: what it fills, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from desktop.documents.material import Material
from desktop.documents.templates import names, places
from desktop.documents.templates.filling import unreachable
from desktop.documents.templates.package import opened
from desktop.documents.templates.places import FIELD
from desktop.domain import wording
from desktop.domain.terms import Worded

SAID = 60
"""Of a sentence or a field so many characters are told."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a template says. ``fields`` are those it has, ``text`` all it says, they left out.

    ``faults`` are what has to be put right before it can be used, ``missing`` the fields the
    built-in document states and this one does not; both in words.
    """

    fields: tuple[str, ...]
    text: str
    faults: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether it can be used."""
        return not self.faults


@dataclass(frozen=True, slots=True)
class _Content:
    """What stands in a template, whatever it is for."""

    fields: tuple[str, ...]
    text: str
    loose: tuple[tuple[str, str], ...]
    faults: tuple[str, ...]


def judged(template: bytes, material: Material) -> Judgement:
    """The template held against the notice's document; raises where it is no template at all."""
    content = _content(template)
    known = {*names.known(material), *names.columns()}
    half = [around for name, around in content.loose if not name or name in known]
    faults = [
        *_unknown(content.fields, material),
        *(f"“{_short(around)}”：字段没有写完整" + _BRACES for around in half),
        *content.faults,
        *_prescribed(content.text, material),
    ]
    missing = tuple(name for name in names.stated(material) if name not in _covered(content.fields))
    plain = FIELD.sub("", content.text)
    return Judgement(content.fields, plain, tuple(dict.fromkeys(faults)), missing)


@lru_cache(maxsize=32)
def _content(template: bytes) -> _Content:
    """Read once: the pages ask at every edit whether a document can be made."""
    package = opened(template)
    paragraphs = [one for _, root in package.texts() for one in places.paragraphs(root)]
    faults = [
        f"{{{{{_short(name)}}}}} 写在图表、公式或别的程序才能改的地方，软件填不到那里"
        for name in unreachable(package)
    ]
    return _Content(
        tuple(dict.fromkeys(found.name for one in paragraphs for found in places.fields(one))),
        "\n".join(places.text_of(one) for one in paragraphs),
        tuple(half for one in paragraphs for half in places.loose(one)),
        (*faults, *_out_of_row(paragraphs)),
    )


_BRACES = "；前后各要两个大括号，中间是字段名，写在同一段里，例如 {{姓名}}"


def _covered(there: tuple[str, ...]) -> tuple[str, ...]:
    """The fields that are there, and what a row of a list tells as well."""
    lists = {names.listed(name)[0] for name in there}
    also = {"学历": ("各段学历", "最高学历"), "工作经历": ("专业工作经历",), "业绩": ("主要业绩",),
            "聘任": ("聘任情况",)}  # fmt: skip
    return (*there, *(name for title in lists for name in also.get(title, ())))


def _unknown(found: Iterable[str], material: Material) -> Iterator[str]:
    known = names.known(material)
    for name in found:
        if name in known or names.listed(name)[0]:
            continue
        meant = names.suggested(name, material)
        other = f"，您是不是想写 {{{{{meant}}}}}？" if meant else "，请对照字段名称表"
        yield f"{{{{{_short(name)}}}}}：没有这个字段{other}"


def _out_of_row(paragraphs: list[Any]) -> Iterator[str]:
    """Fields of a list outside of a table row, and rows with fields of two lists."""
    rows: dict[Any, set[str]] = {}
    for one in paragraphs:
        for field in places.fields(one):
            title = names.listed(field.name)[0]
            row = places.row_of(one)
            if title and row is None:
                yield f"{{{{{field.name}}}}} 只能写在表格的一行里：这一行按“{title}”的条数重复"
            elif title:
                rows.setdefault(row, set()).add(title)
    for titles in rows.values():
        if len(titles) > 1:
            told = "、".join(f"“{title}”" for title in sorted(titles))
            yield f"表格的一行里只能写一种清单的字段，现在写了{told}"


def _prescribed(text: str, material: Material) -> Iterator[str]:
    """Sentences the notice prescribes and the template does not say to the letter."""
    said = wording.bare(FIELD.sub(lambda one: f"{{{names.key_of(one[1].strip())}}}", text))
    for piece in material.terms.content:
        if isinstance(piece, Worded) and piece.wording:
            wanted = material.template(piece)
            if wording.bare(wanted) not in said:
                yield f"缺少通知规定的文字，须逐字照写：{opened_up(wanted)}"


def opened_up(text: str) -> str:
    """A wording as a template has it: its places as fields."""
    for place in wording.places(text):
        text = text.replace(f"{{{place}}}", f"{{{{{names.name_of(place)}}}}}")
    return text


def _short(text: str) -> str:
    return text if len(text) <= SAID else f"{text[:SAID]}…"
