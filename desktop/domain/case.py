"""The case (申报材料): everything one applicant hands in, as one frozen tree.

The tree is lenient about values and strict about shape. A text or date holds what the person
typed (cleaned by :mod:`desktop.domain.cleaning`), also when it is wrong, so that nothing typed is
ever lost; :mod:`desktop.domain.entries` says what is wrong with it. ``""`` and ``None`` mean 未填;
``"无"`` is an answer. Months are ``YYYY-MM`` (``至今`` where still going on), days ``YYYY-MM-DD``,
moments ``YYYY-MM-DDTHH:MM`` in Beijing time.

A field is named by its dotted path, list entries by their ``id``: ``person.name``,
``edu.k3f9.school`` (see :mod:`desktop.domain.change`).
"""

from __future__ import annotations

import secrets
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA = 1
"""Version of the documented JSON form; a file of a newer version is refused."""


class Part(BaseModel):
    """Any node of the case tree: frozen, unknown keys rejected, no silent conversions.

    What was typed stays out of error texts; not-a-number has no JSON form and is refused.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, hide_input_in_errors=True, allow_inf_nan=False
    )


def new_id() -> str:
    """A short random name for a list entry, unique within any real case."""
    return secrets.token_hex(4)


class Entry(Part):
    """A list entry; ``id`` stays the same through edits and reordering."""

    id: str = Field(default_factory=new_id, pattern=r"^[A-Za-z0-9_-]{1,40}$")


class Apply(Part):
    """What is applied for. ``type`` 评审/初次确定/授予, ``level`` 初级/中级/高级."""

    year: int | None = None
    type: str = ""
    level: str = ""
    sublevel: str = ""
    series: str = ""
    specialty: str = ""
    sub_specialty: str = ""
    target: str = ""
    first_time: bool | None = None


class Person(Part):
    """基本信息 of the applicant."""

    name: str = ""
    gender: str = ""
    ethnicity: str = ""
    birth: str = ""
    id_no: str = ""
    politics: str = ""
    phone: str = ""
    email: str = ""
    status: str = ""
    work_start: str = ""
    wechat_bound: bool | None = None


class Unit(Part):
    """工作单位: what the masks, the documents and the scope rules need of it."""

    name: str = ""
    aliases: tuple[str, ...] = ()
    kind: str = ""
    tier: str = ""
    prefecture: str = ""
    county: str = ""
    registered_prefecture: str = ""
    dispatched_since: str = ""
    platform_registered: bool | None = None
    admin_name: str = ""
    admin_phone: str = ""
    license_no: str = ""
    procedure_body: str = ""
    agency_name: str = ""
    contact: str = ""
    phone: str = ""


class Platform(Part):
    """What was chosen on the platform (平台选择记录)."""

    receiver: str = ""
    channel: str = ""
    unit_tier_choice: str = ""


class Period(Part):
    """From–to, both may be open."""

    start: str = ""
    end: str = ""


class SocialInsurance(Part):
    """社保: ``status`` 正常/断保/未参保, ``months`` the months paid (``YYYY-MM``)."""

    status: str = ""
    months: tuple[str, ...] = ()
    contract: Period = Period()


class Aid(Part):
    """援疆."""

    start: str = ""
    ongoing: bool | None = None
    sending_unit: str = ""


class Education(Entry):
    """One 学历. ``chsi`` 可查/查不到/未查 in 学信网."""

    level: str = ""
    kind: str = ""
    school: str = ""
    major: str = ""
    start: str = ""
    end: str = ""
    degree: str = ""
    cert_no: str = ""
    chsi: str = ""


class Title(Part):
    """现职称. ``has`` None until answered; ``place`` 新疆/疆外.

    ``basis`` 职称/职业资格/技能等级/无.
    """

    has: bool | None = None
    name: str = ""
    level: str = ""
    series: str = ""
    specialty: str = ""
    obtained: str = ""
    place: str = ""
    basis: str = ""


class Appointment(Entry):
    """聘任. ``doc_kind`` 文件/聘书/岗位聘用登记表/劳动合同."""

    doc_kind: str = ""
    start: str = ""
    end: str = ""


class CivilTransfer(Part):
    """Transfer from the civil service (公务员转入); ``transferred`` None until answered."""

    transferred: bool | None = None
    from_org: str = ""
    appoint_doc: str = ""
    cadre_form: str = ""
    since: str = ""


class Career(Part):
    """从事专业技术工作起止; ``years`` as entered on the platform."""

    start: str = ""
    end: str = ""
    years: int | None = None


class Qualification(Entry):
    """职业资格."""

    name: str = ""
    date: str = ""
    number: str = ""


class Work(Entry):
    """One 工作经历. ``kind`` 正式/借调/驻村/挂职/学习/待业/派驻."""

    start: str = ""
    end: str = ""
    unit: str = ""
    post: str = ""
    kind: str = ""
    professional: bool | None = None


class Service(Entry):
    """专项工作 (访惠聚驻村 …) and who has signed its 免试审批表."""

    kind: str = ""
    start: str = ""
    end: str = ""
    years: tuple[int, ...] = ()
    signed: tuple[str, ...] = ()


class Witness(Part):
    """证明人, four facts by 六（一）6."""

    name: str = ""
    unit: str = ""
    post: str = ""
    contact: str = ""


class Endorser(Entry):
    """An expert who endorses a 代表作."""

    name: str = ""
    title: str = ""
    unit: str = ""


class Achievement(Entry):
    """One 业绩 of any type.

    ``type`` 科研能力/实践能力/业绩成果/知识产权/获奖/论文/著作/代表作/工作成果文件.

    ``date`` is when it was done, granted or published. Its proofs are the attachments whose
    ``subject`` is this id. ``signed``/``sealed`` say what its paper bears.
    """

    type: str = ""
    title: str = ""
    start: str = ""
    date: str = ""
    condition_no: str = ""
    role: str = ""
    workload: str = ""
    intro: str = ""
    prev_employer: bool | None = None
    witness: Witness = Witness()
    classified: bool | None = None
    declassified_by: str = ""
    journal: str = ""
    issn: str = ""
    journal_is_engineering: bool | None = None
    published: bool | None = None
    first_author: bool | None = None
    language: str = ""
    translated: bool | None = None
    endorsers: tuple[Endorser, ...] = ()
    commendation_doc: str = ""
    signed: tuple[str, ...] = ()
    sealed: bool | None = None


class Training(Entry):
    """继续教育: one certificate. ``kind`` 公需/专业."""

    year: int | None = None
    kind: str = ""
    hours: int | None = None
    cert_no: str = ""
    form: str = ""


class TrainingExemption(Entry):
    """继续教育免试, where the notice knows one."""

    year: int | None = None
    reason: str = ""
    form_attached: bool | None = None


class Assessment(Entry):
    """年度考核: ``grade`` 优秀/合格/基本合格/不合格/未定等次/试用期合格."""

    year: int | None = None
    grade: str = ""


class UnitAssessment(Entry):
    """What the unit adds to the yearly assessment: 定等文件, 花名册."""

    year: int | None = None
    grade_doc: bool | None = None
    roster_total: int | None = None
    excellent_ratio: str = ""


class Summary(Part):
    """个人工作总结."""

    text: str = ""
    topics: tuple[str, ...] = ()


MaskKind = Literal["name", "unit", "idno", "seal", "photo", "eyes"]


class MaskPlan(Part):
    """What is to be covered on an attachment, a plan first: ``decision`` 是/否/"" (未定).

    ``needed`` are the kinds that appear on it, ``done`` those covered; ``others_covered`` is True
    where somebody else's name was covered; ``area`` is the covered share of the page, 0–1.
    """

    decision: str = ""
    needed: tuple[MaskKind, ...] = ()
    done: tuple[MaskKind, ...] = ()
    others_covered: bool = False
    area: float = 0.0


class Attachment(Entry):
    """A file in a slot (附件栏目), in the order of the list.

    ``subject`` is the id of the list entry it proves (an 学历, an 业绩 …), ``year`` the year it is
    for, ``part`` which part it is (正面/反面, 封面 …). ``file_name`` is what the person called it
    and never leaves the machine; ``format``, ``pages`` and pixels come from the content, not the
    name.
    """

    slot: str
    title: str = ""
    subject: str = ""
    year: int | None = None
    part: str = ""
    file_name: str = ""
    sha256: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")
    format: str = ""
    size: int = 0
    pages: int = 1
    width: int | None = None
    height: int | None = None
    dpi: int | None = None
    gray: bool | None = None
    readable: bool = True
    unit_certificate: bool = False
    from_original: bool | None = None
    is_copy: bool | None = None
    copy_stamped: bool | None = None
    legible: bool | None = None
    mask: MaskPlan = MaskPlan()
    classified: bool | None = None
    declassified_by: str = ""
    previous_employer: bool | None = None


class UnitAudit(Part):
    """单位审核: the ``items`` of 漏项/真实/准确/完整/时效 checked, and the opinion's wording."""

    at: str = ""
    items: tuple[str, ...] = ()
    opinion_text: str = ""
    opinion_handwritten: bool | None = None
    leader_name: str = ""
    discipline_leader_name: str = ""


