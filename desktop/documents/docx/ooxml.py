"""The few pieces of WordprocessingML python-docx has no words for, in the order the schema asks."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

OFFICE = "urn:schemas-microsoft-com:office:office"

LEFT_OVER = frozenset({"thumbnail", "customXml", "stylesWithEffects"})

APPLICATION = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">\
<Application>{product}</Application></Properties>"""

SIDES = ("top", "left", "bottom", "right")

RED = "BF1A1A"

ZIP_TIME = (2000, 1, 1, 0, 0, 0)

AFTER_SPACING = ("w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:highlight", "w:u", "w:lang")
"""What follows ``w:spacing`` inside ``w:rPr``, as far as it is used here."""


def element(name: str, **attributes: str) -> Any:
    """``<w:name w:attribute=…/>``; an underscore before a name keeps Python's words free."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key.strip('_')}"), value)
    return made


def set_fonts(properties: Any, east_asian: str, latin: str) -> None:
    """Names the fonts of a run or style outright; theme fonts would win over them."""
    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), latin)
    fonts.set(qn("w:eastAsia"), east_asian)
    fonts.set(qn("w:hint"), "eastAsia")


def set_character_spacing(properties: Any, twips: int) -> None:
    """Space added to every character."""
    spacing = element("spacing", val=str(twips))
    for following in AFTER_SPACING:
        found = properties.find(qn(following))
        if found is not None:
            found.addprevious(spacing)
            return
    properties.append(spacing)


def set_character_scale(properties: Any, percent: int) -> None:
    """Characters so wide, of their own width."""
    scale = element("w", val=str(percent))
    for following in AFTER_SPACING[1:]:
        found = properties.find(qn(following))
        if found is not None:
            found.addprevious(scale)
            return
    properties.append(scale)


def set_line_ends(properties: Any) -> None:
    """No mark hangs in the margin, as none does in the PDF."""
    following = ("snapToGrid", "spacing", "ind", "jc", "outlineLvl", "rPr")
    properties.insert_element_before(
        element("overflowPunct", val="0"), *(f"w:{each}" for each in following)
    )


def set_composition(document: Any, not_first: str, not_last: str) -> None:
    """What Word must know of the whole text: 避头尾 as in the PDF, marks never pressed together.

    A line ended by hand is not torn apart to fill its measure.
    """
    settings = document.settings.element
    for made in (
        element("characterSpacingControl", val="doNotCompress"),
        element("noLineBreaksAfter", lang="zh-CN", val=not_last),
        element("noLineBreaksBefore", lang="zh-CN", val=not_first),
    ):
        for old in settings.findall(made.tag):
            settings.remove(old)
        settings.find(qn("w:savePreviewPicture")).addprevious(made)
    compat = settings.find(qn("w:compat"))
    compat.insert(0, element("doNotExpandShiftReturn"))
    settings.find(qn("w:themeFontLang")).set(qn("w:eastAsia"), "zh-CN")


def set_language(properties: Any) -> None:
    """Text is Chinese: proofing and line breaking follow."""
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(element("lang", val="en-US", eastAsia="zh-CN"))


def set_line_grid(section: Any, pitch: float) -> None:
    """So many points from line to line on the page; characters stand free.

    (A grid of lines and characters doubles the spacing in LibreOffice.)
    """
    properties = section._sectPr  # noqa: SLF001
    grid = properties.find(qn("w:docGrid"))
    if grid is None:
        grid = element("docGrid")
        properties.append(grid)
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(round(pitch * 20)))


def set_first_line_characters(paragraph: Any, characters: float) -> None:
    """First-line indent in characters, which follow the type where somebody changes its size."""
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()  # noqa: SLF001
    indent.set(qn("w:firstLineChars"), str(round(characters * 100)))


def add_page_field(run: Any) -> None:
    """The number of the page."""
    for kind in ("begin", "instr", "end"):
        if kind == "instr":
            made = element("instrText")
            made.set(qn("xml:space"), "preserve")
            made.text = " PAGE "
        else:
            made = element("fldChar", fldCharType=kind)
        run._r.append(made)  # noqa: SLF001


def set_cell_borders(
    cell: Any, colour: str, line: str = "single", sides: Sequence[str] = SIDES
) -> None:
    """Borders of half a point at ``sides`` of a cell."""
    borders = element("tcBorders")
    for side in SIDES:
        if side in sides:
            borders.append(element(side, val=line, sz="4", space="0", color=colour))
    if not len(borders):
        return
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001
    following = properties.find(qn("w:vAlign"))
    if following is None:
        properties.append(borders)
    else:
        following.addprevious(borders)


def set_cell_margins(table: Any, points: float) -> None:
    """Blank at the sides inside every cell of a table."""
    margins = element("tblCellMar")
    for side in ("left", "right"):
        margins.append(element(side, w=str(round(points * 20)), type="dxa"))
    properties = table._tbl.tblPr  # noqa: SLF001
    look = properties.find(qn("w:tblLook"))
    if look is None:
        properties.append(margins)
    else:
        look.addprevious(margins)


def set_paragraph_border(paragraph: Any, colour: str, points: float) -> None:
    """A box around a paragraph, so many points from its text."""
    box = element("pBdr")
    for side in SIDES:
        box.append(element(side, val="single", sz="8", space=str(round(points)), color=colour))
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
    properties.insert_element_before(
        box,
        *(f"w:{name}" for name in ("shd", "tabs", "overflowPunct", "snapToGrid", "spacing", "ind")),
        *(f"w:{name}" for name in ("contextualSpacing", "jc", "rPr")),
    )


def add_watermark(
    run: Any, text: str, size: tuple[float, float], degrees: int, colour: str
) -> None:
    """Words behind the text across the middle of the page, ``size`` points wide and high.

    In the older drawing language, which is the one all programs know for words along a path.
    """
    width, height = size
    style = (
        "position:absolute;margin-left:0;margin-top:0;"
        f"width:{width:.0f}pt;height:{height:.0f}pt;rotation:{degrees};z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:page;"
        "mso-position-vertical:center;mso-position-vertical-relative:page"
    )
    picture = element("pict")
    shape = picture.makeelement(_vml("shape"), {"id": "mark", "type": "#words", "style": style})
    shape.set("fillcolor", f"#{colour}")
    shape.set("stroked", "f")
    font = 'font-family:"黑体";font-size:1pt;font-weight:bold'
    shape.append(shape.makeelement(_vml("textpath"), {"style": font, "string": text}))
    picture.append(_words_shape(picture))
    picture.append(shape)
    run._r.append(picture)  # noqa: SLF001


def _words_shape(parent: Any) -> Any:
    """The kind of shape that stretches words between two straight lines."""
    kind = parent.makeelement(
        _vml("shapetype"),
        {
            "id": "words",
            "coordsize": "21600,21600",
            f"{{{OFFICE}}}spt": "136",
            "path": "m,l21600,m,21600l21600,21600e",
        },
    )
    kind.append(kind.makeelement(_vml("path"), {"textpathok": "t"}))
    kind.append(kind.makeelement(_vml("textpath"), {"on": "t", "fitshape": "t"}))
    return kind


def _vml(name: str) -> str:
    return f"{{urn:schemas-microsoft-com:vml}}{name}"


def repeat_row(row: Any) -> None:
    """The row stands again at the top of every page the table runs over."""
    row._tr.get_or_add_trPr().append(element("tblHeader"))  # noqa: SLF001


def keep_row_whole(row: Any) -> None:
    """No page break inside the row."""
    row._tr.get_or_add_trPr().insert(0, element("cantSplit"))  # noqa: SLF001


def clear_decoration(style: Any) -> None:
    """Takes away the line, the spacing and the kerning of Word's own title style.

    A title of larger type would take two lines of the page's grid; it leaves the grid.
    """
    paragraph, run = style.element.get_or_add_pPr(), style.element.get_or_add_rPr()
    for properties, name in (
        (paragraph, "w:pBdr"),
        (paragraph, "w:contextualSpacing"),
        (run, "w:spacing"),
        (run, "w:kern"),
    ):
        for found in properties.findall(qn(name)):
            properties.remove(found)
    free = element("snapToGrid", val="0")
    paragraph.insert_element_before(free, "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr")


def strip(document: Any, product: str) -> None:
    """Takes out what the library's blank file brings along: a picture, sources, another's name."""
    package = document.part.package
    for relations in (package.rels, document.part.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.rpartition("/")[2] in LEFT_OVER:
                del relations[key]
    for part in package.iter_parts():
        if str(part.partname) == "/docProps/app.xml":
            part._blob = APPLICATION.format(product=product).encode("utf-8")  # noqa: SLF001


def declare_fonts(document: Any, substitutes: dict[str, str]) -> None:
    """Says in the font table which font stands in where one is not installed."""
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/word/fontTable.xml":
            table = "".join(
                f'<w:font w:name="{name}"><w:altName w:val="{other}"/></w:font>'
                for name, other in substitutes.items()
            )
            blob = part.blob.decode("utf-8").replace("</w:fonts>", f"{table}</w:fonts>")
            part._blob = blob.encode("utf-8")  # noqa: SLF001


def repack(data: bytes) -> bytes:
    """The same package with fixed times: the same document gives the same bytes."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, ZIP_TIME), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
