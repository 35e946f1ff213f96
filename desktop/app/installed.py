"""The notices this program carries, for whoever has to offer or load one."""

from __future__ import annotations

from desktop import paths
from desktop.domain.notice import Notice
from desktop.notices.load import NoticeCard, installed, load_notice

__all__ = ["NoticeCard", "cards", "notice"]


def cards() -> tuple[NoticeCard, ...]:
    """The installed notices, newest year first."""
    return installed(paths.resources())


def notice(pack_id: str) -> Notice:
    """The installed notice of that pack; :class:`~desktop.errors.UserError` where none is."""
    return load_notice(pack_id, paths.resources())
