"""Checks of the documents and of what is handed in on paper."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain import moments
from desktop.domain.case import PaperState
from desktop.domain.checks.times import undisputed
from desktop.domain.finding import Verdict
from desktop.domain.operations import Approvals, ByHand, Copied, DocumentFields, OnPaper
from desktop.domain.scene import Outcome, Scene, blank, fails, ok, waits, worst
from desktop.domain.stated import STATED
from desktop.domain.terms import DocumentTerms, PaperTerms
from desktop.domain.vocabulary import TRAINING_OF_BACKBONE
from desktop.domain.wording import first_difference, same

_ONLY_WITH_TITLE = frozenset({"title.name", "title.level", "title.obtained"})


def document(check: DocumentFields, scene: Scene) -> Outcome:
    """A document's facts are there; its paper is signed, sealed, dated late enough, undisputed."""
    terms = scene.notice.document(check.document)
    found: list[Outcome] = []
    empty = tuple(dict.fromkeys(path for name in check.fields for path in _lacking(name, scene)))
    if empty:
        found.append(scene.empty(*empty))
    if check.undisputed:
        answer = undisputed(scene)
        found += [] if answer.verdict is Verdict.OPEN else [answer]
    if terms.date and terms.after:
        found.append(_dated(terms.date, terms.after, scene))
    for other in (check.document, *check.likewise):
        found += _borne(check, scene.notice.document(other), scene.paper(other))
    if check.at_hand:
        papers = scene.notice.papers
        found += [_handed_in(paper, scene) for paper in papers if paper.id == check.document]
    return worst(found)


def _borne(check: DocumentFields, terms: DocumentTerms, paper: PaperState | None) -> list[Outcome]:
    """What a paper bears of the signatures and the seal."""
    found = [_signed(terms, paper)] if check.signed else []
    # A paper nobody has spoken of is asked about once.
    if check.sealed and not (check.signed and _unknown(paper)):
        found.append(_sealed(terms, paper))
    return found


def _lacking(name: str, scene: Scene) -> tuple[str, ...]:
    """The fields to fill in for a field or a stated name; 无 is printed where there is no title."""
    stated = STATED.get(name)
    if stated is not None:
        return stated.lacking(scene.case, scene.now)
    has = scene.case.title.has
    if name in _ONLY_WITH_TITLE and not has:
        return ("title.has",) if has is None else ()
    return (name,) if blank(scene.value(name)) else ()


def _dated(path: str, after: str, scene: Scene) -> Outcome:
    value = scene.text(path)
    if not value:
        return scene.empty(path)
    at, end = moments.day(value), moments.day(scene.text(after))
    if at is None:
        return fails("unreadable", path, value=value)
    if end is not None and at <= end:
        return fails(
            "date_not_after",
            path,
            date=moments.chinese_day(value),
            end=moments.chinese_day(scene.text(after)),
        )
    return ok()


def _unknown(paper: PaperState | None) -> bool:
    return paper is None or (not paper.signed and paper.sealed is None)


def _signed(terms: DocumentTerms, paper: PaperState | None) -> Outcome:
    path = f"papers.{terms.kind}.signed"
    if paper is None or _unknown(paper):
        return waits("sign_unknown", path, document=terms.title, who="、".join(terms.sign))
    lacking = [person for person in terms.sign if person not in paper.signed]
    if not lacking:
        return ok()
    return fails("sign_missing", path, document=terms.title, who="、".join(lacking))


def _sealed(terms: DocumentTerms, paper: PaperState | None) -> Outcome:
    path = f"papers.{terms.kind}.sealed"
    if paper is None or paper.sealed is None:
        return waits("paper_seal_unknown", path, document=terms.title)
    if not paper.sealed:
        return fails("paper_seal_missing", path, document=terms.title)
    return ok()


