"""Checks of the documents: their facts, signatures, seals, dates and copied wording."""

from __future__ import annotations

from desktop.domain import moments
from desktop.domain.case import PaperState
from desktop.domain.operations import Copied, DocumentFields, Signed
from desktop.domain.scene import Outcome, Scene, blank, fails, ok, waits, worst
from desktop.domain.wording import first_difference, same

_ONLY_WITH_TITLE = frozenset({"title.name", "title.level", "title.obtained"})


def document(check: DocumentFields, scene: Scene) -> Outcome:
    """A document's facts are there; its paper is sealed, dated late enough and undisputed."""
    title = scene.title_of(check.document)
    found: list[Outcome] = []
    paths = [_asked(path, scene) for path in check.fields]
    empty = tuple(dict.fromkeys(path for path in paths if path and blank(scene.value(path))))
    if empty:
        found.append(scene.empty(*empty))
    if check.undisputed:
        found.append(_undisputed(scene))
    if check.date and check.after:
        found.append(_dated(check.date, check.after, scene))
    if check.sealed:
        found.append(_sealed(check.document, title, scene.paper(check.document)))
    return worst(found)


def _asked(path: str, scene: Scene) -> str:
    """The field to look at for ``path``: without a title its name is printed as 无."""
    has = scene.case.title.has
    if path not in _ONLY_WITH_TITLE or has:
        return path
    return "title.has" if has is None else ""


def _undisputed(scene: Scene) -> Outcome:
    """No objection; once the period is over that has to be answered."""
    pub = scene.case.pub
    if pub.objection:
        return fails("objection", "pub.objection")
    end = moments.instant(pub.end)
    if pub.objection is None and end is not None and end.last < scene.now:
        return waits("unanswered", "pub.objection")
    return ok()


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


def _sealed(kind: str, title: str, paper: PaperState | None) -> Outcome:
    if paper is None or paper.sealed is None:
        return waits("paper_seal_unknown", f"papers.{kind}.sealed", document=title)
    if not paper.sealed:
        return fails("paper_seal_missing", f"papers.{kind}.sealed", document=title)
    return ok()


def signed(check: Signed, scene: Scene) -> Outcome:
    """The paper bears every signature and, where wanted, the seal."""
    title, paper = scene.title_of(check.document), scene.paper(check.document)
    path = f"papers.{check.document}.signed"
    who = "、".join(check.who)
    if paper is None or (not paper.signed and paper.sealed is None):
        return waits("sign_unknown", path, document=title, who=who)
    found: list[Outcome] = []
    lacking = [person for person in check.who if person not in paper.signed]
    if lacking:
        found.append(fails("sign_missing", path, document=title, who="、".join(lacking)))
    if check.sealed:
        found.append(_sealed(check.document, title, paper))
    return worst(found)


def copied(check: Copied, scene: Scene) -> Outcome:
    """A text copied by hand to the letter, with what the notice wants on it, scanned."""
    title, paper = scene.title_of(check.document), scene.paper(check.document)
    wording = scene.notice.wording[check.wording]
    path = f"papers.{check.document}"
    found: list[Outcome] = []
    if paper is not None:
        if paper.text and not same(paper.text, wording):
            wrote, should = first_difference(paper.text, wording)
            found.append(fails("text_differs", f"{path}.text", wrote=wrote, should=should))
        if paper.handwritten is False:
            found.append(fails("not_handwritten", f"{path}.handwritten", document=title))
        if paper.fingerprint is False and scene.notice.document(check.document).fingerprint:
            found.append(fails("no_fingerprint", f"{path}.fingerprint", document=title))
    if not scene.files(check.slot):
        found.append(scene.missing([check.slot]))
    return worst(found)
