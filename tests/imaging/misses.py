"""What went wrong on scored pages, written down for whoever can put it right, with crops."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from desktop.domain.scans import ScanPage
from tests.imaging.judging import Judged, Verdict

MARGIN = 60
PART = {
    "name": "matching and reading",
    "id": "matching and reading",
    "unit": "matching and reading",
    "name_other": "matching and reading",
    "unit_other": "matching and reading",
    "number_other": "matching and reading",
    "seal": "seals, faces, photos",
    "eyes": "seals, faces, photos",
    "photo": "seals, faces, photos",
    "seal_other": "seals, faces, photos",
    "red_other": "seals, faces, photos",
}
GEOMETRY = "geometry"


def write(out: Path, pages: Path, results: Sequence[tuple[Judged, ScanPage]], figures: str) -> None:
    """``misses.md`` in ``out``, by the part of the program each belongs to; crops beside it."""
    crops = out / "crops"
    crops.mkdir(parents=True, exist_ok=True)
    listed: dict[str, list[str]] = {GEOMETRY: []}
    for judged, page in results:
        if judged.error:
            listed[GEOMETRY].append(f"- {judged.file}: could not be examined: {judged.error}")
            continue
        wrong = _geometry(judged, page)
        if wrong:
            listed[GEOMETRY].append(f"- {_named(judged)}: {wrong}")
        cause = "" if judged.upright else " (page lies wrong: see geometry)"
        for number, (verdict, word) in enumerate(_misses(judged)):
            name = f"{Path(judged.file).stem}-{number}.png"
            _crop(pages / judged.file, verdict, page, crops / name)
            listed.setdefault(PART[verdict.role], []).append(
                f"- {_named(judged)}: {word} {verdict.role} “{verdict.text}”"
                f" hidden {verdict.share:.0%}{' under a seal' if verdict.under_seal else ''}"
                f"{cause} [crop](crops/{name})"
            )
    body = ["# Misses", "", "```", figures, "```"]
    for part, lines in listed.items():
        body += ["", f"## {part}", "", *(lines or ["- none"])]
    (out / "misses.md").write_text("\n".join(body) + "\n", encoding="utf-8")


def _named(judged: Judged) -> str:
    return f"{judged.file} {judged.kind}/{judged.fault}"


def _geometry(judged: Judged, page: ScanPage) -> str:
    told = []
    if not judged.upright:
        told.append(f"orientation wrong (proposed {page.correction.turns} turns)")
    elif abs(judged.skew) > 0.3:
        told.append(f"skew left {judged.skew:+.2f}°")
    if judged.corners is not None and judged.corners > 0.01:
        none = " (none found)" if page.correction.corners is None else ""
        told.append(f"corners off by {judged.corners:.2%} of the diagonal{none}")
    if judged.meddled:
        told.append(f"a fine page was {judged.meddled}: {page.correction.model_dump()}")
    return "; ".join(told)


def _misses(judged: Judged) -> list[tuple[Verdict, str]]:
    """What was not covered, what was covered only with a question, what was touched."""
    found = [(one, "MISSED") for one in judged.entities if not one.all]
    found += [(one, "only check:") for one in judged.entities if one.all and not one.sure]
    found += [(one, "TOUCHED") for one in judged.decoys if one.sure]
    found += [(one, "touched by check:") for one in judged.decoys if one.all and not one.sure]
    found += [
        (one, "covered, but not 90 % of the type's box:")
        for one in judged.entities
        if one.all and not one.tight
    ]
    return found


def _crop(path: Path, verdict: Verdict, page: ScanPage, out: Path) -> None:
    """The place with its masks: red the sure ones, amber the others, green what was asked."""
    with Image.open(path) as opened:
        picture = opened.convert("RGB")
    pen = ImageDraw.Draw(picture)
    for box in page.boxes:
        pen.polygon(box.quad, outline=(220, 0, 0) if box.sure else (240, 160, 0), width=3)
    left, top, right, bottom = verdict.box
    pen.rectangle(verdict.box, outline=(0, 150, 0), width=2)
    area = (left - MARGIN * 3, top - MARGIN, right + MARGIN * 3, bottom + MARGIN)
    cut = picture.crop(area)
    cut.thumbnail((1400, 1000))
    cut.save(out)
