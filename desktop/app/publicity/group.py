"""公示 for a group: who is in it, the days by each notice, what is set once for all of them.

Every person's case takes what is set as one step of undo. What stands in a case already is never
gone over unasked: whoever says something else is told, and replaced only where chosen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from desktop.app.findings.messages import NAMELESS
from desktop.app.library import Desk, notice_of
from desktop.app.publicity.posting import PUBLICITY
from desktop.app.session import Session
from desktop.domain import change as changes
from desktop.domain import reviews
from desktop.domain.case import Case
from desktop.domain.change import Edit
from desktop.domain.cleaning import clean
from desktop.domain.notice import Notice
from desktop.errors import UserError
from desktop.language import tr

MOST = 300
"""So many people are taken at a time: each case stays open, and is looked at after each step."""

Key = tuple[str, int]
"""A notice in the very version a case is under."""

LABEL = tr("安排公示")
"""What the undo menu calls the step."""


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the group, the case open for work."""

    session: Session

    @property
    def case(self) -> Case:
        """The case as it is now."""
        return self.session.case

    @property
    def case_id(self) -> str:
        """The case's id."""
        return self.case.case_id

    @property
    def name(self) -> str:
        """What the person is called in lists."""
        return self.case.person.name or NAMELESS

    @property
    def notice(self) -> Notice:
        """The notice of the case."""
        return self.session.notice

    @property
    def key(self) -> Key:
        """By which the group is parted into notices."""
        return self.notice.id, self.notice.version


class Group:
    """The people chosen; ``unopened`` are those whose case cannot be opened, with the reason."""

    def __init__(self, desk: Desk, case_ids: Sequence[str] = ()) -> None:
        self.desk = desk
        self.members: tuple[Member, ...] = ()
        self.unopened: tuple[tuple[str, UserError], ...] = ()
        # Eighty cases are under two or three notices: each is read, and asked what it wants, once.
        self._notices = cache(desk.notices)
        for case_id in dict.fromkeys(case_ids):
            self.add(case_id)

    def add(self, case_id: str) -> None:
        """Open one more case, of somebody who is not in the group yet."""
        library = self.desk.library
        try:
            case, _version = library.case(case_id)
            notice = notice_of(case, self._notices)
            member = Member(Session(library, notice, case_id, self.desk.now))
        except UserError as error:
            names = {row.case_id: row.name for row in self.desk.rows()}
            self.unopened += ((names.get(case_id) or NAMELESS, error),)
        else:
            self.members += (member,)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The notices of the group, in the order they come up."""
        return tuple({member.key: member.notice for member in self.members}.values())

    def under(self, notice: Notice) -> tuple[Member, ...]:
        """The people under that notice."""
        key = (notice.id, notice.version)
        return tuple(member for member in self.members if member.key == key)

    def now(self) -> datetime:
        """The moment of judgement."""
        return self.desk.now()


# ---------------------------------------------------------------------- set once for all


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What is set for everybody: the start, the end by notice, and the unit's own facts.

    "" leaves a fact alone. Whoever's notice has no end in ``ends`` is left out: nobody has said
    how long.
    """

    start: str
    ends: Mapping[Key, str]
    office: str = ""
    phone: str = ""
    leader: str = ""
    discipline: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """A place where a case says something else already."""

    member: Member
    path: str
    has: str
    wants: str


DATES = ("pub.start", "pub.end")
_SIGNERS = {
    "单位负责人": "unit_audit.leader_name",
    "主管领导": "unit_audit.leader_name",
    "纪检部门负责人": "unit_audit.discipline_leader_name",
}


def signers(notices: Sequence[Notice]) -> frozenset[str]:
    """The paths of those whom the notices want to sign a 公示."""
    return frozenset(
        _SIGNERS[who]
        for notice in notices
        for terms in notice.documents
        if terms.kind == PUBLICITY
        for who in terms.sign
        if who in _SIGNERS
    )


