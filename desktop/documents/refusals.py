"""What is told where a document is not made: a fact is missing, or contradicts its wording."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from desktop.domain.case import Publicity
from desktop.domain.moments import chinese_day
from desktop.domain.terms import DocumentTerms
from desktop.errors import UserError

LABELS: Mapping[str, str] = {
    "person.name": "姓名",
    "person.gender": "性别",
    "person.ethnicity": "族别",
    "person.politics": "政治面貌",
    "person.id_no": "身份证号",
    "title.has": "有无现职称",
    "title.name": "现任职称",
    "apply.series": "申报系列",
    "apply.specialty": "申报专业",
    "apply.level": "申报级别",
    "unit.name": "工作单位全称",
    "unit.contact": "单位联系人",
    "unit.phone": "单位联系电话",
    "summary.text": "工作总结正文",
    "pub.start": "公示起始日",
    "pub.end": "公示截止日",
    "pub.office": "反映问题的办公室",
    "pub.phone": "监督电话",
    "pub.political_text": "思想政治条件",
    "pub.achievement_text": "业绩成果",
    "pub.days": "公示天数",
    "pub.objection": "公示期间有无异议",
    "pub.result_date": "公示结果落款日期",
    "pub.recommend_date": "推荐意见落款日期",
    "apply.target": "拟申报职称",
    "person.birth": "出生年月",
    "person.work_start": "参加工作时间",
    "supervisor.name": "主管单位全称",
    "career.years": "从事专业技术工作年限",
    "civil_transfer.from_org": "原机关单位",
    "civil_transfer.since": "转入时间",
    "edu": "学历",
    "edu.*.degree": "学位（没有的填“无”）",
    "edu.*.end": "毕业时间",
    "edu.*.school": "毕业学校",
    "edu.*.major": "所学专业",
    "work": "工作经历",
    "service": "专项工作",
    "service.*.reason": "免考理由（或专项工作的起止、地点和免的年度）",
}
"""What a field is called where a document lacks it; ``*`` for any entry of a list."""


def label(path: str) -> str:
    """What the field at ``path`` is called; "" for one that no document states."""
    stem, *rest = path.split(".")
    starred = ".".join((stem, "*", *rest[1:]))
    return LABELS.get(path) or LABELS.get(starred, "")


class MissingFacts(UserError):
    """A document that is not made, because facts it states are not there."""

    def __init__(self, title: str, fields: tuple[str, ...]) -> None:
        names = "、".join(dict.fromkeys(filter(None, map(label, fields)))) or "材料中的内容"
        super().__init__(
            f"《{title}》还不能生成，缺：{names}。",
            safe="已填写的内容都在，没有生成半份文书。",
            todo="请把缺的内容补上，再生成一次。",
            details=fields,
        )
        self.fields = fields


class RefusedDocument(UserError):
    """A document whose facts contradict its own wording."""


def reversed_period(pub: Publicity) -> RefusedDocument:
    """The 公示 ends before it begins."""
    return RefusedDocument(
        f"公示截止日{chinese_day(pub.end)}早于起始日{chinese_day(pub.start)}。",
        safe="已填写的内容都在，没有生成文书。",
        todo="请核对公示的起止日期，改好后再生成。",
        details=("pub.end", "pub.start"),
    )


AGAINST = ("公示无异议", "公示期间无异议", "同意推荐")
"""What no document says of somebody whose 公示 is disputed."""


def objected(title: str, says: str, pub: Publicity) -> RefusedDocument:
    """Somebody objected, and the document ``says`` that nobody did, or recommends all the same."""
    todo = "请先按规定核实处理异议；核实后确无问题的，把“有无异议”改为无，再生成。"
    if pub.unsettled:
        todo = "请先按规定核实处理，在“公示”一栏给每条异议写上处理结果；都不成立的，再生成。"
    elif pub.objections:
        todo = "异议成立的，不能出这份文书；怎样办理请问受理部门。结果登记错了的，可以改。"
    return RefusedDocument(
        f"公示期间记录了异议，《{title}》写的是“{says}”，不能生成。",
        safe="公示和异议的记录都在，没有改动。",
        todo=todo,
        details=("pub.objection",),
    )


def unsettled(title: str) -> RefusedDocument:
    """An objection is still being looked into, and the document tells how it came out."""
    return RefusedDocument(
        f"还有异议没有处理完，《{title}》要写明有无异议，现在不能生成。",
        safe="公示和异议的记录都在，没有改动。",
        todo="请先按规定核实处理，在“公示”一栏给每条异议写上处理结果，再生成。",
        details=("pub.objection",),
    )


def too_early(terms: DocumentTerms, before: date, dated: date) -> RefusedDocument:
    """A document is dated before what it speaks of is over."""
    path, earlier = terms.date or "", terms.after or ""
    return RefusedDocument(
        f"《{terms.title}》的落款日期{chinese_day(dated.isoformat())}"
        f"不晚于{label(earlier)}{chinese_day(before.isoformat())}。",
        safe="已填写的内容都在，没有生成文书。",
        todo=_AFTER.get(earlier, "请把落款日期改为在此之后的一天。"),
        details=(path, earlier),
    )


_AFTER = {"pub.end": "公示期满以后才能出具结果，请把落款日期改为截止日之后的一天。"}
