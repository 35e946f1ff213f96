"""遮盖副本 and 对照单 in the packet: what is settled goes in covered, what is not is named."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pypdf
import pytest
from PIL import Image

from desktop.app.notices import installed
from desktop.app.packet import making
from desktop.app.packet.making import Packed, PacketPlan
from desktop.app.papers.press import Press
from desktop.app.samples.sample import Sample, sample
from desktop.app.scans.scanning import Scanner
from desktop.domain.case import Attachment
from desktop.domain.check import check
from desktop.domain.notice import Notice
from desktop.domain.scans import Correction
from desktop.errors import UserError
from desktop.imaging import raster
from desktop.imaging.metadata import carried

from .pressing import KeepingPress
from .scanned import NAME_AT, SIZE, Recorded, Shelf, box, page, scan, scanner, with_files

Write = Callable[..., tuple[PacketPlan, Packed]]


@pytest.fixture(scope="module")
def notice() -> Notice:
    return installed.notice("BM24")


@pytest.fixture(scope="module")
def made_up(notice: Notice) -> Sample:
    return sample(notice)


@pytest.fixture(scope="module")
def press() -> Press:
    return KeepingPress.bundled()


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def write(notice: Notice, made_up: Sample, press: Press, shelf: Shelf, tmp_path: Path) -> Write:
    """Write the packet of the sample's case with these attachments alone, its documents aside."""

    def made(
        *attachments: Attachment, by: Scanner | None = None, under: Notice = notice, **more: object
    ) -> tuple[PacketPlan, Packed]:
        case = with_files(made_up.brought.case, *attachments)
        plan = making.plan(
            case,
            under,
            check(case, under, made_up.as_of),
            shelf.file,
            press,
            now=made_up.as_of,
            scanner=by or scanner(),
            **more,
        )
        return plan, making.write(plan, tmp_path, made_up.as_of)

    return made


def shown(path: Path) -> np.ndarray:
    return np.asarray(Image.open(path).convert("RGB"))


CLEAR = "03-专业技术资格/01-职称证书.jpg"
COPY = f"遮盖副本/{CLEAR}"


def test_a_settled_page_has_a_covered_copy_beside_the_clear_original(
    write: Write, shelf: Shelf
) -> None:
    file = shelf.put(scan(), scans=(page("是", box(why="姓名 · 读作 迪丽努尔")),))
    plan, sent = write(file)
    assert (sent.folder / CLEAR).read_bytes() == scan()
    copy = shown(sent.folder / COPY)
    x, y = NAME_AT
    assert copy.shape == (SIZE[1], SIZE[0], 3)
    assert copy[y : y + 40, x : x + 240].max() < 20
    assert np.abs(copy[590:650].astype(int) - shown(sent.folder / CLEAR)[590:650]).mean() < 3
    assert carried((sent.folder / COPY).read_bytes()) == ()
    assert not plan.copies.missing
    assert sent.wrong == ()
    text = pypdf.PdfReader(sent.folder / "遮盖对照单.pdf").pages[0].extract_text()
    for word in ("01-职称证书.jpg", "要遮盖 1 页", "读作 迪丽努尔"):
        assert word in text
    entries = {e["path"]: e for e in json.loads((sent.folder / "清单.json").read_text())["files"]}
    assert entries[COPY]["of"] == CLEAR
    assert entries[COPY]["masked"] is True
    assert "masked" not in entries[CLEAR]
    guide = (sent.folder / "请先看.txt").read_text("utf-8-sig")
    assert "遮盖副本：1 张遮盖好的图片" in guide
    assert "见“遮盖对照单.pdf”" in guide


def test_a_page_without_anything_to_cover_has_its_copy_too(write: Write, shelf: Shelf) -> None:
    # boxes on a page that needs none are left-overs of another decision
    _, sent = write(shelf.put(scan(), scans=(page("否", box()),)))
    x, y = NAME_AT
    assert shown(sent.folder / COPY)[y : y + 40, x : x + 240].min() > 60


