"""The pages before the library is open: the first start, unlocking, a new passphrase."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QProgressBar, QVBoxLayout, QWidget

from desktop.app.safety.door import State
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.widgets.cards import Card, Sheet, members, words
from desktop.ui.widgets.passphrases import NewPassphrase, SecretField, ShowTyped
from desktop.ui.widgets.pieces import FlowLayout, Note, button, tell
from desktop.ui.widgets.theme import em

_WHY = tr(
    "材料里有身份证号、照片和证书，所以全部加密后保存在这台电脑上，只有您的口令能打开。"
    "口令不会上传，忘了谁也找不回来，所以下一步会再给您一张备用的恢复码单。"
)
_PLAIN = tr(
    "这台电脑上已有的申报材料会用它加密，一份都不会少，内容、附件和修改记录都不变；"
    "加密核对无误以后，才删去没有加密的旧文件。"
)
KEYRING = tr("在这台电脑上自动打开（系统钥匙串）")
_KEYRING_TOLD = tr(
    "勾选后，登录这台电脑的人不用输口令就能打开。几个人共用一个登录名的电脑请不要勾选。"
)
_NO_KEYRING = tr("这台电脑没有可用的系统钥匙串，每次打开时输入口令就可以，不影响使用。")
_ASKING = tr("正在看这台电脑能不能自动打开……")


class DoorPage(Sheet):
    """A calm page with one card, one thing to do, and quieter ways below."""

    restore_asked = Signal()

    def __init__(self, title: str, lead: str = "") -> None:
        super().__init__(title, lead, widest=36, centred=True)
        self.note = Note()
        self.add(self.note)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.working = words("", "hint")
        self.working.hide()
        self.acts = FlowLayout()

    def close_card(self, card: Card) -> None:
        """Put what is done last at the end of ``card``, and show it."""
        card.column.addLayout(self.acts)
        card.add(self.bar)
        card.add(self.working)
        self.add(card)

    def busy(self, sentence: str) -> None:
        """Say what is under way, the buttons resting; ``""`` for nothing."""
        self.bar.setVisible(bool(sentence))
        tell(self.working, sentence)
        for act in members(self.acts):
            if isinstance(act, QWidget):
                act.setEnabled(not sentence)

    def say(self, sentence: str, role: str = "note") -> None:
        """A sentence above the card."""
        self.note.say(sentence, role)

    def refuse(self, error: UserError) -> None:
        """What was tried did not work; what to do stands there, nothing blocks."""
        self.busy("")
        self.say("\n".join(s for s in (error.happened, error.safe, error.todo) if s), "caution")

    def take_focus(self) -> None:
        """The keyboard to where typing begins."""

    def forget(self) -> None:
        """Nothing typed stays."""

    def may_leave(self) -> bool:
        """Whether the window may go: nothing is lost with it here."""
        return True


class FirstStart(DoorPage):
    """One passphrase, explained in two sentences."""

    begun = Signal(str, bool)

    def __init__(self, state: State) -> None:
        plain = state == "plain"
        super().__init__(tr("职称申报助手"), tr("第一次使用，先设一个口令。") if not plain else "")
        card = Card(tr("给材料上把锁") if plain else tr("设一个口令"), _WHY)
        if plain:
            self.say(_PLAIN)
        self.typed = NewPassphrase()
        card.add(self.typed)
        self.keyring = QCheckBox(KEYRING)
        self.keyring.setEnabled(False)
        self.keyring.hide()
        self.keyring_told = words(_ASKING, "hint")
        column = QVBoxLayout()
        column.setSpacing(em(self, 0.2))
        column.addWidget(self.keyring)
        column.addWidget(self.keyring_told)
        card.column.addLayout(column)
        self.start = button(tr("设好口令，继续"), self._begin, "primary")
        self.acts.addWidget(self.start)
        if not plain:
            self.restore = button(tr("从备份恢复…"), self.restore_asked.emit, "quiet")
            self.acts.addWidget(self.restore)
        self.typed.entered.connect(self._begin)
        self.close_card(card)

    def offer_keyring(self, works: bool) -> None:
        """What the computer's keyring has answered."""
        self.keyring.setVisible(works)
        self.keyring.setEnabled(works)
        self.keyring_told.setText(_KEYRING_TOLD if works else _NO_KEYRING)

    def take_focus(self) -> None:
        """To the first field."""
        self.typed.first.line.setFocus()

    def forget(self) -> None:
        """Nothing typed stays."""
        self.typed.forget()

    def _begin(self) -> None:
        chosen = self.typed.chosen() if self.start.isEnabled() else ""
        if chosen:
            self.begun.emit(chosen, self.keyring.isVisible() and self.keyring.isChecked())


