"""Lines as the reader gives them, made of plain text for trials of what is found in them.

In a text ``⟦…⟧`` marks what must be found surely and ``⟨…⟩`` what must be found with a doubt; the
marks themselves are not part of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.domain.scans import Quad
from desktop.imaging.matching.hits import Hit
from desktop.imaging.text import Char, Line

Doubt = tuple[float, Mapping[str, float]]
"""How sure the reader was of a character, and what else it may be."""

MARKS = {"⟦": ("sure", 1), "⟧": ("sure", -1), "⟨": ("check", 1), "⟩": ("check", -1)}
SIZE = 40.0


def box(x: float, y: float, width: float, height: float) -> Quad:
    return ((x, y), (x + width, y), (x + width, y + height), (x, y + height))


def line(text: str, x: float = 0, y: float = 0, doubts: Mapping[str, Doubt] | None = None) -> Line:
    """One line from (x, y), each character 40 pixels square; blanks take their place."""
    chars = []
    for index, one in enumerate(text):
        score, maybe = (doubts or {}).get(one, (0.99, {}))
        place = box(x + index * SIZE, y, SIZE, SIZE)
        if one.strip():
            chars.append(Char(one, score, place, tuple(maybe.items())))
    return Line(text, 0.99, box(x, y, len(text) * SIZE, SIZE), tuple(chars))


def marked(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The text without its marks, and what they mark: (state, words) in order."""
    plain, spans, start = "", [], 0
    for one in text:
        if one not in MARKS:
            plain += one
            continue
        state, way = MARKS[one]
        if way > 0:
            start = len(plain)
        else:
            spans.append((state, plain[start:].replace(" ", "").replace("\u3000", "")))
    return plain, spans


def told(hits: Sequence[Hit], *lines: Line) -> list[tuple[str, str]]:
    """Hits as :func:`marked` tells them, in the order of the text."""
    found = []
    for hit in hits:
        places = [letter.place for letter in hit.passage.letters[hit.start : hit.end]]
        chars = lines[places[0].line].chars[places[0].char : places[-1].char + 1]
        found.append((places[0].char, "check" if hit.doubt else "sure", chars))
    return [(state, "".join(c.text for c in chars)) for _, state, chars in sorted(found)]
