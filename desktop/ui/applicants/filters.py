"""What is looked for in the table of applicants: typed, ticked, chosen, or a view kept by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QPushButton, QWidget

from desktop.app.applicants.rows import Column
from desktop.app.applicants.standing import Status
from desktop.app.applicants.table import Row, View
from desktop.language import tr
from desktop.ui.forms.editors import Line
from desktop.ui.widgets.menus import MenuButton, escaped
from desktop.ui.widgets.pieces import FlowLayout, PushButton
from desktop.ui.widgets.theme import em, follow_size, repolish

LOWEST = 30
"""Characters of height below which the choices are folded away where they need a line more."""

LARGEST_FIRST = frozenset({"fix", "missing", "changed_at"})
"""Columns of which one wants to see the largest first."""

START = View(sort="fix", descending=True)
"""Everybody, whoever has most to put right first."""


@dataclass(frozen=True, slots=True)
class Pick:
    """One thing to choose by: its field of the view, and what rows say of it."""

    name: str
    title: str
    value: Callable[[Row], str]
    word: Callable[[Row], str]


PICKS = (
    Pick("notices", tr("通知"), lambda row: row.notice_id, lambda row: row.notice),
    Pick("levels", tr("级别"), lambda row: row.level, lambda row: row.level or tr("没有填级别")),
    Pick(
        "departments",
        tr("部门"),
        lambda row: row.department,
        lambda row: row.department or tr("没有填部门"),
    ),
    Pick("statuses", tr("状态"), lambda row: row.status, lambda row: row.status),
)
_STATUSES = tuple(Status)


class PickButton(MenuButton):
    """Some of the values of one column; none chosen means all."""

    chosen = Signal()

    def __init__(self, pick: Pick) -> None:
        super().__init__(pick.title, self._list, tr("只看一部分{title}", title=pick.title))
        self.pick = pick
        self.values: tuple[str, ...] = ()
        self._words: dict[str, str] = {}
        self._counts: Counter[str] = Counter()

    def offer(self, rows: Sequence[Row]) -> None:
        """The values there are, and how often."""
        self._counts = Counter(self.pick.value(row) for row in rows)
        self._words = {self.pick.value(row): self.pick.word(row) for row in rows}
        self._say()

    def choose(self, values: tuple[str, ...]) -> None:
        """Choose these."""
        self.values = values
        self._say()

    def _list(self, menu: QMenu) -> None:
        every = menu.addAction(tr("全部{title}", title=self.pick.title), lambda: self._pick(()))
        every.setEnabled(bool(self.values))
        menu.addSeparator()
        for value in self._order():
            said = f"{self._words.get(value, value)}（{self._counts[value]}）"
            act = menu.addAction(escaped(said))
            act.setCheckable(True)
            act.setChecked(value in self.values)
            act.toggled.connect(lambda on, value=value: self._toggle(value, on=on))

    def _order(self) -> list[str]:
        known = {*self._counts, *self.values}
        if self.pick.name == "statuses":
            return [status for status in _STATUSES if status in known]
        return sorted(known, key=lambda value: (-self._counts[value], value))

    def _toggle(self, value: str, *, on: bool) -> None:
        others = tuple(v for v in self.values if v != value)
        self._pick((*others, value) if on else others)

    def _pick(self, values: tuple[str, ...]) -> None:
        self.choose(values)
        self.chosen.emit()

    def _say(self) -> None:
        title = self.pick.title
        if len(self.values) == 1:
            title = f"{title}：{self._words.get(self.values[0], self.values[0])}"
        elif self.values:
            title = tr("{title}：{count} 项", title=title, count=len(self.values))
        shown = self.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, em(self, 9))
        self.setText(escaped(shown))
        self.setAccessibleName(title if self.values else tr("{title}，全部", title=title))
        on = "true" if self.values else "false"
        if self.property("on") != on:
            self.setProperty("on", on)
            repolish(self)


class Filters(QWidget):
    """One line of search and choices; ``changed`` whenever :attr:`view` is another."""

    changed = Signal()
    down = Signal()

    def __init__(self, beside: Sequence[QPushButton]) -> None:
        super().__init__()
        self._order = (START.sort, START.descending)
        self.search = Line()
        self.search.setPlaceholderText(tr("按姓名、拼音首字母、部门查找（Ctrl+F）"))
        self.search.setAccessibleName(tr("查找申报人员"))
        self.search.setAccessibleDescription(tr("输入姓名、拼音首字母、部门、单位或身份证号后四位"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self.changed.emit())
        self.search.installEventFilter(self)
        self.fix = self._toggle(tr("只看需修改"), tr("只看还有要修改的地方的人"))
        self.missing = self._toggle(tr("缺附件"), tr("只看还缺附件的人"))
        self.picks = [PickButton(pick) for pick in PICKS]
        for pick in self.picks:
            pick.chosen.connect(self.changed)
        self._flow = QWidget()
        flow = FlowLayout()
        self._flow.setLayout(flow)
        for made in (self.fix, self.missing, *self.picks, *beside):
            flow.addWidget(made)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.fold = PushButton(tr("筛选"))
        self.fold.setCheckable(True)
        self.fold.setAutoDefault(False)
        self.fold.toggled.connect(lambda _on: self._arrange())
        first = QHBoxLayout()
        first.addWidget(self.search, 1)
        first.addWidget(self.fold)
        self._box.addLayout(first, 1)
        self._box.addWidget(self._flow)
        self.changed.connect(self._arrange)
        follow_size(self, self._space)

    def _toggle(self, text: str, told: str) -> QPushButton:
        made = PushButton(text)
        made.setCheckable(True)
        made.setAutoDefault(False)
        made.setToolTip(told)
        made.toggled.connect(lambda _on: self.changed.emit())
        return made

    # ------------------------------------------------------------------ the view

    @property
    def view(self) -> View:
        """What is looked for, and in what order."""
        sort, descending = self._order
        notices, levels, departments, statuses = (pick.values for pick in self.picks)
        return View(
            text=self.search.text(),
            notices=notices,
            levels=levels,
            departments=departments,
            statuses=statuses,
            only_to_fix=self.fix.isChecked(),
            only_missing=self.missing.isChecked(),
            sort=sort,
            descending=descending,
        )

    def use(self, view: View) -> None:
        """Look for that instead; told once."""
        self.blockSignals(True)
        self._order = (view.sort, view.descending)
        self.search.setText(view.text)
        self.fix.setChecked(view.only_to_fix)
        self.missing.setChecked(view.only_missing)
        for pick in self.picks:
            pick.choose(getattr(view, pick.pick.name))
        self.blockSignals(False)
        self.changed.emit()

    def clear(self) -> None:
        """Everybody, in the order there is."""
        sort, descending = self._order
        self.use(View(sort=sort, descending=descending))

    @property
    def is_open(self) -> bool:
        """Whether nobody is left out."""
        sort, descending = self._order
        return self.view == View(sort=sort, descending=descending)

    def sort_by(self, key: Column) -> None:
        """Sort by a column; by the same again the other way round."""
        by, descending = self._order
        self._order = (key, not descending if key == by else key in LARGEST_FIRST)
        self.changed.emit()

    def offer(self, rows: Sequence[Row]) -> None:
        """The values there are to choose from."""
        for pick in self.picks:
            pick.offer(rows)

    def begin_search(self, letters: str = "") -> None:
        """The keyboard into the search; ``letters`` typed elsewhere go on there."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if letters:
            self.search.insert(letters)
        else:
            self.search.selectAll()

    # ------------------------------------------------------------------ keys and room

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search down into the table; Esc empties it first, then goes there, too."""
        if watched is self.search and isinstance(event, QKeyEvent) and not self.search.composing:
            if event.type() == QEvent.Type.KeyPress and event.key() in (
                Qt.Key.Key_Down,
                Qt.Key.Key_Return,
                Qt.Key.Key_Enter,
            ):
                self.down.emit()
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
                if self.search.text():
                    self.search.clear()
                else:
                    self.down.emit()
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for both, the search stands above."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        room = self.width() - self._flow.sizeHint().width() - self._box.spacing()
        narrow = room < em(self, 12)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if way != self._box.direction():
            self._box.setDirection(way)
        folds = narrow and self.window().height() < em(self, LOWEST)
        self.fold.setVisible(folds)
        self._flow.setVisible(not folds or self.fold.isChecked())

    def _space(self) -> None:
        self._box.setSpacing(em(self, 0.5))
        self._arrange()
