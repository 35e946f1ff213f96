"""One document of a case: can it be made, what it lacks, and what is on its paper."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.app.pages.form import Field, example
from desktop.app.papers.underlays import has_underlay
from desktop.app.papers.wanted import Paper
from desktop.app.session import Session
from desktop.domain.case import PaperState
from desktop.domain.terms import DocumentTerms
from desktop.language import tr
from desktop.ui.forms.fields import FieldView
from desktop.ui.publicity.draft import DraftEditor
from desktop.ui.widgets.cards import FoldButton, words
from desktop.ui.widgets.marks import LinkButton, StateMark
from desktop.ui.widgets.pieces import FlowLayout, button, tell
from desktop.ui.widgets.theme import em

_COPIED = Field(
    "text",
    tr("抄写的内容"),
    tr("照纸上抄的逐字打进来，可以核对有没有抄错；不打也行。"),
    "long_text",
    width=34,
    optional=True,
)
_MORE = (Field("date", tr("纸上的日期"), example("{year}-07-24"), "day", width=9, optional=True),)


OWN = tr("可以生成，用自备模板：在 WPS 或 Word 里打开、打印。")


def use_of(terms: DocumentTerms) -> str:
    """What is done with the document once it is printed, in words."""
    signed = [
        *(tr("{who}签字", who=who) for who in terms.sign),
        *([tr("盖公章")] if terms.seal else []),
    ]
    if terms.mode == "copy":
        marks = [tr("手抄"), *signed, *([tr("按手印")] if terms.fingerprint else [])]
        if terms.written_into:
            return tr("只有范本，照着手抄到{written_into}", written_into=terms.written_into)
        return tr("范本和空白誊写页：照着{marks}", marks="、".join(marks))
    if terms.written_into:
        return tr("不用打印：复制到{written_into}填写", written_into=terms.written_into)
    what = tr("表格，打印出来") if terms.mode == "form" else tr("打印出来")
    count = tr("，一式 {copies} 份", copies=terms.copies) if terms.copies else ""
    return (
        f"{what}，{'、'.join(signed)}{count}"
        if signed
        else tr("{what}使用{count}", what=what, count=count)
    )


def _note(terms: DocumentTerms) -> str:
    """Whose form it is where the notice only mentions one, and what else is to be known."""
    borrowed = (
        tr("通知没有附式样，借用“{borrowed}”的式样。", borrowed=terms.borrowed)
        if terms.borrowed
        else ""
    )
    note = terms.note if not terms.note or terms.note.endswith("。") else f"{terms.note}。"
    return borrowed + note


class PaperView(QFrame):
    """One document; sends what is asked for with its kind."""

    asked = Signal(str, str)
    clause_asked = Signal(str, str)
    preview = Signal(str)
    underlay = Signal(str)
    save = Signal(str, str)
    marked = Signal(str, object)
    copied = Signal()

    def __init__(self, session: Session, terms: DocumentTerms, *, on_paper: bool) -> None:
        super().__init__()
        self.session = session
        self.terms = terms
        self.fields: list[FieldView] = []
        typed = terms.mode == "print" and bool(terms.written_into)  # on the platform, not on paper
        self._on_paper = on_paper and not typed
        self._state: PaperState | None = None
        self._typed = ""
        self._lacking: tuple[str, ...] | None = None
        self.mark = StateMark()
        self.title = words(terms.title, "h2")
        self.mode = words(use_of(terms), "hint")
        self.note = words(_note(terms), "hint")
        if not self.note.text():
            self.note.hide()
        self.draft = DraftEditor(terms.title, self)
        self.draft.hide()
        self.draft.changed.connect(lambda state: self.marked.emit(terms.kind, state))
        self.state = words("", "hint")
        self.lacks = QWidget()
        self._lack_flow = FlowLayout(em(self, 0.7))
        self.lacks.setLayout(self._lack_flow)
        self._lack_links: list[QWidget] = []
        self.copy = button(tr("复制文字"), self._copy)
        self.copy.hide()
        self.look = button(tr("预览"), lambda: self.preview.emit(terms.kind))
        self.pdf = button(tr("保存 PDF…"), lambda: self.save.emit(terms.kind, "pdf"), "quiet")
        self.docx = button(tr("保存 Word…"), lambda: self.save.emit(terms.kind, "docx"), "quiet")
        self.under = button(tr("看衬纸"), lambda: self.underlay.emit(terms.kind), "quiet")
        self.under.setToolTip(tr("垫在空白页下面描着写的一页，字的位置和格子对齐"))
        if not has_underlay(terms):
            self.under.hide()
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
        column.addWidget(self.note)
        column.addWidget(self.state)
        column.addWidget(self.lacks)
        acts = FlowLayout(em(self, 0.4))
        for one in (self.copy, self.look, self.under, self.pdf, self.docx):
            one.setAccessibleName(f"{one.text().rstrip('…')}：{self.terms.title}")
            acts.addWidget(one)
        if self.terms.clause:
            clause = LinkButton(tr("依据：通知 {clause}", clause=self.terms.clause), small=True)
            clause.clicked.connect(
                lambda: self.clause_asked.emit(self.terms.clause, self.terms.quote)
            )
            acts.addWidget(clause)
        column.addLayout(acts)
        if self._on_paper:
            column.addWidget(self.draft)
            marks = self._ticks()
            column.addLayout(marks)
            column.addWidget(self._more(marks))

    def _ticks(self) -> FlowLayout:
        """What the notice wants on the paper, to be ticked once it is there."""
        flow = FlowLayout(em(self, 0.8))
        wanted = [(f"signed:{who}", tr("{who}已签字", who=who)) for who in self.terms.sign]
        wanted += [("handwritten", tr("是手写的，不是打印的"))] if self.terms.handwritten else []
        wanted += [("fingerprint", tr("已按手印"))] if self.terms.fingerprint else []
        wanted += [("sealed", tr("已盖公章"))] if self.terms.seal else []
        for key, text in wanted:
            box = QCheckBox(text)
            box.setAccessibleName(f"{self.terms.title}：{text}")
            box.clicked.connect(lambda _on: self.marked.emit(self.terms.kind, self.paper_state()))
            self.boxes[key] = box
            flow.addWidget(box)
        return flow

    def _more(self, line: FlowLayout) -> QWidget:
        """What else can be told of the paper; opened by a button at the end of ``line``."""
        self.more = FoldButton(tr("其他登记"))
        self.more.setAccessibleName(tr("{title}：其他登记", title=self.terms.title))
        line.addWidget(self.more)
        body = QWidget()
        self.form = QVBoxLayout(body)
        self.form.setContentsMargins(em(self, 1.4), 0, 0, em(self, 0.5))
        self.form.setSpacing(em(self, 0.9))
        body.hide()
        self.more.toggled.connect(body.setVisible)
        self.more.toggled.connect(self._opened)
        return body

    def _opened(self, on: bool) -> None:
        if on and self._state is None:
            # The fields belong to an entry: it begins here, and undo takes it away again.
            self.marked.emit(self.terms.kind, self.paper_state())

    def _show_fields(self) -> None:
        """The fields live as long as the entry they belong to."""
        if self._state is None:
            for view in self.fields:
                view.hide()
                view.deleteLater()
            self.fields = []
            self.more.setChecked(False)
            return
        if not self.fields:
            base = f"papers.{self.terms.kind}"
            asked = (_COPIED, *_MORE) if self.terms.handwritten else _MORE
            self.fields = [FieldView(self.session, field, base) for field in asked]
            for view in self.fields:
                self.form.addWidget(view)
        for view in self.fields:
            view.refresh()

    def flush(self) -> None:
        """Hand over what is typed."""
        self.draft.flush()
        for view in self.fields:
            view.flush()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._typed)
        self.copied.emit()

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
        self.pdf.setVisible(not paper.own)
        if paper.ready:
            tell(self.state, OWN if paper.own else tr("可以生成。"), "good")
            self.mark.set_state("done")
        elif paper.reason:
            tell(self.state, paper.reason, "care")
            self.mark.set_state("look")
        else:
            tell(self.state, tr("还缺 {count} 项，点一下去填：", count=len(paper.lacking)), "hint")
            self.mark.set_state("open")
        for one in (self.look, self.under, self.pdf, self.docx):
            one.setEnabled(paper.ready)
        self._typed = paper.typed
        self.copy.setVisible(bool(paper.typed))
        self._show_lacks(paper)
        if self._on_paper:
            self.draft.show_paper(paper)
        if self._on_paper:
            self._show_fields()
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
            link.setAccessibleName(
                tr("《{title}》缺{label}，去填", title=self.terms.title, label=lack.label)
            )
            link.clicked.connect(lambda _on=False, lack=lack: self.asked.emit(lack.page, lack.path))
            self._lack_links.append(link)
            self._lack_flow.addWidget(link)
        self.lacks.setVisible(bool(paths))
