"""The score over drawn pages: ``python -m tests.imaging.score FOLDER | --draw N [--seed S]``.

Every page takes the way it takes in the program, from the file's bytes to boxes in its own pixels
(:class:`~desktop.app.scans.scanning.Scanner`, keeping nothing), and is held against its ground
truth; how that is judged stands in :mod:`tests.imaging.judging`. Seconds are those of that way,
the first page warming up the recogniser and the decoder's process uncounted. The peak of memory is
that of the process that examines and of its decoder together; pages are drawn in a process of their
own, each before the next is examined, so that drawing adds neither seconds nor megabytes.

``--workers K`` takes K processes with one thread each, for figures that are not about time;
``--threads`` is what each recogniser may use. ``--misses DIR`` writes what went wrong, with crops.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, replace
from functools import cache, partial
from hashlib import sha256
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import Any

from desktop.app.scans.scanning import Looking, Nowhere, Scanner
from desktop.domain.proceedings import Attachment
from desktop.domain.scans import MaskBox, MaskKind, ScanPage
from desktop.errors import UserError
from desktop.imaging import correcting, faces, proposals, raster
from desktop.imaging.proposals import Subject
from desktop.imaging.reading import Reader
from tests.imaging.figures import as_plain, as_text, figures
from tests.imaging.judging import Judged, judge_geometry, judge_masks
from tests.pages.drawing import draw

KINDS: tuple[MaskKind, ...] = ("name", "unit", "idno", "seal", "eyes")
PHOTO: tuple[MaskKind, ...] = ("photo",)
Work = tuple[bytes, dict[str, Any]]


@cache
def _scanner(threads: int) -> Scanner:
    return Scanner(Nowhere(), Reader(threads))


def subject_of(truth: dict[str, Any]) -> Subject:
    """Whom the page is about; nobody told the program who else stands on it."""
    one = truth["applicant"]
    return Subject(one["name"], one["id"], (one["unit"], *one["unit_aliases"]))


def examined(data: bytes, truth: dict[str, Any], threads: int) -> tuple[ScanPage, float, float]:
    """The page as the program sees it, the seconds that took, and those of computing."""
    file = Attachment(id="p", slot="page", sha256=sha256(data).hexdigest())
    began, computed = time.perf_counter(), time.process_time()
    page = _scanner(threads).examine(data, file, 0, Looking(subject_of(truth), KINDS))
    return page, time.perf_counter() - began, time.process_time() - computed


def photo_boxes(data: bytes, page: ScanPage) -> tuple[MaskBox, ...]:
    """What would be covered of a portrait where the notice asks for the whole photograph."""
    stored = raster.page(data)
    leads, _, _ = correcting.matrix(page.correction, page.width, page.height)
    found = faces.propose(correcting.corrected(stored, page.correction), PHOTO)
    return proposals.to_stored(found, leads)


def judged(data: bytes, truth: dict[str, Any], threads: int) -> tuple[Judged, ScanPage]:
    """One page, judged; an error is a page on which nothing was covered."""
    known = Judged(truth["file"], truth["template"], truth["degrade"])
    try:
        page, seconds, cpu = examined(data, truth, threads)
        photos = photo_boxes(data, page) if truth["photo_quad"] else ()
    except UserError as error:
        entities, decoys, _ = judge_masks(truth, ())
        failed = replace(known, entities=entities, decoys=decoys, error=str(error))
        return failed, ScanPage(width=truth["width"], height=truth["height"])
    entities, decoys, beyond = judge_masks(truth, page.boxes, photos)
    upright, skew, corners, meddled = judge_geometry(truth, page)
    return (
        replace(
            known,
            entities=entities,
            decoys=decoys,
            beyond=beyond,
            upright=upright,
            skew=skew,
            corners=corners,
            meddled=meddled,
            seconds=seconds,
            cpu=cpu,
            faults=tuple(fault.kind for fault in page.faults),
        ),
        page,
    )


def peak_memory() -> float:
    """Megabytes this process and its decoder have held at most; 0 where not Linux."""
    own = Path("/proc/self/task")
    if not own.exists():
        return 0.0
    drawing = {str(child.pid) for child in active_children()}
    children = {pid for task in own.iterdir() for pid in (task / "children").read_text().split()}
    children -= drawing
    held = [Path("/proc/self/status"), *(Path("/proc") / pid / "status" for pid in children)]
    peaks = [
        int(line.split()[1])
        for status in held
        for line in status.read_text().splitlines()
        if line.startswith("VmHWM")
    ]
    return sum(peaks) / 1024


def _one(threads: int, work: Work) -> tuple[Judged, ScanPage, float]:
    result, page = judged(*work, threads)
    return result, page, peak_memory()


def folder_pages(folder: Path) -> Iterator[Work]:
    """The pages of a folder as (bytes, truth)."""
    for path in sorted(folder.glob("page_*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        yield (folder / truth["file"]).read_bytes(), truth


def drawn_pages(count: int, seed: int, kind: str = "", fault: str = "") -> Iterator[Work]:
    """Pages drawn now."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        for index in range(count):
            page = pool.submit(draw, seed, index, kind, fault).result()
            yield page.jpeg, page.truth


def scored(
    pages: Iterator[Work], workers: int = 1, threads: int = 2
) -> Iterator[tuple[Judged, ScanPage, float]]:
    """Every page judged, as it comes, in order, with the memory taken so far."""
    if workers == 1:
        _one(threads, next(drawn_pages(1, 0, "proof", "clean")))
        yield from map(partial(_one, threads), pages)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(partial(_one, threads), pages)


def main(arguments: list[str] | None = None) -> int:
    """Score, say the figures; the exit code is 0 whatever they are."""
    parser = argparse.ArgumentParser(prog="python -m tests.imaging.score", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--draw", type=int, default=0, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--misses", type=Path)
    chosen = parser.parse_args(arguments)
    if chosen.folder is None and not chosen.draw:
        parser.error("a folder of pages, or --draw N")
    pages = drawn_pages(chosen.draw, chosen.seed) if chosen.draw else folder_pages(chosen.folder)
    threads = chosen.threads or (2 if chosen.workers == 1 else 1)
    results, memory = [], 0.0
    for result, page, peak in scored(pages, chosen.workers, threads):
        results.append((result, page))
        memory = max(memory, peak)
        missed = sum(not one.all for one in result.entities)
        sys.stderr.write(
            f"{result.file} {result.kind}/{result.fault}: {missed} missed,"
            f" {sum(one.sure for one in result.decoys)} touched, {result.seconds:.1f} s\n"
        )
    table = figures([result for result, _ in results], memory)
    sys.stdout.write(as_text(table) + "\n")
    if chosen.json:
        body = {"figures": as_plain(table), "pages": [asdict(result) for result, _ in results]}
        chosen.json.write_text(json.dumps(body, ensure_ascii=False, indent=1), encoding="utf-8")
    if chosen.misses and chosen.folder:
        from tests.imaging import misses

        misses.write(chosen.misses, chosen.folder, results, as_text(table))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
