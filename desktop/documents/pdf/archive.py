"""What makes a PDF one for archives: PDF/A-2b (ISO 19005-2), readable in decades as it is today.

The file says so itself and who made it (XMP), and what its colours are (an sRGB profile, made here
from the figures of IEC 61966-2-1). The same document gives the same bytes: there is no date in it.
"""

from __future__ import annotations

import struct
from functools import cache
from xml.sax.saxutils import escape

from desktop.documents.blocks import LANGUAGE, PRODUCT
from desktop.documents.pdf.objects import stream, text

_WHITE = (0.9642, 1.0, 0.8249)
_PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
"""Where sRGB's red, green and blue lie, seen under D50 as profiles have it."""

_ADAPTED = (
    1.04788208, 0.02291870, -0.05020142, 0.02958679, 0.99047852, -0.01707458,
    -0.00923157, 0.01507568, 0.75167847,
)  # fmt: skip
"""From sRGB's own white (D65) to D50 (Bradford)."""

_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


def metadata(title: str, *, archival: bool = True) -> bytes:
    """The object that says of the file what it is (XMP), in the words of :func:`info`."""
    claim = _CLAIM if archival else b""
    return stream(b"/Type /Metadata /Subtype /XML", _XMP % (claim, _xml(title)))


def info(title: str) -> bytes:
    """The object with title and makers, as old programs read it."""
    by = text(PRODUCT)
    return b"<< /Title %s /Author %s /Creator %s /Producer %s >>" % (text(title), by, by, by)


def intent(profile: int) -> bytes:
    """The catalogue's entry for the colours meant; ``profile`` is the object of that name."""
    return (
        b"/OutputIntents [ << /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier "
        b"(sRGB IEC61966-2.1) /Info (sRGB IEC61966-2.1) /DestOutputProfile %d 0 R >> ]" % profile
    )


@cache
def profile() -> bytes:
    """The object that holds the colour profile."""
    return stream(b"/N 3", srgb())


def trailer(catalogue: int, about: int, digest: bytes) -> bytes:
    """The entries of the trailer; ``digest`` tells this file from others."""
    name = digest.hex().upper().encode()
    return b"/Root %d 0 R /Info %d 0 R /ID [ <%s> <%s> ]" % (catalogue, about, name, name)


def srgb() -> bytes:
    """An ICC profile of sRGB (version 4.2: matrix and curve)."""
    curve = b"para\0\0\0\0\0\3\0\0" + _fixed(*_CURVE)
    tags = {
        b"desc": _words("sRGB IEC61966-2.1"),
        b"cprt": _words("CC0"),
        b"wtpt": _xyz(_WHITE),
        b"chad": b"sf32\0\0\0\0" + _fixed(*_ADAPTED),
        **{tag: _xyz(place) for tag, place in _PRIMARIES.items()},
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    at = 128 + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    table, parts = [struct.pack(">L", len(tags))], []
    for tag, data in tags.items():
        if data not in places:  # the three curves are one
            places[data] = at
            at += len(data)
            parts.append(data)
        table.append(tag + struct.pack(">LL", places[data], len(data)))
    head = struct.pack(
        ">L4sL4s4s4s6H4s4sL4s4sQL12s4s16s28s",
        at, b"\0\0\0\0", 0x04200000, b"mntr", b"RGB ", b"XYZ ",
        2000, 1, 1, 0, 0, 0,
        b"acsp", b"\0\0\0\0", 0, b"\0\0\0\0", b"\0\0\0\0", 0, 0,
        _fixed(*_WHITE), b"\0\0\0\0", b"", b"",
    )  # fmt: skip
    return head + b"".join((*table, *parts))


def _fixed(*values: float) -> bytes:
    return struct.pack(f">{len(values)}l", *(round(value * 65536) for value in values))


def _xyz(place: tuple[float, ...]) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(*place)


def _words(said: str) -> bytes:
    written = said.encode("utf-16-be")
    data = b"mluc\0\0\0\0" + struct.pack(">LL4sLL", 1, 12, b"enUS", len(written), 28) + written
    return data + b"\0" * (-len(data) % 4)


def _xml(words: str) -> bytes:
    return escape(words).encode("utf-8", "replace")


_BY = _xml(PRODUCT)
_CLAIM = b"<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>\n"
_XMP = (
    b"""<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
%s<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>"""
    + _BY
    + b"""</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>"""
    + LANGUAGE.encode()
    + b"""</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>"""
    + _BY
    + b"""</xmp:CreatorTool>
<pdf:Producer>"""
    + _BY
    + b"""</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
)
