"""No Chinese reaches the screen past the catalogues: the code of what people read, as syntax."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from languages import sentences

ROOT = Path(__file__).parent.parent
HAN = re.compile(r"[㐀-鿿]")
# What people read is marked in these rooms.
ROOMS = (
    *(
        f"desktop/ui/{room}"
        for room in (
            *("about", "applicants", "batch", "deadlines", "handover", "masks", "notices"),
            *("preview", "publicity", "review", "roster", "scans", "summary", "templates"),
            *("troubles", "unit", "walk"),
        )
    ),
)
# Files within them that are not read by people, or whose words are values: why.
VALUES: dict[str, str] = {}
ASKED = {"startswith", "endswith", "strip", "lstrip", "rstrip", "removeprefix", "removesuffix"}
ASKED |= {"split", "partition", "rpartition", "replace"}
"""Methods whose arguments are looked for in a text, not shown."""


def unmarked(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of each Chinese literal that nobody marked and that could be shown."""
    tree = ast.parse(source)
    spared = {id(one) for node in ast.walk(tree) for one in not_shown(node)}
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if HAN.search(text) and id(node) not in spared:
                yield node.lineno, text
            case _:
                pass


def not_shown(node: ast.AST) -> Iterator[ast.AST]:
    """What below ``node`` is marked, for whoever reads the code, or looked for in a text."""
    match node:
        case ast.Expr(value=ast.Constant() as docstring):
            yield docstring
        case ast.Call() if _looks_up(node.func):
            yield from (one for word in node.args for one in ast.walk(word))
        case ast.Compare(ops=[ast.In() | ast.NotIn(), *_]):
            yield node.left
        case ast.ClassDef() if any("Enum" in ast.unparse(base) for base in node.bases):
            yield from ast.walk(node)
        case ast.match_case():
            yield from ast.walk(node.pattern)
        case _:
            pass


def _looks_up(called: ast.expr) -> bool:
    if isinstance(called, ast.Name):
        return called.id == sentences.MARK
    if isinstance(called, ast.Attribute):
        of_patterns = isinstance(called.value, ast.Name) and called.value.id == "re"
        return of_patterns or called.attr in ASKED
    return False


def files() -> list[Path]:
    found = (file for room in ROOMS for file in (ROOT / room).rglob("*.py"))
    return sorted(file for file in found if file.relative_to(ROOT).as_posix() not in VALUES)


def test_what_people_read_is_marked() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{line} {text}"
        for file in files()
        for line, text in unmarked(file.read_text("utf-8"))
    ]
    assert found == []


def test_files_spared_are_there() -> None:
    assert [name for name in VALUES if not (ROOT / name).is_file()] == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('label("姓名")', ["姓名"]),
        ('label(tr("姓名"))', []),
        ('label(f"{n} 人")', [" 人"]),
        ('label(tr("{n} 人", n=some("两")))', ["两"]),
        ('"""文档"""\nWORDS = {"a": "甲"}', ["甲"]),
        ('found = "甲" in text and text.startswith("乙")', []),
    ],
)
def test_the_search_finds_what_is_shown(source: str, found: list[str]) -> None:
    assert [text for _, text in unmarked(source)] == found


def test_values_come_by_the_names_of_the_sentence() -> None:
    # One without values is filled later, by `format`, or not at all.
    wrong = [
        f"{file.relative_to(ROOT)}:{one.line} {one.text}"
        for file in sorted((ROOT / "desktop").rglob("*.py"))
        for one in sentences.marked(file.read_text("utf-8"))
        if one.given and one.given != sentences.placeholders(one.text)
    ]
    assert wrong == []
