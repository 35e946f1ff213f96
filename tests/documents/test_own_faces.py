"""The computer's own official fonts: which are taken, which are refused, and what they set."""

import io
import json
import os
import random
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent
from fontTools.ttLib.tables.DefaultTable import DefaultTable

from desktop import paths
from desktop.app.papers.press import Press
from desktop.app.papers.typefaces import Typefaces
from desktop.documents.blocks import Document, Heading, Paragraph, Title
from desktop.documents.faces import trial
from desktop.documents.faces.found import CHILD, Found, Patience, official
from desktop.documents.faces.outlines import Outlines
from desktop.documents.faces.truetype import FontFile
from desktop.documents.fonts import Fonts, Hand, OwnFace
from desktop.documents.geometry import OFFICIAL
from desktop.documents.pdf.writing import fonts_used, to_pdf

from .archives import faults
from .reading import EXTRACTORS, body

BUNDLED = paths.resources() / "fonts"
CHARS = trial.USUAL + "现对张同志进行公示、，。“”：0123456789"
OF = {
    Hand.FANG: "fang.ttf",
    Hand.BIAOSONG: "serif-bold.ttf",
    Hand.HEI: "sans.ttf",
    Hand.KAI: "kai.ttf",
    Hand.SONG: "serif.ttf",
}
CALLED = {
    Hand.FANG: "仿宋_GB2312",
    Hand.BIAOSONG: "方正小标宋简体",
    Hand.HEI: "黑体",
    Hand.KAI: "楷体_GB2312",
    Hand.SONG: "宋体",
}

Change = Callable[[TTFont], None]


@cache
def cut(file: str) -> bytes:
    """A bundled font of a few characters."""
    font = TTFont(BUNDLED / file)
    options = subset.Options(name_IDs=["*"], notdef_outline=True, glyph_names=False, hinting=False)
    cutter = subset.Subsetter(options)
    cutter.populate(text=CHARS)
    cutter.subset(font)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def small(file: str, name: str) -> TTFont:
    """It under another name."""
    font = TTFont(io.BytesIO(cut(file)))
    for kind in (1, 4, 16):
        font["name"].removeNames(nameID=kind)
    font["name"].setName("Made Up", 1, 3, 1, 0x409)
    font["name"].setName(name, 1, 3, 1, 0x804)
    return font


@pytest.fixture(scope="module")
def made() -> dict[Hand, bytes]:
    """Each official face, as a file."""
    files = {}
    for hand, file in OF.items():
        out = io.BytesIO()
        small(file, CALLED[hand]).save(out)
        files[hand] = out.getvalue()
    return files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "fonts"
    place.mkdir()
    return place


def changed(font: bytes, change: Change) -> bytes:
    opened = TTFont(io.BytesIO(font))
    change(opened)
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def own(folder: Path) -> Fonts:
    return Fonts(BUNDLED, lambda: official([folder]).faces)


def document(*texts: str) -> Document:
    paragraphs = (Paragraph(text) for text in texts)
    return Document("k", "公示", OFFICIAL, (Title("公示"), Heading("一、工程"), *paragraphs))


def test_each_official_face_is_found_and_set_in(made: dict[Hand, bytes], folder: Path) -> None:
    for number, data in enumerate(made.values()):
        (folder / f"{number}.TTF").write_bytes(data)
    found = official([folder])
    assert found.refused == ()
    assert {hand: face.name for hand, face in found.faces.items()} == CALLED
    fonts = Fonts(BUNDLED, lambda: found.faces)
    shown = document("现对张𬭎同志进行公示，2024年。")
    used = fonts_used(shown, fonts)
    assert used[0] == "仿宋_GB2312"
    assert {name for name in used if "随软件" not in name} == {
        *("仿宋_GB2312", "黑体", "方正小标宋简体"),
    }
    assert "仿宋补字（随软件）" in used
    data = to_pdf(shown, fonts)
    assert faults(data) == []
    for reader in EXTRACTORS.values():
        assert body(reader(data)) == "公示一、工程现对张𬭎同志进行公示，2024年。"


def test_a_character_it_lacks_falls_back_alone(made: dict[Hand, bytes], folder: Path) -> None:
    (folder / "a.ttf").write_bytes(made[Hand.FANG])
    measure = own(folder).hand(Hand.FANG)
    assert measure.glyph("张", wide=True) == ("own-FANG", 1.0)
    assert measure.glyph("栽", wide=True)[0] == "fang"
    assert measure.glyph("𬭎", wide=True)[0] == "fang-rare"
    assert measure.glyph("2", wide=False)[0] == "latin"


def blank(font: TTFont) -> None:
    font["glyf"][font.getBestCmap()[ord("张")]] = font["glyf"][".notdef"]


