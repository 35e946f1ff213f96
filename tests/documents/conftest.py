"""Fonts, the notice and an applicant for the documents' tests."""

from collections.abc import Callable
from typing import Any

import pytest

from desktop import paths
from desktop.app.notices.installed import notice as load_notice
from desktop.documents.fonts import Fonts
from desktop.domain.case import Case
from desktop.domain.notice import Notice

from .cases import full

MakeCase = Callable[..., Case]


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
        usual = {"apply__level": "中级", "title__name": "助理工程师"}
        return full("BM24", **(usual | changes))

    return make
