"""Whose seal it is: what was read along its rim, held against the unit's names and the page's.

A worn seal is read with gaps and slips, and other bodies' names share a good part of the unit's
(昆仑市第三中学, 昆仑市教育局). So characters that any body may have count little, one missing
counts less than another in its place, and a name printed on the page that fits better speaks for
somebody else.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from desktop.imaging.text import Line
from desktop.imaging.writing import folded, is_han

Whose = Literal["own", "perhaps", "other"]
Reading = tuple[str, float]
"""What was read in one go, and how sure the reader was of it (0–1)."""

_COMMON = set(
    "市县区州省乡镇自治维吾尔新疆院校学医公司有限责任厅局处科部中心研究所委员会人民政府办室站总分集团"
)
_COMMON_WEIGHT = 0.35
_TELLING = set("一二三四五六七八九十东西南北")
"""Characters in whose place another makes another body: 第二中学, 第三中学."""

_ENDINGS = (
    "公司|学院|大学|中学|小学|学校|医院|厅|局|委员会|政府|协会|学会|研究院|研究所|设计院|测绘院|"
    "中心|集团|总站|站|管理所|院|联合会|办公室|银行|出版社|部|处|校|社|厂|馆|队"
)
_BODY = re.compile(rf"[\u4e00-\u9fff]{{2,30}}(?:{_ENDINGS})")
_PREFIXED = re.compile(r"^.{0,8}?(?:单位|机关|部门|机构|盖章|公章)")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of a name was read, and how much of what was read is in the name; 0–1 each."""

    read: float
    explained: float
    telling: bool
    """A character that tells bodies apart was read as another one."""
    foreign: int = 0
    """Characters read that are not in the name, or not in that place."""

    @property
    def both(self) -> float:
        """The two as one figure."""
        return math.sqrt(self.read * self.explained)


def han(text: str) -> str:
    """The Chinese characters of a text as they are compared, and nothing else."""
    return "".join(folded(char) for char in text if is_han(char))


def _weight(text: str) -> float:
    common = sum(char in _COMMON for char in text)
    return len(text) - common * (1 - _COMMON_WEIGHT)


def likeness(name: str, reading: str) -> Likeness:
    """How like a name a reading is; both folded and of Han characters only."""
    if not name or not reading:
        return Likeness(0.0, 0.0, telling=False)
    pairs = _aligned(name, reading)
    matched = sum(_weight(a) for a, b in pairs if a == b)
    telling = any(a != b and {a, b} <= _TELLING for a, b in pairs)
    foreign = len(reading) - sum(a == b for a, b in pairs)
    return Likeness(matched / _weight(name), matched / _weight(reading), telling, foreign)


def _aligned(name: str, reading: str) -> list[tuple[str, str]]:
    """Characters of the two that stand in each other's place, equal or not."""
    rows, columns = len(name), len(reading)
    score = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            same = _weight(name[i]) if name[i] == reading[j] else 0.01
            score[i][j] = max(score[i + 1][j + 1] + same, score[i + 1][j], score[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < rows and j < columns:
        same = _weight(name[i]) if name[i] == reading[j] else 0.01
        if score[i][j] == score[i + 1][j + 1] + same:
            pairs.append((name[i], reading[j]))
            i, j = i + 1, j + 1
        elif score[i][j] == score[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


@dataclass(frozen=True, slots=True)
class Names:
    """The unit's names, and those of other bodies that the page mentions, all folded."""

    own: tuple[str, ...]
    others: tuple[str, ...]

    def of_own(self, reading: str) -> Likeness:
        """The best likeness to one of the unit's names; short ones only count as they stand."""
        best = Likeness(0.0, 0.0, telling=False)
        for name in self.own:
            if len(name) < 6 and name not in reading and reading != name:
                like = likeness(name, reading)
                like = like if len(name) == len(reading) else Likeness(0.0, 0.0, telling=False)
            else:
                like = likeness(name, reading)
            best = max(best, like, key=lambda found: found.both)
        return best

    def of_others(self, reading: str) -> float:
        """The best likeness to a body on the page that is not the unit."""
        return max((likeness(name, reading).both for name in self.others), default=0.0)


def names(units: Sequence[str], lines: Sequence[Line]) -> Names:
    """The names to hold readings against."""
    own = tuple(dict.fromkeys(name for unit in units if len(name := han(unit)) >= 2))
    mentioned = dict.fromkeys(body for line in lines for body in bodies(line.text))
    others = tuple(
        body for body in mentioned if not any(unit in body or _slip(unit, body) for unit in own)
    )
    return Names(own, others)


def _slip(unit: str, body: str) -> bool:
    """Whether print like the unit's name is that name with a character misread."""
    like = likeness(unit, body)
    return like.both > 0.72 and not like.telling and like.foreign < 2


def bodies(text: str) -> list[str]:
    """The bodies a line of print names, without labels before them (发证机关：…)."""
    found = []
    for part in re.split(r"[：:，,。；;、（）()《》“”\"\s]", text):
        plain = han(part)
        match = _BODY.match(_PREFIXED.sub("", plain))
        if match and len(match.group()) >= 4:
            found.append(match.group())
    return found


def whose(readings: Sequence[Reading], known: Names, *, whole: bool = True) -> tuple[Whose, str]:
    """Whose the seal is, and the reading that says so (empty where nothing could be read).

    Of a seal that is not ``whole`` on the page, what is foreign to a name may be half a character.
    """
    read = [(text, score) for found, score in readings if (text := han(found))]
    if not read:
        return "perhaps", ""
    judged = [(known.of_own(text), text, score) for text, score in read]
    own, text, score = max(judged, key=lambda found: found[0].both * (0.5 + found[2] / 2))
    if own.read >= 0.95 and own.explained >= 0.45 and not own.telling:
        return "own", text
    other = max(known.of_others(text) for text, _ in read)
    if other >= 0.6 and other > own.both + 0.08:
        return "other", text
    agreed = sum(text == again for again, sure in read if sure > 0.9) >= 2
    if own.read >= 0.6:
        telling = any(like.telling for like, _, _ in judged)
        return _nearly(own, agreed, telling), text
    longest, sure = max(read, key=lambda found: len(found[0]) * found[1])
    clear = whole and own.foreign >= 2 and (agreed or (len(text) >= 4 and score >= 0.85))
    unlike = own.both < 0.4 and (other >= 0.45 or (len(longest) >= 4 and sure >= 0.7))
    return ("other", longest) if clear or unlike else ("perhaps", text)


def _nearly(own: Likeness, agreed: bool, telling: bool) -> Whose:
    """Whose it is when most of the unit's name was read.

    ``agreed``: twice to the letter; ``telling``: once with a character that tells bodies apart.
    """
    if agreed and (own.telling or own.foreign >= 2):
        return "other"
    if telling or own.foreign > 1 or (own.foreign and agreed):
        return "perhaps"
    return "own" if own.read >= (0.75 if own.foreign else 0.7) else "perhaps"
