"""Seals to cover: the unit's own, and those nothing says whose they are.

A seal is found by its outline, its words are unrolled and read, and what was read is held against
the unit's names and the bodies the page mentions. Square name stamps, fingerprints and emblems have
no round line with words inside and are never proposed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Protocol

import numpy as np

from desktop.domain.scans import MaskBox
from desktop.imaging import bodies, photographs, rings
from desktop.imaging.bodies import Names, Reading, Whose
from desktop.imaging.outlines import Seal, find
from desktop.imaging.pictures import Picture
from desktop.imaging.text import Line

__all__ = ["Recogniser", "Seal", "find", "propose", "read"]

_SURE_AT_ONCE = 0.93
"""A first reading as sure as this is not repeated."""


class Recogniser(Protocol):
    """Reads pictures of one line each."""

    def recognise(self, crops: Sequence[Picture]) -> list[tuple[str, float]]:
        """The text of each, and how sure it is (0–1)."""


def read(upright: Picture, seal: Seal, reader: Recogniser) -> Reading:
    """The words along the seal's rim as they are read best, and how sure that is (0–1)."""
    strips = rings.strips(rings.impression(upright, seal))
    return max(reader.recognise(strips), key=lambda found: len(found[0]) * found[1])


def propose(
    upright: Picture, lines: Sequence[Line], reader: Recogniser, units: Sequence[str]
) -> tuple[MaskBox, ...]:
    """The unit's seals on a page, in pixels of the upright page; doubtful ones not ``sure``."""
    found = find(upright)
    if not found:
        return ()
    known = bodies.names(units, lines)
    height, width = upright.shape[:2]
    proposed = []
    for seal in found:
        verdict, text = _whose(upright, seal, reader, known)
        if verdict == "other" or (not text and _in_photograph(upright, seal)):
            continue
        why = f"公章 · 读作 {text}" if text else "公章 · 印文读不出，请看一眼是不是本单位的"
        proposed.append(
            MaskBox(kind="seal", quad=seal.quad(width, height), sure=verdict == "own", why=why)
        )
    return tuple(proposed)


def _in_photograph(upright: Picture, seal: Seal) -> bool:
    """Whether a round without words lies within a picture: a face, a head against the wall."""
    (left, top), _, (right, bottom), _ = seal.quad(upright.shape[1], upright.shape[0])
    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
    return any(
        area.left < middle_x < area.right
        and area.top < middle_y < area.bottom
        and min(right, area.right) - max(left, area.left) > 0.8 * (right - left)
        for area in photographs.areas(upright)
        if area.filled > 0.45
    )


def _whose(upright: Picture, seal: Seal, reader: Recogniser, known: Names) -> tuple[Whose, str]:
    """Whose a seal is; read once, and in other ways where that leaves a doubt."""
    height, width = upright.shape[:2]
    edge = seal.rim(np.linspace(0, 2 * math.pi, 36))
    whole = bool((edge >= 0).all() and (edge <= (width, height)).all())
    impression = rings.impression(upright, seal)
    first, *others = rings.strips(impression)
    readings = reader.recognise([first])
    verdict, text = bodies.whose(readings, known, whole=whole)
    exactly = any(name in bodies.han(readings[0][0]) for name in known.own)
    if exactly or (verdict == "other" and readings[0][1] >= _SURE_AT_ONCE):
        return verdict, text
    readings += reader.recognise(others)
    return bodies.whose(readings, known, whole=whole)