class Publicity(Part):
    """公示 and 公示结果. ``end`` is the last day; ``objection`` None until the period is over.

    ``days`` is the number printed in 公示结果 (xx 天); ``contents`` the parts the posted text has.
    """

    start: str = ""
    end: str = ""
    office: str = ""
    phone: str = ""
    political_text: str = ""
    achievement_text: str = ""
    contents: tuple[str, ...] = ()
    photo: bool | None = None
    objection: bool | None = None
    objection_note: str = ""
    days: int | None = None
    result_date: str = ""
    recommend_date: str = ""


class Supervisor(Part):
    """主管单位."""

    name: str = ""
    opinion_handwritten: bool | None = None
    sealed: bool | None = None
    pub_certificate: bool | None = None


class PaperState(Entry):
    """State of one document on paper; ``id`` is the document kind's key, ``kind`` its name (文种).

    ``text`` is what was copied or printed where it differs from the prescribed wording.
    """

    kind: str
    text: str = ""
    handwritten: bool | None = None
    signed: tuple[str, ...] = ()
    sealed: bool | None = None
    fingerprint: bool | None = None
    date: str = ""
    originals: int = 0
    copies: int = 0


class Submission(Entry):
    """One submission; ``to`` 单位/县市/主管/评委会."""

    at: str = ""
    to: str = ""


