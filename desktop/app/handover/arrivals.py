"""A package that came: opened aside, looked at, and only then taken in, as one step of undo.

:func:`opened` and :func:`brought` work on files and may run on any thread; :func:`looked` and
:func:`taken` use the library. Until :func:`taken` nothing of the library has changed.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from desktop.app.handover.sending import FORM, unnamed
from desktop.app.library import Desk
from desktop.domain.case import Case, ReviewRemark
from desktop.domain.change import Change, Edit, Json, as_json
from desktop.domain.merge import Conflict, Merged, merge, taking_theirs
from desktop.domain.notice import Notice
from desktop.errors import UserError
from desktop.language import tr
from desktop.notices.shelf import NotInstalled
from desktop.storage import durable, handover
from desktop.storage.caseform import read_case
from desktop.storage.files import FileStore
from desktop.storage.handover import NotForYou, Package
from desktop.storage.identity import Card
from desktop.storage.library import Library
from desktop.storage.packages import STAGING, Passed

__all__ = [
    "TO_TAKE",
    "Arrival",
    "Incoming",
    "NotForYou",
    "Sender",
    "Standing",
    "brought",
    "edits_between",
    "looked",
    "needs_passphrase",
    "opened",
    "taken",
]

Standing = Literal["new", "newer", "nothing", "again", "older", "own", "removed"]
"""What taking it in would do: a new case, another version of one that is here, nothing because
all of it is here, nothing because this very package came before or a later one did; it went out
from here; or the case it is about lies in the trash."""

TO_TAKE: tuple[Standing, ...] = ("new", "newer")

_SAFE = tr("没有导入任何内容，文件和已有的材料都没有变。")


@dataclass(frozen=True, slots=True)
class Incoming:
    """A package that is open and whole, its files in a place of their own."""

    package: Package
    name: str
    folder: Path
    store: FileStore

    def drop(self) -> None:
        """Take its files away again."""
        durable.clear_away(self.folder)


@dataclass(frozen=True, slots=True)
class Sender:
    """From whom it comes; ``name`` is ``""`` for somebody not known yet.

    ``met``: a package of this very case has gone to them, or come from them, before.
    """

    card: Card
    name: str
    met: bool


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a package is and what taking it in would do.

    For ``newer``, ``mine`` is the case as it is here and ``merged`` what becomes of it.
    ``edits`` are the places it would change here, ``remarks`` the 审核意见 that are new.
    ``notice`` is the one to be worked under, ``installed`` whether in the case's own version.
    ``before`` is when this package, or the later one, came.
    """

    incoming: Incoming
    kind: str
    sender: Sender
    case: Case
    standing: Standing
    notice: Notice
    installed: bool
    mine: Case | None = None
    merged: Merged | None = None
    edits: tuple[Edit, ...] = ()
    remarks: tuple[ReviewRemark, ...] = ()
    before: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    kind: str
    case: Case
    based_on: tuple[str, ...]


def needs_passphrase(path: Path) -> bool:
    """Whether somebody who knows its passphrase opens it; :class:`UserError` for no package."""
    return handover.needs_passphrase(path)


def opened(library: Library, path: Path, passphrase: str = "") -> Incoming:
    """Open the package at ``path`` beside everything that is here; any thread.

    With a ``passphrase`` by that, else as the one it is for. Nothing is left where it fails.
    """
    folder = library.folder / STAGING / secrets.token_hex(8)
    store = library.store.at(folder)
    try:
        package = handover.read(path, passphrase or library.keys.identity, store)
    except BaseException:
        durable.clear_away(folder)
        raise
    return Incoming(package, path.name, folder, store)


def looked(desk: Desk, incoming: Incoming) -> Arrival:
    """What the package is; it is dropped where it cannot be taken in (:class:`UserError`)."""
    try:
        return _looked(desk, incoming)
    except BaseException:
        incoming.drop()
        raise


