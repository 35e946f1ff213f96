"""A page's own pixels, whatever holds them, and how it wants to be turned."""

from __future__ import annotations

import io
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from desktop.errors import UserError
from desktop.imaging import intake, raster
from desktop.imaging.pictures import Picture
from tests.imaging.scanned_pdfs import PdfWriter, filling, scanned

DATA = Path(__file__).parent / "data"
TURNED = {
    1: (False, 0),
    2: (True, 0),
    3: (False, 2),
    4: (True, 2),
    5: (True, 3),
    6: (False, 1),
    7: (True, 1),
    8: (False, 3),
}


def page_of_writing(size: tuple[int, int] = (420, 594)) -> Image.Image:
    """No side of it like another: dark lines, a red spot below on the right, a blue one above."""
    image = Image.new("RGB", size, (245, 243, 238))
    for top in range(60, size[1] - 60, 24):
        image.paste((30, 30, 30), (40, top, size[0] - 60 - top % 70, top + 8))
    image.paste((200, 20, 30), (size[0] - 130, size[1] - 130, size[0] - 40, size[1] - 40))
    image.paste((20, 30, 200), (30, 10, 110, 50))
    return image


def written(image: Image.Image, format_: str, **how: object) -> bytes:
    out = io.BytesIO()
    image.save(out, format_, **how)
    return out.getvalue()


def own(jpeg: bytes) -> Picture:
    with Image.open(io.BytesIO(jpeg)) as image:
        return np.asarray(image.convert("RGB"))


def turned(picture: Picture, mirrored: bool, turns: int) -> Picture:
    return np.rot90(picture[:, ::-1] if mirrored else picture, -turns)


def alike(one: Picture, other: Picture, by: float = 12) -> bool:
    """Whether both show the same, however sharply."""
    size = (60, 60)
    small = [cv2.resize(each, size, interpolation=cv2.INTER_AREA) for each in (one, other)]
    return float(np.abs(small[0].astype(int) - small[1].astype(int)).max()) <= by


PAGE = page_of_writing()
JPEG = written(PAGE, "JPEG", quality=92)


@pytest.mark.parametrize("format_", ["PNG", "TIFF", "BMP", "WEBP"])
def test_pixels_come_as_they_are(format_: str) -> None:
    lossless = {"lossless": True} if format_ == "WEBP" else {}
    assert np.array_equal(raster.page(written(PAGE, format_, **lossless)), np.asarray(PAGE))


def test_a_picture_may_be_written_on() -> None:
    picture = raster.page(JPEG)
    picture[0, 0] = 7
    assert picture[0, 0, 0] == 7


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16", "I", "F"])
def test_every_kind_of_pixel_becomes_red_green_and_blue(mode: str) -> None:
    plain = PAGE.convert("L")
    deep = plain.convert("I").point(lambda value: value * 256)
    image = {"I;16": deep.convert("I;16"), "I": deep, "F": plain.convert("F")}.get(mode)
    data = written(image or PAGE.convert(mode), "TIFF")
    assert raster.page(data).shape == (594, 420, 3)
    # A palette and black and white are coarser; what is light and dark they show all the same.
    shown = Image.fromarray(raster.page(data)).convert("L")
    assert alike(np.asarray(shown.convert("RGB")), np.asarray(plain.convert("RGB")), 40)


def test_deep_png_keeps_its_shades() -> None:
    shades = np.linspace(0, 65535, 256 * 4).astype(np.uint16).reshape(4, 256)
    shown = raster.page(written(Image.fromarray(shades), "PNG"))
    assert np.array_equal(shown[..., 0], shades >> 8)


def test_clear_places_are_paper_and_half_clear_ones_light() -> None:
    image = Image.new("RGBA", (3, 1), (0, 0, 0, 0))
    image.putpixel((1, 0), (0, 0, 0, 128))
    image.putpixel((2, 0), (0, 0, 0, 255))
    assert raster.page(written(image, "PNG"))[0, :, 0].tolist() == [255, 127, 0]


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "TIFF", "WEBP"])
@pytest.mark.parametrize("said, stands", TURNED.items())
def test_exif_is_told_and_not_applied(format_: str, said: int, stands: tuple[bool, int]) -> None:
    exif = Image.Exif()
    exif[0x0112] = said
    data = written(PAGE, format_, exif=exif)
    stored = raster.page(data)
    assert stored.shape == (594, 420, 3)
    assert alike(stored, np.asarray(PAGE))
    assert raster.exif(data) == stands
    # What a person is shown is the stored page mirrored, then turned.
    with Image.open(io.BytesIO(intake.page_image(data))) as shown:
        assert alike(np.asarray(shown.convert("RGB")), turned(stored, *stands), 40)
    sheet = intake.look(data, "照片")
    assert (sheet.height, sheet.width) == turned(stored, *stands).shape[:2]


@pytest.mark.parametrize("said", [b"", b"Exif\0\0", b"Exif\0\0MM\0*\0\0\0\x08\xff\xff"])
def test_exif_that_lies_says_nothing(said: bytes) -> None:
    assert raster.exif(written(PAGE, "JPEG", exif=said)) == (False, 0)


