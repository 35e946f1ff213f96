"""Characters off a page: the one reader, its lines with a place for every character.

The engine (RapidOCR's models on ONNX Runtime) only finds text and gives, for each step along a
line, how likely every character is. What is made of that is ours: lines are cut from the picture in
its full resolution, each character keeps the runners-up the recogniser hesitated about, and its box
ends where the ink does.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from desktop.errors import UserError
from desktop.imaging.bends import unbent
from desktop.imaging.columns import stacked
from desktop.imaging.decoding import LINE_HEIGHT, Reading, decoded
from desktop.imaging.pictures import Corners, Picture
from desktop.imaging.placing import line_of
from desktop.imaging.stamped import Area, unread
from desktop.imaging.strips import Strip, strip_of
from desktop.imaging.text import Line

MODEL: Final = "PP-OCRv6-small/rapidocr-3.10/7"
"""Which engine and which use of it made a reading; a kept reading of another is read anew."""

DETECTION_SIDE: Final = 1184
"""Longer side, in pixels, at which text is looked for: body text of an A4 page is 14 px there."""

FINEST_SIDE: Final = 960
"""A picture smaller than this is enlarged before text is looked for."""

FINEST_BREADTH: Final = 736
"""The same for its shorter side, unless the longer one gets beyond ``LONGEST_SIDE``."""

LONGEST_SIDE: Final = 2016

CLOSER_SIDE: Final = 736
"""Longer side at which a part of a page is looked at once more."""

_LEAST, _LEAST_SEEN = 8, 32
"""Pixels of the shorter side below which nothing is looked for, and at which it is at least."""

_COARSER, _FAINTEST, _MARGIN = 4, 12, 40
"""How much smaller margins are looked for, what difference (of 255) is no paper there, and pixels
of margin that are kept: the finder wants some ground around text."""

KEPT_SCORE: Final = 0.3
"""A line the recogniser is less sure of is a pattern, a stamp's edge or a signature."""

_MODELS = {"Det.model_path": "PP-OCRv6_det_small.onnx", "Rec.model_path": "PP-OCRv6_rec_small.onnx"}


class Reader:
    """The text recogniser: loaded at first need, used by one thread at a time.

    It never goes to the network: a model that is not there is an error. ``threads`` is how many
    cores one reading may use.
    """

    def __init__(self, threads: int = 2) -> None:
        self._threads = threads
        self._lock = threading.Lock()
        self._engine: _Engine | None = None

    def read(self, upright: Picture, areas: Sequence[Corners] | None = None) -> tuple[Line, ...]:
        """Every line of text on an upright page, from top to bottom, also vertical columns.

        ``areas`` are the places of the lines where :meth:`detect` has found them already.
        """
        with self._lock:
            engine = self._loaded()
            plain = without_stamps(upright)
            quads = engine.detect(plain) if areas is None else list(areas)
            for area in unread(upright, plain, quads):
                printed = area.printed(plain)
                quads = _completed(quads, engine.detect_in(printed, area))
                plain[area.top : area.bottom, area.left : area.right] = printed
            lines = engine.lines([strip_of(plain, quad) for quad in quads])
        return tuple(sorted(lines, key=lambda line: (line.quad[0][1], line.quad[0][0])))

    def detect(self, picture: Picture) -> list[Corners]:
        """Where text is, in any direction, as quads in pixels of ``picture``."""
        with self._lock:
            return self._loaded().detect(without_stamps(picture))

    def recognise(self, crops: Sequence[Picture]) -> list[tuple[str, float]]:
        """The text of pictures that hold one upright line each, and how sure it is (0–1)."""
        with self._lock:
            readings = self._loaded().recognised(crops)
        return [(reading.text, reading.score) for reading in readings]

    def _loaded(self) -> _Engine:
        if self._engine is None:
            self._engine = _Engine(self._threads)
        return self._engine


