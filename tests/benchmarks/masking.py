"""Ours beside Tesseract and beside Presidio, on the same drawn pages: seconds and recall.

*ours* takes each file as it is stored, all the way to boxes. The peers get the same pixels as they
are stored, and find out themselves how the page lies (``--psm 1``); and once more, as *upright*,
every page as ours put it, free of charge, so that their seconds are reading and finding alone.

*Tesseract* is Debian's ``tesseract-ocr`` with ``tesseract-ocr-chi-sim``; what it reads goes through
our own matching, so that the difference is the reading. *Presidio* is Presidio's image analyser
over the same Tesseract, with deny-lists of the very name, number and units (see ``presidio_peer``).
Neither finds seals or eyes, so recall is that of names, numbers and units, covered by half: a box
too tight still found it. Every program has one thread; seconds are a processor's, of ours without
those of the child that decodes.
"""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean
from typing import Any, Literal
from xml.etree import ElementTree as ET

import numpy as np
from PIL import Image

from desktop.domain.scans import MaskBox, MaskKind, Quad
from desktop.imaging import correcting, proposals, raster
from desktop.imaging.pictures import Matrix
from desktop.imaging.text import Char
from desktop.imaging.text import Line as ReadLine
from tests.benchmarks.measuring import (
    MB,
    Line,
    Memory,
    Missing,
    MissingPeer,
    Pairs,
    Plan,
    Took,
    busy,
    memory_now,
    once,
)
from tests.benchmarks.peers import program, python_with
from tests.imaging.figures import recall
from tests.imaging.judging import Judged, judge_masks
from tests.imaging.score import Work, drawn_pages, scored, subject_of

TEXT: tuple[MaskKind, ...] = ("name", "unit", "idno")
PEERS = ("presidio-analyzer", "presidio-image-redactor")
KIND_OF: dict[str, MaskKind] = {"NAME": "name", "ID": "idno", "UNIT": "unit"}
HALF = 0.5
XHTML = "{http://www.w3.org/1999/xhtml}"

Way = Literal["stored", "upright"]
SEGMENTATION: dict[Way, str] = {"stored": "1", "upright": "3"}
"""Tesseract's ``--psm``: with and without finding out how a page is turned."""


Found = Iterator[tuple[tuple[MaskBox, ...], float, float]]
"""For every page its boxes, the seconds they took, and those of all processors together."""


@dataclass(frozen=True)
class Given:
    """A page as a peer gets it: a PNG file, and the way back to the stored pixels."""

    path: Path
    leads: Matrix
    truth: dict[str, Any]


@dataclass(frozen=True)
class Setting:
    """How the peers run: on pages of which ``way``, in which folder, kept where."""

    way: Way
    scratch: Path
    peers: Path

    @property
    def variables(self) -> dict[str, str]:
        """The environment of a peer's process: one thread."""
        return os.environ | {"OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1"}


def _quad(left: float, top: float, right: float, bottom: float) -> Quad:
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def _places(title: str, name: str) -> list[float]:
    """The numbers behind ``name`` in an hOCR title."""
    part = next(one for one in title.split(";") if one.strip().startswith(name))
    return [float(number) for number in part.split()[1:]]


def hocr_lines(page: str) -> tuple[ReadLine, ...]:
    """What Tesseract read, with a place for every character."""
    lines = []
    for row in ET.fromstring(page).iter(f"{XHTML}span"):  # noqa: S314  # Tesseract's own words
        if row.get("class") not in {"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"}:
            continue
        chars = []
        for mark in row.iter(f"{XHTML}span"):
            if mark.get("class") == "ocrx_cinfo" and mark.text:
                left, top, right, bottom = _places(mark.get("title", ""), "x_bboxes")
                sure = _places(mark.get("title", ""), "x_conf")[0] / 100
                chars.append(Char(mark.text, sure, _quad(left, top, right, bottom)))
        if chars:
            box = _places(row.get("title", ""), "bbox")
            text = "".join(char.text for char in chars)
            score = float(np.mean([char.score for char in chars]))
            lines.append(ReadLine(text, score, _quad(*box), tuple(chars)))
    return tuple(lines)


def _tesseract() -> str:
    """The program, with Chinese."""
    reader = program("tesseract")
    listed = subprocess.run([reader, "--list-langs"], capture_output=True, text=True, check=True)
    if "chi_sim" not in listed.stdout:
        raise MissingPeer("tesseract has no chi_sim here (Debian: tesseract-ocr-chi-sim)")
    return reader


def tesseract(setting: Setting, pages: Sequence[Given]) -> Found:
    """Boxes by Tesseract's reading and our matching."""
    reader = _tesseract()
    for page in pages:
        began, worked = time.perf_counter(), busy()
        command = [reader, str(page.path), "stdout", "-l", "chi_sim"]
        command += ["--psm", SEGMENTATION[setting.way], "-c", "hocr_char_boxes=1", "hocr"]
        read = subprocess.run(
            command, capture_output=True, text=True, check=True, env=setting.variables
        )
        lines = hocr_lines(read.stdout)
        boxes = proposals.in_text(lines, subject_of(page.truth), TEXT)
        yield boxes, time.perf_counter() - began, busy() - worked


