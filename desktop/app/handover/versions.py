"""Two versions of a place in the case, in words: what it is called and what each side says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.app.findings.messages import label
from desktop.app.session import PARTS
from desktop.domain.case import Case
from desktop.domain.change import Edit, Json
from desktop.domain.merge import Conflict
from desktop.language import tr

NOTHING, GONE = tr("（没有填）"), tr("（已删去）")

_LONGEST = 400
"""Characters of a text that are shown; what is longer is cut in the middle of nothing."""

_UNSAID = frozenset(
    (
        "id",
        "sha256",
        "file_name",
        "mask",
        "scans",
        "size",
        "pages",
        "width",
        "height",
        "dpi",
        "gray",
    )
)
"""Of an entry, what tells a reader nothing as it stands."""

_NAMES = ("title", "name", "school", "unit", "text", "kind", "type", "to", "rule")
"""By which field of an entry one knows it again, the best first."""


@dataclass(frozen=True, slots=True)
class Sides:
    """A place both sides changed, in words; ``conflict`` is what is decided."""

    conflict: Conflict
    title: str
    mine: str
    theirs: str


def sides(conflict: Conflict, mine: Case, theirs: Case) -> Sides:
    """A conflict as it is put to the person."""
    return Sides(
        conflict,
        title(conflict.path, mine, theirs),
        _value(conflict.mine, gone=isinstance(conflict.theirs, dict)),
        _value(conflict.theirs, gone=isinstance(conflict.mine, dict)),
    )


def change_line(edit: Edit, mine: Case, theirs: Case) -> str:
    """One thing that taking the package in changes: 手机号码：1390… → 1380…."""
    name = title(edit.path, mine, theirs)
    if isinstance(edit.before, list) and isinstance(edit.after, list):
        return f"{name}：{_list_change(edit.before, edit.after)}"
    return f"{name}：{_short(_value(edit.before))} → {_short(_value(edit.after))}"


def title(path: str, *cases: Case) -> str:
    """What the place is called: part, the entry it is in, the field."""
    if path == "pack_version":
        return tr("所按通知的版本")
    keys = path.split(".")
    part = PARTS.get(keys[0], tr("材料"))
    entry = next((said for case in cases if (said := _entry_of(case, keys))), "")
    field = _FIELDS.get(keys[-1], "") if keys[0] == "attachments" else label(path)
    if len(keys) == 1 or (entry and len(keys) == 2):
        field = ""
    names = [part, entry, field]
    return " · ".join(dict.fromkeys(name.rstrip("？") for name in names if name))


def entries(case: Case, path: str) -> Iterator[tuple[str, str]]:
    """The path of each entry of the list at ``path``, and what it is called: 学历 · 某大学.

    One that nothing tells apart is called by its number.
    """
    for number, entry in enumerate(getattr(case, path), start=1):
        name = title(f"{path}.{entry.id}", case)
        yield (
            f"{path}.{entry.id}",
            name if " · " in name else tr("{name} · 第 {number} 条", name=name, number=number),
        )


_FIELDS = {
    "title": tr("名称"),
    "slot": tr("栏目"),
    "subject": tr("证明哪一项"),
    "year": tr("年度"),
    "part": tr("哪一面"),
    "sighted": tr("原件已核对"),
    "stamped": tr("复印件已签注"),
    "copy_stamped": tr("复印件已盖章"),
}


def _entry_of(case: Case, keys: list[str]) -> str:
    """What tells the entry apart that the path leads through."""
    entries = getattr(case, keys[0], None)
    if len(keys) < 2 or not isinstance(entries, tuple):
        return ""
    found = next((e for e in entries if getattr(e, "id", "") == keys[1]), None)
    if found is None:
        return ""
    told = (getattr(found, name, "") for name in _NAMES)
    return _short(next((str(value) for value in told if value), ""), 20)


def _list_change(before: list[Json], after: list[Json]) -> str:
    if not all(isinstance(one, dict) and "id" in one for one in (*before, *after)):
        return f"{_short(_value(before))} → {_short(_value(after))}"
    old, new = ({one["id"]: one for one in side} for side in (before, after))
    added = [_short(_name(new[key]), 16) for key in new if key not in old]
    gone = [_short(_name(old[key]), 16) for key in old if key not in new]
    turned = [_short(_name(new[key]), 16) for key in new if key in old and old[key] != new[key]]
    lists = ((tr("增加"), added), (tr("修改"), turned), (tr("删去"), gone))
    said = [
        tr("{word} {count} 项", word=word, count=len(names)) + _named(names)
        for word, names in lists
        if names
    ]
    return "，".join(said) or tr("次序变了")


def _named(names: list[str]) -> str:
    shown = "、".join(name for name in names[:3] if name)
    return f"（{shown}{tr('等') if len(names) > 3 else ''}）" if shown else ""


def _name(entry: dict[str, Json]) -> str:
    return next((str(entry[name]) for name in _NAMES if entry.get(name)), "")


def _value(value: Json, *, gone: bool = False) -> str:
    if value is None and gone:
        return GONE
    if value in (None, "", []):
        return NOTHING
    if isinstance(value, bool):
        return tr("是") if value else tr("否")
    if isinstance(value, list):
        return "、".join(_value(one) for one in value)
    if isinstance(value, dict):
        told = [
            _value(one) for key, one in value.items() if key not in _UNSAID and one not in _NONE
        ]
        return "；".join([*told, *_covering(value)]) or NOTHING
    return str(value)


def _covering(entry: dict[str, Json]) -> Iterator[str]:
    """What is to be covered on a file: 遮盖：是（第 1 页 2 处，第 3 页 1 处）."""
    decision = (entry.get("mask") or {}).get("decision", "")
    pages = enumerate(entry.get("scans") or (), start=1)
    places = [
        tr("第 {n} 页 {count} 处", n=n, count=len(page["boxes"]))
        for n, page in pages
        if page["boxes"]
    ]
    if decision or places:
        yield tr("遮盖：{decision}", decision=decision or tr("还没有定")) + (
            f"（{'，'.join(places)}）" if places else ""
        )


_NONE: tuple[Json, ...] = (None, "", [], {}, False)


def _short(text: str, most: int = 40) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most]}…"