def without_stamps(picture: Picture) -> Picture:
    """The picture in grey in which a red or blue stamp is pale and the print under it dark.

    The brightest of the three colours does that; a share of the mean keeps red headings and gold
    letters on a red cover apart from their ground.
    """
    brightest = cv2.max(cv2.max(picture[:, :, 0], picture[:, :, 1]), picture[:, :, 2])
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    faded = cv2.addWeighted(brightest, 0.7, grey, 0.3, 0)
    return np.asarray(cv2.cvtColor(faded, cv2.COLOR_GRAY2RGB), np.uint8)


class _Engine:
    """The two networks. Everything of RapidOCR that the program uses stands in this class."""

    def __init__(self, threads: int) -> None:
        # Half a second and many modules: paid when the first page is read, not at the start.
        import rapidocr  # noqa: PLC0415
        from rapidocr.ch_ppocr_det import TextDetector  # noqa: PLC0415
        from rapidocr.ch_ppocr_rec import TextRecognizer  # noqa: PLC0415

        folder = Path(rapidocr.__file__).parent / "models"
        models = {key: folder / name for key, name in _MODELS.items()}
        if missing := [path.name for path in models.values() if not path.is_file()]:
            raise _incomplete(missing)
        settings = rapidocr.RapidOCR(
            params={
                "Global.log_level": "critical",
                "EngineConfig.onnxruntime.intra_op_num_threads": threads,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                **{key: str(path) for key, path in models.items()},
            }
        ).cfg
        # The size at which text is looked for is set here, not there.
        settings.Det.limit_type, settings.Det.limit_side_len = "max", 1_000_000
        settings.Det.engine_cfg = settings.EngineConfig.onnxruntime
        # A line is too little work to be shared out: each core reads lines of its own.
        settings.Rec.engine_cfg = {**settings.EngineConfig.onnxruntime, "intra_op_num_threads": 1}
        self._cores = ThreadPoolExecutor(threads, "reading")
        settings.Rec.font_path = None
        self._detector: Any = TextDetector(settings.Det)
        self._recogniser: Any = TextRecognizer(settings.Rec)
        self._alphabet: list[str] = self._recogniser.postprocess_op.character

    def detect(self, picture: Picture) -> list[Corners]:
        shorter, longer = sorted(picture.shape[:2])
        if shorter < _LEAST:
            return []
        scale = min(DETECTION_SIDE, max(longer, FINEST_SIDE)) / longer
        # A strip must keep some breadth, or the detector has nothing to look at.
        broad = min(FINEST_BREADTH / shorter, LONGEST_SIDE / longer)
        return self._found(picture, max(scale, broad))

    def detect_in(self, part: Picture, area: Area) -> list[Corners]:
        """Text in ``part``, which is the ``area`` of a page, looked at more closely."""
        shorter, longer = sorted(part.shape[:2])
        if shorter < _LEAST:
            return []
        corner = np.array([area.left, area.top], np.float64)
        found = self._found(part, min(CLOSER_SIDE / longer, 2.0))
        return [quad + corner for quad in found]

    def _found(self, picture: Picture, scale: float) -> list[Corners]:
        """Text as it is seen at ``scale``, in pixels of ``picture``."""
        scale = max(scale, _LEAST_SEEN / min(picture.shape[:2]))
        way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        whole_page = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=way)[:, :, ::-1]
        rows, columns = _printed(np.asarray(whole_page, np.uint8))
        small = whole_page[rows, columns]
        finder = self._detector
        marks = np.asarray(finder.session(finder.get_preprocess()(small)), np.float32)
        height, width = small.shape[:2]
        marks[0, 0], lines = unbent(marks[0, 0])
        boxes, _ = finder.postprocess_op(marks, (height, width))
        whole = [np.asarray(box, np.float64) for box in finder.sorted_boxes(boxes)]
        size = np.array([width, height]) / np.array(marks.shape[:1:-1])
        corner = np.array([columns.start, rows.start])
        return [(quad + corner) / scale for quad in (*whole, *(line * size for line in lines))]

    def recognised(self, crops: Sequence[Picture]) -> list[Reading]:
        return list(self._cores.map(self.recognise, crops))

    def lines(self, strips: Sequence[Strip | None]) -> list[Line]:
        return [line for line in self._cores.map(self.line, strips) if line is not None]

    def recognise(self, crop: Picture) -> Reading:
        steps = self._recogniser.session(_normalised(crop))
        return decoded(np.asarray(steps[0], np.float32), self._alphabet)

    def line(self, strip: Strip | None) -> Line | None:
        """A strip's text in the page's pixels; a tall one is a column unless it reads sideways."""
        if strip is None:
            return None
        reading = self.recognise(strip.picture)
        if strip.tall:
            column = stacked(strip)
            if column is not None:
                upright = self.recognise(column.picture)
                if upright.score * len(upright.text) > reading.score * len(reading.text):
                    strip, reading = column, upright
        if reading.score < KEPT_SCORE or not reading.text.strip():
            return None
        return line_of(strip, reading)


