"""What attachments are called, and the files that go out: by content, never by person or unit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from desktop.domain.case import Attachment, Case
from desktop.domain.cleaning import INTERPUNCTS
from desktop.domain.identity import mentions
from desktop.domain.terms import Slot

DOCUMENTS = "00-文书"
REPORT = "检查报告"
GUIDE = "请先看"
MANIFEST = "清单.json"
COPIES = "遮盖副本"
MASK_SHEET = "遮盖对照单"
PRINT_PLAN = "打印计划"
"""What accompanies the attachments in a packet."""

LONGEST = 48
"""Characters; with the folders before it a path stays within what Windows takes."""

_LONGEST_NAME = 24
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\s]+')
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
_BETWEEN = re.compile(rf"[\s\-_—–/\\{re.escape(INTERPUNCTS)}]+")
_PHONE_OR_ID = re.compile(r"\d{11,}")


def title_of(
    case: Case, slot: Slot, subject: str = "", year: int | None = None, part: str = ""
) -> str:
    """What an attachment is called by its content: 年度考核表 2022 反面, 毕业证书 本科."""
    entry = next((e for e in getattr(case, slot.per, ()) if e.id == subject), None)
    said = _SAID_OF.get(slot.per)
    about = said(entry) if entry is not None and said is not None else ""
    return " ".join(str(word) for word in (slot.title, about, year, part) if word)


_SAID_OF: dict[str, Callable[[Any], str]] = {
    "edu": lambda edu: str(edu.level),
    "ce": lambda ce: f"{ce.year or ''}{ce.kind}科目" if ce.kind else "",
    "items": lambda item: str(item.title),
}
"""What tells the entries of a list apart in a title."""


def content_name(attachment: Attachment, slot: Slot, case: Case) -> str:
    """What the attachment's file is called, without number and suffix.

    Its own title where that names neither applicant nor unit; else what the slot says of it; and
    where that too is a person's matter (an 业绩 named after the unit), the slot's title alone.
    """
    suggested = title_of(case, slot, attachment.subject, attachment.year, attachment.part)
    plain = " ".join(str(word) for word in (slot.title, attachment.year, attachment.part) if word)
    for title in (attachment.title, suggested, plain):
        name = as_name(title)
        if name and not names_somebody(title, case):
            return name
    return as_name(slot.title)


def names_somebody(title: str, case: Case) -> bool:
    """Whether ``title`` tells who somebody is: a name, the unit, an ID or phone number.

    Stricter than what a 工作总结 may say: a part of the applicant's name and the names of others in
    the case count too, whatever stands between their characters.
    """
    bare = _bare(title)
    return (
        bool(mentions(title, case))
        or any(name in bare for name in _names(case))
        or _PHONE_OR_ID.search(bare) is not None
    )


def _names(case: Case) -> Iterator[str]:
    """The names in the case, and the parts of the applicant's, as :func:`_bare` writes them."""
    audit, unit = case.unit_audit, case.unit
    others = [unit.contact, unit.admin_name, audit.leader_name, audit.discipline_leader_name]
    others += [item.witness.name for item in case.items]
    others += [endorser.name for item in case.items for endorser in item.endorsers]
    for name in (case.person.name, *_BETWEEN.split(case.person.name), *others):
        if len(written := _bare(name)) >= 2:
            yield written


def _bare(text: str) -> str:
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", _seen(text)).casefold())


def _seen(text: str) -> str:
    """``text`` without characters that show nothing, or turn what stands beside them around."""
    return "".join(c for c in text if c.isspace() or unicodedata.category(c) not in _UNSEEN)


def tells_a_number(name: str) -> bool:
    """Whether an ID or phone number stands in ``name``."""
    return _PHONE_OR_ID.search(_bare(name)) is not None


def person_name(name: str) -> str:
    """A person's name as a file of the unit's own may bear it; "" for a number typed in its place.

    Short, so that paths stay within what Windows takes.
    """
    said = as_name(name)[:_LONGEST_NAME].strip("-. ")
    return "" if tells_a_number(said) else said


def without_number(stem: str) -> str:
    """A file's name in the packet without the number it begins with."""
    return stem.partition("-")[2]


def as_name(title: str) -> str:
    """``title`` as every file system takes it."""
    return _NOT_IN_NAMES.sub("-", _seen(title)).strip("-. ")[:LONGEST].rstrip("-. ")
