"""单位人事工作台: the table of applicants with everything that is done from it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QMenu, QPushButton, QWidget

from desktop.app.library import Desk
from desktop.domain.notice import Notice
from desktop.errors import UserError
from desktop.ui.applicants import Acts, ApplicantsPage, escaped
from desktop.ui.applicants_bar import Act
from desktop.ui.applicants_columns import named
from desktop.ui.applicants_removed import RemovedDialog
from desktop.ui.dialogs import ask, show_error
from desktop.ui.handover_receive import Before
from desktop.ui.menus import MenuButton

People = tuple[str, ...]


class Workbench(QObject):
    """Makes the page and opens, over ``window``, what its buttons ask for.

    ``begun(pack_id)``, ``handed_over(case_id)`` and ``exported(case_id)`` are the window's to do.
    """

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
        self.page = ApplicantsPage(desk, acts)

    # ------------------------------------------------------------------ what there is to do

    def _above(self) -> list[QPushButton]:
        return [MenuButton("新建", self._list_notices, "按一份通知新建一个人的材料")]

    def _people(self) -> list[Act]:
        return []

    def _more(self) -> list[Act]:
        return [
            Act("交给单位/他人…", self._hand_over, "加密成一个文件交出去", alone=True),
            Act("导出材料文件…", self._export, "带到别的电脑上", alone=True),
            Act("删除…", self._remove, "放进“已删除的材料”，可以恢复"),
        ]

    def _list_notices(self, menu: QMenu) -> None:
        for notice in self._notices():
            begin = partial(self.begun.emit, notice.id)
            menu.addAction(escaped(f"按《{notice.short_title}》新建"), begin)

    def list_seldom(self, menu: QMenu) -> None:
        """What is seldom wanted."""
        many = len(self._desk.trash())
        act = menu.addAction(f"已删除的材料（{many}）…", self.show_removed)
        act.setEnabled(bool(many))

    # ------------------------------------------------------------------ one case

    def _hand_over(self, who: People) -> None:
        self.handed_over.emit(who[0])

    def _export(self, who: People) -> None:
        self.exported.emit(who[0])

    # ------------------------------------------------------------------ gone, and back

    def _remove(self, who: People) -> None:
        names = [named(row) for row in self.page.rows_of(who)]
        listed = "、".join(names[:8]) + ("……" if len(names) > 8 else "")
        what = f"删除 {len(who)} 个人的材料" if len(who) > 1 else f"删除 {listed} 的材料"
        told = "内容都还留着，随时可以从“已删除的材料”里恢复。"
        sentences = (listed, told) if len(who) > 1 else (told,)
        if ask(self._window, what, sentences, ("不删除", "删除")) != "删除":
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
            said = f"已删除 {len(done)} 个人的材料" if len(done) > 1 else f"已删除 {listed} 的材料"
            self.page.tell(f"{said}，内容还留着。", {"撤销删除": partial(self._restore, done)})

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

    def _open(self, dialog: QDialog) -> None:
        """Over the window; afterwards the table follows what was done."""
        dialog.finished.connect(lambda _result: self._done(dialog))
        dialog.open()

    def _done(self, dialog: QDialog) -> None:
        dialog.deleteLater()
        self.page.refresh()
        self.page.take_focus()
