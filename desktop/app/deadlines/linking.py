"""Which place of the case a remark of the platform is about, as far as its words tell.

The names of fields, lists, entries and slots are looked for in the remark; the one that shares the
longest run of characters with it is meant. Where two do equally well nobody can tell, and the
remark stays without a place until the person chooses one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from desktop.app.pages import PAGES, page_of
from desktop.app.pages.form import Field, ListSection, Section, digest
from desktop.domain.case import Case
from desktop.domain.notice import Notice

SLOT = "slot:"
"""How the place of a slot begins, as pages show it."""

WHOLE = "整份材料"

_PAGES = tuple(page for page in PAGES if page.id != "finish")
"""Where what a remark can be about is filled in; the last page is about remarks themselves."""

_SURE = 3
"""Characters in common that are enough; a name of two has to be there whole."""

_PAPER = re.compile(
    "上传|扫描|附件|图片|照片|清晰|模糊|看不清|遮盖|遮挡|盖章|签字|签名|手印|原件|复印|印证|佐证"
    "|证书不|页|漏传|重传|缺少|补传"
)
"""Words that are about a file, not about what was typed."""

_COVER = re.compile("遮盖|遮挡|掩盖|未遮|漏遮")
"""Words that are about what a file shows of somebody: no field is meant by the name of one."""

# They stand in the names of half the slots and tell nothing.
_EMPTY = re.compile("有关|相关|证明材料|材料|证明|资料|情况|扫描件|通知|要求|平台|上传|附件")
_BREAK = "\x00"

_ALSO: tuple[tuple[str, str], ...] = (
    ("工作总结", "summary.text"),
    ("总结", "summary.text"),
    ("手机", "person.phone"),
    ("联系电话", "person.phone"),
    ("族别", "person.ethnicity"),
    ("工作经历", "work"),
    ("工作简历", "work"),
    ("工作年限", "career.years"),
    ("职称取得时间", "title.obtained"),
    ("证明人", "items"),
    ("业绩成果", "items"),
    ("实践能力", "items"),
    ("单位名称", "unit.name"),
    ("工作单位", "unit.name"),
)
"""Words people use beside the names on the pages."""

_KIN = ("照片", "承诺书", "备案表", "社保", "聘书", "认定表", "公示结果", "推荐意见", "考核表")
"""Short words that mean the slot whose name holds them, where one alone does."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name a place goes by."""

    name: str
    path: str


def places(case: Case, notice: Notice) -> tuple[tuple[str, str], ...]:
    """What a remark may be about: path and title, the whole first, then slots, then fields."""
    found = [("", WHOLE)]
    found += [(f"{SLOT}{slot.id}", f"附件 · {slot.title}") for slot in notice.slots]
    for page in _PAGES:
        for section in page.sections:
            if isinstance(section, Section):
                found += [(f.path, f"{page.title} · {f.label}") for f in section.fields]
            else:
                found.append((section.path, f"{page.title} · {section.title}"))
                found += list(_entries(case, section))
    found.append(("summary.text", "工作总结"))
    return tuple(dict(reversed(found)).items())[::-1]


def _entries(case: Case, section: ListSection) -> Iterator[tuple[str, str]]:
    for number, entry in enumerate(getattr(case, section.path), 1):
        told = digest(entry, section.digest) or f"第 {number} 条"
        yield f"{section.path}.{entry.id}", f"{section.title} · {told}"


def title(path: str, case: Case, notice: Notice) -> str:
    """What the place is called; ``""`` for the whole, and for one that is there no more."""
    return dict(places(case, notice)).get(path, "") if path else ""


def page(path: str, notice: Notice) -> str:
    """The page that shows the place; ``""`` where none does."""
    return "attachments" if path.startswith(SLOT) else page_of(path, notice) if path else ""


def guess(remark: str, case: Case, notice: Notice) -> str:
    """The place ``remark`` is about; ``""`` where its words do not tell one from all others."""
    said = _bare(remark)
    about_file = bool(_PAPER.search(remark))
    covers = bool(_COVER.search(remark))
    best: dict[str, tuple[int, bool, bool]] = {}
    for one in _names(case, notice):
        if covers and not one.path.startswith(SLOT):
            continue
        # What is posted repeats what is typed in elsewhere: it is meant where 公示 is said.
        if one.path.startswith(("pub.", "supervisor.")) and "公示" not in said:
            continue
        shared = _longest(one.name, said)
        whole = shared == len(one.name)
        if shared < _SURE and not (whole and shared >= 2):
            continue
        # A file is meant where the remark speaks of files, else what was typed.
        fits = one.path.startswith(SLOT) == about_file
        known = best.get(one.path, (0, False, False))
        best[one.path] = max(known, (shared, fits, whole))
    if not best:
        return _page_wide(said, notice)
    most = max(best.values())
    first = [path for path, score in best.items() if score == most]
    return first[0] if len(first) == 1 else ""


def _page_wide(said: str, notice: Notice) -> str:
    """By a short word alone, where just one slot bears it."""
    for word in _KIN:
        if word in said:
            found = [slot.id for slot in notice.slots if word in slot.title or word in slot.id]
            if len(found) == 1:
                return f"{SLOT}{found[0]}"
    return ""


def _names(case: Case, notice: Notice) -> Iterator[Named]:
    for slot in notice.slots:
        yield from _named((slot.title, slot.id), f"{SLOT}{slot.id}")
    yield from _of_pages()
    for word, path in _ALSO:
        yield Named(word, path)
    for page_ in _PAGES:
        for section in page_.sections:
            if isinstance(section, ListSection):
                yield from _of_entries(case, section)


def _of_entries(case: Case, section: ListSection) -> Iterator[Named]:
    """Entries by what only they say: a school, a title, a unit."""
    for entry in getattr(case, section.path):
        told = [getattr(entry, key, "") for key in ("title", "school", "name", "unit")]
        names = tuple(text for text in told if isinstance(text, str) and len(text) > _SURE)
        yield from _named(names, f"{section.path}.{entry.id}")


@lru_cache(maxsize=1)
def _of_pages() -> tuple[Named, ...]:
    """The fields outside lists, and the lists, by their labels."""
    found: list[Named] = []
    for page_ in _PAGES:
        for section in page_.sections:
            if isinstance(section, ListSection):
                inside = (one.label for one in section.fields if isinstance(one, Field))
                long = [label for label in inside if len(label) > _SURE and label[-1] != "？"]
                found += _named((section.title, *long), section.path)
                continue
            for field in section.fields:
                if not field.label.endswith("？"):
                    found += _named((field.label,), field.path)
    return tuple(found)


def _named(names: Iterable[str], path: str) -> Iterator[Named]:
    """Each name without what says nothing; one in brackets is a name of its own."""
    for name in names:
        for piece in re.split(r"[（()）、，,·/\x00]", _bare(name)):
            if len(piece) >= 2:
                yield Named(piece, path)


def _bare(text: str) -> str:
    """Without blanks and empty words, which part what stands on both sides of them."""
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    return _EMPTY.sub(_BREAK, folded)


def _longest(name: str, said: str) -> int:
    """Characters of the longest run that ``name`` and ``said`` share."""
    best = 0
    before = [0] * (len(said) + 1)
    for letter in name:
        now = [0] * (len(said) + 1)
        for at, other in enumerate(said, 1):
            if letter == other != _BREAK:
                now[at] = before[at - 1] + 1
                best = max(best, now[at])
        before = now
    return best
