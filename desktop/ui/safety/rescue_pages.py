"""The pages where a library does not open: what happened, what is safe, what can be done."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from desktop.app.safety.rescue import QUARANTINE, Offer, Rescue
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.safety.door_pages import DoorPage
from desktop.ui.widgets.cards import Card, words
from desktop.ui.widgets.passphrases import SecretField, ShowTyped
from desktop.ui.widgets.pieces import button, tell
from desktop.ui.widgets.theme import repolish

LOOKING = tr("正在找最近的备份并核对，附件多时要几分钟……")
_KEPT = tr(
    "不会删除任何文件：现在的资料库文件会原样挪到这个文件夹的 {quarantine} 里留着。",
    quarantine=QUARANTINE,
)
_KEPT_ALIKE = tr(
    "不会删除任何文件：现在的资料库文件会原样留一份在这个文件夹的 {quarantine} 里。",
    quarantine=QUARANTINE,
)
_AFTER = tr("备份以后填的内容不在里面；附件都还在，口令和恢复码不变。")
_NO_BACKUP = tr("还没有找到这个资料库的完好备份。备份在 U 盘上的，请插上后点“别处的备份…”。")
_NOT_NEWER = tr("它不比现有的内容新，用它找不回缺的修改；按现有的内容继续就好。")
_NO_KEYS = tr(
    "keys.json 和 keys-copy.json 都不在了，或者读不出来。"
    "程序没有改动剩下的文件，也不会在这里重新开始。"
)
_ELSEWHERE = tr("备份在哪个文件夹或 U 盘里")


class Broken(DoorPage):
    """The database is damaged, gone, or older than what was saved; the person decides."""

    bring_back = Signal(object)
    carry_on = Signal()
    place_chosen = Signal(object)
    look_again = Signal()

    def __init__(self, rescue: Rescue, place: str) -> None:
        behind = rescue.behind
        super().__init__(tr("最近保存的内容不全") if behind else tr("资料库暂时打不开"))
        self._behind = behind
        self._place = place
        self._offer: Offer | None = None
        card = Card(tr("发生了什么"))
        cause = tr("常见的原因是 U 盘提前拔出，或同步软件换回了旧文件。") if behind else ""
        card.add(words(rescue.error.happened + cause, "plain"))
        card.add(words(_KEPT_ALIKE if behind else _KEPT, "plain"))
        self.found = words("", "label")
        self.told = words("", "plain")
        card.add(self.found)
        card.add(self.told)
        card.add(words(str(rescue.folder), "hint"))
        self.use = button(tr("用这份备份恢复"), self._use, "primary")
        self.go_on = button(tr("按现有的内容继续"), self.carry_on.emit)
        self.go_on.setVisible(behind)
        self.other = button(tr("别处的备份…"), self._choose)
        self.again = button(tr("再试一次"), self.look_again.emit)
        self.again.setVisible(not behind)
        self.restore = button(tr("恢复到新的文件夹…"), self.restore_asked.emit, "quiet")
        for widget in (self.use, self.go_on, self.other, self.again, self.restore):
            self.acts.addWidget(widget)
        self.close_card(card)
        self.show_offer(None)

    def look(self) -> None:
        """A backup is being looked for."""
        tell(self.found, "")
        tell(self.told, "")
        self.use.hide()
        self.busy(LOOKING)

    def show_offer(self, offer: Offer | None) -> None:
        """What was found, if anything."""
        self.busy("")
        self._offer = offer
        newer = offer is not None and (not self._behind or offer.ahead > 0)
        tell(self.found, offer.line() if offer else "")
        if offer is None:
            tell(self.told, _NO_BACKUP)
        elif not newer:
            tell(self.told, _NOT_NEWER)
        elif self._behind:
            tell(
                self.told,
                tr("它比现有的内容多 {ahead} 处修改。{after}", ahead=offer.ahead, after=_AFTER),
            )
        else:
            tell(self.told, _AFTER)
        self.use.setVisible(newer)
        chosen = self.go_on if self._behind else self.other
        for widget in (self.go_on, self.other):
            widget.setProperty("role", "primary" if widget is chosen and not newer else "")
            repolish(widget)
        self.take_focus()

    def take_focus(self) -> None:
        """To the first thing to try."""
        shown = (self.use, self.go_on, self.other)
        next(widget for widget in shown if not widget.isHidden()).setFocus()

    def _use(self) -> None:
        if self._offer is not None:
            self.bring_back.emit(self._offer)

    def _choose(self) -> None:
        start = self._place or str(Path.home())
        name = QFileDialog.getExistingDirectory(self, _ELSEWHERE, start)
        if name:
            self._place = name
            self.say("")
            self.place_chosen.emit(Path(name))


class Lost(DoorPage):
    """A library without a key file that can be read: nothing is begun over it."""

    look_again = Signal()
    keys_asked = Signal(object, str)

    def __init__(self, folder: str, place: str) -> None:
        super().__init__(tr("资料库的钥匙文件不见了或已损坏"))
        self._place = place
        card = Card(tr("材料还在，只是暂时打不开"))
        for sentence in (
            _NO_KEYS,
            tr(
                "每份备份里都有这个文件：给出做备份时的口令，或打印的恢复码，就能取回来，"
                "材料原样打开。"
            ),
        ):
            card.add(words(sentence, "plain"))
        card.add(words(folder, "hint"))
        self.without = words(
            tr("没有备份时，请保留这个文件夹，看看回收站、杀毒软件的隔离区里有没有这两个文件。"),
            "plain",
        )
        card.add(self.without)
        self.where = words("", "label")
        card.add(self.where)
        self.typed = SecretField(
            tr("口令或恢复码"), tr("做备份时用的口令；忘记了就输入打印的恢复码。")
        )
        self.show_typed = ShowTyped(self.typed)
        card.add(self.typed)
        card.add(self.show_typed)
        self.take = button(tr("从备份取回钥匙文件"), self._take, "primary")
        self.choose = button("", self._choose)
        self.again = button(tr("再看一次"), self.look_again.emit)
        self.restore = button(tr("从备份恢复…"), self.restore_asked.emit, "quiet")
        for widget in (self.take, self.choose, self.again, self.restore):
            self.acts.addWidget(widget)
        self.typed.entered.connect(self._take)
        self.close_card(card)
        self._show_place()

    def refuse_typed(self, error: UserError) -> None:
        """A wrong one: the field says so, and takes the next try."""
        self.busy("")
        self.typed.refuse(f"{error.happened}{error.todo}")

    def take_focus(self) -> None:
        """To the first thing to do."""
        (self.typed.line if self._place else self.choose).setFocus()

    def forget(self) -> None:
        """Nothing typed stays."""
        self.typed.forget()

    def _show_place(self) -> None:
        there = bool(self._place)
        tell(self.where, tr("备份在：{place}", place=self._place) if there else "")
        for widget in (self.typed, self.show_typed, self.take):
            widget.setVisible(there)
        self.without.setVisible(not there)
        self.choose.setText(tr("别处的备份…") if there else tr("选择备份所在的文件夹或 U 盘…"))
        self.choose.setProperty("role", "" if there else "primary")
        repolish(self.choose)

    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, _ELSEWHERE, self._place or str(Path.home()))
        if name:
            self._place = name
            self.say("")
            self._show_place()
            self.take_focus()

    def _take(self) -> None:
        if not self.take.isEnabled():
            return
        if not self.typed.text().strip():
            self.typed.refuse(tr("请先输入口令或恢复码。"))
            return
        self.keys_asked.emit(Path(self._place), self.typed.text())
