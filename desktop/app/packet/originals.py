"""The bytes of attachments as they were taken in, held against their hashes."""

from __future__ import annotations

from collections.abc import Callable

from desktop.errors import UserError
from desktop.language import tr
from desktop.storage.files import hash_of

FileOf = Callable[[str], bytes]
"""Gives the content of a hash."""


class Originals:
    """The bytes as they were taken in; never others in their place.

    The last content is at hand: the pages of an attachment follow one another.
    """

    def __init__(self, file_of: FileOf) -> None:
        self._file_of = file_of
        self._last: tuple[str, bytes] = ("", b"")

    def of(self, sha256: str, name: str) -> bytes:
        """The content of that hash, which is called ``name`` where it is not what it was."""
        if self._last[0] == sha256:
            return self._last[1]
        data = self._file_of(sha256)
        if hash_of(data) != sha256:
            raise UserError(
                tr("附件“{name}”的文件和添加时不一样了，可能已经损坏。", name=name),
                safe=tr("材料包没有生成，其他附件没有变。"),
                todo=tr("请在“附件”页删除它，用原来的扫描件重新添加，再生成材料包。"),
            )
        self._last = (sha256, data)
        return data
