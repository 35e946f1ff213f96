"""Setting text in one frame: the primitives the rows of every block are made with."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.documents.blocks import Align
from desktop.documents.clusters import Cutter
from desktop.documents.fonts import Fonts, Hand
from desktop.documents.geometry import Frame
from desktop.documents.lines import Line, compose
from desktop.documents.marks import printable
from desktop.documents.page import BLACK, Colour, Row, Text

ASCENT = 0.86
"""Height of a Chinese character above the baseline, in em."""


class Setter:
    """Text of one frame in the faces of ``fonts``; lengths in points unless said otherwise."""

    def __init__(self, frame: Frame, fonts: Fonts) -> None:
        self.frame = frame
        self.fonts = fonts
        self._cutters: dict[tuple[Hand, float], Cutter] = {}

    def line(self, text: str, hand: Hand) -> Line:
        """``text`` on one line, however long (em)."""
        lines = self.compose(text, hand, 10_000.0, align=Align.LEFT)
        return lines[0] if lines else Line("", (), 0.0)

    def compose(
        self,
        text: str,
        hand: Hand,
        room: float,
        *,
        pitch: float = 1.0,
        indent: float = 0.0,
        keep: Sequence[str] = (),
        align: Align = Align.JUSTIFY,
    ) -> tuple[Line, ...]:
        """``text``, broken into lines of ``room`` (all in em); its own line ends are kept."""
        justify = align is Align.JUSTIFY
        # A long word torn is better than a line torn apart; a ragged line is neither.
        longest = room / 2 if justify else room
        cutter = self._cutter(hand, pitch)
        lines: list[Line] = []
        for paragraph in printable(text).split("\n"):
            cut = cutter.cut(paragraph, keep=keep, longest_word=longest, room=room)
            lines.extend(compose(cut, room, indent=indent, justify=justify))
        return tuple(lines)

    def _cutter(self, hand: Hand, pitch: float) -> Cutter:
        if (hand, pitch) not in self._cutters:
            self._cutters[hand, pitch] = Cutter(self.fonts.hand(hand), pitch)
        return self._cutters[hand, pitch]

    def text(self, line: Line, size: float, x: float, y: float, *, colour: Colour = BLACK) -> Text:
        """A composed line at its place; ``y`` is the baseline."""
        return Text(x, y, size, line.glyphs, line.text, colour)

    def start(self, align: Align, width: float, room: float | None = None) -> float:
        """Where something ``width`` wide begins in ``room`` (the text area)."""
        space = (self.frame.width if room is None else room) - width
        if align is Align.CENTRE:
            return space / 2
        return space if align is Align.RIGHT else 0.0

    def strip(
        self,
        line: Line,
        size: float,
        height: float,
        *,
        x: float = 0.0,
        hold: bool = False,
        colour: Colour = BLACK,
    ) -> Row:
        """A row of ``height`` with one line of text in its middle."""
        return Row(height, (self.text(line, size, x, baseline(height, size), colour=colour),), hold)


def baseline(height: float, size: float) -> float:
    """The baseline of type of ``size`` in the middle of a strip of ``height``, from its top."""
    return (height - size) / 2 + size * ASCENT
