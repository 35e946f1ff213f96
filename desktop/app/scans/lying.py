"""How a page of an attachment lies, before anything is made of it."""

from __future__ import annotations

from desktop.domain.case import Attachment
from desktop.domain.scans import Correction
from desktop.imaging import raster
from desktop.imaging.foreign import refusals


def correction_of(
    data: bytes, attachment: Attachment, page: int = 0, name: str = refusals.UNNAMED
) -> Correction:
    """As the person put the page; where nobody looked, as the file itself says it stands."""
    if page < len(attachment.scans) and attachment.scans[page].width:
        return attachment.scans[page].correction
    mirrored, turns = raster.exif(data, page, name)
    return Correction(mirrored=mirrored, turns=turns)
