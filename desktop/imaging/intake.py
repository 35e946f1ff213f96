"""What a scan is, by its content, and pictures of its pages.

Nothing here changes a file: the original bytes stay the truth, pictures are made from them each
time. Pages count from 0. A file that cannot be used is a :class:`UserError` naming it and why.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pi_heif
from PIL import Image, ImageChops

from desktop.errors import UserError
from desktop.imaging import pdf
from desktop.imaging.formats import FORMATS, TAKEN, Format, foreign_title, recognise, suffix_of

MAX_BYTES = 200 * 1024 * 1024
MAX_PIXELS = 120_000_000
"""A phone's largest picture (108 megapixels) passes; a picture made to fill the memory does not."""
MAX_PAGES = 300

# Pillow's own guard warns from 89 megapixels on the terminal; ours stands before every decoding.
Image.MAX_IMAGE_PIXELS = None
# What is odd about a file is told by a UserError or does not matter, but is no line on a terminal.
warnings.filterwarnings("ignore", module=r"PIL\.")
pi_heif.register_heif_opener()

_A4_INCHES = 297 / 25.4
_MAX_PREVIEW_PIXELS = 24_000_000
_GRAY_SPREAD = 16  # of 255: what compression leaves between the channels of a gray scan
_DAMAGE = (
    OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, AttributeError, EOFError,
    OverflowError, ZeroDivisionError, NotImplementedError, RuntimeError, MemoryError,
    struct.error, zlib.error,
)  # fmt: skip
"""Whatever Pillow's decoders raise on bytes that are not what their header says."""

