"""The working-day calendars: one file a layer, one entry a year.

A layer comes with the program or lies in the user's folder: the higher ``version`` counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from desktop.domain.workdays import Calendar, CalendarLayer
from desktop.errors import UserError
from desktop.notices.reading import SAFE, TODO, read_yaml

FOLDER = "calendars"


def load_calendar(layers: Sequence[str], resources: Path, user: Path | None = None) -> Calendar:
    """The calendar made of ``layers``, the national one first; ``user`` is the user's folder."""
    return Calendar(layers=tuple(layer_of(layer, resources, user) for layer in layers))


def layer_of(name: str, resources: Path, user: Path | None = None) -> CalendarLayer:
    """The layer of that name that counts; one of the user's that is broken counts for nothing."""
    file = resources / FOLDER / f"{name}.yaml"
    own = user / FOLDER / f"{name}.yaml" if user else None
    if own is None or not own.is_file():
        return read_layer(file)
    try:
        newer = read_layer(own)
    except UserError:
        return read_layer(file)
    if not file.is_file():
        return newer
    there = read_layer(file)
    return newer if newer.version > there.version else there


def known_calendars(resources: Path, user: Path | None = None) -> tuple[str, ...]:
    """The layers there are, by name."""
    homes = [home / FOLDER for home in (resources, user) if home]
    return tuple(sorted({file.stem for home in homes for file in home.glob("*.yaml")}))


def read_layer(file: Path) -> CalendarLayer:
    """The layer that stands in ``file``; :class:`UserError` where it is written wrongly."""
    try:
        there = file.stat()
    except OSError:
        return _read(file)  # which tells what is the matter with it
    return _kept(file, there.st_mtime_ns, there.st_size)


# Every notice asks for the same two or three files, and there are many notices on a screen.
@lru_cache(maxsize=16)
def _kept(file: Path, _changed: int, _size: int) -> CalendarLayer:
    return _read(file)


def _read(file: Path) -> CalendarLayer:
    data: Any = read_yaml(file)
    try:
        for year in data["years"]:
            for key in ("off", "work", "unsure"):
                year[key] = [day for text in year.get(key, []) for day in _days(str(text))]
                if any(day.year != year["year"] for day in year[key]):
                    raise ValueError(f"{year['year']} 年的 {key} 里有别的年份")
        return CalendarLayer.model_validate(data)
    except (ValidationError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(f"日历 {file.name} 写法不对，没有载入。", safe=SAFE, todo=TODO) from error


def _days(text: str) -> Iterator[date]:
    """``2024-02-10..2024-02-17`` or a single day."""
    first, _, last = text.partition("..")
    day, end = date.fromisoformat(first), date.fromisoformat(last or first)
    while day <= end:
        yield day
        day += timedelta(days=1)
