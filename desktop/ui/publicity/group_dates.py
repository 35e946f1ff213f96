"""First step: the start, the days by each notice, what stands on every 公示, and who has it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop.app.findings.messages import label
from desktop.app.pages.form import Field
from desktop.app.publicity import group as use
from desktop.app.publicity import group_days as days
from desktop.app.publicity import posting
from desktop.app.publicity.group import Arrangement, Group, Key, Member
from desktop.app.publicity.order_of_days import breaches
from desktop.app.unit.memory import UnitMemory
from desktop.domain import moments
from desktop.domain.cleaning import clean
from desktop.domain.notice import Notice
from desktop.language import tr
from desktop.ui.forms.choices import EDITORS
from desktop.ui.forms.editors import Editor, Unreadable
from desktop.ui.publicity.group_people import StepPage, foot
from desktop.ui.widgets.cards import Card, Sheet, words
from desktop.ui.widgets.pieces import FlowLayout, Note, button, tell
from desktop.ui.widgets.theme import em


def entry(field: Field) -> tuple[QWidget, Editor]:
    """A labelled editor that belongs to no case."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(em(made, 0.25))
    title = words(field.label, "label")
    column.addWidget(title)
    hint = str(field.hint)
    if hint:
        column.addWidget(words(hint, "hint"))
    editor = EDITORS[field.kind](field)
    editor.name(field.label, hint)
    title.setBuddy(editor.target())
    column.addWidget(editor)
    return made, editor


def day_of(editor: Editor) -> str:
    """The day typed, cleaned; "" where it cannot be read."""
    text = clean("day", str(editor.value() or ""))
    return text if moments.day(text) else ""


class NoticeCard(Card):
    """One notice: its days from the start on, the end to be set, the latest start."""

    edited = Signal()

    def __init__(self, notice: Notice, people: int) -> None:
        super().__init__(
            tr("{short_title}（{people} 人）", short_title=notice.short_title, people=people),
            spacing=0.6,
        )
        self.notice = notice
        self._typed = False
        self.days: Editor | None = None
        if notice.publicity_workdays is None:
            asked = Field(
                "days", tr("公示几个工作日？"), tr("通知未写，由单位定。"), "number", width=4
            )
            box, self.days = entry(asked)
            self.days.name(
                tr("{short_title}：公示几个工作日", short_title=notice.short_title),
                tr("通知未写，由单位定"),
            )
            self.days.edited.connect(lambda _pause: self._changed(end=False))
            self.add(box)
        self.said = words("", "plain")
        self.add(self.said)
        self.care = Note("caution")
        self.add(self.care)
        box, self.end = entry(Field("end", tr("公示结束（最后一天）"), "", "day", width=9))
        self.end.name(tr("{short_title}：公示结束（最后一天）", short_title=notice.short_title), "")
        self.end.edited.connect(lambda _pause: self._changed(end=True))
        self.add(box)
        self.problem = words("", "error")
        self.problem.hide()
        self.add(self.problem)
        self.source = words("", "hint")
        self.add(self.source)

    def _changed(self, *, end: bool) -> None:
        self._typed = end and bool(str(self.end.value() or "").strip())
        self.edited.emit()

    def workdays(self) -> int | None:
        """The unit's own number, where the notice leaves it unsaid."""
        if self.days is None:
            return None
        try:
            number = self.days.value()
        except Unreadable:
            return None
        return number if isinstance(number, int) and 0 < number <= 60 else None

    def show_start(self, start: str, group: Group) -> None:
        """What follows from the start; the end follows too, until somebody types another."""
        first = moments.day(start)
        found = days.outlook(self.notice, first, self.workdays(), group.now())
        if not self._typed:
            self.end.show_value(found.end.isoformat() if found.end else "")
        said = [*found.sentences, *posting.wanted(self.notice)]
        self.said.setText("\n".join(said))
        care = list(found.cautions)
        last = moments.day(self.last)
        trouble = days.too_short(self.notice, first, last) if first and last else ""
        if first and last and not trouble and days.only_with_first(self.notice, first, last):
            care.append(tr("只有把首日算进去才够；首日计不计入通知未写，延长一天更稳妥。"))
        self.care.say("\n".join(care))
        tell(self.problem, trouble)
        self.end.set_bad(bool(trouble))
        tell(
            self.source,
            tr("依据：{sources}", sources="；".join(found.sources)) if found.sources else "",
        )

    @property
    def last(self) -> str:
        """The end as it stands; "" where none is there or it cannot be read."""
        return day_of(self.end)


