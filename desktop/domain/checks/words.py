"""Checks of the 工作总结 and of what the posted 公示 says."""

from __future__ import annotations

from desktop.domain.identity import SURE, mentions
from desktop.domain.operations import (
    PublicityContents,
    SummaryLength,
    SummaryNoIdentity,
    SummaryTopics,
)
from desktop.domain.scene import Outcome, Scene, doubts, fails, ok
from desktop.domain.terms import LabelledPiece
from desktop.domain.wordcount import count

_TEXT = "summary.text"


def summary_length(_check: SummaryLength, scene: Scene) -> Outcome:
    """字数 within the notice's limits by every way of counting; where they differ, in doubt."""
    text, terms = scene.case.summary.text, scene.notice.summary
    if not text.strip():
        return scene.empty(_TEXT)
    counted = count(text)
    facts: dict[str, str | int] = {"n": counted.high, "nonblank": counted.nonblank}
    if terms.min is not None and counted.nonblank < terms.min:
        by = terms.min - counted.high
        return fails("summary_short", _TEXT, wanted=terms.min, by=by).telling(facts)
    if terms.max is not None and counted.low > terms.max:
        by = counted.high - terms.max
        return fails("summary_long", _TEXT, wanted=terms.max, by=by).telling(facts)
    if (terms.min is not None and counted.low < terms.min) or (
        terms.max is not None and counted.nonblank > terms.max
    ):
        return doubts("summary_disputed", _TEXT, low=counted.low).telling(facts)
    return ok("ok_length").telling(facts)


def summary_topics(_check: SummaryTopics, scene: Scene) -> Outcome:
    """The topics wanted are ticked one by one, or the whole is confirmed."""
    summary = scene.case.summary
    if not summary.text.strip():
        return scene.empty(_TEXT)
    left = [topic for topic in scene.notice.summary.topics if topic not in summary.topics]
    return ok("topics_open", names="、".join(left)) if left else ok(settled=True)


def summary_no_identity(_check: SummaryNoIdentity, scene: Scene) -> Outcome:
    """Neither the applicant nor the unit is named; earlier units and doubtful words only warn."""
    text = scene.case.summary.text
    unknown = tuple(path for path in ("person.name", "unit.name") if not scene.text(path))
    if not text.strip():
        return scene.empty(_TEXT)
    found = mentions(text, scene.case)
    sure = [hit for hit in found if hit.kind in SURE]
    hits = sure or found
    if hits:
        words = "、".join(
            dict.fromkeys(f"“{' '.join(text[hit.start : hit.end].split())}”" for hit in hits)
        )
        first = hits[0]
        where = text[max(first.start - 8, 0) : first.end + 8].replace("\n", " ")
        if sure:
            return fails("names_identity", _TEXT, words=words, n=len(hits), where=where)
        reason = "names_other_unit" if first.kind == "previous_unit" else "may_name_identity"
        return doubts(reason, _TEXT, words=words, n=len(hits), where=where)
    return scene.empty(*unknown) if unknown else ok()


def publicity_contents(check: PublicityContents, scene: Scene) -> Outcome:
    """The posted text has its paragraph, and it says all that the notice asks of it."""
    path = "pub.achievement_text"
    written = _stands_in_a_document(path, scene)
    if written and not scene.case.pub.achievement_text.strip():
        return scene.empty(path)
    contents = scene.case.pub.contents
    lacking = [item for item in check.items if item not in contents]
    if not lacking:
        return ok()
    if not contents and not scene.finished:
        return scene.empty("pub.contents")
    paths = ("pub.contents", path) if written else ("pub.contents",)
    return fails("contents_missing", *paths, names="、".join(lacking))


def _stands_in_a_document(path: str, scene: Scene) -> bool:
    return any(
        isinstance(piece, LabelledPiece) and piece.field == path
        for document in scene.notice.documents
        for piece in document.content
    )
