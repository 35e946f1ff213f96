"""Places of a case in words."""

from __future__ import annotations

import pytest

from desktop.app.handover.versions import entries, sides
from desktop.domain.case import Attachment, Case, Education
from desktop.domain.change import put
from desktop.domain.merge import merge
from desktop.domain.scans import MaskBox, MaskPlan, ScanPage
from tests.domain.good import good


def test_each_entry_of_a_list_by_what_tells_it_apart() -> None:
    case = good().model_copy(
        update={
            "edu": (
                Education(id="e1", school="塔里木某大学"),
                Education(id="e2"),
                Education(id="e3", level="硕士"),
            ),
            "attachments": (Attachment(id="x1", slot="S01", title="毕业证书"),),
        }
    )
    assert list(entries(case, "edu")) == [
        ("edu.e1", "学历 · 塔里木某大学"),
        ("edu.e2", "学历 · 第 2 条"),
        ("edu.e3", "学历 · 第 3 条"),
    ]
    assert list(entries(case, "attachments")) == [("attachments.x1", "附件 · 毕业证书")]


@pytest.mark.parametrize("path", ["items", "work", "ce", "assess", "quals", "appointments"])
def test_none_is_left_out(path: str) -> None:
    case = good()
    told = dict(entries(case, path))
    assert list(told) == [f"{path}.{entry.id}" for entry in getattr(case, path)]
    assert all(" · " in name for name in told.values())


def test_what_two_cover_differently_is_told_in_words() -> None:
    box = MaskBox(kind="name", quad=((1, 1), (9, 1), (9, 5), (1, 5)))
    scan = Attachment(id="x1", slot="S01", title="毕业证书", sha256="a" * 64, pages=2)
    before = put(good(), "attachments", [scan])

    def with_plan(decision: str, *pages: ScanPage) -> Case:
        plan = {"mask": MaskPlan(decision=decision), "scans": pages}
        return put(before, "attachments", [scan.model_copy(update=plan)])

    mine = with_plan("是", ScanPage(), ScanPage(boxes=(box, box), read_for="0123456789abcdef"))
    theirs = with_plan("", ScanPage(boxes=(box,)), ScanPage())
    (conflict,) = merge(before, mine, theirs).conflicts
    told = sides(conflict, mine, theirs)
    assert told.title == "附件 · 毕业证书"
    assert told.mine.endswith("；遮盖：是（第 2 页 2 处）")
    assert told.theirs.endswith("；遮盖：还没有定（第 1 页 1 处）")
    assert "0123456789abcdef" not in told.mine
