"""Checks of files: in which slots they are, for which year, and of what kind."""

from __future__ import annotations

from typing import Literal

from desktop.domain.operations.shape import Operation


class Slots(Operation):
    """Files in all of these slots, or in at least ``least`` of them."""

    op: Literal["slots"]
    of: tuple[str, ...]
    least: int | None = None


class SlotExclusive(Operation):
    """Files of entries of these types lie in one slot only and nowhere a second time."""

    op: Literal["slot_exclusive"]
    types: tuple[str, ...]
    slot: str


class TrainingYears(Operation):
    """A certificate with its file for each kind in each year the notice names.

    Years that the notice exempts (``training`` terms) need none; years before the first job only
    warn, since no notice says what is to be done about them.
    """

    op: Literal["training"]
    kinds: tuple[str, ...]
    slot: str


class TrainingMost(Operation):
    """No more years of certificates than the notice takes (``training`` terms: ``most``)."""

    op: Literal["training_most"]
    kinds: tuple[str, ...]


class YearForms(Operation):
    """A form for each year the notice names (``assessment``); years before the first job only warn.

    Where the notice takes shorter service as it is (``short_service``), they do not even that.
    """

    op: Literal["year_forms"]
    slot: str
    both_sides: bool = False


class SocialInsuranceMonths(Operation):
    """So many different months of 社保 paid, the last one recent, with the proof in a slot.

    ``contract``: a contract in that slot, valid today, does instead.
    """

    op: Literal["social_insurance"]
    months: int
    slot: str
    recent_months: int = 2
    contract: str = ""


class FileFormats(Operation):
    """Every file is of a format the notice takes (``files.formats``), told by its content."""

    op: Literal["file_formats"]


class FileNames(Operation):
    """Every file is named by what it is, not IMG_001."""

    op: Literal["file_names"]


class FilesOpen(Operation):
    """Every file can be opened."""

    op: Literal["files_open"]


class Legible(Operation):
    """No file was found illegible; whether all can be read the person confirms."""

    op: Literal["legible"]


class Photo(Operation):
    """The portrait is there, in colour where wanted, and of the shape of a one-inch photo.

    ``ratio`` is width by height (25:35 for 一寸), within 3 %; off it only warns.
    """

    op: Literal["photo"]
    slot: str
    colour: bool = False
    ratio: float | None = None
