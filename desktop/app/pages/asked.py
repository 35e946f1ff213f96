"""What a notice can use of a case: the fields its rules, documents and questions refer to.

The pages of the wizard serve every notice. A field, section or list that is marked
``only_if_asked`` is shown where :func:`asked` names it (or where something is in it already), so
that 援疆 is asked under a notice that turns on it and nowhere else. Nothing is listed per notice:
it all follows from the pack.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from desktop.domain import wording
from desktop.domain.case import Case
from desktop.domain.conditions import FactName, When
from desktop.domain.lacking import PARTS, demands, types_of
from desktop.domain.notice import Notice, Rule
from desktop.domain.operations.attachments import SocialInsuranceMonths
from desktop.domain.operations.entries import Each
from desktop.domain.operations.papers import DocumentFields
from desktop.domain.stated import PLACES
from desktop.domain.terms import DocumentTerms, Question

_CLASSIFIED = (
    "items.*.classified",
    "items.*.declassified_by",
    "attachments.*.classified",
    "attachments.*.declassified_by",
)

FACTS: dict[FactName, tuple[str, ...]] = {
    "passed": ("track.passed_at",),
    "returned": ("track.returns",),
    "level": ("apply.level",),
    "apply_type": ("apply.type",),
    "specialty": ("apply.specialty",),
    "first_time": ("apply.first_time", "title.has"),
    "person_status": ("person.status",),
    "unit_kind": ("unit.kind",),
    "unit_tier": ("unit.tier",),
    "unit_registered": ("unit.platform_registered",),
    "enterprise": ("unit.kind",),
    "dispatched": ("unit.tier", "unit.dispatched_since"),
    "employer_changed": (
        "work",
        "title.obtained",
        "items.*.prev_employer",
        "attachments.*.previous_employer",
    ),
    "served_lt3": ("person.work_start",),
    "aid": ("aid.start", "aid.ongoing", "aid.sending_unit"),
    "si_status": ("si.status",),
    "has_title": ("title.has",),
    "title_place": ("title.place",),
    "title_basis": ("title.basis",),
    "has_qualification": ("quals.*",),
    "civil_transfer": ("civil_transfer.transferred",),
    "edu_tech": ("edu.*.level", "edu.*.kind"),
    "edu_inservice": ("edu.*.kind",),
    "chsi_found": ("edu.*.chsi",),
    "chsi_missing": ("edu.*.chsi",),
    "service": ("service.*",),
    "special_service": ("service.*",),
    "items": ("items.*.type",),
    "foreign_paper": ("items.*.language",),
    "probation": ("assess",),
    "has_classified": _CLASSIFIED,
    "by_mail": ("track.paper_mailed_at",),
    "defence_exempt": ("unit.county", "apply.level"),
    "defence_exempt_county": ("unit.county",),
}
"""Where each fact a rule can turn on is answered; ``service.*`` is all there is to an entry."""

_FACTS: Mapping[str, tuple[str, ...]] = {str(name): paths for name, paths in FACTS.items()}

CHECKS: dict[str, tuple[str, ...]] = {
    "education_map": ("edu.*.level", "edu.*.kind"),
    "covers_since": ("work",),
    "no_gaps": ("work",),
    "title_ladder": ("title.level", "title.place", "apply.level"),
    "unique_case": ("person.id_no", "apply.year"),
    "since": ("items.*.date",),
    "dated_by": ("items.*.date",),
    "one_thing_each": ("items.*.intro",),
    "no_vague_words": ("items.*.intro", "items.*.workload", "items.*.role", "work"),
    "not_classified": _CLASSIFIED,
    "no_unit_certificate": ("attachments.*.unit_certificate",),
    "mask_others": ("attachments.*.mask.others_covered",),
    "training": ("ce", "person.work_start"),
    "training_most": ("ce",),
    "year_forms": ("assess", "person.work_start"),
    "grades": ("assess",),
    "probation_grade": ("assess",),
    "social_insurance": ("si.status", "si.months"),
    "fee": ("track.fee",),
    "publicity_contents": ("pub.contents",),
    "resubmitted": ("track.returns",),
    "remarks_resolved": ("track.returns",),
    "submissions": ("track.submits",),
    "approvals": ("service.*",),
    "summary_no_identity": ("person.name", "unit.name", "unit.aliases", "work"),
}
"""What checks look at besides the fields they name."""

ROOT_OF_ANSWERS = "answers"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a notice can use.

    ``paths`` has entries written as ``*``, each path with what it lies in: ``items.*.witness.name``
    is there with ``items.*.witness`` and ``items``. ``types`` tells of which types of 业绩 a field
    of theirs is wanted; ``free`` are the paths that something wants whatever the type.
    """

    paths: frozenset[str]
    types: Mapping[str, frozenset[str]]
    free: frozenset[str]

    def __contains__(self, path: str) -> bool:
        return starred(path) in self.paths

    def of_type(self, path: str, kind: str) -> bool | None:
        """Whether the field at ``path`` is wanted of 业绩 of that type; None: nothing says so."""
        known = starred(path)
        if known not in self.types:
            return None
        return kind in self.types[known] or (None if known in self.free else False)


