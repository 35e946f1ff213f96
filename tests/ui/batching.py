"""The window of a batch for tests: a desk, workers that can be held, what is to be read."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFileDialog,
)
from pytestqt.qtbot import QtBot

from desktop.app.batch import crew as batch_crew
from desktop.app.batch import work as batch_work
from desktop.app.batch.crew import Crew
from desktop.app.batch.ledger import NAME
from desktop.app.batch.work import Job, Result
from desktop.app.library import Desk
from desktop.ui.batch.dialog import BatchDialog
from desktop.ui.widgets.dialogs import Notice
from tests.app.batching import Made, here, short_notice, the_sample, under
from tests.storage.keeping import KEYS
from tests.ui.hands import Clock, click, find, show, texts

PEOPLE = ("0", "1", "2")


class Workers:
    """Those of the batch: so many people are done at once, the others once they are let go."""

    def __init__(self) -> None:
        self.at_once = 100
        self.let_go = threading.Event()

    def work(self, job: Job) -> Result:
        self.at_once -= 1
        if self.at_once < 0:
            self.let_go.wait(60)
        return batch_work.work(job)


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Workers]:
    made = Workers()

    def crew(_workers: int | None = None) -> Crew:
        return under(here(), made.work)

    monkeypatch.setattr(batch_crew, "processes", crew)
    yield made
    made.let_go.set()


@pytest.fixture
def desk(tmp_path: Path, workers: Workers) -> Iterator[Desk]:
    """Three people's cases under a notice with one document."""
    clock = Clock(the_sample().as_of)
    opened = Desk.open(tmp_path / "library", lambda *_of: short_notice(), clock, KEYS)
    cases, files = Made(), the_sample().brought
    for case_id in PEOPLE:
        cases.changed[case_id] = {"id_no": ""}  # or they would be one person's cases
        case = cases.case(case_id)
        for attachment in case.attachments:
            assert attachment.sha256
            opened.library.put_file(files.file_of(attachment.sha256))
        opened.library.create(case)
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the clerk has it put."""
    chosen = tmp_path / "批量生成"
    chosen.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: str(chosen))
    return chosen


Opened = Callable[..., BatchDialog]


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk, folder: Path) -> Opened:
    """The dialog at a folder, with only these parts wanted."""

    def make(*parts: str, people: tuple[str, ...] = PEOPLE) -> BatchDialog:
        made = BatchDialog(desk, people)
        # Nobody is there to be asked whether it should stop.
        qtbot.addWidget(made, before_close_func=lambda _dialog: made.done(0))
        show(qtbot, made, (980, 700))
        click(made, "换一个文件夹…")
        for part in ("文书", "检查报告", "材料包"):
            box = find(made, QCheckBox, part)
            if box.isChecked() != (part in parts):
                click(made, part)
        return made

    return make


def at_rest(qtbot: QtBot, dialog: BatchDialog) -> None:
    qtbot.waitUntil(lambda: not dialog.busy, timeout=60_000)
    QApplication.processEvents()


def sees(qtbot: QtBot, dialog: BatchDialog, told: Callable[[str], bool]) -> None:
    """Until it is to be read; the first documents wait for the fonts."""
    qtbot.waitUntil(lambda: any(map(told, texts(dialog))), timeout=60_000)


def begun(dialog: BatchDialog) -> None:
    click(dialog, f"开始（{len(dialog._people)} 人）")


def made(qtbot: QtBot, dialog: BatchDialog) -> None:
    begun(dialog)
    at_rest(qtbot, dialog)


def lines(dialog: BatchDialog) -> list[tuple[str, ...]]:
    table = dialog.results.table
    assert table.isVisible()
    return [tuple(cell.text for cell in line.cells) for line in table.told.lines]


def hidden(folder: Path) -> list[str]:
    """What a batch must not leave, anywhere below."""
    return [p.name for p in folder.rglob(".*") if p.name != NAME]


def people_in(folder: Path) -> list[str]:
    """Whose folders are there, and nothing else but the ledger."""
    return sorted(p.name for p in folder.iterdir() if p.name != NAME)


def answering(word: str) -> None:
    """Press that answer once the question is asked."""

    def press() -> None:
        asked = QApplication.activeModalWidget()
        if isinstance(asked, Notice):
            click(asked, word)
        else:
            QTimer.singleShot(20, press)

    QTimer.singleShot(20, press)
