"""The applicant's unit in a passage: its full name and what it is called for short."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from desktop.imaging.matching.alignment import Alignment, alignments
from desktop.imaging.matching.hits import Hit, Search
from desktop.imaging.matching.letters import Passage, word
from desktop.imaging.writing import DOTS

_SHORT: Final = 5
"""Below so many characters a unit's name must be read as it is."""

_SURELY_OTHER: Final = 1.0
_UNCLEAR = "有的字没有读清"


def search(units: Sequence[str]) -> Search:
    """A search for all of them; the longest is found first, shorter ones beside it only."""
    wanted = sorted({word(unit, DOTS) for unit in units} - {""}, key=len, reverse=True)

    def found_in(passage: Passage) -> list[Hit]:
        plain = passage.without(DOTS)
        hits: list[Hit] = []
        for unit in wanted:
            for found in alignments(unit, plain, _most(unit)):
                taken = any(found.start < hit.end and hit.start < found.end for hit in hits)
                if not taken and _is_own(unit, found):
                    doubt = "" if found.cost <= _most(unit) / 2 else _UNCLEAR
                    hits.append(Hit("unit", plain, found.start, found.end, found.cost, doubt))
        return hits

    return found_in


def _most(unit: str) -> float:
    return 0.0 if len(unit) < _SHORT else max(0.8, len(unit) / 4)


def _is_own(unit: str, found: Alignment) -> bool:
    """第三中学 is not 第二中学: no character may have been read surely as another."""
    swaps = [
        cost for cost, letter in zip(found.costs, found.found, strict=True) if letter is not None
    ]
    lost = sum(letter is None for letter in found.found)
    return all(cost < _SURELY_OTHER for cost in swaps) and lost <= len(unit) // 6
