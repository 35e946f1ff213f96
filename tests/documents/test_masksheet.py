"""遮盖对照单: what it says, that its numbers stand beside their places, and how it is drawn."""

from __future__ import annotations

import io

import pypdf
import pytest
from PIL import Image, ImageDraw

from desktop.documents.blocks import Heading, PageView, Spot
from desktop.documents.fonts import Fonts
from desktop.documents.geometry import REPORT
from desktop.documents.layout import lay_out
from desktop.documents.masksheet import SheetPage, masksheet
from desktop.documents.page import Box
from desktop.documents.page import Image as Drawn
from desktop.documents.pdf.writing import to_pdf
from desktop.documents.setting import Setter
from desktop.documents.views import GUTTER, view_rows

from .reading import EXTRACTORS

HEAD = (("通知", "2024年民营企业专项职称评审"), ("页数", "一共 3 页"))


def jpeg(size: tuple[int, int] = (600, 848), lines: tuple[int, ...] = ()) -> bytes:
    picture = Image.new("RGB", size, (250, 248, 240))
    draw = ImageDraw.Draw(picture)
    for y in lines:
        draw.rectangle((40, y, size[0] - 40, y + 14), fill=(30, 30, 30))
    out = io.BytesIO()
    picture.save(out, "JPEG")
    return out.getvalue()


def spot(left: float, top: float, right: float, bottom: float, text: str = "姓名") -> Spot:
    return Spot(text, ((left, top), (right, top), (right, bottom), (left, bottom)))


def page(name: str = "01-职称证书.jpg", **more: object) -> SheetPage:
    usual: dict[str, object] = {
        "column": "03-专业技术资格", "name": name, "picture": jpeg(), "answer": "是",
    }  # fmt: skip
    return SheetPage(**(usual | more))  # type: ignore[arg-type]


def tags(fonts: Fonts, view: PageView) -> tuple[list[Box], list[Box], Drawn]:
    """The numbers on the picture, those in the list beside it, and the picture."""
    (row,) = view_rows(Setter(REPORT, fonts), view)
    (picture,) = (item for item in row.items if isinstance(item, Drawn))
    numbered = [item for item in row.items if isinstance(item, Box) and item.fill is not None]
    edge = picture.x + picture.width + GUTTER
    return (
        [box for box in numbered if box.x + box.width <= edge],
        [box for box in numbered if box.x + box.width > edge],
        picture,
    )


def test_pages_stand_under_their_column_in_their_order(fonts: Fonts) -> None:
    pages = [
        page("01-身份证正面.jpg", column="01-基本信息", spots=(spot(0.2, 0.2, 0.4, 0.22),)),
        page("01-毕业证书.jpg", column="02-学历学位", answer="否"),
        page("02-学位证书.jpg", column="02-学历学位", answer=""),
    ]
    sheet = masksheet(HEAD, pages)
    assert [b.text for b in sheet.blocks if isinstance(b, Heading)] == [
        "01-基本信息",
        "02-学历学位",
    ]
    views = [block for block in sheet.blocks if isinstance(block, PageView)]
    assert [(view.title, view.answer) for view in views] == [
        ("01-身份证正面.jpg", "是"),
        ("01-毕业证书.jpg", "否"),
        ("02-学位证书.jpg", "还没有定"),
    ]
    assert views[0].height > views[1].height
    (text,) = ("".join(pages_).split() for pages_ in (EXTRACTORS["pdfium"](to_pdf(sheet, fonts)),))
    joined = "".join(text)
    for word in ("不要上传", "一共3页", "01-身份证正面.jpg", "还没有定"):
        assert word in joined


def test_each_place_has_its_number_and_its_words(fonts: Fonts) -> None:
    spots = tuple(spot(0.1, y / 20, 0.3, y / 20 + 0.02, f"姓名 · 第{y}处") for y in range(1, 13))
    sheet = masksheet(HEAD, [page(spots=spots)])
    text = "".join("".join(EXTRACTORS["pdfium"](to_pdf(sheet, fonts))).split())
    for number in range(1, 13):
        assert f"姓名·第{number}处" in text
    on_picture, in_list, _ = tags(fonts, PageView(jpeg(), "a", "b", "是", spots))
    assert len(on_picture) == len(in_list) == 12


@pytest.mark.parametrize(
    "places",
    [
        [(0.0, 0.0, 0.2, 0.03)],
        [(0.8, 0.97, 1.0, 1.0)],
        [(0.1, 0.1, 0.2, 0.12), (0.2, 0.1, 0.3, 0.12), (0.3, 0.1, 0.4, 0.12)],
        [(0.4, 0.4, 0.6, 0.55), (0.42, 0.45, 0.58, 0.47)],
        [(x / 10, y / 40, x / 10 + 0.09, y / 40 + 0.02) for x in range(3) for y in range(9, 14)],
    ],
)
def test_numbers_cover_no_place_and_one_another_never(
    fonts: Fonts, places: list[tuple[float, float, float, float]]
) -> None:
    view = PageView(jpeg(), "a", "b", "是", tuple(spot(*place) for place in places))
    boxes, _, picture = tags(fonts, view)
    assert len(boxes) == len(places)
    rectangles = [(b.x, b.y, b.x + b.width, b.y + b.height) for b in boxes]
    covered = [
        (
            picture.x + left * picture.width,
            picture.y + top * picture.height,
            picture.x + right * picture.width,
            picture.y + bottom * picture.height,
        )
        for left, top, right, bottom in places
    ]
    for number, one in enumerate(rectangles):
        assert one[0] >= picture.x - GUTTER - 0.01
        for other in (*rectangles[:number], *covered):
            apart = (
                one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            )
            assert apart


def test_a_number_stands_where_nothing_is_printed(fonts: Fonts) -> None:
    # a line of print over the whole width: beside the place, on it, the number would hide some
    view = PageView(jpeg(lines=(400,)), "a", "b", "是", (spot(0.4, 400 / 848, 0.6, 416 / 848),))
    (box,), _, picture = tags(fonts, view)
    top = picture.y + 400 / 848 * picture.height
    assert box.y + box.height <= top or box.y >= top + 14 / 848 * picture.height


def test_a_view_stays_on_one_page_and_the_sheet_within_its_paper(fonts: Fonts) -> None:
    many = tuple(spot(0.1, y / 60, 0.3, y / 60 + 0.01, "工作单位 " + "长" * 60) for y in range(50))
    pages = [
        page(picture=jpeg((900, 300)), spots=many[:9]),
        page(spots=many[:20], remarks=("复读",)),
    ]
    laid = lay_out(masksheet(HEAD, pages * 3), fonts)
    assert len(laid) > 2
    for sheet in laid:
        for item in sheet.items:
            if isinstance(item, Drawn):
                assert item.x + item.width <= 595.3 - REPORT.right
                assert item.y + item.height <= 842 - REPORT.bottom + 1


def test_pictures_go_in_as_they_are(fonts: Fonts) -> None:
    data = jpeg()
    made = to_pdf(masksheet(HEAD, [page(picture=data)]), fonts)
    assert made == to_pdf(masksheet(HEAD, [page(picture=data)]), fonts)
    (held,) = pypdf.PdfReader(io.BytesIO(made)).pages[0].images
    assert held.data == data
