"""A batch in one process: what it makes, what it leaves out, what it does a second time."""

import hashlib
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pypdf
import pytest

from desktop.app.batch import run as batch
from desktop.app.batch import work
from desktop.app.batch.cases import Material
from desktop.app.batch.ledger import NAME
from desktop.app.batch.place import WORK
from desktop.app.batch.work import Job, Result
from desktop.app.notices import installed
from desktop.app.packet import making
from desktop.app.papers.press import Press
from desktop.app.session import judged
from desktop.domain.case import Case
from desktop.domain.notice import Notice
from tests.app.batching import BOTH_WAYS, PARTS, Made, here, made, ordered, the_sample, tree, under

ID_NO = "659901198803121238"


def listed(folder: Path) -> list[str]:
    return sorted(path for path, digest in tree(folder).items() if digest)


def ledger(folder: Path) -> list[dict[str, object]]:
    lines = (folder / NAME).read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_a_folder_a_person(tmp_path: Path) -> None:
    run = made(Made(), ordered(tmp_path / "出", 2))
    assert sorted(p.name for p in (tmp_path / "出").iterdir()) == [
        ".zhicheng-batch",
        "001-赵一凡",
        "002-钱二宝",
    ]
    assert listed(tmp_path / "出" / "001-赵一凡") == sorted(
        (
            "文书/01-公示结果.docx",
            "文书/01-公示结果.pdf",
            "材料包-BM24-20240724-1730.zip",
            "材料包-BM24-20240724-1730/00-文书/01-公示结果.docx",
            "材料包-BM24-20240724-1730/00-文书/01-公示结果.pdf",
            "材料包-BM24-20240724-1730/01-基本信息/01-身份证正面.jpg",
            "材料包-BM24-20240724-1730/01-基本信息/02-身份证反面.jpg",
            "材料包-BM24-20240724-1730/打印计划.pdf",
            "材料包-BM24-20240724-1730/检查报告.pdf",
            "材料包-BM24-20240724-1730/清单.json",
            "材料包-BM24-20240724-1730/请先看.txt",
            "检查报告.pdf",
        )
    )
    assert run.progress == batch.Progress(2, 0, 0, 2, 0.0)
    first = run.outcomes[0]
    assert (first.number, first.name, first.folder) == (1, "赵一凡", tmp_path / "出" / "001-赵一凡")
    assert [(piece.kind, piece.place) for piece in first.pieces] == [
        ("result", "文书/01-公示结果.pdf"),
        ("report", "检查报告.pdf"),
    ]


@BOTH_WAYS
def test_the_packet_is_the_one_made_alone(tmp_path: Path, same_disk: bool) -> None:
    cases = Made()
    order = ordered(tmp_path / "many", 1, frozenset({"packet"}))
    made(cases, order, here(same_disk=same_disk))
    material, now = cases.material("0"), the_sample().as_of
    findings = judged(material.case, material.notice, now)
    plan = making.plan(
        material.case, material.notice, findings, material.file_of, Press.bundled(), now=now
    )
    making.write(plan, tmp_path / "one", now)
    assert tree(tmp_path / "many" / "001-赵一凡") == tree(tmp_path / "one")


def test_the_same_person_s_other_case_is_judged_with_it(tmp_path: Path) -> None:
    cases = Made(the_sample_notice())
    cases.others["0"] = (cases.case("1"),)
    made(cases, ordered(tmp_path, 1, frozenset({"report"})))
    alone = Made(the_sample_notice())
    made(alone, ordered(tmp_path / "alone", 1, frozenset({"report"})))
    texts = [
        "".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
        for path in (
            tmp_path / "001-赵一凡" / "检查报告.pdf",
            tmp_path / "alone" / "001-赵一凡" / "检查报告.pdf",
        )
    ]
    once = next(f for f in the_sample_notice().rules if f.id == "BM24.once.year").say
    assert all(once in text.replace("\n", "") for text in texts)
    assert texts[0] != texts[1]


def the_sample_notice() -> Notice:
    return installed.notice("BM24")


def test_one_that_fails_does_not_stop_the_others(tmp_path: Path) -> None:
    cases = Made()
    cases.lost = {"1"}
    run = made(cases, ordered(tmp_path, 3))
    assert [(f.case_id, f.name, f.sentence) for f in run.failures] == [
        ("1", "钱二宝", "没有找到这份申报材料。请另选一份。")
    ]
    assert [o.folder and o.folder.name for o in run.outcomes] == ["001-赵一凡", None, "003-孙三多"]
    assert run.progress.settled == run.progress.total == 3


