"""Attachments whose pages have been looked at, for tests of the editor."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import intake
from desktop.app.intake import Pasted, Place
from desktop.app.scans.scanning import Scanner
from desktop.app.session import Session
from desktop.domain.scans import MaskBox, MaskKind, Quad, ScanPage
from desktop.ui.attachments.bars import Mode
from desktop.ui.attachments.detail import AttachmentDialog
from desktop.ui.scans.handle import BoxHandle
from desktop.ui.scans.view import Paper
from tests.ui.hands import Clock, open_session, show

SIZE = (600, 800)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier


def picture(colour: str = "white", size: tuple[int, int] = SIZE, pages: int = 1) -> bytes:
    """A page with a dark corner, so that one sees which way it lies; several as a TIFF."""
    sheets = []
    for number in range(pages):
        sheet = Image.new("RGB", size, colour)
        ImageDraw.Draw(sheet).rectangle((0, 0, 99 + number, 99), fill="navy")
        sheets.append(sheet)
    out = io.BytesIO()
    if pages == 1:
        sheets[0].save(out, "PNG")
    else:
        sheets[0].save(out, "TIFF", save_all=True, append_images=sheets[1:])
    return out.getvalue()


def area(x: float, y: float, width: float = 120, height: float = 40) -> Quad:
    """An upright rectangle."""
    return ((x, y), (x + width, y), (x + width, y + height), (x, y + height))


def proposal(kind: MaskKind, quad: Quad, why: str, *, sure: bool = True) -> MaskBox:
    """What the program would propose."""
    return MaskBox(kind=kind, quad=quad, why=why, sure=sure)


NAME = proposal("name", area(100, 200), "姓名 · 读作 王伟")
UNIT = proposal("unit", area(100, 400, 300), "单位 · 读作 天山水务中心")
SEAL = proposal("seal", area(350, 600, 80, 80), "公章 · 读不出", sure=False)


def scanned(
    folder: Path,
    *attachments: tuple[str, Sequence[ScanPage]],
    clock: Clock | None = None,
    pack: str = "BM24",
) -> Session:
    """A case with these attachments: their slot, and their pages as somebody has found them."""
    values = {"si.status": "正常", "apply.level": "中级"} if pack == "BM24" else {}
    session = open_session(folder, values, clock, pack)
    for number, (slot, pages) in enumerate(attachments):
        data = picture(("white", "ivory", "linen", "snow")[number], pages=len(pages))
        name = f"{number}.png" if len(pages) == 1 else f"{number}.tif"
        done = intake.take_in(session.case, session.notice, Place(slot), [Pasted(data, name)])
        session.attach([(taken.attachment, taken.data) for taken in done.taken])
        file = session.case.attachments[-1]
        session.set(f"attachments.{file.id}.scans", list(pages))
    return session


def page(*boxes: MaskBox, decision: str = "") -> ScanPage:
    """A page of the size drawn here."""
    return ScanPage(width=SIZE[0], height=SIZE[1], boxes=boxes, decision=decision)


def editor(
    qtbot: QtBot,
    session: Session,
    *,
    mode: Mode = "cover",
    at: int = 0,
    scanner: Scanner | None = None,
) -> AttachmentDialog:
    """The dialog with attachment number ``at``, its picture there, the keyboard on the page."""
    wanted = session.case.attachments[at].id
    dialog = AttachmentDialog(session, wanted, mode=mode, scanner=scanner)
    show(qtbot, dialog, (1100, 720))
    seen(qtbot, dialog)
    dialog.view.setFocus()
    return dialog


def seen(qtbot: QtBot, dialog: AttachmentDialog) -> None:
    """Wait until the page can be seen."""
    qtbot.waitUntil(lambda: not dialog.view.paper.image.isNull(), timeout=20_000)


def shown(session: Session, at: int = 0, number: int = 0) -> ScanPage:
    """A page as it is saved."""
    return session.case.attachments[at].scans[number]


def spot(paper: Paper, x: float, y: float) -> QPoint:
    """Where a place of the page is on the paper."""
    return paper.to_screen((x, y)).toPoint()


def drag(
    paper: QWidget,
    start: QPoint,
    end: QPoint,
    keys: Qt.KeyboardModifier = PLAIN,
) -> None:
    """Press, move in steps, let go."""
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(paper, left, keys, start)
    for step in range(1, 5):
        way = QPointF(start) + QPointF(end - start) * (step / 4)
        QTest.mouseMove(paper, way.toPoint())
    QTest.mouseRelease(paper, left, keys, end)


def press(key: Qt.Key, keys: Qt.KeyboardModifier = PLAIN) -> None:
    """A key, wherever the keyboard is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, keys)


def at_box(dialog: AttachmentDialog, number: int) -> BoxHandle:
    """The keyboard on a box."""
    handle = dialog.masks.paper.handles[number]
    handle.setFocus()
    return handle


def colour(dialog: AttachmentDialog, x: float, y: float) -> QColor:
    """What is drawn at a place of the page."""
    paper = dialog.masks.paper
    return paper.grab().toImage().pixelColor(spot(paper, x, y))


def rows(dialog: AttachmentDialog) -> list[str]:
    """The list of boxes as it reads."""
    boxes = dialog.masks.panel.boxes
    return [boxes.item(n).text() for n in range(boxes.count())]


def steps(session: Session) -> int:
    """How many steps can be taken back."""
    return len(session._history.done)
