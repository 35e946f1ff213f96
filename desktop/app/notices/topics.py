"""The groups of a notice's overview, in the order of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop.app.notices import words
from desktop.app.notices.lines import (
    NOWHERE,
    UNSAID_HERE,
    Group,
    Line,
    Said,
    by_field,
    by_op,
    by_words,
    either,
    first_rule,
    in_text,
    line,
    place,
    sayings,
)
from desktop.app.notices.words import UNSAID
from desktop.domain.notice import Notice, Rule
from desktop.domain.terms import Deadline, DocumentTerms, Source, TrainingTerms
from desktop.language import tr

_WINDOWS = {"online": tr("网上申报"), "paper": tr("交纸质材料"), "fee": tr("缴费")}
"""Dates everybody asks for: where the notice has none the line says so."""

_BRIEF = ("dates.", "who.audience", "mask.kinds", "counts.")
"""How the ids begin of the lines a notice is known by."""


def overview(notice: Notice) -> tuple[Group, ...]:
    """Everything the notice asks, on one page."""
    return (
        Group("dates", tr("什么时候办"), tuple(_dates(notice))),
        Group("who", tr("谁可以报，报什么"), tuple(_who(notice))),
        Group("platform", tr("在哪里报"), tuple(_platform(notice))),
        Group("counts", tr("字数、次数和期限"), tuple(_counts(notice))),
        Group("mask", tr("遮盖和文件"), tuple(_mask(notice))),
        Group("years", tr("继续教育和考核"), tuple(_years(notice))),
        Group("documents", tr("文书"), tuple(_documents(notice))),
        Group("papers", tr("纸质材料"), tuple(_papers(notice))),
        Group("slots", tr("要传的附件"), tuple(_slots(notice))),
        Group("after", tr("费用和答辩"), tuple(_after(notice))),
    )


def brief(notice: Notice) -> tuple[Line, ...]:
    """The lines one knows a notice by, without those it leaves open."""
    lines = (one for group in overview(notice) for one in group.lines)
    return tuple(one for one in lines if one.id.startswith(_BRIEF) and not one.unsaid)


def _dates(notice: Notice) -> Iterator[Line]:
    there = {deadline.id: deadline for deadline in notice.deadlines}
    missing = {i: Deadline(id=i, title=title) for i, title in _WINDOWS.items() if i not in there}
    for window in (*there.values(), *missing.values()):
        says = Said(words.span(window), place(window)) if window.start or window.end else None
        yield Line(f"dates.{window.id}", window.title, (says or UNSAID_HERE,))


def _who(notice: Notice) -> Iterator[Line]:
    scope = by_field(notice, "person.status", "unit.kind", "unit.registered_prefecture")
    yield line("who.audience", tr("谁可以报"), notice.audience, scope)
    yield _levels(notice)
    specialties = "、".join(notice.specialties)
    yield line(
        "who.specialties",
        tr("系列和专业"),
        "　".join(part for part in (notice.series, specialties) if part),
        in_text(notice, notice.title, *notice.specialties, notice.series),
    )
    types = by_words(notice, *(kind for kind in notice.types if kind != "评审"), "评审")
    yield line("who.types", tr("申报方式"), "、".join(notice.types), types)
    yield line(
        "who.region",
        tr("地区和发文单位"),
        "　".join(part for part in (notice.region, notice.issuer) if part),
        in_text(notice, notice.issuer, notice.region),
    )


def _levels(notice: Notice) -> Line:
    """The levels; where the notice does not name each of them, that is said."""
    source = either(by_field(notice, "apply.level"), in_text(notice, *notice.levels))
    return line("who.levels", tr("级别"), words.levels(notice), source)


def _platform(notice: Notice) -> Iterator[Line]:
    name, url = notice.platform_name, notice.platform_url
    host = url.partition("//")[2].rstrip("/") or url
    yield line("platform.name", tr("平台"), name, by_words(notice, name, *name.split(" · ")[::-1]))
    yield line("platform.url", tr("网址"), url, by_words(notice, url.rstrip("/"), host))
    yield line("platform.channel", tr("通道"), notice.channel, by_words(notice, notice.channel))
    receivers = sayings(r for r in notice.rules if _checks(r, "platform.receiver"))
    yield Line("platform.receiver", tr("材料接收部门"), receivers or (UNSAID_HERE,))


def _checks(rule: Rule, field: str) -> bool:
    return getattr(rule.check, "field", "") == field


def _counts(notice: Notice) -> Iterator[Line]:
    terms = notice.summary
    length = words.count(terms.min, terms.max) if terms.min or terms.max else ""
    yield line(
        "counts.summary", tr("工作总结"), length, either(terms, by_op(notice, "summary_length"))
    )
    topics = tr("写清{topics}", topics="、".join(terms.topics)) if terms.topics else ""
    yield line(
        "counts.topics", tr("总结内容"), topics, either(by_op(notice, "summary_topics"), terms)
    )
    yield _identity(notice)
    most = notice.submissions
    yield line(
        "counts.submissions",
        tr("最多提交几次"),
        tr("{max} 次（{counted}）", max=most.max, counted=words.COUNTED[most.counts])
        if most
        else "",
        most or NOWHERE,
    )
    hours = notice.return_hours
    yield line(
        "counts.return",
        tr("退回后多久改好"),
        tr("{hours} 小时内", hours=hours) if hours else "",
        by_op(notice, "resubmitted"),
    )
    days = notice.publicity_workdays
    yield line(
        "counts.publicity",
        tr("单位公示"),
        tr("不少于 {days} 个工作日", days=days) if days else "",
        by_op(notice, "workdays"),
    )


def _identity(notice: Notice) -> Line:
    """Whether name and unit may stand in the summary: forbidden, printed by the form, or unsaid."""
    if not notice.summary.identity_allowed:
        hidden = tr("不能出现本人姓名和工作单位")
        return line("counts.identity", _NAMED, hidden, by_op(notice, "summary_no_identity"))
    signed = (d for d in notice.documents if d.clause and _is_signed_summary(notice, d))
    form = next(signed, None)
    shown = tr("式样要写明本人姓名、工作单位") if form else ""
    return line("counts.identity", _NAMED, shown, form or NOWHERE)


_NAMED = tr("总结里的姓名")


def _is_signed_summary(notice: Notice, terms: DocumentTerms) -> bool:
    titles = [notice.wording.get(p.wording, "") for p in terms.content if p.piece == "title"]
    return any(p.piece == "summary" for p in terms.content) and any("{name}" in t for t in titles)


def _mask(notice: Notice) -> Iterator[Line]:
    terms, files = notice.masking, notice.files
    kinds = "、".join(words.MASKED[kind] for kind in terms.kinds)
    yield line("mask.kinds", tr("要遮盖"), kinds, either(terms, by_op(notice, "mask")))
    where = tr("在平台上遮盖") if terms.where == "platform" else terms.where
    yield line(
        "mask.where", tr("在哪里遮盖"), where, terms if terms.kinds or terms.quote else NOWHERE
    )
    titles = {slot.id: slot.title for slot in notice.slots}
    never = "、".join(titles.get(slot, slot) for slot in terms.never)
    kept = first_rule(notice, lambda rule: bool(set(terms.never) & set(_of(rule))))
    yield line("mask.never", tr("不能遮盖"), never, either(kept, by_op(notice, "photo")))
    secrets = either(by_op(notice, "not_classified"), files)
    secret = {"forbidden": tr("不得上传"), "declassified": tr("脱密处理后可以上传"), None: ""}
    yield line("mask.classified", tr("涉密材料"), secret[files.classified], secrets)
    yield line("mask.formats", tr("文件格式"), "、".join(files.formats).upper(), files)
    named = Said(tr("按内容取名，不要用 IMG_001 这样的名字"), by_op(notice, "file_names"))
    free = Said(tr("不要求"), kind="waived")
    name = {True: named, False: free, None: UNSAID_HERE}
    yield Line("mask.names", tr("文件名"), (name[files.content_names],))
    size = tr("不超过 {max_kb} KB", max_kb=files.max_kb) if files.max_kb else ""
    yield line("mask.size", tr("文件大小"), size, files)
    pixels = tr("不少于 {min_pixels} 像素", min_pixels=files.min_pixels) if files.min_pixels else ""
    yield line("mask.pixels", tr("图片清晰度"), pixels, either(by_op(notice, "legible")))


def _of(rule: Rule) -> tuple[str, ...]:
    """The slots a rule wants filled."""
    check = rule.check
    return check.of if check.op == "slots" else (check.slot,) if check.op == "photo" else ()


def _years(notice: Notice) -> Iterator[Line]:
    kinds = (tr("专业"), tr("公需"))
    named = (*kinds, *(t.kind for t in notice.training if t.kind not in kinds))
    for kind in dict.fromkeys(named):
        terms = [t for t in notice.training if t.kind == kind]
        says = [said for t in terms for said in _training(notice, t)]
        covered = {level for t in terms for level in t.levels}
        if covered and all(t.levels for t in terms):
            says += _left_out(notice, covered, "training")
        yield Line(
            f"years.training.{kind}",
            tr("继续教育（{kind}）", kind=kind),
            tuple(says) or (UNSAID_HERE,),
        )
    assessed = notice.assessment
    if assessed is None:
        yield Line("years.assessment", tr("年度考核"))
        return
    short = {
        True: Said(tr("工作不满这些年的，按实际年限"), place(assessed)),
        False: Said(tr("工作不满这些年的，也要齐"), place(assessed)),
        None: Said(tr("工作不满这些年的怎么办，{unsaid}", unsaid=UNSAID), kind="unsaid"),
    }
    says_years = Said(
        words.years(assessed.years, notice), either(assessed, by_op(notice, "year_forms"))
    )
    yield Line("years.assessment", tr("年度考核"), (says_years, short[assessed.short_service]))


def _training(notice: Notice, terms: TrainingTerms) -> Iterator[Said]:
    whom = f"{'、'.join(terms.levels)}：" if terms.levels else ""
    if terms.years is not None:
        yield Said(f"{whom}{words.years(terms.years, notice)}", place(terms))
    else:
        asked = next((q.ask for q in notice.questions if q.id == terms.count), "")
        yield Said(
            tr("{whom}要几年，按对这个问题的回答：{asked}", whom=whom, asked=asked), place(terms)
        )
    if terms.most:
        yield Said(tr("最多上传 {most} 年", most=terms.most), place(terms))
    freed = first_rule(notice, _is_exempting)
    for exempt in terms.exempt:
        listed = any(kind[:3] in notice.text for kind in exempt.service)
        yield Said(words.exemption(exempt, listed=listed), either(freed, terms))


def _is_exempting(rule: Rule) -> bool:
    """Whether a rule is about who has done 专项工作 and needs no certificates for it."""
    when = rule.applies_when
    asked = isinstance(when, dict) and not _SERVICE.isdisjoint(when)
    return rule.page in ("training", "attachments") and asked


_SERVICE = frozenset(("service", "special_service"))


def _left_out(notice: Notice, covered: Iterable[str], page: str, stage: str = "") -> Iterator[Said]:
    """What the notice says to the levels a term does not name: not wanted, or nothing."""
    for level in (one for one in notice.levels if one not in covered):
        said = sayings(r for r in notice.rules if _excuses(r, level, page, stage))
        yield from (Said(s.text, s.source, "waived") for s in said)
        if not said:
            yield Said(f"{level}：{UNSAID}", kind="unsaid")


def _excuses(rule: Rule, level: str, page: str, stage: str) -> bool:
    when = rule.applies_when
    levels = when.get("level", ()) if isinstance(when, dict) else ()
    here = (not page or rule.page == page) and (not stage or rule.stage == stage)
    return rule.kind == "remind" and here and isinstance(levels, tuple) and level in levels


def _documents(notice: Notice) -> Iterator[Line]:
    for terms in notice.documents:
        source = either(terms, by_words(notice, terms.title))
        yield line(f"documents.{terms.kind}", terms.title, words.document(terms), source)
    if not notice.documents:
        yield Line("documents", tr("文书"))


def _papers(notice: Notice) -> Iterator[Line]:
    for terms in notice.papers:
        yield line(f"papers.{terms.id}", terms.title, words.paper(terms), terms)
    if not notice.papers:
        yield Line("papers", tr("纸质材料"))
    handing = sayings(r for r in notice.rules if r.stage == "paper" and r.check.op in _TOLD)
    if handing:
        yield Line("papers.handing", tr("办理时注意"), handing)


_TOLD = ("none", "tick")
"""Checks of rules that only tell, or are only confirmed."""


def _slots(notice: Notice) -> Iterator[Line]:
    quotes = {rule.clause: rule.quote for rule in reversed(notice.rules) if rule.quote}
    for column in notice.columns:
        titles = dict.fromkeys(s.title for s in notice.slots if s.column == column.id)
        source = Source(clause=column.clause, quote=quotes.get(column.clause, ""))
        hint = f"（{column.hint}）" if column.hint and titles else column.hint
        yield line(f"slots.{column.id}", column.title, "、".join(titles) + hint, source)


def _after(notice: Notice) -> Iterator[Line]:
    fees = tuple(
        Said(tr("{type}　{level}　{yuan} 元", type=f.type, level=f.level, yuan=f.yuan), place(f))
        for f in notice.fees
    )
    yield Line(
        "after.fees",
        tr("评审费"),
        fees or (Said(tr("金额{unsaid}", unsaid=UNSAID), kind="unsaid"),),
    )
    paying = sayings(r for r in notice.rules if r.stage == "fee" and r.check.op in _TOLD)
    if paying:
        yield Line("after.paying", tr("缴费时注意"), paying)
    yield Line("after.defence", tr("现场答辩"), tuple(_defence(notice)))


def _defence(notice: Notice) -> Iterator[Said]:
    terms = notice.defence
    if not terms.levels:
        spoken = sayings(r for r in notice.rules if r.stage == "defence" and r.kind == "remind")
        yield from spoken or (UNSAID_HERE,)
        return
    yield Said(tr("{levels}：要参加", levels="、".join(terms.levels)), place(terms))
    if terms.exempt_counties:
        yield Said(
            tr("{exempt_counties}的不用参加", exempt_counties="、".join(terms.exempt_counties)),
            by_field(notice, "unit.county"),
        )
    yield from _left_out(notice, terms.levels, "", "defence")
