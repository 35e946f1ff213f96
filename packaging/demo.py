"""A library with eighty made-up people, for trying things: ``packaging/bootstrap.py run --demo``.

It lies in ``out/demo`` and stays as one left it; whoever wants it fresh deletes the folder. Its
window stands at the moment at which the people stand where they are said to: half a year later
every window of theirs would be closed.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from console import say
from desktop.app import settings
from desktop.app.library import Desk
from desktop.app.notices import installed
from desktop.app.safety.door import Door, Keys
from desktop.app.samples import demo
from desktop.app.samples.sample import keep_sample
from desktop.ui.application import run
from desktop.ui.offer import Offer

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "out" / "demo"
PASSPHRASE = "eighty made-up people"
COUNT = 80


def opened(folder: Path, keys: Keys, now: Callable[[], datetime]) -> Desk:
    """The library, under the notices at hand."""
    return Desk.open(folder, installed.notice, now, keys)


def begin(home: Path, now: Callable[[], datetime], count: int = COUNT) -> None:
    """Put ``count`` people into a new library in ``home``, whose window opens at their table."""
    home.mkdir(parents=True)
    desk = opened(home, Door(home).begin(PASSPHRASE, in_keyring=False).keys, now)
    demo.keep(desk, count)
    desk.close()
    settings.save(home, settings.Settings(desk=True))


def clock() -> Callable[[], datetime]:
    """The people's own moment, from which time goes on."""
    first, started = demo.moment(installed.notice), time.monotonic()
    return lambda: first + timedelta(seconds=time.monotonic() - started)


def main() -> int:
    """Make the library where there is none, and open the window; its exit code."""
    os.environ["ZHICHENG_HOME"] = str(HOME)
    now = clock()
    if not HOME.exists():
        say(
            f"正在准备演示资料库（{COUNT} 位虚构的申报人）…",
            f"Preparing a library of {COUNT} made-up people ...",
        )
        begin(HOME, now)
    say(
        f"资料库在 {HOME}，口令是 {PASSPHRASE} ；想重新来，先删掉这个文件夹。",
        f"The library is in {HOME}; its passphrase: {PASSPHRASE} . Delete it to begin anew.",
    )
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        return 0  # nobody could see the window
    return run(
        lambda folder, keys: opened(folder, keys, now),
        lambda: Offer(lambda desk: keep_sample(desk, installed.notice(demo.PACK))),
        HOME,
        sys.argv[:1],
        now=now,
    )


if __name__ == "__main__":
    sys.exit(main())
