"""Word twins held against their PDFs: pages and lines, as another program sets them.

A twin is opened by LibreOffice with the bundled fonts standing in for the official ones, and what
comes out is read glyph by glyph: a line is what stands on one baseline without a gap. The PDF's
own lines are read off the same way.

    python -m tests.documents.twins [--write DIR]

measures every document of every notice, for the applicant of the tests and all personas, and
prints a table of them.
"""

import argparse
import ctypes
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import yaml

from desktop import paths
from desktop.app.notices.installed import notice as load
from desktop.documents.blocks import Document
from desktop.documents.catalogue import build, fitting
from desktop.documents.docx.twin import to_docx
from desktop.documents.fonts import Fonts
from desktop.documents.layout import lay_out
from desktop.documents.marks import is_wide
from desktop.documents.page import Text
from desktop.documents.pdf.writing import to_pdf
from desktop.errors import UserError
from tests import personas

from .cases import NOW, PACKS, full

DATA = Path(__file__).parents[1] / "data"

STANDING_IN = {
    "仿宋_GB2312": "Wenshu Fang",
    "方正小标宋简体": "Wenshu Serif",
    "黑体": "Wenshu Sans",
    "楷体_GB2312": "Wenshu Kai",
    "宋体": "Wenshu Serif",
    "Times New Roman": "Liberation Serif",
}
"""The bundled faces as the official ones, so that a picture shows what an office sees."""

GAP = 0.55
"""Blank (em) that parts what stands on one baseline into two: cells of a table."""

NARROW = 0.6
"""Em a Latin character takes at most."""

ALIKE = 1.4
"""Type so much smaller than what stands before it is no part of its line (a running count)."""

LEVEL = 2.0
"""Points by which glyphs of one line may stand higher or lower."""


@dataclass(frozen=True)
class Glyph:
    char: str
    x: float
    y: float
    size: float


def lines(glyphs: Sequence[Glyph]) -> Counter[str]:
    """The lines of a page, blanks and numbers (running counts) left out."""
    found: list[str] = []
    level: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda g: (g.y, g.x)):
        if level and glyph.y - level[0].y > LEVEL:
            found.extend(_parted(level))
            level = []
        level.append(glyph)
    found.extend(_parted(level))
    return Counter(line for line in found if line and not line.isdigit())


def _parted(level: list[Glyph]) -> Iterator[str]:
    text, end, size = "", 0.0, 0.0
    for glyph in sorted(level, key=lambda g: g.x):
        if text and (glyph.x - end > GAP * glyph.size or glyph.size < size / ALIKE):
            yield text
            text = ""
        text += glyph.char
        size = glyph.size
        end = glyph.x + size * (1.0 if is_wide(glyph.char) else NARROW)
    yield text


def own_pages(document: Document, fonts: Fonts) -> list[Counter[str]]:
    """The lines of our own layout, page by page."""
    pages = []
    for page in lay_out(document, fonts):
        glyphs = [
            Glyph(glyph.char, item.x + glyph.x * item.size, item.y, item.size)
            for item in page.items
            if isinstance(item, Text)
            for glyph in item.glyphs
            if not glyph.char.isspace()
        ]
        pages.append(lines(glyphs))
    return pages


def read_pages(data: bytes) -> list[Counter[str]]:
    """The lines of a PDF somebody else made, page by page."""
    document = pypdfium2.PdfDocument(data)
    pages = []
    for page in document:
        text = page.get_textpage()
        height = page.get_height()
        x, y = ctypes.c_double(), ctypes.c_double()
        glyphs = []
        for index in range(text.count_chars()):
            char = _char(text, index)
            if not char or char.isspace() or pdfium.FPDFText_IsGenerated(text, index) == 1:
                continue
            pdfium.FPDFText_GetCharOrigin(text, index, x, y)
            size = pdfium.FPDFText_GetFontSize(text, index)
            glyphs.append(Glyph(char, x.value, height - y.value, size))
        pages.append(lines(glyphs))
        text.close()
        page.close()
    document.close()
    return pages


def _char(text: pypdfium2.PdfTextPage, index: int) -> str:
    """The character at ``index``; of one above U+FFFF the first half stands for both."""
    code = pdfium.FPDFText_GetUnicode(text, index)
    if 0xDC00 <= code < 0xE000:
        return ""
    if 0xD800 <= code < 0xDC00:
        low = pdfium.FPDFText_GetUnicode(text, index + 1)
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)
    return chr(code)


def _weight(name: str) -> str:
    bold = '<edit name="weight" mode="assign" binding="strong"><const>bold</const></edit>'
    return bold if "标宋" in name else ""