_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_ORIENTATION = 0x0112
_TURNED = (5, 6, 7, 8)  # these swap width and height


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file is by its content.

    ``format`` is the suffix it deserves (``jpg``, ``pdf`` …); ``misnamed`` the one its name claims,
    where that is another. ``width`` and ``height`` are pixels as seen upright; a PDF has none, nor
    ``dpi`` or ``gray``. ``dpi`` is ``None`` where the file does not say.
    """

    format: str
    size: int
    pages: int
    width: int | None = None
    height: int | None = None
    dpi: int | None = None
    gray: bool | None = None
    misnamed: str = ""


def read(path: Path) -> bytes:
    """The bytes of ``path``, refused before reading where it is no file or far too large."""
    try:
        if path.is_dir():
            raise _refused(path.name, "是一个文件夹，不是文件", "请打开它，选择里面的图片或 PDF。")
        _check_size(path.stat().st_size, path.name)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise _refused(path.name, "找不到了", "请确认它还在原来的位置，再重新选择。") from error
    except OSError as error:
        todo = "请确认文件没有被别的程序占用、U 盘没有拔出，再试一次。"
        raise _refused(path.name, "读不出来", todo) from error


def look(data: bytes, name: str) -> Sheet:
    """What ``data`` is; every page has been opened and an image decoded to its last row.

    Raises :class:`UserError` for an empty, truncated, damaged, foreign or encrypted file and for
    one beyond the limits; ``name`` only says whom the sentence speaks of.
    """
    if not data:
        raise _refused(name, "是空文件（0 字节）", "请重新扫描，或从原处重新拷贝后再添加。")
    _check_size(len(data), name)
    format_ = recognise(data)
    if format_ is None:
        raise _foreign(data, name)
    claimed = suffix_of(name)
    misnamed = claimed if claimed and not format_.suits(claimed) else ""
    if format_ is FORMATS["pdf"]:
        pages = _pdf_pages(data, name)
        return Sheet(format_.suffix, len(data), pages, misnamed=misnamed)
    return _look_at_image(data, name, format_, misnamed)


def page_image(data: bytes, page: int = 0, dpi: int = 110) -> bytes:
    """Page ``page`` upright as PNG, as large as its paper is at ``dpi``.

    An image counts as a sheet of A4 paper and is never enlarged. The data has passed
    :func:`look` before; :class:`LookupError` where it has no such page.
    """
    if recognise(data) is FORMATS["pdf"]:
        with _damage_told("文件"):
            return _png(pdf.render(data, page, dpi, _MAX_PREVIEW_PIXELS))
    return _png(_picture(data, page, round(_A4_INCHES * dpi)))


def thumbnail(data: bytes, page: int = 0, size: int = 160) -> bytes:
    """Page ``page`` upright as PNG within a square of ``size`` pixels."""
    if recognise(data) is FORMATS["pdf"]:
        with _damage_told("文件"):
            picture = pdf.render(data, page, 2 * size / _A4_INCHES, _MAX_PREVIEW_PIXELS)
        picture.thumbnail((size, size), Image.Resampling.LANCZOS)
        return _png(picture)
    return _png(_picture(data, page, size))


def _look_at_image(data: bytes, name: str, format_: Format, misnamed: str) -> Sheet:
    with _image(data, format_, name) as image, _damage_told(name):
        # Moving pictures show their first frame; only TIFF uses frames as pages.
        pages = int(getattr(image, "n_frames", 1)) if format_.suffix == "tif" else 1
        _check_pages(pages, name)
        gray = True
        for page in range(pages):
            image.seek(page)
            _check_pixels(image, name)
            image.load()
            gray = gray and _is_gray(image)
        image.seek(0)
        width, height = image.size
        if _orientation(image) in _TURNED:
            width, height = height, width
        return Sheet(
            format_.suffix, len(data), pages, width, height, _dpi(image), gray, misnamed
        )  # fmt: skip


def _picture(data: bytes, page: int, longest: int) -> Image.Image:
    """Page ``page`` of an image, upright, in colours a screen has, within ``longest`` pixels."""
    format_ = recognise(data)
    if format_ is None:
        raise _foreign(data, "文件")
    with _image(data, format_, "文件") as image, _damage_told("文件"):
        if not 0 <= page < int(getattr(image, "n_frames", 1)):
            raise LookupError(page)
        image.seek(page)
        _check_pixels(image, "文件")
        orientation = _orientation(image)
        image.draft("RGB", (longest, longest))  # a JPEG decodes smaller, which saves seconds
        picture = _in_screen_colours(image)
        picture.thumbnail((longest, longest), Image.Resampling.LANCZOS)
        turn = _UPRIGHT.get(orientation)
        return picture if turn is None else picture.transpose(turn)


@contextmanager
def _image(data: bytes, format_: Format, name: str) -> Iterator[Image.Image]:
    with _damage_told(name):
        image = Image.open(io.BytesIO(data), formats=[format_.pillow])
    with image:
        yield image


def _orientation(image: Image.Image) -> int:
    """EXIF orientation 1–8; 1 where there is none or it is nonsense."""
    try:
        said = image.getexif().get(_ORIENTATION, 1)
    except _DAMAGE:
        return 1
    return said if isinstance(said, int) and said in _UPRIGHT else 1


def _in_screen_colours(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):  # 16 and 32 bit gray: the upper eight bits show
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        over = image.convert("RGBA")
        paper = Image.new("RGBA", over.size, "white")
        return Image.alpha_composite(paper, over).convert("RGB")
    return image.convert("L" if image.mode in ("1", "L", "F") else "RGB")


def _is_gray(image: Image.Image) -> bool:
    if image.mode in ("1", "L", "LA", "F") or image.mode.startswith("I"):
        return True
    # Averaging first keeps a stray coloured pixel from deciding; a seal still shows.
    small = image.convert("RGB").resize((64, 64), Image.Resampling.BOX)
    red, green, blue = small.split()
    spread = ImageChops.subtract(
        ImageChops.lighter(ImageChops.lighter(red, green), blue),
        ImageChops.darker(ImageChops.darker(red, green), blue),
    )
    _, largest = spread.getextrema()
    return isinstance(largest, int | float) and largest <= _GRAY_SPREAD


def _dpi(image: Image.Image) -> int | None:
    said = image.info.get("dpi") or (0, 0)
    try:
        dpi = round(float(said[0]))
    except _DAMAGE:
        return None
    return dpi if 30 <= dpi <= 4800 else None  # 1 and 0 are how programs write “unknown”


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return out.getvalue()


def _pdf_pages(data: bytes, name: str) -> int:
    with _damage_told(name):
        pages = pdf.count_pages(data, MAX_PAGES)
    _check_pages(pages, name)
    return pages


def _check_size(size: int, name: str) -> None:
    if size > MAX_BYTES:
        said = f"有 {size // (1024 * 1024)} MB，超过 {MAX_BYTES // (1024 * 1024)} MB 的上限"
        raise _refused(name, said, "请降低扫描分辨率，或分成几个文件后再添加。")


def _check_pages(pages: int, name: str) -> None:
    if pages > MAX_PAGES:
        said = f"有 {pages} 页，超过 {MAX_PAGES} 页的上限"
        raise _refused(name, said, "请只留下需要的页，另存后再添加。")


def _check_pixels(image: Image.Image, name: str) -> None:
    if image.width * image.height > MAX_PIXELS:
        said = f"的尺寸是 {image.width}×{image.height} 像素，大得不像扫描件"
        raise _refused(name, said, "请用 300 DPI 重新扫描，或缩小后再添加。")


@contextmanager
def _damage_told(name: str) -> Iterator[None]:
    try:
        yield
    except pdf.EncryptedPdf as error:
        todo = "请用原来的软件打开它，去掉密码另存一份，再添加那一份。"
        raise _refused(name, "是加了密码的 PDF", todo) from error
    except (pdf.BrokenPdf, *_DAMAGE) as error:
        raise _refused(
            name, "不完整或已损坏，打不开", "请重新扫描，或从原处重新拷贝后再添加。"
        ) from error


def _foreign(data: bytes, name: str) -> UserError:
    title = foreign_title(data)
    said = f"是{title}，不是扫描件" if title else "不是图片，也不是 PDF"
    return _refused(name, said, f"这里能添加 {TAKEN}。")


def _refused(name: str, what: str, todo: str) -> UserError:
    return UserError(f"“{name}”{what}。", safe="它没有被添加，已有的材料没有变。", todo=todo)
