"""异议: the objections to one person's 公示, written down, settled, each step to be undone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.app.pages.form import Field
from desktop.app.publicity import objections as use
from desktop.app.session import Session
from desktop.domain.case import Objection
from desktop.domain.moments import written
from desktop.domain.vocabulary import OBJECTION_WAYS, OUTCOMES
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.forms.choices import EDITORS
from desktop.ui.forms.editors import Editor, TextBox
from desktop.ui.widgets.cards import Card, FoldButton, words
from desktop.ui.widgets.dialogs import ask, show_error
from desktop.ui.widgets.pieces import FlowLayout, button, tell
from desktop.ui.widgets.theme import em, follow_size

PATH = "pub.objections"
_AT = Field("at", tr("收到的时间"), tr("例如：2024-07-23 10:30"), "moment", width=11)
_WAY = Field("way", tr("怎样收到的"), "", "combo", OBJECTION_WAYS, width=11)
_SETTLED = Field("settled_at", tr("处理完的时间"), tr("例如：2024-07-24 16:00"), "moment", width=11)
_OUTCOME = Field("outcome", tr("处理结果"), "", "choice", OUTCOMES, width=7)
_HALF = tr("异议一栏写了一半，还没有点“记下”或“保存”")


def _labelled(label: str, *widgets: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(em(made, 0.25))
    column.addWidget(words(label, "label"))
    for widget in widgets:
        column.addWidget(widget)
    return made


class Told(QWidget):
    """When, by which way, what: the three things written down of an objection."""

    edited = Signal()

    def __init__(self, whose: str) -> None:
        super().__init__()
        self.at, self.way, self.text = EDITORS["moment"](_AT), EDITORS["combo"](_WAY), TextBox(3)
        self.way.set_options(OBJECTION_WAYS)
        for editor, field in ((self.at, _AT), (self.way, _WAY)):
            editor.name(f"{whose}：{field.label}", str(field.hint))
            editor.edited.connect(lambda _pause: self.edited.emit())
        self.text.setAccessibleName(tr("{whose}：反映的内容", whose=whose))
        self.text.textChanged.connect(self.edited)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em(self, 0.7))
        line = FlowLayout(em(self, 1.2))
        line.addWidget(_labelled(f"{_AT.label}（{_AT.hint}）", self.at))
        line.addWidget(_labelled(_WAY.label, self.way))
        column.addLayout(line)
        column.addWidget(_labelled(tr("反映的内容"), self.text))

    def show_told(self, at: str, way: str, text: str) -> None:
        """Show what is known."""
        self.at.show_value(at)
        self.way.show_value(way)
        if self.text.toPlainText() != text:
            self.text.setPlainText(text)

    def told(self) -> tuple[str, str, str]:
        """What is typed."""
        return str(self.at.value() or ""), str(self.way.value() or ""), self.text.toPlainText()


class ObjectionView(QFrame):
    """One objection: what was written down, and how it is settled; ``typed`` while it is."""

    typed = Signal()

    def __init__(self, session: Session, objection: Objection, number: int) -> None:
        super().__init__()
        self.session = session
        self.objection = objection
        self._shown = ""
        called = tr("第 {number} 条异议", number=number)
        self.head = FoldButton("")
        self.state = words("", "hint")
        self.body = QWidget()
        self.told = Told(called)
        self.outcome: Editor = EDITORS["choice"](_OUTCOME)
        self.outcome.set_options(OUTCOMES)
        self.outcome.name(f"{called}：{_OUTCOME.label}", "")
        self.settled_at: Editor = EDITORS["moment"](_SETTLED)
        self.settled_at.name(f"{called}：{_SETTLED.label}", str(_SETTLED.hint))
        self.note = TextBox(3)
        self.note.setAccessibleName(tr("{called}：怎样核实、怎样处理的", called=called))
        self.settle = button(tr("登记处理结果"), self._settle, "primary")
        self.amend = button(tr("保存改动"), self._amend)
        self.reopen = button(tr("改为还在处理"), self._reopen)
        self.remove = button(tr("删掉这一条"), self._remove, "quiet")
        for one in (self.settle, self.amend, self.reopen, self.remove):
            one.setAccessibleName(f"{called}：{one.text()}")
        self._lay_out()
        self.head.toggled.connect(self.body.setVisible)
        self.show_objection(objection)
        self.told.edited.connect(self.typed)
        self.note.textChanged.connect(self.typed)
        self.outcome.edited.connect(lambda _pause: self.typed.emit())
        self.head.setChecked(not objection.settled)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        line = QFrame()
        line.setProperty("role", "rule")
        column.addWidget(line)
        column.addWidget(self.head)
        column.addWidget(self.state)
        inner = QVBoxLayout(self.body)
        inner.setSpacing(em(self, 0.8))
        inner.addWidget(self.told)
        settled = FlowLayout(em(self, 1.2))
        settled.addWidget(_labelled(_OUTCOME.label, self.outcome))
        settled.addWidget(
            _labelled(tr("{label}（不填就是现在）", label=_SETTLED.label), self.settled_at)
        )
        inner.addLayout(settled)
        inner.addWidget(_labelled(tr("怎样核实、怎样处理的"), self.note))
        acts = FlowLayout(em(self, 0.5))
        for one in (self.settle, self.amend, self.reopen, self.remove):
            acts.addWidget(one)
        inner.addLayout(acts)
        column.addWidget(self.body)
        self.body.hide()
        follow_size(self, lambda: column.setContentsMargins(0, 0, 0, em(self, 0.4)))

    def show_objection(self, objection: Objection) -> None:
        """Follow the case; what is typed here and not handed over stays where nothing changed."""
        known = objection.model_dump_json()
        if known == self._shown:
            return
        self._shown = known
        self.objection = objection
        at = objection.at.replace("T", " ")
        self.head.setText(" · ".join(filter(None, (at, objection.way, objection.text))))
        if objection.settled:
            when = objection.settled_at.replace("T", " ")
            tell(
                self.state,
                tr(
                    "{when} 处理完：{outcome}。{note}",
                    when=when,
                    outcome=objection.outcome,
                    note=objection.note,
                ),
                "hint",
            )
        else:
            tell(self.state, tr("还在处理。"), "care")
        self.told.show_told(objection.at, objection.way, objection.text)
        self.outcome.show_value(objection.outcome)
        self.settled_at.show_value(objection.settled_at)
        self.note.setPlainText(objection.note)
        self.reopen.setVisible(objection.settled)
        self.settle.setText(tr("改处理结果") if objection.settled else tr("登记处理结果"))

    @property
    def dirty(self) -> bool:
        """Whether something is typed that is not handed over."""
        one = self.objection
        settled = (str(self.outcome.value() or ""), self.note.toPlainText())
        told = (one.at.replace("T", " "), one.way, one.text)
        return self.told.told() != told or settled != (one.outcome, one.note)

    def _settle(self) -> None:
        self._do(
            lambda: use.settle(
                self.session,
                self.objection.id,
                str(self.outcome.value() or ""),
                self.note.toPlainText(),
                str(self.settled_at.value() or ""),
            )
        )

    def _amend(self) -> None:
        at, way, text = self.told.told()
        self._do(lambda: use.amend(self.session, self.objection.id, at=at, way=way, text=text))

    def _reopen(self) -> None:
        self._do(lambda: use.reopen(self.session, self.objection.id))

    def _remove(self) -> None:
        self._do(lambda: use.remove(self.session, self.objection.id))

    def _do(self, act: Callable[[], None]) -> None:
        try:
            act()
        except UserError as error:
            show_error(self, error)


class ObjectionsCard(Card):
    """All of one case, and a form for the next; ``changed`` after each step."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(
            tr("异议"),
            tr(
                "有人对公示提出异议，一条一条记下来。没有处理完、或者成立的，"
                "《公示结果》和推荐意见都不能出。"
            ),
            spacing=0.7,
        )
        self.session = session
        self.views: dict[str, ObjectionView] = {}
        self.state = words("", "plain")
        self.add(self.state)
        self.list = QVBoxLayout()
        self.column.addLayout(self.list)
        self._proposed = ""
        self.more = FoldButton(tr("记一条异议"))
        self.add(self.more)
        self.form = QWidget()
        inner = QVBoxLayout(self.form)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(em(self, 0.7))
        self.new = Told(tr("新的异议"))
        self.new.edited.connect(self._typed)
        inner.addWidget(self.new)
        acts = FlowLayout(em(self, 0.5))
        self.keep = button(tr("记下这条异议"), self._add, "primary")
        self.drop = button(tr("不记了"), self._clear, "quiet")
        acts.addWidget(self.keep)
        acts.addWidget(self.drop)
        inner.addLayout(acts)
        self.add(self.form)
        self.form.hide()
        self.more.toggled.connect(self._open)
        self.refresh()

    def refresh(self) -> None:
        """Follow the case."""
        found = self.session.case.pub.objections
        known = {one.id for one in found}
        for gone in [key for key in self.views if key not in known]:
            view = self.views.pop(gone)
            self.list.removeWidget(view)
            view.hide()
            view.deleteLater()
        for number, one in enumerate(found, 1):
            if one.id in self.views:
                self.views[one.id].show_objection(one)
            else:
                self.views[one.id] = ObjectionView(self.session, one, number)
                self.views[one.id].typed.connect(self._typed)
                self.list.addWidget(self.views[one.id])
        state = use.standing(self.session.case)
        role = "care" if state.blocks else "good"
        tell(self.state, f"{state.sentence}。" if state.count else tr("没有记过异议。"), role)
        if not state.count:
            tell(self.state, tr("没有记过异议。"), "hint")
        self._typed()

    @property
    def dirty(self) -> bool:
        """Whether a new one is half written, or a change not handed over."""
        return self._half or any(view.dirty for view in self.views.values())

    @property
    def _half(self) -> bool:
        at, way, text = self.new.told()
        return bool(text.strip() or way.strip() or (at and at != self._proposed))

    def _open(self, on: bool) -> None:
        self.form.setVisible(on)
        if on and not self.new.told()[0]:
            self._proposed = written(self.session.now()).replace("T", " ")
            self.new.at.show_value(self._proposed)
        if on:
            self.new.text.setFocus()

    def _typed(self) -> None:
        if self.dirty:
            self.session.wait(PATH, _HALF)
        else:
            self.session.settle(PATH)

    def _add(self) -> None:
        at, way, text = self.new.told()
        try:
            use.add(self.session, Objection(at=at, way=way, text=text))
        except UserError as error:
            show_error(self, error)
            return
        self._clear()
        self.refresh()
        self.changed.emit()

    def _clear(self) -> None:
        self._proposed = ""
        self.new.show_told("", "", "")
        self.session.settle(PATH)
        self.more.setChecked(False)
        self.more.setFocus()

    def may_leave(self) -> bool:
        """Whether nothing is lost by leaving; asked where something is half written."""
        if not self.dirty:
            return True
        answer = ask(
            self,
            tr("异议还没有记下"),
            (tr("写了一半的异议、没有保存的改动，离开就没有了。"),),
            (tr("回去继续写"), tr("不要了")),
        )
        return answer == tr("不要了")
