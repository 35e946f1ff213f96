"""What becomes of an attachment's pages when they go out: clear files, masked copies, small views.

The files a packet will hold, and their names, follow from the case alone (:func:`parts`); content
is needed only to make them. Who set no limit gets none: where the notice says nothing and nobody
wishes anything, a file that needs no correction goes out as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.app.scans import portraits
from desktop.app.scans.lying import correction_of
from desktop.app.scans.scanning import Scanner, looking_for
from desktop.domain.case import Attachment, Case
from desktop.domain.notice import Notice
from desktop.domain.scans import Correction, MaskBox, ScanPage
from desktop.domain.vocabulary import NO, YES
from desktop.errors import UserError
from desktop.imaging import bare_pdf, proof, raster, showing
from desktop.imaging.burning import masked
from desktop.imaging.correcting import corrected, matrix
from desktop.imaging.fitting import Fitted, Fitting, fit
from desktop.imaging.formats import named
from desktop.imaging.metadata import stripped
from desktop.imaging.pictures import Picture, corners_of, moved
from desktop.imaging.portrait import PortraitSpec, crop
from desktop.imaging.proof import Trace
from desktop.language import tr
from desktop.storage.files import hash_of

AS_IT_IS = frozenset({"jpg", "png", "pdf"})
"""Where the notice names no format these go out as they are; of others no platform is known."""

PDF_DPI = 300
"""Dots per inch of a PDF's page made a picture."""

_VIEW = Fitting(max_side=1000, max_kb=80)
_PNG_LONGEST = 30_000  # pixels: a PNG put upright keeps all it has

