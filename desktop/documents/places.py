"""What a document states about a case: the places of its texts, and which of them are missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from desktop.documents.refusals import MissingFacts
from desktop.domain.case import Case
from desktop.domain.change import get
from desktop.domain.moments import chinese_day, day
from desktop.domain.terms import DocumentTerms
from desktop.domain.wording import fill, places

PLACES: Mapping[str, str] = {
    "name": "person.name",
    "gender": "person.gender",
    "ethnicity": "person.ethnicity",
    "politics": "person.politics",
    "id_no": "person.id_no",
    "title": "title.name",
    "series": "apply.series",
    "specialty": "apply.specialty",
    "level": "apply.level",
    "target": "apply.target",
    "unit": "unit.name",
    "supervisor": "supervisor.name",
    "start": "pub.start",
    "end": "pub.end",
    "office": "pub.office",
    "phone": "pub.phone",
    "days": "pub.days",
}
"""Place of a text → path of the fact that fills it."""

NO_TITLE = "无"
"""What stands for 现任职称 where the applicant has none."""

SUFFIXES = {"series": "系列", "specialty": "专业", "office": "办公室"}
"""Words the wording itself puts after a place: typed with the value they would stand twice."""

DATES = ("start", "end")


def require(case: Case, terms: DocumentTerms, paths: Iterable[str]) -> None:
    """Raise :class:`MissingFacts` unless all of ``paths`` is there."""
    wanted = dict.fromkeys(paths)
    missing = tuple(dict.fromkeys(filter(None, (_lacking(case, path) for path in wanted))))
    if missing:
        raise MissingFacts(terms.title, missing)


def _lacking(case: Case, path: str) -> str | None:
    """The path to fill in, or None where the fact is there."""
    if path == "title.name" and case.title.has is not True:
        return "title.has" if case.title.has is None else None
    value = get(case, path)
    if type(value) is int and value <= 0:
        return path
    if value is None or (isinstance(value, str) and not value.strip()):
        return path
    if path in (PLACES["start"], PLACES["end"], "pub.result_date", "pub.recommend_date"):
        return None if day(value) else path
    # 系列 alone names no series, though an office may well be called just 办公室.
    empty = {PLACES[place]: SUFFIXES[place] for place in ("series", "specialty")}
    return path if path in empty and value.strip() == empty[path] else None


def paths_of(*wordings: str) -> tuple[str, ...]:
    """Paths of the facts that these wordings state."""
    return tuple(PLACES[place] for wording in wordings for place in places(wording))


def facts(case: Case) -> dict[str, str]:
    """Every place with the text that fills it, as it is printed."""
    found = {place: str(get(case, path) or "").strip() for place, path in PLACES.items()}
    if case.title.has is False:
        found["title"] = NO_TITLE
    for place, suffix in SUFFIXES.items():
        found[place] = found[place].removesuffix(suffix) or found[place]
    for place in DATES:
        found[place] = chinese_day(found[place])
    return found


def stated(wording: str, known: Mapping[str, str]) -> str:
    """``wording`` with its places filled from :func:`facts`.

    Where a value is nothing but the word that the wording puts after it (an office that is called
    办公室), that word stands once.
    """
    for place, suffix in SUFFIXES.items():
        if known[place] == suffix:
            wording = wording.replace(f"{{{place}}}{suffix}", suffix)
    return fill(wording, known)
