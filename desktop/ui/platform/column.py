"""One column of the platform: its values in groups, what is missing, the files that go there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.app.platform.copying import Copying
from desktop.app.platform.sheet import Group, Item, PlatformColumn
from desktop.app.platform.uploads import Upload
from desktop.language import tr
from desktop.ui.platform.row import ThingRow
from desktop.ui.widgets.cards import Card, Sheet, words
from desktop.ui.widgets.marks import LinkButton
from desktop.ui.widgets.pieces import FlowLayout, Note, button
from desktop.ui.widgets.theme import em

_OWN_ORDER = tr("栏里各项叫什么、先后怎样，通知没有写，照的是本程序的页面；以平台上看到的为准。")


class GroupCard(Card):
    """A card that leaves its rows more room."""

    def _space(self) -> None:
        self.head.setSpacing(em(self, 0.25))
        side = em(self, 1.1)
        self.column.setContentsMargins(side, em(self, 0.8), side, em(self, 0.5))
        self.column.setSpacing(em(self, 0.1))


class ColumnView(QWidget):
    """``pressed(key)``, ``ticked(key, on)``: of one value; ``asked(path)``: to be filled first."""

    pressed = Signal(str)
    ticked = Signal(str, bool)
    asked = Signal(str)
    source_asked = Signal(str, str)
    folder_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[ThingRow] = []
        self.sheet = Sheet("")
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.addWidget(self.sheet)

    def show_column(self, column: PlatformColumn, copying: Copying) -> None:
        """Another column, or the same after the case has changed."""
        old = self.sheet
        self.rows = []
        lines = [column.hint, column.said, _OWN_ORDER if column.number and column.items else ""]
        self.sheet = Sheet("", "\n".join(filter(None, lines)))
        self.sheet.title.hide()
        self.sheet.setAccessibleName(column.title)
        # In its place from the start: what moves there later is dressed by the style sheet twice.
        self.sheet.hide()
        self._outer.replaceWidget(old, self.sheet)
        old.hide()
        old.deleteLater()
        side = em(self, 1.1)
        self.sheet.column.setContentsMargins(side, em(self, 0.9), side, em(self, 1.2))
        self.sheet.column.setSpacing(em(self, 0.7))
        if column.quote:
            link = LinkButton(tr("依据：通知 {clause}", clause=column.clause), small=True)
            link.clicked.connect(lambda: self.source_asked.emit(column.clause, column.quote))
            self.sheet.head.addWidget(link)
        elif column.clause:
            self.sheet.head.addWidget(
                words(tr("依据：通知 {clause}", clause=column.clause), "hint")
            )
        for group in column.groups:
            self.sheet.add(self._group(group))
        if column.uploads:
            self.sheet.add(self._uploads(column, copying))
        if not column.groups and not column.uploads:
            self.sheet.add(words(tr("这一栏现在没有要抄的，也没有要传的文件。"), "hint"))
        self._fit()
        self.sheet.show()
        for row in self.rows:
            row.pressed.connect(lambda row=row: self.pressed.emit(row.key))
            row.ticked.connect(lambda on, row=row: self.ticked.emit(row.key, on))
            row.went.connect(lambda step, row=row: self._step(row, step))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Each row is arranged for the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() / em(self)
        for row in self.rows:
            row.fit(room)

    def take_focus(self, key: str) -> None:
        """The keyboard to that value's button; ``""``: to the first."""
        row = next((r for r in self.rows if r.key == key), self.rows[0] if self.rows else None)
        if row is None:
            return
        # A file that is not in the packet cannot be copied, but ticked.
        stop = row.button if row.button.isEnabled() else row.box
        stop.setFocus(Qt.FocusReason.OtherFocusReason)
        if row is self.rows[0]:
            self.sheet.verticalScrollBar().setValue(0)
        else:
            self.sheet.reveal(row)

    def reveal(self, key: str) -> None:
        """That value into sight, once everything around it has its size."""
        row = next((r for r in self.rows if r.key == key), None)
        if row is not None:
            self.sheet.reveal(row)

    def focused(self) -> str:
        """The key of the value the keyboard is at; ``""`` where it is elsewhere."""
        here = self.focusWidget()
        return next((row.key for row in self.rows if here in (row.button, row.box)), "")

    def _step(self, row: ThingRow, step: int) -> None:
        at = self.rows.index(row) + step
        if 0 <= at < len(self.rows):
            self.take_focus(self.rows[at].key)

    def _group(self, group: Group) -> Card:
        card = GroupCard(group.title)
        card.title.setProperty("role", "h3")
        card.title.setTextFormat(Qt.TextFormat.PlainText)
        if group.open:
            note = Note("caution")
            names = "、".join(label for label, _ in group.open)
            note.say(tr("还没有填：{names}。请先在本程序里填好，再抄。", names=names))
            path = group.open[0][1]
            go = button(tr("去填"), lambda: self.asked.emit(path))
            go.setAccessibleName(tr("去填：{names}", names=names))
            note.acts.addWidget(go)
            card.add(note)
        for item in group.items:
            card.add(self._item(item))
        if group.left_out:
            card.add(
                words(
                    tr("没有填，平台上也空着：{left_out}。", left_out="、".join(group.left_out)),
                    "hint",
                )
            )
        return card

    def _item(self, item: Item) -> ThingRow:
        row = ThingRow(item.key, item.label, item.value)
        if item.none:
            row.say(tr("没有内容：通知要求写“无”，不留空格。"))
        self.rows.append(row)
        return row

    def _uploads(self, column: PlatformColumn, copying: Copying) -> Card:
        card = GroupCard(tr("这一栏要传的文件（{count}）", count=len(column.uploads)))
        card.title.setProperty("role", "h3")
        lacking = [one for one in column.uploads if not copying.paths(one)]
        if copying.packet is None:
            note = Note()
            note.say(
                tr("文件在材料包里。先在“检查与出件”页生成材料包，这里就能打开它、复制文件的位置。")
            )
            card.add(note)
        else:
            if lacking:
                note = Note("caution")
                names = "、".join(one.called for one in lacking[:3])
                more = tr(" 等 {count} 份", count=len(lacking)) if len(lacking) > 3 else ""
                note.say(
                    tr(
                        "上次生成的材料包里没有：{names}{more}。材料改过以后要重新生成。",
                        names=names,
                        more=more,
                    )
                )
                card.add(note)
            flow = FlowLayout(em(self, 0.5))
            flow.addWidget(button(tr("打开这一栏的文件夹"), self.folder_asked.emit))
            card.column.addLayout(flow)
        for one in column.uploads:
            card.add(self._upload(one))
        return card

    def _upload(self, upload: Upload) -> ThingRow:
        row = ThingRow(upload.key, upload.label, upload.value, files=True)
        copies = "、".join(str(one) for one in upload.copies)
        also = tr("受理部门要遮好的图片时，用：{copies}", copies=copies) if copies else ""
        role = "hint" if upload.ready else "care"
        row.say("\n".join(filter(None, (upload.how, also))), role)
        self.rows.append(row)
        return row
