"""The case as it is typed into the platform: columns in the notice's order, every value ready.

Which part stands in which column is the notice's word (``Column.holds``). What it gives no column
to comes before them under its own head, said to be 通知未写; nothing is left out, nothing invented.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

from desktop.app.pages.asked import Asked, asked
from desktop.app.pages.form import Field, digest
from desktop.app.platform import held
from desktop.app.platform.uploads import Upload, uploads
from desktop.domain import wordcount
from desktop.domain.case import Case
from desktop.domain.change import get
from desktop.domain.lacking import present
from desktop.domain.notice import Notice
from desktop.domain.operations.fields import FilledOrNone
from desktop.domain.terms import Held
from desktop.domain.vocabulary import ACHIEVEMENT_TYPES

NONE = "无"

_EMPTY = ("", None, ())


@dataclass(frozen=True, slots=True)
class Item:
    """One value to type in: ``key`` is its path, ``about`` the entry it belongs to.

    ``none``: nothing stands in the case, and the notice wants 无 written there.
    """

    key: str
    label: str
    value: str
    about: str = ""
    none: bool = False

    @property
    def mark(self) -> str:
        """The same for the same value."""
        return hashlib.sha256(self.value.encode()).hexdigest()[:16]

    @property
    def called(self) -> str:
        """Its label, with the entry it belongs to."""
        return f"{self.about} · {self.label}" if self.about else self.label


@dataclass(frozen=True, slots=True)
class Group:
    """Values typed in together: a part of the case, or one entry of a list.

    ``open`` are labels and paths of what should be there and is not yet, ``left_out`` the labels
    of what may stay empty.
    """

    title: str
    items: tuple[Item, ...]
    open: tuple[tuple[str, str], ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlatformColumn:
    """A column: ``number`` as the packet's folders have it, 0 where the notice names none.

    ``quote`` is a sentence of the notice at ``clause``, ``said`` what is to be known of it besides.
    """

    key: str
    number: int
    title: str
    clause: str = ""
    quote: str = ""
    hint: str = ""
    said: str = ""
    groups: tuple[Group, ...] = ()
    uploads: tuple[Upload, ...] = field(default=())

    @property
    def items(self) -> tuple[Item, ...]:
        """Every value of it, in order."""
        return tuple(item for group in self.groups for item in group.items)

    @property
    def open(self) -> tuple[tuple[str, str], ...]:
        """Labels and paths of everything that should be there and is not yet."""
        return tuple(one for group in self.groups for one in group.open)


def sheet(case: Case, notice: Notice) -> tuple[PlatformColumn, ...]:
    """Every column with something in it or something to say, in order."""
    case = present(case)
    maker = _Maker(case, notice)
    files = uploads(case, notice)
    found = [*maker.before()]
    for number, column in enumerate(notice.columns, 1):
        groups = [g for part in column.holds for g in maker.groups(part, column.types)]
        found.append(
            PlatformColumn(
                column.id,
                number,
                column.title,
                column.clause,
                _quote(notice, column.clause),
                column.hint,
                "" if column.holds else "这一栏只传文件。",
                tuple(groups),
                files.get(column.id, ()),
            )
        )
    return tuple(found)


def _quote(notice: Notice, clause: str) -> str:
    """The first sentence a rule quotes from that clause; "" where none does."""
    return next((r.quote for r in notice.rules if clause and r.clause == clause and r.quote), "")


class _Maker:
    """Makes the groups of one case under one notice."""

    def __init__(self, case: Case, notice: Notice) -> None:
        self._case = case
        self._notice = notice
        self._wanted: Asked = asked(notice)
        self._none = any(isinstance(rule.check, FilledOrNone) for rule in notice.rules)

    def before(self) -> Iterator[PlatformColumn]:
        """What is chosen first, then what the notice has no column for."""
        chosen = [group for part in held.CHOSEN for group in self.groups(part, ())]
        said = "建申请书时在平台上选的。先后是本程序的，以平台上看到的为准。"
        yield PlatformColumn("chosen", 0, "申报时先选", said=said, groups=tuple(chosen))
        homeless = tuple(self._homeless())
        if homeless:
            said = "通知没有写这些填在哪一栏。先后是本程序的，以平台上看到的为准。"
            yield PlatformColumn("elsewhere", 0, "没有写明栏目的", said=said, groups=homeless)

    def _homeless(self) -> Iterator[Group]:
        claimed = {part for column in self._notice.columns for part in column.holds}
        for part in get_args(Held):
            if part == "items":
                kinds = self._unclaimed_kinds()
                if kinds and any(item.type in kinds for item in self._case.items):
                    yield from self.groups("items", kinds)
            elif part not in claimed and self._stands(part):
                yield from self.groups(part, ())

    def _stands(self, part: str) -> bool:
        """Whether a part no column holds is there at all; those outside lists are everybody's."""
        if part == "summary":
            return bool(self._case.summary.text)
        return held.section(part) is None or bool(getattr(self._case, part))

    def _unclaimed_kinds(self) -> tuple[str, ...]:
        claimed: set[str] = set()
        for column in self._notice.columns:
            if "items" in column.holds:
                claimed.update(column.types or ACHIEVEMENT_TYPES)
        return tuple(kind for kind in ("", *ACHIEVEMENT_TYPES) if kind not in claimed)

    def groups(self, part: str, types: Sequence[str]) -> Iterator[Group]:
        """The groups of a part; ``types`` narrows 业绩."""
        if part == "summary":
            yield from self._summary()
        elif held.section(part) is not None:
            yield from self._entries(part, types)
        else:
            found = self._group(held.NAMES[part], held.fields(part), "")
            if part == "title" and self._case.title.has is False:
                found = self._nothing("title.has", held.NAMES[part])
            if found.items or found.open or found.left_out:
                yield found

    def _entries(self, part: str, types: Sequence[str]) -> Iterator[Group]:
        section = held.section(part)
        assert section is not None  # noqa: S101 - who calls has looked
        if section.only_if_asked and part not in self._wanted and not getattr(self._case, part):
            return
        entries = [
            entry
            for entry in getattr(self._case, part)
            if part != "items" or not types or entry.type in types
        ]
        for number, entry in enumerate(entries, 1):
            told = digest(entry, section.digest) or f"第 {number} 条"
            yield self._group(told, held.of_entry(part), f"{part}.{entry.id}")
        if not entries:
            title = "、".join(types) if part == "items" and types else section.title
            if part in held.MAY_BE_NONE:
                yield self._nothing(f"{part}:{'、'.join(types)}", title)
            else:
                yield Group(section.title, (), ((section.title, part),))

    def _nothing(self, key: str, title: str) -> Group:
        """There is none: 无 where the notice wants it written, else nothing to type."""
        if self._none:
            return Group(title, (Item(key, title, NONE, none=True),))
        return Group(title, (), left_out=(title,))

    def _group(self, title: str, fields: Iterable[Field], base: str) -> Group:
        items: list[Item] = []
        open_: list[tuple[str, str]] = []
        left_out: list[str] = []
        for one in fields:
            path = f"{base}.{one.path}" if base else one.path
            label, value = one.label.rstrip("？"), get(self._case, path)
            if not one.asked(self._case, self._wanted, base):
                continue
            if value not in _EMPTY:
                items.append(Item(path, label, written(value), title if base else ""))
            elif not one.optional:
                open_.append((label, path))
            elif self._none:
                items.append(Item(path, label, NONE, title if base else "", none=True))
            else:
                left_out.append(label)
        return Group(title, tuple(items), tuple(open_), tuple(left_out))

    def _summary(self) -> Iterator[Group]:
        text = self._case.summary.text
        if not text:
            yield Group(held.NAMES["summary"], (), (("工作总结", "summary.text"),))
            return
        counted = wordcount.count(text)
        label = f"工作总结（{counted.low} 字）"
        yield Group(held.NAMES["summary"], (Item("summary.text", label, text),))


def written(value: Any) -> str:
    """``value`` as it is typed in."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    return str(value)
