"""The library: every case with its history and files, in one folder.

One command of the person is one transaction of the case's row and one appended change row.
Whoever is told “saved” is told so after COMMIT.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.domain.case import Case
from desktop.domain.change import Change, Json
from desktop.domain.moments import beijing
from desktop.errors import UserError
from desktop.storage import (
    chain,
    database,
    durable,
    faults,
    history,
    holder,
    listing,
    remains,
    sql,
)
from desktop.storage.body import Body
from desktop.storage.connection import Connection
from desktop.storage.digests import Digests
from desktop.storage.files import FileStore
from desktop.storage.history import History, Kind, Logged, Step
from desktop.storage.keys import Keys
from desktop.storage.listing import CaseRow
from desktop.storage.memory import Memory
from desktop.storage.packages import Packages, Passed
from desktop.storage.readings import Readings
from desktop.storage.remains import DATABASE, FILES

if TYPE_CHECKING:
    from sqlite_utils import Database

HOLDER = holder.HOLDER

Clock = Callable[[], datetime]
"""Gives the moment now, aware of its zone."""


class StaleCase(RuntimeError):
    """Somebody else has changed the case meanwhile: a bug of ours, nothing was written."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A case as it was left: its tree, its history, where the person was, when it was saved."""

    case: Case
    history: History
    place: str
    changed_at: datetime


