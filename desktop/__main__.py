"""``python -m desktop``: the window; with a command, the terminal; ``--walk`` without a screen.

A built program is also started as its own child that opens foreign files (``--decode``,
``--read-roster``) or looks for fonts (``--look-for-fonts``).
"""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable
from pathlib import Path

# Each way loads only what it needs: a child has to be there at once, the terminal's commands do
# without Qt, and somebody waits for the window.
# ruff: noqa: PLC0415

WALK = "--walk"
FONT_CHILD = "--look-for-fonts"


def main() -> int:
    """Where the program begins; its exit code."""
    multiprocessing.freeze_support()  # a built program is also its own worker of a batch
    arguments = sys.argv[1:]
    if arguments[:1] == [WALK]:
        from desktop.ui.walk.steps import walk

        return walk(Path(arguments[1] if len(arguments) > 1 else "out"))
    if arguments and (child := _child(arguments[0])) is not None:
        child()
        return 0
    from desktop import cli
    from desktop.app.safety.locking import leave_no_dump

    leave_no_dump()
    return cli.main(arguments or ["open"])


def _child(word: str) -> Callable[[], object] | None:
    """What a built program does that was started as its own child by ``word``."""
    if not word.startswith("--"):
        return None
    from desktop.imaging.foreign.decoder import CHILD
    from desktop.rosters.child import CHILD as ROSTER_CHILD

    if word == CHILD:
        from desktop.imaging.foreign import child

        return child.main
    if word == ROSTER_CHILD:
        from desktop.rosters import child as roster_child

        return roster_child.main
    if word == FONT_CHILD:
        from desktop.app.papers import typefaces

        return typefaces.child_main
    return None


if __name__ == "__main__":
    sys.exit(main())
