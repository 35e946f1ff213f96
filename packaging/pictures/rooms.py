"""The picture of the rooms, drawn from what the code really imports.

A room stands above all those it imports; an arrow that follows from others (app → errors by way
of storage) is left out, so that what remains can be taken in at a glance.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import TopologicalSorter
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[2]
DESKTOP = ROOT / "desktop"
OUT = DESKTOP / "rooms.svg"

WIDTH, MARGIN, GAP, AISLE = 1000, 16, 14, 46
HEAD, LINE, PAD = 22, 17, 12
LETTER = 6.6
"""Width of a small letter, on the safe side: whoever looks may have any font."""

Leads = Mapping[str, frozenset[str]]


@cache
def imports(file: Path) -> tuple[str, ...]:
    """The dotted names that ``file`` imports, also late ones."""
    return tuple(_imports(file))


def _imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms() -> dict[str, list[Path]]:
    """Each room with its files; a room is a package or a single file under ``desktop/``."""
    found: dict[str, list[Path]] = {}
    for file in sorted(DESKTOP.rglob("*.py")):
        room = file.relative_to(DESKTOP).parts[0].removesuffix(".py")
        if room != "__init__":
            found.setdefault(room, []).append(file)
    return found


def leads(found: Mapping[str, list[Path]]) -> Leads:
    """Room → the rooms it imports."""
    return {
        room: frozenset(
            name.split(".")[1]
            for file in files
            for name in imports(file)
            if name.startswith("desktop.") and name.split(".")[1] in found.keys() - {room}
        )
        for room, files in found.items()
    }


def libraries(files: list[Path]) -> list[str]:
    """The libraries a room uses beside Python's own."""
    tops = {name.partition(".")[0] for file in files for name in imports(file)}
    return sorted(tops - sys.stdlib_module_names - {"desktop"}, key=str.casefold)


def inner(room: str) -> list[str]:
    """The rooms within a room."""
    return sorted(folder.parent.name for folder in (DESKTOP / room).glob("*/__init__.py"))


def storeys(graph: Leads) -> list[list[str]]:
    """The rooms by height: each above all it imports, the lowest first."""
    height: dict[str, int] = {}
    for room in TopologicalSorter(graph).static_order():
        height[room] = max((height[below] + 1 for below in graph[room]), default=0)
    return [
        sorted(room for room in height if height[room] == level)
        for level in range(max(height.values()) + 1)
    ]


def plain(graph: Leads) -> Iterator[tuple[str, str]]:
    """The arrows that do not follow from others."""
    reach: dict[str, frozenset[str]] = {}
    for room in TopologicalSorter(graph).static_order():
        reach[room] = graph[room].union(*(reach[below] for below in graph[room]))
    for room, targets in sorted(graph.items()):
        for target in sorted(targets):
            if not any(target in reach[other] for other in targets):
                yield room, target


def wrapped(words: list[str], width: float) -> list[str]:
    """``words`` in lines no wider than ``width``."""
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} · {word}" if lines else word
        if lines and len(longer) * LETTER <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def drawn() -> str:
    """The picture, as SVG."""
    found = rooms()
    graph = leads(found)
    levels = storeys(graph)
    boxes: list[str] = []
    places: dict[str, tuple[float, float, float, float]] = {}
    y = float(MARGIN)
    for level in reversed(levels):
        width = (WIDTH - 2 * MARGIN - GAP * (len(level) - 1)) / len(level)
        texts = {
            room: [
                (line, kind)
                for words, kind in ((inner(room), "inner"), (libraries(found[room]), "uses"))
                for line in wrapped(words, width - 2 * PAD)
            ]
            for room in level
        }
        height = HEAD + PAD + LINE * max(map(len, texts.values()))
        for number, room in enumerate(level):
            x = MARGIN + number * (width + GAP)
            places[room] = (x, y, width, height)
            boxes += _box(room, texts[room], places[room])
        y += height + AISLE
    lines = [_arrow(places[above], places[below]) for above, below in plain(graph)]
    size = f"{WIDTH} {y - AISLE + MARGIN:.0f}"
    return "\n".join([_START.format(size=size), *lines, *boxes, "</svg>", ""])


def _box(
    room: str, texts: list[tuple[str, str]], place: tuple[float, float, float, float]
) -> list[str]:
    x, y, width, height = place
    name = f"{room}/" if (DESKTOP / room).is_dir() else f"{room}.py"
    parts = [
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="6"/>',
        f'<text class="room" x="{x + PAD:.1f}" y="{y + HEAD - 3:.1f}">{escape(name)}</text>',
    ]
    for number, (line, kind) in enumerate(texts):
        at = y + HEAD + LINE * number + 13
        parts.append(f'<text class="{kind}" x="{x + PAD:.1f}" y="{at:.1f}">{escape(line)}</text>')
    return parts


def _arrow(
    above: tuple[float, float, float, float], below: tuple[float, float, float, float]
) -> str:
    start = above[0] + above[2] / 2, above[1] + above[3]
    end = below[0] + below[2] / 2, below[1] - 3
    half = (start[1] + end[1]) / 2
    return (
        f'<path d="M{start[0]:.1f} {start[1]:.1f} C{start[0]:.1f} {half:.1f} '
        f'{end[0]:.1f} {half:.1f} {end[0]:.1f} {end[1]:.1f}" marker-end="url(#tip)"/>'
    )


_START = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" role="img">
<title>Who imports whom: a room stands above those it imports</title>
<!-- Made by `python -m pictures rooms` from the imports of the code. -->
<style>
svg {{ background: #ffffff; }}
rect {{ fill: #f4f7f5; stroke: #4b6358; }}
path {{ fill: none; stroke: #4b6358; stroke-width: 1.3; }}
text {{ font-family: "DejaVu Sans", "Segoe UI", "Helvetica Neue", sans-serif; fill: #1e2823; }}
.room {{ font-size: 15px; font-weight: bold; }}
.inner {{ font-size: 12px; }}
.uses {{ font-size: 12px; fill: #8a4b12; }}
</style>
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8"
 orient="auto"><path d="M0 0 L8 4 L0 8 z" style="fill:#4b6358"/></marker></defs>"""