def _looked(desk: Desk, incoming: Incoming) -> Arrival:
    library, package = desk.library, incoming.package
    said = _said(incoming)
    notice, installed = _notice(desk, said.case, incoming.name)
    sender = _sender(library, package.sender, said.case.case_id)
    arrival = Arrival(incoming, said.kind, sender, said.case, "new", notice, installed)
    for one in library.packages.by_id(package.package_id):
        if one.direction == "sent" and package.sender == library.keys.identity.card:
            return replace(arrival, standing="own", before=one.at)
        if one.direction == "received" and one.party == package.sender:
            return replace(arrival, standing="again", before=one.at)
    _require_files(library, incoming, said.case)
    passed = library.packages.of_case(said.case.case_id)
    for one in reversed(passed):
        if one.party == package.sender and package.package_id in one.body.get("based_on", ()):
            return replace(arrival, standing="older", before=one.at)
    if not library.has(said.case.case_id):
        return replace(arrival, remarks=said.case.remarks)
    if any(row.case_id == said.case.case_id for row in desk.trash()):
        return replace(arrival, standing="removed")
    return _against(arrival, library.load(said.case.case_id).case, said, passed)


def _against(arrival: Arrival, mine: Case, said: _Said, passed: Iterable[Passed]) -> Arrival:
    """The arrival as another version of a case that is here."""
    by_id = {one.package_id: one for one in passed}
    common = next((by_id[key] for key in reversed(said.based_on) if key in by_id), None)
    # Without a version both know, every difference is a question, and nothing is decided.
    blank = Case(case_id=mine.case_id, pack_id=mine.pack_id, pack_version=mine.pack_version)
    before = read_case(json.dumps(common.body["case"])) if common else blank
    merged = merge(_named(before, mine), mine, _named(said.case, mine))
    edits = edits_between(mine, merged.case)
    if not edits and not merged.conflicts:
        return replace(arrival, standing="nothing")
    known = {one.id for one in mine.remarks}
    remarks = tuple(one for one in said.case.remarks if one.id not in known)
    return replace(
        arrival, standing="newer", mine=mine, merged=merged, edits=edits, remarks=remarks
    )


def brought(library: Library, arrival: Arrival) -> None:
    """Bring the files of the package in, verified; any thread. No row names them yet."""
    wanted = {a.sha256 for a in arrival.case.attachments}
    for sha256 in arrival.incoming.package.files:
        if sha256 in wanted:
            library.store.take(sha256, arrival.incoming.store)


def taken(
    desk: Desk, arrival: Arrival, theirs: Iterable[Conflict] = (), *, sender: str = ""
) -> str:
    """Take it in, as one change; the id of the case. Its files have been :func:`brought`.

    Of the conflicts those in ``theirs`` are decided for the other side, the rest stays as it is
    here. ``sender`` is the name the person gives whom it comes from.
    """
    library, incoming = desk.library, arrival.incoming
    case_id = arrival.case.case_id
    passed = Passed(
        incoming.package.package_id,
        "received",
        incoming.package.sender,
        desk.now(),
        case_id,
        incoming.package.body,
    )
    if sender.strip():
        library.packages.name(incoming.package.sender, sender.strip())
    if arrival.standing == "new":
        library.create(arrival.case, label=tr("收到申报包"), received=passed)
    elif arrival.standing == "newer" and arrival.merged is not None:
        saved = library.load(case_id)
        if saved.case != arrival.mine:
            raise UserError(
                tr("这份材料刚才又有改动，还没有收下。"),
                safe=tr("刚才的改动已经保存，文件没有被改动。"),
                todo=tr("请把这个文件再打开一次，对照现在的内容。"),
            )
        after = arrival.merged.case
        for conflict in theirs:
            after = taking_theirs(after, conflict)
        edits = edits_between(saved.case, after)
        label = tr("收下审核回复") if arrival.kind == "reply" else tr("收下新的一版")
        if edits:
            change = Change(label=label, edits=edits)
            library.commit(case_id, change, after, saved.history, received=passed)
        else:
            library.packages.keep(passed)
    elif arrival.standing == "nothing":
        library.packages.keep(passed)
    incoming.drop()
    return case_id


def edits_between(before: Case, after: Case) -> tuple[Edit, ...]:
    """The edits that lead from one version to the other, each as small as may be undone alone."""
    return tuple(_edits("", as_json(before), as_json(after)))


