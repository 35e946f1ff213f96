"""Documents made: ours beside ReportLab drawing the same lines, and beside docxtpl + LibreOffice.

*drawing* is bare ReportLab given our very lines, a string for each stretch of one face, spaced to
fill: what it costs to write the pages when nothing is left to decide. *docxtpl + LibreOffice* fills
a template with the same lines and turns each file into a PDF, in a run of LibreOffice a document,
and once more all of them in one run, which flatters it.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, groupby
from operator import attrgetter
from pathlib import Path
from statistics import median

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from desktop import paths
from desktop.app.notices import installed
from desktop.app.papers.press import Press
from desktop.app.papers.wanted import built
from desktop.app.samples import demo
from desktop.app.samples.sample import sample
from desktop.documents.blocks import Document, Paragraph, Signature, SignLine, Title
from desktop.documents.catalogue import fitting
from desktop.documents.fonts import Fonts
from desktop.documents.geometry import OFFICIAL, PAGE_HEIGHT, PAGE_WIDTH
from desktop.documents.headings import headed
from desktop.documents.layout import lay_out
from desktop.documents.page import Box, Page, Stroke, Text
from desktop.documents.pdf.writing import to_pdf
from tests.benchmarks.measuring import Line, Missing, MissingPeer, Plan, in_turn, once, timed
from tests.benchmarks.summaries import Summary, summary
from tests.benchmarks.typesetters import asked, plain_docx, to_pdfs

WANTED_DRAWING, WANTED_OFFICE = 1.6, 1 / 20
"""What is asked of a summary: against drawing alone, and against docxtpl with LibreOffice."""
LENGTH = 3000  # 字
TITLE = "业务工作总结"

Stretch = tuple[str, float, str, float]
Drawn = tuple[list[tuple[float, float, list[Stretch]]], list[Stroke | Box]]


def measure(plan: Plan) -> Iterator[Line]:
    """Summaries one by one, then the sample's whole set of documents."""
    fonts = Fonts(paths.resources() / "fonts")
    for name in ("fang", "fang-rare", "kai", "serif", "serif-bold", "sans", "sans-bold", "latin"):
        pdfmetrics.registerFont(TTFont(name, str(fonts.face(name).path)))
    count = plan.times(10, 40, 500)
    documents = [document(summary(number, LENGTH)) for number in range(count)]
    name = f"a summary of {LENGTH} 字 as PDF"
    drawing = "ReportLab drawing the same lines"
    own, bare = _in_order(documents, fonts)
    pairs = in_turn(own, bare, count)
    yield pairs.figure(name, drawing, wanted=WANTED_DRAWING)
    composing = in_turn(_each(documents, fonts, lay_out), own, count)
    yield composing.figure("composing it alone", "the whole of it")

    about, notice = sample(installed.notice(demo.PACK)), installed.notice(demo.PACK)
    case = about.brought.case
    made, _ = built(case, notice, fitting(case, notice, about.as_of), about.as_of)
    whole = [document for _, document in made]
    press = Press(fonts)
    drawn = [[lines_of(page) for page in lay_out(one, fonts)] for one in whole]

    def as_pdf() -> None:
        for one in whole:
            press.pdf(one)

    def as_both() -> None:
        as_pdf()
        for one in whole:
            press.docx(one)

    pairs = in_turn(as_pdf, lambda: [draw(pages) for pages in drawn], plan.times(3, 15, 51))
    yield pairs.figure(f"one set of {len(whole)} documents as PDF", drawing)
    try:
        office = Office(plan)
        texts = [list(one.lines) for one in map(summary, range(plan.times(5, 5, 20)))]
        filled, seconds = office.filled("summary", texts)
        each = median(timed(own).processor for _ in texts)
        singly = [timed(lambda one=path: office.converted([one])) for path in filled[:3]]  # type: ignore[misc]
        alone = median(one.processor for one in singly) + seconds / len(filled)
        peer = "docxtpl + LibreOffice, a run a document"
        yield once(name, peer, each, alone, "processor", wanted=WANTED_OFFICE)
        together = (timed(lambda: office.converted(filled)).processor + seconds) / len(filled)
        peer = "docxtpl + LibreOffice, all in one run"
        yield once(name, peer, each, together, "processor")
        texts = [_texts(one, fonts) for one in whole]
        filled, seconds = office.filled("set", texts)
        other = timed(lambda: office.converted(filled)).processor + seconds
        both = median(timed(as_both).processor for _ in range(plan.times(3, 9, 21)))
        name = f"one set of {len(whole)} documents as PDF and DOCX"
        yield once(name, peer, both, other, "processor")
    except MissingPeer as missing:
        yield Missing("documents beside docxtpl + LibreOffice", str(missing))


