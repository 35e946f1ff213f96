"""Hints and choices that the notice itself gives: the page tables hold none of its words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from desktop.app.pages.form import Source, Told
from desktop.domain.case import Case
from desktop.domain.lacking import PARTS, said
from desktop.domain.notice import Notice
from desktop.domain.operations.attachments import SlotExclusive, SocialInsuranceMonths
from desktop.domain.operations.entries import Each, NoUnitCertificate
from desktop.domain.operations.fields import Choice
from desktop.domain.operations.papers import Approvals
from desktop.domain.operations.shape import Operation
from desktop.domain.operations.times import MonthsSince
from desktop.domain.operations.words import PublicityContents
from desktop.domain.vocabulary import NOT_THERE, SERVICE_KINDS, TRAINING_OF_BACKBONE

Op = TypeVar("Op", bound=Operation)


def checks(notice: Notice, kind: type[Op]) -> Iterator[Op]:
    """The checks of one operation, in the order of the rules."""
    return (rule.check for rule in notice.rules if isinstance(rule.check, kind))


def choices_of(notice: Notice, path: str) -> Iterator[Choice]:
    """The choices the notice sets for the field at ``path``."""
    return (check for check in checks(notice, Choice) if check.field == path)


def allowed(path: str, among: tuple[str, ...] = ()) -> Source:
    """What the notice allows at ``path``; where it says nothing, ``among``."""

    def source(_case: Case, notice: Notice) -> tuple[str, ...]:
        said = [word for check in choices_of(notice, path) for word in check.one_of]
        return tuple(dict.fromkeys(said)) or among

    return source


def with_words(hint: str, path: str) -> Told:
    """``hint``, and what the notice wants chosen at ``path``, or excludes there."""

    def told(_case: Case, notice: Notice) -> str:
        said = [hint] if hint else []
        for check in choices_of(notice, path):
            if check.contains:
                said.append(f"按通知，选“{check.contains}”。")
            if check.none_of:
                said.append(f"按通知，{'、'.join(check.none_of)}的不能申报。")
        return "".join(dict.fromkeys(said))

    return told


def target_told(_case: Case, notice: Notice) -> str:
    """How the title applied for is written; engineers only where engineers are meant."""
    examples = "，例如：高级工程师、工程师" if "工程" in notice.series else "，和平台上选的一样"
    return f"写全称，文书里要用{examples}。"


def receivers(case: Case, notice: Notice) -> tuple[str, ...]:
    """The offices that may receive the materials: the county's, as the notice calls them."""
    named = [check.contains for check in choices_of(notice, "platform.receiver") if check.contains]
    counties = dict.fromkeys((*filter(None, (case.unit.county,)), *notice.counties))
    return tuple(f"{county}{office}" for office in named for county in counties) or tuple(named)


def signers(_case: Case, notice: Notice) -> tuple[str, ...]:
    """Who signs the form of 专项工作, as the notice calls them."""
    named: list[str] = []
    for check in checks(notice, Approvals):
        named += [*check.chain, *(who for more in check.also.values() for who in more)]
    return tuple(dict.fromkeys(named)) or ("单位",)


def entry_signers(_case: Case, notice: Notice) -> tuple[str, ...]:
    """Who signs the paper of a 业绩, as the notice calls them."""
    named = [who for check in checks(notice, Each) for who in check.signed]
    return tuple(dict.fromkeys(named)) or ("单位负责人",)


def achievement_types(among: tuple[str, ...]) -> Source:
    """The 业绩 the notice asks for, what there is none of left out; not listed, ``among``."""

    def source(case: Case, notice: Notice) -> tuple[str, ...]:
        absent = {part.type for part in PARTS if said(part, case) == NOT_THERE}
        return tuple(kind for kind in notice.achievement_types or among if kind not in absent)

    return source


def exclusive(_case: Case, notice: Notice) -> str:
    """Where 业绩 of some types go, if the notice wants them in one column only."""
    said = [
        f"{'、'.join(check.types)}只填在这一类里，材料只放在“{notice.slot(check.slot).title}”一栏。"
        for check in checks(notice, SlotExclusive)
    ]
    return "".join(said)


def own_certificates(_case: Case, notice: Notice) -> str:
    """What the notice says of certificates by the applicant's own unit."""
    found = next(checks(notice, NoUnitCertificate), None)
    if found is None:
        return "一项一项地填，每一项都要有印证材料。"
    return "一项一项地填。每一项都要有印证材料，按通知，单位自己开的证明不能用。"


def insured_months(_case: Case, notice: Notice) -> str:
    """How many months of 社保 the notice wants."""
    found = next(checks(notice, SocialInsuranceMonths), None)
    wanted = f"通知要近 {found.months} 个月的。" if found else ""
    return wanted + "一直在缴选“正常”，中间停缴选“断保”，单位还没参保选“未参保”。"


def dispatched_months(_case: Case, notice: Notice) -> str:
    """How long somebody has to have been here."""
    wanted = [c.least for c in checks(notice, MonthsSince) if c.field == "unit.dispatched_since"]
    return f"例如：{notice.year - 2}-05。" + (f"须连续满 {wanted[0]} 个月。" if wanted else "")


def services(_case: Case, notice: Notice) -> str:
    """The kinds of 专项工作 the notice turns on."""
    conditions = [rule.applies_when for rule in notice.rules]
    conditions += [document.applies_when for document in notice.documents]
    named = [kind for terms in notice.training for one in terms.exempt for kind in one.service]
    for when in conditions:
        said = when.get("service", ()) if isinstance(when, dict) else ()
        named += said if isinstance(said, tuple) else ()
        if isinstance(when, dict) and "special_service" in when:
            named += [kind for kind in SERVICE_KINDS if kind != TRAINING_OF_BACKBONE]
    return f"指{'、'.join(dict.fromkeys(named) or SERVICE_KINDS)}。"


def of_type(kind: str, otherwise: str) -> Told:
    """What the notice says of the slot for 业绩 of that type alone; else ``otherwise``."""

    def told(_case: Case, notice: Notice) -> str:
        own = (slot.hint for slot in notice.slots if slot.types == (kind,) and slot.hint)
        return next((f"{hint}。" for hint in own), otherwise)

    return told


def aliases(_case: Case, notice: Notice) -> str:
    """What the other names of the unit are for."""
    hint = "简称、曾用名、英文名，一行写一个。"
    return hint + ("" if notice.summary.identity_allowed else "工作总结里不能出现这些名字。")


def classified(_case: Case, notice: Notice) -> str:
    """What the notice says of 涉密 materials."""
    said = {
        "forbidden": "按通知，涉密材料严禁上传。",
        "declassified": "按通知，涉密材料要先脱密才能上传。",
    }
    return said.get(notice.files.classified or "", "涉密材料能不能上传，先问单位保密部门。")


def publicity_contents(_case: Case, notice: Notice) -> tuple[str, ...]:
    """What the notice wants to stand in the 公示."""
    wanted = [item for check in checks(notice, PublicityContents) for item in check.items]
    return tuple(dict.fromkeys(wanted))
