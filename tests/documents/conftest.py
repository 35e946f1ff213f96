"""Fonts, the notice and an applicant for the documents' tests."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from desktop import paths
from desktop.app.installed import notice as load_notice
from desktop.documents.fonts import Fonts
from desktop.domain.case import Apply, Case, Person, Publicity, Summary, Title, Unit
from desktop.domain.change import put
from desktop.domain.notice import Notice

MakeCase = Callable[..., Case]

NOW = datetime(2024, 7, 20, 10, 0, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    return Fonts(paths.resources() / "fonts")


@pytest.fixture(scope="session")
def notice() -> Notice:
    return load_notice("BM24")


@pytest.fixture
def make_case() -> MakeCase:
    """A made-up applicant with every fact the documents state; keywords set fields by path."""

    def make(**changes: Any) -> Case:
        case = Case(
            case_id="c1",
            pack_id="BM24",
            pack_version=1,
            apply=Apply(year=2024, level="中级", series="工程系列", specialty="林业和草原"),
            person=Person(
                name="张䶮",
                gender="女",
                ethnicity="维吾尔族",
                id_no="659901198805120028",
                politics="中共党员",
            ),
            unit=Unit(name="库尔勒晨露园林有限责任公司", contact="刘芳", phone="0996-7000000"),
            title=Title(has=True, name="助理工程师"),
            summary=Summary(text="任现职以来，认真履行岗位职责。\n一、工作态度\n勤恳务实。"),
            pub=Publicity(
                start="2024-07-22",
                end="2024-07-29",
                office="公司综合",
                phone="0996-7000001",
                political_text="政治立场坚定，遵守职业操守。",
                achievement_text="近五年完成造林设计12项，本人主持6项。",
                objection=False,
                days=5,
                result_date="2024-07-30",
                recommend_date="2024-07-30",
            ),
        )
        for path, value in changes.items():
            case = put(case, path.replace("__", "."), value)
        return case

    return make
