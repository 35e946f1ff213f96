"""A library of every schema there was, as its own program wrote it, opens in this one, whole."""

from __future__ import annotations

import json
import re
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import keyring
import pytest

from desktop.app.safety.door import Door
from desktop.domain import change as changes
from desktop.domain.case import Case
from desktop.storage import database, schema
from desktop.storage.keys import Keys
from desktop.storage.library import Library
from desktop.storage.remains import DATABASE
from tests.keyrings import Nowhere
from tests.storage.keeping import KEYS, FakeClock, commit

VAULTS = Path(__file__).parents[1] / "data" / "vaults"
KEPT = sorted(p.name for p in VAULTS.iterdir() if p.is_dir())


class Earlier:
    """A copy of an earlier library, and what it is said to hold."""

    def __init__(self, name: str, folder: Path) -> None:
        keyring.set_keyring(Nowhere())
        self.folder = folder
        shutil.copytree(VAULTS / name, folder)
        self.told: dict[str, Any] = json.loads((folder / "told.json").read_text("utf-8"))
        (folder / "told.json").unlink()
        self.case = Case.model_validate_json(json.dumps(self.told["case"]))

    def keys(self, way: str) -> Keys:
        door = Door(self.folder)
        if not self.told["passphrase"]:
            assert door.state() == "plain"
            return door.begin("春天的吉普停在院里", in_keyring=False).keys
        assert door.state() == "locked"
        return (door.by_code if way == "code" else door.by_passphrase)(self.told[way]).keys


@pytest.mark.parametrize("way", ["passphrase", "code"])
@pytest.mark.parametrize("name", KEPT)
def test_it_opens_and_all_of_it_is_there(
    tmp_path: Path, clock: FakeClock, name: str, way: str
) -> None:
    earlier = Earlier(name, tmp_path / "library")
    library = Library.open(earlier.folder, clock, earlier.keys(way))
    saved = library.load("c1")
    assert saved.case == earlier.case == library.replayed("c1")
    assert [step.label for step in saved.history.done] == earlier.told["steps"]
    assert saved.place == "basic person.name"
    assert [row.case_id for row in library.cases(removed=True)] == ["c2"]
    for attachment in saved.case.attachments:
        assert library.file(attachment.sha256).startswith(b"%PDF")
    assert library.hashes() == tuple(a.sha256 for a in saved.case.attachments)
    for key, value in {"unit": None, **earlier.told.get("memory", {})}.items():
        assert library.memory.get(key) == value

    # Undo reaches back over the change of programs, and work goes on.
    step = saved.history.done[-1]
    back = library.taking_back(saved.case, step)
    assert [edit.path for edit in back.edits] == ["attachments"]
    without = changes.apply(saved.case, back.edits)
    assert without == saved.case.model_copy(update={"attachments": ()})
    steps, _at = library.commit("c1", back, without, saved.history, kind="undo", target=step.seq)
    again = library.repeating(without, steps.undone[-1])
    assert changes.apply(without, again.edits) == saved.case
    after = commit(library, "c1", "person.name", "新名字")
    library.restore("c2")
    library.close()
    library = Library.open(earlier.folder, clock, library.keys)
    assert library.load("c1").case == after == library.replayed("c1")
    assert library.load("c2").case.person.name == "另一个人"

    fresh = Library.open(tmp_path / "fresh", clock, KEYS)
    assert database.shape(library._db) == database.shape(fresh._db)
    fresh.close()
    library.close()


@pytest.mark.parametrize("name", KEPT)
def test_what_it_was_stays_beside_what_becomes_of_it(
    tmp_path: Path, clock: FakeClock, name: str
) -> None:
    earlier = Earlier(name, tmp_path / "library")
    library = Library.open(earlier.folder, clock, earlier.keys("passphrase"))
    keys = library.keys
    library.close()
    (number,) = map(int, re.findall(r"\d+", name))
    kept = sorted(p.name for p in earlier.folder.glob("*-before-*"))
    assert kept == ([f"library-before-{number + 1}.db"] if number < schema.VERSION else [])
    for before in kept:
        with closing(database.connected(earlier.folder / before, keys)) as db:
            assert db.execute("PRAGMA user_version").fetchone() == (number,)
    plain = [p for p in earlier.folder.rglob("*") if p.is_file() and p.name.endswith(".db")]
    assert not any(p.read_bytes().startswith(b"SQLite format 3") for p in plain)


def test_one_of_each_schema_is_kept() -> None:
    numbers = {int(number) for name in KEPT for number in re.findall(r"\d+", name)}
    assert numbers == set(range(1, schema.VERSION + 1))
    assert all((VAULTS / name / DATABASE).stat().st_size for name in KEPT)
