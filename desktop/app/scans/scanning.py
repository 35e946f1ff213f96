"""Looking at scans: pages put upright, judged and read, with a proposal of what is to be covered.

A page is read once: what was found on it is kept by the hash of its content, and only who is to be
looked for may change. Everything here works on frozen values and may run on any thread.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from desktop.app.scans import portraits
from desktop.app.scans.sides import Side, meant, mismatch
from desktop.domain.case import Attachment, Case
from desktop.domain.notice import Notice
from desktop.domain.scans import Correction, MaskBox, MaskKind, Quad, ScanFault, ScanPage
from desktop.domain.terms import Slot
from desktop.errors import UserError
from desktop.imaging import correcting, legibility, proposals, raster, showing, straightening
from desktop.imaging.pictures import Matrix, Picture, corners_of, inverse, moved, quad_of
from desktop.imaging.portrait import PortraitSpec
from desktop.imaging.proposals import Subject
from desktop.imaging.reading import MODEL, Reader
from desktop.imaging.text import Char, Line
from desktop.language import tr

NOT_READ = tr("第 {n} 页没有读出来：")

FORM = 1
"""Of the kept readings; one of another form is read anew."""


class Keeper(Protocol):
    """Keeps readings by a key that says what was read; any of them may be gone again."""

    def reading(self, key: str) -> bytes | None:
        """What was kept, None where nothing is."""

    def keep_reading(self, key: str, body: bytes) -> None:
        """Keep ``body``, as long as there is room."""


class Nowhere:
    """Keeps nothing: each page is read anew."""

    def reading(self, _key: str) -> bytes | None:
        """Nothing."""
        return None

    def keep_reading(self, _key: str, _body: bytes) -> None:
        """Forget it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page is in itself, whoever it speaks of.

    Sizes are of the stored page, lines in pixels of the upright one.
    """

    width: int
    height: int
    correction: Correction
    faults: tuple[ScanFault, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Geometry:
    """From the stored page to the upright one a person looks at, and back."""

    page: ScanPage

    @cached_property
    def _led(self) -> tuple[Matrix, int, int]:
        page = self.page
        return correcting.matrix(page.correction, max(page.width, 1), max(page.height, 1))

    @property
    def width(self) -> int:
        """Of the upright page, in pixels."""
        return self._led[1]

    @property
    def height(self) -> int:
        """Of the upright page, in pixels."""
        return self._led[2]

    def to_view(self, quad: Quad) -> Quad:
        """A place of the stored page on the upright one."""
        return quad_of(moved(corners_of(quad), self._led[0]))

    def to_stored(self, quad: Quad) -> Quad:
        """A place of the upright page on the stored one."""
        return quad_of(moved(corners_of(quad), inverse(self._led[0])))


@dataclass(frozen=True, slots=True)
class Looking:
    """Whom to look for on a page, and for what; without ``kinds`` for nothing.

    ``side`` is the one of an ID card that belongs there; with ``photo`` the page is a 免冠 photo,
    judged as such and not read.
    """

    subject: Subject
    kinds: tuple[MaskKind, ...]
    side: Side = Side.NONE
    photo: PortraitSpec | None = None

    @property
    def key(self) -> str:
        """Changes with whatever is looked for: what :attr:`ScanPage.read_for` keeps."""
        place = "p" if self.photo else f"s{int(self.side)}" if self.side else ""
        return f"{self.subject.key(self.kinds)}{place}"


class _Page:
    """One page under examination: decoded and put upright when needed, as a rule once.

    Once it is upright the stored pixels are let go: a page may have fifty million of them.
    """

    def __init__(self, data: bytes, number: int) -> None:
        self._data = data
        self._number = number
        self._put: tuple[Correction, Picture] | None = None

    @cached_property
    def stored(self) -> Picture:
        return raster.page(self._data, self._number)

    @cached_property
    def exif(self) -> tuple[bool, int]:
        return raster.exif(self._data, self._number)

    def upright(self, correction: Correction) -> Picture:
        if self._put is None or self._put[0] != correction:
            self._put = correction, correcting.corrected(self.stored, correction)
            _ = self.size  # is known from here on without them
            del self.stored
        return self._put[1]

    @cached_property
    def size(self) -> tuple[int, int]:
        """Width and height as stored."""
        height, width = self.stored.shape[:2]
        return width, height


class Scanner:
    """Examines pages. The recogniser is loaded at the first page that nobody has read yet."""

    def __init__(self, keeper: Keeper, reader: Reader | None = None) -> None:
        self._keeper = keeper
        self.reader = reader or Reader()

    def examine(
        self,
        data: bytes,
        attachment: Attachment,
        number: int,
        looking: Looking,
        correction: Correction | None = None,
    ) -> ScanPage:
        """Page ``number`` (from 0) of a file: its correction, faults and what to cover on it.

        With ``correction`` the page is taken as the person has put it. Raises
        :class:`~desktop.errors.UserError` where the page cannot be opened or looked at.
        """
        try:
            return self._examined(_Page(data, number), attachment, number, looking, correction)
        except UserError:
            raise
        except Exception as bug:
            # Whatever there is on this page, it does not keep the others from being looked at.
            raise _beyond_us(number) from bug

    def _examined(
        self,
        page: _Page,
        attachment: Attachment,
        number: int,
        looking: Looking,
        correction: Correction | None,
    ) -> ScanPage:
        if looking.photo is not None:
            return _photo(page, looking, looking.photo, correction)
        seen = self._seen(page, attachment.sha256, number, correction)
        turned = mismatch((line.text for line in seen.lines), looking.side)
        boxes: tuple[MaskBox, ...] = ()
        if looking.kinds:
            upright = page.upright(seen.correction)
            found = proposals.propose(
                upright, seen.lines, self.reader, looking.subject, looking.kinds
            )
            leads, _, _ = correcting.matrix(seen.correction, seen.width, seen.height)
            boxes = proposals.to_stored(found, leads)
        return ScanPage(
            width=seen.width,
            height=seen.height,
            correction=seen.correction,
            faults=(*seen.faults, *((turned,) if turned else ())),
            boxes=boxes,
            read_for=looking.key,
        )

    def unread(self, data: bytes, number: int) -> ScanPage | None:
        """A page that could not be looked at, as the file says it stands: boxes can be drawn on it.

        None where it cannot be opened either. Its ``read_for`` is empty: nobody has read it.
        """
        page = _Page(data, number)
        try:
            (width, height), (mirrored, turns) = page.size, page.exif
        except (UserError, LookupError):
            return None
        put = Correction(mirrored=mirrored, turns=turns)
        return ScanPage(width=width, height=height, correction=put)

    def lines(
        self, data: bytes, sha256: str, number: int, correction: Correction | None = None
    ) -> tuple[Line, ...]:
        """What is written on a page, in pixels of the upright one."""
        return self._seen(_Page(data, number), sha256, number, correction).lines

    def _seen(self, page: _Page, sha256: str, number: int, correction: Correction | None) -> Seen:
        asked = "" if correction is None else correction.model_dump_json()
        key = f"{MODEL}/{FORM}/{sha256}/{number}/{asked}"
        kept = _read(self._keeper.reading(key))
        if kept is not None:
            return kept
        areas = None
        if correction is None:
            found = straightening.examine(page.stored, page.exif, self.reader)
            correction, areas = found.correction, found.areas
        upright = page.upright(correction)
        lines = self.reader.read(upright, areas)
        faults = legibility.judge(upright, lines)
        seen = Seen(*page.size, correction, faults, lines)
        self._keeper.keep_reading(key, _written(seen))
        return seen


def _beyond_us(number: int) -> UserError:
    return UserError(
        tr(
            "{not_read}它和平常的扫描件不一样，程序没能看完。",
            not_read=NOT_READ.format(n=number + 1),
        ),
        safe=tr("文件没有变，其他的文件照常。"),
        todo=tr("请打开它看看，是不是扫错了；重新扫描以后再添加。"),
    )


def page_picture(data: bytes, number: int, correction: Correction, longest: int = 2400) -> bytes:
    """The page upright as PNG, no side longer than ``longest`` pixels."""
    return showing.png(correcting.corrected(raster.page(data, number), correction), longest)


def looking_for(attachment: Attachment, case: Case, notice: Notice) -> Looking:
    """Whom and what to look for on an attachment.

    On papers of an earlier employer that one's name is the unit's too.
    """
    person, unit, audit = case.person, case.unit, case.unit_audit
    units = [unit.name, *unit.aliases]
    if attachment.previous_employer:
        units += [work.unit for work in case.work]
    others = [unit.contact, unit.admin_name, audit.leader_name, audit.discipline_leader_name]
    others += [item.witness.name for item in case.items]
    others += [endorser.name for item in case.items for endorser in item.endorsers]
    subject = Subject(
        person.name,
        person.id_no,
        tuple(dict.fromkeys(filter(None, units))),
        tuple(dict.fromkeys(other for other in others if other not in ("", person.name))),
    )
    slot = _slot(attachment, notice)
    return Looking(
        subject,
        kinds_in(attachment, notice),
        meant(attachment, slot) if slot else Side.NONE,
        portraits.spec(slot, notice) if slot and portraits.is_portrait(slot, notice) else None,
    )


def kinds_in(attachment: Attachment, notice: Notice) -> tuple[MaskKind, ...]:
    """The kinds the notice wants covered in the attachment's slot; none where it stays clear.

    The portrait of the electronic certificate is among what it names.
    """
    slot = _slot(attachment, notice)
    masking = notice.masking
    clear = slot is None or not slot.mask or slot.id in masking.never
    return () if clear else masking.kinds


def _slot(attachment: Attachment, notice: Notice) -> Slot | None:
    return next((slot for slot in notice.slots if slot.id == attachment.slot), None)


def _photo(
    page: _Page, looking: Looking, wanted: PortraitSpec, correction: Correction | None
) -> ScanPage:
    """A 免冠 photo: its face tells how it stands; nothing is read on it."""
    put = correction or portraits.put_upright(page.stored, page.exif)
    width, height = page.size
    return ScanPage(
        width=width,
        height=height,
        correction=put,
        faults=portraits.examined(page.upright(put), wanted),
        read_for=looking.key,
    )


def _written(seen: Seen) -> bytes:
    body = {
        "width": seen.width,
        "height": seen.height,
        "correction": seen.correction.model_dump(mode="json"),
        "faults": [fault.model_dump(mode="json") for fault in seen.faults],
        "lines": [
            (line.text, line.score, line.quad, [_told(char) for char in line.chars])
            for line in seen.lines
        ],
    }
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def _told(char: Char) -> tuple[object, ...]:
    return char.text, char.score, char.quad, char.maybe


def _read(body: bytes | None) -> Seen | None:
    """What was kept; None where nothing was, or not in this form."""
    try:
        return _seen(json.loads(body)) if body else None
    except (ValueError, TypeError, KeyError):
        return None


def _seen(kept: Any) -> Seen:
    return Seen(
        kept["width"],
        kept["height"],
        Correction.model_validate_json(json.dumps(kept["correction"])),
        tuple(ScanFault.model_validate_json(json.dumps(fault)) for fault in kept["faults"]),
        tuple(_line(*line) for line in kept["lines"]),
    )


def _line(text: str, score: float, quad: Any, chars: Any) -> Line:
    return Line(text, score, _firm(quad), tuple(Char(*_firm(char)) for char in chars))


def _firm(values: Any) -> Any:
    """Lists, as JSON has them, made tuples again, however deep."""
    return tuple(map(_firm, values)) if isinstance(values, list) else values
