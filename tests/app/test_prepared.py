"""Attachments as they go out: as they are where that will do, else upright, fitted, as pages."""

from __future__ import annotations

import io
import time

import numpy as np
import pypdf
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf.generic import NameObject, StreamObject
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from desktop.app.notices.installed import notice as load_notice
from desktop.app.packet.prepared import (  # fmt: skip
    Part,
    Wanted,
    clear,
    covered,
    lacking,
    page_mark,
    parts,
    wanted,
)
from desktop.domain.case import Attachment
from desktop.domain.notice import Notice
from desktop.domain.scans import Correction
from desktop.imaging import raster
from desktop.imaging.bare_pdf import bare
from desktop.imaging.fitting import Fitting
from desktop.imaging.metadata import carried

from .scanned import NAME, NAME_AT, SIZE, Shelf, around, box, page, scan

ANY = Wanted(frozenset(), Fitting())
JPG = Wanted(frozenset({"jpg"}), Fitting())
PDF = Wanted(frozenset({"pdf"}), Fitting())
SECRET = "GPS 41.76"


@pytest.fixture(scope="module")
def notice() -> Notice:
    return load_notice("BM24")


def exif(orientation: int = 1) -> bytes:
    said = Image.Exif()
    said[0x010E] = SECRET
    said[0x0112] = orientation
    return said.tobytes()


def pdf(pages: int) -> bytes:
    images = [Image.open(io.BytesIO(scan(200 + n))) for n in range(pages)]
    out = io.BytesIO()
    images[0].save(out, "PDF", save_all=True, append_images=images[1:], resolution=300)
    return out.getvalue()


def bare_pdf(pages: int) -> bytes:
    """One that says nothing of itself."""
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(pdf(pages))))
    writer.metadata = None
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def going(data: bytes, file: Attachment, want: Wanted = ANY) -> list[bytes]:
    made = [clear(data, file, part, want, "职称证书") for part in parts(file, want)]
    assert [one for one in made if one.wrong or one.remark] == []
    return [one.data for one in made]


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize(
    ("format_", "pages", "want", "suffixes"),
    [
        ("jpg", 1, ANY, ["jpg"]),
        ("jpeg", 1, JPG, ["jpg"]),
        ("png", 1, ANY, ["png"]),
        ("png", 1, JPG, ["jpg"]),
        ("pdf", 3, ANY, ["pdf"]),
        ("pdf", 3, JPG, ["jpg", "jpg", "jpg"]),
        ("heic", 1, ANY, ["jpg"]),
        ("webp", 1, ANY, ["jpg"]),
        ("tif", 2, ANY, ["jpg", "jpg"]),
        ("jpg", 1, PDF, ["jpg"]),
        ("ofd", 1, ANY, []),
    ],
)
def test_what_an_attachment_goes_out_as(
    format_: str, pages: int, want: Wanted, suffixes: list[str]
) -> None:
    file = Attachment(slot="职称证书", format=format_, pages=pages)
    found = parts(file, want)
    assert [part.suffix for part in found] == suffixes
    marks = [part.mark for part in found]
    assert len(set(marks)) == len(marks)


def test_pages_sort_as_they_are_counted() -> None:
    marks = [page_mark(n, 12) for n in range(12)]
    assert marks[0] == "第01页"
    assert sorted(marks) == marks
    assert page_mark(0, 1) == ""


def test_a_jpeg_in_printing_inks_goes_out_in_screen_colours() -> None:
    out = io.BytesIO()
    opened(scan()).convert("CMYK").save(out, "JPEG")
    (made,) = going(out.getvalue(), Shelf().put(out.getvalue()))
    assert opened(made).mode in ("RGB", "L")
    difference = np.asarray(opened(made).convert("RGB")).astype(int) - np.asarray(opened(scan()))
    assert np.abs(difference).mean() < 8


