"""The notices this program carries, for whoever has to offer or load one."""

from __future__ import annotations

from desktop.domain.notice import Notice
from desktop.notices.load import installed, load_notice


def titles() -> tuple[tuple[str, str], ...]:
    """Pack id and title of each installed notice, newest year first."""
    return tuple((card.id, card.title) for card in installed())


def notice(pack_id: str) -> Notice:
    """The installed notice of that pack; :class:`~desktop.errors.UserError` where none is."""
    return load_notice(pack_id)
