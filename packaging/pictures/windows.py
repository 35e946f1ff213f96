"""Pictures of the real windows, for README and manual: the sample applicant and eighty made-up.

Each is taken light and dark, cut to what it is about, and kept in few colours.
"""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["ZHICHENG_FONTS"] = "bundled"


from PIL import Image
from PySide6.QtCore import QBuffer, QEvent, QIODevice, QRect
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop import paths
from desktop.app.help.manual import PICTURES, THEMES
from desktop.app.library import Desk
from desktop.app.notices import installed
from desktop.app.samples import demo
from desktop.app.samples.sample import keep_sample, sample
from desktop.app.scans.scanned import with_found
from desktop.app.scans.scanning import Scanner, looking_for
from desktop.domain.case import Remark, Return, Submission
from desktop.domain.moments import written
from desktop.storage.keys import Keys
from desktop.ui.applicants.page import ApplicantsPage
from desktop.ui.application import application, page_makers
from desktop.ui.attachments.detail import AttachmentDialog
from desktop.ui.finish.page import TRACKING
from desktop.ui.platform.dialog import CopyDialog
from desktop.ui.proofreading.dialog import ProofDialog
from desktop.ui.scans.view import Paper
from desktop.ui.walk.hands import settle, wait_for
from desktop.ui.widgets.appearance import Appearance
from desktop.ui.window import Offer, Window

PACK = "BM24"
OUT = paths.resources() / "help" / "manual" / PICTURES
COLORS = 64
PAGE = (1120, 700)
"""A window small enough to be read in the manual, large enough to look as it does in use."""


@dataclass
class Studio:
    """A library with the sample in it, and the window in front of it."""

    desk: Desk
    window: Window
    case_id: str

    def page(self, page_id: str, path: str = "") -> QWidget:
        """The case, at that place of that page."""
        self.window.open_case(self.case_id)
        shell = self.window.shell
        if shell is None:
            raise RuntimeError(page_id)
        shell.go(page_id, path)
        return self.window

    def put(self, **values: object) -> None:
        """Change the case; ``__`` stands for the dots of a path."""
        session = self.desk.session(self.case_id)
        for name, value in values.items():
            session.set(name.replace("__", "."), value)

    def faulty(self) -> QWidget:
        """A page on which something is wrong, and the list of what else is."""
        number = self.desk.session(self.case_id).case.person.id_no
        wrong = "1" if number[-1] != "1" else "2"
        self.put(person__id_no=number[:-1] + wrong, person__phone="")
        return self.page("basic", "person.id_no")

    def returned(self) -> QWidget:
        """Submitted, and sent back with two remarks."""
        now = self.desk.now()
        submitted = Submission(id="s1", at=written(now - timedelta(days=1)), to="单位")
        remarks = (
            Remark(id="r1", text="身份证反面不清晰，请重新上传。"),
            Remark(id="r2", text="个人承诺书缺手印。"),
        )
        back = Return(id="b1", at=written(now - timedelta(hours=9)), by="县市", remarks=remarks)
        self.put(
            track__first_submit_at=submitted.at, track__submits=(submitted,), track__returns=(back,)
        )
        return self.page("finish", TRACKING)

    def start(self) -> QWidget:
        """The first screen."""
        self.window.show_start()
        return self.window

    def notice(self) -> QWidget:
        """What a notice asks for."""
        self.window.show_start()
        self.window.read(installed.notice(PACK))
        return self.window

    def dialog(self, dialog: QDialog, size: tuple[int, int]) -> QWidget:
        """A window of its own."""
        dialog.resize(*size)
        dialog.show()
        return dialog

    def masks(self) -> QWidget:
        """遮盖: the first page of which something has to be covered."""
        session = self.desk.session(self.case_id)
        file = next(a for a in session.case.attachments if a.slot == "职称证书")
        looking = looking_for(file, session.case, session.notice)
        page = Scanner(session.library).examine(
            session.library.file(file.sha256), file, 0, looking, None
        )
        session.note(f"attachments.{file.id}", with_found(file, 0, page), label="看")
        made = self.dialog(AttachmentDialog(session, file.id, mode="cover"), (900, 620))
        papers = made.findChildren(Paper)
        wait_for(lambda: any(not paper.image.isNull() for paper in papers), "the page")
        return made

    def platform(self) -> QWidget:
        """抄录到平台."""
        return self.dialog(CopyDialog(self.desk.session(self.case_id)), (640, 620))

    def proofreading(self) -> QWidget:
        """通读核对."""
        return self.dialog(ProofDialog(self.desk.session(self.case_id)), (820, 620))

    def people(self) -> QWidget:
        """The table of all applicants, everybody looked at."""
        self.window.show_desk()
        page = self.window.home
        if isinstance(page, ApplicantsPage):
            wait_for(lambda: not page.judging.left, "people", 300)
        return self.window