@pytest.mark.parametrize(
    ("scans", "said"),
    [
        ((page("", box()),), "“职称证书”还没有选要不要遮盖，没有遮盖副本。"),
        (
            (page("是", box(), box(confirmed=False)),),
            "“职称证书”有 1 处提示的位置还没有确认要不要遮盖，没有遮盖副本。",
        ),
        ((page("是"),), "“职称证书”选了要遮盖，但还没有画出遮盖的位置，没有遮盖副本。"),
    ],
)
def test_what_is_not_settled_is_named_and_not_covered(
    write: Write, shelf: Shelf, scans: tuple[object, ...], said: str
) -> None:
    reader = Recorded("")
    plan, sent = write(shelf.put(scan(), scans=scans), by=Scanner(scanner()._keeper, reader))
    assert said in plan.missing
    assert (sent.folder / CLEAR).is_file()
    assert not (sent.folder / "遮盖副本").exists()
    assert reader.reads == 0
    text = "".join(p.extract_text() for p in pypdf.PdfReader(sent.folder / "遮盖对照单.pdf").pages)
    assert said[6:14] in text


def test_what_can_still_be_read_keeps_the_copy_out(
    write: Write, shelf: Shelf, made_up: Sample
) -> None:
    name = made_up.brought.case.person.name
    short = box(((300, 190), (360, 190), (360, 250), (300, 250)))
    plan, sent = write(
        shelf.put(scan(), scans=(page("是", short),)),
        shelf.put(scan(240), scans=(page("是", box()),), title="聘书"),
        by=scanner(name),
    )
    assert not (sent.folder / COPY).exists()
    assert (sent.folder / "遮盖副本/03-专业技术资格/02-聘书.jpg").is_file()
    (said,) = sent.wrong
    assert said.startswith("“职称证书”遮盖以后再读一遍，还能读到：姓名。")
    assert name not in (sent.folder / "请先看.txt").read_text("utf-8-sig")
    assert sent.folder.name.endswith("-未完成")
    manifest = json.loads((sent.folder / "清单.json").read_text())
    assert manifest["complete"] is False
    assert not [e for e in manifest["files"] if e.get("of") == CLEAR]
    assert said in (sent.folder / "请先看.txt").read_text("utf-8-sig")
    assert said not in plan.missing


def test_a_copy_is_read_once(write: Write, shelf: Shelf) -> None:
    keeper = scanner()._keeper
    first, second = Recorded(""), Recorded("")
    file = shelf.put(scan(), scans=(page("是", box()),))
    write(file, by=Scanner(keeper, first))
    write(file, by=Scanner(keeper, second))
    assert (first.reads, second.reads) == (1, 0)


def test_slots_the_notice_leaves_clear_have_no_copies(write: Write, shelf: Shelf) -> None:
    covered = (page("是", box()),)
    portrait = shelf.put(scan(), scans=covered, slot="一寸免冠照片")
    plan, sent = write(portrait)
    assert plan.copies.pages == ()
    assert not (sent.folder / "遮盖副本").exists()
    assert not (sent.folder / "遮盖对照单.pdf").exists()
    assert (sent.folder / "01-基本信息/01-近期一寸免冠照片.jpg").read_bytes() == scan()


@pytest.mark.parametrize("pack", ["ZZ23", "GJ21"])
def test_a_notice_that_masks_nothing_has_none(write: Write, shelf: Shelf, pack: str) -> None:
    told = installed.notice(pack)
    file = shelf.put(scan(), scans=(page("是", box()),), slot=told.slots[-1].id)
    plan, sent = write(file, under=told)
    assert plan.copies.pages == ()
    assert not (sent.folder / "遮盖副本").exists()


