"""The token sheet: readable in both themes, computed from the colours themselves."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QFontDatabase, QRawFont
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.ui.widgets import theme
from desktop.ui.widgets.theme import DARK, LIGHT, Tokens
from tests.ui.conftest import Draw

# What is written on what.
READ = [
    (ink, paper)
    for paper in ("card", "ground")
    for ink in ("text", "mute", "accent", "accent_hover", "good", "care", "bad")
] + [
    ("text", "chosen"),
    ("accent", "chosen"),
    ("mute", "chosen"),
    ("good", "chosen"),
    ("care", "chosen"),
    ("bad", "chosen"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("text", "mark"),
    ("text", "care_ground"),
    ("mute", "care_ground"),
    ("accent", "care_ground"),
    ("care", "care_ground"),
    ("good", "care_ground"),
    ("text", "bad_ground"),
    ("accent", "bad_ground"),
    ("bad", "bad_ground"),
    ("card", "good"),
    ("card", "bad"),
    ("card", "care"),
]


def luminance(color: QColor) -> float:
    """Relative luminance as WCAG defines it."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(p) for p in (color.redF(), color.greenF(), color.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ink,paper", READ)
def test_what_is_read_stands_out(look: Tokens, ink: str, paper: str) -> None:
    assert contrast(look.color(ink), look.color(paper)) >= 4.5


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("edge", ["edge", "accent", "bad"])
def test_frames_of_fields_are_seen(look: Tokens, edge: str) -> None:
    assert contrast(look.color(edge), look.color("card")) >= 3


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    "ring,ground",
    [("accent", paper) for paper in ("card", "ground", "chosen", "care_ground", "bad_ground")]
    + [("desk_ring", "desk")],
)
def test_where_the_keyboard_is_stands_out(look: Tokens, ring: str, ground: str) -> None:
    assert contrast(look.color(ring), look.color(ground)) >= 3


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_the_sheet_is_whole_at_every_size(look: Tokens, scale: float) -> None:
    sheet = theme.style_sheet(look, theme.BASE_POINTS * scale)
    assert "$" not in sheet
    assert look.accent in sheet


def test_widgets_know_the_theme_they_are_drawn_in(qtbot: QtBot, draw: Draw) -> None:
    label = QLabel("字")
    qtbot.addWidget(label)
    draw(DARK, 1.5)
    assert theme.tokens(label) is DARK
    draw(LIGHT, 1.0)
    assert theme.tokens(label) is LIGHT


def test_distances_follow_the_text_size(qtbot: QtBot, draw: Draw) -> None:
    label = QLabel("字")
    qtbot.addWidget(label)
    seen: list[int] = []
    theme.follow_size(label, lambda: seen.append(theme.em(label, 10)))
    label.show()
    draw(LIGHT, 2.0)
    assert seen[-1] == pytest.approx(2 * seen[0], rel=0.05)


def test_body_text_is_large_enough(qapp: QApplication) -> None:
    assert qapp.font().pointSizeF() >= 11


@pytest.mark.parametrize("sign", "阿卜杜热合曼·买买提张䶮龑𬭎㑳")
def test_every_name_can_be_drawn(families: list[str], sign: str) -> None:
    assert any(
        QRawFont.fromFont(QFontDatabase.font(family, "", 11)).supportsCharacter(ord(sign))
        for family in families
    )
