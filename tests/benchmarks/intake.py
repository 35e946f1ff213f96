"""A scan taken in, beside Pillow alone decoding the picture and encoding it again.

Ours looks at the file by its content in the child process that opens what comes from elsewhere,
decodes all of it, makes the entry and draws the small picture. The child is warm, as after the
first file of a day. Encrypting and syncing stands in ``saving``.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from PIL import Image

from desktop.app.intake import Place, let_go, take_in, thumbnail
from desktop.app.notices import installed
from desktop.app.samples import demo
from desktop.app.samples.sample import sample
from desktop.domain.case import Case
from tests.benchmarks.measuring import MB, Line, Memory, Pairs, Plan, in_turn, memory_now
from tests.imaging.score import drawn_pages, peak_memory

PHOTO = (3000, 4000)
QUALITY = 85


def measure(plan: Plan) -> Iterator[Line]:
    """A page as a scanner gives it, a telephone's photograph, and many files at once."""
    page, _ = next(drawn_pages(1, 1, "proof", "clean"))
    photo = _photograph()
    notice = installed.notice(demo.PACK)
    case = sample(notice).brought.case.model_copy(update={"attachments": ()})
    many = plan.times(5, 20, 100)
    for name, files, times in (
        ("a scanned page taken in", [page], plan.times(5, 21, 51)),
        ("a photograph of 12 megapixels taken in", [photo], plan.times(3, 11, 31)),
        (f"{many} pages taken in at once", [page] * many, plan.times(1, 3, 5)),
    ):
        paths = _written(plan.scratch / name.split(" ", maxsplit=2)[1], files)
        pairs = in_turn(_ours(case, paths), _floor(paths), times)
        yield _with_child(pairs).figure(name, "Pillow decoding and encoding", "clock")
    let_go()


def _with_child(pairs: Pairs) -> Pairs:
    """Ours held what the child did, too."""
    if pairs.memory is None:
        return pairs
    child = int(peak_memory() * MB) - memory_now("VmHWM")
    both = Memory(pairs.memory.most + child, pairs.memory.more + child)
    return pairs._replace(memory=both)


def _ours(case: Case, paths: list[Path]) -> Callable[[], None]:
    notice = installed.notice(case.pack_id)
    place = Place(notice.slots[0].id)

    def taken_in() -> None:
        taken = take_in(case, notice, place, paths).taken
        assert len(taken) == len(paths)
        for one in taken:
            thumbnail(one.data)

    return taken_in


def _floor(paths: list[Path]) -> Callable[[], None]:
    def decoded_and_encoded() -> None:
        for path in paths:
            with Image.open(io.BytesIO(path.read_bytes())) as picture:
                picture.save(io.BytesIO(), "JPEG", quality=QUALITY)

    return decoded_and_encoded


def _written(folder: Path, files: list[bytes]) -> list[Path]:
    """The files, each with an ending of its own: the same content twice is taken in once."""
    folder.mkdir()
    paths = []
    for number, data in enumerate(files):
        path = folder / f"{number}.jpg"
        path.write_bytes(data + bytes([number % 256, number // 256]))
        paths.append(path)
    return paths


def _photograph() -> bytes:
    """Grain on a gradient: as hard to encode as a telephone's picture of a page."""
    chance = np.random.default_rng(1)
    width, height = PHOTO
    ground = np.linspace(90, 230, height)[:, None, None] + chance.normal(0, 8, (height, width, 3))
    out = io.BytesIO()
    Image.fromarray(ground.clip(0, 255).astype(np.uint8)).save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
