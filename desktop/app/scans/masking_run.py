"""Pages looked at without a case: what is to be covered in files named one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop.app.findings.messages import MASKED
from desktop.app.papers.wanted import save
from desktop.app.scans.scanning import Looking, Nowhere, Scanner
from desktop.domain import cleaning
from desktop.domain.case import Attachment
from desktop.domain.identity import IdProblem, id_problem
from desktop.domain.notice import Notice
from desktop.domain.scans import ScanPage
from desktop.errors import UserError
from desktop.imaging import burning, intake, proof, raster
from desktop.imaging.fitting import Fitting
from desktop.imaging.proof import Trace
from desktop.imaging.proposals import Subject
from desktop.language import tr
from desktop.storage.files import hash_of

_ID_GOES_ON = "会照着写的去找；请核对以后再运行一次，免得漏掉。"
_ID_SAID: dict[IdProblem, str] = {
    "length": f"--id 后面的身份证号不是 18 位，{_ID_GOES_ON}",
    "characters": f"--id 后面的身份证号里有不该有的字符，{_ID_GOES_ON}",
    "birth": f"--id 后面的身份证号里的出生日期不对，{_ID_GOES_ON}",
    "checksum": f"--id 后面的身份证号和它的最后一位对不上，{_ID_GOES_ON}",
}
_NOTHING_WRITTEN = "它没有被改动，也没有为它写出副本。"


@dataclass(frozen=True, slots=True)
class _Copies:
    """What was written, what is left on the copies that were not, where to look once more."""

    written: list[Path] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Looked:
    """One file and its pages with what is proposed on them; ``error``: why something is lacking.

    Without pages the file could not be opened; with pages only its copies could not be written.
    ``left``: copies that are not written because something can still be read on them; ``doubts``:
    written ones that want a look.
    """

    path: Path
    pages: tuple[ScanPage, ...] = ()
    copies: tuple[Path, ...] = ()
    doubts: tuple[str, ...] = ()
    left: UserError | None = None
    error: UserError | None = None


def looking(notice: Notice, name: str, id_no: str, units: Sequence[str]) -> Looking:
    """Whom to look for, and for what the notice wants covered.

    Raises :class:`UserError` without a name: pages would pass as having nothing to cover.
    """
    if not cleaning.name(name):
        raise UserError(
            tr("没有写申报人的姓名，没法查找要遮盖的地方。"),
            safe=tr("没有读写任何文件。"),
            todo=tr("请在 --name 后面写上姓名。"),
        )
    known = tuple(dict.fromkeys(filter(None, map(cleaning.text, units))))
    subject = Subject(cleaning.name(name), cleaning.number(id_no), known)
    return Looking(subject, notice.masking.kinds)


def id_remark(id_no: str) -> str:
    """What is the matter with a typed ID number, as a sentence; "" with none or a right one."""
    number = cleaning.number(id_no)
    problem = id_problem(number) if number else None
    return _ID_SAID[problem] if problem else ""


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
            # What opens files speaks of adding them; here nothing is added to anything.
            told = UserError(
                error.happened, safe=_NOTHING_WRITTEN, todo=error.todo, details=error.details
            )
            yield Looked(path, error=told)


def _looked(path: Path, sought: Looking, out: Path | None, scanner: Scanner) -> Looked:
    data = intake.read(path)
    sheet = intake.look(data, path.name)
    if not sought.kinds:
        return Looked(path, (ScanPage(),) * sheet.pages)
    entry = Attachment(slot="", sha256=hash_of(data), pages=sheet.pages)
    pages = tuple(scanner.examine(data, entry, number, sought) for number in range(sheet.pages))
    if out is None:
        return Looked(path, pages)

    def proved(copy: bytes) -> tuple[Trace, ...]:
        return proof.traces(copy, scanner.reader, sought.subject, sought.kinds)

    try:
        made = _copies(path, data, pages, out, proved)
    except UserError as error:
        return Looked(path, pages, error=error)
    left = _left(path, made.left) if made.left else None
    return Looked(path, pages, tuple(made.written), tuple(made.doubts), left)


def _copies(
    path: Path,
    data: bytes,
    pages: Sequence[ScanPage],
    out: Path,
    proved: Callable[[bytes], tuple[Trace, ...]],
) -> _Copies:
    """Write the copies on which, read again, nothing is left."""
    targets = {
        number: out / f"{path.stem}{f'-第{number + 1}页' if len(pages) > 1 else ''}-遮盖.jpg"
        for number, page in enumerate(pages)
        if page.boxes
    }
    there = next((target for target in targets.values() if target.exists()), None)
    if there is not None:
        raise UserError(
            tr(
                "“{name}”的副本没有写出：“{out}”里已经有“{there_name}”。",
                name=path.name,
                out=out,
                there_name=there.name,
            ),
            safe=tr("它没有被改动。"),
            todo=tr("请换一个文件夹，或先把它移走。"),
        )
    made = _Copies()
    for number, target in targets.items():
        page = pages[number]
        stored = raster.page(data, number, path.name)
        copy = burning.masked(stored, page.boxes, page.correction, Fitting()).data
        found = proved(copy)
        if sure := _kinds(found, sure=True):
            made.left.append(f"{target.name}：还能读到{sure}")
            continue
        save(target, copy)
        made.written.append(target)
        if unsure := _kinds(found, sure=False):
            made.doubts.append(f"{target.name}：请看一眼{unsure}")
    return made


def _kinds(found: Sequence[Trace], *, sure: bool) -> str:
    kinds = (trace.kind for trace in found if trace.sure == sure)
    return "、".join(dict.fromkeys(MASKED.get(kind, "文件里另带的信息") for kind in kinds))


def _left(path: Path, pages: Sequence[str]) -> UserError:
    return UserError(
        tr(
            "“{name}”遮盖以后再读一遍，还有没遮住的，这 {count} 张副本没有写出。",
            name=path.name,
            count=len(pages),
        ),
        safe=tr("它没有被改动。"),
        todo=tr("请在窗口里打开它，补上遮盖，再从那里生成材料包。"),
        details=tuple(pages),
    )


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
    yield from (f"  {doubt}" for doubt in one.doubts)
