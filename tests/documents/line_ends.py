"""Where lines end in a made PDF, as PDFium reads them, and which of these ends are faults.

Knows nothing of our composer, so that it judges any program's pages alike.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any

import pypdfium2
from pypdfium2 import raw

NEVER_FIRST = frozenset("、，。．：；？！’”）〕］｝】〗》〉」』·～－／％‰℃℉°′″,.;:?!)]}%/")
"""GB/T 15834-2011, 5.1: what may not begin a line; nor a single — or … (two of them may)."""

NEVER_LAST = frozenset("‘“（〔［｛【〖《〈「『／￥№§([{$")
"""What may not end a line."""

WORD = re.compile(r"[A-Za-z0-9À-ɏ²³]+(?:’[A-Za-z]+)*")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*[%‰]?")
VALUE = re.compile(r"\d ?(?:hm²|m³|mm|km)(?![A-Za-z0-9])|\d[年月日亩万]|\d公[顷里]|第\d")
CODE = re.compile(r"[A-Za-z0-9]+(?:[/-][A-Za-z0-9]+)+")
PAIR = re.compile("——|……")

SIGNS = "°′″≤≥×±"


def is_latin(char: str) -> bool:
    """Letters, digits and signs that stick together without Chinese between them."""
    return char < "\u2000" or char in SIGNS


NEW_LINE = 0.3
"""A baseline that moves by more of the type's size than this begins a line."""


def read_lines(data: bytes) -> list[list[str]]:
    """The lines of each page, without blanks."""
    document = pypdfium2.PdfDocument(data)
    pages = []
    for page in document:
        text = page.get_textpage()
        pages.append(_lines(text.raw))
        text.close()
        page.close()
    document.close()
    return pages


def _lines(text: Any) -> list[str]:
    """Characters put together by where they stand: programs draw them in an order of their own."""
    lines: list[tuple[float, list[tuple[float, str]]]] = []
    x, y, left, right, foot, top = (ctypes.c_double() for _ in range(6))
    for index in range(raw.FPDFText_CountChars(text)):
        char = chr(raw.FPDFText_GetUnicode(text, index))
        if char.isspace() or raw.FPDFText_IsGenerated(text, index) or char in "\0\ufffe":
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        # A mark in the middle of a wide glyph may have its origin before its neighbour's.
        raw.FPDFText_GetCharBox(text, index, left, right, foot, top)
        near = NEW_LINE * (raw.FPDFText_GetFontSize(text, index) or 1.0)
        line = next((line for at, line in reversed(lines) if abs(at - y.value) <= near), None)
        if line is None:
            line = []
            lines.append((y.value, line))
        line.append(((left.value + right.value) / 2, char))
    lines.sort(key=lambda line: -line[0])
    said = ("".join(char for _, char in sorted(line, key=itemgetter(0))) for _, line in lines)
    return [line.encode("utf-16", "surrogatepass").decode("utf-16") for line in said]


def breaks(paragraphs: Sequence[str], lines: Sequence[str]) -> list[list[int]]:
    """For each paragraph the places (counted without blanks) where a line of it ends.

    ``AssertionError`` where the lines do not say what the paragraphs do.
    """
    bare = ["".join(paragraph.split()) for paragraph in paragraphs]
    assert "".join(lines) == "".join(bare)
    found: list[list[int]] = []
    rest = iter(lines)
    for paragraph in bare:
        ends, place = [], 0
        while place < len(paragraph):
            place += len(next(rest))
            ends.append(place)
        assert place == len(paragraph), "two paragraphs on one line"
        found.append(ends[:-1])
    return found


def faults(paragraph: str, ends: Sequence[int], names: Sequence[str] = ()) -> Counter[str]:
    """What is wrong with the line ends of a paragraph, by kind."""
    bare = "".join(paragraph.split())
    shut = _within(paragraph, names)
    found: Counter[str] = Counter()
    for end in ends:
        single = bare[end] in "—…" and bare[end : end + 2] not in ("——", "……")
        found["a mark begins the line"] += bare[end] in NEVER_FIRST or single
        found["a mark ends the line"] += bare[end - 1] in NEVER_LAST
        for kind, places in shut.items():
            found[kind] += end in places
    return +found


KINDS = (
    "a mark begins the line",
    "a mark ends the line",
    "—— or …… parted",
    "word parted",
    "number parted",
    "name parted",
    "value and unit parted",
)


def _within(paragraph: str, names: Sequence[str]) -> dict[str, set[int]]:
    """Places, counted without blanks, inside what stays whole."""
    bare_at = [0]
    for char in paragraph:
        bare_at.append(bare_at[-1] + (not char.isspace()))

    def inside(spans: Iterator[tuple[int, int]]) -> set[int]:
        return {bare_at[place] for start, end in spans for place in range(start + 1, end)}

    named = (re.compile(re.escape(name)) for name in names)
    numbers = inside(found.span() for found in NUMBER.finditer(paragraph))
    return {
        "—— or …… parted": inside(found.span() for found in PAIR.finditer(paragraph)),
        "word parted": inside(found.span() for found in WORD.finditer(paragraph)) - numbers,
        "number parted": numbers,
        "name parted": inside(f.span() for name in named for f in name.finditer(paragraph)),
        "value and unit parted": inside(found.span() for found in VALUE.finditer(paragraph)),
    }


def codes_parted(paragraph: str, ends: Sequence[int]) -> int:
    """How many lines end inside a code such as GB/T or 15776-2016: no fault by the standard."""
    codes: set[int] = set()
    bare = 0
    for part in re.split(f"({CODE.pattern})", paragraph):
        length = len("".join(part.split()))
        if CODE.fullmatch(part):
            codes.update(range(bare + 1, bare + length))
        bare += length
    return sum(end in codes for end in ends)


def stiff(paragraph: str, ends: Sequence[int], names: Sequence[str] = ()) -> dict[int, str]:
    """For each faulty end the run around it that may be broken nowhere.

    By the same rules, and with Latin words go the marks and signs that stick to them.
    """
    bare = "".join(paragraph.split())

    def holds(end: int) -> bool:
        sticks = is_latin(bare[end - 1]) and is_latin(bare[end])
        return sticks or bool(faults(paragraph, [end], names))

    found = {}
    for end in ends:
        if not faults(paragraph, [end], names):
            continue
        start, stop = end - 1, end + 1
        while start > 0 and holds(start):
            start -= 1
        while stop < len(bare) and holds(stop):
            stop += 1
        found[end] = bare[start:stop]
    return found
