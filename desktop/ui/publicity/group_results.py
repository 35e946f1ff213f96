"""Last step: when the 公示 is over and nobody objected, the results of all in one go."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QVBoxLayout, QWidget

from desktop.app.pages.asked import asked
from desktop.app.pages.form import Field
from desktop.app.publicity import group_papers as papers
from desktop.app.publicity import group_results as use
from desktop.app.publicity.group import Group, Member
from desktop.app.publicity.group_papers import Prepared
from desktop.app.publicity.group_results import Counting
from desktop.app.publicity.order_of_days import RESULT, breaches
from desktop.language import tr
from desktop.ui.publicity.group_dates import day_of, entry
from desktop.ui.publicity.group_papers import GapsCard
from desktop.ui.publicity.group_people import StepPage, foot
from desktop.ui.widgets.cards import Card, Sheet, words
from desktop.ui.widgets.pieces import Note, button, in_line, tell
from desktop.ui.widgets.theme import em


class ResultsPage(StepPage):
    """``asked`` to set the results, ``made`` to make the files, ``looked`` to see the first."""

    asked = Signal()
    gap_asked = Signal(str, str, str)
    made = Signal(object, str)
    looked = Signal(object)

    def __init__(self, group: Group) -> None:
        super().__init__()
        self._group = group
        self._members: tuple[Member, ...] = ()
        self.sheet = Sheet(tr("公示结果"), tr("公示结束、没有异议的，一起登记。"), widest=44)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sheet)
        self.why = words("", "care")
        self.start = button("", self.asked.emit, "primary")
        column.addWidget(foot(self.why, self.start))
        self._add_setting()
        self._add_making()
        self.gaps = GapsCard()
        self.gaps.asked.connect(self.gap_asked)
        self.sheet.add(self.gaps)
        self.order = Note("caution")
        self.sheet.add(self.order)

    def _add_setting(self) -> None:
        card = Card(tr("登记结果"), spacing=0.9)
        dated = Field("date", tr("公示结果落款日期"), tr("要在公示结束以后。"), "day", width=9)
        box, self.date = entry(dated)
        self.date.show_value(use.first_date(self._group).isoformat())
        self.date.edited.connect(lambda _pause: self.refresh())
        card.add(box)
        self.days = QWidget()
        days = QVBoxLayout(self.days)
        days.setContentsMargins(0, 0, 0, 0)
        days.setSpacing(em(self, 0.3))
        days.addWidget(words(tr("“公示 xx 天”填哪个数"), "label"))
        days.addWidget(words(tr("模板没有写明是工作日还是自然日，由单位定。"), "hint"))
        self.by_workdays, self.by_days = QRadioButton(""), QRadioButton("")
        self._counting = QButtonGroup(self)
        for one in (self.by_workdays, self.by_days):
            self._counting.addButton(one)
            days.addWidget(one)
        self.by_workdays.setChecked(True)
        card.add(self.days)
        self.none = QCheckBox(tr("公示期间没有收到对这些人的异议、投诉、举报"))
        self.none.clicked.connect(lambda _on: self.refresh())
        card.add(self.none)
        self.replace = QCheckBox("")
        card.add(self.replace)
        self.sheet.add(card)

    def _add_making(self) -> None:
        card = Card(tr("出公示结果"), tr("照各人通知的式样，PDF 和 Word 都有。"), spacing=0.6)
        self.look = button(tr("看第一份"), lambda: self._act(looking=True))
        self.make = button("", lambda: self._act(looking=False), "primary")
        card.add(in_line(self, self.look, self.make))
        self.sheet.add(card)

    # ------------------------------------------------------------------ following

    def show_people(self, members: tuple[Member, ...]) -> None:
        """Follow who is meant; that nobody objected is said of these people and no others."""
        if members != self._members:
            self.none.setChecked(False)
        self._members = members
        self.refresh()

    def refresh(self) -> None:
        """Follow the cases and what is typed."""
        now = self._group.now()
        states = [use.ready(member, now) for member in self._members]
        can = [state for state in states if not state.why_not]
        self._show_days(can)
        kept = [state for state in can if state.has]
        self.replace.setText(
            tr("{count} 人已经登记过结果：换成这次的（不勾就不动）", count=len(kept))
        )
        self.replace.setVisible(bool(kept))
        dated = day_of(self.date)
        trouble = use.too_early([state.member for state in can], dated)
        self.date.set_bad(bool(trouble))
        left = len(states) - len(can)
        if not trouble and left:
            trouble = tr("{left} 人现在还不能登记，原因见左边；不影响别的人。", left=left)
        if not trouble and can and not self.none.isChecked():
            trouble = tr("登记以前，请先勾选上面的“{box}”。", box=self.none.text())
        tell(self.why, trouble)
        wrong = bool(use.too_early([state.member for state in can], dated))
        self.start.setText(tr("给 {count} 人登记结果", count=len(can)))
        self.start.setEnabled(bool(can) and self.none.isChecked() and not wrong)
        self._show_making()
        told = [
            f"{member.name}：{breach.sentence}"
            for member in self._members
            for breach in breaches(member.case, member.notice)
        ]
        self.order.say("\n".join((tr("日期先后有问题："), *told)) if told else "")

    def _show_days(self, can: list[use.Ready]) -> None:
        stating = [s for s in can if s.days is not None and "pub.days" in asked(s.member.notice)]
        self.days.setVisible(bool(stating))
        for box, called, numbers in (
            (
                self.by_workdays,
                tr("工作日（首日不计）"),
                {s.days.workdays for s in stating if s.days},
            ),
            (self.by_days, tr("自然日（首尾都算）"), {s.days.days for s in stating if s.days}),
        ):
            box.setText(
                tr("{called}：{days} 天", called=called, days="、".join(map(str, sorted(numbers))))
            )

    def _show_making(self) -> None:
        wanted = [m for m in self._members if m.case.pub.result_date]
        found = papers.each(wanted, RESULT, self._group.now())
        self.gaps.show_gaps(found.gaps)
        self.make.setText(tr("出 {count} 份公示结果…", count=len(found.sheets)))
        for one in (self.look, self.make):
            one.setEnabled(bool(found.sheets))

    def told(self, member: Member) -> tuple[str, str]:
        """Whether the result is there, can be set, or why not."""
        state = use.ready(member, self._group.now())
        if state.why_not:
            return state.why_not, "care"
        return (tr("结果 {has}", has=state.has), "good") if state.has else (tr("可以登记"), "text")

    # ------------------------------------------------------------------ what is chosen

    @property
    def dated(self) -> str:
        """The result's date."""
        return day_of(self.date)

    @property
    def counting(self) -> Counting:
        """Which number is printed."""
        return "workdays" if self.by_workdays.isChecked() else "days"

    def replacing(self) -> frozenset[str]:
        """The cases whose result gives way."""
        ids = (member.case_id for member in self._members)
        shown = self.replace.isChecked() and not self.replace.isHidden()
        return frozenset(ids if shown else ())

    def _act(self, *, looking: bool) -> None:
        wanted = [member for member in self._members if member.case.pub.result_date]
        prepared: Prepared = papers.each(wanted, RESULT, self._group.now())
        if prepared.sheets and looking:
            self.looked.emit(prepared)
        elif prepared.sheets:
            self.made.emit(prepared, tr("公示结果"))
