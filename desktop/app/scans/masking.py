"""遮盖 as a person edits it: what is to be covered, boxes on a page, and what to be careful about.

Every edit is a pure function from one :class:`ScanPage` to the next; boxes are named by their place
in the page's list. Quads are in pixels of the page as stored, as everywhere in the case.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.app.findings.messages import message
from desktop.app.findings.progress import State
from desktop.app.scans.scanned import beside, outdated, plan_of
from desktop.app.scans.scanning import kinds_in
from desktop.domain.case import Attachment, Case
from desktop.domain.finding import Finding, Verdict
from desktop.domain.notice import Notice
from desktop.domain.operations.masks import MaskArea
from desktop.domain.scans import MaskBox, MaskKind, Quad, ScanPage, area_of, told
from desktop.domain.terms import Source
from desktop.domain.vocabulary import NO, YES
from desktop.language import tr

ONE_LARGE, PAGE_LARGE = 0.03, 0.08
"""Shares of the page beyond which a box, or all of them, is looked at twice: measured on drawn
pages, where names, units, seals and eyes stay well below."""

RENAMED = tr("选定遮盖以后，姓名或单位改过，请重新查找。")

NOT_READ = tr("程序没有读出这一页。请自己看一遍，要遮的地方在图上拖一块；也可以点“重新查找”再试。")

WORDS: dict[MaskKind, str] = {
    "name": tr("本人姓名"),
    "unit": tr("工作单位"),
    "idno": tr("身份证号"),
    "seal": tr("单位公章"),
    "photo": tr("本人照片"),
    "eyes": tr("照片眼部"),
}

SHORT: dict[MaskKind, str] = {
    "name": tr("姓名"),
    "unit": tr("单位"),
    "idno": tr("身份证号"),
    "seal": tr("公章"),
    "photo": tr("照片"),
    "eyes": tr("眼部"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be covered on the pages of one slot, in words, and where the notice says so.

    ``kinds`` is empty where the pages stay clear; ``sentence`` says that too.
    """

    kinds: tuple[MaskKind, ...]
    sentence: str
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Caution:
    """Something to be careful about: ``box`` is its place in the list, None for the whole page."""

    sentence: str
    box: int | None = None


def wanted(attachment: Attachment, notice: Notice) -> Wanted:
    """What the notice has covered on this attachment."""
    masking = notice.masking
    if not masking.kinds:
        return Wanted((), tr("通知没有要求遮盖，这份材料原样上传。"))
    source = Source(clause=masking.clause, quote=masking.quote)
    if not kinds_in(attachment, notice):
        return Wanted((), tr("这一栏的材料不遮盖，原样上传。"), source)
    return Wanted(
        masking.kinds,
        tr("请遮住：{kinds}", kinds="、".join(WORDS[k] for k in masking.kinds)),
        source,
    )


def with_page(attachment: Attachment, at: int, page: ScanPage) -> Attachment:
    """The attachment with ``page`` in place of page ``at``, and its plan as the pages tell it."""
    pages = (*attachment.scans[:at], page, *attachment.scans[at + 1 :])
    update = {"scans": pages, "mask": plan_of(attachment, pages)}
    return attachment.model_copy(update=update)


def renamed(attachment: Attachment, case: Case, notice: Notice) -> str:
    """That pages were decided by another name or unit than there is now; empty where none was."""
    old = [str(n + 1) for n in outdated(attachment, case, notice)]
    where = tr("第 {pages} 页", pages="、".join(old)) if attachment.pages > 1 else ""
    return f"{where}{RENAMED}" if old else ""


# ------------------------------------------------------------------ edits


def added(page: ScanPage, kind: MaskKind, quad: Quad) -> ScanPage:
    """A box drawn by hand: whoever draws one says 是, and means it."""
    box = MaskBox(kind=kind, quad=quad, confirmed=True)
    return page.model_copy(update={"boxes": (*page.boxes, box), "decision": YES})


def reshaped(page: ScanPage, at: int, quad: Quad) -> ScanPage:
    """Box ``at`` moved, resized or turned."""
    return _with(page, at, quad=quad)


def of_kind(page: ScanPage, at: int, kind: MaskKind) -> ScanPage:
    """Box ``at`` covers something else; what was read there no longer tells why."""
    if page.boxes[at].kind == kind:
        return page
    return _with(page, at, kind=kind, why="")


def confirmed(page: ScanPage, at: int) -> ScanPage:
    """Box ``at`` is to be covered: the person has said so, and 是 with it."""
    return _with(page, at, confirmed=True).model_copy(update={"decision": YES})


