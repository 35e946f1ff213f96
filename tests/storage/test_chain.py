"""The chain through the history: whoever writes past the program is found out."""

from __future__ import annotations

import pytest

from desktop.errors import UserError
from desktop.storage.library import Library
from tests.storage.keeping import a_case, commit


@pytest.fixture
def written(library: Library) -> Library:
    library.create(a_case())
    for name in ("甲", "乙", "丙"):
        commit(library, "c1", "person.name", name)
    library.create(a_case("c2"))
    library._db.execute("DROP TRIGGER changes_no_update")
    library._db.execute("DROP TRIGGER changes_no_delete")
    library._db.execute("PRAGMA foreign_keys=OFF")
    return library


TAMPERING = {
    "an edit changed": "UPDATE changes SET edits = replace(edits, '乙', '丁')",
    "a label changed": "UPDATE changes SET label = '别的' WHERE seq = 2",
    "a time changed": "UPDATE changes SET at = '2020-01-01T00:00:00+08:00' WHERE seq = 3",
    "an edit taken out": "DELETE FROM changes WHERE seq = 3",
    "the last edit taken back with the row": (
        "DELETE FROM changes WHERE seq = 4;"
        "UPDATE cases SET seq = 3, body = replace(body, '丙', '乙') WHERE case_id = 'c1'"
    ),
    "the body changed": "UPDATE cases SET body = replace(body, '丙', '丁') WHERE case_id = 'c1'",
    "the body of another case": (
        "UPDATE cases SET body = (SELECT body FROM cases WHERE case_id = 'c2') WHERE case_id = 'c1'"
    ),
    "two edits exchanged": (
        "UPDATE changes SET seq = 100 WHERE seq = 2; UPDATE changes SET seq = 2 WHERE seq = 3;"
        "UPDATE changes SET seq = 3 WHERE seq = 100"
    ),
    "a link forged": "UPDATE changes SET link = 'ab' WHERE seq = 4",
    "a seal forged": "UPDATE cases SET seal = 'ab' WHERE case_id = 'c1'",
}


@pytest.mark.parametrize("how", TAMPERING)
def test_tampering_shows(written: Library, how: str) -> None:
    for statement in TAMPERING[how].split(";"):
        written._db.execute(statement)
    with pytest.raises(UserError, match="已损坏"):
        written.load("c1")
    # It costs the case it was done to, and no other.
    assert written.load("c2").case == a_case("c2")


def test_what_was_not_touched_loads(written: Library) -> None:
    assert written.load("c1").case.person.name == "丙"
