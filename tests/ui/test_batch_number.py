"""批量生成 asks how the ID number is shown before anything for the wall is made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from PySide6.QtWidgets import QCheckBox, QRadioButton
from pytestqt.qtbot import QtBot

from desktop.app.batch import wishes
from desktop.app.batch.wishes import Wishes
from desktop.app.library import Desk
from desktop.app.notices.installed import notice
from desktop.ui.batch.dialog import BatchDialog
from tests.app.batching import the_sample
from tests.storage.keeping import KEYS
from tests.ui import batching
from tests.ui.batching import made
from tests.ui.hands import Clock, click, find, show, texts

workers = batching.workers
ASKED = "请先选《公示》上的身份证号怎样印。"


@pytest.fixture
def desk(tmp_path: Path, workers: batching.Workers) -> Iterator[Desk]:
    opened = Desk.open(tmp_path / "library", notice, Clock(the_sample().as_of), KEYS)
    opened.library.create(the_sample().brought.case)
    yield opened
    opened.close()


def test_it_is_asked_once_and_done_as_chosen(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    wishes.save(desk, Wishes(parts=frozenset({"documents"}), folder=str(folder)))
    case = the_sample().brought.case
    dialog = BatchDialog(desk, (case.case_id,))
    show(qtbot, dialog, (980, 700))
    assert ASKED in texts(dialog)
    assert not dialog.go.isEnabled()
    click(dialog, "文书")
    click(dialog, "检查报告")
    assert not dialog.wish.number.isVisible()
    assert dialog.go.isEnabled()
    click(dialog, "文书")
    click(dialog, "隐去中间八位（出生日期）", QRadioButton)
    assert ASKED not in texts(dialog)
    made(qtbot, dialog)
    (sheet,) = folder.glob("*/文书/*-公示.pdf")
    said = "".join(page.extract_text() for page in pypdf.PdfReader(sheet).pages)
    assert "********" in said
    assert case.person.id_no not in said
    again = BatchDialog(desk, (case.case_id,))
    show(qtbot, again, (980, 700))
    assert find(again, QRadioButton, "隐去中间八位（出生日期）").isChecked()
    assert find(again, QCheckBox, "文书").isChecked()
