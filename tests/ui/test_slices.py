"""Work in slices: in order, all of it, none of it after a stop, and the window is heard between."""

from __future__ import annotations

import time
from functools import partial

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from desktop.ui.widgets.slices import SLICE, Slices


def test_everything_is_done_in_order_and_told(qtbot: QtBot) -> None:
    owner = QObject()
    done: list[int] = []
    told: list[int] = []
    slices = Slices(owner)
    slices.went.connect(told.append)
    with qtbot.waitSignal(slices.ended):
        slices.start([partial(done.append, n) for n in range(50)])
        assert slices.busy
        assert not done
    assert done == list(range(50))
    assert told[-1] == 50
    assert not slices.busy


def test_between_slices_the_window_is_heard(qtbot: QtBot) -> None:
    owner = QObject()
    done: list[int] = []
    seen: list[int] = []

    def piece() -> None:
        time.sleep(SLICE)
        done.append(1)

    slices = Slices(owner)
    timer = QTimer(owner, interval=0)
    timer.timeout.connect(lambda: seen.append(len(done)))
    timer.start()
    with qtbot.waitSignal(slices.ended):
        slices.start([piece] * 5)
    timer.stop()
    assert {1, 2, 3, 4} <= set(seen)


def test_after_a_stop_nothing_more_is_done_nor_told(qtbot: QtBot) -> None:
    owner = QObject()
    done: list[int] = []
    ended: list[int] = []
    slices = Slices(owner)

    def piece() -> None:
        done.append(1)
        time.sleep(SLICE)

    slices.ended.connect(lambda: ended.append(1))
    with qtbot.waitSignal(slices.went):
        slices.start([piece] * 5)
    slices.stop()
    qtbot.wait(30)
    assert (done, ended) == ([1], [])


def test_an_empty_list_ends_at_once(qtbot: QtBot) -> None:
    slices = Slices(owner := QObject())
    with qtbot.waitSignal(slices.ended):
        slices.start([])
    assert owner is slices.parent()
