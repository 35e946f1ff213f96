"""What the desk keeps beside the cases: the unit, saved views, how a roster's columns were named.

Each piece is one JSON value under a key. It lies in the database, so it is encrypted, backed up
and restored with it; the shape of a piece is known to whoever keeps it, and to nobody here.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from desktop.domain.change import Json
from desktop.storage import database, faults
from desktop.storage.sql import Database


class Memory:
    """The pieces kept by an open library. Use from the library's thread.

    ``saved`` is told the number of what has become durable.
    """

    def __init__(self, folder: Path, db: Database, saved: Callable[[int], None]) -> None:
        self._folder = folder
        self._db = db
        self._saved = saved

    def get(self, key: str) -> Json | None:
        """What was kept under ``key``; None where nothing was."""
        with faults.told(self._folder):
            found = self._db.execute("SELECT value FROM memory WHERE key = ?", [key]).fetchone()
        return None if found is None else json.loads(found[0])

    def put(self, key: str, value: Json | None) -> None:
        """Keep ``value`` in place of what was there, durable when this returns; None: nothing."""
        # In ASCII: half a character that somebody typed could not be stored otherwise.
        text = json.dumps(value, separators=(",", ":"))
        with faults.told(self._folder), database.writing(self._db):
            if value is None:
                self._db.execute("DELETE FROM memory WHERE key = ?", [key])
            else:
                self._db.execute(
                    "INSERT INTO memory (key, value) VALUES (?, ?) "
                    "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                    [key, text],
                )
            number = database.counted(self._db)
        self._saved(number)
