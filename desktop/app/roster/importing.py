"""导入名单, as far as the library goes: who is known, what would change, and the change itself.

Use from the library's thread. Taking in the same roster twice changes nothing twice: a person is
known by the ID number (without one by the name), empty places are filled, what differs stays as it
is unless somebody chose otherwise.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from desktop.app.library import CaseRow, Desk, new_case
from desktop.app.roster.fields import EDUCATION, FIELDS, plain_wants
from desktop.app.roster.sheet import Doubted, Line, Roster
from desktop.app.unit import memory as units
from desktop.domain import change as changes
from desktop.domain.case import Case, Education
from desktop.domain.change import Change, Edit
from desktop.domain.notice import Notice
from desktop.errors import UserError
from desktop.rosters.doubts import Doubt

LABEL = "导入名单"
"""What the undo menu calls it, for each case one step."""

_EMPTY = ("", None, ())


@dataclass(frozen=True, slots=True)
class Differing:
    """What a case says and the roster says otherwise; ``edits`` are what choosing it would do."""

    title: str
    mine: str = field(repr=False)
    theirs: str = field(repr=False)
    edits: tuple[Edit, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Person:
    """A line that is taken: into the case ``case_id``, or (``""``) as a new one.

    ``same`` tells that the case has no ID number and only the name agrees: it is taken into that
    case where somebody says so, and else kept back.
    """

    line: Line
    case_id: str = ""
    edits: tuple[Edit, ...] = field(default=(), repr=False)
    differing: tuple[Differing, ...] = ()
    same: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What taking a roster in would do; ``kept_back`` are the lines that are not taken."""

    roster: Roster
    people: tuple[Person, ...]
    kept_back: tuple[Line, ...]

    @property
    def new(self) -> int:
        """How many cases would begin."""
        return sum(not person.case_id for person in self.people)

    @property
    def filled(self) -> int:
        """How many known cases would have empty places filled."""
        return sum(bool(p.case_id and p.edits and not p.same) for p in self.people)

    @property
    def unchanged(self) -> int:
        """How many known cases have everything already."""
        return sum(bool(p.case_id and not p.edits and not p.same) for p in self.people)


@dataclass(slots=True)
class Choices:
    """What somebody chose: which differing values are the roster's, which namesakes are the same.

    ``taken`` names them by row and place among the person's ``differing``, ``same`` by row.
    """

    taken: set[tuple[int, int]] = field(default_factory=set)
    same: set[int] = field(default_factory=set)


Outcome = Literal["new", "changed", "unchanged", "left", "failed"]


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one person; ``why`` where it could not be done."""

    person: Person
    outcome: Outcome
    case_id: str = ""
    why: str = ""


def planned(desk: Desk, roster: Roster) -> Plan:
    """What taking ``roster`` in would do to the library as it is now."""
    steps = planning(desk, roster)
    while True:
        try:
            next(steps)
        except StopIteration as done:
            plan: Plan = done.value
            return plan


def planning(desk: Desk, roster: Roster) -> Generator[int, None, Plan]:
    """:func:`planned` in steps, so that a window can live meanwhile; gives the lines done."""
    rows = [row for row in desk.rows() if row.pack_id == roster.notice.id]
    by_id: dict[str, list[CaseRow]] = {}
    by_name: dict[str, list[CaseRow]] = {}
    for row in rows:
        if row.id_no:
            by_id.setdefault(row.id_no, []).append(row)
        by_name.setdefault(row.name, []).append(row)
    people: list[Person] = []
    kept_back: list[Line] = []
    for number, line in enumerate(roster.lines):
        yield number
        if line.bad:
            kept_back.append(line)
            continue
        found, line_now, same = _known(line, by_id, by_name)
        if line_now.bad:
            kept_back.append(line_now)
        elif found is None:
            people.append(Person(line_now))
        else:
            case = desk.library.load(found.case_id).case
            edits, differing = _compared(case, line_now.values)
            people.append(Person(line_now, found.case_id, edits, differing, same))
    return Plan(roster, tuple(people), tuple(kept_back))


def _known(
    line: Line, by_id: Mapping[str, list[CaseRow]], by_name: Mapping[str, list[CaseRow]]
) -> tuple[CaseRow | None, Line, bool]:
    """The person's case, the line with what is doubtful about that, whether only names agree."""
    id_no = line.values.get("id_no", "")
    named = by_name.get(line.name, [])
    known = by_id.get(id_no, []) if id_no else []
    if len(known) > 1:
        facts = {"n": str(len(known))}
        return None, line.also(Doubted(Doubt("known_twice", bad=True, facts=facts), "id_no")), False
    if known:
        if known[0].name and known[0].name != line.name:
            doubt = Doubt("name_differs", bad=True, facts={"value": known[0].name})
            line = line.also(Doubted(doubt, "name"))
        return known[0], line, False
    if not id_no:
        if len(named) > 1:
            facts = {"n": str(len(named))}
            return None, line.also(Doubted(Doubt("known_twice", bad=True, facts=facts))), False
        elsewhere = line.values.get("department", "")
        if named and named[0].department and elsewhere not in ("", named[0].department):
            doubt = Doubt("same_name", bad=True, facts={"what": "部门不一样，名单里没有身份证号"})
            return None, line.also(Doubted(doubt, "name")), False
        return (named[0] if named else None), line, False
    without = [row for row in named if not row.id_no]
    if len(without) == 1 and len(named) == 1:
        return without[0], line, True
    return None, line, False


