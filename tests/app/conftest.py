from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.app.session import Session
from desktop.storage.library import Library
from tests.storage.keeping import KEYS, FakeClock, a_case, a_notice


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def library(tmp_path: Path, clock: FakeClock) -> Iterator[Library]:
    opened = Library.open(tmp_path / "library", clock, KEYS)
    opened.create(a_case())
    yield opened
    opened.close()


@pytest.fixture
def session(library: Library, clock: FakeClock) -> Session:
    return Session(library, a_notice(), "c1", clock)
