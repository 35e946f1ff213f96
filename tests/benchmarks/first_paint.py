"""Runs in a process of its own: a window, up to its first paint, and then the end.

``python -m tests.benchmarks.first_paint ours|bare BEGAN``: the seconds since BEGAN (the clock's
``time.monotonic()`` when the process was started), the processor's, and the most bytes held go to
stdout once the first window has been painted whole. *bare* is a label and a button of PySide6's.
"""

from __future__ import annotations

import os
import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget


class FirstPaint(QObject):
    """Sees the first paint of a window, tells of it and ends the process."""

    def __init__(self, began: float) -> None:
        super().__init__()
        self._began = began
        self._seen = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The first paint of a window; what is due in the same round is painted with it."""
        painted = event.type() is QEvent.Type.Paint
        if painted and not self._seen and isinstance(watched, QWidget) and watched.isWindow():
            self._seen = True
            QTimer.singleShot(0, self, self._tell)
        return False

    def _tell(self) -> None:
        took = time.monotonic() - self._began, time.process_time()
        # Nothing of ours is loaded for the bare window's sake before this.
        from tests.benchmarks.measuring import memory_now

        sys.stdout.write(f"{took[0]} {took[1]} {memory_now('VmHWM')}\n")
        sys.stdout.flush()
        os._exit(0)  # what ending takes is no part of it


def main(side: str, began: float) -> int:
    """Start ours as a double-click does, or the bare window."""
    app = QApplication([])
    seen = FirstPaint(began)
    app.installEventFilter(seen)
    if side == "ours":
        sys.argv[1:] = []
        from desktop.__main__ import main as begin

        return begin()
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(QLabel("职称申报助手"))
    column.addWidget(QPushButton("开始"))
    window.show()
    return app.exec()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], float(sys.argv[2])))
