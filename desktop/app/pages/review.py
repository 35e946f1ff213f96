"""单位审核: the page of the unit's own check, in cases opened from the unit's desk alone."""

from __future__ import annotations

from desktop.app.pages import PAGES
from desktop.app.pages.form import Page

REVIEW = Page(
    "review",
    "单位审核",
    "逐份核对、提意见、给出结论。每一步都记下是谁、什么时候做的，都可以撤销。",
)


def with_review(pages: tuple[Page, ...] = PAGES) -> tuple[Page, ...]:
    """The pages as the unit's desk has them: its review stands before the 公示 that follows it."""
    at = next(n for n, page in enumerate(pages) if page.id == "publicity")
    return (*pages[:at], REVIEW, *pages[at:])
