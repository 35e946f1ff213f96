"""What happens without the keyboard going there is said by the system's screen reader."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def say_aloud(of: QWidget, sentence: str, *, at_once: bool = False) -> None:
    """Have ``sentence`` read out, which ``of`` shows; ``at_once``: before whatever is being read.

    Nothing happens where nobody listens, where there is nothing to say, or ``of`` is not seen.
    """
    if not sentence or not QAccessible.isActive() or not of.isVisible():
        return
    event = QAccessibleAnnouncementEvent(of, sentence)
    if at_once:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
