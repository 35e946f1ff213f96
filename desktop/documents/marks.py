"""Classes of characters for line composition (GB/T 15834-2011, 5.1; 避头尾).

Tables only; what is done with them is in :mod:`desktop.documents.clusters` and ``lines``.
"""

from __future__ import annotations

import unicodedata

OPENING = frozenset("（〔［｛《〈「『【〖“‘")
"""Full-width marks whose ink sits in the right half: never at a line's end (5.1.3)."""

CLOSING = frozenset("）〕］｝》〉」』】〗”’，。、；：？！")
"""Full-width marks whose ink sits in the left half: never at a line's beginning (5.1.1–5.1.3)."""

INTERPUNCT = "·"
"""间隔号: half a character wide, never at a line's beginning (5.1.7)."""

PAIRED = frozenset("—…")
"""Two of these make one mark (破折号, 省略号) that is never broken (5.1.4, 5.1.5)."""

NOT_FIRST = CLOSING | PAIRED | frozenset("·～‐–％‰℃℉°′″々〻%,.;:?!)]}>»")
"""What may not begin a line."""

NOT_LAST = OPENING | frozenset("￥＄№＃§¥$([{<«")
"""What may not end a line."""

WORD_BREAKS = frozenset("/?&=_.,;:#%@+")
"""Where a Latin word too long for its line may be broken: after one of these.

Not after a hyphen, which readers of the text would take for one of ours and leave out.
"""

_LATIN_SIGNS = frozenset("±×÷°′″≤≥≠≈∞§√µ²³¹¼½¾¥")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs"})


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


def is_ideograph(char: str) -> bool:
    """True for a Chinese character proper."""
    return char == "〇" or unicodedata.name(char, "").startswith("CJK UNIFIED")


def printable(text: str) -> str:
    """What of ``text`` can stand on paper: NFC, tabs as spaces, invisible characters dropped.

    Line ends stay. Characters without any glyph are not dropped here: they are an error later.
    """
    kept = []
    for char in unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")):
        if char == "\n":
            kept.append(char)
        elif char in "\t\u00a0\u2002\u2003\u2009\u202f":
            kept.append(" ")
        elif unicodedata.category(char) not in _INVISIBLE and not _is_variation_selector(char):
            kept.append(char)
    return "".join(kept)


def _is_variation_selector(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
