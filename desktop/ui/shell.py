"""The shell around one case: rail, page, checklist, and the bars above and below."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.app.findings.progress import Progress, progress
from desktop.app.pages import PAGES, page_of
from desktop.app.pages.review import with_review
from desktop.app.review import reviewing
from desktop.app.session import Session
from desktop.domain.finding import Finding
from desktop.domain.moments import beijing
from desktop.domain.notice import Notice
from desktop.domain.terms import Source
from desktop.errors import UserError
from desktop.ui.finish.checklist import Checklist
from desktop.ui.forms.editors import composing
from desktop.ui.forms.page import PageView
from desktop.ui.notices.banner import banners
from desktop.ui.notices.clause import ClauseDialog, show_clause
from desktop.ui.notices.page import NoticePage
from desktop.ui.rail import Rail
from desktop.ui.widgets.bars import BottomBar, TopBar
from desktop.ui.widgets.cards import stops
from desktop.ui.widgets.dialogs import ask, show_error
from desktop.ui.widgets.theme import em

PageMaker = Callable[[Session], PageView]

ROOM_FOR_PAGE = 39
"""Full-width characters the page keeps beside a docked checklist; with less it is a drawer."""

TITLES = {page.id: page.title for page in PAGES}
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
        self.titles = {page.id: page.title for page in pages}
        self.order = tuple(self.titles)
        self._newer = newer
        self._makers = makers
        self.pages: dict[str, PageView] = {}
        self.page_id = ""
        self.top = TopBar()
        if clerk is not None:
            self.top.home_button.setText("← 申报人员一览")
            self.top.home_button.setToolTip("回到表里的这一行（Esc）；这份材料已经保存")
        self.rail = Rail(pages)
        self.stack = QStackedWidget()
        self.checklist = Checklist(session, pages)
        self.bottom = BottomBar()
        self.middle = QWidget()
        self._drawer = False
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
        self.row = QHBoxLayout(self.middle)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(0)
        self.row.addWidget(self.rail)
        self.row.addWidget(self.stack, 1)
        self.row.addWidget(self.checklist)
        column.addWidget(self.top)
        today = beijing(self.session.now()).date()
        for banner in banners(self.session.notice, self._newer, today, self.move_asked.emit):
            column.addWidget(banner)
        column.addWidget(self.middle, 1)
        column.addWidget(self.bottom)

    def _connect(self) -> None:
        self.top.home.connect(self._on_home)
        self.rail.chosen.connect(self._on_rail)
        self.checklist.asked.connect(self.show_finding)
        self.checklist.clause_asked.connect(self.show_rule)
        self.checklist.check_pressed.connect(self._on_check)
        self.checklist.closed.connect(self._close_drawer)
        self.bottom.undo.clicked.connect(self.undo)
        self.bottom.redo.clicked.connect(self.redo)
        self.bottom.back.clicked.connect(lambda: self.step(-1))
        self.bottom.next.clicked.connect(lambda: self.step(1))
        self.bottom.checks.clicked.connect(self._toggle_drawer)
        for keys, act in (
            ("Ctrl+Z", self.undo),
            ("Ctrl+Y", self.redo),
            ("Ctrl+Shift+Z", self.redo),
            ("Alt+Right", lambda: self.step(1)),
            ("Alt+Left", lambda: self.step(-1)),
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
            self.page_id = page_id
            self.bottom.told.set_full("")
            self.stack.setCurrentWidget(self.page)
            self.page.refresh(frozenset())
            self.rail.choose(page_id)
            self.checklist.set_page(page_id)
            at = self.order.index(page_id)
            self.bottom.back.setEnabled(at > 0)
            on = "" if at == len(self.order) - 1 else f"下一步：{self.titles[self.order[at + 1]]} →"
            self.bottom.next.setText(self.page.onward or on)
        shown = bool(path) and self.page.show_field(path)
        if focus and not shown:
            self.page.setFocus()
        self.session.remember(f"{page_id} {path}".strip())

    def take_focus(self) -> None:
        """To where the person left off, the keyboard too."""
        place, _, path = self.session.place.partition(" ")
        self.go(place if place in self.titles else self.order[0], path)

    def _on_rail(self, page_id: str) -> None:
        # The arrows walk on from step to step, so the keyboard stays in the rail.
        self.go(page_id, focus=False)

    def _make(self, page_id: str) -> PageView:
        page = self._makers[page_id](self.session)
        page.asked.connect(self.go_to)
        page.clause_asked.connect(self.show_rule)
        page.source_asked.connect(self._on_source)
        page.told.connect(self.bottom.told.set_full)
        page.hand_over_asked.connect(self.hand_over_asked)
        if isinstance(page, NoticePage):
            page.all_asked.connect(self.notice_asked)
            page.compare_asked.connect(self.compare_asked)
        self.stack.addWidget(page)
        if self._clerk is not None or self.session.case.remarks:
            from desktop.ui.review.margin import Margin  # noqa: PLC0415 - it looks at scans

            Margin(self.session, page, self._clerk)
        return page

    def step(self, by: int) -> None:
        """One step on or back; on from a page with something of its own to do, that is done."""
        at = self.order.index(self.page_id) + by
        if by > 0 and self.page.onward:
            self.page.go_onward()
        elif 0 <= at < len(self.order):
            self.go(self.order[at])

    def go_to(self, page_id: str, path: str) -> None:
        """To a field, wherever it is shown; ``page_id`` is tried first."""
        self._close_drawer()
        self.go(page_id or page_of(path, self.session.notice) or self.page_id)
        if path and not self.page.show_field(path):
            other = page_of(path, self.session.notice)
            if other and other != self.page_id:
                self.go(other, path)

    def show_finding(self, finding: Finding) -> None:
        """To where a finding is put right: its tick, its slot, its field."""
        self._close_drawer()
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
        self._take("已撤销", self.session.undo, lambda: self.session.undo_label)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._take("已重做", self.session.redo, lambda: self.session.redo_label)

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
        if self._drawer and self.checklist.isVisible():
            self._close_drawer()
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
        told = "已经保存的内容都还在；现在离开，没有存上的这些就没有了。"
        stay, go = "先不离开", "不要了，离开"
        return ask(self, "有内容还没有存上", (trouble, told), (stay, go)) == go

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
        findings = self.session.findings
        self.checklist.refresh()
        self.rail.show_progress(_by_page(findings) | reviewing.progress_of(self.session.case))
        counts = progress(findings)
        self.bottom.checks.setText(f"检查 {counts.left}" if counts.left else "检查 ✓")
        self.bottom.checks.setAccessibleName(f"打开检查清单，{counts.left} 项需处理")
        self._show_saved()
        self.bottom.show_history(self.session.undo_label, self.session.redo_label)
        case, notice = self.session.case, self.session.notice
        who = case.person.name or "新的申报材料"
        self.top.title.set_full(f"{who}　{notice.short_title}")

    def _show_saved(self) -> None:
        waiting = self.session.waiting
        self.bottom.show_saved(self.session.saved_at, waiting)
        if waiting or self._trouble:
            self._trouble = waiting or ""
            self.bottom.told.set_full(self._trouble)

    # ------------------------------------------------------------------ room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The checklist docks where there is room, else it is a drawer."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """The text size decides with."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            QTimer.singleShot(0, self, self._arrange)

    def _arrange(self) -> None:
        side = em(self, 22)
        room = self.width() - self.rail.width() - side
        drawer = room < em(self, ROOM_FOR_PAGE)
        if drawer != self._drawer:
            self._drawer = drawer
            if drawer:
                self.row.removeWidget(self.checklist)
                self.checklist.setParent(self.middle)
                self.checklist.hide()
            else:
                self.row.addWidget(self.checklist)
                self.checklist.show()
            self.checklist.set_drawer(drawer)
        self.bottom.checks.setVisible(drawer)
        width = min(max(side, em(self, 24) if drawer else side), round(self.width() * 0.8))
        self.checklist.setFixedWidth(width)
        if drawer:
            self.checklist.setGeometry(self.middle.width() - width, 0, width, self.middle.height())
            self.checklist.raise_()

    @property
    def has_drawer(self) -> bool:
        """True where the checklist is a drawer."""
        return self._drawer

    def _toggle_drawer(self) -> None:
        if self.checklist.isVisible():
            self._close_drawer()
        else:
            self._arrange()
            self.checklist.show()
            self.checklist.raise_()
            self.checklist.filters[self.checklist.filter].setFocus()

    def _close_drawer(self) -> None:
        if self._drawer and self.checklist.isVisible():
            self.checklist.hide()
            self.bottom.checks.setFocus(Qt.FocusReason.OtherFocusReason)


def _by_page(findings: tuple[Finding, ...]) -> dict[str, Progress]:
    pages = {page: progress(f for f in findings if f.page == page) for page in ORDER}
    # The last step is done when everything is.
    return pages | {ORDER[-1]: progress(findings)}
