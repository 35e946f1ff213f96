"""落款: lines to sign on, the unit and its seal, the date (GB/T 9704-2012, 7.3.5.1)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace

from desktop.documents.blocks import Signature
from desktop.documents.geometry import Frame
from desktop.documents.lines import Line
from desktop.documents.page import Row, Stroke, Text
from desktop.documents.setting import Setter, baseline

SEAL_MARK = "（公章）"

SEAL_ROOM = 24.0
"""A name of more characters than this is set in several lines."""


def signature_axis(frame: Frame, *, seal: float, date: float) -> float:
    """The line on which the block is centred: that of the date, or of a longer unit's name.

    Officially the date stands four characters in from the right (成文日期右空四字), a unit's name
    longer than the date two.
    """
    axis = frame.width - frame.date_margin * frame.pitch - date / 2
    longest = frame.width - frame.seal_margin * frame.pitch
    return longest - seal / 2 if axis + seal / 2 > longest else axis


def signature_rows(setter: Setter, block: Signature) -> Iterator[Row]:
    """An empty line, then lines centred on the date; all on one page."""
    frame = setter.frame

    def width(line: Line) -> float:
        return line.width * frame.size

    date = [_line(setter, block.date)] if block.date else []
    seal = [
        _line(setter, part)
        for part in split_seal(
            block.seal, lambda text: _line(setter, text).width * frame.size / frame.pitch
        )
    ]
    widest = max(map(width, seal), default=0.0)
    axis = signature_axis(frame, seal=widest, date=max(map(width, date), default=0.0))
    signed = [(_line(setter, entry.text), entry.rule * frame.pitch) for entry in block.lines]
    # Rules of several lines stand below one another, so that the names do.
    label = max((width(line) for line, _ in signed), default=0.0)
    longest = max((label + rule for _, rule in signed), default=0.0)
    left = min(axis - longest / 2, frame.width - longest)
    y = baseline(frame.leading, frame.size)
    rows = [Row(frame.leading)]
    for line, rule in signed:
        start = left + label
        items: list[Text | Stroke] = [setter.text(line, frame.size, start - width(line), y)]
        if rule:
            items.append(Stroke(start, y + 3, start + rule, y + 3))
        rows.append(Row(frame.leading, tuple(items)))
    rows.extend(
        setter.strip(line, frame.size, frame.leading, x=axis - width(line) / 2)
        for line in (*seal, *date)
    )
    for row in rows[:-1]:
        yield replace(row, hold=True)
    yield rows[-1]


def _line(setter: Setter, text: str) -> Line:
    frame = setter.frame
    return setter.compose(text, frame.text_hand, 10_000.0, pitch=frame.pitch / frame.size)[0]


def split_seal(text: str, width: Callable[[str], float]) -> tuple[str, ...]:
    """The unit's name, in lines of like length where it is too long for one.

    ``width`` is in characters; （公章） stays with the end of the name.
    """
    name = text.removesuffix(SEAL_MARK)
    if not text:
        return ()
    count = math.ceil(width(text) / SEAL_ROOM)
    while count > 1:
        lines = _even_lines(name, text[len(name) :], count, width)
        if max(map(width, lines)) <= SEAL_ROOM or count > len(name):
            return lines
        count += 1
    return (text,)


def _even_lines(name: str, end: str, count: int, width: Callable[[str], float]) -> tuple[str, ...]:
    target = width(name + end) / count
    lines: list[str] = []
    start = 0
    for place in range(1, len(name)):
        full = width(name[start:place]) >= target
        if full and len(lines) < count - 1 and _may_part(name, place):
            lines.append(name[start:place])
            start = place
    return (*lines, name[start:] + end)


def _may_part(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place] not in "）·、" and text[place - 1] not in "（·"
