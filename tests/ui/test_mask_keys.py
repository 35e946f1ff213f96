"""遮盖 by keyboard alone: boxes, pages, answers, and one step of undo for each burst of keys."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.app.session import Session
from desktop.ui.attachments.bars import Mode
from desktop.ui.attachments.detail import AttachmentDialog
from desktop.ui.scans.draft import REST
from desktop.ui.scans.handle import BoxHandle
from tests.ui.hands import click, texts
from tests.ui.scanned import (
    CTRL,
    NAME,
    SEAL,
    SHIFT,
    SIZE,
    UNIT,
    at_box,
    colour,
    editor,
    page,
    press,
    rows,
    scanned,
    seen,
    shown,
    steps,
)


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return scanned(
        tmp_path,
        ("身份证正面", (page(NAME, UNIT, SEAL),)),
        ("职称证书", (page(NAME), page(UNIT))),
    )


@pytest.fixture
def dialog(qtbot: QtBot, session: Session) -> AttachmentDialog:
    return editor(qtbot, session)


def test_tab_walks_over_the_boxes_and_enter_confirms(
    dialog: AttachmentDialog, session: Session
) -> None:
    handles = dialog.masks.paper.handles
    press(Qt.Key.Key_Tab)
    assert handles[0].hasFocus()
    assert dialog.masks.panel.boxes.currentRow() == 0
    assert handles[0].accessibleName() == "遮盖块 1，姓名，未确认，读作 王伟"
    press(Qt.Key.Key_Return)
    assert [box.confirmed for box in shown(session).boxes] == [True, False, False]
    assert shown(session).decision == "是"
    assert handles[0].accessibleName() == "遮盖块 1，姓名，已确认，读作 王伟"
    assert colour(dialog, 160, 220) == QColor("black")
    assert handles[1].hasFocus()
    press(Qt.Key.Key_Tab)
    assert handles[2].hasFocus()
    press(Qt.Key.Key_Tab)
    assert not isinstance(QApplication.focusWidget(), BoxHandle)


def test_arrows_move_in_one_step_of_undo(
    qtbot: QtBot, dialog: AttachmentDialog, session: Session
) -> None:
    before = steps(session)
    at_box(dialog, 0)
    for _ in range(5):
        press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Down)
    assert shown(session).boxes[0] == NAME
    qtbot.waitUntil(lambda: shown(session).boxes[0] != NAME, timeout=10 * REST)
    left, top = shown(session).boxes[0].quad[0]
    assert (left > 100, top > 200) == (True, True)
    assert left - 100 == pytest.approx(5 * (top - 200))
    assert steps(session) == before + 1
    press(Qt.Key.Key_Z, CTRL)
    assert shown(session).boxes[0] == NAME
    press(Qt.Key.Key_Y, CTRL)
    assert shown(session).boxes[0].quad[0] == pytest.approx((left, top))


def test_what_is_moved_is_saved_before_the_next_thing(
    dialog: AttachmentDialog, session: Session
) -> None:
    before = steps(session)
    at_box(dialog, 1)
    press(Qt.Key.Key_Left, CTRL)
    press(Qt.Key.Key_Right, SHIFT)
    press(Qt.Key.Key_BracketRight)
    press(Qt.Key.Key_Delete)
    assert len(shown(session).boxes) == 2
    assert steps(session) == before + 4


def test_closing_saves_what_was_moved(dialog: AttachmentDialog, session: Session) -> None:
    at_box(dialog, 0)
    press(Qt.Key.Key_Right)
    dialog.close()
    assert shown(session).boxes[0].quad[0][0] > 100


@pytest.mark.parametrize(
    "key, keys, changed",
    [
        (Qt.Key.Key_Right, SHIFT, (False, True, True, False)),
        (Qt.Key.Key_Up, SHIFT, (False, False, True, True)),
        (Qt.Key.Key_BracketRight, Qt.KeyboardModifier.NoModifier, (True, True, True, True)),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, (True, True, True, True)),
    ],
)
def test_keys_change_the_corners_they_should(
    dialog: AttachmentDialog,
    session: Session,
    key: Qt.Key,
    keys: Qt.KeyboardModifier,
    changed: tuple[bool, ...],
) -> None:
    at_box(dialog, 0)
    press(key, keys)
    dialog.draft.flush()
    after = shown(session).boxes[0].quad
    moved = tuple(
        abs(a[0] - b[0]) + abs(a[1] - b[1]) > 0.01 for a, b in zip(after, NAME.quad, strict=True)
    )
    assert moved == changed


def test_a_single_corner_is_taken_by_k_and_moved_by_arrows(
    dialog: AttachmentDialog, session: Session
) -> None:
    at_box(dialog, 0)
    press(Qt.Key.Key_K)
    press(Qt.Key.Key_K)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Escape)
    dialog.draft.flush()
    after = shown(session).boxes[0].quad
    assert after[1][1] < 200
    assert all(after[n] == pytest.approx(NAME.quad[n]) for n in (0, 2, 3))
    assert dialog.isVisible()


def test_n_adds_a_box_where_one_looks(dialog: AttachmentDialog, session: Session) -> None:
    press(Qt.Key.Key_N)
    added = shown(session).boxes[3]
    x = sum(x for x, _ in added.quad) / 4
    y = sum(y for _, y in added.quad) / 4
    assert (x, y) == pytest.approx((SIZE[0] / 2, SIZE[1] / 2), abs=5)
    assert dialog.masks.paper.handles[3].hasFocus()


def test_no_by_key_and_what_it_leaves_uncovered_is_said(
    dialog: AttachmentDialog, session: Session
) -> None:
    press(Qt.Key.Key_F)
    assert shown(session).decision == "否"
    assert len(shown(session).boxes) == 3
    assert any("选了“否”就一处也不遮" in text for text in texts(dialog))
    press(Qt.Key.Key_S)
    assert shown(session).decision == "是"
    click(dialog, "否（F）")
    assert shown(session).decision == "否"


def test_space_shows_what_is_covered_as_long_as_it_is_held(dialog: AttachmentDialog) -> None:
    handle = at_box(dialog, 0)
    press(Qt.Key.Key_Return)
    handle.setFocus()
    assert colour(dialog, 160, 220) == QColor("black")
    QTest.keyPress(handle, Qt.Key.Key_Space)
    assert colour(dialog, 160, 220).lightness() > 200
    QTest.keyRelease(handle, Qt.Key.Key_Space)
    assert colour(dialog, 160, 220) == QColor("black")


def test_keys_turn_pages_and_zoom(qtbot: QtBot, session: Session) -> None:
    dialog = editor(qtbot, session, at=1)
    fitting = dialog.view.paper.scale
    press(Qt.Key.Key_Plus)
    assert dialog.view.paper.scale > fitting
    press(Qt.Key.Key_0)
    assert dialog.view.paper.scale == pytest.approx(fitting)
    press(Qt.Key.Key_PageDown)
    assert dialog.draft.at == 1
    assert rows(dialog) == ["单位 · 读作 天山水务中心　待确认"]
    seen(qtbot, dialog)
    press(Qt.Key.Key_PageUp)
    assert dialog.draft.at == 0
    press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert dialog.attachment_id == session.case.attachments[0].id


@pytest.mark.parametrize("mode", ["fields", "cover", "correct"])
def test_tab_follows_the_eye_and_reaches_everything(
    qtbot: QtBot, session: Session, mode: Mode
) -> None:
    dialog = editor(qtbot, session, mode=mode)
    if mode == "cover":
        at_box(dialog, 0)
    QApplication.processEvents()
    dialog.tools.modes["fields"].setFocus()
    walked: list[QWidget] = []
    while (focus := QApplication.focusWidget()) not in walked:
        assert focus is not None
        walked.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert focus is walked[0]
    places = [one.mapTo(dialog, one.rect().topLeft()) for one in walked]
    bars = [dialog.tools, dialog.desk, dialog._aside, dialog.bar]
    parts = [next(n for n, bar in enumerate(bars) if bar.isAncestorOf(one)) for one in walked]
    assert parts == sorted(parts)
    tools = [place.x() for place, part in zip(places, parts, strict=True) if part == 0]
    assert tools == sorted(tools)
    aside = [place.y() for place, part in zip(places, parts, strict=True) if part == 2]
    assert all(after >= before - 30 for before, after in pairwise(aside))
    stops = {
        one
        for one in dialog.findChildren(QAbstractButton)
        if one.isVisible() and one.isEnabled() and not isinstance(one, QRadioButton)
    }
    assert stops <= set(walked)
