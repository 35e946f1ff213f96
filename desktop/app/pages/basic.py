"""基本信息: the person, the unit, social insurance."""

from __future__ import annotations

from datetime import datetime

from desktop.app.form import Field, Page, Section, When
from desktop.domain import derived
from desktop.domain import vocabulary as words
from desktop.domain.case import Case
from desktop.domain.notice import Notice


def _counties(case: Case, _notice: Notice) -> tuple[str, ...]:
    return words.COUNTIES.get(case.unit.prefecture, ())


def _dispatched(case: Case, now: datetime) -> str:
    months = derived.dispatched_months(case, now)
    return f"到现在，派驻了 {months} 个月。" if months and months > 0 else ""


_DISPATCHED = (When("unit.tier", ("疆外派驻",)),)
_UNINSURED = (When("si.status", ("未参保",)),)

BASIC = Page(
    "basic",
    "基本信息",
    "照身份证、营业执照和公章填写。填错了随时可以改。",
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
                    "离退休人员不能申报。",
                    "choice",
                    words.PERSON_STATUS,
                    10,
                ),
                Field("person.work_start", "参加工作时间", "例如：2010-08", "month", width=8),
            ),
        ),
        Section(
            "工作单位",
            (
                Field(
                    "unit.name",
                    "工作单位（全称）",
                    "与营业执照、公章一致，例如：库尔勒绿源林业有限公司",
                    width=26,
                ),
                Field(
                    "unit.aliases",
                    "单位的其他叫法",
                    "简称、曾用名、英文名，一行写一个。工作总结里不能出现这些名字。",
                    "tags",
                    width=26,
                    optional=True,
                ),
                Field("unit.kind", "单位性质", "", "choice", words.UNIT_KINDS, 12),
                Field(
                    "unit.tier",
                    "单位层级",
                    "疆外企业派驻巴州的，选“疆外派驻”。",
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
                ),
                Field(
                    "unit.dispatched_since",
                    "派驻从哪个月开始",
                    "例如：2023-05。须连续满 12 个月。",
                    "month",
                    width=8,
                    when=_DISPATCHED,
                    follows=_dispatched,
                ),
            ),
        ),
        Section(
            "社会保险",
            (
                Field(
                    "si.status",
                    "近半年社保",
                    "一直在缴选“正常”，中间停缴选“断保”，单位还没参保选“未参保”。",
                    "choice",
                    words.SOCIAL_INSURANCE,
                    8,
                ),
                Field(
                    "si.months",
                    "已缴费的月份",
                    "照缴费证明填，例如：2024-01 至 2024-06",
                    "months",
                    width=20,
                    when=(When("si.status", ("正常", "断保")),),
                ),
                Field(
                    "si.contract.start",
                    "劳动合同开始",
                    "例如：2024-03",
                    "month",
                    width=8,
                    when=_UNINSURED,
                ),
                Field(
                    "si.contract.end",
                    "劳动合同结束",
                    "例如：2027-02。无固定期限的，填“至今”。",
                    "month_open",
                    width=8,
                    when=_UNINSURED,
                ),
            ),
        ),
        Section(
            "其他信息",
            (
                Field("person.wechat_bound", "平台账号已绑定微信吗？", "", "yesno", optional=True),
                Field(
                    "unit.license_no",
                    "营业执照号",
                    "统一社会信用代码，18 位。",
                    width=14,
                    optional=True,
                ),
                Field(
                    "unit.platform_registered", "单位已在平台注册吗？", "", "yesno", optional=True
                ),
                Field("unit.admin_name", "单位平台管理员", "", width=10, optional=True),
                Field("unit.admin_phone", "管理员电话", "", "phone", width=12, optional=True),
                Field(
                    "unit.procedure_body",
                    "申报手续由谁办",
                    "",
                    "choice",
                    words.PROCEDURE_BODIES,
                    12,
                    optional=True,
                ),
                Field(
                    "unit.agency_name",
                    "代理机构名称",
                    "由人事代理机构办理时填写。",
                    width=20,
                    optional=True,
                ),
                Field("aid.ongoing", "您正在援疆吗？", "", "yesno", optional=True),
                Field(
                    "aid.start",
                    "援疆开始",
                    "例如：2023-03",
                    "month",
                    width=8,
                    when=(When("aid.ongoing", (True, False)),),
                ),
                Field(
                    "aid.sending_unit",
                    "派出单位",
                    "",
                    width=20,
                    when=(When("aid.ongoing", (True, False)),),
                ),
            ),
            hint="这份通知一般用不到，平台上问到时再填。",
            fold=True,
        ),
    ),
)
