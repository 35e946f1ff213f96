import hashlib
import tomllib
from pathlib import Path

import pytest

from desktop import paths
from desktop.documents.fonts import FILES, Fonts, Hand, MissingGlyph

ROOT = Path(__file__).parent.parent.parent
BUILD = ROOT / "packaging" / "fonts"

NAMES = "䶮𬭎堃喆镕珺淼犇昇旻垚芃赟翀阿卜杜热合曼·买买提"
MARKS = "，。、；：？！“”‘’（）《》〈〉【】—…·￥①⑩℃㎡％〇"


@pytest.fixture(scope="module")
def pins() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = tomllib.loads((BUILD / "pins.toml").read_text("utf-8"))
    return loaded


def gb2312() -> str:
    found = ""
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            found += bytes([row, cell]).decode("gb2312", errors="ignore")
    return found


def tongyong() -> str:
    lines = (BUILD / "tongyong.txt").read_text("utf-8").splitlines()
    return "".join(line for line in lines if not line.startswith("#"))


@pytest.mark.parametrize("hand", Hand)
def test_every_hand_has_the_characters_documents_need(fonts: Fonts, hand: Hand) -> None:
    measure = fonts.hand(hand)
    for char in NAMES + MARKS + gb2312() + tongyong():
        face, advance = measure.glyph(char, wide=True)
        assert face in FILES
        assert advance > 0
    assert len(gb2312()) == 6763
    assert len(gb2312()) + len(tongyong()) > 8105


@pytest.mark.parametrize("hand", Hand)
def test_every_hand_has_latin_and_numbers(fonts: Fonts, hand: Hand) -> None:
    measure = fonts.hand(hand)
    for code in range(0x20, 0x7F):
        assert measure.glyph(chr(code), wide=False)[1] > 0


@pytest.mark.parametrize(
    ("char", "face"),
    [
        ("张", "fang"),
        ("￥", "fang"),
        ("䶮", "fang-rare"),
        ("𬭎", "fang-rare"),
        ("堃", "fang-rare"),
        ("㐂", "serif"),
        ("𠮷", "kai"),
        ("幹", "kai"),
        ("餘", "kai"),
    ],
)
def test_body_text_falls_back_one_character_at_a_time(fonts: Fonts, char: str, face: str) -> None:
    assert fonts.hand(Hand.FANG).glyph(char, wide=True)[0] == face


def test_numbers_in_body_text_are_latin(fonts: Fonts) -> None:
    assert fonts.hand(Hand.FANG).glyph("7", wide=False) == ("latin", 0.5)


@pytest.mark.parametrize("char", ["\U0001f600", "ئ", "\ue123"])
def test_a_character_no_font_has_is_an_error_that_names_it(fonts: Fonts, char: str) -> None:
    with pytest.raises(MissingGlyph) as caught:
        fonts.hand(Hand.FANG).glyph(char, wide=True)
    assert caught.value.char == char
    assert f"“{char}”" in str(caught.value)


def test_the_yen_sign_of_the_body_is_no_dollar(fonts: Fonts) -> None:
    font = fonts.face("fang").font
    assert font.glyph("￥") != font.glyph("$")
    assert font.width(font.glyph("￥")) == 1000


def test_the_fonts_are_those_the_script_built(pins: dict[str, dict[str, str]]) -> None:
    folder = paths.resources() / "fonts"
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.ttf")
    }
    assert found == pins["outputs"]
    assert set(FILES.values()) == set(found)


def test_a_licence_lies_beside_every_font() -> None:
    folder = paths.resources() / "fonts"
    texts = [path.read_text("utf-8") for path in folder.glob("LICENSE-*.txt")]
    for font in folder.glob("*.ttf"):
        (text,) = [each for each in texts if font.name in each.split("\n\n")[0]]
        assert "SIL OPEN FONT LICENSE" in text or "GNU GENERAL PUBLIC LICENSE" in text


def test_the_fonts_stay_within_fifty_megabytes() -> None:
    folders = (paths.resources() / "fonts", BUILD)
    total = sum(path.stat().st_size for folder in folders for path in folder.rglob("*.*"))
    assert total < 50_000_000
