"""The documents of a case: can it be made, look, save, and what has happened to it on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.app import papers as use
from desktop.app.papers import Made, Paper
from desktop.app.press import Press
from desktop.app.session import Session
from desktop.domain.case import PaperState
from desktop.domain.notice import DocumentTerms
from desktop.errors import UserError
from desktop.ui.cards import Card, words
from desktop.ui.dialogs import show_error
from desktop.ui.marks import LinkButton, StateMark
from desktop.ui.pieces import FlowLayout, button, tell
from desktop.ui.preview import PreviewDialog
from desktop.ui.theme import em
from desktop.ui.worker import Task, Worker


def use_of(terms: DocumentTerms) -> str:
    """What is done with the document once it is printed, in words."""
    if terms.mode == "copy":
        marks = [
            "手抄",
            *(["签名"] if terms.sign else []),
            *(["按手印"] if terms.fingerprint else []),
        ]
        return f"范本和空白誊写页：照着{'、'.join(marks)}"
    marks = [*(f"{who}签字" for who in terms.sign), *(["盖公章"] if terms.seal else [])]
    return f"打印出来，{'、'.join(marks)}" if marks else "打印件，没有落款"


class PaperView(QFrame):
    """One document; sends what is asked for with its kind."""

    asked = Signal(str, str)
    clause_asked = Signal(str, str)
    preview = Signal(str)
    save = Signal(str, str)
    marked = Signal(str, object)

    def __init__(self, terms: DocumentTerms, *, on_paper: bool) -> None:
        super().__init__()
        self.terms = terms
        self._on_paper = on_paper
        self._state: PaperState | None = None
        self._lacking: tuple[str, ...] | None = None
        self.mark = StateMark()
        self.title = words(terms.title, "h2")
        self.mode = words(use_of(terms), "hint")
        self.state = words("", "hint")
        self.lacks = QWidget()
        self._lack_flow = FlowLayout(em(self, 0.7))
        self.lacks.setLayout(self._lack_flow)
        self._lack_links: list[QWidget] = []
        self.look = button("预览", lambda: self.preview.emit(terms.kind))
        self.pdf = button("保存 PDF…", lambda: self.save.emit(terms.kind, "pdf"), "quiet")
        self.docx = button("保存 Word…", lambda: self.save.emit(terms.kind, "docx"), "quiet")
        self.boxes: dict[str, QCheckBox] = {}
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, em(self, 0.4))
        column.setSpacing(em(self, 0.3))
        line = QFrame()
        line.setProperty("role", "rule")
        column.addWidget(line)
        column.addSpacing(em(self, 0.4))
        head = QHBoxLayout()
        head.setSpacing(em(self, 0.6))
        head.addWidget(self.mark)
        head.addWidget(self.title, 1)
        column.addLayout(head)
        column.addWidget(self.mode)
        column.addWidget(self.state)
        column.addWidget(self.lacks)
        acts = FlowLayout(em(self, 0.4))
        for one in (self.look, self.pdf, self.docx):
            one.setAccessibleName(f"{one.text().rstrip('…')}：{self.terms.title}")
            acts.addWidget(one)
        if self.terms.clause:
            clause = LinkButton(f"依据：通知 {self.terms.clause}", small=True)
            clause.clicked.connect(
                lambda: self.clause_asked.emit(self.terms.clause, self.terms.quote)
            )
            acts.addWidget(clause)
        column.addLayout(acts)
        if self._on_paper:
            column.addLayout(self._ticks())

    def _ticks(self) -> FlowLayout:
        """What the notice wants on the paper, to be ticked once it is there."""
        flow = FlowLayout(em(self, 0.8))
        wanted = [(f"signed:{who}", f"{who}已签字") for who in self.terms.sign]
        wanted += [("handwritten", "是本人手抄的")] if self.terms.handwritten else []
        wanted += [("fingerprint", "已按手印")] if self.terms.fingerprint else []
        wanted += [("sealed", "已盖公章")] if self.terms.seal else []
        for key, text in wanted:
            box = QCheckBox(text)
            box.setAccessibleName(f"{self.terms.title}：{text}")
            box.clicked.connect(lambda _on: self.marked.emit(self.terms.kind, self.paper_state()))
            self.boxes[key] = box
            flow.addWidget(box)
        return flow

    def paper_state(self) -> PaperState:
        """What is ticked; what else was known of the paper stays.

        A tick taken away means: not known, rather than: it is not so.
        """
        known = self._state or PaperState(id=self.terms.kind, kind=self.terms.title)
        on = {key for key, box in self.boxes.items() if box.isChecked()}
        update: dict[str, object] = {
            key: key in on or None for key in self.boxes if not key.startswith("signed:")
        }
        if self.terms.sign:
            update["signed"] = tuple(who for who in self.terms.sign if f"signed:{who}" in on)
        return known.model_copy(update=update)

    def show_paper(self, paper: Paper) -> None:
        """Follow the case."""
        self._state = paper.state
        if paper.ready:
            tell(self.state, "可以生成。", "good")
            self.mark.set_state("done")
        elif paper.reason:
            tell(self.state, paper.reason, "care")
            self.mark.set_state("look")
        else:
            tell(self.state, f"还缺 {len(paper.lacking)} 项，点一下去填：", "hint")
            self.mark.set_state("open")
        for one in (self.look, self.pdf, self.docx):
            one.setEnabled(paper.ready)
        self._show_lacks(paper)
        state = paper.state
        for key, box in self.boxes.items():
            if key.startswith("signed:"):
                box.setChecked(state is not None and key.removeprefix("signed:") in state.signed)
            else:
                box.setChecked(state is not None and getattr(state, key) is True)

    def _show_lacks(self, paper: Paper) -> None:
        paths = tuple(lack.path for lack in paper.lacking)
        if paths == self._lacking:
            return
        self._lacking = paths
        for old in self._lack_links:
            self._lack_flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._lack_links = []
        for lack in paper.lacking:
            link = LinkButton(lack.label or lack.path, small=True)
            link.setAccessibleName(f"《{self.terms.title}》缺{lack.label}，去填")
            link.clicked.connect(lambda _on=False, lack=lack: self.asked.emit(lack.page, lack.path))
            self._lack_links.append(link)
            self._lack_flow.addWidget(link)
        self.lacks.setVisible(bool(paths))


class PapersCard(Card):
    """All documents; makes them off the GUI thread, for looking or saving."""

    asked = Signal(str, str)
    source_asked = Signal(str, str)
    told = Signal(str)

    def __init__(
        self, session: Session, worker: Worker, press: Press, *, on_paper: bool = True
    ) -> None:
        super().__init__("文书", "文字照通知的原文；缺一项就先不生成，不会印出半份。")
        self.session = session
        self._worker = worker
        self._press = press
        self._task: Task[Made] | None = None
        self.column.setSpacing(em(self, 0.5))
        self.busy = words("", "hint")
        self.busy.hide()
        self.add(self.busy)
        self.views: dict[str, PaperView] = {}
        for paper in use.papers(session.case, session.notice):
            view = PaperView(paper.terms, on_paper=on_paper)
            view.asked.connect(self.asked)
            view.clause_asked.connect(self.source_asked)
            view.preview.connect(self.preview)
            view.save.connect(self.save)
            view.marked.connect(self._mark)
            self.views[paper.terms.kind] = view
            self.add(view)
        self.refresh()

    def refresh(self) -> None:
        """Follow the case."""
        for paper in use.papers(self.session.case, self.session.notice):
            self.views[paper.terms.kind].show_paper(paper)

    def preview(self, kind: str) -> None:
        """Make the document and show it."""
        self._make(kind, self._show)

    def save(self, kind: str, suffix: str) -> None:
        """Make the document and save one of its files."""
        self._make(kind, lambda made: self._save(made, suffix))

    def _make(self, kind: str, then: Callable[[Made], None]) -> None:
        case, notice, press = self.session.case, self.session.notice, self._press
        if self._task is not None:
            self._task.cancel()
        tell(self.busy, f"正在生成《{self.views[kind].terms.title}》……")

        def done(made: Made) -> None:
            tell(self.busy, "")
            then(made)

        self._task = self._worker.start(
            lambda _task: use.make(kind, case, notice, press), done, failed=self._not_made
        )

    def _not_made(self, error: UserError) -> None:
        tell(self.busy, "")
        show_error(self, error)

    def _show(self, made: Made) -> None:
        dialog = PreviewDialog(made.pdf, made.name, made.pages, docx=made.docx, parent=self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _save(self, made: Made, suffix: str) -> None:
        kinds = {"pdf": "PDF 文件 (*.pdf)", "docx": "Word 文档 (*.docx)"}[suffix]
        proposed = use.documents_folder() / f"{made.name}.{suffix}"
        chosen, _ = QFileDialog.getSaveFileName(self, "保存到", str(proposed), kinds)
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() != f".{suffix}":
            path = path.with_name(f"{path.name}.{suffix}")
        try:
            use.save(path, made.pdf if suffix == "pdf" else made.docx)
        except UserError as error:
            show_error(self, error)
        else:
            self.told.emit(f"已保存到 {path}")

    def _mark(self, kind: str, state: PaperState) -> None:
        if any(paper.id == kind for paper in self.session.case.papers):
            self.session.set(f"papers.{kind}", state, label="登记文书签章")
        else:
            self.session.insert("papers", state, label="登记文书签章")

    def show_field(self, path: str) -> QWidget | None:
        """The document of ``papers.KIND…``, its first open tick focused; None where it is not."""
        _, _, rest = path.partition(".")
        view = self.views.get(rest.partition(".")[0])
        if view is None:
            return None
        key = rest.partition(".")[2]
        wanted = [box for name, box in view.boxes.items() if name.partition(":")[0] == key]
        unticked = [box for box in (wanted or view.boxes.values()) if not box.isChecked()]
        (unticked[0] if unticked else view.look).setFocus(Qt.FocusReason.OtherFocusReason)
        return view