class Remark(Entry):
    """One remark of a return and when it was dealt with."""

    text: str = ""
    resolved_at: str = ""


class Return(Entry):
    """退回."""

    at: str = ""
    by: str = ""
    remarks: tuple[Remark, ...] = ()
    resubmitted_at: str = ""


class Track(Part):
    """提交跟踪; moments in Beijing time."""

    registered_at: str = ""
    first_submit_at: str = ""
    submits: tuple[Submission, ...] = ()
    returns: tuple[Return, ...] = ()
    audit_at: str = ""
    passed_at: str = ""
    paper_delivered_at: str = ""
    paper_mailed_at: str = ""
    paid_at: str = ""
    fee: int | None = None
    defence_at: str = ""
    result: str = ""


class Tick(Entry):
    """A confirmation (人工勾选): ``rule`` confirmed ``at`` a moment."""

    rule: str
    at: str = ""


class Case(Part):
    """申报材料 of one applicant under one notice; locked to the pack's version."""

    schema_version: int = SCHEMA
    case_id: str = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")
    pack_id: str
    pack_version: int
    apply: Apply = Apply()
    person: Person = Person()
    unit: Unit = Unit()
    platform: Platform = Platform()
    si: SocialInsurance = SocialInsurance()
    aid: Aid = Aid()
    edu: tuple[Education, ...] = ()
    title: Title = Title()
    appointments: tuple[Appointment, ...] = ()
    civil_transfer: CivilTransfer = CivilTransfer()
    career: Career = Career()
    quals: tuple[Qualification, ...] = ()
    work: tuple[Work, ...] = ()
    service: tuple[Service, ...] = ()
    items: tuple[Achievement, ...] = ()
    ce: tuple[Training, ...] = ()
    ce_exempt: tuple[TrainingExemption, ...] = ()
    assess: tuple[Assessment, ...] = ()
    unit_assess: tuple[UnitAssessment, ...] = ()
    summary: Summary = Summary()
    attachments: tuple[Attachment, ...] = ()
    unit_audit: UnitAudit = UnitAudit()
    pub: Publicity = Publicity()
    supervisor: Supervisor = Supervisor()
    papers: tuple[PaperState, ...] = ()
    track: Track = Track()
    ticks: tuple[Tick, ...] = ()