def narrow(font: TTFont) -> None:
    name = font.getBestCmap()[ord("，")]
    font["hmtx"][name] = (500, font["hmtx"][name][1])


@pytest.mark.parametrize(("change", "char"), [(blank, "张"), (narrow, "，")])
def test_a_character_that_shows_nothing_or_is_not_square_falls_back(
    made: dict[Hand, bytes], folder: Path, change: Change, char: str
) -> None:
    (folder / "a.ttf").write_bytes(changed(made[Hand.FANG], change))
    measure = own(folder).hand(Hand.FANG)
    assert measure.glyph("一", wide=True)[0] == "own-FANG"
    assert measure.glyph(char, wide=True)[0] == "fang"


def test_in_a_collection_the_right_one_is_taken(folder: Path) -> None:
    both = TTCollection()
    both.fonts = [small("sans.ttf", "别的字体"), small("serif.ttf", "宋体")]
    both.save(folder / "simsun.ttc")
    face = official([folder]).faces[Hand.SONG]
    assert (face.name, face.number) == ("宋体", 1)
    taken, alone = FontFile(face.path, face.number), FontFile(BUNDLED / "serif.ttf")
    shapes = [font.shape(font.glyph("国")).rstrip(b"\0") for font in (taken, alone)]
    assert shapes[0] == shapes[1]


def test_the_more_official_of_two_is_taken(made: dict[Hand, bytes], folder: Path) -> None:
    small("fang.ttf", "华文仿宋").save(folder / "0.ttf")
    small("fang.ttf", "FangSong").save(folder / "1.ttf")
    assert official([folder]).faces[Hand.FANG].path.name == "1.ttf"
    (folder / "2.ttf").write_bytes(made[Hand.FANG])
    assert official([folder]).faces[Hand.FANG].path.name == "2.ttf"
    # Where it is no good the next one stands in.
    (folder / "2.ttf").write_bytes(changed(made[Hand.FANG], restricted))
    found = official([folder])
    assert found.faces[Hand.FANG].path.name == "1.ttf"
    assert [Path(path).name for path, _ in found.refused] == ["2.ttf"]


def restricted(font: TTFont) -> None:
    font["OS/2"].fsType = 0x0002


def whole_only(font: TTFont) -> None:
    font["OS/2"].fsType = 0x0100


def lacking(font: TTFont) -> None:
    for table in font["cmap"].tables:
        table.cmap.pop(ord("职"), None)


def all_alike(font: TTFont) -> None:
    cmap = font.getBestCmap()
    for char in trial.USUAL[2:]:
        font["glyf"][cmap[ord(char)]] = font["glyf"][cmap[ord("国")]]


def half_width(font: TTFont) -> None:
    for name, (_, bearing) in list(font["hmtx"].metrics.items()):
        font["hmtx"][name] = (600, bearing)


def table(tag: str, data: bytes) -> DefaultTable:
    made = DefaultTable(tag)
    made.data = data
    return made


def variable(font: TTFont) -> None:
    font["fvar"] = table("fvar", bytes(16))


def made_of_itself(font: TTFont) -> None:
    """示 is composed of 示: whoever draws it comes to no end."""
    name = font.getBestCmap()[ord("示")]
    part = GlyphComponent()
    part.glyphName, part.x, part.y, part.flags = name, 0, 0, 0
    glyph = Glyph()
    glyph.numberOfContours = -1
    glyph.components = [part]
    glyph.xMin = glyph.yMin = glyph.xMax = glyph.yMax = 0
    font["glyf"][name] = glyph
    font.recalcBBoxes = False


def endless(font: TTFont) -> None:
    """The map of characters has a range of four thousand million."""
    head = struct.pack(">HHHHL", 0, 1, 3, 10, 12)
    font["cmap"] = table("cmap", head + struct.pack(">HHLLL3L", 12, 0, 28, 0, 1, 0, 0xFFFFFFF0, 0))


@pytest.mark.parametrize(
    "change", [restricted, whole_only, lacking, all_alike, half_width, variable, made_of_itself]
)
def test_what_cannot_be_used_is_refused(
    made: dict[Hand, bytes], folder: Path, change: Change
) -> None:
    (folder / "a.ttf").write_bytes(changed(made[Hand.FANG], change))
    found = official([folder])
    assert found.faces == {}
    assert len(found.refused) == 1
    assert own(folder).hand(Hand.FANG).glyph("一", wide=True)[0] == "fang"


@pytest.mark.parametrize(
    ("hand", "truly"), [(hand, truly) for hand in OF for truly in OF if hand is not truly]
)
def test_another_hand_under_an_official_name_is_seen(
    made: dict[Hand, bytes], folder: Path, hand: Hand, truly: Hand
) -> None:
    (folder / "a.ttf").write_bytes(made[truly])
    if (hand, truly) == (Hand.KAI, Hand.FANG):
        # A light 楷体 and a 仿宋 are alike in all that is measured.
        assert trial.strokes(Outlines(folder / "a.ttf")).level < 56
        return
    with pytest.raises(trial.Unusable, match="another hand"):
        trial.tried(folder / "a.ttf", 0, hand)


