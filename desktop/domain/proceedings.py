"""What the case says of its files, the 公示, papers and signatures, and what becomes of it."""

from __future__ import annotations

from pydantic import Field

from desktop.domain.part import Entry, Part
from desktop.domain.scans import MaskPlan, ScanPage
from desktop.domain.vocabulary import REJECTED, UPHELD


class Sign(Part):
    """Who has confirmed something at the unit, and when (a moment); ``""`` while nobody has."""

    by: str = ""
    at: str = ""


class Attachment(Entry):
    """A file in a slot (附件栏目), in the order of the list.

    ``subject`` is the id of the list entry it proves (an 学历, an 业绩 …), ``year`` the year it is
    for, ``part`` which part it is (正面/反面, 封面 …). ``file_name`` is what the person called it
    and never leaves the machine; ``format``, ``pages`` and pixels come from the content, not the
    name. ``scans`` has what is known of each page once somebody looked, else nothing.
    ``target_kb`` (of 1024 bytes) and ``target_side`` (pixels of the longer side) are what the
    person wants files to keep to when they go out; None: nobody asks. ``sighted`` tells who at the
    unit has held it against the original (原件已核对), ``stamped`` who has stamped its copy with
    “已审核，与原件相符”; ``copy_stamped`` is the applicant's word for the same.
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
    sighted: Sign = Sign()
    stamped: Sign = Sign()
    legible: bool | None = None
    mask: MaskPlan = MaskPlan()
    scans: tuple[ScanPage, ...] = ()
    target_kb: int | None = Field(default=None, ge=1)
    target_side: int | None = Field(default=None, ge=1)
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


class Review(Entry):
    """The unit's check of a case: one look at it by one person, whose ``result`` is 通过 or 退回.

    ``stage`` is 初审 or 复审 (a second person's), ``note`` what is to be said of it. ``items`` are
    those of 漏项/真实/准确/完整/时效 that were looked at and found right.
    """

    by: str = ""
    at: str = ""
    stage: str = ""
    result: str = ""
    items: tuple[str, ...] = ()
    note: str = ""


class Objection(Entry):
    """异议 to a 公示: when and by which ``way`` it came, and how it was settled.

    ``outcome`` is 成立 or 不成立, ``""`` while it is being looked into.
    """

    at: str = ""
    way: str = ""
    text: str = ""
    settled_at: str = ""
    outcome: str = ""
    note: str = ""

    @property
    def settled(self) -> bool:
        """Whether it was decided one way or the other."""
        return self.outcome in (UPHELD, REJECTED)


class Publicity(Part):
    """公示 and 公示结果. ``end`` is the last day; ``objection`` None until the period is over.

    ``days`` is the number printed in 公示结果 (xx 天); ``contents`` the parts the posted text has.
    ``objections`` are those that came in, each with what became of it.
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
    objections: tuple[Objection, ...] = ()
    days: int | None = None
    result_date: str = ""
    recommend_date: str = ""

    @property
    def disputed(self) -> bool | None:
        """Whether something stands against the 公示; None while nobody has said.

        An objection stands until it is settled 不成立, whatever somebody answered before or after
        it came: the list is what was written down.
        """
        if any(objection.outcome != REJECTED for objection in self.objections):
            return True
        return self.objection

    @property
    def unsettled(self) -> bool:
        """Whether an objection is still being looked into."""
        return any(not objection.settled for objection in self.objections)


class Supervisor(Part):
    """主管单位."""

    name: str = ""
    opinion_text: str = ""
    opinion_handwritten: bool | None = None
    sealed: bool | None = None
    pub_certificate: bool | None = None


class PaperState(Entry):
    """State of one document on paper; ``id`` is the document kind's key, ``kind`` its name (文种).

    ``text`` is what was copied or printed where it differs from the prescribed wording; ``body``
    is the text that goes into a document in place of the program's own draft.
    """

    kind: str
    text: str = ""
    body: str = ""
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
    """One remark of a return and when it was dealt with.

    ``path`` is the field it is about, or the slot (``slot:身份证反面``); ``""`` for the whole.
    """

    text: str = ""
    resolved_at: str = ""
    path: str = ""


class ReviewRemark(Remark):
    """审核意见 of whoever looks a case through before it is submitted: no 退回 of the platform's.

    ``by`` is who said so.
    """

    by: str = ""


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

    @property
    def submitted(self) -> bool:
        """Whether any submission is recorded."""
        return bool(self.submits or self.first_submit_at)


class Tick(Entry):
    """A confirmation (人工勾选): ``rule`` confirmed ``at`` a moment."""

    rule: str
    at: str = ""
