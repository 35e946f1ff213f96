"""What the desk keeps beside the cases: the unit, saved views, how a roster's columns were named.

Each piece is one JSON value under a key. It lies in the database, so it is encrypted, backed up
and restored with it; the shape of a piece is known to whoever keeps it, and to nobody here.
"""

from __future__ import annotations

import json

from desktop.domain.change import Json
from desktop.storage.connection import Connection


class Memory:
    """The pieces kept by an open library. Use from the library's thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, key: str) -> Json | None:
        """What was kept under ``key``; None where nothing was."""
        with self._connection.told():
            found = self._connection.select("SELECT value FROM memory WHERE key = ?", [key])
        return json.loads(found[0]["value"]) if found else None

    def put(self, key: str, value: Json | None) -> None:
        """Keep ``value`` in place of what was there, durable when this returns; None: nothing."""
        # In ASCII: half a character that somebody typed could not be stored otherwise.
        text = json.dumps(value, separators=(",", ":"))
        with self._connection.beside():
            if value is None:
                self._connection.db.execute("DELETE FROM memory WHERE key = ?", [key])
            else:
                self._connection.db.execute(
                    "INSERT INTO memory (key, value) VALUES (?, ?) "
                    "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                    [key, text],
                )
