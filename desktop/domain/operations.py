"""What a pack may say: the facts a rule may ask for and the closed set of checks.

Every operation is a model of its own, told apart by ``op``; an unknown operation, a misspelt key or
the path of a field that does not exist is refused when the pack is read. There is no language of
expressions: what cannot be said here becomes a new operation with a function of its own in
:mod:`desktop.domain.checks`. Numbers that the notice states once (字数, years, fees, deadlines) are
not repeated here but taken from the notice.
"""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from desktop.domain.case import Case, MaskKind

FactName = Literal[
    "level",
    "apply_type",
    "dispatched",
    "has_title",
    "title_place",
    "title_basis",
    "edu_tech",
    "chsi_found",
    "chsi_missing",
    "si_status",
    "has_ip",
    "has_award",
    "has_paper",
    "has_rep",
    "has_classified",
    "defence_exempt",
    "defence_exempt_county",
]
"""Facts about a case (:mod:`desktop.domain.facts`): a yes or no, or one of several words."""

When = Literal["always", "passed", "returned"] | dict[FactName, bool | tuple[str, ...]]
"""When a rule applies: always, at a stage, or where every fact named holds one of its values."""


def _leads(model: type[BaseModel], path: str) -> bool:
    node: object = model
    for key in path.split("."):
        fields = getattr(node, "model_fields", {})
        if key not in fields:
            return False
        node = fields[key].annotation
    return True


def _field(path: str) -> str:
    if not _leads(Case, path):
        raise ValueError(f"没有这个字段：{path}")
    return path


def _entry_field(path: str) -> str:
    if not any(_leads(kind, path) for kind in _ENTRY_KINDS):
        raise ValueError(f"条目没有这个字段：{path}")
    return path


_ENTRY_KINDS = tuple(
    get_args(field.annotation)[0]
    for name, field in Case.model_fields.items()
    if name in ("edu", "work", "items", "ce", "assess")
)

FieldPath = Annotated[str, AfterValidator(_field)]
"""Path of a field outside lists, ``person.name``."""
EntryField = Annotated[str, AfterValidator(_entry_field)]
"""Field of a list entry, ``witness.contact``."""

Lists = Literal["edu", "work", "items"]


class Operation(BaseModel):
    """Any check's parameters: frozen, unknown keys rejected."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class NoCheck(Operation):
    """Nothing to judge: the rule only reminds."""

    op: Literal["none"]


class Tick(Operation):
    """The applicant confirms it."""

    op: Literal["tick"]


class Choice(Operation):
    """A field is one of, none of, or contains certain words."""

    op: Literal["choice"]
    field: FieldPath
    one_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    contains: str = ""

    @model_validator(mode="after")
    def _says_something(self) -> Choice:
        if not (self.one_of or self.none_of or self.contains):
            raise ValueError("choice 须写明 one_of、none_of 或 contains")
        return self


class Window(Operation):
    """A moment lies in one of the notice's windows."""

    op: Literal["window"]
    field: FieldPath
    deadline: str


class MonthsSince(Operation):
    """At least so many months have passed since a month."""

    op: Literal["months_since"]
    field: FieldPath
    least: int


class Required(Operation):
    """Fields that must be filled in."""

    op: Literal["required"]
    fields: tuple[FieldPath, ...]


class EducationMap(Operation):
    """Classes of technical schools count as these levels of 学历."""

    op: Literal["education_map"]
    map: dict[str, str]


class Ordered(Operation):
    """A list is in order; ``begins`` is the month with which its first entry has to start."""

    op: Literal["ordered"]
    entries: Literal["edu", "work"]
    by: Literal["rank", "start"]
    begins: FieldPath | None = None


class SocialInsuranceMonths(Operation):
    """So many different months of 社保 paid, the last one recent, with the proof in a slot."""

    op: Literal["social_insurance"]
    months: int
    slot: str
    recent_months: int = 2


class Slots(Operation):
    """Files in all of these slots, or in at least ``least`` of them."""

    op: Literal["slots"]
    of: tuple[str, ...]
    least: int | None = None


