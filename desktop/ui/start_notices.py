"""The notices on the first screen: what each is for, read, compared, begun, added."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QVBoxLayout, QWidget

from desktop.app.notices.choice import Choice
from desktop.app.notices.narrowing import Known, Question, against, questions
from desktop.language import tr
from desktop.ui.notices.banner import AlarmTag
from desktop.ui.notices.lines import Facts
from desktop.ui.widgets.cards import Card, words
from desktop.ui.widgets.pieces import FlowLayout, button, tell
from desktop.ui.widgets.theme import em, follow_size, repolish

AT_HAND = tr(
    "手边最好有：身份证、毕业证书、职称证书、单位营业执照、社保缴费证明、"
    "业绩证明、继续教育证书、年度考核表。没有齐也可以先填，随时接着填。第一次填大约要一到两个小时。"
)


class NoticeEntry(QFrame):
    """One notice that can be chosen."""

    begun = Signal(str)
    read = Signal(str)

    def __init__(self, choice: Choice) -> None:
        super().__init__()
        self.choice = choice
        self.setProperty("role", "entry")
        self.column = QVBoxLayout(self)
        self.column.addWidget(words(choice.title, "label"))
        if choice.alarm:
            self.column.addWidget(AlarmTag(choice.alarm))
        self.column.addWidget(Facts(choice.facts))
        self.column.addSpacing(em(self, 0.35))
        ways = FlowLayout()
        pack = choice.notice.id
        self.begin = begin = button(tr("新建"), lambda: self.begun.emit(pack))
        begin.setAccessibleName(tr("按《{title}》新建", title=choice.notice.title))
        read = button(tr("看要求"), lambda: self.read.emit(pack), "quiet")
        read.setAccessibleName(tr("看《{title}》要求什么", title=choice.notice.title))
        ways.addWidget(begin)
        ways.addWidget(read)
        self.column.addLayout(ways)
        follow_size(self, self._space)

    def _space(self) -> None:
        self.column.setContentsMargins(em(self, 1.2), em(self, 0.8), em(self, 1), em(self, 0.8))
        self.column.setSpacing(em(self, 0.25))


ANY = tr("不限")
_SHOWN = 7
"""Room for an answer, counted as Qt does, in Xs: 林业和草原 is seen whole, with some air."""

NONE_FITS = tr("这里没有合适的通知。请向单位或受理部门要今年的通知，再点“添加通知…”。")


class Asking(QWidget):
    """A few things a person knows, from which it follows which notice it is."""

    answered = Signal()

    def __init__(self, asked: Sequence[Question]) -> None:
        super().__init__()
        row = FlowLayout(em(self, 0.4))
        self.setLayout(row)
        self.boxes: dict[str, QComboBox] = {}
        for question in asked:
            column = QVBoxLayout()
            column.setSpacing(em(self, 0.2))
            box = QComboBox()
            box.addItems([ANY, *question.answers])
            box.setAccessibleName(question.label)
            # As wide as what is mostly chosen; the list shows the longest whole.
            box.setSizeAdjustPolicy(box.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(_SHOWN)
            box.view().setTextElideMode(Qt.TextElideMode.ElideNone)
            box.view().setMinimumWidth(em(box, 2 + max(map(len, question.answers))))
            box.currentTextChanged.connect(box.setToolTip)
            box.currentIndexChanged.connect(self.answered)
            label = QLabel(question.label)
            label.setProperty("role", "hint")
            label.setBuddy(box)
            column.addWidget(label)
            column.addWidget(box)
            piece = QWidget()
            column.setContentsMargins(0, 0, 0, 0)
            piece.setLayout(column)
            row.addWidget(piece)
            self.boxes[question.field] = box

    @property
    def known(self) -> Known:
        """What has been answered."""
        said = {field: box.currentText() for field, box in self.boxes.items()}
        return Known(**{field: answer for field, answer in said.items() if answer != ANY})


class NoticesCard(Card):
    """All notices at hand, and the ways to compare two and to add one."""

    begun = Signal(str)
    read = Signal(str)
    compared = Signal()
    added = Signal()
    faults_asked = Signal()
    settled = Signal(bool)
    """Whether it is known which notice it is: one alone is left."""

    def __init__(self, choices: Sequence[Choice], *, others: bool, faults: int) -> None:
        asked = questions([choice.notice for choice in choices])
        super().__init__(
            tr("新建一份申报材料") if others else tr("开始"),
            tr("请选您要申报的通知。拿不准是哪一份，先答几样知道的。")
            if asked
            else tr("请选您要申报的通知。"),
        )
        self.asking = Asking(asked)
        self.asking.answered.connect(self._narrow)
        self.asking.setVisible(bool(asked))
        self.add(self.asking)
        self.entries: list[NoticeEntry] = []
        for choice in choices:
            entry = NoticeEntry(choice)
            entry.begun.connect(self.begun)
            entry.read.connect(self.read)
            self.entries.append(entry)
            self.add(entry)
        self._others = others
        self.is_settled = self._settle(self.entries)
        self.aside = words("", "hint")
        self.aside.hide()
        self.add(self.aside)
        self.add(self._ways(len(choices), faults))
        self.add(words(AT_HAND, "hint"))

    def _narrow(self) -> None:
        """Put aside what is not this person's, each with what its notice says."""
        known, aside, left = self.asking.known, [], []
        for entry in self.entries:
            reasons = against(entry.choice.notice, known)
            entry.setVisible(not reasons)
            if reasons:
                aside.append(f"{entry.choice.title}：{'，'.join(reasons)}。")
            else:
                left.append(entry)
        self.is_settled = self._settle(left)
        self.settled.emit(self.is_settled)
        none = [NONE_FITS] if len(aside) == len(self.entries) else []
        tell(self.aside, "\n".join([*none, *([tr("看来不是您的："), *aside] if aside else [])]))

    def _settle(self, left: Sequence[NoticeEntry]) -> bool:
        """Of several nobody can know but the person which it is; the last one left it must be."""
        one = len(left) == 1 and not self._others
        for entry in self.entries:
            entry.begin.setProperty("role", "primary" if one and entry in left else "")
            repolish(entry.begin)
        return one

    def _ways(self, many: int, faults: int) -> QWidget:
        ways = QWidget()
        row = FlowLayout()
        ways.setLayout(row)
        if many > 1:
            row.addWidget(button(tr("两份通知对照…"), self.compared.emit))
        row.addWidget(button(tr("添加通知…"), self.added.emit))
        if faults:
            row.addWidget(
                button(
                    tr("有 {faults} 个规则包没有用上…", faults=faults),
                    self.faults_asked.emit,
                    "quiet",
                )
            )
        return ways
