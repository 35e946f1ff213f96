"""Text cut into clusters, the smallest things a line can be broken between.

Pure: the widths come from whatever :class:`Measure` is handed in. All lengths are in em.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Protocol

from desktop.documents.marks import (
    CLOSING,
    INTERPUNCT,
    NOT_FIRST,
    NOT_LAST,
    OPENING,
    PAIRED,
    WORD_BREAKS,
    is_ideograph,
    is_wide,
)

AUTOSPACE = 0.09
"""Between a Chinese character and a Latin word or number; from 0.1 on, programs that read the
document take a gap for a space."""

SHORT_PHRASE = 6
"""A phrase to be kept whole (a name) of up to this many characters is never broken."""


LEFT_BEHIND = 2
"""Of a part of a broken name at least this many characters stay together."""


class Measure(Protocol):
    """Knows which face has a character and how wide it is there."""

    def glyph(self, char: str, *, wide: bool) -> tuple[str, float]:
        """Name of the face and advance in em; an error where no face has the character."""


class Kind(Enum):
    """What a cluster is, for spacing; a sign is wide, but no Chinese character (℃, ①)."""

    HAN = "han"
    SIGN = "sign"
    OPENING = "opening"
    CLOSING = "closing"
    DOT = "dot"
    DASH = "dash"
    LATIN = "latin"
    SPACE = "space"


class Bond(Enum):
    """Whether a line may end after a cluster.

    ``FREE`` yes, ``LOOSE`` rather not (2024|年), ``STIFF`` only to save the line from gaping
    (inside a long name), ``TIGHT`` never.
    """

    FREE = 0
    LOOSE = 1
    STIFF = 2
    TIGHT = 3


@dataclass(frozen=True, slots=True)
class Cluster:
    """``text`` with its advance ``width``; ``glyphs`` are its parts: (character, face, offset).

    ``bond`` says how firmly it holds to the next cluster.
    """

    text: str
    kind: Kind
    width: float
    glyphs: tuple[tuple[str, str, float], ...]
    bond: Bond = Bond.FREE


def cut(
    text: str,
    measure: Measure,
    *,
    pitch: float = 1.0,
    keep: Sequence[str] = (),
    longest_word: float = 14.0,
) -> list[Cluster]:
    """``text`` (one paragraph) as clusters, with the bonds between them.

    ``pitch`` is the cell of the character grid in em; ``keep`` are phrases (names) that should stay
    on one line; Latin words wider than ``longest_word`` may be broken at their own marks, and
    anywhere where they have none.
    """
    pieces = _pieces(text)
    clusters: list[Cluster] = []
    for piece, wide in pieces:
        if wide:
            clusters.append(_wide(piece, measure, pitch))
        elif piece == " ":
            face, width = measure.glyph(" ", wide=False)
            clusters.append(Cluster(" ", Kind.SPACE, width, ((" ", face, 0.0),)))
        else:
            clusters.extend(_words(piece, measure, longest_word))
    firm = _firm_places(text, keep)
    bonded = []
    position = 0
    for index, cluster in enumerate(clusters):
        position += len(cluster.text)
        if index + 1 < len(clusters):
            bond = max(
                (cluster.bond, _bond(cluster, clusters[index + 1]), firm.get(position, Bond.FREE)),
                key=lambda each: each.value,
            )
            bonded.append(replace(cluster, bond=bond))
        else:
            bonded.append(replace(cluster, bond=Bond.FREE))
    return bonded


def _pieces(text: str) -> list[tuple[str, bool]]:
    """``text`` as (piece, wide): single wide characters, dash pairs, Latin runs, spaces."""
    pieces: list[tuple[str, bool]] = []
    index = 0
    while index < len(text):
        end = index + 1
        if _stands_wide(text, index):
            if text[index] in PAIRED and text[index : index + 2] == text[index] * 2:
                end += 1
            pieces.append((text[index:end], True))
        else:
            if text[index] != " ":
                while end < len(text) and text[end] != " " and not _stands_wide(text, end):
                    end += 1
            pieces.append((text[index:end], False))
        index = end
    return pieces


def _stands_wide(text: str, index: int) -> bool:
    """As :func:`is_wide`, but an apostrophe inside a Latin word belongs to the word."""
    char = text[index]
    if char == "’" and 0 < index < len(text) - 1:
        return is_wide(text[index - 1]) or is_wide(text[index + 1]) or " " in (text[index + 1],)
    return is_wide(char)


def _wide(piece: str, measure: Measure, pitch: float) -> Cluster:
    char = piece[0]
    face, advance = measure.glyph(char, wide=True)
    if char == INTERPUNCT:
        return Cluster(piece, Kind.DOT, pitch / 2, ((char, face, pitch / 4 - advance / 2),))
    cells = len(piece) * pitch * max(1, round(advance))
    if char in OPENING:
        kind, offset = Kind.OPENING, pitch - advance
    elif char in CLOSING:
        kind, offset = Kind.CLOSING, 0.0
    else:
        kind = Kind.DASH if char in PAIRED else Kind.HAN if is_ideograph(char) else Kind.SIGN
        offset = (cells / len(piece) - advance) / 2
    step = cells / len(piece)
    # The two halves of a dash or ellipsis touch: they keep the font's own advance.
    glyphs = tuple(
        (each, face, number * (advance if kind is Kind.DASH else step) + max(offset, 0.0))
        for number, each in enumerate(piece)
    )
    return Cluster(piece, kind, cells, glyphs)


def _words(piece: str, measure: Measure, longest: float) -> list[Cluster]:
    whole = _word(piece, measure)
    if whole.width <= longest:
        return [whole]
    parts: list[str] = [""]
    for char in piece:
        parts[-1] += char
        if char in WORD_BREAKS:
            parts.append("")
    words = []
    for part in filter(None, parts):
        word = _word(part, measure)
        words.extend([word] if word.width <= longest else [_word(c, measure) for c in part])
    return words


def _word(text: str, measure: Measure) -> Cluster:
    glyphs = []
    width = 0.0
    for char in text:
        face, advance = measure.glyph(char, wide=False)
        glyphs.append((char, face, width))
        width += advance
    return Cluster(text, Kind.LATIN, width, tuple(glyphs))


def _bond(one: Cluster, other: Cluster) -> Bond:
    last, first = one.text[-1], other.text[0]
    if last in NOT_LAST or (first in NOT_FIRST and one.kind is not Kind.SPACE):
        return Bond.TIGHT
    if other.kind is Kind.SPACE:
        return Bond.TIGHT
    if one.kind is Kind.LATIN and last.isdigit() and is_ideograph(first):
        return Bond.LOOSE
    if other.kind is Kind.LATIN and first.isdigit() and last == "第":
        return Bond.LOOSE
    return Bond.FREE


def _firm_places(text: str, keep: Sequence[str]) -> dict[int, Bond]:
    """Bonds inside kept phrases: short ones stay whole, long ones break best after the interpunct.

    A name so long that keeping it whole would tear its line apart may break elsewhere too, but
    never so that a single character of one of its parts is left on one side.
    """
    places: dict[int, Bond] = {}
    for phrase in keep:
        if len(phrase) < 2:
            continue
        start = text.find(phrase)
        while start >= 0:
            for inner in range(1, len(phrase)):
                places[start + inner] = _inside(phrase, inner)
            start = text.find(phrase, start + len(phrase))
    return places


def _inside(phrase: str, inner: int) -> Bond:
    if len(phrase) <= SHORT_PHRASE:
        return Bond.TIGHT
    if phrase[inner - 1] == INTERPUNCT:
        return Bond.LOOSE
    before = phrase[:inner].rpartition(INTERPUNCT)[2]
    after = phrase[inner:].partition(INTERPUNCT)[0]
    return Bond.STIFF if min(len(before), len(after)) >= LEFT_BEHIND else Bond.TIGHT