def told(*, field: bool = False) -> bytes:
    """A drawn PDF with a title, an author, a packet of XMP and a file attached to it."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(300, 400))
    canvas.setTitle(SECRET)
    canvas.setAuthor(SECRET)
    canvas.drawString(40, 300, "CERTIFICATE 2018")
    if field:
        canvas.acroForm.textfield(x=40, y=200, width=100, height=20)
    canvas.showPage()
    canvas.setPageRotation(90)
    canvas.drawString(40, 300, "BACK")
    canvas.save()
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(out.getvalue())))
    writer.add_attachment("x.txt", SECRET.encode() * 9)
    xmp = StreamObject()
    xmp.set_data(f"<x:xmpmeta>endobj {SECRET}</x:xmpmeta>".encode())
    xmp[NameObject("/Type")] = NameObject("/Metadata")
    xmp[NameObject("/Subtype")] = NameObject("/XML")
    lies = writer._add_object(xmp)
    writer.root_object[NameObject("/Metadata")] = lies
    writer.pages[0][NameObject("/Metadata")] = lies
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_goes_out_with_its_pages_and_nothing_else() -> None:
    data = told()
    assert data.count(SECRET.encode()) > 9
    file = Shelf().put(data, "pdf", pages=2)
    (made,) = going(data, file)
    assert SECRET.encode() not in made
    read = pypdf.PdfReader(io.BytesIO(made), strict=True)
    assert not read.metadata
    assert not read.attachments
    assert read.xmp_metadata is None
    assert [page.extract_text().strip() for page in read.pages] == ["CERTIFICATE 2018", "BACK"]
    assert [page.rotation for page in read.pages] == [0, 90]
    for number in range(2):
        assert np.array_equal(raster.page(made, number), raster.page(data, number))
    assert len(made) < len(data)


def test_a_pdf_s_bytes_say_nothing_of_the_hour_or_of_chance() -> None:
    data = told()
    file = Shelf().put(data, "pdf", pages=2)
    first = going(data, file)
    time.sleep(1.1)  # PDFium writes the second in which it worked
    assert going(data, file) == first


def test_a_pdf_with_fields_stays_as_it_is_and_what_it_tells_is_told() -> None:
    data = told(field=True)
    file = Shelf().put(data, "pdf", pages=2)
    (part,) = parts(file, ANY)
    made = clear(data, file, part, ANY, "职称证书")
    assert made.data == data
    assert made.wrong == ""
    assert made.remark.startswith("附件“职称证书”是 PDF，里面还带着标题、作者、")
    assert "附带的文件" in made.remark


def test_a_pdf_that_would_pass_the_limit_stays_as_it_is() -> None:
    data = told()
    made = bare(data, len(data)).data
    assert made is not None
    assert bare(data, len(made) - 1).data is None
    assert bare(data, len(made)).data == made


def test_what_needs_nothing_is_the_original_byte_for_byte() -> None:
    shelf = Shelf()
    for data, format_ in ((scan(), "jpg"), (bare_pdf(2), "pdf"), (scan(format_="PNG"), "png")):
        file = shelf.put(data, format_, pages=2 if format_ == "pdf" else 1)
        assert going(data, file) == [data]
    looked = shelf.put(scan(), scans=(page(),))
    assert going(scan(), looked, JPG) == [scan()]


def test_where_only_metadata_is_in_the_way_no_pixel_changes() -> None:
    data = scan(exif=exif())
    (made,) = going(data, Shelf().put(data))
    assert SECRET.encode() not in made
    assert carried(made) == ()
    assert opened(made).tobytes() == opened(data).tobytes()
    info = PngInfo()
    info.add_text("Author", SECRET)
    out = io.BytesIO()
    opened(data).save(out, "PNG", pnginfo=info)
    (made,) = going(out.getvalue(), Shelf().put(out.getvalue(), "png"))
    assert SECRET.encode() not in made
    assert opened(made).tobytes() == opened(data).tobytes()


@pytest.mark.parametrize("format_", ["JPEG", "PNG"])
def test_what_exif_turns_stays_turned_without_exif(format_: str) -> None:
    data = scan(exif=exif(6), format_=format_)
    suffix = {"JPEG": "jpg", "PNG": "png"}[format_]
    (made,) = going(data, Shelf().put(data, suffix))
    assert SECRET.encode() not in made
    assert opened(made).size == SIZE[::-1]
    turned = np.asarray(opened(data).transpose(Image.Transpose.ROTATE_270)).astype(int)
    assert np.abs(np.asarray(opened(made)).astype(int) - turned).mean() < 2


def test_who_undid_what_exif_says_has_it_his_way() -> None:
    data = scan(exif=exif(6))
    (made,) = going(data, Shelf().put(data, scans=(page(),)))
    assert opened(made).size == SIZE
    assert opened(made).tobytes() == opened(data).tobytes()


def test_a_corrected_page_goes_out_corrected_as_jpg() -> None:
    data = scan(format_="PNG")
    file = shelf_file = Shelf().put(data, "png", scans=(page(correction=Correction(turns=1)),))
    assert parts(shelf_file, ANY) == (Part("jpg", 0),)
    (made,) = going(data, file)
    assert opened(made).format == "JPEG"
    assert opened(made).size == SIZE[::-1]


def test_a_pdf_s_scans_come_out_as_they_lie_in_it() -> None:
    data = pdf(2)
    file = Shelf().put(data, "pdf", pages=2)
    made = going(data, file, JPG)
    assert [opened(one).size for one in made] == [SIZE, SIZE]
    assert all(one in data for one in (m[m.index(b"\xff\xda") :] for m in made))


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "PDF"])
def test_a_wish_for_size_and_pixels_is_kept(format_: str) -> None:
    data = pdf(1) if format_ == "PDF" else scan(format_=format_)
    suffix = {"JPEG": "jpg", "PNG": "png", "PDF": "pdf"}[format_]
    want = Wanted(frozenset(), Fitting(max_kb=20, max_side=700))
    (made,) = going(data, Shelf().put(data, suffix), want)
    assert len(made) <= 20 * 1024
    assert max(opened(made).size) <= 700
    assert opened(made).format == "JPEG"


def test_what_cannot_be_made_so_small_is_told() -> None:
    want = Wanted(frozenset(), Fitting(max_kb=1))
    file = Shelf().put(scan())
    (part,) = parts(file, want)
    made = clear(scan(), file, part, want, "职称证书")
    data, wrong = made.data, made.wrong
    assert f"{-(-len(data) // 1024)} KB，超过 1 KB" in wrong


def test_the_stricter_of_notice_and_wishes_holds(notice: Notice) -> None:
    file = Attachment(slot="职称证书")
    strict = notice.model_copy(
        update={
            "files": notice.files.model_copy(
                update={"max_kb": 500, "min_pixels": 600, "formats": ("jpeg",)}
            )
        }
    )
    assert wanted(notice, file) == ANY
    assert wanted(strict, file) == Wanted(frozenset({"jpg"}), Fitting(500, None, 600))
    wishing = file.model_copy(update={"target_kb": 300, "target_side": 1600})
    assert wanted(strict, wishing).fitting == Fitting(300, 1600, 600)
    lavish = file.model_copy(update={"target_kb": 9000})
    assert wanted(strict, lavish).fitting == Fitting(500, None, 600)


def test_what_nobody_can_convert_is_told() -> None:
    file = Attachment(slot="职称证书", format="jpg")
    assert "通知要求的是别的格式" in lacking(file, "职称证书", PDF)
    assert lacking(file, "职称证书", JPG) == ""
    assert lacking(file, "职称证书", ANY) == ""


def jpeg_with_everything() -> bytes:
    small = io.BytesIO()
    opened(scan()).resize((60, 80)).save(small, "JPEG", comment=SECRET.encode())
    data = scan(exif=exif())
    out = io.BytesIO()
    opened(data).save(
        out, "JPEG", quality=90, exif=exif(), comment=SECRET.encode(), restart_marker_blocks=5,
    )  # fmt: skip
    return out.getvalue() + small.getvalue() + SECRET.encode()


def png_with_everything() -> bytes:
    info = PngInfo()
    info.add_text("Author", SECRET)
    info.add_itxt("XML:com.adobe.xmp", SECRET)
    info.add(b"prVw", SECRET.encode())
    out = io.BytesIO()
    opened(scan()).save(out, "PNG", pnginfo=info, exif=exif())
    return out.getvalue() + SECRET.encode()


def pdf_with_everything() -> bytes:
    """A scan with a text layer over it, as scanners with recognition write them."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(300, 400), pageCompression=0)
    canvas.setAuthor(SECRET)
    canvas.setSubject(SECRET)
    canvas.drawImage(ImageReader(io.BytesIO(jpeg_with_everything())), 0, 0, 300, 400)
    text = canvas.beginText(50, 290)
    text.setTextRenderMode(3)
    text.textLine(SECRET)
    canvas.drawText(text)
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "format_"),
    [
        (jpeg_with_everything(), "jpg"),
        (png_with_everything(), "png"),
        (pdf_with_everything(), "pdf"),
    ],
)
def test_nothing_a_file_carries_reaches_its_copy(data: bytes, format_: str) -> None:
    assert SECRET.encode() in data
    height, width = raster.page(data).shape[:2]
    scale = width / SIZE[0]
    (x, y), _, (right, bottom), _ = NAME
    name = box(around(x * scale, y * scale, (right - x) * scale, (bottom - y) * scale))
    seen = page("是", name).model_copy(update={"width": width, "height": height})
    file = Shelf().put(data, format_, scans=(seen,))
    made = covered(data, file, 0, ANY, "职称证书")
    for part in (made.data, made.view):
        assert SECRET.encode() not in part
        assert carried(part) == ()
    shown = np.asarray(opened(made.data).convert("RGB"))
    left, top = (int(place * scale) for place in NAME_AT)
    assert shown[top : top + int(40 * scale), left : left + int(240 * scale)].max() < 20
    # all there is behind the last marker is nothing, and there is one picture
    assert made.data.count(b"\xff\xd8\xff") == 1
    assert made.data.endswith(b"\xff\xd9")
