"""Composed lines as text that Word, WPS and LibreOffice break at the same places by themselves.

A line end put in by hand would survive the first word somebody changes, and stand in the middle of
a line. So every line is let out, or drawn in, by a hair between its characters, until it is just
full: then nothing of the next line goes in, whoever sets it, and what is changed later flows on.
Only where a line has to stay short (before a long number, a name) does it end by hand.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby, pairwise

from desktop.documents.marks import INTERPUNCT, OPENING, is_ideograph, is_wide

Advance = Callable[[str], float]
"""Width of a character that is set as Latin, in em."""

MARGIN = 0.12
"""Em by which a line must go in, and what comes next must not, in every program."""

HAND_MARGIN = 0.6
"""The same for a line that is not filled, where a hair more decides."""

WIDEST = 0.2
"""Em between characters from which on a line ends by hand instead."""

EVEN = 10
"""Twips up to which Latin words and numbers are spaced like the rest of their line."""

SCALES = (100, 97, 94, 91, 88)
"""Widths of type (percent) tried where spacing alone would not come out alike in all programs."""


@dataclass(frozen=True, slots=True)
class Program:
    """How a program measures a line.

    ``autospace``: em between Chinese and Latin characters; ``whole``: what is taken away behind
    characters is taken behind all of them, not only inside a stretch of one script.
    """

    autospace: float
    whole: bool


PROGRAMS = (Program(0.25, whole=True), Program(0.2, whole=False))
"""Word and WPS; LibreOffice."""

TWIPS = 20
"""Of a point; what Word counts spacing in."""

DOT_WIDTH = 0.33
"""Em of the interpunct of Times New Roman; it stands in half a cell."""

QUOTES = frozenset("‘’“”")
"""LibreOffice takes them for Latin after Latin text, and where a paragraph begins."""


class Face(Enum):
    """Which of a run's two fonts is named for every script: its own, the Latin or the Chinese."""

    OWN = "own"
    LATIN = "latin"
    CHINESE = "chinese"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one spacing (twips; None: as the style has it) and ``scale`` (percent).

    ``face``: an interpunct, and quotation marks, are as wide as the font a program happens to take;
    ``ends``: the line is ended by hand behind it.
    """

    text: str
    spacing: int | None = None
    scale: int = 100
    face: Face = Face.OWN
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """What lines are set into: ``room`` and type ``size`` in points, the style's ``spacing`` twips.

    ``indent`` (points) is what the first line of each paragraph is set in by.
    """

    room: float
    size: float
    advance: Advance
    spacing: int = 0
    indent: float = 0.0
    justify: bool = True


def runs(text: str, lines: Sequence[str], measure: Measure) -> list[Run]:
    """``text`` (its own line ends kept), which has been composed into ``lines``."""
    made: list[_Char] = []
    left = list(lines)
    paragraphs = text.split("\n")
    for number, paragraph in enumerate(paragraphs):
        own = _lines_of(paragraph, left)
        for index, line in enumerate(own):
            following = own[index + 1] if index + 1 < len(own) else ""
            made.extend(_set(line, following, measure, 0.0 if index else measure.indent))
        if number + 1 < len(paragraphs):
            made.append(_Char("", ends=True))
    return list(_grouped(made))


def _lines_of(paragraph: str, left: list[str]) -> list[str]:
    """The lines that make up ``paragraph``, taken away from ``left``."""
    own: list[str] = []
    length = 0
    while left and length < len(paragraph):
        own.append(left.pop(0))
        length += len(own[-1])
    return own


@dataclass(frozen=True, slots=True)
class _Char:
    char: str
    spacing: int | None = None
    scale: int = 100
    face: Face = Face.OWN
    ends: bool = False


def _grouped(chars: Sequence[_Char]) -> Iterator[Run]:
    def alike(one: _Char) -> tuple[int | None, int, Face, bool]:
        return one.spacing, one.scale, one.face, one.ends

    for key, group in groupby(chars, alike):
        yield Run("".join(one.char for one in group), *key)


def _set(line: str, following: str, measure: Measure, indent: float) -> Iterator[_Char]:
    """The characters of a line, spaced so that it ends where it does."""
    size = measure.size
    room = measure.room - indent
    spacing: int | None = None
    scale = 100
    ends = False
    if following and measure.justify:
        spacing, scale = _filled(line, following, measure, room)
        short = spacing > WIDEST * size * TWIPS
        if short:
            spacing, scale = None, 100
        ends = short or _held(line, following)
    elif any(_usual(line, measure, each) > room - MARGIN * size for each in PROGRAMS):
        spacing, scale = _filled(line, following, measure, room)
    elif following:
        coming = _first(following, measure)
        ends = _held(line, following) or any(
            _usual(line, measure, each) + coming < room + HAND_MARGIN * size for each in PROGRAMS
        )
    even = spacing is None or spacing <= EVEN
    kerns = _kerns(line)
    for index, char in enumerate(line):
        own = spacing if even or is_wide(char) else 0
        if index in kerns:
            kern = round(kerns[index] * size * TWIPS)
            own = (measure.spacing if own is None else own) + kern
        yield _Char(char, own, scale, _face(char, line[:index]))
    if ends:
        yield _Char("", ends=True)


def _face(char: str, before: str) -> Face:
    if char == INTERPUNCT:
        return Face.LATIN
    if char in QUOTES:
        script = before.rstrip("".join(QUOTES) + " ")[-1:]
        if not script or not is_wide(script):
            return Face.CHINESE
    return Face.OWN


def _usual(line: str, measure: Measure, program: Program) -> float:
    """Points a line takes as the style sets it."""
    extent = _Extent.of(line, measure, program)
    return extent.width + extent.count(measure.spacing) * measure.spacing / TWIPS


def _filled(line: str, following: str, measure: Measure, room: float) -> tuple[int, int]:
    """Twips behind every character, and the scale, that make a line just full in every program."""
    coming = min(_first(following, measure), measure.size) if following else measure.size
    fullest = room - MARGIN * measure.size
    least = room - coming + MARGIN * measure.size
    tries: list[tuple[float, int, int]] = []
    for scale in SCALES:
        extents = [_Extent.of(line, measure, each, scale / 100) for each in PROGRAMS]
        high = min(extent.spacing(fullest) for extent in extents)
        low = max(extent.spacing(least) for extent in extents)
        chosen = math.floor((low + high) / 2 if low < high else high)
        tries.append((max(low - chosen, 0.0), chosen, scale))
        if low <= chosen:
            break
    _, spacing, scale = min(tries, key=lambda each: each[0])
    return spacing, scale


@dataclass(frozen=True, slots=True)
class _Extent:
    """What a line takes in a program: its width in points, and how many characters are spaced."""

    width: float
    chars: int
    wide: int
    stretches: int
    program: Program

    @classmethod
    def of(cls, line: str, measure: Measure, program: Program, scale: float = 1.0) -> _Extent:
        shown = line.rstrip(" ")
        classes = [is_wide(char) for char in shown if char != " "]
        changes = sum(one != other for one, other in pairwise(classes))
        gaps = _boundaries(shown) * program.autospace + sum(_kerns(shown).values())
        width = sum(_width(char, measure.advance) for char in shown) * scale + gaps
        return cls(width * measure.size, len(shown), sum(classes), changes + 1, program)

    def count(self, twips: float) -> int:
        """How many characters so many twips are put behind."""
        if twips > EVEN:
            return max(self.wide, 1)
        if twips < 0 and not self.program.whole:
            return max(self.chars - self.stretches, 1)
        return max(self.chars, 1)

    def spacing(self, room: float) -> float:
        """Twips behind the characters with which the line takes ``room`` points."""
        left = (room - self.width) * TWIPS
        even = left / self.count(math.copysign(1, left))
        return left / self.count(even) if even > EVEN else even


def _kerns(line: str) -> dict[int, float]:
    """Em added behind characters so that an interpunct stands in the middle of half a cell."""
    return {
        index: (0.5 - DOT_WIDTH) / 2
        for index, char in enumerate(line)
        if INTERPUNCT in (char, line[index + 1 : index + 2])
    }


def _held(line: str, following: str) -> bool:
    """Whether some program would not end a line there, however full it is.

    A word or number too long for its line is parted; LibreOffice holds a mark or sign to a Latin
    word or number behind it, and letters to an opening mark.
    """
    last, first = line[-1], following[0]
    if _is_latin(first):
        return _is_latin(last) or (is_wide(last) and not is_ideograph(last))
    return first in OPENING and last.isalpha() and not is_wide(last)


def _boundaries(text: str) -> int:
    """How often Chinese characters meet Latin letters and numbers; marks keep their own blank."""
    return sum(
        (is_ideograph(one) and _is_latin(other)) or (_is_latin(one) and is_ideograph(other))
        for one, other in pairwise(text)
    )


def _is_latin(char: str) -> bool:
    return bool(char) and char.isalnum() and not is_wide(char)


def _width(char: str, advance: Advance) -> float:
    if char == INTERPUNCT:
        return DOT_WIDTH
    return 1.0 if is_wide(char) else advance(char)


def _first(following: str, measure: Measure) -> float:
    """Points of the least that would go into the line before: a character or a word.

    The marks behind it may hang in the margin, and do not count; some break behind a hyphen.
    """
    end = 1
    if _is_latin(following[0]):
        while end < len(following) and _is_latin(following[end]):
            end += 1
    return sum(_width(char, measure.advance) for char in following[:end]) * measure.size
