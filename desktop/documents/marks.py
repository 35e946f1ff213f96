"""Classes of characters for line composition (GB/T 15834-2011, 5.1; 避头尾).

Tables only; what is done with them is in :mod:`desktop.documents.clusters` and ``lines``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from desktop.documents.joints import Bond

OPENING = frozenset("（〔［｛《〈「『【〖“‘")
"""Full-width marks whose ink sits in the right half: never at a line's end (5.1.3)."""

CLOSING = frozenset("）〕］｝》〉」』】〗”’，。、；：？！")
"""Full-width marks whose ink sits in the left half: never at a line's beginning (5.1.1–5.1.3)."""

BLANK = 0.5
BROAD = {"？": 0.3}
"""How much of a mark's cell has no ink: half of it, less where a face draws it broad (仿宋)."""

INTERPUNCT = "·"
"""间隔号: half a character wide, never at a line's beginning (5.1.7)."""

PAIRED = frozenset("—…")
"""Two of these make one mark (破折号, 省略号) that is never broken (5.1.4, 5.1.5)."""

PAIRS = frozenset(mark * 2 for mark in PAIRED)

NOT_FIRST = CLOSING | PAIRED | frozenset("·～－／‐–％‰℃℉°′″々〻%,.;:?!)]}>»/")
"""What may not begin a line; a pair (——, ……) rather not."""

NOT_LAST = OPENING | frozenset("￥＄№＃§¥$([{<«／/")
"""What may not end a line; the 分隔号 does neither (5.1.8)."""

WORD_BREAKS = frozenset("/?&=_.,;:#%@+")
"""Where a Latin word too long for its line may be broken: after one of these.

Not after a hyphen, which readers of the text would take for one of ours and leave out.
"""

_UNITS = (
    "小时|分钟|周年|周岁|公顷|公里|千米|厘米|毫米|平方米|平方公里|立方米|千克|公斤|毫升|年|月|日|时|分|秒|天|周"
    "|岁|元|亩|米|吨|克|升|度|万|亿|千|百"
)
_SYMBOLS = (
    "km²|hm²|cm²|mm²|m²|km2|hm2|m2|m³|m3|km|cm|mm|nm|μm|m|kg|mg|t|g|mL|ml|L|h|min|s|kW|MW|W|kV|V"
    "|A|kHz|MHz|GHz|Hz|KB|MB|GB|TB|dpi|℃|Pa|kPa|MPa|mol|ha"
)
_MEASURED = re.compile(
    rf"第(?P<ordinal>[0-9])|[0-9]%?(?P<counted>[余多]?(?:{_UNITS}))"
    rf"(?P<of>(?<=[万亿千百])(?:{_UNITS}))?"
    rf"|[0-9](?P<spaced> (?:{_SYMBOLS})(?![A-Za-z0-9]))"
)
_LATIN_SIGNS = frozenset("±×÷°′″≤≥≠≈∞§√µ²³¹¼½¾¥")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs"})


@lru_cache(maxsize=8192)
def is_wide(char: str) -> bool:
    """True for what stands in a full character cell, False for what is set as Latin.

    Characters Unicode leaves ambiguous (quotes, dashes, ①, ℃) are wide in Chinese text, except
    letters of other alphabets and the signs that belong to numbers.
    """
    width = unicodedata.east_asian_width(char)
    if width in "WF":
        return True
    if char in PAIRED or char == INTERPUNCT:
        return True
    if width == "A":
        return char not in _LATIN_SIGNS and not unicodedata.category(char).startswith("L")
    return False


def measured(text: str) -> Iterator[tuple[int, Bond]]:
    """Places in ``text`` where a number would be parted from its unit or from 第.

    2024|年 (GB/T 9704: 年份不能回行), 3.6|万, 第|3, 3.5| km (GB 3101: 数值与单位同行). What merely
    counts may stand on the next line (286|块).
    """
    for found in _MEASURED.finditer(text):
        if found["ordinal"]:
            yield found.start("ordinal"), Bond.STIFF
        elif found["spaced"]:
            yield found.start("spaced") + 1, Bond.STIFF
        else:
            for place in range(*found.span("counted")):
                yield place, Bond.STIFF
            if found["of"]:
                yield found.start("of"), Bond.LOOSE


def is_ideograph(char: str) -> bool:
    """True for a Chinese character proper."""
    return char == "〇" or unicodedata.name(char, "").startswith("CJK UNIFIED")


def is_name(text: str) -> bool:
    """True for a name with interpuncts and nothing beside it (热合曼·买买提)."""
    parts = text.split(INTERPUNCT)
    return len(parts) > 1 and all(part and all(map(is_ideograph, part)) for part in parts)


def printable(text: str) -> str:
    """What of ``text`` can stand on paper: NFC, tabs as spaces, invisible characters dropped.

    Line ends stay. Characters without any glyph are not dropped here: they are an error later.
    """
    plain = text.isprintable() and unicodedata.is_normalized("NFC", text)
    if plain and not _SELECTORS.search(text):
        return text
    kept = []
    for char in unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")):
        if char == "\n":
            kept.append(char)
        elif char in "\t\u00a0\u2002\u2003\u2009\u202f":
            kept.append(" ")
        elif unicodedata.category(char) not in _INVISIBLE and not _SELECTORS.match(char):
            kept.append(char)
    return "".join(kept)
