"""What a document is made of, before anyone decides how it is drawn.

Builders (:mod:`publicity`, :mod:`summary` …) make blocks from a case and a notice; the backends
(:mod:`pdf`, :mod:`docx`) draw blocks and know nothing of cases.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from desktop.documents.fonts import Hand
from desktop.documents.geometry import Frame


class Align(Enum):
    """How the lines of a paragraph stand."""

    JUSTIFY = "justify"
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Title:
    """标题, 小标宋 22 pt, centred, broken where its sense breaks; an empty line follows."""

    text: str
    keep: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in the text: level 1 黑体 (一、), level 2 楷体 (（一）)."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, 左空二字; ``keep`` phrases (names) not to be broken.

    ``whole``: on one page, as prescribed sentences are: nobody should have to turn the sheet on
    the wall in the middle of one.
    """

    text: str
    keep: tuple[str, ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Small:
    """A small remark of the program's own beside prescribed text; grey."""

    text: str


@dataclass(frozen=True, slots=True)
class SignLine:
    """One line of a signature block: printed ``text``, then a rule of ``rule`` em to write on."""

    text: str
    rule: float = 0.0


@dataclass(frozen=True, slots=True)
class Signature:
    """落款: signature lines, unit (公章), date, on the right; never alone on a page.

    ``seal`` is the unit's line, which is set in two lines where it is long; ``date`` the last.
    """

    lines: tuple[SignLine, ...]
    seal: str
    date: str


@dataclass(frozen=True, slots=True)
class CopyGrid:
    """Cells for writing by hand, ``columns`` to a row of ``cell`` mm.

    With ``text``: the model, one character a cell after two empty ones, the running count of
    characters beside each row. Without: ``cells`` empty ones.
    """

    columns: int
    cell: float
    text: str = ""
    cells: int = 0


@dataclass(frozen=True, slots=True)
class HandSign:
    """Where one signs by hand: a line for the name, the date, a ``box`` (mm) for the 手印."""

    label: str
    date: str
    box: float = 0.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A boxed red line at the head of a sheet (范本，勿交); ``across``: faintly over it too."""

    text: str
    across: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell."""

    text: str
    hand: Hand = Hand.SONG
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; ``widths`` are shares of the text width; ``head`` repeats on every page."""

    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    head: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a new page."""


Block = (
    Title | Heading | Paragraph | Small | Signature | CopyGrid | HandSign | Mark | Table | PageBreak
)


@dataclass(frozen=True, slots=True)
class Document:
    """A document ready to be drawn. ``title``, in the file's metadata, never names a person."""

    kind: str
    title: str
    frame: Frame
    blocks: tuple[Block, ...]
