"""What a file is by its content, every page of it opened; runs in the child."""

from __future__ import annotations

from PIL import Image, ImageChops

from desktop.imaging.foreign import opening, pdf, refusals
from desktop.imaging.formats import FORMATS, Format, Sheet

MAX_PAGES = 300
_GRAY_SPREAD = 16  # of 255: what compression leaves between the channels of a gray scan


def look(data: bytes, name: str) -> Sheet:
    """What ``data`` is, whatever it is called; an image has been decoded to its last row."""
    if pdf.is_pdf(data):
        with opening.damage_told(name):
            pages = pdf.count_pages(data, MAX_PAGES)
        _check_pages(pages, name)
        return Sheet(FORMATS["pdf"].suffix, len(data), pages)
    with opening.opened(data, name) as (image, format_):
        return _look_at_image(image, format_, len(data), name)


def _look_at_image(image: Image.Image, format_: Format, size: int, name: str) -> Sheet:
    held = opening.frames(image)
    pages = held if format_.paged else 1
    _check_pages(pages, name)
    gray = True
    for page in range(pages):
        opening.to_page(image, format_, page, name)
        image.load()
        gray = gray and _is_gray(image)
    opening.to_page(image, format_, 0, name)
    width, height = image.size
    if opening.left_to_turn(image, format_)[1] % 2:
        width, height = height, width
    moving = held > 1 and format_.moving
    return Sheet(
        format_.suffix, size, pages, width, height, _dpi(image), gray, moving=moving
    )  # fmt: skip


def _is_gray(image: Image.Image) -> bool:
    if image.mode in ("1", "L", "LA", "F") or image.mode.startswith("I"):
        return True
    # Averaging first keeps a stray coloured pixel from deciding; a seal still shows.
    small = image.resize((64, 64), Image.Resampling.BOX) if image.mode != "P" else image
    small = small.convert("RGB").resize((64, 64), Image.Resampling.BOX)
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
    except (TypeError, ValueError, OverflowError, ZeroDivisionError, LookupError):
        return None
    return dpi if 30 <= dpi <= 4800 else None  # 1 and 0 are how programs write “unknown”


def _check_pages(pages: int, name: str) -> None:
    if pages > MAX_PAGES:
        raise refusals.too_many_pages(name, pages, MAX_PAGES)
