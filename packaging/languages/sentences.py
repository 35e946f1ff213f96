"""What the program says, read off its code: sentences marked by ``tr``, and where they stand."""

import ast
import string
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
MARK = "tr"


@dataclass(frozen=True)
class Sentence:
    """One marked sentence; ``given`` are the names its values come by."""

    text: str
    given: frozenset[str]
    line: int


def placeholders(text: str) -> frozenset[str]:
    """The names between braces; ValueError for a brace left open or a place without a name."""
    names = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
    if not all(name.isidentifier() for name in names):
        raise ValueError(f"a place without a name: {text}")
    return frozenset(names)


def marked(source: str) -> Iterator[Sentence]:
    """The marked sentences of one file; ValueError where what is marked is no plain literal."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == MARK:
            match node.args:
                case [ast.Constant(value=str(text))]:
                    given = frozenset(word.arg or "**" for word in node.keywords)
                    yield Sentence(text, given, node.lineno)
                case _:
                    raise ValueError(f"line {node.lineno}: only a literal can be looked up")


def everywhere() -> dict[str, list[str]]:
    """Each sentence of the program and the files it stands in, in the order of these."""
    found: dict[str, list[str]] = {}
    for file in sorted((ROOT / "desktop").rglob("*.py")):
        name = file.relative_to(ROOT).as_posix()
        lines = sorted(marked(file.read_text("utf-8")), key=lambda sentence: sentence.line)
        for sentence in lines:
            files = found.setdefault(sentence.text, [])
            if name not in files:
                files.append(name)
    return found
