"""打印带签注的复印件: which attachments, then the very PDF that is printed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QProgressBar, QVBoxLayout, QWidget

from desktop.app.papers.press import Press
from desktop.app.review import stamped_copies
from desktop.app.review.stamped_copies import Made
from desktop.app.session import Session
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.preview.dialog import PreviewDialog
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.pieces import FlowLayout, Note, button, tell
from desktop.ui.widgets.sheet_dialog import SheetDialog
from desktop.ui.widgets.theme import em
from desktop.ui.widgets.worker import Task, Worker

TITLE = tr("带签注的复印件")


class StampedCopiesDialog(SheetDialog):
    """Chooses the attachments; those the notice wants copies of are chosen already."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        words_ = stamped_copies.stamp(session.notice)
        super().__init__(
            tr("打印带签注的复印件"),
            tr(
                "每一份下面都印上“{text}”，留出审核人、日期和公章的位置："
                "打印出来和原件对过，再签字、盖章。印的是摆正以后、没有遮盖的原样。",
                text=words_.text,
            ),
            wide=42,
            parent=parent,
        )
        self._session = session
        self._worker = Worker(self)
        self._task: Task[Made] | None = None
        self._press = Press.of_this_computer()
        if words_.source is None:
            self.sheet.add(
                words(tr("这份通知没有写复印件要签什么字，上面这一句是软件给的常用写法。"), "care")
            )
        self.boxes: dict[str, QCheckBox] = {}
        ways = QWidget()
        flow = FlowLayout()
        ways.setLayout(flow)
        flow.addWidget(button(tr("全选"), lambda: self._choose(on=True)))
        flow.addWidget(button(tr("全不选"), lambda: self._choose(on=False)))
        self.sheet.add(ways)
        proposed = frozenset(stamped_copies.proposed(session.case, session.notice))
        for title, some in stamped_copies.by_column(session.case, session.notice):
            block = QWidget()
            column = QVBoxLayout(block)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(em(self, 0.15))
            column.addWidget(words(title, "h3"))
            for one in some:
                times = tr("（通知要 {wanted} 份）", wanted=one.wanted) if one.wanted else ""
                box = QCheckBox(f"{one.name}{times}")
                seen = bool(one.attachment.sighted.at)
                box.setChecked(one.attachment.id in proposed or (not proposed and seen))
                box.clicked.connect(self._count)
                self.boxes[one.attachment.id] = box
                column.addWidget(box)
            self.sheet.add(block)
        self.counts = words("", "plain")
        self.bar = QProgressBar()
        self.bar.setAccessibleName(tr("正在做复印件"))
        self.bar.hide()
        self.note = Note("caution")
        for widget in (self.counts, self.bar, self.note):
            self.sheet.add(widget)
        self.leave = button(tr("关闭"), self.reject)
        self.make = button(tr("做成一份，打印…"), self._make, "primary")
        self.offer(self.leave, self.make)
        self._count()
        self.fit()
        self.make.setFocus()

    def chosen(self) -> tuple[str, ...]:
        """The attachments that are ticked."""
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    def _choose(self, *, on: bool) -> None:
        for box in self.boxes.values():
            box.setChecked(on)
        self._count()

    def _count(self) -> None:
        chosen = self.chosen()
        tell(
            self.counts,
            tr("选了 {count} 份附件。", count=len(chosen)) if chosen else tr("还没有选。"),
        )
        self.make.setEnabled(bool(chosen) and self._task is None)

    def _make(self) -> None:
        session, press, chosen = self._session, self._press, self.chosen()
        case, notice, file_of = session.case, session.notice, session.file
        self.note.say("")
        self.bar.setRange(0, len(chosen))
        self.bar.setValue(0)
        self.bar.show()

        def job(task: Task[Made]) -> Made:
            return stamped_copies.make(case, notice, chosen, file_of, press, progress=task.report)

        def progressed(done: int, _total: int, _what: str) -> None:
            self.bar.setValue(done)

        self._task = self._worker.start(job, self._made, failed=self._failed, progressed=progressed)
        self._count()

    def _made(self, made: Made) -> None:
        self._rest()
        self.note.say("\n".join(made.left_out), "caution")
        dialog = PreviewDialog(made.pdf, TITLE, made.pages, parent=self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _failed(self, error: UserError) -> None:
        self._rest()
        self.note.say("\n".join((str(error), *error.details)), "caution")
        self.sheet.reveal(self.note)

    def _rest(self) -> None:
        self._task = None
        self.bar.hide()
        self._count()

    def done(self, result: int) -> None:
        """Leave; what is being made is called off."""
        self._worker.close()
        super().done(result)
