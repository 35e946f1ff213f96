"""What the unit does, what is posted and handed in, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from desktop.app.notices.installed import notice as load_notice
from desktop.domain import moments
from desktop.domain.case import (
    Case,
    PaperState,
    Publicity,
    Remark,
    Return,
    Submission,
    Supervisor,
    Tick,
    Track,
    UnitAudit,
)
from desktop.domain.derived import publicity_days
from desktop.domain.facts import applies
from desktop.domain.notice import Notice
from desktop.domain.operations.fields import Verbatim
from desktop.domain.scene import Scene
from desktop.domain.terms import DocumentTerms
from desktop.domain.wording import fill, places
from desktop.errors import UserError
from tests import persona_terms as terms
from tests.persona_told import COUNTED, Slip, Told

FIELDS = {
    "思想政治条件": "pub.political_text",
    "业绩成果": "pub.achievement_text",
    "反映办公室": "pub.office",
    "监督电话": "pub.phone",
    "起始日": "pub.start",
    "截止日": "pub.end",
}
"""What a posted notice may lack that is a field of its own."""

OPINIONS = {
    "单位意见": "unit_audit.opinion_text",
    "单位审核意见": "unit_audit.opinion_text",
    "主管单位意见": "supervisor.opinion_text",
}
"""Wording written into a field, by the name of its document."""

SUBMITTED_TO = {"submit_count": "单位", "committee_submit_count": "评委会"}


def publicity(told: Told, now: datetime, notice: Notice) -> Publicity:
    """The dates told, or a period still to come, long enough; its result the day after."""
    audited = moments.instant(str(told.get("unit_audit_at", "")))
    usual = max(now, audited.last if audited else now).date() + timedelta(days=1)
    first = moments.day(told["start"]) if told.get("start") else usual
    assert first is not None  # told days have been looked at
    wanted = notice.publicity_workdays or 5
    last = moments.day(told["end"]) if told.get("end") else _last(first, wanted, notice)
    assert last is not None
    result = str(told.get("result_date", (last + timedelta(days=1)).isoformat()))
    length = publicity_days(first.isoformat(), last.isoformat(), notice.calendar)
    return Publicity(
        start=first.isoformat(),
        end=last.isoformat(),
        office="人事",
        phone="09962000000",
        political_text="政治立场坚定，遵守职业道德，从业行为规范",
        achievement_text="近五年完成设计和成效调查，本人主持外业并编写报告",
        contents=tuple(x for x in terms.contents(notice) if x not in (told.get("missing") or ())),
        photo=True,
        objection=told.get("objection", False),
        days=length.workdays_with_first if length else wanted,
        result_date=result,
        recommend_date=result,
    )


def _last(first: date, workdays: int, notice: Notice) -> date:
    # Without a calendar two weeks hold five working days, holidays and all.
    return notice.calendar.after(first, workdays) or first + timedelta(days=14)


def unsaid(told: Told, notice: Notice, others: frozenset[str]) -> list[str]:
    """The fields a posted notice lacks; ``others`` are contents that other notices ask for."""
    missing = told.get("pub", {}).get("missing") or ()
    known = {*terms.contents(notice), *FIELDS, *others}
    if strange := sorted(set(missing) - known):
        raise Slip(f"pub.missing：公示里没有这样的内容：{strange}")
    return [FIELDS[x] for x in missing if x in FIELDS and x not in terms.contents(notice)]


def audit(told: Told, pub: Publicity, now: datetime) -> UnitAudit:
    """单位审核: before the period and before now, where no date is told."""
    start = moments.day(pub.start)
    before = min(start or now.date(), now.date()) - timedelta(days=1)
    return UnitAudit(
        at=str(told.get("unit_audit_at", before.isoformat())),
        items=("漏项", "真实", "准确", "完整", "时效"),
        opinion_handwritten=True,
        leader_name="赵立人",
        discipline_leader_name="周纪检",
    )


def supervisor() -> Supervisor:
    """主管单位: has done what it has to."""
    return Supervisor(
        name="某主管单位", opinion_handwritten=True, sealed=True, pub_certificate=True
    )


def papers(scene: Scene, told: Told) -> Iterator[PaperState]:
    """Every document and paper the notice wants of this applicant, in the numbers it wants."""
    notice = scene.notice
    gone = {paper for name in told.get("paper_missing") or () for paper in _named(name, notice)}
    made = {p: how for name, how in _otherwise(told) for p in _named(name, notice)}
    number = {paper.id: paper for paper in notice.papers}
    documents = {document.kind: document for document in notice.documents}
    for kind in dict.fromkeys((*documents, *number)):
        paper, document = number.get(kind), documents.get(kind)
        if document and applies(document.applies_when, scene).answer == "no":
            continue
        wanted = (document.copies if document else None) or 1
        originals = paper.originals if paper and paper.originals is not None else wanted
        state: Told = {
            "id": kind,
            "kind": document.title if document else paper.title if paper else kind,
            "originals": 0 if kind in gone else originals,
            "copies": 0 if kind in gone or not paper else paper.copies or 0,
        }
        yield PaperState(**state | _made(document, told.get("pub", {})) | made.get(kind, {}))


def _named(name: str, notice: Notice) -> tuple[str, ...]:
    found = terms.papers_named(notice, name)
    if not found and name not in {n for slot in notice.slots for n in (slot.id, slot.title)}:
        raise Slip(f"paper_missing：没有这样的纸质材料：{name}")
    return found


def _otherwise(told: Told) -> Iterator[tuple[str, Told]]:
    """How papers are made that are not made as they should be."""
    for name, how in (told.get("papers") or {}).items():
        if strange := sorted(set(how) - {"signed", "sealed", "handwritten", "fingerprint"}):
            raise Slip(f"不认识的键 papers.{name}：{strange}")
        yield str(name), {k: tuple(v) if k == "signed" else v for k, v in how.items()}


def _made(document: DocumentTerms | None, pub: Told) -> Told:
    """How a document's paper has been made; of the posted one the persona may tell otherwise."""
    if document is None:
        return {}
    posted = document.kind == "publicity"
    return {
        "handwritten": document.handwritten or document.all_by_hand or None,
        "signed": tuple(pub.get("signed", document.sign) if posted else document.sign),
        "sealed": pub.get("sealed", document.seal) if posted else document.seal,
        "fingerprint": document.fingerprint or None,
    }


