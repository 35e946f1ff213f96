"""关于和更新: which versions are here; a signed file is taken in by a click, a bad one told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop import __version__, paths
from desktop.app.notices import installed, updating
from desktop.storage.signed import Signed, sealed
from desktop.ui.about.dialog import AboutDialog
from desktop.ui.widgets.dialogs import Notice

KEY = Ed25519PrivateKey.generate()
KEYS = (KEY.public_key().public_bytes_raw(),)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZHICHENG_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def dialog(home: Path, qtbot: QtBot) -> AboutDialog:
    made = AboutDialog(take=lambda file: updating.take(file, KEYS))
    qtbot.addWidget(made)
    made.show()
    return made


def said(widget: QWidget) -> str:
    labels = widget.findChildren(QLabel)
    lines = (label.text() for label in labels if label.isVisibleTo(widget))
    return "\n".join(lines).replace("\u00a0", " ")


def press(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def an_update(folder: Path, version: int) -> Path:
    source = paths.resources() / "notices" / "LC22"
    text = (source / "pack.yaml").read_text("utf-8")
    files = {
        "notices/LC22/pack.yaml": re.sub(
            r"^version: \d+$", f"version: {version}", text, flags=re.MULTILINE
        ),
        "notices/LC22/notice.txt": (source / "notice.txt").read_text("utf-8"),
    }
    file = folder / "更新.zcup"
    file.write_bytes(sealed(Signed("更新", "2026-11-21", files), KEY))
    return file


def choosing(monkeypatch: pytest.MonkeyPatch, file: Path | None) -> None:
    chosen = (str(file) if file else "", "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_how: chosen)


def test_it_tells_the_versions_of_program_notices_and_calendars(dialog: AboutDialog) -> None:
    text = said(dialog)
    assert f"版本 {__version__}" in text
    for card in installed.cards():
        assert f"{card.short_title}：第 {card.version} 版" in text
    assert re.search(r"新疆维吾尔自治区：第 \d+ 版，到 20\d\d 年", text)
    assert "材料、附件和设置都保留" in text


def test_an_update_is_taken_in_and_seen(
    dialog: AboutDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = installed.notice("LC22")
    choosing(monkeypatch, an_update(tmp_path, now.version + 1))
    with qtbot.waitSignal(dialog.updated):
        press(dialog.choose_button)
    text = said(dialog)
    assert f"《{now.short_title}》（第 {now.version + 1} 版）：已更新" in text
    assert f"{now.short_title}：第 {now.version + 1} 版（后来添加）" in text
    press(dialog.choose_button)
    assert "本机已是这一版，没有变" in said(dialog)


def test_a_file_of_others_is_refused_with_its_reason(
    dialog: AboutDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = an_update(tmp_path, 99)
    file.write_bytes(file.read_bytes()[:-1] + b" ")
    choosing(monkeypatch, file)
    press(dialog.choose_button)
    refused = dialog.findChild(Notice)
    assert refused is not None
    assert "签名不对" in said(refused)
    assert installed.notice("LC22").version < 99
    refused.close()


def test_thinking_better_of_it_changes_nothing(
    dialog: AboutDialog, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choosing(monkeypatch, None)
    press(dialog.choose_button)
    assert not dialog.note.isVisible()
    assert not home.exists()


def test_the_list_of_others_work_can_be_read(dialog: AboutDialog) -> None:
    press(dialog.list_button)
    shown = dialog.findChild(QPlainTextEdit)
    assert shown is not None
    assert "LGPL-3.0" in shown.toPlainText()
    assert "fang.ttf" in shown.toPlainText()
