"""The two ways OpenCV knows to find a face that looks at one; any thread may ask.

A classifier keeps what it works on in itself: two threads in it at once read each other's picture.
"""

from __future__ import annotations

import threading
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

Gray = NDArray[np.uint8]
Box = tuple[int, int, int, int]
"""Left, top, width and height in pixels."""


class Cascade:
    """One classifier of faces."""

    def __init__(self, name: str) -> None:
        file = Path(cv2.__file__).parent / "data" / f"haarcascade_frontalface_{name}.xml"
        self._classifier = cv2.CascadeClassifier(str(file))
        self._lock = threading.Lock()

    def found(
        self, gray: Gray, finer: float, agreeing: int, least: int, most: int = 0
    ) -> list[tuple[Box, int]]:
        """Each face with how many finds agree on it, ``agreeing`` at the least.

        ``finer`` is the step from one size searched to the next; sides are from ``least`` to
        ``most`` pixels, 0 for any.
        """
        with self._lock:
            boxes, counts = self._classifier.detectMultiScale2(
                gray, finer, agreeing, minSize=(least, least), maxSize=(most, most)
            )
        places = np.asarray(boxes, int).reshape(-1, 4).tolist()
        return [
            ((x, y, width, height), int(count))
            for (x, y, width, height), count in zip(places, counts, strict=True)
        ]


@cache
def alternative() -> Cascade:
    """The one that errs less, and misses more."""
    return Cascade("alt2")


@cache
def default() -> Cascade:
    """The one that misses less, and errs more."""
    return Cascade("default")
