"""申报通知与级别: what is applied for, under which notice, and how it is set on the platform."""

from __future__ import annotations

from desktop.app.pages import hints
from desktop.app.pages.form import Field, Page, Section, Told, When, example
from desktop.domain import vocabulary as words
from desktop.domain.case import Case
from desktop.domain.notice import Notice


def _types(_case: Case, notice: Notice) -> tuple[str, ...]:
    return notice.types or words.APPLY_TYPES


def _levels(_case: Case, notice: Notice) -> tuple[str, ...]:
    return notice.levels or words.LEVELS


def _series(_case: Case, notice: Notice) -> tuple[str, ...]:
    return tuple(filter(None, (notice.series,)))


def _specialties(_case: Case, notice: Notice) -> tuple[str, ...]:
    return notice.specialties


def _channels(_case: Case, notice: Notice) -> tuple[str, ...]:
    return tuple(filter(None, (notice.channel,)))


def _has(name: str, label: str, hint: str | Told = "") -> Field:
    return Field(f"has.{name}", label, hint, "there", only_if_asked=True)


_SENIOR = (When("apply.level", ("高级",)),)

NOTICE = Page(
    "notice",
    "申报通知与级别",
    "先看清这份通知要什么，再选您要申报的级别。",
    (
        Section(
            "申报什么",
            (
                Field("apply.type", "申报类型", "正常评审选“评审”。", "choice", _types, 10),
                Field("apply.level", "申报级别", "", "choice", _levels, 10),
                Field(
                    "apply.sublevel",
                    "高级里的档次",
                    "",
                    "choice",
                    words.SUBLEVELS,
                    8,
                    when=_SENIOR,
                    optional=True,
                ),
                Field("apply.series", "申报系列", "", "combo", _series, 14),
                Field("apply.specialty", "申报专业", "", "combo", _specialties, 16),
                Field(
                    "apply.sub_specialty",
                    "二级专业",
                    "照平台上的名称填。",
                    width=16,
                    optional=True,
                    only_if_asked=True,
                ),
                Field(
                    "apply.target",
                    "申报的职称名称",
                    hints.target_told,
                    width=16,
                    only_if_asked=True,
                ),
                Field(
                    "apply.first_time",
                    "这是您第一次参加职称评审吗？",
                    "以前报过但没通过，选“否”。",
                    "yesno",
                    only_if_asked=True,
                ),
                Field(
                    "apply.year",
                    "申报年度",
                    example("{year}"),
                    "number",
                    width=6,
                    unit="年",
                ),
            ),
        ),
        Section(
            "先问几件事",
            (
                _has("service", "参加过专项工作吗？", hints.services),
                _has("aid", "您在援疆，或者援过疆吗？"),
                Field(
                    "civil_transfer.transferred",
                    "您是从公务员队伍转来的吗？",
                    "",
                    "yesno",
                    only_if_asked=True,
                ),
                _has(
                    "other_employer",
                    "取得现职称以后，换过工作单位吗？",
                    "没有职称的，从参加工作算起。借调、驻村、挂职不算。",
                ),
                _has("quals", "考取过职业资格证书吗？", "例如：注册测绘师、注册造价工程师"),
                _has("ip", "有专利等知识产权吗？"),
                _has("awards", "得过奖吗？", "要填在这次申报里的。"),
                _has("papers", "发表过论文吗？"),
                _has("books", "出版过著作吗？"),
                _has(
                    "representative",
                    "有代表作吗？",
                    hints.of_type("代表作", "技术报告、技术标准、工程方案这一类。"),
                ),
                _has("result_documents", "有工作成果文件吗？", hints.of_type("工作成果文件", "")),
            ),
            "答“没有”的，后面不再问，也不用交。说不准的先答“不清楚”。以后随时可以改。",
        ),
        Section(
            "在平台上怎么选",
            (
                Field(
                    "platform.channel",
                    "申报通道",
                    "平台上选了哪个通道，这里就选哪个。要与通知写的一致。",
                    "combo",
                    _channels,
                    18,
                    only_if_asked=True,
                ),
                Field(
                    "platform.receiver",
                    "材料接收部门",
                    hints.with_words("平台上选了哪个部门，这里就选哪个。", "platform.receiver"),
                    "combo",
                    hints.receivers,
                    24,
                    only_if_asked=True,
                ),
                Field(
                    "platform.unit_tier_choice",
                    "平台上选的单位层级",
                    hints.with_words(
                        "平台上选了哪一级，这里就选哪一级。", "platform.unit_tier_choice"
                    ),
                    "combo",
                    ("自治区", "地州市", "县级及以下"),
                    16,
                    only_if_asked=True,
                ),
            ),
        ),
    ),
)
