"""Other programs that set the benchmarks' texts, each as well set up as it allows.

Typst, WeasyPrint and docxtpl are installed into environments of their own; LibreOffice is the
system's. One that is not there, or cannot be installed, says so.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from docx import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Pt
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate

from desktop.documents.geometry import OFFICIAL, PAGE_HEIGHT, PAGE_WIDTH
from tests.benchmarks.measuring import MissingPeer
from tests.benchmarks.peers import program, python_with

FILES = {
    "Wenshu Fang": "fang.ttf",
    "Wenshu Fang Rare": "fang-rare.ttf",
    "Wenshu Kai": "kai.ttf",
}
"""The same Chinese face for everybody, and what stands in where it lacks a character."""


@dataclass(frozen=True)
class Task:
    """Paragraphs to set on the official page, in ``scratch``, with the fonts of a folder.

    ``peers`` is where the programs are kept.
    """

    paragraphs: tuple[str, ...]
    names: tuple[str, ...]
    fonts: Path
    scratch: Path
    peers: Path


def asked(kept: Path, scratch: Path, program: str, job: dict[str, Any]) -> dict[str, float]:
    """What a peer in its environment says of the job it did: its seconds."""
    python = python_with(kept / program, program, (program,))
    path = scratch / f"{program}.json"
    path.write_text(json.dumps(job, ensure_ascii=False), encoding="utf-8")
    script = Path(__file__).with_name("typesetting_peer.py")
    command = [str(python), str(script), program, str(path)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise MissingPeer(f"{program} did not run: {ran.stderr.strip()[-300:]}")
    told: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    return told


def _by_peer(task: Task, program: str) -> bytes:
    out = task.scratch / f"{program}.pdf"
    frame = OFFICIAL
    job = {
        "paragraphs": task.paragraphs,
        "names": task.names,
        "out": str(out),
        "fonts": str(task.fonts),
        "families": list(FILES),
        "files": [str(task.fonts / file) for file in FILES.values()],
        "page": {
            "width": PAGE_WIDTH,
            "height": PAGE_HEIGHT,
            "top": frame.top,
            "bottom": frame.bottom,
            "left": frame.left,
            "right": frame.right,
            "size": frame.pitch,
            "leading": frame.leading,
        },
    }
    asked(task.peers, task.scratch, program, job)
    return out.read_bytes()


def typst(task: Task) -> bytes:
    """By Typst."""
    return _by_peer(task, "typst")


def weasyprint(task: Task) -> bytes:
    """By WeasyPrint."""
    return _by_peer(task, "weasyprint")


def reportlab(task: Task) -> bytes:
    """By ReportLab's own paragraphs, wrapped as it wraps Chinese."""
    for family, file in FILES.items():
        pdfmetrics.registerFont(TTFont(family, str(task.fonts / file)))
    face, *others = FILES
    style = ParagraphStyle(
        "body",
        fontName=face,
        fontSize=OFFICIAL.pitch,
        leading=OFFICIAL.leading,
        firstLineIndent=2 * OFFICIAL.pitch,
        alignment=TA_JUSTIFY,
        wordWrap="CJK",
    )
    out = io.BytesIO()
    # SimpleDocTemplate pads its frame by 6 pt a side.
    margins = {
        "leftMargin": OFFICIAL.left - 6,
        "rightMargin": OFFICIAL.right - 6,
        "topMargin": OFFICIAL.top - 6,
        "bottomMargin": OFFICIAL.bottom - 6,
    }
    pages = SimpleDocTemplate(out, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), **margins)
    known = [pdfmetrics.getFont(name).face.charToGlyph for name in (face, *others)]

    def marked(text: str) -> str:
        """It has no fallback from font to font: rare characters are put into theirs by markup."""
        said = ""
        for char in text:
            at = next((n for n, glyphs in enumerate(known) if glyphs.get(ord(char))), 0)
            said += f'<font name="{others[at - 1]}">{char}</font>' if at else escape(char)
        return said

    pages.build([Paragraph(marked(text), style) for text in task.paragraphs])
    return out.getvalue()


def libreoffice(task: Task) -> bytes:
    """By LibreOffice, from a DOCX with its rules for East Asian line ends."""
    made = plain_docx(task.paragraphs)
    path = task.scratch / "libreoffice.docx"
    path.write_bytes(made)
    to_pdfs([path], task.scratch, task.fonts)
    return path.with_suffix(".pdf").read_bytes()


def plain_docx(paragraphs: Sequence[str]) -> bytes:
    """The paragraphs on the official page in 仿宋, justified, set in by two characters."""
    document = Docx()
    section = document.sections[0]
    section.page_width, section.page_height = Pt(PAGE_WIDTH), Pt(PAGE_HEIGHT)
    section.left_margin, section.right_margin = Pt(OFFICIAL.left), Pt(OFFICIAL.right)
    section.top_margin, section.bottom_margin = Pt(OFFICIAL.top), Pt(OFFICIAL.bottom)
    # The header and the footer keep out of the text area.
    section.header_distance = section.footer_distance = Pt(20)
    style = document.styles["Normal"]
    face = next(iter(FILES))
    style.font.name, style.font.size = face, Pt(15.5)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), face)
    for text in paragraphs:
        paragraph = document.add_paragraph(text)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        shape = paragraph.paragraph_format
        shape.first_line_indent = Pt(31)
        shape.space_after = Pt(0)
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(OFFICIAL.leading)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def to_pdfs(paths: Sequence[Path], scratch: Path, fonts: Path) -> None:
    """PDFs beside DOCX files, all in one run of LibreOffice that knows the folder of fonts."""
    known = scratch / "fonts.conf"
    known.write_text(
        "<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'><fontconfig>"
        f"<dir>{escape(str(fonts))}</dir><cachedir>{escape(str(scratch / 'fontcache'))}</cachedir>"
        "</fontconfig>",
        encoding="utf-8",
    )
    command = [
        program("soffice"),
        f"-env:UserInstallation={(scratch / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(paths[0].parent),
        *map(str, paths),
    ]
    variables = os.environ | {"FONTCONFIG_FILE": str(known)}
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=variables)
    if ran.returncode or not all(path.with_suffix(".pdf").exists() for path in paths):
        raise MissingPeer(f"LibreOffice made nothing: {ran.stderr.strip()[-300:]}")


PEERS: dict[str, Callable[[Task], bytes]] = {
    "ReportLab": reportlab,
    "Typst": typst,
    "WeasyPrint": weasyprint,
    "LibreOffice": libreoffice,
}
