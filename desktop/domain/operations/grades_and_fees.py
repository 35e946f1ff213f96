"""Checks of grades and fees."""

from __future__ import annotations

from typing import Literal

from desktop.domain.operations.shape import Operation


class Grades(Operation):
    """The grades of the years the notice names (``assessment``)."""

    op: Literal["grades"]
    none_of: tuple[str, ...]
    warn_of: tuple[str, ...] = ()


class ProbationGrade(Operation):
    """The result at the end of probation stands for its year's grade, and is a pass."""

    op: Literal["probation_grade"]


class FeePaid(Operation):
    """The fee paid is the one the notice names for this kind of application and level."""

    op: Literal["fee"]
