"""Ours beside Tesseract and beside Presidio, on the same drawn pages: seconds and recall.

``python -m tests.benchmarks.masking FOLDER | --draw N [--seed S] [--threads T] [--scratch DIR]
[--json FILE]``

*ours* takes each file as it is stored, all the way to boxes. The peers get the same pixels as they
are stored, and find out themselves how the page lies (``--psm 1``); and once more, as *upright*,
every page as ours put it, free of charge, so that their seconds are reading and finding alone.

*tesseract* is Debian's ``tesseract-ocr`` with ``tesseract-ocr-chi-sim``; what it reads goes through
our own matching, so that the difference is the reading. *presidio* is Presidio's image analyser
over the same Tesseract, installed into an environment of its own under ``--scratch`` from the
usual registry, with deny-lists of the very name, number and units (see ``presidio_peer``). Neither
finds seals or eyes. A peer that is not there, or cannot be installed, is said and left out.

Every program gets as many threads (one, unless told), so that the seconds compare; seconds of
processors are told beside, since they hardly feel what else the machine does.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal
from xml.etree import ElementTree as ET

import numpy as np
from PIL import Image

from desktop.domain.scans import MaskBox, MaskKind, Quad
from desktop.imaging import correcting, proposals, raster
from desktop.imaging.pictures import Matrix
from desktop.imaging.text import Char, Line
from tests.imaging.figures import as_plain, as_text, figures, recall
from tests.imaging.judging import Judged, judge_masks
from tests.imaging.score import Work, drawn_pages, folder_pages, scored, subject_of

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


class MissingPeer(Exception):
    """A peer cannot run here; the reason is its message."""


@dataclass(frozen=True)
class Given:
    """A page as a peer gets it: a PNG file, and the way back to the stored pixels."""

    path: Path
    leads: Matrix
    truth: dict[str, Any]


@dataclass(frozen=True)
class Setting:
    """How the peers run: on pages of which ``way``, with how many ``threads``, in which folder."""

    way: Way
    threads: int
    scratch: Path

    @property
    def variables(self) -> dict[str, str]:
        """The environment of a peer's process."""
        count = str(self.threads)
        return os.environ | {"OMP_THREAD_LIMIT": count, "OMP_NUM_THREADS": count}


def _busy() -> float:
    """Seconds of processors this process and those it waited for have had."""
    return sum(os.times()[:4])


def _quad(left: float, top: float, right: float, bottom: float) -> Quad:
    return ((left, top), (right, top), (right, bottom), (left, bottom))


# -- Tesseract -----------------------------------------------------------------------------------


def _places(title: str, name: str) -> list[float]:
    """The numbers behind ``name`` in an hOCR title."""
    part = next(one for one in title.split(";") if one.strip().startswith(name))
    return [float(number) for number in part.split()[1:]]


def hocr_lines(page: str) -> tuple[Line, ...]:
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
            lines.append(Line(text, score, _quad(*box), tuple(chars)))
    return tuple(lines)


def tesseract(setting: Setting, pages: Sequence[Given]) -> Found:
    """Boxes by Tesseract's reading and our matching."""
    if shutil.which("tesseract") is None:
        raise MissingPeer("no tesseract here (Debian: tesseract-ocr, tesseract-ocr-chi-sim)")
    listed = subprocess.run(
        ["tesseract", "--list-langs"], capture_output=True, text=True, check=True
    )
    if "chi_sim" not in listed.stdout:
        raise MissingPeer("tesseract has no chi_sim here (Debian: tesseract-ocr-chi-sim)")
    for page in pages:
        began, busy = time.perf_counter(), _busy()
        command = ["tesseract", str(page.path), "stdout", "-l", "chi_sim"]
        command += ["--psm", SEGMENTATION[setting.way], "-c", "hocr_char_boxes=1", "hocr"]
        read = subprocess.run(
            command, capture_output=True, text=True, check=True, env=setting.variables
        )
        lines = hocr_lines(read.stdout)
        boxes = proposals.in_text(lines, subject_of(page.truth), TEXT)
        yield boxes, time.perf_counter() - began, _busy() - busy


# -- Presidio ------------------------------------------------------------------------------------


def _environment(scratch: Path) -> Path:
    """The interpreter of an environment with Presidio in it, made where there is none."""
    home = scratch / "presidio"
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        venv.create(home, with_pip=True)
    probe = [str(python), "-c", "import presidio_image_redactor"]
    if subprocess.run(probe, capture_output=True, check=False).returncode:
        command = [str(python), "-m", "pip", "install", "--quiet", *PEERS]
        made = subprocess.run(command, capture_output=True, text=True, check=False)
        if made.returncode:
            raise MissingPeer("Presidio could not be installed: " + made.stderr.strip()[-400:])
    return python


def presidio(setting: Setting, pages: Sequence[Given]) -> Found:
    """Boxes by Presidio over Tesseract."""
    if shutil.which("tesseract") is None:
        raise MissingPeer("Presidio reads with tesseract, which is not here")
    scratch = setting.scratch
    python = _environment(scratch)
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


# -- the comparison ------------------------------------------------------------------------------


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
    "tesseract": tesseract,
    "presidio": presidio,
}


def measured(pages: Sequence[Judged]) -> dict[str, Any]:
    """The score's figures, and what was at least half hidden: a box too tight still found it."""
    table = figures(pages)
    for role in ("name", "id", "unit"):
        table[f"recall {role}, half hidden"] = recall(pages, (role,), lambda one: one.share >= HALF)
    return table


# What a comparison of masks is about; the rest of the score belongs to ours alone.
COMPARED = ("recall ", "touched ", "beyond", "seconds", "CPU ", "pages", "errors")


def compared(works: list[Work], scratch: Path, threads: int) -> dict[str, dict[str, Any] | str]:
    """Program → its figures, or why it did not run."""
    results = list(scored(iter(works), 1, threads))
    told: dict[str, dict[str, Any] | str] = {"ours": measured([one for one, _, _ in results])}
    given = _prepared(works, [page.correction for _, page, _ in results], scratch)
    for name, run in PEER.items():
        for way, pages in given.items():
            try:
                found = [
                    _judged(page, *result)
                    for page, result in zip(
                        pages, run(Setting(way, threads, scratch), pages), strict=True
                    )
                ]
            except MissingPeer as missing:
                told[f"{name}, {way}"] = str(missing)
            else:
                told[f"{name}, {way}"] = measured(found)
    return told


def main(arguments: list[str] | None = None) -> int:
    """Compare, and say the figures of each."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.masking")
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--draw", type=int, default=0, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--scratch", type=Path)
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args(arguments)
    if chosen.folder is None and not chosen.draw:
        parser.error("a folder of pages, or --draw N")
    pages = drawn_pages(chosen.draw, chosen.seed) if chosen.draw else folder_pages(chosen.folder)
    with tempfile.TemporaryDirectory() as made:
        scratch = chosen.scratch or Path(made)
        scratch.mkdir(parents=True, exist_ok=True)
        told = compared(list(pages), scratch, chosen.threads)
    for name, table in told.items():
        sys.stdout.write(f"== {name}\n")
        if isinstance(table, str):
            sys.stdout.write(f"did not run: {table}\n\n")
            continue
        kept = {key: value for key, value in table.items() if key.startswith(COMPARED)}
        sys.stdout.write(as_text(kept) + "\n\n")
    if chosen.json:
        plain = {name: t if isinstance(t, str) else as_plain(t) for name, t in told.items()}
        chosen.json.write_text(json.dumps(plain, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
