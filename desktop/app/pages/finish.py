"""检查与出件: what happened after the packet went out."""

from __future__ import annotations

from desktop.app.pages.form import Field, ListSection, Page, Section, example
from desktop.domain import vocabulary as words
from desktop.domain.case import Case, Remark, Return, Submission
from desktop.domain.notice import Notice


def _moment(case: Case, notice: Notice) -> str:
    return "北京时间，" + example("{year}-07-24 18:00")(case, notice)


def _track(name: str, label: str, *, asked: bool = True) -> Field:
    """A moment of 提交跟踪; ``asked`` ones only under notices that look at them."""
    return Field(f"track.{name}", label, _moment, "moment", width=11, only_if_asked=asked, now=True)


FINISH = Page(
    "finish",
    "检查与出件",
    "看看还差什么，然后生成材料包。",
    (
        Section(
            "提交跟踪",
            (
                _track("registered_at", "平台注册"),
                _track("first_submit_at", "第一次在平台提交", asked=False),
                _track("audit_at", "审核完成"),
                _track("passed_at", "审核通过", asked=False),
                _track("paper_mailed_at", "纸质材料寄出"),
                _track("paper_delivered_at", "纸质材料送达"),
                _track("paid_at", "缴费"),
                Field(
                    "track.fee", "缴费金额", "", "number", width=6, unit="元", only_if_asked=True
                ),
                _track("defence_at", "答辩"),
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
                Field("at", "提交时间", _moment, "moment", width=11, now=True),
                Field("to", "提交给", "", "choice", words.SUBMIT_TO, 10),
            ),
            digest=("at", "to"),
            add="记一次提交",
            noun="提交",
            hint="每提交一次记一笔：有的通知限制提交次数。",
            fold=True,
        ),
        ListSection(
            "track.returns",
            "退回记录",
            Return,
            (
                Field("at", "退回时间", _moment, "moment", width=11, now=True),
                Field("by", "谁退回的", "", "choice", words.SUBMIT_TO, 10),
                Field("resubmitted_at", "重新提交", _moment, "moment", width=11, now=True),
                ListSection(
                    "remarks",
                    "退回意见",
                    Remark,
                    (
                        Field("text", "意见", "照平台上的原话。", "long_text", width=32),
                        Field(
                            "resolved_at",
                            "改好的时间",
                            "改好一条记一条。",
                            "moment",
                            width=11,
                            now=True,
                        ),
                    ),
                    digest=("text", "resolved_at"),
                    add="添加一条意见",
                    noun="意见",
                ),
            ),
            digest=("at", "by"),
            add="记一次退回",
            noun="退回",
            hint="退回一次记一笔，退回意见一条一条抄下来，改好一条记一条。",
            fold=True,
        ),
    ),
)
