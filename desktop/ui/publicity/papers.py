"""The documents of a case: made off the GUI thread, looked at, saved, registered on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.app.papers import wanted as use
from desktop.app.papers.press import Press
from desktop.app.papers.underlays import make_underlay
from desktop.app.papers.wanted import Made
from desktop.app.session import Session
from desktop.domain.case import Case, PaperState
from desktop.domain.notice import Notice
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.preview.plan import PrintPlanDialog
from desktop.ui.publicity.paper import PaperView
from desktop.ui.templates.dialog import TemplatesDialog
from desktop.ui.templates.made import show_made
from desktop.ui.widgets.cards import Card, words
from desktop.ui.widgets.dialogs import show_error, where_to_save
from desktop.ui.widgets.pieces import button, in_line, tell
from desktop.ui.widgets.worker import Task, Worker


class PapersCard(Card):
    """All documents; makes them off the GUI thread, for looking or saving."""

    asked = Signal(str, str)
    source_asked = Signal(str, str)
    told = Signal(str)

    def __init__(
        self, session: Session, worker: Worker, press: Press, *, on_paper: bool = True
    ) -> None:
        hint = tr("固定文字照通知的原文；缺一项就先不生成，不会印出半份。")
        super().__init__(tr("文书"), hint, spacing=0.5)
        self.session = session
        self._worker = worker
        self._press = press
        self._task: Task[Made] | None = None
        self.busy = words("", "hint")
        self.busy.hide()
        self.add(self.busy)
        self.all = button(tr("打印全部文书…"), self.print_all)
        self.own = button(tr("自备模板…"), self.choose_templates, "quiet")
        self.add(in_line(self, self.all, self.own))
        self.views: dict[str, PaperView] = {}
        for paper in use.papers(session.case, session.notice, session.now()):
            view = PaperView(session, paper.terms, on_paper=on_paper)
            view.asked.connect(self.asked)
            view.clause_asked.connect(self.source_asked)
            view.preview.connect(self.preview)
            view.underlay.connect(self.show_underlay)
            view.save.connect(self.save)
            view.marked.connect(self._mark)
            view.copied.connect(lambda: self.told.emit(tr("已复制，可以粘贴到平台上")))
            self.views[paper.terms.kind] = view
            self.add(view)
        self.refresh()

    def refresh(self) -> None:
        """Follow the case."""
        session = self.session
        for paper in use.papers(session.case, session.notice, session.now()):
            view = self.views[paper.terms.kind]
            view.setVisible(paper.fits)
            view.show_paper(paper)

    def flush(self) -> None:
        """Hand over what is typed."""
        for view in self.views.values():
            view.flush()

    def preview(self, kind: str) -> None:
        """Make the document and show it."""
        self._make(kind, self._show)

    def show_underlay(self, kind: str) -> None:
        """Make the sheet to lay under the blank one, and show it."""
        self._make(kind, self._show, make=make_underlay)

    def save(self, kind: str, suffix: str) -> None:
        """Make the document and save one of its files."""
        self._make(kind, lambda made: self._save(made, suffix))

    def print_all(self) -> None:
        """Plan the printing of everything that can be made."""
        self.flush()
        dialog = PrintPlanDialog(self.session, self._press, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def choose_templates(self) -> None:
        """Show which documents have a Word template of the office's own."""
        dialog = TemplatesDialog(self.session, self._press, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.changed.connect(self.refresh)
        dialog.open()

    def show_report(self) -> None:
        """Make the checklist of this moment and show it."""
        session, press = self.session, self._press
        session.judge_again()
        case, notice, findings = session.case, session.notice, session.findings
        now = session.now()
        self._start(
            lambda: use.make_report(case, notice, findings, now, press), self._show, tr("检查报告")
        )

    def _make(
        self,
        kind: str,
        then: Callable[[Made], None],
        make: Callable[[str, Case, Notice, datetime, Press], Made] = use.make,
    ) -> None:
        self.flush()
        case, notice, press = self.session.case, self.session.notice, self._press
        title, now = self.views[kind].terms.title, self.session.now()
        self._start(lambda: make(kind, case, notice, now, press), then, title)

    def _start(self, make: Callable[[], Made], then: Callable[[Made], None], title: str) -> None:
        if self._task is not None:
            self._task.cancel()
        tell(self.busy, tr("正在生成《{title}》……", title=title))

        def done(made: Made) -> None:
            tell(self.busy, "")
            then(made)

        self._task = self._worker.start(lambda _task: make(), done, failed=self._not_made)

    def _not_made(self, error: UserError) -> None:
        tell(self.busy, "")
        show_error(self, error)

    def _show(self, made: Made) -> None:
        show_made(made, self)

    def _save(self, made: Made, suffix: str) -> None:
        proposed = use.documents_folder() / f"{made.name}.{suffix}"
        try:
            path = where_to_save(self, tr("保存到"), proposed)
            if path is not None:
                use.save(path, made.pdf if suffix == "pdf" else made.docx)
                self.told.emit(tr("已保存到 {path}", path=path))
        except UserError as error:
            show_error(self, error)

    def _mark(self, kind: str, state: PaperState) -> None:
        if any(paper.id == kind for paper in self.session.case.papers):
            self.session.set(f"papers.{kind}", state, label=tr("登记文书签章"))
        else:
            self.session.insert("papers", state, label=tr("登记文书签章"))

    def show_field(self, path: str) -> QWidget | None:
        """The document of ``papers.KIND…``, its first open tick focused; None where it is not."""
        _, _, rest = path.partition(".")
        view = self.views.get(rest.partition(".")[0])
        if view is None or view.isHidden():
            return None
        key = rest.partition(".")[2]
        field = next((f for f in view.fields if f.path == path), None)
        if field is not None:
            view.more.setChecked(True)
            field.take_focus()
            return field
        wanted = [box for name, box in view.boxes.items() if name.partition(":")[0] == key]
        unticked = [box for box in (wanted or view.boxes.values()) if not box.isChecked()]
        (unticked[0] if unticked else view.look).setFocus(Qt.FocusReason.OtherFocusReason)
        return view
