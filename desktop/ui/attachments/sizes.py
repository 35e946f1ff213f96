"""How large files will be when they go out: made off the GUI thread, told in a line, limited."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.app.packet import outgoing
from desktop.app.packet.outgoing import Made, Outgoing
from desktop.app.pages.form import Field
from desktop.app.session import Session
from desktop.domain.case import Attachment
from desktop.language import tr
from desktop.ui.attachments.seldom import Seldom
from desktop.ui.forms.fields import FieldView
from desktop.ui.widgets.cards import FoldButton, words
from desktop.ui.widgets.pieces import FlowLayout, button, tell
from desktop.ui.widgets.theme import em
from desktop.ui.widgets.worker import Task, Worker

_KEPT = 500
_REACKONING = tr("上传时：正在算大小……")

TARGETS = (
    Field(
        "target_kb",
        tr("每个文件不超过多少 KB"),
        tr("例如：500。通知或平台另有规定的，按严的来。"),
        "number",
        optional=True,
        width=8,
    ),
    Field(
        "target_side",
        tr("图片的长边不超过多少像素"),
        tr("例如：2400。字小的材料不要填得太小。"),
        "number",
        optional=True,
        width=8,
    ),
)


class Sizes:
    """What goes out of attachments; each is made once for each way it is put."""

    def __init__(self, worker: Worker, session: Session) -> None:
        self._worker = worker
        self._session = session
        self._kept: OrderedDict[Made, Outgoing] = OrderedDict()
        self._waiting: dict[Made, list[Callable[[Outgoing], None]]] = {}

    def want(self, attachment: Attachment, arrived: Callable[[Outgoing], None]) -> None:
        """Call ``arrived`` with what goes out of ``attachment``, at once where it is known."""
        session = self._session
        made = Made.of(attachment, session.notice)
        if made in self._kept:
            self._kept.move_to_end(made)
            arrived(self._kept[made])
            return
        waiting = self._waiting.setdefault(made, [])
        waiting.append(arrived)
        if len(waiting) > 1:
            return

        def job(task: Task[Outgoing]) -> Outgoing:
            data = session.library.file(attachment.sha256)
            task.checkpoint()
            return outgoing.outgoing(data, attachment, session.notice, task.checkpoint)

        self._worker.start(
            job,
            lambda found: self._keep(made, found),
            failed=lambda error: self._keep(made, Outgoing("", (error.happened,))),
        )

    def _keep(self, made: Made, found: Outgoing) -> None:
        self._kept[made] = found
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        for arrived in self._waiting.pop(made, []):
            arrived(found)


class GoingLine(QWidget):
    """One attachment's size as it goes out, and below it what is wrong with that."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self._sizes = sizes
        self._made: Made | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.said = words("", "hint")
        self.wrong = Seldom("care")
        column.addWidget(self.said)
        column.addLayout(self.wrong)

    def show_attachment(self, attachment: Attachment | None, session: Session) -> None:
        """Follow ``attachment``; None, or one without a file, takes no room."""
        there = attachment is not None and bool(attachment.sha256)
        self.setVisible(there)
        if attachment is None or not there:
            self._made = None
            return
        made = Made.of(attachment, session.notice)
        if made == self._made:
            return
        self._made = made
        tell(self.said, _REACKONING)

        def arrived(found: Outgoing) -> None:
            # The line may have gone, or show something else by now.
            if isValid(self) and self._made == made:
                tell(self.said, found.said)
                self.wrong.tell("\n".join(found.wrong))

        self._sizes.want(attachment, arrived)


class TargetsFold(QWidget):
    """The person's own limits for one attachment, and the way to give them to all."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._attachment_id = ""
        self.views: list[FieldView] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em(self, 0.9))
        self.button = FoldButton(tr("上传的大小"))
        self.body = QWidget()
        self.body.hide()
        self.button.toggled.connect(self.body.setVisible)
        column.addWidget(self.button)
        column.addWidget(self.body)
        inner = QVBoxLayout(self.body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(em(self, 0.9))
        self._form = QVBoxLayout()
        self._form.setSpacing(em(self, 0.9))
        inner.addLayout(self._form)
        row = FlowLayout(em(self, 0.5))
        self.all = button(tr("用于全部附件"), self._give_to_all)
        self.all.setToolTip(tr("全部附件都用这两个数；空着就是都不限"))
        row.addWidget(self.all)
        inner.addLayout(row)
        self.given = words("", "hint")
        self.given.hide()
        inner.addWidget(self.given)
        inner.addWidget(
            words(
                tr("只改上传用的那一份，选进来的文件一直原样保存。免冠照片按一寸的大小上传。"),
                "hint",
            )
        )

    def show_attachment(self, attachment: Attachment) -> None:
        """Ask it of ``attachment``; open where something was answered."""
        if attachment.id != self._attachment_id:
            self._attachment_id = attachment.id
            for view in self.views:
                view.hide()
                view.deleteLater()
            base = f"attachments.{attachment.id}"
            self.views = [FieldView(self._session, field, base) for field in TARGETS]
            for view in self.views:
                self._form.addWidget(view)
            tell(self.given, "")
        for view in self.views:
            view.refresh()
        if attachment.target_kb or attachment.target_side:
            self.button.setChecked(True)
        others = self._session.case.attachments
        mine = (attachment.target_kb, attachment.target_side)
        self.all.setEnabled(any((one.target_kb, one.target_side) != mine for one in others))

    def flush(self) -> None:
        """Hand over what is typed and not yet handed over."""
        for view in self.views:
            view.flush()

    def _give_to_all(self) -> None:
        self.flush()
        files = self._session.case.attachments
        mine = next((one for one in files if one.id == self._attachment_id), None)
        if mine is None:
            return
        update = {"target_kb": mine.target_kb, "target_side": mine.target_side}
        all_ = [one.model_copy(update=update) for one in files]
        self._session.set("attachments", all_, label=tr("全部附件的上传大小"))
        tell(
            self.given, tr("全部 {count} 个附件都用这两个数，按 Ctrl+Z 可以撤销。", count=len(all_))
        )
