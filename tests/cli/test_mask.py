"""``zhicheng mask``: what is to be covered on scans, told for programs and for people."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from desktop import cli
from desktop.app.notices.installed import notice as load_notice
from desktop.app.scans import masking_run
from desktop.domain.scans import Correction
from desktop.imaging import burning, proof
from desktop.imaging.fitting import Fitted, Fitting
from desktop.imaging.pictures import Picture
from tests.cli.commands import Command
from tests.pages.sheet import font_for

NAME, UNIT = "欧阳志强", "昆仑市第三中学"
WHO = ("--name", NAME, "--id", "659901199003075127", "--unit", UNIT, "--alias", "昆仑三中")
SIZE = 44
INK = (20, 20, 20)


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    paper = Image.new("RGB", (1000, 1400), (250, 249, 245))
    pen = ImageDraw.Draw(paper)
    rows = (
        "工作证明",
        f"兹证明{NAME}系{UNIT}教师。",
        "欧阳志刚、欧阳自强与其共同承担课题，",
        "情况属实，特此证明。",
    )
    for number, row in enumerate(rows):
        pen.text((80, 200 + number * 120), row, INK, font_for("字", "song", SIZE))
    path = tmp_path / "证明.png"
    paper.save(path)
    return path


def test_places_are_told_in_the_documented_shape(
    zhicheng: Command, scan: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.json"
    run = zhicheng("mask", "--notice", "BM24", *WHO, "--json", out, scan)
    assert run.returncode == cli.FINE
    places = json.loads(out.read_text("utf-8"))[str(scan)]
    assert [place["kind"] for place in places] == ["name", "unit"]
    assert list(places[0]) == ["kind", "quad", "state", "why", "page"]
    assert places[0]["state"] == "sure"
    assert NAME in run.stdout
    left, top = places[0]["quad"][0]
    assert abs(left - (80 + 3 * SIZE)) < SIZE / 3
    assert abs(top - 320) < SIZE / 2


def test_a_bad_file_is_told_and_the_others_go_on(
    zhicheng: Command, scan: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "坏.jpg"
    bad.write_bytes(b"no picture")
    run = zhicheng("mask", "--notice", "BM24", *WHO, "--json", "-", bad, scan)
    assert run.returncode == cli.OPEN
    assert "坏.jpg" in run.stderr
    assert "添加" not in run.stderr.splitlines()[1]  # nothing ever is added here
    assert "它没有被改动，也没有为它写出副本。" in run.stderr
    assert list(json.loads(run.stdout)) == [str(scan)]
    alone = zhicheng("mask", "--notice", "BM24", *WHO, bad)
    assert alone.returncode == cli.BAD_INPUT


def test_the_notice_says_what_is_covered(zhicheng: Command, scan: Path) -> None:
    def kinds(notice: str) -> list[str]:
        run = zhicheng("mask", "--notice", notice, *WHO, "--json", "-", scan)
        return [place["kind"] for place in json.loads(run.stdout)[str(scan)]]

    assert kinds("LC22") == ["name"]
    assert kinds("ZZ23") == []
    assert kinds("GJ21") == []


def test_copies_are_written_with_the_places_black(
    zhicheng: Command, scan: Path, tmp_path: Path
) -> None:
    out = tmp_path / "copies"
    args = ("mask", "--notice", "BM24", *WHO, "--out", out, scan)
    assert zhicheng(*args).returncode == cli.FINE
    (copy,) = out.iterdir()
    black = np.asarray(Image.open(copy).convert("L")) < 8
    assert black[330:350, 80 + 3 * SIZE + 4 : 80 + 7 * SIZE - 4].all()
    assert not black[330:350, 80 : 80 + 3 * SIZE - 6].all()
    before = copy.read_bytes()
    again = zhicheng(*args, "--json", "-")
    assert again.returncode == cli.BAD_INPUT
    assert copy.read_bytes() == before
    assert "已经有“证明-遮盖.jpg”" in again.stderr
    # what was found is told all the same: the copy is lacking, not the answer
    assert [place["kind"] for place in json.loads(again.stdout)[str(scan)]] == ["name", "unit"]


@pytest.mark.parametrize("name", ["", " 　"])
def test_without_a_name_no_page_passes_as_having_nothing_to_cover(
    zhicheng: Command, scan: Path, tmp_path: Path, name: str
) -> None:
    out = tmp_path / "out.json"
    run = zhicheng("mask", "--notice", "BM24", "--name", name, "--json", out, scan)
    assert run.returncode == cli.BAD_INPUT
    assert "没有写申报人的姓名" in run.stderr
    assert not out.exists()


def test_what_was_typed_is_looked_for_in_its_stored_form() -> None:
    sought = masking_run.looking(load_notice("BM24"), " 阿依古丽.热合曼", "6599 01", ("", " 三中 "))
    assert sought.subject.name == "阿依古丽·热合曼"
    assert sought.subject.id_no == "659901"
    assert sought.subject.units == ("三中",)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("123", "不是 18 位"),
        ("65990119900307512A", "有不该有的字符"),
        ("659901199013075127", "出生日期不对"),
        ("659901199003075126", "最后一位对不上"),
    ],
)
def test_a_wrong_id_number_is_named_without_repeating_it(typed: str, said: str) -> None:
    remark = masking_run.id_remark(typed)
    assert said in remark
    assert typed not in remark


@pytest.mark.parametrize("typed", ["", "659901199003075127", " 659901 19900307 5127"])
def test_a_right_id_number_or_none_is_not_remarked_on(typed: str) -> None:
    assert masking_run.id_remark(typed) == ""


def test_with_a_wrong_id_number_the_work_goes_on(zhicheng: Command, scan: Path) -> None:
    run = zhicheng("mask", "--notice", "BM24", "--name", NAME, "--id", "123", "--json", "-", scan)
    assert run.returncode == cli.FINE
    assert run.stderr.splitlines() == [masking_run.id_remark("123")]
    assert [place["kind"] for place in json.loads(run.stdout)[str(scan)]] == ["name"]


def test_a_copy_on_which_the_name_can_still_be_read_is_not_written(
    zhicheng: Command, scan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Burning that fails is what the second reading is for."""
    honest = burning.masked

    def unburned(stored: Picture, _boxes: object, correction: Correction, limit: Fitting) -> Fitted:
        return honest(stored, (), correction, limit)

    monkeypatch.setattr(burning, "masked", unburned)
    out = tmp_path / "copies"
    run = zhicheng("mask", "--notice", "BM24", *WHO, "--out", out, "--json", "-", scan)
    assert run.returncode == cli.OPEN
    assert not list(out.glob("*"))
    assert "证明-遮盖.jpg：还能读到姓名、工作单位" in run.stderr
    assert NAME not in run.stderr
    assert len(json.loads(run.stdout)[str(scan)]) == 2


def test_a_copy_with_an_unsure_trace_is_written_and_wants_a_look(
    scan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    doubt = proof.Trace("unit", "工作单位 · 读作 昆仑三", sure=False)
    monkeypatch.setattr(proof, "traces", lambda *_: (doubt,))
    sought = masking_run.looking(load_notice("BM24"), NAME, "", (UNIT,))
    (one,) = masking_run.run([scan], sought, tmp_path)
    assert one.error is None
    assert one.left is None
    assert [copy.name for copy in one.copies] == ["证明-遮盖.jpg"]
    assert "  证明-遮盖.jpg：请看一眼工作单位" in list(masking_run.as_text(one))
