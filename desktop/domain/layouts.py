"""How a kind of document stands on paper, as data: page, type, signature, cells to write in.

What a layout does not say is as GB/T 9704-2012 has it. Lengths of the page are mm, sizes of type
points, indents and margins of lines characters.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from desktop.domain.terms import Piece, Shape, Way

PAGE_MM = (210.0, 297.0)

HandName = Literal["仿宋", "小标宋", "黑体", "黑体加粗", "楷体", "宋体"]
Numbering = Literal["official", "centred", "none"]
Ruling = Literal["田字格", "方格", "横线", "角线"]
"""What is printed to write in: cells with a dotted cross, plain cells, lines, or corners only."""

Margin = Annotated[float, Field(ge=5, le=80)]
Size = Annotated[float, Field(ge=8, le=36)]
Characters = Annotated[float, Field(ge=0, le=20)]
Gap = Annotated[float, Field(ge=0, le=30)]

LEAST_MM = 80.0
"""The text area is at least so wide and high."""

TIGHTEST = 0.95
"""Characters of a line may overlap by so much of their size: 28 of 16 pt in 156 mm need 0.99."""

LEAST_CELL_MM = 8.0

POINTS = 72 / 25.4


class PageLook(Shape):
    """Margins of A4, and page numbers: official (odd right, even left), centred, or none."""

    top: Margin = 37.0
    bottom: Margin = 35.0
    left: Margin = 28.0
    right: Margin = 26.0
    numbering: Numbering = "official"


class TextLook(Shape):
    """Running text: ``characters`` to a line (None: as wide as they are), ``leading`` points."""

    hand: HandName = "仿宋"
    size: Size = 16.0
    characters: Annotated[int, Field(ge=10, le=60)] | None = 28
    leading: Annotated[float, Field(ge=10, le=80)] = 28.95
    indent: Characters = 2.0


class TitleLook(Shape):
    """The title: its hand and size."""

    hand: HandName = "小标宋"
    size: Size = 22.0


class HeadingLook(Shape):
    """Headings of the first and second level; ``space`` points above and below."""

    hands: tuple[HandName, HandName] = ("黑体", "楷体")
    indent: Characters = 2.0
    space: Gap = 0.0


class SignatureLook(Shape):
    """落款: the line to sign on, and how far date and a long seal line stand from the right."""

    rule: Characters = 6.0
    date_margin: Characters = 4.0
    seal_margin: Characters = 2.0


class TableLook(Shape):
    """Cells of forms; a text of up to ``short`` characters stands in the middle of its cell."""

    hand: HandName = "宋体"
    short: Annotated[int, Field(ge=0, le=200)] = 24


class SheetLook(Shape):
    """Cells to write in by hand, ``width`` mm together.

    ``columns`` are cells to a row, best first: the first with which no mark stands where it may
    not. ``spare`` is the share of cells left over; ``gap`` mm stand between rows, ``space`` between
    parts, ``sign_cells`` behind a label to sign in. ``fingerprint`` is the side of the box, mm.
    """

    ruling: Ruling = "田字格"
    width: Annotated[float, Field(ge=60, le=200)] = 153.6
    columns: tuple[Annotated[int, Field(ge=5, le=25)], ...] = Field(
        default=(12, 13, 14, 11, 15, 10), min_length=1
    )
    indent: Annotated[int, Field(ge=0, le=8)] = 2
    spare: Annotated[float, Field(ge=0, le=1)] = 0.1
    gap: Gap = 2.0
    space: Gap = 0.0
    sign_cells: Annotated[int, Field(ge=2, le=10)] = 5
    fingerprint: Annotated[float, Field(ge=20, le=60)] = 30.0

    @model_validator(mode="after")
    def _cells_to_write_in(self) -> SheetLook:
        if self.width / max(self.columns) < LEAST_CELL_MM:
            raise ValueError(f"一格不到 {LEAST_CELL_MM:g} 毫米，写不下字；请减少 columns")
        return self


class LabelLook(Shape):
    """Labels to cut out: how many on a sheet, ``height`` mm each."""

    columns: Annotated[int, Field(ge=1, le=4)] = 2
    rows: Annotated[int, Field(ge=1, le=12)] = 6
    height: Annotated[float, Field(ge=20, le=120)] = 38.0


class Layout(Shape):
    """How documents made in one ``way`` look; of one ``notice`` and some ``kinds`` where named.

    ``content`` is another office's text of that document in place of the notice's, with its own
    sentences in ``texts``; what the notice prescribes has to be in it to the letter.
    """

    id: str
    title: str
    way: Way
    notice: str = ""
    kinds: tuple[str, ...] = ()
    page: PageLook = PageLook()
    text: TextLook = TextLook()
    heading: TitleLook = TitleLook()
    headings: HeadingLook = HeadingLook()
    signature: SignatureLook = SignatureLook()
    table: TableLook = TableLook()
    sheet: SheetLook = SheetLook()
    labels: LabelLook = LabelLook()
    content: tuple[Piece, ...] = ()
    texts: dict[str, str] = Field(default_factory=dict)

    @property
    def width_mm(self) -> float:
        """Width of the text area."""
        return PAGE_MM[0] - self.page.left - self.page.right

    @model_validator(mode="after")
    def _fits_on_the_page(self) -> Layout:
        page, text = self.page, self.text
        if min(self.width_mm, PAGE_MM[1] - page.top - page.bottom) < LEAST_MM:
            raise ValueError(f"页边距太大，版心的宽和高都不能少于 {LEAST_MM:g} 毫米")
        if text.leading < text.size:
            raise ValueError("行距 text.leading 比字号小，行会叠在一起")
        if text.characters:
            pitch = self.width_mm * POINTS / text.characters
            if pitch < text.size * TIGHTEST:
                most = int(self.width_mm * POINTS / (text.size * TIGHTEST))
                raise ValueError(f"一行排不下 text.characters 个字，最多 {most} 个")
        if self.way in ("copy", "by_hand") and self.sheet.width > self.width_mm + 1:
            raise ValueError("sheet.width 比版心宽，格子会出版心")
        if bool(self.content) and not (self.notice and len(self.kinds) == 1):
            raise ValueError("写了 content 的，须写明 notice 和一种 kinds")
        return self


def chosen(layouts: tuple[Layout, ...], notice: str, kind: str, way: Way) -> Layout:
    """The layout that says most of that document; of several the last.

    Where there is none, the standard's.
    """
    found = Layout(id="standard", title="GB/T 9704-2012", way=way)
    most = -1
    for one in layouts:
        if (
            one.way != way
            or one.notice not in ("", notice)
            or (one.kinds and kind not in one.kinds)
        ):
            continue
        says = 2 * bool(one.kinds) + bool(one.notice)
        if says >= most:
            found, most = one, says
    return found
