"""One 附件栏目: its name, what the notice wants in it, and the places files go to."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from desktop.app.findings.problems import Problem
from desktop.app.findings.progress import State
from desktop.app.intake import Place
from desktop.app.pages import page_of
from desktop.app.places import LIST_NAMES, SlotPlaces, Standing
from desktop.domain.finding import Finding
from desktop.language import tr
from desktop.ui.attachments.group import GroupView
from desktop.ui.attachments.row import AttachmentRow
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.marks import LinkButton, StateMark
from desktop.ui.widgets.theme import em

STANDING_WORDS: dict[Standing, str] = {
    "must": tr("必交"),
    "some": tr("几样任交"),
    "asks": tr("看情况"),
    "may": tr("有则交"),
    "not": tr("用不到"),
}


class SlotView(QFrame):
    """A slot; its groups send ``given`` and ``choose`` through it."""

    clause_asked = Signal(str)
    asked = Signal(str, str)
    given = Signal(object, object, object)
    choose = Signal(object, object)

    def __init__(self, places: SlotPlaces, make_row: Callable[[], AttachmentRow]) -> None:
        super().__init__()
        self.slot = places.slot
        self.groups: dict[str, GroupView] = {}
        self._make_row = make_row
        self._because: tuple[tuple[str, str, str], ...] = ()
        self._lines: list[LinkButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, em(self, 0.2), 0, em(self, 0.5))
        column.setSpacing(em(self, 0.25))
        line = QFrame()
        line.setProperty("role", "rule")
        column.addWidget(line)
        column.addSpacing(em(self, 0.5))
        head = QHBoxLayout()
        head.setSpacing(em(self, 0.6))
        self.mark = StateMark()
        self.title = words(self.slot.title, "h2")
        self.standing = QLabel()
        self.standing.setProperty("role", "hint")
        head.addWidget(self.mark)
        head.addWidget(self.title, 1)
        head.addWidget(self.standing)
        column.addLayout(head)
        self.hint = words(self.slot.hint, "hint")
        if not self.slot.hint:
            self.hint.hide()
        column.addWidget(self.hint)
        self.reasons = QVBoxLayout()
        self.reasons.setSpacing(0)
        column.addLayout(self.reasons)
        self.list_hint = LinkButton("", small=True)
        self.list_hint.clicked.connect(
            lambda: self.asked.emit(page_of(self.slot.per), self.slot.per)
        )
        self.list_hint.hide()
        column.addWidget(self.list_hint)
        self.body = QVBoxLayout()
        self.body.setSpacing(em(self, 0.8))
        column.addLayout(self.body)

    def show_places(
        self,
        places: SlotPlaces,
        name_of: Callable[[Place], str],
        problems: Mapping[str, Problem],
        demanded: bool,
    ) -> None:
        """Follow the case."""
        self.standing.setText(STANDING_WORDS[places.standing])
        self.mark.set_state(_state(places))
        self.setAccessibleName(f"{self.slot.title}，{STANDING_WORDS[places.standing]}")
        self._show_reasons(places.because)
        what = LIST_NAMES.get(self.slot.per, "")
        self.list_hint.setVisible(bool(self.slot.per) and not places.groups)
        kinds = f"（{'、'.join(self.slot.types)}）" if self.slot.types else ""
        self.list_hint.set_text(
            tr("先去填{what}{kinds}，这里就会一条一条列出来", what=what, kinds=kinds)
        )
        for gone in set(self.groups) - {group.key for group in places.groups}:
            view = self.groups.pop(gone)
            self.body.removeWidget(view)
            view.hide()
            view.deleteLater()
        for at, group in enumerate(places.groups):
            shown = self.groups.get(group.key)
            if shown is None:
                shown = self.groups[group.key] = self._new_group(GroupView(group, self._make_row))
            if self.body.indexOf(shown) != at:
                self.body.removeWidget(shown)
                self.body.insertWidget(at, shown)
            shown.show_group(group, name_of(group.place), problems, demanded)

    def lacking(self) -> GroupView | None:
        """The first place that still wants a file, else the first of all; None without any."""
        groups = list(self.groups.values())
        open_ = (group for group in groups if group.wants_a_file)
        return next(open_, groups[0] if groups else None)

    def _new_group(self, view: GroupView) -> GroupView:
        view.given.connect(lambda place, files: self.given.emit(view, place, files))
        view.choose.connect(lambda place: self.choose.emit(view, place))
        return view

    def _show_reasons(self, findings: tuple[Finding, ...]) -> None:
        because = tuple((f.rule, f.say, f.clause) for f in findings)
        if because == self._because:
            return
        self._because = because
        for line in self._lines:
            self.reasons.removeWidget(line)
            line.deleteLater()
        self._lines = []
        for rule_id, say, clause in because:
            link = LinkButton(tr("{say}（通知 {clause}）", say=say, clause=clause), small=True)
            link.setAccessibleName(tr("{say}，看通知原文：{clause}", say=say, clause=clause))
            link.clicked.connect(lambda _on=False, rule_id=rule_id: self.clause_asked.emit(rule_id))
            self.reasons.addWidget(link)
            self._lines.append(link)


def _state(places: SlotPlaces) -> State:
    if any(g.missing for g in places.groups if g.wanted) or any(g.stray for g in places.groups):
        return "open"
    wanted = [group for group in places.groups if group.wanted]
    if wanted:
        return "done" if all(group.files for group in wanted) else "open"
    return "done" if places.files else ("open" if places.standing == "must" else "rest")
