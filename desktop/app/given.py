"""What holds before anybody has filled anything in: no merit of a person, and nothing to do."""

from __future__ import annotations

from datetime import datetime

from desktop.app.library import new_case
from desktop.app.session import judged
from desktop.domain.finding import Verdict
from desktop.domain.notice import Notice


def given(notice: Notice, now: datetime) -> frozenset[str]:
    """The rules that hold in a case just begun: no vague words in a text nobody has written."""
    found = judged(new_case(notice), notice, now)
    return frozenset(one.rule for one in found if one.verdict is Verdict.PASS)
