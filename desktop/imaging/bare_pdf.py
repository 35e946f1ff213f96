"""A PDF without what it carries beside its pages: title, author, attached files, its history."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.imaging.foreign import decoder, refusals
from desktop.imaging.foreign.decoder import Request

_SECONDS = 180  # every page of some hundred is drawn twice


@dataclass(frozen=True, slots=True)
class BarePdf:
    """``data`` with the same pages and nothing else; None where that cannot be had.

    ``carried`` is what the file as it was tells: ``Title``, ``Author``, ``Subject``, ``Keywords``,
    ``files`` (attached ones).
    """

    data: bytes | None
    carried: tuple[str, ...]


def bare(data: bytes, most: int, name: str = refusals.UNNAMED) -> BarePdf:
    """The PDF in ``data`` without metadata; the very same object where it carried nothing.

    There is none where fields or a signature would suffer, pages would look other than they did,
    or it would have more than ``most`` bytes. The same bytes give the same bytes.
    :class:`~desktop.errors.UserError` where it cannot be read.
    """
    request = Request("bare", data, (name, most), name, refusals.UNCHANGED, _SECONDS, most)
    head, body = decoder.shared().ask(request)
    carried = tuple(head["carried"])
    if head["same"]:
        return BarePdf(data, carried)
    return BarePdf(bytes(body) if head["made"] else None, carried)
