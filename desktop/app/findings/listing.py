"""Findings and notices as text for a terminal, and as JSON for programs.

The JSON's keys are a promise: they are described in ``resources/help/command-line.md``, and a
reader may rely on them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from desktop.app.findings.messages import WORDS, message
from desktop.app.findings.report import GRAVEST_FIRST, PAGE_TITLES, count_line, counted
from desktop.domain.case import Case
from desktop.domain.finding import Finding, Verdict, submittable
from desktop.domain.moments import beijing, chinese_moment
from desktop.domain.notice import Notice

_QUIET = (Verdict.PASS, Verdict.INFO)
"""Verdicts that ask nothing of anybody: one short line each."""


def findings_text(notice: Notice, now: datetime, findings: Sequence[Finding]) -> Iterator[str]:
    """The findings in lines, grouped by verdict, gravest first; the last line counts them."""
    yield f"{notice.short_title}　判定时间 {chinese_moment(now)}（北京时间）"
    for verdict in GRAVEST_FIRST:
        group = [finding for finding in findings if finding.verdict is verdict]
        if not group:
            continue
        yield ""
        yield f"【{WORDS[verdict]}】{len(group)} 项"
        for finding in group:
            clause = f"　依据 {finding.clause}" if finding.clause else ""
            yield f"  · {finding.say}{clause}"
            if verdict not in _QUIET:
                where = PAGE_TITLES.get(finding.page) if verdict is not Verdict.NA else ""
                yield f"    {message(finding)}" + (f"（在“{where}”页）" if where else "")
    yield ""
    result = "可以提交" if submittable(findings) else "还不能提交"
    yield f"共 {len(findings)} 项：{count_line(findings)}。{result}。"


def findings_json(
    case: Case, notice: Notice, now: datetime, findings: Sequence[Finding]
) -> dict[str, Any]:
    """The findings as a program reads them."""
    return {
        "case": case.case_id,
        "notice": notice.id,
        "at": beijing(now).isoformat(timespec="minutes"),
        "findings": [
            {
                "rule": finding.rule,
                "verdict": finding.verdict.value,
                "say": finding.say,
                "message": message(finding),
                "evidence": list(finding.evidence),
                "clause": finding.clause,
                "quote": finding.quote,
                "page": finding.page,
            }
            for finding in findings
        ],
        "counts": {verdict.value: number for verdict, number in counted(findings).items()},
        "submittable": submittable(findings),
    }


def notice_text(notice: Notice) -> Iterator[str]:
    """One notice in lines: who issued it, its dates, what it wants."""
    yield notice.title
    yield f"  编号 {notice.id}（第 {notice.version} 版）　{notice.issuer}"
    yield f"  适用：{notice.audience or '通知未写'}"
    yield f"  级别：{'、'.join(notice.levels)}　方式：{'、'.join(notice.types)}"
    for deadline in notice.deadlines:
        span = f"{deadline.start or '通知未写'} 至 {deadline.end or '通知未写'}"
        yield f"  {deadline.title}：{span}（依据 {deadline.clause}）"
    yield f"  文书：{'、'.join(document.title for document in notice.documents)}"
    yield f"  核对规则 {len(notice.rules)} 条，附件栏目 {len(notice.slots)} 个"


def notice_json(notice: Notice) -> dict[str, Any]:
    """One notice as a program reads it; ``null`` is 通知未写."""
    return {
        "id": notice.id,
        "version": notice.version,
        "title": notice.title,
        "year": notice.year,
        "issuer": notice.issuer,
        "status": notice.status,
        "levels": list(notice.levels),
        "types": list(notice.types),
        "deadlines": [
            {"id": d.id, "title": d.title, "start": d.start, "end": d.end, "clause": d.clause}
            for d in notice.deadlines
        ],
        "documents": [{"kind": d.kind, "title": d.title} for d in notice.documents],
        "slots": [{"id": s.id, "title": s.title, "column": s.column} for s in notice.slots],
        "rules": [
            {"id": r.id, "say": r.say, "clause": r.clause, "quote": r.quote} for r in notice.rules
        ],
    }
