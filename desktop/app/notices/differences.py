"""Two notices, or two versions of one: what is different, in sentences, and nothing about order.

For whoever moves a case to another version, and for HR who writes next year's pack from this
year's. The overview's own lines are compared by :mod:`desktop.app.notices.comparison`; rules, slots
and prescribed texts are compared here one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from desktop.app.findings.rule_words import condition, operation, parameter, value_words
from desktop.app.notices.comparison import compare
from desktop.app.notices.words import MASKED, UNSAID
from desktop.domain.notice import Notice, Rule
from desktop.domain.terms import Slot
from desktop.domain.wording import first_difference, same


@dataclass(frozen=True, slots=True)
class Differences:
    """What is different about one subject; ``sentences`` in the order of the newer notice."""

    title: str
    sentences: tuple[str, ...]


def differences(old: Notice, new: Notice) -> tuple[Differences, ...]:
    """What is different in ``new``, by subject; none where the two say the same."""
    left, right = _orderless(old), _orderless(new)
    overview: dict[str, list[str]] = {}
    for group in compare(left, right):
        if group.title not in _OWN_HERE:
            subject = _SUBJECTS.get(group.title, group.title)
            said = [_turned(p.about, p.left.text, p.right.text) for p in group.pairs if p.differs]
            overview.setdefault(subject, []).extend(said)
    overview.setdefault(_DOCUMENTS, []).extend(_documents(left, right))
    overview[_SLOTS] = list(_slots(left, right))
    overview[_TEXTS] = list(_texts(left, right))
    overview[_RULES] = list(_rules(left, right))
    overview[_QUESTIONS] = list(_questions(left, right))
    return tuple(
        Differences(title, tuple(dict.fromkeys(said))) for title, said in overview.items() if said
    )


_DOCUMENTS, _SLOTS, _TEXTS, _RULES = "文书和纸质材料", "附件栏目", "固定文字", "规则"
_QUESTIONS = "要回答的问题"
_NUMBERS = "日期与数字"
_SUBJECTS: Mapping[str, str] = {
    "什么时候办": _NUMBERS,
    "字数、次数和期限": _NUMBERS,
    "继续教育和考核": _NUMBERS,
    "费用和答辩": _NUMBERS,
    "文书": _DOCUMENTS,
    "纸质材料": _DOCUMENTS,
}
_OWN_HERE = ("要传的附件",)

_SETS = ("levels", "types", "specialties", "achievement_types", "prefectures", "counties")


def _orderless(notice: Notice) -> Notice:
    """``notice`` with everything whose order says nothing in the same order."""
    changed: dict[str, object] = {key: _sorted(getattr(notice, key)) for key in _SETS}
    masking, summary, files = notice.masking, notice.summary, notice.files
    kinds = tuple(kind for kind in MASKED if kind in masking.kinds)
    changed["masking"] = masking.model_copy(
        update={"kinds": kinds, "never": _sorted(masking.never)}
    )
    changed["summary"] = summary.model_copy(update={"topics": _sorted(summary.topics)})
    changed["files"] = files.model_copy(update={"formats": _sorted(files.formats)})
    changed["fees"] = tuple(sorted(notice.fees, key=lambda fee: (fee.type, fee.level)))
    return notice.model_copy(update=changed)


def _sorted(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(words))


def _turned(about: str, before: str, after: str) -> str:
    was, now = before.replace("\n", "；"), after.replace("\n", "；")
    if was == UNSAID:
        return f"{about}：原来通知未写，现在是“{now}”。"
    if now == UNSAID:
        return f"{about}：原来是“{was}”，现在通知未写。"
    return f"{about}：由“{was}”改为“{now}”。"


def _documents(old: Notice, new: Notice) -> Iterator[str]:
    before = {document.kind: document for document in old.documents}
    for document in new.documents:
        was = before.get(document.kind)
        if was is None:
            continue
        if was.content != document.content:
            yield f"“{document.title}”的内容安排有变。"
        if was.applies_when != document.applies_when:
            was_for, is_for = (
                condition(was.applies_when, old),
                condition(document.applies_when, new),
            )
            yield f"“{document.title}”：由{was_for}改为{is_for}。"


def _slots(old: Notice, new: Notice) -> Iterator[str]:
    titles = {c.id: c.title for c in (*old.columns, *new.columns)}
    before = {slot.id: slot for slot in old.slots}
    after = {slot.id: slot for slot in new.slots}
    for slot in new.slots:
        was = before.get(slot.id)
        where = titles.get(slot.column, slot.column)
        if was is None:
            yield f"增加“{slot.title}”（在“{where}”栏）。"
            continue
        changed = list(_slot_changes(was, slot, titles))
        if changed:
            yield f"“{slot.title}”：{'；'.join(changed)}。"
    for slot in old.slots:
        if slot.id not in after:
            yield f"删去“{slot.title}”。"
    columns = {column.id for column in old.columns}
    for column in new.columns:
        if column.id not in columns:
            yield f"增加一栏“{column.title}”。"
    kept = {column.id for column in new.columns}
    yield from (f"删去一栏“{c.title}”。" for c in old.columns if c.id not in kept)


def _slot_changes(old: Slot, new: Slot, titles: Mapping[str, str]) -> Iterator[str]:
    if old.title != new.title:
        yield f"原来叫“{old.title}”"
    if old.column != new.column:
        yield f"由“{titles.get(old.column)}”栏移到“{titles.get(new.column)}”栏"
    if set(old.parts) != set(new.parts):
        yield f"各页由{value_words(old.parts)}改为{value_words(new.parts)}"
    if old.mask != new.mask:
        yield "现在要遮盖" if new.mask else "现在不要遮盖"
    if set(old.shows) != set(new.shows):
        shown = "、".join(MASKED[kind] for kind in new.shows) or "没有"
        yield f"会露出要遮的内容：{shown}"
    if old.yearly != new.yearly:
        yield "现在每年一份" if new.yearly else "现在不分年度"
    if (old.per, set(old.types)) != (new.per, set(new.types)):
        yield f"现在{'每条' + '、'.join(new.types) + '各传一份' if new.per else '不分条目'}"


def _texts(old: Notice, new: Notice) -> Iterator[str]:
    before, after = {**old.drafts, **old.wording}, {**new.drafts, **new.wording}
    for key, text in after.items():
        if key not in before:
            yield f"增加“{key}”：{_short(text)}"
        elif not same(before[key], text):
            was, now = first_difference(before[key], text)
            yield f"“{key}”有改动：原来是“…{was}…”，现在是“…{now}…”。"
    for key, text in before.items():
        if key not in after:
            yield f"删去“{key}”：{_short(text)}"


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"


def _questions(old: Notice, new: Notice) -> Iterator[str]:
    before = {question.id: question for question in old.questions}
    after = {question.id for question in new.questions}
    for question in new.questions:
        was = before.get(question.id)
        if was is None:
            yield f"增加问题：{question.ask}"
        elif (was.ask, was.type, set(was.options)) != (
            question.ask,
            question.type,
            set(question.options),
        ):
            yield f"问题由“{was.ask}”改为“{question.ask}”。"
    yield from (f"不再问：{question.ask}" for question in old.questions if question.id not in after)


# ---------------------------------------------------------------------------- the rules


def _rules(old: Notice, new: Notice) -> Iterator[str]:
    """Rules are the same where their ids are, the pack's own prefix aside."""
    before = {_tail(rule): rule for rule in old.rules}
    after = {_tail(rule): rule for rule in new.rules}
    for tail, rule in after.items():
        was = before.get(tail)
        if was is None:
            yield f"增加：{rule.say}（依据 {rule.clause}）。"
            continue
        changed = list(_rule_changes(was, rule, old, new))
        if changed:
            yield f"改变：“{rule.say}”：{'；'.join(changed)}。"
    for tail, rule in before.items():
        if tail not in after:
            yield f"删去：{rule.say}。"


