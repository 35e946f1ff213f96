"""抄录到平台: one column of the platform at a time, beside the browser, by mouse or Enter alone."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QGuiApplication,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from desktop.app.platform.copying import Copying, told
from desktop.app.platform.sheet import PlatformColumn
from desktop.app.platform.ticks import Thing, things
from desktop.app.platform.uploads import Upload
from desktop.app.safety.locking import holds_id_number
from desktop.app.session import Session
from desktop.domain.terms import Source
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.forms.choices import Box
from desktop.ui.notices.clause import show_clause
from desktop.ui.platform.column import ColumnView
from desktop.ui.platform.row import ThingRow
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.dialogs import WorkDialog, show_error
from desktop.ui.widgets.pieces import Note, button, in_line, report, tell
from desktop.ui.widgets.theme import em, follow_size

WIDE, HIGH = 40, 44
"""Characters it wishes for; beside a browser it is :data:`NARROW`."""

NARROW = 27

NARROWEST = 21
"""With less the buttons would be cut."""

_BESIDE = 34
"""From so many on what is said stands beside the buttons."""

_LEAD = tr("点“复制”，到平台上粘贴；回来按 Enter，这一项打上钩，下一项已经复制好。")


class CopyDialog(WorkDialog):
    """``asked(page, path)``: that field is wanted; whoever goes there closes the dialog."""

    asked = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.copying = Copying(session)
        self._session = session
        self._at = 0
        self._copied = ""
        self._was = QRect()
        self.setWindowTitle(tr("抄录到平台"))
        self.far = words("", "label")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("抄录的进度"))
        self.lead = words(_LEAD, "hint")
        self.aside = QCheckBox(tr("靠在屏幕右边"))
        self.aside.setToolTip(tr("窄窄一条，总在最前面，旁边开着浏览器"))
        self.aside.toggled.connect(self._put_aside)
        self.changed = Note("caution")
        self.changed.acts.addWidget(button(tr("去看这一处"), self._to_changed))
        self.gone = Note("caution")
        self.gone.acts.addWidget(button(tr("平台上也删了"), self._drop_gone))
        self.chooser = Box()
        self.chooser.setAccessibleName(tr("平台的栏目"))
        self.chooser.wish = em(self, 16)
        self.chooser.currentIndexChanged.connect(self.go)
        self.back = button("←", lambda: self.go(self._at - 1))
        self.back.setAccessibleName(tr("上一栏"))
        self.back.setToolTip(tr("上一栏（Ctrl+PageUp）"))
        self.on = button("→", lambda: self.go(self._at + 1))
        self.on.setAccessibleName(tr("下一栏"))
        self.on.setToolTip(tr("下一栏（Ctrl+PageDown）"))
        self.column = ColumnView()
        self.column.pressed.connect(self._press)
        self.column.ticked.connect(self._tick)
        self.column.asked.connect(self._ask)
        self.column.source_asked.connect(self._show_source)
        self.column.folder_asked.connect(self._open_folder)
        self.told = words("", "plain")
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.following = button(tr("下一处没抄的"), self._to_open)
        self.leave = button(tr("关闭"), self.accept)
        tell(self.told, "")
        self._lay_out()
        for keys, act in (
            ("Ctrl+PgUp", lambda: self.go(self._at - 1)),
            ("Ctrl+PgDown", lambda: self.go(self._at + 1)),
        ):
            QShortcut(QKeySequence(keys), self, act)
        self._stop = session.observe(lambda _changed: self._follow())
        self._begin()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        head = QFrame()
        head.setObjectName("top")
        column = QVBoxLayout(head)
        side = em(self, 1.1)
        column.setContentsMargins(side, em(self, 0.8), side, em(self, 0.6))
        column.setSpacing(em(self, 0.35))
        row = QHBoxLayout()
        row.addWidget(self.far, 1)
        row.addWidget(self.aside)
        column.addLayout(row)
        column.addWidget(self.bar)
        column.addWidget(self.lead)
        column.addWidget(self.changed)
        column.addWidget(self.gone)
        row = QHBoxLayout()
        row.setSpacing(em(self, 0.4))
        row.addWidget(self.back)
        row.addWidget(self.chooser, 1)
        row.addWidget(self.on)
        column.addLayout(row)
        outer.addWidget(head)
        outer.addWidget(self.column, 1)
        below = QFrame()
        below.setObjectName("bottom")
        self._below = line = QBoxLayout(QBoxLayout.Direction.LeftToRight, below)
        line.setContentsMargins(side, em(self, 0.6), side, em(self, 0.6))
        line.setSpacing(em(self, 0.35))
        line.addWidget(self.told, 1)
        line.addWidget(in_line(self, self.following, self.leave))
        outer.addWidget(below)
        follow_size(self, lambda: self.setMinimumWidth(em(self, NARROWEST)))

    def _begin(self) -> None:
        """Where there is something to do first, and the window as large as the screen lets it."""
        first = self.copying.following("")
        self._show_columns()
        self.go(first[0] if first else 0)
        if first:
            self.column.take_focus(first[1].key)
        room = self._room()
        self.resize(
            min(em(self, WIDE), round(room.width() * 0.95)),
            min(em(self, HIGH), round(room.height() * 0.92)),
        )

    def _room(self) -> QRect:
        return self.screen().availableGeometry()

    # ------------------------------------------------------------------ where one is

    @property
    def shown(self) -> PlatformColumn:
        """The column one is at."""
        return self.copying.columns[self._at]

    def go(self, at: int) -> None:
        """To a column; past either end nowhere."""
        if not 0 <= at < len(self.copying.columns):
            return
        self._at = at
        self.chooser.blockSignals(True)
        self.chooser.setCurrentIndex(at)
        self.chooser.blockSignals(False)
        self.back.setEnabled(at > 0)
        self.on.setEnabled(at < len(self.copying.columns) - 1)
        self.column.show_column(self.shown, self.copying)
        self._show_states()
        self._back_to_work()

    def _go_to(self, place: tuple[int, Thing] | None) -> bool:
        if place is None:
            return False
        at, thing = place
        if at != self._at:
            self.go(at)
        self.column.take_focus(thing.key)
        return True

    def _to_open(self) -> None:
        here = self.column.focused()
        if not self._go_to(self.copying.following(here)):
            report(self.told, tr("都抄完了。提交以后，在“检查与出件”页记下提交时间。"), "good")

    def _to_changed(self) -> None:
        changed = self.copying.changed
        if changed:
            self._go_to(self.copying.find(changed[0].key))

    # ------------------------------------------------------------------ what is done

    def _press(self, key: str) -> None:
        """Copy it; where it is copied already it is typed in by now: tick it, copy the next."""
        found = self.copying.find(key)
        if found is None:
            return
        _, thing = found
        if self.copying.pending == key:
            self._keep([thing], on=True)
            place = self.copying.following(key)
            if not self._go_to(place):
                self._to_open()
            elif place is not None:
                self._copy(place[1])
        else:
            self._copy(thing)
        self._show_states()
        self.column.reveal(self.copying.pending)

    def _copy(self, thing: Thing) -> None:
        text = self.copying.text_of(thing)
        if not text:
            self.copying.pending = ""
            tell(
                self.told,
                tr("下一项是“{called}”。它的文件还不在材料包里。", called=thing.called),
                "plain",
            )
            return
        self._forget()
        QGuiApplication.clipboard().setText(text)
        self._copied = text
        self.copying.pending = thing.key
        report(self.told, told(thing, text), "plain")

    def _tick(self, key: str, on: bool) -> None:
        found = self.copying.find(key)
        if found is not None:
            self._keep([found[1]], on=on)
            self._show_states()

    def _keep(self, those: list[Thing], *, on: bool) -> None:
        try:
            self.copying.tick(those, on=on)
        except UserError as error:
            show_error(self, error)

    def _drop_gone(self) -> None:
        try:
            self.copying.drop_gone()
        except UserError as error:
            show_error(self, error)
        self._show_states()

    def _ask(self, path: str) -> None:
        self.accept()
        self.asked.emit("", path)

    def _show_source(self, clause: str, quote: str) -> None:
        show_clause(self, self._session.notice, Source(clause=clause, quote=quote))

    def _open_folder(self) -> None:
        packet = self.copying.packet
        if packet is None:
            return
        files = [file for one in self.shown.uploads for file in one.files]
        inner = packet / files[0].parent if files else packet
        place = inner if inner.is_dir() else packet
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(place)))

    # ------------------------------------------------------------------ what is shown

    def _follow(self) -> None:
        self.copying.refresh()
        self._show_columns()
        self.go(min(self._at, len(self.copying.columns) - 1))

    def _show_columns(self) -> None:
        self.chooser.blockSignals(True)
        self.chooser.clear()
        self.chooser.addItems([""] * len(self.copying.columns))
        self.chooser.blockSignals(False)

    def _show_states(self) -> None:
        for row in self.column.rows:
            self._show_row(row)
        for at, column in enumerate(self.copying.columns):
            self.chooser.setItemText(at, _named(column, self.copying, at))
        count = self.copying.count
        self.bar.setRange(0, max(count.whole, 1))
        self.bar.setValue(count.done)
        tell(self.far, tr("已抄 {done} / {whole} 项", done=count.done, whole=count.whole))
        self.lead.setVisible(not count.done)
        changed = self.copying.changed
        names = "、".join(one.called for one in changed[:3])
        more = "……" if len(changed) > 3 else "。"
        self.changed.say(
            tr(
                "有 {count} 处抄过以后改了，平台上也要改：{names}{more}",
                count=len(changed),
                names=names,
                more=more,
            )
            if changed
            else ""
        )
        gone = "、".join(tick.called for _, tick in self.copying.gone[:3])
        many = len(self.copying.gone)
        self.gone.say(
            tr(
                "有 {many} 处抄过以后在材料里删去了，请在平台上也删去：{gone}。",
                many=many,
                gone=gone,
            )
            if many
            else ""
        )

    def _show_row(self, row: ThingRow) -> None:
        found = self.copying.find(row.key)
        if found is None:
            return
        thing = found[1]
        ready = not isinstance(thing, Upload) or bool(self.copying.paths(thing))
        row.show_state(
            self.copying.state(thing),
            self.copying.before(thing),
            waits=self.copying.pending == row.key,
            ready=ready,
        )

    def _put_aside(self, on: bool) -> None:
        """A narrow window at the right edge, above the browser; and back to where it was."""
        if on:
            self._was = self.geometry()
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, on)
        if on:
            room = self._room()
            width = min(em(self, NARROW), room.width() // 2)
            frame = em(self, 2)
            self.setGeometry(room.right() - width, room.top() + frame, width, room.height() - frame)
        else:
            self.setGeometry(self._was)
        self.show()
        self.activateWindow()
        self._back_to_work()

    def _back_to_work(self) -> None:
        """The keyboard to what waits to be ticked, else to the first that is open here."""
        open_ = (one.key for one in things(self.shown) if self.copying.state(one) != "done")
        self.column.take_focus(self.copying.pending or next(open_, ""))

    # ------------------------------------------------------------------ leaving

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is said stands beside the buttons where there is room, else above them."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        beside = self.width() >= em(self, _BESIDE)
        self._below.setDirection(way.LeftToRight if beside else way.TopToBottom)

    def _forget(self) -> None:
        """An ID number that was copied here does not stay in the clipboard."""
        clipboard = QGuiApplication.clipboard()
        if self._copied and holds_id_number(self._copied) and clipboard.text() == self._copied:
            clipboard.clear()
        self._copied = ""

    def done(self, result: int) -> None:
        """Leave nothing behind."""
        self._forget()
        self._stop()
        super().done(result)


def _named(column: PlatformColumn, copying: Copying, at: int) -> str:
    """A column in the list of them: its number, its title, how far it is."""
    count = copying.count_of(at)
    number = f"{column.number} " if column.number else ""
    if not things(column):
        return tr("{number}{title}　没有要抄的", number=number, title=column.title)
    changed = tr("，{changed} 处已变", changed=count.changed) if count.changed else ""
    return f"{number}{column.title}　{count.done}/{count.whole}{changed}"
