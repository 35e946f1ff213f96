"""Where a paragraph is broken into lines.

Breaks are chosen for the whole paragraph at once, so that no line pays for its neighbour: every
way of breaking has a cost (how far blanks are squeezed or gaps opened, breaks between a number
and what it counts, a last line of one character) and the cheapest is taken. Lengths are in em.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import accumulate, pairwise

from desktop.documents.clusters import Cluster, Cut
from desktop.documents.joints import END, MARKS, Bond, Joint, Kind

EASY_GAP = 0.06
"""Gaps opened by this much between characters cost a line 1."""

TRIM_COST = 0.02
LOOSE_COST = 2.0
LONELY_COST = 4.0

FULL_ENOUGH = 0.8
"""Lines less full than this are looked at only where nothing fuller can be had."""

FALLBACKS = 2
"""How many of such less full lines are looked at."""

SHORT_COST = 40.0
"""A line left short, from long word to long word."""

FORCED_COST = 1000.0
"""A break where none should be, times its bond."""

LONELY = 3

SLACK = 1e-6
"""What is less is no width."""

IMPOSSIBLE = 1e9
"""The cost of a line that is too wide, though a longer one might do."""

BEYOND_ALL = 1.5
"""A line too wide by more than this stays so, whatever follows."""

FIRST_PLANE = "\uffff"

READ_CLOSED = 0.08
"""A gap of so many em between characters no program that reads takes for a space."""


@dataclass(frozen=True, slots=True)
class Extent:
    """Natural width of a line, and how far it gives.

    ``trim``: the blank half of a closing mark at its end; ``squeeze``: what the marks inside can
    give up; ``gaps``: how many places can be opened; ``end``: its last cluster that is drawn, and
    one more.
    """

    end: int
    width: float
    trim: float
    squeeze: float
    gaps: int


class Paragraph:
    """Clusters with running sums, so that any stretch of them is measured at once.

    Where there is a character above U+FFFF, gaps beside it and between faces stay ``narrow`` or
    closed: in a PDF it cannot be covered by ActualText, and a wide gap is read as a space.
    """

    def __init__(self, cut: Cut) -> None:
        self.clusters = clusters = cut.clusters
        self.joints = joints = _joints(cut)
        self.narrow = joints is not cut.joints
        before = (END, *joints)
        steps = [each.width + joint.space for each, joint in zip(clusters, before, strict=False)]
        # Up to and including cluster i, with the space before it.
        self.widths = list(accumulate(steps, initial=0.0))
        gives = [one.after + other.before for one, other in zip(before, joints, strict=False)]
        self.squeezes = list(accumulate(gives, initial=0.0))
        self.gaps = list(accumulate([joint.opens for joint in before], initial=0))
        self._lonely = _lonely_ends(clusters)

    def left(self, start: int) -> float:
        """What an opening mark gives up at a line's beginning; nothing where a text begins."""
        first = self.clusters[start].edge
        return -first.blank if start and first.kind is Kind.OPENING else 0.0

    def base(self, start: int) -> float:
        """What to take from the running width for the width of a line that begins there."""
        return self.widths[start + 1] - self.clusters[start].width - self.left(start)

    def shown(self, start: int, end: int) -> int:
        """``end`` without the spaces that hang over the line's end."""
        while end > start + 1 and self.clusters[end - 1].edge.space:
            end -= 1
        return end

    def extent(self, start: int, end: int) -> Extent:
        """The line from ``start`` to ``end``."""
        end = self.shown(start, end)
        return Extent(
            end,
            self.widths[end] - self.base(start),
            self.clusters[end - 1].edge.trim,
            max(0.0, self.squeezes[end - 1] - self.squeezes[start + 1]),
            self.gaps[end] - self.gaps[start + 1],
        )

    def breaks(self, room: float, indent: float) -> list[int]:
        """Ends of the lines, the cheapest way (shortest path over the places to break)."""
        count = len(self.clusters)
        came: dict[int, int] = {}
        queue = [(0.0, 0, 0)]
        while count not in came:
            spent, place, origin = heappop(queue)
            if place in came:
                continue
            came[place] = origin
            if place < count:
                for cost, end in self._ends(place, room if place else room - indent):
                    if end not in came:
                        heappush(queue, (spent + cost, end, place))
        ends = [count]
        while came[ends[-1]]:
            ends.append(came[ends[-1]])
        return ends[::-1]

    def _ends(self, start: int, room: float) -> Iterator[tuple[float, int]]:
        """(cost, end) of the lines that can begin at ``start``; never none."""
        count = len(self.clusters)
        base = self.base(start)
        whole = self.widths[self.shown(start, count)] - base
        if whole <= room + SLACK:
            yield 0.0, count
            if whole < room * FULL_ENOUGH:
                return
            count -= 1
        first = bisect_left(self.widths, base + room * FULL_ENOUGH, start + 1)
        found = False
        for end in range(first, count + 1):
            bond = self.joints[end - 1].bond
            cost = self._cost(start, end, base + room)
            if cost is None:
                break
            if cost < IMPOSSIBLE and bond <= Bond.LOOSE:
                found = True
                yield cost + self._at(end, bond), end
        if not found:
            yield from self._less_full(start, first, base, room)

    def _cost(self, start: int, end: int, edge: float) -> float | None:
        """What filling the line costs; None where it is too long, and any longer one is too.

        ``edge`` is where the line's room ends, in running widths.
        """
        shown = self.shown(start, end) if self.clusters[end - 1].edge.space else end
        excess = self.widths[shown] - edge
        if excess <= SLACK:
            gaps = self.gaps[shown] - self.gaps[start + 1]
            return (excess / EASY_GAP / (gaps if gaps > 0 else 1)) ** 2
        beyond = excess - self.clusters[shown - 1].edge.trim
        if beyond <= SLACK:
            return TRIM_COST
        squeeze = self.squeezes[shown - 1] - self.squeezes[start + 1]
        if beyond <= squeeze + SLACK:
            return (beyond / squeeze) ** 2
        return None if beyond > squeeze + BEYOND_ALL else IMPOSSIBLE

    def _at(self, end: int, bond: Bond) -> float:
        """What a break at this place costs, however full its line."""
        return (LOOSE_COST if bond else 0.0) + (LONELY_COST if end in self._lonely else 0.0)

    def _less_full(
        self, start: int, first: int, base: float, room: float
    ) -> Iterator[tuple[float, int]]:
        """The fullest of the lines that are left short, or else a break where none should be."""
        found = 0
        for end in range(first - 1, start, -1):
            bond = self.joints[end - 1].bond
            if bond <= Bond.LOOSE:
                found += 1
                short = 1 - (self.widths[self.shown(start, end)] - base) / room
                yield SHORT_COST * (1 + short) + self._at(end, bond), end
            if found == FALLBACKS:
                return
        if not found:
            yield self._forced(start, room)

    def _forced(self, start: int, room: float) -> tuple[float, int]:
        """The fullest line that breaks the weakest bond it can."""
        best: dict[Bond, int] = {}
        for end in range(start + 1, len(self.clusters) + 1):
            extent = self.extent(start, end)
            beyond = extent.width - extent.trim - extent.squeeze - room
            if beyond <= SLACK:
                best[self.joints[end - 1].bond] = end
            elif beyond > BEYOND_ALL:
                break
        if not best:
            # A cluster wider than the line stands alone on it.
            return FORCED_COST * len(Bond), start + 1
        bond = min(best)
        return FORCED_COST * bond, best[bond]


def _lonely_ends(clusters: Sequence[Cluster]) -> set[int]:
    """Ends after which a last line of a single character is left, with its marks or not (孤字)."""
    ends = set()
    for end in range(max(1, len(clusters) - LONELY), len(clusters)):
        rest = clusters[end:]
        signs = sum(cluster.edge.kind not in MARKS for cluster in rest)
        if signs <= 1 and len(rest[0].text) == 1:
            ends.add(end)
    return ends


def _joints(cut: Cut) -> Sequence[Joint]:
    if max(cut.text) <= FIRST_PLANE:
        return cut.joints
    joints = list(cut.joints)
    for index, (one, other) in enumerate(pairwise(cut.clusters)):
        faces_differ = one.glyphs[-1][1] != other.glyphs[0][1]
        if faces_differ or max(one.text[-1], other.text[0]) > FIRST_PLANE:
            opens = one.edge.kind is other.edge.kind is Kind.HAN
            joints[index] = replace(joints[index], opens=opens, most=READ_CLOSED)
    return joints
