"""What a document is made of, before anyone decides how it is drawn.

Builders (:mod:`compose`, :mod:`copying`) make blocks from a case and a notice; the backends
(``pdf``, ``docx``) draw blocks and know nothing of cases.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from desktop.documents.fonts import Hand
from desktop.documents.geometry import Frame
from desktop.documents.templates.own import Own

PRODUCT = "职称申报助手"
"""What made a file, in its metadata."""
LANGUAGE = "zh-CN"
"""What documents are written in."""


class Align(Enum):
    """How the lines of a paragraph stand."""

    JUSTIFY = "justify"
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Title:
    """标题, 小标宋, centred, broken where its sense breaks; an empty line follows.

    Line ends in ``text`` are kept.
    """

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
    Either may be empty.
    """

    lines: tuple[SignLine, ...]
    seal: str
    date: str


class Ruling(Enum):
    """What is printed to write in: a dotted cross in cells, cells, lines, or corners only."""

    CROSSED = "田字格"
    CELLS = "方格"
    LINES = "横线"
    CORNERS = "角线"


@dataclass(frozen=True, slots=True)
class CopyGrid:
    """Cells for writing by hand, ``columns`` to a row of ``cell`` mm.

    With ``text``: the model, one character a cell after ``indent`` empty ones, where ``counted``
    with the running count of characters beside each row. ``cells`` are at least there, the empty
    ones for writing in. ``gap`` mm below each row, ``space`` mm above the first.
    ``heavy``: the text's strokes are thicker by so much (em), to be seen through a sheet.
    """

    columns: int
    cell: float
    text: str = ""
    cells: int = 0
    indent: int = 2
    counted: bool = True
    gap: float = 2.0
    space: float = 0.0
    ruling: Ruling = Ruling.CROSSED
    heavy: float = 0.0


@dataclass(frozen=True, slots=True)
class HandSign:
    """Where one signs by hand: lines behind labels, the date, a ``box`` (mm) for the 手印."""

    lines: tuple[str, ...]
    date: str
    box: float = 0.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A boxed red line at the head of a sheet (范本，勿交); ``across``: faintly over it too.

    ``margin``: in the blank above the text, where it moves nothing; ``note``: small words beside.
    """

    text: str
    across: bool = False
    margin: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell, ``span`` columns wide; ``foot`` lines stand at its bottom right."""

    text: str
    hand: Hand = Hand.SONG
    align: Align = Align.LEFT
    span: int = 1
    foot: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; ``widths`` are shares of the text width; ``head`` repeats on every page.

    ``heights`` (mm, 0: as needed) are the least of the rows: a text too long for its row is set
    smaller first, then the row grows.
    """

    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    head: tuple[Cell, ...] = ()
    heights: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Labels:
    """A sheet of labels to cut out, each with ``text`` and below it ``lines`` to write on."""

    text: str
    lines: tuple[str, ...] = ()
    columns: int = 2
    rows: int = 6
    height: float = 38.0


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a new page."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A numbered place on a page's picture, and what is there.

    ``corners`` are four (x, y) in shares of the picture's width and height; a place that is not
    ``settled`` is drawn dashed.
    """

    text: str
    corners: tuple[tuple[float, float], ...]
    settled: bool = True


@dataclass(frozen=True, slots=True)
class PageView:
    """A page's picture (JPEG) with numbered places, and beside it what is said of it.

    ``answer`` is the word it is all about (是), behind ``question``; ``remarks`` follow the places.
    The picture is at most ``width`` × ``height`` mm.
    """

    picture: bytes
    title: str
    question: str
    answer: str
    spots: tuple[Spot, ...] = ()
    remarks: tuple[str, ...] = ()
    width: float = 76.0
    height: float = 106.0


@dataclass(frozen=True, slots=True)
class Copied:
    """A page copied: its picture (JPEG) and how large it is in its own size, mm; 0: not known."""

    picture: bytes
    width: float = 0.0
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class CopySheet:
    """A sheet of copies, and below them the ``text`` that certifies them.

    ``lines`` are to be written on; where one names a seal there is room for it.
    """

    pages: tuple[Copied, ...]
    text: str
    lines: tuple[str, ...] = ()


Block = (
    Title | Heading | Paragraph | Small | Signature | CopyGrid | HandSign | Mark | Table | Labels
    | PageView | CopySheet | PageBreak
)  # fmt: skip
"""PDF draws all; DOCX all but :class:`PageView` and :class:`CopySheet`, which nobody edits."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document ready to be drawn. ``title``, in the file's metadata, never names a person.

    With ``own`` its Word file is made from a template of the office's instead of these blocks.
    """

    kind: str
    title: str
    frame: Frame
    blocks: tuple[Block, ...]
    own: Own | None = None
