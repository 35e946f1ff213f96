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

from pydantic import Field

from desktop.domain.answers import Answer, Has
from desktop.domain.part import Entry, Part, new_id
from desktop.domain.proceedings import (
    Attachment,
    Objection,
    PaperState,
    Publicity,
    Remark,
    Return,
    Review,
    ReviewRemark,
    Sign,
    Submission,
    Supervisor,
    Tick,
    Track,
    UnitAudit,
)
from desktop.domain.scans import MaskKind, MaskPlan

__all__ = [
    "SCHEMA",
    "Achievement",
    "Aid",
    "Answer",
    "Apply",
    "Appointment",
    "Assessment",
    "Attachment",
    "Career",
    "Case",
    "CivilTransfer",
    "Education",
    "Endorser",
    "Entry",
    "Has",
    "MaskKind",
    "MaskPlan",
    "Objection",
    "PaperState",
    "Part",
    "Period",
    "Person",
    "Platform",
    "Publicity",
    "Qualification",
    "Remark",
    "Return",
    "Review",
    "ReviewRemark",
    "Service",
    "Sign",
    "SocialInsurance",
    "Submission",
    "Summary",
    "Supervisor",
    "Tick",
    "Title",
    "Track",
    "Training",
    "TrainingExemption",
    "Unit",
    "UnitAssessment",
    "UnitAudit",
    "Witness",
    "Work",
    "new_id",
]

SCHEMA = 1
"""Version of the documented JSON form; a file of a newer version is refused."""


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
    """工作单位: what the masks, the documents and the scope rules need of it.

    ``department`` is where in it the person works (科室), for the unit's own lists.
    """

    name: str = ""
    aliases: tuple[str, ...] = ()
    department: str = ""
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
    """专项工作 (访惠聚驻村 …), why it exempts (免考理由), and who has signed its 免试审批表."""

    kind: str = ""
    start: str = ""
    end: str = ""
    years: tuple[int, ...] = ()
    place: str = ""
    reason: str = ""
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
    in_specialty: bool | None = None
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


class Case(Part):
    """申报材料 of one applicant under one notice; locked to the pack's version."""

    schema_version: int = SCHEMA
    case_id: str = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")
    pack_id: str
    pack_version: int
    apply: Apply = Apply()
    has: Has = Has()
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
    answers: tuple[Answer, ...] = ()
    remarks: tuple[ReviewRemark, ...] = ()
    reviews: tuple[Review, ...] = ()
