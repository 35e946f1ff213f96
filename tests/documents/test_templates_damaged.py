"""Templates that were damaged on their way: refused or filled, and never a bug.

Long form: ``ZHICHENG_DAMAGED=5000``.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import zipfile

import pytest

from desktop.app.notices.installed import notice as load
from desktop.documents.material import Material
from desktop.documents.templates.filling import filled
from desktop.documents.templates.judging import judged
from desktop.documents.templates.values import values
from desktop.errors import UserError

from .cases import NOW, full
from .word import par, table, text_box, word


@pytest.mark.parametrize("seed", range(int(os.environ.get("ZHICHENG_DAMAGED", "60"))))
def test_a_damaged_file_is_refused_or_filled_and_never_a_bug(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    notice = load("LC22")
    of = Material(full("LC22"), notice, notice.document("publicity"), NOW)
    sound = word(
        par("{{姓", "名}}", text_box("{{工作单位}}")),
        table(("{{业绩.序号}}", "{{业绩.名称}}")),
        header1=par("{{申报专业}}"),
    )
    with zipfile.ZipFile(io.BytesIO(sound)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    if seed % 2:
        name = chance.choice(sorted(parts))
        parts[name] = _bitten(parts[name], chance)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        data = out.getvalue()
    else:
        data = _bitten(sound, chance)
    with contextlib.suppress(UserError):
        found = judged(data, of)
        if found.sound:
            filled(data, values(of, found.fields))


def _bitten(data: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, taken out or put in twice."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data))
        piece = chance.choice(
            (b"", bytes([chance.randrange(256)]), data[at : at + 40] * 2, b"<w:p>")
        )
        data = data[:at] + piece + data[at + chance.randint(0, 9) :]
    return data
