"""The wizard under every notice: empty and full cases, page by page, finding by finding."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app.library import Desk
from desktop.app.notices.installed import notice as load_notice
from desktop.domain.case import Case
from desktop.domain.finding import Finding, Verdict
from desktop.ui.application import page_makers
from desktop.ui.forms.fields import FieldView
from desktop.ui.shell import ORDER, Shell
from desktop.ui.widgets.theme import LIGHT
from tests.storage.keeping import KEYS
from tests.ui.conftest import Draw
from tests.ui.hands import Clock, to_front
from tests.ui.test_room import SCREEN, clipped, settle, too_wide
from tests.whole import PACKS, cases, empty, full

OPEN = (Verdict.FAIL, Verdict.TODO, Verdict.WARN, Verdict.UNKNOWN)

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
        to_front(qtbot, shell)
        settle(shell)
        return shell

    yield make
    for shell in shells:
        shell.close_case()
        shiboken6.delete(shell)


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("which", ["empty", "full"])
def test_every_page_opens_with_its_own_fields_and_nothing_is_clipped(
    draw: Draw, opened: Opened, pack: str, which: str
) -> None:
    draw(LIGHT, 1.5)
    _, case, now = empty(pack) if which == "empty" else full(pack)
    shell = opened(case, now)
    faults: list[str] = []
    for page_id in ORDER:
        shell.go(page_id)
        # What a case already holds stays to be seen, whatever the notice asks for.
        if which == "empty":
            faults += [f"{page_id}: {path} is of another notice" for path in _foreign(shell)]
        shell.page.demand()
        shell.page.refresh(frozenset())
        settle(shell)
        assert (shell.width(), shell.height()) == SCREEN, page_id
        faults += [f"{page_id}: {fault}" for fault in clipped(shell)]
        faults += [f"{page_id}: {fault}" for fault in too_wide(shell.page)]
    assert faults == []


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


def _foreign(shell: Shell) -> list[str]:
    """Fields that are shown and that this notice does not ask for."""
    wanted = shell.session.asked
    settle(shell)
    return [
        view.path
        for view in shell.page.findChildren(FieldView)
        if view.isVisible() and view.field.only_if_asked and view.path not in wanted
    ]


def _landed(shell: Shell, finding: Finding) -> bool:
    """The keyboard is on something within the page, and it can be seen."""
    focus = QApplication.focusWidget()
    if focus is None or not shell.page.isAncestorOf(focus):
        return False
    nowhere = not finding.evidence and not finding.slot
    return focus.isVisible() and (nowhere or focus is not getattr(shell.page, "sheet", None))
