"""What a page shows in place of a part there is none of: one line that says why.

The answer itself is given on the first page (``先问几件事``); one click leads back to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.app.pages.asked import Asked, asked
from desktop.app.pages.form import ListSection, Section
from desktop.domain.case import Case
from desktop.domain.entry_rules import SAY, page_of
from desktop.domain.finding import Finding, Verdict
from desktop.domain.lacking import PARTS, MayLack, content, lacks
from desktop.domain.lacking import said as answer
from desktop.domain.notice import Notice

LACKS: dict[str, str] = {
    "has.service": "没有参加过专项工作",
    "has.aid": "没有援疆",
    "civil_transfer.transferred": "不是从公务员队伍转来的",
    "has.other_employer": "没有换过单位",
    "has.quals": "没有职业资格证书",
    "has.ip": "没有知识产权",
    "has.awards": "没有获奖",
    "has.papers": "没有论文",
    "has.books": "没有著作",
    "has.representative": "没有代表作",
    "has.result_documents": "没有工作成果文件",
}
"""What saying 没有 comes to, by where it is answered."""


@dataclass(frozen=True, slots=True)
class Absent:
    """Why a section, or some of what it could hold, is 不适用; ``path`` is where that was said.

    ``whole``: nothing of the section is left.
    """

    sentence: str
    path: str
    whole: bool


def absent(
    section: Section | ListSection, case: Case, wanted: Asked, now: datetime
) -> Absent | None:
    """What is said in place of what ``section`` does not ask; None where nothing is lacking."""
    gone = [
        part
        for part in _parts(section)
        if lacks(part, case) and (part.path in wanted or content(part, case, now))
    ]
    if not gone:
        return None
    why = f"您答了{lacked([part.path for part in gone])}"
    aside = sum(content(part, case, now) for part in gone)
    if aside and isinstance(section, ListSection):
        why += f"。以前填的 {aside} 项收起来了，没有删除"
    elif aside:
        why += "。以前填的收起来了，没有删除"
    return Absent(f"不适用：{why}。", gone[0].path, not gone[0].type)


def unasked(case: Case, notice: Notice, now: datetime) -> tuple[Finding, ...]:
    """That some of 有没有 is still to be answered, as one finding; none where nothing is.

    A case somebody has filled in without these questions is left in peace until one is answered.
    """
    if not any(said for _, said in case.has) and (case.edu or case.work or case.items):
        return ()
    wanted = asked(notice)
    paths = tuple(
        part.path
        for part in PARTS
        if part.path in wanted and not answer(part, case) and not content(part, case, now)
    )
    if not paths:
        return ()
    return (
        Finding(
            rule="entry.asked",
            verdict=Verdict.TODO,
            say=SAY["asked"],
            reason="unanswered",
            evidence=paths,
            page=page_of(paths[0]),
            binds=("applicant",),
            stage="fill",
        ),
    )


def _parts(section: Section | ListSection) -> tuple[MayLack, ...]:
    paths = (section.path,) if isinstance(section, ListSection) else _paths(section)
    roots = {path.partition(".")[0] for path in paths}
    # Where the question itself stands it is not covered by its answer.
    return tuple(part for part in PARTS if part.root in roots and part.path not in paths)


def _paths(section: Section) -> tuple[str, ...]:
    return tuple(field.path for field in section.fields)


def lacked(paths: Sequence[str]) -> str:
    """What was answered that there is none of: 没有论文、没有著作."""
    return "、".join(LACKS[path] for path in paths)
