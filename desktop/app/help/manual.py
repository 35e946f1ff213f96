"""The manual's topics, read from ``resources/help/manual``: one Markdown file each.

A wizard page's topic bears the page's own id, so F1 needs no table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop import paths

FIRST = "start"

ORDER: tuple[str, ...] = (
    FIRST, "checklist", "tasks", "notice", "basic", "education", "title", "work", "achievements",
    "training", "summary", "attachments", "masks", "publicity", "finish", "platform", "tracking",
    "handover", "safety", "security", "desk", "templates", "trouble", "glossary", "keys",
)  # fmt: skip
"""The topics as a person meets them."""

_ELSEWHERE = {"security": "security.md", "templates": "templates.md"}
"""Topics that stand beside the manual, since they are also read by themselves."""

PICTURES = "pictures"
"""The folder of the manual's pictures: one of each name for each of :data:`THEMES`."""

THEMES = ("light", "dark")

_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_SIGNS = re.compile(r"[*`#|]|\]\([^)]*\)|!?\[|^- |^\d+\. |-{3,}", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic: ``text`` is Markdown, ``title`` its first heading."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """A line of a topic that has what was looked for; ``heading`` is what it stands under."""

    topic: Topic
    heading: str
    line: str


def manual() -> tuple[Topic, ...]:
    """All topics, in their order."""
    folder = paths.resources() / "help"
    return tuple(
        _topic(name, (folder / _ELSEWHERE.get(name, f"manual/{name}.md")).read_text("utf-8"))
        for name in ORDER
    )


def picture_file(name: str, theme: str) -> Path:
    """Where the manual's picture of that name lies, as it is in that theme."""
    return paths.resources() / "help" / "manual" / PICTURES / theme / name


def search(topics: Sequence[Topic], wanted: str) -> tuple[Found, ...]:
    """The lines that have every word of ``wanted``; those under a heading that has them first."""
    words = wanted.casefold().split()
    if not words:
        return ()
    found = []
    for topic in topics:
        heading = topic.title
        for raw in topic.text.splitlines():
            named = _HEADING.match(raw)
            heading = named[1] if named else heading
            line = plain(raw)
            here = f"{heading} {line}".casefold()
            if line and all(word in here for word in words):
                ahead = all(word in heading.casefold() for word in words)
                found.append((not ahead, Found(topic, heading, line)))
    found.sort(key=lambda one: one[0])
    seen: set[tuple[str, str]] = set()
    kept = []
    for _, one in found:
        if (one.topic.id, one.heading) not in seen:
            seen.add((one.topic.id, one.heading))
            kept.append(one)
    return tuple(kept)


def plain(line: str) -> str:
    """A line of Markdown without its signs."""
    return " ".join(_SIGNS.sub(" ", line).split())


def _topic(name: str, text: str) -> Topic:
    heading = _HEADING.search(text)
    return Topic(name, heading[1] if heading else name, text)
