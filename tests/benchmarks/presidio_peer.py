"""Runs inside the benchmark's scratch environment, where Presidio is; knows nothing of ours.

``python presidio_peer.py JOBS.json OUT.json``: from jobs (picture, psm, name, id, units) the boxes
Presidio would redact, and the seconds (of the clock, of all processors) that took. Set up as well
as it allows for Chinese without a model of the language: Tesseract reads ``chi_sim``, a pattern
knows identity numbers, and deny-lists hold the very name and units, with room for the blanks
Tesseract puts between characters.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from pathlib import Path
from typing import Any

import spacy  # type: ignore[import-not-found]
from PIL import Image
from presidio_analyzer import (  # type: ignore[import-not-found]
    AnalyzerEngine,
    Pattern,
    PatternRecognizer,
    RecognizerRegistry,
)
from presidio_analyzer.nlp_engine import SpacyNlpEngine  # type: ignore[import-not-found]
from presidio_image_redactor import (  # type: ignore[import-not-found]
    ImageAnalyzerEngine,
    TesseractOCR,
)

DOTS = r"\s*[·•‧・．.]?\s*"


class Blank(SpacyNlpEngine):  # type: ignore[misc]
    """The tokeniser alone: a trained pipeline is no package of the registry."""

    def __init__(self) -> None:
        super().__init__()
        self.nlp = {"en": spacy.blank("en")}


def spread(text: str) -> str:
    """The words with blanks allowed between any two characters."""
    return r"\s*".join(
        DOTS if mark in "·•‧・．" else re.escape(mark) for mark in text if not mark.isspace()
    )


def recognisers(job: dict[str, Any]) -> list[PatternRecognizer]:
    """The deny-lists of one job and the pattern of the number."""
    number = r"\d\s*".join(["", *[""] * 17]) + r"[\dXx]"
    lists = [("NAME", spread(job["name"])), ("ID", number), ("ID", spread(job["id"]))]
    lists += [("UNIT", spread(unit)) for unit in job["units"]]
    return [
        PatternRecognizer(
            supported_entity=entity, patterns=[Pattern(entity, pattern, 0.9)], name=f"own {place}"
        )
        for place, (entity, pattern) in enumerate(lists)
    ]


def main(jobs: Path, out: Path) -> None:
    """Do every job."""
    registry = RecognizerRegistry(recognizers=[], supported_languages=["en"])
    analyzer = AnalyzerEngine(registry=registry, nlp_engine=Blank(), supported_languages=["en"])
    engine = ImageAnalyzerEngine(analyzer_engine=analyzer, ocr=TesseractOCR())
    done = []
    for job in json.loads(jobs.read_text(encoding="utf-8")):
        began, busy = time.perf_counter(), sum(os.times()[:4])
        with Image.open(job["picture"]) as picture:
            found = engine.analyze(
                picture.convert("RGB"),
                ocr_kwargs={"lang": "chi_sim", "config": f"--psm {job['psm']}"},
                language="en",
                entities=["NAME", "ID", "UNIT"],
                ad_hoc_recognizers=recognisers(job),
            )
        seconds = time.perf_counter() - began
        boxes = [[box.left, box.top, box.width, box.height, box.entity_type] for box in found]
        cpu = sum(os.times()[:4]) - busy
        done.append({"boxes": boxes, "seconds": seconds, "cpu": cpu})
    out.write_text(json.dumps(done), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
