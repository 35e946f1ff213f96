"""The models of the installers: half the bytes, the same answers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import rapidocr
from numpy.typing import NDArray

from freeze import models

FOLDER = Path(rapidocr.__file__).parent / "models"


def answers(model: bytes, given: NDArray[np.float32]) -> tuple[NDArray[np.float32], dict[str, str]]:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    (said, *_) = session.run(None, {session.get_inputs()[0].name: given})
    return np.asarray(said), session.get_modelmeta().custom_metadata_map


@pytest.mark.parametrize(
    ("name", "shape"),
    [("PP-OCRv6_det_small.onnx", (1, 3, 64, 96)), ("PP-OCRv6_rec_small.onnx", (1, 3, 48, 96))],
)
def test_half_the_weights_say_the_same(name: str, shape: tuple[int, ...]) -> None:
    whole = (FOLDER / name).read_bytes()
    half = models.halved(whole)
    assert len(half) < len(whole) * 0.52
    assert models.CHANGED.encode() in half
    given = np.random.default_rng(7).random(shape, np.float32) * 2 - 1
    expected, told = answers(whole, given)
    got, kept = answers(half, given)
    assert np.abs(got - expected).max() < 0.02
    assert np.array_equal(got.argmax(-1), expected.argmax(-1)) or "det" in name
    assert kept == told, "the characters it knows"