# ---------------------------------------------------------------------- a case and a line


def _compared(
    case: Case, values: Mapping[str, str]
) -> tuple[tuple[Edit, ...], tuple[Differing, ...]]:
    """What fills empty places of ``case``, and what differs."""
    edits: list[Edit] = []
    differing: list[Differing] = []
    wants = dict(plain_wants(values))
    for path, value in wants.items():
        has = changes.get(case, path)
        edit = changes.edit(case, path, value)
        if has in _EMPTY:
            edits.append(edit)
        elif not _agree(path, has, value, case):
            told = Differing(_title(path), _shown(has), _shown(value), (edit,))
            differing.append(told)
    studied, otherwise = _education(case, values)
    return (*edits, *studied), (*differing, *otherwise)


def _agree(path: str, has: object, value: object, case: Case) -> bool:
    if has == value:
        return True
    if path == "unit.name":
        return value in case.unit.aliases
    if isinstance(has, str) and isinstance(value, str) and has[:4].isdigit():
        return has.startswith(value) or value.startswith(has)  # 2018-11 and 2018-11-20
    return False


def _education(
    case: Case, values: Mapping[str, str]
) -> tuple[tuple[Edit, ...], tuple[Differing, ...]]:
    told = {part: values[key] for key, part in EDUCATION.items() if key in values}
    if not told:
        return (), ()
    level = told.get("level", "")
    if not case.edu:
        return (changes.inserted(case, "edu", Education(**told)),), ()
    among = [entry for entry in case.edu if not level or entry.level in (level, "")]
    if not among:
        mine = "、".join(entry.level for entry in case.edu)
        added = changes.inserted(case, "edu", Education(**told))
        return (), (Differing("学历", mine, f"{level}（另加一条）", (added,)),)
    entry = among[-1]
    edits: list[Edit] = []
    differing: list[Differing] = []
    for part, value in told.items():
        path = f"edu.{entry.id}.{part}"
        has = str(getattr(entry, part))
        edit = changes.edit(case, path, value)
        if not has:
            edits.append(edit)
        elif not _agree(path, has, value, case):
            differing.append(Differing(_title(part), has, value, (edit,)))
    return tuple(edits), tuple(differing)


_TITLES = {
    "apply.level": "申报级别",
    "apply.sublevel": "正高或副高",
    "title.has": "有没有职称",
    "title.name": "现职称",
    **{field.path: field.title for field in FIELDS.values() if field.path},
    **{part: FIELDS[key].title for key, part in EDUCATION.items()},
}


def _title(path: str) -> str:
    return _TITLES[path]


def _shown(value: object) -> str:
    return {True: "有", False: "没有"}[value] if isinstance(value, bool) else str(value)


# ---------------------------------------------------------------------- taking in


def begun(notice: Notice, values: Mapping[str, str]) -> Case:
    """A new case under ``notice`` with what a line says."""
    case = new_case(notice)
    for path, value in plain_wants(values):
        case = changes.put(case, path, value)
    return changes.apply(case, _education(case, values)[0])


def take(desk: Desk, plan: Plan, choices: Choices | None = None) -> Generator[Done, None, None]:
    """Take the people of ``plan`` in, one after another; each is there when it is told of.

    Whoever stops asking stops it: those taken stay, and the next time changes nothing of them.
    """
    chosen = choices or Choices()
    unit = units.load(desk)
    for person in plan.people:
        try:
            yield _taken(desk, plan.roster.notice, person, chosen, unit)
        except UserError as error:
            yield Done(person, "failed", person.case_id, str(error))


def _taken(
    desk: Desk, notice: Notice, person: Person, chosen: Choices, unit: units.UnitMemory
) -> Done:
    row = person.line.row.number
    if not person.case_id:
        case = begun(notice, person.line.values)
        case = changes.apply(case, units.filled(case, unit, notice))
        return Done(person, "new", desk.add(case, _no_file, label=LABEL))
    if person.same and row not in chosen.same:
        return Done(person, "left", person.case_id)
    also = [e for n, d in enumerate(person.differing) if (row, n) in chosen.taken for e in d.edits]
    saved = desk.library.load(person.case_id)
    # As it is now: nobody has had a hand in it since, but another line may.
    edits = [changes.edit(saved.case, e.path, e.after) for e in (*person.edits, *also)]
    edits = [edit for edit in edits if edit.before != edit.after]
    if not edits:
        return Done(person, "unchanged", person.case_id)
    after = changes.apply(saved.case, edits)
    change = Change(label=LABEL, edits=tuple(edits))
    desk.library.commit(person.case_id, change, after, saved.history)
    return Done(person, "changed", person.case_id)


def _no_file(sha256: str) -> bytes:
    raise KeyError(sha256)
