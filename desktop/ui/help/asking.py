"""How help is asked for: F1 anywhere, or 帮助 above; it opens at what one is looking at."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.app.help.manual import FIRST

TOPICS = {
    "applicants": "desk",
    "attachments": "attachments",
    "batch": "desk",
    "deadlines": "tracking",
    "handover": "handover",
    "masks": "masks",
    "notices": "notice",
    "platform": "platform",
    "preview": "finish",
    "publicity": "publicity",
    "review": "desk",
    "roster": "desk",
    "safety": "safety",
    "scans": "attachments",
    "summary": "summary",
    "templates": "templates",
    "tracking": "tracking",
    "unit": "desk",
}
"""A room of ``ui/`` and the topic of what is in it; a wizard page's topic is its own id."""


def topic_of(widget: QWidget | None) -> str:
    """The topic of what ``widget`` stands in: the nearest page or room around it counts."""
    while widget is not None:
        page = getattr(widget, "page_id", "")
        room = type(widget).__module__.removeprefix("desktop.ui.").partition(".")[0]
        if page or room in TOPICS:
            return page or TOPICS[room]
        widget = widget.parentWidget()
    return FIRST


def show_help(near: QWidget) -> None:
    """Bring the help forward, as a child of the window of ``near``: a dialog would block others."""
    # It lays out pages of text, which nobody has asked for when the program starts.
    from desktop.ui.help.window import HelpWindow  # noqa: PLC0415

    window = near.window()
    if isinstance(window, HelpWindow):
        return
    found = window.findChild(HelpWindow, options=Qt.FindChildOption.FindDirectChildrenOnly)
    (found or HelpWindow(window)).show_topic(topic_of(near))


class HelpKey(QObject):
    """F1, wherever the keyboard is."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take F1 before anything else does."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_F1
            and isinstance(watched, QWidget)
        ):
            show_help(watched)
            return True
        return False
