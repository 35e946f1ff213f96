"""What a screen reader is told of a window, and what it would have to guess."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractScrollArea, QComboBox, QLabel, QWidget

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_NOTHING = {
    QAccessible.Role.NoRole,
    QAccessible.Role.Client,
    QAccessible.Role.Grouping,
    QAccessible.Role.Window,
}
"""Roles by which nobody learns what can be done with a thing."""


def interface(widget: QWidget) -> QAccessibleInterface:
    """How ``widget`` stands in the tree that a screen reader walks."""
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None, widget
    return found


def name(widget: QWidget) -> str:
    """What ``widget`` is called: by the label that says it is its own, else by itself."""
    mine = interface(widget)
    labels = [
        one.text(QAccessible.Text.Name)
        for one, how in mine.relations()
        if how & QAccessible.RelationFlag.Label
    ]
    if labels or isinstance(widget, QComboBox):
        return "".join(labels)  # the own name of a drop-down is what is chosen in it
    return mine.text(QAccessible.Text.Name)


def said(widget: QWidget) -> str:
    """Name and description, as they are read out one after the other."""
    described = interface(widget).text(QAccessible.Text.Description)
    return "，".join(part for part in (name(widget), described) if part)


def stops(window: QWidget) -> Iterator[QWidget]:
    """What can take the keyboard in ``window`` as it is seen now, but for text to be copied."""
    for widget in (window, *window.findChildren(QWidget)):
        here = widget.isVisible() and widget.isEnabled() and widget.window() is window
        takes = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None
        inside = isinstance(widget.parentWidget(), QComboBox)
        if here and takes and not inside and not isinstance(widget, QLabel):
            yield widget


def untold(window: QWidget) -> list[str]:
    """What one would not know of who only hears: things without a name, or without a kind."""
    faults: list[str] = []
    for widget in stops(window):
        called, kind = name(widget), type(widget).__name__
        if not _CHINESE.search(called):
            faults.append(f"{kind} in {type(window).__name__}: no name, but “{called}”")
        elif interface(widget).role() in _NOTHING and not isinstance(widget, QAbstractScrollArea):
            faults.append(f"{kind} “{called}”: no role")
    return faults