def test_an_attachment_that_is_not_what_it_was_fails_its_person(tmp_path: Path) -> None:
    broken = the_sample().brought.case.attachments[0].model_copy(update={"sha256": "0" * 64})

    class Broken(Made):
        def case(self, case_id: str) -> Case:
            return super().case(case_id).model_copy(update={"attachments": (broken,)})

        def material(self, case_id: str) -> Material:
            return replace(super().material(case_id), file_of=lambda _sha256: b"other")

    run = made(Broken(), ordered(tmp_path, 1))
    assert [f.name for f in run.failures] == ["赵一凡"]
    assert "不一样" in run.failures[0].sentence
    assert listed(tmp_path) == []


def test_only_who_sees_the_disk_writes(tmp_path: Path) -> None:
    seen: dict[bool, tuple[Job, Result]] = {}
    for same_disk in (False, True):

        def watched(job: Job, same_disk: bool = same_disk) -> Result:
            result = work.work(job)
            seen[same_disk] = (job, result)
            return result

        order = ordered(tmp_path / str(same_disk), 1)
        made(Made(), order, under(here(same_disk=same_disk), watched))
    job, brought = seen[False]
    assert job.into == ""
    assert brought.written == {}
    job, wrote = seen[True]
    assert Path(job.into).parent == tmp_path / "True" / WORK
    assert wrote.files == {}
    hashes = {place: hashlib.sha256(data).hexdigest() for place, data in brought.files.items()}
    archives = {f"{name}.zip" for name in brought.zipped}
    assert wrote.written.keys() - hashes.keys() == archives
    assert hashes.items() <= wrote.written.items()
    assert tree(tmp_path / "False") == tree(tmp_path / "True")


def test_a_bug_in_a_worker_is_told_by_its_place_alone(tmp_path: Path) -> None:
    def buggy(job: Job) -> Result:
        return Result(bug="KeyError packet.py:1")

    run = made(Made(), ordered(tmp_path, 1), under(here(), buggy))
    assert "KeyError packet.py:1" in run.failures[0].sentence


def test_a_second_time_only_what_is_left(tmp_path: Path) -> None:
    cases = Made()
    made(cases, ordered(tmp_path, 2))
    before = tree(tmp_path)
    run = made(cases, ordered(tmp_path, 3))
    assert run.progress == batch.Progress(1, 2, 0, 3, 0.0)
    after = tree(tmp_path)
    assert {path: after[path] for path in before if path != NAME} == {
        path: digest for path, digest in before.items() if path != NAME
    }
    assert [o.pieces for o in run.outcomes[:2]] == [run.outcomes[2].pieces] * 2


def test_two_times_make_what_one_makes(tmp_path: Path) -> None:
    made(Made(), ordered(tmp_path / "once", 3))
    made(Made(), ordered(tmp_path / "twice", 3, PARTS), here())
    made(Made(), ordered(tmp_path / "twice", 3, PARTS), here())
    assert tree(tmp_path / "once") == tree(tmp_path / "twice")


@pytest.mark.parametrize("harm", ["changed", "gone"])
def test_what_is_not_whole_any_more_is_made_again(tmp_path: Path, harm: str) -> None:
    made(Made(), ordered(tmp_path, 1, frozenset({"report"})))
    before = tree(tmp_path)
    report = tmp_path / "001-赵一凡" / "检查报告.pdf"
    if harm == "gone":
        report.unlink()
        report.parent.rmdir()
    else:
        report.write_bytes(b"somebody's own")
    run = made(Made(), ordered(tmp_path, 1, frozenset({"report"})))
    assert run.progress.done == 1
    if harm == "gone":
        assert tree(tmp_path) == before
    else:
        assert report.read_bytes() == b"somebody's own"
        assert (tmp_path / "001-赵一凡-2" / "检查报告.pdf").is_file()


def test_a_changed_case_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    cases = Made()
    order = ordered(tmp_path, 2, frozenset({"documents"}))
    made(cases, order)
    cases.changed["0"] = {"name": "赵一帆"}
    run = made(cases, order)
    assert run.progress == batch.Progress(1, 1, 0, 2, 0.0)
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_dir()) == ["001-赵一帆", "002-钱二宝"]