def _tail(rule: Rule) -> str:
    return rule.id.partition(".")[2]


def _rule_changes(was: Rule, now: Rule, old: Notice, new: Notice) -> Iterator[str]:
    if was.say != now.say:
        yield f"原来说“{was.say}”"
    for key, label, words in _WORDED:
        before, after = getattr(was, key), getattr(now, key)
        if before != after:
            yield f"{label}由“{words[before]}”改为“{words[after]}”"
    if _orderfree(was.applies_when) != _orderfree(now.applies_when):
        yield f"由{condition(was.applies_when, old)}改为{condition(now.applies_when, new)}"
    yield from _check_changes(was.check, now.check)
    if (was.clause, was.quote) != (now.clause, now.quote):
        yield f"依据改为 {now.clause}“{now.quote}”"
    if was.note != now.note and now.note:
        yield f"说明改为“{now.note}”"


_WORDED: tuple[tuple[str, str, Mapping[str, str]], ...] = (
    ("severity", "轻重", {"block": "不符合就不能提交", "warn": "只提醒", "info": "提示"}),
    ("kind", "做法", {"auto": "程序判断", "confirm": "人工确认", "remind": "只提示"}),
)


def _check_changes(was: BaseModel, now: BaseModel) -> Iterator[str]:
    before, after = was.model_dump(), now.model_dump()
    if before["op"] != after["op"]:
        yield f"检查的办法由“{operation(before['op'])}”改为“{operation(after['op'])}”"
        return
    for key in after:
        if _orderfree(before[key]) != _orderfree(after[key]):
            yield f"{parameter(key)}由{value_words(before[key])}改为{value_words(after[key])}"


def _orderfree(value: object) -> object:
    if isinstance(value, (tuple, list)):
        return frozenset(map(repr, map(_orderfree, value)))
    if isinstance(value, dict):
        return frozenset((key, repr(_orderfree(one))) for key, one in value.items())
    return value
