"""A case whose attachments are drawn scans, and a scanner that reads what was drawn."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from desktop.app.scans.scanning import Nowhere, Scanner
from desktop.domain.case import Attachment, Case
from desktop.domain.scans import Correction, MaskBox, MaskKind, Quad, ScanPage
from desktop.imaging.reading import Reader
from desktop.imaging.text import Char, Line
from desktop.storage.files import hash_of

SIZE = (600, 800)
NAME_AT = (100, 200)
"""Where the name would stand on every page; the reader sees it there unless it is black."""

EM = 40


def scan(shade: int = 250, exif: bytes | None = None, format_: str = "JPEG") -> bytes:
    """A page with a pattern of its own at the name's place."""
    page = np.full((SIZE[1], SIZE[0], 3), shade, np.uint8)
    x, y = NAME_AT
    page[y : y + EM, x : x + 6 * EM] = np.random.default_rng(shade).integers(
        90, 200, (EM, 6 * EM, 1), np.uint8
    )
    page[600:640, 80:500] = (180, 30, 30)
    out = io.BytesIO()
    how = {} if exif is None else {"exif": exif}
    Image.fromarray(page).save(out, format_, **how)
    return out.getvalue()


def around(left: float, top: float, width: float, height: float) -> Quad:
    return (
        (left, top), (left + width, top), (left + width, top + height), (left, top + height),
    )  # fmt: skip


NAME = around(NAME_AT[0] - 6, NAME_AT[1] - 6, 6 * EM + 12, EM + 12)


def box(
    quad: Quad = NAME, *, kind: MaskKind = "name", confirmed: bool = True, why: str = ""
) -> MaskBox:
    return MaskBox(kind=kind, quad=quad, confirmed=confirmed, why=why)


def page(decision: str = "是", *boxes: MaskBox, correction: Correction | None = None) -> ScanPage:
    return ScanPage(
        width=SIZE[0],
        height=SIZE[1],
        decision=decision,
        boxes=boxes,
        correction=correction or Correction(),
        checked=True,
    )


class Shelf:
    """Contents by hash."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def put(self, data: bytes, format_: str = "jpg", **more: object) -> Attachment:
        """An attachment of that content, to be given its slot."""
        sha256 = hash_of(data)
        self.files[sha256] = data
        known = {"sha256": sha256, "format": format_, "size": len(data), "slot": "职称证书"}
        size = {"width": SIZE[0], "height": SIZE[1]} if format_ != "pdf" else {}
        return Attachment.model_validate(known | size | more)

    def file(self, sha256: str) -> bytes:
        return self.files[sha256]


def with_files(case: Case, *attachments: Attachment) -> Case:
    """The case with these attachments alone."""
    return case.model_copy(update={"attachments": attachments})


class Recorded(Reader):
    """Reads ``text`` where the name stands, as long as it is not covered there."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.reads = 0

    def read(self, upright: NDArray[np.uint8], *_areas: object) -> tuple[Line, ...]:
        self.reads += 1
        x, y = NAME_AT
        if not self.text or upright[y : y + EM, x : x + EM].max() < 30:
            return ()
        chars = tuple(
            Char(char, 0.99, around(x + EM * n, y, EM, EM)) for n, char in enumerate(self.text)
        )
        return (Line(self.text, 0.99, around(x, y, EM * len(self.text), EM), chars),)

    def recognise(self, crops: Sequence[NDArray[np.uint8]]) -> list[tuple[str, float]]:
        return [("", 0.0) for _ in crops]


class Kept(Nowhere):
    """Keeps readings as long as the test runs."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def reading(self, key: str) -> bytes | None:
        return self.kept.get(key)

    def keep_reading(self, key: str, body: bytes) -> None:
        self.kept[key] = body


def scanner(text: str = "") -> Scanner:
    """One whose reader sees ``text`` at the name's place."""
    return Scanner(Kept(), Recorded(text))
