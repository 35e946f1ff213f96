"""时间和费用 on the last page: what the notice says, and how it stands at this moment."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.app.deadlines.timetable import Line, timetable
from desktop.app.session import Session
from desktop.language import tr
from desktop.ui.widgets.cards import Card, words
from desktop.ui.widgets.marks import LinkButton
from desktop.ui.widgets.pieces import tell
from desktop.ui.widgets.theme import em, follow_size

_ROLES = {"plain": "hint", "care": "care"}


class LineView(QFrame):
    """One line: title, what the notice says, how it stands, the clause."""

    source_asked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._line: Line | None = None
        self.column = QVBoxLayout(self)
        self.said = words("", "plain")
        self.now = words("", "hint")
        self.clause = LinkButton("", small=True)
        self.clause.clicked.connect(self._ask)
        for widget in (self.said, self.now, self.clause):
            self.column.addWidget(widget)
        follow_size(self, self._space)

    def _space(self) -> None:
        self.column.setContentsMargins(0, 0, 0, em(self, 0.3))
        self.column.setSpacing(em(self, 0.05))

    def show_line(self, line: Line) -> None:
        """Follow the case and the clock."""
        self._line = line
        self.said.setText(f"{line.title}：{line.said}")
        tell(self.now, line.now, _ROLES[line.mood])
        self.clause.setVisible(bool(line.clause))
        self.clause.set_text(tr("依据：通知 {clause}", clause=line.clause))
        self.clause.setAccessibleName(
            tr("{title}，看通知原文：{clause}", title=line.title, clause=line.clause)
        )

    def _ask(self) -> None:
        if self._line is not None:
            self.source_asked.emit(self._line.clause, self._line.quote)


class TimetableCard(Card):
    """All lines, in Beijing time."""

    source_asked = Signal(str, str)

    def __init__(self, session: Session) -> None:
        super().__init__(
            tr("时间和费用"), tr("按北京时间。通知没有写的，以受理部门的答复为准。"), spacing=0.4
        )
        self.session = session
        self.lines: list[LineView] = []

    def refresh(self) -> None:
        """Follow the case and the clock."""
        session = self.session
        found = timetable(session.case, session.notice, session.now())
        while len(self.lines) < len(found):
            view = LineView()
            view.source_asked.connect(self.source_asked)
            self.lines.append(view)
            self.add(view)
        for at, view in enumerate(self.lines):
            self._show(view, found[at] if at < len(found) else None)

    def _show(self, view: QWidget, line: Line | None) -> None:
        view.setVisible(line is not None)
        if line is not None and isinstance(view, LineView):
            view.show_line(line)
