"""工作经历, and special service."""

from __future__ import annotations

from desktop.app.pages import hints
from desktop.app.pages.form import Field, ListSection, Page
from desktop.domain import vocabulary as words
from desktop.domain.case import Service, Work

WORK = Page(
    "work",
    "工作经历",
    "从参加工作开始，按时间先后一段一段地填，到现在为止。",
    (
        ListSection(
            "work",
            "工作经历",
            Work,
            (
                Field("start", "开始", "例如：2010-08", "month", width=8),
                Field("end", "结束", "现在还在这里工作的填“至今”。", "month_open", width=8),
                Field("unit", "单位", "当时单位的全称。", width=24),
                Field("post", "职务或岗位", "当时的职务或岗位，照聘书、文件写。", width=16),
                Field(
                    "kind",
                    "性质",
                    "一般选“正式”；借调、驻村也单独写一段。",
                    "choice",
                    words.WORK_KINDS,
                    8,
                ),
                Field(
                    "professional",
                    "这一段做的是专业技术工作吗？",
                    "选“是”的时间计入从业年限。",
                    "yesno",
                ),
            ),
            digest=("start", "end", "unit", "post"),
            add="添加一段经历",
            noun="经历",
        ),
        ListSection(
            "service",
            "专项工作",
            Service,
            (
                Field("kind", "哪一项", "", "choice", words.SERVICE_KINDS, 20),
                Field("start", "开始", "例如：2021-01", "month", width=8),
                Field("end", "结束", "还在进行的填“至今”。", "month_open", width=8),
                Field(
                    "years",
                    "按哪几年算",
                    "年度以组织部门认定的为准，例如：2021、2022",
                    "years",
                    width=16,
                ),
                Field("place", "在哪里", "村、社区、学校或单位，写全称。", width=24, optional=True),
                Field(
                    "reason",
                    "免考理由",
                    "写进《继续教育学习免试审批表》。",
                    "long_text",
                    width=34,
                    optional=True,
                ),
                Field(
                    "signed",
                    "审批表上谁已签字盖章",
                    "",
                    "checks",
                    hints.signers,
                    24,
                    optional=True,
                ),
            ),
            digest=("kind", "start", "end"),
            add="添加一项专项工作",
            noun="专项工作",
            hint="参加过访惠聚驻村、驻村管寺、支教等工作的填写；没有可以不填。",
            only_if_asked=True,
        ),
    ),
)
