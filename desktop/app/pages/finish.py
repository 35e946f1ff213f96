"""检查与出件: what happened after the packet went out."""

from __future__ import annotations

from desktop.app.form import Field, ListSection, Page, Section
from desktop.domain import vocabulary as words
from desktop.domain.case import Remark, Return, Submission

_MOMENT = "北京时间，例如：2024-07-24 18:00"

FINISH = Page(
    "finish",
    "检查与出件",
    "看看还差什么，然后生成材料包。",
    (
        Section(
            "提交跟踪",
            (
                Field("track.first_submit_at", "第一次在平台提交", _MOMENT, "moment", width=11),
                Field("track.audit_at", "审核完成", _MOMENT, "moment", width=11),
                Field("track.passed_at", "审核通过", _MOMENT, "moment", width=11),
                Field("track.paid_at", "缴费", _MOMENT, "moment", width=11),
                Field("track.fee", "缴费金额", "", "number", width=6, unit="元"),
                Field("track.defence_at", "答辩", _MOMENT, "moment", width=11),
                Field(
                    "track.registered_at", "平台注册", _MOMENT, "moment", width=11, optional=True
                ),
                Field(
                    "track.paper_delivered_at",
                    "纸质材料送达",
                    _MOMENT,
                    "moment",
                    width=11,
                    optional=True,
                ),
                Field(
                    "track.paper_mailed_at",
                    "纸质材料寄出",
                    _MOMENT,
                    "moment",
                    width=11,
                    optional=True,
                ),
                Field(
                    "track.result", "评审结果", "", "choice", ("通过", "未通过"), 10, optional=True
                ),
            ),
            hint="每做完一步记一笔。还没到的先空着。",
            fold=True,
        ),
        ListSection(
            "track.submits",
            "提交记录",
            Submission,
            (
                Field("at", "提交时间", _MOMENT, "moment", width=11),
                Field("to", "提交给", "", "choice", words.SUBMIT_TO, 10),
            ),
            digest=("at", "to"),
            add="记一次提交",
            noun="提交",
            fold=True,
        ),
        ListSection(
            "track.returns",
            "退回记录",
            Return,
            (
                Field("at", "退回时间", _MOMENT, "moment", width=11),
                Field("by", "谁退回的", "", "choice", words.SUBMIT_TO, 10),
                Field("resubmitted_at", "重新提交", _MOMENT, "moment", width=11),
                ListSection(
                    "remarks",
                    "退回意见",
                    Remark,
                    (
                        Field("text", "意见", "照平台上的原话。", "long_text", width=32),
                        Field("resolved_at", "改好的时间", _MOMENT, "moment", width=11),
                    ),
                    digest=("text",),
                    add="添加一条意见",
                    noun="意见",
                ),
            ),
            digest=("at", "by"),
            add="记一次退回",
            noun="退回",
            fold=True,
        ),
    ),
)
