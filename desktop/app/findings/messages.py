"""What the user reads of a finding: one plain Chinese sentence for every reason.

The checks say *why* as a key and facts (:class:`~desktop.domain.finding.Finding`); the sentences
stand here, apart from the code that decides. A test holds that no reason goes without one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from desktop.app.findings.because import why_not
from desktop.app.pages import PAGES
from desktop.app.pages.absent import lacked
from desktop.app.pages.form import Field, ListSection, Section, resolve
from desktop.domain.finding import Finding, Verdict
from desktop.language import SPOKEN, shown, tr

NAMELESS = "（没有填姓名）"
"""What a person without a name is called in lists."""

WORDS: dict[Verdict, str] = {
    Verdict.PASS: "已符合",
    Verdict.FAIL: "需修改",
    Verdict.WARN: "请留意",
    Verdict.TODO: "待确认",
    Verdict.OPEN: "时间未到",
    Verdict.LATER: "通过后再办",
    Verdict.NA: "不适用",
    Verdict.INFO: "提示",
    Verdict.UNKNOWN: "待单位录入",
}

MASKED = {
    "name": "姓名",
    "unit": "工作单位",
    "idno": "身份证号",
    "seal": "公章",
    "photo": "照片",
    "eyes": "照片眼部",
}

SENTENCES: dict[str, str] = {
    # whether the rule applies at all
    "not_applicable": "{why}，不涉及这一条。",
    "part_lacking": "您答了{lacked}，不涉及这一条。",
    "part_empty": "您答了“有”，还没有填：{fields}。",
    "part_unsure": "{questions}您答了“不清楚”，弄清楚以后再答。",
    "part_aside": "您答了{lacked}，可是以前填过 {n} 项，已经收起来：不检查，也不放进材料包，"
    "内容都还留着。有，就改答“有”。",
    "part_aside_fields": "您答了{lacked}，可是以前填过，已经收起来：不检查，也不放进材料包，"
    "内容都还留着。有，就改答“有”。",
    "employer_otherwise": "您答了没有换过单位，“工作经历”里却不止一个单位，请核对。",
    "until_passed": "审核通过以后再办。",
    "until_returned": "材料没有被退回，不涉及。",
    "reminder": "{say}。",
    "unanswered": "请先回答：{questions}。",
    "unit_unanswered": "要由单位（人事部门）先回答：{asked}。通知没有写明，软件不代为决定。",
    # the person's own confirmation
    "ok": "已符合要求。",
    "confirmed": "您已确认。",
    "not_confirmed": "请核对，做到了就打勾确认。",
    "topics_open": "总结还有几方面没有确认写到：{names}。",
    # fields
    "empty": "还没有填写：{fields}。",
    "unreadable": "{fields}“{value}”看不懂，请照例子重新填写。",
    "not_among": "{fields}现在是“{value}”，这里只能是：{wanted}。",
    "not_allowed": "{fields}现在是“{value}”，不符合：{say}。填错了请改正。",
    "not_containing": "{fields}现在是“{value}”，应当选“{wanted}”。",
    "text_differs": "文字与规定的不一致：写的是“{wrote}…”，应为“{should}…”。",
    "must_be_yes": "{fields}须为“是”。",
    "must_be_no": "{fields}须为“否”。",
    "left_empty": "有 {n} 处空着：{fields}。没有内容的请填“无”，不要留空。",
    "vague": "有 {n} 处用了含糊的词（{words}），请改成具体的数字、时间或名称。",
    "class_unknown": "第 {n} 段学历“{value}”在通知里没有对应的学历。",
    "class_not_chosen": "第 {n} 段学历是技工院校，学历请选毕业的班次。",
    "ok_education": "{equals}学历申报。",
    "rank_order": "学历要从低到高排：第 {n} 段“{value}”应排在“{before}”前面。",
    "time_order": "工作经历要由远至近排：第 {n} 段从 {value} 开始，比上一段（{before}）还早。",
    "begins_elsewhere": "第一段经历从 {value} 开始，与参加工作时间 {begins} 不一致，请核对。",
    "begins_late": "工作经历从 {value} 才开始，须从参加工作时间 {begins} 填起。",
    "work_gap": "{start}开始的经历之前有 {months} 个整月没有填，请补上或核对。",
    "second_case": "本机已有这个身份证号 {year} 年度的另一份申报材料，每人每年只能参评一次。",
    "second_record": "本机已有这个身份证号的另一份申报材料，每人只能注册一个账号，请核对。",
    # times
    "not_yet_open": "{title}还没有开始，{start}起办理。",
    "open_now": "正在{title}期内，{end}截止，还有 {days} 天。",
    "open_without_end": "可以办理；截止时间通知未写。",
    "planned": "填的是将来的时间，到时再核对（{span}）。",
    "too_early": "{fields}早于规定时间，{title}：{span}。请核对日期。",
    "too_late": "{fields}晚于规定时间，{title}：{span}。请核对日期。",
    "window_edge": "正好在{title}的界限（{end}）上，算不算在内通知没有写明，请向受理部门问清。",
    "missed": "{title}已于{end}截止，这里还没有登记办理时间；已经办了的请补记。",
    "too_short": "到{day}只有 {months} 个月，须满 {least} 个月；请核对“{fields}”。",
    "before_title": "{which}的时间 {date}早于现职称取得时间 {since}，只能填任现职以来的。",
    "no_title_to_count_from": "没有现职称，“任现职以来”从哪天算起通知未写，请向受理部门问清。",
    "dated_outside": "{which}的时间是{date}，不在规定的时间以内（{title}：{span}），不能填报。",
    "dated_at_edge": "{which}的时间 {date}正好在{title}的界限（{end}）上，请向受理部门问清。",
    "order_to_come": "还没有办到这一步，到时再核对先后。",
    "order_reversed": "{of}须在{other}之后，请核对日期。",
    # after a return
    "return_running": "退回后须在 {hours} 小时内改完再交，最迟{due}（北京时间）。",
    "return_portal_first": "退回后 {hours} 小时到{due}，可是平台{earliest}先关闭，请在它以前"
    "再次提交（北京时间）。",
    "return_portal_closed": "平台已于{earliest}关闭，这里还没有登记再次提交；已经交了的请补记，"
    "没有交的请马上问受理部门。",
    "return_term_over": "再次提交的期限{due}已经过了，这里还没有登记；已经交了的请补记。",
    "resubmitted_late": "再次提交晚于期限{due}（退回后 {hours} 小时，北京时间），请核对时间。",
    "resubmitted_unsure": "只登记了日期，说不准是不是在{due}以前，请补上几点几分。",
    "resubmitted_after_closing": "在 {hours} 小时之内再次提交，可是平台{earliest}已经关闭，"
    "算不算数请向受理部门问清。",
    "remarks_open": "还有 {n} 条退回意见没有改好，请逐条修改、逐条勾选。",
    "no_remarks": "请把退回意见逐条登记下来，改一条勾一条。",
    "ok_submissions": "已提交 {n} 次，还可以提交 {left} 次。",
    "ok_submissions_used": "已提交 {n} 次，次数已经用完。",
    "submitted_too_often": "已登记提交 {n} 次，最多只能提交 {wanted} 次，请核对登记的次数。",
    # 公示
    "publicity_not_set": "公示还没有安排。",
    "publicity_reversed": "公示结束日期早于开始日期，请改正。",
    "publicity_long": "公示长达 {days} 天，请核对日期。",
    "publicity_running": "公示还没有结束；到结束时满 {days} 个工作日。",
    "ok_workdays": "首日不计，公示满 {days} 个工作日。",
    "workdays_short": "公示只有 {with_first} 个工作日（首日不计为 {days} 个），须满 {wanted} 个。",
    "workdays_first": "首日不计只有 {days} 个工作日，计入才满 {wanted} 个。"
    "通知未写首日算不算，建议延长一天。",
    "workdays_unsure": "公示期间可能遇上地方节假日，能确定的只有 {days} 个工作日，"
    "请核对当年的放假安排。",
    "calendar_unknown": "缺 {year} 年的放假安排，工作日数不出来，请人工核对。",
    "contents_missing": "公示里还没有写到：{names}，请补上。",
    "objection": "记录了异议，不能出“无异议”的公示结果，请先按规定处理。",
    "objection_later": "公示期满以后再填写有没有异议。",
    "date_not_after": "落款日期 {date}须晚于公示结束日 {end}。",
    # files
    "files_missing": "还差 {n} 份：{names}。",
    "files_missing_some": "还差 {n} 份，从这几样里任选：{names}。",
    "no_files": "还没有添加附件。",
    "filed_elsewhere": "获奖材料有 {n} 份放到了“{where}”，只能放在“{only}”一栏。",
    "unit_certificate": "{which}用了单位出具的证明，单位证明不能作印证，请换成别的材料。",
    "unit_certificate_alone": "{which}只有单位出具的情况说明，请另附别的印证材料。",
    "classified": "有 {n} 处标为涉密，本通知严禁上传涉密件，请换成别的材料。",
    "certificates_missing": "还差 {n} 份：{names}。",
    "training_before_work": "{years} 年还没有参加工作，没有继续教育证书。"
    "通知未写怎么办，请向受理部门问清。",
    "exemption_partial": "{years} 年的专项工作不满一整年，能不能免继续教育通知未写，"
    "请向受理部门问清。",
    "training_years_short": "{kind_of}科目有 {n} 个年度，须有 {wanted} 个年度。",
    "training_years_many": "{kind_of}科目填了 {n} 个年度，最多只能上传 {wanted} 个年度，请删减。",
    "forms_missing": "还差 {n} 份：{names}。",
    "forms_before_work": "{years} 年还没有参加工作，没有{title}。"
    "通知未写怎么办，请向受理部门问清。",
    "months_short": "社保只有 {n} 个月，须有近半年 {wanted} 个月。",
    "months_old": "最近一个月社保是 {last}，不像“近半年”，请补最近的。",
    "months_broken": "近 {wanted} 个月的社保不连续，请核对。",
    "contract_not_valid": "劳动合同不在有效期内，请换成有效的合同，或者补社保缴费记录。",
    "ok_contract": "劳动合同在有效期内，可以代替社保缴费记录。",
    "format_not_taken": "有 {n} 份附件的格式不收，例如“{where}”，请换成 {wanted}。",
    "name_says_nothing": "有 {n} 份附件的名称看不出内容，例如“{where}”，请按内容命名。",
    "file_does_not_open": "有 {n} 份附件打不开，例如“{where}”，请重新扫描或另存后再添加。",
    "file_illegible": "有 {n} 份附件看不清，例如“{where}”，请重新扫描。",
    "photo_gray": "“{where}”是黑白的，须用彩色照片。",
    "photo_shape": "照片的长宽比不像一寸照片（25:35），请核对。",
    # entries of lists
    "none_entered": "还没有填写{what}。",
    "none_of_kind": "没有填写{what}，不涉及。",
    "entry_incomplete": "{which}缺{fields}。",
    "entry_denied": "{which}：“{fields}”答的是“否”，不符合通知的要求。",
    "entry_not_among": "{which}是“{value}”，这里只能是：{wanted}。",
    "entry_sign_unknown": "{which}签字了吗？须有{who}签字，请在该条目里回答。",
    "entry_sign_missing": "{which}还缺签字：{who}。",
    "endorsers_short": "{which}只有 {n} 名{title}认可，须有 {wanted} 名不同的人。",
    "too_few": "{what}还没有填写，没有的请填一条“无”。",
    "too_few_distinct": "{what}只符合 {n} 个不同的条件，须有 {wanted} 个；"
    "同一条件下的几项只算一个。",
    "several_things": "有 {n} 项里一次写了好几件事，例如{which}，建议分成几项来填。",
    "proof_missing": "{which}还没有印证材料，请在附件里添加。",
    "entry_file_missing": "{which}还差{names}。",
    "parts_missing": "{which}还差：{names}。",
    "parts_unnamed": "{which}的附件没有标明哪一页是{names}，请核对。",
    "seal_unknown": "{which}经单位审核盖章了吗？请在该条目里回答。",
    "seal_missing": "{which}还没有经单位审核盖章，请办好。",
    # grades and fees
    "grade_bars": "{year} 年考核为“{grade}”，按通知不能照常申报，请向单位和受理部门问清。",
    "grade_unsure": "{year} 年考核为“{grade}”，通知没有列这一种，请向受理部门问清。",
    "no_such_fee": "通知没有列这种申报的费用。",
    "not_paid": "还没有缴费，应缴 {yuan} 元。",
    "fee_differs": "应缴 {yuan} 元，填的是 {paid} 元。",
    "ok_fee": "已缴 {yuan} 元，与通知一致。",
    # 工作总结
    "ok_length": "共 {n} 字，符合要求。",
    "summary_short": "现在 {n} 字，还差 {by} 字（至少 {wanted} 字）。",
    "summary_long": "现在 {n} 字，多出 {by} 字（至多 {wanted} 字）。",
    "summary_disputed": "按不同算法是 {low}—{nonblank} 字，有的不在规定字数内，建议增减一些。",
    "names_identity": "总结里出现{words}，共 {n} 处，须改掉：…{where}…",
    "names_other_unit": "总结里出现原工作单位{words}，要不要改通知未写，建议改掉：…{where}…",
    "may_name_identity": "总结里的{words}可能会让人认出您或单位，请看一看：…{where}…",
    # masks
    "mask_undecided": "还有 {n} 份附件没有点“是否需要遮盖”，例如“{where}”。",
    "mask_none_decided": "附件还没有点“是否需要遮盖”。",
    "mask_missing": "还有 {n} 份附件没有遮住{kind}，例如“{where}”，请遮好。",
    "mask_denied": "“{where}”上有{kind}，却点了“否”，应点“是”并遮盖。",
    "mask_needless": "有 {n} 份附件点了“是”却没有要遮的内容，例如“{where}”，应点“否”。",
    "mask_large": "有 {n} 份附件遮盖的面积超过了 {percent}%，例如“{where}”，"
    "不要大面积遮盖，只遮该遮的地方。",
    "mask_others": "有 {n} 份附件遮住了别人的姓名，例如“{where}”，请改成只遮本人的。",
    # documents on paper
    "paper_seal_unknown": "{document}盖公章了吗？请在公示与推荐页回答。",
    "paper_seal_missing": "{document}还没有盖公章，请盖好。",
    "sign_unknown": "{document}签字盖章了吗？须有{who}签字并盖公章。",
    "sign_missing": "{document}还缺签字：{who}。",
    "not_handwritten": "{document}须手写，不能打印。",
    "no_fingerprint": "{document}还没有按手印，请按好。",
    "paper_unknown": "{document}准备好了吗？要{names}，请登记份数。",
    "paper_short": "{document}还差{names}。",
    "approval_missing": "{document}还缺签章：{who}。",
    # the program's own checks of what was typed
    "name_length": "姓名有 {n} 个字，应为 2—30 个字。",
    "name_characters": "姓名里有“{value}”，姓名只写汉字和间隔号“·”，请改正。",
    "name_private": "姓名里有系统自造的字，别的电脑上会显示不出来，请换用标准的生僻字。",
    "too_long": "{fields}有 {n} 个字，太长了，请核对（至多 {wanted} 个字）。",
    "id_length": "身份证号有 {n} 位，应为 18 位。",
    "id_characters": "身份证号只能是 17 位数字加一位数字或 X。",
    "id_birth": "身份证号第 7—14 位不是一个日期，请核对。",
    "id_checksum": "身份证号最后一位与前面的数字对不上，请逐位核对。",
    "birth_differs": "出生年月 {value}与身份证号里的 {wanted}不一致，请对照身份证改正其中一个。",
    "gender_differs": "性别“{value}”与身份证号里的“{wanted}”不一致，请对照身份证改正其中一个。",
    "phone_form": "{fields}“{value}”不像电话号码，手机 11 位，座机要带区号。",
    "email_form": "电子邮箱“{value}”不像邮箱地址，请核对。",
    "not_a_choice": "{fields}“{value}”不在可选的范围内，请重新选择。",
    "date_future": "{fields}{value}在今天以后，请核对。",
    "reversed": "{fields}：结束早于开始，请改正。",
    "worked_too_young": "参加工作时间 {value}时还不满 14 周岁，请核对。",
    "overlap": "{fields}：与第 {n} 段的时间有重叠，请核对。",
    "study_overlap": "全日制学习与第 {n} 段工作经历的时间有重叠，请核对。",
    "title_ladder": "现职称是{value}，申报{wanted}，不是紧挨着的下一级，请确认是否允许。",
    "number_range": "{fields}“{value}”不合常理，请核对。",
    "order_of_dates": "{fields}的先后不对：{first}应不晚于{then}。",
    "publicity_days_many": "公示结果写 {n} 天，可起止日期只有 {wanted} 天，请核对。",
    # what was seen on the scans: how they read, gone once “看得清楚吗” is answered …
    "scan_resolution": "“{title}”第 {page} 页的图片太小，放大后看不清，请用 300 DPI 重新扫描。",
    "scan_blur": "“{title}”第 {page} 页模糊，请把手机拿稳、对好焦重新拍，或用扫描仪。",
    "scan_glare": "“{title}”第 {page} 页反光，有的地方发白，请换个角度、关掉闪光灯重新拍。",
    "scan_contrast": "“{title}”第 {page} 页字迹太淡，请把扫描的对比度调高，或换原件重新扫描。",
    "scan_cut_off": "“{title}”第 {page} 页的边缘缺了一块，请把整页放进画面重新扫描。",
    "scan_small_text": "“{title}”第 {page} 页的字太小，请用 300 DPI 重新扫描，或靠近一些拍。",
    "scan_dark": "“{title}”第 {page} 页太暗，请在亮一些的地方重新拍。",
    # … which side of the ID card it is, and how the 免冠 photo is
    "scan_other_side": "“{title}”第 {page} 页像是{seen}，这里要的是{meant}，请核对。",
    "scan_photo_gray": "免冠照片是黑白的，通知要求彩色照片。",
    "scan_photo_shape": "免冠照片不是一寸的形状（宽 25、高 35），可以在“校正”里按一寸裁剪。",
    "scan_photo_small": "免冠照片只有 {measured} 像素宽，一寸要 {wanted} 像素，印出来会不清楚。",
    "scan_photo_background": "免冠照片的背景不是单一的颜色，或者有明暗，请换一张背景干净的。",
    "scan_photo_no_face": "免冠照片里没有找到人脸，请看看是不是选错了文件，或者没有放正。",
    "scan_photo_several_faces": "免冠照片里不止一张脸，请换一张只有本人的。",
    "scan_photo_head_small": "免冠照片里头偏小，请裁剪得近一些。",
    "scan_photo_head_large": "免冠照片里头偏大，请裁剪得远一些，或换一张。",
    "scan_photo_head_high": "免冠照片里头的位置偏高，请裁剪时上面多留一些。",
    "scan_photo_head_low": "免冠照片里头的位置偏低，请裁剪时上面少留一些。",
    "scan_photo_head_aside": "免冠照片里头没有在中间，请重新裁剪。",
}
"""Reason → sentence; ``{fields}`` are the labels of the evidence, ``{say}`` the rule's words."""