def test_what_somebody_put_into_a_folder_stays(tmp_path: Path) -> None:
    cases = Made()
    order = ordered(tmp_path, 1, frozenset({"documents"}))
    made(cases, order)
    own = tmp_path / "001-赵一凡" / "签字页.jpg"
    own.write_bytes(b"scan")
    assert made(cases, order).progress.skipped == 1
    cases.changed["0"] = {"phone": "13999990001"}
    made(cases, order)
    assert own.read_bytes() == b"scan"
    assert (tmp_path / "001-赵一凡-2" / "文书").is_dir()


def test_another_moment_that_says_the_same_makes_nothing_anew(tmp_path: Path) -> None:
    cases = Made(the_sample_notice())
    order = ordered(tmp_path, 1, frozenset({"report"}))
    made(cases, order)
    later = replace(order, now=order.now + timedelta(minutes=5))
    assert made(cases, later).progress.skipped == 1
    after_the_deadline = replace(order, now=order.now + timedelta(days=40))
    assert made(cases, after_the_deadline).progress.done == 1


def test_a_name_that_is_taken_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "001-赵一凡").mkdir()
    (tmp_path / "001-赵一凡" / "别的.txt").write_text("别的")
    run = made(Made(), ordered(tmp_path, 1, frozenset({"report"})))
    assert (tmp_path / "001-赵一凡" / "别的.txt").read_text() == "别的"
    assert run.outcomes[0].folder == tmp_path / "001-赵一凡-2"


@pytest.mark.parametrize(
    ("typed", "folder"),
    [
        ("", "001-未填姓名"),
        (ID_NO, "001-未填姓名"),
        ("赵/一:凡", "001-赵-一-凡"),
        ("阿卜杜热合曼·买买提", "001-阿卜杜热合曼·买买提"),
        ("长" * 60, "001-" + "长" * 24),
    ],
)
def test_folders_are_named_by_persons(tmp_path: Path, typed: str, folder: str) -> None:
    cases = Made()
    cases.changed["0"] = {"name": typed}
    made(cases, ordered(tmp_path, 1, frozenset({"report"})))
    assert [p.name for p in tmp_path.iterdir() if p.is_dir()] == [folder]


def test_the_ledger_tells_nothing_of_people(tmp_path: Path) -> None:
    made(Made(), ordered(tmp_path, 2))
    text = (tmp_path / NAME).read_text("utf-8")
    case = Made().case("0")
    for told in (case.person.id_no, case.unit.name, case.person.phone, case.apply.specialty):
        assert told not in text
    for entry in ledger(tmp_path)[1:]:
        del entry["folder"]
        said = json.dumps(entry, ensure_ascii=False)
        assert not any(name in said for name in ("赵一凡", "钱二宝"))


def test_a_cut_off_line_of_the_ledger_costs_one_person(tmp_path: Path) -> None:
    order = ordered(tmp_path, 2, frozenset({"report"}))
    made(Made(), order)
    before = tree(tmp_path)
    path = tmp_path / NAME
    path.write_bytes(path.read_bytes()[:-40])
    run = made(Made(), order)
    assert run.progress.skipped == 1
    # Whose folder it is nobody can tell any more, so that it stays.
    assert (tmp_path / "002-钱二宝").is_dir()
    assert before.keys() <= tree(tmp_path).keys()


@pytest.mark.parametrize("folder", ["../theirs", "..\\theirs", "/theirs", "C:theirs"])
def test_a_ledger_from_elsewhere_reaches_nothing_outside(tmp_path: Path, folder: str) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "检查报告.pdf").write_bytes(b"theirs")
    out = tmp_path / "out"
    order = ordered(out, 1, frozenset({"report"}))
    made(Made(), order)
    head, line = (out / NAME).read_text("utf-8").splitlines()
    entry = json.loads(line) | {"folder": folder}
    entry["files"] = {"检查报告.pdf": hashlib.sha256(b"theirs").hexdigest()}
    (out / NAME).write_text(f'{head}\n{json.dumps(entry)}\n{{"number": "x"}}\n', "utf-8")
    made(Made(), order)
    assert (theirs / "检查报告.pdf").read_bytes() == b"theirs"
    assert (out / "001-赵一凡-2").is_dir()


def test_only_a_few_are_on_the_way_at_once(tmp_path: Path) -> None:
    cases = Made()
    run = batch.start(cases, ordered(tmp_path, 8, frozenset({"report"})), here())
    going = True
    while going:
        assert len(cases.asked) - run.progress.settled <= 2
        going = run.advance(5)
    assert run.progress.done == 8
