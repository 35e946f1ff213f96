"""The packet: what is in it, what it is called, and that it is there whole or not at all."""

import errno
import hashlib
import json
import os
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from desktop.app.notices import installed
from desktop.app.packet import making
from desktop.app.packet.making import PacketPlan
from desktop.app.papers.press import Press
from desktop.app.samples.sample import Sample, sample
from desktop.domain.case import Attachment, Case
from desktop.domain.check import check
from desktop.domain.notice import Notice
from desktop.domain.scans import MaskBox, ScanPage
from desktop.errors import UserError
from desktop.storage import durable

from .pressing import KeepingPress

LISTING = """\
00-文书/01-业务工作总结.docx
00-文书/01-业务工作总结.pdf
00-文书/02-公示.docx
00-文书/02-公示.pdf
00-文书/03-公示结果.docx
00-文书/03-公示结果.pdf
00-文书/04-推荐意见.docx
00-文书/04-推荐意见.pdf
00-文书/05-个人承诺书.docx
00-文书/05-个人承诺书.pdf
01-基本信息/01-身份证正面.jpg
01-基本信息/02-身份证反面.jpg
01-基本信息/03-近期一寸免冠照片.jpg
01-基本信息/04-近半年社保缴费证明.jpg
02-学历学位/01-毕业证书-大专.jpg
02-学历学位/02-毕业证书-本科.jpg
02-学历学位/03-教育部学历证书电子注册备案表-大专.jpg
02-学历学位/04-教育部学历证书电子注册备案表-本科.jpg
03-专业技术资格/01-任职资格文件.jpg
03-专业技术资格/02-职称证书.jpg
05-知识产权/01-知识产权证明-一种风沙区滴灌管固定装置（实用新型）.jpg
06-实践能力业绩成果/01-印证材料-胡杨林引洪灌溉作业设计.jpg
06-实践能力业绩成果/02-印证材料-防沙治沙节水造林施工技术管理.jpg
06-实践能力业绩成果/03-印证材料-退化胡杨林修复项目.jpg
06-实践能力业绩成果/04-印证材料-香梨园有害生物绿色防控示范.jpg
07-获奖情况/01-获奖证书原件-林业技术推广先进个人.jpg
08-著作论文/01-代表作品-荒漠河岸退化胡杨林引洪灌溉与萌蘖更新技术报告.jpg
09-继续教育/01-继续教育培训合格证书-2023公需科目.jpg
09-继续教育/02-继续教育培训合格证书-2023专业科目.jpg
09-继续教育/03-继续教育培训合格证书-2024公需科目.jpg
09-继续教育/04-继续教育培训合格证书-2024专业科目.jpg
10-考核情况/01-年度考核表-2021-正面.jpg
10-考核情况/02-年度考核表-2021-反面.jpg
10-考核情况/03-年度考核表-2022-正面.jpg
10-考核情况/04-年度考核表-2022-反面.jpg
10-考核情况/05-年度考核表-2023-正面.jpg
10-考核情况/06-年度考核表-2023-反面.jpg
12-其他附件/01-公示.jpg
12-其他附件/02-公示结果.jpg
12-其他附件/03-推荐意见.jpg
13-个人承诺书/01-个人承诺书.jpg
打印计划.pdf
检查报告.pdf
清单.json
请先看.txt
"""


@pytest.fixture(scope="module")
def notice() -> Notice:
    return installed.notice("BM24")


@pytest.fixture(scope="module")
def made_up(notice: Notice) -> Sample:
    return sample(notice)


@pytest.fixture(scope="module")
def press() -> Press:
    return KeepingPress.bundled()


@pytest.fixture
def planned(notice: Notice, made_up: Sample, press: Press) -> Callable[[Case], PacketPlan]:
    """The plan of a case with the sample's files, at the sample's moment."""

    def plan(case: Case) -> PacketPlan:
        findings = check(case, notice, made_up.as_of)
        return making.plan(
            case, notice, findings, made_up.brought.file_of, press, now=made_up.as_of
        )

    return plan


@pytest.fixture
def small(planned: Callable[[Case], PacketPlan], made_up: Sample) -> PacketPlan:
    """The sample's packet with two files only: what interrupts it does not depend on how many."""
    plan = planned(made_up.brought.case)
    return replace(plan, files=plan.files[-2:])


def listed(folder: Path) -> list[str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in files)


def without(case: Case, slot: str) -> Case:
    kept = tuple(a for a in case.attachments if a.slot != slot)
    return case.model_copy(update={"attachments": kept})


