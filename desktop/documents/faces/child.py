"""The child process that looks through the font folders of a computer: folders in, faces out.

It is started by :mod:`~desktop.documents.faces.found`, which ends it where a file takes too long:
before it opens one, it says which. Each line it says is JSON, which is only ever data.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import stat
import sys
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from desktop.documents.faces import trial
from desktop.documents.faces.known import NAMES
from desktop.documents.fonts import Hand

if sys.platform != "win32":
    import resource

MOST_FILES = 5000
_SUFFIXES = (".ttf", ".ttc")
_MEMORY = 1 << 30
_SECONDS = 60  # of a processor


def main() -> None:
    """Look where the standard input says, tell what is found, and go."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program, which then kills us
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # libraries that print are not heard
    warnings.simplefilter("ignore")
    asked = json.load(sys.stdin)
    _bound()
    for said in look([Path(folder) for folder in asked["folders"]], frozenset(asked["skip"])):
        print(json.dumps(said), file=answers, flush=True)
    os._exit(0)


def _bound() -> None:
    with contextlib.suppress(OSError, ValueError):
        os.nice(10) if hasattr(os, "nice") else None
    if sys.platform != "win32":
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
            resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def look(folders: Sequence[Path], skip: frozenset[str]) -> Iterator[dict[str, Any]]:
    """What is said: ``at`` a file, a face for a ``hand``, or why one is ``refused``."""
    called: dict[str, list[tuple[Path, int, str]]] = {}
    for path in _files(folders):
        if str(path) in skip:
            continue
        yield {"at": str(path)}
        try:
            fonts = trial.names(path)
        except Exception:  # noqa: BLE001, S112 - whatever is wrong with it, it is not one of ours
            continue
        for number, names in enumerate(fonts):
            shown = next((name for name in names if not name.isascii()), names[0] if names else "")
            for name in names:
                called.setdefault(name.casefold(), []).append((path, number, shown))
    for hand, official in NAMES.items():
        candidates = dict.fromkeys(
            found for name in official for found in called.get(name.casefold(), ())
        )
        yield from _first_usable(hand, list(candidates))
    yield {"end": True}


def _first_usable(hand: Hand, candidates: list[tuple[Path, int, str]]) -> Iterator[dict[str, Any]]:
    for path, number, name in candidates:
        yield {"at": str(path)}
        try:
            state = path.stat()
            trial.tried(path, number, hand)
        except Exception as error:  # noqa: BLE001 - a hostile file may fail in any way
            yield {"refused": str(path), "hand": hand.name, "why": f"{error}"[:200]}
            continue
        yield {
            "hand": hand.name,
            "path": str(path),
            "number": number,
            "name": name,
            "size": state.st_size,
            "changed": state.st_mtime_ns,
        }
        return


def _files(folders: Sequence[Path]) -> Iterator[Path]:
    """Font files below the folders, each once, in an order that is always the same."""
    seen: set[str] = set()
    for folder in folders:
        for above, inner, names in os.walk(folder):
            inner.sort()
            for name in sorted(names):
                path = Path(above, name)
                if path.suffix.lower() not in _SUFFIXES or len(seen) >= MOST_FILES:
                    continue
                with contextlib.suppress(OSError):
                    state = path.stat()
                    real = str(path.resolve())
                    regular = stat.S_ISREG(state.st_mode) and 0 < state.st_size <= trial.LARGEST
                    if regular and real not in seen:
                        seen.add(real)
                        yield path
