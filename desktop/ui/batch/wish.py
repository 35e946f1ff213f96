"""First page of a batch: what is made, where to, and whether it is bound for the printer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.app.batch import printing
from desktop.app.batch import wishes as batch_wishes
from desktop.app.batch.wishes import PRINTABLE, Wishes
from desktop.app.batch.work import Part
from desktop.app.papers.printing import SIDES, Sides
from desktop.language import tr
from desktop.ui.widgets.cards import Card, words
from desktop.ui.widgets.choices import Choices
from desktop.ui.widgets.pieces import Note, button, tell
from desktop.ui.widgets.theme import em, follow_size

PARTS: Mapping[Part, tuple[str, str]] = {
    "documents": (tr("文书"), tr("公示、推荐意见等，内容齐了的才出，缺的会列出来")),
    "report": (tr("检查报告"), tr("逐条核对的结果，一人一份")),
    "packet": (tr("材料包"), tr("照平台顺序排好的文件夹和压缩包")),
}


Number = Literal["", "hidden", "whole"]
NUMBERS: Mapping[Number, str] = {
    "hidden": tr("隐去中间八位（出生日期）"),
    "whole": tr("照模板印全部 18 位"),
}


class HowBound(QWidget):
    """In which order and on which sides it is bound. ``changed()``."""

    changed = Signal()

    def __init__(self, by: printing.By, sides: Sides) -> None:
        super().__init__()
        orders = {
            "document": tr("按文书（公示都在一起）"),
            "person": tr("按人（一个人的都在一起）"),
        }
        self.by = Choices(tr("次序"), orders, by)
        self.sides = Choices(tr("纸面"), SIDES, sides)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em(self, 0.3))
        for one in (self.by, self.sides):
            column.addWidget(one)
            one.changed.connect(self.changed)

    @property
    def chosen(self) -> tuple[printing.By, Sides]:
        """Both answers."""
        by = next(key for key in printing.BY if self.by.buttons[key].isChecked())
        sides = next(key for key in SIDES if self.sides.buttons[key].isChecked())
        return by, sides


class WishPage(QWidget):
    """``changed()`` after each choice; ``wishes`` are what is chosen now."""

    changed = Signal()

    def __init__(
        self, wishes: Wishes, case_ids: Sequence[str], *, asks_number: bool = False
    ) -> None:
        super().__init__()
        self._asks_number = asks_number
        self._case_ids = tuple(case_ids)
        self._folder = wishes.place
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.boxes: dict[Part, QCheckBox] = {}
        self._add_parts(wishes)
        self._add_bound(wishes)
        self._add_place()
        follow_size(self, self._space)
        self.look()

    def _add_parts(self, wishes: Wishes) -> None:
        self.what = Card(tr("做哪些"), spacing=0.35)
        for part, (name, told) in PARTS.items():
            box = QCheckBox(name)
            box.setChecked(part in wishes.parts)
            box.clicked.connect(self._follow)
            self.boxes[part] = box
            holder, beside = self._told(box, told)
            self.what.add(holder)
            if part == "documents":
                self.word = QCheckBox(tr("也要 Word"))
                self.word.setToolTip(tr("每份文书另有一份可以修改的 Word 文件"))
                self.word.setChecked(wishes.word)
                self.word.clicked.connect(self._follow)
                beside.addWidget(self.word)
                self._add_number(wishes)
        self.column.addWidget(self.what)

    def _add_number(self, wishes: Wishes) -> None:
        """Right below 文书, as it is about what of them hangs on a wall."""
        self.number = Note("caution")
        self.number.say(
            tr(
                "有通知的《公示》模板要写身份证号。公开张贴身份证号属于敏感个人信息，"
                "请先问受理部门能不能隐去，再选一种（材料包里的照模板）。"
            )
        )
        self.shows = Choices(tr("身份证号"), NUMBERS, wishes.number)
        self.shows.changed.connect(self._follow)
        self.number.column.addWidget(self.shows)
        self.what.add(self.number)

    def _add_bound(self, wishes: Wishes) -> None:
        self.paper = Card(spacing=0.5)
        self.bind = QCheckBox(tr("合成一份打印用的 PDF"))
        self.bind.setChecked(wishes.bind)
        self.bind.clicked.connect(self._on_bind)
        said = tr("大家的文书、检查报告合在一起，份数照通知，前面加一张打印清单")
        self.paper.add(self._told(self.bind, said)[0])
        self.how = HowBound(wishes.by, wishes.sides)
        self.how.changed.connect(self._follow)
        self.paper.add(self.how)
        self.column.addWidget(self.paper)

    def _add_place(self) -> None:
        self.where = Card(tr("放到哪里"), spacing=0.4)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        self.path = words("", "plain")
        self.choose = button(tr("换一个文件夹…"), self._choose)
        row.addWidget(self.path, 1)
        row.addWidget(self.choose)
        self.there = words("", "hint")
        self.where.add(holder)
        self.where.add(self.there)
        self.column.addWidget(self.where)

    def _told(self, box: QCheckBox, said: str) -> tuple[QWidget, QHBoxLayout]:
        """A line of its own for a box, with a few words behind it."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(em(self, 0.8))
        row.addWidget(box)
        row.addWidget(words(said, "hint"), 1)
        box.setAccessibleDescription(said)
        return holder, row

    # ------------------------------------------------------------------ what is chosen

    @property
    def wishes(self) -> Wishes:
        """What is chosen now."""
        by, sides = self.how.chosen
        return Wishes(
            parts=frozenset(part for part, box in self.boxes.items() if box.isChecked()),
            word=self.word.isChecked(),
            folder=str(self._folder),
            bind=self.bind.isChecked() and self.bind.isEnabled(),
            by=by,
            sides=sides,
            number=self._number,
        )

    @property
    def _number(self) -> Number:
        return next((key for key in NUMBERS if self.shows.buttons[key].isChecked()), "")

    @property
    def _wants_number(self) -> bool:
        return self._asks_number and self.boxes["documents"].isChecked()

    @property
    def problem(self) -> str:
        """Why it cannot be begun; "" where it can."""
        if not self.wishes.parts:
            return tr("请至少选一样。")
        unsaid = self._wants_number and not self._number
        return tr("请先选《公示》上的身份证号怎样印。") if unsaid else ""

    def _on_bind(self) -> None:
        """What is bound has to be made."""
        if self.bind.isChecked() and not PRINTABLE & self.wishes.parts:
            self.boxes["documents"].setChecked(True)
        self._follow()

    def _choose(self) -> None:
        near = next(one for one in (self._folder, *self._folder.parents) if one.is_dir())
        name = QFileDialog.getExistingDirectory(self, tr("放到哪个文件夹"), str(near))
        if name:
            self._folder = Path(name)
            self.look()

    def look(self) -> None:
        """Tell what is in the folder now."""
        self.path.setText(str(self._folder))
        self.path.setToolTip(str(self._folder))
        there = batch_wishes.there_already(self._folder, self._case_ids)
        said = tr(
            "每人一个文件夹，例如“001-姓名”。里面的文件不加密，请放在只有经办人能打开的地方。"
        )
        if there:
            said += tr(
                "\n这里已经有 {there} 人的：材料没有改过、文件也都在的跳过，不再做。", there=there
            )
        tell(self.there, said)
        self._follow()

    def _follow(self) -> None:
        self.word.setEnabled(self.boxes["documents"].isChecked())
        if not PRINTABLE & self.wishes.parts:
            self.bind.setChecked(False)
        self.how.setVisible(self.bind.isChecked())
        self.number.setVisible(self._wants_number)
        self.changed.emit()

    def _space(self) -> None:
        self.column.setSpacing(em(self, 0.8))