_ELSEWHERE = {"summary": "工作总结", "attachments": "附件"}
"""What has a page of its own instead of a table of fields."""

_ON_PAPER = {
    "text": "抄写的内容",
    "handwritten": "是否手抄",
    "signed": "签字",
    "sealed": "盖章",
    "fingerprint": "手印",
    "originals": "原件份数",
    "copies": "复印件份数",
}


def message(finding: Finding) -> str:
    """The sentence for a finding, as it is printed; who the entry is and what is lacking in it."""
    sentence = SENTENCES[finding.reason].format_map(_facts(finding, str))
    more = finding.facts.get("more")
    return f"{sentence}（另有 {more} 处）" if more else sentence


def spoken(finding: Finding) -> str:
    """The same as it is shown, in the language of the program."""
    sentence = SPOKEN.say(SENTENCES[finding.reason], **_facts(finding, shown))
    more = finding.facts.get("more")
    return tr("{sentence}（另有 {more} 处）", sentence=sentence, more=more) if more else sentence


def _facts(finding: Finding, say: Callable[[str], str]) -> dict[str, str | int]:
    names = tuple(map(say, labels(finding.evidence)))
    facts: dict[str, str | int] = {
        "say": finding.say.rstrip("。"),
        "fields": "、".join(name.rstrip("？") for name in names),
        "of": names[0] if names else "",
        "other": names[-1] if names else "",
        # The notice's own questions come with their words, those of the pages by their labels.
        "questions": finding.facts.get("asked") or "".join(f"“{name}”" for name in names),
        **finding.facts,
    }
    if finding.reason == "not_applicable":
        facts["why"] = why_not(finding.facts)
    elif finding.reason.startswith("part_"):
        facts["lacked"] = lacked(finding.evidence)
    if "kind" in facts:
        kind = str(facts["kind"])
        facts["kind"] = say(MASKED.get(kind, kind))
    return facts


