"""Files on their way into the case: the good ones are entries, the bad ones come back by name."""

import hashlib
import io
from pathlib import Path

import pytest
from PIL import Image

from desktop.app.intake import Intake, Pasted, Place, page_count, page_image, take_in, thumbnail
from desktop.app.library import new_case
from desktop.app.naming import title_of
from desktop.app.notices import installed
from desktop.domain.case import Attachment, Case, Education, Training
from desktop.domain.notice import Notice
from tests.imaging.damages import damaged


@pytest.fixture(scope="module")
def notice() -> Notice:
    return installed.notice("BM24")


@pytest.fixture
def case(notice: Notice) -> Case:
    edu = Education(id="edu1", level="大专")
    training = Training(id="ce1", year=2023, kind="公需")
    return new_case(notice).model_copy(update={"edu": (edu,), "ce": (training,)})


def png(shade: int = 0) -> bytes:
    out = io.BytesIO()
    Image.new("L", (30, 40), shade).save(out, "PNG")
    return out.getvalue()


def test_many_files_the_good_ones_are_taken(case: Case, notice: Notice, tmp_path: Path) -> None:
    files = {"一.png": png(1), "空.jpg": b"", "二.png": png(2), "半张.png": png(3)[:30]}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    given = [tmp_path / name for name in (*files, "没有.jpg")]

    done = take_in(case, notice, Place("其他证明材料"), given)

    assert [t.attachment.file_name for t in done.taken] == ["一.png", "二.png"]
    assert [name for name, _ in done.refused] == ["空.jpg", "半张.png", "没有.jpg"]
    assert all(name in error.happened for name, error in done.refused)
    first = done.taken[0].attachment
    assert (first.format, first.width, first.height, first.pages) == ("png", 30, 40, 1)
    assert first.sha256 == hashlib.sha256(files["一.png"]).hexdigest()
    assert first.title == "其他证明材料"
    assert {name: (tmp_path / name).read_bytes() for name in files} == files


def test_a_png_that_calls_itself_pdf_is_taken_and_said(case: Case, notice: Notice) -> None:
    (taken,) = take_in(case, notice, Place("公示"), [Pasted(png(), "公示.pdf")]).taken
    assert taken.attachment.format == "png"
    assert taken.note == "“公示.pdf”的名称像是 PDF，内容其实是 PNG 图片，已按内容收下。"
    assert taken.data == png()


def test_what_is_right_is_not_remarked_on(case: Case, notice: Notice) -> None:
    (taken,) = take_in(case, notice, Place("公示"), [Pasted(png(), "公示.png")]).taken
    assert taken.note == ""


@pytest.mark.parametrize(
    ("names", "parts"),
    [
        (["甲.png", "乙.png"], ["正面", "反面"]),
        (["反面.png", "其他.png"], ["反面", "正面"]),
        (["甲.png", "乙.png", "丙.png"], ["正面", "反面", ""]),
    ],
)
def test_parts_come_from_the_name_or_from_what_is_lacking(
    case: Case, notice: Notice, names: list[str], parts: list[str]
) -> None:
    given = [Pasted(png(n), name) for n, name in enumerate(names)]
    done = take_in(case, notice, Place("年度考核表", year=2021), given)
    assert [t.attachment.part for t in done.taken] == parts
    assert [t.attachment.year for t in done.taken] == [2021] * len(names)


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("2022年考核.png", 2022),
        ("IMG_20221105.png", None),
        ("2010年考核.png", None),
        ("2021和2022.png", None),
    ],
)
def test_the_year_is_read_off_a_name_only_where_it_is_plain(
    case: Case, notice: Notice, tmp_path: Path, name: str, year: int | None
) -> None:
    (tmp_path / name).write_bytes(png())
    (taken,) = take_in(case, notice, Place("年度考核表"), [tmp_path / name]).taken
    assert taken.attachment.year == year


