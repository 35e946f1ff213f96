"""申报通知与级别: the notice on a card, then the form."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desktop.app.pages import PAGES
from desktop.app.session import Session
from desktop.ui.forms.form import FormPage
from desktop.ui.notices.overview import Overview


class NoticePage(FormPage):
    """The form of the page below what the notice asks."""

    all_asked = Signal()
    compare_asked = Signal()

    def __init__(self, session: Session) -> None:
        overview = Overview(session.notice)
        page = next(p for p in PAGES if p.id == "notice")
        super().__init__(session, page, (overview,))
        overview.source_asked.connect(self.source_asked)
        overview.all_asked.connect(self.all_asked)
        overview.compare_asked.connect(self.compare_asked)
