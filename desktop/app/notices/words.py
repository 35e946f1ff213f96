"""How the overview of a notice words its dates, years and counts; nothing the notice leaves open.

What the notice does not say is said to be 通知未写 in the very place where one looks for it.
"""

from __future__ import annotations

import re
from itertools import pairwise

from desktop.domain import moments
from desktop.domain.moments import Edge
from desktop.domain.notice import Notice
from desktop.domain.terms import (
    Deadline,
    DocumentTerms,
    Exemption,
    PaperTerms,
    Years,
    YearSpan,
)
from desktop.domain.years import absolute
from desktop.language import tr

UNSAID = tr("通知未写")

MASKED = {
    "name": tr("本人姓名"),
    "unit": tr("工作单位"),
    "idno": tr("身份证号"),
    "seal": tr("工作单位公章"),
    "photo": tr("本人照片"),
    "eyes": tr("本人照片眼部"),
}

COUNTED = {
    "applicant": tr("按申报人提交的总次数算"),
    "committee": tr("按提交到评委会的次数算，含第一次"),
    "platform": tr("平台限定的提交次数"),
}

_MODES = {
    "print": tr("打印"),
    "copy": tr("照范本手抄"),
    "form": tr("填表"),
    "never": tr("平台生成，不要自己做"),
}

_DAY_EDGES: dict[Edge, str] = {
    "incl": tr("（含当日）"),
    "excl": tr("前（不含当日）"),
    "ambiguous": tr("前（当日算不算，{unsaid}）", unsaid=UNSAID),
}
_HOUR_EDGES: dict[Edge, str] = {
    "incl": "",
    "excl": tr(" 前（不含这一刻）"),
    "ambiguous": tr(" 前（这一刻算不算，{unsaid}）", unsaid=UNSAID),
}

_FROM = {
    "work": tr("参加工作当年"),
    "title": tr("取得现职称当年"),
    "after_title": tr("取得现职称的次年"),
}


def moment(text: str) -> str:
    """A day or a moment as it is read: 2024 年 7 月 30 日 20:00."""
    day, _, time = text.partition("T")
    when = moments.day(day)
    if when is None:
        return text
    return tr("{year} 年 {month} 月 {day} 日", year=when.year, month=when.month, day=when.day) + (
        f" {time}" if time else ""
    )


def span(deadline: Deadline) -> str:
    """From–to, with what the last day itself is worth."""
    if deadline.start and deadline.end:
        first, last = moments.day(deadline.start), moments.day(deadline.end)
        start = moment(deadline.start)
        if first and last and first.year == last.year:
            return tr(
                "{start}至 {month} 月 {day} 日{edge}",
                start=start,
                month=last.month,
                day=last.day,
                edge=_edge(deadline),
            )
        return tr(
            "{start}至 {end}{edge}", start=start, end=moment(deadline.end), edge=_edge(deadline)
        )
    if deadline.end:
        till = f"{moment(deadline.end)}{_edge(deadline)}"
        if deadline.edge == "incl":
            till = tr("截至 {till}", till=till)
        return tr("{till}；什么时候开始，{unsaid}", till=till, unsaid=UNSAID)
    if deadline.start:
        return tr(
            "{start}开始；什么时候截止，{unsaid}", start=moment(deadline.start), unsaid=UNSAID
        )
    return UNSAID


def _edge(deadline: Deadline) -> str:
    """What the end counts for: the last day as a whole, or an hour."""
    if moments.day(deadline.end or "") is not None:
        return _DAY_EDGES[deadline.edge]
    return _HOUR_EDGES[deadline.edge]


def levels(notice: Notice) -> str:
    """The levels there are; where the notice does not name each of them, that is told."""
    # 中、初级 names both.
    named = all(re.search(f"{one[:-1]}(、.)*级", notice.text) for one in notice.levels)
    return "、".join(notice.levels) + ("" if named else tr("（通知没有逐一写出）"))


