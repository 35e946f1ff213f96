"""Where a sentence stands in a notice's text, whatever spaces, lines and widths are used."""

from __future__ import annotations

import unicodedata

Place = tuple[int, int]
"""Start and end in the text, counted in characters as Python does."""


def find_all(text: str, sought: str) -> tuple[Place, ...]:
    """Every place where ``sought`` stands in ``text``, in order, none overlapping another.

    Blanks and line breaks are not compared, full and half width neither, nor capitals.
    """
    folded = [(mark, at) for at, raw in enumerate(text) for mark in _folded(raw)]
    letters = "".join(mark for mark, _ in folded)
    wanted = _folded(sought)
    places: list[Place] = []
    at = letters.find(wanted) if wanted else -1
    while at >= 0:
        end = at + len(wanted)
        places.append((folded[at][1], folded[end - 1][1] + 1))
        at = letters.find(wanted, end)
    return tuple(places)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(mark for mark in plain if not mark.isspace())