SHOTS: Mapping[str, Callable[[Studio], QWidget]] = {
    "start": Studio.start,
    "notice": Studio.notice,
    "summary": lambda s: s.page("summary"),
    "attachments": lambda s: s.page("attachments"),
    "masks": Studio.masks,
    "publicity": lambda s: s.page("publicity"),
    "finish": lambda s: s.page("finish"),
    "proofreading": Studio.proofreading,
    "platform": Studio.platform,
    "checklist": Studio.faulty,
    "window": lambda s: s.window,
    "tasks": lambda s: s.page("tasks"),
    "tracking": Studio.returned,
}
"""What is taken with one applicant in the library, by the picture's name, in this order."""

_SHEET = QRect(205, 44, 570, 590)
CUTS: Mapping[str, QRect] = {
    "start": QRect(200, 60, 720, 640),
    "checklist": QRect(790, 42, 330, 400),
    "desk": QRect(0, 42, 880, 560),
    "tasks": QRect(205, 44, 900, 590),
    **dict.fromkeys(("attachments", "finish", "publicity", "summary", "tracking"), _SHEET),
}
"""What of a window the picture shows, where that is not all of it."""


def take(names: tuple[str, ...] = ()) -> None:
    """Take the pictures called so, or all."""
    app = application(["pictures"])
    for theme in THEMES:
        with _studio(app, theme) as studio:
            for name, shot in SHOTS.items():
                if not names or name in names:
                    _keep(shot(studio), OUT / theme / f"{name}.png", CUTS.get(name))
        if not names or "desk" in names:
            with _studio(app, theme, people=80) as studio:
                _keep(studio.people(), OUT / theme / "desk.png", CUTS["desk"])


@contextmanager
def _studio(app: QApplication, theme: str, *, people: int = 0) -> Iterator[Studio]:
    as_of: datetime = sample(installed.notice(PACK)).as_of
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        os.environ["ZHICHENG_HOME"] = home
        look = Appearance(app, Path(home))
        look.choose(theme, 100)
        desk = Desk.open(Path(home), installed.notice, lambda: as_of, Keys.of(bytes(32)))
        if people:
            demo.keep(desk, people)
        case_id = keep_sample(desk, installed.notice(PACK))
        window = Window(desk, Offer(lambda _desk: case_id), page_makers(), look)
        window.resize(*PAGE)
        window.show()
        try:
            yield Studio(desk, window, case_id)
        finally:
            window.close()
            window.deleteLater()
            app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            desk.close()


def _keep(widget: QWidget, file: Path, cut: QRect | None) -> None:
    """The widget as it is, once everything due has happened, in few colours."""
    for _ in range(20):
        settle()
    picture = widget.grab(cut) if cut is not None else widget.grab()
    if isinstance(widget, QDialog):
        widget.close()
        widget.deleteLater()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    image = Image.open(io.BytesIO(buffer.data().data())).convert("RGB")
    few = image.quantize(COLORS, dither=Image.Dither.NONE)
    file.parent.mkdir(parents=True, exist_ok=True)
    few.save(file, optimize=True)
