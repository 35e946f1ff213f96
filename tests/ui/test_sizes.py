"""How large files go out is told from the files themselves; own limits for one and for all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.app.session import Session
from desktop.ui.attachments.detail import AttachmentDialog
from desktop.ui.attachments.page import AttachmentsPage
from tests.ui.hands import click, find, show, texts
from tests.ui.scanned import editor, page, scanned, steps

KB = "每个文件不超过多少 KB"
SIDE = "图片的长边不超过多少像素"


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return scanned(tmp_path, ("职称证书", (page(),)), ("任职资格文件", (page(), page())))


@pytest.fixture
def dialog(qtbot: QtBot, session: Session) -> AttachmentDialog:
    return editor(qtbot, session, mode="fields")


def going(parent: AttachmentDialog | AttachmentsPage) -> list[str]:
    return [text for text in texts(parent) if text.startswith("上传时：")]


def wishes(session: Session) -> list[tuple[int | None, int | None]]:
    return [(file.target_kb, file.target_side) for file in session.case.attachments]


def put(dialog: AttachmentDialog, field: str, value: str) -> None:
    line = find(dialog, QLineEdit, field)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, value)


def wait_for(qtbot: QtBot, parent: AttachmentDialog | AttachmentsPage, pattern: str) -> None:
    qtbot.waitUntil(lambda: any(re.search(pattern, one) for one in going(parent)), timeout=20_000)


def test_the_size_is_told_and_follows_the_wish(
    qtbot: QtBot, dialog: AttachmentDialog, session: Session
) -> None:
    wait_for(qtbot, dialog, r"^上传时：PNG · 600×800 · \d+ KB$")
    click(dialog, "上传的大小")
    put(dialog, SIDE, "400")
    wait_for(qtbot, dialog, r"^上传时：JPG · 300×400 · \d+ KB · 符合要求$")
    assert wishes(session)[0] == (None, 400)
    click(dialog, "撤销")
    assert wishes(session)[0] == (None, None)
    wait_for(qtbot, dialog, r"PNG · 600×800")


def test_it_follows_the_correction(qtbot: QtBot, dialog: AttachmentDialog) -> None:
    click(dialog, "校正")
    click(dialog, "向右转")
    wait_for(qtbot, dialog, r"JPG · 800×600")


def test_one_wish_for_all_is_one_step(
    qtbot: QtBot, dialog: AttachmentDialog, session: Session
) -> None:
    click(dialog, "上传的大小")
    put(dialog, KB, "300")
    put(dialog, SIDE, "500")
    dialog.fields.flush()
    before = steps(session)
    click(dialog, "用于全部附件")
    assert wishes(session) == [(300, 500)] * 2
    assert steps(session) == before + 1
    assert any("全部 2 个附件" in text for text in texts(dialog))
    click(dialog, "撤销")
    assert wishes(session) == [(300, 500), (None, None)]


def test_several_pages_are_told_together(qtbot: QtBot, session: Session) -> None:
    dialog = editor(qtbot, session, mode="fields", at=1)
    wait_for(qtbot, dialog, r"^上传时：2 个 JPG · 一共 \d+ KB · 最大的 \d+ KB$")


def test_a_row_tells_it_where_something_is_wanted(qtbot: QtBot, session: Session) -> None:
    made = AttachmentsPage(session)
    session.observe(made.refresh)
    show(qtbot, made, (820, 640))
    assert going(made) == []
    assert not any("通知要求上传的文件" in text for text in texts(made))
    first = session.case.attachments[0].id
    session.set(f"attachments.{first}.target_kb", 1)
    wait_for(qtbot, made, "JPG")
    qtbot.waitUntil(lambda: any("压到最小还有" in text for text in texts(made)), timeout=20_000)


def test_the_notice_s_own_wish_stands_on_the_page(qtbot: QtBot, tmp_path: Path) -> None:
    session = scanned(tmp_path, ("身份证扫描件", (page(),)), pack="GT23")
    made = AttachmentsPage(session)
    show(qtbot, made, (820, 640))
    assert any(text.startswith("通知要求上传的文件：格式 JPG。") for text in texts(made))
    wait_for(qtbot, made, r"JPG · 600×800")
