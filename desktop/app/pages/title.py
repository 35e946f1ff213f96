"""职称: the title held, appointments, years in the profession, what else stands for a title."""

from __future__ import annotations

from datetime import datetime

from desktop.app.pages.form import Field, ListSection, Page, Section, When
from desktop.domain import tenure
from desktop.domain import vocabulary as words
from desktop.domain.case import Appointment, Case, Qualification

_HAS = (When("title.has", (True,)),)
_ANSWERED = (When("title.has", (True, False)),)
_TRANSFERRED = (When("civil_transfer.transferred", (True,)),)


def _in_title(case: Case, now: datetime) -> str:
    span = tenure.in_title(case, now)
    return f"到现在，任现职 {span}。" if span else ""


def _in_profession(case: Case, now: datetime) -> str:
    span = tenure.in_profession(case, now)
    return f"按“工作经历”里是专业技术工作的各段算，从业 {span}。" if span else ""


TITLE = Page(
    "title",
    "职称",
    "填现在的职称和从事专业技术工作的年限。",
    (
        Section(
            "现职称",
            (
                Field(
                    "title.has", "您现在有职称吗？", "有职称证书或任职资格文件的选“是”。", "yesno"
                ),
                Field("title.name", "职称名称", "照证书填全称。", width=14, when=_HAS),
                Field("title.level", "职称级别", "", "choice", words.LEVELS, 10, when=_HAS),
                Field("title.series", "系列", "照证书填。", width=12, when=_HAS),
                Field("title.specialty", "专业", "照证书填。", width=14, when=_HAS),
                Field(
                    "title.obtained",
                    "取得时间",
                    "证书上的取得时间，例如：2018-11 或 2018-11-20",
                    "month",
                    width=9,
                    when=_HAS,
                    follows=_in_title,
                ),
                Field(
                    "title.place",
                    "在哪里取得的",
                    "在哪里取得的，要交的材料可能不同。",
                    "choice",
                    words.TITLE_PLACES,
                    8,
                    when=_HAS,
                    only_if_asked=True,
                ),
                Field(
                    "title.basis",
                    "凭什么取得的",
                    "一般选“职称”。凭职业资格或技能等级申报的，照实选。",
                    "choice",
                    words.TITLE_BASES,
                    12,
                    when=_ANSWERED,
                    only_if_asked=True,
                ),
            ),
        ),
        Section(
            "从事专业技术工作",
            (
                Field("career.start", "从哪个月开始", "例如：2012-07", "month", width=8),
                Field("career.end", "到哪个月", "还在做的填“至今”。", "month_open", width=8),
                Field(
                    "career.years",
                    "从事专业技术工作年限",
                    "照平台上填的整年数，例如：12",
                    "number",
                    width=4,
                    unit="年",
                    follows=_in_profession,
                ),
            ),
        ),
        ListSection(
            "appointments",
            "聘任",
            Appointment,
            (
                Field("doc_kind", "聘任依据", "", "choice", words.APPOINTMENT_DOCUMENTS, 14),
                Field("start", "聘任开始", "例如：2019-01", "month", width=8),
                Field("end", "聘任结束", "还在聘的填“至今”。", "month_open", width=8),
            ),
            digest=("doc_kind", "start", "end"),
            add="添加一次聘任",
            noun="聘任",
            hint="取得现职称以后，单位聘您担任该职务的情况。",
            when=_HAS,
            only_if_asked=True,
        ),
        ListSection(
            "quals",
            "职业资格",
            Qualification,
            (
                Field("name", "证书名称", "例如：注册造价工程师", width=18),
                Field("date", "取得时间", "例如：2020-06", "month", width=8),
                Field("number", "证书编号", "", width=18),
            ),
            digest=("name", "date"),
            add="添加一项职业资格",
            noun="职业资格",
            hint="没有可以不填。",
            only_if_asked=True,
        ),
        Section(
            "从公务员队伍转来的",
            (
                Field("civil_transfer.from_org", "原单位", "", width=20, when=_TRANSFERRED),
                Field(
                    "civil_transfer.since",
                    "什么时候转来",
                    "例如：2020-03",
                    "month",
                    width=8,
                    when=_TRANSFERRED,
                ),
                Field("civil_transfer.appoint_doc", "任职文件", "", width=20, when=_TRANSFERRED),
                Field(
                    "civil_transfer.cadre_form", "干部任免审批表", "", width=20, when=_TRANSFERRED
                ),
            ),
        ),
    ),
)
