"""业绩: one list of every type; the type decides what is asked."""

from __future__ import annotations

from desktop.app.pages import hints
from desktop.app.pages.form import Field, ListSection, Page, When
from desktop.domain import vocabulary as words
from desktop.domain.case import Achievement, Endorser

_DONE = (When("type", ("科研能力", "实践能力", "业绩成果")),)
_BY_CONDITION = (When("type", ("实践能力", "业绩成果")),)
_RESULT = (When("type", ("业绩成果",)),)
_PUBLISHED = (When("type", ("论文", "著作")),)
_PAPER = (When("type", ("论文",)),)
_AWARD = (When("type", ("获奖",)),)
_REPRESENTATIVE = (When("type", ("代表作",)),)
_UNIT_SEALED = (When("type", ("代表作", "工作成果文件")),)
_OTHER_EMPLOYER = (When("/has.other_employer", ("", words.THERE, words.UNSURE)),)
_LANGUAGES = ("汉文", "维吾尔文", "哈萨克文", "蒙古文", "柯尔克孜文", "英文", "俄文")

ACHIEVEMENTS = Page(
    "achievements",
    "业绩",
    hints.own_certificates,
    (
        ListSection(
            "items",
            "业绩",
            Achievement,
            (
                Field(
                    "type",
                    "类别",
                    hints.exclusive,
                    "choice",
                    hints.achievement_types(words.ACHIEVEMENT_TYPES),
                    12,
                ),
                Field("title", "名称", "照证书、文件或成果上的全称写。", width=28),
                Field("start", "开始", "例如：2020-03", "month", width=8, when=_DONE),
                Field("date", "完成、授予或发表时间", "例如：2022-10", "month", width=9),
                Field(
                    "condition_no",
                    "对应评审条件第几条",
                    "照评审条件写条款号，例如：第九条（二）",
                    width=16,
                    when=_BY_CONDITION,
                    only_if_asked=True,
                ),
                Field("role", "您的角色", "例如：主要完成人，第 2 名", width=18, when=_DONE),
                Field(
                    "workload",
                    "您做了多少",
                    "写清数量，例如：完成 3 项、200 学时",
                    width=22,
                    when=_DONE,
                ),
                Field(
                    "intro",
                    "简要介绍",
                    "做了什么、怎么做的、结果怎样，两三句话。",
                    "long_text",
                    width=34,
                    when=_DONE,
                ),
                Field(
                    "witness.name",
                    "证明人姓名",
                    "",
                    "name",
                    width=12,
                    when=_RESULT,
                    only_if_asked=True,
                ),
                Field("witness.unit", "证明人单位", "", width=24, when=_RESULT, only_if_asked=True),
                Field("witness.post", "证明人职务", "", width=14, when=_RESULT, only_if_asked=True),
                Field(
                    "witness.contact",
                    "证明人联系方式",
                    "手机或座机。",
                    "phone",
                    width=12,
                    when=_RESULT,
                    only_if_asked=True,
                ),
                Field(
                    "commendation_doc",
                    "表彰文件",
                    "文件名称和文号。",
                    width=24,
                    when=_AWARD,
                    optional=True,
                    only_if_asked=True,
                ),
                Field("journal", "刊物或出版社", "", width=20, when=_PUBLISHED),
                Field("issn", "刊号或书号", "例如：ISSN 1001-0000", width=16, when=_PUBLISHED),
                Field(
                    "published",
                    "已经正式出版、发表了吗？",
                    "录用通知、清样不算。",
                    "yesno",
                    when=_PUBLISHED,
                    only_if_asked=True,
                ),
                Field(
                    "first_author",
                    "您是第一作者吗？",
                    "",
                    "yesno",
                    when=_PUBLISHED,
                    only_if_asked=True,
                ),
                Field(
                    "in_specialty",
                    "与您申报的专业相符吗？",
                    "",
                    "yesno",
                    when=_PUBLISHED,
                    only_if_asked=True,
                ),
                Field(
                    "journal_is_engineering",
                    "是工程类刊物吗？",
                    "",
                    "yesno",
                    when=_PAPER,
                    only_if_asked=True,
                ),
                Field(
                    "language",
                    "用什么文字写的",
                    "点一下从列表里选，也可以输入。",
                    "combo",
                    _LANGUAGES,
                    10,
                    when=_PUBLISHED,
                    only_if_asked=True,
                ),
                Field(
                    "translated",
                    "不是汉文的，附了汉译吗？",
                    "题目、作者、提要译成汉文。",
                    "yesno",
                    when=_PUBLISHED,
                    optional=True,
                    only_if_asked=True,
                ),
                ListSection(
                    "endorsers",
                    "推荐的专家",
                    Endorser,
                    (
                        Field("name", "姓名", "", "name", width=12),
                        Field("title", "职称", "例如：高级工程师", width=14),
                        Field("unit", "单位", "", width=24),
                    ),
                    digest=("name", "title", "unit"),
                    add="添加一位专家",
                    noun="专家",
                    when=_REPRESENTATIVE,
                    only_if_asked=True,
                ),
                Field(
                    "signed",
                    "谁已签字",
                    "",
                    "checks",
                    hints.entry_signers,
                    14,
                    when=_UNIT_SEALED,
                    only_if_asked=True,
                ),
                Field(
                    "sealed",
                    "单位审核盖章了吗？",
                    "",
                    "yesno",
                    when=_UNIT_SEALED,
                    only_if_asked=True,
                ),
                Field(
                    "prev_employer",
                    "是在以前的单位做的吗？",
                    "",
                    "yesno",
                    when=_OTHER_EMPLOYER,
                    only_if_asked=True,
                ),
                Field("classified", "涉密吗？", hints.classified, "yesno", only_if_asked=True),
                Field(
                    "declassified_by",
                    "由谁做的脱密处理",
                    "例如：单位保密办",
                    width=18,
                    when=(When("classified", (True,)),),
                ),
            ),
            digest=("type", "title", "date"),
            add="添加一项业绩",
            noun="业绩",
        ),
    ),
)