def test_the_sample_s_packet_is_complete(
    planned: Callable[[Case], PacketPlan], made_up: Sample, tmp_path: Path
) -> None:
    plan = planned(made_up.brought.case)
    assert plan.complete
    assert plan.missing == ()

    sent = making.write(plan, tmp_path, made_up.as_of)

    assert sent.folder == tmp_path / "材料包-BM24-20240724-1730"
    assert listed(sent.folder) == sorted(LISTING.splitlines())
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "材料包-BM24-20240724-1730",
        "材料包-BM24-20240724-1730.zip",
    ]
    for attachment in made_up.brought.case.attachments:
        original = made_up.brought.file_of(attachment.sha256)
        assert any(p.read_bytes() == original for p in sent.folder.rglob("*.jpg"))


def test_manifest_and_zip_hold_the_very_files(
    planned: Callable[[Case], PacketPlan], made_up: Sample, tmp_path: Path
) -> None:
    sent = making.write(planned(made_up.brought.case), tmp_path, made_up.as_of)
    manifest = json.loads((sent.folder / "清单.json").read_text("utf-8"))
    entries = {entry["path"]: entry for entry in manifest["files"]}
    assert sorted((*entries, "清单.json")) == listed(sent.folder)
    for path, entry in entries.items():
        data = (sent.folder / path).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (entry["size"], entry["sha256"])
    assert manifest["complete"] is True
    assert manifest["open"] == []
    with zipfile.ZipFile(sent.zip) as archive:
        assert archive.testzip() is None
        assert sorted(archive.namelist()) == listed(sent.folder)
        for name in archive.namelist():
            assert archive.read(name) == (sent.folder / name).read_bytes()


def test_what_is_missing_is_listed_and_the_packet_called_unfinished(
    planned: Callable[[Case], PacketPlan], made_up: Sample, tmp_path: Path
) -> None:
    plan = planned(without(made_up.brought.case, "身份证反面"))
    assert not plan.complete
    assert any(sentence.startswith("身份证正、反面：") for sentence in plan.missing)

    sent = making.write(plan, tmp_path, made_up.as_of)

    assert sent.folder.name == "材料包-BM24-20240724-1730-未完成"
    guide = (sent.folder / "请先看.txt").read_bytes()
    assert guide.startswith(b"\xef\xbb\xbf")
    assert "未完成" in guide.decode("utf-8-sig")
    assert plan.missing[0] in guide.decode("utf-8-sig")
    manifest = json.loads((sent.folder / "清单.json").read_text("utf-8"))
    assert manifest["open"] == ["BM24.basic.id_both"]
    report = pypdf.PdfReader(sent.folder / "检查报告.pdf")
    assert "未完成" in report.pages[0].extract_text()


@pytest.mark.parametrize(
    ("change", "lacking", "reason", "there"),
    [
        ({"office": ""}, "02-公示", "反映问题的办公室", "04-推荐意见"),
        ({"days": None}, "03-公示结果", "公示天数", "04-推荐意见"),
        ({"objection": True}, "03-公示结果", "公示结果", "02-公示"),
        ({"objection": True}, "04-推荐意见", "推荐意见", "02-公示"),
    ],
)
def test_a_document_without_its_facts_is_left_out_and_named(
    planned: Callable[[Case], PacketPlan],
    made_up: Sample,
    *,
    change: dict[str, object],
    lacking: str,
    reason: str,
    there: str,
) -> None:
    case = made_up.brought.case
    changed = case.model_copy(update={"pub": case.pub.model_copy(update=change)})
    plan = planned(changed)
    stems = {file.place.stem for file in plan.files}
    assert lacking not in stems
    assert there in stems
    assert any(reason in sentence for sentence in plan.missing)


def test_an_attachment_without_content_is_named(
    planned: Callable[[Case], PacketPlan], made_up: Sample
) -> None:
    case = made_up.brought.case
    empty = Attachment(slot="其他证明材料", title="交底记录")
    plan = planned(case.model_copy(update={"attachments": (*case.attachments, empty)}))
    assert not plan.complete
    assert "附件“交底记录”没有可用的文件，请在“附件”页重新添加。" in plan.missing


@pytest.mark.parametrize(
    ("decision", "boxes"),
    [
        ("是", ()),
        ("是", (MaskBox(kind="name", quad=((9, 9), (90, 9), (90, 40), (9, 40))),)),
    ],
)
def test_a_page_whose_covering_is_not_settled_keeps_the_packet_unfinished(
    planned: Callable[[Case], PacketPlan],
    made_up: Sample,
    decision: str,
    boxes: tuple[MaskBox, ...],
) -> None:
    case = made_up.brought.case
    files = list(case.attachments)
    at = next(n for n, a in enumerate(files) if a.slot == "职称证书" and a.pages == 1)
    page = ScanPage(width=1754, height=1240, decision=decision, boxes=boxes)
    files[at] = files[at].model_copy(update={"scans": (page,)})
    plan = planned(case.model_copy(update={"attachments": tuple(files)}))
    assert "没有遮盖副本" in plan.missing[-1]
    assert not plan.complete