class ClashCard(Card):
    """Whose case says something else already: kept, unless ticked; ``chose`` when that changes."""

    chose = Signal()

    def __init__(self) -> None:
        super().__init__(
            tr("已经填过、和这次不一样的"), tr("不勾的保持原样；勾上的换成这次的。"), spacing=0.3
        )
        self.boxes: dict[str, QCheckBox] = {}
        self._shown: tuple[tuple[str, str], ...] = ()
        self._lines: list[QWidget] = []
        self.all = QCheckBox(tr("全部换成这次的"))
        self.all.clicked.connect(self._tick_all)
        self.add(self.all)
        self.hide()

    def show_clashes(self, found: Sequence[use.Clash]) -> None:
        """A box for each person; what was ticked stays ticked."""
        people: dict[str, list[use.Clash]] = {}
        for one in found:
            people.setdefault(one.member.case_id, []).append(one)
        texts = {
            case_id: "；".join(f"{label(o.path)} {o.has} → {o.wants}" for o in ones)
            for case_id, ones in people.items()
        }
        shown = tuple(texts.items())
        if shown == self._shown:
            return
        self._shown = shown
        ticked = self.chosen()
        for old in self._lines:
            self.column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.boxes, self._lines = {}, []
        for case_id, text in texts.items():
            box = QCheckBox(people[case_id][0].member.name)
            box.setAccessibleDescription(text)
            box.setChecked(case_id in ticked)
            box.clicked.connect(lambda _on: self.chose.emit())
            self.boxes[case_id] = box
            told = words(text, "hint")
            told.setContentsMargins(em(self, 1.7), 0, 0, em(self, 0.3))
            for widget in (box, told):
                self._lines.append(widget)
                self.add(widget)
        self.all.setVisible(len(texts) > 1)
        self.setVisible(bool(texts))

    def _tick_all(self) -> None:
        for box in self.boxes.values():
            box.setChecked(self.all.isChecked())
        self.chose.emit()

    def chosen(self) -> frozenset[str]:
        """The cases in which what stands there gives way."""
        return frozenset(case_id for case_id, box in self.boxes.items() if box.isChecked())


_FACTS = (
    Field("office", tr("反映问题找哪个办公室"), tr("例如：综合"), width=12, unit=tr("办公室")),
    Field("phone", tr("监督电话"), tr("手机或带区号的座机。"), "phone", width=12),
    Field("leader", tr("单位负责人（主管领导）"), tr("在公示上签字的人。"), "name", width=10),
    Field("discipline", tr("纪检部门负责人"), tr("在公示上签字的人。"), "name", width=10),
)
_PATHS = {
    "leader": "unit_audit.leader_name",
    "discipline": "unit_audit.discipline_leader_name",
}


