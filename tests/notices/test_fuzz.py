"""Packs broken at random: every one is read or refused in words, in little time and memory.

``ZHICHENG_PACKS=5000`` makes it that many instead of 200.
"""

from __future__ import annotations

import os
import random
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop import paths
from desktop.app.notices.differences import differences
from desktop.errors import UserError
from desktop.notices.authoring import report
from desktop.notices.judge import read_pack
from desktop.notices.load import load_notice, notice_of
from desktop.notices.shelf import Shelf
from tests.notices.packs import write

SHELF = Shelf(paths.resources())
PACKS = sorted((paths.resources() / "notices").glob("*/pack.yaml"))
TIMES = int(os.environ.get("ZHICHENG_PACKS", "200"))
MOST_MEMORY = 150_000_000

SPLINTERS = (
    "null", "~", "true", "[]", "{}", "[[]]", "{a: {}}", "''", "-1", "999999999", "0.5", "always",
    "&a", "*a", "!!int 3", "<<", "? x", "|", ">", "'", '"', "\t", "\\", "%", "---", "...", "#",
    "[" * 60, "{a: " * 60, "a" * 5000, "\u202e", "\x00", "\ufeff", "😀", "{name}", "{x}", "op",
    "2024-99-99", "1e5", ".inf", "@", "`", "- - -", ": :", "drop: true", "inherits: BM24",
)  # fmt: skip


def a_line(rng: random.Random, lines: list[str]) -> None:
    lines.insert(rng.randrange(len(lines)), lines[rng.randrange(len(lines))])


def no_line(rng: random.Random, lines: list[str]) -> None:
    del lines[rng.randrange(len(lines))]


def other_value(rng: random.Random, lines: list[str]) -> None:
    at = rng.randrange(len(lines))
    key, colon, _ = lines[at].partition(": ")
    lines[at] = f"{key}{colon}{rng.choice(SPLINTERS)}"


def splinter(rng: random.Random, lines: list[str]) -> None:
    at = rng.randrange(len(lines))
    cut = rng.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:cut] + rng.choice(SPLINTERS) + lines[at][cut:]


def indented(rng: random.Random, lines: list[str]) -> None:
    at = rng.randrange(len(lines))
    lines[at] = " " * rng.randrange(6) + lines[at].lstrip()


def swapped(rng: random.Random, lines: list[str]) -> None:
    at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


def letter(rng: random.Random, lines: list[str]) -> None:
    at = rng.randrange(len(lines))
    cut = rng.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:cut] + lines[at][cut + 1 :]


WAYS: tuple[Callable[[random.Random, list[str]], None], ...] = (
    a_line, no_line, other_value, splinter, indented, swapped, letter,
)  # fmt: skip


def mutated(rng: random.Random, text: str) -> str:
    lines = text.splitlines()
    for _ in range(rng.randint(1, 5)):
        rng.choice(WAYS)(rng, lines)
    return "\n".join(lines) + "\n"


def said(error: UserError | None) -> bool:
    """Whether a refusal can be read."""
    return error is None or (
        bool(error.happened)
        and len(error.details) <= 51
        and all(len(detail) < 500 for detail in error.details)
    )


def outcome(folder: Path, name: str) -> UserError | None:
    """Read a pack and do with it what is done with packs; the refusal where it is none."""
    try:
        read = read_pack(folder, SHELF, elsewhere=True)
        report(read)
        differences(load_notice(name, SHELF), notice_of(read, SHELF))
    except UserError as error:
        return error
    return None


@pytest.mark.parametrize("seed", range(10))
def test_a_pack_broken_at_random_is_read_or_refused_in_words(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)  # noqa: S311  # nothing secret
    for _ in range(TIMES // 10):
        source = rng.choice(PACKS)
        text = (source.parent / "notice.txt").read_text("utf-8")
        name = source.parent.name
        folder = write(tmp_path, name, mutated(rng, source.read_text("utf-8")), text)
        assert said(outcome(folder, name))


@pytest.mark.parametrize(
    "pack",
    [
        "[" * 1_900_000,
        "{a: " * 400_000,
        "a: " + "[1," * 600_000,
        "a:\n" + "- x\n" * 400_000,
        "a: " + "x" * 1_900_000,
        "".join(f"k{n}: 1\n" for n in range(200_000)),
        "? " * 900_000,
        "- " * 900_000,
        "a: |\n" + "  x\n" * 400_000,
    ],
    ids=lambda pack: str(pack[:12]).encode("unicode_escape").decode(),
)
def test_what_is_built_to_grow_does_not(pack: str, tmp_path: Path) -> None:
    folder = write(tmp_path, "BM24", pack)
    tracemalloc.start()
    try:
        assert said(outcome(folder, "BM24"))
        assert tracemalloc.get_traced_memory()[1] < MOST_MEMORY
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("seed", range(20))
def test_bytes_at_random_are_refused_in_words(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)  # noqa: S311
    folder = write(tmp_path, "XX25", "")
    whole = PACKS[0].read_bytes()
    at = rng.randrange(len(whole))
    noise = rng.randbytes(rng.choice((1, 3, 50)))
    (folder / "pack.yaml").write_bytes(whole[:at] + noise + whole[at + rng.randrange(40) :])
    with pytest.raises(UserError):
        read_pack(folder, SHELF, elsewhere=True)