class Unlock(DoorPage):
    """The passphrase, or the recovery code; as often as it takes."""

    passphrase_given = Signal(str)
    code_given = Signal(str)

    def __init__(self) -> None:
        super().__init__(tr("职称申报助手"), tr("材料已加密锁好。"))
        card = Card(tr("打开申报材料"))
        self.passphrase = SecretField(tr("口令"))
        self.show_typed = ShowTyped(self.passphrase)
        self.code = SecretField(
            tr("恢复码"),
            tr("打印的恢复码单上的 8 组字母和数字；大小写、横线、空格都不要紧。"),
            hidden=False,
        )
        card.add(self.passphrase)
        card.add(self.show_typed)
        card.add(self.code)
        self.open = button(tr("打开"), self._open, "primary")
        self.other = button("", self._switch, "quiet")
        self.restore = button(tr("从备份恢复…"), self.restore_asked.emit, "quiet")
        for widget in (self.open, self.other, self.restore):
            self.acts.addWidget(widget)
        self.passphrase.entered.connect(self._open)
        self.code.entered.connect(self._open)
        self.close_card(card)
        self._by_code(False)

    @property
    def by_code(self) -> bool:
        """Whether the code is asked for."""
        return not self.code.isHidden()

    def take_focus(self) -> None:
        """To the field that is asked."""
        self._field.line.setFocus()

    def refuse_typed(self, error: UserError) -> None:
        """A wrong one: the field says so, and takes the next try."""
        self.busy("")
        self._field.refuse(f"{error.happened}{error.todo}")

    def forget(self) -> None:
        """Nothing typed stays."""
        self.passphrase.forget()
        self.code.line.clear()

    @property
    def _field(self) -> SecretField:
        return self.code if self.by_code else self.passphrase

    def _switch(self) -> None:
        self._by_code(not self.by_code)
        self.take_focus()

    def _by_code(self, on: bool) -> None:
        self.code.setVisible(on)
        self.passphrase.setVisible(not on)
        self.show_typed.setVisible(not on)
        self.other.setText(tr("用口令打开") if on else tr("用恢复码打开"))

    def _open(self) -> None:
        if not self.open.isEnabled():
            return
        typed = self._field.text()
        if not typed.strip():
            self._field.refuse(tr("请先输入恢复码。") if self.by_code else tr("请先输入口令。"))
        elif self.by_code:
            self.code_given.emit(typed)
        else:
            self.passphrase_given.emit(typed)


class ChooseAnew(DoorPage):
    """After the recovery code: a passphrase in place of the forgotten one, or later."""

    chosen = Signal(str)
    later = Signal()

    def __init__(self) -> None:
        super().__init__(
            tr("已用恢复码打开"), tr("材料都在。趁现在换一个新口令，下次就不用再找恢复码单。")
        )
        card = Card(tr("设一个新口令"), tr("恢复码不变，那张单子仍然有用，请放回原处。"))
        self.typed = NewPassphrase(tr("新口令"))
        card.add(self.typed)
        self.start = button(tr("换成新口令"), self._choose, "primary")
        self.wait = button(tr("以后再说"), self.later.emit, "quiet")
        self.acts.addWidget(self.start)
        self.acts.addWidget(self.wait)
        self.typed.entered.connect(self._choose)
        self.close_card(card)

    def take_focus(self) -> None:
        """To the first field."""
        self.typed.first.line.setFocus()

    def forget(self) -> None:
        """Nothing typed stays."""
        self.typed.forget()

    def _choose(self) -> None:
        chosen = self.typed.chosen() if self.start.isEnabled() else ""
        if chosen:
            self.chosen.emit(chosen)