def wanted(member: Member, arrangement: Arrangement) -> dict[str, str]:
    """What this person's case is to say, by path; nothing where nobody has said how long."""
    end = arrangement.ends.get(member.key, "")
    if not (arrangement.start and end):
        return {}
    signs = signers((member.notice,))
    told = {
        "pub.start": arrangement.start,
        "pub.end": end,
        "pub.office": arrangement.office,
        "pub.phone": arrangement.phone,
        "unit_audit.leader_name": arrangement.leader,
        "unit_audit.discipline_leader_name": arrangement.discipline,
    }
    cleaned = {path: clean(path, text) for path, text in told.items()}
    return {
        path: text
        for path, text in cleaned.items()
        if text and (path not in _SIGNERS.values() or path in signs)
    }


def clashes(members: Sequence[Member], arrangement: Arrangement) -> tuple[Clash, ...]:
    """Whoever's case says something else than what is to be set."""
    return tuple(
        Clash(member, path, has, text)
        for member in members
        for path, text in wanted(member, arrangement).items()
        if (has := changes.get(member.case, path)) and has != text
    )


def edits(member: Member, arrangement: Arrangement, *, replace: bool) -> tuple[Edit, ...]:
    """What is to change: empty places; with ``replace`` also what says something else.

    The two dates belong together: where one of them stands otherwise, neither is filled in.
    """
    told = wanted(member, arrangement)
    case = member.case
    if not replace and any(
        changes.get(case, path) not in ("", told.get(path)) for path in DATES if told
    ):
        told = {path: text for path, text in told.items() if path not in DATES}
    return tuple(
        changes.edit(case, path, text)
        for path, text in told.items()
        if changes.get(case, path) != text and (replace or not changes.get(case, path))
    )


@dataclass(slots=True)
class Applied:
    """How it went: whose case changed, who was left as they were and why, where saving failed."""

    changed: list[Member] = field(default_factory=list)
    kept: list[tuple[Member, str]] = field(default_factory=list)
    failed: list[tuple[Member, UserError]] = field(default_factory=list)
    _steps: dict[str, str] = field(default_factory=dict)

    @property
    def said(self) -> str:
        """How it went, in one line."""
        parts = [tr("已登记 {count} 人", count=len(self.changed))]
        reasons: dict[str, list[str]] = {}
        for member, why in self.kept:
            reasons.setdefault(why, []).append(member.name)
        parts += [f"{why}：{some(names)}" for why, names in reasons.items()]
        parts += [tr("没有登记上 {count} 人", count=len(self.failed))] if self.failed else []
        return "；".join(parts) + "。"

    def take_back(self) -> Iterator[Member]:
        """Undo the step in every case where it is still the last one."""
        for member in tuple(self.changed):
            if member.session.undo_label == self._steps.get(member.case_id):
                member.session.undo()
            self.changed.remove(member)
            yield member

    def note(self, member: Member, made: Sequence[Edit], label: str, why_not: str) -> None:
        """Make the edits of one person, and remember how it went."""
        if not made:
            self.kept.append((member, why_not))
            return
        try:
            member.session.change(made, label=label)
        except UserError as error:
            self.failed.append((member, error))
            return
        self.took(member, label)

    def took(self, member: Member, label: str) -> None:
        """The case has taken the step called ``label``."""
        self._steps[member.case_id] = label
        self.changed.append(member)


def apply(
    members: Sequence[Member], arrangement: Arrangement, replace: Collection[str], done: Applied
) -> Iterator[Member]:
    """Set it person by person, so that the window can breathe between them.

    ``replace`` are the ids of the cases in which what says something else gives way.
    """
    for member in members:
        made = edits(member, arrangement, replace=member.case_id in replace)
        if not wanted(member, arrangement):
            why = tr("还没有填公示几天")
        else:
            why = tr("已经是这样") if not clashing(member, arrangement) else tr("原来填的没有动")
        done.note(member, made, LABEL, why)
        yield member


def clashing(member: Member, arrangement: Arrangement) -> bool:
    """Whether this person's case says something else than what is to be set."""
    return bool(clashes((member,), arrangement))


def unreviewed(member: Member) -> str:
    """Why nobody should post it yet: 公示 follows the unit's own check; "" where that is done."""
    if reviews.is_sent_back(member.case):
        return tr("退回还没改好")
    return "" if member.case.unit_audit.at else tr("单位还没审核通过")


def some(names: Sequence[str], most: int = 4) -> str:
    """A few names, and how many there are where there are more."""
    return "、".join(names[:most]) + (
        tr("等 {count} 人", count=len(names)) if len(names) > most else ""
    )
