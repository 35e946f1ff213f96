"""Help for whoever writes a pack: what is in it, and what of the notice it leaves out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.domain.wording import bare
from desktop.notices import names
from desktop.notices.judge import Read
from desktop.notices.pack import Pack, Regulation

MOST_OF_QUOTE = 25
"""A quote is a finger on the notice, not the notice: 引文不超过 25 字."""

_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
_SAYS = re.compile(r"[\u4e00-\u9fff].*[\u4e00-\u9fff].*[\u4e00-\u9fff].*[\u4e00-\u9fff]", re.DOTALL)
_PLACE = re.compile(r"\{\w+\}")
_ENOUGH = 6  # characters that two texts do not share by chance
_NUMBER = re.compile(r"\d+月\d+日|\d{2,}")
_YEAR = re.compile(r"(20[0-4]\d)(?=年|-|、|—)")


@dataclass(frozen=True, slots=True)
class Report:
    """What ``validate`` tells of a sound pack; ``hints`` are no errors, but worth a look.

    ``uncovered``: sentences of the notice's text that no quote touches.
    """

    counts: tuple[tuple[str, int], ...]
    hints: tuple[str, ...]
    sentences: int
    uncovered: tuple[str, ...]


def report(read: Read) -> Report:
    """The report on a pack that was read."""
    quotes = [source.quote for _, source in names.sources(read.pack) if source.quote]
    sentences = [s for s in sentences_of(read.text) if _SAYS.search(s)]
    texts = _fragments(read.pack)
    uncovered = tuple(
        s
        for s in sentences
        if not any(q in s or s in q for q in quotes) and not any(t in bare(s) for t in texts)
    )
    return Report(tuple(_counts(read)), tuple(_hints(read)), len(sentences), uncovered)


def _fragments(pack: Pack | Regulation) -> list[str]:
    """What prescribed texts say between their places: the notice's own sentences too."""
    if isinstance(pack, Regulation):
        return []
    parts = (bare(part) for text in pack.wording.values() for part in _PLACE.split(text))
    return [part for part in parts if len(part) >= _ENOUGH]


def sentences_of(text: str) -> list[str]:
    """The sentences of a notice's text, one a line or up to their full stop."""
    return [s.strip() for s in _SENTENCE.findall(text) if s.strip()]


def _counts(read: Read) -> Iterator[tuple[str, int]]:
    pack = read.pack
    kinds = Counter(rule.kind for rule in pack.rules)
    yield "规则", len(pack.rules)
    yield "　程序判断", kinds["auto"]
    yield "　人工确认", kinds["confirm"]
    yield "　只提示", kinds["remind"]
    if read.inherited:
        yield "　继承来的", sum(rule.id in read.inherited for rule in pack.rules)
    if isinstance(pack, Pack):
        yield "期限", len(pack.deadlines)
        yield "栏目", len(pack.columns)
        yield "附件栏目", len(pack.slots)
        yield "文书", len(pack.documents)
        yield "纸质材料", len(pack.papers)
        yield "固定文字", len(pack.wording)
        yield "问题", len(pack.questions)


def _hints(read: Read) -> Iterator[str]:
    for place, source in names.sources(read.pack):
        entry = getattr(source, "id", "") or getattr(source, "kind", "")
        where = " · ".join(str(step) for step in (place[0], entry) if step) if place else ""
        if not source.quote and (source.clause or place[:1] == ("rules",)):
            yield f"{where}：没有引文（quote）"
        if source.quote and not source.clause:
            yield f"{where}：没有条款号（clause）"
        if len(source.quote) > MOST_OF_QUOTE:
            yield f"{where}：引文有 {len(source.quote)} 字，写不超过 {MOST_OF_QUOTE} 字的一小句"
    if isinstance(read.pack, Pack):
        yield from _hints_of_notice(read, read.pack)


def _stale(read: Read, pack: Pack) -> Iterator[str]:
    whole = bare(read.text)
    for rule in pack.rules:
        if rule.id not in read.inherited:
            continue
        years = _YEAR.findall(rule.say)
        if old := _gone(rule.say, whole):
            yield f"rules · {rule.id}：继承来的提示里写着“{old}”，通知全文里没有，请核对 say"
        elif years and str(pack.year) not in years:
            yield f"rules · {rule.id}：继承来的提示里写着 {years[0]}，请核对年份"
    if not read.inherited:
        return
    for key, entries in (("columns", pack.columns), ("slots", pack.slots), ("papers", pack.papers)):
        for entry in entries:
            if old := _gone(entry.hint, whole):
                yield f"{key} · {entry.id}：提示里写着“{old}”，通知全文里没有，请核对 hint"


def _gone(say: str, whole: str) -> str:
    """A date or a longer number of a rule's sentence that the notice does not have."""
    return next((n for n in _NUMBER.findall(bare(say)) if n not in whole), "")


def _hints_of_notice(read: Read, pack: Pack) -> Iterator[str]:
    yield from _stale(read, pack)
    used = {getattr(rule.check, "slot", "") for rule in pack.rules}
    for rule in pack.rules:
        used |= {*getattr(rule.check, "slots", ()), *getattr(rule.check, "others", ())}
        used |= {getattr(rule.check, "certificate", "")}
        used |= set(getattr(rule.check, "of", ()))
    used |= {document.slot for document in pack.documents}
    for slot in pack.slots:
        if slot.id not in used and not slot.per:
            yield f"slots · {slot.id}：没有规则检查它"
    texts = pack.model_dump_json(include={"documents", "rules"})
    whole = bare(read.text)
    for key, text in pack.wording.items():
        strange = [p for p in _PLACE.split(text) if len(bare(p)) > 1 and bare(p) not in whole]
        if strange:
            yield f"wording · {key}：通知全文里没有“{strange[0][:30]}”，请逐字核对"
        if f'"{key}"' not in texts:
            yield f"wording · {key}：没有文书或规则用到它"
    for deadline in pack.deadlines:
        if not any(
            deadline.id in (getattr(r.check, key, "") for key in ("deadline", "closes", "until"))
            for r in pack.rules
        ):
            yield f"deadlines · {deadline.id}：没有规则检查它"
    if not pack.calendars and pack.publicity_workdays is not None:
        yield "calendars：没有写，公示的工作日数不出来（一般写 [national, xinjiang]）"
    yield from _unwritten(pack)


def _unwritten(pack: Pack) -> Iterator[str]:
    for rule in pack.rules:
        key = _TERMS.get(rule.check.op)
        if key and getattr(pack, key) in (None, ()):
            yield f"rules · {rule.id}：通知未写 {key}，{rule.check.op} 没有什么可对照"


_TERMS = {
    "workdays": "publicity_workdays",
    "resubmitted": "return_hours",
    "submissions": "submissions",
    "fee": "fees",
    "year_forms": "assessment",
    "grades": "assessment",
}
"""The key of the notice that a check goes by."""
