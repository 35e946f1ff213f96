"""What is done for one person of a batch, in whatever process or computer does it.

A :class:`Job` holds all that is wanted as plain values (texts and bytes), a :class:`Result` all
that came of it: no library, no shared disk, no user folder. Fonts, notices and the recogniser are
kept from one job to the next.
"""

from __future__ import annotations

import errno
import functools
import hashlib
import json
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any, Literal, get_args

from desktop import __version__, paths
from desktop.app.batch.content import written
from desktop.app.findings.messages import message
from desktop.app.findings.report import report
from desktop.app.naming import REPORT, as_name
from desktop.app.packet.outbox import Crate
from desktop.app.papers.posted import POSTED, numberless
from desktop.app.papers.press import Press
from desktop.app.papers.printing import PrintTerms, by_hand
from desktop.app.papers.wanted import OWN, built, document_of
from desktop.app.session import judged
from desktop.documents.blocks import Document
from desktop.documents.catalogue import fitting
from desktop.documents.fonts import Fonts
from desktop.domain.case import Case
from desktop.domain.finding import BLOCKING, Finding
from desktop.domain.moments import beijing
from desktop.domain.notice import Notice
from desktop.domain.terms import DocumentTerms
from desktop.errors import UserError
from desktop.language import tr

Part = Literal["documents", "report", "packet"]
PARTS: tuple[Part, ...] = get_args(Part)
"""What can be made of a person's case."""

DOCUMENTS = "文书"
"""The folder of a person's documents."""

Told = tuple[str, str, str, tuple[str, ...]]
"""A :class:`UserError` as plain values: what happened, what is safe, what to do, details."""


@dataclass(frozen=True, slots=True)
class Job:
    """One person's case and what is to be made of it at the moment ``now`` (ISO 8601).

    Cases and the notice are JSON; ``others`` are the same person's other cases. ``files`` are the
    attachments' contents by hash, where a packet is wanted. With ``word`` documents are made as
    DOCX too; with ``hide_number`` what hangs on a wall shows no whole ID number. ``into`` is the
    folder to write them in, "" where the worker may not see the asker's disk. ``version`` is that
    of the program which asks. Who somebody is stays out of its repr: clusters write that into
    their logs.
    """

    case: str = field(repr=False)
    notice: str = field(repr=False)
    others: tuple[str, ...] = field(repr=False)
    files: Mapping[str, bytes] = field(repr=False)
    parts: frozenset[Part]
    word: bool
    now: str
    hide_number: bool = False
    into: str = field(default="", repr=False)
    version: str = __version__


