"""Draw pages into a folder: ``python -m tests.pages OUT --count N --seed S``.

The same seed gives the same people, kinds and faults; ``--list`` names kinds and faults.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tests.pages.drawing import KINDS, draw, save
from tests.pages.faults import FAULTS


def main(arguments: list[str] | None = None) -> int:
    """Draw, and say where."""
    parser = argparse.ArgumentParser(prog="python -m tests.pages", description=__doc__)
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=list(KINDS), default="")
    parser.add_argument("--fault", choices=list(FAULTS), default="")
    parser.add_argument("--list", action="store_true")
    chosen = parser.parse_args(arguments)
    if chosen.list or chosen.out is None:
        sys.stdout.write("kinds:  " + " ".join(KINDS) + "\nfaults: " + " ".join(FAULTS) + "\n")
        return 0
    chosen.out.mkdir(parents=True, exist_ok=True)
    manifest = []
    for index in range(chosen.count):
        page = draw(chosen.seed, index, chosen.kind, chosen.fault)
        manifest.append(page.truth)
        save(page, chosen.out)
    text = json.dumps(manifest, ensure_ascii=False)
    (chosen.out / "manifest.json").write_text(text, encoding="utf-8")
    sys.stdout.write(f"{chosen.count} pages in {chosen.out}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
