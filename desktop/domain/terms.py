"""What a notice lays down besides its rules: windows, years, slots, documents, papers, fees.

``None`` (or nothing) always means 通知未写: a limit the notice does not state is never invented.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from desktop.domain.conditions import When
from desktop.domain.moments import Edge
from desktop.domain.operations.shape import FieldPath
from desktop.domain.scans import MaskKind


class Shape(BaseModel):
    """Any part of a notice: frozen, unknown keys rejected."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Shape):
    """Where the notice says something: clause number and ≤ 25 of its own characters."""

    clause: str = ""
    quote: str = ""


class Deadline(Source):
    """A window of days or moments in Beijing time; either end may be 通知未写.

    ``edge`` tells whether the day (or moment) of ``end`` itself is still in time: ``incl``,
    ``excl``, or ``ambiguous`` (“20日前”), which warns on the day itself.
    """

    id: str
    title: str
    start: str | None = None
    end: str | None = None
    edge: Edge = "incl"


class YearSpan(Shape):
    """Years in a row, both ends included.

    A number up to 0 counts from the notice's year (-1 is the year before); ``work`` is the year of
    the first job, ``title`` that in which the title was obtained, ``after_title`` the next one.
    """

    start: int | Literal["work", "title", "after_title"]
    end: int


Years = YearSpan | tuple[int, ...]
"""Years the notice names one by one (``[2021, 2022]``, or ``[-2, -1]`` counted from its own year),
or a span. :func:`desktop.domain.years.resolve` tells which they are for a case."""


class SummaryTerms(Source):
    """What the notice wants of the 工作总结; 字 counted by :mod:`desktop.domain.wordcount`."""

    min: int | None = None
    max: int | None = None
    topics: tuple[str, ...] = ()
    identity_allowed: bool = True


class MaskTerms(Source):
    """What is to be covered and where; ``never`` are slots that must not be covered."""

    where: str = ""
    kinds: tuple[MaskKind, ...] = ()
    never: tuple[str, ...] = ()


class FileTerms(Source):
    """What files the notice takes. ``formats`` as :attr:`Attachment.format` has them (``jpeg``).

    ``content_names``: files are to be named by what they are. ``classified`` 涉密: ``forbidden``,
    or allowed once ``declassified``.
    """

    formats: tuple[str, ...] = ()
    content_names: bool | None = None
    max_kb: int | None = None
    min_pixels: int | None = None
    classified: Literal["forbidden", "declassified"] | None = None


class SubmissionTerms(Source):
    """How often may be submitted, and what counts: the applicant's, the committee's, all."""

    max: int
    counts: Literal["applicant", "committee", "platform"]


class Exemption(Source):
    """Who needs no certificates: the kinds of 专项工作, for its ``years`` or for ``all``.

    ``since_title``: only what reaches into the time since the title was obtained (任现职以来).
    """

    service: tuple[str, ...]
    lasts: Literal["years", "all"] = "years"
    since_title: bool = False


class TrainingTerms(Source):
    """继续教育 of one kind (公需, 专业).

    Either the notice names the ``years``, or it leaves their ``count`` to somebody who answers a
    question (its id). ``levels`` it is asked of (empty: all); ``most`` years may be uploaded.
    """

    kind: str
    years: Years | None = None
    count: str = ""
    levels: tuple[str, ...] = ()
    exempt: tuple[Exemption, ...] = ()
    most: int | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> TrainingTerms:
        if (self.years is None) == (not self.count):
            raise ValueError("years 和 count 须写且只写一个")
        return self


class AssessmentTerms(Source):
    """年度考核: its years; ``short_service``: shorter service is taken as it is."""

    years: Years
    short_service: bool | None = None


class Fee(Source):
    """评审费 in yuan for one kind of application at one level."""

    type: str
    level: str
    yuan: int


class DefenceTerms(Source):
    """现场答辩: the levels that have one, and the counties whose applicants are exempt."""

    levels: tuple[str, ...] = ()
    exempt_counties: tuple[str, ...] = ()


