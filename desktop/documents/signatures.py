"""落款: lines to sign on, the unit and its seal, the date (GB/T 9704-2012, 7.3.5.1)."""

from __future__ import annotations

from collections.abc import Iterator

from .blocks import Signature
from .fonts import Hand
from .geometry import Frame
from .lines import Line
from .page import Row, Stroke, Text
from .setting import Setter, baseline

DATE_MARGIN = 4.0
"""The date stands four characters in from the right (成文日期右空四字)."""

SEAL_MARGIN = 2.0
"""A unit's name longer than the date stands two in."""

SEAL_ROOM = 24.0
"""A name of more characters than this is set in two lines."""


def signature_axis(frame: Frame, *, seal: float, date: float) -> float:
    """The line on which the block is centred: that of the date, or of a longer unit's name."""
    axis = frame.width - DATE_MARGIN * frame.pitch - date / 2
    longest = frame.width - SEAL_MARGIN * frame.pitch
    return longest - seal / 2 if axis + seal / 2 > longest else axis


def signature_rows(setter: Setter, block: Signature) -> Iterator[Row]:
    """An empty line, then lines centred on the date; all on one page."""
    frame = setter.frame

    def width(line: Line) -> float:
        return line.width * frame.size

    date = _line(setter, block.date)
    seal = _seal_lines(setter, block.seal)
    widest = max(map(width, seal), default=0.0)
    axis = signature_axis(frame, seal=widest, date=width(date))
    yield Row(frame.leading, hold=True)
    y = baseline(frame.leading, frame.size)
    for entry in block.lines:
        line = _line(setter, entry.text)
        rule = entry.rule * frame.pitch
        x = axis - (width(line) + rule) / 2
        items: list[Text | Stroke] = [setter.text(line, frame.size, x, y)]
        if rule:
            start = x + width(line)
            items.append(Stroke(start, y + 3, start + rule, y + 3))
        yield Row(frame.leading, tuple(items), hold=True)
    for line in seal:
        yield setter.strip(line, frame.size, frame.leading, x=axis - width(line) / 2, hold=True)
    yield setter.strip(date, frame.size, frame.leading, x=axis - width(date) / 2)


def _line(setter: Setter, text: str) -> Line:
    lines = setter.compose(text, Hand.FANG, 10_000.0, pitch=setter.frame.pitch / setter.frame.size)
    return lines[0]


def _seal_lines(setter: Setter, text: str) -> tuple[Line, ...]:
    """The unit's name, in two lines of like length where it is too long for one."""
    if not text:
        return ()
    whole = _line(setter, text)
    pitch = setter.frame.pitch / setter.frame.size
    if whole.width <= SEAL_ROOM * pitch:
        return (whole,)
    head = text.removesuffix("（公章）")
    tail = text[len(head) :]
    places = range(len(head) // 2 - 3, len(head))
    for place in places:
        lines = (_line(setter, head[:place]), _line(setter, head[place:] + tail))
        if lines[0].width >= lines[1].width - pitch and _may_part(head, place):
            return lines
    return (whole,)


def _may_part(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place] not in "）·、" and text[place - 1] not in "（·"
