"""Bits flipped and files cut: found out wherever it is, told, and nothing written over it.

``ZHICHENG_FLIPS=5000`` before the command tries that many damages instead of 400.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.storage import backup, rescue, vault
from desktop.storage.keys import Keys
from desktop.storage.library import Library
from desktop.storage.remains import DATABASE, FILES
from desktop.storage.vault import KEY_FILES
from tests.storage.campaign import PASSPHRASE, Worker, now, quick
from tests.storage.keeping import SECRETS, a_case, prints

DAMAGES = int(os.environ.get("ZHICHENG_FLIPS", "400"))
SALT_BYTES = 16
"""Begin the database. The salt is known from the key and never read from there."""


@dataclass(frozen=True)
class Kept:
    """A vault, cleanly closed or with its journal as a kill left it, and a backup of it."""

    folder: Path
    code: str
    keys: Keys
    cases: int

    @property
    def library(self) -> Path:
        return self.folder / "library"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Kept]:
    made = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("desktop.storage.passphrases.COSTS", {})
        quick()
        for name in ("closed", "killed"):
            folder = tmp_path_factory.mktemp(name)
            begun = vault.begin(folder / "library", PASSPHRASE, in_keyring=False)
            (folder / "stick").mkdir()
            _in_child(folder, begun.keys, close=name == "closed")
            made[name] = Kept(folder, begun.code, begun.keys, 2)
    return made


def _in_child(folder: Path, keys: Keys, *, close: bool) -> None:
    if not hasattr(os, "fork"):
        _fill(folder, keys).close()
        return
    pid = os.fork()
    if pid == 0:
        library = _fill(folder, keys)
        if close:
            library.close()
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(pid, 0)


def _fill(folder: Path, keys: Keys) -> Library:
    rnd = random.Random(5)  # noqa: S311
    library = Library.open(folder / "library", now, keys)
    for case_id in ("c1", "c2"):
        library.create(a_case(case_id))
        worker = Worker.on(library, case_id, lambda *_: None)
        for _ in range(4):
            worker.edit("summary.text", "字" * 3000 + str(rnd.random()))
            worker.attach(rnd.randbytes(3000))
        # Pages that were used and are free again: nobody reads them.
        library._db.execute("CREATE TABLE gone AS SELECT * FROM changes")
        library._db.execute("DROP TABLE gone")
        worker.edit("person.name", "最后一次修改")
    backup.make(library, folder / "stick")
    return library


def files_of(folder: Path) -> dict[str, list[Path]]:
    """The files by what they are, a database as often as all the others together."""
    place = next((folder / "stick").iterdir())
    library = folder / "library"
    journal = library / f"{DATABASE}-wal"
    kinds = {
        "database": [library / DATABASE],
        "journal": [journal] if journal.exists() else [],
        "key file": [library / name for name in KEY_FILES],
        "attachment": sorted((library / FILES).glob("??/*")),
        "backup": [*sorted(place.glob("2*/*")), *sorted((place / FILES).glob("??/*"))],
    }
    return {kind: [p.relative_to(folder) for p in paths] for kind, paths in kinds.items() if paths}


def damage(path: Path, rnd: random.Random) -> str:
    """One bit flipped, or the end cut off."""
    data = bytearray(path.read_bytes())
    if rnd.random() < 0.2:
        keep = rnd.randrange(len(data))
        path.write_bytes(data[:keep])
        return f"cut to {keep}"
    at = rnd.randrange(SALT_BYTES if path.name == DATABASE else 0, len(data))
    data[at] ^= 1 << rnd.randrange(8)
    path.write_bytes(data)
    return f"bit of {at} of {len(data)}"


def told(folder: Path, kept: Kept, kind: str) -> list[UserError]:
    """Everything that is said on looking at the whole vault and its backup."""
    said: list[UserError] = []
    library = folder / "library"
    if kind == "backup":
        for made in (folder / "stick").glob("*/2*"):
            try:
                came = backup.restore(made, kept.code, folder / "restored")
            except UserError as error:
                said.append(error)
                assert not (folder / "restored").exists()
                continue
            lost = backup.damaged_in(made, kept.keys)
            assert came == len(backup.named_in(made, kept.keys)) - len(lost)
            assert len(lost) <= 1
            said += [UserError("stayed behind", safe="", todo="") for _ in lost]
        return said
    whole = [(library / name).read_bytes() for name in KEY_FILES]
    try:
        assert vault.open_with_code(library, kept.code) == kept.keys
        if whole[0] != whole[1]:
            # The other copy opened it, and has made this one good.
            good = [(library / name).read_bytes() for name in KEY_FILES]
            assert good[0] == good[1]
            assert good[0] in whole
            said.append(UserError("made good", safe="", todo=""))
        opened = Library.open(library, now, kept.keys)
    except UserError as error:
        return [*said, error]
    assert len(opened.cases()) == kept.cases
    for row in opened.cases():
        case = opened.load(row.case_id).case
        for attachment in case.attachments:
            try:
                opened.file(attachment.sha256)
            except UserError as error:
                said.append(error)
    assert len(rescue.damaged_files(opened)) == (kind == "attachment")
    opened.close()
    return said


@pytest.mark.parametrize("state", ["closed", "killed"])
def test_every_damage_is_found_out(kept: dict[str, Kept], tmp_path: Path, state: str) -> None:
    rnd = random.Random(f"{state} {DAMAGES}")  # noqa: S311
    source = kept[state]
    kinds = files_of(source.folder)
    if state == "killed" and hasattr(os, "fork"):
        assert "journal" in kinds
    missed: list[str] = []
    tried: Counter[str] = Counter()
    for number in range(DAMAGES // 2):
        kind = rnd.choice(list(kinds))
        folder = tmp_path / str(number)
        shutil.copytree(source.folder, folder)
        path = folder / rnd.choice(kinds[kind])
        how = damage(path, rnd)
        before = prints(folder / "library")
        said = told(folder, source, kind)
        tried[kind] += 1
        if not said and kind == "database" and state == "killed":
            # The page damaged is whole in the journal, which was brought in: all is there.
            tried["made good"] += 1
        elif not said:
            missed.append(f"{kind} {path.relative_to(folder)}: {how}")
        for error in said:
            text = f"{error} {error.details}"
            assert not [s for s in SECRETS if s in text]
        if kind in ("database", "journal", "backup") and said:
            after = prints(folder / "library")
            # Closing brings what is whole of a journal into the database; the journal stays.
            same = [n for n in before if state == "closed" or n != DATABASE]
            assert {n: after.get(n) for n in same} == {n: before[n] for n in same}
        shutil.rmtree(folder)
    print(state, dict(tried))  # noqa: T201
    assert missed == []


def test_a_flip_in_the_salt_changes_nothing(kept: dict[str, Kept], tmp_path: Path) -> None:
    shutil.copytree(kept["closed"].folder, tmp_path / "v")
    path = tmp_path / "v" / "library" / DATABASE
    data = bytearray(path.read_bytes())
    data[3] ^= 1
    path.write_bytes(data)
    assert told(tmp_path / "v", kept["closed"], "database") == []
