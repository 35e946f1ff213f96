"""PDFs as scanners and their like write them, put together byte by byte for the tests."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass, field

from PIL import Image

A4 = (595, 842)


@dataclass
class PdfWriter:
    """Objects in the order they were added; the first two are the catalogue and the pages."""

    objects: list[bytes] = field(default_factory=lambda: [b"", b""])
    pages: list[int] = field(default_factory=list)

    def add(self, body: bytes) -> int:
        """Put an object in; its number."""
        self.objects.append(body)
        return len(self.objects)

    def stream(self, entries: bytes, data: bytes) -> int:
        """Put a stream in; its number."""
        head = b"<< %s /Length %d >>" % (entries, len(data))
        return self.add(head + b"\nstream\n" + data + b"\nendstream")

    def jpeg(self, data: bytes, more: bytes = b"") -> int:
        """Put a JPEG in as it is."""
        with Image.open(io.BytesIO(data)) as image:
            colours = {"L": b"DeviceGray", "RGB": b"DeviceRGB", "CMYK": b"DeviceCMYK"}[image.mode]
            size = image.size
        said = b"/Subtype /Image /Width %d /Height %d /BitsPerComponent 8 /ColorSpace /%s" % (
            *size,
            colours,
        )
        return self.stream(b"/Filter /DCTDecode " + said + more, data)

    def flate(self, image: Image.Image, more: bytes = b"") -> int:
        """Put pixels in, packed without loss."""
        colours = {"L": b"DeviceGray", "RGB": b"DeviceRGB"}[image.mode]
        said = b"/Subtype /Image /Width %d /Height %d /BitsPerComponent 8 /ColorSpace /%s" % (
            *image.size,
            colours,
        )
        return self.stream(
            b"/Filter /FlateDecode " + said + more, zlib.compress(image.tobytes(), 1)
        )

    def page(
        self,
        content: bytes,
        pictures: tuple[int, ...] = (),
        more: bytes = b"",
        size: tuple[int, int] = A4,
    ) -> int:
        """Put a page in; pictures are called /P0, /P1 … in its content, the font /F."""
        called = b" ".join(b"/P%d %d 0 R" % (at, one) for at, one in enumerate(pictures))
        font = b"/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
        drawing = self.stream(b"", content)
        number = self.add(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R "
            b"/Resources << /XObject << %s >> %s >> %s >>" % (*size, drawing, called, font, more)
        )
        self.pages.append(number)
        return number

    def written(self) -> bytes:
        """The file."""
        kids = b" ".join(b"%d 0 R" % page for page in self.pages)
        self.objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
        self.objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(self.pages), kids)
        out = io.BytesIO()
        out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for number, body in enumerate(self.objects, 1):
            places.append(out.tell())
            out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        table = out.tell()
        out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
        for place in places:
            out.write(b"%010d 00000 n \n" % place)
        out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(places) + 1))
        out.write(b"startxref\n%d\n%%%%EOF\n" % table)
        return out.getvalue()


def filling(size: tuple[int, int] = A4) -> bytes:
    """Draws the picture /P0 over the whole page."""
    return b"q %d 0 0 %d 0 0 cm /P0 Do Q" % size


def scanned(
    jpeg: bytes, content: bytes = b"", more: bytes = b"", size: tuple[int, int] = A4
) -> bytes:
    """A PDF of one page, which the JPEG fills unless ``content`` says otherwise."""
    writer = PdfWriter()
    writer.page(content or filling(size), (writer.jpeg(jpeg),), more, size)
    return writer.written()
