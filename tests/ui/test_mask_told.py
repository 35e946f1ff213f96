"""What the editor says of pages whose reading is old or failed, and after a key was pressed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.app.scans.masking import NOT_READ, RENAMED
from desktop.app.scans.scanning import looking_for
from desktop.domain.scans import ScanPage
from tests.app.scanned import scanner
from tests.ui.hands import click, texts
from tests.ui.scanned import NAME, UNIT, editor, page, press, scanned, shown


def test_the_line_below_says_what_was_answered_last(qtbot: QtBot, tmp_path: Path) -> None:
    session = scanned(tmp_path, ("职称证书", (page(NAME), page(UNIT))))
    dialog = editor(qtbot, session)
    press(Qt.Key.Key_S)
    assert "第 1 页已选“是”" in dialog.bar.told.text()
    press(Qt.Key.Key_F)
    assert "第 1 页已选“否”" in dialog.bar.told.text()
    dialog.close()


def test_a_page_decided_for_another_name_is_told_until_it_is_looked_at_again(
    qtbot: QtBot, tmp_path: Path
) -> None:
    session = scanned(tmp_path, ("职称证书", (page(NAME, decision="否"),)))
    file = session.case.attachments[0]
    key = looking_for(file, session.case, session.notice).key
    read = shown(session).model_copy(update={"read_for": key})
    session.set(f"attachments.{file.id}.scans", [read])
    dialog = editor(qtbot, session, scanner=scanner())
    assert not any(RENAMED in text for text in texts(dialog))
    session.set("person.name", "王小明")
    assert any(RENAMED in text for text in texts(dialog))
    click(dialog, "重新查找")
    qtbot.waitUntil(lambda: not any(RENAMED in text for text in texts(dialog)), timeout=20_000)
    dialog.close()


def test_a_page_that_could_not_be_read_is_covered_by_hand(qtbot: QtBot, tmp_path: Path) -> None:
    session = scanned(tmp_path, ("职称证书", (page(),)))
    dialog = editor(qtbot, session, scanner=scanner())
    assert any(NOT_READ in text for text in texts(dialog))
    press(Qt.Key.Key_N)
    assert len(shown(session).boxes) == 1
    assert not any(NOT_READ in text for text in texts(dialog))
    dialog.close()


def test_the_plan_of_the_file_is_not_asked_while_its_pages_come(
    qtbot: QtBot, tmp_path: Path
) -> None:
    session = scanned(tmp_path, ("职称证书", (page(NAME), ScanPage())))
    dialog = editor(qtbot, session, scanner=scanner())
    press(Qt.Key.Key_PageDown)
    assert dialog.draft.at == 1
    assert any("这一页还没有读出来" in text for text in texts(dialog))
    assert not dialog.masks.panel.form.isVisible()
    dialog.close()


def test_undo_stays_on_the_page_although_others_were_read_meanwhile(
    qtbot: QtBot, tmp_path: Path
) -> None:
    session = scanned(tmp_path, ("身份证正面", (page(NAME),)), ("职称证书", (page(NAME),)))
    dialog = editor(qtbot, session, at=1)
    press(Qt.Key.Key_F)
    other = session.case.attachments[0]
    session.note(f"attachments.{other.id}.scans", [page(UNIT)], label="识别扫描件")
    dialog.draft.undo()
    assert dialog.attachment_id == session.case.attachments[1].id
    assert shown(session, 1).decision == ""
    dialog.close()
