"""附件: every slot of the platform in its order, with its files, what is missing, and 遮盖."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop.app.findings.problems import problems
from desktop.app.intake import Place
from desktop.app.packet import outgoing
from desktop.app.pages import ATTACHMENTS
from desktop.app.pages.form import told
from desktop.app.places import ColumnPlaces, SlotPlaces, columns, place_name
from desktop.app.scans.scanning import Scanner, kinds_in
from desktop.app.session import Session
from desktop.domain.case import Attachment, MaskPlan
from desktop.domain.change import UnknownPath, get
from desktop.domain.terms import Slot
from desktop.language import shown, tr
from desktop.ui.attachments.bars import Mode
from desktop.ui.attachments.detail import AttachmentDialog
from desktop.ui.attachments.examining import Examining, ExaminingNote
from desktop.ui.attachments.group import GroupView
from desktop.ui.attachments.row import AttachmentRow
from desktop.ui.attachments.sizes import Sizes
from desktop.ui.attachments.slot import SlotView
from desktop.ui.attachments.taking import Taking
from desktop.ui.attachments.thumbs import Thumbnails
from desktop.ui.forms.confirm import Confirmations
from desktop.ui.forms.page import PageView
from desktop.ui.forms.questions import QuestionsCard
from desktop.ui.widgets.cards import Card, FoldCard, Sheet, members, words
from desktop.ui.widgets.marks import LinkButton
from desktop.ui.widgets.pieces import FlowLayout, Note
from desktop.ui.widgets.theme import em
from desktop.ui.widgets.worker import Worker

KINDS = tr(
    "图片和 PDF (*.jpg *.jpeg *.png *.tif *.tiff *.bmp *.gif *.webp *.heic *.heif *.pdf)"
    ";;所有文件 (*)"
)


class AttachmentsPage(PageView):
    """Bring in, see, order, describe and remove the files of the case."""

    page_id = "attachments"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.taking = Taking(session, self)
        self.taking.told.connect(self.told)
        self.taking.refused.connect(self._show_report)
        self._painter = Worker(self)
        self._thumbnails = Thumbnails(self._painter, session.library.file)
        self._sizes = Sizes(Worker(self), session)
        self._folder = str(Path.home())
        self._demanded = False
        self.slots: dict[str, SlotView] = {}
        self.cards: dict[str, Card] = {}
        self._unused: dict[str, FoldCard] = {}
        self._jumps: dict[str, LinkButton] = {}
        self.sheet = Sheet(
            shown(ATTACHMENTS.title),
            shown(told(ATTACHMENTS.lead, self.session.case, self.session.notice)),
            widest=56,
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.sheet)
        self.jumps = QWidget()
        self._jump_flow = FlowLayout(em(self, 0.9))
        self.jumps.setLayout(self._jump_flow)
        self.sheet.add(self.jumps)
        self._add_mask_note()
        self._add_size_note()
        self._add_examining()
        self._places = columns(session.case, session.notice, session.findings)
        for column in self._places:
            self._add_column(column)
        self.questions = QuestionsCard(session, self.page_id)
        self.sheet.add(self.questions)
        self.confirmations = Confirmations(session, self.page_id)
        self.confirmations.clause_asked.connect(self.clause_asked)
        self.sheet.add(self.confirmations)
        self.setFocusProxy(self.sheet)
        self.refresh(frozenset())

    # ------------------------------------------------------------------ layout

    def _add_mask_note(self) -> None:
        masking = self.session.notice.masking
        note = Note()
        self.sheet.add(note)
        if not masking.kinds:
            return
        if masking.where:
            note.column.insertWidget(1, words(tr("位置：{where}", where=masking.where), "hint"))
        if masking.clause:
            link = LinkButton(tr("依据：通知 {clause}", clause=masking.clause), small=True)
            link.clicked.connect(lambda: self.source_asked.emit(masking.clause, masking.quote))
            note.acts.addWidget(link)
        note.say(tr("遮盖在平台上做，这里先记下每一页要不要遮、遮好了没有。"))

    def _add_size_note(self) -> None:
        terms = self.session.notice.files
        note = Note()
        self.sheet.add(note)
        note.say(outgoing.asked(self.session.notice))
        if terms.clause:
            link = LinkButton(tr("依据：通知 {clause}", clause=terms.clause), small=True)
            link.clicked.connect(lambda: self.source_asked.emit(terms.clause, terms.quote))
            note.acts.addWidget(link)

    def _add_examining(self) -> None:
        self.scanner = Scanner(self.session.library)
        self.examining = Examining(self.session, self.scanner, self)
        self.examining.missed.connect(self._show_trouble)
        self.sheet.add(ExaminingNote(self.examining))

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever is here sees what is on the scans; elsewhere nobody waits for it."""
        super().showEvent(event)
        self.examining.look()

    def _add_column(self, column: ColumnPlaces) -> None:
        card = Card(column.column.title, column.column.hint, spacing=0.5)
        unused = FoldCard(tr("按现在填的用不到的栏目"))
        unused.setProperty("role", "panel")
        for places in column.slots:
            view = SlotView(places, partial(self._new_row, places.slot))
            view.clause_asked.connect(self.clause_asked)
            view.asked.connect(self.asked)
            view.given.connect(self.taking.take)
            view.choose.connect(self._choose)
            self.slots[places.slot.id] = view
        self.cards[column.column.id] = card
        self._unused[column.column.id] = unused
        card.add(unused)
        self.sheet.add(card)
        jump = LinkButton(column.column.title, small=True)
        jump.clicked.connect(lambda: self.sheet.reveal(card))
        self._jumps[column.column.id] = jump
        self._jump_flow.addWidget(jump)

    def _new_row(self, slot: Slot) -> AttachmentRow:
        notice = self.session.notice
        masked = bool(kinds_in(Attachment(slot=slot.id), notice))
        kinds = notice.masking.kinds
        row = AttachmentRow(
            self.session,
            self._thumbnails,
            self._sizes,
            kinds,
            masked,
            trouble=self.examining.trouble,
        )
        row.again_asked.connect(self._look_again)
        row.opened.connect(self.open_attachment)
        row.cover_asked.connect(partial(self.open_attachment, mode="cover"))
        row.moved.connect(self._move)
        row.removed.connect(self._remove)
        row.planned.connect(self._plan)
        return row

    # ------------------------------------------------------------------ following

    def refresh(self, changed: frozenset[str]) -> None:
        """Follow the case; only what differs is drawn anew."""
        session = self.session
        self._places = columns(session.case, session.notice, session.findings)
        told = problems(session.findings)
        for column in self._places:
            unused = self._unused[column.column.id]
            card = self.cards[column.column.id]
            for places in column.slots:
                view = self.slots[places.slot.id]
                self._put(view, card, unused, places)
                view.show_places(places, self._name, told, self._demanded)
            idle = sum(_idle(places) for places in column.slots)
            unused.setVisible(bool(idle))
            unused.button.setText(tr("按现在填的，用不到的栏目（{idle}）", idle=idle))
            self._show_count(column)
        self.questions.refresh(changed)
        self.confirmations.refresh()
        if self.isVisible():
            self.examining.look()

    def _put(self, view: SlotView, card: Card, unused: FoldCard, places: SlotPlaces) -> None:
        home = unused.column if _idle(places) else card.column
        if home.indexOf(view) < 0:
            moved = view.parent() is not None
            (card.column if _idle(places) else unused.column).removeWidget(view)
            if home is unused.column:
                home.addWidget(view)
            else:
                home.insertWidget(self._place_in(card, view), view)
            if moved:
                view.show()

    def _place_in(self, card: Card, view: SlotView) -> int:
        """Where ``view`` goes among the slots of its card, in the notice's order."""
        order = list(self.slots.values())
        after = set(order[order.index(view) + 1 :])
        for widget in members(card.column):
            if widget in after or isinstance(widget, FoldCard):
                return card.column.indexOf(widget)
        return card.column.count()

    def _show_count(self, column: ColumnPlaces) -> None:
        jump = self._jumps[column.column.id]
        count = f" {column.filled}/{column.wanted}" if column.wanted else ""
        jump.set_text(f"{column.column.title}{count}")
        jump.setAccessibleName(
            tr(
                "到{title}，必交的 {wanted} 处有 {filled} 处",
                title=column.column.title,
                wanted=column.wanted,
                filled=column.filled,
            )
        )

    def _name(self, place: Place) -> str:
        return place_name(self.session.case, self.session.notice, place)

    def flush(self) -> None:
        """Hand over what is typed and not yet handed over."""
        self.questions.body.flush()

    def demand(self) -> None:
        """From now on show every problem."""
        self._demanded = True
        self.questions.body.demand()

    def show_field(self, path: str) -> bool:
        """An attachment, a slot (``slot:身份证正面``), or a confirmation."""
        kind, _, name = path.partition(":")
        if kind == "rule":
            row = self.confirmations.show_rule(name)
            return self._reveal(row, row)
        if kind == "slot" and name in self.slots:
            view = self.slots[name]
            self._unfold(view)
            lacking = view.lacking()
            if lacking is None:
                return self._reveal(view, view.list_hint)
            # A long slot would show its head and hide the very place that is empty.
            fits = view.height() < self.sheet.viewport().height()
            return self._reveal(view if fits else lacking.ways, lacking.first_way())
        if path == "attachments":
            return self._show_lacking()
        if path.startswith("answers."):
            return self._reveal(self.questions.show_field(path), None)
        if path.startswith("attachments."):
            found = self._row_of(path.split(".")[1])
            return self._reveal(found, found.picture if found is not None else None)
        return False

    def _show_lacking(self) -> bool:
        """The first slot that has to hold something and does not; else the first of all."""
        wanting = (
            view.slot.id
            for view in self.slots.values()
            if (lacking := view.lacking()) is not None and lacking.wants_a_file
        )
        slot = next(wanting, next(iter(self.slots), ""))
        return self.show_field(f"slot:{slot}") if slot else False

    def _reveal(self, widget: QWidget | None, focus: QWidget | None) -> bool:
        if widget is None:
            return False
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self.sheet.reveal(widget)
        return True

    def _unfold(self, view: SlotView) -> None:
        for unused in self._unused.values():
            if unused.isAncestorOf(view):
                unused.open()

    def _show_trouble(self, attachment_id: str) -> None:
        row = self._row_of(attachment_id)
        if row is not None:
            row.show_trouble()

    def _look_again(self, attachment_id: str) -> None:
        row = self._row_of(attachment_id)
        if row is not None and row.attachment is not None:
            self.examining.again(row.attachment)

    def _row_of(self, attachment_id: str) -> AttachmentRow | None:
        for view in self.slots.values():
            for group in view.groups.values():
                if attachment_id in group.rows:
                    return group.rows[attachment_id]
        return None

    # ------------------------------------------------------------------ commands

    def _choose(self, view: GroupView, place: Place) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(
            self, tr("选择要放进“{name}”的文件", name=self._name(place)), self._folder, KINDS
        )
        if chosen:
            self._folder = str(Path(chosen[0]).parent)
            self.taking.take(view, place, [Path(one) for one in chosen])

    def _show_report(self, view: GroupView) -> None:
        self.sheet.reveal(view.report)

    def _remove(self, attachment_id: str) -> None:
        found = self._attachment(attachment_id)
        if found is not None:
            self.session.remove(f"attachments.{attachment_id}", label=tr("移除附件"))
            self.told.emit(
                tr("已移除“{title}”，按 Ctrl+Z 可以恢复", title=found.title or found.file_name)
            )

    def _move(self, attachment_id: str, by: int) -> None:
        """Past the neighbour in the same place; other places' files in between do not count."""
        ids = [file.id for file in self.session.case.attachments]
        for view in self.slots.values():
            for group in view.groups.values():
                beside = [file.id for file in group.group.files]
                if attachment_id in beside:
                    at = beside.index(attachment_id) + by
                    if 0 <= at < len(beside):
                        steps = ids.index(beside[at]) - ids.index(attachment_id)
                        self.session.move(
                            f"attachments.{attachment_id}", steps, label=tr("移动附件")
                        )
                    return

    def _plan(self, attachment_id: str, plan: MaskPlan) -> None:
        self.session.set(f"attachments.{attachment_id}.mask", plan, label=tr("填写遮盖"))

    def open_attachment(self, attachment_id: str, mode: Mode = "fields") -> AttachmentDialog | None:
        """The large picture with everything that can be said of the file, or its 遮盖."""
        if self._attachment(attachment_id) is None:
            return None
        dialog = AttachmentDialog(
            self.session, attachment_id, self, mode=mode, scanner=self.scanner
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def _attachment(self, attachment_id: str) -> Attachment | None:
        try:
            found = get(self.session.case, f"attachments.{attachment_id}")
        except UnknownPath:
            return None
        return found if isinstance(found, Attachment) else None


def _idle(places: SlotPlaces) -> bool:
    return places.standing == "not" and not places.files
