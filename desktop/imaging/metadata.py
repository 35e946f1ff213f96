"""What a picture file carries beside its pixels, and the same file without it, pixel for pixel.

Phones write where and when and with what a picture was taken, a small second picture of it, and
whole films behind its end. Only what a program needs to show the pixels stays.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from desktop.imaging.formats import FORMATS, recognise

_SOI, _EOI, _SOS = 0xD8, 0xD9, 0xDA
_APP0, _APP2, _APP14, _COM = 0xE0, 0xE2, 0xEE, 0xFE
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})  # markers without a length
_JFIF, _ICC, _ADOBE = b"JFIF\0", b"ICC_PROFILE\0", b"Adobe"
_JFIF_LENGTH = 14  # of its body without a thumbnail

_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs"}
)


class _Unknown(Exception):
    """The file is not built as its format says."""


def stripped(data: bytes) -> bytes | None:
    """A JPEG or PNG with the same pixels and nothing else; the very same object where it was so.

    Lossless: compressed pixels are copied. The colour profile of a JPEG stays, its orientation
    goes. None where that cannot be done: another format, or not built as it should be.
    """
    format_ = recognise(data)
    try:
        if format_ is FORMATS["jpg"]:
            made = b"\xff\xd8" + b"".join(_jpeg_kept(data)) + b"\xff\xd9"
        elif format_ is FORMATS["png"]:
            made = _PNG_HEAD + b"".join(_png_kept(data))
        else:
            return None
    except (_Unknown, struct.error):
        return None
    return data if made == data else made


def carried(data: bytes) -> tuple[str, ...]:
    """The names of what a JPEG holds beside its pixels (``APP1``, ``COM``, ``behind``)."""
    names: list[str] = []
    try:
        for marker, body in _segments(data):
            if marker == _EOI:
                names += ["behind"] if body else []
            elif marker == _COM or marker & 0xF0 == 0xE0:
                plain = marker == _APP0 and body.startswith(_JFIF) and len(body) == _JFIF_LENGTH
                names += [] if plain else ["COM" if marker == _COM else f"APP{marker - _APP0}"]
    except (_Unknown, struct.error):
        names.append("unknown")
    return tuple(names)


def _jpeg_kept(data: bytes) -> Iterator[bytes]:
    seen = False
    for marker, body in _segments(data):
        if marker == _EOI:
            break
        if marker == _SOS:
            seen = True
            yield b"\xff\xda" + body
        elif marker == _APP0 and body.startswith(_JFIF) and len(body) >= _JFIF_LENGTH:
            yield _segment(marker, body[: _JFIF_LENGTH - 2] + b"\0\0")
        elif _shows_pixels(marker, body):
            yield _segment(marker, body)
    if not seen:
        raise _Unknown


def _shows_pixels(marker: int, body: bytes) -> bool:
    if marker == _APP2:
        return body.startswith(_ICC)
    if marker == _APP14:  # whether the colours are YCbCr, RGB or CMYK
        return body.startswith(_ADOBE) and len(body) == 12
    return marker != _COM and not 0xE0 <= marker <= 0xEF and not 0xF0 <= marker <= 0xFD


def _segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and body of each segment.

    A scan's body is its length, its header and the compressed pixels up to the next marker; the
    end's is whatever lies behind it.
    """
    place = 2
    while True:
        if data[place : place + 1] != b"\xff":
            raise _Unknown
        while data[place : place + 1] == b"\xff":
            place += 1
        if place >= len(data):
            raise _Unknown
        marker = data[place]
        place += 1
        if marker == _EOI:
            yield marker, data[place:]
            return
        if marker in _ALONE:
            continue
        (length,) = struct.unpack_from(">H", data, place)
        end = place + length
        if length < 2 or end > len(data):
            raise _Unknown
        if marker == _SOS:
            end = _scan_end(data, end)
            yield marker, data[place:end]
        else:
            yield marker, data[place + 2 : end]
        place = end


def _scan_end(data: bytes, place: int) -> int:
    """Where the compressed pixels end: before a marker that is neither a restart nor stuffing."""
    while True:
        place = data.find(b"\xff", place)
        if place < 0 or place + 1 >= len(data):
            raise _Unknown
        after = data[place + 1]
        if after == 0 or 0xD0 <= after <= 0xD7:
            place += 2
        elif after == 0xFF:
            place += 1
        else:
            return place


def _png_kept(data: bytes) -> Iterator[bytes]:
    place = len(_PNG_HEAD)
    while True:
        length, kind = struct.unpack_from(">I4s", data, place)
        end = place + 12 + length
        if end > len(data):
            raise _Unknown
        chunk = data[place:end]
        if struct.unpack(">I", chunk[-4:])[0] != zlib.crc32(chunk[4:-4]):
            raise _Unknown
        if kind in _PNG_KEPT:
            yield chunk
        elif not kind[0] & 0x20:  # a chunk that must be understood, and we do not
            raise _Unknown
        if kind == b"IEND":
            return
        place = end
