"""The walk: the sample applicant filled in through the real pages, pictured at every step.

For machines without a screen, and for whoever wants to see the whole way once: a new library in
a temporary folder, a new case, every field typed, every scan added, the packet written.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    Qt,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.app.library import Desk
from desktop.app.notices import installed
from desktop.app.pages import PAGES
from desktop.app.pages.form import Field, ListSection, Section, resolve
from desktop.app.safety.door import Keys
from desktop.app.samples.sample import Sample, sample
from desktop.app.session import Session
from desktop.domain.case import Attachment, Case
from desktop.domain.change import get
from desktop.domain.finding import Verdict
from desktop.language import tr
from desktop.ui.application import application, page_makers
from desktop.ui.attachments.group import GroupView
from desktop.ui.attachments.page import AttachmentsPage
from desktop.ui.attachments.row import AttachmentRow
from desktop.ui.entrance import Entrance, Means
from desktop.ui.finish.page import FinishPage
from desktop.ui.forms.entries import Body, EntriesView
from desktop.ui.forms.form import FormPage
from desktop.ui.publicity.page import PublicityPage
from desktop.ui.shell import Shell
from desktop.ui.summary.page import SummaryPage
from desktop.ui.walk import hands
from desktop.ui.walk.entering import LOOKS, keep, picture, walk_in
from desktop.ui.walk.hands import Stuck
from desktop.ui.widgets.appearance import Appearance
from desktop.ui.widgets.cards import FoldCard
from desktop.ui.window import Offer, Window

PACK = "BM24"
SCREEN = (1366, 768)


def say(line: str) -> None:
    """One plain line of progress; a console that knows no Chinese gets what it can show."""
    stream = sys.stdout
    known = stream.encoding or "utf-8"
    stream.write(line.encode(known, "replace").decode(known) + "\n")
    stream.flush()


@dataclass
class Walk:
    """One walk under way: the window, the sample it follows, where pictures go."""

    window: Window
    look: Appearance
    sample: Sample
    out: Path
    made: int = 2
    ids: dict[str, str] = field(default_factory=dict)

    @property
    def shell(self) -> Shell:
        """The shell of the open case."""
        if self.window.shell is None:
            raise Stuck(tr("没有打开任何材料"))
        return self.window.shell

    @property
    def session(self) -> Session:
        """The session of the open case."""
        return self.shell.session

    @property
    def model(self) -> Case:
        """The case that is to come out."""
        return self.sample.brought.case

    # ------------------------------------------------------------------ pictures

    def picture(self, name: str, around: QWidget | None = None) -> None:
        """The window as it is now, ``around`` in sight: light, light at 150 %, dark."""

        def reveal() -> None:
            if around is not None and isinstance(self.shell.page, FormPage):
                self.shell.page.sheet.reveal(around)
                hands.settle()

        picture(self.window, self.look, self._next(name), reveal)

    def _next(self, name: str) -> Path:
        file = self.out / f"{self.made:02d}-{name}"
        self.made += 1
        return file

    def _in_other_looks(self, pages: dict[str, Path]) -> None:
        """The pages once more, filled in: a window with all of them is slow to change its look."""
        for theme, scale in LOOKS[1:]:
            self.look.choose(theme, scale)
            for page_id, file in pages.items():
                self.shell.go(page_id, focus=False)
                hands.settle()
                keep(self.window, file, theme, scale)
        self.look.choose(*LOOKS[0])
        hands.settle()

    # ------------------------------------------------------------------ the way

    def go(self) -> Path:
        """From the first screen to the packet; the packet's folder."""
        self.picture("start")
        wanted = tr("按《{title}》新建", title=installed.notice(PACK).title)
        begin = next(
            b for b in self.window.findChildren(QPushButton) if b.accessibleName() == wanted
        )
        self.window.start.sheet.reveal(begin)
        hands.settle()
        hands.click(begin)
        pages: dict[str, Path] = {}
        for page in PAGES:
            say(f"{page.title} …")
            if self.shell.page_id != page.id:
                hands.click(self.shell.bottom.next)
            self._fill()
            self._tick()
            self.shell.page.flush()
            hands.settle()
            pages[page.id] = self._next(page.id)
            keep(self.window, pages[page.id], *LOOKS[0])
        self._in_other_looks(pages)
        self._clause()
        return self._packet()

    def _fill(self) -> None:
        page = self.shell.page
        if isinstance(page, SummaryPage):
            self._write_summary(page)
        elif isinstance(page, AttachmentsPage):
            self._attach(page)
        elif isinstance(page, FormPage):
            for section, card, body in page.sections:
                if any(_filled(self.model, section)):
                    if isinstance(card, FoldCard):
                        hands.click(card.button)
                    self._fill_body(body, _parts(section), "", "")
            if isinstance(page, PublicityPage):
                self._mark_papers(page)
        page.flush()
        if isinstance(page, FormPage):
            page.sheet.verticalScrollBar().setValue(0)

    def _tick(self) -> None:
        confirmations = getattr(self.shell.page, "confirmations", None)
        if confirmations is None:
            return
        wanted = {tick.rule for tick in self.model.ticks}
        for rule, row in confirmations.rows.items():
            if rule in wanted and row.isVisible() and not row.check.isChecked():
                hands.click(row.check)

    def _fill_body(
        self, body: Body, parts: tuple[Field | ListSection, ...], ours: str, theirs: str
    ) -> None:
        """Fill the fields at ``ours`` with what the sample has at ``theirs``."""
        for part in parts:
            value = get(self.model, resolve(part.path, theirs))
            if isinstance(part, ListSection):
                self._fill_list(body.lists[resolve(part.path, ours)], part, theirs)
                continue
            view = body.fields[resolve(part.path, ours)]
            if value in ("", None, ()) or value == get(self.session.case, view.path):
                continue
            if view.is_asked():
                hands.answer(view.editor, value)
                view.flush()
                hands.settle()

    def _fill_list(self, entries: EntriesView, part: ListSection, theirs: str) -> None:
        for entry in get(self.model, resolve(part.path, theirs)):
            hands.click(entries.add_button)
            path = list(entries.views)[-1]
            self.ids[entry.id] = path.rpartition(".")[2]
            inside = f"{resolve(part.path, theirs)}.{entry.id}"
            self._fill_body(entries.views[path].open(), part.fields, path, inside)

    def _write_summary(self, page: SummaryPage) -> None:
        hands.replace(page.editor, self.model.summary.text)
        for topic in self.model.summary.topics:
            hands.click(page.topics.boxes[topic])

    # ------------------------------------------------------------------ attachments

    def _attach(self, page: AttachmentsPage) -> None:
        for attachment in self.model.attachments:
            view = page.slots[attachment.slot]
            group = self._group(view.groups.values(), attachment)
            count = len(self.session.case.attachments) + 1
            page.sheet.reveal(group)
            hands.settle()
            hands.with_dialog(self._opener(group, attachment), self._file(attachment))
            hands.wait_for(
                partial(self._has, count), tr("“{title}”没有放进去", title=attachment.title)
            )
            hands.settle()
            self._decide(page, attachment)
            say(f"  {len(self.session.case.attachments)} / {len(self.model.attachments)}")

    def _has(self, count: int) -> bool:
        return len(self.session.case.attachments) == count

    def _file(self, attachment: Attachment) -> Path:
        source, named = self.sample.brought.files[attachment.sha256]
        return source.files[named.id]

    def _group(self, groups: Iterable[GroupView], attachment: Attachment) -> GroupView:
        subject = self.ids.get(attachment.subject, "")
        for group in groups:
            if group.group.place.subject == subject and not group.group.stray:
                return group
        raise Stuck(tr("“{title}”没有地方放", title=attachment.title))

    def _opener(self, group: GroupView, attachment: Attachment) -> QPushButton:
        """The button for that year and part where there is one, else 添加文件."""
        for spot, button in zip(group.group.missing, group.spot_buttons, strict=True):
            place = spot.place
            if (place.year or attachment.year) == attachment.year and place.part == attachment.part:
                return button
        return group.add

    def _decide(self, page: AttachmentsPage, attachment: Attachment) -> None:
        """需要遮盖吗？ for the file just added, as the sample decided."""
        new = self.session.case.attachments[-1]
        row = next(r for r in page.findChildren(AttachmentRow) if r.attachment == new)
        plan = attachment.mask
        if not plan.decision or not row.cover.isVisible():
            return
        hands.click(row.cover.answers[plan.decision])
        for boxes, kinds in ((row.cover.needed, plan.needed), (row.cover.done, plan.done)):
            for kind, box in boxes.items():
                # What is usual on such a paper is ticked already.
                if box.isChecked() != (kind in kinds) and box.isVisible():
                    hands.click(box)

    # ------------------------------------------------------------------ papers, clause, packet

    def _mark_papers(self, page: PublicityPage) -> None:
        for state in self.model.papers:
            view = page.papers.views.get(state.id)
            if view is None:
                continue
            for key, box in view.boxes.items():
                kind, _, who = key.partition(":")
                on = who in state.signed if who else bool(getattr(state, kind))
                if on and not box.isChecked():
                    hands.click(box)

    def _clause(self) -> None:
        say(tr("依据：看一处通知原文 …"))
        dialog = self.shell.show_rule("BM24.basic.photo")
        if dialog is None or not dialog.marked():
            raise Stuck(tr("找不到通知原文"))
        hands.settle()
        dialog.grab().save(str(self.out / f"{self.made:02d}-clause-light.png"))
        self.made += 1
        dialog.close()

    def _packet(self) -> Path:
        page = self.shell.page
        if not isinstance(page, FinishPage):
            raise Stuck(tr("没有走到最后一步"))
        say(tr("检查 …"))
        hands.click(self.shell.checklist.check_button)
        say(tr("生成材料包 …"))
        folder = self.out.parent
        before = set(folder.iterdir())
        page.sheet.reveal(page.packet.start)
        hands.settle()
        hands.with_dialog(page.packet.start, folder)
        hands.wait_for(page.packet.result.isVisible, tr("材料包没有生成"), 300)
        hands.settle()
        self.picture("packet", page.packet.result)
        made = sorted(p for p in folder.iterdir() if p.is_dir() and p not in before)
        if not made:
            raise Stuck(page.packet.result.text.text())
        return made[-1]


