"""Makes every picture of the documents anew.

    PYTHONPATH=.:packaging .venv/bin/python -m pictures [rooms | NAME …]

``rooms`` is the picture of the house in `desktop/rooms.svg`; the others are windows, by the name
of their file in `resources/help/manual/pictures`.
"""

from __future__ import annotations

import sys


def main(names: tuple[str, ...]) -> None:
    """Make those called so, or all."""
    if not names or "rooms" in names:
        from pictures import rooms  # noqa: PLC0415 - needs no Qt, and the other needs no rooms

        rooms.OUT.write_text(rooms.drawn(), "utf-8")
    if names != ("rooms",):
        from pictures import windows  # noqa: PLC0415

        windows.take(tuple(name for name in names if name != "rooms"))


if __name__ == "__main__":
    main(tuple(sys.argv[1:]))
