"""Where a batch takes its cases from, what goes to a worker, and what a worker loads."""

import json
import pickle
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.app.batch import crew
from desktop.app.batch import run as batch
from desktop.app.batch.cases import Material, OfDesk, OfFiles, canonical, canonical_notice, found
from desktop.app.batch.work import Job
from desktop.app.library import Desk, bring
from desktop.app.notices import installed
from desktop.app.samples import demo
from desktop.domain.case import Case
from desktop.domain.moments import beijing
from desktop.storage.casefile import write_case_file
from tests.app.batching import Made, driven, here, ordered, short_notice, the_sample
from tests.app.scanned import Shelf, box, page, scan, with_files
from tests.cli.commands import ROOT, SAMPLE
from tests.storage.keeping import KEYS


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A library of four made-up people."""
    at = beijing(the_sample().as_of)
    opened = Desk.open(tmp_path / "library", installed.notice, lambda: at, KEYS)
    demo.keep(opened, 4)
    yield opened
    opened.close()


def test_a_selection_of_the_library_in_its_order(desk: Desk, tmp_path: Path) -> None:
    rows = desk.rows()[1:3]
    order = batch.Order(
        tuple(row.case_id for row in rows), frozenset({"report"}), tmp_path / "出", desk.now()
    )
    run = driven(batch.start(OfDesk(desk), order, here()))
    assert run.failures == ()
    assert [(o.name, o.folder and o.folder.name) for o in run.outcomes] == [
        (row.name, f"{number:03}-{row.name}") for number, row in enumerate(rows, 1)
    ]


def test_a_case_that_went_to_the_trash_meanwhile_is_named(desk: Desk, tmp_path: Path) -> None:
    row, other = desk.rows()[:2]
    ids = (row.case_id, other.case_id)
    order = batch.Order(ids, frozenset({"report"}), tmp_path / "出", desk.now())
    run = batch.start(OfDesk(desk), order, here())
    desk.remove(row.case_id)
    driven(run)
    assert [(f.name, "没有找到" in f.sentence) for f in run.failures] == [(row.name, True)]
    assert run.progress.done == 1


def test_the_same_person_s_other_cases_come_along(desk: Desk) -> None:
    first = desk.rows()[0]
    copy = desk.copy(first.case_id)
    assert [o.case_id for o in OfDesk(desk).material(first.case_id).others] == [copy]


def test_of_files_too(tmp_path: Path) -> None:
    case, file_of = the_sample().brought.case, the_sample().brought.file_of
    stranger = case.person.model_copy(update={"id_no": "659901198803121238"})
    for name, update in (
        ("a", {}),
        ("b", {"case_id": "second"}),
        ("c", {"case_id": "third", "person": stranger}),
        ("d", {}),  # the very same case once more
    ):
        write_case_file(tmp_path / f"{name}.json", case.model_copy(update=update), file_of)
    cases = OfFiles(found([tmp_path]), installed.notice, attachments=True)
    assert [Path(case_id).stem for case_id in cases.ids] == ["a", "b", "c", "d"]
    others = cases.material(str(tmp_path / "a.json")).others
    assert [other.case_id for other in others] == ["second"]
    assert cases.material(str(tmp_path / "c.json")).others == ()


def test_files_that_are_no_cases_are_passed_over_unless_they_are_named(tmp_path: Path) -> None:
    (tmp_path / "里面" / ".zhicheng").mkdir(parents=True)
    for place, text in (
        ("a.json", '{"case_id": "1", "pack_id": "BM24"}'),
        ("b.json", '{"files": []}'),
        ("里面/c.json", "{"),
        ("里面/.zhicheng/d.json", '{"case_id": "1", "pack_id": "BM24"}'),
        ("e.txt", "e"),
    ):
        (tmp_path / place).write_text(text, "utf-8")
    names = [path.name for path in found([tmp_path, tmp_path / "b.json", tmp_path / "a.json"])]
    assert names == ["a.json", "c.json", "b.json"]


def test_a_case_read_twice_is_the_same_text(tmp_path: Path) -> None:
    body = json.loads((SAMPLE / "case.json").read_text("utf-8")) | {"attachments": []}
    for tick in body["ticks"]:
        del tick["id"]
    (tmp_path / "case.json").write_text(json.dumps(body), "utf-8")
    read = [bring(tmp_path / "case.json", installed.notice).case for _ in range(2)]
    assert read[0] != read[1]  # what has no name was given another one
    assert canonical(read[0]) == canonical(read[1])


@pytest.mark.parametrize(
    "update", [{"pack_version": 9}, {"ticks": ()}, {"attachments": ()}, {"edu": ()}]
)
def test_another_case_is_another_text(update: dict[str, object]) -> None:
    case = the_sample().brought.case
    changed = case.model_copy(update=update)
    assert canonical(changed) != canonical(case)


def test_a_notice_is_the_same_text_in_every_process() -> None:
    asked = (
        "import hashlib; from desktop.app.notices import installed;"
        "from desktop.app.batch import cases as b;"
        "print(hashlib.sha256(b.canonical_notice(installed.notice('BM24')).encode()).hexdigest())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout
        for _ in range(3)
    }
    assert len(told) == 1
    assert canonical_notice(short_notice()) != canonical_notice(installed.notice("BM24"))


def test_a_job_is_plain(tmp_path: Path) -> None:
    """It travels to computers that have the same program and nothing else."""
    case = Made().case("0")
    job = Job(
        case.model_dump_json(), short_notice().model_dump_json(), (), {}, frozenset(), True, ""
    )
    text = pickle.dumps(job)
    assert pickle.loads(text) == job  # noqa: S301 - our own
    named = {
        name for name in ("desktop.domain", "desktop.storage", "pathlib") if name.encode() in text
    }
    assert named == set()
    # Clusters write what they were given into their logs.
    assert case.person.id_no, "the made-up person has a number"
    assert case.person.id_no not in repr(job)
    assert case.person.name not in repr(job)


def test_a_worker_of_another_version_does_nothing(tmp_path: Path) -> None:
    from desktop.app.batch import work

    case = Made().case("0")
    job = Job(
        case.model_dump_json(), short_notice().model_dump_json(), (), {}, frozenset({"report"}),
        True, the_sample().as_of.isoformat(),
    )  # fmt: skip
    result = work.work(replace(job, version="0.0.1"))
    assert result.refused is not None
    assert "0.0.1 版" in result.refused[0]
    assert not result.files


def test_masked_pages_are_covered_and_read_again_by_the_worker(tmp_path: Path) -> None:
    shelf = Shelf()
    file = shelf.put(scan(), scans=(page("是", box()),))

    class Masked(Made):
        def case(self, case_id: str) -> Case:
            return with_files(super().case(case_id), file)

        def material(self, case_id: str) -> Material:
            return replace(super().material(case_id), file_of=shelf.file)

    order = ordered(tmp_path, 1, frozenset({"packet"}))
    run = driven(batch.start(Masked(), order, crew.processes(1)))
    assert run.failures == ()
    (folder,) = (p for p in (tmp_path / "001-赵一凡").iterdir() if p.is_dir())
    assert (folder / "遮盖副本" / "03-专业技术资格" / "01-职称证书.jpg").is_file()
    assert (folder / "遮盖对照单.pdf").is_file()


def test_a_worker_loads_only_what_it_needs() -> None:
    asked = """
import sys
from tests.app.batching import Made, ordered, here, driven
from desktop.app.batch import run as batch
from pathlib import Path
import tempfile
with tempfile.TemporaryDirectory() as folder:
    for part in ("documents", "packet"):
        order = ordered(Path(folder) / part, 1, frozenset({part}))
        run = driven(batch.start(Made(), order, here()))
        assert run.progress.done == 1, run.failures
        print(*(name for name in ("cv2", "onnxruntime", "PySide6") if name in sys.modules))
"""
    run = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    documents, packet = run.stdout.splitlines()
    assert documents == ""
    assert "onnxruntime" not in packet
