"""自备模板…: which documents have a template of the office's own; adding, changing, removing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout, QWidget

from desktop.app.papers import blank_sheets, wanted
from desktop.app.papers import templates as use
from desktop.app.papers.press import Press
from desktop.app.papers.templates import Standing
from desktop.app.session import Session
from desktop.domain.notice import Notice
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.notices.adding import show_problems
from desktop.ui.templates.fields import FieldsDialog
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.choices import Choices
from desktop.ui.widgets.dialogs import KINDS, ask, show_error, where_to_save
from desktop.ui.widgets.pieces import FlowLayout, button, report, tell
from desktop.ui.widgets.sheet_dialog import SheetDialog
from desktop.ui.widgets.theme import em

LEAD = tr(
    "贵单位有自己的 Word 式样，可以用它代替软件的式样：在要填内容的地方写上双大括号的字段名，"
    "例如 {{姓名}}。还没有的，先“另存起始模板”，在 WPS 或 Word 里改好，再添加进来。"
)
PROBLEMS = tr("自备模板")
BY_HAND = tr("手写的文书：空白页印什么格子")


class TemplateRow(QFrame):
    """One document: whether it has a template, and what can be done about it."""

    def __init__(self, standing: Standing, acts: dict[str, Callable[[], None]]) -> None:
        super().__init__()
        title = standing.terms.title
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, em(self, 0.4))
        column.setSpacing(em(self, 0.3))
        line = QFrame()
        line.setProperty("role", "rule")
        column.addWidget(line)
        column.addSpacing(em(self, 0.3))
        column.addWidget(words(title, "h3"))
        self.state = words("", "hint")
        column.addWidget(self.state)
        tell(self.state, *_told(standing))
        flow = FlowLayout(em(self, 0.4))
        made = []
        for text, act in acts.items():
            one = button(text, act, "quiet" if text in _ASIDE else "")
            one.setAccessibleName(f"{text.rstrip('…')}：{title}")
            flow.addWidget(one)
            made.append(one)
        self.first = made[0]
        column.addLayout(flow)


_ASIDE = (tr("另存起始模板…"), tr("字段名称…"), tr("改用软件的式样"))


def _told(standing: Standing) -> tuple[str, str]:
    if not standing.own:
        return tr("用软件的式样。"), "hint"
    if standing.fault is not None:
        return tr(
            "自备模板（{added}添加）现在不能用：{happened}",
            added=standing.added,
            happened=standing.fault.happened,
        ), "care"
    told = tr("用自备模板（{added}添加）。", added=standing.added)
    if standing.missing:
        told += tr("里面没有：{missing}。", missing="、".join(standing.missing))
    return told, "good"


class TemplatesDialog(SheetDialog):
    """All documents of the notice that may have one. ``changed``: the session's notice is new."""

    changed = Signal()

    def __init__(self, session: Session, press: Press, parent: QWidget | None = None) -> None:
        super().__init__(tr("自备模板"), LEAD, wide=40, parent=parent)
        self.session = session
        self._press = press
        self.message = words("", "good")
        self.message.hide()
        self.tell_below(self.message)
        self.rows: dict[str, TemplateRow] = {}
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.sheet.add(self._list)
        self.rulings: dict[str, Choices] = {}
        by_hand = self._blanks()
        if self.rulings:
            self.sheet.add(words(BY_HAND, "h3"))
            self.sheet.add(by_hand)
        self.offer(button(tr("关闭"), self.accept, "primary"))
        self.refresh()
        self.fit()

    def _blanks(self) -> QWidget:
        """How the sheets are ruled that are written on by hand."""
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em(self, 0.5))
        for one in blank_sheets.blanks(self.session.notice):
            choice = Choices(one.terms.title, blank_sheets.RULINGS, one.ruling)
            self.rulings[one.terms.kind] = choice
            choice.changed.connect(lambda kind=one.terms.kind: self._rule(kind))
            column.addWidget(choice)
        return ground

    def _rule(self, kind: str) -> None:
        notice = self.session.notice
        terms = notice.document(kind)
        offered = self.rulings[kind].buttons.items()
        ruling = next(key for key, one in offered if one.isChecked())
        try:
            self.session.notice = blank_sheets.rule(notice, terms, ruling)
        except UserError as error:
            show_error(self, error)
            return
        self.changed.emit()
        tell(
            self.message,
            tr(
                "《{title}》的空白页：{ruling}。",
                title=terms.title,
                ruling=blank_sheets.RULINGS[ruling],
            ),
        )

    def refresh(self) -> None:
        """Follow the notice."""
        for old in self.rows.values():
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = {}
        for one in use.standing(self.session.notice, self.session.now()):
            row = TemplateRow(one, self._acts(one))
            self.rows[one.terms.kind] = row
            self._column.addWidget(row)

    def _acts(self, one: Standing) -> dict[str, Callable[[], None]]:
        kind = one.terms.kind
        acts = {(tr("换一份…") if one.own else tr("添加模板…")): lambda: self.choose(kind)}
        if one.own:
            acts[tr("改用软件的式样")] = lambda: self.remove(kind)
            if one.fault is not None:
                acts[tr("哪里不对…")] = lambda: self._explain(one)
        acts[tr("另存起始模板…")] = lambda: self.start(kind)
        acts[tr("字段名称…")] = lambda: self.names(kind)
        return acts

    def choose(self, kind: str) -> None:
        """Ask for the file, then take it in."""
        folder = str(wanted.documents_folder())
        chosen, _ = QFileDialog.getOpenFileName(self, tr("选择模板"), folder, KINDS["docx"])
        if chosen:
            self.add(kind, Path(chosen))

    def add(self, kind: str, path: Path) -> None:
        """Take a template in, after what it lacks has been told."""
        notice = self.session.notice
        terms = notice.document(kind)
        try:
            found = use.candidate(path, terms, notice, self.session.now())
        except UserError as error:
            self._refused(error)
            return
        if found.missing and not self._accepted(found.missing):
            return
        try:
            self._take(use.add(found, notice), kind)
        except UserError as error:
            show_error(self, error)
            return
        count = len(found.fields)
        fields = (
            tr("里面有 {count} 个字段", count=count) if count else tr("里面没有字段，每份都会一样")
        )
        tell(
            self.message,
            tr("《{title}》已改用自备模板，{fields}。", title=terms.title, fields=fields),
        )

    def _accepted(self, missing: tuple[str, ...]) -> bool:
        told = tr("软件的式样里有，这份模板里没有：{missing}。", missing="、".join(missing))
        sure = tr("确实不需要的，可以照样使用；漏了的，请在模板里补上再添加。")
        answer = ask(self, tr("模板里少了几项内容"), (told, sure), (tr("先不用"), tr("照样使用")))
        return answer == tr("照样使用")

    def _refused(self, error: UserError) -> None:
        if error.details:
            show_problems(self, (error,), PROBLEMS)
        else:
            show_error(self, error)

    def _explain(self, one: Standing) -> None:
        if one.fault is not None:
            self._refused(one.fault)

    def remove(self, kind: str) -> None:
        """Take a template away, after asking."""
        title = self.session.notice.document(kind).title
        told = (
            tr("《{title}》以后用软件的式样生成。", title=title),
            tr("软件里的这份模板会移除；您电脑上的原文件不动，以后可以再添加。"),
        )
        if ask(self, tr("改用软件的式样？"), told, (tr("改用软件的式样"), tr("取消"))) != tr(
            "改用软件的式样"
        ):
            return
        try:
            self._take(use.remove(kind, self.session.notice), kind)
            report(self.message, tr("《{title}》已改用软件的式样。", title=title))
        except UserError as error:
            show_error(self, error)

    def _take(self, notice: Notice, kind: str) -> None:
        self.session.notice = notice
        self.refresh()
        # The button that was pressed is gone with its row; the keyboard stays with the document.
        self.rows[kind].first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def start(self, kind: str) -> None:
        """Save a template to start from."""
        session = self.session
        terms = session.notice.document(kind)
        try:
            proposed = wanted.documents_folder() / use.proposed_name(terms)
            path = where_to_save(self, tr("起始模板保存到"), proposed)
            if path is not None:
                data = self._press.template(terms, session.notice, session.now())
                wanted.save(path, data)
                tell(
                    self.message, tr("起始模板已保存到 {path}。改好以后点“添加模板…”。", path=path)
                )
        except UserError as error:
            show_error(self, error)

    def names(self, kind: str) -> None:
        """Show the names of the fields, and what they say of this person."""
        session = self.session
        terms = session.notice.document(kind)
        rows = use.field_rows(terms, session.notice, session.case, session.now())
        dialog = FieldsDialog(terms.title, rows, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
