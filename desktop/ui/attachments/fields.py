"""Everything that can be said of one attachment: its place, name, year, part, and the rest."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from desktop.app.intake import Place, proposed
from desktop.app.pages import hints
from desktop.app.pages.form import Field, When
from desktop.app.places import columns, place_name
from desktop.app.session import Session
from desktop.domain import years
from desktop.domain.case import Attachment
from desktop.domain.scans import LEGIBILITY
from desktop.domain.terms import Slot
from desktop.domain.vocabulary import THERE, UNSURE
from desktop.language import tr
from desktop.ui.attachments.sizes import TargetsFold
from desktop.ui.forms.choices import Box
from desktop.ui.forms.fields import FieldView
from desktop.ui.widgets.cards import FoldButton, words
from desktop.ui.widgets.theme import em

MORE = (
    Field(
        "unit_certificate",
        tr("这是单位出具的证明吗？"),
        tr("单位开的证明、情况说明。"),
        "yesno",
        only_if_asked=True,
    ),
    Field("from_original", tr("是照原件扫描的吗？"), "", "yesno", optional=True),
    Field("is_copy", tr("扫的是复印件吗？"), "", "yesno", optional=True),
    Field(
        "copy_stamped",
        tr("复印件上盖章了吗？"),
        "",
        "yesno",
        when=(When("is_copy", (True,)),),
        optional=True,
    ),
    Field(
        "previous_employer",
        tr("是在原单位做的吗？"),
        "",
        "yesno",
        when=(When("/has.other_employer", ("", THERE, UNSURE)),),
        only_if_asked=True,
    ),
    Field(
        "mask.others_covered",
        tr("遮到别人的姓名了吗？"),
        tr("只遮本人的，别人的不要遮。"),
        "yesno",
        only_if_asked=True,
    ),
    Field("classified", tr("是涉密材料吗？"), hints.classified, "yesno", only_if_asked=True),
    Field(
        "declassified_by",
        tr("由谁脱密的"),
        tr("例如：单位保密办"),
        width=18,
        when=(When("classified", (True,)),),
    ),
)


def _fields(slot: Slot, wanted: tuple[str, ...]) -> tuple[Field, ...]:
    """What is asked of every file in ``slot``; ``wanted`` are the years the notice names."""
    asked = [Field("title", tr("名称"), tr("打包时用它作文件名，不要写姓名和单位。"), width=20)]
    if slot.yearly:
        hint = (
            tr("通知要 {wanted} 年的。", wanted="、".join(wanted)) if wanted else tr("例如：2023")
        )
        asked.append(Field("year", tr("哪一年的"), hint, "number", width=6))
    if slot.parts:
        asked.append(Field("part", tr("是哪一部分"), "", "choice", slot.parts, 10))
    asked.append(
        Field("legible", tr("看得清楚吗？"), tr("每个字都要能看清，不能缺角、反光。"), "yesno")
    )
    return tuple(asked)


class AttachmentFields(QWidget):
    """The fields of one attachment after the other."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._attachment_id = ""
        self._slot_id = ""
        self._places: list[Place] = []
        self.fields: list[FieldView] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em(self, 0.9))
        where = words(tr("放在哪一栏"), "h2")
        self.where = Box()
        self.where.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.where.setMinimumContentsLength(14)
        self.where.setMaxVisibleItems(14)
        self.where.setAccessibleName(tr("放在哪一栏"))
        self.where.activated.connect(self._moved_to)
        where.setBuddy(self.where)
        column.addWidget(where)
        column.addWidget(self.where)
        self.form = QVBoxLayout()
        self.form.setSpacing(em(self, 0.9))
        column.addLayout(self.form)
        self.targets = TargetsFold(session)
        column.addWidget(self.targets)
        self.more_button = FoldButton(tr("其他说明"))
        self.more = QWidget()
        self.more_form = QVBoxLayout(self.more)
        self.more_form.setContentsMargins(0, 0, 0, 0)
        self.more_form.setSpacing(em(self, 0.9))
        self.more.hide()
        self.more_button.toggled.connect(self.more.setVisible)
        column.addWidget(self.more_button)
        column.addWidget(self.more)
        column.addStretch(1)

    def show_attachment(self, attachment: Attachment) -> None:
        """Show what is known of ``attachment``; only what differs is made anew."""
        if (attachment.id, attachment.slot) != (self._attachment_id, self._slot_id):
            self._attachment_id, self._slot_id = attachment.id, attachment.slot
            self._make_fields(self.session.notice.slot(attachment.slot))
        for view in self.fields:
            view.setVisible(view.is_asked())
            view.refresh()
        self.targets.show_attachment(attachment)
        self._show_places(attachment)

    def flush(self) -> None:
        """Hand over what is typed and not yet handed over."""
        for view in self.fields:
            view.flush()
        self.targets.flush()

    def _make_fields(self, slot: Slot) -> None:
        for view in self.fields:
            view.hide()
            view.deleteLater()
        base = f"attachments.{self._attachment_id}"
        wanted = years.assessment(self.session.case, self.session.notice)
        asked = _fields(slot, tuple(str(year) for year in wanted))
        first = [FieldView(self.session, field, base) for field in asked]
        rest = [FieldView(self.session, field, base) for field in MORE]
        for view in first:
            self.form.addWidget(view)
        for view in rest:
            self.more_form.addWidget(view)
        self.fields = [*first, *rest]

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
        if places != self._places:
            self._places = places
            self.where.clear()
            self.where.addItems([place_name(session.case, session.notice, p) for p in places])
        self.where.setCurrentIndex(places.index(here))

    def _moved_to(self, at: int) -> None:
        attachment, place = self._shown(), self._places[at]
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
        if attachment.scans:
            # What was off about a page there (the other side, no photo) need not be here.
            update["scans"] = tuple(
                page.model_copy(
                    update={"faults": tuple(f for f in page.faults if f.kind in LEGIBILITY)}
                )
                for page in attachment.scans
            )
        if not attachment.mask.decision and not attachment.scans:
            needed = proposed(slot, self.session.notice)
            update["mask"] = attachment.mask.model_copy(update={"needed": needed})
        moved = attachment.model_copy(update=update)
        self.session.set(f"attachments.{attachment.id}", moved, label=tr("换附件栏目"))

    def _shown(self) -> Attachment | None:
        files = self.session.case.attachments
        return next((file for file in files if file.id == self._attachment_id), None)
