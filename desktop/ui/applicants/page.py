"""申报人员一览: every case of the library in one table, and what the unit does with them."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.app.applicants.table import Applicants, Row, View, shown, summary
from desktop.app.deadlines.dates import next_line
from desktop.app.library import Desk
from desktop.domain.change import Json
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.applicants.bar import Act, Acts, PickedBar
from desktop.ui.applicants.columns import named
from desktop.ui.applicants.filters import START, Filters
from desktop.ui.applicants.head import layout_of
from desktop.ui.applicants.judging import Judging
from desktop.ui.applicants.model import ApplicantsModel
from desktop.ui.applicants.table import ApplicantsTable
from desktop.ui.applicants.told import NO_OFFERS, Nobody, Offers, Told
from desktop.ui.applicants.views import ViewsButton
from desktop.ui.widgets.bars import TopBar
from desktop.ui.widgets.cards import stops, words
from desktop.ui.widgets.dialogs import show_error
from desktop.ui.widgets.drops import Drops
from desktop.ui.widgets.menus import MenuButton, StayMenu, escaped
from desktop.ui.widgets.pieces import button, tell
from desktop.ui.widgets.theme import em, follow_size
from desktop.ui.widgets.ways import Ways

KEPT = "applicants"
"""Where in the library's memory it is written how the table was left."""

LOW = 38
"""Characters of height below which the page does without its heading."""

KEEP_MS = 1500
"""How long nothing more is changed before that is written, in milliseconds."""


