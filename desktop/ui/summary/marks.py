"""Places of a text pointed out by colour and line; drawn over the text, never part of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from desktop.ui.widgets.theme import Tokens

Look = Literal["bad", "care", "advice"]
"""Forbidden, doubtful, or only a matter of wording."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters ``start``–``end`` of the text, to be pointed out as ``look`` says."""

    start: int
    end: int
    look: Look


def units(text: str) -> int:
    """How many places ``text`` takes in Qt: characters such as 𬭎 take two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cursor_over(document: QTextDocument, text: str, start: int, end: int) -> QTextCursor:
    """A cursor that has the characters ``start``–``end`` of ``text`` selected."""
    cursor = QTextCursor(document)
    cursor.setPosition(units(text[:start]))
    cursor.setPosition(units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
    return cursor


def selections(
    document: QTextDocument, text: str, marks: Iterable[Mark], look: Tokens
) -> list[QTextEdit.ExtraSelection]:
    """What an editor shows for ``marks`` in ``text``, in the colours of ``look``."""
    formats = {kind: _format(kind, look) for kind in ("bad", "care", "advice")}
    made = []
    for mark in marks:
        selection = QTextEdit.ExtraSelection()
        selection.format = formats[mark.look]  # type: ignore[attr-defined]
        selection.cursor = cursor_over(document, text, mark.start, mark.end)  # type: ignore[attr-defined]
        made.append(selection)
    return made


def _format(kind: str, look: Tokens) -> QTextCharFormat:
    made = QTextCharFormat()
    style = QTextCharFormat.UnderlineStyle
    if kind == "advice":
        made.setUnderlineStyle(style.DotLine)
        made.setUnderlineColor(look.color("mute"))
        return made
    made.setUnderlineStyle(style.SingleUnderline)
    made.setUnderlineColor(look.color(kind))
    made.setBackground(look.color(f"{kind}_ground"))
    return made
