"""The packet under every notice: folders by its columns, and a guide in its own words."""

from __future__ import annotations

from datetime import datetime

import pytest

from desktop.app.naming import DOCUMENTS, as_name
from desktop.app.notices.installed import notice
from desktop.app.packet import making
from desktop.app.packet.guide import guide
from desktop.app.papers.press import Press
from desktop.domain.check import check
from desktop.domain.moments import BEIJING
from tests.whole import PACKS, full

NOW = datetime(2024, 7, 20, 10, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("pack", "said", "unsaid"),
    [
        ("LC22", "逐张遮住姓名，别的不要遮", "照片眼部"),
        ("GT23", "文件格式：通知要求 JPG 图片", "文件格式：通知未写"),
        ("GT23", "涉密材料：通知规定严禁上传", "脱密以后"),
        ("BM24", "涉密材料：通知规定脱密以后才能上传", "严禁上传"),
        ("ZZ23", "遮盖：这份通知没有要求", "逐张遮住"),
        ("ZZ23", "评审表：原件 2 份，A4正反面", "评审表：份数通知未写"),
        ("GJ21", "文件格式：通知未写", "遮住"),
        ("GJ21", "《单位意见》不用打印，复制到平台的“单位意见”栏填写", "《公示》不用打印"),
        ("ZZ23", "打印、签字、盖章用", "不用打印"),
    ],
)
def test_the_guide_tells_what_this_notice_wants(pack: str, said: str, unsaid: str) -> None:
    lines = "\n".join(guide(notice(pack), [], [], complete=True, counts="", now=NOW))
    assert said in lines
    assert unsaid not in lines


@pytest.mark.parametrize("pack", PACKS)
def test_folders_follow_the_columns(pack: str) -> None:
    told = notice(pack)
    _, case, now = full(pack)
    taken = tuple(
        a.model_copy(update={"format": "jpg", "sha256": f"{n:064x}"})
        for n, a in enumerate(case.attachments)
    )
    case = case.model_copy(update={"attachments": taken})
    plan = making.plan(case, told, check(case, told, now), lambda _: b"", Press.bundled(), now=now)
    columns = [f"{n:02}-{as_name(c.title)}" for n, c in enumerate(told.columns, 1)]
    folders = list(dict.fromkeys(file.place.parts[0] for file in plan.files))
    assert folders[0] == DOCUMENTS
    assert [folder for folder in columns if folder in folders] == folders[1:]
    assert sum(file.slot != "" for file in plan.files) == len(case.attachments)
    names = "".join(str(file.place) for file in plan.files)
    assert case.person.name not in names
    assert case.unit.name not in names


def test_a_remark_on_a_file_is_no_fault() -> None:
    said = "附件“聘书”是 PDF，里面还带着作者。"
    lines = list(guide(notice("BM24"), [], [], complete=True, counts="", now=NOW, remarks=[said]))
    assert f"  请留意：{said}" in lines
    assert "一、没有缺项" in lines
    assert not any("未完成" in line for line in lines)
