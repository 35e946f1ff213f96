"""What the campaigns share: one cycle of work, said aloud once it is saved, and what must hold.

A campaign runs in processes of its own (``python -m tests.storage.killing`` and the like), which
import everything once and fork for each attempt: what dies there is never the test.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import keyring
from keyring.backends.null import Keyring as NoKeyring

from desktop.domain import change as changes
from desktop.domain.case import Attachment, Case
from desktop.domain.change import Change, Json
from desktop.errors import UserError
from desktop.storage import backup, history, passphrases, vault
from desktop.storage.history import History, Kind
from desktop.storage.keys import Keys
from desktop.storage.library import Library

ROOT = Path(__file__).parents[2]
PASSPHRASE = "春天的吉普停在院里"

Say = Callable[..., None]
"""Called with what was saved, once it is."""


def quick() -> None:
    """No keyring, and a passphrase that costs nothing: neither is what is tried here."""
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    passphrases.COSTS.update(memory_kib=64, passes=1, lanes=1)


def now() -> datetime:
    return datetime.now(UTC)


def print_of(case: Case) -> str:
    return hashlib.sha256(case.model_dump_json().encode()).hexdigest()


@dataclass
class Worker:
    """One case of an open library being worked on; says what is saved after it is."""

    library: Library
    case: Case
    steps: History
    say: Say
    early: bool = False

    @classmethod
    def on(cls, library: Library, case_id: str, say: Say, *, early: bool = False) -> Worker:
        saved = library.load(case_id)
        return cls(library, saved.case, saved.history, say, early)

    def edit(self, path: str, value: object) -> None:
        edit = changes.edit(self.case, path, value)
        self._commit(Change(label="修改", edits=(edit,)))

    def attach(self, data: bytes) -> None:
        entry = Attachment(slot="S01", sha256=self.library.put_file(data))
        edit = changes.inserted(self.case, "attachments", entry)
        self._commit(Change(label="添加附件", edits=(edit,)))

    def undo(self) -> None:
        step = self.steps.done[-1]
        self._commit(self.library.taking_back(self.case, step), "undo", step.seq)

    def redo(self) -> None:
        step = self.steps.undone[-1]
        self._commit(self.library.repeating(self.case, step), "redo", step.seq)

    def back_up(self, to: Path) -> None:
        made = backup.make(self.library, to)
        self.say("backup", str(made.folder))

    def _commit(self, made: Change, kind: Kind = "edit", target: int | None = None) -> None:
        after = changes.apply(self.case, made.edits)
        if self.early:
            self.say("case", self.case.case_id, print_of(after))
        self.steps, _ = self.library.commit(
            self.case.case_id, made, after, self.steps, kind=kind, target=target
        )
        self.case = after
        if not self.early:
            self.say("case", self.case.case_id, print_of(after))


@dataclass
class Said:
    """What was called saved: the last print of each case, how often, the backups, other words."""

    last: dict[str, str] = field(default_factory=dict)
    saved: int = 0
    backups: list[str] = field(default_factory=list)
    other: list[list[Any]] = field(default_factory=list)

    def hear(self, line: bytes | str) -> None:
        words = json.loads(line)
        if words[0] == "case":
            self.last[words[1]] = words[2]
            self.saved += 1
        elif words[0] == "backup":
            self.backups.append(words[1])
        else:
            self.other.append(words)

    def hear_all(self, data: bytes) -> None:
        # A line that was cut off was never said.
        for line in data.split(b"\n")[:-1]:
            self.hear(line)

    def has(self, *words: Any) -> bool:
        return list(words) in self.other


def saying(file: int) -> Say:
    """Words into a pipe, each line at once and whole."""

    def say(*words: Any) -> None:
        os.write(file, json.dumps(words).encode() + b"\n")

    return say


def log_of(library: Library, case_id: str) -> list[tuple[Kind, list[Json]]]:
    rows = library._db.execute(
        "SELECT kind, edits FROM changes WHERE case_id = ? ORDER BY seq", [case_id]
    )
    return [(kind, json.loads(edits)) for kind, edits in rows.fetchall()]


def lost(library: Library, case_id: str, last: str) -> Iterator[str]:
    """What of a case is not as last said: it may be one edit further, never behind."""
    log = log_of(library, case_id)
    if not log:
        yield f"LOST the case {case_id}"
        return
    # The first row begins the case: before it there is nothing to replay.
    logs = [log] if len(log) == 1 else [log, log[:-1]]
    if last not in (print_of(history.replay(rows)) for rows in logs):
        yield f"LOST an edit of {case_id}"


def unsound(library: Library, said: Said, keys: Keys) -> Iterator[str]:
    """Everything that must hold of a library after whatever happened, where it does not."""
    db = library._db
    if db.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
        yield "CORRUPT database"
    if db.execute("PRAGMA foreign_key_check").fetchall():
        yield "CORRUPT references"
    for case_id, last in said.last.items():
        yield from lost(library, case_id, last)
    for row in library.cases():
        saved = library.load(row.case_id)
        if history.replay(log_of(library, row.case_id)) != saved.case:
            yield f"CORRUPT history of {row.case_id}"
        for attachment in saved.case.attachments:
            if not library.store.sound(attachment.sha256):
                yield f"LOST an attachment of {row.case_id}"
    if left := [p.name for p in library.folder.rglob("*.tmp*")]:
        yield f"LEFT {left}"
    for name in said.backups:
        try:
            backup.require_whole(Path(name), keys)
        except UserError as error:
            yield f"LOST a backup: {error.happened} {error.details}"


def half_backups(place: Path, keys: Keys) -> Iterator[str]:
    """Backups that are offered and cannot be restored."""
    for made in backup.found(place):
        try:
            backup.require_whole(made.folder, keys)
        except UserError as error:
            yield f"HALF a backup: {error.happened} {error.details}"


def checked(folder: Path, keys: Keys, said: Said, places: Sequence[Path] = ()) -> list[str]:
    """Open a library as the next start would and look at everything; what is wrong with it."""
    try:
        library = Library.open(folder, now, keys)
    except UserError as error:
        return [f"SHUT {error.happened}"]
    try:
        wrong = list(unsound(library, said, keys))
        for place in places:
            wrong += half_backups(place, keys)
        for row in library.cases()[:1]:
            Worker.on(library, row.case_id, lambda *_: None).edit("person.gender", "男")
    finally:
        library.close()
    return wrong


def fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def keys_of(folder: Path, *codes: str) -> Keys:
    """The keys by one of the codes, else by the passphrase; any other error passes.

    Killed after a new code was written and before it was told, only the passphrase opens.
    """
    for code in codes:
        with contextlib.suppress(vault.WrongPassphrase):
            return vault.open_with_code(folder, code)
    return vault.open_with_passphrase(folder, PASSPHRASE)


def start(module: str, *words: object, **environment: str) -> subprocess.Popen[str]:
    """A process of the campaign ``module``; it prints what it found as JSON."""
    return subprocess.Popen(
        [sys.executable, "-m", f"tests.storage.{module}", *(str(w) for w in words)],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
    )


def result(process: subprocess.Popen[str]) -> Any:
    """What it printed last."""
    out, _ = process.communicate(timeout=3600)
    assert process.returncode == 0, out[-2000:]
    return json.loads(out.splitlines()[-1])
