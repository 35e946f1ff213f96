"""Our line composer beside ReportLab's own wrapping, Typst, WeasyPrint and LibreOffice.

Every program sets the same texts, a document each, in the same face on the same column (28 × 22).
Line ends are read from the made PDFs by PDFium, for all alike, and counted where they break a rule
of GB/T 15834, or part a word, a number, a name or a value and its unit; codes such as GB/T that are
parted are told beside, since no rule forbids it. The first page of each goes into one picture, side
by side, in the folder of the peers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from desktop import paths
from desktop.documents.blocks import Document, Paragraph
from desktop.documents.fonts import Fonts
from desktop.documents.geometry import OFFICIAL, Numbering
from desktop.documents.pdf.writing import to_pdf
from tests.benchmarks.measuring import Line, Missing, MissingPeer, Plan, once
from tests.benchmarks.summaries import Summary, summary
from tests.benchmarks.typesetters import PEERS, Task
from tests.documents.line_ends import breaks, codes_parted, faults, read_lines

SCALE = 1.4
LABEL = 44
LENGTH = 3000  # 字 of each text
EACH = "in 1,000 lines"


@dataclass
class Score:
    """What one program's lines came to: how many there are, and their faults by kind."""

    lines: int
    faults: Counter[str]
    unread: int = 0
    codes: int = 0


def ours(task: Task) -> bytes:
    """The task set by our own composer."""
    blocks = tuple(Paragraph(text, keep=task.names) for text in task.paragraphs)
    frame = replace(OFFICIAL, numbering=Numbering.NONE)
    return to_pdf(Document("summary", "业务工作总结", frame, blocks), Fonts(task.fonts))


def judged(made: Mapping[str, Sequence[tuple[Summary, bytes]]]) -> dict[str, Score]:
    """Program → score of all its documents."""
    scores = {}
    for program, documents in made.items():
        score = scores[program] = Score(0, Counter())
        for text, data in documents:
            lines = [line for page in read_lines(data) for line in page]
            try:
                ends = breaks(text.lines, lines)
            except AssertionError:
                score.unread += 1
                continue
            score.lines += len(lines)
            for paragraph, places in zip(text.lines, ends, strict=True):
                score.faults += faults(paragraph, places, text.names)
                score.codes += codes_parted(paragraph, places)
    return scores


def side_by_side(pages: Mapping[str, bytes], font: Path) -> Image.Image:
    """The first page of each program's document, one beside the other, named."""
    pictures = []
    for data in pages.values():
        document = pypdfium2.PdfDocument(data)
        pictures.append(document[0].render(scale=SCALE).to_pil().convert("RGB"))
        document.close()
    width = sum(picture.width for picture in pictures)
    sheet = Image.new("RGB", (width, max(one.height for one in pictures) + LABEL), "white")
    pen = ImageDraw.Draw(sheet)
    face = ImageFont.truetype(str(font), LABEL * 2 // 3)
    x = 0
    for name, picture in zip(pages, pictures, strict=True):
        pen.text((x + LABEL, 4), name, "black", font=face)
        sheet.paste(picture, (x, LABEL))
        pen.line((x, 0, x, sheet.height), "grey")
        x += picture.width
    return sheet


def measure(plan: Plan) -> Iterator[Line]:
    """Faults in a thousand lines, ours against each program's."""
    fonts = paths.resources() / "fonts"
    texts = [summary(seed, LENGTH) for seed in range(plan.times(1, 3, 20))]
    made: dict[str, list[tuple[Summary, bytes]]] = {}
    for name, run in {"ours": ours, **PEERS}.items():
        tasks = [Task(text.lines, text.names, fonts, plan.scratch, plan.peers) for text in texts]
        try:
            made[name] = [(text, run(task)) for text, task in zip(texts, tasks, strict=True)]
        except MissingPeer as missing:
            yield Missing(f"faults at line ends ÷ {name}", str(missing))
    scores = judged(made)
    own = scores.pop("ours")
    assert not own.unread
    for name, score in scores.items():
        if score.unread:
            yield Missing(f"faults at line ends ÷ {name}", f"{score.unread} not read as written")
            continue
        own_share, its_share = (sum(one.faults.values()) / one.lines * 1000 for one in (own, score))
        yield once("faults at line ends", name, own_share, its_share, unit=EACH, wanted_ours=0)
        own_share, its_share = (one.codes / one.lines * 1000 for one in (own, score))
        yield once("codes parted (GB/T, 15776-2016)", name, own_share, its_share, unit=EACH)
    plan.peers.mkdir(parents=True, exist_ok=True)
    first = {name: documents[0][1] for name, documents in made.items()}
    side_by_side(first, fonts / "sans.ttf").save(plan.peers / "side-by-side.png")
