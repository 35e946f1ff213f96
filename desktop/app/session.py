"""A session: one case being worked on. Commands go down, findings and observers come up.

Every command is saved before it is visible: where saving fails, the case is as it was and the
:class:`~desktop.errors.UserError` says why.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from desktop.app.pages.absent import unasked
from desktop.app.pages.asked import Asked, asked
from desktop.domain import change as changes
from desktop.domain.case import Answer, Attachment, Case, Entry, PaperState, Tick
from desktop.domain.change import BadValue, Change, Edit
from desktop.domain.check import check
from desktop.domain.cleaning import clean
from desktop.domain.entries import check_entries
from desktop.domain.finding import Finding
from desktop.domain.moments import written
from desktop.domain.notice import Notice
from desktop.errors import UserError
from desktop.language import tr
from desktop.storage.casefile import called
from desktop.storage.files import hash_of
from desktop.storage.history import Kind, Step
from desktop.storage.library import Clock, Library

Observer = Callable[[frozenset[str]], None]
"""Told the paths that changed."""

PAUSE, STRETCH = timedelta(seconds=3), timedelta(seconds=30)
"""Typing that rests no longer than the first is one step of undo, but never more than the second
of it."""

PARTS = {
    "apply": "申报信息",
    "has": "有没有",
    "person": "基本信息",
    "unit": "工作单位",
    "platform": "平台选择",
    "si": "社会保险",
    "aid": "援疆情况",
    "edu": "学历",
    "title": "现职称",
    "appointments": "聘任",
    "civil_transfer": "公务员转入",
    "career": "专业技术工作年限",
    "quals": "职业资格",
    "work": "工作经历",
    "service": "专项工作",
    "items": "业绩",
    "ce": "继续教育",
    "ce_exempt": "继续教育免试",
    "assess": "年度考核",
    "unit_assess": "单位考核材料",
    "summary": "工作总结",
    "attachments": "附件",
    "unit_audit": "单位审核",
    "pub": "公示",
    "supervisor": "主管单位",
    "papers": "文书",
    "track": "提交进度",
    "ticks": "确认事项",
    "answers": "通知另外问的事",
    "remarks": "审核意见",
    "reviews": "单位审核记录",
}
"""What the undo menu calls each part of the case."""


def judged(
    case: Case, notice: Notice, now: datetime, others: Sequence[Case] = ()
) -> tuple[Finding, ...]:
    """Everything there is to say of ``case`` at ``now``: the notice's rules, then the entries."""
    found = (*check(case, notice, now, others=others), *check_entries(case, now))
    return (*found, *unasked(case, notice, now))


@dataclass(frozen=True, slots=True)
class _Typing:
    """The text field being typed into, and the step of undo it is part of."""

    path: str
    step: int
    began: datetime
    last: datetime


