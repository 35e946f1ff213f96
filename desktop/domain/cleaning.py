"""What is done to typed or pasted text before it is stored: forms unified, nothing judged.

Names get one form of the interpunct, numbers lose blanks and full width, dates one spelling.
What a kind does not recognise stays as it was typed, for :mod:`desktop.domain.entries` to name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from desktop.domain.vocabulary import NOW

INTERPUNCT = "·"
INTERPUNCTS = "·•・･‧⋅∙᛫．."
"""Every mark that stands for the interpunct in names; the first is the one stored."""

_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
HAN = "[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
"""Pattern of one Chinese character, 〇 and the rare ones included."""

_MARK = re.compile(rf"(?<={HAN})\s*[{re.escape(INTERPUNCTS)}]\s*(?={HAN})")
_BETWEEN_HAN = re.compile(rf"(?<={HAN})\s+(?={HAN})")
_MONTH = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*月?")
_DAY = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")
_MOMENT = re.compile(_DAY.pattern + r"[T\s]\s*(\d{1,2}):(\d{2})(?::\d{2})?")
_OFFICE = re.compile(r"(?:\s*办公室)+$")
_NUMERAL_MONTH = re.compile(r"(\d{4})(\d{2})")
_NUMERAL_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")


def text(value: str) -> str:
    """Any one-line text: NFC, no unseen or control characters, no blanks around it."""
    return " ".join(body(value).split())


def body(value: str) -> str:
    """Running text: NFC, one kind of line end, unseen characters dropped; blanks stay."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    return unicodedata.normalize("NFC", _CONTROL.sub("", _UNSEEN.sub("", lines)))


def name(value: str) -> str:
    """A person's name: one interpunct, no blanks between Han characters."""
    folded = text(unicodedata.normalize("NFKC", text(value)))
    return _BETWEEN_HAN.sub("", _MARK.sub(INTERPUNCT, folded))


def number(value: str) -> str:
    """ID, certificate and licence numbers: half width, no blanks, capitals."""
    return _closed(unicodedata.normalize("NFKC", text(value)).upper())


def phone(value: str) -> str:
    """A telephone number: half width, without blanks."""
    return _closed(unicodedata.normalize("NFKC", text(value)).replace("—", "-"))


def office(value: str) -> str:
    """An office as it stands before the word 办公室, which the notices' sentences bring along."""
    told = text(value)
    return _OFFICE.sub("", told) or told


def _closed(value: str) -> str:
    """``value`` without blanks; what stood apart may be one character now."""
    return unicodedata.normalize("NFC", re.sub(r"\s", "", value))


def month(value: str) -> str:
    """``2019.6``, ``2019年6月``, ``201906`` as ``2019-06``; a day stays one; 至今 as it is."""
    folded = unicodedata.normalize("NFKC", text(value))
    found = _MONTH.fullmatch(folded) or _NUMERAL_MONTH.fullmatch(folded)
    if found:
        return f"{found[1]}-{int(found[2]):02}"
    return NOW if folded in ("今", "现在", "目前") else day(folded)


def day(value: str) -> str:
    """``2024.7.2``, ``2024年7月2日``, ``20240702`` as ``2024-07-02``."""
    folded = unicodedata.normalize("NFKC", text(value))
    found = _DAY.fullmatch(folded) or _NUMERAL_DAY.fullmatch(folded)
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else folded


def moment(value: str) -> str:
    """A day or a moment: ``2024-7-24 17:30`` as ``2024-07-24T17:30``."""
    folded = unicodedata.normalize("NFKC", text(value))
    found = _MOMENT.fullmatch(folded)
    if not found:
        return day(folded)
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}T{int(found[4]):02}:{found[5]}"


_KINDS: dict[str, Callable[[str], str]] = {
    "text": text,
    "body": body,
    "name": name,
    "number": number,
    "phone": phone,
    "office": office,
    "month": month,
    "day": day,
    "moment": moment,
}

_BY_PATH = {
    "summary.text": "body",
    "pub.political_text": "body",
    "pub.achievement_text": "body",
    "si.months": "month",
    "pub.start": "day",
    "pub.end": "day",
    "pub.office": "office",
    "person.name": "name",
    "unit_audit.leader_name": "name",
    "unit_audit.discipline_leader_name": "name",
    "unit.contact": "name",
    "unit.admin_name": "name",
    "unit_audit.at": "moment",
}
_BY_LIST = {
    ("items", "intro"): "body",
    ("items", "role"): "body",
    ("items", "workload"): "body",
    ("papers", "text"): "body",
    ("papers", "date"): "day",
    ("pub", "text"): "body",
    ("pub", "note"): "body",
}
_BY_FIELD = {
    "id_no": "number",
    "cert_no": "number",
    "license_no": "number",
    "issn": "number",
    "phone": "phone",
    "admin_phone": "phone",
    "contact": "phone",
    "birth": "month",
    "work_start": "month",
    "dispatched_since": "month",
    "start": "month",
    "end": "month",
    "since": "month",
    "obtained": "month",
    "date": "month",
    "result_date": "day",
    "recommend_date": "day",
    "at": "moment",
    "registered_at": "moment",
    "first_submit_at": "moment",
    "audit_at": "moment",
    "passed_at": "moment",
    "paper_delivered_at": "moment",
    "paper_mailed_at": "moment",
    "paid_at": "moment",
    "defence_at": "moment",
    "resolved_at": "moment",
    "settled_at": "moment",
    "resubmitted_at": "moment",
}


def kind_of(path: str) -> str:
    """How the field at ``path`` is cleaned; entries of lists stand under their id."""
    keys = path.split(".")
    if path in _BY_PATH:
        return _BY_PATH[path]
    if (keys[0], keys[-1]) in _BY_LIST:
        return _BY_LIST[keys[0], keys[-1]]
    if keys[-2:] == ["witness", "name"] or ("endorsers" in keys and keys[-1] == "name"):
        return "name"
    return _BY_FIELD.get(keys[-1], "text")


def clean(path_or_kind: str, value: str) -> str:
    """``value`` as it is stored in the field at a path, or as a value of a kind."""
    kind = path_or_kind if path_or_kind in _KINDS else kind_of(path_or_kind)
    return _KINDS[kind](value)


_AS_IT_IS = frozenset({"id", "case_id", "pack_id", "attachments", "ticks"})


def clean_tree(data: object, path: str = "") -> object:
    """A case in JSON form with every text as it is stored; names of things stay as they are."""
    if isinstance(data, dict):
        return {
            key: value if key in _AS_IT_IS else clean_tree(value, f"{path}.{key}".lstrip("."))
            for key, value in data.items()
        }
    if isinstance(data, list):
        return [clean_tree(value, path) for value in data]
    return clean(path, data) if isinstance(data, str) else data
