"""The unit's page of the sample case, and pages with a margin, as the shell has them."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.app.library import Desk
from desktop.app.notices.installed import notice
from desktop.app.review.reviewing import Clerk
from desktop.app.samples.sample import keep_sample
from desktop.app.session import Session
from desktop.app.unit.memory import UnitMemory
from desktop.ui.application import page_makers
from desktop.ui.forms.page import PageView
from desktop.ui.review.margin import Margin
from desktop.ui.review.page import ReviewPage
from tests.storage.keeping import KEYS
from tests.ui.hands import Clock, show

ZHOU, WU = "周经办", "吴经办"
AT = "2024-07-24T10:00"


def sample(folder: Path) -> Session:
    """The sample applicant, open in a library of its own."""
    desk = Desk.open(folder / "library", notice, Clock(), KEYS)
    return desk.session(keep_sample(desk, notice("BM24")))


def review_page(
    qtbot: QtBot,
    session: Session,
    clerk: Clerk | None = None,
    told: UnitMemory | None = None,
) -> ReviewPage:
    memory = told or UnitMemory(reviewers=(ZHOU, WU))
    page = ReviewPage(session, clerk or Clerk(ZHOU), lambda: memory)
    followed(page, session)
    show(qtbot, page, (820, 700))
    return page


def followed(page: PageView, session: Session) -> None:
    """As the shell has it."""
    session.observe(page.refresh)


def margined(qtbot: QtBot, session: Session, page_id: str, clerk: Clerk | None) -> PageView:
    page = page_makers()[page_id](session)
    followed(page, session)
    page.setProperty("margin", Margin(session, page, clerk))
    show(qtbot, page, (820, 700))
    return page


def margin(page: PageView) -> Margin:
    (found,) = page.findChildren(Margin)
    return found
