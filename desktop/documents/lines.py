"""Lines out of clusters: where to break, and where each glyph stands.

Breaks are chosen for the whole paragraph at once, so that no line pays for its neighbour: every
way of breaking has a cost (how far blanks are squeezed or gaps opened, breaks between a number
and its unit, a last line of one character) and the cheapest is taken. Lengths are in em.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from desktop.documents.clusters import AUTOSPACE, Bond, Cluster, Kind

HALF = 0.5
"""The blank half of a mark: given up beside another mark, and at a line's edge."""

SQUEEZE = 0.25
"""How much of a cell a mark inside a line may give up where the line is too full (5.1.11)."""

EASY_GAP = 0.06
"""Gaps opened by this much between characters cost a line 1."""

WIDEST_GAP = 0.2
"""A line that would have to be opened further (before a long number) is left short instead."""

BOND_COSTS = {Bond.FREE: 0.0, Bond.LOOSE: 2.0, Bond.STIFF: 14.0}
LONELY_COST = 4.0
FORCED_COST = 400.0

FIRST_PLANE = "\uffff"

MARKS = (Kind.OPENING, Kind.CLOSING)


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character of a line: its face, and where it stands from the line's left edge (em)."""

    char: str
    face: str
    x: float


@dataclass(frozen=True, slots=True)
class Line:
    """A composed line: ``text`` is the source it stands for, spaces at its end included."""

    text: str
    glyphs: tuple[Glyph, ...]
    width: float


def compose(
    clusters: Sequence[Cluster],
    measure: float,
    *,
    indent: float = 0.0,
    justify: bool = True,
) -> tuple[Line, ...]:
    """One paragraph broken into lines of ``measure``, the first set in by ``indent``.

    Every line but the last fills the measure where ``justify`` holds and it can be filled without
    tearing it apart. Always ends, always keeps
    the text: a cluster wider than the measure stands on a line of its own.
    """
    if not clusters:
        return ()
    paragraph = _Paragraph(clusters)
    lines = []
    for start, end in pairwise((0, *_breaks(paragraph, measure, indent))):
        left = 0.0 if start else indent
        fill = justify and end < len(clusters)
        lines.append(_set(paragraph, start, end, measure - left, left=left, fill=fill))
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class _Extent:
    """Natural width of a stretch of clusters, and how far it gives.

    ``trim``: the blank half of a closing mark at its end; ``squeeze``: what the marks inside can
    give up; ``gaps``: how many places can be opened.
    """

    width: float
    trim: float
    squeeze: float
    gaps: int

    def cost(self, room: float, *, last: bool) -> float | None:
        """Cost of setting it into ``room``; None where it does not go in."""
        excess = self.width - room
        if excess > 1e-6:
            beyond = excess - self.trim
            if beyond <= 1e-6:
                return 0.02
            if beyond > self.squeeze + 1e-6:
                return None
            return (beyond / self.squeeze) ** 2
        if last:
            return 0.0
        return (-excess / max(self.gaps, 1) / EASY_GAP) ** 2


class _Paragraph:
    """Clusters with running sums, so that any stretch of them is measured at once.

    Where there is a character above U+FFFF (``rare``), gaps beside it and between faces stay
    closed: in a PDF it cannot be covered by ActualText (see :mod:`desktop.documents.pdf.writing`),
    and a wide gap is read as a space.
    """

    def __init__(self, clusters: Sequence[Cluster]) -> None:
        self.clusters = clusters
        self.rare = any(char > FIRST_PLANE for cluster in clusters for char in cluster.text)
        self.widths = [0.0]  # up to and including cluster i, with the space before it
        self.squeezes = [0.0]
        self.gaps = [0]
        for index, cluster in enumerate(clusters):
            before = clusters[index - 1] if index else None
            space = between(before, cluster) if before else 0.0
            self.widths.append(self.widths[-1] + space + cluster.width)
            self.squeezes.append(self.squeezes[-1] + self.give(index))
            self.gaps.append(self.gaps[-1] + (before is not None and self.opens(index)))

    def give(self, index: int) -> float:
        """What the mark at ``index`` can give up inside a line; 0 for anything else."""
        cluster = self.clusters[index]
        if cluster.kind is Kind.CLOSING:
            beside = self.clusters[index + 1].kind if index + 1 < len(self.clusters) else None
            return 0.0 if beside in MARKS else SQUEEZE * cluster.width
        if cluster.kind is Kind.OPENING:
            beside = self.clusters[index - 1].kind if index else None
            return 0.0 if beside in MARKS else SQUEEZE * cluster.width
        return 0.0

    def opens(self, index: int) -> bool:
        """True where the gap before the cluster at ``index`` may be opened to fill a line."""
        one, other = self.clusters[index - 1], self.clusters[index]
        if self.rare and (
            one.glyphs[-1][1] != other.glyphs[0][1]
            or max(one.text[-1], other.text[0]) > FIRST_PLANE
        ):
            return False
        return opens(one, other)

    def edge(self, start: int) -> float:
        """What an opening mark gives up at a line's beginning; nothing where a text begins."""
        first = self.clusters[start]
        return -HALF * first.width if start and first.kind is Kind.OPENING else 0.0

    def shown_end(self, start: int, end: int) -> int:
        """``end`` without the spaces that hang over the line's end."""
        while end > start + 1 and self.clusters[end - 1].kind is Kind.SPACE:
            end -= 1
        return end

    def extent(self, start: int, end: int) -> _Extent:
        end = self.shown_end(start, end)
        final = self.clusters[end - 1]
        width = self.widths[end] - self.widths[start + 1] + self.clusters[start].width
        inner = self.squeezes[end - 1] - self.squeezes[start + 1] if end - 1 > start else 0.0
        return _Extent(
            width + self.edge(start),
            HALF * final.width if final.kind is Kind.CLOSING else 0.0,
            inner,
            self.gaps[end] - self.gaps[start + 1],
        )


