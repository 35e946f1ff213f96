"""Vertical text: the characters of a column put side by side, so that they read as a line."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from desktop.imaging.pictures import Picture
from desktop.imaging.placing import ink_across
from desktop.imaging.strips import Strip

_FEWEST = 2


def stacked(strip: Strip) -> Strip | None:
    """The column in a tall ``strip`` (which lies on its side) as a line of upright characters.

    None where it is not parted into pieces about as long as it is wide.
    """
    height = strip.picture.shape[0]
    pieces = _pieces(_profile(strip.picture), height)
    if len(pieces) < _FEWEST:
        return None
    gap = max(1, height // 12)
    paper = np.percentile(strip.picture.reshape(-1, 3), 85, axis=0).astype(np.uint8)
    blank = np.broadcast_to(paper, (height, gap, 3))
    cells: list[Picture] = []
    steps: list[tuple[float, float]] = []
    place = 0.0
    for start, end in pieces:
        upright = np.rot90(strip.picture[:, start:end], -1)
        # Its top is the piece's start: a place within the cell is a place within the piece.
        cell = _squared(upright, height, paper)
        cells += [cell, np.asarray(blank, np.uint8)]
        steps += [(place, float(start)), (place + cell.shape[1], float(end))]
        place += cell.shape[1] + gap
    return Strip(
        np.ascontiguousarray(np.concatenate(cells, axis=1)),
        strip.to_page,
        tall=True,
        steps=np.array(steps),
        across=ink_across(strip),
    )


def _squared(cell: Picture, height: int, paper: NDArray[np.uint8]) -> Picture:
    """The piece on a sheet as high as the line, in its middle."""
    sheet = np.empty((height, cell.shape[1], 3), np.uint8)
    sheet[:] = paper
    used = min(height, cell.shape[0])
    top = (height - used) // 2
    sheet[top : top + used] = cell[:used]
    return sheet


def _profile(sideways: Picture) -> NDArray[np.float64]:
    light = sideways.max(axis=2).astype(np.float64)
    paper = float(np.percentile(light, 85))
    dark = max(paper - float(np.percentile(light, 2)), 24.0)
    ink: NDArray[np.float64] = np.clip((paper - light) / dark - 0.3, 0, 1).mean(axis=0)
    return ink


def _pieces(profile: NDArray[np.float64], height: int) -> list[tuple[int, int]]:
    """Runs of ink along the column, joined and cut until each is about one character."""
    inked = profile > 0.015
    edges = np.flatnonzero(np.diff(np.concatenate([[0], inked.astype(np.int8), [0]])))
    runs = [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return _joined(runs, 0.9 * height)


def _joined(runs: list[tuple[int, int]], most: float) -> list[tuple[int, int]]:
    """Parts of one character (二, 吉) lie close together and are no longer than it together."""
    pieces: list[tuple[int, int]] = []
    for start, end in runs:
        if pieces and end - pieces[-1][0] <= most:
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
    return pieces
