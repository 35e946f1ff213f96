"""Notice packs (规则包): from their files to a :class:`~desktop.domain.notice.Notice`."""

from desktop.notices.load import NoticeCard, installed, load_notice

__all__ = ["NoticeCard", "installed", "load_notice"]
