"""Every document of every notice is a PDF for archives, tagged, and gives back its text."""

import io
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PIL import Image, ImageCms

from desktop.app.notices.installed import notice as load
from desktop.documents.blocks import (
    Cell,
    Copied,
    CopySheet,
    Document,
    Heading,
    Labels,
    PageView,
    Paragraph,
    Spot,
    Table,
    Title,
)
from desktop.documents.catalogue import build, catalogue
from desktop.documents.fonts import Fonts
from desktop.documents.geometry import OFFICIAL
from desktop.documents.layout import lay_out
from desktop.documents.page import Text
from desktop.documents.pdf import binding
from desktop.documents.pdf.archive import srgb
from desktop.documents.pdf.writing import to_pdf, written

from .archives import faults
from .cases import LONG_NAME, LONG_UNIT, NOW, PACKS, full
from .reading import EXTRACTORS

RARE_NAME = "阿不都·王𬭎䶮堃"
PEOPLE: dict[str, dict[str, str]] = {
    "usual": {},
    "rare": {"person__name": RARE_NAME, "unit__name": "库尔勒𬱖𫘜·旻园林公司"},
    "long": {"person__name": LONG_NAME, "unit__name": LONG_UNIT},
}

STEPS = range(0, 256, 17)

TABLE = Table(
    (1, 2, 1),
    (
        (Cell("姓名"), Cell("王𬭎"), Cell("")),
        (Cell("备注", span=2), Cell("无")),
        *((Cell(str(n)), Cell("内容" * n), Cell("")) for n in range(60)),
    ),
    head=(Cell("甲"), Cell("乙"), Cell("丙")),
)


def documents(pack: str, person: str) -> list[Document]:
    notice = load(pack)
    case = full(pack, **PEOPLE[person])
    return [build(spec.kind, case, notice, NOW) for spec in catalogue(notice)]


def picture(mode: str = "RGB") -> bytes:
    drawn = io.BytesIO()
    Image.new(mode, (90, 120), 90 if mode == "L" else None).save(drawn, "JPEG")
    return drawn.getvalue()


def read(data: bytes) -> Any:
    return pypdf.PdfReader(io.BytesIO(data), strict=True)


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("pack", PACKS)
def test_every_document_is_for_archives_and_tagged(pack: str, person: str, fonts: Fonts) -> None:
    made = documents(pack, person)
    assert len(made) > 1
    for document in made:
        assert faults(to_pdf(document, fonts)) == [], document.kind


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("pack", PACKS)
def test_every_document_gives_back_its_text(pack: str, person: str, fonts: Fonts) -> None:
    """Each line whole, and not one character more or less, whoever reads."""
    for document in documents(pack, person):
        pages = lay_out(document, fonts)
        lines = [item.source for page in pages for item in page.items if isinstance(item, Text)]
        data = written(document, pages, fonts)
        for reader, extract in EXTRACTORS.items():
            found = "\n".join(extract(data))
            where = f"{pack} {document.kind} {reader}"
            assert bare(found) == bare("".join(lines)), where
            flat = re.sub(r"\s+", "", found)
            for line in lines:
                assert re.sub(r"\s+", "", line) in flat, where


def bare(text: str) -> Counter[str]:
    return Counter(re.sub(r"\s+", "", text))


def test_pictures_and_tables_are_for_archives_too(fonts: Fonts) -> None:
    view = PageView(picture(), "学历证书", "遮盖", "是", (Spot("姓名", ((0.1, 0.1),) * 4),))
    sheet = CopySheet((Copied(picture("L")), Copied(picture("CMYK"))), "与原件相符")
    labels = Labels("已审核，与原件相符", ("审核人",))
    document = Document("k", "样本", OFFICIAL, (Title("样本"), TABLE, view, sheet, labels))
    data = to_pdf(document, fonts)
    assert faults(data) == []
    kinds = Counter(re.findall(rb"/S /(\w+)", data))
    assert kinds[b"Figure"] == 3
    assert (kinds[b"TR"], kinds[b"TH"], kinds[b"TD"]) == (63, 3, 62 * 3 - 1)
    colours = re.findall(rb"/ColorSpace /(\w+)", data)
    assert sorted(colours) == [b"DeviceGray", b"DeviceRGB", b"DeviceRGB"]
    assert data.count(b"/Alt ") == 3


def test_titles_and_headings_are_bookmarks(fonts: Fonts) -> None:
    blocks = (
        Title("关于公示的\n说明"),
        Heading("一、工作"),
        Paragraph("正文。" * 400),
        Heading("（一）细目", 2),
        Paragraph("正文。" * 400),
        Heading("二、其他"),
        Paragraph("完。"),
    )
    reader = read(to_pdf(Document("k", "说明", OFFICIAL, blocks), fonts))

    def tree(entries: list[Any]) -> list[Any]:
        return [
            tree(entry)
            if isinstance(entry, list)
            else (entry.title, reader.get_destination_page_number(entry))
            for entry in entries
        ]

    top, below = tree(reader.outline)
    assert top == ("关于公示的说明", 0)
    first, inner, second = below
    assert first == ("一、工作", 0)
    assert [title for title, _ in inner] == ["（一）细目"]
    assert second[0] == "二、其他"
    assert 0 < inner[0][1] < second[1] == len(reader.pages) - 1


