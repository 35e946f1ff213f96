"""The documents (文书) a notice wants: what each still lacks, and its files once complete."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from desktop.app.findings.messages import label
from desktop.app.findings.report import report
from desktop.app.intake import page_count
from desktop.app.naming import REPORT, as_name
from desktop.app.pages import page_of
from desktop.app.papers import printing
from desktop.app.papers.posted import POSTED, Numbers, exposures, refuse, refuse_own
from desktop.app.papers.press import Press
from desktop.app.papers.printing import UNSAID, PrintTerms
from desktop.documents.blocks import Document
from desktop.documents.catalogue import build, catalogue, drafted, fits
from desktop.documents.material import Material
from desktop.documents.refusals import MissingFacts
from desktop.documents.templates.own import Own
from desktop.documents.templates.starting import replaceable
from desktop.domain.case import Case, PaperState
from desktop.domain.finding import Finding
from desktop.domain.notice import Notice
from desktop.domain.stated import filled
from desktop.domain.terms import DocumentTerms, SentencePiece
from desktop.errors import UserError
from desktop.language import tr
from desktop.storage import durable


@dataclass(frozen=True, slots=True)
class Lack:
    """A fact a document states and the case does not: its field, what it is called, its page."""

    path: str
    label: str
    page: str


OWN = "《{title}》用的是自备模板，只有 Word 文件，请在 WPS 或 Word 里打开、打印。"
"""Said wherever PDFs are made for printing and this one has none."""

OFFICE = "《{title}》的文字照“{layout}”：通知未附式样，文字可以修改"
"""Said of a text that an office's own layout gives."""

DRAFT = "软件拟稿：通知未附式样，文字可以修改"
"""Said of every text of the program's own, wherever it is shown; never in the printed page."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as things stand: ready, lacking facts, or refused in ``reason``'s words.

    ``fits``: whether it is for cases like this one; one that does not fit is not shown.
    ``drafted``: its drafted sentences as the case fills them now, a paragraph a line; "" where it
    has none, or facts for them are missing. ``edited``: what stands in their place. ``typed``: its
    sentence for the platform, where it is filled in there rather than printed; else "". ``own``:
    a Word template of the office's stands in its place. ``whose`` tells whose text its drafted
    sentences are.
    """

    terms: DocumentTerms
    fits: bool = True
    lacking: tuple[Lack, ...] = ()
    reason: str = ""
    state: PaperState | None = None
    drafted: str = ""
    typed: str = ""
    own: bool = False
    whose: str = DRAFT

    @property
    def ready(self) -> bool:
        """Whether it can be made."""
        return not self.lacking and not self.reason

    @property
    def edited(self) -> str:
        """The drafted sentences as somebody has changed them; "" while they follow the case."""
        return self.state.body if self.state else ""

    @property
    def editable(self) -> bool:
        """Whether its drafted sentences can be changed: there is a text to begin with."""
        return bool(self.drafted or self.edited)

    def with_text(self, text: str) -> PaperState:
        """The document's state with ``text`` in place of its drafted sentences.

        "" (or the draft itself) goes back to the draft, which follows the case again.
        """
        state = self.state or PaperState(id=self.terms.kind, kind=self.terms.title)
        body = text.strip()
        return state.model_copy(update={"body": "" if body == self.drafted else body})


@dataclass(frozen=True, slots=True)
class Made:
    """A document's files; ``name`` proposes a file name, without suffix.

    With ``own`` the Word file is the office's own template, filled, and the PDF the program's form.
    ``terms`` is what the notice says of printing it; ``facts`` are told beside it, a line each.
    """

    name: str
    pdf: bytes
    docx: bytes
    pages: int
    own: Own | None = None
    terms: PrintTerms = UNSAID
    facts: tuple[str, ...] = ()


def papers(case: Case, notice: Notice, now: datetime) -> tuple[Paper, ...]:
    """Every document that can be made under ``notice``, in its order; also those not for this case.

    ``now`` is the moment of judgement.
    """
    return tuple(_paper(case, notice, terms.kind, now) for terms in catalogue(notice))


