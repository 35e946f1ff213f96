"""What a notice asks, on one card: dates, what is covered, counts, papers; each with its clause."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.domain.notice import Notice
from desktop.domain.terms import Deadline, Source
from desktop.ui.cards import Card, words
from desktop.ui.marks import LinkButton
from desktop.ui.theme import em

MASKS = {
    "name": "本人姓名",
    "unit": "工作单位",
    "idno": "身份证号",
    "seal": "工作单位公章",
    "photo": "本人照片",
    "eyes": "本人照片眼部",
}


def span(deadline: Deadline) -> str:
    """From–to in words; 通知未写 where the notice does not say."""
    ends = [_in_words(end) for end in (deadline.start, deadline.end) if end]
    return " 至 ".join(ends) if ends else "通知未写"


def _in_words(moment: str) -> str:
    day, _, time = moment.partition("T")
    try:
        when = date.fromisoformat(day)
    except ValueError:
        return moment
    return f"{when.year} 年 {when.month} 月 {when.day} 日" + (f" {time}" if time else "")


def facts(notice: Notice) -> Iterator[tuple[str, str, Source]]:
    """The lines of the card: what it is about, what the notice says, where."""
    for deadline in notice.deadlines:
        yield deadline.title, span(deadline), deadline
    if notice.audience:
        yield "谁可以报", notice.audience, Source()
    if notice.masking.kinds:
        kinds = "、".join(MASKS[kind] for kind in notice.masking.kinds)
        where = "在平台上遮盖" if notice.masking.where == "platform" else "遮盖"
        yield where, kinds, notice.masking
    terms = notice.summary
    if terms.min or terms.max:
        low, high = terms.min or "", terms.max or ""
        count = (
            f"{low}—{high} 字" if low and high else f"至少 {low} 字" if low else f"至多 {high} 字"
        )
        if not terms.identity_allowed:
            count += "，不能出现本人姓名和工作单位"
        yield "工作总结", count, terms
    if notice.publicity_workdays:
        rule = next((r for r in notice.rules if r.check.op == "workdays"), Source())
        yield "单位公示", f"不少于 {notice.publicity_workdays} 个工作日", rule
    papers = [d.title for d in notice.documents if d.mode != "never"]
    if papers:
        yield "要交的文书", "、".join(papers), Source()
    for kind, place in (("平台", notice.platform_name), ("通道", notice.channel)):
        if place:
            yield kind, place, Source()


class Overview(Card):
    """The notice the case is under."""

    source_asked = Signal(str, str)

    def __init__(self, notice: Notice) -> None:
        super().__init__(notice.title, f"{notice.issuer}")
        inside = QWidget()
        self.grid = QGridLayout(inside)
        self.grid.setContentsMargins(0, 0, 0, 0)
        for row, (about, says, source) in enumerate(facts(notice)):
            caption = words(about, "caption")
            caption.setWordWrap(False)
            said = words(says, "said")
            self.grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
            self.grid.addWidget(said, row, 1)
            if source.quote:
                link = LinkButton(source.clause)
                link.setAccessibleName(f"看通知原文：{source.clause}")
                link.clicked.connect(
                    lambda source=source: self.source_asked.emit(source.clause, source.quote)
                )
                self.grid.addWidget(link, row, 2, Qt.AlignmentFlag.AlignTop)
        self.grid.setColumnStretch(1, 1)
        self.add(inside)
        self._fit()

    def _fit(self) -> None:
        self.grid.setHorizontalSpacing(em(self, 1))
        self.grid.setVerticalSpacing(em(self, 0.15))
        self.grid.setColumnMinimumWidth(2, em(self, 5.8))

    def changeEvent(self, event: QEvent) -> None:
        """Distances follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "grid"):
            self._fit()
