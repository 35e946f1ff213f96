"""Colours, font and text size: one token sheet for the whole window.

A theme is a JSON file of named colours in ``resources/themes/``; ``app.qss`` beside them uses the
names. Widgets are styled by object name or by the ``role`` property:

======================  =======================================================================
role                    for
======================  =======================================================================
``h1`` ``h2`` ``h3``    QLabel: page title, card title, small heading
``label``               QLabel: the question above an editor
``hint``                QLabel: example or explanation, muted
``error`` ``care``      QLabel: a sentence about a problem, or about something to look at
``good``                QLabel: something is right
``card``                QFrame: white panel with a thin line around
``panel`` ``bar``       QFrame: rail, checklist, bars
``primary``             QPushButton: the one next thing to do
``link``                QPushButton: looks like a link (clause, title of a finding)
``quiet``               QPushButton/QToolButton: no frame until pointed at
======================  =======================================================================

Painted widgets ask :func:`tokens` for colours; lengths come from the font: ``em(widget, 2)``.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Callable
from dataclasses import dataclass, fields
from string import Template

from PySide6.QtCore import QDir, QEvent, QObject, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from desktop import paths
from desktop.language import tr

BASE_POINTS = 11.0
"""Body text at 标准; everything else is a multiple of it."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The named colours of a theme, ``#RRGGBB`` each."""

    name: str
    ground: str
    card: str
    line: str
    edge: str
    text: str
    mute: str
    accent: str
    accent_hover: str
    on_accent: str
    chosen: str
    good: str
    care: str
    bad: str
    bad_ground: str
    care_ground: str
    mark: str
    desk: str
    desk_ring: str

    def color(self, name: str) -> QColor:
        """The colour called ``name``."""
        return QColor(getattr(self, name))


def load_tokens(name: str) -> Tokens:
    """The tokens of ``resources/themes/{name}.json``."""
    file = paths.resources() / "themes" / f"{name}.json"
    return Tokens(name=name, **json.loads(file.read_text(encoding="utf-8")))


LIGHT = load_tokens("light")
DARK = load_tokens("dark")


def tokens(widget: QWidget | None = None) -> Tokens:
    """The tokens ``widget`` (or the application) is drawn with, told by its palette."""
    palette = widget.palette() if widget is not None else QGuiApplication.palette()
    return DARK if palette.color(QPalette.ColorRole.WindowText).lightness() > 127 else LIGHT


def em(widget: QWidget, times: float = 1.0) -> int:
    """``times`` the width of a full-width character in the widget's font, in pixels."""
    return round(QFontMetricsF(widget.font()).horizontalAdvance(tr("国")) * times)


def load_fonts() -> list[str]:
    """Register the bundled fonts; families for the window, those of rare characters last."""
    folder = paths.resources() / "fonts"
    families: list[str] = []
    for name in ("sans.ttf", "sans-bold.ttf", "kai.ttf", "serif.ttf"):
        number = QFontDatabase.addApplicationFont(str(folder / name))
        families += [f for f in QFontDatabase.applicationFontFamilies(number) if f not in families]
    return families


def system_is_dark() -> bool:
    """True where the desktop asks for a dark look."""
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def resolve(choice: str) -> Tokens:
    """The tokens for the setting ``auto``, ``light`` or ``dark``."""
    if choice == "auto":
        return DARK if system_is_dark() else LIGHT
    return DARK if choice == "dark" else LIGHT


def style_sheet(look: Tokens, points: float) -> str:
    """``app.qss`` with its names replaced; sizes in points of the body text."""
    text = (paths.resources() / "themes" / "app.qss").read_text(encoding="utf-8")
    unit = points / BASE_POINTS
    values = {f.name: getattr(look, f.name) for f in fields(look)}
    steps = {"pt_h1": 1.55, "pt_h2": 1.18, "pt_label": 1.04, "pt_small": 0.91}
    values |= {key: f"{points * step:.2f}pt" for key, step in steps.items()}
    values |= {
        f"px{n}": f"{round(n * unit)}px" for n in (2, 3, 4, 6, 7, 8, 9, 10, 12, 14, 18, 20, 28)
    }
    return Template(text).substitute(values)


def apply(app: QApplication, look: Tokens, scale: float, families: list[str]) -> None:
    """Draw the whole application with ``look`` at ``scale`` (1.0 标准, 1.5 特大)."""
    points = BASE_POINTS * scale
    sheet = style_sheet(look, points)
    if sheet == app.styleSheet() and families == app.font().families() and tokens() is look:
        return  # drawing all anew takes a second on old machines
    QDir.setSearchPaths("icons", [str(paths.resources() / "icons")])
    if not app.styleSheet():
        app.setStyle("Fusion")
    font = QFont()
    if families:
        font.setFamilies(families)
    font.setPointSizeF(points)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # A closed window that Python collects while Qt goes through all of them ends the program.
    collecting = gc.isenabled()
    gc.disable()
    try:
        # From one sheet straight to another takes Qt four times as long as by way of none.
        app.setStyleSheet("")
        app.setFont(font)
        app.setPalette(_palette(look))
        app.setStyleSheet(sheet)
    finally:
        if collecting:
            gc.enable()


_ROLES = {
    "Window": "ground",
    "Base": "card",
    "AlternateBase": "ground",
    "Text": "text",
    "WindowText": "text",
    "Button": "card",
    "ButtonText": "text",
    "Highlight": "accent",
    "HighlightedText": "on_accent",
    "PlaceholderText": "mute",
    "ToolTipBase": "card",
    "ToolTipText": "text",
    "Link": "accent",
    "LinkVisited": "accent",
    "Mid": "line",
}


def _palette(look: Tokens) -> QPalette:
    palette = QPalette()
    for role, name in _ROLES.items():
        palette.setColor(QPalette.ColorRole[role], look.color(name))
    for off in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, off, look.color("mute"))
    return palette


class _Follower(QObject):
    """Calls ``space`` each time the font of the widget it belongs to has changed."""

    def __init__(self, widget: QWidget, space: Callable[[], None]) -> None:
        super().__init__(widget)
        self._space = space
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The widget has taken its new font before anybody is told."""
        if event.type() == QEvent.Type.FontChange:
            self._space()
        return super().eventFilter(watched, event)


def follow_size(widget: QWidget, space: Callable[[], None]) -> None:
    """Set distances by ``space`` now, and again whenever the text size changes."""
    space()
    _Follower(widget, space)


def repolish(widget: QWidget) -> None:
    """Draw ``widget`` anew after one of its styling properties changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
