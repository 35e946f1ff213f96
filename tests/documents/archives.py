"""What ISO 19005-2 (PDF/A-2b) and a tagged file ask of one of ours, held against its objects.

Written from the standard's clauses and reading with pypdf and fontTools, so that nothing of what
writes the files has a say in whether they are right.
"""

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

import pypdf
from fontTools.ttLib import TTFont
from PIL import ImageCms
from pypdf.generic import ContentStream, DictionaryObject, IndirectObject

ACTIONS = {
    "/AA",
    "/OpenAction",
    "/JavaScript",
    "/EmbeddedFiles",
    "/AcroForm",
    "/Perms",
    "/OCProperties",
}
OPERATORS = {
    *(b"q", b"Q", b"cm", b"w", b"d", b"m", b"l", b"c", b"h", b"re", b"S", b"B", b"f"),
    *(b"g", b"G", b"rg", b"RG", b"BT", b"ET", b"Tf", b"Tm", b"TJ", b"Do"),
    *(b"BMC", b"BDC", b"EMC"),
}
"""All that our pages are written with: no transparency, no patterns, no inline images."""

SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}


def faults(data: bytes) -> list[str]:
    """Everything that keeps ``data`` from being PDF/A-2b and well tagged; nothing is good."""
    reader = pypdf.PdfReader(io.BytesIO(data), strict=True)
    return [
        *_bytes(data),
        *_catalogue(reader),
        *(fault for page in reader.pages for fault in _page(page, reader)),
        *_structure(reader),
    ]


def _bytes(data: bytes) -> Iterator[str]:
    """6.1: header, table of objects, streams, trailer."""
    if not re.match(rb"%PDF-1\.[4-7]\n%[\x80-\xff]{4,}\n", data):
        yield "6.1.2 header"
    if not data.endswith(b"%%EOF\n") or data.count(b"%%EOF") != 1:
        yield "6.1.3 something follows the end"
    start = int(data.rsplit(b"startxref\n", 1)[1].split()[0])
    count = int(data[start:].split()[2])
    lines = data[start:].split(b"\n")[2 : 2 + count]
    if any(len(line) != 19 for line in lines):
        yield "6.1.4 lines of the table"
    for number, line in enumerate(lines[1:], 1):
        at = int(line[:10])
        if not data[at:].startswith(b"%d 0 obj\n" % number) or data[at - 1 : at] != b"\n":
            yield f"6.1.9 object {number} is not where the table says"
    trailer = data[data.rindex(b"trailer") :]
    if not re.search(rb"/ID \[ <([0-9A-F]{32})> <\1> \]", trailer):
        yield "6.1.3 no ID"
    if b"/Encrypt" in trailer:
        yield "6.1.3 encrypted"
    for found in re.finditer(rb"/Length (\d+) >>\nstream\n", data):
        if not data[found.end() + int(found[1]) :].startswith(b"\nendstream\nendobj\n"):
            yield "6.1.7 length of a stream"


def _catalogue(reader: pypdf.PdfReader) -> Iterator[str]:
    root: Any = reader.root_object
    if found := ACTIONS & set(root):
        yield f"6.5, 6.6 {found}"
    if str(root.get("/Lang")) != "zh-CN":
        yield "6.7.4 language"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "title not shown"
    packet = root["/Metadata"].get_data()
    if "/Filter" in root["/Metadata"] or not packet.startswith(b"<?xpacket begin"):
        yield "6.6.2 metadata"
    tree = ET.fromstring(packet)  # noqa: S314 - our own file
    info: Any = reader.metadata
    wanted = {
        "pdfaid:part": "2",
        "pdfaid:conformance": "B",
        "dc:title": info["/Title"],
        "dc:creator": info["/Author"],
        "xmp:CreatorTool": info["/Creator"],
        "pdf:Producer": info["/Producer"],
    }
    found_there = {key: tree.find(f".//{key}", SPACES) for key in wanted}
    said = {
        key: "".join(found.itertext()).strip()
        for key, found in found_there.items()
        if found is not None
    }
    if said != wanted or set(info) != {"/Title", "/Author", "/Creator", "/Producer"}:
        yield f"6.6.3 metadata {said} against {dict(info)}"
    (intent,) = root["/OutputIntents"]
    profile = intent["/DestOutputProfile"]
    if intent["/S"] != "/GTS_PDFA1" or profile["/N"] != 3:
        yield "6.2.3 output intent"
    opened = ImageCms.ImageCmsProfile(io.BytesIO(profile.get_data()))
    if opened.profile.xcolor_space.strip() != "RGB" or opened.profile.version > 4.4:
        yield "6.2.3 profile"


