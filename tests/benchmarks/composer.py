"""Our line composer beside ReportLab's own wrapping, Typst, WeasyPrint and LibreOffice.

``python -m tests.benchmarks.composer [--texts N] [--length 字] [--scratch DIR] [--pictures DIR]
[--json FILE]``

Every program sets the same texts, a document each, in the same face on the same column (28 × 22).
Line ends are read from the made PDFs by PDFium, for all alike, and counted where they break a rule
of GB/T 15834, or part a word, a number, a name or a value and its unit; codes such as GB/T that are
parted are told beside, since no rule forbids it. The first page of each goes
into one picture, side by side. A peer that is not there, or cannot be installed, is said.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from desktop import paths
from desktop.documents.blocks import Document, Paragraph
from desktop.documents.fonts import Fonts
from desktop.documents.geometry import OFFICIAL, Numbering
from desktop.documents.pdf.writing import to_pdf
from tests.benchmarks.summaries import Summary, summary
from tests.benchmarks.typesetters import PEERS, MissingPeer, Task
from tests.documents.line_ends import KINDS, breaks, codes_parted, faults, read_lines

SCALE = 1.4
LABEL = 44


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


def main(arguments: list[str] | None = None) -> int:
    """Compare, say the figures; 1 where ours has any fault."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.composer")
    parser.add_argument("--texts", type=int, default=20)
    parser.add_argument("--length", type=int, default=3000)
    parser.add_argument("--scratch", type=Path)
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args(arguments)
    fonts = paths.resources() / "fonts"
    texts = [summary(seed, chosen.length) for seed in range(chosen.texts)]
    with tempfile.TemporaryDirectory() as folder:
        scratch = chosen.scratch or Path(folder)
        scratch.mkdir(parents=True, exist_ok=True)
        made: dict[str, list[tuple[Summary, bytes]]] = {}
        missing = {}
        for name, run in {"ours": ours, **PEERS}.items():
            try:
                made[name] = [
                    (text, run(Task(text.lines, text.names, fonts, scratch))) for text in texts
                ]
            except MissingPeer as reason:
                missing[name] = str(reason)
    scores = judged(made)
    for name, score in scores.items():
        found = ", ".join(f"{kind}: {score.faults[kind]}" for kind in KINDS if score.faults[kind])
        unread = f"; {score.unread} documents not read back as written" if score.unread else ""
        sys.stdout.write(f"{name:>12}: {score.lines} lines; {found or 'no fault'}{unread}")
        sys.stdout.write(f"; codes (GB/T, 15776-2016) parted: {score.codes}\n")
    for name, why in missing.items():
        sys.stdout.write(f"{name:>12}: did not run: {why}\n")
    if chosen.pictures:
        chosen.pictures.mkdir(parents=True, exist_ok=True)
        first = {name: documents[0][1] for name, documents in made.items()}
        sheet = side_by_side(first, fonts / "sans.ttf")
        sheet.save(chosen.pictures / "side-by-side.png")
    if chosen.json:
        plain = {
            name: {
                "lines": score.lines,
                "unread": score.unread,
                "codes": score.codes,
                "faults": dict(score.faults),
            }
            for name, score in scores.items()
        }
        chosen.json.write_text(json.dumps(plain | missing, ensure_ascii=False, indent=1), "utf-8")
    return 1 if scores["ours"].faults or scores["ours"].unread else 0


if __name__ == "__main__":
    raise SystemExit(main())
