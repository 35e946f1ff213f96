"""The published JSON Schema is the models', and what packs say stands in it."""

from __future__ import annotations

import json

import pytest

from desktop import paths
from desktop.app.pages import PAGES
from desktop.cli.notices import schema_text
from desktop.domain.facts import FACTS
from desktop.notices import names
from desktop.notices.pack import NOT_INHERITED, Pack, Regulation, pack_schema

FILE = paths.resources() / "help" / "pack.schema.json"


def test_the_file_is_what_the_command_prints() -> None:
    assert FILE.read_text("utf-8") == schema_text(), (
        "zhicheng notices schema > resources/help/pack.schema.json"
    )


def test_every_key_of_a_pack_stands_in_it() -> None:
    schema = json.loads(FILE.read_text("utf-8"))
    parts = schema["$defs"]
    for model in (Pack, Regulation):
        keys = {info.alias or name for name, info in model.model_fields.items()}
        assert set(parts[model.__name__]["properties"]) == keys
    assert set(parts["Inheriting"]["properties"]) == set(parts["Pack"]["properties"])
    assert set(parts["Inheriting"]["required"]) < NOT_INHERITED


def test_no_shape_takes_keys_it_does_not_know() -> None:
    shapes = [part for part in pack_schema()["$defs"].values() if "properties" in part]
    assert len(shapes) > 60
    assert all(part["additionalProperties"] is False for part in shapes)


def test_what_may_be_left_out_may_be_null() -> None:
    pack = pack_schema()["$defs"]["Pack"]
    assert {"type": "null"} in pack["properties"]["fees"]["anyOf"]
    assert "anyOf" not in pack["properties"]["year"]


def test_pages_are_those_of_the_wizard() -> None:
    assert set(names.PAGES) == {page.id for page in PAGES}


@pytest.mark.parametrize("fact", sorted(names.FACT_WORDS))
def test_facts_of_words_are_facts(fact: str) -> None:
    assert fact in FACTS
