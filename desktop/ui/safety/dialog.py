"""安全与备份: the ways in, when it locks itself, where copies go."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QWidget,
)

from desktop.app.library import Desk
from desktop.app.safety.door import Door, Renewal
from desktop.app.safety.locking import CHOICES
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.forms.choices import Box
from desktop.ui.safety.backing import Backing
from desktop.ui.safety.door_pages import KEYRING
from desktop.ui.safety.proof import ProofDialog
from desktop.ui.safety.recovery import RecoveryDialog
from desktop.ui.safety.restoring import RestoreDialog
from desktop.ui.widgets.appearance import Appearance
from desktop.ui.widgets.cards import Card, words
from desktop.ui.widgets.pieces import FlowLayout, Note, button, report, tell
from desktop.ui.widgets.sheet_dialog import SheetDialog
from desktop.ui.widgets.theme import em
from desktop.ui.widgets.worker import Worker

TITLE = tr("安全与备份")
_NO_KEYRING = tr("这台电脑没有可用的系统钥匙串，没有改变：打开时仍然输入口令。")


class WaysIn(Card):
    """The passphrase, the printed code, the keyring."""

    def __init__(self, door: Door, desk: Desk, worker: Worker) -> None:
        super().__init__(tr("口令"), tr("材料全部加密保存，只有口令或恢复码能打开。"))
        self._door = door
        self._desk = desk
        self._worker = worker
        self.note = Note()
        self.add(self.note)
        acts = FlowLayout()
        acts.addWidget(button(tr("换口令…"), self._change))
        acts.addWidget(button(tr("换一张恢复码单…"), self._renew))
        self.column.addLayout(acts)
        self.keyring = QCheckBox(KEYRING)
        self.keyring.setChecked(door.trusts_keyring())
        self.keyring.clicked.connect(self._on_keyring)
        self.add(self.keyring)
        self.add(
            words(tr("只有您一个人用的电脑才勾选：登录这台电脑的人不用口令就能打开。"), "hint")
        )

    def _change(self) -> None:
        ProofDialog(
            tr("换口令"),
            tr("恢复码单不变。以前做的备份，恢复时仍用当时的口令或恢复码。"),
            tr("换成新口令"),
            self._door.change_passphrase,
            lambda _nothing: self.note.say(tr("口令已换。")),
            anew=True,
            parent=self,
        ).open()

    def _renew(self) -> None:
        ProofDialog(
            tr("换一张恢复码单"),
            tr("新的一张您收好以后，以前打印的那张才作废。"),
            tr("做一张新的"),
            lambda now, _new: self._door.renew_code(now),
            self._show_code,
            parent=self,
        ).open()

    def _show_code(self, renewal: Renewal) -> None:
        dialog = RecoveryDialog(renewal, self._desk.now(), self._worker, self)
        dialog.left.connect(self.note.say)
        dialog.open()

    def _on_keyring(self, wanted: bool) -> None:
        # It shows what is so, and changes only once it is.
        self.keyring.setChecked(not wanted)
        ProofDialog(
            tr("自动打开") if wanted else tr("不再自动打开"),
            tr("以后登录这台电脑就能打开，不用输口令。")
            if wanted
            else tr("以后每次打开都要输入口令；系统钥匙串里的钥匙会删掉。"),
            tr("以后自动打开") if wanted else tr("以后输口令"),
            lambda now, _new: self._trust(now) if wanted else self._revoke(now),
            self._keyring_done,
            parent=self,
        ).open()

    def _trust(self, now: str) -> str:
        return tr("以后在这台电脑上自动打开。") if self._door.trust_keyring(now) else _NO_KEYRING

    def _revoke(self, now: str) -> str:
        self._door.revoke_keyring(now)
        return tr("以后每次打开都要输入口令。")

    def _keyring_done(self, sentence: str) -> None:
        self.keyring.setChecked(self._door.trusts_keyring())
        self.note.say(sentence)


class LockingCard(Card):
    """After how long it locks itself."""

    chosen = Signal(int)

    def __init__(self, minutes: int) -> None:
        super().__init__(
            tr("自动锁上"), tr("人离开了，别人就看不到。随时可以点“锁定”或按 Ctrl+L。")
        )
        self.box = Box()
        self.box.setAccessibleName(tr("多久没有操作就锁上"))
        self.box.addItems(list(CHOICES.values()))
        self.box.setCurrentIndex(list(CHOICES).index(minutes))
        self.box.wish = em(self, 16)
        self.box.currentIndexChanged.connect(lambda at: self.chosen.emit(list(CHOICES)[at]))
        row = QHBoxLayout()
        row.addWidget(self.box)
        row.addStretch(1)
        self.column.addLayout(row)


class BackupsCard(Card):
    """Where backups go, the last one, one now."""

    restore_asked = Signal()
    back_asked = Signal()

    def __init__(self, backing: Backing, look: Appearance, home: Path) -> None:
        super().__init__(
            tr("备份"), tr("备份也是加密的，放在 U 盘或移动硬盘上最好：电脑坏了、丢了都能恢复。")
        )
        self._backing = backing
        self.place = words("", "plain")
        self.line = words("", "hint")
        self.add(self.place)
        self.add(self.line)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.add(self.bar)
        acts = FlowLayout()
        self.now = button(tr("现在备份"), backing.make, "primary")
        self.stop = button(tr("停下"), backing.cancel)
        self.choose = button(tr("选择文件夹或 U 盘…"), self._choose)
        self.restore = button(tr("从备份恢复…"), self.restore_asked.emit, "quiet")
        for widget in (self.now, self.stop, self.choose, self.restore):
            acts.addWidget(widget)
        self.column.addLayout(acts)
        self.daily = QCheckBox(tr("每天自动备份一次（程序开着、U 盘插着的时候）"))
        self.daily.setChecked(look.settings.backup_daily)
        self.daily.clicked.connect(backing.choose_daily)
        self.add(self.daily)
        if look.settings.library and Door(home).state() == "locked":
            self.add(
                words(tr("现在用的是从备份恢复的材料；恢复以前的那份还留着，没有动。"), "hint")
            )
            row = FlowLayout()
            row.addWidget(button(tr("换回恢复以前的材料"), self.back_asked.emit))
            self.column.addLayout(row)
        backing.changed.connect(self.refresh)
        backing.progressed.connect(self._on_progress)
        backing.failed.connect(self._on_failed)
        backing.finished.connect(self._on_finished)
        self.refresh()

    def refresh(self) -> None:
        """Follow."""
        place, busy = self._backing.place, self._backing.busy
        tell(self.place, tr("备份到：{place}", place=place) if place else "")
        said = self._backing.line()
        if place or said.careful:
            tell(self.line, said.text, "care" if said.careful else "hint")
        self.bar.setVisible(busy)
        self.stop.setVisible(busy)
        self.now.setVisible(bool(place) and not busy)
        self.choose.setText(tr("换一个地方…") if place else tr("选择文件夹或 U 盘…"))
        self.choose.setEnabled(not busy)
        self.restore.setEnabled(not busy)
        self.daily.setVisible(bool(place))
        if busy:
            self.bar.setRange(0, 0)
            tell(self.line, tr("正在备份，可以继续填写……"), "hint")

    def _on_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if self._backing.busy:
            tell(
                self.line,
                tr("正在备份，可以继续填写……附件 {done} / {total}", done=done, total=total),
                "hint",
            )

    def _on_finished(self) -> None:
        report(
            self.line, tr("备份好了，已经核对过。{text}", text=self._backing.line().text), "good"
        )

    def _on_failed(self, error: UserError) -> None:
        report(self.line, tr("备份没有做成：{error}", error=error), "care")

    def _choose(self) -> None:
        start = self._backing.place or str(Path.home())
        name = QFileDialog.getExistingDirectory(self, tr("备份放在哪个文件夹或 U 盘里"), start)
        if name:
            self._backing.choose(name)


class SafetyDialog(SheetDialog):
    """All of it on one sheet."""

    minutes_chosen = Signal(int)
    restored = Signal(object, str)
    back_asked = Signal()

    def __init__(
        self,
        door: Door,
        desk: Desk,
        backing: Backing,
        look: Appearance,
        *,
        home: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(TITLE, wide=44, parent=parent)
        self._desk = desk
        self._backing = backing
        self._look = look
        self._home = home
        self._worker = Worker(self)
        self.ways = WaysIn(door, desk, self._worker)
        self.locking = LockingCard(look.settings.lock_after)
        self.backups = BackupsCard(backing, look, home)
        for card in (self.backups, self.locking, self.ways):
            self.sheet.add(card)
        self.offer(button(tr("关闭"), self.accept))
        self.fit()
        self.locking.chosen.connect(self._on_minutes)
        self.backups.restore_asked.connect(self._restore)
        self.backups.back_asked.connect(self.back_asked)

    def _on_minutes(self, minutes: int) -> None:
        chosen = replace(self._look.settings, lock_after=minutes)  # type: ignore[arg-type]
        self._look.keep(chosen)
        self.minutes_chosen.emit(minutes)

    def _restore(self) -> None:
        dialog = RestoreDialog(
            self._home, self._desk.now(), self._backing.place, self._backing.before, self
        )
        dialog.restored.connect(self.restored)
        dialog.open()

    def done(self, result: int) -> None:
        """Leave."""
        self._worker.close()
        super().done(result)
