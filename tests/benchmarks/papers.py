"""Many summaries: ours against ReportLab drawing the same lines, and against docxtpl + LibreOffice.

``python -m tests.benchmarks.papers [--count 500] [--length 3000] [--peers 20] [--scratch DIR]
[--json FILE]``

*drawing* is ReportLab given our very lines, a string for each stretch of one face, spaced to fill:
what it costs to write the pages when nothing is left to decide. The two are run in turn on the same
text. *docxtpl + LibreOffice* fills a template and turns each file into a PDF, in a run of
LibreOffice a document, and once more all of them in one run, which flatters it. It is measured on
fewer and scaled to the same number. All seconds are a processor's, so that others who work on the
machine do not count.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from desktop import paths
from desktop.documents.blocks import Document, Paragraph, Signature, SignLine, Title
from desktop.documents.fonts import Fonts
from desktop.documents.geometry import OFFICIAL, PAGE_HEIGHT, PAGE_WIDTH
from desktop.documents.headings import headed
from desktop.documents.layout import lay_out
from desktop.documents.page import Page, Text
from desktop.documents.pdf.writing import to_pdf
from tests.benchmarks.summaries import Summary, summary
from tests.benchmarks.typesetters import MissingPeer, asked, plain_docx, to_pdfs

AT_MOST, AT_LEAST = 1.6, 20.0
"""What is asked: against drawing alone, and against docxtpl with LibreOffice."""

SINGLY = 5
"""How many documents get a run of LibreOffice of their own."""

TITLE = "业务工作总结"


def document(text: Summary) -> Document:
    """A summary as the program makes it."""
    signature = Signature((SignLine("本人签字：", 6.0),), "", "2024年7月22日")
    blocks = (Title(TITLE), *headed(text.text, TITLE), signature)
    kept = (
        Paragraph(block.text, keep=text.names) if isinstance(block, Paragraph) else block
        for block in blocks
    )
    return Document("summary", TITLE, OFFICIAL, tuple(kept))


def stretches(text: Text) -> Iterator[tuple[str, float, str, float]]:
    """A line as (face, x in points, characters, space between them), a face at a time."""
    for face, group in groupby(text.glyphs, attrgetter("face")):
        run = list(group)
        said = "".join(glyph.char for glyph in run)
        width = pdfmetrics.stringWidth(said[:-1], face, text.size)
        given = (run[-1].x - run[0].x) * text.size
        space = (given - width) / (len(run) - 1) if len(run) > 1 else 0.0
        yield face, text.x + run[0].x * text.size, said, space


Drawn = list[tuple[float, float, list[tuple[str, float, str, float]]]]


def lines_of(page: Page) -> Drawn:
    """What is drawn on a page, worked out beforehand: (size, baseline, stretches)."""
    texts = (item for item in page.items if isinstance(item, Text))
    return [(text.size, PAGE_HEIGHT - text.y, list(stretches(text))) for text in texts]


def draw(pages: Sequence[Drawn]) -> bytes:
    """The same lines by ReportLab alone."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1, pageCompression=1)
    for page in pages:
        for size, y, parts in page:
            for face, x, said, space in parts:
                canvas.setFont(face, size)
                canvas.drawString(x, y, said, charSpace=space)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def by_drawing(count: int, length: int, fonts: Fonts) -> dict[str, float]:
    """Seconds of ours and of drawing alone, in turn, and the ratio of their processor seconds."""
    whole, drawn, laid = [], [], []
    for number in range(count + 1):
        made = document(summary(number, length))
        busy = time.process_time()
        to_pdf(made, fonts)
        own = time.process_time() - busy
        busy = time.process_time()
        pages = lay_out(made, fonts)
        setting = time.process_time() - busy
        lines = [lines_of(page) for page in pages]
        busy = time.process_time()
        draw(lines)
        bare = time.process_time() - busy
        if number:  # the first reads the fonts
            whole.append(own)
            drawn.append(bare)
            laid.append(setting)
    ratios = [one / other for one, other in zip(whole, drawn, strict=True)]
    return {
        "ours": sum(whole),
        "drawing": sum(drawn),
        "composing": sum(laid),
        "ratio": sum(whole) / sum(drawn),
        "median ratio": statistics.median(ratios),
    }


