"""In a made-up language, each sentence longer and in brackets, windows say nothing outside them."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.language import CHOSEN_BY
from languages import catalogues

ROOT = Path(__file__).parents[2]
HEADER = "Language: qps\nContent-Type: text/plain; charset=UTF-8\nX-Text-Direction: rtl\n"
HAN = re.compile(r"[㐀-鿿]")
INSIDE = re.compile(r"⟦[^⟦⟧]*⟧")


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    home = tmp_path_factory.mktemp("spoken")
    folder = home / "languages" / "qps" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    said = {text: f"⟦{text} ～～～⟧" for text in catalogues.everything()}
    (folder / "zhicheng.mo").write_bytes(catalogues.compiled({"": HEADER, **said}))
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.spoken"],
        cwd=ROOT,
        env={**os.environ, CHOSEN_BY: "qps", "ZHICHENG_HOME": str(home)},
        capture_output=True,
        check=True,
        timeout=120,
    )
    told: dict[str, object] = json.loads(done.stdout)
    return told


def outside(text: str) -> str:
    """What is left of ``text`` without its brackets and what is in them."""
    while INSIDE.search(text):
        text = INSIDE.sub("", text)
    return text


def test_a_window_says_nothing_past_the_catalogue(heard: dict[str, object]) -> None:
    said = heard["said"]
    assert isinstance(said, list)
    assert len(said) > 60
    assert [pair for pair in said if HAN.search(outside(pair[1]))] == []


def test_tables_are_said_where_they_are_shown(heard: dict[str, object]) -> None:
    tables = heard["tables"]
    assert isinstance(tables, list)
    assert len(tables) > 20
    assert [text for text in tables if HAN.search(outside(text))] == []


def test_a_language_from_the_right_is_laid_out_so(heard: dict[str, object]) -> None:
    assert heard["direction"] == "RightToLeft"


def test_brackets_within_brackets_are_taken_off() -> None:
    assert outside("⟦a ⟦b⟧ c⟧：甲⟦d⟧") == "：甲"
