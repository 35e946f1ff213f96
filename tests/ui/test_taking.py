"""Many files at once: how far they are, stopped while one hangs, and gone on with afterwards."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.app.session import Session
from desktop.imaging import intake as imaging
from desktop.imaging.formats import Sheet
from desktop.ui.attachments.group import GroupView
from desktop.ui.attachments.page import AttachmentsPage
from tests.ui.hands import click, open_session, show, texts

HANGS = "卡住.png"


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return open_session(tmp_path, {"si.status": "正常", "apply.level": "中级"})


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> AttachmentsPage:
    made = AttachmentsPage(session)
    session.observe(made.refresh)
    show(qtbot, made, (820, 640))
    return made


@pytest.fixture
def hung(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Opening the file called :data:`HANGS` comes to no end; set while it hangs."""
    look, hanging, end = imaging.look, threading.Event(), threading.Event()

    def hang(data: bytes, name: str) -> Sheet:
        if name == HANGS:
            hanging.set()
            assert end.wait(60)
        return look(data, name)

    monkeypatch.setattr(imaging, "look", hang)
    yield hanging
    end.set()


def files(folder: Path, *names: str) -> list[Path]:
    made = []
    for number, name in enumerate(names):
        out = io.BytesIO()
        Image.new("RGB", (620, 877), (number, 90, 90)).save(out, "PNG")
        (folder / name).write_bytes(out.getvalue())
        made.append(folder / name)
    return made


def slot(page: AttachmentsPage) -> GroupView:
    return page.slots["身份证正面"].groups["身份证正面"]


def test_stopped_while_one_hangs_what_was_good_stays_and_the_next_are_taken(
    qtbot: QtBot, session: Session, page: AttachmentsPage, tmp_path: Path, hung: threading.Event
) -> None:
    view = slot(page)
    good, hangs, behind, later = files(tmp_path, "一.png", HANGS, "二.png", "三.png")
    page.taking.take(view, view.group.place, [good, hangs, behind])
    assert "正在查看第 1 个，共 3 个文件……" in texts(view)
    qtbot.waitUntil(lambda: hung.is_set() and "正在查看第 2 个，共 3 个文件……" in texts(view))
    click(view, "停下")
    assert [a.file_name for a in session.case.attachments] == ["一.png"]
    assert any("还有 2 个没有看，也没有添加" in text for text in texts(view))
    assert not any("正在查看" in text for text in texts(view))
    page.taking.take(view, view.group.place, [later])
    qtbot.waitUntil(lambda: len(session.case.attachments) == 2, timeout=15_000)
    assert session.case.attachments[1].file_name == "三.png"


def test_what_waits_behind_one_that_hangs_can_be_called_off_alone(
    qtbot: QtBot, session: Session, page: AttachmentsPage, tmp_path: Path, hung: threading.Event
) -> None:
    view, other = slot(page), page.slots["身份证反面"].groups["身份证反面"]
    hangs, behind = files(tmp_path, HANGS, "二.png")
    page.taking.take(view, view.group.place, [hangs])
    page.taking.take(other, other.group.place, [behind])
    qtbot.waitUntil(hung.is_set)
    click(other, "停下")
    assert not any("正在查看" in text for text in texts(other))
    click(view, "停下")
    assert session.case.attachments == ()


def test_of_several_files_the_bad_one_is_named_and_the_others_are_kept(
    qtbot: QtBot,
    session: Session,
    page: AttachmentsPage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    good, empty, other = files(tmp_path, "正.png", "空.jpg", "说明.docx")
    empty.write_bytes(b"")
    other.write_bytes(b"PK\x03\x04" + b"\0" * 50)
    chosen = [str(file) for file in (empty, good, other)], ""
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a: chosen)
    where = slot(page)
    click(where, "添加文件…")
    qtbot.waitUntil(lambda: bool(where.rows))
    assert [a.file_name for a in session.case.attachments] == ["正.png"]
    told = where.report.text.text()
    assert "已添加 1 个。有 2 个没有添加" in told
    assert "空.jpg" in told
    assert "0 字节" in told
    assert "说明.docx" in told
    seen = page.sheet.viewport().rect()
    qtbot.waitUntil(lambda: seen.contains(where.report.mapTo(page.sheet.viewport(), QPoint(0, 0))))
    click(where, "知道了")
    assert not where.report.isVisible()
