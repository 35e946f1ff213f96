"""本单位 and 填入本单位信息 as a clerk uses them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.app.library import Desk
from desktop.app.unit import memory
from desktop.ui.unit.dialog import UnitDialog
from desktop.ui.unit.filling import FillUnitDialog
from desktop.ui.widgets.dialogs import Notice
from tests.app.test_unit import OURS
from tests.ui.dated import IDS, desk_with_cases
from tests.ui.hands import click, commit, find, show, texts


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = desk_with_cases(tmp_path)
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def never_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is there to be asked: what a failed test left typed is dropped."""
    monkeypatch.setattr(Notice, "exec", lambda notice: setattr(notice, "answer", "不保存"))


def unit_dialog(qtbot: QtBot, desk: Desk) -> UnitDialog:
    made = UnitDialog(desk)
    show(qtbot, made, (780, 680))
    return made


def type_into(dialog: UnitDialog, label: str, text: str) -> None:
    line = find(dialog, QLineEdit, label)
    line.selectAll()
    commit(line, text)


def test_it_is_typed_once_and_there_the_next_time(qtbot: QtBot, desk: Desk) -> None:
    first = unit_dialog(qtbot, desk)
    type_into(first, "工作单位（全称）", "远山县绿洲林业工作总站")
    type_into(first, "监督电话", "０９９６－７１００００２")
    click(first, "保存")
    assert not first.isVisible()
    again = unit_dialog(qtbot, desk)
    assert find(again, QLineEdit, "工作单位（全称）").text() == "远山县绿洲林业工作总站"
    assert find(again, QLineEdit, "监督电话").text() == "0996-7100002"
    again.reject()


