"""The log says what became of the program, and cannot say what somebody has typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.app.troubles import log
from desktop.app.troubles.report import trouble

AT = datetime(2024, 7, 24, 2, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    leave = log.keep(tmp_path, lambda: AT)
    yield tmp_path / log.FOLDER / log.NAME
    leave()


def test_a_day_can_be_read(file: Path) -> None:
    log.started()
    log.troubled(trouble(ValueError, None, AT))
    log.ended(0)
    start, bug, end = file.read_text("ascii").splitlines()
    assert re.fullmatch(
        r"2024-07-24 10:00:00 start version=\S+ system=.+ python=3\.\d+\.\d+", start
    )
    assert bug.rstrip() == "2024-07-24 10:00:00 trouble bug=ValueError at"
    assert end == "2024-07-24 10:00:00 end code=0"


@pytest.mark.parametrize(
    ("event", "facts"),
    [
        ("opened", {}),
        ("end", {"case": 1}),
        ("end", {"code": "阿依古丽·麦麦提"}),
        ("start", {"version": "1\nend code=0"}),
        ("start", {"version": ""}),
    ],
)
def test_what_is_not_listed_is_not_written(event: str, facts: dict[str, str | int]) -> None:
    with pytest.raises(ValueError, match="not to be logged"):
        log.line(event, facts)


def test_a_bug_in_a_file_of_the_users_is_told_without_its_name(file: Path) -> None:
    try:
        exec(compile("1 / 0", "王伟的材料.py", "exec"))  # noqa: S102 - a file called so
    except ZeroDivisionError as bug:
        log.troubled(trouble(type(bug), bug.__traceback__, AT))
    assert "ZeroDivisionError at ?????.py:1" in file.read_text("ascii")


def test_it_does_not_grow_without_end(file: Path) -> None:
    log.ended(1)
    file.write_text("x" * (log.MOST_BYTES + 1), "ascii")
    log.ended(2)
    assert file.read_text("ascii").endswith("end code=2\n")
    assert file.stat().st_size < 100
    assert len(list(file.parent.iterdir())) == 2


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / log.FOLDER).write_text("in the way")
    leave = log.keep(tmp_path, lambda: AT)
    log.ended(0)
    leave()
    assert (tmp_path / log.FOLDER).read_text() == "in the way"
