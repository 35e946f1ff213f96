"""导入名单, last step: how far it is, and then what has become of everybody."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar

from desktop.app.roster.importing import Done, Plan
from desktop.language import tr
from desktop.ui.widgets.cards import Sheet, words
from desktop.ui.widgets.pieces import Note, button, tell

_MOST_NAMES = 12
_AGAIN = tr("另存成表格，照最后一列改好，再导入那个表格就行。")


class DonePage(Sheet):
    """``sheet_asked`` for the people that were kept back."""

    sheet_asked = Signal()

    def __init__(self) -> None:
        super().__init__(tr("导入结果"), widest=46)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("已经导入的人数"))
        self.said = words("", "plain")
        self.failed = words("", "care")
        self.note = Note("note")
        self.save = button(tr("把先没有导入的人另存为表格…"), self.sheet_asked.emit)
        self.note.acts.addWidget(self.save)
        self.saved = words("", "good")
        for widget in (self.bar, self.said, self.failed, self.note, self.saved):
            self.add(widget)
        self.saved.hide()
        self.failed.hide()

    def show_progress(self, done: int, total: int) -> None:
        """So many of so many are through."""
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        self.bar.show()
        self.said.setText(tr("正在导入：{done} / {total}", done=done, total=total))

    def show_done(self, plan: Plan, results: Sequence[Done]) -> None:
        """What has become of everybody."""
        self.bar.hide()
        counts = {word: sum(one.outcome == word for one in results) for word in _TOLD}
        told = [sentence.format(n=counts[word]) for word, sentence in _TOLD.items() if counts[word]]
        stopped = len(plan.people) - len(results)
        if stopped:
            told.append(
                tr(
                    "{stopped} 人还没有导入就停下了；再导入一次这份名单，只会做剩下的。",
                    stopped=stopped,
                )
            )
        self.said.setText("\n".join(told) or tr("没有导入任何人。"))
        failed = [one for one in results if one.outcome == "failed"]
        lines = [f"{one.person.line.name}：{one.why}" for one in failed[:_MOST_NAMES]]
        tell(self.failed, "\n".join(lines))
        kept = len(plan.kept_back)
        names = "、".join(line.name or tr("（没有姓名）") for line in plan.kept_back[:_MOST_NAMES])
        more = tr(" 等") if kept > _MOST_NAMES else ""
        self.note.say(
            tr(
                "还有 {kept} 人先没有导入：{names}{more}。{again}",
                kept=kept,
                names=names,
                more=more,
                again=_AGAIN,
            )
            if kept
            else "",
            "note",
        )
        self.saved.hide()


_TOLD = {
    "new": tr("新建了 {n} 人的材料。"),
    "changed": tr("给 {n} 人的材料补上了内容；每份材料都可以用“撤销”一步退回。"),
    "unchanged": tr("{n} 人已经有了，没有变。"),
    "left": tr("{n} 人和已有的材料同名，没有认，没有动。"),
    "failed": tr("{n} 人没有导入成："),
}