def worded(case: Case, told: Told, notice: Notice) -> Case:
    """The case with every prescribed wording as it should be, or as the persona has it."""
    told_of = {name: _literal(text, case, notice) for name, text in _wording(told).items()}
    texts = {where: text for name, text in told_of.items() for where in _where(name, notice)}
    changes: dict[str, dict[str, str]] = {"unit_audit": {}, "supervisor": {}}
    for rule in notice.rules:
        if isinstance(rule.check, Verbatim):
            part, _, key = rule.check.field.partition(".")
            usual = _filled(notice.wording[rule.check.wording], case)
            changes.setdefault(part, {})[key] = texts.get(rule.check.field, usual)
    copied = {c.document: _filled(notice.wording[c.wording], case) for _, c in terms.copies(notice)}
    copied |= {where: text for where, text in texts.items() if "." not in where}
    update: dict[str, Any] = {
        part: getattr(case, part).model_copy(update=fields) for part, fields in changes.items()
    }
    update["papers"] = tuple(
        paper.model_copy(update={"text": copied.get(paper.id, "")}) for paper in case.papers
    )
    if not update["unit_audit"].opinion_text:
        # A notice without wording for it: the unit has passed the case in words of its own.
        done = {"opinion_text": texts.get("unit_audit.opinion_text", "同意推荐")}
        update["unit_audit"] = update["unit_audit"].model_copy(update=done)
    return case.model_copy(update=update)


def _wording(told: Told) -> dict[str, str]:
    return {name: str(text) for name, text in (told.get("wording") or {}).items()}


def _where(name: str, notice: Notice) -> tuple[str, ...]:
    """The field or the kinds of document in which the wording of that name stands."""
    if name in OPINIONS:
        return (OPINIONS[name],)
    found = terms.document_named(notice, name)
    if not found:
        raise Slip(f"wording：没有这样的文书：{name}")
    return (found,)


def _literal(text: str, case: Case, notice: Notice) -> str:
    """The text itself, or the one a notice has under a name (``W.BM24.pledge``)."""
    if not text.startswith("W."):
        return text
    pack, _, key = text[2:].partition(".")
    try:
        own = notice if pack == notice.id else load_notice(pack)
    except UserError as error:
        raise Slip(f"wording：没有这份通知：{text}") from error
    found = own.wording.get(key, own.wording.get(f"{key}_body"))
    if found is None:
        raise Slip(f"wording：{pack} 没有这段文字：{text}")
    return _filled(found, case)


def _filled(text: str, case: Case) -> str:
    """Prescribed wording with its places filled; those nobody knows stay as they are."""
    facts = {
        "name": case.person.name,
        "unit": case.unit.name,
        "series": case.apply.series,
        "specialty": case.apply.specialty,
        "level": case.apply.level,
        "target": case.apply.target,
    }
    return fill(text, {place: f"{{{place}}}" for place in places(text)} | facts)


def track(told: Told, notice: Notice) -> Track:
    """What became of the case; submissions told by their number, a return by its moment.

    Whoever is told to have paid has paid what the notice charges, where no sum is told.
    """
    apply: Told = told["apply"]
    given: Told = dict(told.get("track", {}))
    if given.get("paid_at"):
        fees = {(fee.type, fee.level): fee.yuan for fee in notice.fees}
        given.setdefault("fee", fees.get((apply["type"], apply["level"])))
    of_its_own = {k: v for k, v in given.items() if k in Track.model_fields}
    first = str(given.get("first_submit_at", ""))
    submits = [
        Submission(id=f"{key}{n}".replace("_", "-"), at=first, to=to)
        for key, to in SUBMITTED_TO.items()
        for n in range(given.get(key, 0))
    ]
    returns: tuple[Return, ...] = ()
    if at := str(given.get("last_return_at", "")):
        again = str(given.get("resubmit_at", ""))
        left = given.get("opinions_open", 0)
        done = Remark(id="remark-done", text="请补正", resolved_at=again or at)
        open_ = (Remark(id=f"remark{n}", text="请补正") for n in range(left))
        returns = (Return(id="return1", at=at, remarks=(done, *open_), resubmitted_at=again),)
    texts: Told = {k: v if k in COUNTED else str(v) for k, v in of_its_own.items()}
    return Track(**texts, submits=tuple(submits), returns=returns)


def ticks(told: Told, notice: Notice) -> Iterator[Tick]:
    """Every confirmation but those told."""
    confirmed = [rule.id for rule in notice.rules if rule.kind == "confirm"]
    prefix = f"{notice.id}."
    unticked = {prefix + str(r).removeprefix(prefix) for r in told.get("unticked") or ()}
    if strange := sorted(unticked - set(confirmed)):
        raise Slip(f"unticked：不是人工确认的规则：{strange}")
    for n, rule in enumerate(confirmed, 1):
        if rule not in unticked:
            yield Tick(id=f"tick{n}", rule=rule, at=str(told["as_of"]))
