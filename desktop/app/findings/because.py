"""Why a rule is 不适用, in the person's own terms: what was answered, or what is not among it.

That a whole part is lacking is said in :mod:`desktop.app.pages.absent`. A test holds that no fact
goes without words.
"""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.conditions import FactName
from desktop.domain.vocabulary import YES

BECAUSE: dict[FactName, str | tuple[str, str]] = {
    "passed": ("还没有审核通过", "已经审核通过"),
    "returned": ("材料没有被退回", "材料被退回过"),
    "level": "您申报的是{value}",
    "apply_type": "您的申报类型是“{value}”",
    "specialty": "您申报的专业是“{value}”",
    "first_time": ("您不是第一次参加评审", "您是第一次参加评审"),
    "person_status": "您的在职情况是“{value}”",
    "unit_kind": "单位性质是“{value}”",
    "unit_tier": "单位层级是“{value}”",
    "unit_registered": ("单位还没有在平台注册", "单位已经在平台注册"),
    "enterprise": ("您的单位不是企业", "您的单位是企业"),
    "dispatched": ("您的单位不是疆外派驻", "您的单位是疆外派驻"),
    "employer_changed": ("按工作经历，您没有换过单位", "按工作经历，您换过单位"),
    "served_lt3": ("参加工作已满三年", "参加工作不满三年"),
    "aid": ("没有填写援疆情况", "填写了援疆情况"),
    "si_status": "社保缴纳情况是“{value}”",
    "has_title": ("您现在没有职称", "您现在有职称"),
    "title_place": "现职称是在{value}取得的",
    "title_basis": "现职称凭“{value}”取得",
    "has_qualification": ("没有填写职业资格", "填写了职业资格"),
    "civil_transfer": ("您不是从公务员队伍转来的", "您是从公务员队伍转来的"),
    "edu_tech": ("学历里没有技工院校", "学历里有技工院校"),
    "edu_inservice": ("学历里没有在职教育", "学历里有在职教育"),
    "chsi_found": ("没有学信网上可查的学历", "有学信网上可查的学历"),
    "chsi_missing": ("没有学信网上查不到的学历", "有学信网上查不到的学历"),
    "service": "专项工作里没有填{wanted}",
    "special_service": ("没有填写这类专项工作", "填写了专项工作"),
    "items": "业绩里没有填{wanted}",
    "foreign_paper": ("论文都是用汉文写的，或者没有论文", "有不是用汉文写的论文"),
    "probation": ("考核里没有试用期的", "考核里有试用期的"),
    "has_classified": ("没有标为涉密的材料", "有标为涉密的材料"),
    "by_mail": ("没有登记邮寄纸质材料", "登记了邮寄纸质材料"),
    "defence_exempt": ("这一级别、这个县市不免答辩", "这一级别、这个县市免答辩"),
    "defence_exempt_county": ("单位不在免答辩的县市", "单位在免答辩的县市"),
}
"""Why not, by the fact that speaks against it: for no and yes, or one sentence about its words."""

_WORDS: Mapping[str, str | tuple[str, str]] = {str(name): said for name, said in BECAUSE.items()}

QUESTION = "您对通知另外问的一件事答了“{value}”"
"""Where one of the notice's own questions decides."""


def why_not(facts: Mapping[str, str | int]) -> str:
    """What speaks against the rule, without a full stop."""
    known = _WORDS.get(str(facts["because"]), QUESTION)
    if isinstance(known, tuple):
        return known[facts["value"] == YES]
    return known.format_map({"wanted": "", **facts})
