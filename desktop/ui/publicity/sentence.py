"""A prescribed sentence below the field it belongs into: to be copied, or filled in above."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from desktop.app.papers.prescribed import Sentence
from desktop.app.session import Session
from desktop.language import tr
from desktop.ui.forms.fields import FieldView
from desktop.ui.widgets.pieces import Note, button


class SentenceHelp(QObject):
    """The notice's own words for one field, for the platform or for copying by hand."""

    copied = Signal()

    def __init__(self, field: FieldView, session: Session) -> None:
        super().__init__(field)
        self.session = session
        self._sentence: Sentence | None = None
        self.note = Note()
        self.copy = button(tr("复制这句话"), self._copy)
        self.copy.setAccessibleName(tr("复制{label}的原句", label=field.field.label))
        self.fill = button(tr("填到上面"), self._fill)
        self.fill.setAccessibleName(tr("把原句填到{label}", label=field.field.label))
        self.note.acts.addWidget(self.copy)
        self.note.acts.addWidget(self.fill)
        field.column.addWidget(self.note)
        self._field = field

    def show_sentence(self, sentence: Sentence) -> None:
        """Follow the case: the facts that stand in the sentence, and whether it is there."""
        self._sentence = sentence
        if sentence.text:
            self.note.say(tr("通知的原句，一个字都不能动：\n“{text}”", text=sentence.text))
        else:
            self.note.say(
                tr(
                    "通知规定了原句，先填好{lacking}，这里就会显示出来。",
                    lacking="、".join(sentence.lacking),
                )
            )
        self.copy.setVisible(bool(sentence.text))
        self.fill.setVisible(bool(sentence.text) and not sentence.there)

    def _copy(self) -> None:
        if self._sentence is not None:
            QGuiApplication.clipboard().setText(self._sentence.text)
            self.copied.emit()

    def _fill(self) -> None:
        if self._sentence is not None:
            self._field.flush()
            label = tr("填入{label}", label=self._field.field.label)
            self.session.set(self._sentence.path, self._sentence.text, label=label)