def test_the_same_file_twice_in_one_place_is_told(case: Case, notice: Notice) -> None:
    twice = [Pasted(png(), "一.png"), Pasted(png(), "又一.png")]
    done = take_in(case, notice, Place("公示"), twice)
    assert len(done.taken) == 1
    ((name, error),) = done.refused
    assert name == "又一.png"
    assert "已经在“公示”里" in error.happened

    there = case.model_copy(update={"attachments": (done.taken[0].attachment,)})
    assert take_in(there, notice, Place("公示"), twice[:1]).taken == ()
    assert len(take_in(there, notice, Place("公示结果"), twice[:1]).taken) == 1


def test_after_each_file_is_told_what_became_of_them_and_may_be_the_end(
    case: Case, notice: Notice
) -> None:
    heard: list[tuple[int, int]] = []

    def heard_of(so_far: Intake) -> None:
        heard.append((len(so_far.taken), len(so_far.refused)))
        if len(heard) == 2:
            raise InterruptedError

    given = [Pasted(png(), "一.png"), Pasted(b"", "空.png"), Pasted(png(), "二.png")]
    with pytest.raises(InterruptedError):
        take_in(case, notice, Place("公示"), given, heard_of)
    assert heard == [(1, 0), (1, 1)]


@pytest.mark.parametrize(
    ("place", "title"),
    [
        (Place("身份证正面"), "身份证正面"),
        (Place("毕业证书", "edu1"), "毕业证书 大专"),
        (Place("毕业证书", "gone"), "毕业证书"),
        (Place("继续教育证书", "ce1"), "继续教育培训合格证书 2023公需科目"),
        (Place("年度考核表", year=2022, part="反面"), "年度考核表 2022 反面"),
    ],
)
def test_titles_say_what_it_is(case: Case, notice: Notice, place: Place, title: str) -> None:
    slot = notice.slot(place.slot)
    assert title_of(case, slot, place.subject, place.year, place.part) == title


def test_pictures_for_the_window() -> None:
    assert page_count(png()) == 1
    for picture in (thumbnail(png(200), size=20), page_image(png(200))):
        image = Image.open(io.BytesIO(picture))
        assert image.format == "PNG"
    assert Image.open(io.BytesIO(thumbnail(png(), size=20))).size == (15, 20)


def test_entries_have_ids_of_their_own(case: Case, notice: Notice) -> None:
    given = [Pasted(png(n), f"{n}.png") for n in range(3)]
    entries: list[Attachment] = [
        t.attachment for t in take_in(case, notice, Place("公示"), given).taken
    ]
    assert len({entry.id for entry in entries}) == 3


def test_a_moving_picture_is_taken_and_told(case: Case, notice: Notice) -> None:
    frames = [Image.new("RGB", (30, 40), shade) for shade in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    done = take_in(case, notice, Place("其他证明材料"), [Pasted(out.getvalue(), "证书.gif")])
    (taken,) = done.taken
    assert taken.note == "“证书.gif”是会动的图片，只用它的第一幅画面。"
    assert taken.attachment.pages == 1
    assert taken.data == out.getvalue()


def test_a_photo_of_a_phone_is_taken(case: Case, notice: Notice) -> None:
    photo = Path(__file__).parents[1] / "imaging" / "data" / "turned.heic"
    done = take_in(case, notice, Place("其他证明材料"), [Pasted(photo.read_bytes(), "证书.jpg")])
    (taken,) = done.taken
    assert taken.note == "“证书.jpg”的名称像是 JPG，内容其实是 HEIC 照片，已按内容收下。"
    assert (taken.attachment.format, taken.attachment.width) == ("heic", 64)


def test_a_file_that_brings_a_decoder_down_is_one_of_the_refused(
    case: Case, notice: Notice
) -> None:
    """A photo with one byte changed, at which the HEIC decoder (libheif 1.23) ends its process."""
    bad = Pasted(damaged(66756), "照片.heic")
    given = [Pasted(png(1), "一.png"), bad, Pasted(png(2), "二.png")]
    done = take_in(case, notice, Place("其他证明材料"), given)
    assert [taken.attachment.file_name for taken in done.taken] == ["一.png", "二.png"]
    ((name, error),) = done.refused
    assert name == "照片.heic"
    assert "“照片.heic”" in error.happened
    assert error.safe == "它没有被添加，已有的材料没有变。"
