"""Which notice it is, by what a person knows; put aside only by what a notice says itself."""

from __future__ import annotations

import pytest

from desktop.app.notices.installed import notice
from desktop.app.notices.narrowing import OTHER, Known, against, questions

NOTICES = tuple(notice(pack) for pack in ("BM24", "GJ21", "GT23", "LC22", "ZZ23"))


def left(known: Known) -> list[str]:
    return [one.id for one in NOTICES if not against(one, known)]


@pytest.mark.parametrize(
    ("known", "fitting"),
    [
        (Known(), ["BM24", "GJ21", "GT23", "LC22", "ZZ23"]),
        (Known(year="2023 年"), ["GT23", "ZZ23"]),
        # ZZ23 names no trades: it stays.
        (Known(trade="林业和草原"), ["BM24", "LC22", "ZZ23"]),
        (Known(trade="测绘"), ["GT23", "ZZ23"]),
        (Known(trade=OTHER), ["ZZ23"]),
        (Known(trade="林业和草原", employer="民营企业"), ["BM24", "LC22", "ZZ23"]),
        (Known(trade="林业和草原", employer="事业单位"), ["LC22", "ZZ23"]),
        (Known(place="喀什地区"), ["GJ21", "GT23", "LC22", "ZZ23"]),
        (Known(place="巴音郭楞蒙古自治州", year="2024 年"), ["BM24"]),
        (Known(place="喀什地区", year="2024 年"), []),
    ],
)
def test_a_notice_stays_unless_it_says_otherwise(known: Known, fitting: list[str]) -> None:
    assert left(known) == fitting


def test_why_it_is_put_aside_is_told() -> None:
    known = Known("2023 年", "测绘", "喀什地区", "事业单位")
    assert against(notice("BM24"), known) == (
        "是 2024 年的",
        "只写了林业和草原专业",
        "只在巴音郭楞蒙古自治州",
        "只给民营企业",
    )


def test_only_what_tells_notices_apart_is_asked() -> None:
    assert [one.field for one in questions(NOTICES)] == ["year", "trade", "place", "employer"]
    assert questions(NOTICES[:1]) == ()
    assert [one.field for one in questions((notice("GJ21"), notice("LC22")))] == ["year", "trade"]
    assert questions(()) == ()
