"""字数: how many 字 a text has, by the two ways programs count.

Each East Asian character or mark counts 1, each run of other visible characters counts 1, blanks
count nothing. Marks such as “ ” — … · are East Asian to some programs and Latin to others: the
smaller and the larger count are both given, and a limit must hold for both.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Cs", "Me", "Mn"})


@dataclass(frozen=True, slots=True)
class WordCount:
    """``low`` ≤ ``high`` 字 by the two readings; ``nonblank`` every visible character counted."""

    low: int
    high: int
    nonblank: int


def count(text: str) -> WordCount:
    """Count the 字 of ``text``."""
    low = high = nonblank = 0
    in_low_run = in_high_run = False
    for char in text:
        if char.isspace():
            in_low_run = in_high_run = False
            continue
        if unicodedata.category(char) in _UNSEEN:
            continue
        nonblank += 1
        width = unicodedata.east_asian_width(char)
        wide = width in ("W", "F")
        if wide:
            low += 1
            high += 1
            in_low_run = in_high_run = False
            continue
        low += not in_low_run
        in_low_run = True
        if width == "A":
            high += 1
            in_high_run = False
        else:
            high += not in_high_run
            in_high_run = True
    return WordCount(low, high, nonblank)
