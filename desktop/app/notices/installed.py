"""The notices at hand, for whoever has to offer, load or add one: the program's and the user's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desktop import paths
from desktop.domain.notice import Notice
from desktop.errors import UserError
from desktop.notices import adding
from desktop.notices.adding import folder_of
from desktop.notices.judge import Read, read_pack
from desktop.notices.load import Installed, NoticeCard, installed, load_notice, notice_of
from desktop.notices.shelf import NotInstalled, Shelf

__all__ = [
    "NotInstalled",
    "NoticeCard",
    "add",
    "at",
    "cards",
    "examined",
    "faults",
    "notice",
    "shelf",
]


def shelf() -> Shelf:
    """Where packs lie: those of the program, then those of the user."""
    return Shelf(paths.resources(), paths.user_data())


def cards() -> tuple[NoticeCard, ...]:
    """The notices that can be chosen, newest year first, each in its newest sound version."""
    return _installed().cards


def faults() -> tuple[UserError, ...]:
    """What is wrong with packs that lie there and are not used."""
    return _installed().faults


def notice(pack_id: str, version: int | None = None) -> Notice:
    """The notice of that pack: of that very version, or of the newest that is sound.

    :class:`NotInstalled` where there is no such pack or version.
    """
    return load_notice(pack_id, shelf(), version)


def at(path: Path) -> Notice:
    """The notice of a pack that is not installed; ``path`` is its folder or its ``pack.yaml``."""
    return notice_of(examined(path), shelf())


def examined(path: Path) -> Read:
    """A pack that is not installed, judged; the packs it takes over may lie beside it."""
    folder = folder_of(path)
    beside = replace(shelf(), beside=folder.absolute().parent)
    return read_pack(folder, beside, elsewhere=True)


def add(path: Path) -> Notice:
    """Take a pack into the user's folder, whole or not at all; the notice it is.

    A 上位规定 is taken in as well, but is no notice: :class:`UserError` says so.
    """
    return notice_of(adding.add(folder_of(path), shelf()), shelf())


def _installed() -> Installed:
    return installed(shelf())
