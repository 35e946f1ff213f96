"""How one and the same thing may be written: what is folded before anything is compared."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

import opencc

DOTS: Final = frozenset("·•‧・･∙⋅．.。•●○˙ᐧ᛫⸱●◦°'’`‘丶-‐–—~*¨ˑ∘⸳﹒ꞏ")
"""What stands, or is read, where a name has its interpunct."""

STOPS: Final = frozenset('，,、；;：:！!？?（）()《》〈〉“”"[]【】{}|/\\…=+<>_#&@%')
"""Marks that end a word. They are kept: a name does not run across one."""

DIGITS: Final = {
    "o": "0", "q": "0", "d": "0", "〇": "0", "l": "1", "i": "1", "|": "1", "!": "1", "]": "1",
    "[": "1", "丨": "1", "z": "2", "乙": "2", "e": "3", "з": "3", "a": "4", "s": "5", "$": "5",
    "g": "9", "b": "8", "&": "8", "×": "x", "χ": "x", "乂": "x",
}  # fmt: skip
"""Letters as which digits are read: folded where a number is looked for."""

_VARIANTS: Final = {
    "査": "查",
    "髙": "高",
    "戸": "户",
    "値": "值",
    "徳": "德",
    "恵": "惠",
    "買": "买",
}
"""Forms of one character that print or reading may bring and the simplification does not know."""

_CHINESE = opencc.OpenCC("t2s")


@lru_cache(maxsize=8192)
def folded(char: str) -> str:
    """One character as it is compared: narrow, lower case, simplified; "" for a blank."""
    plain = unicodedata.normalize("NFKC", char).lower().strip()
    if not plain:
        return ""
    simple: str = _CHINESE.convert(plain)
    simple = simple if len(simple) == len(plain) else plain
    return _VARIANTS.get(simple, simple)


@lru_cache(maxsize=8192)
def is_han(char: str) -> bool:
    """Whether it is a Chinese character, of the rare ones too."""
    return any(
        "\u3400" <= one <= "\u9fff" or "\U00020000" <= one <= "\U0003ffff" or one in "〇々"
        for one in char
    )
