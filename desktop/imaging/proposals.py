"""What is to be covered on a page, proposed: the applicant's name, number, unit, seals and face."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.domain.scans import MaskBox, MaskKind
from desktop.imaging import faces, seals
from desktop.imaging.matching import names, numbers, units
from desktop.imaging.matching.flow import running_on, single
from desktop.imaging.matching.hits import Hit, Search
from desktop.imaging.matching.letters import Letter, Place
from desktop.imaging.matching.spans import quad_over
from desktop.imaging.pictures import Matrix, Picture, corners_of, inverse, moved, quad_of
from desktop.imaging.reading import Reader
from desktop.imaging.text import Line
from desktop.imaging.writing import DOTS

RULES: Final = 5
"""Counts up when pages should be looked at again because more, or less, is found on them."""

_WORDS: Final[dict[MaskKind, str]] = {"name": "姓名", "idno": "身份证号", "unit": "单位"}
_BROKEN = "分在两处"
_JOINED_MOST: Final = 1.0


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a page must not name. ``others`` are people known to be on it, who stay readable."""

    name: str
    id_no: str
    units: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    def key(self, kinds: Collection[MaskKind]) -> str:
        """Changes whenever other boxes may be proposed: kept as :attr:`ScanPage.read_for`."""
        told = [RULES, self.name, self.id_no, self.units, sorted(self.others), sorted(kinds)]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


def propose(
    upright: Picture,
    lines: Sequence[Line],
    reader: Reader,
    subject: Subject,
    kinds: Collection[MaskKind],
) -> tuple[MaskBox, ...]:
    """Boxes of the wanted ``kinds`` in pixels of the upright page, in the order of its lines."""
    found = in_text(lines, subject, kinds)
    if "seal" in kinds:
        found += seals.propose(upright, lines, reader, subject.units)
    if pictured := set(kinds) & {"eyes", "photo"}:
        found += faces.propose(upright, pictured)
    return found


def in_text(
    lines: Sequence[Line], subject: Subject, kinds: Collection[MaskKind]
) -> tuple[MaskBox, ...]:
    """What the lines alone tell: name, number and unit, also broken over pieces of lines."""
    searches = _searches(subject, kinds)
    found = [hit for passage in single(lines) for search in searches for hit in search(passage)]
    for passage in running_on(lines):
        hits = (hit for search in searches for hit in search(passage))
        found += [hit for hit in hits if _crosses(hit) and hit.cost <= _JOINED_MOST]
    boxes = [placed for hit in _settled(found) for placed in _boxes(hit, lines)]
    return tuple(box for _, box in sorted(boxes, key=lambda placed: placed[0]))


def to_stored(boxes: Sequence[MaskBox], matrix: Matrix) -> tuple[MaskBox, ...]:
    """The boxes in pixels of the page as stored; ``matrix`` leads from there to the upright one."""
    back = inverse(matrix)
    return tuple(
        box.model_copy(update={"quad": quad_of(moved(corners_of(box.quad), back))}) for box in boxes
    )


def _searches(subject: Subject, kinds: Collection[MaskKind]) -> list[Search]:
    made: dict[MaskKind, Search] = {
        "name": names.search(subject.name, subject.others),
        "idno": numbers.search(subject.id_no),
        "unit": units.search(subject.units),
    }
    return [search for kind, search in made.items() if kind in kinds]


def _crosses(hit: Hit) -> bool:
    return len({letter.place.line for letter in _letters(hit)}) > 1


def _settled(found: Sequence[Hit]) -> list[Hit]:
    """Each character belongs to one hit of a kind: the surest, the longest, one within a line.

    A unit broken over lines is longer than its short name, which may end the first of them.
    """
    hits: list[Hit] = []
    taken: set[tuple[MaskKind, Place]] = set()
    for hit in sorted(found, key=_rank):
        places = {(hit.kind, letter.place) for letter in _letters(hit)}
        if not places & taken:
            taken |= places
            hits.append(hit)
    return hits


def _rank(hit: Hit) -> tuple[bool, float, bool]:
    return bool(hit.doubt), hit.cost - (hit.end - hit.start), _crosses(hit)


def _letters(hit: Hit) -> tuple[Letter, ...]:
    return hit.passage.letters[hit.start : hit.end]


def _boxes(hit: Hit, lines: Sequence[Line]) -> Iterator[tuple[tuple[int, int], MaskBox]]:
    """A box for every line the hit touches, with its place in the order of reading."""
    spans: dict[int, list[int]] = {}
    for letter in _letters(hit):
        spans.setdefault(letter.place.line, []).append(letter.place.char)
    for number, chars in spans.items():
        line = lines[number]
        first, last = min(chars), max(chars)
        # The interpunct at which a name breaks belongs to it, at a line's end as at its beginning.
        if number != hit.passage.letters[hit.end - 1].place.line:
            last = _past_dots(line, last, 1)
        if number != hit.passage.letters[hit.start].place.line:
            first = _past_dots(line, first, -1)
        read = "".join(char.text for char in line.chars[first : last + 1])
        notes = [f"读作 {read}", *([hit.doubt] if hit.doubt else [])]
        if len(spans) > 1:
            notes.append(_BROKEN)
        why = f"{_WORDS[hit.kind]} · {'，'.join(notes)}"
        yield (
            (number, first),
            MaskBox(kind=hit.kind, quad=quad_over(line, first, last), sure=not hit.doubt, why=why),
        )


def _past_dots(line: Line, char: int, step: int) -> int:
    """The last of the dots that stand right beside a character, else the character itself."""
    while 0 <= char + step < len(line.chars) and line.chars[char + step].text in DOTS:
        char += step
    return char