def test_attachments_nobody_looked_at_are_named_beside_the_sheet(
    write: Write, shelf: Shelf
) -> None:
    seen = shelf.put(scan(), scans=(page("是", box()),))
    unseen = shelf.put(scan(230), title="聘书")
    plan, sent = write(seen, unseen)
    assert plan.copies.unseen == ("聘书",)
    guide = (sent.folder / "请先看.txt").read_text("utf-8-sig")
    assert "还没有逐页看过、对照单里没有的：聘书。" in guide


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_boxes_follow_the_correction(write: Write, shelf: Shelf, turns: int) -> None:
    correction = Correction(turns=turns)
    _, sent = write(shelf.put(scan(), scans=(page("是", box(), correction=correction),)))
    clear, copy = shown(sent.folder / CLEAR), shown(sent.folder / COPY)
    assert copy.shape == clear.shape
    back = np.rot90(copy, turns)
    x, y = NAME_AT
    assert back[y : y + 40, x : x + 240].max() < 20
    assert (np.rot90(clear, turns)[y : y + 40, x : x + 240].max()) > 100


def test_a_page_that_is_not_what_was_covered_stops_the_packet(
    write: Write, shelf: Shelf, tmp_path: Path
) -> None:
    other = page("是", box()).model_copy(update={"width": 10})
    with pytest.raises(UserError, match="职称证书"):
        write(shelf.put(scan(), scans=(other,)))
    assert list(tmp_path.iterdir()) == []


def test_each_page_is_a_step_that_can_be_stopped_at(
    notice: Notice, made_up: Sample, press: Press, shelf: Shelf, tmp_path: Path
) -> None:
    class CalledOff(Exception):
        pass

    files = [shelf.put(scan(s), scans=(page("是", box()),)) for s in (250, 240, 230)]
    case = with_files(made_up.brought.case, *files)
    reader = Recorded("")
    plan = making.plan(
        case, notice, (), shelf.file, press,
        now=made_up.as_of, scanner=Scanner(scanner()._keeper, reader),
    )  # fmt: skip
    seen: list[tuple[int, int, str]] = []

    def progress(done: int, total: int, what: str) -> None:
        seen.append((done, total, what))
        if "复读" in what and reader.reads == 2:
            raise CalledOff

    with pytest.raises(CalledOff):
        making.write(plan, tmp_path, made_up.as_of, progress)
    assert list(tmp_path.iterdir()) == []
    assert [done for done, _, _ in seen] == list(range(len(seen)))
    seen.clear()
    reader.reads = 10
    making.write(plan, tmp_path, made_up.as_of, progress)
    assert [done for done, _, _ in seen] == list(range(seen[0][1]))


def test_a_pdf_s_pages_are_covered_one_by_one(write: Write, shelf: Shelf) -> None:
    pages = [Image.open(io.BytesIO(scan(s))) for s in (250, 240)]
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=300)
    scans = (page("是", box()), page("否"))
    file = shelf.put(out.getvalue(), "pdf", pages=2, scans=scans)
    _, sent = write(file)
    going = (sent.folder / "03-专业技术资格/01-职称证书.pdf").read_bytes()
    for number in range(2):
        assert np.array_equal(raster.page(going, number), raster.page(out.getvalue(), number))
    copies = sorted(p.name for p in (sent.folder / "遮盖副本/03-专业技术资格").iterdir())
    assert copies == ["01-职称证书-第1页.jpg", "01-职称证书-第2页.jpg"]


def test_an_attachment_is_read_once_for_all_its_pages(
    notice: Notice, made_up: Sample, press: Press, shelf: Shelf, tmp_path: Path
) -> None:
    pages = [Image.open(io.BytesIO(scan(s))) for s in (250, 240, 230)]
    out = io.BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:])
    file = shelf.put(out.getvalue(), "tif", pages=3)
    asked: list[str] = []

    def content(sha256: str) -> bytes:
        asked.append(sha256)
        return shelf.file(sha256)

    case = with_files(made_up.brought.case, file)
    plan = making.plan(case, notice, (), content, press, now=made_up.as_of)
    sent = making.write(plan, tmp_path, made_up.as_of)
    assert len(list((sent.folder / "03-专业技术资格").iterdir())) == 3
    assert asked == [file.sha256]
