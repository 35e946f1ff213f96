"""Cases under every notice that comes with the program: an empty one, and whole ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from desktop.app.library import new_case
from desktop.app.notices.installed import notice as load_notice
from desktop.domain.case import Case
from desktop.domain.moments import BEIJING
from tests.personas import Expanded, expand

PACKS = ("LC22", "GT23", "BM24", "ZZ23", "GJ21")
DATA = Path(__file__).parent / "data"

Whole = tuple[str, Case, datetime]
"""What a case is called, the case, and the moment it is judged at."""


@cache
def personas(pack: str) -> dict[str, Expanded]:
    """The personas of that notice, expanded."""
    entries: dict[str, Any] = yaml.safe_load((DATA / f"personas-{pack}.yaml").read_text("utf-8"))
    told = {name: entry["persona"] for name, entry in entries.items()}
    return {name: expand(name, one, load_notice(pack)) for name, one in told.items()}


def empty(pack: str) -> Whole:
    """A case just begun."""
    notice = load_notice(pack)
    return "空", new_case(notice), datetime(notice.year, 7, 20, 10, tzinfo=BEIJING)


def cases(pack: str) -> Iterator[Whole]:
    """The empty case, then the personas'."""
    yield empty(pack)
    for name, expanded in personas(pack).items():
        yield name, expanded.case, expanded.now


def full(pack: str) -> Whole:
    """The persona's case with the most in it."""
    return max(list(cases(pack))[1:], key=lambda one: len(one[1].attachments))