def doubted(page: ScanPage, at: int) -> ScanPage:
    """Box ``at`` is a proposal again."""
    return _with(page, at, confirmed=False)


def removed(page: ScanPage, at: int) -> ScanPage:
    """Without box ``at``. 是 with nothing left to cover is open again."""
    boxes = (*page.boxes[:at], *page.boxes[at + 1 :])
    decision = "" if page.decision == YES and not boxes else page.decision
    return page.model_copy(update={"boxes": boxes, "decision": decision})


def decided(page: ScanPage, decision: str) -> ScanPage:
    """是/否/未定. The boxes stay: a 否 taken back finds them again."""
    return page.model_copy(update={"decision": decision})


def all_confirmed(page: ScanPage) -> ScanPage:
    """Every box that needs no second look is to be covered, and the page's answer is 是.

    Those of :func:`to_look_at` are left for the person to decide one by one.
    """
    left = set(to_look_at(page))
    boxes = tuple(
        box if n in left else box.model_copy(update={"confirmed": True})
        for n, box in enumerate(page.boxes)
    )
    return page.model_copy(update={"boxes": boxes, "decision": YES})


def looked_again(page: ScanPage, found: ScanPage) -> ScanPage:
    """``page`` after another look at it: what the person confirmed or drew stays as it is.

    Of what was ``found`` only boxes come that lie on none of those.
    """
    kept = tuple(box for box in page.boxes if box.confirmed)
    boxes = (*kept, *beside(found.boxes, kept))
    return page.model_copy(
        update={"boxes": boxes, "faults": found.faults, "read_for": found.read_for}
    )


# ------------------------------------------------------------------ what is told


def to_look_at(page: ScanPage) -> tuple[int, ...]:
    """The proposals a person has to decide one by one: not sure, or covering much."""
    return tuple(
        n
        for n, box in enumerate(page.boxes)
        if not box.confirmed and (not box.sure or share(page, n) > ONE_LARGE)
    )


def waiting(page: ScanPage) -> int:
    """How many proposals nobody has confirmed yet."""
    return sum(not box.confirmed for box in page.boxes)


def share(page: ScanPage, at: int) -> float:
    """The part of the page box ``at`` covers, 0–1."""
    whole = page.width * page.height
    return area_of(page.boxes[at].quad) / whole if whole else 0.0


def cautions(page: ScanPage, notice: Notice) -> tuple[Caution, ...]:
    """What to look at twice on this page, the most important first."""
    return tuple(_cautions(page, notice))


def _cautions(page: ScanPage, notice: Notice) -> Iterator[Caution]:
    if page.decision == NO:
        sure = [n + 1 for n, box in enumerate(page.boxes) if box.sure]
        if sure:
            yield Caution(
                tr(
                    "这一页找到 {count} 处像是要遮的内容，选了“否”就一处也不遮。"
                    "请再看一眼，确实都不用遮再往下走。",
                    count=len(sure),
                )
            )
        return
    if page.decision == YES and not page.boxes:
        yield Caution(tr("选了“是”，还没有遮盖块：在图上拖出一块；没有要遮的就改选“否”。"))
    limit = next((r for r in notice.rules if isinstance(r.check, MaskArea)), None)
    if limit is not None and isinstance(limit.check, MaskArea) and page.area > limit.check.share:
        yield Caution(
            tr(
                "这一页要遮 {share}。通知 {clause} 写着“{quote}”，最好不超过 {limit}。",
                share=_percent(page.area),
                clause=limit.clause,
                quote=limit.quote,
                limit=_percent(limit.check.share),
            )
        )
    elif page.area > PAGE_LARGE:
        yield Caution(
            tr(
                "这一页一共要遮 {share}，偏多。遮得太多会被退回，请看看有没有多遮的。",
                share=_percent(page.area),
            )
        )
    for n in range(len(page.boxes)):
        part = share(page, n)
        if part > ONE_LARGE:
            yield Caution(
                tr(
                    "第 {number} 块占了这一页的 {share}，偏大，请缩到刚好盖住。",
                    number=n + 1,
                    share=_percent(part),
                ),
                n,
            )


def title(box: MaskBox) -> str:
    """What a box covers, and what was read there: 姓名 · 读作 阿依古丽·买买提."""
    return box.why or tr("{kind} · 自己画的", kind=WORDS[box.kind])


def state(box: MaskBox, decision: str = "") -> str:
    """Where a box stands, in words, on a page with that answer."""
    if decision == NO:
        return tr("这一页不遮")
    if box.confirmed:
        return tr("已确认")
    return tr("待确认") if box.sure else tr("请看一眼")