def _typed(terms: DocumentTerms, case: Case, notice: Notice, now: datetime) -> str:
    if terms.mode != "print" or not terms.written_into:
        return ""
    said = [
        filled(notice.wording[piece.wording], case, now)[0]
        for piece in terms.content
        if isinstance(piece, SentencePiece) and piece.wording
    ]
    return "\n".join(said) if all(said) else ""


def _whose(terms: DocumentTerms, notice: Notice) -> str:
    layout = notice.layout(terms)
    return OFFICE.format(title=terms.title, layout=layout.title) if layout.content else DRAFT


def _paper(case: Case, notice: Notice, kind: str, now: datetime) -> Paper:
    terms = notice.document(kind)
    paper = Paper(
        terms,
        fits(kind, case, notice, now),
        state=next((p for p in case.papers if p.id == kind), None),
        drafted=drafted(kind, case, notice, now),
        typed=_typed(terms, case, notice, now),
        own=kind in notice.own and replaceable(terms),
        whose=_whose(terms, notice),
    )
    try:
        document_of(kind, case, notice, now)
    except MissingFacts as error:
        lacking = tuple(Lack(path, label(path), page_of(path)) for path in error.fields)
        return replace(paper, lacking=lacking)
    except UserError as error:
        return replace(paper, reason=f"{error.happened}{error.todo}")
    return paper


def document_of(kind: str, case: Case, notice: Notice, now: datetime) -> Document:
    """The document, looked over before it can hang on a wall; nothing is drawn yet.

    Beside what :func:`~desktop.documents.catalogue.build` raises, :class:`UserError` where a text
    that is posted shows a number that must not be.
    """
    document = build(kind, case, notice, now)
    if kind in POSTED:
        material = Material(case, notice, notice.document(kind), now)
        known = Numbers.of((case,))
        refuse(exposures(material, known))
        refuse_own(document, known, notice)
    return document


def built(
    case: Case, notice: Notice, wanted: Iterable[DocumentTerms], now: datetime
) -> tuple[list[tuple[DocumentTerms, Document]], list[UserError]]:
    """The documents whose facts are all there, and for each of the others why it is not made."""
    made: list[tuple[DocumentTerms, Document]] = []
    unmade: list[UserError] = []
    for terms in wanted:
        try:
            made.append((terms, document_of(terms.kind, case, notice, now)))
        except UserError as error:
            unmade.append(error)
    return made, unmade


def make(kind: str, case: Case, notice: Notice, now: datetime, press: Press) -> Made:
    """The document's files; takes a second or two, so not on the GUI thread.

    Raises :class:`UserError` where facts are missing or contradict the wording.
    """
    document = document_of(kind, case, notice, now)
    made = pressed(document, as_name(document.title), press)
    terms = notice.document(kind)
    said = PrintTerms.of(terms, notice)
    return replace(made, terms=said, facts=(printing.told(terms, said), *made.facts))


def pressed(document: Document, name: str, press: Press) -> Made:
    """The files of a document, called ``name``; as slow."""
    pdf = press.pdf(document)
    facts = (printing.fonts_told(press.fonts_used(document)),)
    return Made(name, pdf, press.docx(document), page_count(pdf), own=document.own, facts=facts)


def make_report(
    case: Case, notice: Notice, findings: Sequence[Finding], now: datetime, press: Press
) -> Made:
    """检查报告, the checklist as the packet carries it."""
    document = report(case, notice, findings, now)
    pdf = press.pdf(document)
    return Made(REPORT, pdf, b"", page_count(pdf))


def documents_folder() -> Path:
    """Where saving is proposed: the person's documents, else their home."""
    home = Path.home()
    for name in ("Documents", "文档"):
        if (home / name).is_dir():
            return home / name
    return home


def save(path: Path, data: bytes) -> None:
    """Write a document to where the person wants it, whole or not at all."""
    try:
        durable.make_folder(path.parent)
        durable.write(path, data)
    except OSError as error:
        raise UserError(
            tr("没能保存到“{parent}”。", parent=path.parent),
            safe=tr("那里原有的文件没有变，材料也没有变。"),
            todo=tr(
                "请确认那里还有空间、允许写入，同名文件没有在别的程序里打开；也可以换一个文件夹。"
            ),
        ) from error
