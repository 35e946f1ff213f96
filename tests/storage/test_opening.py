"""Opening: what is damaged, foreign, newer, held or not writable is told and left as it is."""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.app.safety.door import Door
from desktop.errors import UserError
from desktop.storage import chain, database, history, schema, sql
from desktop.storage.keys import Keys
from desktop.storage.library import HOLDER, Library
from desktop.storage.remains import DATABASE, FILES
from desktop.storage.schema import Migration
from tests.storage.keeping import KEYS, FakeClock, a_case, change, commit, damaged_bytes, prints

if TYPE_CHECKING:
    from sqlite_utils import Database

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path, clock: FakeClock) -> Path:
    """A closed library with two cases and a file in it."""
    folder = tmp_path / "library"
    library = Library.open(folder, clock, KEYS)
    library.create(a_case("c1"))
    library.create(a_case("c2"))
    commit(library, "c1", "summary.text", "字" * 30_000)
    library.put_file(b"scan")
    library.close()
    return folder


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sql.connect(path)) as db:
        db.execute("CREATE TABLE notes (text)")
        db.execute("INSERT INTO notes VALUES ('another program')")
        db.commit()


def newer(path: Path) -> None:
    with closing(sql.connect(path)) as db:
        db.execute(f"PRAGMA key=\"x'{KEYS.database}'\"")
        db.execute(f"PRAGMA user_version={schema.VERSION + 1}")
        db.commit()


def overwrite(at: int, with_: bytes) -> Callable[[Path], None]:
    def change(data: bytearray) -> None:
        data[at : at + len(with_)] = with_

    return lambda path: damaged_bytes(change, path)


