"""公示与推荐: what the unit does (公示, 公示结果, 推荐意见, 审核意见)."""

from __future__ import annotations

from desktop.app.form import Field, Page, Section, When
from desktop.domain import vocabulary as words
from desktop.domain.case import Case
from desktop.domain.notice import Notice
from desktop.domain.operations import PublicityContents

_OBJECTED = (When("pub.objection", (True,)),)


def _contents(_case: Case, notice: Notice) -> tuple[str, ...]:
    """What the notice wants to stand in the 公示."""
    checks = [rule.check for rule in notice.rules]
    wanted = [item for c in checks if isinstance(c, PublicityContents) for item in c.items]
    return tuple(dict.fromkeys(wanted))


PUBLICITY = Page(
    "publicity",
    "公示与推荐",
    "这一页由单位人事来做：公示、公示结果、推荐意见。",
    (
        Section(
            "公示",
            (
                Field("pub.start", "公示开始", "例如：2024-07-15", "day", width=9),
                Field("pub.end", "公示结束", "最后一天，例如：2024-07-22", "day", width=9),
                Field("pub.office", "反映问题找哪个办公室", "例如：综合", width=14, unit="办公室"),
                Field("pub.phone", "监督电话", "手机或带区号的座机。", "phone", width=12),
                Field(
                    "pub.political_text",
                    "思想政治条件",
                    "突出政治表现，强调职业操守和从业行为。",
                    "long_text",
                    width=36,
                ),
                Field(
                    "pub.achievement_text",
                    "业绩成果",
                    "简要描述近五年的实践能力和业绩成果，并说明对业绩成果的实际贡献。",
                    "long_text",
                    width=36,
                ),
                Field("pub.contents", "公示里已经写到", "", "checks", _contents, 24),
                Field("pub.photo", "公示拍照留存了吗？", "", "yesno", optional=True),
            ),
        ),
        Section(
            "公示结果",
            (
                Field("pub.objection", "公示期间有人提出异议吗？", "公示结束以后再填。", "yesno"),
                Field(
                    "pub.objection_note",
                    "异议怎么处理的",
                    "",
                    "long_text",
                    width=36,
                    when=_OBJECTED,
                ),
                Field(
                    "pub.days",
                    "公示了多少天",
                    "写进公示结果里，例如：5",
                    "number",
                    width=4,
                    unit="天",
                ),
                Field("pub.result_date", "公示结果落款日期", "要在公示结束以后。", "day", width=9),
            ),
        ),
        Section(
            "推荐意见",
            (
                Field("unit.contact", "单位联系人", "", "name", width=12),
                Field("unit.phone", "单位联系电话", "手机或带区号的座机。", "phone", width=12),
                Field("pub.recommend_date", "推荐意见落款日期", "例如：2024-07-24", "day", width=9),
            ),
        ),
        Section(
            "单位审核",
            (
                Field("unit_audit.at", "审核时间", "例如：2024-07-24 10:00", "moment", width=11),
                Field("unit_audit.items", "审核过的方面", "", "checks", words.AUDIT_ITEMS, 12),
                Field(
                    "unit_audit.opinion_text",
                    "审核意见",
                    "照通知的原句填在平台上。",
                    "long_text",
                    width=36,
                ),
                Field(
                    "unit_audit.opinion_handwritten",
                    "审核意见是手写的吗？",
                    "",
                    "yesno",
                    optional=True,
                ),
                Field("unit_audit.leader_name", "单位负责人", "", "name", width=12, optional=True),
                Field(
                    "unit_audit.discipline_leader_name",
                    "纪检部门负责人",
                    "",
                    "name",
                    width=12,
                    optional=True,
                ),
            ),
        ),
        Section(
            "主管单位",
            (
                Field("supervisor.name", "主管单位名称", "", width=24, optional=True),
                Field(
                    "supervisor.opinion_handwritten",
                    "主管单位意见是手写的吗？",
                    "",
                    "yesno",
                    optional=True,
                ),
                Field("supervisor.sealed", "主管单位盖章了吗？", "", "yesno", optional=True),
                Field("supervisor.pub_certificate", "有公示证明吗？", "", "yesno", optional=True),
            ),
            hint="这份通知没有要求主管单位出具材料。",
            fold=True,
        ),
    ),
)
