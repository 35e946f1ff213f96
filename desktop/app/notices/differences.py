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
from desktop.language import tr


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


_DOCUMENTS, _SLOTS, _TEXTS, _RULES = (
    tr("文书和纸质材料"),
    tr("附件栏目"),
    tr("固定文字"),
    tr("规则"),
)
_QUESTIONS = tr("要回答的问题")
_NUMBERS = tr("日期与数字")
_SUBJECTS: Mapping[str, str] = {
    tr("什么时候办"): _NUMBERS,
    tr("字数、次数和期限"): _NUMBERS,
    tr("继续教育和考核"): _NUMBERS,
    tr("费用和答辩"): _NUMBERS,
    tr("文书"): _DOCUMENTS,
    tr("纸质材料"): _DOCUMENTS,
}
_OWN_HERE = (tr("要传的附件"),)

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
        return tr("{about}：原来通知未写，现在是“{now}”。", about=about, now=now)
    if now == UNSAID:
        return tr("{about}：原来是“{was}”，现在通知未写。", about=about, was=was)
    return tr("{about}：由“{was}”改为“{now}”。", about=about, was=was, now=now)


def _documents(old: Notice, new: Notice) -> Iterator[str]:
    before = {document.kind: document for document in old.documents}
    for document in new.documents:
        was = before.get(document.kind)
        if was is None:
            continue
        if was.content != document.content:
            yield tr("“{title}”的内容安排有变。", title=document.title)
        if was.applies_when != document.applies_when:
            was_for, is_for = (
                condition(was.applies_when, old),
                condition(document.applies_when, new),
            )
            yield tr(
                "“{title}”：由{was_for}改为{is_for}。",
                title=document.title,
                was_for=was_for,
                is_for=is_for,
            )


def _slots(old: Notice, new: Notice) -> Iterator[str]:
    titles = {c.id: c.title for c in (*old.columns, *new.columns)}
    before = {slot.id: slot for slot in old.slots}
    after = {slot.id: slot for slot in new.slots}
    for slot in new.slots:
        was = before.get(slot.id)
        where = titles.get(slot.column, slot.column)
        if was is None:
            yield tr("增加“{title}”（在“{where}”栏）。", title=slot.title, where=where)
            continue
        changed = list(_slot_changes(was, slot, titles))
        if changed:
            yield f"“{slot.title}”：{'；'.join(changed)}。"
    for slot in old.slots:
        if slot.id not in after:
            yield tr("删去“{title}”。", title=slot.title)
    columns = {column.id for column in old.columns}
    for column in new.columns:
        if column.id not in columns:
            yield tr("增加一栏“{title}”。", title=column.title)
    kept = {column.id for column in new.columns}
    yield from (tr("删去一栏“{title}”。", title=c.title) for c in old.columns if c.id not in kept)


def _slot_changes(old: Slot, new: Slot, titles: Mapping[str, str]) -> Iterator[str]:
    if old.title != new.title:
        yield tr("原来叫“{title}”", title=old.title)
    if old.column != new.column:
        yield tr("由“{was}”栏移到“{now}”栏", was=titles.get(old.column), now=titles.get(new.column))
    if set(old.parts) != set(new.parts):
        yield tr("各页由{was}改为{now}", was=value_words(old.parts), now=value_words(new.parts))
    if old.mask != new.mask:
        yield tr("现在要遮盖") if new.mask else tr("现在不要遮盖")
    if set(old.shows) != set(new.shows):
        shown = "、".join(MASKED[kind] for kind in new.shows) or tr("没有")
        yield tr("会露出要遮的内容：{shown}", shown=shown)
    if old.yearly != new.yearly:
        yield tr("现在每年一份") if new.yearly else tr("现在不分年度")
    if (old.per, set(old.types)) != (new.per, set(new.types)):
        yield tr(
            "现在{how}",
            how=tr("每条") + "、".join(new.types) + tr("各传一份") if new.per else tr("不分条目"),
        )


