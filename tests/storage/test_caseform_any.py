"""Any case whatever comes back from its JSON form, cleaned once and then the same for ever."""

from __future__ import annotations

import random
import types
import typing
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from pydantic import BaseModel

from desktop.domain.case import Case
from desktop.domain.cleaning import clean, clean_tree
from desktop.storage.caseform import dump_case, read_case

LETTERS = (
    "ab19０９·•．.。 　\u00a0-—年月日/:TＴ〇张䶮𬭎é\u0301\u200b\ufeff\t\n\r\u2028今至（）“”…'"
    '"\\{}<>&'
    "\ue000豈Å\u1100\u1161ﬁ"
)
GIVEN = {"schema_version": 1, "pack_id": "BM24", "pack_version": 1}


class Maker:
    """Cases with anything in any field, the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311  # nothing secret
        self._ids: Iterator[int] = count()

    def text(self) -> str:
        return "".join(self._random.choices(LETTERS, k=self._random.randint(0, 14)))

    def make(self, model: type[BaseModel]) -> BaseModel:
        return model(**{key: self._field(key, f) for key, f in model.model_fields.items()})

    def _field(self, key: str, field: Any) -> Any:
        if key in ("id", "case_id", "rule"):
            return f"x{next(self._ids)}"
        if key == "sha256":
            return self._random.choice(["", "ab" * 32])
        made = GIVEN[key] if key in GIVEN else self._value(field.annotation)
        if isinstance(made, int | float) and not isinstance(made, bool):
            for limit in field.metadata:
                made = max(made, getattr(limit, "ge", made))
                made = min(made, getattr(limit, "le", made))
        return made

    def _value(self, kind: Any) -> Any:
        origin, arguments = typing.get_origin(kind), typing.get_args(kind)
        if origin is typing.Literal:
            return self._random.choice(arguments)
        if origin in (typing.Union, types.UnionType):
            return self._value(self._random.choice(arguments))
        if origin is tuple and ... not in arguments:
            return tuple(self._value(one) for one in arguments)
        if origin is tuple:
            return tuple(self._value(arguments[0]) for _ in range(self._random.randint(0, 3)))
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return self.make(kind)
        plain: dict[Any, Any] = {
            str: self.text(),
            bool: self._random.random() < 0.5,
            int: self._random.choice([0, 1, -1, 2024, 10**12]),
            float: self._random.choice([0.0, 0.5, 1e-9, 0.1 + 0.2]),
        }
        return plain.get(kind)


@pytest.mark.parametrize("seed", range(40))
def test_reading_is_cleaning_and_nothing_else(seed: int) -> None:
    case = Maker(seed).make(Case)
    assert isinstance(case, Case)
    read = read_case(dump_case(case))
    assert read.model_dump(mode="json") == clean_tree(case.model_dump(mode="json"))
    assert read_case(dump_case(read)) == read


@pytest.mark.parametrize(
    "kind", ["text", "body", "name", "number", "phone", "month", "day", "moment"]
)
def test_what_is_clean_stays_as_it_is(kind: str) -> None:
    maker = Maker(7)
    once = [clean(kind, maker.text()) for _ in range(3000)]
    once.append(clean(kind, "a\u3000\u0301b ́"))
    assert [clean(kind, text) for text in once] == once
