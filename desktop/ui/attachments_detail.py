"""One attachment, large, page by page, with everything that can be said of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.app import hints
from desktop.app.form import Field, When
from desktop.app.intake import Place, proposed
from desktop.app.places import columns, place_name
from desktop.app.session import Session
from desktop.domain import years
from desktop.domain.case import Attachment
from desktop.domain.change import UnknownPath, get
from desktop.domain.terms import Slot
from desktop.errors import UserError
from desktop.ui.attachments_mask import MaskForm
from desktop.ui.attachments_row import facts
from desktop.ui.cards import FoldButton, words
from desktop.ui.choices import Box
from desktop.ui.fields import FieldView
from desktop.ui.pieces import FlowLayout, button
from desktop.ui.preview_sheet import SheetView
from desktop.ui.theme import em
from desktop.ui.worker import Worker

MORE = (
    Field(
        "unit_certificate",
        "这是单位出具的证明吗？",
        "单位开的证明、情况说明。",
        "yesno",
        only_if_asked=True,
    ),
    Field("from_original", "是照原件扫描的吗？", "", "yesno", optional=True),
    Field("is_copy", "扫的是复印件吗？", "", "yesno", optional=True),
    Field(
        "copy_stamped",
        "复印件上盖章了吗？",
        "",
        "yesno",
        when=(When("is_copy", (True,)),),
        optional=True,
    ),
    Field("previous_employer", "是在原单位做的吗？", "", "yesno", only_if_asked=True),
    Field(
        "mask.others_covered",
        "遮到别人的姓名了吗？",
        "只遮本人的，别人的不要遮。",
        "yesno",
        only_if_asked=True,
    ),
    Field("classified", "是涉密材料吗？", hints.classified, "yesno", only_if_asked=True),
    Field(
        "declassified_by",
        "由谁脱密的",
        "例如：单位保密办",
        width=18,
        when=(When("classified", (True,)),),
    ),
)


def _fields(slot: Slot, wanted: tuple[str, ...]) -> tuple[Field, ...]:
    """What is asked of every file in ``slot``; ``wanted`` are the years the notice names."""
    asked = [Field("title", "名称", "打包时用它作文件名，不要写姓名和单位。", width=20)]
    if slot.yearly:
        hint = f"通知要 {'、'.join(wanted)} 年的。" if wanted else "例如：2023"
        asked.append(Field("year", "哪一年的", hint, "number", width=6))
    if slot.parts:
        asked.append(Field("part", "是哪一部分", "", "choice", slot.parts, 10))
    asked.append(Field("legible", "看得清楚吗？", "每个字都要能看清，不能缺角、反光。", "yesno"))
    return tuple(asked)


class AttachmentDialog(QDialog):
    """Goes through the attachments in the platform's order, one after the other."""

    def __init__(self, session: Session, attachment_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.attachment_id = attachment_id
        self._worker = Worker(self)
        self._shown_hash = ""
        self.fields: list[FieldView] = []
        self.view = SheetView(self._worker)
        self.view.fit("page")
        self._build()
        self._stop = session.observe(self._follow)
        self._show()
        self.view.setFocus()
        room = self.screen().availableSize()
        self.resize(min(em(self, 84), room.width() - 40), min(em(self, 54), room.height() - 60))

    # ------------------------------------------------------------------ layout

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(0)
        outer.addLayout(row, 1)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._tools())
        left.addWidget(self.view, 1)
        row.addLayout(left, 1)
        row.addWidget(self._side())
        outer.addWidget(self._bottom())
        for keys, act in (
            ("Alt+Left", lambda: self.step(-1)),
            ("Alt+Right", lambda: self.step(1)),
            ("Ctrl++", lambda: self.view.zoom_by(1)),
            ("Ctrl+=", lambda: self.view.zoom_by(1)),
            ("Ctrl+-", lambda: self.view.zoom_by(-1)),
        ):
            QShortcut(QKeySequence(keys), self, act)

    def _tools(self) -> QFrame:
        bar = QFrame()
        bar.setObjectName("top")
        row = FlowLayout(em(self, 0.3))
        row.setContentsMargins(12, 6, 12, 6)
        bar.setLayout(row)
        self._page = QLabel()
        self._back = button("上一页", lambda: self.view.turn_to(self.view.page - 1), "quiet")
        self._on = button("下一页", lambda: self.view.turn_to(self.view.page + 1), "quiet")
        for one in (self._back, self._page, self._on):
            row.addWidget(one)
        row.addWidget(button("缩小", lambda: self.view.zoom_by(-1), "quiet"))
        row.addWidget(button("放大", lambda: self.view.zoom_by(1), "quiet"))
        row.addWidget(button("整页", lambda: self.view.fit("page"), "quiet"))
        self.view.moved.connect(lambda _page, _zoom: self._show_page())
        return bar

    def _side(self) -> QWidget:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFixedWidth(em(self, 27))
        side = QFrame()
        side.setObjectName("checklist")
        self.column = QVBoxLayout(side)
        self.column.setContentsMargins(em(self, 1.3), em(self, 1), em(self, 1.3), em(self, 1))
        self.column.setSpacing(em(self, 0.9))
        self.place_label = words("", "hint")
        self.title = words("", "h2")
        self.facts = words("", "hint")
        where = words("放在哪一栏", "h2")
        self.where = Box()
        self.where.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.where.setMinimumContentsLength(14)
        self.where.setMaxVisibleItems(14)
        self.where.setAccessibleName("放在哪一栏")
        self.where.activated.connect(self._moved_to)
        where.setBuddy(self.where)
        self.cover = MaskForm(self.session.notice.masking.kinds)
        self.cover.changed.connect(
            lambda: self.session.set(
                f"attachments.{self.attachment_id}.mask", self.cover.plan, label="填写遮盖"
            )
        )
        self.cover_title = words("遮盖", "h2")
        for widget in (
            self.place_label,
            self.title,
            self.facts,
            self.cover_title,
            self.cover,
            where,
            self.where,
        ):
            self.column.addWidget(widget)
        self.form = QVBoxLayout()
        self.form.setSpacing(em(self, 0.9))
        self.column.addLayout(self.form)
        self.more_button = FoldButton("其他说明")
        self.more = QWidget()
        self.more_form = QVBoxLayout(self.more)
        self.more_form.setContentsMargins(0, 0, 0, 0)
        self.more_form.setSpacing(em(self, 0.9))
        self.more.hide()
        self.more_button.toggled.connect(self.more.setVisible)
        self.column.addWidget(self.more_button)
        self.column.addWidget(self.more)
        self.column.addStretch(1)
        scroll.setWidget(side)
        return scroll

    def _bottom(self) -> QFrame:
        bar = QFrame()
        bar.setObjectName("bottom")
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 8, 12, 10)
        close = button("关闭", self.close)
        self.before = button("← 上一个附件", lambda: self.step(-1))
        self.after = button("下一个附件 →", lambda: self.step(1))
        self.after.setProperty("role", "primary")
        row.addWidget(close)
        row.addStretch(1)
        row.addWidget(self.before)
        row.addWidget(self.after)
        return bar

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
    def attachment(self) -> Attachment | None:
        """The attachment shown; None once it has been removed."""
        try:
            found = get(self.session.case, f"attachments.{self.attachment_id}")
        except UnknownPath:
            return None
        return found if isinstance(found, Attachment) else None

    def step(self, by: int) -> None:
        """To the next (1) or the one before (-1)."""
        order = self._order()
        at = order.index(self.attachment_id) + by if self.attachment_id in order else 0
        if 0 <= at < len(order):
            self._flush()
            self.attachment_id = order[at]
            self._show()

    def _show(self) -> None:
        attachment = self.attachment
        if attachment is None:
            self.close()
            return
        self._make_fields(self.session.notice.slot(attachment.slot))
        self._follow(frozenset())
        self._show_file(attachment)

    def _make_fields(self, slot: Slot) -> None:
        self._slot = slot
        for view in self.fields:
            view.hide()
            view.deleteLater()
        base = f"attachments.{self.attachment_id}"
        wanted = years.assessment(self.session.case, self.session.notice)
        asked = _fields(slot, tuple(str(year) for year in wanted))
        first = [FieldView(self.session, field, base) for field in asked]
        rest = [FieldView(self.session, field, base) for field in MORE]
        for view in first:
            self.form.addWidget(view)
        for view in rest:
            self.more_form.addWidget(view)
        self.fields = [*first, *rest]
        masked = slot.mask and bool(self.session.notice.masking.kinds)
        self.cover.setVisible(masked)
        self.cover_title.setVisible(masked)

    def _follow(self, _changed: frozenset[str]) -> None:
        attachment = self.attachment
        if attachment is None:
            self.close()
            return
        if attachment.slot != self._slot.id:
            self._make_fields(self.session.notice.slot(attachment.slot))
        order = self._order()
        at = order.index(attachment.id) if attachment.id in order else 0
        name = attachment.title or attachment.file_name or "未命名的附件"
        self.setWindowTitle(f"附件：{name}")
        self.title.setText(name)
        self.place_label.setText(f"第 {at + 1} / {len(order)} 个附件")
        self.facts.setText(facts(attachment))
        self.before.setEnabled(at > 0)
        self.after.setEnabled(at + 1 < len(order))
        self.cover.show_plan(attachment.mask, name)
        for view in self.fields:
            view.setVisible(view.is_asked())
            view.refresh()
        self._show_places(attachment)

    def _show_places(self, attachment: Attachment) -> None:
        session = self.session
        places = [
            group.place
            for column in columns(session.case, session.notice, session.findings)
            for slot in column.slots
            for group in slot.groups
        ]
        here = Place(attachment.slot, attachment.subject)
        if here not in places:
            places.insert(0, here)
        self._choices = places
        self.where.clear()
        self.where.addItems([place_name(session.case, session.notice, p) for p in places])
        self.where.setCurrentIndex(places.index(here))

    def _show_file(self, attachment: Attachment) -> None:
        if attachment.sha256 == self._shown_hash:
            return
        self._shown_hash = attachment.sha256
        sha256, file_of = attachment.sha256, self.session.library.file
        self.view.sheet.show_message("正在打开……")

        def failed(error: UserError) -> None:
            self.view.sheet.show_message(f"{error.happened}\n{error.todo}")

        self._worker.start(
            lambda _task: file_of(sha256),
            lambda data: self.view.show_data(data, attachment.pages),
            failed=failed,
        )

    def _show_page(self) -> None:
        pages = self.view.pages
        self._page.setText(f"第 {self.view.page + 1} / {pages} 页")
        for one in (self._back, self._page, self._on):
            one.setVisible(pages > 1)
        self._back.setEnabled(self.view.page > 0)
        self._on.setEnabled(self.view.page + 1 < pages)

    # ------------------------------------------------------------------ commands

    def _moved_to(self, at: int) -> None:
        attachment, place = self.attachment, self._choices[at]
        if attachment is None or (place.slot, place.subject) == (
            attachment.slot,
            attachment.subject,
        ):
            return
        slot = self.session.notice.slot(place.slot)
        update: dict[str, object] = {"slot": place.slot, "subject": place.subject}
        # What the new slot does not ask for would go on counting, unseen.
        if not slot.yearly:
            update["year"] = None
        if attachment.part not in slot.parts:
            update["part"] = ""
        if not attachment.mask.decision:
            needed = proposed(slot, self.session.notice)
            update["mask"] = attachment.mask.model_copy(update={"needed": needed})
        moved = attachment.model_copy(update=update)
        self.session.set(f"attachments.{attachment.id}", moved, label="换附件栏目")

    def _flush(self) -> None:
        for view in self.fields:
            view.flush()

    def done(self, result: int) -> None:
        """Hand over what is typed, and let go."""
        self._flush()
        self._stop()
        self._worker.close()
        super().done(result)
