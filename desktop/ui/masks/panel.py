"""Beside the page: what is to be covered, its 是/否, its boxes, and what to be careful of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop.app.scans import masking
from desktop.app.scans.masking import Caution, Wanted
from desktop.domain.case import Attachment, MaskPlan
from desktop.domain.scans import MaskKind, ScanPage
from desktop.domain.vocabulary import NO, YES
from desktop.language import tr
from desktop.ui.forms.choices import Box
from desktop.ui.masks.boxes import MaskList
from desktop.ui.masks.form import MaskForm
from desktop.ui.widgets.cards import FoldButton, words
from desktop.ui.widgets.marks import LinkButton
from desktop.ui.widgets.pieces import FlowLayout, Note, button
from desktop.ui.widgets.theme import em, follow_size

KEYS = tr(
    "按 Tab 键逐块走；N 加一块。\n"
    "方向键移动，Shift＋方向键改大小，[ 和 ] 转动，按住 Ctrl 走得更细；"
    "K 选一个角，再用方向键只移这个角。\n回车确认，Delete 删除，Ctrl＋Z 撤销，Ctrl＋Y 恢复。\n"
    "按住空格看遮住的内容；＋、－、0 放大、缩小、看整页；PageUp、PageDown 翻页。\n"
    "S 选“是”，F 选“否”；Ctrl＋回车往下走，Alt＋←、→ 换附件。"
)

WAITING = tr(
    "这一页还没有读出来。读出来以后，要遮的地方会画在图上；图要是打不开，请重新扫描再换上。"
)


class MaskPanel(QWidget):
    """Shows a page's boxes in words and sends what is asked for; it decides nothing.

    ``acts`` has what can be done with the chosen box; whoever lays out the window places it.
    """

    clause_asked = Signal()
    cautioned = Signal()
    unfolded = Signal(bool)
    decided = Signal(str)
    chosen_changed = Signal(int)
    confirmed = Signal(int)
    removed = Signal(int)
    kind_chosen = Signal(int, str)
    again_asked = Signal()
    planned = Signal(object)

    def __init__(self, kinds: Sequence[MaskKind]) -> None:
        super().__init__()
        self._kinds = tuple(kinds)
        self._chosen = -1
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em(self, 0.55))
        self.sentence = words("", "h3")
        self.clause = LinkButton("", small=True)
        self.clause.clicked.connect(lambda _on: self.clause_asked.emit())
        self.form = MaskForm(kinds)
        self.form.changed.connect(lambda: self.planned.emit(self.form.plan))
        self.waiting = words(WAITING, "hint")
        self.body = QWidget()
        for widget in (self.sentence, self.clause, self.waiting, self.form, self.body):
            column.addWidget(widget)
        self._lay_out_body()
        column.addStretch(1)

    def _lay_out_body(self) -> None:
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em(self, 0.55))
        column.addLayout(self._question())
        self.caution = Note("caution")
        column.addWidget(self.caution)
        self.summary = words("", "hint")
        column.addWidget(self.summary)
        self.boxes = MaskList()
        self.boxes.chosen_changed.connect(self.chosen_changed)
        self.boxes.confirmed.connect(self.confirmed)
        self.boxes.removed.connect(self.removed)
        column.addWidget(self.boxes)
        self.acts = self._box_acts()
        column.addWidget(words(tr("在图上按住鼠标拖，就多一块。"), "hint"))
        self.again = button(tr("重新查找"), self.again_asked.emit, "small")
        self.again.setToolTip(tr("再读一遍这一页；已确认的和自己画的不变"))
        more = FlowLayout()
        more.addWidget(self.again)
        column.addLayout(more)
        fold = FoldButton(tr("用键盘怎么做"))
        self.keys = words(KEYS, "hint")
        self.keys.hide()
        fold.toggled.connect(self.keys.setVisible)
        fold.toggled.connect(self.unfolded)
        column.addWidget(fold)
        column.addWidget(self.keys)

    def _question(self) -> FlowLayout:
        row = FlowLayout(em(self, 0.7))
        row.addWidget(QLabel(tr("需要遮盖吗？")))
        self._group = QButtonGroup(self)
        self.answers: dict[str, QRadioButton] = {}
        for answer, key in ((YES, "S"), (NO, "F")):
            made = QRadioButton(f"{answer}（{key}）")
            made.setAccessibleName(tr("这一页需要遮盖吗？{answer}", answer=answer))
            made.clicked.connect(lambda _on, answer=answer: self.decided.emit(answer))
            self._group.addButton(made)
            self.answers[answer] = made
            row.addWidget(made)
        return row

    def _box_acts(self) -> QFrame:
        """Below the panel, where a long list cannot push it out of sight."""
        frame = QFrame()
        frame.setObjectName("bottom")
        row = FlowLayout(em(self, 0.5))
        row.setContentsMargins(em(self, 1.1), em(self, 0.4), em(self, 1.1), em(self, 0.4))
        frame.setLayout(row)
        self.confirm = button(tr("确认遮住"), lambda: self.confirmed.emit(self._chosen))
        self.remove = button(tr("删除这块"), lambda: self.removed.emit(self._chosen))
        self.kind = Box()
        self.kind.setAccessibleName(tr("遮的是什么"))
        follow_size(self.kind, self._fit_kind)
        self.kind.addItems([masking.WORDS[kind] for kind in self._kinds])
        self.kind.activated.connect(self._on_kind)
        for one in (self.confirm, self.remove, self.kind):
            row.addWidget(one)
        return frame

    # ------------------------------------------------------------------ showing

    def show_wanted(self, wanted: Wanted) -> None:
        """What the notice has covered here."""
        self.sentence.setText(wanted.sentence)
        source = wanted.source
        self.clause.setVisible(source is not None)
        if source is not None:
            self.clause.set_text(tr("依据：通知 {clause}", clause=source.clause))
            self.clause.setAccessibleName(tr("看通知原文：{clause}", clause=source.clause))

    def show_page(
        self, attachment: Attachment, page: ScanPage | None, covered: bool, reading: bool
    ) -> None:
        """The page's answer and boxes; ``covered`` where the slot's pages are covered at all.

        Of a page nobody has looked at only the plan is asked; ``reading`` tells that it will be.
        """
        self.body.setVisible(covered and page is not None)
        # Once its pages are looked at, they tell the plan: another answer would be lost.
        looked = any(one.width for one in attachment.scans)
        self.form.setVisible(covered and page is None and not looked)
        self.waiting.setVisible(covered and page is None and reading)
        name = attachment.title or attachment.file_name or tr("这个附件")
        self.form.show_plan(attachment.mask if page is None else MaskPlan(), name)
        if page is None:
            return
        self._group.setExclusive(False)
        for answer, made in self.answers.items():
            made.setChecked(page.decision == answer)
        self._group.setExclusive(True)
        self.summary.setText(masking.summary(page))

    def show_boxes(self, page: ScanPage | None, chosen: int) -> None:
        """The list, and what can be done with box ``chosen``."""
        self._chosen = chosen
        self.boxes.show_page(page, chosen)
        there = page is not None and 0 <= chosen < len(page.boxes)
        self.acts.setVisible(there)
        if page is None or not there:
            return
        box = page.boxes[chosen]
        self.confirm.setText(tr("取消确认") if box.confirmed else tr("确认遮住"))
        number = chosen + 1
        self.confirm.setAccessibleName(
            tr("{command}：第 {number} 块", command=self.confirm.text(), number=number)
        )
        self.remove.setAccessibleName(tr("删除第 {number} 块", number=number))
        known = box.kind in self._kinds
        self.kind.setCurrentIndex(self._kinds.index(box.kind) if known else -1)

    def show_cautions(self, cautions: Sequence[Caution]) -> None:
        """What to look at twice."""
        told = "\n".join(caution.sentence for caution in cautions)
        if told != self.caution.text.text():
            self.caution.say(told)
            if told:
                self.cautioned.emit()

    def _fit_kind(self) -> None:
        self.kind.wish = em(self.kind, 8.8)
        self.kind.updateGeometry()

    def _on_kind(self, at: int) -> None:
        self.kind_chosen.emit(self._chosen, self._kinds[at])
