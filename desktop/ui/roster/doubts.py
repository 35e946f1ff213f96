"""导入名单, third step: who is taken, who is kept back and why, what somebody should look at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QRadioButton,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.app.roster import bad
from desktop.app.roster.importing import Choices, Person, Plan
from desktop.app.roster.sheet import FIELDS, Roster, column_name
from desktop.language import tr
from desktop.ui.roster.table import MOST_SHOWN, RosterTable, item
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.pieces import FlowLayout, button, tell
from desktop.ui.widgets.theme import em, follow_size

_MOST_NUMBERS = 6
_ROLE = Qt.ItemDataRole.UserRole

SAME = tr("资料库里有一份同名的材料，没有身份证号")
IT_IS = tr("就是这个人，补到那一份")


SAVE, SAVED = tr("另存先不导入的人…"), tr("已另存，再存一份…")


class Question(QWidget):
    """What is hidden in the sheet, and whether to take it."""

    answered = Signal()

    def __init__(self, leave: str, take: str, *, taken: bool) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.text = words("", "plain")
        self.text.setWordWrap(False)
        row.addWidget(self.text)
        self.group = QButtonGroup(self)
        self.leave, self.take = QRadioButton(leave), QRadioButton(take)
        for one in (self.leave, self.take):
            self.group.addButton(one)
            row.addWidget(one)
        (self.take if taken else self.leave).setChecked(True)
        self.group.buttonClicked.connect(lambda _button: self.answered.emit())
        self.hide()

    @property
    def taken(self) -> bool:
        """Whether what is hidden counts."""
        return self.take.isChecked()

    def say(self, sentence: str) -> None:
        """Ask it, or with ``""`` nothing."""
        self.text.setText(sentence)
        for one in (self.leave, self.take):
            one.setAccessibleName(f"{sentence}{one.text()}")
        self.setVisible(bool(sentence))


class DoubtsPage(QWidget):
    """``asked_again``: a hidden part is to count otherwise; ``sheet_asked``: for the bad ones.

    ``ticked``: something that differs is to be the roster's, or is not after all.
    """

    asked_again = Signal()
    sheet_asked = Signal()
    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.said = words("", "plain")
        self.hint = words("", "hint")
        self.rows = Question(tr("不导入"), tr("一起导入"), taken=False)
        self.columns = Question(tr("不用"), tr("照样用"), taken=True)
        self.column.addWidget(self.said)
        self.column.addWidget(self.hint)
        questions = FlowLayout(24)
        questions.addWidget(self.rows)
        questions.addWidget(self.columns)
        self.column.addLayout(questions)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("roster")
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setAccessibleName(tr("分几类看"))
        self.kept_back = RosterTable(
            (tr("行"), tr("姓名"), tr("为什么先不导入")), (3.5, 8, 30), tr("先不导入的人")
        )
        self.save = button(SAVE, self.sheet_asked.emit)
        self.look = RosterTable(
            (tr("行"), tr("姓名"), tr("列"), tr("表里写的"), tr("请看一眼")),
            (3.5, 8, 8, 11, 20),
            tr("请看一眼的格子"),
        )
        self.differing = RosterTable(
            (tr("行"), tr("姓名"), tr("哪一项"), tr("现在是"), tr("名单上是（打勾就改成它）")),
            (3.5, 8, 8, 12, 20),
            tr("和已有材料不一样的地方"),
        )
        self.people = RosterTable(
            (tr("行"), tr("姓名"), tr("身份证号"), tr("部门"), tr("申报"), tr("怎么导入")),
            (3.5, 8, 7, 9, 9, 12),
            tr("要导入的人"),
        )
        self.pages = {
            "kept_back": self.kept_back,
            "look": self.look,
            "differing": self.differing,
            "people": self.people,
        }
        self.tabs.setCornerWidget(self.save)
        self.column.addWidget(self.tabs, 1)
        self.plan: Plan | None = None
        self._boxes: dict[tuple[int, int], QTableWidgetItem] = {}
        self.differing.itemChanged.connect(lambda _item: self.ticked.emit())
        for question in (self.rows, self.columns):
            question.answered.connect(self.asked_again)
        follow_size(self, self._space)

    def _space(self) -> None:
        side = em(self, 2.2)
        self.column.setContentsMargins(side, em(self, 1.2), side, em(self, 0.8))
        self.column.setSpacing(em(self, 0.5))

    def show_wait(self) -> None:
        """While the rows are being judged."""
        self.plan = None
        self.said.setText(tr("正在一行一行地看……"))
        tell(self.hint, "")
        self.tabs.setEnabled(False)

    def show_plan(self, plan: Plan, all_rows: Roster) -> None:
        """What would come of it; ``all_rows`` is the roster before hidden columns are left out."""
        self.plan = plan
        self.tabs.setEnabled(True)
        self.save.setText(SAVE)
        self.said.setText(_summary(plan))
        roster = plan.roster
        tell(self.hint, _apart(roster))
        hidden = [row.number for row in roster.table.rows if row.hidden]
        asked = (
            tr("有 {count} 行是隐藏的（第 {rows} 行）：", count=len(hidden), rows=_numbers(hidden))
            if hidden
            else ""
        )
        self.rows.say(asked)
        columns = [
            f"{column_name(column.place)}（{column.title}）"
            for column in roster.table.columns
            if column.hidden and column.place in all_rows.holds
        ]
        self.columns.say(tr("隐藏的列 {columns}：", columns="、".join(columns)) if columns else "")
        self._fill(plan)

    def _fill(self, plan: Plan) -> None:
        roster = plan.roster
        self.kept_back.show_rows(
            [
                (str(line.row.number), line.name, bad.reasons(roster, line))
                for line in plan.kept_back
            ]
        )
        looks = _looks(plan)
        self.look.show_rows(looks)
        self._fill_differing(plan.people)
        self.people.show_rows([_person(person) for person in plan.people])
        self.save.setVisible(bool(plan.kept_back))
        places = len(self._boxes)
        titles = {
            "kept_back": tr("先不导入（{count} 人）", count=len(plan.kept_back))
            if plan.kept_back
            else "",
            "look": tr("请看一眼（{count} 处）", count=len(looks)) if looks else "",
            "differing": tr("和已有的不同（{places} 处）", places=places) if places else "",
            "people": tr("要导入的（{count} 人）", count=len(plan.people)),
        }
        self.tabs.clear()
        for key, page in self.pages.items():
            if titles[key]:
                self.tabs.addTab(page, titles[key])
        shown = max(len(plan.kept_back), len(looks), len(plan.people))
        if shown > MOST_SHOWN:
            self.said.setText(
                tr(
                    "{said}每一类只列出前 {most_shown} 行。",
                    said=self.said.text(),
                    most_shown=MOST_SHOWN,
                )
            )

    def _fill_differing(self, people: Sequence[Person]) -> None:
        rows: list[tuple[tuple[int, int], tuple[str, ...]]] = []
        for person in people:
            number, name = person.line.row.number, person.line.name
            if person.same:
                rows.append(((number, -1), (str(number), name, tr("同名"), SAME, IT_IS)))
            for place, one in enumerate(person.differing):
                cells = (str(number), name, one.title, one.mine, one.theirs)
                rows.append(((number, place), cells))
        self._boxes = {}
        self.differing.blockSignals(True)  # nobody has ticked anything
        self.differing.show_rows([told for _, told in rows])
        for at, (key, told) in enumerate(rows[:MOST_SHOWN]):
            box = item(told[-1])
            box.setFlags(box.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            box.setCheckState(Qt.CheckState.Unchecked)
            self.differing.setItem(at, len(told) - 1, box)
            self._boxes[key] = box
        self.differing.blockSignals(False)

    @property
    def choices(self) -> Choices:
        """What was ticked."""
        ticked = {k for k, box in self._boxes.items() if box.checkState() is Qt.CheckState.Checked}
        taken = {key for key in ticked if key[1] >= 0}
        return Choices(taken, {row for row, place in ticked if place < 0})

    @property
    def count(self) -> int:
        """How many people's materials would begin or change, as things are ticked."""
        choices = self.choices
        rows = {row for row, _ in choices.taken}
        people = self.plan.people if self.plan else ()
        return sum(
            person.line.row.number in choices.same
            if person.same
            else bool(not person.case_id or person.edits or person.line.row.number in rows)
            for person in people
        )


