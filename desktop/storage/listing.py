"""What is asked of the database, and the cases as a list shows them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop.domain.case import Case
from desktop.domain.change import parse
from desktop.storage import chain, faults


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case as a list shows it; ``removed_at`` is set while it is in the trash."""

    case_id: str
    pack_id: str
    pack_version: int
    year: int | None
    name: str
    unit: str
    series: str
    specialty: str
    level: str
    created_at: datetime
    changed_at: datetime
    removed_at: datetime | None


# A body that is no JSON costs its own case, which says so when opened, and not the list.
ROWS = """
    WITH documents AS (SELECT *, iif(json_valid(body), body, '{}') AS doc FROM cases)
    SELECT case_id,
           ifnull(json_extract(doc, '$.pack_id'), '') AS pack_id,
           ifnull(json_extract(doc, '$.pack_version'), 0) AS pack_version,
           json_extract(doc, '$.apply.year') AS year,
           ifnull(json_extract(doc, '$.person.name'), '') AS name,
           ifnull(json_extract(doc, '$.unit.name'), '') AS unit,
           ifnull(json_extract(doc, '$.apply.series'), '') AS series,
           ifnull(json_extract(doc, '$.apply.specialty'), '') AS specialty,
           ifnull(json_extract(doc, '$.apply.level'), '') AS level,
           created_at, changed_at, removed_at
    FROM documents WHERE (removed_at IS NOT NULL) = ? ORDER BY changed_at DESC, seq DESC
"""

OF_PERSON = """
    SELECT body FROM cases
    WHERE removed_at IS NULL AND case_id <> ?
      AND iif(json_valid(body), json_extract(body, '$.person.id_no') = ?, 0)
    ORDER BY case_id
"""

NAMING_FILES = "SELECT edits FROM changes WHERE edits LIKE '%sha256%'"
LOG = f"SELECT {chain.ROW}, link FROM changes WHERE case_id = ? ORDER BY seq"  # noqa: S608
# A body comes in UTF-8 already; the library would turn a string into that once more.
BEGIN = """
    INSERT INTO cases (case_id, body, seq, created_at, changed_at, place)
    VALUES (?, CAST(? AS TEXT), 0, ?, ?, ?)
"""
BEFORE = """
    SELECT link, (SELECT seq FROM sqlite_sequence WHERE name = 'changes')
    FROM changes WHERE seq = ?
"""
CHANGE = """
    UPDATE cases SET body = CAST(? AS TEXT), seq = ?, changed_at = ?, seal = ?
    WHERE case_id = ? AND seq = ?
"""
APPEND = f"INSERT INTO changes ({chain.ROW}, link) VALUES (?,?,?,?,?,?,?,?)"  # noqa: S608

_HASH = re.compile(r"\b[0-9a-f]{64}\b")


def hashes_in(edits: Iterable[str]) -> tuple[str, ...]:
    """The hashes of files that written edits name, each once."""
    return tuple(sorted({h for said in edits for h in _HASH.findall(said)}))


def case_row(row: Mapping[str, Any]) -> CaseRow:
    """A row of :data:`ROWS`."""
    names = ("created_at", "changed_at", "removed_at")
    moments = {n: datetime.fromisoformat(row[n]) if row[n] else None for n in names}
    return CaseRow(**{**row, **moments})


def parsed(body: str) -> Case:
    """The case of a row's body."""
    try:
        return parse(json.loads(body))
    except ValueError:
        # The cause would carry what was typed into logs and crash texts.
        raise faults.saying(faults.DAMAGED) from None
