"""The shorthand of a persona as it was written: dates spelt out, slips told.

A key that means nothing, a slot the notice does not have, a word that is no grade: whatever would
change nothing without being meant to is a :class:`Slip`, told with its key. A key of the table in
the shorthand that has no effect under a notice is none.

``as_of`` is the moment of judgement. Parts of the case (``apply person unit platform edu title
work items``) are told by their fields. What is not as it should be:

- ``slots_missing``, ``assess_missing {form: [years]}`` (``*``: every form), ``paper_missing``,
  ``unopenable``, ``files {bad_ext, bad_name}``, ``photo_gray``, ``award_dup``;
- ``blanks`` (how many columns that should say 无), ``blank_fields`` (paths), ``vague``,
  ``summary {chars, mentions}``, ``wording {document: text or W.PACK.key}``, ``unticked``;
- ``masks {undecided, missing, large}``, ``classified``, ``dup_case``;
- ``items[].lack`` (words for papers, pages, fields, signatures), ``proof``, ``proof_kind``,
  ``published``, ``first_author``, ``endorsers``, ``nonchinese``, ``prev_employer``;
- ``ce {kind: [years]}`` and ``assess {year: grade}`` held, ``service``, ``si``, ``pub``, ``track``;
- ``pack_years``, ``conditions_required``: the unit's own numbers, alone unanswered if not told;
- ``first_time probation probation_result served_lt3 employer_changed civil_transfer pro_qual aid``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from desktop.domain import moments
from desktop.domain.case import Person, Platform, Unit
from desktop.domain.proceedings import Track
from desktop.domain.vocabulary import (
    ACHIEVEMENT_TYPES,
    APPLY_TYPES,
    EDUCATION_KINDS,
    EDUCATION_RANK,
    GENDERS,
    GRADES,
    LEVELS,
    NOTHING,
    NOW,
    PERSON_STATUS,
    SOCIAL_INSURANCE,
    TITLE_BASES,
    TITLE_PLACES,
    TRAINING_KINDS,
    UNIT_KINDS,
    UNIT_TIERS,
)

Told = dict[str, Any]


class Slip(ValueError):
    """Something in the shorthand that cannot be what the writer meant."""


KEYS = frozenset(
    "pack as_of tell apply person unit platform edu title work service items ce summary masks si "
    "slots_missing unticked wording files unopenable photo_gray assess assess_missing pub track "
    "dup_case award_dup classified civil_transfer pro_qual first_time aid blank_fields blanks "
    "vague paper_missing pack_years conditions_required probation probation_result served_lt3 "
    "employer_changed answers papers".split()
)
"""All keys of the shorthand, and three of our own.

