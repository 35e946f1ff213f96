"""原件和复印件: which attachments were held against the originals, which copies are stamped."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.app.review import reviewing, stamped_copies
from desktop.app.review.reviewing import Clerk
from desktop.app.review.stamped_copies import Choice
from desktop.app.session import Session
from desktop.domain.case import Attachment, Sign
from desktop.domain.lacking import present
from desktop.language import tr
from desktop.ui.review.strip import Strip, small_link
from desktop.ui.widgets.cards import Card, words
from desktop.ui.widgets.marks import LinkButton
from desktop.ui.widgets.pieces import FlowLayout, button
from desktop.ui.widgets.theme import em, follow_size

SIGHTED, STAMPED = tr("原件已核对"), tr("复印件已签注盖章")

Mark = Callable[[list[str], bool, bool], None]
"""Told the ids, whether the stamps are meant, and whether they are to be set."""


class OriginalRow(QFrame):
    """One attachment: its two ticks, who made them, the way to it, a remark on it."""

    def __init__(
        self, session: Session, clerk: Clerk, choice: Choice, mark: Mark, go: Callable[[], None]
    ) -> None:
        super().__init__()
        ids = [choice.attachment.id]
        self.name = choice.name
        self.column = QVBoxLayout(self)
        link = LinkButton(choice.name)
        link.setAccessibleName(tr("去看附件：{name}", name=choice.name))
        link.clicked.connect(lambda _on=False: go())
        self.line = QHBoxLayout()
        self.line.addWidget(link, 1)
        self.sighted = QCheckBox(SIGHTED)
        self.stamped = QCheckBox(STAMPED)
        for box, stamped in ((self.sighted, False), (self.stamped, True)):
            box.clicked.connect(lambda on, stamped=stamped: mark(ids, stamped, on))
            self.line.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        path = f"attachments.{choice.attachment.id}"
        self.strip = Strip(session, clerk, path, choice.name)
        self.line.addWidget(self.strip.ask, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(self.line)
        self.told = words("", "hint")
        self.column.addWidget(self.told)
        self.column.addWidget(self.strip)
        self.strip.ask.show()
        follow_size(self, self._space)

    def show_attachment(self, attachment: Attachment, stamp: str) -> None:
        """Follow the case; ``stamp`` are the words of the notice."""
        self.sighted.setChecked(bool(attachment.sighted.at))
        self.stamped.setChecked(bool(attachment.stamped.at))
        self.sighted.setAccessibleName(f"{SIGHTED}：{self.name}")
        self.stamped.setAccessibleName(f"{STAMPED}“{stamp}”：{self.name}")
        self.stamped.setToolTip(tr("复印件上已签“{stamp}”，盖了公章", stamp=stamp))
        said = (_said(tr("核对"), attachment.sighted), _said(tr("签注"), attachment.stamped))
        told = "　".join(filter(None, said))
        self.told.setText(told)
        self.told.setVisible(bool(told))
        self.strip.refresh()

    def _space(self) -> None:
        self.column.setContentsMargins(0, em(self, 0.1), 0, em(self, 0.1))
        self.column.setSpacing(em(self, 0.1))
        self.line.setSpacing(em(self, 0.9))


class OriginalsCard(Card):
    """Every attachment by the platform's columns; ticked one by one, or a column at once."""

    asked = Signal(str, str)
    print_asked = Signal()

    def __init__(self, session: Session, clerk: Clerk, named: Callable[[], bool]) -> None:
        """``named`` says whether it is known who sits here, and asks where it is not."""
        super().__init__(tr("原件和复印件"), spacing=0.5)
        self._session = session
        self._clerk = clerk
        self._named = named
        self._known: tuple[tuple[str, ...], ...] | None = None
        self._stamp = stamped_copies.stamp(session.notice)
        self.rows: dict[str, OriginalRow] = {}
        source, text = self._stamp.source, self._stamp.text
        told = (
            tr(
                "通知 {clause}：复印件由单位审核后加盖公章，并签“{text}”。",
                clause=source.clause,
                text=text,
            )
            if source is not None
            else tr(
                "这份通知没有写复印件要签什么；需要时可以签“{text}”（软件给的常用写法）。",
                text=text,
            )
        )
        self.add(words(told, "hint"))
        self.counts = words("", "plain")
        self.add(self.counts)
        acts = QWidget()
        row = FlowLayout()
        acts.setLayout(row)
        self.print = button(tr("打印带签注的复印件…"), self.print_asked.emit)
        row.addWidget(button(tr("原件全部核对过"), lambda: self._mark_all(stamped=False)))
        row.addWidget(button(tr("复印件全部签过"), lambda: self._mark_all(stamped=True)))
        row.addWidget(self.print)
        self.add(acts)
        self.list = QWidget()
        self.inner = QVBoxLayout(self.list)
        self.inner.setContentsMargins(0, 0, 0, 0)
        self.add(self.list)
        self.acts = acts

    def refresh(self) -> None:
        """Follow the case; rows are made anew only where the attachments are others."""
        case = present(self._session.case)
        known = tuple((one.id, one.title, one.slot) for one in case.attachments)
        if known != self._known:
            self._known = known
            self._build()
        for one in case.attachments:
            self.rows[one.id].show_attachment(one, self._stamp.text)
        count = len(case.attachments)
        seen = sum(bool(one.sighted.at) for one in case.attachments)
        done = sum(bool(one.stamped.at) for one in case.attachments)
        self.counts.setText(
            tr(
                "一共 {count} 份：原件已核对 {seen} 份，复印件已签注 {done} 份。",
                count=count,
                seen=seen,
                done=done,
            )
            if count
            else tr("还没有附件。")
        )
        self.acts.setVisible(bool(count))

    def _build(self) -> None:
        for old in self.list.findChildren(QWidget):
            if old.parentWidget() is self.list:
                self.inner.removeWidget(old)
                old.hide()
                old.deleteLater()
        self.rows = {}
        for title, some in stamped_copies.by_column(self._session.case, self._session.notice):
            self.inner.addWidget(self._heading(title, [one.attachment.id for one in some]))
            for choice in some:
                path = f"attachments.{choice.attachment.id}"
                go = lambda path=path: self.asked.emit("attachments", path)  # noqa: E731
                row = OriginalRow(self._session, self._clerk, choice, self._mark, go)
                self.rows[choice.attachment.id] = row
                self.inner.addWidget(row)

    def _heading(self, title: str, ids: list[str]) -> QWidget:
        head = QWidget()
        flow = FlowLayout(em(self, 0.9))
        head.setLayout(flow)
        flow.addWidget(words(title, "h3"))
        for text, stamped in ((tr("这一栏原件都核对过"), False), (tr("这一栏复印件都签过"), True)):
            mark = lambda stamped=stamped: self._mark(ids, stamped, True)  # noqa: E731
            flow.addWidget(small_link(text, mark, title))
        return head

    def _mark_all(self, *, stamped: bool) -> None:
        self._mark([one.id for one in present(self._session.case).attachments], stamped, True)

    def _mark(self, ids: list[str], stamped: bool, on: bool) -> None:
        try:
            if self._named():
                act = reviewing.stamp if stamped else reviewing.sight
                act(self._session, ids, self._clerk.name, on=on)
        finally:
            self.refresh()  # a box that was clicked shows what is, whatever came of it


def _said(what: str, sign: Sign) -> str:
    return f"{sign.by} {sign.at.replace('T', ' ')[:16]} {what}" if sign.at else ""
