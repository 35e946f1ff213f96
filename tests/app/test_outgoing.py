"""How large files go out, in words, and what of it is not as wanted."""

from __future__ import annotations

import pytest

from desktop.app.notices.installed import notice as load_notice
from desktop.app.packet.outgoing import Made, asked, limits, outgoing
from desktop.domain.case import Attachment
from desktop.domain.notice import Notice
from desktop.domain.scans import Correction

from .scanned import Shelf, page, scan
from .test_prepared import pdf


def strict(**terms: object) -> Notice:
    notice = load_notice("BM24")
    return notice.model_copy(update={"files": notice.files.model_copy(update=terms)})


def put(data: bytes, format_: str = "jpg", **more: object) -> Attachment:
    return Shelf().put(data, format_, **more)


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ({}, ""),
        ({"formats": ("jpeg",)}, "格式 JPG。生成材料包时"),
        (
            {"formats": ("jpg", "jpeg", "png"), "max_kb": 500},
            "格式 JPG、PNG，每个文件不超过 500 KB",
        ),
        ({"min_pixels": 600}, "：短边不少于 600 像素。"),
    ],
)
def test_what_the_notice_wants_is_one_sentence(terms: dict[str, object], said: str) -> None:
    told = asked(strict(**terms))
    assert said in told
    assert bool(told) is bool(terms)
    assert ("自动" in told) is bool(terms.keys() & {"formats", "max_kb"})


def test_what_fits_says_so() -> None:
    data = scan()
    assert outgoing(data, put(data), strict()).said.endswith(" KB")
    found = outgoing(data, put(data), strict(max_kb=500))
    assert found.said.endswith(" KB · 符合要求")
    assert found.wrong == ()


def test_what_cannot_be_made_small_enough_says_how_large_it_is() -> None:
    data = scan()
    found = outgoing(data, put(data, target_kb=1), strict())
    assert "符合" not in found.said
    assert any("压到最小还有" in wrong and "超过 1 KB" in wrong for wrong in found.wrong)


def test_too_few_pixels_cannot_be_made_more() -> None:
    data = scan()
    found = outgoing(data, put(data), strict(min_pixels=700))
    assert found.wrong == ("短边只有 600 像素，要求不少于 700 像素，请重新扫描。",)


def test_a_file_that_must_stay_what_it_is_is_told_to_be_heavy() -> None:
    data = pdf(2)
    found = outgoing(data, put(data, "pdf", pages=2), strict(formats=("pdf",), max_kb=1))
    assert found.said.startswith("上传时：PDF · 2 页 · ")
    assert any("不能在这里压小" in wrong for wrong in found.wrong)


def test_many_pages_are_made_one_by_one_and_may_be_stopped() -> None:
    data, steps = pdf(3), []
    file = put(data, "pdf", pages=3)

    def stop() -> None:
        steps.append(1)
        if len(steps) == 3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        outgoing(data, file, strict(formats=("jpeg",)), stop)
    assert outgoing(data, file, strict(formats=("jpeg",))).said.startswith("上传时：3 个 JPG · ")


def test_what_decides_it_is_one_value() -> None:
    notice, file = strict(), put(scan())
    same = file.model_copy(update={"title": "别的名称"})
    assert Made.of(file, notice) == Made.of(same, notice)
    for other in (
        file.model_copy(update={"target_kb": 9}),
        file.model_copy(update={"target_side": 9}),
        file.model_copy(update={"scans": (page("", correction=Correction(turns=1)),)}),
    ):
        assert Made.of(other, notice) != Made.of(file, notice)


def test_only_where_somebody_wants_something_there_are_limits() -> None:
    file = put(scan())
    assert not limits(strict(), file)
    assert limits(strict(formats=("jpeg",)), file)
    assert limits(strict(min_pixels=1), file)
    assert limits(strict(), file.model_copy(update={"target_side": 2000}))
