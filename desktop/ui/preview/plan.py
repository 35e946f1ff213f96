"""打印全部文书: what is printed how often and on which sides, then all of it in one go."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from desktop.app.packet import print_plan
from desktop.app.packet.print_plan import MOST_COPIES, Bundle, Choice, Planned, PrintPlan, Sheets
from desktop.app.papers.press import Press
from desktop.app.papers.printing import SIDES, PrintTerms, Sides, alone, sheets
from desktop.app.session import Session
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.preview.dialog import PreviewDialog
from desktop.ui.widgets.cards import Card, words
from desktop.ui.widgets.choices import Choices, NamedCombo
from desktop.ui.widgets.pieces import Note, button, tell
from desktop.ui.widgets.sheet_dialog import SheetDialog
from desktop.ui.widgets.theme import em
from desktop.ui.widgets.worker import Task, Worker

TITLE = tr("打印全部文书")
LEAD = tr(
    "份数和单双面照通知，没有写的一份、单面，都可以改。"
    "所有文书按通知的顺序排成一份，一次打印完；没有打印机的可以存成 PDF。"
)


class Times(NamedCombo):
    """How often."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.addItems([tr("{number} 份", number=number) for number in range(1, MOST_COPIES + 1)])
        self.setCurrentIndex(times - 1)

    @property
    def times(self) -> int:
        """The number chosen."""
        return self.currentIndex() + 1

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()


class PlannedRow(QFrame):
    """A document: whether, how often; below, on how much paper and what is done with it then."""

    def __init__(self, planned: Planned, changed: Callable[[], None]) -> None:
        super().__init__()
        self.planned = planned
        self.sheets: Sheets | None = None
        self.box = QCheckBox(planned.title)
        self.box.setChecked(planned.proposed)
        self.times = Times(max(planned.copies, 1))
        self.times.setAccessibleName(tr("{title}印几份", title=planned.title))
        self.told = words("", "hint")
        self.box.toggled.connect(self.times.setEnabled)
        self.box.toggled.connect(lambda _on: changed())
        self.times.currentIndexChanged.connect(lambda _at: changed())
        self.times.setEnabled(planned.proposed)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(em(self, 0.8))
        grid.setVerticalSpacing(em(self, 0.15))
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.box, 0, 0)
        grid.addWidget(self.times, 0, 1)
        grid.addWidget(self.told, 1, 0, 1, 2)

    @property
    def copies(self) -> int:
        """How often it is to be printed; 0 where it is not."""
        return self.times.times if self.box.isChecked() else 0

    def show_sides(self, sides: Sides) -> None:
        """Tell what follows from what is chosen."""
        said, steps = self.planned.said, self.planned.steps
        pages = self.sheets.pages if self.sheets else 0
        paper = sheets(pages, one_sided=alone(said.two_sided, sides))
        each = [
            tr("{pages} 页", pages=pages),
            print_plan.side_of(said, sides),
            tr("每份 {paper} 张纸", paper=paper),
        ]
        wish = "" if said.copies is None and said.two_sided is None else f"（{said.words}）"
        told = f"{'，'.join(each)}{wish}。" if pages else ""
        after = tr("印好以后：{steps}。", steps="、".join(steps)) if steps else self.planned.why
        tell(self.told, told + after)


