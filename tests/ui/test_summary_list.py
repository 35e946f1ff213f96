"""导出汇总表 at the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.app.library import Desk, new_case
from desktop.app.notices.installed import notice
from desktop.app.roster import summary_list
from desktop.domain import change as changes
from desktop.ui.roster.summary_export import export_summary
from tests.rosters.messy import active, good
from tests.storage.keeping import KEYS
from tests.ui.hands import Clock, show


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = Desk.open(tmp_path / "library", notice, Clock(), KEYS)
    yield opened
    opened.close()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    show(qtbot, made, (1366, 768))
    return made


@pytest.fixture
def summary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the person says the list is to lie."""
    out = tmp_path / summary_list.FILE
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_how: (str(out), ""))
    return out


@pytest.mark.parametrize("people", [2, 70])
def test_the_summary_list_is_written_where_one_says(
    qtbot: QtBot, desk: Desk, window: QWidget, summary_file: Path, people: int
) -> None:
    for number in range(people):
        case = new_case(notice("BM24"))
        case = changes.put(case, "person.name", good(number)[1])
        desk.add(changes.put(case, "person.id_no", good(number)[2]), lambda _sha256: b"")
    export = export_summary(desk, desk.rows(), window)
    assert export is not None
    told: list[str] = []

    def there() -> bool:
        shown = [w for w in QApplication.topLevelWidgets() if w.windowTitle() == "汇总表已导出"]
        told[:] = [w.accessibleDescription() for w in shown if w.isVisible()]
        return bool(told)

    qtbot.waitUntil(there, timeout=20_000)
    assert f"{people} 人" in told[0]
    assert "不要张贴" in told[0]
    page = active(load_workbook(summary_file))
    assert page.cell(3 + people, 1).value == str(people)
    for shown in QApplication.topLevelWidgets():
        if shown.windowTitle() == "汇总表已导出":
            shown.close()


def test_who_does_not_say_where_gets_no_list(
    qtbot: QtBot, desk: Desk, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_how: ("", ""))
    assert export_summary(desk, desk.rows(), window) is None
