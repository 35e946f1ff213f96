"""What scans are by their content, whatever they are called, and what is told of bad ones."""

from __future__ import annotations

import io
import os
import re
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from desktop.errors import UserError
from desktop.imaging import intake
from desktop.imaging.intake import Sheet, look, page_image, read, thumbnail


def picture(format_: str, size: tuple[int, int] = (300, 200), mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.effect_mandelbrot(size, (-2, -1.5, 1, 1.5), 40).convert(mode).save(out, format_)
    return out.getvalue()


def pdf(pages: int = 1, password: str = "") -> bytes:
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds next to nothing."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        crc = zlib.crc32(kind + body)
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", crc)

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b"")


def opened(png: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(png))
    image.load()
    assert image.format == "PNG"
    return image


@pytest.mark.parametrize(
    "pillow, suffix",
    [
        ("JPEG", "jpg"),
        ("PNG", "png"),
        ("TIFF", "tif"),
        ("WEBP", "webp"),
        ("BMP", "bmp"),
        ("GIF", "gif"),
    ],
)
def test_each_format_is_known_by_its_content(pillow: str, suffix: str) -> None:
    data = picture(pillow)
    sheet = look(data, f"扫描.{suffix}")
    assert (sheet.format, sheet.pages, sheet.width, sheet.height) == (suffix, 1, 300, 200)
    assert sheet.misnamed == ""
    assert sheet.size == len(data)
    assert opened(thumbnail(data, size=90)).size == (90, 60)


@pytest.mark.parametrize(
    "name, misnamed",
    [
        ("证书.pdf", "pdf"),
        ("证书.JPG", "jpg"),
        ("证书.png", ""),
        ("证书.PNG", ""),
        ("证书", ""),
        (".png", ""),
        ("2021.考核", "考核"),
    ],
)
def test_a_wrong_suffix_is_noticed_and_does_not_matter(name: str, misnamed: str) -> None:
    assert look(picture("PNG"), name).misnamed == misnamed
    assert look(picture("PNG"), name).format == "png"


def test_pdf_has_pages_and_no_pixels() -> None:
    assert look(pdf(3), "考核表.pdf") == Sheet("pdf", len(pdf(3)), 3)


def test_pdf_page_is_drawn_at_its_paper_size() -> None:
    assert opened(page_image(pdf(2), 1, dpi=72)).size == (595, 842)
    assert max(opened(thumbnail(pdf(), size=100)).size) == 100


def test_a_missing_page_is_the_caller_s_mistake() -> None:
    with pytest.raises(UserError, match="没有这一页"):
        page_image(pdf(2), 2)
    with pytest.raises(UserError, match="没有这一页"):
        page_image(picture("JPEG"), 1)


def test_pages_of_a_tiff_are_pages_and_frames_of_a_gif_are_not() -> None:
    frames = [Image.new("L", (40, 60), shade) for shade in (10, 120, 250)]
    for format_, pages in (("TIFF", 3), ("GIF", 1)):
        out = io.BytesIO()
        frames[0].save(out, format_, save_all=True, append_images=frames[1:])
        assert look(out.getvalue(), "多页").pages == pages
    out = io.BytesIO()
    frames[0].save(out, "TIFF", save_all=True, append_images=frames[1:])
    assert opened(page_image(out.getvalue(), 2)).getpixel((5, 5)) == 250


@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_stand_as_the_camera_held_them(orientation: int) -> None:
    # Seen upright: red above, blue below. Stored: turned as the orientation says.
    upright = Image.new("RGB", (60, 100), "red")
    upright.paste((0, 0, 255), (0, 50, 60, 100))
    undo = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    stored = upright if undo is None else upright.transpose(undo)
    exif = Image.Exif()
    exif[0x0112] = orientation
    out = io.BytesIO()
    stored.save(out, "JPEG", exif=exif, quality=95)

    sheet = look(out.getvalue(), "照片.jpg")
    assert (sheet.width, sheet.height) == (60, 100)
    shown = opened(page_image(out.getvalue()))
    assert shown.size == (60, 100)
    above, below = shown.getpixel((30, 10)), shown.getpixel((30, 90))
    assert isinstance(above, tuple)
    assert isinstance(below, tuple)
    assert above[0] > 200
    assert above[2] < 60
    assert below[2] > 200
    assert below[0] < 60


def test_orientation_that_makes_no_sense_is_left_alone() -> None:
    exif = Image.Exif()
    exif[0x0112] = 77
    out = io.BytesIO()
    Image.new("RGB", (60, 100)).save(out, "JPEG", exif=exif)
    assert look(out.getvalue(), "照片.jpg").height == 100


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I", "I;16", "F"])
def test_unusual_pixels_still_show(mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (80, 50)).save(out, "TIFF")
    assert look(out.getvalue(), "扫描.tif").width == 80
    assert opened(thumbnail(out.getvalue())).mode in ("L", "RGB")


