"""The field tables of the wizard pages, in the order of the rail.

From a field to its page: :func:`page_of`. From a rule to its page: ``Rule.page``.
"""

from __future__ import annotations

from desktop.app.pages.achievements import ACHIEVEMENTS
from desktop.app.pages.asked import page_of_question
from desktop.app.pages.basic import BASIC
from desktop.app.pages.education import EDUCATION
from desktop.app.pages.finish import FINISH
from desktop.app.pages.form import Page, model_paths
from desktop.app.pages.notice import NOTICE
from desktop.app.pages.publicity import PUBLICITY
from desktop.app.pages.title import TITLE
from desktop.app.pages.training import TRAINING
from desktop.app.pages.work import WORK
from desktop.app.summary.writing import wants_summary
from desktop.domain.case import Case
from desktop.domain.notice import Notice


def _summary_lead(_case: Case, notice: Notice) -> str:
    if not wants_summary(notice):
        return ""
    return "写任现职以来的业务工作总结。上方随时显示字数，“材料检查”里列出还要改的地方。"


SUMMARY = Page(
    "summary",
    "工作总结",
    _summary_lead,
)
ATTACHMENTS = Page(
    "attachments",
    "附件",
    "把扫描件或照片放进对应的栏目。原件不会被改动。",
)

PAGES: tuple[Page, ...] = (
    NOTICE,
    BASIC,
    EDUCATION,
    TITLE,
    WORK,
    ACHIEVEMENTS,
    TRAINING,
    SUMMARY,
    ATTACHMENTS,
    PUBLICITY,
    FINISH,
)

_ELSEWHERE = {"summary": "summary", "attachments": "attachments", "papers": "publicity"}
_HOME = {path: page.id for page in PAGES for path in model_paths(page)}


def page_of(path: str, notice: Notice | None = None) -> str:
    """The id of the page that shows the field (or entry, or list) at ``path``; ``""`` for none.

    ``notice`` tells where the answers to its own questions are given.
    """
    head, _, rest = path.partition(".")
    if head == "answers":
        asked = notice.questions if notice is not None else ()
        key = rest.partition(".")[0]
        return next((page_of_question(q) for q in asked if q.id == key), "")
    if head in _ELSEWHERE:
        return _ELSEWHERE[head]
    if path in _HOME:
        return _HOME[path]
    # An entry's field, an entry or a whole list: what counts is the list it belongs to.
    for known, page_id in _HOME.items():
        stem = known.partition(".*")[0]
        if ".*" in known and (path == stem or path.startswith(f"{stem}.")):
            return page_id
    return next((page_id for known, page_id in _HOME.items() if known.startswith(f"{path}.")), "")
