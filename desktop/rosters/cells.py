"""What a cell means as a name, an ID number, a day …, and why it is to be doubted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Literal

from desktop.domain import cleaning, identity
from desktop.rosters import dates
from desktop.rosters.book import LONGEST, Cell
from desktop.rosters.doubts import Doubt, Reading, bad, care

Kind = Literal["name", "id_no", "phone", "month", "day", "count", "text"]

ASKED = ("？", "?")
"""What somebody puts behind what is not known for sure; nothing is taken from such a cell."""

_ERRORS = frozenset("#N/A #REF! #VALUE! #DIV/0! #NAME? #NUM! #NULL! Err:502 Err:508".split())
_LONGEST_NAME = 40
_LONGEST_LINE = 200
_SCIENTIFIC = re.compile(r"\d([.,]\d+)?[eE]\+?\d{1,2}")
_SHOWN_AWAY = re.compile(r"#{2,}")
_GARBLED = re.compile("\ufffd|锟斤拷|烫烫|\\?{3,}")
_PRINTED = 18
_PRECISE = 15  # significant digits a number in a sheet keeps


def read(kind: Kind, cell: Cell | None) -> Reading:
    """What ``cell`` means as a value of ``kind``; nothing where nothing stands in it."""
    if cell is None:
        return Reading()
    refused = _unusable(cell)
    if refused is not None:
        return refused
    if not cleaning.text(cell.text):
        return Reading()
    found = _READ[kind](cell)
    if cell.merged:
        found = found.also(Doubt("merged", facts={"range": cell.merged}))
    if cell.formula:
        found = found.also(Doubt("formula"))
    return found


def _unusable(cell: Cell) -> Reading | None:
    if cell.kind == "error":
        return bad("error", value=cell.text)
    if cell.kind == "unknown":
        return bad("formula_empty" if cell.formula else "lost")
    if _SHOWN_AWAY.fullmatch(cell.text.strip()):
        return bad("hashes")
    if _GARBLED.search(cell.text):
        return bad("garbled")
    if cell.text.rstrip().endswith(ASKED):
        return bad("asked")
    if cell.text.strip() in _ERRORS:
        return bad("error", value=cell.text.strip())
    return bad("long") if len(cell.text) > LONGEST else None


# ---------------------------------------------------------------------- names and words


def _name(cell: Cell) -> Reading:
    value = cleaning.name(cell.text)
    if not value:
        return Reading()
    if len(value) > _LONGEST_NAME:
        return bad("name_long")
    if any(char.isdigit() for char in value):
        return bad("name_digits")
    if _UNSEEN.search(cell.text):
        return care(value, "unseen", value=value)
    return Reading(value) if value == _half(cell.text) else care(value, "blanks", value=value)


_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\x00-\x08\x0e-\x1f\x7f]")


def _half(said: str) -> str:
    """``said`` with what nobody minds set right: the mark in a name, blanks around."""
    marked = re.sub(f"[{re.escape(cleaning.INTERPUNCTS)}]", cleaning.INTERPUNCT, said.strip())
    return unicodedata.normalize("NFC", marked)


def _text(cell: Cell) -> Reading:
    value = cleaning.text(_whole(cell))
    if len(value) > _LONGEST_LINE:
        return bad("long")
    return care(value, "unseen", value=value) if _UNSEEN.search(cell.text) else Reading(value)


def _whole(cell: Cell) -> str:
    """What a number says without the ``.0`` that programs give it."""
    return cell.text.removesuffix(".0") if cell.kind == "number" else cell.text


# ---------------------------------------------------------------------- numbers


def _id_number(cell: Cell) -> Reading:
    said = cleaning.number(cell.text).lstrip("'‘’`")
    if _SCIENTIFIC.fullmatch(said) or (cell.kind == "number" and not said.isdigit()):
        return _of_scientific(said)
    if cell.kind == "number":
        return _of_digits(said)
    problem = _id_problem(said)
    if problem is not None:
        if problem.doubts[0].reason == "id_checksum" and said.endswith("000"):
            return bad("id_lost", value=said)
        return problem
    if said.endswith("000"):
        return care(said, "id_ends_000")
    changed = said != cell.text.strip() and said != cell.text.strip().upper()
    return care(said, "id_cleaned", value=said) if changed else Reading(said)


def _of_scientific(said: str) -> Reading:
    try:
        number = Decimal(said.replace(",", "."))
    except InvalidOperation:
        return bad("id_characters", value=said)
    whole = number.is_finite() and number == number.to_integral_value()
    if not whole or number < 0 or number.adjusted() > 40:
        return bad("id_characters", value=said)
    digits = str(int(number))
    kept = len(number.as_tuple().digits)
    if len(digits) > _PRECISE and kept < _PRECISE - 3:
        return bad("id_scientific", value=said, kept=str(kept))
    return _of_digits(digits)


def _of_digits(digits: str) -> Reading:
    """An ID number that is kept as a number: beyond 15 digits a spreadsheet writes zeros."""
    if len(digits) in (17, _PRINTED):
        whole = len(digits) == _PRINTED and identity.id_problem(digits) is None
        if whole and not digits.endswith("000"):
            return care(digits, "id_number_whole", value=digits)
        return bad("id_lost", value=digits)
    return _id_problem(digits) or bad("id_length", n=str(len(digits)))


def _id_problem(said: str) -> Reading | None:
    problem = identity.id_problem(said)
    if problem is None:
        return None
    if len(said) == 15 and said.isdigit():
        return bad("id_15")
    return bad(f"id_{problem}", n=str(len(said)), value=said)


def _phone(cell: Cell) -> Reading:
    said = cleaning.phone(_whole(cell))
    if _SCIENTIFIC.fullmatch(said):
        try:
            number = Decimal(said)
        except InvalidOperation:
            return bad("phone_scientific", value=said)
        if len(number.as_tuple().digits) < number.adjusted() + 1:
            return bad("phone_scientific", value=said)
        said = str(int(number))
    if len(said) > _LONGEST_NAME:
        return bad("long")
    return Reading(said) if _PHONE.fullmatch(said) else care(said, "phone_form", value=said)


_PHONE = re.compile(r"(\+?86-?)?1[3-9]\d{9}|(0\d{2,3}-?)?\d{7,8}(-\d{1,6})?")


def _count(cell: Cell) -> Reading:
    said = unicodedata.normalize("NFKC", cleaning.text(_whole(cell))).removesuffix("年").strip()
    if said.isdecimal() and len(said) <= 2:
        return Reading(str(int(said)))
    return bad("count", value=said)


# ---------------------------------------------------------------------- time


def _month(cell: Cell) -> Reading:
    found = dates.read(cell)
    return Reading(found.value[:7], found.doubts)


_READ: dict[Kind, Callable[[Cell], Reading]] = {
    "name": _name,
    "id_no": _id_number,
    "phone": _phone,
    "month": _month,
    "day": dates.read,
    "count": _count,
    "text": _text,
}
