"""The applicant's identity number in a passage, and no other number."""

from __future__ import annotations

from typing import Final

from desktop.domain.identity import check_character
from desktop.imaging.matching.alignment import Alignment, alignments
from desktop.imaging.matching.hits import Hit, Search
from desktop.imaging.matching.letters import Passage, word
from desktop.imaging.writing import DIGITS, DOTS

_MOST: Final = 2.6
_UNCLEAR = "有的数字没有读清"
_OLD = "旧的 15 位号码"
_DROPPED = DOTS | {" ", "*"}


def search(id_no: str) -> Search:
    """A search for the number, also with blanks in it, and in its old form of fifteen digits."""
    number = word(id_no)
    if len(number) != 18:
        return lambda _: ()
    old = number[:6] + number[8:17]

    def found_in(passage: Passage) -> list[Hit]:
        plain = passage.without(_DROPPED).spelt(DIGITS)
        hits = [
            Hit("idno", plain, one.start, one.end, one.cost, "" if one.cost <= 1 else _UNCLEAR)
            for one in alignments(number, plain, _MOST)
            if _is_own(number, plain, one)
        ]
        if hits:
            return hits
        return [
            Hit("idno", plain, one.start, one.end, 0.0, _OLD)
            for one in alignments(old, plain, 0)
            if not _has_digit(plain, one.start - 1) and not _has_digit(plain, one.end)
        ]

    return found_in


def _is_own(number: str, plain: Passage, found: Alignment) -> bool:
    """A number that is right in itself but another was not misread: it is somebody else's."""
    read = plain.text[found.start : found.end]
    if found.exact:
        return True
    if (
        len(read) == len(number)
        and read[:17].isdigit()
        and check_character(read[:17]) == read[17:].upper()
    ):
        return False
    return not (_has_digit(plain, found.start - 1) and _has_digit(plain, found.end))


def _has_digit(plain: Passage, index: int) -> bool:
    return 0 <= index < len(plain.letters) and plain.text[index].isdigit()
