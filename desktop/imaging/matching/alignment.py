"""A word found in a passage although some of its letters were misread, lost or put in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from desktop.imaging.matching.letters import Letter, Passage
from desktop.imaging.writing import STOPS, is_han

LOST: Final = 1.0
"""Cost of a letter of the word that was not read at all."""

_UNLIKE: Final = 1.5
"""A mark, or a digit for a character: rather the letter was lost."""

_CERTAIN: Final = 0.9
_HESITATED: Final = 0.15


@dataclass(frozen=True, slots=True)
class Alignment:
    """The word laid on ``passage.letters[start:end]``.

    ``found`` tells for each letter of the word the number of the letter read in its place (None
    where it was lost), ``costs`` what that differs by, ``extra`` what the letters put in cost.
    """

    start: int
    end: int
    found: tuple[int | None, ...]
    costs: tuple[float, ...]
    extra: float

    @property
    def cost(self) -> float:
        """0 for the very word; 1 for a letter that was surely read as another."""
        return sum(self.costs) + self.extra

    @property
    def exact(self) -> bool:
        """Nothing differs."""
        return self.cost == 0

    def part(self, start: int, end: int) -> float:
        """The cost of the word's letters from ``start`` to ``end`` alone."""
        return sum(self.costs[start:end])


def swapped(wanted: str, letter: Letter) -> float:
    """Cost of reading ``letter`` where ``wanted`` is written: cheap where the reader hesitated."""
    chance = letter.chance(wanted)
    if chance >= 1:
        return 0.0
    if is_han(wanted) != is_han(letter.text) or letter.text in STOPS:
        return _UNLIKE
    if chance >= _HESITATED:
        return 0.3
    if chance > 0:
        return 0.55 if letter.score < _CERTAIN else 0.8
    return 1.0 if letter.score >= _CERTAIN else 0.8


def put_in(letter: Letter) -> float:
    """Cost of a letter that is not in the word."""
    return 1.0 if letter.score >= _CERTAIN else 0.6


def alignments(wanted: str, passage: Passage, most: float) -> list[Alignment]:
    """Where ``wanted`` stands in the passage at a cost of at most ``most``: the best of each place.

    They do not overlap; in order of cost.
    """
    if not wanted or not passage.letters:
        return []
    absent = sum(letter not in passage.possible for letter in wanted)
    if absent * 0.8 > most:
        return []
    if most <= 0:
        return _exact(wanted, passage)
    return _apart(_nearest(wanted, passage.letters, most))


def _exact(wanted: str, passage: Passage) -> list[Alignment]:
    size, found = len(wanted), []
    start = passage.text.find(wanted)
    while start >= 0:
        places = tuple(range(start, start + size))
        found.append(Alignment(start, start + size, places, (0.0,) * size, 0.0))
        start = passage.text.find(wanted, start + size)
    return found


def _apart(found: list[Alignment]) -> list[Alignment]:
    kept: list[Alignment] = []
    for one in sorted(found, key=lambda one: (one.cost, one.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return kept


def _nearest(wanted: str, letters: Sequence[Letter], most: float) -> list[Alignment]:
    """All ends at which the word may stop, by the usual table of costs (word × letters)."""
    size = len(letters)
    swaps = [[swapped(want, letter) for letter in letters] for want in wanted]
    puts = [put_in(letter) for letter in letters]
    table = [[0.0] * (size + 1)]
    for row, costs in enumerate(swaps, 1):
        above, here = table[-1], [row * LOST]
        for column in range(size):
            here.append(
                min(
                    above[column] + costs[column],
                    above[column + 1] + LOST,
                    here[column] + puts[column],
                )
            )
        table.append(here)
    last = table[-1]
    ends = [end for end in range(1, size + 1) if last[end] <= most and _is_low(last, end)]
    return [_traced(table, swaps, puts, end) for end in ends]


def _is_low(costs: list[float], end: int) -> bool:
    """A valley: an end next to a better one is the same find; of equal ones the last counts.

    A last letter that was misread is thus part of what was found, not left beside it.
    """
    return costs[end] <= costs[end - 1] and (end + 1 == len(costs) or costs[end] < costs[end + 1])


def _traced(
    table: list[list[float]], swaps: list[list[float]], puts: list[float], end: int
) -> Alignment:
    """The way back through the table from the word's last letter to its first."""
    row, column, extra = len(swaps), end, 0.0
    found: list[int | None] = []
    costs: list[float] = []
    while row:
        cost = table[row][column]
        if column and cost == table[row - 1][column - 1] + swaps[row - 1][column - 1]:
            row, column = row - 1, column - 1
            found.append(column)
            costs.append(swaps[row][column])
        elif cost == table[row - 1][column] + LOST:
            row -= 1
            found.append(None)
            costs.append(LOST)
        else:
            column -= 1
            extra += puts[column]
    return Alignment(column, end, tuple(reversed(found)), tuple(reversed(costs)), extra)
