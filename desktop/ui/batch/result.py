"""Last page of a batch: what became of each person, why, and the way to whoever it concerns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.app.batch.run import Outcome
from desktop.app.deadlines.ledger import Cell
from desktop.app.findings.messages import NAMELESS
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.cell_table import CellTable, Column, Line
from desktop.ui.widgets.pieces import FlowLayout, Note, button, tell
from desktop.ui.widgets.theme import em, follow_size

COLUMNS = (
    Column("name", tr("姓名"), 10),
    Column("state", tr("结果"), 8),
    Column("said", tr("说明"), 20, wide=True),
)
_SHOWN = 12
"""So many sentences of one person's are shown."""


class ResultPage(QWidget):
    """The table, whoever failed first; ``opened(case_id)``: that person's case is wanted."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._outcomes: Mapping[str, Outcome] = {}
        self._names: Mapping[str, str] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.summary = words("", "h3")
        self.trouble = Note("caution")
        self.paper = Note()
        self.table = CellTable(tr("每个人做得怎样"), COLUMNS)
        self.table.setAccessibleDescription(tr("上下键换行，回车打开这个人的材料"))
        self.detail = words("", "plain")
        self.go = button(tr("打开这个人的材料"), lambda: self.opened.emit(self.table.here), "small")
        row = QWidget()
        flow = FlowLayout()
        row.setLayout(flow)
        flow.addWidget(self.go)
        for widget in (self.summary, self.trouble, self.paper, self.table, self.detail, row):
            self.column.addWidget(widget)
        self.table.went.connect(self._tell)
        self.table.opened.connect(self.opened)
        self.table.sort_by(1)
        follow_size(self, self._space)

    def show_people(
        self, people: Sequence[str], names: Mapping[str, str], outcomes: Mapping[str, Outcome]
    ) -> None:
        """Everybody it was for, in their order; whoever is not in ``outcomes`` was not reached."""
        self._outcomes, self._names = outcomes, names
        lines = [self._line(turn, one) for turn, one in enumerate(people)]
        self.table.show_lines(lines)
        self.table.go_to(self.table.told.lines[0].key if lines else "")
        self._tell(self.table.here)
        self._size_table()

    def _line(self, turn: int, case_id: str) -> Line:
        outcome = self._outcomes.get(case_id)
        name = (outcome.name if outcome else "") or self._names.get(case_id, "") or NAMELESS
        worth, state, said = _words(outcome)
        order = (0, f"{worth}{turn:06}")
        return Line(
            case_id,
            (
                Cell(name, (0, f"{turn:06}")),
                Cell(state, order, "care" if worth < 2 else "plain"),
                Cell(said, order),
            ),
        )

    def _tell(self, case_id: str) -> None:
        outcome = self._outcomes.get(case_id)
        self.go.setVisible(bool(case_id))
        told: list[str] = []
        if outcome is not None and outcome.error is not None:
            told = _told(outcome.error)
        elif outcome is not None and outcome.folder is not None:
            told = [tr("文件夹：{name}", name=outcome.folder.name)]
            open_ = [f"· {sentence}" for sentence in outcome.lacking[:_SHOWN]]
            more = len(outcome.lacking) - len(open_)
            told += [
                *open_,
                *([tr("……还有 {more} 项，见检查报告。", more=more)] if more > 0 else []),
            ]
        tell(self.detail, "\n".join(told))

    def _space(self) -> None:
        self.column.setSpacing(em(self, 0.6))
        self._size_table()

    def _size_table(self) -> None:
        """As many lines as there are people, and as leave room for what is around them."""
        room = self.window().height() - em(self, 26)
        wanted = em(self, 2.4) * (len(self.table.told.lines) + 1) + em(self, 0.5)
        self.table.setFixedHeight(max(min(wanted, room), em(self, 10)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The table takes part in a window that is made higher."""
        super().resizeEvent(event)
        self._size_table()


def _words(outcome: Outcome | None) -> tuple[int, str, str]:
    """How much it matters (0 most), the state in a word, and what is to be said."""
    if outcome is None:
        return 1, tr("还没有做"), tr("停下的时候还没有轮到。")
    if outcome.error is not None:
        return 0, tr("没有做成"), f"{outcome.error.happened}{outcome.error.todo}"
    there = tr("原来就有") if outcome.skipped else tr("做好了")
    if outcome.open:
        first = f"：{outcome.lacking[0]}" if outcome.lacking else tr("，见检查报告")
        return 2, there, tr("还缺 {open} 项{first}", open=outcome.open, first=first)
    return 3, there, tr("没有还缺的")


def _told(error: UserError) -> list[str]:
    return [error.happened, f"{error.safe}{error.todo}", *error.details[:_SHOWN]]
