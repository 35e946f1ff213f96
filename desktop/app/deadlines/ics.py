"""The dates as an iCalendar file (RFC 5545), for the calendar of a telephone or an office.

A date keeps its UID, so a file read in again, or a newer one, changes what is there and doubles
nothing. Days are whole days, moments are in UTC: no program has to know Beijing's zone. Nobody is
named unless that is chosen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from desktop.app.deadlines.dates import RETURN, Event

NAME = "申报期限.ics"
"""What the file is called where nobody says otherwise."""

_LINE = 75  # octets of a line, its end not counted (RFC 5545, 3.1)
_NAMED = 30
"""How many names a date bears at most; of more their number is told."""

_ALARMS_OF_DAY = ("-P2DT15H", "-PT15H", "PT9H")
"""At nine in the morning: three days before, the day before, on the day."""

_ALARMS_OF_MOMENT = ("-P3D", "-P1D", "-PT3H")
_ALARMS_OF_RETURN = ("-PT24H", "-PT6H", "-PT1H")


def ics(events: Iterable[Event], now: datetime, *, named: bool = False) -> bytes:
    """The file; ``now`` is its stamp. With ``named`` each date says whom it concerns."""
    dates = tuple(events)
    newest = _newest(dates)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//zhicheng//deadlines//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text('职称申报期限')}",
    ]
    for event in dates:
        lines += _event(event, now, newest, named=named)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(event: Event, now: datetime, newest: dict[str, int], *, named: bool) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(event, newest[event.notice.id])}"
    yield f"DTSTAMP:{_utc(now)}"
    yield f"SEQUENCE:{event.notice.version}"
    if event.whole:
        yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    else:
        yield f"DTSTART:{_utc(event.at)}"
    title = _title(event, named=named)
    yield f"SUMMARY:{_text(title)}"
    yield f"DESCRIPTION:{_text(_description(event, named=named))}"
    yield "TRANSP:TRANSPARENT"
    if event.due:
        for trigger in _alarms(event):
            yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:{trigger}")
            yield f"DESCRIPTION:{_text(title)}"
            yield "END:VALARM"
    yield "END:VEVENT"


def _title(event: Event, *, named: bool) -> str:
    early = "（请提前一天）" if event.edge == "ambiguous" and event.due else ""
    title = f"{event.title}{early}｜{event.notice.short_title}"
    if named and len(event.people) == 1 and event.people[0].name:
        return f"{event.people[0].name}：{title}"
    return title


def _description(event: Event, *, named: bool) -> str:
    said = [f"《{event.notice.title}》"]
    if event.clause:
        said.append(f"依据：{event.clause}“{event.quote}”")
    if event.note:
        said.append(event.note)
    if event.people:
        said.append(f"还涉及 {len(event.people)} 人。")
    names = [person.name for person in event.people if person.name]
    if named and names:
        more = f"等 {len(names)} 人" if len(names) > _NAMED else ""
        said.append(f"{'、'.join(names[:_NAMED])}{more}")
    return "\n".join(said)


def _alarms(event: Event) -> Sequence[str]:
    if event.key.startswith(RETURN):
        return _ALARMS_OF_RETURN
    return _ALARMS_OF_DAY if event.whole else _ALARMS_OF_MOMENT


def _newest(events: Iterable[Event]) -> dict[str, int]:
    """The newest version of each notice: its dates keep their UIDs when a version follows."""
    found: dict[str, int] = {}
    for event in events:
        found[event.notice.id] = max(event.notice.version, found.get(event.notice.id, 0))
    return found


def _uid(event: Event, newest: int) -> str:
    """The same for the same date, also under a later version of its notice; nothing to be read."""
    older = "" if event.notice.version == newest else f"v{event.notice.version}"
    whole = f"{event.notice.id}\n{event.key}\n{older}"
    return f"{hashlib.sha256(whole.encode()).hexdigest()[:32]}@zhicheng.invalid"


def _utc(at: datetime) -> str:
    # The last moment of a window may be a microsecond before the hour: that hour is told.
    rounded = at + timedelta(microseconds=1) if at.microsecond == 999_999 else at
    return f"{rounded.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    """A TEXT value: backslash, comma, semicolon and line ends escaped (3.3.11)."""
    plain = "".join(char for char in value if char in "\n\t" or ord(char) >= 0x20)
    for char in ("\\", ";", ","):
        plain = plain.replace(char, f"\\{char}")
    return plain.replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """A content line in UTF-8, folded between characters at 75 octets, ended by CRLF."""
    pieces: list[bytes] = []
    piece = b""
    for char in line:
        octets = char.encode(errors="replace")  # half a character is none
        if len(piece) + len(octets) > _LINE:
            pieces.append(piece)
            piece = b" "  # counts in the line it begins
        piece += octets
    pieces.append(piece)
    return b"\r\n".join(pieces) + b"\r\n"
