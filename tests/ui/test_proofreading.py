"""通读核对 in the window: read, filter, leave for a line; by mouse and by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QPushButton
from pytestqt.qtbot import QtBot

from desktop.app.session import Session
from desktop.ui.proofreading.card import ProofCard
from desktop.ui.proofreading.dialog import ProofDialog
from desktop.ui.widgets.marks import LinkButton
from tests.ui.hands import click, open_session, show, texts


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return open_session(tmp_path, {"person.name": "阿依古丽·买买提", "person.id_no": "6599"})


@pytest.fixture
def dialog(qtbot: QtBot, session: Session) -> ProofDialog:
    made = ProofDialog(session)
    show(qtbot, made, (1000, 700))
    return made


def mending(dialog: ProofDialog, start: str) -> LinkButton:
    (found,) = (
        link for link in dialog.findChildren(LinkButton) if link.accessibleName().startswith(start)
    )
    return found


def test_everything_is_read_with_what_is_wrong_beside_it(dialog: ProofDialog) -> None:
    said = texts(dialog)
    assert {"基本信息", "姓名", "阿依古丽·买买提", "还没填"} <= set(said)
    assert any("处没填，1 处要看一看。" in text for text in said)
    assert any("18" in text for text in said)


def test_it_takes_the_room_there_is(qtbot: QtBot, session: Session) -> None:
    made = ProofDialog(session)
    show(qtbot, made)
    # Qt cuts a window of no size of its own to two thirds of the screen.
    assert made.size() == made.sizeHint()


def test_mending_leads_to_the_line(qtbot: QtBot, dialog: ProofDialog) -> None:
    dialog.return_to("person.name")
    with qtbot.waitSignal(dialog.asked) as asked:
        QTest.mouseClick(mending(dialog, "改：姓名"), Qt.MouseButton.LeftButton)
    assert asked.args == ["basic", "person.name"]
    assert not dialog.isVisible()


def test_it_is_left_by_keys_too(qtbot: QtBot, dialog: ProofDialog) -> None:
    link = mending(dialog, "去填：性别")
    link.setFocus()
    with qtbot.waitSignal(dialog.asked) as asked:
        QTest.keyClick(link, Qt.Key.Key_Return)
    assert asked.args == ["basic", "person.gender"]


def test_only_what_is_open_can_be_read(qtbot: QtBot, dialog: ProofDialog) -> None:
    click(dialog, "只看还没填的和要改的", QCheckBox)
    qtbot.waitUntil(lambda: "性别" in texts(dialog))
    assert "阿依古丽·买买提" not in texts(dialog)
    click(dialog, "只看还没填的和要改的", QCheckBox)
    qtbot.waitUntil(lambda: "阿依古丽·买买提" in texts(dialog))


def test_the_card_opens_it_with_what_was_typed_last(qtbot: QtBot, session: Session) -> None:
    card = ProofCard(session)
    show(qtbot, card, (700, 200))
    card.flush_asked.connect(lambda: session.set("person.phone", "13999001122"))
    click(card, "从头读一遍…", QPushButton)
    opened = card.findChild(ProofDialog)
    assert opened is not None
    qtbot.waitUntil(lambda: "13999001122" in texts(opened))
    with qtbot.waitSignal(card.read):
        click(opened, "读完了", QPushButton)
    assert not opened.isVisible()
    assert "读过了，以后没有再改。" in texts(card)
    session.set("person.phone", "13999001133")
    card.refresh()
    assert "读过以后又改了，出件以前再读一遍。" in texts(card)


def test_back_from_a_line_one_goes_on_reading_there(qtbot: QtBot, session: Session) -> None:
    card = ProofCard(session)
    show(qtbot, card, (700, 200))
    first = card.open()
    first.return_to("person.gender")
    with qtbot.waitSignal(card.asked):
        QTest.mouseClick(mending(first, "去填：性别"), Qt.MouseButton.LeftButton)
    again = card.open()
    qtbot.waitUntil(mending(again, "去填：性别").hasFocus)


def test_what_it_was_applied_for_is_read_too(dialog: ProofDialog) -> None:
    assert "申报级别" in texts(dialog)
