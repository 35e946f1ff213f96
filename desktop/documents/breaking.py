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
from itertools import pairwise

from desktop.documents.clusters import Cluster, Cut
from desktop.documents.joints import END, HALF, MARKS, Bond, Joint, Kind

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

BEYOND_ALL = 1.5
"""A line too wide by more than this stays so, whatever follows."""

FIRST_PLANE = "\uffff"


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

    Where there is a character above U+FFFF, gaps beside it and between faces stay closed: in a PDF
    it cannot be covered by ActualText, and a wide gap is read as a space.
    """

    def __init__(self, cut: Cut) -> None:
        self.clusters = cut.clusters
        self.joints = _closed_beside_rare(cut) if _has_rare(cut.clusters) else cut.joints
        self.widths = [0.0]  # up to and including cluster i, with the space before it
        self.squeezes = [0.0]
        self.gaps = [0]
        self._sum_up()
        self.stops = _Stops(self)

    def _sum_up(self) -> None:
        width = squeeze = 0.0
        gaps = 0
        before = END
        for cluster, after in zip(self.clusters, self.joints, strict=True):
            width += before.space + cluster.width
            squeeze += before.after + after.before
            gaps += before.opens
            self.widths.append(width)
            self.squeezes.append(squeeze)
            self.gaps.append(gaps)
            before = after

    def left(self, start: int) -> float:
        """What an opening mark gives up at a line's beginning; nothing where a text begins."""
        first = self.clusters[start]
        return -HALF * first.width if start and first.edge.kind is Kind.OPENING else 0.0

    def base(self, start: int) -> float:
        """What to take from the running width for the width of a line that begins there."""
        return self.widths[start + 1] - self.clusters[start].width - self.left(start)

    def extent(self, start: int, end: int) -> Extent:
        """The line from ``start`` to ``end``; spaces at its end hang over."""
        while end > start + 1 and self.clusters[end - 1].edge.kind is Kind.SPACE:
            end -= 1
        final = self.clusters[end - 1]
        return Extent(
            end,
            self.widths[end] - self.base(start),
            _trim(final),
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
            if place == count:
                break
            for cost, end in self.stops.after(place, room if place else room - indent):
                if end not in came:
                    heappush(queue, (spent + cost, end, place))
        ends = [count]
        while came[ends[-1]]:
            ends.append(came[ends[-1]])
        return ends[::-1]


class _Stops:
    """The places where a line may end, with running sums of the paragraph at each of them."""

    def __init__(self, paragraph: Paragraph) -> None:
        self.paragraph = paragraph
        self.ends: list[int] = []
        self.fulls: list[float] = []  # running width without the spaces that hang over
        self.trims: list[float] = []
        self.squeezes: list[float] = []
        self.gaps: list[int] = []
        self.costs: list[float] = []
        lonely = _lonely_ends(paragraph.clusters)
        final, shown = paragraph.clusters[0], 1
        for end, (cluster, joint) in enumerate(
            zip(paragraph.clusters, paragraph.joints, strict=True), start=1
        ):
            if cluster.edge.kind is not Kind.SPACE:
                final, shown = cluster, end
            if joint.bond > Bond.LOOSE:
                continue
            self.ends.append(end)
            self.fulls.append(paragraph.widths[shown])
            self.trims.append(_trim(final))
            self.squeezes.append(paragraph.squeezes[shown - 1])
            self.gaps.append(paragraph.gaps[shown])
            cost = LOOSE_COST if joint.bond is Bond.LOOSE else 0.0
            self.costs.append(cost + (LONELY_COST if end in lonely else 0.0))

    def after(self, start: int, room: float) -> Iterator[tuple[float, int]]:
        """(cost, end) of the lines that can begin at ``start``; never none."""
        paragraph, fulls = self.paragraph, self.fulls
        base = paragraph.base(start)
        squeezed, opened = paragraph.squeezes[start + 1], paragraph.gaps[start + 1]
        last = len(fulls) - 1
        if fulls[last] - base <= room + SLACK:
            yield 0.0, self.ends[last]
            if fulls[last] - base < room * FULL_ENOUGH:
                return
        first = bisect_left(fulls, base + room * FULL_ENOUGH)
        found = False
        for place in range(first, last + 1):
            excess = fulls[place] - base - room
            if excess <= SLACK:
                if place == last:
                    break
                gaps = self.gaps[place] - opened
                cost = (excess / EASY_GAP / (gaps if gaps > 0 else 1)) ** 2
            else:
                beyond = excess - self.trims[place]
                if beyond <= SLACK:
                    cost = TRIM_COST
                else:
                    squeeze = self.squeezes[place] - squeezed
                    if beyond > squeeze + SLACK:
                        if beyond > squeeze + BEYOND_ALL:
                            break
                        continue
                    cost = (beyond / squeeze) ** 2
            found = True
            yield cost + self.costs[place], self.ends[place]
        if not found:
            yield from self._less_full(start, first, base, room)

    def _less_full(
        self, start: int, first: int, base: float, room: float
    ) -> Iterator[tuple[float, int]]:
        """The fullest of the lines that are left short, or else a break where none should be."""
        found = 0
        for place in range(first - 1, -1, -1):
            if self.ends[place] <= start or found == FALLBACKS:
                break
            short = 1 - (self.fulls[place] - base) / room
            found += 1
            yield SHORT_COST * (1 + short) + self.costs[place], self.ends[place]
        if not found:
            yield self._forced(start, room)

    def _forced(self, start: int, room: float) -> tuple[float, int]:
        """The fullest line that breaks the weakest bond it can."""
        paragraph = self.paragraph
        best: dict[Bond, int] = {}
        for end in range(start + 1, len(paragraph.clusters) + 1):
            extent = paragraph.extent(start, end)
            beyond = extent.width - extent.trim - extent.squeeze - room
            if beyond <= SLACK:
                best[paragraph.joints[end - 1].bond] = end
            elif beyond > BEYOND_ALL:
                break
        for bond in sorted(best):
            return FORCED_COST * bond, best[bond]
        # A cluster wider than the line stands alone on it.
        return FORCED_COST * len(Bond), start + 1


def _trim(final: Cluster) -> float:
    return HALF * final.width if final.edge.kind is Kind.CLOSING else 0.0


def _lonely_ends(clusters: Sequence[Cluster]) -> set[int]:
    """Ends after which a last line of a single character is left, with its marks or not (孤字)."""
    ends = set()
    for end in range(max(1, len(clusters) - LONELY), len(clusters)):
        rest = clusters[end:]
        signs = sum(cluster.edge.kind not in MARKS for cluster in rest)
        if signs <= 1 and len(rest[0].text) == 1:
            ends.add(end)
    return ends


def _has_rare(clusters: Sequence[Cluster]) -> bool:
    return any(max(cluster.text) > FIRST_PLANE for cluster in clusters)


def _closed_beside_rare(cut: Cut) -> Sequence[Joint]:
    joints = list(cut.joints)
    for index, (one, other) in enumerate(pairwise(cut.clusters)):
        faces_differ = one.glyphs[-1][1] != other.glyphs[0][1]
        if faces_differ or max(one.text[-1], other.text[0]) > FIRST_PLANE:
            joints[index] = replace(joints[index], opens=False)
    return joints
