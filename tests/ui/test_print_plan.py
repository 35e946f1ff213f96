"""打印全部文书: ticked and counted by hand, then shown as it will be printed."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.app.papers.press import Press
from desktop.app.session import Session
from desktop.ui.preview.dialog import PreviewDialog
from desktop.ui.preview.plan import PlannedRow, PrintPlanDialog
from desktop.ui.publicity.papers import PapersCard
from desktop.ui.widgets.worker import Worker
from tests.documents.cases import full
from tests.ui.hands import open_session, show, texts


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """Somebody of whom every document can be made."""
    case = full("BM24")
    return open_session(
        tmp_path,
        {
            "person": case.person,
            "unit": case.unit,
            "apply": case.apply,
            "title": case.title,
            "pub": case.pub,
            "items": case.items,
            "summary": case.summary,
        },
    )


@pytest.fixture
def dialog(qtbot: QtBot, session: Session) -> PrintPlanDialog:
    made = PrintPlanDialog(session, Press.bundled())
    show(qtbot, made)
    qtbot.waitUntil(lambda: all(row.sheets for row in made.rows), timeout=20_000)
    return made


def row(dialog: PrintPlanDialog, title: str) -> PlannedRow:
    return next(row for row in dialog.rows if row.planned.terms.title == title)


def press(parent: QWidget, text: str) -> None:
    found = [b for b in parent.findChildren(QPushButton) if b.text() == text and b.isVisible()]
    assert len(found) == 1, text
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def shown(qtbot: QtBot, dialog: PrintPlanDialog) -> PreviewDialog:
    press(dialog, "预览、打印…")
    qtbot.waitUntil(lambda: bool(dialog.findChildren(PreviewDialog)), timeout=20_000)
    return dialog.findChildren(PreviewDialog)[0]


def test_the_documents_stand_there_with_what_is_done_on_them(dialog: PrintPlanDialog) -> None:
    said = "\n".join(texts(dialog))
    assert "印好以后：单位负责人签字、盖单位公章。" in said
    assert "个人承诺书（手写用）" in [row.box.text() for row in dialog.rows]
    assert not row(dialog, "业务工作总结").box.isChecked()
    assert "一般上传电子版" in row(dialog, "业务工作总结").told.text()


def test_ticks_and_copies_are_counted(qtbot: QtBot, dialog: PrintPlanDialog) -> None:
    before = dialog.total.text()
    QTest.mouseClick(row(dialog, "公示结果").box, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert not row(dialog, "公示结果").box.isChecked()
    assert dialog.total.text() == "一共 3 份文书，要 4 张 A4 纸，另加打印计划。" != before
    times = row(dialog, "公示").times
    times.setFocus()
    QTest.keyClick(times, Qt.Key.Key_Down)
    assert times.currentText() == "2 份"
    assert dialog.total.text() == "一共 3 份文书，要 5 张 A4 纸，另加打印计划。"


def test_the_wheel_scrolls_the_list_and_changes_no_copies(dialog: PrintPlanDialog) -> None:
    times = row(dialog, "公示").times
    times.setFocus()
    middle = QPointF(times.rect().center())
    turn = QWheelEvent(
        middle,
        times.mapToGlobal(middle),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(times, turn)
    assert times.currentText() == "1 份"


def test_all_of_it_is_one_pdf_that_can_be_kept(
    qtbot: QtBot, dialog: PrintPlanDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = shown(qtbot, dialog)
    assert preview.view.pages == 6
    assert "一共 6 页，单面打印，要 6 张 A4 纸；份数已经排好。" in texts(preview)
    target = tmp_path / "全部"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    press(preview, "保存 PDF…")
    kept = PdfReader(io.BytesIO((tmp_path / "全部.pdf").read_bytes()))
    assert len(kept.pages) == 6
    assert "打印计划" in kept.pages[0].extract_text()
    preview.close()


def test_on_both_sides_each_document_has_its_own_sheet(
    qtbot: QtBot, dialog: PrintPlanDialog
) -> None:
    QTest.mouseClick(dialog.listed, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    QTest.mouseClick(dialog.sides.buttons["both"], Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert "双面" in row(dialog, "公示").told.text()
    assert dialog.total.text() == "一共 4 份文书，要 4 张 A4 纸。"
    preview = shown(qtbot, dialog)
    assert "双面（沿长边翻）打印，要 4 张 A4 纸" in "".join(texts(preview))
    preview.close()


def test_without_a_document_nothing_can_be_printed(qtbot: QtBot, dialog: PrintPlanDialog) -> None:
    for one in dialog.rows:
        if one.box.isChecked():
            QTest.mouseClick(one.box, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert dialog.total.text() == "还没有选要打印的文书。"
    assert not dialog.go.isEnabled()


def test_what_lacks_facts_is_told_on_top(qtbot: QtBot, tmp_path: Path) -> None:
    made = PrintPlanDialog(open_session(tmp_path), Press.bundled())
    show(qtbot, made)
    said = "\n".join(texts(made))
    assert "还不能生成、这次不印的：" in said
    assert not made.go.isEnabled()
    qtbot.waitUntil(lambda: all(row.sheets for row in made.rows), timeout=20_000)
    made.close()


def test_it_is_opened_from_the_documents(qtbot: QtBot, session: Session) -> None:
    worker = Worker()
    card = PapersCard(session, worker, Press.bundled())
    show(qtbot, card)
    press(card, "打印全部文书…")
    opened = card.findChildren(PrintPlanDialog)
    assert len(opened) == 1
    qtbot.waitUntil(lambda: all(row.sheets for row in opened[0].rows), timeout=20_000)
    opened[0].close()
    worker.close()


def test_leaving_while_documents_are_made(qtbot: QtBot, session: Session) -> None:
    made = PrintPlanDialog(session, Press.bundled())
    qtbot.addWidget(made)
    made.show()
    QTest.keyClick(made, Qt.Key.Key_Escape)
    assert not made.isVisible()
