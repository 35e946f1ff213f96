"""Who the applicant is: the ID number's own arithmetic, and where a text names them.

A blind review must not learn the applicant's name or unit from the 工作总结 (六). A name counts in
every spelling of its interpunct, with blanks in it, and by its given part alone; a unit by its
full name, its aliases and its core words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from desktop.domain.case import Case
from desktop.domain.cleaning import INTERPUNCTS
from desktop.domain.vocabulary import COUNTIES

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"


def check_character(first17: str) -> str:
    """The 18th character that GB 11643 gives to 17 digits."""
    return _CHECK[sum(int(d) * w for d, w in zip(first17, _WEIGHTS, strict=True)) % 11]


def birth_of(id_no: str) -> date | None:
    """The day of birth in an ID number; None where its digits are no day."""
    digits = id_no[6:14]
    if not (len(digits) == 8 and digits.isascii() and digits.isdigit()):
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def gender_of(id_no: str) -> str:
    """男 or 女 by the 17th digit; "" where it is none."""
    digit = id_no[16:17]
    if not (digit.isascii() and digit.isdigit()):
        return ""
    return "男" if int(digit) % 2 else "女"


IdProblem = Literal["length", "characters", "birth", "checksum"]


def id_problem(id_no: str) -> IdProblem | None:
    """What is wrong with an ID number in itself; area codes are never looked up."""
    if len(id_no) != 18:
        return "length"
    if not re.fullmatch(r"[0-9]{17}[0-9X]", id_no):
        return "characters"
    if birth_of(id_no) is None:
        return "birth"
    return None if check_character(id_no[:17]) == id_no[17] else "checksum"


MentionKind = Literal[
    "name", "given_name", "maybe_given_name", "unit", "alias", "unit_core", "maybe_unit_core",
    "previous_unit",
]  # fmt: skip

SURE: frozenset[MentionKind] = frozenset({"name", "given_name", "unit", "alias", "unit_core"})
"""The kinds the notice forbids; the others want a look by the applicant."""


@dataclass(frozen=True, slots=True)
class Mention:
    """``text[start:end]`` names the applicant or a unit: ``token`` is what it was found by."""

    start: int
    end: int
    kind: MentionKind
    token: str


_REGIONS = tuple(
    sorted(
        {
            "新疆维吾尔自治区", "新疆", "自治区", "自治州",
            "巴州", "昌吉州", "博州", "克州", "伊犁州",
            *COUNTIES, *(place for places in COUNTIES.values() for place in places),
        },
        key=len,
        reverse=True,
    )
)  # fmt: skip
_SHORT_PLACE = re.compile(
    r"(.{2,4}?)(?:(?:回族|蒙古|哈萨克|锡伯|塔吉克|柯尔克孜)?自治[县州]|[县市区])"
)
_BODIES = re.compile(
    r"(?:有限责任公司|股份有限公司|集团有限公司|有限公司|集团|总公司|分公司|公司)$"
)
_BRACKETS = re.compile(r"[（(].*?[）)]")
_TRADE = re.compile(
    "(?:林业|林草|草原|草业|园林|绿化|生态|农业|林果|农林|环保|环境|工程|建设|科技|技术|规划|设计|生物|"
    "水利|苗木|苗圃|花卉|景观|防沙|治沙|造林|种植|修复|治理|勘察|勘测|测绘|监测|检测|咨询|服务|发展|投资|"
    "实业|产业|资源|信息|研究|管理|综合|开发)+"
)
"""Words of the trade: a core made of nothing else is also what the work is called."""


_COMPOUND = frozenset(
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 司徒 夏侯 端木 "
    "呼延 南宫 独孤 轩辕 钟离 闻人 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 仲孙 "
    "万俟 赫连 拓跋 百里 东郭 西门 闾丘".split()
)
"""Surnames of two characters."""


def _surname(name: str) -> str:
    return name[:2] if name[:2] in _COMPOUND else name[:1]


def _shortened(core: str) -> Iterator[str]:
    """What a unit is called for short: its own word with some of its words of the trade, 公司."""
    found = re.fullmatch(rf"(.{{2,}}?)({_TRADE.pattern})", core)
    if found and not _TRADE.fullmatch(found[1]):
        own, trade = found[1], found[2]
        yield from (own + trade[:end] for end in range(2, len(trade), 2))
        yield f"{own}公司"


def _places_short() -> Iterator[str]:
    for places in COUNTIES.values():
        for place in places:
            found = _SHORT_PLACE.fullmatch(place)
            if found:
                yield from (found[1], found[1] + "县", found[1] + "市")


_SHORT = tuple(sorted(set(_places_short()), key=len, reverse=True))


@lru_cache(maxsize=256)
def unit_core(name: str) -> str:
    """The words of a unit's name that are its own: without place in front and body behind."""
    core = _BRACKETS.sub("", name).strip()
    core = _BODIES.sub("", core)
    for place in (*_REGIONS, *_SHORT):
        if core.startswith(place) and len(core) - len(place) >= 2:
            return unit_core(core[len(place) :])
    return core


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text without blanks and interpuncts, with the way back to where each character stood."""

    text: str
    origin: tuple[int, ...]
    breaks: tuple[bool, ...]


_DROPPED = frozenset(INTERPUNCTS + "-‐–")


@lru_cache(maxsize=8)
def _fold(text: str) -> _Folded:
    kept: list[str] = []
    origin: list[int] = []
    breaks: list[bool] = []
    broken = False
    for at, char in enumerate(text):
        if char in _DROPPED or char.isspace() or unicodedata.category(char) == "Cf":
            broken = broken or char == "\n"
            continue
        # Han characters, nearly all of a text, fold to themselves.
        plain = "\u4e00" <= char <= "\u9fff"
        for folded in char if plain else unicodedata.normalize("NFKC", char).casefold():
            kept.append(folded)
            origin.append(at)
            breaks.append(broken)
            broken = False
    return _Folded("".join(kept), tuple(origin), tuple(breaks))


def tokens(case: Case) -> tuple[tuple[MentionKind, str], ...]:
    """What must not (or should not) be read in the 工作总结, surest kinds first."""
    found: dict[str, MentionKind] = {}

    def add(kind: MentionKind, token: str, shortest: int = 2) -> None:
        folded = _fold(token).text
        if len(folded) >= shortest and folded not in found:
            found[folded] = kind

    name, unit = case.person.name, case.unit.name
    add("name", name)
    parts = [part for part in re.split(rf"[{re.escape(INTERPUNCTS)}\s]", name) if part]
    if len(parts) > 1:
        add("given_name", parts[0])
    elif len(name) - len(_surname(name)) == 2:
        add("maybe_given_name", name[-2:])
    add("unit", unit)
    for alias in case.unit.aliases:
        add("alias", alias)
    core = unit_core(unit)
    if not _TRADE.fullmatch(core):
        add("unit_core" if len(core) >= 3 else "maybe_unit_core", core)
    else:
        add("maybe_unit_core", core, 4)
    for short in _shortened(core):
        add("maybe_unit_core", short, 4)
    for work in case.work:
        other = _BRACKETS.sub("", work.unit).strip()
        if other and other not in unit and unit not in other and not other.startswith("同上"):
            add("previous_unit", other, 4)
            add("previous_unit", unit_core(other), 4)
    return tuple((kind, token) for token, kind in found.items())


def mentions(text: str, case: Case) -> tuple[Mention, ...]:
    """Where ``text`` names the applicant or a unit, in order, overlaps given to the longest."""
    folded = _fold(text)
    hits: list[Mention] = []
    for kind, token in tokens(case):
        at = folded.text.find(token)
        while at >= 0:
            end = at + len(token)
            # Two or three characters that only meet over a paragraph's end are no name.
            if len(token) > 3 or not any(folded.breaks[at + 1 : end]):
                hits.append(Mention(folded.origin[at], folded.origin[end - 1] + 1, kind, token))
            at = folded.text.find(token, at + 1)
    hits.sort(key=lambda hit: (hit.kind not in SURE, hit.start - hit.end, hit.start))
    taken: list[Mention] = []
    for hit in hits:
        if all(hit.end <= other.start or other.end <= hit.start for other in taken):
            taken.append(hit)
    return tuple(sorted(taken, key=lambda hit: hit.start))
