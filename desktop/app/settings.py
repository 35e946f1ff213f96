"""What the person has chosen about the program itself; never anything about an applicant."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal, get_args

from desktop.storage import durable, faults

NAME = "settings.json"

Theme = Literal["auto", "light", "dark"]
Scale = Literal[100, 125, 150, 200]
Minutes = Literal[0, 5, 15, 30, 60]

_CHOICES: dict[str, tuple[object, ...]] = {
    "theme": get_args(Theme),
    "scale": get_args(Scale),
    "lock_after": get_args(Minutes),
    "backup_daily": (True, False),
    "desk": (True, False),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """``scale`` is the text size in percent; ``last_case`` the id of the case to go on with.

    ``lock_after`` are minutes without input, 0 for never. ``library`` is the folder of the library
    where it is not the program's own; ``backup_place`` where backups go, ``backup_at`` when the
    last one was made (ISO 8601). ``desk``: at home one is at the table of all applicants.
    ``language`` names a catalogue of `desktop.language`, which reads it before any room is loaded.
    """

    theme: Theme = "auto"
    scale: Scale = 100
    last_case: str = ""
    lock_after: Minutes = 15
    library: str = ""
    backup_place: str = ""
    backup_daily: bool = True
    backup_at: str = ""
    desk: bool = False
    language: str = ""


def library_of(folder: Path, chosen: Settings) -> Path:
    """The folder of the library: a name is one within ``folder``."""
    return folder / chosen.library if chosen.library else folder


def in_library(folder: Path, chosen: Settings, library: Path) -> Settings:
    """``chosen`` with another folder of the library; no case of the one before is gone on with."""
    name = "" if library == folder else str(library)
    if library.parent == folder:
        name = library.name
    return replace(chosen, library=name, last_case="")


def load(folder: Path) -> Settings:
    """The settings in ``folder``; what is missing, damaged or unknown is as at first."""
    try:
        data: Any = json.loads((folder / NAME).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(data, dict):
        return Settings()
    known = {f.name: data[f.name] for f in fields(Settings) if f.name in data}
    return replace(Settings(), **{k: v for k, v in known.items() if _fits(k, v)})


def save(folder: Path, settings: Settings) -> None:
    """Keep ``settings``; raises :class:`~desktop.errors.UserError` where that fails."""
    text = json.dumps(asdict(settings), ensure_ascii=False, indent=2)
    with faults.told(folder):
        durable.make_folder(folder)
        durable.write(folder / NAME, text.encode())


def _fits(name: str, value: object) -> bool:
    if name in _CHOICES:
        return any(type(value) is type(c) and value == c for c in _CHOICES[name])
    return isinstance(value, str)
