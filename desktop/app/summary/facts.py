"""What the case itself says, as short pieces to put into the 工作总结: dates, roles, quantities.

They are facts, never sentences: the text is the applicant's own. Nothing that names the applicant
or the unit is offered where the notice forbids it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desktop.domain.case import Achievement, Case
from desktop.domain.identity import mentions
from desktop.domain.lacking import present
from desktop.domain.terms import SummaryTerms
from desktop.domain.vocabulary import NOW

_QUANTITY = re.compile(r"[^，。；、！？\s]*\d[^，。；！？\s]*")
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Facts:
    """The pieces one part of the case has to offer."""

    title: str
    pieces: tuple[str, ...]


def facts(case: Case, terms: SummaryTerms) -> tuple[Facts, ...]:
    """What can be offered, in the order of the steps; parts that have nothing are left out."""
    found, case = [], present(case)
    for title, pieces in _SOURCES.items():
        kept = dict.fromkeys(
            piece
            for piece in pieces(case)
            if piece and (terms.identity_allowed or not any(mentions(piece, case)))
        )
        if kept:
            found.append(Facts(title, tuple(kept)))
    return tuple(found)


def _month(value: str) -> str:
    """2019-07(-01) as 2019年7月."""
    if value == NOW:
        return "今"
    found = re.match(r"(\d{4})-(\d{2})", value)
    return f"{found[1]}年{int(found[2])}月" if found else ""


def _span(start: str, end: str) -> str:
    begun, ended = _month(start), _month(end)
    return f"{begun}至{ended}" if begun and ended else begun or ended


def _joined(*parts: str) -> str:
    return "，".join(part for part in parts if part)


def _education(case: Case) -> Iterator[str]:
    for one in case.edu:
        course = " ".join(filter(None, (one.school, one.major, one.level)))
        yield _joined(_month(one.end), course)


def _title(case: Case) -> Iterator[str]:
    if case.title.name:
        yield _joined(_month(case.title.obtained), f"取得{case.title.name}资格")
    for one in case.quals:
        yield _joined(_month(one.date), one.name)


def _work(case: Case) -> Iterator[str]:
    for one in case.work:
        yield _joined(_span(one.start, one.end), one.post)
    for service in case.service:
        yield _joined(_span(service.start, service.end), service.kind, service.place)


def _achievements(case: Case) -> Iterator[str]:
    for one in case.items:
        yield _joined(_when(one), f"《{one.title}》" if one.title else "", one.role, one.workload)
        for found in _QUANTITY.findall(one.intro):
            if 2 < len(found) <= _LONGEST:
                yield found


def _when(one: Achievement) -> str:
    return _span(one.start, one.date) if one.start else _month(one.date)


def _training(case: Case) -> Iterator[str]:
    for one in sorted(case.ce, key=lambda one: one.year or 0):
        if one.year and one.hours:
            yield f"{one.year}年{one.kind}科目{one.hours}学时"


def _assessment(case: Case) -> Iterator[str]:
    for one in sorted(case.assess, key=lambda one: one.year or 0):
        if one.year and one.grade:
            yield f"{one.year}年度考核{one.grade}"


_SOURCES: dict[str, Callable[[Case], Iterator[str]]] = {
    "学历": _education,
    "职称": _title,
    "工作经历": _work,
    "业绩": _achievements,
    "继续教育": _training,
    "年度考核": _assessment,
}
