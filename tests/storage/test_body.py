"""The text of a case's row: the same case when read, and little of it moves when it changes."""

import hashlib
import random
from pathlib import Path

import pytest

from desktop.domain import change as changes
from desktop.domain.case import Case
from desktop.domain.change import Change
from desktop.storage import listing
from desktop.storage.body import ROOM, Body, Written
from desktop.storage.library import Library
from desktop.storage.remains import DATABASE
from tests.domain.good import good
from tests.storage.keeping import KEYS, FakeClock, a_case, commit

LETTERS = 'ab 字字𬭎·"\\\n：é'
PATHS = ("person.name", "person.phone", "unit.name", "summary.text", "apply.year")


def anything(path: str, chance: random.Random) -> str | int | None:
    """A value for the field at ``path``: short, long, or none."""
    if path == "apply.year":
        return chance.choice((None, chance.randrange(1990, 2100)))
    most = chance.choice((0, 5, 3000))
    return "".join(chance.choice(LETTERS) for _ in range(chance.randint(0, most)))


@pytest.mark.parametrize("seed", range(40))
def test_what_is_written_is_the_case(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # made-up cases, no secrets
    body, case, other = Body(), good(), a_case("other")
    for _ in range(12):
        path = chance.choice(PATHS)
        case = changes.put(case, path, anything(path, chance))
        written = body.of(case)
        text = written.text.decode()
        assert listing.parsed(text) == case
        assert Case.model_validate_json(text).model_dump_json() == case.model_dump_json()
        assert len(written.text) % ROOM == 0
        assert written.sha256 == hashlib.sha256(written.text).hexdigest()
        if chance.random() < 0.3:
            assert listing.parsed(body.of(other).text.decode()) == other


def test_what_changed_last_stands_last() -> None:
    body, case = Body(), good()
    first = body.of(case).text
    edited = body.of(changes.put(case, "person.name", "改过的名字")).text
    assert edited.index(b'"person":') > edited.index(b'"attachments":')
    again = body.of(changes.put(case, "person.name", "又改过的名字")).text
    same = next(n for n, (a, b) in enumerate(zip(edited, again, strict=False)) if a != b)
    assert same > again.index(b'"person":')
    assert len(first) == len(edited) == len(again)


def test_an_edit_goes_over_little_of_its_row(tmp_path: Path, clock: FakeClock) -> None:
    """Pages that reach the journal with each letter typed: what saving mostly costs."""
    library = Library.open(tmp_path, clock, KEYS)
    case = good().model_copy(update={"case_id": "c1"})
    saved = library.create(case)
    steps, text = saved.history, "在塔里木河畔的苗圃里观测成活率，" * 100
    clock.now = clock.now.replace(microsecond=1)
    pages = []
    for number in range(30):
        edit = changes.edit(case, "summary.text", text + "字" * number)
        case = changes.apply(case, (edit,))
        before = _written(tmp_path)
        steps, _at = library.commit("c1", Change(label="修改", edits=(edit,)), case, steps)
        pages.append((_written(tmp_path) - before) // 4096)
    library.close()
    whole = len(case.model_dump_json().encode()) // 4096
    assert whole > 5
    assert sorted(pages)[len(pages) // 2] < whole


@pytest.mark.parametrize("how", ["as it was before there was a body", "as it is"])
def test_a_text_in_another_order_is_read_and_saved_on(
    tmp_path: Path, clock: FakeClock, how: str
) -> None:
    library = Library.open(tmp_path, clock, KEYS)
    library.create(a_case())
    commit(library, "c1", "person.name", "新名字")
    if how != "as it is":
        library._body.of = plainly  # type: ignore[method-assign]
        commit(library, "c1", "person.phone", "13999990001")
    library.close()
    library = Library.open(tmp_path, clock, KEYS)
    after = commit(library, "c1", "person.gender", "男")
    assert library.load("c1").case == after == library.replayed("c1")
    assert library.cases()[0].name == "新名字"
    ((text,),) = library._db.execute("SELECT body FROM cases").fetchall()
    assert len(text.encode()) % ROOM == 0
    library.close()


def plainly(case: Case) -> Written:
    """As a case was written before."""
    text = case.model_dump_json().encode()
    return Written(text, hashlib.sha256(text).hexdigest())


def _written(folder: Path) -> int:
    return (folder / f"{DATABASE}-wal").stat().st_size