@dataclass(frozen=True, slots=True)
class Piece:
    """A PDF of a person's that can be printed: its ``place`` in the person's folder, what it is.

    ``kind`` is the document's, or ``report``. ``copies`` are the sheets' sets the notice wants
    (None: 通知未写), ``two_sided`` what it says of printing on both sides. ``handwritten``: it is
    written or copied by hand.
    """

    kind: str
    title: str
    place: str
    copies: int | None = None
    two_sided: bool | None = None
    handwritten: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a job: the files of the person's folder, or why there are none.

    Where they were written at once only their hashes are ``written`` here, and no ``files``;
    ``unwritten`` is the system's number for why the disk would not take them.
    ``zipped`` are the folders within that have their zip beside them. ``lacking`` are sentences on
    what is not there or still open. ``says`` is what :func:`told` makes of the case: it stays the
    same until another moment would say something else. ``bug`` is where a fault of ours lies.
    """

    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    zipped: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = ()
    lacking: tuple[str, ...] = field(default=(), repr=False)
    says: str = ""
    refused: Told | None = field(default=None, repr=False)
    bug: str = ""
    written: Mapping[str, str] = field(default_factory=dict, repr=False)
    unwritten: int = 0


def work(job: Job) -> Result:
    """Do ``job``. Nothing is raised but what ends a process: what goes wrong stands in the result.

    Exceptions hold what people have typed; the text of one never leaves the process.
    """
    try:
        made = _made(job)
        return _written(made, job) if job.into else made
    except UserError as error:
        return Result(refused=as_told(error))
    except Exception as bug:  # noqa: BLE001 - see above
        steps = traceback.extract_tb(bug.__traceback__)
        places = " < ".join(f"{Path(step.filename).name}:{step.lineno}" for step in steps[::-1])
        return Result(bug=f"{type(bug).__name__} {places}")


def as_told(error: UserError) -> Told:
    """``error`` as plain values."""
    return (error.happened, error.safe, error.todo, error.details)


def told(
    case: Case, notice: Notice, now: datetime, others: Sequence[Case], parts: frozenset[Part]
) -> str:
    """A digest of what would be said of the case at ``now``: its verdicts and its documents."""
    return _digest(judged(case, notice, now, others), _documents(case, notice, now)[0], parts)


def _digest(findings: Sequence[Finding], made: Sequence[_Ready], parts: frozenset[Part]) -> str:
    verdicts = [[f.rule, f.verdict, f.reason, sorted(f.facts.items())] for f in findings]
    says: list[Any] = []
    if parts & {"report", "packet"}:
        says.append(json.dumps(verdicts, ensure_ascii=False))
    if parts & {"documents", "packet"}:
        says += [repr(document) for _, _, document in made]
    return hashlib.sha256("\n".join(says).encode("utf-8", "surrogatepass")).hexdigest()


def _made(job: Job) -> Result:
    if job.version != __version__:
        raise UserError(
            tr(
                "那台电脑上的程序是 {version} 版，这里的是 {job_version} 版。",
                version=__version__,
                job_version=job.version,
            ),
            safe=tr("那台电脑没有生成任何东西。"),
            todo=tr("请在各台电脑上装同一版的程序，再做一次。"),
        )
    notice = _notice(job.notice)
    case = Case.model_validate_json(job.case)
    others = tuple(map(Case.model_validate_json, job.others))
    now = datetime.fromisoformat(job.now)
    findings = judged(case, notice, now, others)
    ready, unmade = _documents(case, notice, now)
    press = _Once(_fonts())
    crate = Crate()
    pieces: list[Piece] = []
    lacking: list[str] = []
    zipped: list[str] = []
    if "documents" in job.parts:
        lacking += unmade
        for terms, stem, document in ready:
            if job.hide_number and terms.kind in POSTED:
                document = document_of(terms.kind, numberless(case), notice, now)  # noqa: PLW2901
            place = PurePosixPath(DOCUMENTS) / f"{stem}.pdf"
            if job.word or document.own is not None:
                crate.put(place.with_suffix(".docx"), press.docx(document))
            if document.own is not None:
                lacking.append(OWN.format(title=terms.title))
                continue
            crate.put(place, press.pdf(document))
            pieces.append(_piece(terms, str(place), notice))
    if "report" in job.parts:
        place = PurePosixPath(f"{REPORT}.pdf")
        crate.put(place, press.pdf(report(case, notice, findings, now)))
        pieces.append(Piece("report", REPORT, str(place)))
        lacking += [f"{f.say}：{message(f)}" for f in findings if f.verdict in BLOCKING]
    if "packet" in job.parts:
        name, open_ = _packet(job, crate, case=case, notice=notice, findings=findings, press=press)
        zipped.append(name)
        lacking += open_
    if not crate.files:
        raise UserError(
            tr("一份文书也没有生成。"),
            safe=tr("材料没有变。"),
            todo=tr("请打开这份材料，补上缺少的内容。"),
            details=tuple(unmade),
        )
    return Result(
        {str(place): data for place, data in crate.files.items()},
        tuple(zipped),
        tuple(pieces),
        tuple(dict.fromkeys(lacking)),
        _digest(findings, ready, job.parts),
    )


def _written(made: Result, job: Job) -> Result:
    """``made`` without its files, which lie in the job's folder; only the asker makes them durable.

    Whatever the disk will not take concerns everybody: it is no fault of this case.
    """
    moment = beijing(datetime.fromisoformat(job.now))
    try:
        digests = written(Path(job.into), made.files, made.zipped, moment)
    except OSError as error:
        return Result(unwritten=error.errno or errno.EIO)
    return replace(made, files={}, written=digests)


def _packet(
    job: Job,
    crate: Crate,
    *,
    case: Case,
    notice: Notice,
    findings: Sequence[Finding],
    press: Press,
) -> tuple[str, tuple[str, ...]]:
    """Put the packet into ``crate``, in a folder of its own: that one's name, what is open."""
    # What looks at scans is slow to load, and other parts do without.
    from desktop.app.packet import making  # noqa: PLC0415

    now = datetime.fromisoformat(job.now)
    plan = making.plan(
        case, notice, findings, job.files.__getitem__, press, now=now, scanner=_scanner()
    )
    packed = Crate()
    filled = making.fill(plan, packed, now)
    for place, data in packed.files.items():
        crate.put(filled.name / place, data)
    return filled.name, (*plan.missing, *filled.wrong)


_Ready = tuple[DocumentTerms, str, Document]
"""A document that can be made: its terms, its file's name without suffix, its blocks."""


def _documents(case: Case, notice: Notice, now: datetime) -> tuple[list[_Ready], list[str]]:
    """The documents whose facts are all there, and why the others are not made."""
    specs = fitting(case, notice, now)
    made, unmade = built(case, notice, specs, now)
    ready = [
        (terms, f"{specs.index(terms) + 1:02}-{as_name(terms.title)}", document)
        for terms, document in made
    ]
    return ready, [error.happened for error in unmade]


def _piece(terms: DocumentTerms, place: str, notice: Notice) -> Piece:
    said = PrintTerms.of(terms, notice)
    return Piece(terms.kind, terms.title, place, said.copies, said.two_sided, by_hand(terms))


class _Once(Press):
    """A press that draws each document of a job once: packet and folder hold the same files."""

    def __init__(self, fonts: Fonts) -> None:
        super().__init__(fonts)
        self._drawn: dict[tuple[str, Document], bytes] = {}

    def pdf(self, document: Document) -> bytes:
        key = ("pdf", document)
        if key not in self._drawn:
            self._drawn[key] = super().pdf(document)
        return self._drawn[key]

    def docx(self, document: Document) -> bytes:
        key = ("docx", document)
        if key not in self._drawn:
            self._drawn[key] = super().docx(document)
        return self._drawn[key]


@functools.cache
def _fonts() -> Fonts:
    return Fonts(paths.resources() / "fonts")


@functools.lru_cache(maxsize=8)
def _notice(text: str) -> Notice:
    return Notice.model_validate_json(text)


@functools.cache
def _scanner() -> Any:
    """The one of this process: the recogniser is loaded at the first page that is covered."""
    from desktop.app.scans.scanning import Nowhere, Scanner  # noqa: PLC0415

    return Scanner(Nowhere())
