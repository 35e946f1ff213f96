"""``python -m desktop``: the window; with a command, the terminal; ``--walk`` without a screen.

A built program is also started as its own child that opens foreign files (``--decode``,
``--read-roster``) or looks for fonts (``--look-for-fonts``).
"""

from __future__ import annotations

import multiprocessing
import sys
from pathlib import Path

from desktop.imaging.foreign.decoder import CHILD
from desktop.rosters.child import CHILD as ROSTER_CHILD

WALK = "--walk"
FONT_CHILD = "--look-for-fonts"


def main() -> int:
    """Where the program begins; its exit code."""
    multiprocessing.freeze_support()  # a built program is also its own worker of a batch
    arguments = sys.argv[1:]
    # Each way loads only what it needs: the child has to be there at once, the terminal's commands
    # do without Qt.
    if arguments[:1] == [CHILD]:
        from desktop.imaging.foreign import child  # noqa: PLC0415

        child.main()
    if arguments[:1] == [ROSTER_CHILD]:
        from desktop.rosters import child as roster_child  # noqa: PLC0415

        roster_child.main()
    if arguments[:1] == [FONT_CHILD]:
        from desktop.app.papers import typefaces  # noqa: PLC0415

        typefaces.child_main()
    if arguments[:1] == [WALK]:
        from desktop.ui.walk.steps import walk  # noqa: PLC0415

        return walk(Path(arguments[1] if len(arguments) > 1 else "out"))
    from desktop import cli  # noqa: PLC0415
    from desktop.app.safety.locking import leave_no_dump  # noqa: PLC0415

    leave_no_dump()
    return cli.main(arguments or ["open"])


if __name__ == "__main__":
    sys.exit(main())
