from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.storage.library import Library
from tests.storage.keeping import KEYS, FakeClock


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def library(tmp_path: Path, clock: FakeClock) -> Iterator[Library]:
    opened = Library.open(tmp_path / "library", clock, KEYS)
    yield opened
    opened.close()
