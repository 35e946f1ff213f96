"""The house as `design` drew it: who may import whom, what each room may use, how long a file is.

The two tables below are that drawing. Every import counts, also one inside a function or under
TYPE_CHECKING: a room that needs another's types depends on it.
"""

import ast
import graphlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DESKTOP = ROOT / "desktop"

# Room → the rooms it may import. A room is a package or a single file under `desktop/`.
ROOMS: dict[str, frozenset[str]] = {
    "errors": frozenset(),
    "paths": frozenset(),
    "language": frozenset({"paths"}),
    "domain": frozenset(),
    "notices": frozenset({"domain", "errors"}),
    "storage": frozenset({"domain", "errors"}),
    "documents": frozenset({"domain", "errors"}),
    "imaging": frozenset({"domain", "errors"}),
    "rosters": frozenset({"domain", "errors"}),
    "app": frozenset({"domain", "notices", "storage", "documents", "imaging", "rosters"})
    | {"errors", "paths", "language", "__version__"},  # the program's version
    "ui": frozenset({"app", "domain", "errors", "paths", "language"}),
    "cli": frozenset({"app", "ui", "domain", "notices", "storage", "documents", "imaging"})
    | {"rosters", "errors", "paths", "language"},
    "__main__": frozenset({"app", "ui", "cli", "imaging", "rosters", "errors", "paths"}),
    "__init__": frozenset(),
}
# Room → the libraries it may use beside Python's own. Qt lives in `ui` and nowhere else.
LIBRARIES: dict[str, frozenset[str]] = {
    "domain": frozenset({"pydantic"}),
    "notices": frozenset({"pydantic", "yaml"}),
    "storage": frozenset({"pydantic", "sqlite_utils", "sqlcipher3", "cryptography", "keyring"}),
    "documents": frozenset({"reportlab", "fontTools", "docx", "lxml", "PIL"}),
    "imaging": frozenset({"PIL", "cv2", "numpy", "opencc", "pi_heif", "pypdfium2", "rapidocr"}),
    "rosters": frozenset({"openpyxl", "python_calamine"}),
    # Dask is an extra, asked for within one function where somebody names a cluster.
    "app": frozenset({"pydantic", "pypinyin", "dask", "distributed"}),
    "ui": frozenset({"PySide6", "shiboken6"}),
}
# Parts of Python's own that a room may not touch: the domain has no files, no clock, no network,
# and SQLite is known to `storage` alone.
OUTWARD = frozenset(
    {"os", "io", "pathlib", "shutil", "tempfile", "subprocess", "socket", "urllib", "http"}
    | {"sqlite3", "time", "logging", "threading", "locale"}
)
WITHHELD: dict[str, frozenset[str]] = {room: frozenset({"sqlite3"}) for room in ROOMS} | {
    "domain": OUTWARD,
    "storage": frozenset(),
}
LONGEST = 400
CROWDED = 20
"""So many files at the most lie in a room of `app` or `ui`."""
# Files that may be longer, each with its cause.
LONG_FOR_CAUSE: dict[str, str] = {}


def module_of(file: Path) -> str:
    """``desktop/app/session.py`` → ``desktop.app.session``; a package ends in ``__init__``."""
    return ".".join(file.relative_to(ROOT).with_suffix("").parts)


def room_of(module: str) -> str:
    """The room a dotted name lies in; ``desktop`` itself is the file that makes it a package."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def imported(source: str, module: str) -> Iterator[tuple[int, str]]:
    """Line and absolute dotted name of every import in ``source``, the text of ``module``."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = module.split(".")[: -node.level]
                base = ".".join([*above, base] if base else above)
            # `from desktop import ui` names a room only in its last word.
            names = (f"{base}.{alias.name}" for alias in node.names)
            yield from ((node.lineno, name) for name in names)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if called in ("__import__", "import_module"):
                yield node.lineno, f"<{called}>"


def offences(source: str, module: str) -> list[str]:
    """What ``module`` imports and its room may not."""
    room = room_of(module)
    found = []
    for line, name in imported(source, module):
        top = name.partition(".")[0]
        if top == "desktop":
            target = room_of(name)
            allowed = target == room or target in ROOMS[room]
        elif top in sys.stdlib_module_names:
            allowed = top not in WITHHELD[room]
        else:
            allowed = top in LIBRARIES.get(room, frozenset())
        if not allowed:
            found.append(f"{module}:{line} imports {name}")
    return found


def sources(*folders: str) -> list[Path]:
    """Every Python file below these folders of the checkout."""
    return sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py"))


def test_every_file_stands_in_a_room_of_the_plan() -> None:
    found = {room_of(module_of(file)) for file in sources("desktop")}
    assert "domain" in found
    assert found <= set(ROOMS)


