"""Which notice it is, asked by what a person knows: year, trade, place, employer.

A notice is put aside only by what it says itself; where it says nothing (通知未写) it stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.domain.notice import Notice
from desktop.domain.operations.fields import Choice
from desktop.domain.vocabulary import PREFECTURES, UNIT_KINDS
from desktop.language import tr


@dataclass(frozen=True, slots=True)
class Known:
    """What has been answered so far; "" where it has not."""

    year: str = ""
    trade: str = ""
    place: str = ""
    employer: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask: ``field`` of :class:`Known`, in words, with its answers."""

    field: str
    label: str
    answers: tuple[str, ...]


def questions(notices: Sequence[Notice]) -> tuple[Question, ...]:
    """The questions by whose answers these notices can be told apart."""
    years = sorted({notice.year for notice in notices}, reverse=True)
    trades = dict.fromkeys(trade for notice in notices for trade in notice.specialties)
    asked = []
    if len(years) > 1:
        asked.append(
            Question("year", tr("哪一年的"), tuple(tr("{year} 年", year=year) for year in years))
        )
    if len({notice.specialties for notice in notices}) > 1:
        asked.append(Question("trade", tr("您的专业"), (*trades, OTHER)))
    if any(notice.region in PREFECTURES for notice in notices) and len(notices) > 1:
        asked.append(Question("place", tr("在哪里工作"), PREFECTURES))
    if any(_employers(notice) for notice in notices) and len(notices) > 1:
        asked.append(Question("employer", tr("单位的性质"), UNIT_KINDS))
    return tuple(asked)


OTHER = tr("别的专业")
"""The answer of whoever's trade no notice names."""


def against(notice: Notice, known: Known) -> tuple[str, ...]:
    """Why it is not this person's, by what the notice says; empty where it may be."""
    return tuple(_against(notice, known))


def _against(notice: Notice, known: Known) -> Iterator[str]:
    if known.year and known.year != tr("{year} 年", year=notice.year):
        yield tr("是 {year} 年的", year=notice.year)
    if known.trade and notice.specialties and known.trade not in notice.specialties:
        yield tr("只写了{specialties}专业", specialties="、".join(notice.specialties))
    if known.place and notice.region in PREFECTURES and known.place != notice.region:
        yield tr("只在{region}", region=notice.region)
    employers = _employers(notice)
    if known.employer and employers and known.employer not in employers:
        yield tr("只给{employers}", employers="、".join(employers))


def _employers(notice: Notice) -> tuple[str, ...]:
    """The kinds of units whose people may apply; empty where the notice names none."""
    for rule in notice.rules:
        check = rule.check
        if isinstance(check, Choice) and check.field == "unit.kind" and rule.severity == "block":
            return check.one_of
    return ()