@dataclass(frozen=True, slots=True, eq=False)
class _Very:
    """A notice itself: another object of the same id may say something else."""

    notice: Notice

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Very) and other.notice is self.notice

    def __hash__(self) -> int:
        return id(self.notice)


def asked(notice: Notice) -> Asked:
    """What ``notice`` can use; reckoned once while it is in use, since eighty cases ask it."""
    return _asked(_Very(notice))


@lru_cache(maxsize=16)
def _asked(very: _Very) -> Asked:
    notice = very.notice
    known = leaves()
    found: set[str] = set()
    for path in set(_all(notice)):
        if path.endswith(".*"):
            found |= {leaf for leaf in known if leaf.startswith(path)}
        else:
            found.add(path)
    found |= set(_may_lack(notice, found))
    paths = frozenset(prefix for path in found for prefix in _prefixes(path))
    types: dict[str, frozenset[str]] = {}
    free = set(_beside_rules(notice))
    for rule in notice.rules:
        wanted = types_of(rule.check)
        free.update(_of_when(rule.applies_when))
        for path in _of_check(rule):
            if wanted:
                types[path] = types.get(path, frozenset()) | wanted
            else:
                free.add(path)
    return Asked(paths, types, frozenset(free))


def _may_lack(notice: Notice, found: set[str]) -> Iterator[str]:
    """Where 有没有 is answered: what the notice can use, and lets somebody have none of."""
    demanded = {kind for r in notice.rules if demands(r.check) for kind in types_of(r.check)}
    facts = {
        name for r in notice.rules if isinstance(r.applies_when, dict) for name in r.applies_when
    }
    roots = {path.partition(".")[0] for path in found}
    for part in PARTS:
        if part.type:
            asked_for = part.type in notice.achievement_types and part.type not in demanded
        else:
            asked_for = part.root in roots if part.root else not facts.isdisjoint(part.facts)
        if asked_for:
            yield part.path


def questions(notice: Notice, page: str) -> tuple[Question, ...]:
    """The notice's own questions that stand on ``page``; the unit's stand where the unit works."""
    return tuple(q for q in notice.questions if page_of_question(q) == page)


def page_of_question(question: Question) -> str:
    """The page a question stands on."""
    if question.by == "unit" and question.page not in UNIT_PAGES:
        return UNIT_PAGES[0]
    return question.page


UNIT_PAGES = ("publicity", "finish")
"""Where the unit works."""


def answer_path(path: str) -> str:
    """The field of a question that is named in short (``answers.ID``); else ``path``."""
    short = path.startswith("answers.") and path.count(".") == 1
    return f"{path}.value" if short else path


def starred(path: str) -> str:
    """``path`` with ``*`` for every entry's id: ``edu.k3f9.school`` is ``edu.*.school``."""
    keys: list[str] = []
    for key in path.split("."):
        keys.append("*" if ".".join(keys) in lists() else key)
    return ".".join(keys)


@cache
def leaves() -> frozenset[str]:
    """Every field of the case model."""
    return frozenset(path for path, is_list in _walk(Case, "") if not is_list)