def _busy() -> float:
    """Seconds of processors this process and those it waited for have had."""
    return sum(os.times()[:4])


def by_office(count: int, length: int, scratch: Path, fonts: Path) -> dict[str, float]:
    """Processor seconds a summary by docxtpl and LibreOffice, each by itself and in one run."""
    lines = ("{{ title }}", "{%p for line in lines %}", "{{ line }}", "{%p endfor %}")
    template, out = scratch / "template.docx", scratch / "filled"
    out.mkdir(parents=True, exist_ok=True)
    template.write_bytes(plain_docx(lines))
    texts = [summary(number, length).lines for number in range(count)]
    job = {"template": str(template), "title": TITLE, "documents": texts, "out": str(out)}
    filling = asked(scratch, "docxtpl", job)["cpu"] / count
    filled = sorted(out.glob("*.docx"))[:count]
    began = _busy()
    to_pdfs(filled, scratch, fonts)
    together = (_busy() - began) / count
    began = _busy()
    for path in filled[:SINGLY]:
        to_pdfs([path], scratch, fonts)
    singly = (_busy() - began) / len(filled[:SINGLY])
    return {"filling": filling, "together": together, "singly": singly, "count": count}


def main(arguments: list[str] | None = None) -> int:
    """Measure, say the ratios; 1 where one is not what is asked."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.papers")
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--length", type=int, default=3000)
    parser.add_argument("--peers", type=int, default=20, help="0: without docxtpl and LibreOffice")
    parser.add_argument("--scratch", type=Path)
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args(arguments)
    folder = paths.resources() / "fonts"
    fonts = Fonts(folder)
    for name in ("fang", "fang-rare", "kai", "serif", "serif-bold", "sans", "sans-bold", "latin"):
        pdfmetrics.registerFont(TTFont(name, str(fonts.face(name).path)))
    told = by_drawing(chosen.count, chosen.length, fonts)
    each = 1000 / chosen.count
    sys.stdout.write(
        f"{chosen.count} summaries of {chosen.length} 字: ours {told['ours'] * each:.1f} ms each "
        f"(composing {told['composing'] * each:.1f} ms), drawing alone "
        f"{told['drawing'] * each:.1f} ms: {told['ratio']:.2f} times (median "
        f"{told['median ratio']:.2f})\n"
    )
    fine = told["ratio"] <= AT_MOST
    if chosen.peers:
        with tempfile.TemporaryDirectory() as made:
            scratch = chosen.scratch or Path(made)
            try:
                peer = by_office(chosen.peers, chosen.length, scratch, folder)
            except MissingPeer as missing:
                sys.stdout.write(f"docxtpl + LibreOffice did not run: {missing}\n")
            else:
                mine = told["ours"] / chosen.count
                faster = (peer["filling"] + peer["singly"]) / mine
                flattered = (peer["filling"] + peer["together"]) / mine
                fine = fine and faster >= AT_LEAST
                sys.stdout.write(
                    f"docxtpl {peer['filling'] * 1000:.0f} ms each, LibreOffice a run a document "
                    f"{peer['singly'] * 1000:.0f} ms ({SINGLY} measured), in one run "
                    f"{peer['together'] * 1000:.0f} ms each ({chosen.peers} measured): for "
                    f"{chosen.count} {faster:.1f} times as long as ours, in one run "
                    f"{flattered:.1f} times\n"
                )
                told |= {**peer, "faster": faster, "faster, one run": flattered}
    if chosen.json:
        chosen.json.write_text(json.dumps(told, indent=1), encoding="utf-8")
    return 0 if fine else 1


if __name__ == "__main__":
    raise SystemExit(main())
