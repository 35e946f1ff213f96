"""What the unit's reviews (单位审核) of a case come to: how far it is, and whose turn it is.

A round begins with a 初审; where the unit wants a second person's look, a 复审 by somebody else
ends it. A 退回 ends a round too, and the next one begins when the case has come back.
"""

from __future__ import annotations

import unicodedata

from desktop.domain.case import Case, Review

FIRST, SECOND = "初审", "复审"
PASSED, SENT_BACK = "通过", "退回"


def last_round(case: Case) -> tuple[Review, ...]:
    """The reviews since the last 初审, that one first; none while nobody has looked."""
    begins = [n for n, review in enumerate(case.reviews) if review.stage != SECOND]
    return case.reviews[begins[-1] :] if begins else ()


def is_through(case: Case) -> bool:
    """Whether the unit is done with it (已审核): passed by everybody who has to."""
    return bool(case.reviews) and case.reviews[-1].result == PASSED and bool(case.unit_audit.at)


def is_sent_back(case: Case) -> bool:
    """Whether it lies with the applicant: sent back, and not everything has been put right."""
    return bool(case.reviews) and case.reviews[-1].result == SENT_BACK and not is_answered(case)


def is_answered(case: Case) -> bool:
    """Whether what it was sent back for has been put right since, all of it."""
    # Nothing is sent back without an open remark.
    back = bool(case.reviews) and case.reviews[-1].result == SENT_BACK
    return back and all(remark.resolved_at for remark in case.remarks)


def waits_for_second(case: Case) -> bool:
    """Whether the first person has passed it and the second has still to look."""
    reviews = last_round(case)
    return len(reviews) == 1 and reviews[0].result == PASSED and not case.unit_audit.at


def same_person(one: str, other: str) -> bool:
    """Whether two names are one, however they were typed."""
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(char for char in folded if char.isalnum())
