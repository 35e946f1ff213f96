"""A row of the table of all applicants, and which of them are shown, in what order."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any, Literal, get_args

from desktop.app.applicants import pinyin
from desktop.app.applicants.digests import Digest
from desktop.app.applicants.standing import Status
from desktop.app.library import CaseRow
from desktop.domain import moments
from desktop.domain.change import Json
from desktop.domain.cleaning import INTERPUNCTS
from desktop.language import tr

Column = Literal[
    "name", "department", "unit", "notice", "apply_type", "level", "specialty", "share", "fix",
    "missing", "deadline", "status", "changed_at",
]  # fmt: skip
"""What the rows can be sorted by."""


@dataclass(frozen=True, slots=True)
class Row:
    """One applicant as the table shows it.

    ``share`` is 0–1, ``fix`` how many things are 需修改, ``missing`` how many attachments;
    ``first_fault`` is page and place of what to put right first. While a case was never judged its
    ``status`` is 待检查, where it cannot be 打不开 with the reason in ``trouble``. Not ``fresh``:
    judged before it, its notice or the day was another.
    """

    case_id: str
    name: str
    department: str
    unit: str
    notice_id: str
    notice: str
    apply_type: str
    level: str
    specialty: str
    share: float
    fix: int
    missing: int
    deadline: datetime | None
    deadline_word: str
    status: Status
    changed_at: datetime
    first_fault: tuple[str, str] | None
    open_remarks: int
    fresh: bool
    id_tail: str = field(repr=False)
    received: bool
    trouble: str = ""
    letters: str = field(default="", repr=False)

    @classmethod
    def of(cls, listed: CaseRow, known: Digest | None, title: str, *, fresh: bool) -> Row:
        """The row of a case and what it was last judged to be.

        ``title`` is that of its notice as far as others know it.
        """
        said = known or _UNSEEN
        return cls(
            case_id=listed.case_id,
            name=listed.name,
            department=listed.department,
            unit=listed.unit,
            notice_id=listed.pack_id,
            notice=said.notice or title or listed.pack_id,
            apply_type=listed.apply_type,
            level=listed.level,
            specialty=listed.specialty,
            share=said.share,
            fix=said.fix,
            missing=said.missing,
            deadline=_moment(said.deadline),
            deadline_word=said.deadline_word,
            status=_STATUS[said.status],
            changed_at=listed.changed_at,
            first_fault=(said.page, said.path) if said.page else None,
            open_remarks=said.remarks,
            fresh=fresh,
            id_tail=listed.id_no[-4:],
            received=listed.received,
            trouble=said.trouble,
            letters=said.letters,
        )


@dataclass(frozen=True, slots=True)
class View:
    """Which rows are shown and in what order; no choice of a kind means all of them.

    ``notices`` are ids. ``text`` is what was typed to search by.
    """

    text: str = ""
    notices: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    only_to_fix: bool = False
    only_missing: bool = False
    sort: Column = "changed_at"
    descending: bool = True

    def written(self) -> Json:
        """The view as JSON."""
        return asdict(self)

    @classmethod
    def read(cls, said: Json) -> View:
        """The view of such JSON; what is missing or unknown is as at first."""
        known: dict[str, Any] = {}
        for one in fields(cls) if isinstance(said, dict) else ():
            value = said.get(one.name)
            if isinstance(one.default, tuple) and isinstance(value, list | tuple):
                known[one.name] = tuple(word for word in value if isinstance(word, str))
            elif type(value) is type(one.default):
                known[one.name] = value
        if known.get("sort") not in get_args(Column):
            known.pop("sort", None)
        return cls(**known)


_UNSEEN = Digest("", 0.0, 0.0, status=Status.UNSEEN)
_STATUS = {str(status): status for status in Status}


@lru_cache(maxsize=256)
def _moment(text: str) -> datetime | None:
    """Of all deadlines there are only a few."""
    return datetime.fromisoformat(text) if text else None


def shown(rows: Sequence[Row], view: View) -> tuple[Row, ...]:
    """The rows of ``view``, in its order; equal ones stay as they were."""
    chosen: Iterable[Row] = rows
    for values, of in (
        (view.notices, lambda row: row.notice_id),
        (view.levels, lambda row: row.level),
        (view.departments, lambda row: row.department),
        (view.statuses, lambda row: row.status),
    ):
        if values:
            chosen = _among(chosen, frozenset(values), of)
    if view.only_to_fix:
        chosen = [row for row in chosen if row.fix]
    if view.only_missing:
        chosen = [row for row in chosen if row.missing]
    words = [_Word.of(word) for word in view.text.split()]
    if words:
        chosen = [row for row in chosen if all(word.found(row) for word in words)]
    return tuple(_sorted(chosen, view))


_TOLD = (
    Status.READY,
    Status.RETURNED,
    Status.DISPUTED,
    Status.POSTED,
    Status.TO_REVIEW,
    Status.CLOSED,
)
"""What is counted above the table, beside everybody: what asks for something to be done."""


def summary(rows: Sequence[Row], now: datetime) -> str:
    """The line above the table: 共 80 人　可提交 56　退回修改 12　距 7月30日 截止还有 6 天."""
    counted = Counter(row.status for row in rows)
    parts = [tr("共 {count} 人", count=len(rows))]
    parts += [f"{status} {counted[status]}" for status in _TOLD if counted[status]]
    ahead = [row.deadline for row in rows if row.deadline is not None and row.deadline >= now]
    if ahead:
        last = moments.beijing(min(ahead))
        days = (last.date() - moments.beijing(now).date()).days
        day = tr("{month}月{day}日", month=last.month, day=last.day)
        parts.append(
            tr("距 {day} 截止还有 {days} 天", day=day, days=days)
            if days
            else tr("{day}（今天）截止", day=day)
        )
    return "　".join(parts)


def _among(rows: Iterable[Row], values: frozenset[str], of: Callable[[Row], str]) -> list[Row]:
    return [row for row in rows if of(row) in values]


def _letters(row: Row) -> str:
    """How the name is read, also of a newcomer nobody has looked at yet."""
    return row.letters or pinyin.readings(row.name)


@dataclass(frozen=True, slots=True)
class _Word:
    """One word that was typed, in the forms it is looked for in."""

    bare: str
    letters: str
    tail: str

    @classmethod
    def of(cls, typed: str) -> _Word:
        bare = _bare(typed)
        letters = bare if re.fullmatch("[a-zü]+", bare) else ""
        number = re.fullmatch(r"\d{17}[\dx]", bare)
        tail = bare[-4:] if number else bare if re.fullmatch(r"\d{2,3}[\dx]", bare) else ""
        return cls(bare, letters.replace("ü", "v"), tail)

    def found(self, row: Row) -> bool:
        if any(self.bare in _bare(text) for text in (row.name, row.department, row.unit)):
            return True
        if self.tail and row.id_tail.lower().endswith(self.tail):
            return True
        return bool(self.letters) and pinyin.found(self.letters, _letters(row))


_BETWEEN = re.compile(rf"[\s{re.escape(INTERPUNCTS)}]+")


@lru_cache(maxsize=16384)
def _bare(text: str) -> str:
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text).casefold())


def _sorted(rows: Iterable[Row], view: View) -> list[Row]:
    key = _ORDER[view.sort]
    placed = [(key(row), row) for row in rows]
    known = [one for one in placed if one[0] is not None]
    known.sort(key=itemgetter(0), reverse=view.descending)
    # What there is nothing to sort by stands last either way.
    return [row for _, row in known] + [row for value, row in placed if value is None]


_LADDER = {"初级": 1, "中级": 2, "高级": 3}
_STATUSES = {status: place for place, status in enumerate(Status)}


def _word(text: str) -> bytes | None:
    """Words in the order of GB 2312, which is that of their sounds for all but rare characters."""
    return text.encode("gb18030", "replace") or None


_ORDER: dict[Column, Callable[[Row], Any]] = {
    "name": lambda row: (pinyin.order(_letters(row)), row.name) if row.name else None,
    "department": lambda row: _word(row.department),
    "unit": lambda row: _word(row.unit),
    "notice": lambda row: _word(row.notice),
    "apply_type": lambda row: _word(row.apply_type),
    "level": lambda row: _LADDER.get(row.level),
    "specialty": lambda row: _word(row.specialty),
    "share": lambda row: row.share,
    "fix": lambda row: row.fix,
    "missing": lambda row: row.missing,
    "deadline": lambda row: row.deadline,
    "status": lambda row: _STATUSES[row.status],
    "changed_at": lambda row: row.changed_at,
}
