"""The first screen: the cases there are, the notices to begin one under, the sample, a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.app.library import CaseRow, Desk
from desktop.app.notices.choice import Choice
from desktop.app.notices.validity import Alarm
from desktop.domain.moments import beijing
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.notices.banner import AlarmTag
from desktop.ui.start_notices import NoticesCard
from desktop.ui.widgets.bars import TopBar
from desktop.ui.widgets.cards import Card, FoldCard, Sheet, words
from desktop.ui.widgets.pieces import FlowLayout, Note, button, in_line, tell
from desktop.ui.widgets.theme import em, repolish

MOST = 12
"""Cases that are shown as cards; of more only the last, the others are in the table."""


class CaseCard(QFrame):
    """One case of the library."""

    def __init__(self, row: CaseRow, notice_title: str, alarm: Alarm | None) -> None:
        super().__init__()
        self._row = row
        self._name = row.name or tr("还没有填姓名")
        self.setProperty("role", "entry")
        what = "　".join(
            part for part in (row.unit, row.level and tr("申报{level}", level=row.level)) if part
        )
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(em(self, 1.2), em(self, 0.8), em(self, 1), em(self, 0.8))
        self._line.setSpacing(em(self, 0.6))
        column = QVBoxLayout()
        column.setSpacing(em(self, 0.2))
        column.addWidget(words(self._name, "label"))
        if what:
            column.addWidget(words(what, "plain"))
        changed = f"{beijing(row.changed_at):%Y-%m-%d %H:%M}"
        column.addWidget(
            words(
                tr(
                    "{notice_title}　最后修改 {changed}", notice_title=notice_title, changed=changed
                ),
                "hint",
            )
        )
        if alarm:
            column.addWidget(AlarmTag(alarm))
        # Below the words: beside them they would leave a name no room at 150 %.
        self._seldom = FlowLayout(em(self, 0.3))
        column.addLayout(self._seldom)
        self._line.addLayout(column, 1)

    def offer(self, text: str, act: Callable[[str], None], role: str = "") -> None:
        """A button that calls ``act`` with the case's id: at the line's end, quiet ones below."""
        made = button(text, lambda: act(self._row.case_id), role)
        made.setAccessibleName(tr("{text} {name} 的材料", text=text, name=self._name))
        if role == "quiet":
            self._seldom.addWidget(made)
        else:
            self._line.addWidget(made, 0, Qt.AlignmentFlag.AlignVCenter)


class StartPage(QWidget):
    """Calm: what there is, and what one can do."""

    new_asked = Signal(str)
    read_asked = Signal(str)
    compare_asked = Signal()
    add_asked = Signal()
    faults_asked = Signal()
    open_asked = Signal(str)
    sample_asked = Signal()
    import_asked = Signal()
    desk_asked = Signal()
    receive_asked = Signal()
    card_asked = Signal()
    about_asked = Signal()
    handed_over = Signal(str)
    exported = Signal(str)
    removed = Signal(str)
    restored = Signal(str)

    def __init__(
        self,
        desk: Desk,
        choices: Callable[[], tuple[Choice, ...]],
        under: Callable[[CaseRow], Choice | None],
        faults: Callable[[], Sequence[UserError]] = tuple,
    ) -> None:
        super().__init__()
        self.desk = desk
        self._choices = choices
        self._under = under
        self._faults = faults
        self._said = ""
        self._gone = ""
        self._begun = ""
        self._quiet = words("", "hint")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._outer = outer
        self.top = TopBar()
        self.top.home_button.setText(tr("单位人事工作台"))
        self.top.home_button.setToolTip(tr("所有申报人员在一张表里：查找、审核、公示、出件"))
        self.top.home.connect(self.desk_asked)
        outer.addWidget(self.top)
        self.sheet = Sheet("")
        self.refresh()

    def refresh(self) -> None:
        """Draw what there is now."""
        old = self.sheet
        self.sheet = Sheet(
            tr("职称申报助手"),
            tr(
                "一步一步填好申报材料，随时对照通知检查，最后生成可以打印、上传的材料包。"
                "所有内容只保存在这台电脑上。"
            ),
            widest=46,
            centred=True,
        )
        self._outer.removeWidget(old)
        old.hide()
        old.deleteLater()
        self._outer.addWidget(self.sheet)
        self._quiet = words(self._quiet.text(), "hint")
        self._quiet.setVisible(bool(self._quiet.text()))
        self.sheet.head.addWidget(self._quiet)
        # On a page that is seen Qt would show it only later, without the keyboard.
        self.sheet.show()
        if self._said:
            self.sheet.add(self._told())
        rows, removed = self.desk.rows(), self.desk.trash()
        begin = self._begin(bool(rows))
        self.sheet.add(self._cases(rows) if rows else self._whom_for(begin))
        self.sheet.add(begin)
        self.sheet.add(self._others())
        if removed:
            self.sheet.add(self._trash(removed))

    def say_quietly(self, sentence: str) -> None:
        """One line below the title, for something to do some time; ``""`` for nothing."""
        tell(self._quiet, sentence)

    def come_back(self, _case_id: str) -> None:
        """From a case; which one makes no difference here."""
        self.refresh()

    def rest(self) -> None:
        """Nothing is under way here."""

    def take_focus(self) -> None:
        """The keyboard to the one button most people have come for."""
        made = self.sheet.findChildren(QPushButton)
        best = (one for one in made if one.property("role") == "primary")
        next(best, made[0]).setFocus()

    def _cases(self, rows: tuple[CaseRow, ...]) -> QWidget:
        card = Card(tr("继续填写"))
        for row in rows[:MOST]:
            case = self._case(row)
            case.offer(tr("交给单位/他人…"), self.handed_over.emit, "quiet")
            case.offer(tr("导出…"), self.exported.emit, "quiet")
            case.offer(tr("删除"), self._on_removed, "quiet")
            # The one worked on last is what most people have come for.
            case.offer(tr("继续填写"), self.open_asked.emit, "primary" if row is rows[0] else "")
            card.add(case)
        if len(rows) > MOST:
            card.add(
                button(
                    tr("全部 {count} 份，在单位人事工作台里看", count=len(rows)),
                    self.desk_asked.emit,
                )
            )
        return card

    def _whom_for(self, begin: NoticesCard) -> QWidget:
        """The first thing to know of somebody new: for oneself, or for the unit's people.

        Most come for themselves, until it is known which notice is theirs.
        """
        card = Card(tr("您是来——"), spacing=0.6)
        made: list[QPushButton] = []
        ways = FlowLayout(em(self, 0.6))
        for text, told, act in (
            (tr("自己申报"), tr("选一份通知，一步一步填"), self._to_notices),
            (
                tr("帮单位的人申报"),
                tr("导入名单、收材料、审核、公示、批量出件"),
                self.desk_asked.emit,
            ),
            (
                tr("先看看样例"),
                tr("一份编造的完整材料，可以随便看、随便改"),
                self.sample_asked.emit,
            ),
        ):
            way = button(text, act)
            way.setToolTip(told)
            way.setAccessibleDescription(told)
            ways.addWidget(way)
            made.append(way)
        card.column.addLayout(ways)

        def lead(settled: bool) -> None:
            made[0].setProperty("role", "" if settled else "primary")
            repolish(made[0])

        begin.settled.connect(lead)
        lead(begin.is_settled)
        return card

    def _to_notices(self) -> None:
        """To the first question there, or to the first notice."""
        card = self.sheet.findChild(NoticesCard)
        if card is not None:
            self.sheet.reveal(card)
            first = next(iter(card.asking.boxes.values()), None) or card.findChild(QPushButton)
            if first is not None:
                first.setFocus()

    def _trash(self, rows: tuple[CaseRow, ...]) -> QWidget:
        card = FoldCard(
            tr("已删除的材料（{count}）", count=len(rows)), tr("内容都还留着，恢复后可以接着填。")
        )
        for row in rows:
            case = self._case(row)
            case.offer(tr("恢复"), self._bring_back)
            card.add(case)
        return card

    def _case(self, row: CaseRow) -> CaseCard:
        notice = self._under(row)
        if notice is None:
            return CaseCard(row, tr("所按的那版通知不在本机"), None)
        return CaseCard(row, notice.title, notice.alarm)

    def _begin(self, others: bool) -> NoticesCard:
        card = NoticesCard(self._choices(), others=others, faults=len(self._faults()))
        card.begun.connect(self.new_asked)
        card.read.connect(self.read_asked)
        card.compared.connect(self.compare_asked)
        card.added.connect(self.add_asked)
        card.faults_asked.connect(self.faults_asked)
        return card

    def _others(self) -> QWidget:
        choices = []
        for text, told, signal in (
            (tr("打开样例看看"), tr("一份编造的完整材料，可以随便看、随便改"), self.sample_asked),
            (tr("导入材料文件…"), tr("从别的电脑带来的材料文件"), self.import_asked),
            (
                tr("收到申报包…"),
                tr("别人用本软件交来的加密文件，也可以直接拖进来"),
                self.receive_asked,
            ),
            (tr("我的收件码…"), tr("发给要给您材料的人，只有您打得开"), self.card_asked),
            (tr("关于和更新…"), tr("程序和各份通知是第几版，从文件更新"), self.about_asked),
        ):
            choice = button(text, signal.emit)
            choice.setToolTip(told)
            choices.append(choice)
        return in_line(self, *choices)

    def tell(self, sentence: str, *, begin: str = "") -> None:
        """Say what has just been done, at the top; ``begin`` offers a case under that notice."""
        self._said, self._gone, self._begun = sentence, "", begin
        self.refresh()

    def _told(self) -> QWidget:
        note = Note()
        note.say(self._said)
        if self._gone:
            note.acts.addWidget(button(tr("撤销删除"), lambda: self._bring_back(self._gone)))
        if self._begun:
            note.acts.addWidget(button(tr("按它新建"), lambda: self.new_asked.emit(self._begun)))
            note.acts.addWidget(
                button(tr("看它要求什么"), lambda: self.read_asked.emit(self._begun))
            )
        return note

    def _on_removed(self, case_id: str) -> None:
        self._said, self._gone, self._begun = tr("已删除一份材料，内容还留着。"), case_id, ""
        self.removed.emit(case_id)

    def _bring_back(self, case_id: str) -> None:
        self._said, self._gone, self._begun = "", "", ""
        self.restored.emit(case_id)