def test_a_document_of_no_title_has_no_bookmarks(fonts: Fonts) -> None:
    data = to_pdf(Document("k", "说明", OFFICIAL, (Paragraph("正文"),)), fonts)
    assert read(data).outline == []
    assert faults(data) == []


@pytest.mark.parametrize("two_sided", [True, False])
def test_bound_it_stays_for_archives_and_tagged(fonts: Fonts, two_sided: bool) -> None:
    one = to_pdf(Document("k", "样本", OFFICIAL, (Title("样本𬭎"), TABLE)), fonts)
    other = to_pdf(Document("k", "其他", OFFICIAL, (Paragraph("另一份。"),)), fonts)
    parts = [binding.Part(one, "样本", "甲", copies=2), binding.Part(other, "其他", "乙")]
    data = b"".join(binding.bound(parts, "打印", binding.Count(), two_sided=two_sided))
    assert faults(data) == []
    assert data.count(b"/S /Part") == 3
    assert data.count(b"/S /TH ") == 6
    assert [entry.title for entry in read(data).outline[::2]] == ["甲", "乙"]


def test_bound_of_what_is_not_for_archives_it_does_not_claim_to_be(fonts: Fonts) -> None:
    data = to_pdf(Document("k", "样本", OFFICIAL, (Paragraph("正文"),)), fonts)
    old = data.replace(b"<pdfaid:part>2<", b"<pdfaid:part>0<")
    for part, claims in ((data, True), (old, False)):
        parts = [binding.Part(data, "一"), binding.Part(part, "二")]
        bound = b"".join(binding.bound(parts, "打印", binding.Count(), two_sided=False))
        assert (b"<pdfaid:" in bound) == claims


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"/Lang (zh-CN)", b"/Long (zh-CN)"),
        (b"<pdfaid:part>2<", b"<pdfaid:part>3<"),
        (b"/S /GTS_PDFA1", b"/S /GTS_PDFX1"),
        (b"/FontFile2 ", b"/FontFile9 "),
        (b"/S /TR", b"/S /TD"),
        (b"/ColSpan 2", b"/ColSpan 3"),
        (b"/K [ 0 ]", b"/K [ 1 ]"),
        (b"\nendstream", b" endstream"),
        (b" 00000 n ", b" 00000 n"),
        (b"%%EOF\n", b"%%EOF\n%"),
        (b"/W [ 1 [ 1000", b"/W [ 1 [ 1200"),
        (b"/ID [ <", b"/Id [ <"),
    ],
)
def test_what_is_wrong_is_seen(fonts: Fonts, right: bytes, wrong: bytes) -> None:
    """The measure itself measures."""
    document = Document("k", "样本", OFFICIAL, (Title("样本"), TABLE, Paragraph("正文。")))
    data = to_pdf(document, fonts)
    assert right in data
    try:
        assert faults(data.replace(right, wrong)) != []
    except (KeyError, AttributeError, ValueError, pypdf.errors.PyPdfError):
        return


def test_the_colour_profile_is_srgb() -> None:
    """Every colour through ours and through the one Little CMS makes comes out alike."""
    ours = ImageCms.ImageCmsProfile(io.BytesIO(srgb()))
    theirs = ImageCms.createProfile("sRGB")
    colours = Image.new("RGB", (64, 64))
    colours.putdata(
        [(r * 17, g * 17, b * 17) for r in range(16) for g in range(16) for b in range(16)]
    )
    through = ImageCms.profileToProfile(colours, ours, theirs)
    assert through is not None
    for before, after in zip(colours.tobytes(), through.tobytes(), strict=True):
        assert abs(before - after) <= 1


def test_another_house_agrees(fonts: Fonts) -> None:
    """Pikepdf's own validator, where it is installed; it is no part of the lock."""
    missing = "pikepdf[pdfa] is not installed"
    pdfa = pytest.importorskip("pikepdf.pdfa", reason=missing, exc_type=ImportError)
    for pack in PACKS:
        for document in documents(pack, "rare"):
            report = pdfa.validate_written(io.BytesIO(to_pdf(document, fonts)), "2b")
            assert report.findings == [], document.kind


def test_verapdf_agrees(fonts: Fonts, tmp_path: Path) -> None:
    """The reference validator, where it is on PATH; it comes with no system's packages."""
    program = shutil.which("verapdf")
    if program is None:
        pytest.skip("verapdf is not installed")
    for pack in PACKS:
        for document in documents(pack, "rare"):
            (tmp_path / f"{pack}-{document.kind}.pdf").write_bytes(to_pdf(document, fonts))
    files = sorted(map(str, tmp_path.glob("*.pdf")))
    asked = [program, "--flavour", "2b", "--format", "text", *files]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("PASS") == len(files)
