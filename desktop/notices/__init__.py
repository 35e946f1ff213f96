"""Notice packs (规则包): from their files to a :class:`~desktop.domain.notice.Notice`."""
