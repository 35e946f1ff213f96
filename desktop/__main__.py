"""``python -m desktop``: the window; with a command, the terminal; ``--walk`` without a screen."""

from __future__ import annotations

import sys
from pathlib import Path

from desktop import cli

WALK = "--walk"


def main() -> int:
    """Where the program begins; its exit code."""
    arguments = sys.argv[1:]
    if arguments[:1] == [WALK]:
        # Qt is slow to load; the terminal's commands do without.
        from desktop.ui.walk import walk  # noqa: PLC0415

        return walk(Path(arguments[1] if len(arguments) > 1 else "out"))
    return cli.main(arguments or ["open"])


if __name__ == "__main__":
    sys.exit(main())
