"""Which face sets which character: the computer's own official ones, else the bundled fonts.

Faces fall back one character at a time (仿宋 lacks 堃喆镕珺 …). A character no face has is an error
that names it, never a blank: a name printed with a hole gets an application returned.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from pathlib import Path
from threading import RLock

from reportlab.pdfbase.ttfonts import TTFError

from desktop.documents.faces.outlines import Outlines
from desktop.documents.faces.truetype import FontFile
from desktop.errors import UserError

FILES = {
    "fang": "fang.ttf",
    "fang-rare": "fang-rare.ttf",
    "kai": "kai.ttf",
    "serif": "serif.ttf",
    "serif-bold": "serif-bold.ttf",
    "sans": "sans.ttf",
    "sans-bold": "sans-bold.ttf",
    "latin": "LiberationSerif-Regular.ttf",
}


SHOWN = {
    "fang": "仿宋（随软件）",
    "fang-rare": "仿宋补字（随软件）",
    "kai": "楷体（随软件）",
    "serif": "宋体（随软件）",
    "serif-bold": "小标宋（随软件）",
    "sans": "黑体（随软件）",
    "sans-bold": "粗黑体（随软件）",
    "latin": "Liberation Serif（随软件）",
}
"""What people are told of them."""


class Hand(Enum):
    """The hands (字体) official documents are set in."""

    FANG = "仿宋"
    BIAOSONG = "小标宋"
    HEI = "黑体"
    KAI = "楷体"
    SONG = "宋体"
    HEI_BOLD = "黑体加粗"


@dataclass(frozen=True, slots=True)
class Stack:
    """Faces in order of preference: for Chinese text, and for Latin words and numbers."""

    wide: tuple[str, ...]
    narrow: tuple[str, ...]


STACKS = {
    Hand.FANG: Stack(("fang", "fang-rare", "kai", "serif"), ("latin", "serif", "kai")),
    Hand.BIAOSONG: Stack(("serif-bold", "serif", "kai"), ("serif-bold", "serif", "kai")),
    Hand.HEI: Stack(("sans", "serif", "kai"), ("sans", "serif", "kai")),
    Hand.HEI_BOLD: Stack(("sans-bold", "serif", "kai"), ("sans-bold", "serif", "kai")),
    Hand.KAI: Stack(("kai", "serif"), ("kai", "serif")),
    Hand.SONG: Stack(("serif", "kai"), ("latin", "serif", "kai")),
}


class MissingGlyph(UserError):
    """A character none of the fonts can draw."""

    def __init__(self, char: str) -> None:
        super().__init__(
            f"文字里有一个字“{char}”（U+{ord(char):04X}），随软件提供的字体里都没有它，无法印出。",
            safe="文书没有生成，已填写的内容都在。",
            todo="请检查这个字是否输错；确是所需的字，请改用规范字或与受理部门商定写法。",
            details=(char,),
        )
        self.char = char


@dataclass(frozen=True, slots=True)
class OwnFace:
    """A font of this computer's, tried and found good, as it was then.

    ``name`` is what people call it, ``number`` its place in a collection.
    """

    name: str
    path: Path
    number: int
    size: int
    changed: int

    @property
    def same(self) -> bool:
        """Whether it is still the file that was tried."""
        try:
            state = self.path.stat()
        except OSError:
            return False
        return (state.st_size, state.st_mtime_ns) == (self.size, self.changed)


Own = Callable[[], Mapping[Hand, OwnFace]]
"""Tells the faces of this computer's to prefer; asked once, when the first hand is needed."""


class Fonts:
    """The faces of one folder, read when first needed; shared by all documents of a program.

    Those of this computer's that ``own`` tells are preferred, character by character.
    """

    def __init__(self, folder: Path, own: Own = dict) -> None:
        self.folder = folder
        self._own = own
        self._lock = RLock()
        self._faces: dict[str, Face] = {}
        self._hands: dict[Hand, HandMeasure] = {}

    def face(self, name: str) -> Face:
        """The face of that name: one in ``FILES``, or an own one of some hand."""
        with self._lock:
            if name not in self._faces:
                path = self.folder / FILES[name]
                if not path.is_file():
                    raise _not_installed(path)
                self._faces[name] = Face(SHOWN[name], path)
            return self._faces[name]

    def hand(self, hand: Hand) -> HandMeasure:
        """Widths of a hand, for the composer."""
        with self._lock:
            if hand not in self._hands:
                self._hands[hand] = HandMeasure(self, STACKS[hand], self._preferred(hand))
            return self._hands[hand]

    def _preferred(self, hand: Hand) -> str:
        """The own face of a hand, read; "" where there is none to be had."""
        own = self._own().get(hand)
        name = f"own-{hand.name}"
        if own is None or not own.same:
            return ""
        try:
            self._faces[name] = Face(own.name, own.path, own.number)
        except (TTFError, OSError, ValueError, LookupError, struct.error):
            return ""  # it was good when it was tried; what it is now is of no use
        return name


def _not_installed(path: Path) -> UserError:
    return UserError(
        f"程序自带的字体文件“{path.name}”不见了，无法生成文书。",
        safe="已填写的内容都在。",
        todo="请重新安装本程序。",
        details=(str(path),),
    )


class Face:
    """One font file: ``font`` for text in a PDF, ``outlines`` for what is drawn."""

    def __init__(self, name: str, path: Path, number: int = 0) -> None:
        self.name = name
        self.path = path
        self.number = number
        self.font = FontFile(path, number)

    @cached_property
    def outlines(self) -> Outlines:
        """Its characters as shapes."""
        return Outlines(self.path, self.number)

    def advance(self, char: str) -> float | None:
        """Width of ``char`` in em; None where the face lacks it, or shows nothing for it."""
        glyph = self.font.glyph(char)
        if not glyph or not (self.font.drawn(glyph) or char.isspace()):
            return None
        return self.font.width(glyph) / 1000


class HandMeasure:
    """A stack of faces as the composer wants it (:class:`~desktop.documents.clusters.Measure`)."""

    def __init__(self, fonts: Fonts, stack: Stack, own: str = "") -> None:
        self._fonts = fonts
        self._stack = stack
        self._own = own
        self._known: dict[tuple[str, bool], tuple[str, float]] = {}

    def glyph(self, char: str, *, wide: bool) -> tuple[str, float]:
        """Name of the first face that has ``char``, and its width there in em."""
        key = (char, wide)
        if key not in self._known:
            self._known[key] = self._find(char, wide=wide)
        return self._known[key]

    def _find(self, char: str, *, wide: bool) -> tuple[str, float]:
        if self._own and wide and self._fonts.face(self._own).advance(char) == 1.0:
            return self._own, 1.0
        for name in self._stack.wide if wide else self._stack.narrow:
            advance = self._fonts.face(name).advance(char)
            if advance is not None:
                return name, advance
        raise MissingGlyph(char)
