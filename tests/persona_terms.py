"""What a notice asks of its applicants, read from its own rules and terms.

Nothing here knows a notice by name: which slots are to be filled, who signs, what a field should
say follows from the rules, so that the personas of a notice written tomorrow expand as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.domain import years
from desktop.domain.case import Case, Entry
from desktop.domain.facts import applies
from desktop.domain.notice import Notice, Rule
from desktop.domain.operations import Check
from desktop.domain.operations.attachments import SocialInsuranceMonths, YearForms
from desktop.domain.operations.entries import Distinct, Each
from desktop.domain.operations.fields import Choice
from desktop.domain.operations.masks import MaskDone
from desktop.domain.operations.papers import Approvals, Copied, OnPaper
from desktop.domain.operations.shape import Where
from desktop.domain.operations.words import PublicityContents
from desktop.domain.scene import Scene
from desktop.domain.terms import Slot

SLOT_KEYS = ("of", "slot", "slots", "certificate", "others")
"""Where a check names slots; ``contract`` is what does instead of the slot asked for."""


def slots_named(check: Check) -> frozenset[str]:
    """The slots a check wants files in."""
    if isinstance(check, MaskDone | OnPaper):
        return frozenset()
    told = vars(check)
    found = (told[key] for key in SLOT_KEYS if key in told)
    return frozenset(s for value in found for s in ([value] if isinstance(value, str) else value))


def naming(notice: Notice, slot: str) -> list[Rule]:
    """The rules that want files in a slot."""
    return [rule for rule in notice.rules if slot in slots_named(rule.check)]


def asked(rules: list[Rule], scene: Scene) -> bool:
    """Whether any of the rules applies to this applicant, now or at a later stage."""
    return any(applies(rule.applies_when, scene).answer != "no" for rule in rules)


def concerns(check: Each, entry: Entry) -> bool:
    """Whether a check of a list is about this entry."""
    spared = bool(check.unless) and _holds(check.unless, entry)
    return _holds(check.where, entry) and not spared


def in_doubt(check: Each, entry: Entry) -> bool:
    """Whether the notice leaves open what this entry is to have."""
    return bool(check.doubtful) and _holds(check.doubtful, entry)


def _holds(where: Where, entry: Entry) -> bool:
    def value(path: str) -> object:
        found: object = entry
        for key in path.split("."):
            found = getattr(found, key, None)
        return found

    return all(value(path) in values for path, values in where.items())


def for_entry(slot: Slot, entry: Entry, notice: Notice, scene: Scene) -> bool:
    """Whether an entry has files in a slot that is filled once for each of them."""
    if slot.types and getattr(entry, "type", "") not in slot.types:
        return False
    rules = naming(notice, slot.id)
    own = [(rule, rule.check) for rule in rules if isinstance(rule.check, Each)]
    if not own:
        return not rules or slot.per in ("items", "ce") or asked(rules, scene)
    wanting = [r for r, c in own if concerns(c, entry) and not in_doubt(c, entry)]
    return asked(wanting, scene)


def year_sides(slot: Slot, notice: Notice) -> tuple[str, ...]:
    """The named pages of a yearly form."""
    both = any(
        isinstance(r.check, YearForms) and r.check.both_sides for r in naming(notice, slot.id)
    )
    return slot.parts or (("正面", "反面") if both else ("",))


def contracts(notice: Notice) -> frozenset[str]:
    """The slots whose contract stands for 社保 where it may."""
    checks = (rule.check for rule in notice.rules)
    return frozenset(c.contract for c in checks if isinstance(c, SocialInsuranceMonths)) - {""}


def insured_slots(notice: Notice) -> frozenset[str]:
    """The slots that prove the months of 社保."""
    checks = (rule.check for rule in notice.rules)
    return frozenset(c.slot for c in checks if isinstance(c, SocialInsuranceMonths))


def months_wanted(notice: Notice) -> int:
    """The months of 社保 the notice wants."""
    checks = (rule.check for rule in notice.rules)
    return max((c.months for c in checks if isinstance(c, SocialInsuranceMonths)), default=6)


def wanted(notice: Notice, field: str) -> str:
    """What a field has to say, or to say among other things; "" where the notice leaves it open."""
    for rule in notice.rules:
        check = rule.check
        if isinstance(check, Choice) and check.field == field:
            return next(iter(check.one_of), check.contains)
    return ""


def contents(notice: Notice) -> tuple[str, ...]:
    """All that the posted 公示 has to say."""
    checks = (rule.check for rule in notice.rules)
    found = (c.items for c in checks if isinstance(c, PublicityContents))
    return tuple(dict.fromkeys(item for items in found for item in items))


def approvals(notice: Notice, level: str) -> tuple[str, ...]:
    """Everybody who signs the form of 专项工作."""
    checks = (rule.check for rule in notice.rules)
    found = [(*c.chain, *c.also.get(level, ())) for c in checks if isinstance(c, Approvals)]
    return tuple(dict.fromkeys(who for chain in found for who in chain)) or ("所在单位",)


def signers(notice: Notice, entry: Entry) -> tuple[str, ...]:
    """Everybody who signs the paper of an entry."""
    found = [c for r in notice.rules if isinstance(c := r.check, Each) and concerns(c, entry)]
    return tuple(dict.fromkeys(who for check in found for who in check.signed))


def endorsers(notice: Notice, entry: Entry) -> tuple[int, str]:
    """How many experts endorse an entry, and which title they hold."""
    found = [
        (c.endorsers, c.endorser_title)
        for r in notice.rules
        if isinstance(c := r.check, Each) and c.endorsers and concerns(c, entry)
    ]
    number, title = max(found, default=(3 if getattr(entry, "type", "") == "代表作" else 0, ""))
    return number, title or "高级工程师"


def year_questions(notice: Notice) -> frozenset[str]:
    """The questions by which the unit tells how many years of 继续教育 are wanted."""
    return frozenset(terms.count for terms in notice.training) - {""}


def condition_questions(notice: Notice) -> frozenset[str]:
    """The questions by which the unit tells how many conditions are to be met."""
    checks = (rule.check for rule in notice.rules)
    return frozenset(
        c.least for c in checks if isinstance(c, Distinct) and isinstance(c.least, str)
    )


def training_years(case: Case, notice: Notice, kind: str, told: int | None) -> tuple[int, ...]:
    """The years of certificates somebody has who has all that is wanted."""
    terms = [t for t in notice.training if t.kind == kind]
    level = case.apply.level
    if any(not t.levels or level in t.levels for t in terms if t.years):
        return years.training(case, notice, kind)
    counted = [t for t in terms if t.count]
    if not counted:
        return ()
    most = min((t.most for t in counted if t.most), default=5)
    number = most if told is None else min(told, most)
    return tuple(range(notice.year - number + 1, notice.year + 1))


def facts_asked(notice: Notice) -> frozenset[str]:
    """The facts that decide whether some rule applies."""
    whens = (rule.applies_when for rule in notice.rules)
    return frozenset(name for when in whens if isinstance(when, dict) for name in when)


def copies(notice: Notice) -> Iterator[tuple[Rule, Copied]]:
    """The rules of wording copied into a document, by kind of document."""
    return ((r, r.check) for r in notice.rules if isinstance(r.check, Copied))


COPIED_INTO = {
    "个人承诺书": "pledge",
    "承诺书": "pledge",
    "承诺语": "pledge",
    "真实性保证书空白处": "pledge",
    "复印件": "copy_stamp",
}
"""Kinds of documents by the names that some notice or other has for them."""


def document_named(notice: Notice, name: str) -> str:
    """The kind of document that is called so; "" where none is."""
    copied = {check.document for _, check in copies(notice)}
    if COPIED_INTO.get(name) in copied:
        return COPIED_INTO[name]
    alike = _alike([(d.title, d.kind) for d in notice.documents], name)
    return next(iter(alike), "")


def papers_named(notice: Notice, name: str) -> tuple[str, ...]:
    """The ids of papers that are called so."""
    papers = [(paper.title, paper.id) for paper in notice.papers]
    documents = [(document.title, document.kind) for document in notice.documents]
    return tuple(dict.fromkeys(_alike([*papers, *documents], name)))


def _alike(named: list[tuple[str, str]], name: str) -> list[str]:
    """Those called so, or else those whose name holds this one or is held by it."""
    same = [key for title, key in named if title == name]
    return same or [key for title, key in named if name in title or title in name]
