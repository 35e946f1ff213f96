"""The names of checks, their parameters and the facts, as the reader of a pack knows them."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.app.findings.messages import label
from desktop.domain.conditions import FactName, When
from desktop.domain.notice import Notice

OPERATIONS: Mapping[str, str] = {
    "none": "只提示",
    "tick": "人工确认",
    "choice": "一栏填的是规定的词",
    "required": "几栏都要填",
    "not_true": "不能答“是”",
    "verbatim": "照规定的文字填",
    "filled_or_none": "没有的写“无”",
    "no_vague_words": "不用含糊的词",
    "education_map": "技工院校的班次折算学历",
    "ordered": "按次序排列",
    "covers_since": "工作经历写到最早",
    "no_gaps": "工作经历不断档",
    "title_ladder": "现职称是下一级的",
    "unique_case": "一人一年只报一次",
    "window": "在规定的时间内办",
    "months_since": "满多少个月",
    "since": "任现职以来的才算",
    "dated_by": "在截止日以前的才算",
    "date_order": "先后顺序",
    "workdays": "公示满工作日",
    "resubmitted": "退回后按时重新提交",
    "remarks_resolved": "退回意见都改了",
    "submissions": "提交次数",
    "each": "每一条都齐全",
    "distinct": "分属几种",
    "at_least": "至少几条",
    "one_thing_each": "一条只写一件事",
    "no_unit_certificate": "不用单位证明作印证",
    "not_classified": "不含涉密内容",
    "slots": "附件栏目有文件",
    "slot_exclusive": "只放在一个栏目",
    "training": "继续教育每年都有证书",
    "training_most": "继续教育不多传",
    "year_forms": "考核表每年都有",
    "social_insurance": "社保月数",
    "file_formats": "文件格式",
    "file_names": "文件名看得出内容",
    "files_open": "文件打得开",
    "legible": "看得清",
    "photo": "证件照",
    "grades": "考核等次",
    "probation_grade": "试用期考核",
    "fee": "缴费金额",
    "summary_length": "总结字数",
    "summary_topics": "总结写全几方面",
    "summary_no_identity": "总结不露姓名单位",
    "publicity_contents": "公示写全内容",
    "document": "文书齐全、签字盖章",
    "copied": "手抄规定的文字",
    "by_hand": "手写",
    "paper": "纸质材料的份数",
    "approvals": "逐级审批",
    "mask_decided": "每份附件都定了是否遮盖",
    "mask": "该遮的遮住了",
    "mask_needless": "不该遮的没有遮",
    "mask_area": "遮盖的面积",
    "mask_others": "没有遮住别人的姓名",
}
"""What each check is called; a test holds that none is left out."""

PARAMETERS: Mapping[str, str] = {
    "op": "办法",
    "field": "栏目",
    "fields": "要填的栏目",
    "one_of": "可以是",
    "none_of": "不能是",
    "contains": "应当含有",
    "consistent": "与身份证号核对",
    "wording": "规定的文字",
    "entries": "列表",
    "words": "含糊的词",
    "map": "折算",
    "by": "按什么分",
    "begins": "从哪个月开始",
    "since": "从哪个月算起",
    "months": "月数",
    "certificate": "证书栏目",
    "others": "可以代替的栏目",
    "any_year": "不分年度",
    "deadline": "期限",
    "least": "至少",
    "until": "算到哪个期限为止",
    "still": "现在仍是",
    "types": "业绩种类",
    "after": "从什么时候算起",
    "proof": "要有证明",
    "first": "先办的",
    "then": "后办的",
    "start": "开始",
    "end": "结束",
    "closes": "端口关闭的期限",
    "where": "只看",
    "unless": "不看",
    "doubtful": "存疑的",
    "yes": "要答“是”的",
    "slots": "附件栏目",
    "parts": "各页",
    "signed": "签字",
    "sealed": "盖章",
    "undisputed": "公示没有异议",
    "endorsers": "推荐专家人数",
    "endorser_title": "推荐专家的职称",
    "expected": "一定要有",
    "alone": "只在没有别的印证时",
    "of": "哪些",
    "slot": "附件栏目",
    "kinds": "种类",
    "both_sides": "正反两面",
    "recent_months": "最近几个月",
    "contract": "劳动合同代替",
    "colour": "彩色",
    "ratio": "宽高比",
    "warn_of": "要提醒的",
    "items": "内容",
    "document": "文书",
    "likewise": "同样要求的文书",
    "at_hand": "份数要够",
    "instead": "可以代替的",
    "chain": "逐级审批",
    "also": "再加的审批",
    "share": "比例",
}
"""What each parameter of a check is called; a test holds that none is left out."""

FACTS: Mapping[FactName, str] = {
    "passed": "审核已通过",
    "returned": "被退回过",
    "level": "申报级别",
    "apply_type": "申报方式",
    "specialty": "申报专业",
    "first_time": "第一次申报",
    "person_status": "人员状态",
    "unit_kind": "单位性质",
    "unit_tier": "单位层级",
    "unit_registered": "单位已在平台注册",
    "enterprise": "企业",
    "dispatched": "疆外派驻",
    "employer_changed": "任现职以来换过单位",
    "served_lt3": "工作不满三年",
    "aid": "援疆",
    "si_status": "社保情况",
    "has_title": "有现职称",
    "title_place": "职称取得地",
    "title_basis": "职称依据",
    "has_qualification": "有职业资格",
    "civil_transfer": "公务员调入",
    "edu_tech": "有技工院校学历",
    "edu_inservice": "有在职学历",
    "chsi_found": "有学信网可查的学历",
    "chsi_missing": "有学信网查不到的学历",
    "service": "专项工作",
    "special_service": "参加过免试的专项工作",
    "items": "填有业绩",
    "foreign_paper": "有外文论文",
    "probation": "有试用期考核",
    "has_classified": "有涉密内容",
    "by_mail": "纸质材料邮寄",
    "defence_exempt": "免答辩",
    "defence_exempt_county": "在免答辩的县市",
}
"""What each fact is called."""

_FACTS: Mapping[str, str] = {str(name): called for name, called in FACTS.items()}
_ALWAYS = {"always": "人人适用", "passed": "审核通过后适用", "returned": "退回后适用"}


def operation(op: str) -> str:
    """What a check is called."""
    return OPERATIONS.get(op, op)


def parameter(key: str) -> str:
    """What a parameter of a check is called."""
    return PARAMETERS.get(key, key)


def condition(when: When, notice: Notice) -> str:
    """When a rule applies, as one phrase."""
    if isinstance(when, str):
        return _ALWAYS[when]
    asked = {question.id: question.ask for question in notice.questions}
    parts = []
    for key, wanted in when.items():
        name = _FACTS.get(key) or asked.get(key, key)
        answer = ("是" if wanted else "否") if isinstance(wanted, bool) else "或".join(wanted)
        parts.append(f"{name}＝{answer}")
    return f"“{'、'.join(parts)}”时适用"


def value_words(value: object) -> str:
    """A value of a pack as one reads it; field paths by their labels."""
    if value is None or value in ((), [], {}, ""):
        return "“没有写”"
    if isinstance(value, bool):
        return "“是”" if value else "“否”"
    if isinstance(value, (tuple, list)):
        return "、".join(value_words(one) for one in value)
    if isinstance(value, Mapping):
        return "、".join(f"{_named(str(k))}：{value_words(v)}" for k, v in value.items())
    return f"“{_named(str(value))}”"


def _named(text: str) -> str:
    """A field path by its label, seen from the case or from an entry of 业绩; else as it is."""
    if "." not in text:
        return text
    of_entry = label(f"items.x.{text}")
    return label(text) or (of_entry if of_entry != label("items") else "") or text