def _edits(path: str, before: Json, after: Json) -> Iterable[Edit]:
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for key in before:
            yield from _edits(f"{path}.{key}" if path else key, before[key], after[key])
        return
    yield Edit(path=path, before=before, after=after)


def _said(incoming: Incoming) -> _Said:
    body: Mapping[str, Any] = incoming.package.body
    form, kind, based_on = body.get("form"), body.get("kind"), body.get("based_on", [])
    if isinstance(form, int) and form > FORM:
        raise _too_new(incoming.name)
    known = form == FORM and kind in ("case", "reply")
    if not known or not isinstance(based_on, list) or not isinstance(body.get("case"), dict):
        raise _foreign(incoming.name)
    if _ids_twice(body["case"]):
        # A path names an entry by its id: of two of one id the wrong one would be changed.
        raise _foreign(incoming.name)
    try:
        case = read_case(json.dumps(body["case"]))
    except UserError as error:
        if _only_unknown(error):
            raise _too_new(incoming.name) from None
        error.safe = _SAFE
        raise
    except (ValueError, RecursionError):
        raise _foreign(incoming.name) from None
    return _Said(str(kind), unnamed(case), tuple(map(str, based_on)))


def _ids_twice(node: object) -> bool:
    """Whether two entries of one list, wherever it stands, are called the same."""
    nodes = [node]
    while nodes:
        here = nodes.pop()
        if isinstance(here, dict):
            nodes += here.values()
        elif isinstance(here, list):
            named = [str(one["id"]) for one in here if isinstance(one, dict) and "id" in one]
            if len(set(named)) != len(named):
                return True
            nodes += here
    return False


def _only_unknown(error: UserError) -> bool:
    """Whether all that is wrong are fields this program does not know: a newer one made them."""
    cause = error.__cause__
    if not isinstance(cause, ValidationError):
        return False
    return all(one["type"] == "extra_forbidden" for one in cause.errors())


def _too_new(name: str) -> UserError:
    return UserError(
        tr("{name} 是用更新版本的软件做的，当前版本读不了。", name=name),
        safe=_SAFE,
        todo=tr("请安装新版本后再打开。"),
    )


def _foreign(name: str) -> UserError:
    return UserError(
        tr("{name} 里面不是一份申报材料。", name=name),
        safe=_SAFE,
        todo=tr("请让对方用本软件重新做一份。"),
    )


def _notice(desk: Desk, case: Case, name: str) -> tuple[Notice, bool]:
    try:
        return desk.notices(case.pack_id, case.pack_version), True
    except NotInstalled:
        pass
    try:
        return desk.notices(case.pack_id), False
    except NotInstalled:
        raise UserError(
            tr(
                "{name} 里的材料所按的通知（{pack_id}）没有装在这台电脑上。",
                name=name,
                pack_id=case.pack_id,
            ),
            safe=_SAFE,
            todo=tr("请先向发给您的人要来这份通知的规则包，在首页点“添加通知…”，再打开这个文件。"),
        ) from None


def _require_files(library: Library, incoming: Incoming, case: Case) -> None:
    came = set(incoming.package.files)
    wanted = {a.sha256 for a in case.attachments if a.sha256} - came
    if any(not library.store.sound(sha256) for sha256 in wanted):
        raise UserError(
            tr("{name} 里少了附件的文件。", name=incoming.name),
            safe=_SAFE,
            todo=tr("请让对方重新做一份。"),
        )


def _sender(library: Library, card: Card, case_id: str) -> Sender:
    names = {one.card: one.name for one in library.packages.people()}
    met = any(one.party == card for one in library.packages.of_case(case_id))
    return Sender(card, names.get(card, ""), met)


def _named(case: Case, mine: Case) -> Case:
    """``case`` with the names the files have on this computer, which never went out."""
    names = {(a.id, a.sha256): a.file_name for a in mine.attachments}
    told = tuple(
        a.model_copy(update={"file_name": names.get((a.id, a.sha256), "")})
        for a in case.attachments
    )
    return case.model_copy(update={"attachments": told})