def document(text: Summary) -> Document:
    """A summary as the program makes it."""
    signature = Signature((SignLine("本人签字：", 6.0),), "", "2024年7月22日")
    blocks = (Title(TITLE), *headed(text.text, TITLE), signature)
    kept = (
        Paragraph(block.text, keep=text.names) if isinstance(block, Paragraph) else block
        for block in blocks
    )
    return Document("summary", TITLE, OFFICIAL, tuple(kept))


class Office:
    """docxtpl with LibreOffice behind it."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._folder = paths.resources() / "fonts"

    def filled(self, name: str, texts: Sequence[Sequence[str]]) -> tuple[list[Path], float]:
        """A DOCX of each text's lines, and the processor seconds all of them took."""
        lines = ("{{ title }}", "{%p for line in lines %}", "{{ line }}", "{%p endfor %}")
        out = self._plan.scratch / name
        out.mkdir(parents=True)
        template = out / "template.docx"
        template.write_bytes(plain_docx(lines))
        kept = self._plan.scratch / f"{name}-filled"
        kept.mkdir()
        told = {"template": str(template), "title": TITLE, "documents": texts, "out": str(kept)}
        took = asked(self._plan.peers, out, "docxtpl", told)["cpu"]
        return sorted(kept.glob("*.docx")), took

    def converted(self, files: Sequence[Path]) -> None:
        """PDFs of the files, by one run of LibreOffice."""
        to_pdfs(files, self._plan.scratch, self._folder)


def _each(
    documents: Sequence[Document], fonts: Fonts, do: Callable[[Document, Fonts], object]
) -> Callable[[], object]:
    following = cycle(documents)
    return lambda: do(next(following), fonts)


def _in_order(
    documents: Sequence[Document], fonts: Fonts
) -> tuple[Callable[[], object], Callable[[], object]]:
    """Ours and drawing alone, of the same document after document."""
    drawn = cycle([[lines_of(page) for page in lay_out(one, fonts)] for one in documents])
    return _each(documents, fonts, to_pdf), lambda: draw(next(drawn))


def _texts(document: Document, fonts: Fonts) -> list[str]:
    """What a document says, line by line."""
    items = (item for page in lay_out(document, fonts) for item in page.items)
    return [item.source for item in items if isinstance(item, Text) and item.source]


def stretches(text: Text) -> Iterator[Stretch]:
    """A line as (face, x in points, characters, space between them), a face at a time."""
    for face, group in groupby(text.glyphs, attrgetter("face")):
        run = list(group)
        said = "".join(glyph.char for glyph in run)
        width = pdfmetrics.stringWidth(said[:-1], face, text.size)
        given = (run[-1].x - run[0].x) * text.size
        space = (given - width) / (len(run) - 1) if len(run) > 1 else 0.0
        yield face, text.x + run[0].x * text.size, said, space


def lines_of(page: Page) -> Drawn:
    """What is drawn on a page, worked out beforehand: (size, baseline, stretches); then rules."""
    texts = (item for item in page.items if isinstance(item, Text))
    lines = [(text.size, PAGE_HEIGHT - text.y, list(stretches(text))) for text in texts]
    return lines, [item for item in page.items if isinstance(item, Stroke | Box)]


def draw(pages: Sequence[Drawn]) -> bytes:
    """The same lines by ReportLab alone."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1, pageCompression=1)
    for lines, rules in pages:
        for size, y, parts in lines:
            for face, x, said, space in parts:
                canvas.setFont(face, size)
                canvas.drawString(x, y, said, charSpace=space)
        for rule in rules:
            if isinstance(rule, Stroke):
                canvas.line(rule.x1, PAGE_HEIGHT - rule.y1, rule.x2, PAGE_HEIGHT - rule.y2)
            else:
                low = PAGE_HEIGHT - rule.y - rule.height
                canvas.rect(rule.x, low, rule.width, rule.height)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
