"""A batch that comes to an end before its time: cancelled, a full disk, a folder gone or taken."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.app.batch import run as batch
from desktop.app.batch.ledger import NAME
from desktop.app.batch.place import WORK, Place
from desktop.errors import UserError
from tests.app.batching import BOTH_WAYS, Made, driven, here, made, ordered, tree


@BOTH_WAYS
@pytest.mark.parametrize("after", [0, 1, 2])
def test_cancelled_it_leaves_what_is_whole(tmp_path: Path, after: int, same_disk: bool) -> None:
    folder = tmp_path / "新" / "出"
    crew = here(same_disk=same_disk)
    run = batch.start(Made(), ordered(folder, 4, frozenset({"report"})), crew)
    while run.progress.done < after:
        assert run.advance(5)
    run.cancel()
    assert not run.advance()
    names = sorted(p.name for p in folder.iterdir()) if folder.exists() else []
    assert WORK not in names
    people = [name for name in names if name != NAME]
    assert len(people) >= after
    assert [o.folder and o.folder.name for o in run.outcomes] == people
    if not people:
        assert list(tmp_path.iterdir()) == []
    driven(batch.start(Made(), ordered(folder, 4, frozenset({"report"})), here()))
    made(Made(), ordered(tmp_path / "whole", 4, frozenset({"report"})))
    assert tree(folder) == tree(tmp_path / "whole")


class Full:
    """A disk that takes so many writes (of bytes, of names, or synced) and then no more."""

    def __init__(self, after: int) -> None:
        self._left = after

    def over(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            self._left -= 1
            if self._left < 0:
                raise OSError(errno.ENOSPC, "full")
            return real(*args, **kwargs)

        return call


WRITES = {
    "synced": (os, "fsync", 11),
    "bytes": (Path, "write_bytes", 4),
    "made": (Path, "mkdir", 6),
}
"""What a batch asks of the disk, and how many moments of it are tried."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What two people's documents are where nothing comes between."""
    folder = tmp_path_factory.mktemp("whole")
    made(Made(), ordered(folder, 2, frozenset({"documents"})))
    return tree(folder)


@BOTH_WAYS
@pytest.mark.parametrize(
    "moment", [(what, n) for what, (_, _, count) in WRITES.items() for n in range(count)]
)
def test_a_full_disk_stops_it_and_leaves_what_is_whole(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    whole: dict[str, str],
    moment: tuple[str, int],
    same_disk: bool,
) -> None:
    what, after = moment
    order = ordered(tmp_path / "出", 2, frozenset({"documents"}))
    run = batch.start(Made(), order, here(same_disk=same_disk))
    disk = Full(after)
    of, name, _ = WRITES[what]
    with monkeypatch.context() as patched:
        patched.setattr(of, name, disk.over(getattr(of, name)))
        driven(run)
    assert run.stopped is not None
    assert "空间不够" in run.stopped.happened
    assert run.failures == ()
    folder = tmp_path / "出"
    assert not (folder / WORK).exists()
    run = made(Made(), ordered(folder, 2, frozenset({"documents"})))
    assert run.stopped is None
    assert tree(folder) == whole


@BOTH_WAYS
def test_a_folder_that_goes_away_stops_it(tmp_path: Path, same_disk: bool) -> None:
    folder = tmp_path / "stick"
    crew = here(same_disk=same_disk)
    run = batch.start(Made(), ordered(folder, 3, frozenset({"report"})), crew)
    while not run.progress.done:
        assert run.advance(5)
    folder.rename(tmp_path / "pulled out")
    driven(run)
    assert run.stopped is not None
    assert "不能写入" in run.stopped.happened
    assert not folder.exists()


def test_a_place_that_is_no_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "占用").write_text("别的文件")
    with pytest.raises(UserError, match="不能写入"):
        batch.start(Made(), ordered(tmp_path / "占用", 1), here())
    assert (tmp_path / "占用").read_text() == "别的文件"


def test_two_batches_do_not_fill_one_folder(tmp_path: Path) -> None:
    first = batch.start(Made(), ordered(tmp_path, 1, frozenset({"report"})), here())
    with pytest.raises(UserError, match="正在批量生成"):
        batch.start(Made(), ordered(tmp_path, 1), here())
    driven(first)
    assert first.progress.done == 1


def test_what_a_killed_one_left_half_written_goes(tmp_path: Path) -> None:
    (tmp_path / WORK / "ab12cd" / "content").mkdir(parents=True)
    (tmp_path / WORK / "ab12cd" / "content" / "half.pdf").write_bytes(b"half")
    (tmp_path / f".{NAME}.1234.tmp").write_bytes(b"half")
    place = Place(tmp_path)
    assert sorted(p.name for p in (tmp_path / WORK).iterdir()) == ["lock"]
    place.close()
    assert list(tmp_path.iterdir()) == []
