"""What is asked of the database, and the cases as a list shows them."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from desktop.domain.case import Case
from desktop.storage import chain, faults
from desktop.storage.schema import FACTS, ID_NO


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case as a list shows it; ``removed_at`` is set while it is in the trash.

    ``version`` is another with every change and never comes back, also where a backup does;
    ``received`` tells that it began with a package somebody sent.
    """

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
    department: str = ""
    apply_type: str = ""
    id_no: str = field(default="", repr=False)
    version: str = ""
    received: bool = False


# No body is read: an index holds all of it, as long as the words are those of the index.
ROWS = f"""
    SELECT case_id, created_at, changed_at, removed_at, seal, {FACTS} AS facts
    FROM cases WHERE (removed_at IS NOT NULL) = ? ORDER BY changed_at DESC, seq DESC
"""  # noqa: S608
# Who began with a package: what came back to somebody who had sent it out did not come from them.
RECEIVED = """
    SELECT case_id FROM (SELECT case_id, direction, min(rowid) FROM packages GROUP BY case_id)
    WHERE direction = 'received'
"""

OF_PERSON = f"""
    SELECT body FROM cases WHERE removed_at IS NULL AND case_id <> ? AND {ID_NO} = ?
    ORDER BY case_id
"""  # noqa: S608

CASE = """
    SELECT cases.*, changes.link AS last FROM cases JOIN changes USING (case_id, seq)
    WHERE case_id = ? AND removed_at IS NULL
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


def case_rows(rows: Sequence[Mapping[str, Any]], received: Container[str]) -> tuple[CaseRow, ...]:
    """The rows of :data:`ROWS`; ``received`` are the cases that came in packages."""
    # Read together: thousands of small texts take several times as long.
    facts = json.loads(f"[{','.join(row['facts'] for row in rows)}]")
    return tuple(_case_row(row, said, received) for row, said in zip(rows, facts, strict=True))


def _case_row(row: Mapping[str, Any], facts: list[Any], received: Container[str]) -> CaseRow:
    pack_id, version, year, *words = facts
    name, unit, department, series, specialty, apply_type, level, id_no = map(_word, words)
    created_at, changed_at, removed_at = row["created_at"], row["changed_at"], row["removed_at"]
    return CaseRow(
        case_id=row["case_id"],
        pack_id=_word(pack_id),
        pack_version=version if isinstance(version, int) else 0,
        year=year if isinstance(year, int) else None,
        name=name,
        unit=unit,
        series=series,
        specialty=specialty,
        level=level,
        created_at=datetime.fromisoformat(created_at),
        changed_at=datetime.fromisoformat(changed_at),
        removed_at=datetime.fromisoformat(removed_at) if removed_at else None,
        department=department,
        apply_type=apply_type,
        id_no=id_no,
        version=row["seal"],
        received=row["case_id"] in received,
    )


def _word(value: object) -> str:
    return value if isinstance(value, str) else ""


def parsed(body: str) -> Case:
    """The case of a row's body."""
    try:
        return Case.model_validate_json(body, strict=True)
    except ValueError:
        # The cause would carry what was typed into logs and crash texts.
        raise faults.saying(faults.DAMAGED) from None
