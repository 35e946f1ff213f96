"""The chain through the history: each change names the one before it, under the vault's key.

A row taken out, put in, moved or changed breaks every link after it; the last link and the case's
body are sealed together, so that neither can be set back alone.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils import Database


FIRST = ""
"""What the first change of a case follows on."""

ROW = "case_id, seq, kind, target, label, edits, at"
"""What a link is made of, beside the link before it."""


_TEXT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

_ROWS = f"SELECT {ROW} FROM changes WHERE case_id = ? ORDER BY seq"  # noqa: S608  # a constant


def link(key: bytes, before: str, row: Mapping[str, Any]) -> str:
    """The link of a change row that follows on the link ``before``."""
    said = [before, *(row[name] for name in ROW.split(", "))]
    return _mac(key, said)


def seal(key: bytes, last: str, case_id: str, seq: int, sha256: str) -> str:
    """The seal of a case's row: its body, by its hash, as of the change ``seq``; ``last`` links."""
    return _mac(key, [last, case_id, seq, sha256])


def holds(key: bytes, row: Mapping[str, Any], last: str) -> bool:
    """Whether a case's row carries the seal it should, ``last`` being the last link of its log."""
    of, body, kept = (last, row["case_id"], row["seq"]), str(row["body"]), str(row["seal"])
    if hmac.compare_digest(seal(key, *of, _hash(body)), kept):
        return True
    # The first vaults sealed the body itself and not its hash.
    return hmac.compare_digest(_mac(key, [*of, body]), kept)


def last_of(key: bytes, rows: Iterable[Mapping[str, Any]]) -> str | None:
    """The last link of a case's change rows in order; None where one does not hold."""
    before = FIRST
    for row in rows:
        if not hmac.compare_digest(link(key, before, row), str(row["link"])):
            return None
        before = str(row["link"])
    return before


def add_links(db: Database, key: bytes) -> None:
    """Link and seal what was written before there was a chain."""
    db.execute("DROP TRIGGER IF EXISTS changes_no_update")
    cases = db.execute("SELECT case_id, seq, body FROM cases").fetchall()
    for case_id, seq, body in cases:
        before = FIRST
        for values in db.execute(_ROWS, [case_id]).fetchall():
            row = dict(zip(ROW.split(", "), values, strict=True))
            before = link(key, before, row)
            db.execute("UPDATE changes SET link = ? WHERE seq = ?", [before, row["seq"]])
        made = seal(key, before, case_id, seq, _hash(body))
        db.execute("UPDATE cases SET seal = ? WHERE case_id = ?", [made, case_id])


def _hash(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def _mac(key: bytes, said: list[Any]) -> str:
    # JSON keeps apart what stands beside one another.
    return hmac.digest(key, _TEXT.encode(said).encode(), "sha256").hex()
