"""What the program says of itself: its version, and those of the notices and calendars in use."""

from __future__ import annotations

import platform
from dataclasses import dataclass

from desktop import __version__, paths
from desktop.app.notices import installed
from desktop.notices.calendars import known_calendars, layer_of

LIST = "THIRD_PARTY.md"


@dataclass(frozen=True, slots=True)
class About:
    """Sentences, as a person reads them; ``notices`` and ``calendars`` one line each."""

    version: str
    system: str
    notices: tuple[str, ...]
    calendars: tuple[str, ...]


def about() -> About:
    """What is here now."""
    shelf = installed.shelf()
    system = f"Python {platform.python_version()}，{platform.system()} {platform.machine()}"
    notices = tuple(
        f"{card.short_title}：第 {card.version} 版" + ("（后来添加）" if card.own else "")
        for card in installed.cards()
    )
    layers = [
        (layer_of(name, shelf.resources), layer_of(name, shelf.resources, shelf.user))
        if (shelf.resources / "calendars" / f"{name}.yaml").is_file()
        else (None, layer_of(name, shelf.resources, shelf.user))
        for name in known_calendars(shelf.resources, shelf.user)
    ]
    calendars = tuple(
        f"{layer.title}：第 {layer.version} 版，到 {max(y.year for y in layer.years)} 年"
        + ("" if layer == own else "（后来添加）")
        for own, layer in layers
        if layer.years
    )
    return About(__version__, system, notices, calendars)


def third_party() -> str:
    """The list of other people's work in the program, with its licences."""
    return (paths.resources() / "licences" / LIST).read_text("utf-8")
