"""The wizard under every notice: empty and full cases, page by page, finding by finding."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import shiboken6
import yaml
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.app.asked import starred
from desktop.app.installed import notice as load_notice
from desktop.app.library import Desk, new_case
from desktop.domain.case import Case
from desktop.domain.finding import Finding, Verdict
from desktop.domain.moments import BEIJING
from desktop.ui.application import page_makers
from desktop.ui.fields import FieldView
from desktop.ui.shell import ORDER, Shell
from desktop.ui.theme import LIGHT
from tests.personas import Expanded, expand
from tests.storage.keeping import KEYS
from tests.ui.conftest import Draw
from tests.ui.hands import Clock
from tests.ui.test_room import SCREEN, clipped, settle, too_wide

PACKS = ("LC22", "GT23", "BM24", "ZZ23", "GJ21")
DATA = Path(__file__).parent.parent / "data"
OPEN = (Verdict.FAIL, Verdict.TODO, Verdict.WARN, Verdict.UNKNOWN)
OF_PAGES_OF_THEIR_OWN = ("attachments", "summary", "papers", "ticks", "answers", "remarks")


@cache
def personas(pack: str) -> dict[str, Expanded]:
    entries: dict[str, Any] = yaml.safe_load((DATA / f"personas-{pack}.yaml").read_text("utf-8"))
    told = {name: entry["persona"] for name, entry in entries.items()}
    return {name: expand(name, one, load_notice(pack)) for name, one in told.items()}


def cases(pack: str) -> Iterator[tuple[str, Case, datetime]]:
    notice = load_notice(pack)
    yield "空", new_case(notice), datetime(notice.year, 7, 20, 10, tzinfo=BEIJING)
    for name, expanded in personas(pack).items():
        yield name, expanded.case, expanded.now


def full(pack: str) -> tuple[str, Case, datetime]:
    """The persona with the most in it."""
    return max(list(cases(pack))[1:], key=lambda one: len(one[1].attachments))


Opened = Callable[[Case, datetime], Shell]


@pytest.fixture
def opened(qtbot: QtBot, draw: Draw, tmp_path: Path) -> Iterator[Opened]:
    """Opens a case in a window of the laptop's size; it is gone before the look changes back."""
    shells: list[Shell] = []

    def make(case: Case, now: datetime) -> Shell:
        desk = Desk.open(tmp_path / f"library-{len(shells)}", load_notice, Clock(now), KEYS)
        desk.library.create(case)
        shell = Shell(desk.session(case.case_id), page_makers())
        shells.append(shell)
        shell.resize(*SCREEN)
        shell.show()
        shell.activateWindow()
        qtbot.waitUntil(shell.isActiveWindow)
        settle(shell)
        return shell

    yield make
    for shell in shells:
        shell.close_case()
        shiboken6.delete(shell)


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("which", ["empty", "full"])
def test_every_page_opens_and_nothing_is_clipped(
    draw: Draw, opened: Opened, pack: str, which: str
) -> None:
    draw(LIGHT, 1.5)
    _, case, now = next(iter(cases(pack))) if which == "empty" else full(pack)
    shell = opened(case, now)
    faults: list[str] = []
    for page_id in ORDER:
        shell.go(page_id)
        shell.page.demand()
        shell.page.refresh(frozenset())
        settle(shell)
        assert (shell.width(), shell.height()) == SCREEN, page_id
        faults += [f"{page_id}: {fault}" for fault in clipped(shell)]
        faults += [f"{page_id}: {fault}" for fault in too_wide(shell.page)]
    assert faults == []


@pytest.mark.parametrize("pack", PACKS)
def test_no_field_of_another_notice_is_shown(opened: Opened, pack: str) -> None:
    _, case, now = next(iter(cases(pack)))
    shell = opened(case, now)
    wanted = shell.session.asked
    foreign: list[str] = []
    for page_id in ORDER:
        shell.go(page_id)
        settle(shell)
        foreign += [
            view.path
            for view in shell.page.findChildren(FieldView)
            if view.isVisible() and view.field.only_if_asked and view.path not in wanted
        ]
    assert foreign == []


@pytest.mark.parametrize("pack", PACKS)
def test_what_a_finding_speaks_of_is_asked(opened: Opened, pack: str) -> None:
    for _name, case, now in cases(pack):
        shell = opened(case, now)
        session = shell.session
        hidden = {
            (finding.rule, path)
            for finding in session.findings
            if finding.verdict in OPEN and finding.rule in {r.id for r in session.notice.rules}
            for path in finding.evidence
            if path.partition(".")[0] not in OF_PAGES_OF_THEIR_OWN
            and _only_if_asked(starred(path))
            and path not in session.asked
        }
        assert hidden == set()


@cache
def _marked() -> frozenset[str]:
    from tests.app.test_pages import fields

    return frozenset(path for path, field in fields() if field.only_if_asked)


def _only_if_asked(path: str) -> bool:
    return path in _marked()


@pytest.mark.parametrize("pack", PACKS)
def test_a_click_on_what_is_open_lands_on_something_to_do(opened: Opened, pack: str) -> None:
    lost: list[str] = []
    for name, case, now in cases(pack):
        shell = opened(case, now)
        for finding in shell.session.findings:
            if finding.verdict in OPEN:
                shell.go("notice")
                shell.show_finding(finding)
                settle(shell)
                if not _landed(shell, finding):
                    lost.append(f"{name} {finding.rule} {finding.reason} {finding.evidence}")
    assert lost == []


def _landed(shell: Shell, finding: Finding) -> bool:
    """The keyboard is on something within the page, and it can be seen."""
    focus = QApplication.focusWidget()
    if focus is None or not isinstance(focus, QWidget) or not shell.page.isAncestorOf(focus):
        return False
    nowhere = not finding.evidence and not finding.slot
    return focus.isVisible() and (nowhere or focus is not getattr(shell.page, "sheet", None))
