"""Text cut into clusters, the smallest things a line can be broken between.

Pure: the widths come from whatever :class:`Measure` is handed in. All lengths are in em.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple, Protocol

from desktop.documents.joints import END, Bond, Edge, Joint, Kind, edge, joint
from desktop.documents.marks import (
    BLANK,
    BROAD,
    CLOSING,
    INTERPUNCT,
    NOT_FIRST,
    NOT_LAST,
    OPENING,
    PAIRED,
    PAIRS,
    WORD_BREAKS,
    is_ideograph,
    is_wide,
    measured,
)

STUCK = re.compile(r"([,;:?!)\]}%°′″]*)(.*?)([(\[{]*)", re.DOTALL)
"""A Latin piece in marks before it, itself, and brackets that open behind it."""


class Measure(Protocol):
    """Knows which face has a character and how wide it is there."""

    def glyph(self, char: str, *, wide: bool) -> tuple[str, float]:
        """Name of the face and advance in em; an error where no face has the character."""


class Cluster(NamedTuple):
    """``text`` with its advance ``width``; ``glyphs`` are its parts: (character, face, offset)."""

    text: str
    edge: Edge
    width: float
    glyphs: tuple[tuple[str, str, float], ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """A paragraph in clusters; ``joints[i]`` lies after cluster ``i``, the last at the end."""

    text: str
    clusters: Sequence[Cluster]
    joints: Sequence[Joint]


class Cutter:
    """Cuts texts of one hand into clusters, wide ones ``pitch`` em apart (the character grid).

    What it has made of a character or a word it keeps, for the next time it meets it.
    """

    def __init__(self, measure: Measure, pitch: float = 1.0) -> None:
        self._measure = measure
        self._pitch = pitch
        self._singles: dict[str, Cluster] = {}
        self._words: dict[str, Cluster] = {}

    def cut(
        self,
        text: str,
        *,
        keep: Sequence[str] = (),
        longest_word: float = 14.0,
        room: float = 28.0,
    ) -> Cut:
        """``text`` (one paragraph) as clusters, with what lies between them.

        ``keep`` are phrases (names) that stay on one line of ``room`` wherever they go into one;
        Latin words wider than ``longest_word`` may be broken at their own marks, and anywhere only
        where they do not go into ``room``.
        """
        clusters = self._clusters(text, longest_word, room)
        joints = [joint(one, other) for one, other in pairwise([each.edge for each in clusters])]
        if clusters:
            joints.append(END)
        if " " in text:
            _hold_over_blanks(clusters, joints)
        firm = dict(measured(text))
        for phrase in keep:
            firm.update(self._inside(text, phrase, room))
        if firm:
            ends = list(accumulate(len(each.text) for each in clusters))
            for place, bond in firm.items():
                index = bisect_left(ends, place)
                if ends[index] == place:
                    joints[index] = joints[index].firmer(bond)
        return Cut(text, clusters, joints)

    def _clusters(self, text: str, longest_word: float, room: float) -> list[Cluster]:
        singles = self._singles
        found: list[Cluster] = []
        index, count = 0, len(text)
        while index < count:
            char = text[index]
            known = singles.get(char)
            if known is not None:
                found.append(known)
                index += 1
                continue
            end = index + 1
            if stands_wide(text, index):
                pair = text[index : index + 2]
                if pair in PAIRS and room >= 2 * self._pitch:
                    end += 1
                made = self._wide(text[index:end])
                # What is cut by its surroundings is looked at each time: halves of a dash, ’.
                if char not in PAIRED and char != "’":
                    singles[char] = made
                found.append(made)
            elif char == " ":
                made = singles[char] = self._space()
                found.append(made)
            else:
                while end < count and text[end] != " " and not stands_wide(text, end):
                    end += 1
                found.extend(self._parts(text[index:end], longest_word, room))
            index = end
        return found

    def _inside(self, text: str, phrase: str, room: float) -> Mapping[int, Bond]:
        """Bonds inside each ``phrase`` of ``text``; one wider than a line breaks at its ``·``."""
        places: dict[int, Bond] = {}
        start = text.find(phrase) if len(phrase) > 1 else -1
        if start < 0:
            return places
        width = sum(cluster.width for cluster in self._clusters(phrase, room, room))
        dot = Bond.STIFF if width <= room else Bond.LOOSE
        while start >= 0:
            for inner in range(1, len(phrase)):
                after_dot = phrase[inner - 1] == INTERPUNCT
                places[start + inner] = dot if after_dot else Bond.WHOLE
            start = text.find(phrase, start + len(phrase))
        return places

    def _space(self) -> Cluster:
        face, width = self._measure.glyph(" ", wide=False)
        return Cluster(" ", _edge(" ", Kind.SPACE), width, ((" ", face, 0.0),))

    def _wide(self, piece: str) -> Cluster:
        return _set_wide(piece, *self._measure.glyph(piece[0], wide=True), self._pitch)

    def _parts(self, piece: str, longest: float, room: float) -> Iterator[Cluster]:
        """A Latin word or number: whole, or where it is too long at its marks.

        Marks before it, and brackets that open behind it, stick to their other neighbours.
        """
        found = STUCK.fullmatch(piece)
        before, piece, behind = found.groups() if found else ("", piece, "")
        if before:
            yield self._word(before)
        if piece:
            yield from self._cut_word(piece, longest, room)
        if behind:
            yield self._word(behind)

    def _cut_word(self, piece: str, longest: float, room: float) -> Iterator[Cluster]:
        whole = self._word(piece)
        if whole.width <= longest:
            yield whole
            return
        for part in at_marks(piece):
            word = self._word(part)
            if word.width <= room:
                yield word
            else:
                yield from map(self._letter, part)

    def _word(self, text: str, kind: Kind = Kind.LATIN) -> Cluster:
        known = self._words.get(text) if kind is Kind.LATIN else None
        if known is not None:
            return known
        glyphs = []
        width = 0.0
        for char in text:
            face, advance = self._measure.glyph(char, wide=False)
            glyphs.append((char, face, width))
            width += advance
        made = Cluster(text, _edge(text, kind), width, tuple(glyphs))
        if kind is Kind.LATIN:
            self._words[text] = made
        return made

    def _letter(self, char: str) -> Cluster:
        return self._word(char, Kind.LETTER)


def _hold_over_blanks(clusters: Sequence[Cluster], joints: list[Joint]) -> None:
    """A mark that may not end a line does not end it with a blank behind it either."""
    holds = False
    for index, cluster in enumerate(clusters[:-1]):
        holds = cluster.edge.never_last or (holds and cluster.edge.space)
        if holds:
            joints[index] = joints[index].firmer(Bond.TIGHT)


def _edge(text: str, kind: Kind, cell: float = 0.0) -> Edge:
    return edge(
        kind,
        cell,
        BROAD.get(text, BLANK) * cell,
        never_first=text[0] in NOT_FIRST and text not in PAIRS,
        # Behind a word the 分隔号 is that word's (https://…/), and may end a line.
        never_last=text[-1] in NOT_LAST and (len(text) == 1 or text[-1] != "/"),
        number=kind is Kind.LATIN and text[-1].isdigit(),
    )


@lru_cache(maxsize=8192)
def _set_wide(piece: str, face: str, advance: float, pitch: float) -> Cluster:
    """A wide character, or a dash of two, in its cells of the grid."""
    char = piece[0]
    if char == INTERPUNCT:
        dot = (char, face, pitch / 4 - advance / 2)
        return Cluster(piece, _edge(piece, Kind.DOT), pitch / 2, (dot,))
    cells = len(piece) * pitch * max(1, round(advance))
    kind, offset = Kind.SIGN, (cells / len(piece) - advance) / 2
    if char in OPENING:
        kind, offset = Kind.OPENING, pitch - advance
    elif char in CLOSING:
        kind, offset = Kind.CLOSING, 0.0
    elif char in PAIRED:
        kind = Kind.DASH
    elif is_ideograph(char):
        kind = Kind.HAN
    step = cells / len(piece)
    # The two halves of a dash or ellipsis touch: they keep the font's own advance.
    glyphs = tuple(
        (each, face, number * (advance if kind is Kind.DASH else step) + max(offset, 0.0))
        for number, each in enumerate(piece)
    )
    cell = cells if kind in (Kind.OPENING, Kind.CLOSING) else 0.0
    return Cluster(piece, _edge(piece, kind, cell), cells, glyphs)


def stands_wide(text: str, index: int) -> bool:
    """As :func:`is_wide`, but an apostrophe inside a Latin word belongs to the word."""
    char = text[index]
    if char == "’" and 0 < index < len(text) - 1:
        return is_wide(text[index - 1]) or is_wide(text[index + 1]) or text[index + 1] == " "
    return is_wide(char)


def at_marks(word: str) -> Iterator[str]:
    """A long word (an address) in parts that end with a mark; numbers stay whole (1,234.5)."""
    start = 0
    for place in range(1, len(word)):
        before, mark, after = word[place - 2 : place - 1], word[place - 1], word[place]
        within_number = before.isdigit() and after.isdigit()
        if mark in WORD_BREAKS and after not in WORD_BREAKS and not within_number:
            yield word[start:place]
            start = place
    yield word[start:]
