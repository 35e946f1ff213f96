"""字数: how many 字 a text has, by the two ways programs count.

Each East Asian character or mark counts 1, each run of other visible characters counts 1, blanks
count nothing. Marks such as “ ” — … · are East Asian to some programs and Latin to others: the
smaller and the larger count are both given, and a limit must hold for both.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Cs", "Me", "Mn"})
_WIDTHS = {"W": "W", "F": "W", "A": "A"}


@dataclass(frozen=True, slots=True)
class WordCount:
    """``low`` ≤ ``high`` 字 by the two readings; ``nonblank`` every visible character counted."""

    low: int
    high: int
    nonblank: int


class _Kinds(dict[int, str]):
    """The kind of each character met so far, for ``str.translate``.

    A blank, W(ide), A(mbiguous: wide to some programs), N(arrow); nothing where none is seen.
    """

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char.isspace():
            kind = " "
        elif unicodedata.category(char) in _UNSEEN:
            kind = ""
        else:
            kind = _WIDTHS.get(unicodedata.east_asian_width(char), "N")
        self[code] = kind
        return kind


_KINDS = _Kinds()
_LOW_RUN, _HIGH_RUN = re.compile("[AN]+"), re.compile("N+")


def count(text: str) -> WordCount:
    """Count the 字 of ``text``."""
    kinds = text.translate(_KINDS)
    wide = kinds.count("W")
    return WordCount(
        low=wide + len(_LOW_RUN.findall(kinds)),
        high=wide + kinds.count("A") + len(_HIGH_RUN.findall(kinds)),
        nonblank=len(kinds) - kinds.count(" "),
    )
