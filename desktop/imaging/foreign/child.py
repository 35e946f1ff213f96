"""The child process in which foreign bytes are decoded: one request after another, until the end.

It is started by :mod:`~desktop.imaging.foreign.decoder`, which also watches it. Here it takes from
itself what it does not need: memory beyond its share, processor time without end, a core file that
would show somebody's papers. It goes when its parent goes, however that ends.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import asdict
from itertools import chain
from typing import IO

from desktop.errors import UserError
from desktop.imaging.foreign import drawing, looking, pixels, rebuilding, refusals, wire

if sys.platform != "win32":
    import resource

Answer = tuple[wire.Head, int, Iterable[bytes]]

_MOST_ASKED = 1 << 30
_RESERVED = 512 * 1024 * 1024  # addresses that libraries and threads reserve and never fill
_GRACE = 5  # seconds of processor time beyond those the parent waits


def main() -> None:
    """As started: the last argument is the memory to work within, in bytes."""
    serve(int(sys.argv[-1]))


def serve(memory: int) -> None:
    """Answer what comes on the standard input, within ``memory`` bytes, until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program, which then closes us
    answers = _own_output()
    _bound(memory)
    asked: queue.SimpleQueue[tuple[wire.Head, bytes]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(asked,), daemon=True).start()
    wire.send(answers, {"pid": os.getpid()})
    while True:
        head, data = asked.get()
        _bound_time(head["seconds"])
        try:
            wire.send(answers, *_answer(head, data))
        except MemoryError:
            os._exit(wire.NO_MEMORY)
        del data  # and not only when the next file comes


def _listen(asked: queue.SimpleQueue[tuple[wire.Head, bytes]]) -> None:
    """Hear requests while one is worked on, so that the end of the parent is heard at once."""
    pipe = os.fdopen(0, "rb", buffering=0)
    while True:
        try:
            head, data = wire.receive(pipe, _MOST_ASKED)
            asked.put((head, bytes(data)))
            del data
        except wire.Gone:
            os._exit(0)
        except MemoryError:
            os._exit(wire.NO_MEMORY)


def _own_output() -> IO[bytes]:
    """The pipe to the parent, out of reach of libraries that print."""
    own = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return os.fdopen(own, "wb", buffering=0)


def _answer(head: wire.Head, data: bytes) -> Answer:
    try:
        return _WORK[head["do"]](data, *head["how"])
    except UserError as told:
        return {"refused": [told.happened, told.todo]}, 0, ()
    except refusals.NoPage:
        return {"missing": True}, 0, ()
    except Exception:  # noqa: BLE001 - a bug of ours is raised where the question came from
        return {"bug": traceback.format_exc()}, 0, ()


def _look(data: bytes, name: str) -> Answer:
    return {"sheet": asdict(looking.look(data, name))}, 0, ()


def _pixels(data: bytes, page: int, name: str) -> Answer:
    found = pixels.stored(data, page, name)
    # What can go wrong shows in the first rows, before anything is promised.
    rows = chain([next(found.rows)], found.rows)
    return {"width": found.width, "height": found.height}, found.width * found.height * 3, rows


def _stands(data: bytes, page: int, name: str) -> Answer:
    mirrored, turns = pixels.stands(data, page, name)
    return {"mirrored": mirrored, "turns": turns}, 0, ()


def _jpeg(data: bytes, page: int, name: str) -> Answer:
    jpeg = pixels.original_jpeg(data, page, name)
    return {"jpeg": jpeg is not None}, len(jpeg or b""), (jpeg or b"",)


def _bare(data: bytes, name: str, most: int) -> Answer:
    found = rebuilding.rebuilt(data, name, most)
    same = found.data is data
    body = b"" if same else found.data or b""
    head = {"made": found.data is not None, "same": same, "carried": found.carried}
    return head, len(body), (body,)


def _page_image(data: bytes, page: int, dpi: int) -> Answer:
    return _whole(drawing.page_image(data, page, dpi))


def _page_band(data: bytes, page: int, dpi: int, top: int, rows: int) -> Answer:
    png, height = drawing.page_band(data, page, dpi, top, rows)
    return {"height": height}, len(png), (png,)


def _thumbnail(data: bytes, page: int, size: int) -> Answer:
    return _whole(drawing.thumbnail(data, page, size))


def _whole(png: bytes) -> Answer:
    return {}, len(png), (png,)


_WORK: dict[str, Callable[..., Answer]] = {
    "look": _look,
    "pixels": _pixels,
    "stands": _stands,
    "jpeg": _jpeg,
    "bare": _bare,
    "page_image": _page_image,
    "page_band": _page_band,
    "thumbnail": _thumbnail,
}


if sys.platform == "win32":

    def _bound(_memory: int) -> None:
        """Nothing: there the parent watches."""

    def _bound_time(_seconds: float) -> None:
        """Nothing: there the parent watches."""

else:

    def _bound(memory: int) -> None:
        _limit(resource.RLIMIT_CORE, 0)
        _limit(resource.RLIMIT_DATA, memory)
        _limit(resource.RLIMIT_AS, memory + _RESERVED)

    def _bound_time(seconds: float) -> None:
        """End this process even where nobody is left who watches it."""
        more = seconds * (os.cpu_count() or 1) + _GRACE
        _limit(resource.RLIMIT_CPU, int(time.process_time() + more))

    def _limit(kind: int, most: int) -> None:
        _, hard = resource.getrlimit(kind)
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with contextlib.suppress(OSError, ValueError):  # not every system knows every limit
            resource.setrlimit(kind, (soft, hard))