_GROWS = 1.25
_GROWS_BY = 64 * 1024  # bytes: a PDF without metadata is no larger than this beyond its share
_CARRIED = {
    "Title": "标题",
    "Author": "作者",
    "Subject": "主题",
    "Keywords": "关键词",
    "files": "附带的文件",
}
_LEFT_IN = (
    "附件“{name}”是 PDF，里面还带着{what}。它有签章、表单，或者重写以后会变样，所以原样放了进去。"
    "不想带出这些，请打开它用“打印”另存成 PDF，或改用图片，再重新添加；要保留签章的，不用改。"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What files have to be: suffixes the notice takes (none: 通知未写), and how large.

    ``photo`` is what a 免冠 photo of one inch has to be besides, None for anything else.
    """

    formats: frozenset[str]
    fitting: Fitting
    photo: PortraitSpec | None = None

    @property
    def pictures(self) -> bool:
        """Whether a JPG may stand for a file."""
        return not self.formats or "jpg" in self.formats


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an attachment: a page made a JPG, or (``page`` None) the whole as it is."""

    suffix: str
    page: int | None = None
    mark: str = ""


def wanted(notice: Notice, attachment: Attachment) -> Wanted:
    """What the notice and the person want of the attachment's files; the stricter of them."""
    terms = notice.files
    formats = frozenset(f.suffix for name in terms.formats if (f := named(name)) is not None)
    asked = Fitting(terms.max_kb, None, terms.min_pixels)
    asked = asked.under(Fitting(attachment.target_kb, attachment.target_side))
    slot = next((slot for slot in notice.slots if slot.id == attachment.slot), None)
    inch = slot is not None and portraits.is_inch(slot, notice)
    return Wanted(formats, asked, portraits.spec(slot, notice) if slot and inch else None)


def parts(attachment: Attachment, want: Wanted) -> tuple[Part, ...]:
    """The files the attachment goes out as; none where its format is not known."""
    format_ = named(attachment.format)
    if format_ is None:
        return ()
    if _stays(attachment, format_.suffix, want):
        return (Part(format_.suffix),)
    return tuple(
        Part("jpg", page, page_mark(page, attachment.pages)) for page in range(attachment.pages)
    )


def page_mark(page: int, pages: int) -> str:
    """What tells a page's file from its neighbours': 第1页, 第01页 of ten or more; one has none."""
    return f"第{page + 1:0{len(str(pages))}}页" if pages > 1 else ""


def lacking(attachment: Attachment, name: str, want: Wanted) -> str:
    """Why the file is not what the notice wants although nothing can be done here; else ""."""
    format_ = named(attachment.format)
    if format_ is None or want.pictures or format_.suffix in want.formats:
        return ""
    return f"附件“{name}”是 {format_.title}，通知要求的是别的格式，请转换以后重新添加。"


@dataclass(frozen=True, slots=True)
class Cleared:
    """One file's bytes, what is ``wrong`` with them, and what to know of them that is no fault.

    ``wrong`` goes on after the file's name, ``remark`` is a sentence; both "" where there is none.
    """

    data: bytes
    wrong: str = ""
    remark: str = ""


def clear(data: bytes, attachment: Attachment, part: Part, want: Wanted, name: str) -> Cleared:
    """One file of the attachment, nothing covered.

    ``name`` is what the file is called where it cannot be opened. The original byte for byte where
    that is what is wanted; without metadata, its pixels untouched, where only that is in the way;
    else upright, fitted, as JPG.
    """
    if part.page is None:
        if part.suffix == "pdf":
            return _whole_pdf(data, want, name)
        return Cleared(_whole(data, attachment, part.suffix, want, name))
    correction = correction_of(data, attachment, part.page, name)
    if correction == Correction():
        jpeg = raster.original_jpeg(data, part.page, name)
        bare = stripped(jpeg) if jpeg is not None else None
        if bare is not None and _small_enough(bare, attachment, want.fitting):
            return Cleared(bare)
    upright = corrected(raster.page(data, part.page, name), correction)
    made = _made(upright, correction, attachment, want)
    return Cleared(made.data, _too_large(made, want))


@dataclass(frozen=True, slots=True)
class Copied:
    """A page's masked copy (JPG), a small ``view`` of the page uncovered, and what is ``wrong``."""

    data: bytes
    view: bytes
    wrong: str = ""


def covered(data: bytes, attachment: Attachment, page: int, want: Wanted, name: str) -> Copied:
    """The page upright with what is confirmed on it black, and its view for paper."""
    seen = attachment.scans[page]
    stored = raster.page(data, page, name)
    if (seen.width, seen.height) != stored.shape[1::-1]:
        raise UserError(
            tr("“{name}”的内容和确认遮盖时不一样了。", name=name),
            safe=tr("材料包没有生成，附件没有变。"),
            todo=tr("请在“附件”页打开它，重新确认遮盖。"),
        )
    small = fit(corrected(stored, seen.correction), _VIEW).data
    made = masked(stored, confirmed(seen), seen.correction, want.fitting, _dpi(attachment))
    return Copied(made.data, small, _too_large(made, want))


def shares(page: ScanPage, box: MaskBox) -> tuple[tuple[float, float], ...]:
    """The box's corners on the upright page, in shares of its width and height (0–1)."""
    leads, width, height = matrix(page.correction, max(page.width, 1), max(page.height, 1))
    ends = moved(corners_of(box.quad), leads)
    return tuple(
        (min(max(float(x) / width, 0.0), 1.0), min(max(float(y) / height, 0.0), 1.0))
        for x, y in ends
    )


def confirmed(page: ScanPage) -> tuple[MaskBox, ...]:
    """What is to be covered on the page: what the person confirmed, on a page to be covered."""
    return tuple(box for box in page.boxes if box.confirmed) if page.decision == YES else ()


def unsettled(page: ScanPage) -> str:
    """What the person has still to do on the page before a copy can be made of it; else ""."""
    if page.decision not in (YES, NO):
        return "还没有选要不要遮盖"
    if page.decision == NO:
        return ""
    waiting = sum(not box.confirmed for box in page.boxes)
    if waiting:
        return f"有 {waiting} 处提示的位置还没有确认要不要遮盖"
    return "" if page.boxes else "选了要遮盖，但还没有画出遮盖的位置"


def traces(
    copy: bytes, attachment: Attachment, case: Case, notice: Notice, scanner: Scanner
) -> tuple[Trace, ...]:
    """What can still be read on a masked copy of whom it must not tell; read once and kept."""
    sought = looking_for(attachment, case, notice)
    lines = scanner.lines(copy, hash_of(copy), 0, Correction())
    return proof.traces(copy, scanner.reader, sought.subject, sought.kinds, lines)


def _stays(attachment: Attachment, suffix: str, want: Wanted) -> bool:
    """Whether the file goes out whole, as it is or without its metadata."""
    if not want.pictures:
        return True
    if suffix not in (want.formats or AS_IT_IS):
        return False
    if any(page.correction != Correction() for page in attachment.scans):
        return False
    limit = want.fitting
    if limit.max_kb is not None and attachment.size > limit.max_kb * 1024:
        return False
    if limit.max_side is None:
        return True
    longest = max(attachment.width or 0, attachment.height or 0)
    return 0 < longest <= limit.max_side


def _whole_pdf(data: bytes, want: Wanted, name: str) -> Cleared:
    """The PDF without what it carries beside its pages; as it is, and told, where that cannot be.

    It goes out in any case: taking a file out of the packet for its title would be the worse.
    """
    limit = want.fitting.max_kb
    most = int(len(data) * _GROWS) + _GROWS_BY if limit is None else limit * 1024
    try:
        bare = bare_pdf.bare(data, most, name)
    except UserError:
        return Cleared(data, remark=_LEFT_IN.format(name=name, what="制作信息"))
    if bare.data is not None:
        return Cleared(bare.data)
    what = "、".join(_CARRIED[one] for one in bare.carried)
    return Cleared(data, remark=_LEFT_IN.format(name=name, what=what) if what else "")


def _whole(data: bytes, attachment: Attachment, suffix: str, want: Wanted, name: str) -> bytes:
    if suffix not in ("jpg", "png"):
        return data
    correction = correction_of(data, attachment, 0, name)
    if correction == Correction():
        # A JPEG in printing inks shows in wrong colours on most screens: it is made anew.
        usual = data if suffix == "png" else raster.original_jpeg(data, 0, name)
        bare = stripped(data) if usual is not None else None
        if bare is not None:
            return bare
    upright = corrected(raster.page(data, 0, name), correction)
    if suffix == "png":
        return showing.png(upright, _PNG_LONGEST)
    return _made(upright, correction, attachment, want).data


def _made(upright: Picture, correction: Correction, attachment: Attachment, want: Wanted) -> Fitted:
    """The page as JPG: a photo somebody cut out in its size on paper, anything else as wanted."""
    if want.photo is None or correction.corners is None:
        return fit(upright, want.fitting, dpi=_dpi(attachment))
    rows, columns = upright.shape[:2]
    whole = ((0.0, 0.0), (columns, 0.0), (columns, rows), (0.0, rows))
    return crop(upright, whole, replace(want.photo, max_kb=want.fitting.max_kb))


def _small_enough(data: bytes, attachment: Attachment, limit: Fitting) -> bool:
    if limit.max_kb is not None and len(data) > limit.max_kb * 1024:
        return False
    longest = max(attachment.width or 0, attachment.height or 0)
    return limit.max_side is None or 0 < longest <= limit.max_side


def _dpi(attachment: Attachment) -> int | None:
    return PDF_DPI if attachment.format == "pdf" else attachment.dpi


def _too_large(made: Fitted, want: Wanted) -> str:
    if made.small_enough:
        return ""
    return (
        f"压到最小还有 {-(-len(made.data) // 1024)} KB，超过 {want.fitting.max_kb} KB，"
        "请裁去空白或换一张清楚的扫描件"
    )