class PrintPlanDialog(SheetDialog):
    """All documents of the session's case that can be made, bound for the printer."""

    def __init__(self, session: Session, press: Press, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, LEAD, wide=48, parent=parent)
        self._case, self._notice, self._now = session.case, session.notice, session.now()
        self._press = press
        self._worker = Worker(self)
        self._task: Task[Bundle] | None = None
        self.plan: PrintPlan = print_plan.plan(
            self._case, self._notice, session.findings, self._now
        )
        self.rows: list[PlannedRow] = []
        self.sides = Choices(tr("单双面"), SIDES, "notice")
        self.listed = QCheckBox(tr("前面加一张打印计划，签字、盖章时照着打勾"))
        self.total = words("", "h3")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("正在生成文书"))
        self.note = Note("caution")
        self.go = button(tr("预览、打印…"), self._bind, "primary")
        self.go.setDefault(True)
        self._lay_out()
        self.offer(button(tr("关闭"), self.reject), self.go)
        self._follow()
        self.fit()
        self._press_all()

    def _lay_out(self) -> None:
        if self.plan.unmade:
            unmade = Note("caution")
            unmade.say(tr("还不能生成、这次不印的：\n") + "\n".join(self.plan.unmade))
            self.sheet.add(unmade)
        what = Card(tr("打印哪些"), spacing=0.7)
        for planned in self.plan.rows:
            row = PlannedRow(planned, self._follow)
            self.rows.append(row)
            what.add(row)
        if not self.rows:
            what.add(words(tr("现在还没有可以打印的文书。"), "hint"))
        self.sheet.add(what)
        how = Card(tr("怎样打印"), spacing=0.5)
        self.listed.setChecked(True)
        self.listed.toggled.connect(lambda _on: self._follow())
        self.sides.changed.connect(self._follow)
        for one in (self.sides, self.listed, self.total, self.bar):
            how.add(one)
        self.sheet.add(how)
        if self.plan.elsewhere:
            self.sheet.add(_elsewhere(self.plan.elsewhere))
        self.sheet.add(self.note)

    @property
    def chosen_sides(self) -> Sides:
        """On which sides."""
        return next(key for key in SIDES if self.sides.buttons[key].isChecked())

    def _choices(self) -> list[Choice]:
        return [Choice(row.sheets, row.copies) for row in self.rows if row.sheets is not None]

    def _follow(self) -> None:
        for row in self.rows:
            row.show_sides(self.chosen_sides)
        some, paper = print_plan.paper(self._choices(), self.chosen_sides)
        known = all(row.sheets is not None for row in self.rows)
        besides = tr("，另加打印计划") if self.listed.isChecked() else ""
        counted = tr(
            "一共 {some} 份文书，要 {paper} 张 A4 纸{besides}。",
            some=some,
            paper=paper,
            besides=besides,
        )
        said = counted if some else tr("还没有选要打印的文书。")
        tell(self.total, said if known and self.rows else "")
        self.go.setEnabled(known and some > 0 and self._task is None)

    def _press_all(self) -> None:
        """How many pages each has is known once it is made."""
        if not self.rows:
            self.bar.hide()
            return
        plan, press = self.plan, self._press
        self.bar.setRange(0, len(plan.rows))

        def job(task: Task[tuple[Sheets, ...]]) -> tuple[Sheets, ...]:
            return print_plan.pressed(plan, press, task.report)

        self._worker.start(
            job,
            self._made,
            failed=self._failed,
            progressed=lambda done, _of, _what: self.bar.setValue(done),
        )

    def _made(self, made: tuple[Sheets, ...]) -> None:
        self.bar.hide()
        for row, one in zip(self.rows, made, strict=True):
            row.sheets = one
        self._follow()

    def _bind(self) -> None:
        choices, sides, listed = self._choices(), self.chosen_sides, self.listed.isChecked()
        case, notice, now, press = self._case, self._notice, self._now, self._press
        elsewhere = self.plan.elsewhere
        self.note.say("")

        def job(_task: Task[Bundle]) -> Bundle:
            return print_plan.bind(
                choices,
                sides,
                listed=listed,
                elsewhere=elsewhere,
                case=case,
                notice=notice,
                now=now,
                press=press,
            )

        self._task = self._worker.start(job, self._show, failed=self._failed)
        self._follow()

    def _show(self, bundle: Bundle) -> None:
        self._task = None
        self._follow()
        how = tr("双面（沿长边翻）") if bundle.two_sided else tr("单面")
        facts = (
            tr(
                "一共 {pages} 页，{how}打印，要 {paper} 张 A4 纸；份数已经排好。",
                pages=bundle.pages,
                how=how,
                paper=bundle.paper,
            ),
        )
        # The numbers of copies are in the file already.
        terms = PrintTerms(1, bundle.two_sided)
        dialog = PreviewDialog(
            bundle.pdf, TITLE, bundle.pages, terms=terms, facts=facts, parent=self
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _failed(self, error: UserError) -> None:
        self._task = None
        self.bar.hide()
        self.note.say(str(error))
        self._follow()
        self.sheet.reveal(self.note)

    def done(self, result: int) -> None:
        """Leave; what is being made is called off."""
        self._worker.close()
        super().done(result)


def _elsewhere(some: tuple[tuple[str, str], ...]) -> Card:
    card = Card(tr("不在这里打印的"), spacing=0.35)
    for name, told in some:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(em(card, 0.8))
        title: QLabel = words(name, "plain")
        title.setFixedWidth(em(card, 9))
        column = QVBoxLayout()
        column.addWidget(title)
        column.addStretch(1)
        row.addLayout(column)
        row.addWidget(words(told, "hint"), 1)
        card.add(line)
    return card
