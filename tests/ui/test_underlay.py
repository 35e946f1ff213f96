"""衬纸: offered beside the documents that are copied by hand, looked at like any other."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.ui.preview.dialog import PreviewDialog
from desktop.ui.publicity.page import PublicityPage
from tests.ui.hands import click, open_session, show, texts

from .test_publicity import READY


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> PublicityPage:
    session = open_session(tmp_path, READY)
    made = PublicityPage(session)
    session.observe(made.refresh)
    show(qtbot, made, (820, 640))
    return made


def test_only_what_has_a_blank_sheet_has_one(page: PublicityPage) -> None:
    offered = {
        kind
        for kind, view in page.papers.views.items()
        if any(
            one.text() == "看衬纸" and not one.isHidden() for one in view.findChildren(QPushButton)
        )
    }
    assert offered == {"pledge"}


def test_it_is_shown_with_what_to_do_with_it(qtbot: QtBot, page: PublicityPage) -> None:
    click(page.papers.views["pledge"], "看衬纸")
    qtbot.waitUntil(lambda: bool(page.papers.findChildren(PreviewDialog)), timeout=30_000)
    dialog = page.papers.findChildren(PreviewDialog)[0]
    qtbot.waitUntil(lambda: not dialog.view.sheet.image.isNull())
    said = texts(dialog)
    assert any("衬纸" in text for text in (dialog.windowTitle(), *said))
    assert any("单面打印一份" in text for text in said)
    assert not any(text.startswith("保存 Word") for text in said)
    dialog.close()