``answers`` to questions of the notice's own, by id; ``papers``: how a paper is made that is not
``signed``, ``sealed``, ``handwritten`` … as it should be; ``masks`` also ``needless``: pages on
which 是 was clicked though nothing is to be covered, and ``others``: somebody else is covered.
"""

FLAGS = frozenset(
    "photo_gray dup_case award_dup classified civil_transfer pro_qual first_time vague probation "
    "served_lt3 employer_changed".split()
)

COUNTED = frozenset("submit_count committee_submit_count opinions_open fee".split())

INNER: dict[str, frozenset[str]] = {
    "apply": frozenset("year type level sublevel series specialty sub_specialty target".split()),
    "person": frozenset(Person.model_fields),
    "unit": frozenset(Unit.model_fields),
    "platform": frozenset(Platform.model_fields),
    "title": frozenset("has name level series specialty obtained place basis".split()),
    "masks": frozenset("undecided missing large others needless".split()),
    "files": frozenset({"bad_ext", "bad_name"}),
    "summary": frozenset({"chars", "mentions"}),
    "si": frozenset({"months", "status", "contract"}),
    "ce": frozenset(TRAINING_KINDS),
    "pub": frozenset("start end result_date unit_audit_at signed sealed objection missing".split()),
    "track": COUNTED
    | {"last_return_at", "resubmit_at"}
    | (Track.model_fields.keys() - {"submits", "returns"}),
}
"""What may stand under a key."""

ENTRIES: dict[str, frozenset[str]] = {
    "edu": frozenset("lvl kind school major start end degree cert_no chsi".split()),
    "work": frozenset("from to unit post kind professional".split()),
    "service": frozenset("kind years signed from to place reason".split()),
    "items": frozenset(
        "type title date from condition_no role workload intro lack proof proof_kind published "
        "first_author in_specialty endorsers nonchinese prev_employer".split()
    ),
}
"""What may stand in an entry of a list."""

KINDS = {
    "成人教育": "成人",
    "自学考试": "自考",
    "网络教育": "网络",
    "非全日制": "在职",
    "在职教育": "在职",
    "技校": "技工院校",
}
"""Other names of kinds of 学历."""

WORDS: dict[str, tuple[str, ...]] = {
    "apply.type": APPLY_TYPES,
    "apply.level": LEVELS,
    "person.gender": GENDERS,
    "person.status": PERSON_STATUS,
    "unit.kind": UNIT_KINDS,
    "unit.tier": UNIT_TIERS,
    "title.level": ("员级", *LEVELS, NOTHING),
    "title.place": (*TITLE_PLACES, NOTHING),
    "title.basis": TITLE_BASES,
    "si.status": SOCIAL_INSURANCE,
    "edu.lvl": tuple(EDUCATION_RANK),
    "edu.kind": (*EDUCATION_KINDS, *KINDS),
    "items.type": ACHIEVEMENT_TYPES,
    "probation_result": ("合格", "不合格"),
}
"""Fields that are one of several words."""


def _is_month(text: str) -> bool:
    return text == NOW or moments.month(text) is not None


def _is_moment(text: str) -> bool:
    return moments.instant(text) is not None


DATES: dict[str, Callable[[str], bool]] = {
    "as_of": _is_moment,
    "title.obtained": _is_month,
    "unit.dispatched_since": _is_month,
    "person.birth": _is_month,
    "person.work_start": _is_month,
    **dict.fromkeys(("edu.end", "edu.start", "work.from", "work.to", "aid.from"), _is_month),
    **dict.fromkeys(("items.date", "items.from", "service.from", "service.to"), _is_month),
    **dict.fromkeys(("pub.start", "pub.end"), lambda text: moments.day(text) is not None),
    **dict.fromkeys(("pub.result_date", "pub.unit_audit_at"), _is_moment),
    **{f"track.{key}": _is_moment for key in INNER["track"] - COUNTED - {"result"}},
}
"""Fields that are dates, and how they are told from what is none."""


def spelt(told: Any) -> Any:
    """The shorthand with every date as the case writes it, also those YAML has read as dates."""
    if isinstance(told, dict):
        texts = {"id_no", "phone", "as_of"}
        return {k: str(v) if k in texts and type(v) is int else spelt(v) for k, v in told.items()}
    if isinstance(told, list):
        return [spelt(value) for value in told]
    if isinstance(told, datetime):
        return told.strftime("%Y-%m-%dT%H:%M")
    return told.isoformat() if isinstance(told, date) else told


def read(told: Any) -> Told:
    """The shorthand of one persona, spelt out; all its slips together in one :class:`Slip`."""
    if not isinstance(told, dict):
        raise Slip("persona 下面不是键和值")
    # A key without anything behind it says nothing.
    mine: Told = {key: value for key, value in spelt(told).items() if value is not None}
    if slips := [*_shape(mine), *_values(mine)]:
        raise Slip("；".join(dict.fromkeys(slips)))
    for edu in mine.get("edu", ()):
        edu["kind"] = KINDS.get(edu.get("kind", "全日制"), edu.get("kind", "全日制"))
    return mine


def _shape(told: Told) -> Iterator[str]:
    yield from _strange("", told.keys() - KEYS)
    for key in ("pack", "as_of"):
        if key not in told:
            yield f"缺 {key}"
    for key, inner in INNER.items():
        if not isinstance(part := told.get(key, {}), dict):
            yield f"{key} 下面不是键和值"
        else:
            yield from _strange(f"{key}.", part.keys() - inner)
    for key, fields in ENTRIES.items():
        for entry in _entries(told, key):
            if not isinstance(entry, dict):
                yield f"{key} 的一条不是键和值"
            else:
                yield from _strange(f"{key}[].", entry.keys() - fields)
    if not isinstance(told.get("aid", True), bool | dict):
        yield "aid 不是 true 也不是键和值"
    elif isinstance(aid := told.get("aid"), dict):
        yield from _strange("aid.", aid.keys() - {"from", "ongoing", "sending_unit"})


def _entries(told: Told, key: str) -> list[Any]:
    """The entries told of a list; a single 专项工作 may stand without its list."""
    given = told.get(key) or []
    return [given] if isinstance(given, dict) else list(given)


def _strange(where: str, keys: set[str]) -> Iterator[str]:
    return (f"不认识的键 {where}{key}" for key in sorted(map(str, keys)))


def _values(told: Told) -> Iterator[str]:
    """Values that cannot be, wherever there are some to be looked at."""
    for key in sorted(FLAGS & told.keys()):
        if not isinstance(told[key], bool):
            yield f"{key} 不是 true 或 false：{told[key]}"
    for path, value in _leaves(told):
        if path in WORDS and value not in ("", *WORDS[path]):
            yield f"{path} 没有这个值：{value}"
        if path in DATES and value and not (isinstance(value, str) and DATES[path](value)):
            yield f"{path} 不是日期：{value}"
        if path.removeprefix("track.") in COUNTED and type(value) is not int:
            yield f"{path} 不是数：{value}"
    for year, grade in dict(told.get("assess") or {}).items():
        if grade not in GRADES:
            yield f"assess 没有这个考核等次：{grade}（{year}）"


def _leaves(told: Told) -> Iterator[tuple[str, Any]]:
    """Every value under a key of two words at most, list entries without their number."""
    for key, value in told.items():
        parts = value if isinstance(value, list) else [value]
        for part in parts:
            if isinstance(part, dict):
                yield from ((f"{key}.{inner}", found) for inner, found in part.items())
            elif not isinstance(value, list):
                yield key, value