def _parts(section: Section | ListSection) -> tuple[Field | ListSection, ...]:
    return (section,) if isinstance(section, ListSection) else section.fields


def _filled(case: Case, section: Section | ListSection) -> Iterator[bool]:
    """For each field or list of the section whether the sample has anything in it."""
    for part in _parts(section):
        yield get(case, part.path) not in ("", None, ())


def walk(out: Path) -> int:
    """Walk through the program with the sample of BM24; pictures and packet go into ``out``.

    0 where the packet is complete, 1 where something is left open or went wrong. Runs at the
    sample's own moment, with a library of its own that is gone afterwards.
    """
    if sys.platform == "linux" and not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY"))):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # The system's own file dialogs cannot be typed into from here.
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    pictures = out.resolve() / "screens"
    pictures.mkdir(parents=True, exist_ok=True)
    qInstallMessageHandler(_heard)
    # A made-up passphrase has no business in somebody's own keyring.
    os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    app = application(["zhicheng"])
    bugs: list[str] = []
    sys.excepthook = lambda kind, bug, _trace: bugs.append(f"{kind.__name__}: {bug}")
    about = sample(installed.notice(PACK))
    with tempfile.TemporaryDirectory(prefix="zhicheng-walk-") as home:
        look = Appearance(app, Path(home))
        entrance = Entrance(_means(about, look), look, Path(home) / "library")
        try:
            window = walk_in(entrance, look, pictures, SCREEN)
            way = Walk(window, look, about, pictures)
            packet = way.go()
            open_ones = _open(way.session)
        except Stuck as stuck:
            say(tr("没有走完：{stuck}", stuck=stuck))
            bugs.append(str(stuck))
        finally:
            entrance.close()
    for bug in bugs:
        say(bug)
    if bugs:
        return 1
    for line in open_ones:
        say(line)
    say(tr("材料包：{packet}", packet=packet))
    say(tr("每一步的图片：{pictures}", pictures=pictures))
    return 1 if open_ones else 0


def _means(about: Sample, look: Appearance) -> Means:
    def opened(folder: Path, keys: Keys) -> Desk:
        return Desk.open(folder, installed.notice, lambda: about.as_of, keys)

    def window(desk: Desk) -> Window:
        return Window(desk, Offer(lambda _desk: ""), page_makers(), look)

    return Means(opened, window, lambda: about.as_of)


def _heard(_kind: QtMsgType, _where: QMessageLogContext, words: str) -> None:
    """What Qt says, but for the platform without a screen telling what it has not got."""
    if not words.startswith("This plugin does not support"):
        say(words)


def _open(session: Session) -> list[str]:
    """What the checks still find wrong."""
    open_verdicts = (Verdict.FAIL, Verdict.TODO)
    return [f"{f.rule} {f.say}" for f in session.findings if f.verdict in open_verdicts]
