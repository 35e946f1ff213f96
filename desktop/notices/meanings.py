"""What a pack's parameters mean: words a case can hold, fields of the right kind, years in order.

A word that no case ever holds, or a date looked for in a field of text, would leave a rule silent
for ever; so it is told as what it is, a slip of the writer's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import get_args

from pydantic import BaseModel

from desktop.domain import vocabulary
from desktop.domain.case import Case
from desktop.domain.cleaning import kind_of
from desktop.domain.entries import CHOICES, ENTRY_CHOICES
from desktop.domain.notice import NoticeTerms, Rule
from desktop.domain.operations.entries import Each
from desktop.domain.operations.fields import Choice, CoversSince, EducationMap, NotTrue, Ordered
from desktop.domain.operations.grades_and_fees import Grades
from desktop.domain.operations.shape import Where
from desktop.domain.operations.times import DateOrder, MonthsSince, Since, Window, Workdays
from desktop.domain.terms import YearSpan
from desktop.notices.problems import Problem, suggested
from desktop.notices.reading import Place

_ENTRY_WORDS = {
    **ENTRY_CHOICES,
    ("edu", "kind"): vocabulary.EDUCATION_KINDS,
    ("work", "kind"): vocabulary.WORK_KINDS,
}
_FIELD_WORDS = {path: words for path, (words, strict) in CHOICES.items() if strict}
_MONTHS, _DAYS, _MOMENTS = {"month", "day", "moment"}, {"day", "moment"}, {"day", "moment"}
_DATED: dict[type[BaseModel], tuple[tuple[str, ...], Collection[str], str]] = {
    Window: (("field",), _MOMENTS, "日期或时刻"),
    DateOrder: (("first", "then"), _MOMENTS, "日期或时刻"),
    Workdays: (("start", "end"), _DAYS, "日期"),
    MonthsSince: (("field",), _MONTHS, "月份或日期"),
    Since: (("after",), _MONTHS, "月份或日期"),
    CoversSince: (("since",), _MONTHS, "月份或日期"),
    Ordered: (("begins",), _MONTHS, "月份或日期"),
}
"""Keys of checks that name a field with a date in it, and which kinds of dates do."""


def problems(notice: NoticeTerms) -> Iterator[Problem]:
    """Every word that no case holds, every field of another kind, every span of years reversed."""
    yield from _negative(notice, ())
    yield from _of_terms(notice)
    parts = {part for slot in notice.slots for part in slot.parts}
    for n, rule in enumerate(notice.rules):
        here: Place = ("rules", n, "check")
        yield from _of_rule(rule, here)
        if isinstance(rule.check, Each):
            yield from _of_each(rule.check, here)
            for m, part in enumerate(rule.check.parts):
                if part not in parts:
                    at: Place = (*here, "parts", m)
                    yield Problem(at, f"没有附件栏目有“{part}”这一页（slots 的 parts）")


def _negative(node: object, place: Place) -> Iterator[Problem]:
    """Numbers of things and of days are not below nought; years alone may count backwards."""
    if isinstance(node, BaseModel) and not isinstance(node, YearSpan):
        for key in type(node).model_fields:
            if key != "years":
                yield from _negative(getattr(node, key), (*place, key))
    elif isinstance(node, tuple):
        for n, entry in enumerate(node):
            yield from _negative(entry, (*place, n))
    elif isinstance(node, int | float) and node < 0:
        yield Problem(place, f"现在是“{node}”，应当不小于 0")


def _of_terms(notice: NoticeTerms) -> Iterator[Problem]:
    yield from _words(("levels",), notice.levels, vocabulary.LEVELS, "这个级别")
    yield from _words(("types",), notice.types, vocabulary.APPLY_TYPES, "这种方式")
    kinds = vocabulary.ACHIEVEMENT_TYPES
    yield from _words(("achievement_types",), notice.achievement_types, kinds, _ACHIEVEMENT)
    for n, slot in enumerate(notice.slots):
        yield from _words(("slots", n, "types"), slot.types, kinds, _ACHIEVEMENT)
    yield from _of_columns(notice)
    for n, terms in enumerate(notice.training):
        here: Place = ("training", n)
        yield from _words((*here, "levels"), terms.levels, notice.levels, "这个级别（levels）")
        for m, exemption in enumerate(terms.exempt):
            at = (*here, "exempt", m, "service")
            yield from _words(at, exemption.service, vocabulary.SERVICE_KINDS, "这种专项工作")
        yield from _span((*here, "years"), terms.years, notice.year)
    if notice.assessment:
        yield from _span(("assessment", "years"), notice.assessment.years, notice.year)
    least, most = notice.summary.min, notice.summary.max
    if least is not None and most is not None and least > most:
        yield Problem(("summary",), f"至少 {least} 字，至多 {most} 字：min 大于 max")
    levels = notice.defence.levels
    yield from _words(("defence", "levels"), levels, notice.levels, "这个级别（levels）")


_ACHIEVEMENT = "这种业绩"


def _of_columns(notice: NoticeTerms) -> Iterator[Problem]:
    """What is typed in at one place of the platform is not typed in at another."""
    taken: dict[tuple[str, str], str] = {}
    for n, column in enumerate(notice.columns):
        kinds = vocabulary.ACHIEVEMENT_TYPES
        yield from _words(("columns", n, "types"), column.types, kinds, _ACHIEVEMENT)
        for m, held in enumerate(column.holds):
            for kind in (column.types or kinds) if held == "items" else ("",):
                other = taken.setdefault((held, kind), column.title)
                if other != column.title:
                    said = f"“{kind or held}”已经填在“{other}”一栏，只能写在一处"
                    yield Problem(("columns", n, "holds", m), said)


def _span(place: Place, years: object, year: int) -> Iterator[Problem]:
    if isinstance(years, YearSpan) and isinstance(years.start, int):
        first, last = (n if n > 1 else year + n for n in (years.start, years.end))
        if first > last:
            yield Problem(place, f"从 {first} 年到 {last} 年倒过来了：start 是早的一年")


def _of_rule(rule: Rule, here: Place) -> Iterator[Problem]:
    check = rule.check
    types = getattr(check, "types", ())
    yield from _words((*here, "types"), types, vocabulary.ACHIEVEMENT_TYPES, _ACHIEVEMENT)
    keys, kinds, what = _DATED.get(type(check), ((), (), ""))
    for key in keys:
        path = getattr(check, key)
        if path is not None and kind_of(path) not in kinds:
            yield Problem((*here, key), f"“{path}”这一栏填的不是{what}")
    if isinstance(check, NotTrue) and not _is_yes_no(Case, check.field):
        yield _not_yes_no((*here, "field"), check.field)
    if isinstance(check, MonthsSince) and check.still and not _is_yes_no(Case, check.still):
        yield _not_yes_no((*here, "still"), check.still)
    if isinstance(check, Choice):
        known = _FIELD_WORDS.get(check.field, ())
        for key in ("one_of", "none_of"):
            yield from _words((*here, key), getattr(check, key), known, "这个选项")
    if isinstance(check, Grades):
        for key in ("none_of", "warn_of"):
            yield from _words((*here, key), getattr(check, key), vocabulary.GRADES, "这个等次")
    if isinstance(check, EducationMap):
        for name, level in check.map.items():
            known, levels = vocabulary.TECHNICAL_LEVELS, vocabulary.EDUCATION_LEVELS
            yield from _words((*here, "map", name), (name,), known, "这种班次", listed=False)
            yield from _words((*here, "map", name), (level,), levels, "这种学历", listed=False)


def _of_each(check: Each, here: Place) -> Iterator[Problem]:
    entry = get_args(Case.model_fields[check.entries].annotation)[0]
    for key in ("fields", "yes"):
        for n, path in enumerate(getattr(check, key)):
            if _type_of(entry, path) is None:
                yield _not_there((*here, key, n), check, path)
            elif key == "yes" and not _is_yes_no(entry, path):
                yield _not_yes_no((*here, key, n), path)
    for key in ("where", "unless", "doubtful", "one_of"):
        wanted: Where = getattr(check, key)
        for path, values in wanted.items():
            place: Place = (*here, key, path)
            if _type_of(entry, path) is None:
                yield _not_there(place, check, path)
            elif _is_yes_no(entry, path):
                if any(not isinstance(value, bool) for value in values):
                    yield Problem(place, f"“{path}”答的是是否，应当写 [true] 或 [false]")
            elif any(isinstance(value, bool) for value in values):
                yield Problem(place, f"“{path}”填的是文字，不是 true、false{_of(check, path)}")
            else:
                known = _ENTRY_WORDS.get((check.entries, path), ())
                texts = tuple(str(value) for value in values)
                yield from _words(place, texts, ("", *known) if known else (), "这个选项")


def _of(check: Each, path: str) -> str:
    known = _ENTRY_WORDS.get((check.entries, path), ())
    return f"；可以写：{'、'.join(known)}" if known else ""


def _words(
    place: Place, said: Collection[str], known: Collection[str], what: str, *, listed: bool = True
) -> Iterator[Problem]:
    for n, word in enumerate(said):
        if known and word not in known:
            here = suggested(word, [name for name in known if name])
            yield Problem((*place, n) if listed else place, f"没有“{word}”{what}{here}")


def _type_of(model: type[BaseModel], path: str) -> object:
    node: object = model
    for key in path.split("."):
        fields = getattr(node, "model_fields", {})
        if key not in fields:
            return None
        node = fields[key].annotation
    return node


def _is_yes_no(model: type[BaseModel], path: str) -> bool:
    kind = _type_of(model, path)
    return kind is bool or bool in get_args(kind)


def _not_yes_no(place: Place, path: str) -> Problem:
    return Problem(place, f"“{path}”这一栏填的不是“是”“否”")


def _not_there(place: Place, check: Each, path: str) -> Problem:
    return Problem(place, f"{check.entries} 的条目没有这个字段：{path}")