class Office:
    """LibreOffice without a window, with the bundled fonts under the official names."""

    def __init__(self, program: str, folder: Path) -> None:
        self.program = program
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        aliases = "".join(
            f'<match target="pattern"><test name="family" compare="eq"><string>{name}</string>'
            f'</test><edit name="family" mode="assign" binding="strong"><string>{face}</string>'
            f"</edit>{_weight(name)}</match>"
            for name, face in STANDING_IN.items()
        )
        (folder / "fonts.conf").write_text(
            '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
            f"<dir>{paths.resources() / 'fonts'}</dir><cachedir>{folder / 'cache'}</cachedir>"
            f"{aliases}</fontconfig>",
            "utf-8",
        )

    def pdfs(self, files: Sequence[Path], seconds: float = 1800) -> list[Path]:
        """A PDF beside every file."""
        command = [
            self.program,
            f"-env:UserInstallation={(self.folder / 'profile').as_uri()}",
            *("--headless", "--convert-to", "pdf", "--outdir", str(files[0].parent)),
        ]
        subprocess.run(
            [*command, *map(str, files)],
            check=True,
            capture_output=True,
            timeout=seconds,
            env={**os.environ, "FONTCONFIG_FILE": str(self.folder / "fonts.conf")},
        )
        return [file.with_suffix(".pdf") for file in files]


@dataclass(frozen=True)
class Measured:
    """What became of one twin: pages of the PDF and of the twin, lines that stand in one only."""

    name: str
    pages: tuple[int, int]
    missing: tuple[str, ...]
    added: tuple[str, ...]

    @property
    def same(self) -> bool:
        return self.pages[0] == self.pages[1] and not self.missing and not self.added


def measured(
    documents: dict[str, Document], fonts: Fonts, office: Office, folder: Path
) -> list[Measured]:
    """Every document's twin held against its PDF; the files stay in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{name}.docx" for name in documents]
    for file, document in zip(files, documents.values(), strict=True):
        file.write_bytes(to_docx(document, fonts))
    results = []
    made = office.pdfs(files)
    for (name, document), pdf in zip(documents.items(), made, strict=True):
        ours, theirs = own_pages(document, fonts), read_pages(pdf.read_bytes())
        missing: list[str] = []
        added: list[str] = []
        for number in range(max(len(ours), len(theirs))):
            one = ours[number] if number < len(ours) else Counter()
            other = theirs[number] if number < len(theirs) else Counter()
            missing.extend(f"{number + 1}: {line}" for line in (one - other).elements())
            added.extend(f"{number + 1}: {line}" for line in (other - one).elements())
        results.append(Measured(name, (len(ours), len(theirs)), tuple(missing), tuple(added)))
    return results


def all_documents() -> dict[str, Document]:
    """Every document of every notice, for the applicant of the tests and for all personas."""
    documents: dict[str, Document] = {}
    for pack in PACKS:
        notice = load(pack)
        for terms in notice.documents:
            if terms.mode != "never":
                documents[f"{pack}-{terms.kind}"] = build(terms.kind, full(pack), notice, NOW)
    for pack in PACKS:
        notice = load(pack)
        entries = yaml.safe_load((DATA / f"personas-{pack}.yaml").read_text("utf-8"))
        for name, entry in entries.items():
            person = personas.expand(name, entry["persona"], notice)
            for terms in fitting(person.case, notice, person.now):
                try:
                    document = build(terms.kind, person.case, notice, person.now)
                except UserError:
                    continue  # a persona without the facts has no such document
                documents[f"{pack}-{name}-{terms.kind}"] = document
    return documents


def main() -> int:
    parser = argparse.ArgumentParser(description="Word 文书与 PDF 逐页逐行对比")
    parser.add_argument("--write", type=Path, default=Path("twins"), metavar="DIR")
    parser.add_argument("--only", default="", help="名称里含这几个字的文书")
    folder = parser.parse_args().write
    only = parser.parse_args().only
    program = shutil.which("soffice")
    if program is None:
        sys.stderr.write("没有安装 LibreOffice，不能对比。\n")
        return 2
    fonts = Fonts(paths.resources() / "fonts")
    documents = {n: d for n, d in all_documents().items() if only in n}
    results = measured(documents, fonts, Office(program, folder / "office"), folder)
    for one in results:
        pages = "=" if one.pages[0] == one.pages[1] else "≠"
        equal = "=" if not (one.missing or one.added) else "≠"
        sys.stdout.write(f"{one.name}\t{one.pages[0]} {pages} {one.pages[1]}\t{equal}\n")
        for line in one.missing:
            sys.stdout.write(f"    - {line}\n")
        for line in one.added:
            sys.stdout.write(f"    + {line}\n")
        pdf = to_pdf(documents[one.name], fonts)
        (folder / f"{one.name}.ours.pdf").write_bytes(pdf)
    same = sum(one.same for one in results)
    sys.stdout.write(f"{same} / {len(results)}\n")
    return 0 if same == len(results) else 1


if __name__ == "__main__":
    sys.exit(main())
