"""``templates.md`` names every field and key, and its layouts load as they stand there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from desktop import paths
from desktop.documents.templates import names
from desktop.domain import layouts
from desktop.domain.terms import Shape, Way
from desktop.notices.load import installed, load_notice
from desktop.notices.shelf import Shelf

TEXT = (paths.resources() / "help" / "templates.md").read_text("utf-8")
NAMED = set(re.findall(r"`([^`\n]+)`", TEXT))
LOOKS = [
    model
    for model in vars(layouts).values()
    if isinstance(model, type) and issubclass(model, Shape) and model is not Shape
    and model.__module__ == layouts.__name__
]  # fmt: skip


def test_every_field_is_told() -> None:
    fields = [*names.STATED_NAMES.values(), *names.PATH_NAMES.values(), *names.columns()]
    fields += [names.YEAR, names.DATE, names.BODY, names.SUMMARY]
    assert {f"{{{{{name}}}}}" for name in fields} <= NAMED


def test_no_field_is_told_that_there_is_not() -> None:
    told = {one.strip("{}") for one in NAMED if re.fullmatch(r"\{\{[^{}]+\}\}", one)}
    plain = {*names.STATED_NAMES.values(), *names.PATH_NAMES.values(), *names.columns()}
    assert told <= plain | {names.YEAR, names.DATE, names.BODY, names.SUMMARY}


@pytest.mark.parametrize("model", LOOKS, ids=lambda model: str(model.__name__))
def test_every_key_of_a_layout_is_told(model: type[BaseModel]) -> None:
    assert set(model.model_fields) <= NAMED


def test_every_word_of_a_layout_is_told() -> None:
    words = [get_args(kind) for kind in (layouts.HandName, layouts.Numbering, layouts.Ruling)]
    ways = {f"way: {way}" for way in get_args(Way)}
    assert {word for one in words for word in one} <= NAMED
    assert ways <= NAMED


def test_its_layouts_load_as_they_stand_there(tmp_path: Path) -> None:
    found = dict(re.findall(r"```yaml (\S+)\n(.*?)```", TEXT, re.DOTALL))
    assert len(found) == 2
    (tmp_path / "templates").mkdir()
    for name, text in found.items():
        (tmp_path / "templates" / name).write_text(text, "utf-8")
    shelf = Shelf(paths.resources(), tmp_path)
    assert installed(shelf).faults == ()
    ids = {one.id for one in load_notice("GT23", shelf).layouts}
    assert {Path(name).stem for name in found} <= ids
