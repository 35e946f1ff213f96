"""记一笔: when it happened and what belongs to it, for one person or everybody chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QProgressBar, QVBoxLayout, QWidget

from desktop.app.deadlines import recording
from desktop.app.deadlines.books import Books
from desktop.app.deadlines.recording import LABELS, Kind, Record
from desktop.app.findings.messages import NAMELESS
from desktop.app.group_steps import Step
from desktop.app.pages.form import Field
from desktop.domain import derived, vocabulary
from desktop.domain.case import Case
from desktop.domain.cleaning import clean
from desktop.domain.moments import written
from desktop.domain.notice import Notice
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.forms.choices import EDITORS
from desktop.ui.forms.editors import Editor, Unreadable
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.dialogs import ask
from desktop.ui.widgets.marks import LinkButton
from desktop.ui.widgets.pieces import Note, button, tell
from desktop.ui.widgets.sheet_dialog import SheetDialog
from desktop.ui.widgets.slices import Slices
from desktop.ui.widgets.theme import em

_NAMED = 8
_TOLD = 12
"""Lines of what has to be looked at; of more their number."""

_AT_ONCE = 40
"""So many cases are open in a moment; more are opened bit by bit."""

_STAY, _DROP = tr("继续填"), tr("不记了")

_WHERE = {"submitted": tr("提交给"), "returned": tr("谁退回的"), "resubmitted": tr("重新提交给")}

_FIELDS = {
    "at": Field("at", tr("时间"), tr("北京时间，例如：2024-07-24 18:00"), "moment", width=11),
    "remarks": Field(
        "remarks",
        tr("退回意见"),
        tr("从平台上复制，整段贴进来：一行就是一条。"),
        "long_text",
        width=32,
    ),
    "fee": Field("fee", tr("金额"), tr("空着就按通知的金额记。"), "number", width=6, unit=tr("元")),
}


class RecordDialog(SheetDialog):
    """``recorded(steps)`` once it is done: a step for each case."""

    recorded = Signal(tuple)

    def __init__(
        self, books: Books, kind: Kind, case_ids: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("记一笔：{kind}", kind=LABELS[kind]), wide=34, parent=parent)
        self._books = books
        self._kind: Kind = kind
        self._cases: list[tuple[Case, Notice]] = []
        self._told: Record | None = None
        self._steps: list[Step] = []
        self.whom = words("", "plain")
        self.trouble = Note("caution")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("正在记"))
        self._editors: dict[str, Editor] = {}
        self.sheet.add(self.whom)
        self._ask("at")
        if kind in _WHERE:
            self._ask_where()
        if kind == "returned":
            self._ask("remarks")
        if kind == "paid":
            self._ask("fee")
        self.all_resolved = QCheckBox(tr("退回意见都改好了"))
        self.all_resolved.setVisible(kind == "resubmitted")
        self.all_resolved.clicked.connect(self._ask_again)
        self.sheet.add(self.all_resolved)
        self.sheet.add(self.trouble)
        self.sheet.add(self.bar)
        self.bar.hide()
        self.leave = button(tr("取消"), self.reject)
        self.leave.setAutoDefault(True)  # Enter there leaves, and does not do what is meant else
        self.go = button(tr("记下"), self._go, "primary")
        self.go.setDefault(True)
        self.offer(self.leave, self.go)
        self._slices = Slices(self)
        self._slices.went.connect(self.bar.setValue)
        self._slices.ended.connect(self._done)
        self._closed = 0
        self._loading = Slices(self)
        self._loading.ended.connect(self._loaded)
        loads = [partial(self._load, case_id) for case_id in case_ids]
        if len(loads) > _AT_ONCE:
            self.whom.setText(tr("正在打开 {count} 人的材料……", count=len(loads)))
            self.go.setEnabled(False)
            self._loading.start(loads)
        else:
            for load in loads:
                load()
            self._loaded()
        self._editors["at"].show_value(written(books.now()))
        self.fit()
        self._editors["at"].target().setFocus()

    # ------------------------------------------------------------------ what is asked

    def _ask(self, key: str, field: Field | None = None) -> Editor:
        field = field or _FIELDS[key]
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em(self, 0.28))
        label = words(field.label, "label")
        column.addWidget(label)
        if isinstance(field.hint, str) and field.hint:
            column.addWidget(words(field.hint, "hint"))
        editor = EDITORS[field.kind](field)
        editor.set_options(field.choices if isinstance(field.choices, tuple) else ())
        editor.name(field.label, field.hint if isinstance(field.hint, str) else "")
        label.setBuddy(editor.target())
        editor.edited.connect(lambda _pause: self._ask_again())
        if field.kind == "moment":
            now = LinkButton(tr("填现在"), small=True)
            now.clicked.connect(lambda: editor.show_value(written(self._books.now())))
            editor.box.insertWidget(1, now)
        column.addWidget(editor)
        self.sheet.add(box)
        self._editors[key] = editor
        return editor

    def _ask_where(self) -> None:
        label = _WHERE[self._kind]
        hint = tr("空着就是退回的那一家。") if self._kind == "resubmitted" else ""
        field = Field("where", label, hint, "choice", vocabulary.SUBMIT_TO, 10)
        self._ask("where", field)

    def _load(self, case_id: str) -> None:
        try:
            self._cases.append(self._books.case(case_id))
        except UserError:
            self._closed += 1

    def _loaded(self) -> None:
        names = [_name(case) for case, _ in self._cases]
        more = tr(" 等 {count} 人", count=len(names)) if len(names) > _NAMED else ""
        said = tr("记给：{names}{more}。", names="、".join(names[:_NAMED]), more=more)
        if self._closed:
            said += tr("有 {closed} 份打不开，不记。", closed=self._closed)
        tell(self.whom, said)
        self.go.setEnabled(bool(self._cases))
        if self._kind == "paid" and len(self._cases) == 1:
            charged = derived.fee(*self._cases[0])
            self._editors["fee"].show_value(charged.yuan if charged else None)
        self.fit()

    def _ask_again(self) -> None:
        """What was told is of another record now."""
        if self._told is not None:
            self._told = None
            self.trouble.say("")
            self.go.setText(tr("记下"))
            self.go.setEnabled(bool(self._cases))

    def _record(self) -> Record:
        def value(key: str) -> str:
            editor = self._editors.get(key)
            return str(editor.value() or "") if editor else ""

        fee = self._editors["fee"].value() if "fee" in self._editors else None
        return Record(
            kind=self._kind,
            at=clean("moment", value("at")),
            where=value("where"),
            remarks=recording.remarks_of(value("remarks")),
            fee=fee if isinstance(fee, int) else None,
            all_resolved=self.all_resolved.isChecked(),
        )

    # ------------------------------------------------------------------ recording it

    def _go(self) -> None:
        try:
            record = self._record()
        except Unreadable as unread:
            self._say(str(unread))
            return
        wrong = recording.fault(record, self._books.now())
        if wrong:
            self._say(wrong)
            key = "where" if record.kind == "submitted" and not record.where else "at"
            self._editors[key].target().setFocus()
            return
        doubts = self._doubts(record)
        kept_out = [case for case, _ in self._cases if recording.obstacle(case, record)]
        if doubts and record != self._told:
            self._told = record
            self._say("\n".join(doubts))
            able = len(kept_out) < len(self._cases)
            self.go.setText(tr("看过了，照样记下") if able else tr("记下"))
            self.go.setEnabled(able)
            return
        self._start(record)

    def _say(self, sentence: str) -> None:
        self.trouble.say(sentence)
        self.sheet.reveal(self.trouble)
        self.fit()

    def _doubts(self, record: Record) -> list[str]:
        found: list[str] = []
        for case, notice in self._cases:
            name = _name(case)
            against = recording.obstacle(case, record)
            if against:
                found.append(
                    tr("{name}：{against}，不记。", name=name, against=against.rstrip("。"))
                )
                continue
            found += [f"{name}：{said}" for said in recording.cautions(case, notice, record)]
        if len(found) > _TOLD:
            return [*found[:_TOLD], tr("……一共 {count} 处要看。", count=len(found))]
        return found

    def _start(self, record: Record) -> None:
        self.sheet.setEnabled(False)
        self.go.setEnabled(False)
        self.bar.setRange(0, len(self._cases))
        self.bar.setVisible(len(self._cases) > 1)
        self._failed: list[str] = []
        self._slices.start([self._piece(case, notice, record) for case, notice in self._cases])

    def _piece(self, case: Case, notice: Notice, record: Record) -> Callable[[], None]:
        def put_down() -> None:
            try:
                made = self._books.put_down(case.case_id, notice, record)
            except UserError as error:
                self._failed.append(f"{_name(case)}：{error.happened}")
            else:
                self._steps += [made] if made else []

        return put_down

    def _done(self) -> None:
        self.recorded.emit(tuple(self._steps))
        if not self._failed:
            self.accept()
            return
        self.sheet.setEnabled(True)
        self.bar.hide()
        self.leave.setText(tr("关闭"))
        self.go.hide()
        self._say("\n".join([tr("这些没有记上，其余的已经记好："), *self._failed[:_TOLD]]))

    def _pasted(self) -> bool:
        return "remarks" in self._editors and bool(self._editors["remarks"].value())

    def reject(self) -> None:
        """Close; what is recorded by then stays, and is told. What was pasted is asked about."""
        if self.go.isVisible() and self._pasted() and not self._slices.busy:
            told = (tr("刚才贴的退回意见还没有记下；现在关掉，要再到平台上复制。"),)
            if ask(self, tr("退回意见还没有记下"), told, (_STAY, _DROP)) != _DROP:
                return
        self._loading.stop()
        if self._slices.busy:
            self._slices.stop()
            self.recorded.emit(tuple(self._steps))
        super().reject()


def _name(case: Case) -> str:
    """Whom it is of; two may have one name, seldom in one department."""
    where = f"（{case.unit.department}）" if case.unit.department else ""
    return f"{case.person.name or NAMELESS}{where}"
