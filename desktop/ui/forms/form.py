"""A wizard page drawn from its table: cards of fields, lists, and the ticks of the page."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.app.pages import page_of
from desktop.app.pages.absent import absent
from desktop.app.pages.form import ListSection, Page, Section, told
from desktop.app.session import Session
from desktop.language import shown
from desktop.ui.forms.absent import AbsentLine
from desktop.ui.forms.confirm import Confirmations
from desktop.ui.forms.entries import Body
from desktop.ui.forms.page import PageView
from desktop.ui.forms.questions import QuestionsCard
from desktop.ui.widgets.cards import Card, FoldCard, Sheet


class FormPage(PageView):
    """The page of a table; ``head`` are widgets shown above the first card."""

    def __init__(self, session: Session, page: Page, head: tuple[QWidget, ...] = ()) -> None:
        super().__init__()
        self.session = session
        self.page_id = page.id
        self.title = page.title
        lead = shown(told(page.lead, session.case, session.notice))
        self.sheet = Sheet(shown(page.title), lead)
        self.absent: list[tuple[AbsentLine, AbsentLine]] = []
        self.sections: list[tuple[Section | ListSection, Card | FoldCard, Body]] = []
        for widget in head:
            self.sheet.add(widget)
        for section in page.sections:
            self._add(section)
        self.questions = QuestionsCard(session, page.id)
        self.questions.body.left.connect(self._on_left)
        self.sheet.add(self.questions)
        self.confirmations = Confirmations(session, page.id)
        self.confirmations.clause_asked.connect(self.clause_asked)
        self.sheet.add(self.confirmations)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sheet)
        self.setFocusProxy(self.sheet)
        self.refresh(frozenset())

    def _add(self, section: Section | ListSection) -> None:
        title = "" if section.title == self.title else shown(section.title)
        hint = shown(told(section.hint, self.session.case, self.session.notice))
        card = (FoldCard if section.fold else Card)(title, hint)
        parts = (section,) if isinstance(section, ListSection) else section.fields
        body = Body(self.session, parts)
        body.left.connect(self._on_left)
        # What is whole stands in place of its card, what is a part of it in the card.
        aside = AbsentLine(shown(section.title), "card"), AbsentLine("", "note")
        for line in aside:
            line.asked.connect(lambda path: self.asked.emit(page_of(path), path))
        self.absent.append(aside)
        self.sheet.add(aside[0])
        card.add(aside[1])
        card.add(body)
        self.sheet.add(card)
        self.sections.append((section, card, body))

    def _on_left(self, path: str) -> None:
        self.session.remember(f"{self.page_id} {path}")

    def refresh(self, changed: frozenset[str]) -> None:
        """Follow the case."""
        session = self.session
        for (section, card, body), (whole, partly) in zip(self.sections, self.absent, strict=True):
            gone = absent(section, session.case, session.asked, session.now())
            whole.tell(gone if gone and gone.whole else None)
            partly.tell(None if gone and gone.whole else gone)
            card.setVisible(section.asked(session.case, session.asked))
            body.refresh(changed)
        self.questions.refresh(changed)
        self.confirmations.refresh()

    def show_field(self, path: str) -> bool:
        """Open what is folded, scroll to the field and focus it."""
        if path.startswith("rule:"):
            row = self.confirmations.show_rule(path.removeprefix("rule:"))
            if row is not None:
                self.sheet.reveal(row)
            return row is not None
        for _section, card, body in self.sections:
            if isinstance(card, FoldCard) and body.holds(path):
                card.open()
            found = body.show_field(path)
            if found is not None:
                card.show()
                self.sheet.reveal(found)
                return True
        found = self.questions.show_field(path)
        if found is not None:
            self.sheet.reveal(found)
        return found is not None

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        for _section, card, body in self.sections:
            if not isinstance(card, FoldCard) and body.focus_first():
                return

    def flush(self) -> None:
        """Hand over what is typed and not yet handed over."""
        for _section, _card, body in self.sections:
            body.flush()
        self.questions.body.flush()

    def demand(self) -> None:
        """Show problems of fields nobody has been to as well."""
        for _section, _card, body in self.sections:
            body.demand()
        self.questions.body.demand()
