"""Two notices line by line: what is the same, what differs, what only one of them says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from desktop.app.notices.lines import Group, Line
from desktop.app.notices.topics import overview
from desktop.domain.notice import Notice


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of both notices; where one has no such line it stands there as 通知未写."""

    about: str
    left: Line
    right: Line

    @property
    def differs(self) -> bool:
        """Whether the two do not say the same."""
        return self.left.text != self.right.text


@dataclass(frozen=True, slots=True)
class PairGroup:
    """Pairs under one heading."""

    title: str
    pairs: tuple[Pair, ...]

    @property
    def differing(self) -> int:
        """How many of them differ."""
        return sum(pair.differs for pair in self.pairs)


def compare(left: Notice, right: Notice) -> tuple[PairGroup, ...]:
    """All lines of both, those of one notice at the place where it has them."""
    return tuple(
        PairGroup(a.title, tuple(_pairs(a, b)))
        for a, b in zip(overview(left), overview(right), strict=True)
    )


def differing(groups: Sequence[PairGroup]) -> int:
    """How many lines differ in all."""
    return sum(group.differing for group in groups)


def _pairs(left: Group, right: Group) -> list[Pair]:
    mine, theirs = ({one.id: one for one in group.lines} for group in (left, right))
    pairs = []
    line_ids = _merged([*mine], [*theirs])
    for line_id in line_ids:
        if line_id == left.id and len(line_ids) > 1:
            continue  # the one line of a notice that names nothing here
        about = (mine.get(line_id) or theirs[line_id]).about
        empty = Line(line_id, about)
        pairs.append(Pair(about, mine.get(line_id, empty), theirs.get(line_id, empty)))
    return pairs


def _merged(left: list[str], right: list[str]) -> list[str]:
    """Both orders in one: an id only ``right`` has comes behind its neighbour there."""
    merged = list(left)
    for before, line_id in zip_longest([None, *right[:-1]], right):
        if line_id is not None and line_id not in merged:
            merged.insert(merged.index(before) + 1 if before in merged else 0, line_id)
    return merged
