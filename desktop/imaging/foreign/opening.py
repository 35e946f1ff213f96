"""Opening pictures with Pillow: the limits, and what damage is told as.

Nothing of this is called in the program's own process: foreign bytes are opened in the child that
:mod:`~desktop.imaging.foreign.decoder` keeps.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import pi_heif
from PIL import Image

from desktop.imaging.foreign import pdf, refusals
from desktop.imaging.formats import FORMATS, Format, recognise

MAX_PIXELS = 120_000_000
"""A phone's largest picture (108 megapixels) passes; a picture made to fill the memory does not."""

# Pillow's own guard warns from 89 megapixels on the terminal; ours stands before every decoding.
Image.MAX_IMAGE_PIXELS = None
# What is odd about a file is told by a UserError or does not matter, but is no line on a terminal.
warnings.filterwarnings("ignore", module=r"PIL\.")
pi_heif.register_heif_opener()

DAMAGE = (
    OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, AttributeError, EOFError,
    OverflowError, ZeroDivisionError, NotImplementedError, RuntimeError, struct.error, zlib.error,
)  # fmt: skip
"""Whatever the decoders raise on bytes that are not what their header says."""

UPRIGHT = {
    2: (True, 0),
    3: (False, 2),
    4: (True, 2),
    5: (True, 3),
    6: (False, 1),
    7: (True, 1),
    8: (False, 3),
}
"""EXIF orientation → whether to mirror left and right, and the quarter turns clockwise after it."""
_ORIENTATION = 0x0112
_TURNED_BY_PILLOW = FORMATS["tif"]
_CLOCKWISE = {
    1: Image.Transpose.ROTATE_270,
    2: Image.Transpose.ROTATE_180,
    3: Image.Transpose.ROTATE_90,
}


@contextmanager
def damage_told(name: str) -> Iterator[None]:
    """Tell what decoders raise as the reason why the file called ``name`` is not taken."""
    try:
        yield
    except pdf.EncryptedPdf as error:
        raise refusals.encrypted(name) from error
    except MemoryError as error:
        raise refusals.too_much_memory(name) from error
    except (pdf.BrokenPdf, *DAMAGE) as error:
        raise refusals.damaged(name) from error


@contextmanager
def opened(data: bytes, name: str) -> Iterator[tuple[Image.Image, Format]]:
    """The picture in ``data``, undecoded, and its format; damage in the block is told."""
    format_ = recognise(data)
    if format_ is None or not format_.pillow:
        raise refusals.foreign(data, name)
    with damage_told(name), Image.open(io.BytesIO(data), formats=[format_.pillow]) as image:
        yield image, format_


def frames(image: Image.Image) -> int:
    """How many pictures the file holds: pages of a TIFF, else of a film or what lies beside."""
    return int(getattr(image, "n_frames", 1))


def to_page(image: Image.Image, format_: Format, page: int, name: str) -> None:
    """Turn to page ``page``; ``NoPage`` where there is none, refused where it is too large."""
    if not 0 <= page < (frames(image) if format_.paged else 1):
        raise refusals.NoPage(page)
    if page or format_.paged:
        image.seek(page)
    if image.width * image.height > MAX_PIXELS:
        raise refusals.too_large(name, image.width, image.height)


def orientation(image: Image.Image) -> tuple[bool, int]:
    """What EXIF wants done to see the picture as stored upright, as in :data:`UPRIGHT`.

    To be asked before decoding: Pillow turns a TIFF itself then, and forgets it.
    """
    try:
        said = image.getexif().get(_ORIENTATION, 1)
    except DAMAGE:
        return (False, 0)
    return UPRIGHT.get(said, (False, 0)) if isinstance(said, int) else (False, 0)


def left_to_turn(image: Image.Image, format_: Format) -> tuple[bool, int]:
    """The same for the picture as Pillow gives it."""
    return (False, 0) if format_ is _TURNED_BY_PILLOW else orientation(image)


def as_stored(image: Image.Image, format_: Format) -> Image.Image:
    """``image`` decoded, its pixels as they lie in the file."""
    mirrored, turns = orientation(image) if format_ is _TURNED_BY_PILLOW else (False, 0)
    image.load()
    back = upright(image, False, -turns % 4)
    return upright(back, mirrored, 0)


def upright(picture: Image.Image, mirrored: bool, turns: int) -> Image.Image:
    """``picture`` mirrored and turned by quarters, clockwise."""
    if mirrored:
        picture = picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    turn = _CLOCKWISE.get(turns)
    return picture if turn is None else picture.transpose(turn)


def in_screen_colours(image: Image.Image) -> Image.Image:
    """``image`` as eight bits of gray or of red, green and blue, on white paper."""
    if image.mode.startswith("I"):  # 16 and 32 bit gray: the upper eight bits show
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        over = image.convert("RGBA")
        paper = Image.new("RGBA", over.size, "white")
        return Image.alpha_composite(paper, over).convert("RGB")
    return image.convert("L" if image.mode in ("1", "L", "F") else "RGB")
