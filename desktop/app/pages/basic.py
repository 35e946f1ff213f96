"""基本信息: the person, the unit, social insurance, 援疆."""

from __future__ import annotations

from datetime import datetime

from desktop.app.pages import hints
from desktop.app.pages.form import Field, Page, Section, When, example
from desktop.domain import tenure
from desktop.domain import vocabulary as words
from desktop.domain.case import Case
from desktop.domain.notice import Notice


def _counties(case: Case, _notice: Notice) -> tuple[str, ...]:
    return words.COUNTIES.get(case.unit.prefecture, ())


def _dispatched(case: Case, now: datetime) -> str:
    months = tenure.dispatched_months(case, now)
    return f"到现在，派驻了 {months} 个月。" if months and months > 0 else ""


_DISPATCHED = (When("unit.tier", ("疆外派驻",)),)
_INSURED = (When("si.status", ("正常", "断保")),)
_ANSWERED = (When("si.status", words.SOCIAL_INSURANCE),)
_AID = (When("aid.ongoing", (True, False)),)

BASIC = Page(
    "basic",
    "基本信息",
    "照身份证、单位证照和公章填写。填错了随时可以改。",
    (
        Section(
            "本人",
            (
                Field(
                    "person.name",
                    "姓名",
                    "与身份证一致。生僻字、带“·”的姓名都可以。",
                    "name",
                    width=16,
                ),
                Field("person.id_no", "身份证号", "18 位，最后一位可能是 X。", "id_no", width=14),
                Field("person.gender", "性别", "", "choice", words.GENDERS, 6),
                Field("person.birth", "出生年月", "例如：1986-05", "month", width=8),
                Field(
                    "person.ethnicity",
                    "民族（族别）",
                    "点一下从列表里选，也可以输入。",
                    "combo",
                    words.ETHNICITIES,
                    10,
                ),
                Field("person.politics", "政治面貌", "", "choice", words.POLITICS, 14),
                Field("person.phone", "手机号码", "11 位。评委会用它联系您。", "phone", width=12),
                Field(
                    "person.email", "电子邮箱", "例如：name@example.com", width=18, optional=True
                ),
                Field(
                    "person.status",
                    "在职情况",
                    hints.with_words("", "person.status"),
                    "choice",
                    words.PERSON_STATUS,
                    10,
                ),
                Field("person.work_start", "参加工作时间", "例如：2010-08", "month", width=8),
                Field(
                    "person.wechat_bound",
                    "平台账号已绑定微信吗？",
                    "",
                    "yesno",
                    optional=True,
                    only_if_asked=True,
                ),
            ),
        ),
        Section(
            "工作单位",
            (
                Field(
                    "unit.name",
                    "工作单位（全称）",
                    "与公章一字不差，不写简称。",
                    width=26,
                ),
                Field(
                    "unit.aliases",
                    "单位的其他叫法",
                    hints.aliases,
                    "tags",
                    width=26,
                    optional=True,
                ),
                Field(
                    "unit.department",
                    "部门（科室）",
                    "例如：造林科。只用在单位自己的名单里。",
                    width=16,
                    optional=True,
                ),
                Field("unit.kind", "单位性质", "", "choice", words.UNIT_KINDS, 12),
                Field(
                    "unit.tier",
                    "单位层级",
                    "疆外单位派驻在新疆工作的，选“疆外派驻”。",
                    "choice",
                    words.UNIT_TIERS,
                    12,
                ),
                Field("unit.prefecture", "单位所在地州市", "", "combo", words.PREFECTURES, 16),
                Field("unit.county", "单位所在县市", "", "combo", _counties, 14),
                Field(
                    "unit.registered_prefecture",
                    "营业执照注册地",
                    "看营业执照上的住所，选到地州市。",
                    "combo",
                    words.REGISTERED_PREFECTURES,
                    16,
                    only_if_asked=True,
                ),
                Field(
                    "unit.dispatched_since",
                    "派驻从哪个月开始",
                    hints.dispatched_months,
                    "month",
                    width=8,
                    when=_DISPATCHED,
                    follows=_dispatched,
                    only_if_asked=True,
                ),
            ),
        ),
        Section(
            "单位在平台上的账号",
            (
                Field(
                    "unit.platform_registered",
                    "单位已在平台注册吗？",
                    "不清楚的，问单位人事。",
                    "yesno",
                    only_if_asked=True,
                ),
                Field(
                    "unit.admin_name",
                    "单位平台管理员",
                    "",
                    "name",
                    width=10,
                    only_if_asked=True,
                ),
                Field(
                    "unit.admin_phone",
                    "管理员电话",
                    "手机或带区号的座机。",
                    "phone",
                    width=12,
                    only_if_asked=True,
                ),
                Field(
                    "unit.license_no",
                    "单位证照号码",
                    "统一社会信用代码，18 位。",
                    width=14,
                    optional=True,
                    only_if_asked=True,
                ),
            ),
        ),
        Section(
            "申报手续由谁办",
            (
                Field(
                    "unit.procedure_body",
                    "审核、公示、推荐由谁办？",
                    "非公单位的，先选定由所在单位办，还是由人事代理机构办。",
                    "choice",
                    words.PROCEDURE_BODIES,
                    12,
                    only_if_asked=True,
                ),
                Field(
                    "unit.agency_name",
                    "人事代理机构名称",
                    "由代理机构办理的、自由职业的填写。",
                    width=20,
                    only_if_asked=True,
                ),
            ),
        ),
        Section(
            "社会保险",
            (
                Field(
                    "si.status",
                    "社保缴纳情况",
                    hints.insured_months,
                    "choice",
                    words.SOCIAL_INSURANCE,
                    8,
                    only_if_asked=True,
                ),
                Field(
                    "si.months",
                    "已缴费的月份",
                    example("{year}-01 至 {year}-06，照缴费证明填"),
                    "months",
                    width=20,
                    when=_INSURED,
                    only_if_asked=True,
                ),
                Field(
                    "si.contract.start",
                    "劳动合同开始",
                    example("{year}-03"),
                    "month",
                    width=8,
                    when=_ANSWERED,
                    only_if_asked=True,
                ),
                Field(
                    "si.contract.end",
                    "劳动合同结束",
                    "有劳动合同的填。无固定期限的，填“至今”。",
                    "month_open",
                    width=8,
                    when=_ANSWERED,
                    only_if_asked=True,
                ),
            ),
        ),
        Section(
            "援疆",
            (
                Field(
                    "aid.ongoing",
                    "您正在援疆吗？",
                    "没有援过疆的，不用答。",
                    "yesno",
                    optional=True,
                    only_if_asked=True,
                ),
                Field(
                    "aid.start",
                    "援疆开始",
                    example("{last}-03"),
                    "month",
                    width=8,
                    when=_AID,
                    only_if_asked=True,
                ),
                Field(
                    "aid.sending_unit",
                    "派出单位",
                    "",
                    width=20,
                    when=_AID,
                    only_if_asked=True,
                ),
            ),
        ),
    ),
)
