"""The application around the window: set-up, and Chinese for Qt's own words."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QSettings, Qt, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from desktop import paths
from desktop.app.troubles import log
from desktop.language import SPOKEN, tr
from desktop.ui.entrance import Entrance, Means
from desktop.ui.help.asking import HelpKey
from desktop.ui.safety.door_window import TITLE
from desktop.ui.safety.front import Front, Other
from desktop.ui.troubles.net import Net
from desktop.ui.widgets.appearance import Appearance
from desktop.ui.widgets.dialogs import Notice

if TYPE_CHECKING:
    from desktop.app.library import Desk
    from desktop.app.pages.form import Page
    from desktop.app.safety.door import Keys
    from desktop.app.session import Session
    from desktop.ui.forms.page import PageView
    from desktop.ui.offer import Offer
    from desktop.ui.shell import PageMaker
    from desktop.ui.window import Window

# The first page is seen before what works on materials is loaded, and each page of a case brings
# its own along.
# ruff: noqa: PLC0415


def _attachments(session: Session) -> PageView:
    from desktop.ui.attachments.page import AttachmentsPage

    return AttachmentsPage(session)


def _finish(session: Session) -> PageView:
    from desktop.ui.finish.page import FinishPage

    return FinishPage(session)


def _publicity(session: Session) -> PageView:
    from desktop.ui.publicity.page import PublicityPage

    return PublicityPage(session)


def _summary(session: Session) -> PageView:
    from desktop.ui.summary.page import SummaryPage

    return SummaryPage(session)


def page_makers() -> dict[str, PageMaker]:
    """What makes each page: its own class, or its table drawn as a form."""
    from desktop.app.pages import PAGES
    from desktop.ui.notices.page import NoticePage

    special: dict[str, PageMaker] = {
        "notice": NoticePage,
        "summary": _summary,
        "attachments": _attachments,
        "publicity": _publicity,
        "finish": _finish,
    }
    own = {page.id: special.get(page.id, partial(_form, page)) for page in PAGES}
    return {page_id: partial(_followed, maker) for page_id, maker in own.items()}


def _followed(maker: PageMaker, session: Session) -> PageView:
    """A page where the remarks of a return stand at what they are about."""
    from desktop.ui.tracking.beside import Beside

    page = maker(session)
    Beside(session, page)
    return page


def _form(page: Page, session: Session) -> PageView:
    from desktop.ui.forms.form import FormPage

    return FormPage(session, page)


def input_method(asked: str, there: Iterable[str]) -> str:
    """What ``QT_IM_MODULE`` has to say where the desktop has ``asked`` for it.

    ``there`` are the file names of the input methods Qt brings along: Fcitx's, which Chinese
    desktops ask for, is not one of them. Without it nothing but Latin letters could be typed;
    Fcitx 5 answers to IBus's name as well.
    """
    if not asked.startswith("fcitx") or any("fcitx" in name for name in there):
        return asked
    return "ibus"


def _listen_to_input_method() -> None:
    asked = os.environ.get("QT_IM_MODULE", "")
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    there = [file.name for file in (plugins / "platforminputcontexts").glob("*")]
    if asked:
        os.environ["QT_IM_MODULE"] = input_method(asked, there)


def application(arguments: list[str]) -> QApplication:
    """The one QApplication, speaking Chinese."""
    _listen_to_input_method()
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(arguments)
    app.setApplicationName("zhicheng")
    # Qt's file dialog would keep the folders visited, whose names may be people's, in a file.
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)
    app.setApplicationDisplayName(TITLE)
    app.setDesktopFileName("zhicheng")
    app.setWindowIcon(QIcon(str(paths.resources() / "icons" / "zhicheng.svg")))
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    if SPOKEN.from_the_right:
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        app.installTranslator(translator)
    return app


def run(
    open_desk: Callable[[Path, Keys], Desk],
    make_offer: Callable[[], Offer],
    folder: Path,
    arguments: list[str] | None = None,
    *,
    now: Callable[[], datetime],
    first: Callable[[Desk], None] | None = None,
    package: Path | None = None,
) -> int:
    """Open the window and stay until it is closed; the process's exit code.

    ``folder`` holds the settings. Where another window has the library that one comes forward;
    else the way in is the entrance's, and nothing that is there is ever begun anew. ``first`` is
    done once the library is open for the first time; then ``package``, which somebody has handed
    over, is shown.
    """
    app = application(arguments if arguments is not None else sys.argv)
    entrance: Entrance | None = None
    net = Net(now, lambda: _open_notice(entrance))
    HelpKey(app)
    look = Appearance(app, folder)
    front = Front(folder)
    other = front.ask_other()
    if other != "none":
        return _leave_to(other, has_more=first is not None, package=package)
    front.wait_for_others()
    leave_log = log.keep(folder, now)
    log.started()
    received = [package] if package is not None else []

    def make_window(desk: Desk) -> Window:
        from desktop.ui.window import Window

        window = Window(desk, make_offer(), page_makers(), look)
        if received:
            QTimer.singleShot(0, window, partial(window.handover.receive, [received.pop()]))
        return window

    means = Means(open_desk, make_window, now, first or _nothing)
    entrance = Entrance(means, look, folder)
    front.asked.connect(entrance.come_forward)
    app.aboutToQuit.connect(front.close)
    app.aboutToQuit.connect(entrance.close)
    app.aboutToQuit.connect(_let_go)
    entrance.begin()
    code = app.exec()
    net.close()
    log.ended(code)
    leave_log()
    return code


def _open_notice(entrance: Entrance | None) -> str:
    """The notice of the open case with its version; "" where none is open."""
    window = entrance.window if entrance is not None else None
    if window is None or window.shell is None:
        return ""
    notice = window.shell.session.notice
    return tr("{id} 第 {version} 版", id=notice.id, version=notice.version)


def _let_go() -> None:
    """A page of a file that is still being opened would hold the end of the program up."""
    if "desktop.app.intake" in sys.modules:  # else nothing was ever opened
        from desktop.app.intake import let_go

        let_go()


def _nothing(_desk: Desk) -> None:
    """Nothing more is to be done."""


def _leave_to(other: Other, *, has_more: bool, package: Path | None) -> int:
    """Another window has the library: it is in front now, or the person is told."""
    if other == "shown" and not has_more and package is None:
        return 0
    told = tr("那边的内容不受影响。")
    todo = (
        tr(
            "请在那个窗口里点“{command}”，再选这个文件。",
            command=tr("收到申报包…") if package else tr("导入材料文件…"),
        )
        if has_more or package
        else tr("它现在没有应答，可能正忙着；请稍等一会儿，再回到那个窗口。")
    )
    Notice(tr("职称申报助手已经在另一个窗口打开"), (told, todo), (tr("知道了"),)).exec()
    return 2
