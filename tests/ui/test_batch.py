"""批量生成 at the window: by mouse and by keys, on what can be read and what lies in the folder."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QPushButton,
)
from PySide6.QtWidgets import QRadioButton as Radio
from pytestqt.qtbot import QtBot

from desktop.app.batch import wishes
from desktop.app.batch.cases import Material, OfDesk
from desktop.app.batch.ledger import NAME
from desktop.app.library import Desk
from desktop.errors import UserError
from desktop.ui.batch.bind import BindDialog
from desktop.ui.batch.dialog import BatchDialog
from desktop.ui.preview.dialog import PreviewDialog
from desktop.ui.widgets import theme
from desktop.ui.widgets.dialogs import Notice
from tests.app.batching import NAMES, tree
from tests.app.bound import bookmarks, page_words
from tests.ui import batching
from tests.ui.batching import (
    PEOPLE,
    Opened,
    at_rest,
    begun,
    hidden,
    lines,
    made,
)
from tests.ui.conftest import Draw
from tests.ui.hands import click, find, show, texts, to_front

FIXTURES = batching.workers, batching.desk, batching.folder, batching.opened
workers, desk, folder, opened = FIXTURES


def test_everybody_s_documents_and_reports(
    qtbot: QtBot, opened: Opened, desk: Desk, folder: Path
) -> None:
    dialog = opened("文书", "检查报告")
    click(dialog, "也要 Word")
    made(qtbot, dialog)
    assert "一共 3 人：做好 3。" in texts(dialog)
    assert [line[:2] for line in lines(dialog)] == [(name, "做好了") for name in NAMES[:3]]
    assert sorted(p for p, digest in tree(folder / "002-钱二宝").items() if digest) == [
        "文书/01-公示结果.pdf",
        "检查报告.pdf",
    ]
    assert hidden(folder) == []
    again = BatchDialog(desk, PEOPLE)
    show(qtbot, again, (980, 700))
    assert not find(again, QCheckBox, "材料包").isChecked()
    assert not find(again, QCheckBox, "也要 Word").isChecked()
    assert any("这里已经有 3 人的：材料没有改过、文件也都在的跳过" in t for t in texts(again))


def test_again_only_what_has_changed(
    qtbot: QtBot, opened: Opened, desk: Desk, folder: Path
) -> None:
    dialog = opened("检查报告")
    made(qtbot, dialog)
    before = tree(folder)
    desk.session("1").set("person.name", "钱三宝")
    click(dialog, "换个做法…")
    made(qtbot, dialog)
    assert "一共 3 人：做好 1，原来就有 2。" in texts(dialog)
    after = tree(folder)
    assert {p for p in before.keys() | after.keys() if before.get(p) != after.get(p)} == {
        NAME, "002-钱二宝", "002-钱二宝/检查报告.pdf", "002-钱三宝", "002-钱三宝/检查报告.pdf",
    }  # fmt: skip


def test_one_pdf_for_the_printer(
    qtbot: QtBot, opened: Opened, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.ui.preview.dialog.printer_available", lambda: False)
    dialog = opened("文书", "检查报告")
    click(dialog, "合成一份打印用的 PDF")
    click(dialog, "按人（一个人的都在一起）", Radio)
    click(dialog, "都双面", Radio)
    made(qtbot, dialog)
    (bound,) = folder.glob("打印-*.pdf")
    assert bound.name == "打印-按人-20240724-1730.pdf"
    pages = len(pypdf.PdfReader(bound, strict=True).pages)
    (told,) = [text for text in texts(dialog) if "打印用的 PDF 做好了" in text]
    assert f"6 份，{pages} 页，要 {(pages + 1) // 2} 张纸，打印时选双面、沿长边翻。" in told
    assert [title for title, _, _ in bookmarks(bound)] == [
        "打印清单", "001-赵一凡", "002-钱二宝", "003-孙三多",
    ]  # fmt: skip
    click(dialog, "预览、打印…")
    (preview,) = dialog.findChildren(PreviewDialog)
    assert find(preview, QPushButton, "打印…").isEnabled()
    assert f"第 1 / {pages} 页" in texts(preview)
    preview.done(0)
    assert hidden(folder) == []


def test_only_some_documents_are_bound_afterwards(
    qtbot: QtBot, opened: Opened, folder: Path
) -> None:
    dialog = opened("文书", "检查报告")
    made(qtbot, dialog)
    assert not list(folder.glob("打印-*"))
    click(dialog, "合并打印…")
    (choice,) = dialog.findChildren(BindDialog)
    to_front(qtbot, choice)
    click(choice, "全不选")
    assert not find(choice, QPushButton, "合并").isEnabled()
    click(choice, "公示结果（3 人）")
    click(choice, "合并")
    at_rest(qtbot, dialog)
    (bound,) = folder.glob("打印-按文书-*.pdf")
    assert [title for title, _, _ in bookmarks(bound)] == ["打印清单", "公示结果"]
    assert len(page_words(bound)) == 4
    click(dialog, "另选文书再合一份…")
    (again,) = [d for d in dialog.findChildren(BindDialog) if d.isVisible()]
    assert not find(again, QCheckBox, "检查报告（3 人）").isChecked()
    again.reject()


def test_who_failed_stands_first_with_the_reason_and_the_way_there(
    qtbot: QtBot, opened: Opened, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, broken = OfDesk.material, {"1"}

    def material(self: OfDesk, case_id: str) -> Material:
        if case_id in broken:
            raise UserError("这份材料打不开。", safe="别的都好。", todo="请先打开看一看。")
        return real(self, case_id)

    monkeypatch.setattr(OfDesk, "material", material)
    dialog = opened("文书")
    made(qtbot, dialog)
    assert "一共 3 人：做好 2，没有做成 1。" in texts(dialog)
    assert lines(dialog)[0] == ("钱二宝", "没有做成", "这份材料打不开。请先打开看一看。")
    assert "这份材料打不开。\n别的都好。请先打开看一看。" in texts(dialog)
    with qtbot.waitSignal(dialog.opened) as by_key:
        dialog.results.table.setFocus()
        QTest.keyClick(dialog.results.table, Qt.Key.Key_Return)
    with qtbot.waitSignal(dialog.opened) as by_mouse:
        click(dialog, "打开这个人的材料")
    assert by_key.args == by_mouse.args == ["1"]
    broken.clear()
    before = tree(folder / "001-赵一凡")
    click(dialog, "只做剩下的（1 人）")
    at_rest(qtbot, dialog)
    assert "一共 3 人：做好 3。" in texts(dialog)
    assert sorted(p.name for p in folder.iterdir() if p.name != NAME) == [
        "001-赵一凡", "002-钱二宝", "003-孙三多",
    ]  # fmt: skip
    assert tree(folder / "001-赵一凡") == before
    assert not dialog.again.isVisible()


def test_something_has_to_be_chosen(opened: Opened) -> None:
    dialog = opened()
    assert "请至少选一样。" in texts(dialog)
    assert not dialog.go.isEnabled()
    click(dialog, "合成一份打印用的 PDF")
    assert find(dialog, QCheckBox, "文书").isChecked()  # what is bound has to be made
    assert dialog.go.isEnabled()
    click(dialog, "文书")
    click(dialog, "材料包")
    assert not find(dialog, QCheckBox, "合成一份打印用的 PDF").isChecked()


def test_a_folder_that_cannot_be_had(opened: Opened, folder: Path) -> None:
    dialog = opened("检查报告")
    folder.rmdir()
    folder.write_text("a file is there")
    begun(dialog)
    (told,) = [d for d in dialog.findChildren(Notice) if d.isVisible()]
    assert any("不能写入" in text for text in texts(told))
    told.done(0)
    assert not dialog.busy
    assert find(dialog, QCheckBox, "检查报告").isVisible()
    assert folder.read_text() == "a file is there"


def test_by_keys_alone(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    dialog = BatchDialog(desk, PEOPLE)
    show(qtbot, dialog, (980, 700))
    assert dialog.focusWidget() is dialog.go

    def tab_to(reads: str) -> None:
        for _ in range(30):
            here = dialog.focusWidget()
            if isinstance(here, QAbstractButton) and here.text() == reads:
                return
            QTest.keyClick(here, Qt.Key.Key_Tab)
        pytest.fail(reads)

    for box in ("文书", "材料包"):
        tab_to(box)
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
    tab_to("换一个文件夹…")
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    tab_to("开始（3 人）")
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    at_rest(qtbot, dialog)
    assert sorted(p for p, digest in tree(folder / "001-赵一凡").items() if digest) == [
        "检查报告.pdf"
    ]
    assert dialog.focusWidget() is dialog.leave
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_wishes_that_cannot_be_read_are_the_usual_ones(desk: Desk) -> None:
    usual = wishes.load(desk)
    for kept in ({"parts": ["照片"]}, [1], {"by": "size"}):
        desk.library.memory.put(wishes.KEY, kept)
        assert wishes.load(desk) == usual


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_on_a_small_screen_the_buttons_stay_in_sight(
    qtbot: QtBot, draw: Draw, opened: Opened, look: theme.Tokens, scale: float
) -> None:
    draw(look, scale)
    dialog = opened("文书", "检查报告")
    dialog.resize(1298, 701)
    click(dialog, "合成一份打印用的 PDF")
    QApplication.processEvents()
    assert dialog.sheet.horizontalScrollBar().maximum() == 0
    shown = [b for b in dialog.below.findChildren(QPushButton) if b.isVisible()]
    assert shown
    assert all(dialog.rect().contains(b.mapTo(dialog, b.rect().center())) for b in shown)
    made(qtbot, dialog)
    shown = [b for b in dialog.below.findChildren(QPushButton) if b.isVisible()]
    assert len(shown) == 3
    assert all(b.width() >= b.sizeHint().width() for b in shown)
    assert dialog.results.width() <= dialog.sheet.viewport().width()
