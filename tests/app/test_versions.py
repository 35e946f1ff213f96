"""Places of a case in words."""

from __future__ import annotations

import pytest

from desktop.app.versions import entries
from desktop.domain.case import Attachment, Education
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
