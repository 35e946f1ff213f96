"""Page frames: where text stands on the sheet. Lengths in points unless a name says mm."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

MM = 72 / 25.4
PAGE_WIDTH = 210 * MM
PAGE_HEIGHT = 297 * MM


class Numbering(Enum):
    """Page numbers: none, the official way (odd right, even left), or plain in the middle."""

    NONE = "none"
    OFFICIAL = "official"
    CENTRED = "centred"


@dataclass(frozen=True, slots=True)
class Frame:
    """Margins and the body's type on A4.

    ``pitch`` is the width of a character cell of body size, ``leading`` the distance of lines;
    headings are set in by ``heading_indent`` characters and have ``heading_space`` above and below.
    ``title`` is the size of the title's type.
    """

    top: float
    bottom: float
    left: float
    right: float
    size: float
    pitch: float
    leading: float
    numbering: Numbering
    heading_indent: float = 2.0
    heading_space: float = 0.0
    title: float = 22.0

    @property
    def width(self) -> float:
        """Width of the text area."""
        return PAGE_WIDTH - self.left - self.right

    @property
    def height(self) -> float:
        """Height of the text area."""
        return PAGE_HEIGHT - self.top - self.bottom


OFFICIAL_COLUMNS = 28

OFFICIAL = Frame(
    top=37 * MM,
    bottom=35 * MM,
    left=28 * MM,
    right=26 * MM,
    size=16.0,
    pitch=156 * MM / OFFICIAL_COLUMNS,
    leading=28.95,
    numbering=Numbering.OFFICIAL,
)
"""GB/T 9704-2012: 156 × 225 mm, 22 lines of 28 characters of 三号 (16 pt).

28 characters fit only at a pitch of 15.79 pt, 22 lines only at 28.95 pt.
"""

COPYING = Frame(
    top=18 * MM,
    bottom=16 * MM,
    left=27 * MM,
    right=24 * MM,
    size=12.0,
    pitch=12.0,
    leading=20.0,
    numbering=Numbering.NONE,
)
"""Sheets to be copied by hand: room for cells to write in and the count beside them."""

BY_HAND = replace(COPYING, top=12 * MM, bottom=12 * MM)
"""Sheets that are written by hand from the title to the date: a whole document on one."""

FORM = Frame(
    top=20 * MM,
    bottom=15 * MM,
    left=22 * MM,
    right=22 * MM,
    size=12.0,
    pitch=12.0,
    leading=20.0,
    numbering=Numbering.NONE,
    title=17.0,
)
"""A form that is one page: 小四 (12 pt)."""

REPORT = Frame(
    top=20 * MM,
    bottom=20 * MM,
    left=20 * MM,
    right=20 * MM,
    size=10.5,
    pitch=10.5,
    leading=17.0,
    numbering=Numbering.CENTRED,
    heading_indent=0.0,
    heading_space=5.0,
)
"""Working papers: 五号 (10.5 pt)."""

COPIES = Frame(
    top=12 * MM,
    bottom=12 * MM,
    left=12 * MM,
    right=12 * MM,
    size=12.0,
    pitch=12.0,
    leading=20.0,
    numbering=Numbering.NONE,
)
"""Copies of pages: as much of the sheet as printers reach; nothing on it but copy and stamp."""
