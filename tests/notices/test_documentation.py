"""``rulepack.md`` names everything a pack can say, and its first pack loads as it stands there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from desktop import paths
from desktop.domain import terms, vocabulary
from desktop.domain.conditions import FactName
from desktop.domain.finding import Verdict
from desktop.domain.notice import Rule
from desktop.domain.operations import Check
from desktop.domain.stated import STATED
from desktop.notices import names
from desktop.notices.authoring import report
from desktop.notices.judge import read_pack
from desktop.notices.load import notice_of
from desktop.notices.pack import Pack, Regulation
from desktop.notices.shelf import Shelf

TEXT = (paths.resources() / "help" / "rulepack.md").read_text("utf-8")
NAMED = frozenset(
    word for said in re.findall(r"`([^`\n]+)`", TEXT) for word in (said, said.split(":")[0])
)

OPERATIONS = {
    get_args(model.model_fields["op"].annotation)[0]: model
    for model in get_args(get_args(Check)[0])
}
PIECES = {
    get_args(model.model_fields["piece"].annotation)[0]: model
    for model in get_args(get_args(terms.Piece)[0])
}
SHAPES = [
    model
    for model in vars(terms).values()
    if isinstance(model, type) and issubclass(model, terms.Shape)
]


@pytest.mark.parametrize("op", sorted(OPERATIONS))
def test_every_check_is_told_with_its_parameters_and_an_example(op: str) -> None:
    (line,) = [line for line in TEXT.splitlines() if line.startswith(f"- **`{op}`**")]
    assert f"例：`{{op: {op}" in line
    for key in OPERATIONS[op].model_fields:
        assert key == "op" or f"`{key}`" in line or f"`{key}:" in line, key


@pytest.mark.parametrize("model", [Pack, Regulation, Rule, *SHAPES], ids=lambda m: str(m.__name__))
def test_every_key_is_told(model: type[terms.Shape]) -> None:
    keys = {info.alias or name for name, info in model.model_fields.items()}
    assert keys <= NAMED


def test_every_word_of_the_format_is_told() -> None:
    assert set(get_args(FactName)) <= NAMED
    assert set(PIECES) <= NAMED
    assert {f"{{{place}}}" for place in STATED} <= NAMED
    assert {*names.PAGES, *names.BINDS} <= NAMED
    assert {verdict.value for verdict in Verdict} <= NAMED
    words = (
        *vocabulary.ACHIEVEMENT_TYPES, *vocabulary.SERVICE_KINDS, *vocabulary.GRADES,
        *vocabulary.TITLE_BASES, *vocabulary.SOCIAL_INSURANCE, *vocabulary.EDUCATION_RANK,
    )  # fmt: skip
    assert set(words) <= NAMED


def test_nothing_is_told_that_is_not_there() -> None:
    told = set(re.findall(r"^- \*\*`(\w+)`\*\*", TEXT, re.MULTILINE))
    assert told == set(OPERATIONS)
    table = TEXT.partition("| 事实 |")[2].partition("\n\n")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == set(get_args(FactName))


def blocks(name: str) -> list[str]:
    return re.findall(rf"^```\w+ {re.escape(name)}\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)


def test_the_first_pack_loads_as_it_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "XX25"
    folder.mkdir()
    for name in ("pack.yaml", "notice.txt"):
        (text,) = blocks(name)
        (folder / name).write_text(text, "utf-8")
    shelf = Shelf(paths.resources())
    read = read_pack(folder, shelf)
    notice = notice_of(read, shelf)
    assert len(notice.rules) == 6
    assert notice.calendar.knows(2025)
    found = report(read)
    assert found.hints == ()
    assert len(found.uncovered) < found.sentences