class ApplicantsPage(QWidget):
    """The table with its search, and the line below for whoever is ticked.

    ``left`` back to the first screen; ``opened(row)`` to a case; ``dropped(paths)`` on the page.
    """

    left = Signal()
    opened = Signal(object)
    dropped = Signal(list)

    def __init__(self, desk: Desk, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("page")
        self.drops = Drops(self)
        self.drops.dropped.connect(self.dropped)
        self._desk = desk
        self._acts = acts
        self._applicants = Applicants(desk)
        self.people: dict[str, Row] = {}
        self.top = TopBar()
        self.top.home_button.setText(tr("← 首页"))
        self.top.home_button.setToolTip(tr("回到个人填报的首页"))
        self.top.title.set_full(tr("单位人事工作台"))
        self.model = ApplicantsModel(desk.now, self)
        self.table = ApplicantsTable(self.model)
        self.judging = Judging(lambda: self.table.seen, self)
        self.line = words("", "label")
        self.under_way = QLabel()
        self.under_way.setProperty("role", "hint")
        self.again = button(tr("结果有变化，重新排列"), self._arrange_again, "link")
        self._quiet = ""
        self.quiet = words("", "hint")
        self.quiet.hide()
        self.note = Told()
        columns = MenuButton(tr("列"), self._list_columns, tr("显示哪些列、按哪一列排列"))
        self.views = ViewsButton(desk, lambda: self.filters.view, START)
        self.filters = Filters((self.views, columns))
        self.ways = Ways(acts.above, acts.seldom)
        self.bar = PickedBar(acts.people, self.list_acts)
        self._stack = QStackedWidget()
        self.nobody = Nobody()
        self._kept: Json = None
        self._at = ""
        self._keeper = QTimer(self)
        self._keeper.setSingleShot(True)
        self._keeper.setInterval(KEEP_MS)
        self._lay_out()
        self._connect()
        self._restore()

    # ------------------------------------------------------------------ built once

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.column = QVBoxLayout()
        self.head, self.below = QHBoxLayout(), QHBoxLayout()
        self.title = words(tr("申报人员一览"), "h1")
        self.title.setWordWrap(False)
        self.head.addWidget(self.title)
        self.head.addStretch(1)
        self.head.addWidget(self.ways)
        self.below.addWidget(self.line, 1)
        self.below.addWidget(self.under_way)
        self.below.addWidget(self.again)
        self.frame = QFrame()
        self.frame.setProperty("role", "card")
        inside = QVBoxLayout(self.frame)
        inside.setContentsMargins(1, 4, 1, 4)
        inside.addWidget(self.table)
        self._stack.addWidget(self.frame)
        self._stack.addWidget(self.nobody)
        # Which of the two is seen must not decide how low the page can be.
        self._stack.setMinimumHeight(1)
        self.column.addLayout(self.head)
        self.column.addLayout(self.below)
        for widget in (self.quiet, self.note, self.filters):
            self.column.addWidget(widget)
        self.column.addWidget(self._stack, 1)
        outer.addWidget(self.top)
        outer.addLayout(self.column, 1)
        outer.addWidget(self.bar)
        follow_size(self, self._space)

    def _connect(self) -> None:
        self.top.home.connect(self.left)
        self.filters.changed.connect(self._on_view)
        self.nobody.clear_asked.connect(self.filters.clear)
        self.note.answered.connect(self.table.setFocus)
        self.filters.down.connect(self.table.setFocus)
        self.views.chosen.connect(self.filters.use)
        self.table.opened.connect(self.open_case)
        self.table.typed.connect(self.filters.begin_search)
        self.table.asked.connect(self._show_menu)
        self.table.head.sort_asked.connect(self.filters.sort_by)
        self.table.head.tick_asked.connect(self._tick_all_or_none)
        self.table.head.changed.connect(self._keeper.start)
        self.model.ticked_changed.connect(self._follow_ticks)
        self.bar.all_asked.connect(lambda: self.model.tick(self.model.places, on=True))
        self.bar.none_asked.connect(lambda: self.model.tick_only(()))
        self.bar.act_asked.connect(self._do)
        self.judging.judged.connect(self._on_judged)
        self.judging.done.connect(self._on_done)
        self._keeper.timeout.connect(self.keep)
        QShortcut(QKeySequence.StandardKey.Find, self, self.filters.begin_search)

    def _restore(self) -> None:
        self._kept = kept = self._desk.library.memory.get(KEPT)
        said = kept if isinstance(kept, dict) else {}
        self.table.head.use(layout_of(said.get("columns")))
        self.filters.use(View.read(said["view"]) if "view" in said else START)
        self._at = str(said.get("at", ""))

    # ------------------------------------------------------------------ who is there

    def refresh(self, first: str = "") -> None:
        """Follow the library: whoever is still there stays in his place, ticked or not.

        The case ``first`` is looked at again at once, the others between what the person does.
        """
        before = self.people.keys()
        self.people = {row.case_id: row for row in self._applicants.rows()}
        if first in self.people:
            self.people[first] = self._applicants.judge(first)
        rows, others = tuple(self.people.values()), self.people.keys() != before
        self.model.tick_only(self.model.ticked & self.people.keys())
        self.filters.offer(rows)
        if others:
            self._show(still=True)
        else:
            self._show_as_before()
        self.judging.begin(self._applicants, self._applicants.stale())
        self._say()

    def come_back(self, case_id: str) -> None:
        """From a case, or for the first time: to its line, which tells how the case is now."""
        self.refresh(case_id)
        self.table.go_to(case_id or self._at)
        self._at = ""

    def _show(self, *, still: bool) -> None:
        """Those of the view, in its order."""
        view = self.filters.view
        self.model.order = (view.sort, view.descending)
        self.table.show_rows(shown(tuple(self.people.values()), view), still=still)
        self.again.hide()
        self._follow_shown()

    def _show_as_before(self) -> None:
        """The same people in the same places, with what is known of them now."""
        same = tuple(self.people[row.case_id] for row in self.model.rows)
        self.table.show_rows(same, still=True)
        self._look_whether_moved()

    def _on_view(self) -> None:
        self._show(still=False)
        self.views.follow()
        self._say()
        self._keeper.start()

    def _arrange_again(self) -> None:
        self._show(still=True)
        self.table.setFocus()

    def _look_whether_moved(self) -> None:
        wanted = [row.case_id for row in shown(tuple(self.people.values()), self.filters.view)]
        self.again.setVisible(wanted != [row.case_id for row in self.model.rows])

    # ------------------------------------------------------------------ looked at again

    def _on_judged(self, row: Row) -> None:
        self.people[row.case_id] = row
        self.model.renew(row)
        if not self.judging.left % 10:
            self._say_under_way()

    def _on_done(self) -> None:
        self.filters.offer(tuple(self.people.values()))
        if self.model.rows:
            self._look_whether_moved()
        else:  # nobody stands anywhere, so nobody can jump: those that belong here come in
            self._show(still=False)
        self._say()

    def _say(self) -> None:
        rows = tuple(self.people.values())
        said = summary(rows, self._desk.now())
        if len(self.model.rows) != len(rows):
            said = tr("所示 {count} 人　{said}", count=len(self.model.rows), said=said)
        self.line.setText(said)
        self.line.setToolTip(next_line(rows, self._desk.now()))
        self._say_under_way()
        self._arrange()

    def _say_under_way(self) -> None:
        total, left = self.judging.total, self.judging.left
        said = tr("正在检查 {done} / {total}", done=total - left, total=total) if left else ""
        tell(self.under_way, said)

    # ------------------------------------------------------------------ ticked

    def _tick_all_or_none(self) -> None:
        every = self.model.ticked_shown == len(self.model.rows)
        self.model.tick(self.model.places, on=not every)

    def _follow_shown(self) -> None:
        some = bool(self.model.rows)
        self._stack.setCurrentIndex(0 if some else 1)
        self.nobody.say(somebody=bool(self.people))
        self._follow_ticks()

    def _follow_ticks(self) -> None:
        many = len(self.model.rows)
        self.bar.follow(len(self.model.ticked), self.model.ticked_shown, many)

    @property
    def ticked(self) -> tuple[str, ...]:
        """Whoever is ticked, as they stand in the table; those not shown last."""
        seen = [row.case_id for row in self.model.rows if row.case_id in self.model.ticked]
        return (*seen, *sorted(self.model.ticked - set(seen)))

    def rows_of(self, case_ids: Sequence[str]) -> tuple[Row, ...]:
        """The rows of these people."""
        return tuple(self.people[case_id] for case_id in case_ids if case_id in self.people)

    # ------------------------------------------------------------------ what is done

    def _do(self, act: Act) -> None:
        self._run(act, self.ticked or tuple(self.model.places))

    def _run(self, act: Act, case_ids: tuple[str, ...]) -> None:
        try:
            act.run(case_ids)
        except UserError as error:
            show_error(self.window(), error)

    def _concerned(self) -> tuple[str, ...]:
        """With whom a menu does something: the ticked where the line one is at is one of them."""
        here = self.table.here
        if here is None:
            return self.ticked
        return self.ticked if here.case_id in self.model.ticked else (here.case_id,)

    def _show_menu(self, place: QPoint) -> None:
        menu = StayMenu(self)
        self.list_acts(menu)
        menu.popup(place)

    def list_acts(self, menu: QMenu) -> None:
        """What can be done with the line one is at, or with the ticked."""
        who = self._concerned()
        here = self.table.here
        if here is not None:
            menu.addAction(
                tr("打开 {name}", name=escaped(named(here))), partial(self.open_case, here.case_id)
            )
            on = here.case_id not in self.model.ticked
            tick = partial(self.model.tick, (here.case_id,), on=on)
            menu.addAction(tr("勾选") if on else tr("取消勾选"), tick)
        for group in (self._acts.people, self._acts.more):
            menu.addSeparator()
            for act in group:
                if act.alone and len(who) != 1:
                    continue
                many = tr("（{count} 人）", count=len(who)) if len(who) > 1 else ""
                menu.addAction(f"{act.text}{many}", partial(self._run, act, who))

    def _list_columns(self, menu: QMenu) -> None:
        self.table.head.list_all(menu)

    def open_case(self, case_id: str) -> None:
        """To the case of somebody who is there."""
        if case_id in self.people:
            self.opened.emit(self.people[case_id])

    def tell(self, sentence: str, offers: Offers = NO_OFFERS) -> None:
        """Say what has just been done, above the table, with a button for each of ``offers``."""
        self.note.tell(sentence, offers)

    # ------------------------------------------------------------------ coming and going

    def say_quietly(self, sentence: str) -> None:
        """One line below the summary, for something to do some time; ``""`` for nothing."""
        self._quiet = sentence
        self._say()

    def take_focus(self) -> None:
        """The keyboard into the table, or into the search where that is empty."""
        (self.table if self.model.rows else self.filters.search).setFocus()

    def keep(self) -> None:
        """Write down how the table is; on a full disk it is let go of."""
        here = self.table.here
        said: dict[str, Json] = {
            "view": replace(self.filters.view, text="").written(),
            "columns": self.table.head.chosen.written(),
            "at": here.case_id if here else self._at,
        }
        if said != self._kept:
            with contextlib.suppress(UserError):
                self._desk.library.memory.put(KEPT, said)
                self._kept = said

    def rest(self) -> None:
        """Nothing more is done with the library, which may be closed now."""
        self._keeper.stop()
        self.judging.stop()
        self.keep()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name
        """Tab goes as the eye does."""
        for before, after in pairwise(stops(self.layout())):
            QWidget.setTabOrder(before, after)
        return super().focusNextPrevChild(forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a low screen the heading gives way to people."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        low = self.height() < em(self, LOW)
        self.title.setVisible(not low)
        said = (self._quiet, "" if low else self.line.toolTip())
        tell(self.quiet, "　".join(part for part in said if part))
        beside = self.line if low else self.title
        words_of = beside.fontMetrics().horizontalAdvance(beside.text())
        edges = self.column.contentsMargins()
        room = self.width() - edges.left() - edges.right() - words_of - em(self, 2)
        row, other = (self.below, self.head) if low else (self.head, self.below)
        if row.indexOf(self.ways) < 0:
            other.removeWidget(self.ways)
            row.addWidget(self.ways)
        self.ways.fit(room)

    def _space(self) -> None:
        side = em(self, 1.6)
        self.column.setContentsMargins(side, em(self, 0.8), side, em(self, 0.7))
        self.column.setSpacing(em(self, 0.5))
        self.head.setSpacing(em(self, 1))
        self.below.setSpacing(em(self, 0.6))
        self._arrange()