def _texts(old: Notice, new: Notice) -> Iterator[str]:
    before, after = {**old.drafts, **old.wording}, {**new.drafts, **new.wording}
    for key, text in after.items():
        if key not in before:
            yield tr("增加“{key}”：{text}", key=key, text=_short(text))
        elif not same(before[key], text):
            was, now = first_difference(before[key], text)
            yield tr("“{key}”有改动：原来是“…{was}…”，现在是“…{now}…”。", key=key, was=was, now=now)
    for key, text in before.items():
        if key not in after:
            yield tr("删去“{key}”：{text}", key=key, text=_short(text))


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"


def _questions(old: Notice, new: Notice) -> Iterator[str]:
    before = {question.id: question for question in old.questions}
    after = {question.id for question in new.questions}
    for question in new.questions:
        was = before.get(question.id)
        if was is None:
            yield tr("增加问题：{ask}", ask=question.ask)
        elif (was.ask, was.type, set(was.options)) != (
            question.ask,
            question.type,
            set(question.options),
        ):
            yield tr("问题由“{ask}”改为“{question_ask}”。", ask=was.ask, question_ask=question.ask)
    yield from (
        tr("不再问：{ask}", ask=question.ask)
        for question in old.questions
        if question.id not in after
    )


# ---------------------------------------------------------------------------- the rules


def _rules(old: Notice, new: Notice) -> Iterator[str]:
    """Rules are the same where their ids are, the pack's own prefix aside."""
    before = {_tail(rule): rule for rule in old.rules}
    after = {_tail(rule): rule for rule in new.rules}
    for tail, rule in after.items():
        was = before.get(tail)
        if was is None:
            yield tr("增加：{say}（依据 {clause}）。", say=rule.say, clause=rule.clause)
            continue
        changed = list(_rule_changes(was, rule, old, new))
        if changed:
            yield tr("改变：“{say}”：{changed}。", say=rule.say, changed="；".join(changed))
    for tail, rule in before.items():
        if tail not in after:
            yield tr("删去：{say}。", say=rule.say)


def _tail(rule: Rule) -> str:
    return rule.id.partition(".")[2]


def _rule_changes(was: Rule, now: Rule, old: Notice, new: Notice) -> Iterator[str]:
    if was.say != now.say:
        yield tr("原来说“{say}”", say=was.say)
    for key, label, words in _WORDED:
        before, after = getattr(was, key), getattr(now, key)
        if before != after:
            yield tr(
                "{label}由“{was}”改为“{now}”", label=label, was=words[before], now=words[after]
            )
    if _orderfree(was.applies_when) != _orderfree(now.applies_when):
        yield tr(
            "由{was}改为{now}",
            was=condition(was.applies_when, old),
            now=condition(now.applies_when, new),
        )
    yield from _check_changes(was.check, now.check)
    if (was.clause, was.quote) != (now.clause, now.quote):
        yield tr("依据改为 {clause}“{quote}”", clause=now.clause, quote=now.quote)
    if was.note != now.note and now.note:
        yield tr("说明改为“{note}”", note=now.note)


_WORDED: tuple[tuple[str, str, Mapping[str, str]], ...] = (
    (
        "severity",
        tr("轻重"),
        {"block": tr("不符合就不能提交"), "warn": tr("只提醒"), "info": tr("提示")},
    ),
    (
        "kind",
        tr("做法"),
        {"auto": tr("程序判断"), "confirm": tr("人工确认"), "remind": tr("只提示")},
    ),
)


def _check_changes(was: BaseModel, now: BaseModel) -> Iterator[str]:
    before, after = was.model_dump(), now.model_dump()
    if before["op"] != after["op"]:
        yield tr(
            "检查的办法由“{before}”改为“{after}”",
            before=operation(before["op"]),
            after=operation(after["op"]),
        )
        return
    for key in after:
        if _orderfree(before[key]) != _orderfree(after[key]):
            yield tr(
                "{name}由{was}改为{now}",
                name=parameter(key),
                was=value_words(before[key]),
                now=value_words(after[key]),
            )


def _orderfree(value: object) -> object:
    if isinstance(value, (tuple, list)):
        return frozenset(map(repr, map(_orderfree, value)))
    if isinstance(value, dict):
        return frozenset((key, repr(_orderfree(one))) for key, one in value.items())
    return value
