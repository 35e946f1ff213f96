"""What is required of a person: 0 at the beginning, all of it at the end, nothing else counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.app.findings.progress import counted, progress
from desktop.app.given import given
from desktop.app.library import Desk
from desktop.app.notices.installed import notice
from desktop.app.session import judged
from desktop.app.tasks.required import Required
from desktop.domain.case import Tick
from desktop.domain.finding import Finding, Verdict
from tests.storage.keeping import KEYS, FakeClock
from tests.whole import PACKS, empty


@pytest.mark.parametrize("pack", PACKS)
def test_a_new_case_starts_at_nothing_done(pack: str) -> None:
    _, case, now = empty(pack)
    counts = progress(judged(case, notice(pack), now), (), given(notice(pack), now))
    assert (counts.done, counts.fix) == (0, 0)
    assert counts.open > 10


@pytest.mark.parametrize(
    ("verdict", "seen", "held", "state"),
    [
        (Verdict.PASS, (), (), "done"),
        (Verdict.PASS, (), ("r",), "rest"),
        (Verdict.FAIL, (), ("r",), "fix"),
        (Verdict.WARN, (), (), "look"),
        (Verdict.WARN, ("known:r:why",), (), "done"),
        (Verdict.WARN, ("known:r:other",), (), "look"),
        (Verdict.UNKNOWN, ("known:r:why",), (), "done"),
        (Verdict.FAIL, ("known:r:why",), (), "fix"),
        (Verdict.NA, (), (), "rest"),
        (Verdict.LATER, (), (), "rest"),
        (Verdict.OPEN, (), (), "rest"),
        (Verdict.INFO, (), (), "rest"),
    ],
)
def test_what_was_read_is_done_and_what_holds_by_itself_asks_nothing(
    verdict: Verdict, seen: tuple[str, ...], held: tuple[str, ...], state: str
) -> None:
    assert counted(Finding("r", verdict, "", "why"), seen, held) == state


def test_what_is_left_stands_in_the_order_of_the_pages(tmp_path: Path) -> None:
    desk = Desk.open(tmp_path / "library", notice, FakeClock(), KEYS)
    session = desk.new_case(notice("GT23"))
    required = Required(session)
    pages = [f.page for f in required.left("fix", "open")]
    assert pages[0] == "notice"
    assert pages == sorted(pages, key=list(dict.fromkeys(pages)).index)
    before = required.progress()
    look = required.left("look")[0]
    session.tick(f"known:{look.rule}:{look.reason}", True)
    assert isinstance(session.case.ticks[0], Tick)
    assert required.progress().done == before.done + 1
    assert required.progress().total == before.total
    assert required.whole().total == required.progress().total + 1
    session.set("track.first_submit_at", "2023-09-01T10:00")
    assert required.whole().done == required.progress().done + 1
    session.set("unit.kind", "机关")
    assert sum(one.done for one in required.by_page().values()) >= required.progress().done
    desk.library.close()
