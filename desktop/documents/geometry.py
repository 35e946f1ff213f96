"""Page frames: where text stands on the sheet. Lengths in points unless a name says mm."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from desktop.documents.fonts import Hand
from desktop.domain.layouts import Layout

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
    ``title`` is the size of the title's type; paragraphs are set in by ``indent`` characters, the
    date and a long seal line stand ``date_margin`` and ``seal_margin`` from the right.
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
    indent: float = 2.0
    date_margin: float = 4.0
    seal_margin: float = 2.0
    text_hand: Hand = Hand.FANG
    title_hand: Hand = Hand.BIAOSONG
    heading_hands: tuple[Hand, Hand] = (Hand.HEI, Hand.KAI)

    @property
    def width(self) -> float:
        """Width of the text area."""
        return PAGE_WIDTH - self.left - self.right

    @property
    def height(self) -> float:
        """Height of the text area."""
        return PAGE_HEIGHT - self.top - self.bottom


OFFICIAL_COLUMNS = 28


def frame_of(layout: Layout) -> Frame:
    """The frame a layout describes."""
    page, text = layout.page, layout.text
    width = PAGE_WIDTH - (page.left + page.right) * MM
    return Frame(
        top=page.top * MM,
        bottom=page.bottom * MM,
        left=page.left * MM,
        right=page.right * MM,
        size=text.size,
        pitch=width / text.characters if text.characters else text.size,
        leading=text.leading,
        numbering=Numbering(page.numbering),
        heading_indent=layout.headings.indent,
        heading_space=layout.headings.space,
        title=layout.heading.size,
        indent=text.indent,
        date_margin=layout.signature.date_margin,
        seal_margin=layout.signature.seal_margin,
        text_hand=Hand(text.hand),
        title_hand=Hand(layout.heading.hand),
        heading_hands=(Hand(layout.headings.hands[0]), Hand(layout.headings.hands[1])),
    )


OFFICIAL = frame_of(Layout(id="standard", title="GB/T 9704-2012", way="text"))
"""GB/T 9704-2012: 156 × 225 mm, 22 lines of 28 characters of 三号 (16 pt).

28 characters fit only at a pitch of 15.79 pt, 22 lines only at 28.95 pt.
"""

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
