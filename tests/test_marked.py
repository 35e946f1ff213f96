"""No Chinese reaches the screen past the catalogues: the code of what people read, as syntax."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from languages import sentences

ROOT = Path(__file__).parent.parent
HAN = re.compile(r"[㐀-鿿]")
EVERY = frozenset({""})
"""Any text of a file."""
# What people read is marked in these rooms and files.
ROOMS = (
    "desktop/ui",
    *(f"desktop/app/{room}" for room in ("deadlines", "notices", "summary", "unit")),
    *(
        f"desktop/app/{file}.py"
        for file in (
            *("applicants/rows", "applicants/standing", "batch/run", "batch/wishes"),
            *("handover/arrivals", "handover/receiving", "handover/versions"),
            *("publicity/group", "publicity/group_days", "publicity/group_results"),
            *("publicity/objections", "publicity/order_of_days", "review/reviewing"),
            *("safety/backups", "safety/locking", "safety/rescue", "scans/masking"),
            *("scans/scanning",),
        )
    ),
)
# Files of these rooms with words that are no sentences of the program, and what they are.
VALUES: dict[str, tuple[str, frozenset[str]]] = {
    "desktop/app/deadlines/ics.py": ("a file for other programs", EVERY),
    "desktop/app/deadlines/ledger.py": ("titles of the notice", frozenset({"缴费", "纸质"})),
    "desktop/app/deadlines/linking.py": ("words of remarks, looked for", EVERY),
    "desktop/app/notices/topics.py": ("a word of the notice", frozenset({"评审"})),
    "desktop/app/summary/facts.py": ("goes into the summary", EVERY),
    "desktop/app/summary/outline.py": ("patterns", frozenset({"十", "方面", "第?[", "章"})),
    "desktop/app/summary/phrases.py": ("a word looked for", frozenset({"等等"})),
    "desktop/ui/forms/entries.py": (
        "what a step is kept by, and known by again",
        frozenset({"复制", "移动", "删除"}),
    ),
}
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
        case ast.Dict():
            # What something is found by; a key that is shown is marked all the same.
            yield from (key for key in node.keys if isinstance(key, ast.Constant))
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
    places = (ROOT / room for room in ROOMS)
    return sorted(
        file for place in places for file in ([place] if place.is_file() else place.rglob("*.py"))
    )


def spared(file: Path, text: str) -> bool:
    _reason, words = VALUES.get(file.relative_to(ROOT).as_posix(), ("", frozenset()))
    return any(word in text for word in words)


def test_what_people_read_is_marked() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{line} {text}"
        for file in files()
        for line, text in unmarked(file.read_text("utf-8"))
        if not spared(file, text)
    ]
    assert found == []


def test_nothing_is_spared_that_is_not_there() -> None:
    for name, (reason, words) in VALUES.items():
        texts = [text for _, text in unmarked((ROOT / name).read_text("utf-8"))]
        assert reason
        assert all(any(word in text for text in texts) for word in words), name


def test_what_went_wrong_is_told_in_marked_sentences() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in sorted((ROOT / "desktop/app").rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and {"safe", "todo"} <= {word.arg for word in node.keywords}
        for _ in unmarked(ast.unparse(node))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('label("姓名")', ["姓名"]),
        ('label(tr("姓名"))', []),
        ('label(f"{n} 人")', [" 人"]),
        ('label(tr("{n} 人", n=some("两")))', ["两"]),
        ('"""文档"""\nWORDS = {"乙": "甲"}', ["甲"]),
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
