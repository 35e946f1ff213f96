"""What fields are called, and what stands behind each name.

A field's name is the word the program's own pages use. Lists (学历, 业绩 …) are filled by a row of
a table: its fields are named with the list (``{{学历.学校}}``), and the row stands once for each
entry.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from desktop.documents.material import Material
from desktop.domain.stated import PLACES
from desktop.domain.terms import SentencePiece, SignaturePiece, SummaryPiece

DATE = "落款日期"
BODY = "正文"
SUMMARY = "工作总结"
YEAR = "通知年度"

STATED_NAMES: Mapping[str, str] = {
    "name": "姓名",
    "gender": "性别",
    "ethnicity": "族别",
    "politics": "政治面貌",
    "id_no": "身份证号",
    "birth": "出生年月",
    "work_start": "参加工作时间",
    "unit": "工作单位",
    "supervisor": "主管单位",
    "series": "申报系列",
    "specialty": "申报专业",
    "level": "申报级别",
    "target": "申报职称",
    "start": "公示开始",
    "end": "公示结束",
    "office": "公示办公室",
    "phone": "监督电话",
    "days": "公示天数",
    "objection": "有无异议",
    "title": "现任职称",
    "highest_level": "最高学历",
    "highest_degree": "最高学位",
    "graduated": "毕业情况",
    "exemption_reason": "免考理由",
    "service_years": "专项工作年度",
    "work_years": "从事专业年限",
    "basic_facts": "基本情况",
    "educations": "各段学历",
    "title_certificate": "职称取得情况",
    "appointments": "聘任情况",
    "papers": "论文",
    "representative_works": "著作和代表作",
    "awards": "获奖",
    "career": "专业工作经历",
    "achievements": "主要业绩",
    "former_achievements": "原单位业绩",
}
"""What is stated under a name of its own (:data:`desktop.domain.stated.STATED`)."""

PATH_NAMES: Mapping[str, str] = {
    "pub.political_text": "思想政治条件",
    "pub.achievement_text": "业绩成果",
    "pub.result_date": "公示结果日期",
    "pub.recommend_date": "推荐意见日期",
    "unit.contact": "单位联系人",
    "unit.phone": "单位联系电话",
    "unit.department": "部门",
    "unit.kind": "单位性质",
    "person.phone": "本人电话",
    "person.email": "电子邮箱",
    "apply.type": "申报类型",
    "apply.sub_specialty": "二级专业",
    "title.level": "现职称级别",
    "title.obtained": "现职称取得时间",
    "title.specialty": "现职称专业",
    "civil_transfer.from_org": "原机关单位",
    "civil_transfer.since": "转入时间",
    "civil_transfer.appoint_doc": "任职文件",
}
"""Fields of the case that are printed as they are typed, dates in Chinese."""

NUMBER = "序号"


@dataclass(frozen=True, slots=True)
class ListNames:
    """A list of the case, and what its entries' fields are called."""

    path: str
    columns: Mapping[str, str]


LISTS: Mapping[str, ListNames] = {
    "学历": ListNames(
        "edu",
        {
            "学历": "level",
            "学习形式": "kind",
            "学校": "school",
            "专业": "major",
            "入学时间": "start",
            "毕业时间": "end",
            "学位": "degree",
            "证书编号": "cert_no",
        },
    ),
    "工作经历": ListNames(
        "work", {"开始": "start", "结束": "end", "单位": "unit", "职务": "post", "性质": "kind"}
    ),
    "业绩": ListNames(
        "items",
        {
            "类别": "type",
            "名称": "title",
            "时间": "date",
            "本人作用": "role",
            "工作量": "workload",
            "简介": "intro",
            "刊物": "journal",
        },
    ),
    "聘任": ListNames("appointments", {"依据": "doc_kind", "开始": "start", "结束": "end"}),
    "专项工作": ListNames(
        "service", {"项目": "kind", "开始": "start", "结束": "end", "地点": "place"}
    ),
}

_OF_PATH: Mapping[str, str] = {
    paths[0]: name
    for name, paths in reversed(list(PLACES.items()))
    if len(paths) == 1 and "." in paths[0]
}
"""Names that state a single field, by its path; of several the first."""

_BY_NAME = {said: key for key, said in {**STATED_NAMES, **PATH_NAMES}.items()}
_MEANT = {
    "单位": "工作单位",
    "单位名称": "工作单位",
    "民族": "族别",
    "身份证号码": "身份证号",
    "专业": "申报专业",
    "级别": "申报级别",
    "系列": "申报系列",
    "日期": DATE,
    "联系人": "单位联系人",
    "联系电话": "单位联系电话",
    "职称": "现任职称",
    "公示时间": "公示开始",
    "办公室": "公示办公室",
}
"""What people write instead; never taken for it unasked, since it may mean something else."""


def key_of(name: str) -> str:
    """The stated name or the path behind a field; "" for the special ones and unknown ones."""
    return _BY_NAME.get(name, "")


def name_of(key: str) -> str:
    """What the stated name or path ``key`` is called as a field; "" where it is none."""
    return STATED_NAMES.get(_OF_PATH.get(key, key)) or PATH_NAMES.get(key, "")


def special(material: Material) -> tuple[str, ...]:
    """The fields that only some documents have."""
    content = material.terms.content
    found = [YEAR]
    dated = any(isinstance(p, SignaturePiece) and p.date == "document" for p in content)
    found += [DATE] if dated else []
    found += [BODY] if any(isinstance(p, SentencePiece) and p.draft for p in content) else []
    found += [SUMMARY] if any(isinstance(p, SummaryPiece) for p in content) else []
    return tuple(found)


def known(material: Material) -> tuple[str, ...]:
    """Every field the document can have, the lists' aside."""
    return (*special(material), *_BY_NAME)


def columns() -> Iterator[str]:
    """Every field of a list, as it is written."""
    for title, one in LISTS.items():
        yield from (f"{title}.{column}" for column in (NUMBER, *one.columns))


def listed(name: str) -> tuple[str, str]:
    """The list and the column a field names; "" twice where it names none."""
    title, dot, column = name.replace("．", ".").replace("。", ".").partition(".")
    if dot and title in LISTS and (column == NUMBER or column in LISTS[title].columns):
        return title, column
    return "", ""


def stated(material: Material) -> tuple[str, ...]:
    """The fields that the built-in document states, in its order: what a template should have."""
    # 有无异议 is asked for wherever there must be none, and not printed there.
    found = [name_of(key) for key in material.names() if key != "pub.objection"]
    wanted = [name for name in (SUMMARY, DATE) if name in special(material)]
    return tuple(dict.fromkeys(name for name in (*found, *wanted) if name))


def suggested(name: str, material: Material) -> str:
    """The field that was most likely meant; "" where none is close."""
    if name in _MEANT and _MEANT[name] in known(material):
        return _MEANT[name]
    words = (*known(material), *columns())
    alike = 0.5 if len(name) < 4 else 0.6
    near = get_close_matches(name, words, n=1, cutoff=alike)
    return near[0] if near else ""