class Question(Source):
    """A fact the notice turns on and the program does not know; its ``id`` stands in a rule.

    ``yes_no`` may be asked for in ``applies_when`` by true and false, ``choice`` by its
    ``options``; a ``number`` is what a check counts up to. ``by``: who answers, the applicant or
    the unit (HR); what the unit has not answered leaves a rule UNKNOWN. ``page`` of the wizard.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")
    ask: str
    hint: str = ""
    type: Literal["yes_no", "choice", "number"] = "yes_no"
    options: tuple[str, ...] = ()
    by: Literal["applicant", "unit"] = "applicant"
    page: str

    @model_validator(mode="after")
    def _options_of_choices(self) -> Question:
        if (self.type == "choice") == (not self.options):
            raise ValueError("type 是 choice 的须写 options，别的不写")
        return self


Held = Literal[
    "person", "unit", "edu", "title", "career", "appointments", "quals", "work", "items", "ce",
    "assess", "summary",
]  # fmt: skip
"""A part of the case that is typed into the platform."""


class Column(Shape):
    """A column of the platform, in its order; the packet's folders follow it (``01-基本信息``).

    ``holds`` are the parts of the case the notice has typed into it, ``types`` narrows ``items`` by
    type. What no column holds is 通知未写, not left out.
    """

    id: str
    title: str
    hint: str = ""
    clause: str = ""
    holds: tuple[Held, ...] = ()
    types: tuple[str, ...] = ()


class Slot(Shape):
    """附件栏目: one kind of attachment.

    ``per`` names the list whose every entry has its own files here (``edu``, ``items`` …), with
    ``types`` narrowing ``items`` by type; ``parts`` are the named pages it consists of (正面,
    反面); ``yearly`` slots are filled once a year. ``shows`` are the kinds to cover that can be
    read on such a paper.
    """

    id: str
    column: str
    title: str
    hint: str = ""
    per: str = ""
    types: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    yearly: bool = False
    mask: bool = True
    shows: tuple[MaskKind, ...] = ()


class PaperTerms(Source):
    """What is handed in on paper (纸质材料): how many originals and copies; None: 通知未写.

    ``id`` is a document's kind where it is one of the notice's documents, else a short Latin name.
    """

    id: str = Field(pattern=r"^[A-Za-z0-9_-]{1,40}$")
    title: str
    originals: int | None = None
    copies: int | None = None
    duplex: bool | None = None
    size: str = ""
    hint: str = ""


class Worded(Shape):
    """A piece that says prescribed wording or, by ``draft``, the program's own."""

    wording: str = ""
    draft: str = ""

    @model_validator(mode="after")
    def _one_of_both(self) -> Worded:
        if bool(self.wording) == bool(self.draft):
            raise ValueError("wording 和 draft 须写且只写一个")
        return self


class TitlePiece(Worded):
    """The document's title."""

    piece: Literal["title"]


class SentencePiece(Worded):
    """A paragraph."""

    piece: Literal["sentence"]


class LabelledPiece(Worded):
    """A text of the person's own behind a label (思想政治条件：…)."""

    piece: Literal["labelled"]
    field: FieldPath


class LinePiece(Shape):
    """A short line: a label, and a fact or nothing behind it (单位联系人：…).

    The label may name places as wordings do (``{unit}单位（盖章）：``).
    """

    piece: Literal["line"]
    label: str
    field: FieldPath | None = None


class SummaryPiece(Shape):
    """The applicant's 工作总结, its numbered headings recognised."""

    piece: Literal["summary"]


class SignaturePiece(Shape):
    """落款: labels to sign behind, whose seal, and the date.

    ``seal``: the unit's name or the supervisor's with （公章）, or none. ``date``: the document's
    own (``DocumentTerms.date``), to be written by ``hand``, or none.
    """

    piece: Literal["signature"]
    lines: tuple[str, ...] = ()
    seal: Literal["unit", "supervisor", ""] = ""
    date: Literal["document", "hand", "none"] = "document"


