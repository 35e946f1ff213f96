"""Where a batch takes its cases from: the library, or case files."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from desktop.app.library import Desk, Notices, bring, notice_of
from desktop.domain.case import Case
from desktop.domain.notice import Notice
from desktop.errors import UserError
from desktop.storage.casefile import called, read_case_file

_RANDOM = re.compile("[0-9a-f]{8}")
"""What :func:`desktop.domain.part.new_id` gives."""


@dataclass(frozen=True, slots=True)
class Material:
    """A case with its notice and the same person's other cases, as a session judges it.

    ``file_of`` gives an attachment's content by its hash, from any thread.
    """

    case: Case
    notice: Notice
    others: tuple[Case, ...]
    file_of: Callable[[str], bytes]


class Cases(Protocol):
    """Cases by id; only the thread that drives the batch asks."""

    def name(self, case_id: str) -> str:
        """Whose case it is, "" where nobody has said so."""

    def material(self, case_id: str) -> Material:
        """The case as it is now; :class:`UserError` where it cannot be had."""


class OfDesk:
    """The cases of the open library."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._names = {row.case_id: row.name for row in desk.rows()}
        self._notices = _Kept(desk.notices)

    def name(self, case_id: str) -> str:
        """As the list has it."""
        return self._names.get(case_id, "")

    def material(self, case_id: str) -> Material:
        """Read from the library now."""
        library = self._desk.library
        case = library.load(case_id).case
        others = library.of_person(case.person.id_no, besides=case_id)
        return Material(case, notice_of(case, self._notices), others, library.file)


class OfFiles:
    """Case files, each named by its path.

    All are read once to know whose they are; ``faults`` says by path what is wrong with those that
    could not be. Where ``attachments`` are not asked for they may be missing.
    """

    def __init__(self, paths: Sequence[Path], notices: Notices, *, attachments: bool) -> None:
        self._notices = _Kept(notices)
        self._attachments = attachments
        self._names: dict[str, str] = {}
        self._of_person: dict[str, list[Path]] = {}
        self.faults: dict[str, UserError] = {}
        for path in paths:
            try:
                person = read_case_file(path).case.person
            except UserError as error:
                self.faults[str(path)] = error
                continue
            self._names[str(path)] = person.name
            if person.id_no:
                self._of_person.setdefault(person.id_no, []).append(path)

    @property
    def ids(self) -> tuple[str, ...]:
        """The files that can be read, in their order."""
        return tuple(self._names)

    def name(self, case_id: str) -> str:
        """As it stands in the file."""
        return self._names.get(case_id, "")

    def material(self, case_id: str) -> Material:
        """Read from the file now."""
        brought = bring(Path(case_id), self._notices, recorded=not self._attachments)
        case = brought.case
        beside = self._of_person.get(case.person.id_no, ())
        others = (self._recorded(path) for path in beside if str(path) != case_id)
        # The very same case in two files is one case.
        others_ = tuple(other for other in others if other.case_id != case.case_id)
        return Material(case, notice_of(case, self._notices), others_, brought.file_of)

    def _recorded(self, path: Path) -> Case:
        return bring(path, self._notices, without_missing=True, recorded=True).case


def found(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The case files among ``paths`` and in the folders among them, however deep, each once.

    A JSON file of another kind in a folder is passed over; one that was named is not.
    """
    files: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(path.rglob("*.json"))
            files |= dict.fromkeys(one for one in inside if _may_be_case(one, path))
        else:
            files[path] = None
    return tuple(files)


def _may_be_case(path: Path, root: Path) -> bool:
    """Whether it is a case, or so damaged that nobody can tell."""
    if any(part.startswith(".") for part in path.relative_to(root).parts):
        return False
    try:
        body = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return True
    return isinstance(body, dict) and {"case_id", "pack_id"} <= body.keys()


class _Kept:
    """Notices that were asked for once."""

    def __init__(self, notices: Notices) -> None:
        self._notices = notices
        self._known: dict[tuple[str, int | None], Notice] = {}

    def __call__(self, pack_id: str, version: int | None = None, /) -> Notice:
        if (pack_id, version) not in self._known:
            self._known[pack_id, version] = self._notices(pack_id, version)
        return self._known[pack_id, version]


def canonical(case: Case) -> str:
    """The case as text, the same for the same content.

    Entries of a file that names none get another random name each time it is read; here they are
    called by their turn.
    """
    body = case.model_dump(mode="json")
    names: dict[str, str] = {}
    _name_entries(body, names)
    return json.dumps(_renamed(body, names), ensure_ascii=False)


def canonical_notice(notice: Notice) -> str:
    """The notice as text, the same for the same content in every process."""
    return json.dumps(notice.model_dump(), ensure_ascii=False, sort_keys=True, default=_plain)


def _plain(value: Any) -> Any:
    """Sets, which have no order of their own, and days."""
    return sorted(map(str, value)) if isinstance(value, frozenset | set) else str(value)


def _name_entries(body: Any, names: dict[str, str]) -> None:
    if isinstance(body, dict):
        given = body.get("id")
        if isinstance(given, str) and _RANDOM.fullmatch(given):
            names.setdefault(given, f"#{len(names)}")
    for inner in body.values() if isinstance(body, dict) else body:
        if isinstance(inner, dict | list):
            _name_entries(inner, names)


def _renamed(body: Any, names: Mapping[str, str]) -> Any:
    if isinstance(body, dict):
        return {key: _renamed(inner, names) for key, inner in body.items()}
    if isinstance(body, list):
        return [_renamed(inner, names) for inner in body]
    return names.get(body, body) if isinstance(body, str) else body


def by_hash(case: Case, file_of: Callable[[str], bytes]) -> Mapping[str, bytes]:
    """The contents of the case's attachments; one that cannot be had is named."""
    contents: dict[str, bytes] = {}
    for attachment in case.attachments:
        if attachment.sha256 and attachment.sha256 not in contents:
            try:
                contents[attachment.sha256] = file_of(attachment.sha256)
            except UserError as error:
                error.details = (called(attachment), *error.details)
                raise
    return contents
