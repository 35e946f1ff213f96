"""Months and days as people and programs write them into sheets."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from desktop.domain import cleaning
from desktop.rosters.book import Cell
from desktop.rosters.doubts import Reading, bad, care
from desktop.rosters.formats import written

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_NUMERALS = {char: str(n) for n, char in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_SERIALS = range(7_000, 80_000)  # 1919 to 2119

_TIME = re.compile(r"[\sT]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_FULL = re.compile(
    r"(\d{4})\s*[-./\\年,，、]\s*(\d{1,2})\s*[-./\\月,，、]\s*(\d{1,2})\s*[日号]?\.?"
)
_MONTH = re.compile(r"(\d{4})\s*[-./\\年,，、]\s*(\d{1,2})\s*月?\.?")
_SHORT = re.compile(r"(\d{2})\s*[-./\\年]\s*(\d{1,2})(\s*[-./\\月]\s*(\d{1,2}))?\s*[月日号]?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})")
_CHINESE = re.compile(
    r"([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})[日号]?)?"
)
_NO_YEAR = re.compile(
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号]?)?"
)
_ENGLISH = re.compile(
    r"(?:(\d{1,2})[-\s])?([a-z]{3})[a-z]*\.?[-\s,]*(?:(\d{1,2})[\s,]+)?[-'\s]*(\d{2}|\d{4})?"
)
_YEAR = re.compile(r"(\d{4})\s*年?")
_DECIMAL = re.compile(r"(\d{4})\.(\d{1,2})")
_CUT = re.compile(r"\d{4}\.1")  # what a sheet makes of 2025.1, and of 2025.10


def read(cell: Cell) -> Reading:
    """The month or day in ``cell``, ``YYYY-MM`` or ``YYYY-MM-DD``."""
    if cell.kind == "date":
        return _of_date(cell.text)
    said = _TIME.sub("", cleaning.text(unicodedata.normalize("NFKC", cell.text)))
    if cell.kind == "number" and _CUT.fullmatch(said):
        year = said[:4]
        return bad("date_tenth", january=f"{year}年1月", october=f"{year}年10月")
    if _is_number(said):
        return _of_number(said)
    return _of_words(said)


def _of_date(said: str) -> Reading:
    if said.startswith("--"):
        return bad("date_year_added")
    found = _ISO.fullmatch(said)
    return _checked(found[1], found[2], found[3]) if found else bad("date_unknown")


def _is_number(said: str) -> bool:
    return bool(re.fullmatch(r"\d+(\.0*)?", said))


def _of_number(said: str) -> Reading:
    digits = said.partition(".")[0]
    if len(digits) == 8:
        return _checked(digits[:4], digits[4:6], digits[6:])
    if len(digits) == 6 and _FIRST_YEAR <= int(digits[:4]) <= _LAST_YEAR:
        return _checked(digits[:4], digits[4:], None)
    if len(digits) == 4 and _FIRST_YEAR <= int(digits) <= _LAST_YEAR:
        return bad("date_only_year", year=digits)
    if len(digits) == 5 and int(digits) in _SERIALS:
        day = written(int(digits), "day")
        return care(day, "date_serial", day=day)
    return bad("date_unknown")


def _of_words(said: str) -> Reading:
    if found := _FULL.fullmatch(said):
        return _checked(found[1], found[2], found[3])
    if found := _MONTH.fullmatch(said):
        return _checked(found[1], found[2], None)
    if found := _CHINESE.fullmatch(said):
        year = "".join(_NUMERALS[char] for char in found[1])
        return _checked(year, _numeral(found[2]), _numeral(found[3]) if found[3] else None)
    if found := _DAY_FIRST.fullmatch(said):
        return _of_day_first(found[1], found[2], found[3])
    if _SHORT.fullmatch(said):
        return bad("date_two_digits")
    if _NO_YEAR.fullmatch(said):
        return bad("date_no_year")
    if found := _ENGLISH.fullmatch(said.casefold()):
        return _of_english(found[1] or found[3], found[2], found[4])
    if found := _YEAR.fullmatch(said):
        return bad("date_only_year", year=found[1])
    return bad("date_unknown")


def _of_day_first(first: str, second: str, year: str) -> Reading:
    if int(first) > 12 >= int(second) > 0:
        return _checked(year, second, first)
    if int(second) > 12 >= int(first) > 0 or first == second:
        return _checked(year, first, second)
    return bad(
        "date_turned", one=f"{int(first)}月{int(second)}日", other=f"{int(second)}月{int(first)}日"
    )


def _of_english(day: str | None, month: str, year: str | None) -> Reading:
    if month not in _MONTHS:
        return bad("date_unknown")
    if year is None or len(year) == 2:
        return bad("date_english", month=f"{_MONTHS.index(month) + 1}月")
    found = _checked(year, str(_MONTHS.index(month) + 1), day)
    return found if found.bad else care(found.value, "date_was_english", day=found.value)


def _checked(year: str, month: str, day: str | None) -> Reading:
    try:
        found = date(int(year), int(month), int(day) if day else 1)
    except ValueError:
        return bad("date_none")
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        return bad("date_far", year=str(found.year))
    return Reading(f"{found:%Y-%m-%d}" if day else f"{found:%Y-%m}")


def _numeral(said: str) -> str:
    """``十二`` → ``12``, ``二十一`` → ``21``; ``0`` for what is no number."""
    tens, ten, ones = said.rpartition("十")
    if not ten:
        return _NUMERALS.get(said, "0")
    return str(int(_NUMERALS.get(tens, "1") if tens else "1") * 10 + int(_NUMERALS.get(ones, "0")))
