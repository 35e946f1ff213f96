"""单位人事工作台: the table of applicants with everything that is done from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QMenu, QPushButton, QWidget

from desktop.app.applicants.table import Row
from desktop.app.library import Desk
from desktop.app.pages.review import REVIEW
from desktop.app.publicity.group import MOST, Group
from desktop.app.review.reviewing import Clerk
from desktop.app.session import Session
from desktop.app.unit import memory
from desktop.domain.notice import Notice
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.applicants.bar import Act, Acts
from desktop.ui.applicants.columns import named
from desktop.ui.applicants.page import ApplicantsPage
from desktop.ui.applicants.removed import RemovedDialog
from desktop.ui.forms.page import PageView
from desktop.ui.handover.arrival import Before
from desktop.ui.shell import PageMaker
from desktop.ui.widgets.dialogs import ask, show_error
from desktop.ui.widgets.menus import MenuButton, escaped
from desktop.ui.widgets.pieces import button

People = tuple[str, ...]


class Workbench(QObject):
    """Makes the page and opens, over ``window``, what its buttons ask for.

    ``opened(case_id, page, path)`` leads to a case and a place in it, or ``""`` for both;
    ``begun(pack_id)``, ``handed_over(case_id)`` and ``exported(case_id)`` are the window's to do.
    """

    opened = Signal(str, str, str)
    begun = Signal(str)
    handed_over = Signal(str)
    exported = Signal(str)

    def __init__(
        self,
        desk: Desk,
        notices: Callable[[], tuple[Notice, ...]],
        before: Before,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._notices = notices
        self._before = before
        self._window = window
        acts = Acts(self._above(), self.list_seldom, self._people(), self._more())
        self._clerk = Clerk()
        self.makers: Mapping[str, PageMaker] = {REVIEW.id: self._review}
        """The pages a case has only here."""
        self.page = ApplicantsPage(desk, acts)
        self.page.dropped.connect(self.receive)
        self.page.opened.connect(self._on_opened)

    # ------------------------------------------------------------------ what there is to do

    def _above(self) -> list[QPushButton]:
        ways = (
            (
                tr("收材料…"),
                self.receive,
                tr("把大家交来的申报包一次收下；也可以把文件或文件夹拖进来"),
            ),
            (tr("导入名单…"), self._import_roster, tr("从表格文件里成批建立申报人员")),
            (
                tr("时间和台账…"),
                self._show_deadlines,
                tr("各份通知的期限，每个人的提交、退回和缴费"),
            ),
            (tr("本单位…"), self._show_unit, tr("单位名称、负责人、电话，填一次处处用")),
        )
        made: list[QPushButton] = []
        for text, act, told in ways:
            made.append(button(text, act))
            made[-1].setToolTip(told)
        new = MenuButton(tr("新建"), self._list_notices, tr("按一份通知新建一个人的材料"))
        return [*made[:2], new, *made[2:]]

    def _people(self) -> list[Act]:
        return [
            Act(
                tr("批量生成…"),
                self._make,
                tr("为勾选的人一次做好文书、检查报告、材料包"),
                "primary",
            ),
            Act(tr("公示…"), self._publish, tr("为勾选的人排公示日期、出公示、记异议、出结果")),
            Act(tr("导出汇总表…"), self._export_list, tr("给县市经办单位的汇总表"), nobody=True),
        ]

    def _more(self) -> list[Act]:
        return [
            Act(tr("填入本单位信息…"), self._fill_unit),
            Act(tr("交给单位/他人…"), self._hand_over, alone=True),
            Act(tr("导出材料文件…"), self._export, alone=True),
            Act(tr("删除…"), self._remove),
        ]

    def _list_notices(self, menu: QMenu) -> None:
        for notice in self._notices():
            begin = partial(self.begun.emit, notice.id)
            menu.addAction(
                escaped(tr("按《{short_title}》新建", short_title=notice.short_title)), begin
            )

    def list_seldom(self, menu: QMenu) -> None:
        """What is seldom wanted."""
        many = len(self._desk.trash())
        act = menu.addAction(tr("已删除的材料（{many}）…", many=many), self.show_removed)
        act.setEnabled(bool(many))

    # ------------------------------------------------------------------ many at once

    def receive(self, paths: Sequence[Path] = ()) -> None:
        """收材料…: packages by the dozen, those at ``paths`` at once."""
        from desktop.ui.handover.receiving import ReceivingDialog  # noqa: PLC0415

        self._open(ReceivingDialog(self._desk, tuple(paths), self._before, self._window))

    def _import_roster(self) -> None:
        from desktop.ui.roster.dialog import RosterDialog  # noqa: PLC0415

        self._open(RosterDialog(self._desk, self._notices(), self._window, self._before))

    def _show_deadlines(self) -> None:
        from desktop.ui.deadlines.dialog import DeadlinesDialog  # noqa: PLC0415

        dialog = DeadlinesDialog(self._desk, self._window)
        dialog.opened.connect(lambda case_id: self._go_from(dialog, case_id))
        self._open(dialog)

    def _show_unit(self) -> None:
        from desktop.ui.unit.dialog import UnitDialog  # noqa: PLC0415

        self._open(UnitDialog(self._desk, self._window))

    def _make(self, who: People) -> None:
        from desktop.ui.batch.dialog import BatchDialog  # noqa: PLC0415

        dialog = BatchDialog(self._desk, who, self._window)
        dialog.opened.connect(lambda case_id: self._go_from(dialog, case_id))
        self._open(dialog)

    def _publish(self, who: People) -> None:
        from desktop.ui.publicity.group_opening import FEW, Opening  # noqa: PLC0415

        if len(who) > MOST:
            told = tr("已勾选 {count} 人，公示一次最多办 {most} 人。", count=len(who), most=MOST)
            todo = tr("请用“部门”或“通知”筛选，分几批勾选；各批的日期可以一样。")
            ask(self._window, tr("人太多，请分批公示"), (told, todo), (tr("知道了"),))
        elif len(who) > FEW:
            opening = Opening(self._desk, who, self._window)
            opening.ready.connect(self._show_group)
            self._open(opening)
        else:
            self._show_group(Group(self._desk, who))

    def _show_group(self, group: Group) -> None:
        from desktop.ui.publicity.group import GroupPublicityDialog  # noqa: PLC0415

        dialog = GroupPublicityDialog(self._desk, group, self._window)
        dialog.asked.connect(self.opened)
        self._open(dialog)

    def _export_list(self, who: People) -> None:
        from desktop.ui.roster.summary_export import export_summary  # noqa: PLC0415

        export_summary(self._desk, self.page.rows_of(who), self._window)

    def _fill_unit(self, who: People) -> None:
        from desktop.ui.unit.filling import FillUnitDialog  # noqa: PLC0415

        self._open(FillUnitDialog(self._desk, who, self._window))

    def _go_from(self, dialog: QDialog, case_id: str) -> None:
        """A dialog leads to a case: it goes, and the case is opened at its first fault."""
        dialog.accept()
        self.page.open_case(case_id)

    # ------------------------------------------------------------------ one case

    @property
    def clerk(self) -> Clerk:
        """Who sits here, for as long as the library is open; a unit's only 经办人 is not asked."""
        if not self._clerk.name:
            names = memory.load(self._desk).reviewers
            self._clerk.name = names[0] if len(names) == 1 else ""
        return self._clerk

    def _review(self, session: Session) -> PageView:
        from desktop.ui.review.page import ReviewPage  # noqa: PLC0415 - it looks at scans

        return ReviewPage(session, self.clerk, lambda: memory.load(self._desk))

    def _hand_over(self, who: People) -> None:
        self.handed_over.emit(who[0])

    def _export(self, who: People) -> None:
        self.exported.emit(who[0])

    # ------------------------------------------------------------------ gone, and back

    def _remove(self, who: People) -> None:
        names = [named(row) for row in self.page.rows_of(who)]
        listed = "、".join(names[:8]) + ("……" if len(names) > 8 else "")
        what = (
            tr("删除 {count} 个人的材料", count=len(who))
            if len(who) > 1
            else tr("删除 {listed} 的材料", listed=listed)
        )
        told = tr("内容都还留着，随时可以从“已删除的材料”里恢复。")
        sentences = (listed, told) if len(who) > 1 else (told,)
        if ask(self._window, what, sentences, (tr("不删除"), tr("删除"))) != tr("删除"):
            return
        done = []
        try:
            for case_id in who:
                self._desk.remove(case_id)
                done.append(case_id)
        except UserError as error:
            show_error(self._window, error)
        self.page.refresh()
        if done:
            said = (
                tr("已删除 {count} 个人的材料", count=len(done))
                if len(done) > 1
                else tr("已删除 {listed} 的材料", listed=listed)
            )
            self.page.tell(
                tr("{said}，内容还留着。", said=said),
                {tr("撤销删除"): partial(self._restore, done)},
            )

    def _restore(self, case_ids: list[str]) -> None:
        try:
            for case_id in case_ids:
                self._desk.restore(case_id)
        finally:
            self._restored(case_ids)

    def _restored(self, case_ids: list[str]) -> None:
        self.page.tell("")
        self.page.refresh()
        self.page.table.go_to(case_ids[0])

    def show_removed(self) -> None:
        """已删除的材料…."""
        dialog = RemovedDialog(self._desk, self._window)
        dialog.restored.connect(self._restored)
        self._open(dialog)

    def _on_opened(self, row: Row) -> None:
        self.opened.emit(row.case_id, *(row.first_fault or ("", "")))

    def _open(self, dialog: QDialog) -> None:
        """Over the window; afterwards the table follows what was done."""
        dialog.finished.connect(lambda _result: self._done(dialog))
        dialog.open()

    def _done(self, dialog: QDialog) -> None:
        dialog.deleteLater()
        if self.page.isVisible():
            self.page.refresh()
            self.page.take_focus()
