"""申报通知与级别: what is applied for, under which notice, and how it is set on the platform."""

from __future__ import annotations

from desktop.app.form import Field, Page, Section
from desktop.domain import vocabulary as words
from desktop.domain.case import Case
from desktop.domain.notice import Notice


def _types(_case: Case, notice: Notice) -> tuple[str, ...]:
    return notice.types


def _levels(_case: Case, notice: Notice) -> tuple[str, ...]:
    return notice.levels


def _series(_case: Case, notice: Notice) -> tuple[str, ...]:
    return (notice.series,)


def _specialties(_case: Case, notice: Notice) -> tuple[str, ...]:
    return notice.specialties


def _channels(_case: Case, notice: Notice) -> tuple[str, ...]:
    return (notice.channel,) if notice.channel else ()


def _receivers(_case: Case, notice: Notice) -> tuple[str, ...]:
    return tuple(f"{county}公共就业服务中心" for county in notice.counties)


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
                Field("apply.series", "申报系列", "", "choice", _series, 12),
                Field("apply.specialty", "申报专业", "", "choice", _specialties, 14),
                Field(
                    "apply.first_time",
                    "这是您第一次参加职称评审吗？",
                    "以前报过但没通过，选“否”。",
                    "yesno",
                ),
            ),
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
                ),
                Field(
                    "platform.receiver",
                    "材料接收部门",
                    "选单位所在县市的公共就业服务中心，例如：库尔勒市公共就业服务中心。",
                    "combo",
                    _receivers,
                    24,
                ),
            ),
        ),
        Section(
            "其他信息",
            (
                Field("apply.year", "申报年度", "例如：2024", "number", width=6, unit="年"),
                Field(
                    "apply.sublevel",
                    "高级里的档次",
                    "只有申报高级时才填。",
                    "choice",
                    words.SUBLEVELS,
                    8,
                    optional=True,
                ),
                Field("apply.sub_specialty", "二级专业", "平台上有这一栏时照填。", optional=True),
                Field(
                    "apply.target",
                    "申报的职称名称",
                    "例如：工程师、助理工程师。",
                    optional=True,
                ),
                Field(
                    "platform.unit_tier_choice",
                    "平台上选的单位层级",
                    "平台上有这一栏时照填。",
                    optional=True,
                ),
            ),
            hint="平台上有这些栏目时再填。",
            fold=True,
        ),
    ),
)