def spoken(box: MaskBox, at: int, decision: str = "") -> str:
    """What a screen reader says of a box: 遮盖块 2，姓名，未确认，读作 阿依古丽."""
    said = tr("已确认") if box.confirmed else tr("未确认") if box.sure else tr("未确认，请看一眼")
    if decision == NO:
        said = state(box, decision)
    rest = box.why.removeprefix(WORDS[box.kind]).removeprefix(SHORT[box.kind]).lstrip(" ·")
    return "，".join(
        w for w in (tr("遮盖块 {number}", number=at + 1), SHORT[box.kind], said, rest) if w
    )


def summary(page: ScanPage) -> str:
    """One line on the whole page."""
    if page.decision == NO:
        return tr("这一页不遮盖。")
    if not page.boxes:
        return tr("这一页没有遮盖块。")
    open_, doubtful = waiting(page), sum(not b.sure and not b.confirmed for b in page.boxes)
    if not open_:
        return tr("{count} 处都已确认。", count=len(page.boxes))
    told = tr("{count} 处，{open} 处待确认", count=len(page.boxes), open=open_)
    return (
        tr("{told}，其中 {doubtful} 处请看一眼。", told=told, doubtful=doubtful)
        if doubtful
        else f"{told}。"
    )


def faults(attachment: Attachment, at: int) -> tuple[str, ...]:
    """Why page ``at`` may be sent back; nothing of its print once the person says how it reads."""
    if at >= len(attachment.scans):
        return ()
    named: dict[str, str | int] = {
        "title": attachment.title or attachment.file_name,
        "page": at + 1,
    }
    return tuple(
        message(Finding("scan", Verdict.WARN, "", f"scan_{fault.kind}", fault.facts | named))
        for fault in told(attachment.scans[at].faults, attachment.legible)
    )


def first_faults(attachment: Attachment) -> tuple[str, ...]:
    """The same of the first page that has any."""
    told = (faults(attachment, at) for at in range(len(attachment.scans)))
    return next(filter(None, told), ())


def corrections(attachment: Attachment) -> str:
    """What was put right on the pages, in a word each: 已裁边、已转正."""
    made = [page.correction for page in attachment.scans]
    said = (
        (tr("已裁边"), any(one.corners is not None for one in made)),
        (tr("已转正"), any(one.turns or one.mirrored for one in made)),
        (tr("已扶正"), any(one.skew for one in made)),
    )
    return "、".join(word for word, true in said if true)


def overview(attachment: Attachment) -> str:
    """One line on an attachment whose pages have been looked at, or some of them."""
    seen = sum(1 for page in attachment.scans if page.width)
    if 0 < seen < attachment.pages:
        return tr(
            "已看 {seen} / {pages} 页，{rest}",
            seen=seen,
            pages=attachment.pages,
            rest=_overview(attachment),
        )
    return _overview(attachment)


def _overview(attachment: Attachment) -> str:
    if attachment.mask.decision == NO:
        return tr("不遮盖。")
    pages = [page for page in attachment.scans if page.decision != NO]
    found = sum(len(page.boxes) for page in pages)
    open_ = sum(waiting(page) for page in pages)
    if not attachment.mask.decision:
        return (
            tr("找到 {found} 处像是要遮的，还没有定。", found=found)
            if found
            else tr("没有找到要遮的，还没有定。")
        )
    if open_:
        return tr("要遮盖，还有 {open} 处待确认。", open=open_)
    return tr("要遮盖，{found} 处都已确认。", found=found)


def standing(attachment: Attachment) -> tuple[State, str]:
    """An attachment that may have to be covered in a mark and a word: 已遮盖, 无需遮盖, 未确认."""
    plan = attachment.mask
    if plan.decision == NO:
        return "rest", tr("无需遮盖")
    if any(page.width for page in attachment.scans):
        seen = sum(1 for page in attachment.scans if page.width)
        open_ = any(waiting(page) for page in attachment.scans if page.decision != NO)
        settled = seen >= attachment.pages and not open_
    else:
        settled = bool(plan.needed) and set(plan.needed) <= set(plan.done)
    return ("done", tr("已遮盖")) if plan.decision and settled else ("open", tr("未确认"))


def _percent(part: float) -> str:
    value = part * 100
    return f"{value:.0f}%" if value >= 10 or value == round(value) else f"{value:.1f}%"


def _with(page: ScanPage, at: int, **changed: object) -> ScanPage:
    box = page.boxes[at].model_copy(update=changed)
    return page.model_copy(update={"boxes": (*page.boxes[:at], box, *page.boxes[at + 1 :])})
