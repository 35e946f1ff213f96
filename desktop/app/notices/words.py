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

UNSAID = "通知未写"

MASKED = {
    "name": "本人姓名",
    "unit": "工作单位",
    "idno": "身份证号",
    "seal": "工作单位公章",
    "photo": "本人照片",
    "eyes": "本人照片眼部",
}

COUNTED = {
    "applicant": "按申报人提交的总次数算",
    "committee": "按提交到评委会的次数算，含第一次",
    "platform": "平台限定的提交次数",
}

_MODES = {
    "print": "打印",
    "copy": "照范本手抄",
    "form": "填表",
    "never": "平台生成，不要自己做",
}

_DAY_EDGES: dict[Edge, str] = {
    "incl": "（含当日）",
    "excl": "前（不含当日）",
    "ambiguous": f"前（当日算不算，{UNSAID}）",
}
_HOUR_EDGES: dict[Edge, str] = {
    "incl": "",
    "excl": " 前（不含这一刻）",
    "ambiguous": f" 前（这一刻算不算，{UNSAID}）",
}

_FROM = {"work": "参加工作当年", "title": "取得现职称当年", "after_title": "取得现职称的次年"}


def moment(text: str) -> str:
    """A day or a moment as it is read: 2024 年 7 月 30 日 20:00."""
    day, _, time = text.partition("T")
    when = moments.day(day)
    if when is None:
        return text
    return f"{when.year} 年 {when.month} 月 {when.day} 日" + (f" {time}" if time else "")


def span(deadline: Deadline) -> str:
    """From–to, with what the last day itself is worth."""
    if deadline.start and deadline.end:
        first, last = moments.day(deadline.start), moments.day(deadline.end)
        start = moment(deadline.start)
        if first and last and first.year == last.year:
            return f"{start}至 {last.month} 月 {last.day} 日{_edge(deadline)}"
        return f"{start}至 {moment(deadline.end)}{_edge(deadline)}"
    if deadline.end:
        till = f"{moment(deadline.end)}{_edge(deadline)}"
        if deadline.edge == "incl":
            till = f"截至 {till}"
        return f"{till}；什么时候开始，{UNSAID}"
    if deadline.start:
        return f"{moment(deadline.start)}开始；什么时候截止，{UNSAID}"
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
    return "、".join(notice.levels) + ("" if named else "（通知没有逐一写出）")


def years(named: Years, notice: Notice) -> str:
    """The years a term names; years the notice itself does not write are told to be inferred."""
    if isinstance(named, YearSpan):
        start, last = named.start, absolute(named.end, notice)
        first = absolute(start, notice) if isinstance(start, int) else None
        told = f"{first}—{last}" if first else f"{_FROM[str(start)]}至 {last}"
    else:
        found = tuple(absolute(year, notice) for year in named)
        first, last, told = found[0], found[-1], _runs(found)
    written = all(str(year) in notice.text for year in (first, last) if year)
    return f"{told} 年" + ("" if written else "（通知没有写明是哪几年，按通知年度推算）")


def _runs(named: tuple[int, ...]) -> str:
    run = len(named) > 2 and all(b - a == 1 for a, b in pairwise(named))
    return f"{named[0]}—{named[-1]}" if run else "、".join(str(year) for year in named)


def count(low: int | None, high: int | None) -> str:
    """How many 字."""
    if low and high:
        return f"{low}—{high} 字"
    if high:
        return f"不超过 {high} 字；最少多少，{UNSAID}"
    if low:
        return f"不少于 {low} 字；最多多少，{UNSAID}"
    return UNSAID


def exemption(terms: Exemption, *, listed: bool) -> str:
    """Who needs no certificates, and for how long; whom the notice names, or does not."""
    lasts = "相应年度" if terms.lasts == "years" else "全部年度"
    since = "任现职以来" if terms.since_title else ""
    whom = f"{since}{'、'.join(terms.service)}"
    return (
        f"{whom}的，免{lasts}"
        if listed
        else f"符合条件的可以免；哪些人算，{UNSAID}（提示按：{whom}）"
    )


def document(terms: DocumentTerms) -> str:
    """How a document comes about, who signs it, how many."""
    if terms.mode == "never":
        return _MODES["never"]
    parts = [_making(terms)]
    if terms.applies_when != "always":
        parts.append("只有部分人需要")
    parts.append(f"{terms.copies} 份" if terms.copies else f"份数{UNSAID}")
    if terms.draft:
        parts.append("通知没有给出全部文字，缺的由本软件拟稿，可以改")
    if terms.borrowed:
        parts.append(f"通知只提到名称，式样借自{terms.borrowed}")
    return "；".join(parts)


def _making(terms: DocumentTerms) -> str:
    if terms.mode == "print" and terms.written_into:
        return f"复制到{terms.written_into}填写，不用打印"
    mode = "全部手写" if terms.all_by_hand else _MODES[terms.mode]
    if terms.written_into:
        mode += f"，写在{terms.written_into}"
    marks = [f"{'、'.join(terms.sign)}签字"] if terms.sign else []
    marks += ["按手印"] if terms.fingerprint else []
    marks += ["盖公章"] if terms.seal else []
    if terms.mode == "print" and marks:
        return f"{mode}后{'，'.join(marks)}"
    return "，".join([mode, *marks])


def paper(terms: PaperTerms) -> str:
    """How many originals and copies are handed in, and on what paper."""
    kinds = ((terms.originals, "原件"), (terms.copies, "复印件"))
    if terms.originals is None and terms.copies is None:
        counts = f"份数{UNSAID}"
    else:
        counts = "，".join(_sheets(number, kind) for number, kind in kinds)
    rest = [terms.size, "双面打印" if terms.duplex else "单面打印" if terms.duplex is False else ""]
    return "；".join(part for part in (counts, *rest) if part)


def _sheets(number: int | None, kind: str) -> str:
    if number is None:
        return f"{kind}{UNSAID}"
    return f"{kind} {number} 份" if number else f"不要{kind}"
