"""One attachment, large, page by page, to be described, covered and straightened.

Three ways of working on the same page are chosen above it: 说明, 遮盖, 校正.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.app.places import columns
from desktop.app.scans import masking
from desktop.app.scans.scanning import Scanner
from desktop.app.session import Session
from desktop.domain.case import Attachment, MaskPlan
from desktop.domain.scans import ScanPage
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.attachments.bars import Mode, OnwardBar, PageTools
from desktop.ui.attachments.fields import AttachmentFields
from desktop.ui.attachments.head import AttachmentHead
from desktop.ui.masks.desk import MaskDesk
from desktop.ui.notices.clause import show_clause
from desktop.ui.scans.desk import CorrectionDesk
from desktop.ui.scans.draft import ScanDraft
from desktop.ui.scans.looking import PageLooker
from desktop.ui.scans.pictures import ScanPictures, Wanted
from desktop.ui.scans.view import ScanView
from desktop.ui.widgets.cards import stops
from desktop.ui.widgets.theme import em
from desktop.ui.widgets.worker import Worker


class AttachmentDialog(QDialog):
    """Goes through the attachments in the platform's order, one after the other.

    With a ``scanner`` a page can be read again from here.
    """

    def __init__(
        self,
        session: Session,
        attachment_id: str,
        parent: QWidget | None = None,
        *,
        mode: Mode = "fields",
        scanner: Scanner | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.draft = ScanDraft(session, attachment_id, self)
        self._painter = Worker(self)
        self.looker = PageLooker(self.draft, scanner, self)
        self._pictures = ScanPictures(self._painter, session.library.file)
        self._picture: tuple[Mode, Wanted] | None = None
        self._place = ("", -1)
        self._chained: list[QWidget] = []
        self.mode: Mode = mode
        self.fields = AttachmentFields(session)
        self.masks = MaskDesk(self.draft, session.notice, self)
        self.corrections = CorrectionDesk(self.draft, self)
        self._build()
        self._join()
        self.set_mode(mode)
        self.view.setFocus()
        room = self.screen().availableSize()
        self.resize(min(em(self, 84), room.width() - 40), min(em(self, 54), room.height() - 60))

    @property
    def view(self) -> ScanView:
        """The page in sight."""
        return self.corrections.view if self.mode == "correct" else self.masks.view

    # ------------------------------------------------------------------ layout

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.tools = PageTools()
        outer.addWidget(self.tools)
        row = QHBoxLayout()
        row.setSpacing(0)
        outer.addLayout(row, 1)
        self.desk = QStackedWidget()
        self.desk.addWidget(self.masks.view)
        self.desk.addWidget(self.corrections.views)
        row.addWidget(self.desk, 1)
        row.addWidget(self._side())
        self.bar = OnwardBar()
        outer.addWidget(self.bar)

    def _side(self) -> QWidget:
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side = QFrame()
        side.setObjectName("checklist")
        column = QVBoxLayout(side)
        column.setContentsMargins(em(self, 1.1), em(self, 0.8), em(self, 1.1), em(self, 0.8))
        column.setSpacing(em(self, 0.5))
        self.head = AttachmentHead(self.session)
        column.addWidget(self.head)
        self.panels: dict[Mode, QWidget] = {
            "fields": self.fields,
            "cover": self.masks.panel,
            "correct": self.corrections.panel,
        }
        for panel in self.panels.values():
            column.addWidget(panel)
        column.addStretch(1)
        self._scroll.setWidget(side)
        self._aside = QWidget()
        aside = QVBoxLayout(self._aside)
        aside.setContentsMargins(0, 0, 0, 0)
        aside.setSpacing(0)
        aside.addWidget(self._scroll, 1)
        aside.addWidget(self.masks.panel.acts)
        return self._aside

    def _join(self) -> None:
        self.draft.changed.connect(self._follow)
        self.masks.told.connect(self.bar.tell)
        self.looker.told.connect(self.bar.tell)
        self.corrections.told.connect(self.bar.tell)
        tools, bar = self.tools, self.bar
        tools.mode_chosen.connect(self.set_mode)
        tools.turned.connect(self._turn)
        tools.zoomed.connect(self._zoom)
        tools.new_asked.connect(self.masks.add_new)
        tools.peeked.connect(self.masks.uncover)
        bar.closed.connect(self.close)
        bar.undone.connect(self._undo)
        bar.redone.connect(self._redo)
        bar.stepped_back.connect(lambda: self.step(-1))
        bar.gone_on.connect(self._go_on)
        panel = self.masks.panel
        self.masks.paper.chosen_changed.connect(self._reveal_row)
        panel.cautioned.connect(lambda: self._reveal(panel.caution))
        panel.unfolded.connect(lambda _on: self._reveal(panel.keys))
        panel.clause_asked.connect(self._show_clause)
        panel.planned.connect(self._plan)
        panel.again_asked.connect(self._look_again)
        self.corrections.picture_asked.connect(self._show_picture)
        self.corrections.panel.auto_asked.connect(self._straighten)
        for view in (self.masks.view, *self.corrections.every):
            view.turned.connect(self._turn)
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Alt+Left", lambda: self.step(-1)),
            ("Alt+Right", lambda: self.step(1)),
            ("Ctrl++", lambda: self._zoom(1)),
            ("Ctrl+=", lambda: self._zoom(1)),
            ("Ctrl+-", lambda: self._zoom(-1)),
            ("Ctrl+Return", self._go_on),
            ("Ctrl+Z", self._undo),
            ("Ctrl+Y", self._redo),
            ("Ctrl+Shift+Z", self._redo),
        )
        for sequence, act in keys:
            QShortcut(QKeySequence(sequence), self, act)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The panel takes no more than two fifths of a narrow window."""
        super().resizeEvent(event)
        self._aside.setFixedWidth(min(em(self, 27), round(self.width() * 0.4)))

    # ------------------------------------------------------------------ showing

    def _order(self) -> list[str]:
        session = self.session
        places = columns(session.case, session.notice, session.findings)
        return [
            file.id
            for column in places
            for slot in column.slots
            for group in slot.groups
            for file in group.files
        ]

    @property
    def attachment_id(self) -> str:
        """The attachment shown."""
        return self.draft.attachment_id

    @property
    def attachment(self) -> Attachment | None:
        """The attachment shown; None once it has been removed."""
        return self.draft.attachment

    def set_mode(self, mode: Mode) -> None:
        """Work on the page in another way."""
        self.draft.flush()
        self.mode = mode
        for name, panel in self.panels.items():
            panel.setVisible(name == mode)
        self.desk.setCurrentIndex(1 if mode == "correct" else 0)
        self.masks.work(mode == "cover")
        self._scroll.verticalScrollBar().setValue(0)
        self._follow()

    def _chain(self) -> None:
        """The Tab key follows the eye: tools, page, boxes, panel, bar."""
        correcting = self.mode == "correct"
        handles = self.corrections.handles if correcting else self.masks.paper.handles
        order: list[QWidget] = []
        for stop in stops(self.layout()):
            order += [stop, *handles] if stop is self.view else [stop]
        if order != self._chained:
            self._chained = order
            for one, other in pairwise(order):
                QWidget.setTabOrder(one, other)

    def _follow(self) -> None:
        attachment = self.attachment
        if attachment is None:
            self.close()
            return
        if (attachment.id, self.draft.at) != self._place:
            self._place = (attachment.id, self.draft.at)
            self.looker.call_off()
            self.bar.tell("")
            self.tools.peek.setChecked(False)
            self.masks.paper.choose(-1)
            self._scroll.verticalScrollBar().setValue(0)
        order = self._order()
        at = order.index(attachment.id) if attachment.id in order else 0
        name = attachment.title or attachment.file_name or tr("未命名的附件")
        self.setWindowTitle(tr("附件：{name}", name=name))
        self.head.show_attachment(attachment, (at, len(order)), self.draft.at, self.mode)
        self.bar.before.setEnabled(at > 0)
        self.bar.show_steps(self.session.undo_label, self.session.redo_label)
        if self.mode == "fields":
            self.fields.show_attachment(attachment)
        self.masks.refresh(reading=self.looker.able)
        self.masks.panel.again.setVisible(self.looker.able)
        self.corrections.refresh(can_look=self.looker.able)
        covering = self.mode == "cover" and bool(self.masks.wanted.kinds)
        covering = covering and self.draft.page is not None
        self.tools.show_page(self.mode, self.draft.at, self.draft.count, covering=covering)
        # On the portrait of the electronic certificate nothing is covered: it is not even asked.
        asked = self.corrections.photo.slot is None or bool(self.masks.wanted.kinds)
        self.tools.modes["cover"].setVisible(asked or self.mode == "cover")
        self._show_onward(order, at)
        self._show_picture()

    def _show_onward(self, order: list[str], at: int) -> None:
        first = {"cover": self.masks.onward(), "correct": tr("这样就好，")}.get(self.mode, "")
        more_pages = self.mode != "fields" and self.draft.at + 1 < self.draft.count
        more_files = at + 1 < len(order)
        rest = tr("下一页 →") if more_pages else tr("下一个附件 →") if more_files else tr("完成")
        if first and rest == tr("下一个附件 →"):
            rest = tr("下一个 →")
        self.bar.after.setText(f"{first}{rest}")

    def _show_picture(self) -> None:
        self._chain()
        attachment, page = self.attachment, self.draft.page
        if attachment is None or not attachment.sha256:
            self.view.show_message(tr("这个附件没有文件。"))
            return
        correction = page.correction if page is not None else None
        if self.mode == "correct":
            correction = self.corrections.correction()
        wanted = (attachment.sha256, self.draft.at, correction)
        mode: Mode = "correct" if self.mode == "correct" else "cover"
        before, self._picture = self._picture, (mode, wanted)
        if before == self._picture and not self.view.paper.image.isNull():
            return
        if before is None or before[1][:2] != wanted[:2]:
            for view in (self.masks.view, *self.corrections.every):
                view.show_message(tr("正在打开……"))
        desk = self.corrections if self.mode == "correct" else self.masks

        def arrived(image: QImage) -> None:
            desk.show_image(image)

        def failed(error: UserError) -> None:
            self.view.show_message(f"{error.happened}\n{error.todo}")

        self._pictures.want(wanted, arrived, failed)

    # ------------------------------------------------------------------ going

    def step(self, by: int) -> None:
        """To the next attachment (1) or the one before (-1)."""
        order = self._order()
        at = order.index(self.attachment_id) + by if self.attachment_id in order else 0
        if 0 <= at < len(order):
            self.fields.flush()
            self.draft.open(order[at])

    def _zoom(self, steps: int) -> None:
        """Larger or smaller; 0 for the whole page."""
        if steps:
            self.view.zoom_by(steps)
        else:
            self.view.fit()

    def _turn(self, by: int) -> None:
        self.draft.turn_to(self.draft.at + by)

    def _go_on(self) -> None:
        """The big button: settle this page, then the next page, else the next attachment."""
        self.draft.flush()
        if self.mode == "cover" and not self.masks.settle():
            return
        if self.mode == "correct":
            self.corrections.settle()
        if self.mode != "fields" and self.draft.turn_to(self.draft.at + 1):
            self.view.setFocus()
            return
        order = self._order()
        if self.attachment_id in order[:-1]:
            self.step(1)
            self.view.setFocus()
        else:
            self.close()

    def _undo(self) -> None:
        label = self.session.undo_label
        self.draft.undo()
        if label:
            self.bar.tell(tr("已撤销：{label}", label=label))

    def _redo(self) -> None:
        label = self.session.redo_label
        self.draft.redo()
        if label:
            self.bar.tell(tr("已恢复：{label}", label=label))

    def _reveal_row(self, number: int) -> None:
        """What is chosen on the page is in sight in the list."""
        self._chain()
        boxes = self.masks.panel.boxes
        if number >= 0 and self.mode == "cover":
            row = boxes.visualItemRect(boxes.item(number))
            inner = self._scroll.widget()
            at = boxes.viewport().mapTo(inner, row.center())
            self._scroll.ensureVisible(at.x(), at.y(), 0, row.height())

    def _reveal(self, widget: QWidget) -> None:
        """Scroll there once the layout has given ``widget`` its place."""
        QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(widget))

    def _show_clause(self) -> None:
        source = self.masks.wanted.source
        if source is not None:
            show_clause(self, self.session.notice, source)

    def _plan(self, plan: MaskPlan) -> None:
        self.session.set(f"attachments.{self.attachment_id}.mask", plan, label=tr("填写遮盖"))

    # ------------------------------------------------------------------ reading again

    def _look_again(self) -> None:
        """Seek anew what is to be covered, on the page as it lies now."""

        def found(seen: ScanPage) -> None:
            page = self.draft.page
            if page is not None:
                again = masking.looked_again(page, seen)
                self.draft.put(again, tr("重新查找遮盖处"))
                self.bar.tell(tr("找到 {waiting} 处待确认", waiting=masking.waiting(again)))

        page = self.draft.page
        if page is not None:
            self.looker.look(page.correction, found)

    def _straighten(self) -> None:
        """Put the page as it is proposed."""
        self.looker.look(
            None, lambda seen: self.corrections.correct(seen.correction, tr("自动摆正"))
        )

    def done(self, result: int) -> None:
        """Hand over what is typed or moved, and let go."""
        self.fields.flush()
        self.draft.close()
        self.looker.close()
        self.corrections.close()
        self.head.close_down()
        self._painter.close()
        super().done(result)
