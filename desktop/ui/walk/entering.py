"""The beginning of the walk: the first start, with a made-up passphrase, and its pictures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from desktop.language import tr
from desktop.ui.entrance import Entrance
from desktop.ui.safety.door_pages import FirstStart
from desktop.ui.safety.door_window import DoorWindow
from desktop.ui.safety.recovery import RecoveryPage
from desktop.ui.walk import hands
from desktop.ui.walk.hands import Stuck
from desktop.ui.widgets.appearance import Appearance
from desktop.ui.widgets.dialogs import Notice
from desktop.ui.window import Window

PASSPHRASE = "a made-up sentence"
LOOKS = (("light", 100), ("light", 150), ("dark", 100))


def picture(
    window: QWidget, look: Appearance, file: Path, prepare: Callable[[], None] = lambda: None
) -> None:
    """``window`` as it is now: light, light at 150 %, dark; each ``file`` with the look's name."""
    for theme, scale in LOOKS:
        look.choose(theme, scale)
        hands.settle()
        prepare()
        keep(window, file, theme, scale)
    look.choose(*LOOKS[0])
    hands.settle()


def keep(window: QWidget, file: Path, theme: str, scale: int) -> None:
    """``window`` as it is now, under ``file`` with the name of the look it has."""
    suffix = theme if scale == 100 else f"{theme}-{scale}"
    window.grab().save(f"{file}-{suffix}.png")


def walk_in(entrance: Entrance, look: Appearance, out: Path, size: tuple[int, int]) -> Window:
    """Begin the vault as a person would; the window that opens then."""
    entrance.begin()
    hands.wait_for(lambda: _first(entrance) is not None, tr("第一次使用的一页没有出现"))
    outside, page = _outside(entrance), _first(entrance)
    if page is None:
        raise Stuck(tr("第一次使用的一页没有出现"))
    outside.showNormal()
    outside.resize(*size)
    outside.activateWindow()
    hands.settle()
    picture(outside, look, out / "00-first-start")
    for field in (page.typed.first, page.typed.again):
        field.line.setFocus()
        hands.write(field.line, PASSPHRASE)
    hands.click(page.start)
    hands.wait_for(lambda: isinstance(outside.page, RecoveryPage), tr("恢复码没有显示出来"))
    picture(outside, look, out / "01-recovery", lambda: None)
    if not isinstance(outside.page, RecoveryPage):
        raise Stuck(tr("恢复码没有显示出来"))
    QTimer.singleShot(50, outside, lambda: _answer(tr("抄好了，继续")))
    hands.click(outside.page.go_on)
    hands.wait_for(lambda: entrance.window is not None, tr("窗口没有打开"))
    window = entrance.window
    if window is None:
        raise Stuck(tr("窗口没有打开"))
    window.showNormal()
    window.resize(*size)
    window.activateWindow()
    hands.settle()
    return window


def _outside(entrance: Entrance) -> DoorWindow:
    if entrance.outside is None:
        raise Stuck(tr("第一次使用的一页没有出现"))
    return entrance.outside


def _first(entrance: Entrance) -> FirstStart | None:
    page = entrance.outside.page if entrance.outside is not None else None
    return page if isinstance(page, FirstStart) else None


def _answer(words: str) -> None:
    """Press ``words`` in the question that is open."""
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, Notice) and dialog.isVisible():
            hands.click(next(b for b in dialog.findChildren(QPushButton) if b.text() == words))
            return
    raise Stuck(words)