def copied(check: Copied, scene: Scene) -> Outcome:
    """A text copied by hand to the letter, with what the notice wants on it, scanned."""
    terms, paper = scene.notice.document(check.document), scene.paper(check.document)
    path = f"papers.{check.document}"
    found: list[Outcome] = []
    if paper is not None:
        if paper.text.strip():
            found.append(_to_the_letter(paper.text, check.wording, f"{path}.text", scene))
        if paper.handwritten is False and terms.handwritten:
            found.append(fails("not_handwritten", f"{path}.handwritten", document=terms.title))
        if paper.fingerprint is False and terms.fingerprint:
            found.append(fails("no_fingerprint", f"{path}.fingerprint", document=terms.title))
    if check.slot and not scene.files(check.slot):
        found.append(scene.missing([check.slot]))
    return worst(found)


def _to_the_letter(text: str, wording: str, path: str, scene: Scene) -> Outcome:
    wanted, lacking = scene.wording(wording)
    if lacking:
        return scene.empty(*lacking)
    if same(text, wanted):
        return ok()
    wrote, should = first_difference(text, wanted)
    return fails("text_differs", path, wrote=wrote, should=should)


def by_hand(check: ByHand, scene: Scene) -> Outcome:
    """The paper is not printed, as far as is known; the person confirms it."""
    paper = scene.paper(check.document)
    if paper is None or paper.handwritten is not False:
        return ok()
    title = scene.notice.document(check.document).title
    return fails("not_handwritten", f"papers.{check.document}.handwritten", document=title)


def on_paper(check: OnPaper, scene: Scene) -> Outcome:
    """Originals and copies are at hand, or one paper that does instead of them all."""
    terms = {paper.id: paper for paper in scene.notice.papers}
    if check.instead and _at_hand(terms.get(check.instead), scene.paper(check.instead)):
        return ok()
    found = [_handed_in(terms[paper], scene) for paper in check.of if paper in terms]
    return worst(found)


def _at_hand(terms: PaperTerms | None, state: PaperState | None) -> bool:
    return state is not None and state.originals >= ((terms and terms.originals) or 1)


def _handed_in(terms: PaperTerms, scene: Scene) -> Outcome:
    state, path = scene.paper(terms.id), f"papers.{terms.id}"
    if terms.originals is None and terms.copies is None:
        return _at_least_one(terms, state)
    wanted = (("原件", "originals", terms.originals or 0), ("复印件", "copies", terms.copies or 0))
    if state is None:
        names = "、".join(f"{name} {n} 份" for name, _, n in wanted if n)
        return waits("paper_unknown", f"{path}.originals", document=terms.title, names=names)
    short = [
        (name, field, n - getattr(state, field))
        for name, field, n in wanted
        if getattr(state, field) < n
    ]
    if not short:
        return ok()
    names = "、".join(f"{name} {n} 份" for name, _, n in short)
    return fails(
        "paper_short",
        *(f"{path}.{field}" for _, field, _ in short),
        document=terms.title,
        names=names,
    )


def _at_least_one(terms: PaperTerms, state: PaperState | None) -> Outcome:
    """Of what is handed in in a number the notice leaves unsaid, there is something."""
    path = f"papers.{terms.id}.originals"
    if state is None:
        return waits("paper_unknown", path, document=terms.title, names=" 1 份")
    if state.originals + state.copies:
        return ok()
    return fails("paper_short", path, document=terms.title, names=" 1 份")


def approvals(check: Approvals, scene: Scene) -> Outcome:
    """Everybody in the chain has approved the form of each 专项工作."""
    chain: Sequence[str] = (*check.chain, *check.also.get(scene.case.apply.level, ()))
    title = scene.title_of(check.document)
    found: list[Outcome] = []
    for entry in scene.case.service:
        if not entry.kind or entry.kind == TRAINING_OF_BACKBONE:
            continue
        lacking = [office for office in chain if office not in entry.signed]
        if lacking:
            answer = fails if entry.signed or scene.finished else waits
            who = "、".join(lacking)
            path = f"service.{entry.id}.signed"
            found.append(answer("approval_missing", path, document=title, who=who))
    return worst(found)