def _page(page: Any, reader: pypdf.PdfReader) -> Iterator[str]:
    if set(page) - {
        *("/Type", "/Parent", "/MediaBox", "/Resources", "/Contents", "/StructParents", "/Tabs"),
    }:
        yield f"page holds {set(page)}"
    if "/Contents" not in page:
        return  # an empty back
    fonts: dict[str, DictionaryObject] = page["/Resources"].get("/Font", {})
    pictures = page["/Resources"].get("/XObject", {})
    if set(page["/Resources"]) - {"/Font", "/XObject"}:
        yield "6.2 resources"
    for picture in (entry.get_object() for entry in pictures.values()):
        if picture["/ColorSpace"] not in ("/DeviceRGB", "/DeviceGray") or {
            *("/SMask", "/Interpolate", "/Alternates", "/OPI", "/Mask"),
        } & set(picture):
            yield "6.2.8 picture"
    content: Any = ContentStream(page["/Contents"], reader)
    font = ""
    used: dict[str, set[int]] = {}
    depth = 0
    for operands, operator in content.operations:
        if operator not in OPERATORS:
            yield f"6.2.2 operator {operator!r}"
        depth += {b"q": 1, b"Q": -1}.get(operator, 0)
        if operator == b"Tf":
            font = operands[0]
        elif operator == b"TJ":
            shown = b"".join(raw for raw in map(_raw, operands[0]) if raw is not None)
            codes = {int.from_bytes(shown[at : at + 2]) for at in range(0, len(shown), 2)}
            used.setdefault(font, set()).update(codes)
    if depth:
        yield "unbalanced q"
    for name, codes in used.items():
        yield from _font(fonts[name].get_object(), codes)


def _raw(item: Any) -> bytes | None:
    return getattr(item, "original_bytes", None)


def _font(font: Any, codes: set[int]) -> Iterator[str]:
    """6.2.11: embedded, with the widths it says, each code a shape, each shape a character."""
    (inner,) = font["/DescendantFonts"]
    inner = inner.get_object()
    name = font["/BaseFont"]
    descriptor = inner["/FontDescriptor"]
    if not re.fullmatch(r"/[A-Z]{6}\+[\w-]+", name) or name != inner["/BaseFont"]:
        yield f"{name}: name"
    if inner["/CIDToGIDMap"] != "/Identity" or font["/Encoding"] != "/Identity-H":
        yield f"{name}: encoding"
    program = TTFont(io.BytesIO(descriptor["/FontFile2"].get_data()), lazy=True)
    scale = 1000 / program["head"].unitsPerEm
    advances = [program["hmtx"].metrics[glyph][0] * scale for glyph in program.getGlyphOrder()]
    first, widths = inner["/W"]
    for code in codes:
        if not 0 < code < len(advances):
            yield f"{name}: code {code} shows nothing"
        elif abs(advances[code] - float(widths[code - first])) > 1:
            yield f"{name}: width of {code}"
    program_text = font["/ToUnicode"].get_data().decode()
    mapped = re.findall(r"^<([0-9A-F]{4})> <([0-9A-F]+)>$", program_text, re.MULTILINE)
    back = {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in mapped}
    if codes - set(back):
        yield f"{name}: codes without text {codes - set(back)}"
    if any(ord(text) in (0, 0xFEFF, 0xFFFE) for text in back.values()):
        yield f"{name}: 6.2.11.7 mapped to nothing"


