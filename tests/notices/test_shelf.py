"""Versions side by side, the user's own packs, and taking one in whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop import paths
from desktop.errors import UserError
from desktop.notices.adding import add, folder_of
from desktop.notices.judge import read_pack
from desktop.notices.load import installed, load_notice
from desktop.notices.shelf import NotInstalled, Shelf
from tests.notices.packs import PACK, SMALL, SMALL_TEXT, write


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(paths.resources(), tmp_path / "user")


def version(number: int, more: str = "") -> str:
    return SMALL.replace("version: 1", f"version: {number}") + more


def prints(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_versions_stand_side_by_side(tmp_path: Path, shelf: Shelf) -> None:
    for number in (1, 2, 10):
        add(write(tmp_path / "from", "pack", version(number, f"return_hours: {number}\n")), shelf)
    assert load_notice("XX25", shelf).version == 10
    assert load_notice("XX25", shelf, 2).return_hours == 2
    (card,) = [card for card in installed(shelf).cards if card.id == "XX25"]
    assert (card.version, card.versions, card.own) == (10, (10, 2, 1), True)
    with pytest.raises(NotInstalled, match="第 3 版") as raised:
        load_notice("XX25", shelf, 3)
    assert "1、2、10" in raised.value.todo


def test_older_versions_lie_in_folders_of_their_own(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    write(tmp_path / "notices", "XX25", version(2))
    write(tmp_path / "notices" / "XX25", "v1", version(1))
    write(tmp_path / "notices" / "XX25", "old", version(7))
    assert installed(shelf).cards[0].versions == (2, 1)
    write(tmp_path / "notices" / "XX25", "v1", version(3))
    with pytest.raises(UserError) as raised:
        load_notice("XX25", shelf, 1)
    assert "写的是 3，文件夹是 v1" in raised.value.details[0]


def test_a_pack_is_called_like_its_folder_where_it_is_installed(tmp_path: Path) -> None:
    write(tmp_path / "notices", "YY25", SMALL)
    with pytest.raises(UserError) as raised:
        load_notice("YY25", Shelf(tmp_path))
    assert "应当与文件夹同名（YY25）" in raised.value.details[0]


def test_the_same_pack_again_changes_nothing(tmp_path: Path, shelf: Shelf) -> None:
    source = write(tmp_path / "from", "pack", SMALL)
    add(source, shelf)
    before = prints(tmp_path)
    assert add(source, shelf).pack.id == "XX25"
    assert prints(tmp_path) == before


@pytest.mark.parametrize(
    ("pack", "said"),
    [
        (SMALL + "return_hours: 1\n", "已经有编号 XX25、第 1 版的规则包"),
        (SMALL.replace("id: XX25", "id: xx25"), "只差大小写"),
        (SMALL.replace("id: XX25", "id: BM24"), "已经有编号 BM24、第 1 版的规则包"),
        (SMALL.replace("id: XX25", "id: nul"), "有 1 处不对"),
        (SMALL.replace("id: XX25", "id: ../XX"), "有 1 处不对"),
        (version(2).replace("year", "yaer"), "有 2 处不对"),
        (version(2, "inherits: XX25\n"), "没有写明版本"),
        (version(2, "inherits: YY25@1\n"), "有 1 处不对"),
    ],
)
def test_what_is_refused_changes_nothing(
    tmp_path: Path, shelf: Shelf, pack: str, said: str
) -> None:
    add(write(tmp_path / "from", "first", SMALL), shelf)
    write(tmp_path / "from", "YY25", SMALL.replace("XX25", "YY25"))
    before = prints(tmp_path / "user")
    with pytest.raises(UserError, match=said):
        add(write(tmp_path / "from", "second", pack), shelf)
    assert prints(tmp_path / "user") == before
    assert load_notice("XX25", shelf).version == 1


def test_a_full_disk_leaves_nothing_half_made(
    tmp_path: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(UserError, match="没有写进"):
        add(write(tmp_path / "from", "pack", SMALL), shelf)
    assert prints(tmp_path / "user") == {}
    assert "XX25" not in {card.id for card in installed(shelf).cards}


def test_only_the_two_files_are_taken(tmp_path: Path, shelf: Shelf) -> None:
    source = write(tmp_path / "from", "pack", SMALL)
    (source / "run.py").write_text("print(1)")
    add(source, shelf)
    assert sorted(prints(tmp_path / "user")) == [
        "notices/XX25/v1/notice.txt",
        "notices/XX25/v1/pack.yaml",
    ]


def test_a_users_pack_does_not_stand_in_for_one_of_the_program(
    tmp_path: Path, shelf: Shelf
) -> None:
    other = PACK.replace("short_title: 2024 巴州林草", "short_title: 别的")
    text = (paths.resources() / "notices" / "BM24" / "notice.txt").read_text("utf-8")
    write(tmp_path / "user" / "notices", "BM24", other, text)
    found = installed(shelf)
    assert [c.short_title[:2] for c in found.cards if c.id == "BM24"] == ["20"]
    assert [f.happened for f in found.faults] == [
        "规则包 BM24 与程序已有的编号和版本相同，没有使用。"
    ]


def test_a_broken_newer_version_leaves_the_older_in_use(tmp_path: Path, shelf: Shelf) -> None:
    add(write(tmp_path / "from", "pack", SMALL), shelf)
    for number, pack in ((2, version(2, "x: 1\n")), (3, "a: [")):
        write(tmp_path / "user" / "notices" / "XX25", f"v{number}", pack)
    assert load_notice("XX25", shelf).version == 1
    assert len(installed(shelf).faults) == 2


def test_a_folder_is_named_by_itself_or_by_its_pack(tmp_path: Path) -> None:
    folder = write(tmp_path, "pack", SMALL, SMALL_TEXT)
    assert folder_of(folder) == folder_of(folder / "pack.yaml") == folder
    with pytest.raises(UserError, match="没有找到"):
        folder_of(tmp_path / "没有")


def test_a_broken_version_is_named_with_its_pack(tmp_path: Path) -> None:
    folder = tmp_path / "XX25" / "v2"
    folder.mkdir(parents=True)
    (folder / "pack.yaml").write_text("schema: 1\n", "utf-8")
    with pytest.raises(UserError) as raised:
        read_pack(folder, Shelf(paths.resources(), tmp_path), elsewhere=True)
    assert "XX25/v2/notice.txt" in raised.value.happened
