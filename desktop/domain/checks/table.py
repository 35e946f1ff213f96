"""From an operation to its function; a test holds that none is left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desktop.domain.checks import (
    attachments,
    entries,
    fields,
    grades_and_fees,
    masks,
    papers,
    times,
    words,
)
from desktop.domain.operations import NoCheck, Tick
from desktop.domain.scene import Outcome, Scene, ok


def _nothing(_check: NoCheck | Tick, _scene: Scene) -> Outcome:
    return ok()


# Any: the operation's own type, which `op` guarantees and the annotation of each function names.
CHECKS: dict[str, Callable[[Any, Scene], Outcome]] = {
    "none": _nothing,
    "tick": _nothing,
    "choice": fields.choice,
    "required": fields.required,
    "not_true": fields.not_true,
    "verbatim": fields.verbatim,
    "filled_or_none": fields.filled_or_none,
    "no_vague_words": fields.no_vague_words,
    "education_map": fields.education_map,
    "ordered": fields.ordered,
    "covers_since": fields.covers_since,
    "no_gaps": fields.no_gaps,
    "title_ladder": fields.title_ladder,
    "unique_case": fields.unique_case,
    "window": times.window,
    "months_since": times.months_since,
    "since": times.since,
    "dated_by": times.dated_by,
    "date_order": times.date_order,
    "workdays": times.workdays,
    "resubmitted": times.resubmitted,
    "remarks_resolved": times.remarks_resolved,
    "submissions": times.submissions,
    "each": entries.each,
    "distinct": entries.distinct,
    "at_least": entries.at_least,
    "one_thing_each": entries.one_thing_each,
    "no_unit_certificate": entries.no_unit_certificate,
    "not_classified": entries.not_classified,
    "slots": attachments.slots,
    "slot_exclusive": attachments.slot_exclusive,
    "training": attachments.training,
    "training_most": attachments.training_most,
    "year_forms": attachments.year_forms,
    "social_insurance": attachments.social_insurance,
    "file_formats": attachments.file_formats,
    "file_names": attachments.file_names,
    "files_open": attachments.files_open,
    "legible": attachments.legible,
    "photo": attachments.photo,
    "grades": grades_and_fees.grades,
    "probation_grade": grades_and_fees.probation_grade,
    "fee": grades_and_fees.fee,
    "summary_length": words.summary_length,
    "summary_topics": words.summary_topics,
    "summary_no_identity": words.summary_no_identity,
    "publicity_contents": words.publicity_contents,
    "document": papers.document,
    "copied": papers.copied,
    "by_hand": papers.by_hand,
    "paper": papers.on_paper,
    "approvals": papers.approvals,
    "mask_decided": masks.mask_decided,
    "mask": masks.mask_done,
    "mask_needless": masks.mask_needless,
    "mask_area": masks.mask_area,
    "mask_others": masks.mask_others,
}


def run(check: Any, scene: Scene) -> Outcome:
    """The answer of a rule's check."""
    return CHECKS[check.op](check, scene)
