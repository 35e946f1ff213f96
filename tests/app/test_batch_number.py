"""What a batch prints for the wall: the ID number as somebody has chosen, and kept apart by it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdf

from desktop.app.batch import run as batch
from desktop.app.notices.installed import notice
from tests.app.batching import Made, driven, here, ordered, the_sample


def words_of(folder: Path, title: str) -> str:
    (path,) = folder.glob(f"*/文书/*-{title}.pdf")
    return "".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def test_the_number_on_a_sheet_for_the_wall_is_as_chosen(tmp_path: Path) -> None:
    number = the_sample().brought.case.person.id_no
    hidden = f"{number[:6]}********{number[14:]}"
    order = ordered(tmp_path / "out", 1, frozenset({"documents"}))
    skipped = []
    for hide in (True, True, False):
        wanted = replace(order, hide_number=hide)
        run = driven(batch.start(Made(notice("BM24")), wanted, here()))
        assert run.failures == ()
        skipped.append(run.progress.skipped)
        said = words_of(order.folder, "公示")
        assert (hidden in said, number in said) == (hide, not hide)
    assert skipped == [0, 1, 0]
