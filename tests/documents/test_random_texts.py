"""Texts nobody would write, in columns and in narrow cells: nothing is lost, torn or clipped.

``ZHICHENG_TEXTS=10000`` runs the long form. What is unbreakable and wider than its line (a row of
twenty marks in a cell of three characters) has to be broken somewhere; that is left out, counted,
and held to stay rare.
"""

from __future__ import annotations

import os
import random
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pytest
from fontTools.ttLib import TTFont

from desktop.documents.blocks import Align, Block, Cell, Document, Paragraph, Table
from desktop.documents.clusters import Measure
from desktop.documents.fonts import Fonts, Hand
from desktop.documents.geometry import OFFICIAL, PAGE_WIDTH, REPORT, Frame, Numbering
from desktop.documents.layout import lay_out
from desktop.documents.marks import printable
from desktop.documents.page import Page, Stroke, Text
from desktop.documents.pdf.writing import to_pdf
from tests.documents.cases import FORM
from tests.documents.line_ends import breaks, faults, is_latin, read_lines, stiff

SPARED = 2.0
"""What a cell's padding, and blanks beside Latin words, take of the room (em)."""

TEXTS = int(os.environ.get("ZHICHENG_TEXTS", "0")) or 240
BATCH = 40

RARELY = 0.2
"""Share of the line ends in narrow cells that lie in something wider than the cell."""

HAN = "的一是在人有我他这中大来上国造林业职称申报工程系列专业技术资格评审绿洲胡杨荒漠"
RARE = "䶮𬭎堃喆镕珺翀昇犇骉燚〇"
MARKS = (
    "，。、；：？！,.;:?!…—·“”‘’（）()《》〈〉【】〔〕「」『』～－％%℃￥$§№①②℉°′″々×±≤/＼｜＋＝"
    "@#&*_^~|"
)
SIGNS: list[str] = [*MARKS, "——", "……", "”）。", "（“《"]
LATIN = ("GPS", "ArcGIS", "Python", "don’t", "naïve", "kg", "R²", "pH", "a", "GB/T", "SPSS-26")
LONG = (
    "https://bz.example.cn/zhicheng/pingshen?nianfen=2024&leibie=minying",
    "Llanfairpwllgwyngyll",
)
NAMES = ("张䶮", "热合曼·买买提", "阿卜杜热合曼·买买提·吐尔逊", "王𬭎")
UNITS = ("年", "月", "亩", "万元", "公顷", " km", " hm²", "%", "个")


def piece(chance: random.Random) -> str:
    """Some characters of one kind."""
    kind = chance.random()
    if kind < 0.5:
        return "".join(chance.choices(HAN, k=chance.randint(1, 9)))
    if kind < 0.54:
        return chance.choice(RARE)
    if kind < 0.76:
        return chance.choice(SIGNS)
    if kind < 0.84:
        return chance.choice(LATIN)
    if kind < 0.94:
        number = f"{chance.choice((chance.randint(0, 2024), chance.uniform(0, 1e6))):,}"[:10]
        return number.rstrip(",.") + chance.choice(("", *UNITS))
    if kind < 0.96:
        return " " * chance.randint(1, 3)
    return chance.choice((*NAMES, *LONG))


def text(number: int) -> str:
    """The text of that number."""
    chance = random.Random(number)  # noqa: S311 - the same texts each time
    made = "".join(piece(chance) for _ in range(chance.randint(1, 40)))
    return made.strip() or "空"


@dataclass(frozen=True)
class Laid:
    """One text as it was laid out: its lines, where they may stand, the names to be kept."""

    source: str
    lines: tuple[Text, ...]
    left: float
    right: float
    hand: Hand
    names: tuple[str, ...] = ()

    @property
    def ends(self) -> list[int]:
        """Where its lines end, counted without blanks."""
        found, place = [], 0
        for line in self.lines[:-1]:
            place += len("".join(line.source.split()))
            found.append(place)
        return found


def columns(number: int) -> tuple[float, ...]:
    """Shares of the width: at the narrowest two and a half characters and the padding."""
    chance = random.Random(number)  # noqa: S311
    return tuple(chance.choice((1.0, 1.5, 2.0, 3.0)) for _ in range(chance.randint(2, 6)))


def table(number: int, texts: Sequence[str]) -> Table:
    widths = columns(number)
    chance = random.Random(number)  # noqa: S311
    cells = [
        Cell(each, chance.choice((Hand.SONG, Hand.FANG, Hand.KAI)), chance.choice(list(Align)))
        for each in texts
    ]
    cells += [Cell("")] * (-len(cells) % len(widths))
    step = len(widths)
    rows = tuple(tuple(cells[at : at + step]) for at in range(0, len(cells), step))
    heights = tuple(chance.choice((0.0, 12.0, 40.0)) for _ in rows)
    return Table(widths, rows, heights=heights)


def laid_paragraphs(texts: Sequence[str], frame: Frame, pages: Sequence[Page]) -> Iterator[Laid]:
    lines: dict[int, list[Text]] = {}
    for page in pages:
        for stretch in page.stretches:
            found = page.items[stretch.start : stretch.end]
            lines.setdefault(stretch.block, []).extend(i for i in found if isinstance(i, Text))
    for number, source in enumerate(texts):
        kept = tuple(name for name in NAMES if name in source)
        right = PAGE_WIDTH - frame.right
        yield Laid(source, tuple(lines[number]), frame.left, right, Hand.FANG, kept)