def test_by_keys_alone(qtbot: QtBot, desk: Desk) -> None:
    dialog = unit_dialog(qtbot, desk)
    name, seal = (find(dialog, QLineEdit, label) for label in ("工作单位（全称）", "章上的名字"))
    assert name.hasFocus()
    QTest.keyClicks(name, "Station")
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert seal.hasFocus()
    QTest.keyClicks(seal, "Seal")
    save = find(dialog, QPushButton, "保存")
    for _ in range(60):
        if save.hasFocus():
            break
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(save, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    kept = memory.load(desk)
    assert (kept.name, kept.seal) == ("Station", "Seal")


def test_a_number_that_is_none_is_told_and_kept_only_when_meant(qtbot: QtBot, desk: Desk) -> None:
    dialog = unit_dialog(qtbot, desk)
    type_into(dialog, "监督电话", "12")
    click(dialog, "保存")
    assert any("监督电话“12”" in text for text in texts(dialog))
    assert memory.load(desk).empty
    click(dialog, "照样保存")
    assert memory.load(desk).supervision_phone == "12"


@pytest.mark.parametrize("answer,kept", [("保存", "绿洲总站"), ("不保存", "")])
def test_what_is_not_kept_is_asked_about(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch, answer: str, kept: str
) -> None:
    dialog = unit_dialog(qtbot, desk)
    type_into(dialog, "工作单位（全称）", "绿洲总站")

    def answered(notice: Notice) -> int:
        notice.answer = answer
        return 0

    monkeypatch.setattr(Notice, "exec", answered)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert memory.load(desk).name == kept


def test_counties_follow_the_prefecture(qtbot: QtBot, desk: Desk) -> None:
    memory.save(desk, OURS)
    dialog = unit_dialog(qtbot, desk)
    line = find(dialog, QLineEdit, "单位所在县市")
    offered = line.completer().model()
    assert "若羌县" in [offered.index(n, 0).data() for n in range(offered.rowCount())]
    dialog.reject()


def fill_dialog(qtbot: QtBot, desk: Desk, *names: str) -> FillUnitDialog:
    made = FillUnitDialog(desk, [IDS[name] for name in names])
    show(qtbot, made, (900, 680))
    qtbot.waitUntil(lambda: bool(made.said.text()))
    return made


def test_without_a_unit_it_says_what_to_do_first(qtbot: QtBot, desk: Desk) -> None:
    dialog = fill_dialog(qtbot, desk, "甲")
    assert any("本单位的信息还没有填" in text for text in texts(dialog))
    assert not dialog.go.isEnabled()


def test_empty_places_are_filled_in_one_step_each(qtbot: QtBot, desk: Desk) -> None:
    memory.save(desk, OURS)
    before = {name: desk.library.load(IDS[name]).case for name in IDS}
    dialog = fill_dialog(qtbot, desk, "甲", "丙")
    click(dialog, "填入 2 人")
    qtbot.waitUntil(lambda: any("已给 2 人填好" in text for text in texts(dialog)))
    for name in ("甲", "丙"):
        saved = desk.library.load(IDS[name])
        assert saved.case.unit.name == OURS.name
        assert [step.label for step in saved.history.done] == ["填入本单位信息"]
    assert desk.library.load(IDS["乙"]).case == before["乙"]
    click(dialog, "撤销刚才填的")
    qtbot.waitUntil(lambda: any("已撤销，2 人" in text for text in texts(dialog)))
    assert {name: desk.library.load(IDS[name]).case for name in IDS} == before


def test_who_is_posted_or_submitted_is_named_and_left_unless_chosen(
    qtbot: QtBot, desk: Desk
) -> None:
    memory.save(desk, OURS)
    dialog = fill_dialog(qtbot, desk, *IDS)
    assert any("乙（已提交）、丁（公示中）" in text or "丁（公示中）、乙（已提交）" in text
               for text in texts(dialog))  # fmt: skip
    assert "填入 2 人" in texts(dialog)
    click(dialog, "公示过或已提交的 2 人也填", QCheckBox)
    click(dialog, "填入 4 人")
    qtbot.waitUntil(lambda: any("已给 4 人填好" in text for text in texts(dialog)))
    assert desk.library.load(IDS["丁"]).case.unit.name == OURS.name


def test_what_differs_changes_only_where_it_is_ticked(qtbot: QtBot, desk: Desk) -> None:
    memory.save(desk, OURS)
    for name in ("甲", "丙"):
        desk.session(IDS[name]).set("unit.phone", "13900000000")
    dialog = fill_dialog(qtbot, desk, "甲", "丙")
    lines = [[cell.text for cell in line.cells] for line in dialog.table.told.lines]
    assert sorted(lines) == [
        ["丙", "", "单位联系电话", "13900000000", "0996-7100001"],
        ["甲", "", "单位联系电话", "13900000000", "0996-7100001"],
    ]
    dialog.table.go_to(f"{IDS['甲']} unit.phone")
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    click(dialog, "填入 2 人")
    qtbot.waitUntil(lambda: any("已给 2 人填好" in text for text in texts(dialog)))
    assert desk.library.load(IDS["甲"]).case.unit.phone == "0996-7100001"
    assert desk.library.load(IDS["丙"]).case.unit.phone == "13900000000"
    assert desk.library.load(IDS["丙"]).case.unit.contact == OURS.contact


def test_all_that_differs_is_ticked_at_once_and_not(qtbot: QtBot, desk: Desk) -> None:
    memory.save(desk, OURS)
    for name in ("甲", "丙"):
        desk.session(IDS[name]).set("unit.phone", "13900000000")
    dialog = fill_dialog(qtbot, desk, "甲", "丙")
    click(dialog, "全选")
    assert any("勾选了 2 处要换。" in text for text in texts(dialog))
    click(dialog, "全不选")
    assert not any("处要换" in text for text in texts(dialog))
    click(dialog, "全选")
    click(dialog, "填入 2 人")
    qtbot.waitUntil(lambda: any("已给 2 人填好" in text for text in texts(dialog)))
    assert {desk.library.load(IDS[n]).case.unit.phone for n in ("甲", "丙")} == {OURS.phone}


def test_who_is_posted_or_submitted_can_be_left_out_of_the_ticks(qtbot: QtBot, desk: Desk) -> None:
    memory.save(desk, OURS)
    for name in IDS:
        desk.session(IDS[name]).set("unit.phone", "13900000000")
    dialog = fill_dialog(qtbot, desk, *IDS)
    click(dialog, "全选")
    assert len(dialog.table.told.ticked) == 4
    click(dialog, "只选没有公示、没有提交的")
    ticked = {key.partition(" ")[0] for key in dialog.table.told.ticked}
    assert ticked == {IDS["甲"], IDS["丙"]}
    # Where there are no such people nothing has to be told apart.
    plain = fill_dialog(qtbot, desk, "甲", "丙")
    assert not plain.inside.isVisible()


def test_a_case_of_another_unit_is_named_and_left(qtbot: QtBot, desk: Desk) -> None:
    memory.save(desk, OURS)
    desk.session(IDS["甲"]).set("unit.name", "远山县测绘院")
    dialog = fill_dialog(qtbot, desk, "甲")
    assert any("1 人写的是别的单位，不动：甲。" in text for text in texts(dialog))
    assert not dialog.go.isEnabled()
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    click(dialog, "填入 1 人")
    qtbot.waitUntil(lambda: any("已给 1 人填好" in text for text in texts(dialog)))
    case = desk.library.load(IDS["甲"]).case
    assert (case.unit.name, case.unit.county) == (OURS.name, OURS.county)
