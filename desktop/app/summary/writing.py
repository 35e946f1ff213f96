"""What the person writing the 工作总结 is told: how much is missing, and what must not stand there.

Every number comes from the notice. The sentences here go with the text while it is being written;
the checklist's own come from :mod:`desktop.app.findings.messages`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from desktop.domain.case import Case
from desktop.domain.identity import SURE, MentionKind, mentions
from desktop.domain.notice import Notice
from desktop.domain.terms import SummaryTerms
from desktop.domain.wordcount import WordCount, count
from desktop.language import tr

Standing = Literal["empty", "short", "doubtful", "right", "long", "free"]

HOW_COUNTED = tr(
    "每个汉字、每个标点算 1 个字；连着的一串字母或数字（如“2023”“GPS”）算 1 个字；"
    "空格和换行不算。引号、破折号、省略号、间隔号，各种软件数法不一：这里两种都数，"
    "两种都在范围内才算符合。"
)

KIND_WORDS: dict[MentionKind, str] = {
    "name": tr("本人姓名"),
    "given_name": tr("本人的名"),
    "maybe_given_name": tr("可能是本人的名"),
    "unit": tr("工作单位"),
    "alias": tr("工作单位的别称"),
    "unit_core": tr("工作单位的字号"),
    "maybe_unit_core": tr("可能是工作单位的字号"),
    "previous_unit": tr("原工作单位"),
}


@dataclass(frozen=True, slots=True)
class Length:
    """How long the text is and what that means; ``share`` is the part of the maximum, from 0."""

    count: WordCount
    standing: Standing
    sentence: str
    wanted: str
    share: float


def wants_summary(notice: Notice) -> bool:
    """Whether the notice asks for a 工作总结 of the applicant's own at all."""
    checks = any(
        rule.check.op.startswith("summary_") or (rule.page == "summary" and rule.kind != "remind")
        for rule in notice.rules
    )
    written = any(
        piece.piece == "summary" for document in notice.documents for piece in document.content
    )
    terms = notice.summary
    return checks or written or bool(terms.topics) or terms.max is not None


def wanted(terms: SummaryTerms) -> str:
    """What the notice wants, in words; ``""`` where it says nothing."""
    if terms.min is not None and terms.max is not None:
        return tr("{min}—{max} 字", min=terms.min, max=terms.max)
    if terms.min is not None:
        return tr("不少于 {min} 字", min=terms.min)
    return tr("不超过 {max} 字", max=terms.max) if terms.max is not None else ""


def length(text: str, terms: SummaryTerms) -> Length:
    """Count ``text`` and hold it against the notice, by both ways of counting."""
    counted = count(text)
    standing, sentence = _standing(counted, terms)
    top = terms.max or terms.min
    share = counted.high / top if top else 0.0
    return Length(counted, standing, sentence, wanted(terms), share)


def _standing(n: WordCount, terms: SummaryTerms) -> tuple[Standing, str]:
    least, most = terms.min, terms.max
    if least is None and most is None:
        return "free", tr("通知未写字数。")
    if n.high == 0:
        return "empty", tr("需要 {wanted}", wanted=wanted(terms))
    if least is not None and n.high < least:
        return "short", tr("还差 {missing} 字", missing=least - n.high)
    if most is not None and n.low > most:
        return "long", tr("多出 {more} 字", more=n.low - most)
    if least is not None and n.low < least:
        return "doubtful", tr(
            "有的软件少数几个标点，按它还差 {missing} 字，再写几个字更稳妥", missing=least - n.low
        )
    if most is not None and n.high > most:
        return "doubtful", tr(
            "有的软件多数几个标点，按它多出 {more} 字，删几个字更稳妥", more=n.high - most
        )
    return "right", tr("字数已符合")


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in the text to look at: whom it names, or what is vague about it.

    ``sure`` is what the notice forbids; the rest wants a look. ``paragraph`` counts from 1,
    ``before`` and ``after`` are what stands around it.
    """

    start: int
    end: int
    sure: bool
    what: str
    found: str
    paragraph: int
    before: str
    after: str


def hits(text: str, case: Case, terms: SummaryTerms) -> tuple[Hit, ...]:
    """Where the text names whom it must not; nothing where the notice allows it."""
    if terms.identity_allowed:
        return ()
    return tuple(
        placed(text, found.start, found.end, KIND_WORDS[found.kind], sure=found.kind in SURE)
        for found in mentions(text, case)
    )


def paragraph(text: str, at: int) -> int:
    """In which paragraph ``at`` stands, from 1; empty lines are none."""
    line = text.rfind("\n", 0, at) + 1
    return sum(1 for one in text[:line].split("\n") if one.strip()) + 1


def placed(text: str, start: int, end: int, what: str, *, sure: bool) -> Hit:
    """``text[start:end]`` as a place to look at."""
    line = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    return Hit(
        start,
        end,
        sure,
        what,
        " ".join(text[start:end].split()),
        paragraph(text, start),
        text[max(line, start - 8) : start],
        text[end : min(stop, end + 8)],
    )
