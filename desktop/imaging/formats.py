"""Telling a file's format by its first bytes; names and suffixes are only claims."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file we take: its usual suffix, what people call it, and Pillow's name for it.

    Several pictures in one file are pages where it is ``paged``, one after another where it is
    ``moving``, else spare copies and no matter of ours.
    """

    suffix: str
    title: str
    pillow: str = ""
    other_suffixes: tuple[str, ...] = ()
    paged: bool = False
    moving: bool = False

    def suits(self, suffix: str) -> bool:
        """Whether a name ending in ``suffix`` (lower case, no dot) says the truth."""
        return suffix == self.suffix or suffix in self.other_suffixes


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file is by its content.

    ``format`` is the suffix it deserves (``jpg``, ``pdf`` …); ``misnamed`` the one its name claims,
    where that is another. ``width`` and ``height`` are pixels as seen upright; a PDF has none, nor
    ``dpi`` or ``gray``. ``dpi`` is ``None`` where the file does not say. Of a ``moving`` picture
    only the first frame is taken.
    """

    format: str
    size: int
    pages: int
    width: int | None = None
    height: int | None = None
    dpi: int | None = None
    gray: bool | None = None
    misnamed: str = ""
    moving: bool = False


FORMATS = {
    f.suffix: f
    for f in (
        Format("jpg", "JPG 图片", "JPEG", ("jpeg", "jpe", "jfif")),
        Format("png", "PNG 图片", "PNG", moving=True),
        Format("tif", "TIFF 图片", "TIFF", ("tiff",), paged=True),
        Format("webp", "WebP 图片", "WEBP", moving=True),
        Format("bmp", "BMP 图片", "BMP", ("dib",)),
        Format("gif", "GIF 图片", "GIF", moving=True),
        Format("heic", "HEIC 照片", "HEIF", ("heif", "hif")),
        Format("pdf", "PDF 文件", paged=True),
    )
}
"""Every format taken in, by suffix."""

TAKEN = "JPG、PNG、TIFF、WebP、BMP、GIF、HEIC 图片和 PDF"
"""The same for a sentence."""

_SIGNATURES = (
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"II*\x00", "tif"),
    (b"MM\x00*", "tif"),
    (b"BM", "bmp"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)

_FOREIGN = (
    (b"PK\x03\x04", "Word、Excel 文档或压缩包"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Word 或 Excel 文档"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "压缩包"),
    (b"{\\rtf", "文字文档"),
    (b"MZ", "程序文件"),
)

# ISO base media: the brand after `ftyp`, and where that only says “some picture” those after it.
_HEVC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"}
_ANY_BRANDS = {b"mif1", b"msf1"}
_AV1_BRANDS = {b"avif", b"avis"}
_MOST_BRANDS = 16
_PDF_HEAD = 1024  # readers accept a PDF's header anywhere in its first kilobyte


def named(suffix: str) -> Format | None:
    """What a case file or a pack calls ``suffix`` (``jpeg``, ``tiff``); None where unknown."""
    return next((f for f in FORMATS.values() if f.suits(suffix.lower())), None)


def recognise(data: bytes) -> Format | None:
    """The format ``data`` has by its content, ``None`` where it is none we take."""
    for head, suffix in _SIGNATURES:
        if data.startswith(head):
            return FORMATS[suffix]
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return FORMATS["webp"]
    brands = _brands(data)
    if brands & _HEVC_BRANDS or (brands & _ANY_BRANDS and not brands & _AV1_BRANDS):
        return FORMATS["heic"]
    if b"%PDF-" in data[:_PDF_HEAD]:
        return FORMATS["pdf"]
    return None


def foreign_title(data: bytes) -> str:
    """What people call a file we do not take; ``""`` where we do not know it either."""
    for head, title in _FOREIGN:
        if data.startswith(head):
            return title
    if data[4:8] == b"ftyp":
        return "AVIF 图片" if _brands(data) & _AV1_BRANDS else "视频"
    return ""


def _brands(data: bytes) -> set[bytes]:
    """What a file in boxes says it can be read as; the minor version between them is no brand."""
    if data[4:8] != b"ftyp":
        return set()
    end = min(int.from_bytes(data[:4], "big"), 16 + 4 * _MOST_BRANDS, len(data))
    return {data[8:12]} | {data[at : at + 4] for at in range(16, end - 3, 4)}


def suffix_of(name: str) -> str:
    """The suffix ``name`` claims, lower case without the dot; ``""`` where it has none."""
    stem, dot, suffix = name.rpartition(".")
    return suffix.lower() if dot and stem else ""
