"""One pack: read, grown by what it takes over, and judged to the last key.

A pack is a folder with ``pack.yaml`` and the notice's text in ``notice.txt``. Everything that is
wrong is told at once, by line, place and key.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from desktop.notices import meanings, names
from desktop.notices.calendars import known_calendars
from desktop.notices.inherit import (
    MERGED_BY,
    MOST_GENERATIONS,
    Data,
    Grown,
    Parent,
    grow,
    id_of,
    named_parents,
)
from desktop.notices.pack import FORMAT, KINDS, Pack, Regulation
from desktop.notices.problems import MISSING, BrokenPack, Problem, broken, of_shapes, suggested
from desktop.notices.reading import Place, Plain, read_text
from desktop.notices.shelf import (
    PACK_FILE,
    TEXT_FILE,
    NotInstalled,
    Shelf,
    contents,
    expected_of,
    stamp,
)


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


def read_pack(folder: Path, shelf: Shelf, *, elsewhere: bool = False) -> Read:
    """The pack in ``folder``, all it takes over; :class:`UserError` tells all that is wrong.

    A pack that lies ``elsewhere`` than on the shelf need not be called like its folder.
    """
    place = _Place(folder, shelf, elsewhere)
    _, own = place.read()
    if named_parents(own):
        # It hangs on other packs, which may have changed.
        return _grown(place, ())[1]
    return _read_alone(replace(place, shelf=Shelf(shelf.resources)), stamp(folder))


@dataclass(frozen=True, slots=True)
class _Place:
    folder: Path
    shelf: Shelf
    elsewhere: bool

    @property
    def file(self) -> Path:
        return self.folder / PACK_FILE

    def read(self) -> tuple[Plain, Data]:
        read = contents(self.folder)
        if not isinstance(read.data, dict):
            found = [Problem((), "整份文件应当是“键: 值”的形式")]
            raise broken(self.file, read.data, read.lines, found)
        return read, read.data


@lru_cache(maxsize=32)
def _read_alone(place: _Place, _stamp: object) -> Read:
    return _grown(place, ())[1]


def _grown(place: _Place, line: tuple[str, ...]) -> tuple[Grown, Read]:
    """A pack with all it takes over; ``line`` are the packs that take it over in turn."""
    read, own = place.read()
    text = read_text(place.folder / TEXT_FILE)
    name = f"{own.get('id')}@{own.get('version')}"
    grown = grow(own, _parents(place, read, own, (*line, name)))
    return grown, _judged(place, read, grown, text)


def _parents(place: _Place, plain: Plain, own: Data, line: tuple[str, ...]) -> list[Parent]:
    found: list[Parent] = []
    for named in named_parents(own):
        try:
            folder, name = _named(named, place.shelf)
        except NotInstalled as error:
            near = suggested(named.partition("@")[0], place.shelf.ids()) if error.details else ""
            said = f"继承的“{named}”不在：{error.happened.rstrip('。')}{near or '。' + error.todo}"
            raise _stopped(place, plain, said) from error
        chain = " → ".join((*line, name))
        if name in line:
            raise _stopped(place, plain, f"继承成了一个圈：{chain}")
        if len(line) > MOST_GENERATIONS:
            raise _stopped(place, plain, f"一层继承一层超过了 {MOST_GENERATIONS} 层：{chain}")
        grown, read = _grown(_Place(folder, place.shelf, elsewhere=False), line)
        found.append(Parent(grown.data, read.text, grown.texts))
    return found


def _named(named: str, shelf: Shelf) -> tuple[Path, str]:
    """The folder of ``ID@VERSION`` (or of the newest version of ``ID``), and its full name."""
    pack_id, _, version = named.partition("@")
    wanted = int(version) if version.isdecimal() and len(version) < 5 else 0
    if version and not wanted:
        raise NotInstalled(f"“{named}”写法不对。", safe="", todo="版本是 @ 后面的一个数。")
    wanted = wanted or max(shelf.versions(pack_id))
    return shelf.folder(pack_id, wanted), f"{pack_id}@{wanted}"


def _stopped(place: _Place, plain: Plain, said: str) -> BrokenPack:
    return broken(place.file, plain.data, plain.lines, [Problem(("inherits",), said)])


def _judged(place: _Place, plain: Plain, grown: Grown, text: str) -> Read:
    own: Data = plain.data  # type: ignore[assignment]  # _Place.read has seen to it
    strange = _strange(own)
    if strange:
        raise broken(place.file, own, plain.lines, strange)
    model = KINDS[own.get("kind", "notice")]
    found = list(grown.problems)
    try:
        pack = model.model_validate_json(_json(grown.data), strict=True)
    except ValidationError as error:
        wrong = _unknown(of_shapes(model, grown.data, error), grown.data, own)
        found += [_home(p, grown.data, own) for p in wrong]
        raise broken(place.file, own, plain.lines, found) from error
    wrong = list(_inconsistent(pack, place))
    wrong += names.quotes(pack, text, grown.texts)
    if not text.strip():
        wrong.append(Problem((), f"{TEXT_FILE} 是空的；请把通知全文存在里面"))
    found += [_home(p, grown.data, own) for p in wrong]
    if found:
        raise broken(place.file, own, plain.lines, found)
    return Read(pack, text, grown.texts, grown.inherited)


def _json(data: Data) -> str:
    return json.dumps(data, ensure_ascii=True, allow_nan=False)


def _strange(own: Data) -> list[Problem]:
    """Files of another kind, or for another program: their keys are not even looked at."""
    schema, kind = own.get("schema", FORMAT), own.get("kind", "notice")
    found: list[Problem] = []
    if type(schema) is not int or schema != FORMAT:
        said = f"格式的版本应当是 {FORMAT}；别的版本这个程序不认识，请换一份规则包或更新程序"
        found.append(Problem(("schema",), said))
    if not isinstance(kind, str) or kind not in KINDS:
        found.append(Problem(("kind",), "只能是 notice（通知）或 regulation（上位规定）"))
    return found


def _unknown(wrong: list[Problem], data: Data, own: Data) -> list[Problem]:
    """Keys missing from a change to an entry that is not taken over: most often its id is wrong."""
    if not own.get("inherits"):
        return wrong
    missing: dict[Place, list[str]] = {}
    for problem in wrong:
        entry, rest = problem.place[:2], problem.place[2:]
        if entry and entry[0] in MERGED_BY and len(rest) == 1 and problem.said.startswith(MISSING):
            missing.setdefault(entry, []).append(str(rest[0]))
    told: list[Problem] = []
    for entry, keys in missing.items():
        key = MERGED_BY[str(entry[0])]
        name = id_of(_in(data, entry), key)
        near = suggested(name, {id_of(one, key) for one in data[str(entry[0])]} - {name})
        said = f"继承的通知里没有“{name}”{near.rstrip('？')}；新加的要写全，还缺 {'、'.join(keys)}"
        told.append(Problem(entry, said))
    gone = {(*entry, key) for entry, keys in missing.items() for key in keys}
    return [*(problem for problem in wrong if problem.place not in gone), *told]


def _inconsistent(pack: Pack | Regulation, place: _Place) -> list[Problem]:
    found: list[Problem] = []
    if pack.id.lower() in _RESERVED:
        found.append(Problem(("id",), "这个名字在 Windows 上不能做文件夹名，请换一个"))
    if not place.elsewhere:
        pack_id, version = expected_of(place.folder)
        if pack.id != pack_id:
            said = f"写的是 {pack.id}，应当与文件夹同名（{pack_id}）"
            found.append(Problem(("id",), said))
        if version is not None and pack.version != version:
            said = f"写的是 {pack.version}，文件夹是 v{version}"
            found.append(Problem(("version",), said))
    if isinstance(pack, Regulation):
        return [*found, *names.of_regulation(pack)]
    known = known_calendars(place.shelf.resources, place.shelf.user)
    for n, name in enumerate(pack.calendars):
        if name not in known:
            said = f"没有“{name}”这份日历{suggested(name, known)}"
            found.append(Problem(("calendars", n), said))
    return [*found, *names.problems(pack), *meanings.problems(pack)]


_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)


def _home(problem: Problem, grown: Data, own: Data) -> Problem:
    """A problem of the whole, told where the pack's own file causes it."""
    place = problem.place
    first, rest = (place[0], place[1:]) if place else ("", ())
    if first in MERGED_BY and rest and isinstance(rest[0], int):
        key = MERGED_BY[str(first)]
        said = own.get(str(first))
        entries: list[Any] = said if isinstance(said, list) else []
        name = id_of(_in(grown, place[:2]), key) if _has(grown, place[:2]) else ""
        mine = [n for n, entry in enumerate(entries) if id_of(entry, key) == name]
        if name and own.get("inherits"):
            # Twice the same id in the pack itself: the later one is what is wrong.
            place = (first, mine[-1], *rest[1:]) if mine else (first, name, *rest[1:])
    if own.get("inherits") and _has(grown, problem.place) and not _has(own, place):
        taken = "（这一处是继承来的：请在本包里写新的，或用 drop: true 去掉）"
        return Problem(place, problem.said + taken)
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
