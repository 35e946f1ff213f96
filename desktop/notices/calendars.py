"""The working-day calendars: one file a layer, one entry a year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from desktop.domain.workdays import Calendar, CalendarLayer
from desktop.errors import UserError
from desktop.notices.reading import SAFE, TODO, read_yaml


def load_calendar(layers: Sequence[str], resources: Path) -> Calendar:
    """The calendar made of ``layers``, the national one first."""
    where = resources / "calendars"
    return Calendar(layers=tuple(_layer(where / f"{layer}.yaml") for layer in layers))


def known_calendars(resources: Path) -> tuple[str, ...]:
    """The layers there are, by name."""
    return tuple(sorted(file.stem for file in (resources / "calendars").glob("*.yaml")))


def _layer(file: Path) -> CalendarLayer:
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