class DatesPage(StepPage):
    """Everything that is set once; ``asked`` to set it for those who are meant."""

    asked = Signal()
    changed = Signal()

    def __init__(self, group: Group, unit: UnitMemory) -> None:
        super().__init__()
        self._group = group
        self._members: tuple[Member, ...] = ()
        self.sheet = Sheet(tr("排公示日期"), tr("开始日期选一次，每个通知各算各的。"), widest=44)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sheet)
        self._add_start()
        self.unreviewed = Note("caution")
        self.sheet.add(self.unreviewed)
        self.cards: dict[Key, NoticeCard] = {}
        for notice in group.notices:
            card = NoticeCard(notice, len(group.under(notice)))
            card.edited.connect(self.refresh)
            self.cards[notice.id, notice.version] = card
            self.sheet.add(card)
        self._add_facts(unit)
        self.clash = ClashCard()
        self.clash.chose.connect(self.refresh)
        self.sheet.add(self.clash)
        self.order = Note("caution")
        self.sheet.add(self.order)
        self.start_all = button("", self.asked.emit, "primary")
        self.why = words("", "care")
        column.addWidget(foot(self.why, self.start_all))

    def _add_start(self) -> None:
        card = Card(spacing=0.5)
        box, self.start = entry(
            Field("start", tr("公示从哪天开始"), tr("默认是下一个工作日。"), "day", width=9)
        )
        notices = self._group.notices
        if notices:
            first = days.first_start(notices[0].calendar, self._group.now())
            self.start.show_value(first.isoformat())
        self.start.edited.connect(lambda _pause: self.refresh())
        card.add(box)
        self.sheet.add(card)

    def _add_facts(self, unit: UnitMemory) -> None:
        card = Card(tr("写进每份公示的"), tr("填一次就行；空着的不改。"), spacing=0.9)
        known = {
            "office": unit.office,
            "phone": unit.supervision_phone,
            "leader": unit.leader,
            "discipline": unit.discipline_leader,
        }
        wanted = use.signers(self._group.notices)
        self.facts: dict[str, Editor] = {}
        flow = FlowLayout(em(self, 1.5))
        for field in _FACTS:
            if field.path in _PATHS and _PATHS[field.path] not in wanted:
                continue
            box, editor = entry(field)
            editor.show_value(known[field.path])
            editor.edited.connect(lambda _pause: self.refresh())
            self.facts[field.path] = editor
            flow.addWidget(box)
        holder = QWidget()
        holder.setLayout(flow)
        card.add(holder)
        self.sheet.add(card)

    def arrangement(self) -> Arrangement:
        """What is to be set, as it stands; notices whose end must not be are left out."""
        facts = {key: str(editor.value() or "") for key, editor in self.facts.items()}
        ends = {key: card.last for key, card in self.cards.items() if self._good(card)}
        return Arrangement(day_of(self.start), ends, **facts)

    def _good(self, card: NoticeCard) -> bool:
        start, end = moments.day(day_of(self.start)), moments.day(card.last)
        return bool(start and end and not days.too_short(card.notice, start, end))

    def show_people(self, members: tuple[Member, ...]) -> None:
        """Follow who is meant."""
        self._members = members
        self.refresh()

    def refresh(self) -> None:
        """Follow what is typed, and the cases."""
        start = day_of(self.start)
        meant = {member.key for member in self._members}
        for key, card in self.cards.items():
            card.setVisible(key in meant)
            card.show_start(start, self._group)
        arrangement = self.arrangement()
        self.clash.show_clashes(use.clashes(self._members, arrangement))
        self.order.say(_order(self._members))
        self.unreviewed.say(_unreviewed(self._members))
        ready = [member for member in self._members if use.wanted(member, arrangement)]
        self.start_all.setText(tr("给 {count} 人排上公示", count=len(ready)))
        self.start_all.setEnabled(bool(ready))
        left = len(self._members) - len(ready)
        why = "" if start else tr("公示开始日期看不懂，请照例子写，例如 2024-07-22。")
        if start and left:
            why = tr(
                "还有 {left} 人没有结束日期（或日期不够），这次不排：请先填好上面的天数、日期。",
                left=left,
            )
        kept = len(self.clash.boxes.keys() - self.clash.chosen())
        also = (
            tr("{kept} 人原来填的和这次不一样，没有勾选的保持原样（名单在上面最下边）。", kept=kept)
            if kept
            else ""
        )
        tell(self.why, why + also)
        self.changed.emit()

    def told(self, member: Member) -> tuple[str, str]:
        """Whether the days are set."""
        broken = [breach for breach in breaches(member.case, member.notice) if breach.firm]
        if broken:
            return broken[0].sentence, "bad"
        there = bool(member.case.pub.start and member.case.pub.end)
        why_not = use.unreviewed(member)
        if why_not:
            return (tr("已经排好，{why_not}", why_not=why_not) if there else why_not), "care"
        return (tr("已经排好"), "good") if there else (tr("还没有排"), "mute")


def _order(members: Sequence[Member]) -> str:
    told = [
        f"{member.name}：{breach.sentence}"
        for member in members
        for breach in breaches(member.case, member.notice)
    ]
    return "\n".join((tr("日期先后有问题："), *told)) if told else ""


def _unreviewed(members: Sequence[Member]) -> str:
    reasons: dict[str, list[str]] = {}
    for member in members:
        if why_not := use.unreviewed(member):
            reasons.setdefault(why_not, []).append(member.name)
    told = [f"{why_not}：{use.some(names)}。" for why_not, names in reasons.items()]
    if told:
        told.append(tr("公示应在单位审核通过以后。这几位请先在左边不勾，审核通过以后再排。"))
    return "\n".join(told)
