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
    "verbatim": fields.verbatim,
    "education_map": fields.education_map,
    "ordered": fields.ordered,
    "unique_case": fields.unique_case,
    "window": times.window,
    "months_since": times.months_since,
    "since": times.since,
    "workdays": times.workdays,
    "slots": attachments.slots,
    "slot_exclusive": attachments.slot_exclusive,
    "no_unit_certificate": attachments.no_unit_certificate,
    "training": attachments.training,
    "year_forms": attachments.year_forms,
    "social_insurance": attachments.social_insurance,
    "each": entries.each,
    "grades": grades_and_fees.grades,
    "fee": grades_and_fees.fee,
    "summary_length": words.summary_length,
    "summary_topics": words.summary_topics,
    "summary_no_identity": words.summary_no_identity,
    "publicity_contents": words.publicity_contents,
    "mask_decided": masks.mask_decided,
    "mask": masks.mask_done,
    "mask_needless": masks.mask_needless,
    "document": papers.document,
    "signed": papers.signed,
    "copied": papers.copied,
}


def run(check: Any, scene: Scene) -> Outcome:
    """The answer of a rule's check."""
    return CHECKS[check.op](check, scene)
