"""Slow work: off the GUI thread, delivered on it, and silent once called off."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.errors import UserError
from desktop.ui.widgets.worker import Task, Worker


@pytest.fixture
def worker(qtbot: QtBot) -> Worker:
    return Worker()


def test_the_job_runs_elsewhere_and_its_result_arrives_here(qtbot: QtBot, worker: Worker) -> None:
    got: list[tuple[int, int]] = []
    worker.start(
        lambda _task: threading.get_ident(),
        lambda ident: got.append((ident, threading.get_ident())),
    )
    qtbot.waitUntil(lambda: bool(got))
    ran, delivered = got[0]
    assert ran != threading.get_ident()
    assert delivered == threading.get_ident()


def test_progress_comes_in_order_and_before_the_result(qtbot: QtBot, worker: Worker) -> None:
    heard: list[object] = []

    def job(task: Task[str]) -> str:
        for i in range(3):
            task.report(i, 3, f"第 {i} 份")
        return "完"

    worker.start(
        job, heard.append, progressed=lambda done, total, what: heard.append((done, total, what))
    )
    qtbot.waitUntil(lambda: "完" in heard)
    assert heard == [(0, 3, "第 0 份"), (1, 3, "第 1 份"), (2, 3, "第 2 份"), "完"]


def test_the_worlds_fault_goes_to_failed(qtbot: QtBot, worker: Worker) -> None:
    def job(_task: Task[None]) -> None:
        raise UserError("磁盘满了。", safe="材料没有变。", todo="请换一个文件夹。")

    failures: list[UserError] = []
    worker.start(job, lambda _none: None, failed=failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert failures[0].happened == "磁盘满了。"


def test_our_own_bug_is_raised_on_the_gui_thread(qtbot: QtBot, worker: Worker) -> None:
    with qtbot.captureExceptions() as caught:
        worker.start(lambda _task: 1 // 0, lambda _none: None)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_nothing_arrives_from_a_job_that_was_called_off(qtbot: QtBot, worker: Worker) -> None:
    entered, go_on = threading.Event(), threading.Event()
    arrived: list[str] = []

    def slow(task: Task[str]) -> str:
        entered.set()
        assert go_on.wait(10)
        task.checkpoint()
        return "too late"

    task = worker.start(slow, arrived.append)
    assert entered.wait(10)
    task.cancel()
    go_on.set()
    worker.start(lambda _task: "next", arrived.append)
    qtbot.waitUntil(lambda: bool(arrived))
    assert arrived == ["next"]


def test_closing_waits_for_the_running_job_and_drops_the_rest(worker: Worker) -> None:
    entered = threading.Event()
    ran: list[str] = []

    def until_called_off(task: Task[None]) -> None:
        entered.set()
        while True:
            task.checkpoint()

    worker.start(until_called_off, lambda _none: None)
    worker.start(lambda _task: ran.append("second"), lambda _none: None)
    assert entered.wait(10)
    worker.close()
    assert ran == []


def test_a_window_that_goes_first_is_not_told(qtbot: QtBot) -> None:
    parent = QObject()
    worker = Worker(parent)
    entered, go_on, over = threading.Event(), threading.Event(), threading.Event()

    def slow(_task: Task[str]) -> str:
        entered.set()
        assert go_on.wait(10)
        over.set()
        return "to nobody"

    arrived: list[str] = []
    worker.start(slow, arrived.append)
    assert entered.wait(10)
    del worker
    parent.deleteLater()
    with qtbot.waitSignal(parent.destroyed):
        pass
    go_on.set()
    assert over.wait(10)
    assert arrived == []
