"""What the points of tests/README.md want of every page alike, and no page's own test holds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.app.findings.messages import WORDS, message
from desktop.app.library import Desk
from desktop.app.notices.installed import notice
from desktop.app.samples.sample import keep_sample
from desktop.app.session import judged
from desktop.ui.application import page_makers
from desktop.ui.finish.checklist import CheckRow
from desktop.ui.forms import fields
from desktop.ui.forms.fields import FieldView
from desktop.ui.publicity import draft
from desktop.ui.shell import ORDER, Shell
from desktop.ui.summary import page as summary
from desktop.ui.widgets.theme import DARK, LIGHT, Tokens
from tests.storage.keeping import KEYS
from tests.ui.conftest import Draw
from tests.ui.hands import Clock, commit, open_session, show, to_front
from tests.ui.test_room import settle
from tests.whole import PACKS, cases

_STATES = {*WORDS.values(), "待完成", "已知悉"}


@pytest.fixture
def shell(qtbot: QtBot, tmp_path: Path) -> Iterator[Shell]:
    """The sample, open; gone before the look changes back."""
    desk = Desk.open(tmp_path / "library", notice, Clock(), KEYS)
    made = Shell(desk.session(keep_sample(desk, notice("BM24"))), page_makers())
    made.resize(1366, 768)
    made.show()
    to_front(qtbot, made)
    yield made
    made.close_case()
    shiboken6.delete(made)


# ---------------------------------------------------------------------- one column


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_fields_stand_in_one_column_label_above_example_below_the_label(
    draw: Draw, shell: Shell, scale: float
) -> None:
    draw(LIGHT, scale)
    faults: list[str] = []
    seen = 0
    for page_id in ORDER:
        shell.go(page_id)
        settle(shell)
        views = [v for v in shell.page.findChildren(FieldView) if v.isVisible()]
        seen += len(views)
        for view in views:
            parts = [view.label, view.hint, view.editor]
            tops = [_top(part, view) for part in parts if part.isVisible()]
            if tops != sorted(tops) or len(set(tops)) != len(tops):
                faults.append(f"{page_id} {view.path}: {tops}")
        for one, other in pairwise(views):
            if one.parentWidget() is other.parentWidget() and _beside(one, other):
                faults.append(f"{page_id}: {one.path} beside {other.path}")
    assert seen > 60
    assert faults == []


def _top(part: QWidget, around: QWidget) -> int:
    return part.mapTo(around, QPoint(0, 0)).y()


def _beside(one: QWidget, other: QWidget) -> bool:
    """Whether they share a line of their column."""
    return one.y() < other.y() + other.height() and other.y() < one.y() + one.height()


# ---------------------------------------------------------------------- findings


@pytest.mark.parametrize("pack", PACKS)
def test_every_finding_shows_its_state_its_reason_and_its_clause(qtbot: QtBot, pack: str) -> None:
    row = CheckRow(lambda _finding: None, lambda _rule: None)
    show(qtbot, row, (400, 200))
    for name, case, now in cases(pack):
        for finding in judged(case, notice(pack), now):
            row.show_finding(finding, "rest")
            word, _, why = row.reason.text().partition(" · ")
            assert row.title.text() == finding.say, name
            assert word in _STATES, (name, finding.rule)
            assert why == message(finding), (name, finding.rule)
            assert len(why) > 4, (name, finding.rule)
            # The program's own checks stand on no clause.
            assert row.clause.isVisible() is bool(finding.clause)
            assert finding.clause in row.clause.text()


# ---------------------------------------------------------------------- nothing is lost


def test_going_through_all_pages_and_back_changes_nothing(shell: Shell) -> None:
    session = shell.session
    before, label = session.case, session.undo_label
    shell.go(ORDER[0])
    for by in (1, -1):
        for _ in ORDER[1:]:
            shell.step(by)
            shell.page.demand()
            shell.page.refresh(frozenset())
        QApplication.processEvents()
    assert shell.page_id == ORDER[0]
    assert session.case == before
    assert session.undo_label == label


def test_what_is_typed_waits_no_two_seconds() -> None:
    assert max(fields.LONGEST_MS, summary.LONGEST_MS, draft.LONGEST_MS) < 2000
    assert max(fields.PAUSE_MS, summary.SAVE_MS, draft.PAUSE_MS) < 2000


@pytest.mark.parametrize(
    ("where", "place"),
    [
        ((fields, "PAUSE_MS"), ("basic", "person.name")),
        ((summary, "SAVE_MS"), ("summary", "summary.text")),
    ],
)
def test_typing_on_and_on_is_saved_meanwhile(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    where: tuple[ModuleType, str],
    place: tuple[str, str],
) -> None:
    # The rest never comes: what saves is the longest time alone.
    module, pause = where
    monkeypatch.setattr(module, pause, 60_000)
    monkeypatch.setattr(module, "LONGEST_MS", 100)
    session = open_session(tmp_path)
    made = Shell(session, page_makers())
    show(qtbot, made, (1366, 768))
    made.go(*place)
    target = QApplication.focusWidget()
    assert target is not None

    def saved() -> bool:
        commit(target, "林")
        QTest.qWait(10)
        return bool(session.value(place[1]))

    qtbot.waitUntil(saved)
    made.close_case()


# ---------------------------------------------------------------------- focus


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_where_the_keyboard_is_can_be_seen_on_every_kind_of_control(
    draw: Draw, shell: Shell, look: Tokens
) -> None:
    draw(look, 1.0)
    seen: set[tuple[str, str]] = set()
    unseen: list[str] = []
    for page_id in ("tasks", "basic", "attachments", "finish"):
        shell.go(page_id)
        settle(shell)
        for widget in shell.findChildren(QWidget):
            kind = (type(widget).__name__, str(widget.property("role") or ""))
            if kind in seen or not _stops(widget):
                continue
            seen.add(kind)
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            if QApplication.focusWidget() is not widget:
                continue
            framed = widget.grab().toImage()
            widget.clearFocus()
            # A frame of two pixels around it changes at least as many as twice both sides.
            if _changed(framed, widget.grab().toImage()) < widget.width() + widget.height():
                unseen.append(f"{page_id} {kind} {widget.accessibleName()}")
    assert len(seen) > 8
    assert unseen == []


def _stops(widget: QWidget) -> bool:
    return bool(widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


_BAND = 6
"""Pixels from the edge within which a frame is drawn."""


def _changed(one: QImage, other: QImage) -> int:
    """How many pixels near the edge differ."""
    wide, high = one.width(), one.height()
    rows = {y for y in range(high) if y < _BAND or y >= high - _BAND}
    return sum(
        one.pixel(x, y) != other.pixel(x, y)
        for y in range(high)
        for x in (range(wide) if y in rows else (*range(_BAND), *range(wide - _BAND, wide)))
    )
