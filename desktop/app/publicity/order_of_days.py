"""The order of a case's days: 审核 ≤ 公示开始 < 公示结束 < 公示结果 ≤ 推荐意见 ≤ 提交.

Days are compared, hours are not: a case checked at noon may be posted that afternoon. What is not
filled in, or cannot be read, breaks nothing; the days on both sides of it are held together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from desktop.domain import moments
from desktop.domain.case import Case
from desktop.domain.notice import Notice
from desktop.domain.operations import DateOrder
from desktop.language import tr

RESULT = "result"
"""The kind of 公示结果 among a notice's documents."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A day that comes too early: what it is to be put right by, in a sentence.

    ``path`` is the later step's field, ``other`` that of the earlier. Where the notice says it
    itself, ``clause`` and ``quote`` tell where. ``firm`` is False where its own order differs
    (公示 after the platform's check): then it is only pointed out.
    """

    sentence: str
    path: str
    other: str
    firm: bool = True
    clause: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class _Step:
    place: int
    name: str
    path: str
    day: date


def order_of_days(case: Case, notice: Notice) -> tuple[str, ...]:
    """A sentence for whatever breaks the order; none where all is well."""
    return tuple(breach.sentence for breach in breaches(case, notice))


def breaches(case: Case, notice: Notice) -> tuple[Breach, ...]:
    """Whatever breaks the order, each with the two fields it is about."""
    return tuple(
        _breach(before, after, notice)
        for before, after in pairwise(_steps(case))
        if after.day < before.day or (after.day == before.day and _later(before, after))
    )


_NAMES = (
    tr("单位审核"),
    tr("公示开始"),
    tr("公示结束"),
    tr("公示结果"),
    tr("推荐意见"),
    tr("提交"),
)
_STRICT = frozenset({2, 3})
"""公示 ends after the day it begins on, and its result is dated after the day it ends on."""


def _steps(case: Case) -> Iterator[_Step]:
    pub = case.pub
    told = (
        ("unit_audit.at", case.unit_audit.at),
        ("pub.start", pub.start),
        ("pub.end", pub.end),
        ("pub.result_date", pub.result_date),
        ("pub.recommend_date", pub.recommend_date),
        _submitted(case),
    )
    for place, (path, text) in enumerate(told):
        found = moments.instant(text)
        if found is not None:
            yield _Step(place, _NAMES[place], path, found.first.date())


def _later(before: _Step, after: _Step) -> bool:
    """Whether the one has to be later than the other, not only no earlier.

    A step between them that is not filled in takes its day all the same.
    """
    return any(place in _STRICT for place in range(before.place + 1, after.place + 1))


def _submitted(case: Case) -> tuple[str, str]:
    """The last submission, with its path: one that came back is made good by the next."""
    track = case.track
    told = [("track.first_submit_at", track.first_submit_at)]
    told += [(f"track.submits.{entry.id}.at", entry.at) for entry in track.submits]
    known = [(at.first, path, text) for path, text in told if (at := moments.instant(text))]
    return max(known)[1:] if known else told[0]


def _breach(before: _Step, after: _Step, notice: Notice) -> Breach:
    must = tr("必须晚于") if _later(before, after) else tr("不能早于")
    firm = after.name != tr("提交") or _uploaded(notice)
    said = (
        f"{after.name}（{_day(after.day)}）{must}{before.name}（{_day(before.day)}）。"
        if firm
        else tr(
            "{after}（{after_day}）早于{before}（{before_day}）；"
            "这个通知把公示写在网上审核通过之后，只作提醒。",
            after=after.name,
            after_day=_day(after.day),
            before=before.name,
            before_day=_day(before.day),
        )
    )
    rule = next(
        (
            rule
            for rule in notice.rules
            if isinstance(rule.check, DateOrder)
            and (rule.check.first, rule.check.then) == (before.path, after.path)
        ),
        None,
    )
    clause, quote = (rule.clause, rule.quote) if rule is not None else ("", "")
    return Breach(said, after.path, before.path, firm, clause, quote)


def _uploaded(notice: Notice) -> bool:
    """Whether 公示结果 is uploaded with the application: then it has to be there before that."""
    return any(terms.kind == RESULT and terms.slot for terms in notice.documents)


def _day(day: date) -> str:
    return tr("{year}年{month}月{day}日", year=day.year, month=day.month, day=day.day)
