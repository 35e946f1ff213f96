"""Sound small files of every format we take, and ways to damage them; every one by its number."""

from __future__ import annotations

import functools
import io
import random
import re
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pypdf
from PIL import Image

from tests.imaging.scanned_pdfs import PdfWriter, filling, scanned

Damage = Callable[[bytes, random.Random], bytes]

SMALL = (120, 90)
"""A PDF's page, in points: its drawing at 300 dpi has to be quick."""
ODD = (0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)


def picture(size: tuple[int, int] = (48, 36)) -> Image.Image:
    """A little of everything: shades, an edge, a colour."""
    image = Image.radial_gradient("L").resize(size).convert("RGB")
    image.paste((200, 20, 30), (4, 4, size[0] // 3, size[1] // 2))
    return image


def written(image: Image.Image, format_: str, **how: object) -> bytes:
    """``image`` as a file."""
    out = io.BytesIO()
    image.save(out, format_, **how)
    return out.getvalue()


@functools.cache
def sound() -> tuple[bytes, ...]:
    """The files that are damaged; all of them are good."""
    image, frames = picture(), [picture((40, 30 + n)).resize((40, 30)) for n in (1, 5)]
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "camera"
    film = {"save_all": True, "append_images": frames}
    deep = image.convert("L").convert("I").point(lambda value: value * 256).convert("I;16")
    heics = sorted((Path(__file__).parent / "data").glob("*.heic"))
    return (
        written(image, "JPEG", exif=exif, dpi=(300, 300)),
        written(image, "JPEG", progressive=True, comment=b"scan"),
        written(image.convert("CMYK"), "JPEG"),
        written(image.convert("L"), "JPEG", restart_marker_rows=1),
        written(image, "PNG", dpi=(300, 300)),
        written(image.convert("P"), "PNG", transparency=3),
        written(deep, "PNG"),
        written(frames[0], "PNG", **film),
        written(image, "TIFF", dpi=(300, 300), exif=exif),
        written(image, "TIFF", compression="tiff_lzw"),
        written(image, "TIFF", compression="jpeg"),
        written(image.convert("1"), "TIFF", compression="group4"),
        written(frames[0], "TIFF", compression="tiff_adobe_deflate", **film),
        written(image, "WEBP"),
        written(image, "WEBP", lossless=True, exif=exif),
        written(frames[0], "WEBP", **film),
        written(image, "BMP"),
        written(image.convert("P"), "BMP"),
        written(frames[0], "GIF", **film),
        *(heic.read_bytes() for heic in heics),
        *pdfs(),
    )


def pdfs() -> tuple[bytes, ...]:
    """A scan, several pages of other things, and the same in compressed objects."""
    jpeg = written(picture(), "JPEG")
    writer = PdfWriter()
    gray = writer.flate(picture().convert("L"))
    form = writer.stream(
        b"/Type /XObject /Subtype /Form /BBox [0 0 99 99] "
        b"/Resources << /XObject << /P0 %d 0 R >> >>" % gray,
        b"q 90 0 0 90 0 0 cm /P0 Do Q",
    )
    writer.page(filling(SMALL), (gray,), b"/Rotate 90", SMALL)
    writer.page(b"BT /F 24 Tf 9 70 Td (zhicheng) Tj ET 9 w 5 5 m 50 70 l S", (), size=SMALL)
    writer.page(b"q 1 0 0 1 9 9 cm /P0 Do Q", (form,), size=SMALL)
    notes = b"/Annots [<< /Type /Annot /Subtype /Square /Rect [9 9 90 90] /C [1 0 0] >>]"
    writer.page(b"/P0 Do", (form,), notes, SMALL)
    packed = pypdf.PdfWriter(clone_from=io.BytesIO(writer.written()))
    packed.compress_identical_objects()
    for page in packed.pages:
        page.compress_content_streams()
    out = io.BytesIO()
    packed.write(out)
    return scanned(jpeg, size=SMALL), writer.written(), out.getvalue()


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Single bits turned over."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def overwritten(data: bytes, chance: random.Random) -> bytes:
    """A run of bytes made zeros, or anything."""
    start, length = _run(data, chance)
    fill = bytes(length) if chance.random() < 0.5 else chance.randbytes(length)
    return data[:start] + fill + data[start + length :]


def cut(data: bytes, chance: random.Random) -> bytes:
    """The end missing, as when a copy was broken off; sometimes filled with zeros."""
    end = chance.randrange(len(data))
    return data[:end] + bytes(len(data) - end if chance.random() < 0.3 else 0)


def left_out(data: bytes, chance: random.Random) -> bytes:
    """A piece missing in the middle."""
    start, length = _run(data, chance)
    return data[:start] + data[start + length :]


def doubled(data: bytes, chance: random.Random) -> bytes:
    """A piece there again, up to a thousand times."""
    start, length = _run(data, chance)
    again = data[start : start + length] * chance.choice((1, 2, 30, 1000))
    return data[: start + length] + again + data[start + length :]


def swapped(data: bytes, chance: random.Random) -> bytes:
    """Two pieces in each other's place."""
    a, b, c, d = sorted(chance.randrange(len(data) + 1) for _ in range(4))
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def lied(data: bytes, chance: random.Random) -> bytes:
    """A number somewhere, more often in the head, that cannot be."""
    odd, width = chance.choice(ODD), chance.choice((2, 4))
    order = chance.choice("<>")
    lie = struct.pack(f"{order}{'H' if width == 2 else 'I'}", odd & (256**width - 1))
    at = chance.randrange(min(len(data), chance.choice((64, 256, len(data)))))
    return data[:at] + lie + data[at + width :]


def spliced(data: bytes, chance: random.Random) -> bytes:
    """The head of one file on the body of another."""
    other = chance.choice(sound())
    return data[: chance.randrange(len(data))] + other[chance.randrange(len(other)) :]


def mended(data: bytes, chance: random.Random) -> bytes:
    """Damage within the chunks of a PNG, their checksums made right so that it is reached."""
    if not data.startswith(b"\x89PNG"):
        return lied(data, chance)
    out, at = data[:8], 8
    while at + 12 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        if body and chance.random() < 0.4:
            body = chance.choice((flipped, overwritten, lied))(body, chance)
        crc = zlib.crc32(kind + body)
        out += struct.pack(">I", len(body)) + kind + body + struct.pack(">I", crc)
        at += 12 + size
    return out


def renumbered(data: bytes, chance: random.Random) -> bytes:
    """Numbers of a PDF that are others: sizes, places, references to what refers to them."""
    if b"%PDF" not in data[:9]:
        return lied(data, chance)
    found = list(re.finditer(rb"-?\d+(?= 0 R)|-?\d+", data))
    changed = data
    for _ in range(chance.choice((1, 1, 2, 5))):
        place = chance.choice(found)
        small = [b"%d" % n for n in range(12)]
        new = chance.choice(
            [*small, b"-1", b"65536", b"2147483647", b"99999999999", b"1e30", b"null"]
        )
        new = new[: len(place[0])].ljust(len(place[0])) if chance.random() < 0.7 else new
        changed = changed[: place.start()] + new + changed[place.end() :]
    return changed


def bloated(data: bytes, chance: random.Random) -> bytes:
    """A picture that claims to be huge, within the limits and beyond."""
    side = chance.choice((5_000, 10_000, 11_000, 20_000, 65_535))
    if data.startswith(b"\xff\xd8"):
        return re.sub(
            rb"(\xff[\xc0\xc2]..\x08)....",
            lambda m: m[1] + struct.pack(">HH", side, side),
            data,
            flags=re.DOTALL,
        )
    if data.startswith(b"\x89PNG"):
        head = b"IHDR" + struct.pack(">II", side, side) + data[24:29]
        return data[:12] + head + struct.pack(">I", zlib.crc32(head)) + data[33:]
    if data.startswith(b"BM"):
        return data[:18] + struct.pack("<ii", side, chance.choice((side, -side))) + data[26:]
    if data.startswith(b"GIF"):
        return data[:6] + struct.pack("<HH", side, side) + data[10:]
    if b"%PDF" in data[:9]:
        sizes = rb"(/Width |/Height |/MediaBox \[0 0 )\d+"
        return re.sub(sizes, lambda m: m[1] + b"%d" % side, data)
    return lied(data, chance)


DAMAGES: tuple[Damage, ...] = (
    flipped, flipped, overwritten, cut, left_out, doubled, swapped, lied, lied, lied,
    spliced, mended, mended, renumbered, renumbered,
)  # fmt: skip
_BLOATED = 0.004  # of the files: those within the limits are slow to find out
_AGAIN = 0.2


def damaged(number: int) -> bytes:
    """The damaged file of this number: always the same."""
    chance = random.Random(number)  # noqa: S311 - chance, not a secret
    data = chance.choice(sound())
    if chance.random() < _BLOATED:
        data = bloated(data, chance)
        if chance.random() < 0.5:
            return data
    while data:
        data = chance.choice(DAMAGES)(data, chance)
        if chance.random() > _AGAIN:
            break
    return data


def _run(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data))
    return start, min(chance.choice((1, 4, 16, 64, 400)), len(data) - start)