def years(named: Years, notice: Notice) -> str:
    """The years a term names; years the notice itself does not write are told to be inferred."""
    if isinstance(named, YearSpan):
        start, last = named.start, absolute(named.end, notice)
        first = absolute(start, notice) if isinstance(start, int) else None
        told = (
            f"{first}—{last}"
            if first
            else tr("{start}至 {last}", start=_FROM[str(start)], last=last)
        )
    else:
        found = tuple(absolute(year, notice) for year in named)
        first, last, told = found[0], found[-1], _runs(found)
    written = all(str(year) in notice.text for year in (first, last) if year)
    return tr("{told} 年", told=told) + (
        "" if written else tr("（通知没有写明是哪几年，按通知年度推算）")
    )


def _runs(named: tuple[int, ...]) -> str:
    run = len(named) > 2 and all(b - a == 1 for a, b in pairwise(named))
    return f"{named[0]}—{named[-1]}" if run else "、".join(str(year) for year in named)


def count(low: int | None, high: int | None) -> str:
    """How many 字."""
    if low and high:
        return tr("{low}—{high} 字", low=low, high=high)
    if high:
        return tr("不超过 {high} 字；最少多少，{unsaid}", high=high, unsaid=UNSAID)
    if low:
        return tr("不少于 {low} 字；最多多少，{unsaid}", low=low, unsaid=UNSAID)
    return UNSAID


def exemption(terms: Exemption, *, listed: bool) -> str:
    """Who needs no certificates, and for how long; whom the notice names, or does not."""
    lasts = tr("相应年度") if terms.lasts == "years" else tr("全部年度")
    since = tr("任现职以来") if terms.since_title else ""
    whom = f"{since}{'、'.join(terms.service)}"
    return (
        tr("{whom}的，免{lasts}", whom=whom, lasts=lasts)
        if listed
        else tr("符合条件的可以免；哪些人算，{unsaid}（提示按：{whom}）", unsaid=UNSAID, whom=whom)
    )


def document(terms: DocumentTerms) -> str:
    """How a document comes about, who signs it, how many."""
    if terms.mode == "never":
        return _MODES["never"]
    parts = [_making(terms)]
    if terms.applies_when != "always":
        parts.append(tr("只有部分人需要"))
    parts.append(
        tr("{copies} 份", copies=terms.copies)
        if terms.copies
        else tr("份数{unsaid}", unsaid=UNSAID)
    )
    if terms.draft:
        parts.append(tr("通知没有给出全部文字，缺的由本软件拟稿，可以改"))
    if terms.borrowed:
        parts.append(tr("通知只提到名称，式样借自{borrowed}", borrowed=terms.borrowed))
    return "；".join(parts)


def _making(terms: DocumentTerms) -> str:
    if terms.mode == "print" and terms.written_into:
        return tr("复制到{written_into}填写，不用打印", written_into=terms.written_into)
    mode = tr("全部手写") if terms.all_by_hand else _MODES[terms.mode]
    if terms.written_into:
        mode += tr("，写在{written_into}", written_into=terms.written_into)
    marks = [tr("{sign}签字", sign="、".join(terms.sign))] if terms.sign else []
    marks += [tr("按手印")] if terms.fingerprint else []
    marks += [tr("盖公章")] if terms.seal else []
    if terms.mode == "print" and marks:
        return tr("{mode}后{marks}", mode=mode, marks="，".join(marks))
    return "，".join([mode, *marks])


def paper(terms: PaperTerms) -> str:
    """How many originals and copies are handed in, and on what paper."""
    kinds = ((terms.originals, tr("原件")), (terms.copies, tr("复印件")))
    if terms.originals is None and terms.copies is None:
        counts = tr("份数{unsaid}", unsaid=UNSAID)
    else:
        counts = "，".join(_sheets(number, kind) for number, kind in kinds)
    rest = [
        terms.size,
        tr("双面打印") if terms.duplex else tr("单面打印") if terms.duplex is False else "",
    ]
    return "；".join(part for part in (counts, *rest) if part)


def _sheets(number: int | None, kind: str) -> str:
    if number is None:
        return f"{kind}{UNSAID}"
    return (
        tr("{kind} {number} 份", kind=kind, number=number)
        if number
        else tr("不要{kind}", kind=kind)
    )