class Library:
    """An open library; only one process holds it at a time. Use from one thread.

    :meth:`file`, :meth:`put_file`, :meth:`reading` and :meth:`keep_reading` alone may be called
    from any thread.
    """

    def __init__(self, folder: Path, db: Database, clock: Clock, keys: Keys) -> None:
        self.folder = folder
        self._connection = Connection(folder / DATABASE, db, keys)
        self._clock = clock
        self.keys = keys
        self.store = FileStore(folder / FILES, keys)
        self._readings = Readings(folder, keys)
        self._body = Body()
        self.digests = Digests(folder, keys)
        self.packages = Packages(self._connection)
        self.memory = Memory(self._connection)

    @classmethod
    def open(cls, folder: Path, clock: Clock, keys: Keys) -> Library:
        """Open the library in ``folder``; one is begun where nothing is there yet.

        Raises :class:`UserError` where it is damaged, of a newer program, foreign, not writable or
        held by another process. What is there is left as it is in every one of these cases.
        """
        path = folder / DATABASE
        with faults.told(folder):
            durable.make_folder(folder)
            if not path.exists():
                remains.refuse(folder)
                # Where another window was first, that one holds the lock or has let go of it.
                with contextlib.suppress(FileExistsError):
                    database.create(path, keys)
            try:
                db = database.open_existing(path, keys)
            except sql.OperationalError as error:
                if faults.is_busy(error):
                    raise holder.held(folder) from error
                raise
            try:
                # What came to be in a call that failed at its last step is there, and now to stay.
                durable.sync_folder(folder)
            except BaseException:
                db.close()
                raise
            # The lock is ours: nobody is writing these, and nothing but a crash leaves them.
            durable.sweep(folder, ".*.tmp*")
        library = cls(folder, db, clock, keys)
        library.store.sweep()
        library._readings.sweep()
        Packages.sweep(folder)
        holder.note(folder, library.now())
        return library

    def close(self) -> None:
        """Let go of the library; its lock goes with it."""
        holder.take_back(self.folder)
        self._connection.close()

    # ------------------------------------------------------------------ lists

    def cases(self, *, removed: bool = False) -> tuple[CaseRow, ...]:
        """The cases, last changed first; with ``removed`` those in the trash instead."""
        with self._connection.told():
            rows = self._connection.select(listing.ROWS, [int(removed)])
            received = {r["case_id"] for r in self._connection.select(listing.RECEIVED, [])}
        return listing.case_rows(rows, received)

    def of_person(self, id_no: str, *, besides: str) -> tuple[Case, ...]:
        """The cases of that ID number that are not in the trash, without the case ``besides``."""
        if not id_no:
            return ()
        with self._connection.told():
            rows = self._connection.select(listing.OF_PERSON, [besides, id_no])
        return tuple(listing.parsed(r["body"]) for r in rows)

    def has(self, case_id: str) -> bool:
        """Whether a case of that id is kept, in the trash too."""
        with self._connection.told():
            return bool(self._connection.select("SELECT 1 FROM cases WHERE case_id = ?", [case_id]))

    # ------------------------------------------------------------------ one case

    def create(
        self,
        case: Case,
        *,
        place: str = "",
        label: str = "新建申报材料",
        received: Passed | None = None,
    ) -> Saved:
        """Keep a new case, with the package it was ``received`` in; its id must not be there."""
        at = self.now()
        with self._connection.told(), database.writing(self._db):
            if received:
                self.packages.insert(received)
            body = self._body.of(case)
            values = [case.case_id, body.text, at.isoformat(), at.isoformat(), place]
            self._db.execute(listing.BEGIN, values)
            after, begun = (chain.FIRST, database.last_change(self._db)), history.start(case, label)
            seq, link = self._log(case.case_id, "start", begun, at, after=after)
            seal = chain.seal(self.keys.chain, link, case.case_id, seq, body.sha256)
            self._set(case.case_id, "seq = ?, seal = ?", seq, seal)
        self._connection.saved(seq)
        return Saved(case, History(seq), place, at)

    def load(self, case_id: str) -> Saved:
        """The case as last saved; :class:`UserError` where it is gone, removed or damaged."""
        with self._connection.told():
            rows = self._connection.select(
                "SELECT * FROM cases WHERE case_id = ? AND removed_at IS NULL", [case_id]
            )
            log = self._connection.select(listing.LOG, [case_id])
        if not rows:
            raise _gone()
        row = rows[0]
        try:
            steps = history.follow(
                Logged(r["seq"], r["kind"], r["target"], r["label"]) for r in log
            )
        except history.Damaged:
            raise faults.saying(faults.DAMAGED) from None
        if steps.seq != row["seq"] or not self._holds(row, log):
            raise faults.saying(faults.DAMAGED)
        return Saved(
            listing.parsed(row["body"]),
            steps,
            row["place"],
            datetime.fromisoformat(row["changed_at"]),
        )

    def case(self, case_id: str) -> tuple[Case, str]:
        """The case as last saved and its version, without its history: for a look at many.

        :class:`UserError` where it is gone, removed or damaged.
        """
        with self._connection.told():
            rows = self._connection.select(listing.CASE, [case_id])
        if not rows:
            raise _gone()
        if not chain.holds(self.keys.chain, rows[0], rows[0]["last"]):
            raise faults.saying(faults.DAMAGED)
        return listing.parsed(rows[0]["body"]), rows[0]["seal"]

    def commit(
        self,
        case_id: str,
        change: Change,
        after: Case,
        before: History,
        *,
        kind: Kind = "edit",
        target: int | None = None,
        received: Passed | None = None,
    ) -> tuple[History, datetime]:
        """Write ``change`` and the case ``after`` it; durable when this returns.

        ``before`` is the history the change follows on. ``target`` joins an edit to the step that
        began with that edit, or names the step an undo or redo is of. ``received`` is the package
        the change came in, kept with it.
        """
        at = self.now()
        with self._connection.told(), database.writing(self._db):
            if received:
                self.packages.insert(received)
            last = self._db.execute(listing.BEFORE, [before.seq]).fetchone()
            if last is None:
                raise StaleCase
            seq, link = self._log(case_id, kind, change, at, target, after=last)
            steps = before.after(Logged(seq, kind, target, change.label))
            body = self._body.of(after)
            seal = chain.seal(self.keys.chain, link, case_id, seq, body.sha256)
            values = [body.text, seq, at.isoformat(), seal, case_id, before.seq]
            updated = self._db.execute(listing.CHANGE, values)
            if updated.rowcount != 1:
                raise StaleCase
        self._connection.saved(seq)
        return steps, at

    def taking_back(self, case: Case, step: Step) -> Change:
        """The change that undoes ``step`` of the case as it is now."""
        return self._from_log(history.taking_back, case, step)

    def repeating(self, case: Case, step: Step) -> Change:
        """The change that does ``step`` again on the case as it is now."""
        return self._from_log(history.repeating, case, step)

    def replayed(self, case_id: str) -> Case:
        """The case as its log alone tells it: equals the saved one, or something is damaged."""
        with self._connection.told():
            rows = self._connection.select(
                "SELECT kind, edits FROM changes WHERE case_id = ? ORDER BY seq", [case_id]
            )
        return history.replay((r["kind"], json.loads(r["edits"])) for r in rows)

    def texts(self, case_id: str, path: str) -> tuple[tuple[datetime, str], ...]:
        """What the text at ``path`` has been, and since when, oldest first."""
        with self._connection.told():
            rows = self._connection.select(
                "SELECT edits, at FROM changes WHERE case_id = ? ORDER BY seq", [case_id]
            )
        log = ((r["at"], json.loads(r["edits"])) for r in rows)
        try:
            return tuple((datetime.fromisoformat(at), t) for at, t in history.texts(log, path))
        except (KeyError, TypeError, ValueError):  # Damaged is among them
            raise faults.saying(faults.DAMAGED) from None

    def remember(self, case_id: str, place: str) -> None:
        """Keep where the person is, for the next opening; not part of the history."""
        with self._connection.told(), database.writing(self._db):
            self._set(case_id, "place = ?", place)

    def remove(self, case_id: str) -> None:
        """Move a case to the trash; it keeps its history and files."""
        self._set_removed(case_id, self.now().isoformat())

    def restore(self, case_id: str) -> None:
        """Bring a case back from the trash."""
        self._set_removed(case_id, None)

    def put_file(self, data: bytes) -> str:
        """Keep an attachment's content; its SHA-256 once it is on the disk."""
        with faults.told(self.folder):
            # Where a stick was pulled out its folder would be made anew, on another disk.
            (self.folder / DATABASE).stat()
        return self.store.put(data)

    def file(self, sha256: str) -> bytes:
        """An attachment's content, verified."""
        return self.store.get(sha256)

    def reading(self, key: str) -> bytes | None:
        """What was kept under ``key``; None where it has to be read again."""
        return self._readings.get(key)

    def keep_reading(self, key: str, body: bytes) -> None:
        """Keep what was read, until others need the room; never in a backup or the history."""
        self._readings.keep(key, body)

    def hashes(self) -> tuple[str, ...]:
        """The hashes of every attachment of every case, each once; undo may want earlier ones."""
        with self._connection.told():
            rows = self._connection.select(listing.NAMING_FILES, [])
        return listing.hashes_in(r["edits"] for r in rows)

    def size(self) -> int:
        """How many cases are kept, those in the trash too."""
        with self._connection.told():
            return int(self._connection.select("SELECT count(*) AS n FROM cases", [])[0]["n"])

    def copy_database(self, path: Path) -> None:
        """A copy of the database at ``path``, encrypted alike."""
        with self._connection.told():
            database.copy(self._db, path, self.keys)

    def now(self) -> datetime:
        """The moment by the library's clock, in Beijing time."""
        return beijing(self._clock())

    @property
    def _db(self) -> Database:
        return self._connection.db

    def _set(self, case_id: str, what: str, *values: object) -> None:
        self._db.execute(f"UPDATE cases SET {what} WHERE case_id = ?", [*values, case_id])  # noqa: S608

    def _log(
        self,
        case_id: str,
        kind: Kind,
        change: Change,
        at: datetime,
        target: int | None = None,
        *,
        after: tuple[str, int],
    ) -> tuple[int, str]:
        """Append a change ``after`` a link and the last number given to anything; its own two."""
        # Plain SQL wherever rows are written: sqlite-utils looks at the table for each insert,
        # which takes half as long as the whole transaction, and swallows a fault met in looking.
        before, counted = after
        row = {
            "case_id": case_id,
            "seq": counted + 1,
            "kind": kind,
            "target": target,
            "label": change.label,
            "edits": history.written_text(change.edits),
            "at": at.isoformat(),
        }
        link = chain.link(self.keys.chain, before, row)
        self._db.execute(listing.APPEND, [*row.values(), link])
        return counted + 1, link

    def _holds(self, row: dict[str, Any], log: Sequence[dict[str, Any]]) -> bool:
        """Whether the case's history and body are as this program wrote them."""
        last = chain.last_of(self.keys.chain, log)
        return last is not None and chain.holds(self.keys.chain, row, last)

    def _set_removed(self, case_id: str, at: str | None) -> None:
        with self._connection.beside():
            self._set(case_id, "removed_at = ?", at)

    def _from_log(
        self,
        derive: Callable[[Case, Sequence[Sequence[Json]], str], Change],
        case: Case,
        step: Step,
    ) -> Change:
        with self._connection.told():
            rows = self._connection.select(
                "SELECT edits FROM changes WHERE case_id = ? AND (seq = ? OR "
                "(kind = 'edit' AND target = ?)) ORDER BY seq",
                [case.case_id, step.seq, step.seq],
            )
        try:
            return derive(case, [json.loads(r["edits"]) for r in rows], step.label)
        except (KeyError, TypeError, ValueError):  # Damaged and BadValue are among them
            raise faults.saying(faults.DAMAGED) from None


def _gone() -> UserError:
    return UserError(
        "没有找到这份申报材料，可能已经删除。",
        safe="资料库中的其他材料都在，删除的材料也还留着。",
        todo="请在材料列表中另选一份，或先撤销删除。",
    )
