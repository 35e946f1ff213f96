"""通知另外要问清的: the notice's own questions, as fields on the page they belong to."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.app.pages.asked import answer_path, questions
from desktop.app.pages.form import Field
from desktop.app.session import Session
from desktop.domain.terms import Question
from desktop.domain.vocabulary import NO, YES
from desktop.language import tr
from desktop.ui.forms.entries import Body
from desktop.ui.widgets.cards import Card

UNIT = tr("（由单位填）")


def field_of(question: Question) -> Field:
    """The field that answers ``question``."""
    path = f"answers.{question.id}.value"
    label = question.ask + (UNIT if question.by == "unit" else "")
    match question.type:
        case "number":
            return Field(path, label, question.hint, "digits", width=5)
        case "choice":
            longest = max(len(option) for option in question.options)
            width = min(longest + 3, 30)
            return Field(path, label, question.hint, "choice", question.options, width)
        case _:
            return Field(path, label, question.hint, "choice", (YES, NO), 6)


class QuestionsCard(Card):
    """The questions of one page; not there where the notice has none for it."""

    def __init__(self, session: Session, page_id: str) -> None:
        super().__init__(tr("通知另外要问清的"), tr("通知里有几处要看这些情况。"))
        fields = tuple(field_of(question) for question in questions(session.notice, page_id))
        self.body = Body(session, fields)
        self.add(self.body)
        # Shown by the page: without a parent it would be a window of its own.
        self._wanted = bool(fields)
        self.hide()

    def refresh(self, changed: frozenset[str]) -> None:
        """Follow the case."""
        self.setVisible(self._wanted)
        self.body.refresh(changed)

    def show_field(self, path: str) -> QWidget | None:
        """The field of a question (``answers.ID``), focused; None where it is not asked here."""
        return self.body.show_field(answer_path(path))
