"""Checks of the 工作总结 and of what the posted 公示 says."""

from __future__ import annotations

from typing import Literal

from desktop.domain.operations.shape import Operation


class SummaryLength(Operation):
    """The 工作总结 has as many 字 as the notice wants."""

    op: Literal["summary_length"]


class SummaryTopics(Operation):
    """The 工作总结 covers the notice's topics, as the applicant confirms."""

    op: Literal["summary_topics"]


class SummaryNoIdentity(Operation):
    """The 工作总结 names neither the applicant nor the unit."""

    op: Literal["summary_no_identity"]


class PublicityContents(Operation):
    """The posted 公示 says all of this."""

    op: Literal["publicity_contents"]
    items: tuple[str, ...]
