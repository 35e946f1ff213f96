"""One sitting of copying: what comes next, what was copied and waits, what is ticked off.

The step of it: copy a value, paste it into the platform, come back and go on. Going on ticks off
what was copied, so a tick always says that somebody has been there and come back.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop.app.platform import ticks
from desktop.app.platform.sheet import Item, PlatformColumn, sheet
from desktop.app.platform.ticks import Count, State, Thing, Tick, Ticks, things
from desktop.app.platform.uploads import Upload
from desktop.app.safety.locking import CLIPBOARD_SECONDS, holds_id_number
from desktop.app.session import Session
from desktop.domain.moments import written


class Copying:
    """The case as it is typed in, and the ticks, kept at once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._memory = session.library.memory
        self._case_id = session.case.case_id
        self.ticks: Ticks = ticks.load(self._memory, self._case_id)
        self.pending = ""
        """Key of what was copied last and is not ticked yet."""
        self.columns: tuple[PlatformColumn, ...] = ()
        self.refresh()

    def refresh(self) -> None:
        """Follow the case."""
        self.columns = sheet(self._session.case, self._session.notice)

    @property
    def count(self) -> Count:
        """How far one is with all of it."""
        return ticks.count(self.columns, self.ticks)

    def count_of(self, at: int) -> Count:
        """How far one is with a column."""
        return ticks.count(self.columns[at : at + 1], self.ticks)

    def state(self, thing: Thing) -> State:
        """How one value stands."""
        return self.ticks.state(thing)

    def before(self, thing: Thing) -> Tick | None:
        """What was typed in where the case says something else now."""
        return self.ticks.done.get(thing.key) if self.state(thing) == "changed" else None

    @property
    def changed(self) -> tuple[Thing, ...]:
        """Everything that has been edited since it was typed in."""
        every = (one for column in self.columns for one in things(column))
        return tuple(one for one in every if self.state(one) == "changed")

    @property
    def gone(self) -> tuple[tuple[str, Tick], ...]:
        """What was typed in and is in the case no more."""
        return ticks.gone(self.columns, self.ticks)

    def drop_gone(self) -> None:
        """It has left the platform too."""
        self._keep(self.ticks.unticked(key for key, _ in self.gone))

    def tick(self, those: Sequence[Thing], *, on: bool) -> None:
        """They are typed in at this moment, or are not."""
        if on:
            self._keep(self.ticks.ticked(those, written(self._session.now())))
        else:
            self._keep(self.ticks.unticked(one.key for one in those))
        if self.pending in {one.key for one in those}:
            self.pending = ""

    def find(self, key: str) -> tuple[int, Thing] | None:
        """The thing of that key and the place of its column."""
        for at, column in enumerate(self.columns):
            for one in things(column):
                if one.key == key:
                    return at, one
        return None

    def following(self, key: str) -> tuple[int, Thing] | None:
        """What comes next after ``key`` (``""``: from the start) that is not as it should be.

        From the end it goes on at the beginning; None once all is done.
        """
        every = [(at, one) for at, c in enumerate(self.columns) for one in things(c)]
        here = next((n for n, (_, one) in enumerate(every) if one.key == key), -1)
        turned = every[here + 1 :] + every[: max(here, 0)]
        return next((pair for pair in turned if self.state(pair[1]) != "done"), None)

    # ------------------------------------------------------------------ files

    @property
    def packet(self) -> Path | None:
        """The packet made last, where it still lies there."""
        known = Path(self.ticks.packet) if self.ticks.packet else None
        return known if known is not None and known.is_dir() else None

    def made(self, folder: Path) -> None:
        """A packet has been made there."""
        self._keep(self.ticks.model_copy(update={"packet": str(folder)}))

    def paths(self, upload: Upload) -> tuple[Path, ...]:
        """Where its files lie; none where one of them is not in the packet."""
        packet = self.packet
        found = [packet / file for file in upload.files] if packet is not None else []
        return tuple(found) if found and all(one.is_file() for one in found) else ()

    def text_of(self, thing: Thing) -> str:
        """What is put into the clipboard: the value, or where the files lie.

        Several files as Windows' own dialog takes them; ``""`` where there is nothing to copy.
        """
        if isinstance(thing, Item):
            return thing.value
        found = self.paths(thing) if isinstance(thing, Upload) else ()
        if len(found) == 1:
            return str(found[0])
        return " ".join(f'"{one}"' for one in found)

    def _keep(self, those: Ticks) -> None:
        if those != self.ticks:
            ticks.save(self._memory, self._case_id, those)
            self.ticks = those


def told(thing: Thing, text: str) -> str:
    """What is said after ``text`` was copied."""
    if isinstance(thing, Upload):
        said = f"已复制“{thing.called}”的位置。在平台选文件的窗口里粘贴到“文件名”，再点打开。"
    else:
        said = f"已复制“{thing.called}”。到平台上粘贴（Ctrl+V），贴好再回来。"
    if holds_id_number(text):
        said += f"身份证号 {CLIPBOARD_SECONDS} 秒后从剪贴板清除，关上这里也清除。"
    return said
