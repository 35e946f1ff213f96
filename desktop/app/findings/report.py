"""The checklist as a document: what the packet carries as 检查报告.pdf."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from desktop.app.findings.messages import WORDS, message
from desktop.app.pages import PAGES
from desktop.documents.blocks import Document
from desktop.documents.checklist import ReportRow, checklist
from desktop.domain.case import Case
from desktop.domain.finding import BLOCKING, Finding, Verdict
from desktop.domain.moments import chinese_moment
from desktop.domain.notice import Notice

GRAVEST_FIRST = (
    Verdict.FAIL, Verdict.TODO, Verdict.UNKNOWN, Verdict.WARN, Verdict.OPEN, Verdict.LATER,
    Verdict.PASS, Verdict.INFO, Verdict.NA,
)  # fmt: skip
"""The order in which a person wants to read verdicts."""

AWAY = "不适用于您的"
"""The heading under which a report says what does not concern the applicant, and why."""

PAGE_TITLES = {page.id: page.title for page in PAGES}


def counted(findings: Sequence[Finding]) -> dict[Verdict, int]:
    """How many findings have each verdict; verdicts that do not occur are left out."""
    numbers = dict.fromkeys(GRAVEST_FIRST, 0)
    for finding in findings:
        numbers[finding.verdict] += 1
    return {verdict: number for verdict, number in numbers.items() if number}


def count_line(findings: Sequence[Finding]) -> str:
    """The counts in words: 需修改 2 项，已符合 56 项."""
    return "，".join(
        f"{WORDS[verdict]} {number} 项" for verdict, number in counted(findings).items()
    )


def report(case: Case, notice: Notice, findings: Sequence[Finding], now: datetime) -> Document:
    """The checklist of ``findings``, grouped by the page where each is put right.

    What does not concern this applicant stands at the end, with the reason; a reminder says itself.
    """
    head = (
        ("通知", notice.title),
        ("申报", f"{case.apply.type}　{case.apply.level}　{case.apply.specialty}".strip("　")),
        ("检查时间", f"{chinese_moment(now)}（北京时间）"),
        ("结果", count_line(findings)),
    )
    rank = {verdict: place for place, verdict in enumerate(GRAVEST_FIRST)}
    rows = [
        ReportRow(
            step=title,
            state=WORDS[finding.verdict],
            title=finding.say,
            reason="" if finding.verdict is Verdict.INFO else message(finding),
            clause=finding.clause,
            quote=finding.quote,
        )
        for page, title in PAGE_TITLES.items()
        for finding in sorted(findings, key=lambda f: rank[f.verdict])
        if finding.page == page and finding.verdict is not Verdict.NA
    ]
    rows += [
        ReportRow(AWAY, WORDS[finding.verdict], finding.say, message(finding), finding.clause)
        for finding in findings
        if finding.verdict is Verdict.NA
    ]
    open_ = [f for f in findings if f.verdict in BLOCKING]
    return checklist(head, rows, unfinished=f"未完成：{count_line(open_)}" if open_ else "")