def test_files_that_are_none_are_passed_by(made: dict[Hand, bytes], folder: Path) -> None:
    whole = made[Hand.FANG]
    (folder / "a.ttf").write_bytes(b"")
    (folder / "b.ttf").write_bytes(b"OTTO" + whole[4:])
    (folder / "c.ttf").write_bytes(b"no font at all" * 100)
    (folder / "d.ttf").write_bytes(whole[:300])
    (folder / "e.ttf").mkdir()
    if sys.platform != "win32":
        os.mkfifo(folder / "f.ttf")
        (folder / "g.ttf").symlink_to(folder / "nowhere.ttf")
    (folder / "h.txt").write_bytes(whole)
    (folder / "z.ttf").write_bytes(whole)
    assert official([folder, folder / "missing"]).faces[Hand.FANG].path.name == "z.ttf"


def test_whatever_bytes_are_turned_it_is_used_whole_or_not_at_all(
    made: dict[Hand, bytes], folder: Path
) -> None:
    """A face that passes the trial sets every one of its characters."""
    chance = random.Random(77)  # noqa: S311
    passed = 0
    path = folder / "a.ttf"
    for _ in range(60):
        data = bytearray(made[Hand.FANG])
        for _ in range(chance.choice((1, 5, 60))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data)
        try:
            trial.tried(path, 0, Hand.FANG)
        except Exception:  # noqa: BLE001, S112 - refused, however
            continue
        passed += 1
        font = FontFile(path)
        font.program([font.glyph(char) for char in CHARS])
    assert passed


def test_a_file_that_hangs_costs_itself_alone(made: dict[Hand, bytes], folder: Path) -> None:
    for number, data in enumerate(made.values()):
        (folder / f"{number + 1}.ttf").write_bytes(data)
    (folder / "0.ttf").write_bytes(changed(made[Hand.FANG], endless))
    began = time.monotonic()
    found = official([folder], Patience(file=5.0, whole=60.0))
    assert time.monotonic() - began < 60
    assert {hand: face.path.name for hand, face in found.faces.items()} == {
        hand: f"{number + 1}.ttf" for number, hand in enumerate(made)
    }
    assert [Path(path).name for path, _ in found.refused] == ["0.ttf"]


def test_a_built_program_is_its_own_child(made: dict[Hand, bytes], folder: Path) -> None:
    (folder / "a.ttf").write_bytes(made[Hand.KAI])
    asked = json.dumps({"folders": [str(folder)], "skip": []})
    run = subprocess.run(
        [sys.executable, "-m", "desktop", CHILD],
        input=asked, capture_output=True, text=True, check=True, cwd=paths.resources().parent,
    )  # fmt: skip
    *_, face, end = map(json.loads, run.stdout.splitlines())
    assert (face["hand"], face["name"]) == ("KAI", "楷体_GB2312")
    assert end == {"end": True}


def test_where_no_time_is_left_the_bundled_ones_do(made: dict[Hand, bytes], folder: Path) -> None:
    (folder / "a.ttf").write_bytes(made[Hand.FANG])
    assert official([folder], Patience(file=5.0, whole=0.0)).faces == {}


def test_whoever_asks_waits_and_is_told_the_same_ever_after() -> None:
    face = OwnFace("仿宋", Path("/a.ttf"), 0, 1, 1)
    going = threading.Event()

    def look() -> Found:
        going.wait(30)
        return Found({Hand.FANG: face})

    late = Typefaces(look, wait=0.05)
    assert late.faces() == {}
    going.set()
    ready = Typefaces(look)
    assert ready.faces() == {Hand.FANG: face}
    assert late.faces() == {}


def test_tests_and_batches_have_the_bundled_fonts_alone() -> None:
    shown = document("正文。")
    names = Press.of_this_computer().fonts_used(shown)
    assert names == Press.bundled().fonts_used(shown)
    assert all(name.endswith("（随软件）") for name in names)


def test_a_face_that_has_changed_since_is_not_used(made: dict[Hand, bytes], folder: Path) -> None:
    path = folder / "a.ttf"
    path.write_bytes(made[Hand.FANG])
    faces = official([folder]).faces
    path.write_bytes(made[Hand.KAI])
    fonts = Fonts(BUNDLED, lambda: faces)
    assert fonts.hand(Hand.FANG).glyph("一", wide=True)[0] == "fang"
    path.unlink()
    fonts = Fonts(BUNDLED, lambda: faces)
    assert fonts.hand(Hand.FANG).glyph("一", wide=True)[0] == "fang"
