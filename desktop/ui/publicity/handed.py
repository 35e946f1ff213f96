"""交上去的纸质材料: how many originals and copies the notice wants, and how many are at hand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.app.findings.progress import State
from desktop.app.packet.handed_in import Handed, Standing, handed_in, wanted
from desktop.app.pages.form import Field
from desktop.app.session import Session
from desktop.domain.terms import PaperTerms
from desktop.language import tr
from desktop.ui.forms.fields import FieldView
from desktop.ui.widgets.cards import Card, FoldButton, words
from desktop.ui.widgets.marks import LinkButton, StateMark
from desktop.ui.widgets.theme import em, follow_size

STANDING_WORDS: dict[Standing, str] = {
    "must": tr("要交"),
    "later": tr("审核通过以后交"),
    "may": "",
    "not": tr("用不到"),
}


def _fields(terms: PaperTerms) -> tuple[Field, ...]:
    """What is counted: originals and copies, as far as the notice speaks of them."""
    both = terms.originals is None and terms.copies is None
    counted = [
        (name, label)
        for name, label, number in (
            ("originals", tr("原件现有"), terms.originals),
            ("copies", tr("复印件现有"), terms.copies),
        )
        if number
    ]
    if both:  # originals or copies: as the notice does not say which, they are not told apart
        counted = [("originals", tr("现有"))]
    return tuple(
        Field(f"papers.{terms.id}.{name}", label, "", "number", width=3, unit=tr("份"))
        for name, label in counted
    )


class HandedView(QFrame):
    """One paper: what is wanted, and the counts at hand."""

    source_asked = Signal(str, str)

    def __init__(self, session: Session, terms: PaperTerms) -> None:
        super().__init__()
        self.terms = terms
        self.mark = StateMark()
        self.title = words(terms.title, "h3")
        self.standing = words("", "hint")
        self.standing.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.wanted = words(tr("通知要：{wanted}", wanted=wanted(terms)), "plain")
        self.hint = words(terms.hint, "hint")
        if not terms.hint:
            self.hint.hide()
        self.column = QVBoxLayout(self)
        line = QFrame()
        line.setProperty("role", "rule")
        head = QHBoxLayout()
        head.setSpacing(em(self, 0.6))
        head.addWidget(self.mark)
        head.addWidget(self.title, 2)
        head.addWidget(self.standing, 1)
        self.column.addWidget(line)
        self.column.addLayout(head)
        # What is wanted on the left, what is at hand beside it: sixteen papers are a long page.
        self.sides = QHBoxLayout()
        told = QVBoxLayout()
        told.setSpacing(em(self, 0.2))
        told.addWidget(self.wanted)
        told.addWidget(self.hint)
        if terms.clause:
            clause = LinkButton(tr("依据：通知 {clause}", clause=terms.clause), small=True)
            clause.setAccessibleName(
                tr("{title}，看通知原文：{clause}", title=terms.title, clause=terms.clause)
            )
            clause.clicked.connect(lambda: self.source_asked.emit(terms.clause, terms.quote))
            told.addWidget(clause, 0, Qt.AlignmentFlag.AlignLeft)
        told.addStretch(1)
        self.sides.addLayout(told, 1)
        self.fields = [FieldView(session, field) for field in _fields(terms)]
        for view in self.fields:
            view.spoken = f"{terms.title}：{view.field.label}"
            view.editor.name(view.spoken, "")
            self.sides.addWidget(view, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(self.sides)
        follow_size(self, self._space)

    def _space(self) -> None:
        self.column.setContentsMargins(0, 0, 0, em(self, 0.3))
        self.column.setSpacing(em(self, 0.3))
        self.sides.setSpacing(em(self, 1.2))

    def show_handed(self, handed: Handed) -> None:
        """Follow the case."""
        self.setVisible(handed.standing != "not" or handed.state is not None)
        self.standing.setText(STANDING_WORDS[handed.standing])
        self.mark.set_state(_state(handed))
        for view in self.fields:
            view.refresh()


def _state(handed: Handed) -> State:
    if handed.enough:
        return "done"
    if handed.standing != "must":
        return "rest"
    return "open" if handed.state is None else "fix"


class HandedCard(Card):
    """Every paper of the notice; not there where it speaks of none.

    Folded while all of them come later and none is counted: they are no work of today.
    """

    source_asked = Signal(str, str)

    def __init__(self, session: Session) -> None:
        super().__init__(
            tr("交上去的纸质材料"), tr("清点一样，填一样：通知要几份，手上有几份。"), spacing=0.6
        )
        self.session = session
        self.fold = FoldButton("")
        self.body = QWidget()
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em(self, 0.6))
        self.views = {terms.id: HandedView(session, terms) for terms in session.notice.papers}
        for view in self.views.values():
            view.source_asked.connect(self.source_asked)
            column.addWidget(view)
        self.add(self.fold)
        self.add(self.body)
        self.fold.toggled.connect(self.body.setVisible)
        self.hide()

    def refresh(self) -> None:
        """Follow the case."""
        session = self.session
        found = handed_in(session.case, session.notice, session.findings)
        for handed in found:
            self.views[handed.terms.id].show_handed(handed)
        there = [h for h in found if h.standing != "not" or h.state is not None]
        standings = {h.standing for h in there}
        later = "later" in standings and "must" not in standings
        later = later and not any(h.counted for h in there)
        self.fold.setText(tr("{count} 样，审核通过以后才交，现在可以先不填", count=len(there)))
        self.fold.setVisible(later)
        self.body.setVisible(self.fold.isChecked() or not later)
        self.setVisible(bool(there))

    def flush(self) -> None:
        """Hand over what is typed."""
        for view in self.views.values():
            for field in view.fields:
                field.flush()

    def show_field(self, path: str) -> QWidget | None:
        """The paper of ``papers.ID…``, its first count focused; None where it is not here."""
        _, _, rest = path.partition(".")
        view = self.views.get(rest.partition(".")[0])
        if view is None or view.isHidden() or not view.fields:
            return None
        self.fold.setChecked(True)
        field = next((f for f in view.fields if f.path == path), view.fields[0])
        field.take_focus()
        return view