@pytest.mark.parametrize("said", [0, 9, 77])
def test_a_turn_that_is_none_is_not_made(said: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = said
    assert raster.exif(written(PAGE, "JPEG", exif=exif)) == (False, 0)


@pytest.mark.parametrize("name", ["plain", "turned", "several", "clear", "deep"])
def test_photos_of_phones_are_taken_under_any_name(name: str) -> None:
    data = (DATA / f"{name}.heic").read_bytes()
    sheet = intake.look(data, "照片.jpg")
    assert (sheet.format, sheet.misnamed, sheet.pages, sheet.moving) == ("heic", "jpg", 1, False)
    picture = raster.page(data)
    assert picture.shape[:2] == (sheet.height, sheet.width)
    assert raster.exif(data) == (False, 0)
    if name != "deep":
        assert picture[-4, -4, 2 if name != "turned" else 0] > 200


def test_a_photo_turned_by_its_box_stands_upright() -> None:
    plain, turned_ = (raster.page((DATA / f"{n}.heic").read_bytes()) for n in ("plain", "turned"))
    assert alike(turned_, turned(plain, False, 1), 30)


def test_pages_of_a_tiff() -> None:
    frames = [Image.new("L", (40, 60), shade) for shade in (10, 120, 250)]
    data = written(frames[0], "TIFF", save_all=True, append_images=frames[1:])
    assert [int(raster.page(data, page)[0, 0, 0]) for page in range(3)] == [10, 120, 250]
    with pytest.raises(UserError, match="没有这一页"):
        raster.page(data, 3)


@pytest.mark.parametrize("format_", ["GIF", "WEBP", "PNG"])
def test_of_a_moving_picture_the_first_frame_is_taken(format_: str) -> None:
    frames = [Image.new("RGB", (40, 60), shade) for shade in ("red", "lime", "blue")]
    data = written(frames[0], format_, save_all=True, append_images=frames[1:], duration=100)
    sheet = intake.look(data, "动图")
    assert (sheet.pages, sheet.moving) == (1, True)
    assert raster.page(data)[30, 20].tolist()[0] > 240
    with pytest.raises(UserError, match="没有这一页"):
        raster.page(data, 1)


def test_a_still_picture_does_not_move() -> None:
    assert not intake.look(written(PAGE, "GIF"), "图").moving
    assert not intake.look(JPEG, "图").moving


def test_a_scanned_page_has_its_picture_s_own_pixels() -> None:
    data = scanned(JPEG)
    assert np.array_equal(raster.page(data), own(JPEG))
    assert raster.original_jpeg(data) == JPEG
    assert raster.exif(data) == (False, 0)


def test_text_that_a_scanner_read_lies_unseen_over_its_picture() -> None:
    unseen = b" BT 3 Tr /F 12 Tf 90 700 Td (zhicheng) Tj ET"
    assert raster.original_jpeg(scanned(JPEG, filling() + unseen)) == JPEG


def test_a_picture_packed_without_loss_is_one_too() -> None:
    writer = PdfWriter()
    writer.page(filling(), (writer.flate(PAGE),))
    data = writer.written()
    assert np.array_equal(raster.page(data), np.asarray(PAGE))
    assert raster.original_jpeg(data) is None


def test_a_picture_in_the_middle_of_an_empty_page() -> None:
    data = scanned(JPEG, b"q 420 0 0 594 90 120 cm /P0 Do Q")
    assert np.array_equal(raster.page(data), own(JPEG))


# The matrix that draws the picture so on a page of 595 × 842, and the page's own turn.
PLACED = [
    (b"595 0 0 842 0 0", 0),
    (b"595 0 0 842 0 0", 90),
    (b"595 0 0 842 0 0", 180),
    (b"595 0 0 842 0 0", 270),
    (b"-595 0 0 -842 595 842", 0),
    (b"-595 0 0 842 595 0", 0),
    (b"595 0 0 -842 0 842", 90),
    (b"0 842 -595 0 595 0", 0),
    (b"0 -842 595 0 0 842", 0),
    (b"0 842 595 0 0 0", 0),
    (b"0 -842 -595 0 595 842", 270),
]


@pytest.mark.parametrize("matrix, rotate", PLACED)
def test_how_a_page_turns_its_picture_is_told(matrix: bytes, rotate: int) -> None:
    data = scanned(JPEG, b"q %s cm /P0 Do Q" % matrix, b"/Rotate %d" % rotate)
    stored = raster.page(data)
    assert np.array_equal(stored, own(JPEG))
    with Image.open(io.BytesIO(intake.page_image(data))) as shown:
        seen = np.asarray(shown.convert("RGB"))
    assert alike(turned(stored, *raster.exif(data)), seen, 40)


NOTE = (
    b"/Annots [<< /Type /Annot /Subtype /Square /Rect [90 90 300 300] /C [1 0 0] /IC [1 0 0] "
    b"/F 4 >>]"
)
MORE_THAN_A_PICTURE = {
    "text": scanned(JPEG, filling() + b" BT /F 60 Tf 90 400 Td (COPY) Tj ET"),
    "a rule": scanned(JPEG, filling() + b" 9 w 50 50 m 500 700 l S"),
    "a note": scanned(JPEG, more=NOTE),
    "twice": scanned(JPEG, filling() + b" q 99 0 0 99 9 9 cm /P0 Do Q"),
    "slanted": scanned(JPEG, b"q 580 40 -40 780 50 20 cm /P0 Do Q"),
    "cropped": scanned(JPEG, b"q 1190 0 0 1684 -300 -300 cm /P0 Do Q"),
    "clipped": scanned(JPEG, b"0 0 300 842 re W n " + filling()),
    "paler": scanned(written(PAGE, "JPEG"), more=b"").replace(
        b"/ColorSpace /DeviceRGB", b"/Decode [1 0 1 0 1 0] /ColorSpace /DeviceRGB"
    ),
    "a logo": scanned(JPEG, b"q 60 0 0 84 90 700 cm /P0 Do Q"),
}


@pytest.mark.parametrize("what", MORE_THAN_A_PICTURE)
def test_a_page_that_shows_more_or_other_is_drawn(what: str) -> None:
    data = MORE_THAN_A_PICTURE[what]
    picture = raster.page(data)
    assert raster.original_jpeg(data) is None
    assert raster.exif(data) == (False, 0)
    assert picture.shape == (3509, 2480, 3)
    with Image.open(io.BytesIO(intake.page_image(data))) as shown:
        assert alike(picture, np.asarray(shown.convert("RGB")), 30)


@pytest.mark.parametrize("kind", [b"/Widget /FT /Sig /T (seal)", b"/Stamp"])
def test_a_seal_that_was_signed_or_stamped_into_a_scan_shows(kind: bytes) -> None:
    writer = PdfWriter()
    seal = writer.stream(
        b"/Type /XObject /Subtype /Form /BBox [0 0 100 100]", b"1 0 0 rg 0 0 100 100 re f"
    )
    note = writer.add(
        b"<< /Type /Annot /Subtype %s /Rect [300 300 400 400] /F 4 /AP << /N %d 0 R >> >>"
        % (kind, seal)
    )
    writer.page(filling(), (writer.jpeg(JPEG),), b"/Annots [%d 0 R]" % note)
    form = b"/Type /Catalog /AcroForm << /Fields [%d 0 R] >>" % note
    data = writer.written().replace(b"/Type /Catalog", form)
    # In the middle of 300 to 400 points from the left and from the foot of an A4 page at 300 dpi.
    assert raster.page(data)[3509 - 1458, 1458].tolist() == [255, 0, 0]
    with Image.open(io.BytesIO(intake.page_image(data, 0, 72))) as shown:
        assert shown.getpixel((350, 842 - 350)) == (255, 0, 0)


def test_a_masked_picture_is_drawn() -> None:
    writer = PdfWriter()
    mask = writer.flate(Image.linear_gradient("L").resize((420, 594)))
    writer.page(filling(), (writer.jpeg(JPEG, b" /SMask %d 0 R" % mask),))
    assert raster.original_jpeg(writer.written()) is None


def test_a_large_sheet_is_drawn_within_bounds() -> None:
    writer = PdfWriter()
    writer.page(b"9 w 50 50 m 500 700 l S", size=(14_000, 14_000))
    height, width, _ = raster.page(writer.written()).shape
    assert height == width
    assert 30_000_000 < height * width < 40_000_000


@pytest.mark.parametrize("size", [(100_000, 1), (1, 100_000), (10**9, 1)])
def test_a_page_like_a_thread_fills_no_memory(size: tuple[int, int]) -> None:
    writer = PdfWriter()
    writer.page(b"9 w 50 50 m 500 700 l S", size=size)
    assert raster.page(writer.written()).size < 1_000_000
    assert intake.thumbnail(writer.written())


def test_only_a_jpeg_is_one() -> None:
    assert raster.original_jpeg(JPEG) == JPEG
    assert raster.original_jpeg(written(PAGE, "PNG")) is None


def test_a_jpeg_in_inks_shows_its_colours_and_is_not_passed_on() -> None:
    inks = written(PAGE.convert("CMYK"), "JPEG", quality=95)
    writer = PdfWriter()
    writer.page(filling(), (writer.jpeg(inks, b" /Decode [1 0 1 0 1 0 1 0]"),))
    for data in (inks, writer.written()):
        shown = Image.fromarray(raster.page(data)).resize(PAGE.size)
        for place in ((8, 8), (350, 520)):  # paper and the red spot
            seen, true = np.asarray(shown.getpixel(place)), np.asarray(PAGE.getpixel(place))
            assert np.abs(seen - true).max() < 60
        assert raster.original_jpeg(data) is None


@pytest.mark.parametrize("data", [JPEG[:4000], written(PAGE, "PNG")[:900], scanned(JPEG)[:300]])
def test_a_damaged_page_is_told_by_its_name(data: bytes) -> None:
    with pytest.raises(UserError, match=r"考核表\.jpg") as told:
        raster.page(data, 0, "考核表.jpg")
    assert "损坏" in told.value.happened
    assert "没有被添加" not in told.value.safe
