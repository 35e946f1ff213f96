"""The database of an open library, had anew after a fault that a connection does not get over."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.storage import database, faults, mark, sql
from desktop.storage.keys import Keys

if TYPE_CHECKING:
    from sqlite_utils import Database


class Connection:
    """Reads and writes one library's database, with the mark beside it. Use from one thread."""

    def __init__(self, path: Path, db: Database, keys: Keys) -> None:
        self._path = path
        self.db = db
        self._keys = keys
        self._mark = mark.Mark(path.parent, keys.chain)
        self._unusable = False

    def close(self) -> None:
        """Let go of the database; its lock goes with it."""
        self._mark.close()
        self.db.close()

    @contextlib.contextmanager
    def told(self) -> Iterator[None]:
        """Tell of faults, and have the connection anew after one it does not get over.

        SQLCipher keeps calling a database damaged after one read that failed, and a stick that
        was pulled out and put back is another file to an old connection.
        """
        with faults.told(self._path.parent):
            if self._unusable:
                self._reopen()
            try:
                yield
            except sql.Error as error:
                self._unusable = faults.needs_reopening(error)
                if faults.seems_damaged(error):
                    self._reopen()  # which tells where it really is
                    raise faults.saying(faults.BROKEN_DISK, self._path.parent) from error
                raise

    @contextlib.contextmanager
    def beside(self) -> Iterator[None]:
        """One transaction of something that is no change of a case; counted as if it were one."""
        with self.told(), database.writing(self.db):
            yield
            number = database.counted(self.db)
        self.saved(number)

    def saved(self, number: int) -> None:
        """The change ``number`` is durable."""
        self._mark.write(number)

    def select(self, sql: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """The rows a query finds, within :meth:`told`."""
        cursor = self.db.conn.execute(sql, values)
        names = [c[0] for c in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def _reopen(self) -> None:
        self._unusable = True
        self._mark.close()
        self.db.close()
        self.db = database.open_existing(self._path, self._keys)
        self._mark = mark.Mark(self._path.parent, self._keys.chain)
        self._unusable = False
