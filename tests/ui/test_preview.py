"""预览: the very PDF on screen, on disk and on paper."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from desktop.app import intake
from desktop.ui.preview.dialog import PreviewDialog
from desktop.ui.preview.printing import a4_printer
from tests.ui.hands import show

COLOURS = ((0.8, 0.1, 0.1), (0.1, 0.6, 0.2))
"""Page 1 is red, page 2 green: a picture shows which page it is."""


@pytest.fixture
def pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for colour in COLOURS:
        canvas.setFillColorRGB(*colour)
        canvas.rect(100, 200, 395, 442, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture
def dialog(qtbot: QtBot, pdf: bytes) -> PreviewDialog:
    made = PreviewDialog(pdf, "公示", 2, docx=b"PK word")
    show(qtbot, made)
    wait_for_page(qtbot, made, COLOURS[0])
    return made


def wait_for_page(qtbot: QtBot, dialog: PreviewDialog, colour: tuple[float, ...]) -> None:
    wanted = QColor.fromRgbF(*colour)

    def shows_it() -> bool:
        image = dialog.view.sheet.image
        return not image.isNull() and close_to(centre(image), wanted)

    qtbot.waitUntil(shows_it)


def centre(image: QImage) -> QColor:
    return image.pixelColor(image.width() // 2, image.height() // 2)


def close_to(one: QColor, other: QColor) -> bool:
    return all(
        abs(a - b) <= 3
        for a, b in (
            (one.red(), other.red()),
            (one.green(), other.green()),
            (one.blue(), other.blue()),
        )
    )


def button(parent: QWidget, text: str) -> QPushButton:
    found = [b for b in parent.findChildren(QPushButton) if b.text() == text and b.isVisible()]
    assert len(found) == 1, text
    return found[0]


def said(dialog: PreviewDialog) -> set[str]:
    return {label.text() for label in dialog.findChildren(QLabel) if label.isVisible()}


def test_pages_are_turned_with_buttons_and_keys(qtbot: QtBot, dialog: PreviewDialog) -> None:
    assert "第 1 / 2 页" in said(dialog)
    assert not button(dialog, "上一页").isEnabled()
    QTest.mouseClick(button(dialog, "下一页"), Qt.MouseButton.LeftButton)
    wait_for_page(qtbot, dialog, COLOURS[1])
    assert "第 2 / 2 页" in said(dialog)
    assert not button(dialog, "下一页").isEnabled()
    button(dialog, "整页").click()
    dialog.view.setFocus()
    QTest.keyClick(dialog.view, Qt.Key.Key_PageUp)
    wait_for_page(qtbot, dialog, COLOURS[0])


def test_a_larger_picture_is_drawn_sharper(qtbot: QtBot, dialog: PreviewDialog) -> None:
    button(dialog, "整页").click()
    before = dialog.view.sheet.width(), dialog.view.sheet.image.width()
    for _ in range(4):
        QTest.mouseClick(button(dialog, "放大"), Qt.MouseButton.LeftButton)
    assert dialog.view.sheet.width() > 2 * before[0]
    dialog.view.zoom_by(4)
    qtbot.waitUntil(lambda: dialog.view.sheet.image.width() > before[1])


def test_the_whole_page_fits_the_view(qtbot: QtBot, dialog: PreviewDialog) -> None:
    dialog.resize(900, 700)
    QTest.mouseClick(button(dialog, "整页"), Qt.MouseButton.LeftButton)
    assert dialog.view.sheet.height() <= dialog.view.viewport().height()
    dialog.resize(900, 560)
    qtbot.waitUntil(lambda: dialog.view.sheet.height() <= dialog.view.viewport().height())


def test_what_is_saved_is_the_very_file(
    qtbot: QtBot,
    dialog: PreviewDialog,
    pdf: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "我的公示"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    QTest.mouseClick(button(dialog, "保存 PDF…"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(button(dialog, "保存 Word 文档…"), Qt.MouseButton.LeftButton)
    assert (tmp_path / "我的公示.pdf").read_bytes() == pdf
    assert (tmp_path / "我的公示.docx").read_bytes() == b"PK word"
    assert f"已保存到 {tmp_path / '我的公示.docx'}" in said(dialog)


def test_a_file_the_person_was_not_asked_about_is_never_gone_over(
    qtbot: QtBot, dialog: PreviewDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "我的公示.pdf"
    there.write_bytes(b"signed and scanned")
    target = tmp_path / "我的公示"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    QTest.mouseClick(button(dialog, "保存 PDF…"), Qt.MouseButton.LeftButton)
    assert "已经有一个名为 我的公示.pdf 的文件" in dialog.status.text()
    assert there.read_bytes() == b"signed and scanned"


def test_a_place_that_cannot_be_written_is_told_calmly(
    qtbot: QtBot, dialog: PreviewDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "是个文件").write_text("x")
    target = tmp_path / "是个文件" / "公示.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    QTest.mouseClick(button(dialog, "保存 PDF…"), Qt.MouseButton.LeftButton)
    told = dialog.status.text()
    assert "没能保存到" in told
    assert "没有变" in told
    assert [p.name for p in tmp_path.iterdir()] == ["是个文件"]


def test_without_a_printer_the_pdf_is_offered(qtbot: QtBot, dialog: PreviewDialog) -> None:
    QTest.mouseClick(button(dialog, "打印…"), Qt.MouseButton.LeftButton)
    assert "还没有打印机" in dialog.status.text()
    assert button(dialog, "保存 PDF…").hasFocus()


def test_paper_gets_every_page_in_its_true_size(
    qtbot: QtBot, dialog: PreviewDialog, pdf: bytes, tmp_path: Path
) -> None:
    printer = a4_printer("公示")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    dialog.print_on(printer)
    qtbot.waitUntil(lambda: "已全部送到打印机" in dialog.status.text(), timeout=20_000)
    printed = (tmp_path / "out.pdf").read_bytes()
    assert len(PdfReader(io.BytesIO(printed)).pages) == 2
    for number in range(2):
        meant = QImage.fromData(intake.page_image(pdf, number, 50))
        got = QImage.fromData(intake.page_image(printed, number, 50))
        assert abs(meant.width() - got.width()) <= 1
        # The edge of the coloured field lies where it lies in the document, to two pixels.
        for x, y in ((73, 200), (66, 200), (200, 450), (200, 140), (200, 133)):
            assert close_to(meant.pixelColor(x, y), got.pixelColor(x, y)), (number, x, y)


def test_escape_leaves_while_a_page_is_being_drawn(qtbot: QtBot, pdf: bytes) -> None:
    made = PreviewDialog(pdf, "公示", 2)
    qtbot.addWidget(made)
    made.show()
    QTest.keyClick(made, Qt.Key.Key_Escape)
    assert not made.isVisible()