def _structure(reader: pypdf.PdfReader) -> Iterator[str]:
    """14.7, 14.8: everything on a page is of an element, or an artifact; nothing is of two."""
    root: Any = reader.root_object["/StructTreeRoot"]
    if not reader.root_object["/MarkInfo"]["/Marked"]:  # type: ignore[index]
        yield "not marked"
    rows: dict[int, Any] = dict(_rows(root["/ParentTree"]))
    claimed: Counter[tuple[int, int]] = Counter()
    for element in _elements(root["/K"][0].get_object(), root):
        if isinstance(element, str):
            yield element
        else:
            claimed[element] += 1
    pages: Any = reader.pages
    for page in pages:
        if "/Contents" not in page:
            continue
        number = page.indirect_reference.idnum
        row = rows.get(int(page["/StructParents"]))
        marked, loose = _marked(page, reader)
        if loose:
            yield f"{loose} on a page are of nothing"
        if row is None or len(row) != len(marked) or marked != set(range(len(marked))):
            yield f"page {number}: {sorted(marked)} against {row and len(row)}"
        if any(claimed[number, mark] != 1 for mark in marked):
            yield f"page {number}: a mark is of none or of two"
        claimed -= Counter((number, mark) for mark in marked)
    if +claimed:
        yield f"elements of marks that are not there: {+claimed}"


def _rows(tree: Any) -> Iterator[tuple[int, Any]]:
    for kid in tree.get("/Kids", ()):
        yield from _rows(kid.get_object())
    flat = tree.get("/Nums", ())
    for place in range(0, len(flat), 2):
        yield int(flat[place]), flat[place + 1].get_object()


_BELOW = {"/Table": {"/TR"}, "/TR": {"/TH", "/TD"}}


def _elements(element: Any, above: Any) -> Iterator[tuple[int, int] | str]:
    """The (page, mark) of everything below, and what is wrong with it."""
    if element["/P"].get_object() != above:
        yield "an element does not know what it is below"
    if element["/S"] == "/Figure" and not element.get("/Alt"):
        yield "a picture without words"
    page = element.raw_get("/Pg").idnum if "/Pg" in element else -1
    for kid in element["/K"]:
        if isinstance(kid, int):
            yield page, int(kid)
        elif isinstance(kid, IndirectObject):
            inner: Any = kid.get_object()
            wanted = _BELOW.get(element["/S"])
            if wanted and inner["/S"] not in wanted:
                yield f"{inner['/S']} in {element['/S']}"
            yield from _elements(inner, element)
        else:
            yield kid.raw_get("/Pg").idnum, int(kid["/MCID"])
    if element["/S"] == "/Table":
        rows = (row.get_object()["/K"] for row in element["/K"])
        spans = {sum(_span(cell.get_object()) for cell in row) for row in rows}
        if len(spans) != 1:
            yield f"rows of different length {spans}"


def _span(cell: Any) -> int:
    return int(cell.get("/A", {}).get("/ColSpan", 1))


def _marked(page: Any, reader: pypdf.PdfReader) -> tuple[set[int], int]:
    """The marks of a page, and how many pieces of it stand outside of any, or in two."""
    found: set[int] = set()
    stack: list[bool] = []
    loose = 0
    content: Any = ContentStream(page["/Contents"], reader)
    for operands, operator in content.operations:
        if operator in (b"BMC", b"BDC"):
            more: Any = operands[-1]
            number = more.get("/MCID") if isinstance(more, DictionaryObject) else None
            inside = operands[0] == "/Artifact" or number is not None
            loose += inside and any(stack)
            if number is not None:
                found.add(int(number))
            stack.append(inside)
        elif operator == b"EMC":
            stack.pop()
        elif operator in (b"TJ", b"Do", b"S", b"f", b"B"):
            loose += not any(stack)
    return found, loose + len(stack)
