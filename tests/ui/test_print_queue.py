"""A real queue: what comes out of the printer is what the preview shows."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from desktop.app.notices.installed import notice as load
from desktop.app.papers import wanted
from desktop.app.papers.press import Press
from tests.documents.cases import NOW, full
from tests.ui import queue as queues
from tests.ui.queue import QUEUE, PrintQueue

_LACKING = queues.lacking()
pytestmark = pytest.mark.skipif(bool(_LACKING), reason=_LACKING)

_INCH = 100  # places looked at to the inch
_DOTS = 6  # to each of them either way
_TOLERANCE = 40  # of 255: a third of a dot to the side shows in the grey of an edge
Picture = npt.NDArray[np.float64]


@pytest.fixture(scope="module")
def office() -> Iterator[PrintQueue]:
    with queues.queue() as made:
        yield made


def printed(
    office: PrintQueue, pdf: bytes, folder: Path, *wishes: str
) -> tuple[bytes, dict[str, Any]]:
    """What comes out of the printer, and what the person saw on the way.

    ``wishes`` are copies, sides and pages, as :mod:`tests.ui.prints` has them.
    """
    title = uuid.uuid4().hex
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    ran = subprocess.run(
        [sys.executable, "-m", "tests.ui.prints", path, title, *wishes],
        env={**office.environment, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr.decode()
    return office.printed(title), json.loads(ran.stdout)


def pages(pdf: bytes) -> list[Picture]:
    """Its pages in greys, each place the mean of its dots; edges of the sheet left off."""
    document = pypdfium2.PdfDocument(pdf)
    made = []
    for page in document:
        dots = np.asarray(page.render(scale=_INCH * _DOTS / 72, grayscale=True).to_pil())
        down, across = (11 * _INCH, 8 * _INCH)
        dots = dots[: down * _DOTS, : across * _DOTS].astype(float)
        made.append(dots.reshape(down, _DOTS, across, _DOTS).mean((1, 3)))
    document.close()
    return made


def unlike(one: Picture, other: Picture) -> float:
    """The share of places at which two pages are not the same."""
    return float((abs(one - other) > _TOLERANCE).mean())


def document(pack: str, kind: str) -> bytes:
    return wanted.make(kind, full(pack), load(pack), NOW, Press.bundled()).pdf


def test_two_copies_on_both_sides_come_out_as_shown(office: PrintQueue, tmp_path: Path) -> None:
    pdf = document("GT23", "pledge")
    paper, seen = printed(office, pdf, tmp_path, "2", "two")
    assert seen["said"] == "已全部送到打印机。"
    assert QUEUE in seen["printer"]
    assert (seen["copies"], seen["sides"]) == ([2], ["duplexLong"])
    assert "copies=2 " in office.asked()
    assert "sides=two-sided-long-edge" in office.asked()
    assert "PageSize=A4" in office.asked()
    shown, came = pages(pdf), pages(paper)
    assert len(shown) > 1
    assert len(came) == 2 * len(shown)
    for number, page in enumerate(came):
        assert unlike(shown[number % len(shown)], page) <= 0.01
    # The measure sees what it has to: another page, and a page a millimetre to the side.
    assert unlike(shown[0], shown[1]) > 0.01
    assert unlike(shown[0], np.roll(shown[0], _INCH // 25, axis=1)) > 0.01


def test_where_nothing_is_said_of_sides_the_printer_is_left_as_it_is(
    office: PrintQueue, tmp_path: Path
) -> None:
    pdf = document("BM24", "publicity")
    paper, seen = printed(office, pdf, tmp_path, "1", "unsaid")
    assert (seen["copies"], seen["sides"]) == ([1], ["noDuplex"])
    assert "copies=1 " in office.asked()
    assert [unlike(a, b) <= 0.01 for a, b in zip(pages(pdf), pages(paper), strict=True)] == [True]
    # Sent without what compression of photographs leaves around letters: paper is white there.
    assert b"/DCTDecode" not in office.sent()


@pytest.mark.parametrize(("chosen", "numbers"), [("2-3", [2, 3]), ("1,4", [1, 4])])
def test_pages_chosen_in_the_dialog_are_those_that_come(
    office: PrintQueue, tmp_path: Path, chosen: str, numbers: list[int]
) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for number in range(1, 5):
        canvas.rect(50, 120 * number, 400, 100, fill=1)
        canvas.showPage()
    canvas.save()
    paper, _ = printed(office, out.getvalue(), tmp_path, "1", "one", chosen)
    shown = pages(out.getvalue())
    came = pages(paper)
    assert [unlike(shown[n - 1], page) < 0.01 for n, page in zip(numbers, came, strict=True)] == [
        True,
        True,
    ]
