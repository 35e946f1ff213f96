"""Files without what phones write into them, their pixels untouched."""

from __future__ import annotations

import io
import random
import struct
import zlib

import numpy as np
import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from desktop.imaging.metadata import carried, stripped

SECRET = b"GPS 41.76N 86.15E Dilinur"


def picture(mode: str = "RGB", size: tuple[int, int] = (200, 120)) -> Image.Image:
    return Image.effect_mandelbrot(size, (-2, -1.5, 1, 1.5), 40).convert(mode)


def saved(format_: str, mode: str = "RGB", **how: object) -> bytes:
    out = io.BytesIO()
    picture(mode).save(out, format_, **how)
    return out.getvalue()


def exif(orientation: int = 1) -> bytes:
    said = Image.Exif()
    said[0x010E] = SECRET.decode()
    said[0x0112] = orientation
    return said.tobytes()


def with_segment(data: bytes, marker: int, body: bytes) -> bytes:
    return data[:2] + struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body + data[2:]


def jfif_with_thumbnail() -> bytes:
    data = saved("JPEG")
    head = data[2 : 2 + 18]
    assert head[4:9] == b"JFIF\0"
    body = head[4:16] + bytes([5, 5]) + SECRET * 3
    return data[:2] + struct.pack(">BBH", 0xFF, 0xE0, len(body) + 2) + body + data[20:]


def pixels(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))


JPEGS = {
    "exif": saved("JPEG", exif=exif()),
    "comment": saved("JPEG", comment=SECRET),
    "thumbnail": jfif_with_thumbnail(),
    "xmp": with_segment(saved("JPEG"), 0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SECRET),
    "second picture": saved("JPEG") + saved("JPEG", comment=SECRET),
    "film behind": saved("JPEG") + b"\0\0\0\x18ftypmp42" + SECRET,
    "jfxx": with_segment(saved("JPEG"), 0xE0, b"JFXX\0\x10" + SECRET),
    "unknown": with_segment(saved("JPEG"), 0xEF, SECRET),
    "progressive": saved("JPEG", progressive=True, exif=exif()),
    "restarts": saved("JPEG", restart_marker_blocks=3, exif=exif()),
    "gray": saved("JPEG", "L", exif=exif()),
    "cmyk": saved("JPEG", "CMYK", exif=exif()),
    "fill bytes": saved("JPEG", comment=SECRET).replace(b"\xff\xdb", b"\xff\xff\xff\xdb"),
    "not an icc": with_segment(saved("JPEG"), 0xE2, b"OTHER\0" + SECRET),
    "not adobe": with_segment(saved("JPEG"), 0xEE, b"Adobe" + SECRET),
}


@pytest.mark.parametrize("name", JPEGS)
def test_what_a_jpeg_carries_is_gone_and_no_pixel_of_it(name: str) -> None:
    data = JPEGS[name]
    assert SECRET in data
    made = stripped(data)
    assert made is not None
    assert SECRET not in made
    assert (pixels(made) == pixels(data)).all()
    assert stripped(made) is made
    assert [word for word in carried(made) if word != "APP14"] == []


@pytest.mark.parametrize(
    "data",
    [saved("JPEG"), saved("JPEG", dpi=(300, 300)), saved("JPEG", progressive=True), saved("PNG")],
)
def test_a_file_with_nothing_beside_its_pixels_is_the_same_one(data: bytes) -> None:
    assert stripped(data) is data


def test_the_colours_of_a_jpeg_stay() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = saved("JPEG", icc_profile=profile, exif=exif())
    made = stripped(data)
    assert made is not None
    assert Image.open(io.BytesIO(made)).info["icc_profile"] == profile
    assert carried(made) == ("APP2",)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_with(extra: bytes) -> bytes:
    data = saved("PNG")
    return data[:33] + extra + data[33:]


def text() -> PngInfo:
    info = PngInfo()
    info.add_text("Author", SECRET.decode())
    info.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    return info


@pytest.mark.parametrize(
    "data",
    [
        saved("PNG", pnginfo=text()),
        saved("PNG", exif=exif()),
        png_with(chunk(b"tIME", b"\7\xe8\1\1\0\0\0")) + SECRET,
        png_with(chunk(b"zTXt", b"c\0\0" + zlib.compress(SECRET)) + chunk(b"prVw", SECRET)),
        png_with(chunk(b"fdAT", SECRET)),
    ],
)
def test_what_a_png_carries_is_gone_and_no_pixel_of_it(data: bytes) -> None:
    made = stripped(data)
    assert made is not None
    assert made != data
    assert SECRET not in made
    assert b"tIME" not in made
    assert b"zTXt" not in made
    assert (pixels(made) == pixels(saved("PNG"))).all()


def test_transparency_and_palette_of_a_png_stay() -> None:
    out = io.BytesIO()
    picture("P").save(out, "PNG", transparency=3, pnginfo=text())
    made = stripped(out.getvalue())
    assert made is not None
    before, after = (Image.open(io.BytesIO(d)).convert("RGBA") for d in (out.getvalue(), made))
    assert before.tobytes() == after.tobytes()


@pytest.mark.parametrize("format_", ["TIFF", "WEBP", "BMP", "GIF", "PDF"])
def test_of_other_formats_nothing_is_claimed(format_: str) -> None:
    assert stripped(saved(format_)) is None


def test_what_is_not_built_as_it_should_be_is_never_passed_on() -> None:
    whole = JPEGS["exif"]
    assert stripped(whole[:-2]) is None
    assert stripped(b"\xff\xd8\xff\xd9") is None
    assert stripped(saved("PNG")[:-3]) is None
    assert stripped(png_with(chunk(b"ABCD", SECRET))) is None
    assert "unknown" in carried(whole[:-2])


def test_damage_never_stops_it() -> None:
    rng = random.Random(7)  # noqa: S311 - the same damage each time
    for data in (*JPEGS.values(), saved("PNG", pnginfo=text())):
        for _ in range(40):
            bad = bytearray(data)
            for _ in range(rng.randint(1, 6)):
                bad[rng.randrange(3, len(bad))] = rng.randrange(256)
            cut = bytes(bad[: rng.randint(4, len(bad))])
            for broken in (bytes(bad), cut):
                made = stripped(broken)
                assert made is None or len(made) <= len(broken) + 4
                carried(broken)
