"""The models that read scans, at half their size: weights are kept as 16-bit numbers.

ONNX Runtime makes 32-bit ones of them again while it loads, by a ``Cast`` put before each; what it
reckons afterwards it reckons with 32 bits, as before. Only the file is smaller.

An ONNX file is a protocol buffer; few of its fields matter here, so it is read by hand.
"""

from collections.abc import Iterator

import numpy as np

DESCRIPTION, GRAPH = 6, 7
NODE, INITIALIZER = 1, 5
DATA_TYPE, NAME, RAW = 2, 8, 9
FLOAT, HALF = 1, 10
CHANGED = "Changed for 职称申报助手: weights are kept in half precision."
"""What their licence (Apache-2.0) asks a changed file to say."""
SMALLEST = 1024
"""Bytes; below that a weight stays as it is."""

Field = tuple[int, int | bytes]


def halved(model: bytes) -> bytes:
    """``model`` with every large table of weights in half precision."""
    parts = [
        _field(number, _graph(said) if number == GRAPH else said) for number, said in _fields(model)
    ]
    return b"".join([*parts, _field(DESCRIPTION, CHANGED.encode())])


def _graph(graph: int | bytes) -> bytes:
    casts, rest = [], []
    for number, said in _fields(graph):
        small = _half(said) if number == INITIALIZER else None
        if small is None:
            rest.append(_field(number, said))
        else:
            name, table = small
            casts.append(_field(NODE, _cast(name + b".half", name)))
            rest.append(_field(INITIALIZER, table))
    return b"".join(casts + rest)


def _half(table: int | bytes) -> tuple[bytes, bytes] | None:
    """The name of a table of weights, and the table at half its size; ``None`` to leave it."""
    told = dict(_fields(table))
    name, raw = told.get(NAME), told.get(RAW)
    if not isinstance(name, bytes) or not isinstance(raw, bytes) or len(raw) < SMALLEST:
        return None
    if told[DATA_TYPE] != FLOAT:
        return None
    small = np.frombuffer(raw, "<f4").astype("<f2")
    if not np.isfinite(small).all():
        return None
    changed: dict[int, int | bytes] = {DATA_TYPE: HALF, NAME: name + b".half", RAW: small.tobytes()}
    parts = [_field(number, changed.get(number, said)) for number, said in _fields(table)]
    return name, b"".join(parts)


def _cast(given: bytes, made: bytes) -> bytes:
    # A node has inputs, outputs, a name and a kind; its one attribute is an integer (2), `to`.
    attribute = _field(1, b"to") + _field(3, FLOAT) + _field(20, 2)
    parts = {1: given, 2: made, 3: made, 4: b"Cast", 5: attribute}
    return b"".join(_field(number, said) for number, said in parts.items())


def _fields(message: int | bytes) -> Iterator[Field]:
    """Each field of a message: its number, and a number or bytes."""
    if isinstance(message, int):
        raise TypeError("a number where a message should be")
    at = 0
    while at < len(message):
        key, at = _number(message, at)
        kind = key & 7
        if kind == 0:
            value, at = _number(message, at)
            yield key >> 3, value
        elif kind == 2:
            length, at = _number(message, at)
            yield key >> 3, message[at : at + length]
            at += length
        else:
            raise ValueError(f"a field of kind {kind} in a model")


def _field(number: int, value: int | bytes) -> bytes:
    if isinstance(value, int):
        return _packed(number << 3) + _packed(value)
    return _packed(number << 3 | 2) + _packed(len(value)) + value


def _number(message: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def _packed(value: int) -> bytes:
    made = bytearray()
    while value > 127:
        made.append(value & 127 | 128)
        value >>= 7
    return bytes(made + bytes([value]))
