"""What a roster's columns are in a case: their names, how a cell is read, where the value goes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from desktop.domain import cleaning
from desktop.domain import vocabulary as words
from desktop.domain.notice import Notice
from desktop.rosters.cells import Kind
from desktop.rosters.doubts import Reading, bad, care

Choose = Callable[[str, Notice], Reading]
"""What a cleaned text stands for among the choices of a field."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a column can hold; ``path`` is ``""`` where it takes more than one place."""

    key: str
    title: str
    kind: Kind = "text"
    path: str = ""
    choose: Choose | None = None


_GENDERS = {"男": "男", "女": "女", "男性": "男", "女性": "女"}
_PARTY = {
    "党员": "中共党员",
    "预备党员": "中共预备党员",
    "团员": "共青团员",
    "共产党员": "中共党员",
    "中国共产党党员": "中共党员",
    "群": "群众",
    "无": "群众",
}
_LEVELS = {
    "正高级": ("高级", "正高"),
    "正高": ("高级", "正高"),
    "副高级": ("高级", "副高"),
    "副高": ("高级", "副高"),
    "高级": ("高级", ""),
    "中级": ("中级", ""),
    "初级": ("初级", ""),
    "助理级": ("初级", ""),
    "员级": ("初级", ""),
}
_MIDDLE = ("工程师", "农艺师", "经济师", "会计师", "统计师", "畜牧师", "兽医师")
_TYPES = {
    "评审": "评审",
    "职称评审": "评审",
    "初次确定": "初次确定",
    "初次认定": "初次确定",
    "初定": "初次确定",
    "授予": "授予",
}
_EDUCATION = {
    "大学": "本科",
    "大学本科": "本科",
    "本科": "本科",
    "大本": "本科",
    "专科": "大专",
    "大学专科": "大专",
    "大专": "大专",
    "中专": "中专",
    "中等专科": "中专",
    "硕士": "硕士",
    "硕士研究生": "硕士",
    "研究生(硕士)": "硕士",
    "博士": "博士",
    "博士研究生": "博士",
    "研究生(博士)": "博士",
}
_FULL_TIME = re.compile(r"^(全日制|在职|函授|自考|成人|电大|网络)")
NONE = ("无", "没有", "无职称", "未评", "暂无", "/", "-", "—")
"""How sheets say that somebody has no title."""


def _of(table: Mapping[str, str], reason: str) -> Choose:
    def choose(said: str, _notice: Notice) -> Reading:
        found = table.get(said.replace(" ", ""))
        return Reading(found) if found else bad(reason, value=said)

    return choose


def _ethnicity(said: str, _notice: Notice) -> Reading:
    known = [one for one in words.ETHNICITIES if one in (said, f"{said}族")]
    short = [one for one in words.ETHNICITIES if one.startswith(said)]
    if known:
        return Reading(known[0])
    return Reading(short[0]) if len(short) == 1 else care(said, "unusual", value=said)


def _politics(said: str, _notice: Notice) -> Reading:
    found = said if said in words.POLITICS else _PARTY.get(said, "")
    return Reading(found) if found else care(said, "unusual", value=said)


def level_of(said: str) -> tuple[str, str]:
    """Level and sublevel of a level's name, or of a title's (高级工程师); empty where unknown."""
    plain = said.replace(" ", "").removesuffix("职称")
    if plain in _LEVELS:
        return _LEVELS[plain]
    if "正高" in plain:
        return _LEVELS["正高级"]
    if plain.startswith(("高级", "副高")):
        return "高级", ""
    if plain.startswith("助理") or plain == "技术员":
        return "初级", ""
    return ("中级", "") if plain in _MIDDLE else ("", "")


def _level(said: str, notice: Notice) -> Reading:
    level, sublevel = level_of(said)
    if not level:
        return bad("level", value=said)
    if notice.levels and level not in notice.levels:
        return bad("level_not_offered", value=said, offered="、".join(notice.levels))
    return Reading(f"{level} {sublevel}".strip())


def _target(said: str, notice: Notice) -> Reading:
    level, _ = level_of(said)
    if level and notice.levels and level not in notice.levels:
        return bad("level_not_offered", value=said, offered="、".join(notice.levels))
    return Reading(said)


