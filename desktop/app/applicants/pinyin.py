"""Finding a name by how it is read: 阿依古丽·买买提 by ``aygl``, ``mmt``, ``ayiguli``.

A character that is read in several ways is found by each: 单 as the surname (shan) and otherwise
(dan). Nobody has to know which of them a program would have chosen.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache, lru_cache

SURNAMES = {
    "单": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "查": "zha", "区": "ou", "盖": "ge",
    "乐": "yue", "朴": "piao", "召": "shao", "员": "yun", "缪": "miao", "种": "chong",
    "翟": "zhai", "折": "she", "覃": "qin", "谌": "chen", "褚": "chu", "宿": "su", "秘": "bi",
    "繁": "po", "祭": "zhai", "黑": "he", "黄": "huang", "哈": "ha", "洗": "xian", "逄": "pang",
    "任": "ren", "华": "hua", "教": "jiao", "尹": "yin", "牟": "mu", "么": "yao", "车": "che",
    "尉迟": "yu chi", "万俟": "mo qi", "单于": "chan yu", "长孙": "zhang sun", "澹台": "tan tai",
}  # fmt: skip
"""Surnames a dictionary would read otherwise, or does not put first."""


def readings(name: str) -> str:
    """How ``name`` may be read: its Han characters' readings, the likeliest first (``a,e yi``).

    Without tones; what is no Han character is left out.
    """
    read = [said for character in name if (said := _readings(character))]
    for length in (2, 1):
        surname = SURNAMES.get(name[:length], "").split()
        if len(surname) == length <= len(read):
            read[:length] = [
                (said, *(r for r in read[i] if r != said)) for i, said in enumerate(surname)
            ]
            break
    return " ".join(",".join(said) for said in read)


def found(typed: str, letters: str) -> bool:
    """Whether ``typed`` (small Latin letters) is how some characters in a row begin to be read.

    ``letters`` are a name's :func:`readings`. Each character counts by its whole reading or its
    first letter, the last one also by a part of its reading.
    """
    first = typed[0]
    if first not in letters:
        return False
    name = _split(letters)
    return any(
        _follows(typed, name, start)
        for start, said in enumerate(name)
        if any(reading[0] == first for reading in said)
    )


def order(letters: str) -> list[str]:
    """What names are sorted by, of their :func:`readings`."""
    return [said[0] for said in _split(letters)]


@lru_cache(maxsize=16384)
def _split(letters: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(said.split(",")) for said in letters.split())


def _follows(typed: str, name: tuple[tuple[str, ...], ...], start: int) -> bool:
    reached = {0}
    for said in name[start:]:
        further: set[int] = set()
        for at in reached:
            left = typed[at:]
            for reading in said:
                if reading.startswith(left):
                    return True
                if left.startswith(reading):
                    further.add(at + len(reading))
                if left[0] == reading[0]:
                    further.add(at + 1)
        if not further:
            return False
        reached = further
    return False


@cache
def _readings(character: str) -> tuple[str, ...]:
    if not character.isalpha() or character.isascii():
        return ()
    said = _dictionary(character)
    return tuple(dict.fromkeys(_spelt(said))) if said else ()


def _spelt(said: Iterable[str]) -> Iterable[str]:
    """Readings as they are typed: ü by the letter v, or as it is printed in passports."""
    for reading in said:
        yield reading
        if "v" in reading:
            yield reading.replace("v", "yu")
            yield reading.replace("v", "u")


def _dictionary(character: str) -> tuple[str, ...]:
    # Loaded with the first name, and without the phrases: they take most of the time and
    # tell how words are read, not names.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin  # noqa: PLC0415

    (said,) = pinyin(character, style=Style.NORMAL, heteronym=True)
    return tuple(said) if said != [character] else ()
