"""The official fonts of this computer, looked for once, while people look at something else.

Documents shown, printed and put into a packet here are set in them. A batch is not: its workers,
other computers among them, have the fonts that come with the program and no others, so that a
thousand people's papers look alike. ``ZHICHENG_FONTS=bundled`` does without them everywhere.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from functools import cache
from threading import Lock, Thread

from desktop import paths
from desktop.documents.faces.child import main as child_main
from desktop.documents.faces.found import Found, official
from desktop.documents.fonts import Hand, OwnFace

__all__ = ["BUNDLED", "CHOICE", "Typefaces", "child_main", "installed"]

CHOICE = "ZHICHENG_FONTS"
BUNDLED = "bundled"
"""What the environment says where the program's own fonts are to be used and no others."""


class Typefaces:
    """Looks in a thread of its own; whoever asks waits for it, but not for ever.

    ``wait`` are the seconds the first one to ask waits. What is not known by then is not used as
    long as the program runs: two prints of one document look alike.
    """

    def __init__(self, look: Callable[[], Found], wait: float = 5.0) -> None:
        self._found: Future[Found] = Future()
        self._wait = wait
        self._told: Mapping[Hand, OwnFace] | None = None
        self._lock = Lock()
        Thread(target=self._look, args=(look,), name="typefaces", daemon=True).start()

    def faces(self) -> Mapping[Hand, OwnFace]:
        """The faces to prefer."""
        with self._lock:
            if self._told is None:
                try:
                    self._told = self._found.result(self._wait).faces
                except TimeoutError:
                    self._told = {}
            return self._told

    def _look(self, look: Callable[[], Found]) -> None:
        try:
            self._found.set_result(look())
        except Exception as bug:  # noqa: BLE001 - raised where it is asked for
            self._found.set_exception(bug)


@cache
def _installed() -> Typefaces:
    return Typefaces(lambda: official(paths.fonts()))


def installed() -> Callable[[], Mapping[Hand, OwnFace]]:
    """What tells the faces of this computer's; looking begins now, where it has not yet."""
    if os.environ.get(CHOICE) == BUNDLED:
        return dict
    return _installed().faces