class Session:
    """One case of the library, open for work, held against its notice. Use from one thread."""

    def __init__(self, library: Library, notice: Notice, case_id: str, clock: Clock) -> None:
        saved = library.load(case_id)
        self.library = library
        self.notice = notice
        self._clock = clock
        self._case = saved.case
        self._history = saved.history
        self._saved_at = saved.changed_at
        self._place = saved.place
        self._typing: _Typing | None = None
        self._findings: tuple[Finding, ...] | None = None
        self.asked: Asked = asked(notice)
        self._others: tuple[str, tuple[Case, ...]] = ("", ())
        self._observers: list[Observer] = []
        self._waiting: dict[str, str] = {}
        self._watchers: list[Callable[[], None]] = []

    # ------------------------------------------------------------------ what is

    @property
    def case(self) -> Case:
        """The case as it is now, and as it is on the disk."""
        return self._case

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The notice's rules and the checks of entries, on the case as it is at this moment."""
        if self._findings is None:
            self._findings = judged(self._case, self.notice, self._clock(), self.others)
        return self._findings

    @property
    def others(self) -> tuple[Case, ...]:
        """The library's other cases of this ID number: the once-a-year rule looks at them."""
        id_no = self._case.person.id_no
        if id_no != self._others[0]:
            self._others = (id_no, self.library.of_person(id_no, besides=self._case.case_id))
        return self._others[1]

    def judge_again(self) -> None:
        """Forget the findings: time has passed, or another case of the library has changed."""
        self._findings = None
        self._others = ("", ())

    @property
    def saved_at(self) -> datetime:
        """When the last change became durable."""
        return self._saved_at

    @property
    def waiting(self) -> str | None:
        """Why what was typed could not be saved; ``""`` while it soon will be, None if all is."""
        return max(self._waiting.values(), default=None)

    def wait(self, path: str, trouble: str = "") -> None:
        """What was typed at ``path`` is not saved yet; ``trouble`` where it could not be."""
        if self._waiting.get(path) != trouble:
            self._waiting[path] = trouble
            self._tell_watchers()

    def settle(self, path: str) -> None:
        """Nothing typed at ``path`` waits any more."""
        if self._waiting.pop(path, None) is not None:
            self._tell_watchers()

    def watch(self, watcher: Callable[[], None]) -> Callable[[], None]:
        """Call ``watcher`` when :attr:`waiting` may have changed; what is returned ends that."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher) if watcher in self._watchers else None

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._history.done)

    @property
    def can_redo(self) -> bool:
        """Whether something taken back can be done again."""
        return bool(self._history.undone)

    @property
    def undo_label(self) -> str:
        """What undo would take back (“修改学历”), or nothing."""
        return self._history.done[-1].label if self._history.done else ""

    @property
    def redo_label(self) -> str:
        """What redo would do again, or nothing."""
        return self._history.undone[-1].label if self._history.undone else ""

    @property
    def place(self) -> str:
        """Where the person left off."""
        return self._place

    def now(self) -> datetime:
        """The moment of judgement."""
        return self._clock()

    def value(self, path: str) -> Any:
        """The value at ``path``; of a question nobody has answered yet what stands for 未填."""
        absent = self._absent(path)
        if absent is None:
            return changes.get(self._case, path)
        return getattr(absent, path.split(".", 2)[2])

    # ------------------------------------------------------------------ commands

    def set(self, path: str, value: object, *, label: str = "") -> None:
        """Put ``value`` at ``path``, text cleaned; nothing happens where it is there already.

        The answer to a question of the notice (``answers.ID.value``) and what is known of a paper
        (``papers.ID.originals``) need not be there before.
        """
        absent = self._absent(path) if path.count(".") > 1 else None
        edit = self._begin(absent, path, value) if absent else self._edit(path, value)
        self.change((edit,), label=label or f"修改{_part(path)}")

    def change(self, edits: Sequence[Edit], *, label: str) -> None:
        """Make ``edits`` together, as one step of undo; those that change nothing are left out."""
        made = tuple(edit for edit in edits if edit.before != edit.after)
        if made:
            self._commit(Change(label=label, edits=made))

    def note(self, path: str, value: object, *, label: str) -> bool:
        """Put what the program itself found at ``path``: nothing of the person's, so no step.

        It joins the last step and is undone with it. While something taken back waits to be done
        again nothing is written, since that would be lost, and the answer is False.
        """
        if self._history.undone:
            return False
        edit = changes.edit(self._case, path, value)
        if edit.before != edit.after:
            typing, last = self._typing, self._history.done[-1] if self._history.done else None
            self._commit(Change(label=label, edits=(edit,)), step=last)
            self._typing = typing
        return True

    def insert(self, path: str, entry: Entry, at: int | None = None, *, label: str = "") -> None:
        """Put ``entry`` into the list at ``path``, at the end where ``at`` is not given."""
        edit = changes.inserted(self._case, path, entry, at)
        self._commit(Change(label=label or f"添加{_part(path)}", edits=(edit,)))

    def remove(self, path: str, *, label: str = "") -> None:
        """Take the entry named by ``path`` out of its list."""
        edit = changes.removed(self._case, path)
        self._commit(Change(label=label or f"删除{_part(path)}", edits=(edit,)))

    def move(self, path: str, by: int, *, label: str = "") -> None:
        """Move the entry named by ``path`` by ``by`` places, not past either end."""
        self.change((changes.moved(self._case, path, by),), label=label or f"移动{_part(path)}")

    def duplicate(self, path: str, *, label: str = "") -> None:
        """Put a copy of the entry named by ``path`` right behind it."""
        edit = changes.duplicated(self._case, path)
        self._commit(Change(label=label or f"复制{_part(path)}", edits=(edit,)))

    def tick(self, rule_id: str, on: bool) -> None:
        """Confirm a rule (人工勾选) at this moment, or take the confirmation back."""
        ticks = self._case.ticks
        if on == any(t.rule == rule_id for t in ticks):
            return
        at = written(self._clock())
        others = [t for t in ticks if t.rule != rule_id]
        now = [*others, Tick(rule=rule_id, at=at)] if on else others
        edit = changes.edit(self._case, "ticks", now)
        self._commit(Change(label="勾选确认事项" if on else "取消确认事项", edits=(edit,)))

    def attach(self, entries: Sequence[tuple[Attachment, bytes]], *, label: str = "") -> None:
        """Add attachments with their content, as one step of undo: files first, then the row."""
        if not entries:
            return
        for _, data in entries:
            self.library.put_file(data)
        added = [a.model_copy(update={"sha256": hash_of(data)}) for a, data in entries]
        edit = changes.edit(self._case, "attachments", [*self._case.attachments, *added])
        self._commit(Change(label=label or "添加附件", edits=(edit,)))

    def file(self, sha256: str) -> bytes:
        """An attachment's content, verified; from any thread.

        Where it is missing or damaged the :class:`UserError` names the attachments concerned.
        """
        try:
            return self.library.file(sha256)
        except UserError as error:
            names = [called(a) for a in self._case.attachments if a.sha256 == sha256]
            error.details = (*names, *error.details)
            raise

    def undo(self) -> None:
        """Take the last step back; reaches back across restarts."""
        if self._history.done:
            step = self._history.done[-1]
            self._commit(self.library.taking_back(self._case, step), "undo", step)

    def redo(self) -> None:
        """Do the step taken back last again."""
        if self._history.undone:
            step = self._history.undone[-1]
            self._commit(self.library.repeating(self._case, step), "redo", step)

    def remember(self, place: str) -> None:
        """Keep where the person is, for the next opening; on a full disk it is let go of."""
        if place != self._place:
            with contextlib.suppress(UserError):
                self.library.remember(self._case.case_id, place)
                self._place = place

    def observe(self, observer: Observer) -> Callable[[], None]:
        """Call ``observer`` after each change; the returned function ends that."""
        self._observers.append(observer)
        return lambda: self._observers.remove(observer) if observer in self._observers else None

    # ------------------------------------------------------------------ within

    def _tell_watchers(self) -> None:
        for watcher in tuple(self._watchers):
            watcher()

    def _absent(self, path: str) -> Entry | None:
        """The entry a question of the notice or a paper begins with, where it is not there yet."""
        root, key = (*path.split("."), "")[:2]
        if root not in ("answers", "papers") or any(e.id == key for e in getattr(self._case, root)):
            return None
        if root == "answers":
            known = {question.id for question in self.notice.questions}
            return Answer(id=key) if key in known else None
        titles = {terms.id: terms.title for terms in self.notice.papers}
        titles |= {terms.kind: terms.title for terms in self.notice.documents}
        return PaperState(id=key, kind=titles[key]) if key in titles else None

    def _begin(self, entry: Entry, path: str, value: object) -> Edit:
        """The first value of such an entry: the entry comes with it, and goes with undo."""
        root, _, leaf = path.split(".", 2)
        if isinstance(value, str):
            value = clean(path, value)
        before = getattr(self._case, root)
        begun = entry.model_copy(update={leaf: value})
        return changes.edit(self._case, root, before if begun == entry else [*before, begun])

    def _edit(self, path: str, value: object) -> Edit:
        if isinstance(value, str):
            value = clean(path, value)
        elif isinstance(value, tuple | list):
            value = [clean(path, v) if isinstance(v, str) else v for v in value]
        return changes.edit(self._case, path, value)

    def _commit(self, change: Change, kind: Kind = "edit", step: Step | None = None) -> None:
        try:
            after = changes.apply(self._case, change.edits)
        except BadValue:
            # What was typed stays out of logs and crash texts, so the cause does too.
            raise UserError(
                tr("这一栏放不下这样的内容。"),
                safe=tr("原来的内容没有改变。"),
                todo=tr("请按这一栏的示例重新填写。"),
                details=tuple(e.path for e in change.edits),
            ) from None
        now = self._clock()
        target = step.seq if step else self._continued(change, now)
        self._history, self._saved_at = self.library.commit(
            self._case.case_id, change, after, self._history, kind=kind, target=target
        )
        self._case = after
        self._findings = None
        self._typing = self._typed(change, now) if kind == "edit" else None
        paths = frozenset(e.path for e in change.edits)
        for observer in tuple(self._observers):
            observer(paths)

    def _continued(self, change: Change, now: datetime) -> int | None:
        """The step this edit belongs to, where it goes on typing into the same text."""
        typing = self._typing
        if (
            typing is None
            or _text_path(change) != typing.path
            or not self._history.continues(typing.step)
            or not timedelta(0) <= now - typing.last <= PAUSE
            or now - typing.began > STRETCH
        ):
            return None
        return typing.step

    def _typed(self, change: Change, now: datetime) -> _Typing | None:
        path, step = _text_path(change), self._history.done[-1].seq
        if not path:
            return None
        if self._typing and self._typing.step == step:
            return replace(self._typing, last=now)
        return _Typing(path, step, now, now)


def _text_path(change: Change) -> str:
    """The path of the one text this change edits; ``""`` where it does anything else."""
    if len(change.edits) != 1:
        return ""
    edit = change.edits[0]
    return edit.path if isinstance(edit.before, str) and isinstance(edit.after, str) else ""


def _part(path: str) -> str:
    return PARTS.get(path.partition(".")[0], "材料")