def _breaks(paragraph: _Paragraph, measure: float, indent: float) -> list[int]:
    """Ends of the lines, cheapest way for the paragraph (shortest path over the break places)."""
    count = len(paragraph.clusters)
    best: dict[int, tuple[float, int]] = {0: (0.0, 0)}
    for start in range(count):
        if start not in best:
            continue
        spent = best[start][0]
        for end, cost in _endings(paragraph, start, measure - (0.0 if start else indent)):
            if end not in best or spent + cost < best[end][0] - 1e-9:
                best[end] = (spent + cost, start)
    ends = [count]
    while best[ends[-1]][1]:
        ends.append(best[ends[-1]][1])
    return ends[::-1]


def _endings(paragraph: _Paragraph, start: int, room: float) -> list[tuple[int, float]]:
    """Places where a line from ``start`` may end, with their costs; never empty."""
    count = len(paragraph.clusters)
    # Lines under half full are looked at only where nothing fuller can be had.
    half_full = bisect_left(paragraph.widths, paragraph.widths[start] + room / 2, start + 1)
    found = list(_legal(paragraph, start, min(half_full, count), room))
    if not found:
        found = list(_legal(paragraph, start, start + 1, room))
    if found:
        return found
    end = start + 1
    while end < count and paragraph.extent(start, end + 1).width <= room:
        end += 1
    return [(end, FORCED_COST)]


def _legal(
    paragraph: _Paragraph, start: int, first: int, room: float
) -> Iterator[tuple[int, float]]:
    count = len(paragraph.clusters)
    for end in range(first, count + 1):
        extent = paragraph.extent(start, end)
        last = end == count
        cost = extent.cost(room, last=last)
        if cost is None:
            if extent.width - extent.trim - extent.squeeze > room + 2:
                return
            continue
        bond = paragraph.clusters[end - 1].bond
        if bond not in BOND_COSTS:
            continue
        cost += BOND_COSTS[bond]
        if not last and _lonely(paragraph.clusters[end:]):
            cost += LONELY_COST
        yield end, cost


def _lonely(rest: Sequence[Cluster]) -> bool:
    """A last line of a single character, with or without its marks (孤字)."""
    if len(rest) > 3:
        return False
    return sum(cluster.kind not in MARKS for cluster in rest) <= 1 and len(rest[0].text) == 1


def between(one: Cluster, other: Cluster) -> float:
    """Space added (or, between two marks, taken) between neighbours."""
    if one.kind is Kind.CLOSING and other.kind in MARKS:
        return -HALF * one.width
    if one.kind is Kind.OPENING and other.kind is Kind.OPENING:
        return -HALF * other.width
    if {one.kind, other.kind} == {Kind.HAN, Kind.LATIN}:
        return AUTOSPACE
    return 0.0


def opens(one: Cluster, other: Cluster) -> bool:
    """True where the gap between two clusters may be opened to fill a line."""
    kinds = (one.kind, other.kind)
    return kinds != (Kind.LATIN, Kind.LATIN) and Kind.DOT not in kinds


def _set(
    paragraph: _Paragraph, start: int, end: int, room: float, *, left: float, fill: bool
) -> Line:
    """The clusters from ``start`` to ``end`` as a line of at most ``room``, set in by ``left``."""
    text = "".join(cluster.text for cluster in paragraph.clusters[start:end])
    extent = paragraph.extent(start, end)
    end = paragraph.shown_end(start, end)
    excess = extent.width - room
    squeeze = gap = 0.0
    if excess > extent.trim and extent.squeeze > 0:
        squeeze = min(1.0, (excess - extent.trim) / extent.squeeze)
    elif fill and excess < 0 and extent.gaps:
        gap = -excess / extent.gaps
        if gap > WIDEST_GAP:
            gap = 0.0
    glyphs: list[Glyph] = []
    x = left + paragraph.edge(start)
    for index in range(start, end):
        cluster = paragraph.clusters[index]
        if index > start:
            before = paragraph.clusters[index - 1]
            x += between(before, cluster) + gap * paragraph.opens(index)
        given = paragraph.give(index) * squeeze if start < index < end - 1 else 0.0
        if cluster.kind is Kind.OPENING:
            x -= given
        glyphs.extend(Glyph(char, face, x + offset) for char, face, offset in cluster.glyphs)
        x += cluster.width
        if cluster.kind is Kind.CLOSING:
            x -= given
    return Line(text, tuple(glyphs), x)
