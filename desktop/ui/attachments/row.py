"""One attachment in its slot: small picture, what it is, 遮盖, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.app.findings.problems import NONE, Problem
from desktop.app.packet import outgoing
from desktop.app.scans import masking
from desktop.app.session import Session
from desktop.domain.case import Attachment, MaskKind
from desktop.language import tr
from desktop.ui.attachments.seldom import Seldom
from desktop.ui.attachments.sizes import GoingLine, Sizes
from desktop.ui.attachments.thumbs import Thumbnail, Thumbnails, Wanted
from desktop.ui.masks.form import MaskForm
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.marks import LinkButton, StateMark
from desktop.ui.widgets.pieces import FlowLayout, button
from desktop.ui.widgets.theme import em

FORMAT_WORDS = {"jpg": tr("JPG 图片"), "png": tr("PNG 图片"), "tif": tr("TIFF 图片"), "pdf": "PDF"}

_LONGEST = 24


class AttachmentRow(QFrame):
    """Sends what is asked for by the attachment's id; keys: Enter opens, Delete removes, Alt+↑↓."""

    opened = Signal(str)
    cover_asked = Signal(str)
    moved = Signal(str, int)
    removed = Signal(str)
    planned = Signal(str, object)
    again_asked = Signal(str)

    def __init__(
        self,
        session: Session,
        thumbnails: Thumbnails,
        sizes: Sizes,
        kinds: Sequence[MaskKind],
        masked: bool,
        *,
        trouble: Callable[[Attachment], str],
    ) -> None:
        super().__init__()
        self._trouble = trouble
        self._session = session
        self._thumbnails = thumbnails
        self.going = GoingLine(sizes)
        self._masked = masked
        self.covered = StateMark("open", 1.2)
        self.covered_word = QLabel()
        self.attachment: Attachment | None = None
        self.picture = Thumbnail()
        self.picture.clicked.connect(lambda: self.opened.emit(self._id))
        self.title = words("", "h3")
        self.facts = words("", "hint")
        self.named = Seldom("hint")
        self.problem = Seldom("error")
        self.faults = Seldom("care")
        self.renamed = Seldom("care")
        self.missed = Seldom("care")
        self._again: LinkButton | None = None
        self._kinds = kinds
        self._cover: MaskForm | None = None
        self.standing = words("", "hint")
        self.standing.setWordWrap(False)
        self.to_cover = LinkButton(tr("去遮盖"), small=True)
        self.to_cover.clicked.connect(lambda: self.cover_asked.emit(self._id))
        self.clear = QLabel(tr("这一张不遮盖"))
        self.clear.setProperty("role", "hint")
        self.open = LinkButton(tr("看大图、改说明"), small=True)
        self.open.clicked.connect(lambda: self.opened.emit(self._id))
        self.up = button(tr("上移"), lambda: self.moved.emit(self._id, -1), "quiet")
        self.down = button(tr("下移"), lambda: self.moved.emit(self._id, 1), "quiet")
        self.drop = button(tr("移除"), lambda: self.removed.emit(self._id), "quiet")
        self._lay_out(bool(kinds))
        for keys, act in (
            ("Return", lambda: self.opened.emit(self._id)),
            ("Delete", lambda: self.removed.emit(self._id)),
            ("Alt+Up", lambda: self.moved.emit(self._id, -1)),
            ("Alt+Down", lambda: self.moved.emit(self._id, 1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _lay_out(self, masking: bool) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, em(self, 0.5), 0, em(self, 0.5))
        row.setSpacing(em(self, 0.9))
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        self.column = column = QVBoxLayout()
        column.setSpacing(em(self, 0.15))
        row.addLayout(column, 1)
        head = QHBoxLayout()
        head.setSpacing(em(self, 0.1))
        head.addWidget(self.title, 1)
        for one in (self.up, self.down, self.drop):
            head.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        self.line = line = FlowLayout(em(self, 0.7))
        self.facts.setWordWrap(False)
        if masking:
            line.addWidget(self._covered())
        line.addWidget(self.facts)
        line.addWidget(self.open)
        column.addLayout(line)
        column.addLayout(self.named)
        column.addWidget(self.going)
        for seldom in (self.problem, self.faults, self.missed, self.renamed):
            column.addLayout(seldom)
        self.seen = QWidget()
        seen = FlowLayout(em(self, 0.7))
        self.seen.setLayout(seen)
        seen.addWidget(self.standing)
        seen.addWidget(self.to_cover)
        column.addWidget(self.seen)
        column.addWidget(self.clear)
        self.clear.setVisible(masking and not self._masked)
        column.addStretch(1)

    def _covered(self) -> QWidget:
        """已遮盖, 无需遮盖, 未确认: a mark and its word, side by side."""
        holder = QWidget()
        beside = QHBoxLayout(holder)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(em(self, 0.35))
        beside.addWidget(self.covered)
        beside.addWidget(self.covered_word)
        return holder

    @property
    def cover(self) -> MaskForm:
        """The plan of what is to be covered; made when it is first wanted, since few rows ask."""
        if self._cover is None:
            self._cover = made = MaskForm(self._kinds)
            made.changed.connect(lambda: self.planned.emit(self._id, made.plan))
            self.column.insertWidget(self.column.indexOf(self.seen), made)
        return self._cover

    @property
    def _id(self) -> str:
        return self.attachment.id if self.attachment is not None else ""

    def show_attachment(
        self, attachment: Attachment, first: bool, last: bool, problem: Problem, demanded: bool
    ) -> None:
        """Show ``attachment``; only what differs from what is shown is drawn anew."""
        before, self.attachment = self.attachment, attachment
        name = attachment.title or attachment.file_name or tr("未命名的附件")
        if attachment != before:
            self.title.setText(name)
            self._show_cover(attachment, name)
            self._name_buttons(name)
            if before is None or Wanted.of(before) != Wanted.of(attachment):
                self._ask_for_picture(attachment)
            limited = outgoing.limits(self._session.notice, attachment)
            self.going.show_attachment(attachment if limited else None, self._session)
        alone = first and last
        self.facts.setText(facts(attachment))
        # The file's own name tells it from the others of the slot; it stays on this machine.
        self.named.tell("" if alone else _short(attachment.file_name))
        self.show_trouble()
        case, notice = self._session.case, self._session.notice
        self.renamed.tell(masking.renamed(attachment, case, notice) if self._masked else "")
        self.up.setEnabled(not first)
        self.down.setEnabled(not last)
        self.up.setVisible(not alone)
        self.down.setVisible(not alone)
        # What was just added is never scolded: only a given answer, or 检查, brings words.
        touched = bool(attachment.mask.decision)
        shown = problem if problem.shown(touched, demanded) else NONE
        # What was seen on the scan is told as soon as it is seen, and once.
        faults = masking.first_faults(attachment)
        self.faults.tell("\n".join(faults))
        self.problem.tell("" if shown.sentence in faults else shown.sentence, shown.role)

    def show_trouble(self) -> None:
        """Say which pages could not be read, and why, with the way to have them read again."""
        trouble = self._trouble(self.attachment) if self.attachment is not None else ""
        self.missed.tell(trouble)
        if self._again is None and trouble:
            self._again = again = LinkButton(tr("再看一次"), small=True)
            again.setAccessibleName(f"{again.text()}：{self.accessibleName()}")
            again.clicked.connect(lambda: self.again_asked.emit(self._id))
            self.missed.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)
        if self._again is not None:
            self._again.setVisible(bool(trouble))

    def _show_cover(self, attachment: Attachment, name: str) -> None:
        """Of pages that have been looked at how far they are; of others the plan is asked."""
        seen = any(page.width for page in attachment.scans)
        self.seen.setVisible(self._masked and seen)
        asks = self._masked and not seen
        if asks or self._cover is not None:
            self.cover.show_plan(attachment.mask, name)
            self.cover.setVisible(asks)
        self.standing.setText(tr("遮盖：{overview}", overview=masking.overview(attachment)))
        mark, word = masking.standing(attachment) if self._masked else ("rest", tr("无需遮盖"))
        self.covered.set_state(mark)
        self.covered_word.setText(word)

    def _name_buttons(self, name: str) -> None:
        self.setAccessibleName(name)
        self.picture.setAccessibleName(tr("{name}，看大图", name=name))
        again = (self._again,) if self._again is not None else ()
        for one in (self.open, self.to_cover, *again, self.up, self.down, self.drop):
            one.setAccessibleName(f"{one.text()}：{name}")

    def _ask_for_picture(self, attachment: Attachment) -> None:
        if not self.picture.has_picture:
            self.picture.show_words(FORMAT_WORDS.get(attachment.format, "……"))
        if attachment.sha256:
            wanted = Wanted.of(attachment)

            def arrived(image: QImage) -> None:
                # The row may have been removed while its picture was being drawn.
                if not isValid(self):
                    return
                if self.attachment is not None and Wanted.of(self.attachment) == wanted:
                    self.picture.show_image(image)

            self._thumbnails.want(wanted, arrived)


def facts(attachment: Attachment) -> str:
    """What is known of the file: JPG 图片 · 2480×3508 · 1.2 MB · 不清楚."""
    pages = tr("{pages} 页", pages=attachment.pages) if attachment.pages > 1 else ""
    pixels = f"{attachment.width}×{attachment.height}" if attachment.width else ""
    return " · ".join(
        word
        for word in (
            FORMAT_WORDS.get(attachment.format, attachment.format.upper()),
            pages,
            pixels,
            _size(attachment.size),
            masking.corrections(attachment),
            "" if attachment.readable else tr("打不开"),
            tr("已看过，不清楚") if attachment.legible is False else "",
            tr("涉密") if attachment.classified else "",
            tr("单位已核对原件") if attachment.sighted.at else "",
            tr("复印件已签注") if attachment.stamped.at else "",
        )
        if word
    )


def _short(name: str) -> str:
    """A file's name in one line: of a long one the beginning and the end."""
    return name if len(name) <= _LONGEST else f"{name[:12]}…{name[-11:]}"


def _size(size: int) -> str:
    if size <= 0:
        return ""
    return f"{size / 1048576:.1f} MB" if size >= 1048576 else f"{max(size // 1024, 1)} KB"
