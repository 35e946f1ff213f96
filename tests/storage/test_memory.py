"""The desk's memory: JSON under a key, saved, backed up and encrypted with the library."""

from pathlib import Path

import pytest

from desktop.domain.change import Json
from desktop.errors import UserError
from desktop.storage import backup, database, mark, sql, vault
from desktop.storage.library import Library
from desktop.storage.remains import DATABASE
from tests.storage.keeping import KEYS, NAME, FakeClock, a_case

VALUES: dict[str, Json] = {
    "text": NAME,
    "empty": "",
    "number": 0,
    "no": False,
    "list": [1, "二", None],
    "object": {"表头": {"姓名": "person.name"}, "deep": [{"a": []}]},
    "half a character": "\ud83d",
}


@pytest.mark.parametrize("what", VALUES)
def test_what_was_put_is_there_after_the_next_start(
    tmp_path: Path, clock: FakeClock, what: str
) -> None:
    library = Library.open(tmp_path, clock, KEYS)
    assert library.memory.get("views") is None
    library.memory.put("views", ["an earlier one"])
    library.memory.put("views", VALUES[what])
    library.memory.put("unit", {"name": "另一样"})
    library.close()
    library = Library.open(tmp_path, clock, KEYS)
    assert library.memory.get("views") == VALUES[what]
    assert library.memory.get("unit") == {"name": "另一样"}
    library.memory.put("views", None)
    assert library.memory.get("views") is None
    library.close()


def test_it_is_counted_as_saved(library: Library) -> None:
    before = database.last_change(library._db)
    library.memory.put("unit", {"name": NAME})
    after = database.last_change(library._db)
    assert after == before + 1 == mark.read(library.folder, KEYS.chain)


def test_where_it_cannot_be_saved_that_is_told_and_what_was_stays(library: Library) -> None:
    library.memory.put("unit", "before")
    library._db.execute("PRAGMA query_only=ON")
    with pytest.raises(UserError):
        library.memory.put("unit", "after")
    library._db.execute("PRAGMA query_only=OFF")
    assert library.memory.get("unit") == "before"
    assert not library._db.conn.in_transaction


def test_a_stick_put_back_goes_on_for_whoever_holds_it(library: Library) -> None:
    memory, packages, old = library.memory, library.packages, library._db
    memory.put("unit", "before")
    failed = sql.OperationalError("disk I/O error")
    failed.sqlite_errorcode = sql.CODES.SQLITE_IOERR
    with pytest.raises(UserError), library._connection.told():
        raise failed
    assert memory.get("unit") == "before"
    assert library._db is not old
    memory.put("unit", "after")
    packages.name(KEYS.identity.card, NAME)
    assert (library.memory.get("unit"), packages.people()[0].name) == ("after", NAME)


def test_what_is_no_json_is_a_bug_and_changes_nothing(library: Library) -> None:
    library.memory.put("unit", "before")
    with pytest.raises(TypeError):
        library.memory.put("unit", {1, 2})
    assert library.memory.get("unit") == "before"


def test_it_goes_with_backups_and_into_no_file_in_the_clear(
    tmp_path: Path, clock: FakeClock
) -> None:
    keys = vault.begin(tmp_path / "library", "塔里木河畔的苗圃", in_keyring=False).keys
    library = Library.open(tmp_path / "library", clock, keys)
    library.create(a_case())
    library.memory.put("unit", {"leader": NAME})
    (tmp_path / "stick").mkdir()
    made = backup.make(library, tmp_path / "stick")
    library.close()
    backup.restore(made.folder, "塔里木河畔的苗圃", tmp_path / "new")
    restored = Library.open(tmp_path / "new", clock, keys)
    assert restored.memory.get("unit") == {"leader": NAME}
    restored.close()
    for path in tmp_path.rglob("*"):
        assert not (path.is_file() and NAME.encode() in path.read_bytes())
    assert (tmp_path / "new" / DATABASE).is_file()