def _summary(plan: Plan) -> str:
    same = sum(person.same for person in plan.people)
    parts = []
    if plan.new:
        parts.append(tr("新建 {new} 人", new=plan.new))
    if plan.filled:
        parts.append(tr("给 {filled} 人补上空着的内容", filled=plan.filled))
    if plan.unchanged:
        parts.append(tr("{unchanged} 人已经有了、没有要补的", unchanged=plan.unchanged))
    if same:
        parts.append(tr("{same} 人和已有的材料同名，要您认一认", same=same))
    if plan.kept_back:
        parts.append(tr("{count} 人有问题、先不导入", count=len(plan.kept_back)))
    return tr(
        "名单上有 {count} 人：{parts}。",
        count=len(plan.roster.lines),
        parts="，".join(parts) or tr("没有能导入的人"),
    )


def _apart(roster: Roster) -> str:
    told = []
    if roster.apart:
        told.append(
            tr("第 {rows} 行没有姓名和身份证号，没有当作人员。", rows=_numbers(roster.apart))
        )
    if roster.table.repeated:
        told.append(tr("第 {rows} 行又是列名，跳过了。", rows=_numbers(roster.table.repeated)))
    return "".join(told)


def _numbers(rows: Sequence[int]) -> str:
    shown = "、".join(str(row) for row in rows[:_MOST_NUMBERS])
    return tr("{shown} 等", shown=shown) if len(rows) > _MOST_NUMBERS else shown


def _looks(plan: Plan) -> list[tuple[str, ...]]:
    titles = {column.place: column.title for column in plan.roster.table.columns}
    rows: list[tuple[str, ...]] = []
    for person in plan.people:
        for doubted in person.line.doubts:
            where = titles.get(doubted.place, "") if doubted.place is not None else ""
            where = where or (FIELDS[doubted.key].title if doubted.key else "")
            row = person.line.row
            text = row.text(doubted.place) if doubted.place is not None else ""
            told = (str(row.number), person.line.name, where, text, doubted.sentence)
            rows.append(told)
    return rows


def _person(person: Person) -> tuple[str, ...]:
    values = person.line.values
    id_no = values.get("id_no", "")
    applies = values.get("target") or values.get("level", "")
    if not person.case_id:
        how = tr("新建")
    elif person.same:
        how = tr("同名，认了才补")
    else:
        how = tr("补 {count} 项", count=len(person.edits)) if person.edits else tr("已经有了")
    tail = f"…{id_no[-4:]}" if id_no else ""
    department = values.get("department", "")
    return str(person.line.row.number), person.line.name, tail, department, applies, how