def presidio(setting: Setting, pages: Sequence[Given]) -> Found:
    """Boxes by Presidio over Tesseract."""
    _tesseract()
    scratch = setting.scratch
    python = python_with(setting.peers / "presidio", "presidio_image_redactor", PEERS)
    jobs, out = scratch / "jobs.json", scratch / "presidio.json"
    asked = [
        {
            "picture": str(page.path),
            "psm": SEGMENTATION[setting.way],
            "name": page.truth["applicant"]["name"],
            "id": page.truth["applicant"]["id"],
            "units": [page.truth["applicant"]["unit"], *page.truth["applicant"]["unit_aliases"]],
        }
        for page in pages
    ]
    jobs.write_text(json.dumps(asked), encoding="utf-8")
    script = Path(__file__).with_name("presidio_peer.py")
    ran = subprocess.run(
        [str(python), str(script), str(jobs), str(out)],
        capture_output=True,
        text=True,
        check=False,
        env=setting.variables,
    )
    if ran.returncode:
        raise MissingPeer("Presidio did not run: " + ran.stderr.strip()[-400:])
    for done in json.loads(out.read_text(encoding="utf-8")):
        yield tuple(joined(done["boxes"])), done["seconds"], done["cpu"]


def joined(words: Sequence[Sequence[Any]]) -> Iterator[MaskBox]:
    """Presidio's boxes of words as masks; what stands between two of one part is theirs too."""
    open_box: list[float] = []
    open_kind: MaskKind = "name"
    for left, top, width, height, entity in words:
        kind = KIND_OF[entity]
        right, bottom = left + width, top + height
        beside = (
            open_box
            and kind == open_kind
            and -height < left - open_box[2] < height
            and abs(top - open_box[1]) < height
        )
        if beside:
            open_box = [
                open_box[0],
                min(top, open_box[1]),
                max(right, open_box[2]),
                max(bottom, open_box[3]),
            ]
            continue
        if open_box:
            yield MaskBox(kind=open_kind, quad=_quad(*open_box))
        open_box, open_kind = [left, top, right, bottom], kind
    if open_box:
        yield MaskBox(kind=open_kind, quad=_quad(*open_box))


def _prepared(
    works: Sequence[Work], corrections: Sequence[Any], scratch: Path
) -> dict[Way, list[Given]]:
    """Every page on disk for the peers: as it is stored, and put upright as ours did."""
    given: dict[Way, list[Given]] = {"stored": [], "upright": []}
    for number, ((data, truth), correction) in enumerate(zip(works, corrections, strict=True)):
        stored = raster.page(data)
        leads, _, _ = correcting.matrix(correction, truth["width"], truth["height"])
        forms: dict[Way, tuple[Any, Matrix]] = {
            "stored": (stored, np.eye(3)),
            "upright": (correcting.corrected(stored, correction), leads),
        }
        for way, (pixels, back) in forms.items():
            path = scratch / f"{way}_{number:04d}.png"
            Image.fromarray(pixels).save(path, dpi=(200, 200))
            given[way].append(Given(path, back, truth))
    return given


def _judged(page: Given, boxes: Sequence[MaskBox], seconds: float, cpu: float) -> Judged:
    stored = proposals.to_stored(boxes, page.leads)
    entities, decoys, beyond = judge_masks(page.truth, stored)
    known = Judged(page.truth["file"], page.truth["template"], page.truth["degrade"])
    text = tuple(one for one in entities if one.role != "photo")
    return replace(known, entities=text, decoys=decoys, beyond=beyond, seconds=seconds, cpu=cpu)


PEER: dict[str, Callable[[Setting, Sequence[Given]], Found]] = {
    "Tesseract": tesseract,
    "Presidio": presidio,
}
RUNS: dict[str, Sequence[Way]] = {"quick": ("upright",), "usual": ("upright",)}
"""On which pages the peers run; in the long run on both."""


def measure(plan: Plan) -> Iterator[Line]:
    """Seconds and recall, against each peer that is there."""
    works = list(drawn_pages(plan.times(2, 4, 40), 1))
    before = memory_now("VmRSS")
    results = list(scored(iter(works), threads=1))
    ours = [page for page, _, _ in results]
    most = int(max(held for _, _, held in results) * MB)
    memory = Memory(most, most - before) if most else None
    given = _prepared(works, [page.correction for _, page, _ in results], plan.scratch)
    for name, run in PEER.items():
        if name == "Presidio" and plan.scale != "long":
            yield Missing("masking ÷ Presidio", "700 MB to install: measured with --long")
            continue
        for way in RUNS.get(plan.scale, ("stored", "upright")):
            setting, floor = Setting(way, plan.scratch, plan.peers), f"{name}, pages {way}"
            try:
                found = [
                    _judged(page, *result)
                    for page, result in zip(given[way], run(setting, given[way]), strict=True)
                ]
            except MissingPeer as missing:
                yield Missing(f"masking ÷ {floor}", str(missing))
                continue
            pairs = Pairs(_took(ours), _took(found), memory)
            yield pairs.figure("a page masked", floor)
            what = "text to be covered that was found"
            yield once(what, floor, _share(ours), _share(found), unit="%", more=True)


def _took(pages: Sequence[Judged]) -> list[Took]:
    return [Took(one.seconds, one.cpu) for one in pages]


def _share(pages: Sequence[Judged]) -> float:
    """Percent of names, numbers and units at least half hidden: the mean of the three."""
    roles = ("name", "id", "unit")
    return 100 * fmean(recall(pages, (r,), lambda one: one.share >= HALF).share for r in roles)
