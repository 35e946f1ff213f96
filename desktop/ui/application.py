"""The application around the window: set-up, Chinese for Qt's own words, a net for our bugs."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from desktop.app.form import Page
from desktop.app.library import Desk
from desktop.app.pages import PAGES
from desktop.app.session import Session
from desktop.errors import UserError
from desktop.ui.appearance import Appearance
from desktop.ui.attachments import AttachmentsPage
from desktop.ui.dialogs import Notice, show_error
from desktop.ui.finish import FinishPage
from desktop.ui.form import FormPage
from desktop.ui.notice_page import NoticePage
from desktop.ui.page import PageView
from desktop.ui.publicity import PublicityPage
from desktop.ui.shell import PageMaker
from desktop.ui.summary import SummaryPage
from desktop.ui.window import TITLE, Offer, Window

_SPECIAL: Mapping[str, PageMaker] = {
    "notice": NoticePage,
    "summary": SummaryPage,
    "attachments": AttachmentsPage,
    "publicity": PublicityPage,
    "finish": FinishPage,
}


def page_makers() -> dict[str, PageMaker]:
    """What makes each page: its own class, or its table drawn as a form."""
    return {page.id: _SPECIAL.get(page.id, partial(_form, page)) for page in PAGES}


def _form(page: Page, session: Session) -> PageView:
    return FormPage(session, page)


def application(arguments: list[str]) -> QApplication:
    """The one QApplication, speaking Chinese."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(arguments)
    app.setApplicationName("zhicheng")
    app.setApplicationDisplayName(TITLE)
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        app.installTranslator(translator)
    return app


def catch_bugs(log: logging.Logger) -> None:
    """Turn an exception nobody expected into a calm dialog; the world's faults are told as such.

    What is written down is where it happened, never what was typed.
    """

    def caught(kind: type[BaseException], bug: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, bug, trace)
            return
        parent = QApplication.activeWindow()
        if isinstance(bug, UserError):
            show_error(parent, bug)
            return
        places = [
            f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)
        ]
        log.error("%s at %s", kind.__name__, " < ".join(reversed(places)))
        dialog = Notice(
            "刚才这一步没有做成",
            (
                "程序里有一处没有想到的情况。",
                "您填的内容已经保存在本机，没有丢失。",
                "请再试一次；如果还是这样，关掉程序重新打开。",
            ),
            parent=parent,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    sys.excepthook = caught


def run(
    open_desk: Callable[[], Desk],
    offer: Offer,
    folder: Path,
    arguments: list[str] | None = None,
) -> int:
    """Open the window and stay until it is closed; the process's exit code.

    ``folder`` holds the settings. Where the library cannot be opened (another window has it, the
    disk is full) a dialog says so and nothing is begun anew.
    """
    app = application(arguments if arguments is not None else sys.argv)
    catch_bugs(logging.getLogger("zhicheng"))
    look = Appearance(app, folder)
    try:
        desk = open_desk()
    except UserError as error:
        told = tuple(s for s in (error.safe, error.todo) if s)
        Notice(error.happened.rstrip("。"), told, ("关闭",)).exec()
        return 2
    window = Window(desk, offer, page_makers(), look)
    window.open_last()
    window.appear(app.primaryScreen().availableSize())
    app.aboutToQuit.connect(partial(_close, window, desk))
    return app.exec()


def _close(window: Window, desk: Desk) -> None:
    window.close()
    desk.close()
