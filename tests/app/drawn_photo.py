"""A photograph of nobody, in colour."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random

import numpy as np
from numpy.typing import NDArray

from tests.pages.faces import looks, portrait


@cache
def photo(seed: int = 3) -> NDArray[np.uint8]:
    """413 × 578 pixels, the same person each time."""
    person = replace(looks(Random(seed)), gray=False)  # noqa: S311 - no secret
    image, _ = portrait(413, 578, person)
    return np.asarray(image.convert("RGB"), np.uint8)
