"""Everything the applicant has filled in, in the order of the pages, as a printed form would read.

What the checklist misses stands there as 还没填; what else is empty is gathered in one line.
Nothing is judged here: the sentences are the checklist's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop.app.findings.problems import NONE, Problem, problems
from desktop.app.pages import PAGES
from desktop.app.pages.asked import Asked, asked
from desktop.app.pages.form import Field, Kind, ListSection, Page, Section, digest, resolve
from desktop.app.places import columns
from desktop.domain import moments
from desktop.domain.case import Case
from desktop.domain.change import get
from desktop.domain.finding import Finding
from desktop.domain.lacking import present
from desktop.domain.notice import Notice
from desktop.domain.vocabulary import NOW
from desktop.domain.wordcount import count

LEFT_OUT = frozenset({"finish"})
"""A page nobody prints: what happened afterwards."""

_EMPTY = ("", None, ())


@dataclass(frozen=True, slots=True)
class Line:
    """One answer: ``path`` is where it is put right, ``problem`` what the checklist says of it."""

    path: str
    label: str
    value: str
    problem: Problem = NONE


@dataclass(frozen=True, slots=True)
class Block:
    """A card's worth of lines; ``empty`` are the labels of what may stay empty, and does."""

    title: str
    lines: tuple[Line, ...]
    empty: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """The blocks of a wizard page."""

    page: str
    title: str
    blocks: tuple[Block, ...] = field(default=())

    def only_open(self) -> Part:
        """What is left to look at: lines that are empty or have something said of them."""
        kept = (
            Block(block.title, tuple(one for one in block.lines if is_open(one)))
            for block in self.blocks
        )
        return Part(self.page, self.title, tuple(block for block in kept if block.lines))


def is_open(line: Line) -> bool:
    """Whether there is something to do at that line."""
    return not line.value or bool(line.problem.sentence)


def form(case: Case, notice: Notice, findings: Sequence[Finding]) -> tuple[Part, ...]:
    """The whole form; parts that have nothing to read are left out."""
    case = present(case)
    reader = _Reader(case, notice, problems(findings))
    found = []
    for page in PAGES:
        if page.id in LEFT_OUT:
            continue
        blocks = [*reader.page(page)]
        if page.id == "summary":
            blocks = [*reader.summary(), *blocks]
        elif page.id == "attachments":
            blocks = [*reader.attachments(findings), *blocks]
        kept = tuple(block for block in blocks if block.lines or block.empty)
        if kept:
            found.append(Part(page.id, page.title, kept))
    return tuple(found)


class _Reader:
    """Reads one case under one notice."""

    def __init__(self, case: Case, notice: Notice, said: Mapping[str, Problem]) -> None:
        self._case, self._notice, self._said = case, notice, said
        self._wanted: Asked = asked(notice)

    def page(self, page: Page) -> Iterator[Block]:
        for section in page.sections:
            if not section.asked(self._case, self._wanted):
                continue
            if isinstance(section, Section):
                yield self._block(section.title, section.fields, "")
            else:
                yield from self._entries(section, "")

    def summary(self) -> Iterator[Block]:
        text = self._case.summary.text.strip()
        if text or "summary.text" in self._said:
            label = f"正文（{count(text).high} 字）" if text else "正文"
            yield Block("工作总结", (self._line("summary.text", label, text),))

    def attachments(self, findings: Sequence[Finding]) -> Iterator[Block]:
        for column in columns(self._case, self._notice, findings):
            lines = []
            for place in column.slots:
                if not place.files and place.standing != "must":
                    continue
                lacking = [spot.label for group in place.groups for spot in group.missing]
                said = Problem(f"还差 {'、'.join(lacking)}。") if lacking and place.files else NONE
                told = f"{place.files} 个文件" if place.files else ""
                lines.append(Line(f"slot:{place.slot.id}", place.slot.title, told, said))
            yield Block(column.column.title, tuple(lines))

    def _entries(self, section: ListSection, base: str) -> Iterator[Block]:
        path = resolve(section.path, base)
        entries = get(self._case, path)
        if not entries and path in self._said:
            yield Block(section.title, (self._line(path, section.title, ""),))
        for number, entry in enumerate(entries, 1):
            about = digest(entry, section.digest)
            title = f"{section.noun} {number}" + (f"　{about}" if about else "")
            at = f"{path}.{entry.id}"
            fields = [one for one in section.fields if isinstance(one, Field)]
            yield self._block(title, fields, at)
            for inner in section.fields:
                if isinstance(inner, ListSection) and inner.asked(self._case, self._wanted, at):
                    yield from self._entries(inner, at)

    def _block(self, title: str, fields: Sequence[Field], base: str) -> Block:
        lines, empty = [], []
        for one in fields:
            if not one.asked(self._case, self._wanted, base):
                continue
            path = resolve(one.path, base)
            value = get(self._case, path)
            label = one.label.rstrip("？")
            if value in _EMPTY and path not in self._said:
                empty.append(label)
            else:
                shown = "" if value in _EMPTY else f"{written(value, one.kind)}{one.unit}"
                lines.append(self._line(path, label, shown))
        return Block(title, tuple(lines), tuple(empty))

    def _line(self, path: str, label: str, value: str) -> Line:
        return Line(path, label, value, self._said.get(path, NONE))


def written(value: Any, kind: Kind) -> str:
    """``value`` as it stands on paper."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "、".join(written(one, "month" if kind == "months" else kind) for one in value)
    if kind in ("month", "month_open", "day"):
        return _dated(str(value))
    if kind == "moment":
        at = moments.instant(str(value))
        return f"{at.first:%Y-%m-%d %H:%M}" if at is not None and not at.is_day else str(value)
    return str(value)


def _dated(value: str) -> str:
    """2019-07 as 2019年7月, 2019-07-01 as 2019年7月1日."""
    if value == NOW:
        return NOW
    names = ("年", "月", "日")
    numbers = value.split("-")
    if not all(one.isdigit() for one in numbers) or len(numbers) > len(names):
        return value
    return "".join(f"{int(n)}{name}" for n, name in zip(numbers, names, strict=False))
