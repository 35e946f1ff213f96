"""A picture made fit for a screen."""

from __future__ import annotations

import io

from PIL import Image

from desktop.imaging.pictures import Picture


def png(picture: Picture, longest: int) -> bytes:
    """``picture`` as PNG with no side longer than ``longest`` pixels, never enlarged."""
    shown = Image.fromarray(picture)
    shown.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=2.0)
    out = io.BytesIO()
    shown.save(out, "PNG", compress_level=1)
    return out.getvalue()
