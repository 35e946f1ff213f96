"""Hands: the sample from the empty program to the platform, and the same with Word templates.

*Ours* is counted, not guessed: the walk works the real window, and every click, key and chosen
file of it is counted; then each value goes to the platform by 抄录到平台 (copy, change window,
click, paste, back). *By hand* is what the same result takes with Word templates and a file manager:
every value typed into the platform's page, every place of every template filled (saved, printed),
every scan renamed, sorted into its folder and listed. Uploading and covering on the platform, the
summary's text and 手抄 are the same on both ways and left out, reading and thinking too: holding
the case against the notice is told apart, as the number of places to be looked at.

Seconds are those of the keystroke-level model (Card, Moran and Newell 1983): a key 0.28 s, pointing
at something 1.1 s and a click 0.2 s; a character by pinyin is four keys.
"""

from __future__ import annotations

import contextlib
import io
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from PySide6.QtTest import QTest

from desktop.app.notices import installed
from desktop.app.platform.sheet import sheet
from desktop.app.samples.sample import Sample, sample
from desktop.documents.material import Material
from desktop.domain.check import check
from desktop.domain.finding import Verdict
from desktop.ui.walk import hands, steps
from tests.benchmarks.measuring import Line, Plan, once

KEY, POINT, CLICK = 0.28, 1.1, 0.2
PER_CHARACTER = 4


@dataclass(frozen=True, slots=True)
class Work:
    """What hands did: clicks, keys, characters by an input method, files picked in a dialog."""

    clicks: int = 0
    keys: int = 0
    characters: int = 0
    files: int = 0

    def __add__(self, other: Work) -> Work:
        return Work(
            self.clicks + other.clicks,
            self.keys + other.keys,
            self.characters + other.characters,
            self.files + other.files,
        )

    @property
    def seconds(self) -> float:
        """By the keystroke-level model; a file is pointed at and clicked twice."""
        clicks = self.clicks * (POINT + CLICK) + self.files * (POINT + 2 * CLICK)
        return clicks + (self.keys + self.characters * PER_CHARACTER) * KEY


def typed(text: str) -> Work:
    """Typing ``text``."""
    wide = sum(not char.isascii() for char in text)
    return Work(keys=len(text) - wide, characters=wide)


def times(work: Work, count: int) -> Work:
    """The same so often."""
    return Work(*(value * count for value in asdict(work).values()))


# ------------------------------------------------------------------ ours


class Counted:
    """What the walk's hands do, counted on its way to Qt."""

    def __init__(self) -> None:
        self.done = Work()

    def __getattr__(self, name: str) -> Any:
        return getattr(QTest, name)

    def mouseClick(self, *given: Any) -> None:  # noqa: N802 - Qt's own name
        """A click."""
        self.done += Work(clicks=1)
        QTest.mouseClick(*given)

    def keyClick(self, *given: Any) -> None:  # noqa: N802
        """One key."""
        self.done += Work(keys=1)
        QTest.keyClick(*given)

    def keyClicks(self, widget: Any, text: str) -> None:  # noqa: N802
        """A key for each letter."""
        self.done += Work(keys=len(text))
        QTest.keyClicks(widget, text)


@contextlib.contextmanager
def counting(summary: str) -> Iterator[Counted]:
    """The walk's hands counted; the summary's own text is typed either way, and left out."""
    counted = Counted()
    commit, with_dialog, replace = hands.commit, hands.with_dialog, hands.replace

    def committed(widget: Any, text: str) -> None:
        counted.done += Work(characters=len(text))
        commit(widget, text)

    def picked(button: Any, path: Path) -> None:
        before = counted.done
        with_dialog(button, path)
        # The walk types the path; a person clicks the button and picks the file.
        counted.done = before + Work(clicks=1, files=1)

    def replaced(box: Any, text: str) -> None:
        before = counted.done
        replace(box, text)
        if text == summary:
            counted.done = before

    new: dict[str, Any] = {
        "QTest": counted,
        "commit": committed,
        "with_dialog": picked,
        "replace": replaced,
    }
    with mock.patch.multiple(hands, **new):
        yield counted