def cut(keep: Callable[[int], int]) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        path.write_bytes(path.read_bytes()[: keep(path.stat().st_size)])

    return change


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def lost_but_for_its_journal(path: Path) -> None:
    path.rename(path.with_name(path.name + "-wal"))
    shutil.rmtree(path.parent / FILES)


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty": (cut(lambda _size: 0), "不是本软件的，或已损坏"),
    "text": (lambda p: p.write_text("这不是数据库" * 500), "已损坏"),
    "half a header": (cut(lambda _size: 50), "已损坏"),
    "cut in the middle": (cut(lambda size: size // 2), "已损坏"),
    "last page gone": (cut(lambda size: size - 4096), "已损坏"),
    "pages overwritten": (overwrite(4096, b"\xff" * 8192), "已损坏"),
    "another program's": (foreign, "已损坏"),
    "of a newer version": (newer, "更新版本"),
    "gone, files left": (lambda p: p.unlink(), "不见了"),
    "gone, journal left": (lost_but_for_its_journal, "不见了"),
    "a folder": (a_folder, "打不开"),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_database_is_told_and_left_as_it_is(
    folder: Path, clock: FakeClock, fault: str
) -> None:
    damage, sentence = BAD[fault]
    damage(folder / DATABASE)
    before = prints(folder)
    for _again in range(2):
        with pytest.raises(UserError, match=sentence) as caught:
            Library.open(folder, clock, KEYS)
        assert caught.value.safe
        assert caught.value.todo
    assert prints(folder) == before


def test_a_library_that_was_put_right_opens_again(folder: Path, clock: FakeClock) -> None:
    path = folder / DATABASE
    whole = path.read_bytes()
    path.write_bytes(whole[:5000])
    with pytest.raises(UserError):
        Library.open(folder, clock, KEYS)
    path.write_bytes(whole)
    library = Library.open(folder, clock, KEYS)
    assert {r.case_id for r in library.cases()} == {"c1", "c2"}
    library.close()


def test_what_a_cut_off_beginning_leaves_does_not_stop_the_next(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(db: object, keys: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(database, "migrate", cut_off)
        with pytest.raises(KeyboardInterrupt):
            Library.open(tmp_path, clock, KEYS)
    assert list(tmp_path.iterdir()) == []
    Library.open(tmp_path, clock, KEYS).close()


def test_a_failing_migration_leaves_the_schema_before_it(
    folder: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(db: Database, _keys: Keys) -> None:
        db.table("cases").add_column("note", str)
        db.execute("INSERT INTO nowhere VALUES (1)")

    migrations = (*schema.MIGRATIONS, Migration("one that fails", fails))
    with monkeypatch.context() as patch:
        patch.setattr(database, "MIGRATIONS", migrations)
        patch.setattr(database, "VERSION", len(migrations))
        with pytest.raises(sql.OperationalError, match="nowhere"):
            Library.open(folder, clock, KEYS)
    library = Library.open(folder, clock, KEYS)
    assert "note" not in library._db.table("cases").columns_dict
    assert len(library.cases()) == 2
    library.close()


def test_a_migration_runs_once_and_keeps_what_is_there(
    folder: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[str] = []

    def adds(db: Database, _keys: Keys) -> None:
        ran.append("adds")
        db.table("cases").add_column("note", str)

    migrations = (*schema.MIGRATIONS, Migration("note", adds))
    monkeypatch.setattr(database, "MIGRATIONS", migrations)
    monkeypatch.setattr(database, "VERSION", len(migrations))
    for _again in range(2):
        library = Library.open(folder, clock, KEYS)
        assert len(library.cases()) == 2
        library.close()
    assert ran == ["adds"]
    # What an older program left stays beside what became of it.
    before = folder / f"library-before-{len(migrations)}.db"
    with closing(database.connected(before, KEYS)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (len(migrations) - 1,)
        assert db.execute("SELECT count(*) FROM cases").fetchone() == (2,)


@pytest.mark.parametrize("version", range(1, schema.VERSION))
def test_a_library_of_each_earlier_schema_is_brought_up(
    tmp_path: Path, clock: FakeClock, version: int
) -> None:
    """Rows as a program of that schema wrote them, and all of them there afterwards."""
    with closing(database.connected(tmp_path / DATABASE, KEYS)) as db:
        db.execute(f"PRAGMA application_id={schema.APPLICATION_ID}")
        for migration in schema.MIGRATIONS[:version]:
            migration.apply(db, KEYS)
        db.execute(f"PRAGMA user_version={version}")
        old, edit = a_case(), change(a_case(), "person.gender", "男")
        at = "2024-07-01T10:00:00+08:00"
        db.execute(
            "INSERT INTO cases (case_id, body, seq, created_at, changed_at, place) "
            "VALUES ('c1', ?, 2, ?, ?, '')",
            [edit[1].model_dump_json(), at, at],
        )
        for kind, made in (("start", history.start(old, "新建")), ("edit", edit[0])):
            edits = json.dumps(history.written(made.edits), ensure_ascii=False)
            db.execute(
                "INSERT INTO changes (case_id, kind, label, edits, at) VALUES ('c1', ?, ?, ?, ?)",
                [kind, made.label, edits, at],
            )
        if version > 1:
            chain.add_links(db, KEYS.chain)
            schema._append_only(db, "UPDATE")
        db.conn.commit()
    library = Library.open(tmp_path, clock, KEYS)
    saved = library.load("c1")
    assert saved.case == edit[1]
    assert library.replayed("c1") == edit[1]
    commit(library, "c1", "person.name", "新名字")
    fresh = Library.open(tmp_path / "fresh", clock, KEYS)
    assert database.shape(library._db) == database.shape(fresh._db)
    library.close()
    fresh.close()


HOLD = """
import sys, time
from datetime import datetime, timezone
from pathlib import Path
from desktop.storage.keys import Keys
from desktop.storage.library import Library
from tests.storage.keeping import KEYS
held = Library.open(Path(sys.argv[1]), lambda: datetime.now(timezone.utc), KEYS)
print("open", flush=True)
time.sleep(60)
"""


def test_a_second_process_is_told_who_holds_the_library(folder: Path, clock: FakeClock) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as holder:
        try:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "open\n"
            with pytest.raises(UserError, match="另一个“职称申报助手”窗口") as caught:
                Library.open(folder, clock, KEYS)
            assert f"电脑 {platform.node()}" in caught.value.happened
        finally:
            holder.kill()
    # The lock died with the process; nothing has to be cleared away.
    library = Library.open(folder, clock, KEYS)
    assert len(library.cases()) == 2
    library.close()


def test_a_second_opening_in_the_same_process_is_refused_too(
    folder: Path, clock: FakeClock
) -> None:
    first = Library.open(folder, clock, KEYS)
    (folder / HOLDER).write_text("{half")
    with pytest.raises(UserError, match="另一个“职称申报助手”窗口"):
        Library.open(folder, clock, KEYS)
    commit(first, "c1", "person.gender", "男")
    first.close()
    second = Library.open(folder, clock, KEYS)
    assert second.load("c1").case.person.gender == "男"
    second.close()


def test_asking_at_the_door_of_an_open_library_does_not_let_go_of_it(
    folder: Path, clock: FakeClock
) -> None:
    """Its key files are gone: whoever asks what is there would look into the database."""
    library = Library.open(folder, clock, KEYS)
    door = Door(folder)
    assert door.state() == "lost"
    glance = HOLD.replace("time.sleep(60)", "")
    asked = [sys.executable, "-c", glance, str(folder)]
    second = subprocess.run(asked, cwd=ROOT, capture_output=True, check=False)
    assert b"UserError" in second.stderr
    assert second.stdout == b""
    library.close()
    assert subprocess.run(asked, cwd=ROOT, capture_output=True, check=True).stdout == b"open\n"


def test_the_note_of_who_holds_it_names_no_person(folder: Path, clock: FakeClock) -> None:
    library = Library.open(folder, clock, KEYS)
    assert set(json.loads((folder / HOLDER).read_text("utf-8"))) == {
        "computer",
        "process",
        "since",
    }
    library.close()
    assert not (folder / HOLDER).exists()


def test_a_place_that_cannot_be_a_folder(tmp_path: Path, clock: FakeClock) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UserError) as caught:
        Library.open(tmp_path / "file" / "library", clock, KEYS)
    assert caught.value.todo
    assert (tmp_path / "file").read_text() == "in the way"


OPEN = """
import os, sys
from datetime import datetime, timezone
from pathlib import Path
from desktop.errors import UserError
from desktop.storage.keys import Keys
from desktop.storage.library import Library
from tests.storage.keeping import KEYS
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    Library.open(Path(sys.argv[1]), lambda: datetime.now(timezone.utc), KEYS)
except UserError as error:
    sys.stdout.buffer.write(str(error).encode())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="folders there have no write bit")
def test_a_read_only_folder(folder: Path, clock: FakeClock) -> None:
    """Whoever may write everywhere (root) opens it as nobody would."""
    before = prints(folder)
    everyone = [p for p in folder.parents if p.stat().st_uid == os.geteuid()]
    modes = {p: p.stat().st_mode for p in [*everyone, folder]}
    for path in everyone:
        path.chmod(0o755)
    for path in folder.rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    folder.chmod(0o555)
    try:
        for place in (folder, folder / "new"):
            told = subprocess.run(
                [sys.executable, "-c", OPEN, str(place)],
                cwd=ROOT,
                capture_output=True,
                check=True,
            )
            assert "不能写入" in told.stdout.decode()
    finally:
        for path, mode in modes.items():
            path.chmod(mode)
    assert prints(folder) == before
