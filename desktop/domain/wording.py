"""Prescribed wording: filling its named places, and comparing a copy with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_PLACE = re.compile(r"\{(\w+)\}")

_SAME = str.maketrans(
    {
        "，": ",",
        "；": ";",
        "：": ":",
        "（": "(",
        "）": ")",
        "！": "!",
        "？": "?",
        "．": ".",
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
    }
)


def places(text: str) -> tuple[str, ...]:
    """The names of the places in ``text``, each once, in order."""
    return tuple(dict.fromkeys(_PLACE.findall(text)))


def fill(text: str, facts: Mapping[str, str]) -> str:
    """``text`` with its places filled; ``KeyError`` names a place that nothing fills.

    An empty fact does not fill a place: nothing is ever printed with a hole in it.
    """

    def value(found: re.Match[str]) -> str:
        fact = facts.get(found[1], "")
        if not fact:
            raise KeyError(found[1])
        return fact

    return _PLACE.sub(value, text)


def bare(text: str) -> str:
    """``text`` without blanks and with punctuation folded: what two copies must share."""
    folded = unicodedata.normalize("NFKC", text.translate(_SAME)).translate(_SAME)
    return "".join(char for char in folded if not char.isspace())


def same(copy: str, text: str) -> bool:
    """Whether ``copy`` says ``text`` to the letter, full or half width and blanks aside."""
    return bare(copy) == bare(text)


def first_difference(copy: str, text: str) -> tuple[str, str]:
    """A few characters of both from where they part: what was written, what should be."""
    mine, theirs = bare(copy), bare(text)
    at = next(
        (i for i, (a, b) in enumerate(zip(mine, theirs, strict=False)) if a != b),
        min(len(mine), len(theirs)),
    )
    return mine[at : at + 10], theirs[at : at + 10]
