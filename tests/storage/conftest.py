import shutil
import subprocess
import sys
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


@pytest.fixture(scope="session")
def injector(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library to put under a child process, compiled; see ``injector.c``."""
    compiler = shutil.which("cc")
    if sys.platform != "linux" or compiler is None:
        pytest.skip("there is no C compiler, or nothing can be laid under a program here")
    library = tmp_path_factory.mktemp("injector") / "injector.so"
    source = Path(__file__).with_name("injector.c")
    command = [compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(source)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    if built.returncode != 0:
        pytest.skip(f"the injector does not compile here: {built.stderr[-500:]}")
    return library
