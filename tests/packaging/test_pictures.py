"""The pictures of the documents: the house is drawn as it is, and every window can be taken."""

from __future__ import annotations

import re
from pathlib import Path

from desktop import paths
from desktop.app.help.manual import PICTURES
from pictures import rooms

ROOT = Path(__file__).parents[2]


def test_the_house_is_drawn_as_it_is() -> None:
    assert rooms.OUT.read_text("utf-8") == rooms.drawn(), (
        "run: PYTHONPATH=.:packaging .venv/bin/python -m pictures rooms"
    )


def test_every_room_is_in_the_picture_above_those_it_imports() -> None:
    graph = rooms.leads(rooms.rooms())
    heights = {room: n for n, storey in enumerate(rooms.storeys(graph)) for room in storey}
    assert heights["domain"] == 0
    assert all(heights[room] > heights[below] for room in graph for below in graph[room])
    named = re.findall(r'class="room"[^>]*>([^<]+)<', rooms.drawn())
    assert {name.strip("/").removesuffix(".py") for name in named} == set(graph)


def test_an_arrow_that_follows_from_others_is_left_out() -> None:
    graph = {
        "ui": frozenset({"app", "domain"}),
        "app": frozenset({"domain"}),
        "domain": frozenset[str](),
    }
    assert list(rooms.plain(graph)) == [("app", "domain"), ("ui", "app")]


def test_the_documents_show_pictures_that_are_there() -> None:
    for file in (ROOT / "README.md", ROOT / "desktop" / "README.md"):
        places = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", file.read_text("utf-8"))
        assert places, file
        assert all((file.parent / place).is_file() for place in places)


def test_every_window_of_the_manual_is_taken_by_the_command() -> None:
    text = (ROOT / "packaging" / "pictures" / "windows.py").read_text("utf-8")
    folder = paths.resources() / "help" / "manual" / PICTURES
    for file in folder.rglob("*.png"):
        assert f'"{file.stem}' in text, file