def _printed(small: Picture) -> tuple[slice, slice]:
    """Rows and columns between which there is anything but paper; all where there is nothing.

    Margins cost the finder as much time as text.
    """
    height, width = small.shape[:2]
    coarse = cv2.resize(
        small, (max(1, width // _COARSER), max(1, height // _COARSER)), interpolation=cv2.INTER_AREA
    )
    grey = coarse.max(axis=2)
    marked = cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > _FAINTEST
    rows, columns = (np.asarray(marked.any(axis=axis), np.bool_) for axis in (1, 0))
    return _stretch(rows, height), _stretch(columns, width)


def _stretch(marked: NDArray[np.bool_], length: int) -> slice:
    places = np.flatnonzero(marked)
    if not len(places):
        return slice(0, length)
    step = length / len(marked)
    start = max(0, int(places[0] * step) - _MARGIN)
    end = min(length, int((places[-1] + 1) * step) + _MARGIN)
    return slice(start, end) if end - start >= _LEAST_SEEN else slice(0, length)


def _completed(known: list[Corners], found: Sequence[Corners]) -> list[Corners]:
    """The known lines with those of ``found`` that are new, or hold more than what they replace."""
    for quad in found:
        met = [line for line in known if _holds(quad, line) or _holds(line, quad)]
        if all(_area(line) < _SAME * _area(quad) for line in met):
            known = [line for line in known if not any(line is one for one in met)] + [quad]
    return known


_SAME = 0.8


def _holds(quad: Corners, other: Corners) -> bool:
    middle = other.mean(axis=0).tolist()
    return cv2.pointPolygonTest(quad.astype(np.float32), middle, measureDist=False) >= 0


def _area(quad: Corners) -> float:
    return float(cv2.contourArea(quad.astype(np.float32)))


def _normalised(crop: Picture) -> NDArray[np.float32]:
    """One line as the recogniser takes it: blue first, −1 … 1, a set height, any width."""
    height, width = crop.shape[:2]
    size = (max(LINE_HEIGHT // 2, round(width * LINE_HEIGHT / max(height, 1))), LINE_HEIGHT)
    way = cv2.INTER_AREA if height > LINE_HEIGHT else cv2.INTER_CUBIC
    scaled = cv2.resize(crop, size, interpolation=way)[:, :, ::-1]
    batch = scaled.transpose(2, 0, 1)[None].astype(np.float32) / 127.5 - 1.0
    return np.ascontiguousarray(batch, np.float32)


def _incomplete(missing: Sequence[str]) -> UserError:
    return UserError(
        happened="文字识别所需的文件不完整（" + "、".join(missing) + "）。",
        safe="已经导入的扫描件和填写的内容都没有变化。",
        todo="请重新安装本软件后再试；也可以先手动画出需要遮盖的位置。",
    )
