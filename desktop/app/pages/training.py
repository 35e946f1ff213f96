"""继续教育与考核."""

from __future__ import annotations

from desktop.app.pages.form import Field, ListSection, Page, example
from desktop.domain import vocabulary as words
from desktop.domain import years
from desktop.domain.case import (
    Assessment,
    Case,
    Training,
    TrainingExemption,
    UnitAssessment,
)
from desktop.domain.notice import Notice

_YEAR = example("{last}")


def _next_certificate(case: Case, notice: Notice) -> dict[str, object]:
    """The first year and 科目 the notice asks for that has no certificate yet."""
    have = {(c.year, c.kind) for c in case.ce}
    wanted = sorted(
        (year, terms.kind)
        for terms in notice.training
        if not (terms.levels and case.apply.level) or case.apply.level in terms.levels
        for year in years.training(case, notice, terms.kind)
    )
    missing = [pair for pair in wanted if pair not in have]
    return {"year": missing[0][0], "kind": missing[0][1]} if missing else {}


def _next_assessment(case: Case, notice: Notice) -> dict[str, object]:
    """The first year the notice asks for that is not there yet."""
    have = {a.year for a in case.assess}
    missing = [year for year in years.assessment(case, notice) if year not in have]
    return {"year": missing[0]} if missing else {}


TRAINING = Page(
    "training",
    "继续教育与考核",
    "一张证书填一条，一个年度的考核填一条。",
    (
        ListSection(
            "ce",
            "继续教育",
            Training,
            (
                Field("year", "年度", _YEAR, "number", width=6, unit="年"),
                Field(
                    "kind",
                    "科目",
                    "公需科目和专业科目是两张证书。",
                    "choice",
                    words.TRAINING_KINDS,
                    8,
                ),
                Field(
                    "hours",
                    "学时",
                    "证书上没写可以不填。",
                    "number",
                    width=5,
                    unit="学时",
                    optional=True,
                ),
                Field("cert_no", "证书编号", "", width=18, optional=True),
                Field("form", "学习方式", "", "choice", words.TRAINING_FORMS, 8, optional=True),
            ),
            digest=("year", "kind", "cert_no"),
            add="添加一张证书",
            noun="证书",
            start=_next_certificate,
        ),
        ListSection(
            "assess",
            "年度考核",
            Assessment,
            (
                Field("year", "年度", _YEAR, "number", width=6, unit="年"),
                Field("grade", "考核结果", "照考核表填。", "choice", words.GRADES, 12),
            ),
            digest=("year", "grade"),
            add="添加一个年度",
            noun="年度考核",
            start=_next_assessment,
        ),
        ListSection(
            "ce_exempt",
            "继续教育免试",
            TrainingExemption,
            (
                Field("year", "年度", _YEAR, "number", width=6, unit="年"),
                Field("reason", "理由", "", width=24),
                Field("form_attached", "附了免试审批表吗？", "", "yesno"),
            ),
            digest=("year", "reason"),
            add="添加一条免试",
            noun="免试",
            hint="通知里写了可以免试的才填。",
            only_if_asked=True,
        ),
        ListSection(
            "unit_assess",
            "单位的考核材料",
            UnitAssessment,
            (
                Field("year", "年度", _YEAR, "number", width=6, unit="年"),
                Field("grade_doc", "有考核定等文件吗？", "", "yesno"),
                Field("roster_total", "花名册人数", "", "number", width=6, unit="人"),
                Field("excellent_ratio", "优秀比例", "例如：15%", width=8),
            ),
            digest=("year",),
            add="添加一个年度",
            noun="年度",
            hint="单位提供的考核定等文件、花名册。",
            only_if_asked=True,
        ),
    ),
)
