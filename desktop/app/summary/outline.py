"""The notice's topics as an outline of the 工作总结: what stands under which, and how much.

A paragraph opens a topic where it begins with its name: “一、工作态度”, “工作态度方面，……”, “在工作
态度上，……”. What follows belongs to it until the next one opens.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.wordcount import count
from desktop.language import tr

_NUMERALS = "一二三四五六七八九十"
_NUMBER = rf"(?:第?[{_NUMERALS}]+[、.．节章\s]|[（(][{_NUMERALS}\d]+[)）]、?|\d+[、.．])?\s*"
_BEHIND = r"\s*(?:方面|上|[：:，。、.]|$)"


@dataclass(frozen=True, slots=True)
class Section:
    """How many 字 stand under ``topic``; ``start`` is where it opens, None where it does not."""

    topic: str
    start: int | None
    words: int


def sections(text: str, topics: Sequence[str]) -> tuple[Section, ...]:
    """The topics in the notice's order; a heading on a line of its own is not counted."""
    openings = sorted(
        (found.start(), found.end(), topic)
        for topic in topics
        if (found := _opening(topic).search(text))
    )
    ends = [start for start, _, _ in [*openings, (len(text), 0, "")]][1:]
    known = {
        topic: Section(topic, start, count(_body(text, start, behind, end)).high)
        for (start, behind, topic), end in zip(openings, ends, strict=True)
    }
    return tuple(known.get(topic, Section(topic, None, 0)) for topic in topics)


def outlined(text: str, topics: Sequence[str]) -> str:
    """``text`` with a heading added at its end for each topic that has none yet."""
    numbered = {topic: f"{_NUMERALS[place]}、{topic}" for place, topic in enumerate(topics)}
    lacking = [numbered[one.topic] for one in sections(text, topics) if one.start is None]
    if not lacking:
        return text
    before = text.rstrip("\n")
    return "\n".join([*([before] if before else []), *(f"{heading}\n" for heading in lacking)])


def told(found: Sequence[Section]) -> str:
    """The counts as one sentence, to be shown and read aloud; "" where no topic is opened."""
    if all(one.start is None for one in found):
        return ""
    return "；".join(f"{one.topic} {_amount(one)}" for one in found) + "。"


def _amount(one: Section) -> str:
    if one.start is None:
        return tr("没有单独成段")
    return tr("{words} 字", words=one.words) if one.words else tr("还没写")


def _opening(topic: str) -> re.Pattern[str]:
    name = re.escape(topic)
    return re.compile(rf"^[ \t　]*{_NUMBER}(?:[在从关于]{{1,2}})?{name}{_BEHIND}", re.MULTILINE)


def _body(text: str, start: int, behind: int, end: int) -> str:
    """What counts for a section: all of it, without a heading that stands alone on its line."""
    line_end = text.find("\n", behind)
    line_end = end if line_end < 0 else min(line_end, end)
    alone = not text[behind:line_end].strip(" \t　：:。")
    return text[line_end:end] if alone else text[start:end]
