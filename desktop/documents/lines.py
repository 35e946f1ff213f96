"""Lines out of clusters: where each glyph stands. Lengths are in em."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from desktop.documents.breaking import Paragraph
from desktop.documents.clusters import Cut
from desktop.documents.joints import Bond, Joint, Kind

WIDEST_GAP = 0.4
"""A line that would have to be opened further is left short; this far it is opened before a name
that is kept whole, as Word and WPS open it: a short line would look like the paragraph's last."""


class Glyph(NamedTuple):
    """One character of a line: its face, and where it stands from the line's left edge (em)."""

    char: str
    face: str
    x: float


@dataclass(frozen=True, slots=True)
class Line:
    """A composed line: ``text`` is the source it stands for, spaces at its end included.

    ``torn``: it ends inside a word, a name or a number with its unit, for want of room.
    """

    text: str
    glyphs: tuple[Glyph, ...]
    width: float
    torn: bool = False


def compose(
    cut: Cut, measure: float, *, indent: float = 0.0, justify: bool = True
) -> tuple[Line, ...]:
    """One paragraph broken into lines of ``measure``, the first set in by ``indent``.

    Every line but the last fills the measure where ``justify`` holds and it can be filled without
    tearing it apart. Always ends, always keeps the text: a cluster wider than the measure stands
    on a line of its own.
    """
    if not cut.clusters:
        return ()
    paragraph = Paragraph(cut)
    lines = []
    for start, end in pairwise((0, *paragraph.breaks(measure, indent))):
        left = 0.0 if start else indent
        fill = justify and end < len(cut.clusters)
        lines.append(_set(paragraph, start, end, measure - left, left=left, fill=fill))
    return tuple(lines)


def _set(
    paragraph: Paragraph, start: int, end: int, room: float, *, left: float, fill: bool
) -> Line:
    """The clusters from ``start`` to ``end`` as a line of at most ``room``, set in by ``left``."""
    clusters, joints = paragraph.clusters, paragraph.joints
    extent = paragraph.extent(start, end)
    excess = extent.width - room
    squeeze = gap = 0.0
    if excess > extent.trim and extent.squeeze > 0:
        squeeze = min(1.0, (excess - extent.trim) / extent.squeeze)
    elif fill and excess < 0 and extent.gaps:
        gap = -excess / extent.gaps
        if paragraph.narrow:
            gap = _gap(joints[start : extent.end - 1], -excess, extent.gaps)
        if gap > WIDEST_GAP:
            gap = 0.0
    glyphs: list[Glyph] = []
    # Thousands to a page: made without the named tuple's own step in between.
    append, new = glyphs.append, tuple.__new__
    x = left + paragraph.left(start)
    for index in range(start, extent.end):
        cluster = clusters[index]
        given = 0.0
        if index > start:
            joint = joints[index - 1]
            x += joint.space
            if joint.opens:
                x += gap if gap < joint.most else joint.most
            if squeeze and index < extent.end - 1:
                given = squeeze * (joint.after + joints[index].before)
                if cluster.edge.kind is Kind.OPENING:
                    x -= given
        for char, face, offset in cluster.glyphs:
            append(new(Glyph, (char, face, x + offset)))
        x += cluster.width
        if given and cluster.edge.kind is Kind.CLOSING:
            x -= given
    text = "".join([cluster.text for cluster in clusters[start:end]])
    torn = end < len(clusters) and joints[end - 1].bond > Bond.LOOSE
    # The blank half of a last mark may hang over the edge; it is no part of the line's width.
    hanging = max(0.0, min(extent.trim, x - left - room))
    return Line(text, tuple(glyphs), x - hanging, torn)


def _gap(joints: Sequence[Joint], total: float, count: int) -> float:
    """How far each of ``count`` joints opens for ``total`` in all; those that may not do less."""
    narrow = sorted(joint.most for joint in joints if joint.opens and joint.most < math.inf)
    for most in narrow:
        if most * count >= total:
            break
        total -= most
        count -= 1
    return total / count if count else narrow[-1]