class Each(Operation):
    """Every entry of a list (of these types) has what is named.

    ``fields`` of the entry are filled; ``proof``: it has a file; ``slots``: a file of its own in
    one of them; ``parts``: a file for each named part of ``slots``; ``sealed``: its paper is.
    ``chsi`` narrows 学历 by what 学信网 answers. ``expected``: there has to be such an entry.
    """

    op: Literal["each"]
    entries: Lists
    types: tuple[str, ...] = ()
    chsi: tuple[str, ...] = ()
    fields: tuple[EntryField, ...] = ()
    proof: bool = False
    slots: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    sealed: bool = False
    expected: bool = False


class Since(Operation):
    """Entries of these types are not older than a month, and have a proof."""

    op: Literal["since"]
    types: tuple[str, ...]
    after: FieldPath


class NoUnitCertificate(Operation):
    """No 业绩 is proven by a certificate of the applicant's own unit."""

    op: Literal["no_unit_certificate"]


class SlotExclusive(Operation):
    """Files of entries of these types lie in one slot only and nowhere a second time."""

    op: Literal["slot_exclusive"]
    types: tuple[str, ...]
    slot: str


class TrainingYears(Operation):
    """A certificate with its file for each kind in each year the notice names."""

    op: Literal["training"]
    kinds: tuple[str, ...]
    slot: str


class YearForms(Operation):
    """A form for each year the notice names; years before the first job only warn."""

    op: Literal["year_forms"]
    slot: str
    both_sides: bool = False


class Grades(Operation):
    """The grades of the years the notice names."""

    op: Literal["grades"]
    none_of: tuple[str, ...]
    warn_of: tuple[str, ...] = ()


class SummaryLength(Operation):
    """The 工作总结 has as many 字 as the notice wants."""

    op: Literal["summary_length"]


class SummaryTopics(Operation):
    """The 工作总结 covers the notice's topics, as the applicant confirms."""

    op: Literal["summary_topics"]


class SummaryNoIdentity(Operation):
    """The 工作总结 names neither the applicant nor the unit."""

    op: Literal["summary_no_identity"]


class Copied(Operation):
    """A document copied by hand from prescribed wording, its scan in a slot, confirmed."""

    op: Literal["copied"]
    document: str
    wording: str
    slot: str


class Verbatim(Operation):
    """A field holds prescribed wording to the letter."""

    op: Literal["verbatim"]
    field: FieldPath
    wording: str


class Workdays(Operation):
    """公示 lasts the working days the notice wants."""

    op: Literal["workdays"]
    start: FieldPath
    end: FieldPath


class DocumentFields(Operation):
    """A document's blanks can all be filled; its paper is sealed and dated after ``after``.

    ``undisputed``: it must not be made where an objection is recorded.
    """

    op: Literal["document"]
    document: str
    fields: tuple[FieldPath, ...]
    sealed: bool = False
    date: FieldPath | None = None
    after: FieldPath | None = None
    undisputed: bool = False


class PublicityContents(Operation):
    """The posted 公示 says all of this about the achievements."""

    op: Literal["publicity_contents"]
    items: tuple[str, ...]


class Signed(Operation):
    """A document's paper bears these signatures (and the seal)."""

    op: Literal["signed"]
    document: str
    who: tuple[str, ...]
    sealed: bool = False


class FeePaid(Operation):
    """The fee paid is the one the notice names for this kind of application and level."""

    op: Literal["fee"]


class UniqueCase(Operation):
    """No other case of the same ID number and year on this machine."""

    op: Literal["unique_case"]


class MaskDecided(Operation):
    """Every page that takes part has its 是/否."""

    op: Literal["mask_decided"]


class MaskDone(Operation):
    """Wherever these kinds appear they are covered."""

    op: Literal["mask"]
    of: tuple[MaskKind, ...]


class MaskNeedless(Operation):
    """Pages on which nothing is to be covered say 否."""

    op: Literal["mask_needless"]


Check = Annotated[
    NoCheck | Tick | Choice | Window | MonthsSince | Required | EducationMap | Ordered
    | SocialInsuranceMonths | Slots | Each | Since | NoUnitCertificate | SlotExclusive
    | TrainingYears | YearForms | Grades | SummaryLength | SummaryTopics | SummaryNoIdentity
    | Copied | Verbatim | Workdays | DocumentFields | PublicityContents | Signed | FeePaid
    | UniqueCase | MaskDecided | MaskDone | MaskNeedless,
    Field(discriminator="op"),
]  # fmt: skip
"""Any check a rule can name."""
