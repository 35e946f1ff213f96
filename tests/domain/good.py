"""An applicant who has done everything right under BM24, and ways to go wrong one at a time."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from typing import Any

from desktop.app.findings.messages import message
from desktop.app.notices.installed import notice as load_notice
from desktop.domain import moments
from desktop.domain.case import Attachment, Case, Education, MaskPlan, Tick, Work
from desktop.domain.change import get, put
from desktop.domain.check import check
from desktop.domain.finding import Finding
from desktop.domain.notice import Notice
from tests.personas import expand

AS_OF = "2024-07-24T18:00"

TOLD: dict[str, Any] = {
    "pack": "BM24",
    "as_of": AS_OF,
    "apply": {"level": "中级", "type": "评审", "series": "工程系列", "specialty": "林业和草原"},
    "person": {
        "name": "阿卜杜热合曼·买买提",
        "gender": "男",
        "ethnicity": "维吾尔族",
        "birth": "1988-03",
        "id_no": "65990119880312093X",
        "politics": "群众",
        "phone": "19900000010",
        "status": "在职",
        "work_start": "2010-08",
    },
    "unit": {
        "name": "巴州胡杨林业工程有限公司",
        "aliases": ["胡杨林业"],
        "kind": "民营企业",
        "tier": "县市",
        "county": "库尔勒市",
        "registered_prefecture": "巴音郭楞蒙古自治州",
    },
    "platform": {"receiver": "库尔勒市公共就业服务中心"},
    "edu": [
        {
            "lvl": "大专",
            "kind": "全日制",
            "end": "2010-06",
            "chsi": True,
            "school": "",
            "major": "",
        },
        {"lvl": "本科", "kind": "函授", "end": "2016-06", "chsi": True, "school": "", "major": ""},
    ],
    "title": {
        "has": True,
        "name": "助理工程师",
        "level": "初级",
        "obtained": "2017-11",
        "place": "新疆",
        "basis": "职称",
    },
    "work": [
        {"from": "2010-08", "to": "2015-03", "unit": "某县苗圃"},
        {"from": "2015-04", "to": "至今", "unit": "巴州胡杨林业工程有限公司"},
    ],
    "items": [
        {"type": "实践能力", "date": "2019-05"},
        {"type": "业绩成果", "date": "2020-09"},
        {"type": "业绩成果", "date": "2022-10"},
        {"type": "知识产权", "date": "2021-06"},
        {"type": "获奖", "date": "2022-12"},
        {"type": "论文", "date": "2021-03"},
        {"type": "代表作", "date": "2023-05"},
    ],
    "ce": {"公需": [2023, 2024], "专业": [2023, 2024]},
    "summary": {"chars": 2300},
    "si": {"status": "正常", "months": 6},
    "pub": {"start": "2024-07-15", "end": "2024-07-22", "result_date": "2024-07-23"},
}


@cache
def notice() -> Notice:
    return load_notice("BM24")


def moment(text: str) -> datetime:
    at = moments.instant(text)
    assert at is not None
    return at.first


def good(**told: Any) -> Case:
    """The case; ``told`` replaces parts of the shorthand."""
    return expand("good", copy.deepcopy(TOLD) | told, notice()).case if told else _whole()


@cache
def _whole() -> Case:
    return expand("good", copy.deepcopy(TOLD), notice()).case


Change = Callable[[Case], Case]


def sets(**fields: Any) -> Change:
    """Put values at paths, dots written as two underscores."""

    def change(case: Case) -> Case:
        for path, value in fields.items():
            case = put(case, path.replace("__", "."), value)
        return case

    return change


def at(path: str, value: Any) -> Change:
    return lambda case: put(case, path, value)


def files(keep: Callable[[Attachment], bool]) -> Change:
    return lambda case: case.model_copy(
        update={"attachments": tuple(f for f in case.attachments if keep(f))}
    )


def without(*slots: str) -> Change:
    return files(lambda file: file.slot not in slots)


def mask(slot: str, **plan: Any) -> Change:
    """Another mask plan on the first file of a slot."""

    def change(case: Case) -> Case:
        changed = []
        done = False
        for file in case.attachments:
            if file.slot == slot and not done:
                done = True
                file = file.model_copy(update={"mask": MaskPlan(**plan)})  # noqa: PLW2901
            changed.append(file)
        assert done
        return case.model_copy(update={"attachments": tuple(changed)})

    return change


def file(slot: str, **fields: Any) -> Change:
    """Other facts about every file of a slot."""
    return lambda case: case.model_copy(
        update={
            "attachments": tuple(
                f.model_copy(update=fields) if f.slot == slot else f for f in case.attachments
            )
        }
    )


def extra(**fields: Any) -> Change:
    """One more file."""
    return lambda case: case.model_copy(
        update={"attachments": (*case.attachments, Attachment(id="extra", **fields))}
    )


def entries(path: str, found: Iterable[Any]) -> Change:
    return lambda case: case.model_copy(update={path: tuple(found)})


def untick(rule: str) -> Change:
    return lambda case: case.model_copy(
        update={"ticks": tuple(t for t in case.ticks if t.rule != rule)}
    )


def tick(rule: str) -> Change:
    return lambda case: case.model_copy(update={"ticks": (*case.ticks, Tick(rule=rule))})


def both(*changes: Change) -> Change:
    def change(case: Case) -> Case:
        for one in changes:
            case = one(case)
        return case

    return change


def item(kind: str, n: int = 0) -> str:
    """The path of the n-th 业绩 of a kind in :data:`TOLD`."""
    ids = [f"item{k}" for k, told in enumerate(TOLD["items"], 1) if told["type"] == kind]
    return f"items.{ids[n]}"


def education(*levels: str, chsi: str = "可查", kind: str = "全日制") -> Change:
    return entries(
        "edu",
        [Education(id=f"e{n}", level=x, chsi=chsi, kind=kind) for n, x in enumerate(levels)],
    )


def worked(*starts: str) -> Change:
    return entries("work", [Work(id=f"w{n}", start=x, end="至今") for n, x in enumerate(starts)])


def judge(case: Case, rule: str, now: str = AS_OF, others: tuple[Case, ...] = ()) -> Finding:
    """The finding of one rule; its sentence must be there and whole."""
    found = check(case, notice(), moment(now), others=others)
    finding = next(f for f in found if f.rule == rule)
    sentence = message(finding)
    assert sentence
    assert "{" not in sentence
    assert "：。" not in sentence, sentence
    for path in finding.evidence:
        if not path.startswith("papers."):
            get(case, path)
    return finding
