"""Reading PDF text back in three ways, none of which knows how it was written."""

import io
import shutil
import subprocess
from collections.abc import Callable

import pypdf
import pypdfium2
import pytest

Extract = Callable[[bytes], list[str]]


def by_pypdf(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def by_pdfium(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    pages = []
    for page in document:
        text = page.get_textpage()
        pages.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return pages


def by_poppler(data: bytes) -> list[str]:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed")
    done = subprocess.run([program, "-", "-"], input=data, capture_output=True, check=True)
    return done.stdout.decode("utf-8").split("\f")[:-1]


EXTRACTORS: dict[str, Extract] = {
    "pypdf": by_pypdf,
    "pdfium": by_pdfium,
    "poppler": by_poppler,
}


def body(pages: list[str]) -> str:
    """The pages' text without line ends and page numbers; blanks inside lines stay."""
    lines = [line.strip() for page in pages for line in page.splitlines()]
    return "".join(line for line in lines if not (line.startswith("—") and line.endswith("—")))
