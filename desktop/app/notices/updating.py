"""Notices and calendars from a signed file: looked at first, then taken in as any pack is."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from desktop import paths
from desktop.app.notices.installed import shelf as both
from desktop.errors import UserError
from desktop.language import tr
from desktop.notices import adding
from desktop.notices.calendars import FOLDER, known_calendars, layer_of, read_layer
from desktop.notices.judge import read_pack
from desktop.notices.shelf import Shelf
from desktop.storage import durable
from desktop.storage.signed import MOST, SUFFIX, Signed, opened

__all__ = ["SUFFIX", "Item", "known_keys", "take"]

State = Literal["new", "newer", "same", "older"]

SAID: dict[State, str] = {
    "new": tr("已添加"),
    "newer": tr("已更新"),
    "same": tr("本机已是这一版，没有变"),
    "older": tr("本机的更新，没有换回旧版"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One pack or calendar of a file, its version, and what became of it."""

    title: str
    version: int
    state: State

    @property
    def line(self) -> str:
        """What a person is told of it."""
        return tr(
            "{title}（第 {version} 版）：{state}",
            title=self.title,
            version=self.version,
            state=SAID[self.state],
        )


def known_keys() -> tuple[bytes, ...]:
    """The public keys of those whose files are taken."""
    files = sorted((paths.resources() / "keys").glob("*.pub"))
    return tuple(bytes.fromhex(file.read_text("ascii").strip()) for file in files)


def take(
    file: Path, keys: Sequence[bytes] | None = None, shelf: Shelf | None = None
) -> tuple[Item, ...]:
    """Take in what the signed ``file`` brings that is newer than what is here.

    Everything in it is judged before anything is put in its place; :class:`UserError` says why a
    file is refused. Cases stay with the version of the notice they were filled in under.
    """
    shelf = shelf or both()
    signed = opened(_read(file), known_keys() if keys is None else keys)
    with tempfile.TemporaryDirectory(prefix="zhicheng-") as scratch:
        brought = Path(scratch)
        for name, text in signed.files.items():
            place = brought / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, "utf-8", newline="\n")
        layers = list(_layers(signed, brought, shelf))
        # A pack may take over another of the same file: that one has to be here first.
        packs = _in_order(sorted((brought / "notices").glob("*")), brought, shelf)
        for item, source in layers:
            if item.state in ("new", "newer"):
                _put(source, shelf)
        return (*(item for item, _ in layers), *(_added(folder, shelf) for folder in packs))


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as source:
            return source.read(MOST + 1)
    except OSError as error:
        raise UserError(
            tr("“{name}”读不出来。", name=file.name),
            safe=tr("没有改动任何内容。"),
            todo=tr("请检查 U 盘是否还插着、文件是否还在，再选一次。"),
        ) from error


def _layers(signed: Signed, brought: Path, shelf: Shelf) -> Iterator[tuple[Item, Path]]:
    known = known_calendars(shelf.resources, shelf.user)
    for name in sorted(signed.files):
        if not name.startswith(FOLDER):
            continue
        source = brought / name
        layer = read_layer(source)
        state: State = "new"
        if source.stem in known:
            there = layer_of(source.stem, shelf.resources, shelf.user).version
            state = _compared(layer.version, there)
        yield Item(tr("日历“{title}”", title=layer.title), layer.version, state), source


def _compared(version: int, there: int) -> State:
    if version == there:
        return "same"
    return "newer" if version > there else "older"


def _in_order(folders: Sequence[Path], brought: Path, shelf: Shelf) -> list[Path]:
    """The packs' folders, each after those it takes over; a broken one is an error."""
    beside = Shelf(shelf.resources, shelf.user, brought / "notices")
    reads = {folder: read_pack(folder, beside, elsewhere=True) for folder in folders}
    ordered: list[Path] = []
    ahead = list(folders)
    while ahead:
        names = {reads[folder].pack.id for folder in ahead}
        free = [f for f in ahead if not _parents(f) & (names - {reads[f].pack.id})]
        ordered += free or ahead
        ahead = [folder for folder in ahead if folder not in ordered]
    return ordered


def _parents(folder: Path) -> set[str]:
    return {name.partition("@")[0] for name in adding.parents_of(folder)}


def _added(folder: Path, shelf: Shelf) -> Item:
    pack = read_pack(folder, shelf, elsewhere=True).pack
    title = f"《{pack.short_title}》"
    newest = max(shelf.versions(pack.id), default=0) if pack.id in shelf.ids() else 0
    if newest and pack.version < newest:
        return Item(title, pack.version, "older")
    adding.add(folder, shelf)
    state: State = _compared(pack.version, newest) if newest else "new"
    return Item(title, pack.version, state)


def _put(source: Path, shelf: Shelf) -> None:
    if shelf.user is None:
        raise ValueError("a shelf without a folder of the user's")
    target = shelf.user / FOLDER / source.name
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        durable.write(target, source.read_bytes())
    except OSError as error:
        raise UserError(
            tr("日历没有写进“{parent}”。", parent=target.parent),
            safe=tr("原来的日历照常使用。"),
            todo=tr("磁盘可能已满，或者这个文件夹不能写入；请处理以后再试。"),
        ) from error
