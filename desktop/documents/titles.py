"""Titles broken where their sense breaks (GB/T 9704 7.3.1: 词意完整、排列对称、长短适宜).

Pure; lengths in characters as the ``width`` function gives them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from desktop.documents.marks import INTERPUNCT

SENSE_ENDS = ("同志", "申报", "系列", "专业", "年度", "关于")
"""A title may be broken after one of these words."""


def break_title(
    text: str, room: float, width: Callable[[str], float], *, keep: Sequence[str] = ()
) -> tuple[str, ...] | None:
    """As few lines as fit, as even as can be, an earlier line rather the longer.

    ``keep`` are phrases (a name) that no line end may part, but after an interpunct where such a
    phrase is wider than ``room`` allows. None where even so a part is too wide: then only the
    composer's rules are left.
    """
    for inside_names in (False, True):
        parts = tuple(_parts(text, keep, inside_names=inside_names))
        if all(width(part) <= room for part in parts):
            break
    else:
        return None
    for count in range(1, len(parts) + 1):
        fitting = [
            lines for lines in _splits(parts, count) if all(width(line) <= room for line in lines)
        ]
        if fitting:
            return min(fitting, key=lambda lines: _raggedness([width(line) for line in lines]))
    return None


def _parts(text: str, keep: Sequence[str], *, inside_names: bool) -> Iterator[str]:
    shielded: set[int] = set()
    for phrase in keep:
        at = text.find(phrase)
        if phrase and at >= 0:
            shielded.update(range(at + 1, at + len(phrase)))
    start = 0
    for place in range(1, len(text)):
        if place in shielded:
            ends = inside_names and text[place - 1] == INTERPUNCT
        else:
            ends = text[:place].endswith(SENSE_ENDS)
        # 关于 opens a title: it does not stay behind alone.
        if ends and text[start:place] != "关于":
            yield text[start:place]
            start = place
    yield text[start:]


def _splits(parts: tuple[str, ...], count: int) -> Iterator[tuple[str, ...]]:
    if count == 1:
        yield ("".join(parts),)
        return
    for first in range(1, len(parts) - count + 2):
        head = "".join(parts[:first])
        for rest in _splits(parts[first:], count - 1):
            yield (head, *rest)


def _raggedness(widths: list[float]) -> tuple[float, float]:
    return max(widths) - min(widths), -widths[0]