def walked(about: Sample) -> Work:
    """From the first start to the packet, in the real window."""
    with (
        tempfile.TemporaryDirectory() as out,
        counting(about.brought.case.summary.text) as counted,
        contextlib.redirect_stdout(io.StringIO()) as said,
    ):
        if steps.walk(Path(out)):
            raise SystemExit(f"样例没有走完：\n{said.getvalue()}")
    return counted.done


COPIED = Work(clicks=1, keys=7)
"""Enter copies, Alt+Tab, a click into the place, Ctrl+V, Alt+Tab."""

PRINTED = Work(clicks=3)
"""打印…, how, and 打印: all documents in the notice's order."""


def ours(about: Sample) -> dict[str, Work]:
    """What the way takes with the program."""
    values = [item.value for item in _platform(about)]
    return {
        "填写、添加、出件": walked(about),
        "抄到平台": times(COPIED, len(values)),
        "打印": PRINTED,
    }


# ------------------------------------------------------------------ by hand

OPENED = Work(files=1, keys=2)
"""A template opened from its folder, and closed."""

KEPT = Work(keys=4) + typed("申报材料")
"""Saved under another name, and printed: F12, a name, Enter; Ctrl+P and Enter."""

SORTED = Work(clicks=3, keys=2)
"""A file chosen, F2 and Enter about its new name, dragged into its folder (down and up)."""


def by_hand(about: Sample) -> dict[str, Work]:
    """What the same takes with templates, the platform's pages and a file manager."""
    notice, case = installed.notice(steps.PACK), about.brought.case
    pages, templates, files, listed = Work(), Work(), Work(), Work()
    for item in _platform(about):
        pages += Work(clicks=1) + typed(item.value)
    for terms in notice.documents:
        material = Material(case, notice, terms, about.as_of)
        templates += OPENED + KEPT
        for name in material.names():
            if name != "summary.text":
                templates += Work(clicks=1) + typed(material.text(name))
    for attachment in case.attachments:
        name = f"00-{attachment.title}-{attachment.year or ''}"
        files += SORTED + typed(name)
        # The list of what is covered: the file's name, yes or no, and what.
        covered = "、".join(attachment.mask.needed)
        listed += Work(clicks=3) + typed(name) + typed(attachment.mask.decision) + typed(covered)
    return {
        "在平台上打字": pages,
        "填模板、另存、打印": templates,
        "改文件名、分文件夹": files,
        "遮盖对照单": listed,
    }


def _platform(about: Sample) -> list[Any]:
    columns = sheet(about.brought.case, installed.notice(steps.PACK))
    return [item for column in columns for item in column.items if item.key != "summary.text"]


def looked_at(about: Sample) -> int:
    """Points of the notice that somebody has to hold this case against."""
    found = check(about.brought.case, installed.notice(steps.PACK), about.as_of)
    return sum(one.verdict not in (Verdict.NA, Verdict.INFO) for one in found)


def measure(_plan: Plan) -> Iterator[Line]:
    """Both ways' hands: by the model's seconds, then what was counted."""
    about = sample(installed.notice(steps.PACK))
    both = ours(about), by_hand(about)
    for parts in both:
        for name, work in parts.items():
            sys.stderr.write(f"{name}: {work}, {work.seconds / 60:.1f} min\n")
    mine, hand = (sum(parts.values(), Work()) for parts in both)
    floor = "Word templates and a file manager"
    yield once("hands from empty to the platform", floor, mine.seconds, hand.seconds)
    for what in ("clicks", "keys", "characters", "files"):
        counted = getattr(mine, what), getattr(hand, what)
        yield once(f"{what} from empty to the platform", floor, *counted, unit="")
    yield once("points of the notice held by eye", floor, 0, looked_at(about), unit="")
