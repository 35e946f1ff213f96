"""What a pack may say: the closed set of checks.

Every operation is a model of its own, told apart by ``op``; an unknown operation, a misspelt key or
the path of a field that does not exist is refused when the pack is read. There is no language of
expressions: what cannot be said here becomes a new operation with a function of its own in the
module of the same name in :mod:`desktop.domain.checks`. Numbers that the notice states once (字数,
years, fees, deadlines) are not repeated here but taken from the notice.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from desktop.domain.operations.attachments import (
    FileFormats,
    FileNames,
    FilesOpen,
    Legible,
    Photo,
    SlotExclusive,
    Slots,
    SocialInsuranceMonths,
    TrainingMost,
    TrainingYears,
    YearForms,
)
from desktop.domain.operations.entries import (
    AtLeast,
    Distinct,
    Each,
    NotClassified,
    NoUnitCertificate,
    OneThingEach,
)
from desktop.domain.operations.fields import (
    Choice,
    CoversSince,
    EducationMap,
    FilledOrNone,
    NoCheck,
    NoGaps,
    NotTrue,
    NoVagueWords,
    Ordered,
    Required,
    Tick,
    TitleLadder,
    UniqueCase,
    Verbatim,
)
from desktop.domain.operations.grades_and_fees import FeePaid, Grades, ProbationGrade
from desktop.domain.operations.masks import (
    MaskArea,
    MaskDecided,
    MaskDone,
    MaskNeedless,
    MaskOthers,
)
from desktop.domain.operations.papers import Approvals, ByHand, Copied, DocumentFields, OnPaper
from desktop.domain.operations.times import (
    DatedBy,
    DateOrder,
    MonthsSince,
    RemarksResolved,
    Resubmitted,
    Since,
    Submissions,
    Window,
    Workdays,
)
from desktop.domain.operations.words import (
    PublicityContents,
    SummaryLength,
    SummaryNoIdentity,
    SummaryTopics,
)

__all__ = [
    "Approvals",
    "AtLeast",
    "ByHand",
    "Check",
    "Choice",
    "Copied",
    "CoversSince",
    "DateOrder",
    "DatedBy",
    "Distinct",
    "DocumentFields",
    "Each",
    "EducationMap",
    "FeePaid",
    "FileFormats",
    "FileNames",
    "FilesOpen",
    "FilledOrNone",
    "Grades",
    "Legible",
    "MaskArea",
    "MaskDecided",
    "MaskDone",
    "MaskNeedless",
    "MaskOthers",
    "MonthsSince",
    "NoCheck",
    "NoGaps",
    "NoUnitCertificate",
    "NoVagueWords",
    "NotClassified",
    "NotTrue",
    "OnPaper",
    "OneThingEach",
    "Ordered",
    "Photo",
    "ProbationGrade",
    "PublicityContents",
    "RemarksResolved",
    "Required",
    "Resubmitted",
    "Since",
    "SlotExclusive",
    "Slots",
    "SocialInsuranceMonths",
    "Submissions",
    "SummaryLength",
    "SummaryNoIdentity",
    "SummaryTopics",
    "Tick",
    "TitleLadder",
    "TrainingMost",
    "TrainingYears",
    "UniqueCase",
    "Verbatim",
    "Window",
    "Workdays",
    "YearForms",
]

Check = Annotated[
    NoCheck | Tick | Choice | Required | NotTrue | Verbatim | FilledOrNone | NoVagueWords
    | EducationMap | Ordered | CoversSince | NoGaps | TitleLadder | UniqueCase
    | Window | MonthsSince | Since | DatedBy | DateOrder | Workdays | Resubmitted
    | RemarksResolved | Submissions
    | Each | Distinct | AtLeast | OneThingEach | NoUnitCertificate | NotClassified
    | Slots | SlotExclusive | TrainingYears | TrainingMost | YearForms | SocialInsuranceMonths
    | FileFormats | FileNames | FilesOpen | Legible | Photo
    | Grades | ProbationGrade | FeePaid
    | SummaryLength | SummaryTopics | SummaryNoIdentity | PublicityContents
    | DocumentFields | Copied | ByHand | OnPaper | Approvals
    | MaskDecided | MaskDone | MaskNeedless | MaskArea | MaskOthers,
    Field(discriminator="op"),
]  # fmt: skip
"""Any check a rule can name."""
