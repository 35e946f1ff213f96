"""What judging a case comes to, in the few numbers a table shows, and until when that holds."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple

from desktop import __version__
from desktop.app.applicants import pinyin, standing
from desktop.app.applicants.standing import Status
from desktop.app.findings.progress import progress, state
from desktop.app.pages import page_of
from desktop.app.places import missing
from desktop.domain import derived, moments
from desktop.domain.case import Case
from desktop.domain.finding import Finding
from desktop.domain.notice import Notice

_TRIED_AGAIN = 600
"""Seconds."""

FORM = 6
"""Counted up with whatever changes a digest's shape or how it is made."""


class Digest(NamedTuple):
    """One case as it was judged: ``key`` names the versions judged.

    It holds from ``since`` until ``until``, in seconds since 1970; the latter is the first moment
    at which it may not. ``deadline`` is an ISO moment or ``""``. ``page`` and ``path``
    are where its first fault is put right; ``letters`` is how the name is read (see
    :func:`pinyin.readings`), ``trouble`` why it could not be judged.
    """

    key: str
    since: float
    until: float
    notice: str = ""
    share: float = 0.0
    fix: int = 0
    missing: int = 0
    deadline: str = ""
    deadline_word: str = ""
    status: str = Status.CLOSED
    page: str = ""
    path: str = ""
    remarks: int = 0
    letters: str = ""
    trouble: str = ""


def digest(
    key: str,
    case: Case,
    notice: Notice,
    findings: Sequence[Finding],
    now: datetime,
    *,
    received: bool,
    came_since: bool = False,
    given: Collection[str] = (),
) -> Digest:
    """The digest of ``case`` with its ``findings`` at ``now``.

    ``received`` and ``came_since`` are what :func:`standing.status` asks for, ``given`` what
    :func:`progress` does.
    """
    counts = progress(findings, frozenset(tick.rule for tick in case.ticks), given)
    due = standing.due(case, notice)
    page, path = first_fault(findings, notice)
    since, until = _span(case, notice, now)
    return Digest(
        key=key,
        since=since,
        until=until,
        notice=notice.short_title,
        share=counts.share,
        fix=counts.fix,
        missing=missing(case, notice, findings),
        deadline=due.at.isoformat() if due else "",
        deadline_word=due.word if due else "",
        status=standing.status(case, findings, now, received=received, came_since=came_since),
        page=page,
        path=path,
        remarks=standing.open_remarks(case),
        letters=pinyin.readings(case.person.name),
    )


def closed(key: str, now: datetime, name: str, trouble: str) -> Digest:
    """The digest of a case nobody can judge, and why: for a while, since that may be mended."""
    since = now.timestamp()
    return Digest(key, since, since + _TRIED_AGAIN, letters=pinyin.readings(name), trouble=trouble)


def first_fault(findings: Sequence[Finding], notice: Notice) -> tuple[str, str]:
    """Page and place of the first mistake, else of the first gap, else of what is to be done."""
    worst = min(findings, key=_rank, default=None)
    return place(worst, notice) if worst is not None and _rank(worst) < _RIGHT else ("", "")


_RIGHT = 3


def _rank(finding: Finding) -> int:
    """What is wrong before what is not there, that before what is only not confirmed."""
    if state(finding) == "fix":
        return int(finding.reason == "empty")
    return 2 if state(finding) == "open" else _RIGHT


def place(finding: Finding, notice: Notice) -> tuple[str, str]:
    """Page and place where a finding is put right: its tick, its slot, the field that fails."""
    if finding.reason == "not_confirmed":
        return finding.page, f"rule:{finding.rule}"
    if finding.slot:
        return "attachments", f"slot:{finding.slot}"
    path = next(iter(finding.evidence), "")
    return page_of(path, notice) or finding.page, path


def written(digests: Mapping[str, Digest]) -> bytes:
    """Digests by case as they are kept."""
    head = {"program": __version__, "form": FORM, "cases": digests}
    said = json.dumps(head, ensure_ascii=False, separators=(",", ":"))
    # A place may name an entry by what somebody else's program called it.
    return said.encode("utf-8", "surrogatepass")


def read(body: bytes | None) -> dict[str, Digest]:
    """The same; none where they are of another program, or nothing was kept."""
    if body is None:
        return {}
    try:
        said: Any = json.loads(body)
        if (said["program"], said["form"]) != (__version__, FORM):
            return {}
        found = ((case_id, Digest(*values)) for case_id, values in said["cases"].items())
        return {case_id: one for case_id, one in found if one.status in _WORDS}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


_WORDS = frozenset(str(status) for status in Status)


def _span(case: Case, notice: Notice, now: datetime) -> tuple[float, float]:
    """From when until when time alone changes nothing of what was found; seconds since 1970.

    From, too: a clock that was wrong may be set back.
    """
    turns = [at.timestamp() for at in (*_midnights(now), *_turns(case, notice))]
    moment = now.timestamp()
    return max(at for at in turns if at <= moment), min(at for at in turns if at > moment)


def _turns(case: Case, notice: Notice) -> Iterator[datetime]:
    """When a window opens or closes, or a return's term ends."""
    for window in notice.deadlines:
        for text in (window.start, window.end):
            found = moments.instant(text or "")
            if found is not None:
                yield found.first
                yield found.last + timedelta(microseconds=1)
    term = derived.return_due(case, notice)
    if term is not None:
        yield term.earliest + timedelta(microseconds=1)


def _midnights(now: datetime) -> tuple[datetime, datetime]:
    """How the day of ``now`` begins and ends, in Beijing."""
    today = moments.beijing(now).date()
    first = datetime.combine(today, time.min, moments.BEIJING)
    return first, first + timedelta(days=1)