def test_a_format_goes_by_each_of_its_names(
    planned: Callable[[Case], PacketPlan], made_up: Sample
) -> None:
    case = made_up.brought.case
    spelled = tuple(
        a.model_copy(update={"format": {"jpg": "jpeg"}.get(a.format, a.format)})
        for a in case.attachments
    )
    assert spelled != case.attachments
    plan = planned(case.model_copy(update={"attachments": spelled}))
    assert plan.files
    assert plan.complete
    assert [f.place for f in plan.files] == [f.place for f in planned(case).files]


def test_an_attachment_no_column_takes_is_named(
    planned: Callable[[Case], PacketPlan], made_up: Sample
) -> None:
    case = made_up.brought.case
    lost = case.attachments[0].model_copy(update={"id": "lost", "slot": "聘书"})
    plan = planned(case.model_copy(update={"attachments": (*case.attachments, lost)}))
    assert not plan.complete
    assert plan.missing == ("这份通知没有“聘书”这个附件栏目，放在里面的附件没有带上。",)


def test_packets_stand_beside_one_another(
    small: PacketPlan, made_up: Sample, tmp_path: Path
) -> None:
    first = making.write(small, tmp_path, made_up.as_of)
    before = {path: (first.folder / path).read_bytes() for path in listed(first.folder)}
    second = making.write(small, tmp_path, made_up.as_of)
    assert second.folder.name == f"{first.folder.name}-2"
    assert second.zip.name == f"{first.folder.name}-2.zip"
    assert {path: (first.folder / path).read_bytes() for path in listed(first.folder)} == before


@pytest.mark.parametrize("stop", range(5))
def test_a_cancel_leaves_nothing(
    small: PacketPlan, made_up: Sample, tmp_path: Path, stop: int
) -> None:
    class CalledOff(Exception):
        pass

    def progress(done: int, total: int, what: str) -> None:
        assert total == 5
        if done == stop:
            raise CalledOff

    with pytest.raises(CalledOff):
        making.write(small, tmp_path / "新" / "文件夹", made_up.as_of, progress)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("nth", range(1, 7))
def test_a_full_disk_leaves_nothing(
    small: PacketPlan,
    made_up: Sample,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    nth: int,
) -> None:
    calls = 0
    real = os.fsync

    def full(handle: int) -> None:
        nonlocal calls
        calls += 1
        if calls == nth:
            raise OSError(errno.ENOSPC, "full")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match="空间不够"):
        making.write(small, tmp_path, made_up.as_of)
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_goes_with_the_next_packet(
    small: PacketPlan, made_up: Sample, tmp_path: Path
) -> None:
    old, fresh, other = (
        tmp_path / name for name in (".zhicheng-partial-a", ".zhicheng-partial-b", ".别的")
    )
    for folder in (old, fresh, other):
        (folder / "content").mkdir(parents=True)
    for folder in (old, other):
        os.utime(folder, (1_700_000_000, 1_700_000_000))
    making.write(small, tmp_path, made_up.as_of)
    assert [folder.exists() for folder in (old, fresh, other)] == [False, True, True]


def test_a_zip_that_cannot_be_shown_takes_the_folder_along(
    small: PacketPlan, made_up: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(temporary: Path, path: Path) -> None:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(durable, "claim", refuse)
    with pytest.raises(UserError, match="不能写入"):
        making.write(small, tmp_path, made_up.as_of)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_is_no_folder_is_told(
    small: PacketPlan, made_up: Sample, tmp_path: Path
) -> None:
    (tmp_path / "占用").write_text("别的文件")
    for place in ("占用", "占用/里面"):
        with pytest.raises(UserError, match="不能写入") as told:
            making.write(small, tmp_path / place, made_up.as_of)
        assert "没有变" in told.value.safe
    assert (tmp_path / "占用").read_text() == "别的文件"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_that_is_not_what_it_was_stops_the_packet(
    notice: Notice, made_up: Sample, press: Press, tmp_path: Path
) -> None:
    case = made_up.brought.case
    plan = making.plan(case, notice, (), lambda sha256: b"something else", press, now=made_up.as_of)
    with pytest.raises(UserError, match="身份证正面"):
        making.write(replace(plan, files=plan.files[10:11]), tmp_path, made_up.as_of)
    assert list(tmp_path.iterdir()) == []


def test_no_path_of_the_packet_tells_who_it_is_about(
    planned: Callable[[Case], PacketPlan], made_up: Sample
) -> None:
    case = made_up.brought.case
    owned = tuple(
        a.model_copy(update={"title": f"{case.person.name}{a.title}", "file_name": "张三.jpg"})
        for a in case.attachments
    )
    plan = planned(case.model_copy(update={"attachments": owned}))
    told = (case.person.name, "迪丽努尔", "绿洲笙", case.person.id_no, "张三")
    paths = [str(file.place) for file in plan.files] + [plan.name(made_up.as_of)]
    assert not [path for path in paths for word in told if word in path]
    assert len(set(paths)) == len(paths)
