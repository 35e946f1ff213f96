"""The applicant's name in a passage, and nobody else's.

A Han name of two characters must be read as it is; of three or four, one character may be in
doubt. A name with an interpunct may differ a little in each of its parts, since people of the same
given name, or the same father's name, stand on one page. The given part alone is something to look
at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from desktop.imaging.matching.alignment import Alignment, alignments
from desktop.imaging.matching.hits import Hit, Search
from desktop.imaging.matching.letters import Letter, Passage, word
from desktop.imaging.writing import DOTS, STOPS, is_han

_AFTER: Final = frozenset(
    "同老先女男于在系为等的是自被荣获参与和及性身出完主从任担工职副教高经现该本作曾已将向对以并"
    "也又还就所之其有无到来去给让把由因如若且或而则即均都皆兼共提报编撰著译导指执承负申考取评聘"
    "受授颁予持签印章代你您我他她们签"
)
"""What may follow a name without a mark between: a name does not go on with these."""

_TITLES: Final = (
    "同志", "老师", "同学", "先生", "女士", "医生", "大夫", "教授", "主任", "院长", "校长", "所长",
    "书记", "工程师", "科长", "局长", "处长", "站长", "师傅", "农艺师", "律师", "会计师",
)  # fmt: skip
"""Before these a given name alone is somebody's."""

_DOUBLE: Final = frozenset(
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 司徒 夏侯 端木 独孤 南宫".split()
)

_LONGER = "后面还有一个字，可能是别人的名字"
_UNCLEAR = "有的字没有读清"
_GIVEN_ONLY = "只有名字的前一部分"
_GIVEN_TITLE = "只有名，没有姓"

_SHORTEST_GIVEN: Final = 3
"""Letters of a given part that is looked for alone; a shorter one is a word too often."""


def search(name: str, others: Sequence[str] = ()) -> Search:
    """A search for ``name`` that leaves ``others`` alone, who are known to be on the page."""
    parts = [word(part) for part in re.split(f"[{re.escape(''.join(DOTS))}]", name)]
    parts = [part for part in parts if part]
    strangers = [word(other, DOTS) for other in others]
    whole = "".join(parts)
    strangers = [one for one in strangers if one and one != whole]
    if not whole:
        return lambda _: ()
    if len(parts) > 1:
        return lambda passage: _pointed(parts, strangers, passage)
    return lambda passage: _han(whole, strangers, passage)


def _han(name: str, strangers: Sequence[str], passage: Passage) -> list[Hit]:
    plain = passage.without(DOTS)
    surname = 2 if len(name) > 2 and name[:2] in _DOUBLE else 1
    most = _TOLERATED.get(len(name), 1.0)
    hits = []
    for found in alignments(name, plain, most):
        if found.extra or None in found.found or _is_in(strangers, name, plain, found):
            continue
        if not found.exact and found.part(0, surname) > 0 and len(name) < 4:
            continue
        doubt = "" if found.exact else _UNCLEAR
        if len(name) - surname == 1:
            longer = _goes_on(passage, plain.letters[found.start : found.end])
            if longer == "name":
                continue
            doubt = doubt or (_LONGER if longer else "")
        hits.append(Hit("name", plain, found.start, found.end, found.cost, doubt))
    if len(name) - surname > 1:
        hits += _given_with_title(name[surname:], plain, hits)
    return hits


_BLANK: Final = 0.3
"""A gap of so many line heights more than within the name ends it."""

_TOLERATED: Final = {1: 0.0, 2: 0.0, 3: 0.55, 4: 0.8}
"""How much a Han name of so many characters may differ."""


def _goes_on(passage: Passage, name: Sequence[Letter]) -> str:
    """Whether it goes on after ``name``: "name", "perhaps", or "" for no.

    王伟民、… is a longer name, 王伟在… is not; 王伟写成… nobody can tell by one character.
    """
    letters = passage.letters
    after = next(i for i, one in enumerate(letters) if one.place == name[-1].place) + 1
    spacing = max(letter.gap for letter in name[1:])

    def ends(index: int) -> bool:
        """No letter that could belong to the same name stands there."""
        if index >= len(letters) or letters[index].place.line != name[-1].place.line:
            return True
        return not is_han(letters[index].text) or letters[index].gap > 1.6 * spacing + _BLANK

    if ends(after) or letters[after].text in _AFTER:
        return ""
    return "name" if ends(after + 1) or letters[after + 1].text in _AFTER else "perhaps"


def _given_with_title(given: str, plain: Passage, whole: Sequence[Hit]) -> list[Hit]:
    hits = []
    for found in alignments(given, plain, 0):
        before = plain.letters[found.start - 1].text if found.start else ""
        inside = any(hit.start <= found.start < hit.end for hit in whole)
        if inside or _is_word_inside(before) or not plain.text.startswith(_TITLES, found.end):
            continue
        hits.append(Hit("name", plain, found.start, found.end, 0.0, _GIVEN_TITLE))
    return hits


def _pointed(parts: Sequence[str], strangers: Sequence[str], passage: Passage) -> list[Hit]:
    plain = passage.without(DOTS)
    name = "".join(parts)
    bounds = [(sum(map(len, parts[:i])), sum(map(len, parts[: i + 1]))) for i in range(len(parts))]
    most = 1.0 if len(name) < 7 else 2.0
    hits = []
    for found in alignments(name, plain, most):
        if any(found.part(*bound) > 1.0 for bound in bounds):
            continue
        if _is_in(strangers, name, plain, found) or _runs_over(plain, found):
            continue
        doubt = "" if found.cost < 1.0 else _UNCLEAR
        hits.append(Hit("name", plain, found.start, found.end, found.cost, doubt))
    if len(parts[0]) >= _SHORTEST_GIVEN:
        hits += _given_alone(parts[0], passage, hits)
    return hits


def _runs_over(plain: Passage, found: Alignment) -> bool:
    """A name does not run across a mark that ends words, except for a dot read as one."""
    stops = sum(one.text in STOPS for one in plain.letters[found.start : found.end])
    return stops > 1


def _given_alone(given: str, passage: Passage, whole: Sequence[Hit]) -> list[Hit]:
    """The given part without what should follow; a dot beside it means somebody else's name.

    Except at the line's end, where the rest is cut off.
    """
    taken = {letter.place for hit in whole for letter in hit.passage.letters[hit.start : hit.end]}
    hits = []
    for found in alignments(given, passage, 0):
        if passage.letters[found.start].place in taken:
            continue
        before = passage.letters[found.start - 1].text if found.start else ""
        after = passage.letters[found.end].text if found.end < len(passage.letters) else ""
        cut_off = found.end + 1 == len(passage.letters)
        if before in DOTS or (after in DOTS and not cut_off):
            continue
        if (is_han(after) and after not in _AFTER) or _is_word_inside(before):
            continue
        hits.append(Hit("name", passage, found.start, found.end, 0.0, _GIVEN_ONLY))
    return hits


_BEFORE: Final = frozenset("兹证明名由与和及为是给向对请让被经长员者人本叫谢给")
"""What may stand before a name without a mark between."""


def _is_word_inside(before: str) -> bool:
    return is_han(before) and before not in _BEFORE


def _is_in(strangers: Sequence[str], name: str, plain: Passage, found: Alignment) -> bool:
    """Whether the place belongs to somebody known: a longer name, or one that fits better."""
    for other in strangers:
        for theirs in alignments(other, plain, 0):
            meets = theirs.start < found.end and found.start < theirs.end
            if meets and (not found.exact or name in other):
                return True
    return False
