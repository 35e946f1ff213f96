"""Draws the scans of the made-up applicant and writes her case into `resources/samples/BM24`.

    PYTHONPATH=.:packaging .venv/bin/python -m samples.draw

from the checkout; the same library versions give the same bytes. `case.json` is a case file as any
other, `scans/` holds its attachments, `about.json` the moment for which it is in order.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from desktop import paths
from desktop.app.intake import completed
from desktop.app.naming import title_of
from desktop.app.notices.installed import notice as load_notice
from desktop.domain.case import Attachment, Case, MaskKind, MaskPlan
from desktop.domain.notice import Notice
from desktop.storage.caseform import dump_case
from samples import certificates as papers
from samples import proofs, signed
from samples.applicant import AS_OF, applicant
from samples.paper import Paper

OUT = paths.resources() / "samples" / "BM24"

_WORKPLACE: tuple[MaskKind, ...] = ("name", "unit")
_OWN: tuple[MaskKind, ...] = ("name", "unit", "seal")


@dataclass(frozen=True, slots=True)
class Scan:
    """One scan: its file's name, where it belongs, what on it is to be covered, how it is drawn."""

    name: str
    slot: str
    masks: tuple[MaskKind, ...]
    draw: Callable[[], Paper]
    subject: str = ""
    year: int | None = None
    part: str = ""


def scans(case: Case, notice: Notice) -> Iterator[Scan]:
    """Every scan of the case, in the order of the platform's columns."""
    yield Scan("id-front", "身份证正面", ("name", "eyes"), partial(papers.id_front, case))
    yield Scan("id-back", "身份证反面", (), partial(papers.id_back, case))
    yield Scan("photo", "一寸免冠照片", (), partial(papers.photo, case))
    yield Scan("insurance", "社保缴费证明", _WORKPLACE, partial(papers.social_insurance, case))
    for edu in case.edu:
        both: tuple[tuple[str, str, Callable[..., Paper]], ...] = (
            ("diploma", "毕业证书", papers.diploma),
            ("registration", "教育部学历证书电子注册备案表", papers.registration),
        )
        for name, slot, draw in both:
            yield Scan(
                f"{name}-{edu.id}",
                slot,
                ("name", "eyes"),
                partial(draw, case, edu),
                edu.id,
            )
    yield Scan(
        "title-notice", "任职资格文件", ("name",), partial(papers.qualification_notice, case)
    )
    yield Scan(
        "title", "职称证书", ("name", "unit", "eyes"), partial(papers.title_certificate, case)
    )
    yield from _work(case)
    for one in case.ce:
        yield Scan(
            f"training-{one.id}",
            "继续教育证书",
            ("name",),
            partial(proofs.training, case, one),
            one.id,
        )
    for form in case.assess:
        year = form.year or 0
        yield Scan(
            f"assessment-{year}-front",
            "年度考核表",
            _WORKPLACE,
            partial(proofs.assessment_front, case, year),
            year=year,
            part="正面",
        )
        yield Scan(
            f"assessment-{year}-back",
            "年度考核表",
            ("name", "seal"),
            partial(proofs.assessment_back, case, year, form.grade),
            year=year,
            part="反面",
        )
    yield Scan("publicity", "公示", _OWN, partial(signed.publicity, case, notice))
    yield Scan("result", "公示结果", _OWN, partial(signed.result, case, notice))
    yield Scan("recommendation", "推荐意见", _OWN, partial(signed.recommendation, case, notice))
    yield Scan("pledge", "个人承诺书", ("name",), partial(signed.pledge, case, notice))


def _work(case: Case) -> Iterator[Scan]:
    """What proves the applicant's work, one page an 业绩."""
    drawn: dict[str, tuple[str, tuple[MaskKind, ...], Callable[..., Paper]]] = {
        "patent1": ("知识产权证明", _WORKPLACE, proofs.patent),
        "practice1": ("印证材料", _WORKPLACE, proofs.design_reply),
        "practice2": ("印证材料", _WORKPLACE, proofs.planting_acceptance),
        "result1": ("印证材料", _WORKPLACE, proofs.project_acceptance),
        "result2": ("印证材料", _WORKPLACE, proofs.demonstration_report),
        "award1": ("获奖情况", ("name",), proofs.award),
        "report1": ("代表作", _OWN, proofs.report_cover),
    }
    items = {item.id: item for item in case.items}
    for subject, (slot, masks, draw) in drawn.items():
        yield Scan(
            subject,
            slot,
            masks,
            partial(draw, case, items[subject]),
            subject,
        )


def scanned(case: Case, notice: Notice, number: int, scan: Scan) -> tuple[str, bytes, Attachment]:
    """The scan's file name, its bytes and its entry in the case."""
    name = f"{number:02}-{scan.name}.jpg"
    paper = scan.draw()
    if scan.name != "photo":
        paper.watermark()
    data = paper.jpeg()
    entry = Attachment(
        id=f"scan{number:02}",
        slot=scan.slot,
        title=title_of(case, notice.slot(scan.slot), scan.subject, scan.year, scan.part),
        subject=scan.subject,
        year=scan.year,
        part=scan.part,
        from_original=True,
        legible=True,
        mask=MaskPlan(decision="是" if scan.masks else "否", needed=scan.masks, done=scan.masks),
    )
    return name, data, completed(entry, data, name).attachment


def main() -> None:
    """Draw everything anew."""
    notice = load_notice("BM24")
    case = applicant(notice)
    drawn = [scanned(case, notice, n, scan) for n, scan in enumerate(scans(case, notice), 1)]
    case = case.model_copy(update={"attachments": tuple(entry for _, _, entry in drawn)})
    body = json.loads(dump_case(case))
    for entry, (name, _, _) in zip(body["attachments"], drawn, strict=True):
        entry["file"] = f"scans/{name}"

    shutil.rmtree(OUT, ignore_errors=True)
    (OUT / "scans").mkdir(parents=True)
    for name, data, _ in drawn:
        (OUT / "scans" / name).write_bytes(data)
    _write(OUT / "case.json", body)
    _write(OUT / "about.json", {"as_of": AS_OF, "note": "虚构样例：人、单位、证件、公章都不存在。"})
    size = sum(path.stat().st_size for path in OUT.rglob("*") if path.is_file())
    print(f"{len(drawn)} scans, {size // 1024} KB")


def _write(path: Path, body: object) -> None:
    path.write_text(json.dumps(body, ensure_ascii=False, indent=2) + "\n", "utf-8", newline="\n")


if __name__ == "__main__":
    main()
