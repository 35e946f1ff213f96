"""Pages looked at without a case: what is to be covered in files named one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.app.papers import save
from desktop.app.scanning import Looking, Nowhere, Scanner
from desktop.domain import cleaning
from desktop.domain.case import Attachment
from desktop.domain.notice import Notice
from desktop.domain.scans import ScanPage
from desktop.errors import UserError
from desktop.imaging import burning, intake, raster
from desktop.imaging.fitting import Fitting
from desktop.imaging.proposals import Subject
from desktop.storage.files import hash_of


@dataclass(frozen=True, slots=True)
class Looked:
    """One file and its pages with what is proposed on them; ``error``: why something is lacking.

    Without pages the file could not be opened; with pages only its copies could not be written.
    """

    path: Path
    pages: tuple[ScanPage, ...] = ()
    copies: tuple[Path, ...] = ()
    error: UserError | None = None


def looking(notice: Notice, name: str, id_no: str, units: Sequence[str]) -> Looking:
    """Whom to look for, and for what the notice wants covered.

    Raises :class:`UserError` without a name: pages would pass as having nothing to cover.
    """
    if not cleaning.name(name):
        raise UserError(
            "没有写申报人的姓名，没法查找要遮盖的地方。",
            safe="没有读写任何文件。",
            todo="请在 --name 后面写上姓名。",
        )
    known = tuple(dict.fromkeys(filter(None, map(cleaning.text, units))))
    subject = Subject(cleaning.name(name), cleaning.number(id_no), known)
    return Looking(subject, notice.masking.kinds)


def run(
    paths: Sequence[Path], sought: Looking, out: Path | None = None, scanner: Scanner | None = None
) -> Iterator[Looked]:
    """Look at the files one by one; a bad one is told and the others go on.

    With ``out`` a copy of every page on which something is to be covered is written there, what is
    proposed solid black.
    """
    scanner = scanner or Scanner(Nowhere())
    for path in paths:
        try:
            yield _looked(path, sought, out, scanner)
        except UserError as error:
            yield Looked(path, error=error)


def _looked(path: Path, sought: Looking, out: Path | None, scanner: Scanner) -> Looked:
    data = intake.read(path)
    sheet = intake.look(data, path.name)
    if not sought.kinds:
        return Looked(path, (ScanPage(),) * sheet.pages)
    entry = Attachment(slot="", sha256=hash_of(data), pages=sheet.pages)
    pages = tuple(scanner.examine(data, entry, number, sought) for number in range(sheet.pages))
    if out is None:
        return Looked(path, pages)
    try:
        return Looked(path, pages, _copies(path, data, pages, out))
    except UserError as error:
        return Looked(path, pages, error=error)


def _copies(path: Path, data: bytes, pages: Sequence[ScanPage], out: Path) -> tuple[Path, ...]:
    targets = {
        number: out / f"{path.stem}{f'-第{number + 1}页' if len(pages) > 1 else ''}-遮盖.jpg"
        for number, page in enumerate(pages)
        if page.boxes
    }
    there = next((target for target in targets.values() if target.exists()), None)
    if there is not None:
        raise UserError(
            f"“{path.name}”的副本没有写出：“{out}”里已经有“{there.name}”。",
            safe="它没有被改动。",
            todo="请换一个文件夹，或先把它移走。",
        )
    written = []
    for number, target in targets.items():
        page = pages[number]
        stored = raster.page(data, number, path.name)
        save(target, burning.masked(stored, page.boxes, page.correction, Fitting()).data)
        written.append(target)
    return tuple(written)


def as_json(looked: Sequence[Looked]) -> dict[str, list[dict[str, Any]]]:
    """Per file that opens what is to be covered, in pixels of each page as stored."""
    return {
        str(one.path): [
            {
                "kind": box.kind,
                "quad": [list(point) for point in box.quad],
                "state": "sure" if box.sure else "check",
                "why": box.why,
                "page": number,
            }
            for number, page in enumerate(one.pages, 1)
            for box in page.boxes
        ]
        for one in looked
        if one.pages
    }


def as_text(one: Looked) -> Iterator[str]:
    """The same for a person, a line a place; nothing of a file that could not be opened."""
    if not one.pages:
        return
    count = sum(len(page.boxes) for page in one.pages)
    yield f"{one.path}：" + (f"要遮盖 {count} 处" if count else "没有要遮盖的")
    for number, page in enumerate(one.pages, 1):
        where = f"第 {number} 页　" if len(one.pages) > 1 else ""
        for box in page.boxes:
            yield f"  {where}{box.why}{'' if box.sure else '（请看一眼）'}"
    for copy in one.copies:
        yield f"  已写出：{copy}"
