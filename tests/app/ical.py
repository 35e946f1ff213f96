"""A strict little reader of iCalendar (RFC 5545): it refuses whatever the standard does."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_NAME = re.compile(r"[A-Z0-9-]+")
_DATE = re.compile(r"\d{8}")
_MOMENT = re.compile(r"\d{8}T\d{6}Z")
_DURATION = re.compile(r"-?P(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+S)?)?")
_TEXTS = frozenset({"SUMMARY", "DESCRIPTION", "X-WR-CALNAME"})
_NEEDED = {
    "VCALENDAR": {"VERSION", "PRODID"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART", "SUMMARY"},
    "VALARM": {"ACTION", "TRIGGER", "DESCRIPTION"},
}
_INSIDE = {"": {"VCALENDAR"}, "VCALENDAR": {"VEVENT"}, "VEVENT": {"VALARM"}, "VALARM": set()}


class Broken(ValueError):
    """The file is no iCalendar."""


@dataclass
class Component:
    """A part between BEGIN and END; a property's value stands under its name."""

    name: str
    values: dict[str, str] = field(default_factory=dict)
    whole_days: set[str] = field(default_factory=set)
    parts: list[Component] = field(default_factory=list)


def read(data: bytes) -> Component:
    """The calendar; :class:`Broken` names what is against the standard."""
    around = Component("")
    stack = [around]
    for line in unfolded(data):
        head, colon, value = line.partition(":")
        name, *parameters = head.split(";")
        if not colon or not _NAME.fullmatch(name):
            raise Broken(f"no content line: {line!r}")
        if name == "BEGIN":
            if value not in _INSIDE[stack[-1].name]:
                raise Broken(f"{value} in {stack[-1].name or 'nothing'}")
            stack.append(Component(value))
        elif name == "END":
            done = stack.pop()
            if done.name != value:
                raise Broken(f"END:{value} of {done.name or 'nothing'}")
            if lacking := _NEEDED[value] - set(done.values):
                raise Broken(f"{value} without {lacking}")
            stack[-1].parts.append(done)
        else:
            _take(stack[-1], name, parameters, value)
    if len(stack) != 1 or len(around.parts) != 1:
        raise Broken("not one whole calendar")
    uids = [event.values["UID"] for event in around.parts[0].parts]
    if len(uids) != len(set(uids)):
        raise Broken("a UID twice")
    return around.parts[0]


def unfolded(data: bytes) -> list[str]:
    """The content lines: ended by CRLF, at most 75 octets, whole characters in each."""
    if not data.endswith(b"\r\n"):
        raise Broken("the last line is not ended")
    lines: list[str] = []
    for raw in data[:-2].split(b"\r\n"):
        if b"\r" in raw or b"\n" in raw:
            raise Broken("a line end that is no CRLF")
        if len(raw) > 75:
            raise Broken(f"{len(raw)} octets")
        text = raw.decode("utf-8")  # a fold within a character would not be UTF-8
        if any(ord(char) < 0x20 and char != "\t" for char in text):
            raise Broken("a control character")
        if text[:1] in (" ", "\t"):
            lines[-1] += text[1:]
        else:
            lines.append(text)
    return lines


def _take(into: Component, name: str, parameters: list[str], value: str) -> None:
    if name in into.values:
        raise Broken(f"{name} twice")
    day = parameters == ["VALUE=DATE"]
    if parameters and not day:
        raise Broken(f"parameter {parameters}")
    if name in ("DTSTART", "DTEND", "DTSTAMP"):
        if not (_DATE if day else _MOMENT).fullmatch(value):
            raise Broken(f"{name}:{value}")
        if day:
            into.whole_days.add(name)
    if name == "TRIGGER" and (not _DURATION.fullmatch(value) or value[-1] in "PT"):
        raise Broken(f"TRIGGER:{value}")
    into.values[name] = _text(value) if name in _TEXTS else value


def _text(value: str) -> str:
    if re.search(r"(?<!\\)(?:\\\\)*[,;]", value):
        raise Broken(f"not escaped: {value!r}")
    if re.search(r"(?<!\\)(?:\\\\)*\\(?![\\;,nN])", value):
        raise Broken(f"escaped what needs none: {value!r}")
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)
