"""What helps the unit with 公示: the days, the prescribed opinion, the facts to write about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from desktop.app.publicity.group_days import counted, spoken
from desktop.domain import moments
from desktop.domain.case import Achievement, Case
from desktop.domain.derived import (
    latest_publicity_start,
    publicity_days,
    publicity_end,
)
from desktop.domain.lacking import present
from desktop.domain.notice import Notice
from desktop.domain.operations import PublicityContents
from desktop.domain.wording import places

YEARS = 5
"""公示 describes the last five years where the notice's template says so (近五年)."""

_FIVE = "近五年"

PUBLICITY = "publicity"
"""The kind of the posted 公示 among the notice's documents."""

_TYPES = ("科研能力", "实践能力", "业绩成果", "工作成果文件")


@dataclass(frozen=True, slots=True)
class Period:
    """The days of 公示 in sentences; ``end`` is the last day that is right by either count."""

    sentences: tuple[str, ...]
    end: str = ""
    workdays: int | None = None


def period(case: Case, notice: Notice) -> Period:
    """What follows from the dates of 公示 and the notice's deadline."""
    pub, wanted = case.pub, notice.publicity_workdays
    said: list[str] = []
    end = ""
    first = moments.day(pub.start)
    if wanted is None:
        said.append("公示几天，通知未写；多少天由单位定，可以问受理部门。")
    if wanted is not None and first is not None:
        found = publicity_end(pub.start, notice.calendar, wanted)
        if found is None:
            said.append("缺这一年的放假安排，结束日期算不出来，请人工核对。")
        else:
            end = found.day.isoformat()
            said.append(f"从{spoken(first)}开始：{counted(found, wanted)}")
    days = publicity_days(pub.start, pub.end, notice.calendar)
    if days is not None:
        said.append(
            f"现在填的起止：首日不计 {days.workdays} 个工作日，"
            f"首日计入 {days.workdays_with_first} 个，一共 {days.days} 天。"
        )
    latest = latest_publicity_start(notice)
    if latest is not None:
        said.append(f"最迟要从{spoken(latest)}开始，才来得及在网上申报截止前出公示结果。")
    return Period(tuple(said), end, days.workdays if days is not None else None)


def days_told(case: Case, notice: Notice) -> str:
    """The two numbers 公示结果 may state; which one is meant the template leaves open."""
    days = publicity_days(case.pub.start, case.pub.end, notice.calendar)
    if days is None or not _states(notice, "days"):
        return ""
    return (
        f"按现在的起止日期：{days.workdays} 个工作日，一共 {days.days} 天。"
        "模板只写“xx 天”，填哪个数由单位定。"
    )


def wanted(notice: Notice) -> tuple[str, ...]:
    """What the notice wants of the posted 公示: what it says, who signs; what it leaves unsaid."""
    items = tuple(
        dict.fromkeys(
            item
            for rule in notice.rules
            if isinstance(rule.check, PublicityContents)
            for item in rule.check.items
        )
    )
    said = [f"公示里要写到：{'、'.join(items)}。" if items else "公示写什么，通知未写。"]
    terms = next((terms for terms in notice.documents if terms.kind == PUBLICITY), None)
    if terms is not None:
        signed = [f"{who}签字" for who in terms.sign] + (["盖公章"] if terms.seal else [])
        said.append(f"公示要{'、'.join(signed)}。" if signed else "由谁签字、盖不盖章，通知未写。")
    return tuple(said)


def _states(notice: Notice, place: str) -> bool:
    """Whether a text of the notice's documents states that place."""
    texts = (*notice.wording.values(), *notice.drafts.values())
    return any(place in places(text) for text in texts)


def years_told(notice: Notice) -> str:
    """Of what time the 公示 tells: that of the template, else since the title (任现职以来)."""
    return "近五年" if _FIVE in notice.text else "任现职以来"


def achievement_facts(case: Case, notice: Notice, now: datetime) -> tuple[str, ...]:
    """What was entered about the work of that time, a line each, as entered.

    Facts to build a text from, no text: what they amounted to only the unit can say.
    """
    since = moments.month(case.title.obtained) or 0
    if _FIVE in notice.text:
        until = moments.day(case.pub.start) or moments.beijing(now).date()
        since = (until.year - YEARS) * 12 + until.month - 1
    return tuple(
        _fact(item)
        for item in present(case).items
        if item.type in _TYPES and item.title and _recent(item, since)
    )


def _recent(item: Achievement, since: int) -> bool:
    when = moments.month(item.date) or moments.month(item.start)
    return when is None or when >= since


def _fact(item: Achievement) -> str:
    return "，".join(_parts(item)) + "。"


def _parts(item: Achievement) -> Iterator[str]:
    dates = [text for text in (item.start, item.date) if text]
    if dates:
        yield "至".join(moments.chinese_month(text) or text for text in dict.fromkeys(dates))
    yield item.title.rstrip("。")
    for name, text in (("本人作用", item.role), ("工作量", item.workload), ("", item.intro)):
        if text.strip():
            yield (f"{name}：" if name else "") + text.strip().rstrip("。")


def added(text: str, facts: tuple[str, ...]) -> str:
    """``text`` with those facts behind it that it does not hold yet; nothing of it is changed."""
    new = [fact for fact in facts if fact not in text]
    return "\n".join([*([text.rstrip()] if text.strip() else []), *new])