def labels(paths: tuple[str, ...]) -> tuple[str, ...]:
    """What the pages call the fields at ``paths``, each once."""
    return tuple(dict.fromkeys(name for path in paths if (name := label(path))))


def label(path: str) -> str:
    """What the pages call the field, entry or list at ``path``; "" for what they do not show."""
    keys = path.split(".")
    if keys[0] == "answers":
        return ""
    if keys[0] == "papers":
        return _ON_PAPER.get(keys[-1], "文书")
    if keys[0] in _ELSEWHERE:
        return _ELSEWHERE[keys[0]]
    known = _labels()
    # An entry's id stands where the tables write `*`.
    for at in range(1, len(keys)):
        starred = ".".join([*keys[:at], "*", *keys[at + 1 :]])
        if starred in known:
            return known[starred]
    return known.get(path) or known.get(keys[0], "")


@cache
def _labels() -> dict[str, str]:
    return {
        path: text.rstrip("：")
        for page in PAGES
        for section in page.sections
        for path, text in _of(section, "")
    }


def _of(part: Section | ListSection | Field, base: str) -> Iterator[tuple[str, str]]:
    if isinstance(part, Field):
        yield resolve(part.path, base), part.label
        return
    inside = base
    if isinstance(part, ListSection):
        path = resolve(part.path, base)
        yield path, part.title
        inside = f"{path}.*"
    for inner in part.fields:
        yield from _of(inner, inside)
