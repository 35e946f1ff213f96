"""Which fields of the case are typed into the platform, told apart from what only the program asks.

No notice names the platform's single fields. So the labels and the order within a column are those
of the program's own pages (:mod:`desktop.app.pages`), and every screen says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from desktop.app.pages import PAGES
from desktop.app.pages.form import Field, ListSection, Section

CHOSEN = ("apply", "platform")
"""What is chosen where an application is begun (新增申请书), before any column."""

COPIED: Mapping[str, frozenset[str]] = {
    part: frozenset(names.split())
    for part, names in {
        "apply": "type level sublevel series specialty sub_specialty target",
        "platform": "channel receiver unit_tier_choice",
        "person": "name gender ethnicity birth id_no politics phone email status work_start",
        "unit": "name kind tier prefecture county registered_prefecture dispatched_since "
        "admin_name admin_phone license_no",
        "edu": "level kind school major start end degree cert_no",
        "title": "name level series specialty obtained place basis",
        "career": "start end years",
        "appointments": "doc_kind start end",
        "quals": "name date number",
        "work": "start end unit post kind",
        "items": "type title start date condition_no role workload intro witness.name "
        "witness.unit witness.post witness.contact commendation_doc journal issn language",
        "ce": "year kind hours cert_no form",
        "assess": "year grade",
    }.items()
}
"""By part of the case its fields that have a place on the platform; 工作总结 is one text."""

MAY_BE_NONE = frozenset({"items", "quals", "appointments"})
"""Lists in which nothing may stand: with no entry there is none, and nothing was forgotten."""

NAMES: Mapping[str, str] = {
    "apply": "申报什么",
    "platform": "在平台上怎么选",
    "person": "本人",
    "unit": "工作单位",
    "title": "现职称",
    "career": "从事专业技术工作",
    "summary": "工作总结",
}
"""What the parts are called that are no lists."""


@cache
def fields(part: str) -> tuple[Field, ...]:
    """The fields of a part outside lists, in the order of the pages; their paths are whole."""
    return tuple(
        field
        for section in _sections()
        if isinstance(section, Section)
        for field in section.fields
        if field.path.startswith(f"{part}.") and field.path.partition(".")[2] in COPIED[part]
    )


@cache
def section(part: str) -> ListSection | None:
    """The list of that name, where the part is one."""
    lists = (one for one in _sections() if isinstance(one, ListSection))
    return next((one for one in lists if one.path == part), None)


@cache
def of_entry(part: str) -> tuple[Field, ...]:
    """The fields of each entry of a list; their paths begin at the entry."""
    found = section(part)
    inside = found.fields if found is not None else ()
    return tuple(one for one in inside if isinstance(one, Field) and one.path in COPIED[part])


def _sections() -> Iterator[Section | ListSection]:
    for page in PAGES:
        yield from page.sections
