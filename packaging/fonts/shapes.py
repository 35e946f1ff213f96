"""Shapes changed: CFF outlines into TrueType ones, wrong signs mended, bodies fitted."""

from dataclasses import dataclass

from fontTools.misc.roundTools import otRound
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.filterPen import DecomposingFilterPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

OUTLINE_ERROR = 2.0  # how far a curve may leave the cubic one, in 1/1000 em: 0.01 mm at 16 pt


@dataclass(frozen=True)
class Body:
    """The room characters fill on average: width, height, middle above the baseline (1/1000 em)."""

    width: float
    height: float
    middle: float


# Measured on forty usual characters. 仿宋 is narrow and tall, 楷体 square: unfitted, the rare
# characters of a name look larger than the others.
FANG = Body(808, 917, 306)
KAI = Body(871, 871, 349)


def to_truetype(font: TTFont) -> None:
    """Replace CFF outlines by quadratic ones within OUTLINE_ERROR."""
    glyph_set = font.getGlyphSet()
    order = font.getGlyphOrder()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(None)
        glyph_set[name].draw(Cu2QuPen(pen, OUTLINE_ERROR, reverse_direction=True))
        glyphs[name] = pen.glyph()
    for table in ("CFF ", "VORG"):
        if table in font:
            del font[table]
    font["loca"] = newTable("loca")
    glyf = font["glyf"] = newTable("glyf")
    glyf.glyphOrder = order
    glyf.glyphs = glyphs
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in (
        "maxTwilightPoints maxStorage maxFunctionDefs maxInstructionDefs maxStackElements "
        "maxSizeOfInstructions maxComponentElements maxPoints maxContours maxCompositePoints "
        "maxCompositeContours maxComponentDepth"
    ).split():
        setattr(maxp, field, 0)
    maxp.maxZones = 1
    glyf.compile(font)
    maxp.recalc(font)
    for name in order:
        advance, _ = font["hmtx"][name]
        font["hmtx"][name] = (advance, getattr(glyphs[name], "xMin", 0))
    post = font["post"]
    post.formatType = 3.0
    post.glyphOrder = None
    post.extraNames = []
    post.mapping = {}
    font.sfntVersion = "\x00\x01\x00\x00"


def mend_fandol(font: TTFont) -> None:
    """Fandol draws the full-width yen sign as a dollar and has no horizontal bar (U+2015).

    ￥ becomes its own ¥, centred in a full em; ― becomes the dash, which is what it looks like.
    """
    characters = font.getBestCmap()
    wrong, right = characters[0xFFE5], characters[0xA5]
    advance = font["hmtx"][right][0]
    shift = otRound((1000 - advance) / 2)
    pen = TTGlyphPen(None)
    font.getGlyphSet()[right].draw(TransformPen(pen, (1, 0, 0, 1, shift, 0)))
    glyph = font["glyf"].glyphs[wrong] = pen.glyph()
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][wrong] = (1000, glyph.xMin)
    for table in font["cmap"].tables:
        if 0x2014 in table.cmap:
            table.cmap[0x2015] = table.cmap[0x2014]


def fit(font: TTFont) -> None:
    """Draw every character of a 楷体 narrower and taller, as those of the 仿宋 are."""
    wide, tall = FANG.width / KAI.width, FANG.height / KAI.height
    matrix = (wide, 0, 0, tall, 500 - 500 * wide, FANG.middle - KAI.middle * tall)
    shown = font.getGlyphSet()
    glyf = font["glyf"]
    glyphs = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(None)
        shown[name].draw(DecomposingFilterPen(TransformPen(pen, matrix), shown))
        glyphs[name] = pen.glyph()
    for name, glyph in glyphs.items():
        glyf[name] = glyph
        glyph.recalcBounds(glyf)
        advance, _ = font["hmtx"][name]
        font["hmtx"][name] = (advance, getattr(glyph, "xMin", 0))
