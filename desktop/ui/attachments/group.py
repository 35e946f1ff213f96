"""The files of one place: rows, what is missing, and the ways to bring files in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QImageWriter,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from desktop.app.findings.problems import NONE, Problem
from desktop.app.intake import Given, Intake, Pasted
from desktop.app.places import Group, Spot
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.attachments.row import AttachmentRow
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.pieces import FlowLayout, Note, button, tell
from desktop.ui.widgets.theme import em, repolish, tokens

_ENCODED = [f"image/{kind}" for kind in ("png", "jpeg", "tiff", "webp", "heic", "bmp", "gif")]


class GroupView(QFrame):
    """``given`` brings files for a place; ``choose`` asks for the file dialog."""

    given = Signal(object, object)
    choose = Signal(object)

    def __init__(self, group: Group, make_row: Callable[[], AttachmentRow]) -> None:
        super().__init__()
        self.group = group
        self.rows: dict[str, AttachmentRow] = {}
        self._make_row = make_row
        self._spots: tuple[Spot, ...] = ()
        self._lit = False
        self.setAcceptDrops(True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(em(self, 0.3))
        self.about = words(group.about, "h3")
        if not group.about:
            self.about.hide()
        self.column.addWidget(self.about)
        self.list = QVBoxLayout()
        self.list.setSpacing(0)
        self.column.addLayout(self.list)
        self._report: Report | None = None
        self._reported = QVBoxLayout()
        self.column.addLayout(self._reported)
        self._busy: Busy | None = None
        self.ways = QWidget()
        self.flow = FlowLayout(em(self, 0.5))
        self.ways.setLayout(self.flow)
        self.add = button(tr("添加文件…"), lambda: self.choose.emit(self.group.place))
        self.paste = button(tr("粘贴"), self.take_clipboard, "quiet")
        self.flow.addWidget(self.add)
        self.flow.addWidget(self.paste)
        self.spot_buttons: list[QPushButton] = []
        self.column.addWidget(self.ways)

    @property
    def report(self) -> Report:
        """What became of the files; made when there is something to say."""
        if self._report is None:
            self._report = Report()
            self._reported.addWidget(self._report)
        return self._report

    @property
    def wants_a_file(self) -> bool:
        """Whether the notice wants a file here that is not there yet."""
        return self.group.wanted and bool(self.group.missing or not self.group.files)

    def show_group(
        self, group: Group, name: str, problems: Mapping[str, Problem], demanded: bool
    ) -> None:
        """Follow the case; rows that stay the same stay as they are. ``name`` says the place."""
        self.group = group
        tell(self.about, group.about)
        self._show_rows(group, problems, demanded)
        self._show_spots(group.missing)
        self.ways.setVisible(not group.stray)
        self.add.setText(tr("再添加…") if group.files else tr("添加文件…"))
        role = "quiet" if group.files and not group.missing else ""
        if self.add.property("role") != role:
            self.add.setProperty("role", role)
            repolish(self.add)
        self.add.setAccessibleName(tr("添加文件到 {name}", name=name))
        self.add.setToolTip(tr("也可以把文件拖到这里，或者复制以后按 Ctrl+V"))
        self.paste.setAccessibleName(tr("粘贴到 {name}", name=name))

    def _show_rows(self, group: Group, problems: Mapping[str, Problem], demanded: bool) -> None:
        for gone in set(self.rows) - {file.id for file in group.files}:
            row = self.rows.pop(gone)
            self.list.removeWidget(row)
            row.hide()
            row.deleteLater()
        last = len(group.files) - 1
        for at, file in enumerate(group.files):
            row = self.rows.get(file.id) or self._new_row(file.id)
            if self.list.indexOf(row) != at:
                self.list.removeWidget(row)
                self.list.insertWidget(at, row)
            problem = problems.get(f"attachments.{file.id}", NONE)
            row.show_attachment(file, at == 0, at == last, problem, demanded)

    def _new_row(self, attachment_id: str) -> AttachmentRow:
        row = self._make_row()
        self.rows[attachment_id] = row
        return row

    def _show_spots(self, spots: tuple[Spot, ...]) -> None:
        if spots == self._spots:
            return
        self._spots = spots
        for old in self.spot_buttons:
            self.flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.spot_buttons = []
        for spot in spots:
            one = button(f"＋ {spot.label}", partial(self.choose.emit, spot.place))
            one.setAccessibleName(tr("添加{label}", label=spot.label))
            self.spot_buttons.append(one)
            self.flow.addWidget(one)

    def first_way(self) -> QPushButton:
        """The button for what is missing, else the one for any file."""
        return self.spot_buttons[0] if self.spot_buttons else self.add

    # ------------------------------------------------------------------ bringing files in

    def show_busy(self, said: str, stop: Callable[[], None] | None = None) -> None:
        """Say how far the files are that are looked at, and how to stop; ``""`` at the end."""
        if self._busy is None:
            if not said:
                return
            self._busy = Busy()
            self._reported.addWidget(self._busy)
        self._busy.show_work(said, stop)

    def show_intake(self, done: Intake, left: int) -> None:
        """Say what became of the files; of ``left`` nothing, since the person stopped."""
        self.report.show_intake(done, left)

    def take_clipboard(self) -> None:
        """Take files or a picture from the clipboard."""
        found = given_of(QGuiApplication.clipboard().mimeData())
        if found:
            self.given.emit(self.group.place, found)
        else:
            self.report.say(
                tr("剪贴板里没有图片或文件。请先在别处复制（Ctrl+C），再回到这里粘贴。"), "note"
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V pastes into the place one is at."""
        if event.matches(QKeySequence.StandardKey.Paste) and not self.group.stray:
            self.take_clipboard()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files and pictures."""
        mime = event.mimeData()
        if not self.group.stray and (mime.hasImage() or any(u.isLocalFile() for u in mime.urls())):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._light(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        self._light(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped; the original stays where it is."""
        self._light(False)
        found = given_of(event.mimeData())
        if found:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.given.emit(self.group.place, found)

    def _light(self, on: bool) -> None:
        self._lit = on
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dashed frame while something is held over the place."""
        super().paintEvent(event)
        if self._lit:
            look = tokens(self)
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(look.color("chosen"))
            painter.setPen(QPen(look.color("accent"), 2, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)


class Busy(QWidget):
    """How far the files are that are being looked at, and the way to stop."""

    def __init__(self) -> None:
        super().__init__()
        self._stop: Callable[[], None] | None = None
        line = FlowLayout(em(self, 0.7))
        self.setLayout(line)
        self.said = words("", "hint")
        self.said.setWordWrap(False)
        line.addWidget(self.said)
        line.addWidget(button(tr("停下"), self._on_stop, "quiet"))

    def show_work(self, said: str, stop: Callable[[], None] | None) -> None:
        """Show ``said``; ``stop`` is what 停下 does."""
        self._stop = stop
        self.said.setText(said)
        self.setVisible(bool(said))

    def _on_stop(self) -> None:
        if self._stop is not None:
            self._stop()


class Report(Note):
    """What became of the files that were brought, until 知道了: the refused with their reasons."""

    def __init__(self) -> None:
        super().__init__()
        self.acts.addWidget(button(tr("知道了"), self.hide, "quiet"))

    def show_intake(self, done: Intake, left: int) -> None:
        """Say it in sentences; nothing where there is nothing to say."""
        lines = [taken.note for taken in done.taken if taken.note]
        if done.refused:
            lines.append(_refused(len(done.taken), [error for _name, error in done.refused]))
        if left:
            lines.append(
                tr(
                    "已停下：添加了 {count} 个，还有 {left} 个没有看，也没有添加。",
                    count=len(done.taken),
                    left=left,
                )
            )
        self.say("\n".join(lines), "caution" if done.refused else "note")


def _refused(taken: int, errors: Sequence[UserError]) -> str:
    also = tr("已添加 {taken} 个。", taken=taken) if taken else ""
    if len(errors) == 1 and not taken:
        error = errors[0]
        return f"{error.happened}{error.safe}{error.todo}"
    lines = [tr("{also}有 {count} 个没有添加：", also=also, count=len(errors))]
    lines += [f"· {error.happened}{error.todo}" for error in errors]
    return "\n".join(lines)


def given_of(mime: QMimeData | None) -> list[Given]:
    """The files or the picture that came by clipboard or mouse."""
    if mime is None:
        return []
    files: list[Given] = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if files:
        return files
    # A picture that comes as a file's bytes is opened like any other: never by Qt, in this process.
    encoded = next((kind for kind in _ENCODED if mime.hasFormat(kind)), None)
    if encoded is not None:
        return [Pasted(bytes(mime.data(encoded).data()))]
    if not mime.hasImage():
        return []
    image = QImage(mime.imageData())
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not QImageWriter(buffer, QByteArray(b"PNG")).write(image):
        return []
    return [Pasted(bytes(buffer.data().data()))]
