"""What was read, as one passage to search in: folded letters that know where they came from."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from desktop.imaging.text import Char, Line
from desktop.imaging.writing import folded


@dataclass(frozen=True, slots=True)
class Place:
    """A character of a line: both by number."""

    line: int
    char: int


@dataclass(frozen=True, slots=True)
class Letter:
    """One folded character; ``maybe`` holds folded runners-up with their scores.

    ``gap`` is the empty place before it on its line, in heights of the line.
    """

    text: str
    score: float
    maybe: tuple[tuple[str, float], ...]
    place: Place
    gap: float = 0.0

    def chance(self, text: str) -> float:
        """How likely the letter is ``text`` after all, 0–1; 1 when it was read so."""
        if self.text == text:
            return 1.0
        return max((score for other, score in self.maybe if other == text), default=0.0)


@dataclass(frozen=True)
class Passage:
    """Letters in reading order, from one line or from several that follow one another."""

    letters: tuple[Letter, ...]

    @cached_property
    def text(self) -> str:
        """The letters alone."""
        return "".join(letter.text for letter in self.letters)

    @cached_property
    def possible(self) -> frozenset[str]:
        """Every letter that stands here or may stand here."""
        read = {letter.text for letter in self.letters}
        return frozenset(read.union(*({t for t, _ in letter.maybe} for letter in self.letters)))

    def without(self, dropped: Collection[str]) -> Passage:
        """The passage without the letters in ``dropped``."""
        return Passage(tuple(letter for letter in self.letters if letter.text not in dropped))

    def spelt(self, spelling: dict[str, str]) -> Passage:
        """The passage with letters replaced by the table; runners-up too."""
        return Passage(
            tuple(
                replace(
                    letter,
                    text=spelling.get(letter.text, letter.text),
                    maybe=tuple((spelling.get(text, text), score) for text, score in letter.maybe),
                )
                for letter in self.letters
            )
        )


def word(text: str, dropped: Collection[str] = ()) -> str:
    """A name or number as passages are searched for it."""
    return "".join(letter for char in text for letter in folded(char) if letter not in dropped)


def passage(number: int, line: Line) -> Passage:
    """One line, the ``number``-th of its page."""
    return Passage(tuple(_letters(number, line)))


def joined(passages: Iterable[Passage]) -> Passage:
    """Several passages one after the other."""
    return Passage(tuple(letter for one in passages for letter in one.letters))


def _letters(number: int, line: Line) -> Iterable[Letter]:
    before: Char | None = None
    for index, char in enumerate(line.chars):
        maybe = tuple((folded(text), score) for text, score in char.maybe)
        gap = _gap(before, char) if before else 0.0
        for letter in folded(char.text):
            yield Letter(letter, char.score, maybe, Place(number, index), gap)
            before, gap = char, 0.0


def _gap(left: Char, right: Char) -> float:
    height = math.dist(left.quad[0], left.quad[3])
    return math.dist(left.quad[1], right.quad[0]) / max(height, 1.0)
