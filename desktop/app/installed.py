"""The notices at hand, for whoever has to offer, load or add one: the program's and the user's."""

from __future__ import annotations

from pathlib import Path

from desktop import paths
from desktop.domain.notice import Notice
from desktop.errors import UserError
from desktop.notices.load import Installed, NoticeCard, installed, load_notice, open_pack
from desktop.notices.shelf import NotInstalled, Shelf

__all__ = ["NotInstalled", "NoticeCard", "at", "cards", "faults", "notice", "shelf"]


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


def at(folder: Path) -> Notice:
    """The notice of the pack in a folder that is not installed."""
    return open_pack(folder, shelf())


def _installed() -> Installed:
    return installed(shelf())