def test_deep_gray_keeps_its_shades() -> None:
    out = io.BytesIO()
    Image.new("I;16", (4, 4), 40000).save(out, "TIFF")
    assert opened(page_image(out.getvalue())).getpixel((0, 0)) == 40000 // 256


def test_transparent_places_are_paper() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(out, "PNG")
    assert opened(page_image(out.getvalue())).getpixel((0, 0)) == (255, 255, 255)


def test_gray_and_resolution_are_told() -> None:
    def saved(image: Image.Image, **how: object) -> Sheet:
        out = io.BytesIO()
        image.save(out, "JPEG", **how)
        return look(out.getvalue(), "扫描.jpg")

    colour = Image.new("RGB", (400, 500), (200, 200, 200))
    colour.paste((200, 30, 30), (0, 0, 120, 120))
    assert saved(colour, dpi=(300, 300)).gray is False
    assert saved(colour.convert("L").convert("RGB")).gray is True
    assert saved(colour, dpi=(300, 300)).dpi == 300
    assert saved(colour).dpi is None
    assert saved(colour, dpi=(1, 1)).dpi is None


def pdf_without_a_page() -> bytes:
    """Five pages by its own count, the third of them no page at all."""
    data = pdf(5)
    third = [found.start() for found in re.finditer(rb"/Type /Page\b", data)][2]
    return data[:third] + b"/Type /Pxge" + data[third + 11 :]


JPEG, PNG, PDF = picture("JPEG"), picture("PNG"), pdf(2)


@pytest.mark.parametrize(
    "data, reason",
    [
        (b"", "空文件"),
        (b"\xff\xd8\xff", "损坏"),
        (JPEG[: len(JPEG) // 2], "损坏"),
        (JPEG[:-2][:-40], "损坏"),
        (PNG[: len(PNG) // 2], "损坏"),
        (PNG[:60] + b"\0" * 40 + PNG[100:], "损坏"),
        (PDF[: len(PDF) // 2], "损坏"),
        (PDF[:-30], "损坏"),
        (b"%PDF-1.7\n%%EOF", "损坏"),
        (pdf_without_a_page(), "损坏"),
        (pdf(1, "猜不到"), "加了密码"),
        (pdf(301), "301 页"),
        (png_header(20_000, 20_000), "20000×20000"),
        (png_header(2_000, 2_000), "损坏"),
        ("姓名,单位\n".encode("gb18030"), "不是图片，也不是 PDF"),
        (b"PK\x03\x04" + b"\0" * 50, "Word"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 50, "损坏"),
        (b"\0\0\0\x18ftypmp42" + b"\0" * 50, "视频"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "不是图片"),
    ],
)
def test_bad_files_are_named_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UserError) as told:
        look(data, "毕业证.jpg")
    assert "毕业证.jpg" in told.value.happened
    assert reason in told.value.happened
    assert "没有变" in told.value.safe
    assert told.value.todo


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
def test_a_damaged_file_never_escapes_as_another_error() -> None:
    """Every byte of small files overwritten in turn: taken or told, nothing else."""
    seen = set()
    for data in (picture("JPEG", (16, 12)), picture("TIFF", (16, 12)), picture("GIF", (16, 12))):
        for at in range(len(data)):
            broken = data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]
            try:
                look(broken, "扫描")
                thumbnail(broken)
                seen.add("taken")
            except UserError:
                seen.add("told")
    assert seen == {"taken", "told"}


def test_files_are_read_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "身份证.jpg"
    path.write_bytes(JPEG)
    assert read(path) == JPEG


@pytest.mark.parametrize(
    "make, reason",
    [
        (lambda path: path.mkdir(), "文件夹"),
        (lambda path: None, "找不到"),
        pytest.param(
            lambda path: os.mkfifo(path),  # noqa: PLW0108 - not on Windows; reading it would wait for ever
            "不是普通的文件",
            marks=pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="没有这种文件"),
        ),
    ],
)
def test_what_cannot_be_read_is_told(
    tmp_path: Path, make: Callable[[Path], None], reason: str
) -> None:
    path = tmp_path / "扫描件"
    make(path)
    with pytest.raises(UserError, match="扫描件") as told:
        read(path)
    assert reason in told.value.happened


def test_a_huge_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MAX_BYTES", 1024)
    path = tmp_path / "录像.jpg"
    path.write_bytes(b"\xff" * 2048)
    with pytest.raises(UserError, match="上限"):
        read(path)
