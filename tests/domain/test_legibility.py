"""What is told of pages that may come back as unreadable."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import get_args

import pytest

from desktop.app.findings.messages import message
from desktop.domain.case import Attachment, Case
from desktop.domain.entries import check_entries
from desktop.domain.finding import Finding, Verdict
from desktop.domain.scans import FaultKind, ScanFault, ScanPage

NOW = datetime(2024, 7, 20, 4, tzinfo=UTC)


def found(*files: Attachment) -> list[Finding]:
    case = Case(case_id="c", pack_id="BM24", pack_version=1, attachments=files)
    return [f for f in check_entries(case, NOW) if f.rule == "entry.scan"]


def scanned(*pages: tuple[FaultKind, ...], legible: bool | None = None) -> Attachment:
    scans = tuple(ScanPage(faults=tuple(ScanFault(kind=kind) for kind in page)) for page in pages)
    return Attachment(id="a1", slot="毕业证书", title="毕业证书", legible=legible, scans=scans)


@pytest.mark.parametrize("kind", get_args(FaultKind))
def test_each_fault_is_told_once_with_its_page(kind: FaultKind) -> None:
    [finding] = found(scanned((), (kind,), (kind,)))
    assert finding.verdict is Verdict.WARN
    assert finding.evidence == ("attachments.a1",)
    assert finding.page == "attachments"
    # There is one photo, and it has no pages.
    assert ("免冠照片" if kind.startswith("photo_") else "“毕业证书”第 2 页") in message(finding)


def test_two_faults_are_two_findings() -> None:
    assert [f.reason for f in found(scanned(("blur", "dark")))] == ["scan_blur", "scan_dark"]


@pytest.mark.parametrize("answer", [True, False])
def test_the_persons_answer_stands_above(answer: bool) -> None:
    assert found(scanned(("blur",), legible=answer)) == []
    others = found(scanned(("other_side", "photo_gray"), legible=answer))
    assert [f.reason for f in others] == ["scan_other_side", "scan_photo_gray"]


def test_nothing_is_said_of_what_nobody_looked_at() -> None:
    assert found(Attachment(id="a1", slot="毕业证书")) == []
    assert found(scanned((), ())) == []
