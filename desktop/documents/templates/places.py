"""Where fields stand in a part's text, and putting words in their place.

Word splits what was typed over several runs, also in the middle of a field's name; here a
paragraph is read as one text again. A field does not reach over a tab or a line's end.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from desktop.documents.templates.package import W

FIELD = re.compile(r"[{｛]{2}\s*([^{}｛｝]{1,40}?)\s*[}｝]{2}")
"""A field; braces may be full-width, as an input method gives them."""

LOOSE = re.compile(r"[{｛]{2}|[}｝]{2}|[{｛]([^{}｛｝]{1,40})[}｝]")
"""Part of a field, or what may be one with a brace too few."""

SPACE = "{http://www.w3.org/XML/1998/namespace}space"

P, R, T, TR, BR = (f"{{{W}}}{name}" for name in ("p", "r", "t", "tr", "br"))
_BREAKS = frozenset(f"{{{W}}}{name}" for name in ("tab", "br", "cr"))


def paragraphs(root: Any) -> list[Any]:
    """Every paragraph below ``root``, those in text boxes, tables and notes too."""
    return list(root.iter(P))


def _own(paragraph: Any) -> Iterator[Any]:
    """The elements of a paragraph that are not those of a paragraph within it (a text box)."""
    waiting = [iter(paragraph)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag != P:
            yield child
            waiting.append(iter(child))


def pieces(paragraph: Any) -> list[Any]:
    """The texts of a paragraph and what parts them, in order."""
    # Of a run only: `w:tab` also stands in the paragraph's properties.
    return [
        one
        for one in _own(paragraph)
        if one.tag == T or (one.tag in _BREAKS and one.getparent().tag == R)
    ]


def text_of(paragraph: Any) -> str:
    """What a paragraph says; a tab or line's end as such."""
    return "".join((one.text or "") if one.tag == T else "\n" for one in pieces(paragraph))


@dataclass(frozen=True, slots=True)
class Found:
    """A field in a paragraph's text: its name, and from where to where it stands."""

    name: str
    start: int
    end: int


def fields(paragraph: Any) -> tuple[Found, ...]:
    """The fields of a paragraph, in order."""
    text = text_of(paragraph)
    return tuple(Found(one[1].strip(), *one.span()) for one in FIELD.finditer(text))


def loose(paragraph: Any) -> Iterator[tuple[str, str]]:
    """What is left of fields that were not written whole: a name in single braces, what is around.

    The name is "" for braces that can only be half a field.
    """
    text = FIELD.sub(lambda one: "\0" * len(one[0]), text_of(paragraph))
    for one in LOOSE.finditer(text):
        around = text[max(0, one.start() - 6) : one.end() + 12]
        yield (one[1] or "").strip(), around.replace("\0", "").replace("\n", "").strip()


def replace(paragraph: Any, value_of: Callable[[Found, str], str]) -> None:
    """Put values in place of the fields; ``value_of`` is told what follows the field.

    A value stands in the run where its field began, with that one's type. Further lines of a value
    become paragraphs like this one.
    """
    text = text_of(paragraph)
    for found in reversed(fields(paragraph)):
        value = value_of(found, text[found.end :])
        _put(paragraph, found, value)


def _put(paragraph: Any, found: Found, value: str) -> None:
    at = 0
    first: Any = None
    for one in pieces(paragraph):
        length = len(one.text or "") if one.tag == T else 1
        start, end = max(found.start, at), min(found.end, at + length)
        if start < end:
            said = one.text or ""
            before, after = said[: start - at], said[end - at :]
            if first is None:
                first = one
                _say(one, before, value, after)
            else:
                _say(one, before, "", after)
        at += length


def _say(text: Any, before: str, value: str, after: str) -> None:
    first, *more = value.split("\n")
    text.set(SPACE, "preserve")
    run = text.getparent()
    holder = run.getparent()
    if not more:
        text.text = before + first + after
    elif holder.tag == P and holder.getparent() is not None:
        text.text = before + first
        _paragraphs(holder, run, text, more, after)
    else:
        text.text = before + first
        _lines(text, more, after)


def _lines(text: Any, more: list[str], after: str) -> None:
    """Further lines within the run, where it cannot be parted."""
    for number, line in enumerate(more, 1):
        end = text.makeelement(BR, {})
        text.addnext(end)
        said = text.makeelement(T, {SPACE: "preserve"})
        said.text = line + (after if number == len(more) else "")
        end.addnext(said)
        text = said


def _paragraphs(paragraph: Any, run: Any, text: Any, more: list[str], after: str) -> None:
    """Further lines as paragraphs; what stood behind the field stands behind the last."""
    behind = [*text.itersiblings()]
    following = [*run.itersiblings()]
    last = paragraph
    for number, line in enumerate(more, 1):
        made = paragraph.makeelement(P, {})
        for properties in paragraph.findall(f"{{{W}}}pPr"):
            kept = copy.deepcopy(properties)
            # A section ends, and a page begins, once: with the last and with the first.
            for once in ("sectPr", "pageBreakBefore"):
                for found in kept.findall(f"{{{W}}}{once}"):
                    kept.remove(found)
            made.append(kept)
        new = made.makeelement(R, {})
        made.append(new)
        for properties in run.findall(f"{{{W}}}rPr"):
            new.append(copy.deepcopy(properties))
        said = new.makeelement(T, {SPACE: "preserve"})
        said.text = line
        new.append(said)
        last.addnext(made)
        last = made
        if number == len(more):
            said.text = line + after
            new.extend(behind)
            made.extend(following)
    ends = paragraph.find(f"{{{W}}}pPr/{{{W}}}sectPr")
    if ends is not None:
        properties = last.find(f"{{{W}}}pPr")
        properties.append(ends)


def row_of(paragraph: Any) -> Any:
    """The table row a paragraph stands in, the innermost; None outside of tables."""
    return next(paragraph.iterancestors(TR), None)
