"""预览: the very PDF on screen, on disk and on paper."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPageRanges, QPageSize, QWheelEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from desktop.app import intake
from desktop.app.papers.printing import PrintTerms
from desktop.ui.preview.dialog import PreviewDialog
from desktop.ui.preview.printing import a4_printer, chosen_pages
from desktop.ui.widgets.menus import MenuButton
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


def wheel(
    view: QWidget, notches: float, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Turn the wheel over ``view``; upwards positive."""
    middle = QPointF(view.rect().center())
    event = QWheelEvent(
        middle,
        view.mapToGlobal(middle),
        QPoint(),
        QPoint(0, round(120 * notches)),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def test_a_page_is_chosen_among_the_small_ones(qtbot: QtBot, dialog: PreviewDialog) -> None:
    strip = dialog.strip
    qtbot.waitUntil(lambda: not strip.picture(1).isNull())
    for number, colour in enumerate(COLOURS):
        assert close_to(centre(strip.picture(number)), QColor.fromRgbF(*colour))
    second = strip.visualRect(strip.model().index(1, 0)).center()
    QTest.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=second)
    wait_for_page(qtbot, dialog, COLOURS[1])
    assert "第 2 / 2 页" in said(dialog)
    QTest.mouseClick(button(dialog, "上一页"), Qt.MouseButton.LeftButton)
    assert strip.currentIndex().row() == 0
    QTest.keyClick(strip, Qt.Key.Key_Down)
    wait_for_page(qtbot, dialog, COLOURS[1])


def test_one_page_needs_no_small_ones(qtbot: QtBot, pdf: bytes) -> None:
    made = PreviewDialog(pdf, "公示", 1)
    show(qtbot, made)
    assert not made.strip.isVisible()


def test_the_small_pages_of_a_long_document_come_where_one_looks(qtbot: QtBot) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for _ in range(60):
        canvas.rect(100, 200, 395, 442, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    made = PreviewDialog(out.getvalue(), "全部", 60)
    show(qtbot, made)
    qtbot.waitUntil(lambda: not made.strip.picture(0).isNull())
    made.view.setFocus()
    QTest.keyClick(made.view, Qt.Key.Key_End)
    assert "第 60 / 60 页" in said(made)
    qtbot.waitUntil(lambda: not made.strip.picture(59).isNull())
    assert made.strip.picture(30).isNull()


def test_the_wheel_goes_on_to_the_next_page_and_back(qtbot: QtBot, dialog: PreviewDialog) -> None:
    view = dialog.view
    button(dialog, "适合宽度").click()
    bar = view.verticalScrollBar()
    assert bar.maximum() > 0
    wheel(view.viewport(), -1)
    assert bar.value() > 0
    assert view.page == 0
    bar.setValue(bar.maximum())
    wheel(view.viewport(), -0.5)  # a touchpad brings a notch in parts
    assert view.page == 0
    wheel(view.viewport(), -0.5)
    assert view.page == 1
    wait_for_page(qtbot, dialog, COLOURS[1])
    assert bar.value() == 0
    wheel(view.viewport(), 1)
    assert view.page == 0
    wait_for_page(qtbot, dialog, COLOURS[0])
    assert bar.value() == bar.maximum()


def test_it_is_zoomed_by_menu_by_keys_and_by_wheel(qtbot: QtBot, dialog: PreviewDialog) -> None:
    view = dialog.view
    zoom = next(b for b in dialog.findChildren(MenuButton) if b.isVisible())
    menu = QMenu()
    zoom.fill(menu)
    names = [act.text().partition("\t")[0] for act in menu.actions() if act.text()]
    assert names[:2] == ["整页", "适合宽度"]
    assert names[-1] == "400%"
    next(act for act in menu.actions() if act.text() == "400%").trigger()
    assert zoom.text() == "400%"
    wide = 794  # A4 at 96 dots to the inch
    assert abs(view.sheet.width() - 4 * wide) <= 4
    qtbot.waitUntil(lambda: view.sheet.image.width() > 3 * wide)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert zoom.text() == "400%"
    QTest.keyClick(view, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert zoom.text() == "100%"
    wheel(view.viewport(), 1, Qt.KeyboardModifier.ControlModifier)
    assert zoom.text() == "125%"
    wheel(view.viewport(), -0.4, Qt.KeyboardModifier.ControlModifier)
    assert zoom.text() == "125%"
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.sheet.height() <= view.viewport().height()


def test_what_is_looked_at_stays_in_the_middle(qtbot: QtBot, dialog: PreviewDialog) -> None:
    view = dialog.view
    view.zoom_to(2)
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    half = view.viewport().height() / 2
    looked_at = (bar.value() + half) / view.sheet.height()
    QTest.mouseClick(button(dialog, "放大"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.zoom == 2.5)
    assert abs((bar.value() + half) / view.sheet.height() - looked_at) < 0.01


def test_what_the_notice_says_stands_below_and_is_set(qtbot: QtBot, pdf: bytes) -> None:
    terms = PrintTerms(2, True, "A4")
    facts = ("打印：通知要 2 份、A4、双面。", "字体：仿宋。")
    made = PreviewDialog(pdf, "公示", 2, terms=terms, facts=facts)
    show(qtbot, made)
    assert "\n".join(facts) in said(made)
    printer = a4_printer("公示", copies=2, two_sided=True)
    assert printer.copyCount() == 2
    assert printer.pageLayout().pageSize().id() == QPageSize.PageSizeId.A4


def test_a_part_of_the_pages_and_copies_the_printer_cannot_make() -> None:
    printer = a4_printer("公示")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    assert chosen_pages(printer, 5) == [0, 1, 2, 3, 4]
    printer.setFromTo(2, 3)
    assert chosen_pages(printer, 5) == [1, 2]
    ranges = QPageRanges()
    ranges.addPage(1)
    ranges.addRange(4, 9)
    printer.setPageRanges(ranges)
    assert chosen_pages(printer, 5) == [0, 3, 4]
    printer.setCopyCount(2)
    often = 1 if printer.supportsMultipleCopies() else 2
    assert chosen_pages(printer, 5) == [0, 3, 4] * often


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


def test_no_seam_shows_where_two_bands_meet(
    qtbot: QtBot, dialog: PreviewDialog, tmp_path: Path
) -> None:
    printer = a4_printer("公示")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setFromTo(1, 1)
    dialog.print_on(printer)
    qtbot.waitUntil(lambda: "已全部送到打印机" in dialog.status.text(), timeout=20_000)
    printed = (tmp_path / "out.pdf").read_bytes()
    assert len(PdfReader(io.BytesIO(printed)).pages) == 1
    assert b"/DCTDecode" not in printed  # letters get no haze as photographs do
    for dpi in (72, 97, 150, 213):
        got = QImage.fromData(intake.page_image(printed, 0, dpi))
        inside = range(round(210 / 72 * dpi), round(630 / 72 * dpi))
        colours = {got.pixelColor(got.width() // 2, y).name() for y in inside}
        assert len(colours) == 1, dpi


def test_escape_leaves_while_a_page_is_being_drawn(qtbot: QtBot, pdf: bytes) -> None:
    made = PreviewDialog(pdf, "公示", 2)
    qtbot.addWidget(made)
    made.show()
    QTest.keyClick(made, Qt.Key.Key_Escape)
    assert not made.isVisible()
