"""填入本单位信息: what would be filled for whom, what differs person by person, then doing it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache, partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QProgressBar, QWidget

from desktop.app.applicants import pinyin
from desktop.app.deadlines.ledger import Cell
from desktop.app.findings.messages import NAMELESS, label
from desktop.app.group_steps import Step, step, take_back
from desktop.app.library import Desk, notice_of
from desktop.app.unit import filling
from desktop.app.unit import memory as units
from desktop.app.unit.filling import LABEL, Plan
from desktop.domain.notice import Notice
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.widgets.cards import Card, words
from desktop.ui.widgets.cell_table import CellTable, Column, Line
from desktop.ui.widgets.dialogs import show_error
from desktop.ui.widgets.pieces import FlowLayout, Note, button, tell
from desktop.ui.widgets.sheet_dialog import SheetDialog
from desktop.ui.widgets.slices import Slices
from desktop.ui.widgets.theme import em

_NAMED = 10

_COLUMNS = (
    Column("name", tr("姓名"), 11),
    Column("standing", tr("情况"), 4.5),
    Column("field", tr("哪一栏"), 9),
    Column("has", tr("材料里写的"), 11, wide=True),
    Column("ours", tr("换成"), 11, wide=True),
)


class FillUnitDialog(SheetDialog):
    """For a selection; one step of undo in each case. ``filled()`` once cases were changed."""

    filled = Signal()

    def __init__(self, desk: Desk, case_ids: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(LABEL, wide=54, parent=parent)
        self._desk = desk
        self._unit = units.load(desk)
        self._plans: dict[str, Plan] = {}
        self._notices: dict[str, Notice] = {}
        self._closed: list[str] = []
        self._steps: list[Step] = []
        self._failed: list[str] = []
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("正在看各份材料"))
        self.said = words("", "plain")
        self.out = QCheckBox("")
        self.out.clicked.connect(self._count)
        self.out_names = words("", "care")
        self.differing = Card(
            tr("和本单位写的不一样的"), tr("没有勾选的不动。勾选的换成本单位写的。"), spacing=0.5
        )
        self.table = CellTable(tr("不一样的"), _COLUMNS, ticks=True)
        self.table.told.ticked_changed.connect(self._count)
        for widget in (self._every(), self.table):
            self.differing.add(widget)
        self.note = Note()
        self.back = button(tr("撤销刚才填的"), self._take_back, "small")
        self.note.acts.addWidget(self.back)
        for widget in (self.bar, self.said, self.out, self.out_names, self.differing, self.note):
            self.sheet.add(widget)
        self.leave = button(tr("取消"), self.reject)
        self.leave.setAutoDefault(True)  # Enter there leaves, and does not do what is meant else
        self.go = button(tr("填入"), self._fill, "primary")
        self.go.setDefault(True)
        self.offer(self.leave, self.go)
        self.out.hide()
        self.out_names.hide()
        self.differing.hide()
        self.go.setEnabled(False)
        self.table.setMinimumHeight(em(self, 14))
        self._read = cache(desk.notices)  # many are under two or three: each is read once
        self._slices = Slices(self)
        self._slices.went.connect(self.bar.setValue)
        self._slices.ended.connect(self._looked)
        self._then: Callable[[], None] = self._planned
        if self._unit.empty:
            self.bar.hide()
            tell(self.said, tr("本单位的信息还没有填。请先关上这里，点“本单位”填一次。"))
            self.fit()
            return
        self.bar.setRange(0, max(len(case_ids), 1))
        self._slices.start([partial(self._look, one) for one in case_ids])
        self.fit()

    def _every(self) -> QWidget:
        """Many lines ticked at once; those of people posted or submitted only where it is said."""
        made = QWidget()
        flow = FlowLayout()
        made.setLayout(flow)
        self.inside = button(
            tr("只选没有公示、没有提交的"), partial(self._tick, inside=True), "link"
        )
        flow.addWidget(button(tr("全选"), self._tick, "link"))
        flow.addWidget(self.inside)
        flow.addWidget(
            button(tr("全不选"), lambda: self.table.told.tick(self._keys(), on=False), "link")
        )
        return made

    # ------------------------------------------------------------------ what it would do

    def _look(self, case_id: str) -> None:
        try:
            case, _ = self._desk.library.case(case_id)
            notice = notice_of(case, self._read)
        except UserError as error:
            self._closed.append(error.happened)
            return
        self._notices[case_id] = notice
        self._plans[case_id] = filling.plan(case, self._unit, notice, self._desk.now())

    def _looked(self) -> None:
        self._then()

    def _planned(self) -> None:
        self.bar.hide()
        plans = self._plans.values()
        out = [plan for plan in plans if plan.standing and plan.fills]
        self.out.setVisible(bool(out))
        self.out.setText(tr("公示过或已提交的 {count} 人也填", count=len(out)))
        # Everybody is named: it is for each of them that one decides.
        names = "、".join(f"{plan.name or NAMELESS}（{plan.standing}）" for plan in out)
        told = tr(
            "贴出去的公示、交上去的材料是照原来的样子，填了可能不一致：{names}。", names=names
        )
        tell(self.out_names, told if out else "")
        lines = [line for plan in plans for line in self._lines(plan)]
        self.table.show_lines(lines)
        self.differing.setVisible(bool(lines))
        self.inside.setVisible(0 < len(self._keys(inside=True)) < len(lines))
        self._count()
        self.fit()

    def _lines(self, plan: Plan) -> list[Line]:
        name = plan.name or NAMELESS
        standing = Cell(plan.standing, (0 if plan.standing else 1, plan.standing), "care")
        return [
            Line(
                f"{plan.case_id} {one.path}",
                (
                    Cell(name, (0, f"{' '.join(pinyin.order(pinyin.readings(name)))} {name}")),
                    standing,
                    Cell(label(one.path), (0, label(one.path))),
                    Cell(units.shown(one.path, one.has), (0, units.shown(one.path, one.has))),
                    Cell(units.shown(one.path, one.ours), (0, units.shown(one.path, one.ours))),
                ),
            )
            for one in plan.differing
        ]

    def _chosen(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for key in self.table.told.ticked:
            case_id, _, path = key.partition(" ")
            found[case_id].add(path)
        return found

    def _keys(self, *, inside: bool = False) -> list[str]:
        """Of the lines; with ``inside`` only of people nobody outside has seen anything of."""
        lines = self.table.told.lines
        return [line.key for line in lines if not (inside and self._plan_of(line.key).standing)]

    def _plan_of(self, key: str) -> Plan:
        return self._plans[key.partition(" ")[0]]

    def _tick(self, *, inside: bool = False) -> None:
        self.table.told.tick(self._keys(), on=False)
        self.table.told.tick(self._keys(inside=inside), on=True)

    def _fills(self, plan: Plan) -> bool:
        return not plan.standing or self.out.isChecked()

    def _count(self) -> None:
        plans, chosen = list(self._plans.values()), self._chosen()
        fills = [plan for plan in plans if plan.fills and self._fills(plan)]
        whole = [p for p in plans if not (p.fills or p.differing)]
        elsewhere = [p.name or NAMELESS for p in plans if p.elsewhere]
        said = [tr("{count} 人有空着的栏要填；已经写了的不动。", count=len(fills))] if fills else []
        said += [tr("{count} 人已经齐了。", count=len(whole))] if whole else []
        if elsewhere:
            said.append(
                tr(
                    "{count} 人写的是别的单位，不动：{names}。",
                    count=len(elsewhere),
                    names=_names(elsewhere),
                )
            )
        if self._closed:
            said.append(
                tr(
                    "{count} 份打不开，不动：{first}",
                    count=len(self._closed),
                    first=self._closed[0],
                )
            )
        if chosen:
            said.append(tr("勾选了 {count} 处要换。", count=len(self.table.told.ticked)))
        tell(self.said, "\n".join(said))
        self.go.setEnabled(bool(fills or chosen))
        many = len({plan.case_id for plan in fills} | set(chosen))
        self.go.setText(tr("填入 {many} 人", many=many) if many else tr("填入"))

    # ------------------------------------------------------------------ doing it

    def _fill(self) -> None:
        chosen = self._chosen()
        todo = [
            plan
            for plan in self._plans.values()
            if (plan.fills and self._fills(plan)) or plan.case_id in chosen
        ]
        self._then = self._done
        self._steps, self._failed = [], []
        self.sheet.setEnabled(False)
        self.go.setEnabled(False)
        self.bar.setRange(0, len(todo))
        self.bar.setVisible(len(todo) > 1)
        self._slices.start([partial(self._put, one, chosen[one.case_id]) for one in todo])

    def _put(self, plan: Plan, chosen: set[str]) -> None:
        notice = self._notices[plan.case_id]
        make = partial(
            filling.edits,
            unit=self._unit,
            notice=notice,
            fill=self._fills(plan),
            chosen=chosen,
        )
        try:
            made = step(self._desk, plan.case_id, LABEL, make)
        except UserError as error:
            self._failed.append(f"{plan.name or NAMELESS}：{error.happened}")
        else:
            self._steps += [made] if made else []

    def _done(self) -> None:
        self._ended(tr("已给 {count} 人填好。每份材料里都可以单独撤销。", count=len(self._steps)))

    def _ended(self, sentence: str) -> None:
        self.bar.hide()
        self.sheet.setEnabled(True)
        for widget in (self.said, self.out, self.out_names, self.differing):
            widget.hide()
        if self._failed:
            sentence += tr("\n这些没有填上：\n") + "\n".join(self._failed[:_NAMED])
        self.back.setVisible(bool(self._steps))
        self.note.say(sentence, "caution" if self._failed else "note")
        self.go.hide()
        self.leave.setText(tr("关闭"))
        self.leave.setFocus()
        self.filled.emit()
        self.fit()

    def _take_back(self) -> None:
        many = len(self._steps)
        try:
            kept = take_back(self._desk, self._steps)
        except UserError as error:
            show_error(self, error)
            return
        self._steps, self._failed = [], []
        later = tr("{count} 人的材料后来又改过，没有动。", count=len(kept)) if kept else ""
        self._ended(
            tr(
                "已撤销，{count} 人的材料和填之前一样了。{later}",
                count=many - len(kept),
                later=later,
            )
        )

    def reject(self) -> None:
        """Close; cases that are filled by then stay filled."""
        if self._slices.busy:
            self._slices.stop()
            if self._steps:
                self.filled.emit()
        super().reject()


def _names(names: Sequence[str]) -> str:
    more = tr(" 等 {count} 人", count=len(names)) if len(names) > _NAMED else ""
    return f"{'、'.join(names[:_NAMED])}{more}"
