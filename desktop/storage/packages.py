"""The packages that went out and came in, and the people they are exchanged with.

What was handed over is kept as it was: two versions of a case can only be put together by what
both began from, and a package that comes a second time is known by its id and its sender.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from desktop.storage import durable
from desktop.storage.connection import Connection
from desktop.storage.identity import Card

STAGING = "incoming"
"""Where packages are opened and looked at before anything of them is taken in."""

Direction = Literal["sent", "received"]

_COLUMNS = "package_id, direction, party, at, case_id, body"


@dataclass(frozen=True, slots=True)
class Passed:
    """A package that went out or came in, with what it said.

    ``party`` is the other side's card, None where it was sent to whoever knows a passphrase.
    """

    package_id: str
    direction: Direction
    party: Card | None
    at: datetime
    case_id: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody by the name the person gave."""

    card: Card
    name: str


class Packages:
    """The packages of an open library. Use from the library's thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @staticmethod
    def sweep(folder: Path) -> None:
        """Take away what was being looked at when the program ended; nobody names it."""
        durable.clear_away(folder / STAGING)

    def keep(self, passed: Passed) -> None:
        """Keep what went out, or came in without changing anything."""
        with self._connection.beside():
            self.insert(passed)

    def insert(self, passed: Passed) -> None:
        """The same within a transaction that is open: the case's own."""
        self._connection.db.execute(
            f"INSERT OR IGNORE INTO packages ({_COLUMNS}) VALUES (?,?,?,?,?,?)",  # noqa: S608
            [
                passed.package_id,
                passed.direction,
                passed.party.written() if passed.party else "",
                passed.at.isoformat(),
                passed.case_id,
                # In ASCII: half a character that somebody put in could not be stored otherwise.
                json.dumps(dict(passed.body), separators=(",", ":")),
            ],
        )

    def of_case(self, case_id: str) -> tuple[Passed, ...]:
        """Every package of a case, in the order they were passed."""
        return self._read("case_id = ?", case_id)

    def by_id(self, package_id: str) -> tuple[Passed, ...]:
        """The packages of that id; more than one only where somebody takes another's id."""
        return self._read("package_id = ?", package_id)

    def people(self) -> tuple[Known, ...]:
        """Whose cards are known, by name."""
        with self._connection.told():
            rows = self._connection.select("SELECT card, name FROM people ORDER BY name")
        return tuple(Known(Card.read(row["card"]), row["name"]) for row in rows)

    def name(self, card: Card, name: str) -> None:
        """Know the owner of ``card`` by ``name``."""
        with self._connection.beside():
            self._connection.db.execute(
                "INSERT INTO people (card, name) VALUES (?, ?) "
                "ON CONFLICT (card) DO UPDATE SET name = excluded.name",
                [card.written(), name],
            )

    def forget(self, card: Card) -> None:
        """Know the owner of ``card`` no longer."""
        with self._connection.beside():
            self._connection.db.execute("DELETE FROM people WHERE card = ?", [card.written()])

    def _read(self, where: str, value: str) -> tuple[Passed, ...]:
        with self._connection.told():
            rows = self._connection.select(
                f"SELECT {_COLUMNS} FROM packages WHERE {where} ORDER BY rowid",  # noqa: S608
                [value],
            )
        return tuple(
            Passed(
                row["package_id"],
                row["direction"],
                Card.read(row["party"]) if row["party"] else None,
                datetime.fromisoformat(row["at"]),
                row["case_id"],
                json.loads(row["body"]),
            )
            for row in rows
        )