def _type(said: str, notice: Notice) -> Reading:
    found = _TYPES.get(said.replace(" ", ""), "")
    if not found:
        return bad("type", value=said, offered="、".join(notice.types or words.APPLY_TYPES))
    if notice.types and found not in notice.types:
        return bad("type_not_offered", value=said, offered="、".join(notice.types))
    return Reading(found)


def _specialty(said: str, notice: Notice) -> Reading:
    if not notice.specialties or said in notice.specialties:
        return Reading(said)
    offered = "、".join(notice.specialties)
    return care(said, "specialty_not_offered", value=said, offered=offered)


def _education(said: str, _notice: Notice) -> Reading:
    plain = said.replace(" ", "").replace("（", "(").replace("）", ")").removesuffix("学历")
    bare = _FULL_TIME.sub("", plain)
    if bare == "研究生":
        return bad("education_unclear", value=said)
    found = _EDUCATION.get(bare, "")
    known = (*words.EDUCATION_LEVELS, *words.TECHNICAL_LEVELS)
    return Reading(found or bare) if found or bare in known else care(said, "unusual", value=said)


def _title(said: str, _notice: Notice) -> Reading:
    return Reading(words.NOTHING if said in NONE else said)


FIELDS: Mapping[str, Field] = {
    field.key: field
    for field in (
        Field("name", "姓名", "name", "person.name"),
        Field("id_no", "身份证号", "id_no", "person.id_no"),
        Field("gender", "性别", "text", "person.gender", _of(_GENDERS, "gender")),
        Field("ethnicity", "民族（族别）", "text", "person.ethnicity", _ethnicity),
        Field("birth", "出生年月", "month", "person.birth"),
        Field("politics", "政治面貌", "text", "person.politics", _politics),
        Field("phone", "手机号码", "phone", "person.phone"),
        Field("email", "电子邮箱", "text", "person.email"),
        Field("work_start", "参加工作时间", "month", "person.work_start"),
        Field("unit", "工作单位", "text", "unit.name"),
        Field("department", "部门（科室）", "text", "unit.department"),
        Field("type", "申报类型", "text", "apply.type", _type),
        Field("level", "申报级别", "text", "", _level),
        Field("series", "申报系列", "text", "apply.series"),
        Field("specialty", "申报专业", "text", "apply.specialty", _specialty),
        Field("target", "拟申报职称", "text", "apply.target", _target),
        Field("education", "学历", "text", "", _education),
        Field("degree", "学位"),
        Field("school", "毕业院校"),
        Field("major", "所学专业"),
        Field("graduated", "毕业时间", "month"),
        Field("title", "现职称", "text", "", _title),
        Field("title_level", "现职称级别", "text", "title.level"),
        Field("title_specialty", "现职称专业", "text", "title.specialty"),
        Field("title_obtained", "现职称取得时间", "day", "title.obtained"),
        Field("title_with_time", "现职称及取得时间（写在一格里）"),
        Field("years", "从事专业技术工作年限", "count", "career.years"),
    )
}
"""Every thing a column can hold, by its key in ``rosters.columns``, in the order offered."""

EDUCATION: Mapping[str, str] = {
    "education": "level",
    "degree": "degree",
    "school": "school",
    "major": "major",
    "graduated": "end",
}
"""Which parts of one 学历 the columns are."""


def plain_wants(values: Mapping[str, str]) -> Iterator[tuple[str, object]]:
    """Where in a case each of a row's values belongs, with the value; 学历 apart."""
    for key, value in values.items():
        path = FIELDS[key].path
        if key == "years":
            yield path, int(value)
        elif path:
            yield path, value
    level, _, sublevel = values.get("level", "").partition(" ")
    if not level:
        level, sublevel = level_of(values.get("target", ""))
    if level:
        yield "apply.level", level
    if sublevel:
        yield "apply.sublevel", sublevel
    title = values.get("title", "")
    if title:
        yield "title.has", title != words.NOTHING
        if title != words.NOTHING:
            yield "title.name", title


_WITH_TIME = re.compile(
    r"(.*?)[\s,，、;；(（/]*((?:19|20)\d{2}\s*[-./年].*?)[)）\s]*(?:取得|评定)?"
)


def split_title(said: str) -> tuple[str, str]:
    """``工程师（2018.11）`` as a title and a time; the time is ``""`` where none stands there."""
    found = _WITH_TIME.fullmatch(cleaning.text(said))
    return (found[1].strip(), found[2].strip()) if found else (cleaning.text(said), "")
