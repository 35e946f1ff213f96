"""导入名单, second step: which row names the columns, and what each of them holds."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.app.roster import sheet as roster
from desktop.app.roster.sheet import FIELDS, IGNORED, Sheet, Table, column_name
from desktop.language import tr
from desktop.ui.forms.choices import Box
from desktop.ui.roster.table import RosterTable, item
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.pieces import tell
from desktop.ui.widgets.theme import em, follow_size

NOTHING = tr("不导入")
_EXAMPLES = 3
_ROWS = 12  # of the sheet, among which the header is looked for
_LONGEST = 60
_TITLES = (tr("列"), tr("表里的列名"), tr("第一行"), tr("第二行"), tr("第三行"), tr("当作"))
_WIDTHS = (3.2, 9, 9, 9, 9, 13)


class ColumnsPage(QWidget):
    """A line for each column with its first rows; ``changed`` when what one holds has."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        row = QHBoxLayout()
        label = words(tr("列名在第几行"), "label")
        label.setWordWrap(False)
        self.header = Box()
        self.header.setAccessibleName(tr("列名在第几行"))
        row.addWidget(label)
        row.addWidget(self.header, 1)
        self.column.addLayout(row)
        self.said = words("", "plain")
        self.column.addWidget(self.said)
        self.grid = RosterTable(_TITLES, _WIDTHS, tr("每一列和它的前三行"), least=2.7)
        self.column.addWidget(self.grid, 1)
        self.care = words("", "care")
        self.column.addWidget(self.care)
        self.boxes: dict[int, Box] = {}
        self.table: Table | None = None
        self._sheet: Sheet | None = None
        self._own: Mapping[str, str] = {}
        self.header.activated.connect(self._on_header)
        follow_size(self, self._space)

    def _space(self) -> None:
        side = em(self, 2.2)
        self.column.setContentsMargins(side, em(self, 1.2), side, em(self, 0.8))
        self.column.setSpacing(em(self, 0.6))
        self.header.wish = em(self, 30)
        self.header.updateGeometry()

    @property
    def holds(self) -> dict[int, str]:
        """What each column is taken to hold."""
        return {place: str(box.currentData()) for place, box in self.boxes.items()}

    @property
    def trouble(self) -> str:
        """Why one cannot go on; ``""`` where one can."""
        held = [key for key in self.holds.values() if key != IGNORED]
        if "name" not in held:
            return tr("请指出哪一列是姓名。")
        twice = next((key for key in held if held.count(key) > 1), "")
        if twice:
            return tr(
                "有两列都当作“{title}”，请把其中一列改成“{nothing}”。",
                title=FIELDS[twice].title,
                nothing=NOTHING,
            )
        return ""

    def show_sheet(self, sheet: Sheet, own: Mapping[str, str]) -> None:
        """Begin with ``sheet``; ``own`` is what was decided earlier for columns of a name."""
        self._sheet, self._own = sheet, own
        table = roster.table_of(sheet, own)
        self.header.clear()
        self.header.addItem(tr("没有列名"), 0)
        found = [row for row in sheet.rows if row.number == table.header]
        for row in (*sheet.rows[:_ROWS], *(r for r in found if r not in sheet.rows[:_ROWS])):
            said = "　".join(dict.fromkeys(cell.text.strip() for cell in row.cells.values()))
            self.header.addItem(
                tr("第 {number} 行：{said}", number=row.number, said=said[:_LONGEST]), row.number
            )
        self.header.setCurrentIndex(max(self.header.findData(table.header), 0))
        self._show(table)

    def take_focus(self) -> None:
        """The keyboard to the first column that nobody knows, else to the first."""
        unknown = [b for p, b in self.boxes.items() if not self._known(p)]
        for box in (*unknown, *self.boxes.values()):
            box.setFocus()
            return

    def _known(self, place: int) -> bool:
        columns = self.table.columns if self.table else ()
        return any(column.place == place and column.holds for column in columns)

    def _on_header(self, _place: int) -> None:
        if self._sheet is not None:
            row = int(self.header.currentData())
            self._show(roster.table_of(self._sheet, self._own, row))

    def _show(self, table: Table) -> None:
        self.table = table
        self.boxes = {}
        self.grid.clearContents()
        self.grid.setRowCount(len(table.columns))
        first = table.rows[:_EXAMPLES]
        for number, column in enumerate(table.columns):
            name = column_name(column.place) + (tr("（隐藏）") if column.hidden else "")
            cells = [row.text(column.place) for row in first]
            told = [name, column.title or tr("（没有列名）"), *cells]
            told += [""] * (2 + _EXAMPLES - len(told))
            for place, text in enumerate(told):
                self.grid.setItem(number, place, item(text))
            box = self._box(column.holds)
            box.setAccessibleName(tr("“{title}”当作", title=column.title or name))
            self.boxes[column.place] = box
            self.grid.setCellWidget(number, len(told), box)
        self.grid.fit_rows()
        before: QWidget = self.header
        for box in self.boxes.values():
            QWidget.setTabOrder(before, box)
            before = box
        self._on_choice()

    def _box(self, holds: str) -> Box:
        box = Box()
        box.addItem(NOTHING, IGNORED)
        for key, field in FIELDS.items():
            box.addItem(field.title, key)
        box.setCurrentIndex(max(box.findData(holds), 0))
        box.activated.connect(lambda _row: self._on_choice())
        return box

    def _on_choice(self) -> None:
        used = sum(key != IGNORED for key in self.holds.values())
        left = [
            column.title
            for column in (self.table.columns if self.table else ())
            if column.title and not column.holds and self.holds.get(column.place) == IGNORED
        ]
        told = tr("用 {used} 列。", used=used)
        if left:
            shown = "、".join(f"“{title}”" for title in left[:4]) + (
                tr("等") if len(left) > 4 else ""
            )
            told += tr("{shown}没有认出来，要导入请在右边选一下。", shown=shown)
        self.said.setText(told)
        tell(self.care, self.trouble)
        self.changed.emit()