def laid_cells(
    texts: Sequence[str], block: Table, frame: Frame, pages: Sequence[Page]
) -> Iterator[Laid]:
    lines: dict[tuple[int, int], list[Text]] = {}
    for page in pages:
        for item in page.items:
            if isinstance(item, Text) and item.cell is not None:
                lines.setdefault(item.cell, []).append(item)
    scale = frame.width / sum(block.widths)
    for number, source in enumerate(texts):
        row, column = divmod(number, len(block.widths))
        left = frame.left + sum(block.widths[:column]) * scale
        right = left + block.widths[column] * scale
        hand = block.rows[row][column].hand
        yield Laid(source, tuple(lines[row, column]), left, right, hand)


class Inks:
    """How far the ink of a glyph reaches, read from the font files themselves (em)."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._read: dict[str, tuple[TTFont, dict[int, str]]] = {}
        self._known: dict[tuple[str, str], tuple[float, float, float, float]] = {}

    def of(self, face: str, char: str) -> tuple[float, float, float, float]:
        """Left, foot, right and top of what is drawn."""
        if (face, char) not in self._known:
            self._known[face, char] = self._look(face, char)
        return self._known[face, char]

    def _look(self, face: str, char: str) -> tuple[float, float, float, float]:
        if face not in self._read:
            read = TTFont(self._fonts.face(face).path, lazy=True)
            self._read[face] = (read, read.getBestCmap())
        font, names = self._read[face]
        shape = font["glyf"][names[ord(char)]]
        if not shape.numberOfContours:
            return (0.0, 0.0, 0.0, 0.0)
        scale = font["head"].unitsPerEm
        return (shape.xMin / scale, shape.yMin / scale, shape.xMax / scale, shape.yMax / scale)

    def close(self) -> None:
        """Let go of the files."""
        for font, _ in self._read.values():
            font.close()


@pytest.fixture(scope="module")
def inks(fonts: Fonts) -> Iterator[Inks]:
    read = Inks(fonts)
    yield read
    read.close()


def outside(laid: Laid, inks: Inks) -> list[str]:
    """Glyphs whose ink passes the rules of their cell, or the column's edge by 1/20 em."""
    found = []
    for line in laid.lines:
        for glyph in line.glyphs:
            low, _, high, _ = inks.of(glyph.face, glyph.char)
            x = line.x + glyph.x * line.size
            give = 0.05 * line.size
            if x + low * line.size < laid.left - give or x + high * line.size > laid.right + give:
                found.append(glyph.char)
    return found


def across_rules(page: Page, inks: Inks) -> list[str]:
    """Characters of cells whose ink touches a horizontal rule of the table."""
    rules = [item for item in page.items if isinstance(item, Stroke) and item.y1 == item.y2]
    found = []
    for item in page.items:
        if not isinstance(item, Text) or item.cell is None:
            continue
        for glyph in item.glyphs:
            _, low, _, high = inks.of(glyph.face, glyph.char)
            top, foot = item.y - high * item.size, item.y - low * item.size
            if high > low and any(top < rule.y1 < foot for rule in rules):
                found.append(glyph.char)
    return found


def judge(laid: Laid, fonts: Fonts) -> tuple[Counter[str], int]:
    """Faults of the lines of a text, and how many ends had to be where none may be."""
    bare = "".join(printable(laid.source).split())
    assert "".join("".join(line.source.split()) for line in laid.lines) == bare, laid.source
    smallest = min(line.size for line in laid.lines)
    room = (laid.right - laid.left) / smallest
    forced = stiff(printable(laid.source), laid.ends, laid.names)
    wide = [end for end, run in forced.items() if width(run, fonts.hand(laid.hand)) > room - SPARED]
    ends = [end for end in laid.ends if end not in wide]
    return faults(printable(laid.source), ends, laid.names), len(wide)


def width(run: str, measure: Measure) -> float:
    """The least width of an unbreakable run, its marks at half (em)."""
    return sum(
        measure.glyph(char, wide=False)[1]
        if is_latin(char)
        else (0.5 if unicodedata.category(char).startswith("P") and char not in "—…" else 1.0)
        for char in run
    )


@pytest.mark.parametrize("batch", range(-(-TEXTS // BATCH)))
def test_whatever_is_written_stays_whole_on_its_paper(batch: int, fonts: Fonts, inks: Inks) -> None:
    texts = [text(batch * BATCH + number) for number in range(BATCH)]
    frame = replace((OFFICIAL, FORM, REPORT)[batch % 3], numbering=Numbering.NONE)
    blocks: tuple[Block, ...] = tuple(Paragraph(each, keep=NAMES) for each in texts)
    grid = table(batch, texts)
    running = Document("kind", "标题", frame, blocks)
    tabled = Document("kind", "标题", frame, (grid,))
    pages, cells = lay_out(running, fonts), lay_out(tabled, fonts)
    broad = tuple(laid_paragraphs(texts, frame, pages))
    narrow = tuple(laid_cells(texts, grid, frame, cells))
    forced = 0
    for laid in (*broad, *narrow):
        found, wide = judge(laid, fonts)
        assert not found, (laid.source, [line.source for line in laid.lines])
        assert outside(laid, inks) == [], (laid.source, [line.source for line in laid.lines])
        assert laid in narrow or not wide
        forced += wide
    assert [each for page in cells for each in across_rules(page, inks)] == []
    assert forced <= RARELY * sum(len(laid.ends) for laid in narrow)
    # And what was made of it says the same, read by somebody else.
    lines = [line for page in read_lines(to_pdf(running, fonts)) for line in page]
    for source, ends in zip(texts, breaks([printable(each) for each in texts], lines), strict=True):
        kept = tuple(name for name in NAMES if name in source)
        assert not faults(printable(source), ends, kept), source
