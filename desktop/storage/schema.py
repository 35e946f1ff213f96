"""The tables of the library, as named migrations; ``user_version`` counts those applied."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.storage import chain
from desktop.storage.keys import Keys

if TYPE_CHECKING:
    from sqlite_utils import Database

# A body that is no JSON costs its own case, which says so when opened, and not the list.
_DOCUMENT = "iif(json_valid(body), body, '{}')"

LISTED = (
    "pack_id", "pack_version", "apply.year", "person.name", "unit.name", "unit.department",
    "apply.series", "apply.specialty", "apply.type", "apply.level", "person.id_no",
)  # fmt: skip
"""The places of a case its list shows, in the order of :data:`FACTS`; another needs a migration."""

FACTS = f"json_extract({_DOCUMENT}, " + ", ".join(f"'$.{path}'" for path in LISTED) + ")"
"""Those places of a case as one JSON list, spelt as its index knows it: none is read elsewhere."""

ID_NO = f"json_extract({_DOCUMENT}, '$.person.id_no')"
"""The ID number of a case, spelt alike."""

APPLICATION_ID = 0x5A435342  # “ZCSB”: tells our database from any other SQLite file


@dataclass(frozen=True, slots=True)
class Migration:
    """One step from a schema to the next; run inside one transaction."""

    name: str
    apply: Callable[[Database, Keys], None]


def _cases_and_changes(db: Database, _keys: Keys) -> None:
    db.table("cases").create(
        {
            "case_id": str,
            "body": str,  # the case in its documented JSON form
            "seq": int,  # the last change that is in the body
            "created_at": str,  # moments are ISO 8601 with +08:00
            "changed_at": str,
            "place": str,  # where the person left off: page id and field path
            "removed_at": str,  # set while the case is in the trash
        },
        pk="case_id",
        not_null={"body", "seq", "created_at", "changed_at", "place"},
        strict=True,
    )
    # `target`: for an edit the earlier edit it continues (one step of undo together), for an
    # undo or redo the first edit of the step it takes back or repeats.
    db.execute(
        """
        CREATE TABLE changes (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            case_id TEXT NOT NULL REFERENCES cases(case_id),
            kind TEXT NOT NULL CHECK (kind IN ('start', 'edit', 'undo', 'redo')),
            target INTEGER REFERENCES changes(seq),
            label TEXT NOT NULL,
            edits TEXT NOT NULL,
            at TEXT NOT NULL,
            CHECK (kind IN ('start', 'edit') OR target IS NOT NULL)
        )
        """
    )
    db.table("changes").create_index(["case_id", "seq"])
    db.table("changes").create_index(["target"])
    for verb in ("UPDATE", "DELETE"):
        _append_only(db, verb)


def _chain(db: Database, keys: Keys) -> None:
    db.execute("ALTER TABLE changes ADD COLUMN link TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE cases ADD COLUMN seal TEXT NOT NULL DEFAULT ''")
    chain.add_links(db, keys.chain)
    _append_only(db, "UPDATE")


def _packages(db: Database, _keys: Keys) -> None:
    # The body is kept as it was handed over: what two versions of the case both began from.
    db.execute(
        """
        CREATE TABLE packages (
            package_id TEXT NOT NULL,
            direction TEXT NOT NULL CHECK (direction IN ('sent', 'received')),
            party TEXT NOT NULL,
            at TEXT NOT NULL,
            case_id TEXT NOT NULL,
            body TEXT NOT NULL,
            UNIQUE (package_id, direction, party)
        )
        """
    )
    db.table("packages").create_index(["case_id"])
    db.execute("CREATE TABLE people (card TEXT PRIMARY KEY, name TEXT NOT NULL)")


def _desk(db: Database, _keys: Keys) -> None:
    # The list of all cases reads this index and no body: see `listing.ROWS`.
    db.execute(
        "CREATE INDEX cases_listed ON cases ((removed_at IS NOT NULL), changed_at DESC, seq DESC, "
        f"case_id, created_at, removed_at, seal, {FACTS})"
    )
    db.execute(f"CREATE INDEX cases_person ON cases ({ID_NO})")
    # Whether a case began with a package is told without the packages, which are long.
    db.execute("DROP INDEX idx_packages_case_id")
    db.table("packages").create_index(["case_id", "direction"])
    db.execute("CREATE TABLE memory (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT")


def _append_only(db: Database, verb: str) -> None:
    db.execute(
        f"CREATE TRIGGER changes_no_{verb.lower()} BEFORE {verb} ON changes "
        "BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END"
    )


MIGRATIONS: tuple[Migration, ...] = (
    Migration("cases and changes", _cases_and_changes),
    Migration("a chain through the history", _chain),
    Migration("packages that were handed over", _packages),
    Migration("the desk: a list without bodies, and its memory", _desk),
)

VERSION = len(MIGRATIONS)