class FormCell(Shape):
    """A cell of a form: printed ``text``, or the fact that fills ``place``.

    ``span`` columns wide; ``foot`` are lines at its bottom right (公章, 负责人, 年月日). A cell
    that nobody fills in where ``applies_when`` does not hold is struck there (／).
    """

    text: str = ""
    place: str = ""
    span: int = 1
    foot: tuple[str, ...] = ()
    applies_when: When = "always"


class FormPiece(Shape):
    """A table.

    ``widths`` are shares of the text width, ``heights`` of the rows in mm (0: as needed).
    """

    piece: Literal["form"]
    widths: tuple[float, ...]
    rows: tuple[tuple[FormCell, ...], ...]
    heights: tuple[float, ...] = ()


class StampPiece(Shape):
    """A wording to be stamped or stuck on copies, repeated over the sheet."""

    piece: Literal["stamp"]
    wording: str
    lines: tuple[str, ...] = ()


Piece = Annotated[
    TitlePiece | SentencePiece | LabelledPiece | LinePiece | SummaryPiece | SignaturePiece
    | FormPiece | StampPiece,
    Field(discriminator="piece"),
]  # fmt: skip
"""A part of a document, in the order of the page."""


Way = Literal["text", "form", "copy", "by_hand"]
"""How a document is made: running text, a table, copied out by hand, written by hand entirely."""


class DocumentTerms(Source):
    """A document (文书) the notice wants, and what stands in it (``content``).

    ``mode``: ``print`` finished for signing, ``copy`` model text plus blank sheet to write by hand,
    ``form`` table to fill, ``never`` made by the platform. ``sign`` are those who sign, as they are
    asked for; ``seal`` whether it is sealed. ``all_by_hand``: the blank sheet prints nothing at
    all. ``fingerprint`` 手印. ``date`` is the field of its own date, which lies after ``after``;
    ``undisputed``: not made where an objection is recorded. ``copies`` None: 通知未写. ``slot``
    takes the signed scan. ``borrowed`` tells whose form it is where the notice only mentions one.

    ``applies_when``: the cases it is for, asked as for rules. ``written_into`` is the paper on
    which a ``copy`` is written by hand (《评审表》单位意见栏) where it has no sheet of its own, or
    the place on the platform a ``print`` is typed into instead of being signed.
    """

    kind: str = Field(pattern=r"^[A-Za-z0-9_-]{1,40}$")
    title: str
    mode: Literal["print", "copy", "form", "never"]
    content: tuple[Piece, ...] = ()
    sign: tuple[str, ...] = ()
    seal: bool = False
    handwritten: bool = False
    all_by_hand: bool = False
    fingerprint: bool = False
    date: FieldPath | None = None
    after: FieldPath | None = None
    undisputed: bool = False
    copies: int | None = None
    slot: str = ""
    borrowed: str = ""
    applies_when: When = "always"
    written_into: str = ""
    note: str = ""

    @model_validator(mode="after")
    def _pieces_of_its_mode(self) -> DocumentTerms:
        if (self.mode == "never") == bool(self.content):
            raise ValueError("mode 是 never 的不写 content，别的须写")
        if self.mode == "copy" and any(
            not isinstance(piece, TitlePiece | SentencePiece | SignaturePiece)
            for piece in self.content
        ):
            raise ValueError("mode 是 copy 的，content 里只能有 title、sentence、signature")
        return self

    @property
    def way(self) -> Way:
        """How it is made."""
        if self.all_by_hand:
            return "by_hand"
        if self.mode == "copy":
            return "copy"
        tabled = any(isinstance(piece, FormPiece | StampPiece) for piece in self.content)
        return "form" if tabled else "text"

    @property
    def draft(self) -> bool:
        """Whether any of its text is the program's own (软件拟稿); its sentences may be edited."""
        return any(isinstance(piece, Worded) and piece.draft for piece in self.content)
