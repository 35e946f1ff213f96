"""Checks of the mask plan."""

from __future__ import annotations

from typing import Literal

from desktop.domain.operations.shape import Operation
from desktop.domain.scans import MaskKind


class MaskDecided(Operation):
    """Every page that takes part has its 是/否."""

    op: Literal["mask_decided"]


class MaskDone(Operation):
    """Wherever these kinds appear they are covered."""

    op: Literal["mask"]
    of: tuple[MaskKind, ...]


class MaskNeedless(Operation):
    """Pages on which nothing is to be covered say 否."""

    op: Literal["mask_needless"]


class MaskArea(Operation):
    """No page is covered over more than this share (0–1); the number is the program's advice."""

    op: Literal["mask_area"]
    share: float


class MaskOthers(Operation):
    """Nobody else's name is covered."""

    op: Literal["mask_others"]