def test_rooms_import_only_what_the_table_allows() -> None:
    found = [
        offence
        for file in sources("desktop")
        for offence in offences(file.read_text("utf-8"), module_of(file))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("desktop.app.session", "from PySide6.QtCore import QObject"),
        ("desktop.__main__", "import PySide6.QtWidgets as widgets"),
        ("desktop.domain.check", "def late():\n    from PySide6 import QtCore"),
        ("desktop.domain.check", "from desktop.errors import UserError"),
        ("desktop.domain.check", "from pathlib import Path"),
        ("desktop.domain.check", "import yaml"),
        ("desktop.notices.loading", "from desktop import paths"),
        ("desktop.notices.loading", "from ..storage import library"),
        ("desktop.notices.__init__", "from ..storage import library"),
        ("desktop.notices.loading", "from .. import storage"),
        ("desktop.documents.pdf.writing", "import desktop.imaging.intake"),
        (
            "desktop.storage.library",
            "from typing import TYPE_CHECKING as C\nif C:\n    from desktop.app import session",
        ),
        ("desktop.app.session", "from desktop.ui.shell import Shell"),
        ("desktop.app.session", "import sqlite3"),
        ("desktop.app.session", "from desktop.cli import main"),
        ("desktop.ui.shell", "from desktop.storage.library import Library"),
        ("desktop.ui.shell", "import importlib\nimportlib.import_module('desktop.storage')"),
        ("desktop.errors", "from desktop import domain"),
    ],
)
def test_an_import_outside_the_table_is_seen(module: str, source: str) -> None:
    assert len(offences(source, module)) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("desktop.domain.check", "from .case import Case\nfrom pydantic import BaseModel"),
        ("desktop.domain.checks.times", "from ..case import Case\nimport datetime"),
        ("desktop.domain.__init__", "from .case import Case"),
        ("desktop.storage.library", "import sqlite3\nimport sqlite_utils"),
        ("desktop.app.packet.making", "from desktop import documents, imaging, paths"),
        (
            "desktop.ui.shell",
            "from PySide6 import QtWidgets\nfrom desktop.app.session import Session",
        ),
        ("desktop.cli", "from desktop.notices.load import installed"),
    ],
)
def test_an_import_of_the_table_passes(module: str, source: str) -> None:
    assert offences(source, module) == []


def inner_room(name: str) -> str:
    """``desktop.ui.batch.dialog`` → ``ui.batch``; what lies in ``ui`` itself → ``ui``."""
    room, *inner = name.split(".")[1:3]
    return f"{room}.{inner[0]}" if inner and (DESKTOP / room / inner[0]).is_dir() else room


@pytest.mark.parametrize("room", ["app", "ui"])
def test_the_rooms_within_a_room_form_no_ring(room: str) -> None:
    leads: dict[str, set[str]] = {}
    for file in sources(f"desktop/{room}"):
        module = module_of(file)
        targets = {
            inner_room(name)
            for _, name in imported(file.read_text("utf-8"), module)
            if name.startswith(f"desktop.{room}.")
        }
        leads.setdefault(inner_room(module), set()).update(targets - {inner_room(module)})
    assert len(leads) > 10
    graphlib.TopologicalSorter(leads).prepare()  # a CycleError names the ring


def test_no_room_is_crowded() -> None:
    folders = {file.parent for file in sources("desktop/app", "desktop/ui")}
    crowded = {
        folder.relative_to(ROOT).as_posix(): len(found)
        for folder in folders
        if len(found := [f for f in folder.glob("*.py") if f.name != "__init__.py"]) > CROWDED
    }
    assert crowded == {}


def test_the_domain_asks_no_clock_and_opens_no_file() -> None:
    forbidden = {"now", "today", "utcnow", "open", "print", "input"}
    found = [
        f"{module_of(file)}:{node.lineno} calls {name}"
        for file in sources("desktop/domain")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and (name := getattr(node.func, "id", getattr(node.func, "attr", ""))) in forbidden
    ]
    assert found == []


def test_no_file_is_long_without_a_cause() -> None:
    long = {
        file.relative_to(ROOT).as_posix()
        for file in sources("desktop", "tests", "packaging")
        if len(file.read_text("utf-8").splitlines()) > LONGEST
    }
    # Both ways: a file that has become short again leaves the list.
    assert long == set(LONG_FOR_CAUSE)


def loaded_by(*modules: str) -> set[str]:
    """What a new process has loaded after it imported ``modules``."""
    asked = f"import sys, {', '.join(modules)}; print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(run.stdout.split())


def test_the_first_page_starts_without_what_works_on_materials() -> None:
    loaded = loaded_by("desktop.__main__", "desktop.cli", "desktop.ui.application")
    assert "desktop.ui.entrance" in loaded
    tops = {name.partition(".")[0] for name in loaded}
    assert not tops & {"pydantic", "yaml", "sqlite_utils", "numpy", "docx", "openpyxl", "keyring"}
    assert not loaded & {"desktop.domain.case", "desktop.ui.window", "desktop.cli.commands"}


def test_the_window_starts_without_what_looks_at_scans() -> None:
    loaded = loaded_by("desktop.ui.application", "desktop.ui.window")
    assert not loaded & {"cv2", "opencc", "pypdfium2", "desktop.app.scans.scanning"}
