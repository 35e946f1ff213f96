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
    """One file and its pages with what is proposed on them; or ``error``: why it was left out."""

    path: Path
    pages: tuple[ScanPage, ...] = ()
    copies: tuple[Path, ...] = ()
    error: UserError | None = None


def looking(notice: Notice, name: str, id_no: str, units: Sequence[str]) -> Looking:
    """Whom to look for, and for what the notice wants covered."""
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
    copies = () if out is None else _copies(path, data, pages, out)
    return Looked(path, pages, copies)


def _copies(path: Path, data: bytes, pages: Sequence[ScanPage], out: Path) -> tuple[Path, ...]:
    written = []
    for number, page in enumerate(pages):
        if not page.boxes:
            continue
        mark = f"-第{number + 1}页" if len(pages) > 1 else ""
        target = out / f"{path.stem}{mark}-遮盖.jpg"
        if target.exists():
            raise UserError(
                f"“{out}”里已经有“{target.name}”。",
                safe="它没有被改动。",
                todo="请换一个文件夹，或先把它移走。",
            )
        stored = raster.page(data, number, path.name)
        save(target, burning.masked(stored, page.boxes, page.correction, Fitting()).data)
        written.append(target)
    return tuple(written)


def as_json(looked: Sequence[Looked]) -> dict[str, list[dict[str, Any]]]:
    """Per file what is to be covered, in pixels of each page as stored; bad files are not there."""
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
        if one.error is None
    }


def as_text(one: Looked) -> Iterator[str]:
    """The same for a person, a line a place."""
    if one.error is not None:
        return
    count = sum(len(page.boxes) for page in one.pages)
    yield f"{one.path}：" + (f"要遮盖 {count} 处" if count else "没有要遮盖的")
    for number, page in enumerate(one.pages, 1):
        where = f"第 {number} 页　" if len(one.pages) > 1 else ""
        for box in page.boxes:
            yield f"  {where}{box.why}{'' if box.sure else '（请看一眼）'}"
    for copy in one.copies:
        yield f"  已写出：{copy}"
