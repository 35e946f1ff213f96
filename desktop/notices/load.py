"""From a pack's files to a :class:`Notice`: read once, checked to the last key.

A pack is a folder with ``pack.yaml`` and the notice's text in ``notice.txt``
(:mod:`desktop.notices.shelf` tells where); the calendars it names lie in ``calendars/``. Everything
that is wrong is told at once, by line, place and key.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from desktop.domain.notice import Notice
from desktop.errors import UserError
from desktop.notices import names
from desktop.notices.calendars import known_calendars, load_calendar
from desktop.notices.inherit import (
    MERGED_BY,
    MOST_GENERATIONS,
    Data,
    Grown,
    Parent,
    grow,
    named_parents,
)
from desktop.notices.pack import FORMAT, KINDS, Pack, Regulation
from desktop.notices.problems import BrokenPack, Problem, broken, of_shapes, suggested
from desktop.notices.reading import SAFE, Plain, read_plain, read_text
from desktop.notices.shelf import PACK_FILE, TEXT_FILE, NotInstalled, Shelf, expected_of


@dataclass(frozen=True, slots=True)
class NoticeCard:
    """What a list of installed notices shows of one, in its newest version.

    ``versions`` are all there are, newest first; ``own``: the user has added it.
    """

    id: str
    version: int
    title: str
    short_title: str
    year: int
    issuer: str
    status: str
    expires_on: str | None = None
    versions: tuple[int, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True)
class Installed:
    """The notices that can be chosen, and what is wrong with packs that cannot."""

    cards: tuple[NoticeCard, ...]
    faults: tuple[UserError, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """A pack that was read and is sound.

    ``pack`` with all it takes over; ``inherited`` the ids of the rules it took over; ``texts``
    those of the regulations by title.
    """

    pack: Pack | Regulation
    text: str
    texts: Mapping[str, str]
    inherited: frozenset[str]


def installed(shelf: Shelf) -> Installed:
    """The notices whose packs are there and sound, newest year first."""
    cards: list[NoticeCard] = []
    faults: list[UserError] = [_shadow(*pair) for pair in shelf.shadowed()]
    for pack_id in shelf.ids():
        sound: list[tuple[Path, Notice]] = []
        for folder in shelf.versions(pack_id).values():
            try:
                read = _read(folder, shelf)
                if isinstance(read.pack, Pack):
                    sound.append((folder, _notice(read.pack, read.text, shelf.resources)))
            except UserError as error:
                faults.append(error)
        if sound:
            folder, notice = sound[0]
            versions = tuple(n.version for _, n in sound)
            own = shelf.user is not None and folder.is_relative_to(shelf.user)
            cards.append(_card(notice, versions, own=own))
    cards.sort(key=lambda card: (-card.year, card.id))
    return Installed(tuple(cards), tuple(faults))


def load_notice(pack_id: str, shelf: Shelf, version: int | None = None) -> Notice:
    """The notice of that pack: of that very version, or of the newest that is sound.

    :class:`NotInstalled` where there is no such pack or version.
    """
    if version is not None:
        folders = [shelf.folder(pack_id, version)]
    else:
        folders = list(shelf.versions(pack_id).values())
    first: UserError | None = None
    for folder in folders:
        try:
            return open_pack(folder, shelf)
        except UserError as error:
            first = first or error
    assert first is not None  # noqa: S101  # a pack has a folder
    raise first


def open_pack(folder: Path, shelf: Shelf) -> Notice:
    """The notice of the pack in ``folder``, wherever that lies."""
    read = _read(folder, shelf)
    if isinstance(read.pack, Regulation):
        raise UserError(
            f"“{read.pack.short_title}”是上位规定，不能按它申报。",
            safe=SAFE,
            todo="它的规则由通知的规则包用 inherits 引入。请选一份通知。",
        )
    return _notice(read.pack, read.text, shelf.resources)


def read_pack(folder: Path, shelf: Shelf) -> Read:
    """The pack in ``folder``, all it takes over; :class:`UserError` tells all that is wrong."""
    return _read(folder, shelf)


def _notice(pack: Pack, text: str, resources: Path) -> Notice:
    calendar = load_calendar(pack.calendars, resources)
    # Every term as it stands: they have been judged with the pack.
    terms = {key: getattr(pack, key) for key in Notice.model_fields if key in Pack.model_fields}
    return Notice(**terms, text=text, calendar=calendar)


def _card(notice: Notice, versions: tuple[int, ...], *, own: bool) -> NoticeCard:
    shown = ("id", "version", "title", "short_title", "year", "issuer", "status", "expires_on")
    return NoticeCard(**{key: getattr(notice, key) for key in shown}, versions=versions, own=own)


def _shadow(folder: Path, there: Path) -> UserError:
    return UserError(
        f"规则包 {folder.name} 与程序已有的编号和版本相同，没有使用。",
        safe="用的仍是原来那一份。",
        todo="请给它换一个编号，或把 version 加 1。",
        details=(str(folder), str(there)),
    )


# ------------------------------------------------------------------------- reading one


def _read(folder: Path, shelf: Shelf) -> Read:
    """Packs do not change while they are open, but the user may put others in their place."""
    return _read_stamped(folder, shelf, _stamp(folder))


def _stamp(folder: Path) -> tuple[tuple[int, int], ...]:
    try:
        files = [(folder / name).stat() for name in (PACK_FILE, TEXT_FILE)]
    except OSError:
        return ()
    return tuple((file.st_mtime_ns, file.st_size) for file in files)


@lru_cache(maxsize=32)
def _read_stamped(folder: Path, shelf: Shelf, _stamp: object) -> Read:
    file = folder / PACK_FILE
    plain, own = _own(folder)
    text = read_text(folder / TEXT_FILE)
    parents = _parents(own, plain, file, shelf, (_name(own),))
    return _judged(folder, plain, grow(own, parents), text, shelf)


def _own(folder: Path) -> tuple[Plain, Data]:
    file = folder / PACK_FILE
    plain = read_plain(file)
    if not isinstance(plain.data, dict):
        found = [Problem((), "整份文件应当是“键: 值”的形式")]
        raise broken(file, plain.data, plain.lines, found)
    return plain, plain.data


def _name(data: Data) -> str:
    return f"{data.get('id')}@{data.get('version')}"


def _parents(
    own: Data, plain: Plain, file: Path, shelf: Shelf, line: tuple[str, ...]
) -> list[Parent]:
    """The packs that ``own`` takes over, each with its own parents merged in."""
    found: list[Parent] = []
    for named in named_parents(own):
        said: str | None = None
        pack_id, _, version = named.partition("@")
        try:
            versions = shelf.versions(pack_id)
            wanted = int(version) if version.isdecimal() else max(versions)
            folder = shelf.folder(pack_id, wanted)
        except NotInstalled as error:
            said = f"继承的“{named}”不在：{error.happened}{error.todo}"
            known = suggested(pack_id, shelf.ids()) if not error.todo.startswith("本机") else ""
            raise _stopped(plain, file, said + known) from error
        name = f"{pack_id}@{wanted}"
        if name in line:
            said = f"继承成了一个圈：{' → '.join((*line, name))}"
        elif len(line) > MOST_GENERATIONS:
            said = f"一层继承一层超过了 {MOST_GENERATIONS} 层：{' → '.join((*line, name))}"
        if said:
            raise _stopped(plain, file, said)
        found.append(_parent(folder, shelf, (*line, name)))
    return found


def _parent(folder: Path, shelf: Shelf, line: tuple[str, ...]) -> Parent:
    plain, own = _own(folder)
    grown = grow(own, _parents(own, plain, folder / PACK_FILE, shelf, line))
    return Parent(grown.data, read_text(folder / TEXT_FILE), grown.texts)


def _stopped(plain: Plain, file: Path, said: str) -> BrokenPack:
    return broken(file, plain.data, plain.lines, [Problem(("inherits",), said)])


def _judged(folder: Path, plain: Plain, grown: Grown, text: str, shelf: Shelf) -> Read:
    own: Data = plain.data  # type: ignore[assignment]  # _own has seen to it
    file = folder / PACK_FILE
    model = KINDS.get(own.get("kind", "notice"))
    if model is None or own.get("schema", FORMAT) != FORMAT:
        raise broken(file, own, plain.lines, list(_strange(own)))
    found = list(grown.problems)
    try:
        pack = model.model_validate_json(_json(grown.data), strict=True)
    except ValidationError as error:
        wrong = of_shapes(model, grown.data, error)
        found += [_home(p, grown.data, own) for p in wrong]
        raise broken(file, own, plain.lines, found) from error
    wrong = list(_inconsistent(pack, folder, shelf.resources))
    wrong += names.quotes(pack, text, grown.texts)
    if not text.strip():
        wrong.append(Problem((), f"{TEXT_FILE} 是空的；请把通知全文存在里面"))
    found += [_home(p, grown.data, own) for p in wrong]
    if found:
        raise broken(file, own, plain.lines, found)
    return Read(pack, text, grown.texts, grown.inherited)


def _json(data: Data) -> str:
    return json.dumps(data, ensure_ascii=True, allow_nan=False)


def _strange(own: Data) -> list[Problem]:
    """Files of another kind, or for another program: their keys are not even looked at."""
    if own.get("schema", FORMAT) != FORMAT:
        said = f"格式的版本应当是 {FORMAT}；别的版本这个程序不认识，请换一份规则包或更新程序"
        return [Problem(("schema",), said)]
    return [Problem(("kind",), "只能是 notice（通知）或 regulation（上位规定）")]


def _inconsistent(pack: Pack | Regulation, folder: Path, resources: Path) -> list[Problem]:
    pack_id, version = expected_of(folder)
    found: list[Problem] = []
    if pack.id.lower() in _RESERVED:
        found.append(Problem(("id",), "这个名字在 Windows 上不能做文件夹名，请换一个"))
    elif pack.id != pack_id:
        found.append(Problem(("id",), f"写的是 {pack.id}，应当与文件夹同名（{pack_id}）"))
    if version is not None and pack.version != version:
        found.append(Problem(("version",), f"写的是 {pack.version}，文件夹是 v{version}"))
    if isinstance(pack, Regulation):
        return [*found, *names.of_regulation(pack)]
    known = known_calendars(resources)
    for n, name in enumerate(pack.calendars):
        if name not in known:
            said = f"没有“{name}”这份日历{suggested(name, known)}"
            found.append(Problem(("calendars", n), said))
    return [*found, *names.problems(pack)]


_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)


def _home(problem: Problem, grown: Data, own: Data) -> Problem:
    """A problem of the whole, told where the pack's own file causes it."""
    place = problem.place
    first, rest = (place[0], place[1:]) if place else ("", ())
    if first in MERGED_BY and rest and isinstance(rest[0], int):
        key = MERGED_BY[str(first)]
        entries: list[Any] = own.get(str(first)) or []
        name = _in(grown, place[:2]).get(key) if _has(grown, place[:2]) else None
        mine = [n for n, e in enumerate(entries) if isinstance(e, dict) and e.get(key) == name]
        if isinstance(name, str) and own.get("inherits"):
            # Twice the same id in the pack itself: the later one is what is wrong.
            place = (first, mine[-1], *rest[1:]) if mine else (first, name, *rest[1:])
    if own.get("inherits") and _has(grown, problem.place) and not _has(own, place):
        said = f"{problem.said}（这一处是继承来的：请在本包里写新的，或用 drop: true 去掉）"
        return Problem(place, said)
    return replace(problem, place=place)


def _in(data: Any, place: tuple[str | int, ...]) -> Any:
    for step in place:
        data = data[step]
    return data


def _has(data: Any, place: tuple[str | int, ...]) -> bool:
    try:
        _in(data, place)
    except (KeyError, IndexError, TypeError):
        return False
    return True