@cache
def lists() -> frozenset[str]:
    """Every list of entries of the case model."""
    return frozenset(path for path, is_list in _walk(Case, "") if is_list)


def _walk(model: type[BaseModel], base: str) -> Iterator[tuple[str, bool]]:
    for name, info in model.model_fields.items():
        path = f"{base}{name}"
        kind: Any = info.annotation
        inner: Any = get_args(kind)[0] if get_origin(kind) is tuple else None
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from _walk(kind, f"{path}.")
        elif isinstance(inner, type) and issubclass(inner, BaseModel):
            yield path, True
            yield from _walk(inner, f"{path}.*.")
        elif not path.endswith("*.id"):
            yield path, False


def _prefixes(path: str) -> Iterator[str]:
    keys = path.split(".")
    for end in range(1, len(keys) + 1):
        yield ".".join(keys[:end])


def _all(notice: Notice) -> Iterator[str]:
    for rule in notice.rules:
        yield from _of_when(rule.applies_when)
        yield from _of_check(rule)
    yield from _beside_rules(notice)


def _beside_rules(notice: Notice) -> Iterator[str]:
    for document in notice.documents:
        yield from _of_document(document, notice)
    for question in notice.questions:
        yield f"{ROOT_OF_ANSWERS}.{question.id}"
    for terms in notice.training:
        if terms.exempt:
            yield "service.*"
        if terms.years is not None:
            yield "ce"
    if notice.assessment is not None:
        yield "assess"
    if notice.masking.kinds or not notice.summary.identity_allowed:
        yield from ("person.name", "unit.name")


def _of_when(when: When) -> Iterator[str]:
    for name in when if isinstance(when, dict) else (when,):
        yield from _FACTS.get(name, ())


def _of_check(rule: Rule) -> Iterator[str]:
    yield from CHECKS.get(rule.check.op, ())
    # What the check is told, not what its parameters are called.
    for value in rule.check.model_dump().values():
        yield from _named(value, _entries_of(rule))
    if isinstance(rule.check, DocumentFields):
        yield from (path for name in rule.check.fields for path in PLACES.get(name, ()))
        if rule.check.undisputed:
            yield "pub.objection"
    if isinstance(rule.check, SocialInsuranceMonths) and rule.check.contract:
        yield from ("si.contract.start", "si.contract.end")
    if isinstance(rule.check, Each):
        base = f"{rule.check.entries}.*."
        wanted = ("signed", "sealed", "endorsers")
        yield from (base + key for key in wanted if getattr(rule.check, key))


def _entries_of(rule: Rule) -> tuple[str, ...]:
    """The lists whose fields the check names without saying which list."""
    entries = getattr(rule.check, "entries", None)
    if isinstance(entries, str):
        return (entries,)
    return tuple(entries) if isinstance(entries, dict) else ("items",)


def _named(value: object, entries: tuple[str, ...]) -> Iterator[str]:
    """Every field of the case that is named anywhere in a check's parameters."""
    if isinstance(value, str):
        known = leaves()
        if value in known and "." in value:
            yield value
        yield from (path for name in entries if (path := f"{name}.*.{value}") in known)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _named(key, entries)
            yield from _named(inner, entries)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _named(inner, entries)


def _of_document(terms: DocumentTerms, notice: Notice) -> Iterator[str]:
    yield from _of_when(terms.applies_when)
    yield from (path for path in (terms.date, terms.after) if path)
    if terms.undisputed:
        yield "pub.objection"
    for piece in terms.content:
        dumped = piece.model_dump()
        if dumped.get("field"):
            yield dumped["field"]
        texts = [
            text
            for key, source in (("wording", notice.wording), ("draft", notice.drafts))
            if (text := source.get(dumped.get(key) or "", ""))
        ]
        rows = dumped.get("rows") or ()
        cells = [cell["place"] for row in rows for cell in row if cell["place"]]
        for place in (*_places(texts), *cells):
            yield from PLACES.get(place, ())
        if dumped.get("seal") == "supervisor":
            yield "supervisor.name"


def _places(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from wording.places(text)
