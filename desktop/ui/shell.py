"""The shell around one case: rail, page, checklist, and the bars above and below."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from itertools import pairwise

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.app.pages import PAGES, page_of
from desktop.app.pages.review import with_review
from desktop.app.review import reviewing
from desktop.app.session import Session
from desktop.app.tasks.following import Next
from desktop.app.tasks.required import Required
from desktop.domain.finding import Finding
from desktop.domain.moments import beijing
from desktop.domain.notice import Notice
from desktop.domain.terms import Source
from desktop.errors import UserError
from desktop.language import shown, tr
from desktop.ui.drawer import Drawer
from desktop.ui.finish.checklist import Checklist
from desktop.ui.forms.editors import composing
from desktop.ui.forms.page import PageView
from desktop.ui.notices.banner import banners
from desktop.ui.notices.clause import ClauseDialog, show_clause
from desktop.ui.notices.page import NoticePage
from desktop.ui.rail import Rail
from desktop.ui.tasks.onward import big_button
from desktop.ui.tasks.page import TASKS, TITLE, TasksPage
from desktop.ui.widgets.bars import BottomBar, TopBar
from desktop.ui.widgets.cards import stops
from desktop.ui.widgets.dialogs import ask, show_error

PageMaker = Callable[[Session], PageView]

TITLES = {page.id: shown(page.title) for page in PAGES}
ORDER = tuple(TITLES)


class Shell(QWidget):
    """One case, open for work; from the unit's desk by its ``clerk``, with the unit's review.

    From there Esc leads back to the desk.
    """

    left = Signal()
    notice_asked = Signal()
    compare_asked = Signal()
    move_asked = Signal()
    hand_over_asked = Signal()
    version_changed = Signal()

    def __init__(
        self,
        session: Session,
        makers: Mapping[str, PageMaker],
        newer: Notice | None = None,
        clerk: reviewing.Clerk | None = None,
    ) -> None:
        super().__init__()
        self.session = session
        self._clerk = clerk
        pages = PAGES if clerk is None else with_review()
        self.titles = {page.id: shown(page.title) for page in pages}
        self.order = tuple(self.titles)
        self._newer = newer
        self._makers = makers
        self.pages: dict[str, PageView] = {}
        self.page_id = ""
        self.top = TopBar()
        if clerk is not None:
            self.top.home_button.setText(tr("← 申报人员一览"))
            self.top.home_button.setToolTip(tr("回到表里的这一行（Esc）；这份材料已经保存"))
        self.required = Required(session)
        self.rail = Rail(pages, (TASKS, TITLE))
        self.stack = QStackedWidget()
        self.checklist = Checklist(session, pages, self.required)
        self.bottom = BottomBar()
        self._coming: Next | None = None
        self._came_from = self.order[0]
        self._trouble = ""
        self._lay_out()
        self._connect()
        self._stop = session.observe(self._on_changed)
        self._stop_watching = session.watch(self._show_saved)
        self.take_focus()
        self._refresh_around()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self.stack, 1)
        row.addWidget(self.checklist)
        self.drawer = Drawer(self.checklist, row, self.rail, self.bottom.checks)
        column.addWidget(self.top)
        today = beijing(self.session.now()).date()
        for banner in banners(self.session.notice, self._newer, today, self.move_asked.emit):
            column.addWidget(banner)
        column.addWidget(middle, 1)
        column.addWidget(self.bottom)

    def _connect(self) -> None:
        self.top.home.connect(self._on_home)
        self.rail.chosen.connect(self._on_rail)
        self.checklist.asked.connect(self.show_finding)
        self.checklist.clause_asked.connect(self.show_rule)
        self.checklist.check_pressed.connect(self._on_check)
        self.bottom.undo.clicked.connect(self.undo)
        self.bottom.redo.clicked.connect(self.redo)
        self.bottom.back.clicked.connect(lambda: self.step(-1))
        self.bottom.next.clicked.connect(self._on_next)
        for keys, act in (
            ("Ctrl+Z", self.undo),
            ("Ctrl+Y", self.redo),
            ("Ctrl+Shift+Z", self.redo),
            ("Alt+Right", lambda: self.step(1)),
            ("Alt+Left", lambda: self.step(-1)),
            ("Ctrl+T", lambda: self.go(TASKS)),
            ("Esc", self._on_escape),
        ):
            QShortcut(QKeySequence(keys), self, act)

    # ------------------------------------------------------------------ where one is

    @property
    def page(self) -> PageView:
        """The page one is at."""
        return self.pages[self.page_id]

    def go(self, page_id: str, path: str = "", *, focus: bool = True) -> None:
        """To a page, and there to a field where ``path`` is given.

        The keyboard goes along, but for ``focus`` False.
        """
        self.flush()
        if page_id not in self.pages:
            self.pages[page_id] = self._make(page_id)
        if page_id != self.page_id:
            self._came_from = self.page_id or self.order[0]
            self.page_id = page_id
            self.bottom.told.set_full("")
            self.stack.setCurrentWidget(self.page)
            self.page.refresh(frozenset())
            self.rail.choose(page_id)
            self.checklist.set_page(page_id)
            # The overview lists the same, and more.
            self.drawer.want(page_id != TASKS)
            self.bottom.back.setEnabled(page_id != self.order[0])
            self._show_next()
        shown = bool(path) and self.page.show_field(path)
        if focus and not shown:
            self.page.setFocus()
        self.session.remember(f"{page_id} {path}".strip())

    def take_focus(self) -> None:
        """To where the person left off, the keyboard too."""
        place, _, path = self.session.place.partition(" ")
        self.go(place if place in (TASKS, *self.order) else self.order[0], path)

    def _on_rail(self, page_id: str) -> None:
        # The arrows walk on from step to step, so the keyboard stays in the rail.
        self.go(page_id, focus=False)

    def _make(self, page_id: str) -> PageView:
        page = self._tasks() if page_id == TASKS else self._makers[page_id](self.session)
        page.asked.connect(self.go_to)
        page.clause_asked.connect(self.show_rule)
        page.source_asked.connect(self._on_source)
        page.told.connect(self.bottom.told.set_full)
        page.hand_over_asked.connect(self.hand_over_asked)
        page.went_on.connect(self._show_next)
        if isinstance(page, NoticePage):
            page.all_asked.connect(self.notice_asked)
            page.compare_asked.connect(self.compare_asked)
        self.stack.addWidget(page)
        if self._clerk is not None or self.session.case.remarks:
            from desktop.ui.review.margin import Margin  # noqa: PLC0415 - it looks at scans

            Margin(self.session, page, self._clerk)
        return page

    def _tasks(self) -> TasksPage:
        page = TasksPage(self.session, self.required)
        page.finding_asked.connect(self.show_finding)
        page.step_asked.connect(self._do)
        page.next_asked.connect(self._on_next)
        return page

    def step(self, by: int) -> None:
        """One step on or back; from the last one on to what comes next of all."""
        if self.page_id == TASKS and by < 0:
            self.go(self._came_from)
            return
        at = self.order.index(self.page_id) + by if self.page_id in self.order else len(self.order)
        if at == len(self.order):
            self._on_next()
        elif at >= 0:
            self.go(self.order[at])

    def _show_next(self) -> None:
        at = self.order.index(self.page_id) + 1 if self.page_id in self.order else len(self.order)
        after = self.titles[self.order[at]] if at < len(self.order) else ""
        said, self._coming = big_button(self.session, self.required, self.page_id, after)
        self.bottom.next.setText(said)
        self.bottom.next.setToolTip(self._coming.said if self._coming is not None else "")

    def _on_next(self) -> None:
        """To the one thing that comes next."""
        coming = self._coming
        if coming is None:
            self.step(1)
        elif coming.finding is not None:
            self.show_finding(coming.finding)
        elif coming.path:
            self.go_to(coming.page, coming.path)
        elif coming.act:
            self._do(coming.act)
        else:
            self._on_home()

    def _do(self, act: str) -> None:
        """One of the last page's own steps, where it can be seen."""
        self.go(self.order[-1])
        self.page.act(act)

    def go_to(self, page_id: str, path: str) -> None:
        """To a field, wherever it is shown; ``page_id`` is tried first."""
        self.drawer.close()
        self.go(page_id or page_of(path, self.session.notice) or self.page_id)
        if path and not self.page.show_field(path):
            other = page_of(path, self.session.notice)
            if other and other != self.page_id:
                self.go(other, path)

    def show_finding(self, finding: Finding) -> None:
        """To where a finding is put right: its tick, its slot, its field."""
        self.drawer.close()
        self.go("attachments" if finding.slot else finding.page)
        kinds = {rule.id: rule.kind for rule in self.session.notice.rules}
        places = [f"rule:{finding.rule}"] if kinds.get(finding.rule) == "confirm" else []
        places += [f"slot:{finding.slot}"] if finding.slot else []
        places += finding.evidence
        for place in places:
            if self.page.show_field(place):
                self.session.remember(f"{self.page_id} {place}")
                return
        for place in finding.evidence:
            other = page_of(place, self.session.notice)
            if other and other != self.page_id:
                self.go(other, place)
                return

    def show_rule(self, rule_id: str) -> ClauseDialog | None:
        """The notice's sentence behind a rule."""
        notice = self.session.notice
        rule = next((r for r in notice.rules if r.id == rule_id), None)
        if rule is None:
            return None
        return show_clause(self, notice, rule, say=rule.say, note=rule.note)

    def _on_source(self, clause: str, quote: str) -> None:
        show_clause(self, self.session.notice, Source(clause=clause, quote=quote))

    # ------------------------------------------------------------------ commands

    def flush(self) -> None:
        """Hand over what is typed and not yet handed over."""
        if self.page_id:
            self.page.flush()

    def _flush_all(self) -> None:
        """What could not be saved may stand on any page; what still cannot be is known to wait."""
        for page in self.pages.values():
            with contextlib.suppress(UserError):
                page.flush()

    def undo(self) -> None:
        """Take the last step back, wherever it was made."""
        self._take(tr("已撤销"), self.session.undo, lambda: self.session.undo_label)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._take(tr("已重做"), self.session.redo, lambda: self.session.redo_label)

    def _take(self, word: str, command: Callable[[], None], label_of: Callable[[], str]) -> None:
        self.flush()
        label = label_of()
        if not label:
            return
        try:
            command()
        except UserError as error:
            show_error(self, error)
            return
        self.bottom.told.set_full(f"{word}：{label}")

    def _on_check(self) -> None:
        self.flush()
        self.session.judge_again()
        self.page.demand()
        self.page.refresh(frozenset())
        self.checklist.set_filter("here")
        self._refresh_around()

    def _on_escape(self) -> None:
        """Puts the drawer away; with none open, back to the table the case was opened from.

        In dialogs and menus the key is theirs, and while a pinyin is composed the input method's.
        """
        if self.drawer.is_open:
            self.drawer.close()
        elif self._clerk is not None and not composing():
            self._on_home()

    def _on_home(self) -> None:
        if self.may_leave():
            self.left.emit()

    def may_leave(self) -> bool:
        """Whether the case can be let go of: all is saved, or the person gives up what is not."""
        self._flush_all()
        trouble = self.session.waiting
        if not trouble:
            return True
        told = tr("已经保存的内容都还在；现在离开，没有存上的这些就没有了。")
        stay, go = tr("先不离开"), tr("不要了，离开")
        return ask(self, tr("有内容还没有存上"), (trouble, told), (stay, go)) == go

    def close_case(self) -> None:
        """The window lets go of the case: everything typed is handed over first, if it can be."""
        self._flush_all()
        self._stop()
        self._stop_watching()
        for timer in self.findChildren(QTimer):
            timer.stop()  # what could not be saved is not tried again on a library that is closed

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name
        """Tab goes as the eye does: pages and entries are made later than what follows them."""
        for before, after in pairwise(stops(self.layout())):
            QWidget.setTabOrder(before, after)
        return super().focusNextPrevChild(forward)

    # ------------------------------------------------------------------ following

    def _on_changed(self, changed: frozenset[str]) -> None:
        if "pack_version" in changed:
            self.version_changed.emit()
            return
        self.bottom.told.set_full("")
        self.page.refresh(changed)
        self._refresh_around()

    def _refresh_around(self) -> None:
        self.checklist.refresh()
        counts = self.required.progress()
        pages = self.required.by_page() | reviewing.progress_of(self.session.case)
        self.rail.show_progress(pages | {TASKS: self.required.whole()})
        if self.page_id:
            self._show_next()
        self.bottom.checks.setText(
            tr("检查 {left}", left=counts.left) if counts.left else tr("检查 ✓")
        )
        self.bottom.checks.setAccessibleName(tr("打开检查清单，{left} 项需处理", left=counts.left))
        self._show_saved()
        self.bottom.show_history(self.session.undo_label, self.session.redo_label)
        case, notice = self.session.case, self.session.notice
        who = case.person.name or tr("新的申报材料")
        self.top.title.set_full(f"{who}　{notice.short_title}")

    def _show_saved(self) -> None:
        waiting = self.session.waiting
        self.bottom.show_saved(self.session.saved_at, waiting)
        if waiting or self._trouble:
            self._trouble = waiting or ""
            self.bottom.told.set_full(self._trouble)
