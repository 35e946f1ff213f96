"""Runs inside the benchmarks' scratch environment, where the peers are; knows nothing of ours.

``python typesetting_peer.py typst|weasyprint|docxtpl JOB.json``: what JOB says is made, and
``{"seconds": …, "cpu": …}`` printed. Each is set up as well as it allows: justified, Chinese rules
for line ends, and names kept whole by its own means where it has any.
"""

from __future__ import annotations

import html
import json
import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def _parts(text: str, names: list[str]) -> list[tuple[str, bool]]:
    """``text`` in parts, with whether each is a name."""
    if not names:
        return [(text, False)]
    longest = sorted(names, key=len, reverse=True)
    parts = re.split("(" + "|".join(map(re.escape, longest)) + ")", text)
    return [(part, part in names) for part in parts if part]


def typst(job: dict[str, Any]) -> None:
    """One document by Typst; a name in a box stays whole."""
    import typst as engine  # type: ignore[import-not-found]

    page = job["page"]
    said = []
    for paragraph in job["paragraphs"]:
        parts = []
        for part, name in _parts(paragraph, job["names"]):
            quoted = json.dumps(part, ensure_ascii=False)
            parts.append(f"#box(text({quoted}))" if name else f"#text({quoted})")
        said.append("".join(parts))
    families = ", ".join(json.dumps(name) for name in job["families"])
    head = (
        f"#set page(width: {page['width']}pt, height: {page['height']}pt, margin: (top:"
        f" {page['top']}pt, bottom: {page['bottom']}pt, left: {page['left']}pt,"
        f" right: {page['right']}pt))\n"
        f'#set text(font: ({families}), size: {page["size"]}pt, lang: "zh", region: "cn")\n'
        "#set par(justify: true, first-line-indent: (amount: 2em, all: true),"
        f" leading: {page['leading'] - page['size']}pt, spacing:"
        f" {page['leading'] - page['size']}pt)\n"
    )
    source = head + "\n\n".join(said)
    made = engine.compile(
        source.encode("utf-8"), font_paths=[job["fonts"]], ignore_system_fonts=True
    )
    Path(job["out"]).write_bytes(made)


def weasyprint(job: dict[str, Any]) -> None:
    """One document by WeasyPrint; a name in a nowrap span stays whole."""
    from weasyprint import HTML  # type: ignore[import-not-found]

    page = job["page"]
    faces = "".join(
        f"@font-face {{ font-family: '{family}'; src: url('{Path(file).as_uri()}') }}"
        for family, file in zip(job["families"], job["files"], strict=True)
    )
    families = ", ".join(f"'{family}'" for family in job["families"])
    said = "".join(
        "<p>"
        + "".join(
            f"<span>{html.escape(part)}</span>" if name else html.escape(part)
            for part, name in _parts(paragraph, job["names"])
        )
        for paragraph in job["paragraphs"]
    )
    style = (
        f"{faces} @page {{ size: {page['width']}pt {page['height']}pt; margin: {page['top']}pt"
        f" {page['right']}pt {page['bottom']}pt {page['left']}pt }} body {{ margin: 0 }}"
        f" p {{ margin: 0; font: {page['size']}pt/{page['leading']}pt {families};"
        " text-align: justify; text-indent: 2em; line-break: strict }"
        " span { white-space: nowrap }"
    )
    text = f"<html lang='zh-CN'><meta charset='utf-8'><style>{style}</style><body>{said}"
    HTML(string=text).write_pdf(job["out"])


def docxtpl(job: dict[str, Any]) -> None:
    """Many documents filled from one template; LibreOffice makes the PDFs of them."""
    from docxtpl import DocxTemplate  # type: ignore[import-not-found]

    for number, lines in enumerate(job["documents"]):
        template = DocxTemplate(job["template"])
        template.render({"title": job["title"], "lines": lines}, autoescape=True)
        template.save(str(Path(job["out"]) / f"{number:04d}.docx"))


PROGRAMS: dict[str, Callable[[dict[str, Any]], None]] = {
    "typst": typst,
    "weasyprint": weasyprint,
    "docxtpl": docxtpl,
}


def main(program: str, path: Path) -> None:
    """Do the job."""
    job = json.loads(path.read_text(encoding="utf-8"))
    began, busy = time.perf_counter(), sum(os.times()[:4])
    PROGRAMS[program](job)
    told = {"seconds": time.perf_counter() - began, "cpu": sum(os.times()[:4]) - busy}
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
