"""提交以后 as an applicant uses it: recorded, returned, worked off, reminded of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.app.deadlines.ledger import account
from desktop.app.library import Desk
from desktop.app.samples.sample import keep_sample
from desktop.app.session import Session
from desktop.domain.case import Education
from desktop.ui.applicants.page import ApplicantsPage
from desktop.ui.application import page_makers
from desktop.ui.deadlines.record import RecordDialog
from desktop.ui.finish.page import TRACKING, FinishPage
from desktop.ui.forms.fields import FieldView
from desktop.ui.tracking.card import TrackingCard
from desktop.ui.tracking.strip import ReminderStrip
from desktop.ui.widgets.appearance import Appearance
from desktop.ui.window import Offer, Window
from tests.app import ical
from tests.app.dated import a_case, at, notice, submits
from tests.app.dated import returned as sent_back
from tests.storage.keeping import KEYS
from tests.ui.hands import Clock, click, commit, find, show, texts, to_front

PASTED = "退回原因：1.身份证扫描件不清晰；2.请认真核对后提交\n政治面貌填写错误"


@pytest.fixture
def clock() -> Clock:
    return Clock(at("2023-10-06T14:40"))


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    opened = Desk.open(tmp_path / "library", notice, clock, KEYS)
    yield opened
    opened.close()


@pytest.fixture
def session(desk: Desk) -> Session:
    out: dict[str, Any] = {
        "track__submits": submits("评委会"),
        "track__first_submit_at": "2023-10-01T10:00",
    }
    desk.library.create(a_case("GT23", **out))
    return desk.session("c1")


@pytest.fixture
def card(qtbot: QtBot, session: Session) -> TrackingCard:
    made = TrackingCard(session)
    session.observe(lambda _changed: made.refresh())
    made.refresh()
    show(qtbot, made, (900, 700))
    return made


def record(card: TrackingCard, button: str) -> RecordDialog:
    click(card, button)
    QApplication.processEvents()
    (found,) = [one for one in card.findChildren(RecordDialog) if one.isVisible()]
    return found


def returned(card: TrackingCard, qtbot: QtBot, pasted: str = PASTED) -> None:
    """The person pastes what the platform says."""
    dialog = record(card, "记：被退回…")
    commit(find(dialog, QPlainTextEdit, "退回意见"), pasted)
    where = find(dialog, QComboBox, "谁退回的")
    where.setFocus()
    QTest.keyClick(where, Qt.Key.Key_End)
    click(dialog, "记下")
    closed(card, qtbot)


def closed(card: TrackingCard, qtbot: QtBot) -> None:
    """What was asked for is recorded, and the dialog is gone."""
    qtbot.waitUntil(lambda: not any(d.isVisible() for d in card.findChildren(RecordDialog)))
    QApplication.processEvents()


def test_what_was_pasted_becomes_tasks_that_lead_to_their_places(
    card: TrackingCard, session: Session, qtbot: QtBot
) -> None:
    returned(card, qtbot)
    assert "退回意见（还有 3 条）" in texts(card)
    told = [(row.text.text(), row.where.currentText()) for row in card.tasks.rows]
    assert told == [
        ("1.身份证扫描件不清晰", "附件 · 身份证扫描件"),
        ("2.请认真核对后提交", "没有说是哪里，可以选"),
        ("政治面貌填写错误", "基本信息 · 政治面貌"),
    ]
    with qtbot.waitSignal(card.asked) as asked:
        click(card.tasks.rows[2], "去改")
    assert asked.args == ["basic", "person.politics"]
    with qtbot.waitSignal(card.asked) as asked:
        click(card.tasks.rows[0], "去改")
    assert asked.args == ["attachments", "slot:身份证扫描件"]
    assert "去改" not in texts(card.tasks.rows[1])
    assert session.undo_label == "被退回"


def test_the_hours_left_are_told_and_run(card: TrackingCard, qtbot: QtBot, clock: Clock) -> None:
    returned(card, qtbot)
    assert "还剩 48 小时" in texts(card)
    clock.pass_by(90 * 60)
    card.tick()
    assert "还剩 46 小时 30 分" in texts(card)
    assert any("提交到评委会最多 3 次，已记 1 次，还可以提交 2 次。" in t for t in texts(card))
    clock.pass_by(48 * 60 * 60)
    card.tick()
    assert "已经过了 1 小时 30 分" in texts(card)


def test_tasks_are_worked_off_then_it_goes_out_again(
    card: TrackingCard, session: Session, qtbot: QtBot
) -> None:
    returned(card, qtbot)
    for left in (2, 1, 0):
        row = next(row for row in card.tasks.rows if "改好了" in texts(row))
        click(row, "改好了")
        said = f"还有 {left} 条" if left else "都改好了"
        assert f"退回意见（{said}）" in texts(card)
    dialog = record(card, "记：已重新提交…")
    click(dialog, "记下")
    closed(card, qtbot)
    (entry,) = session.case.track.returns
    assert entry.resubmitted_at == "2023-10-06T14:40"
    assert len(session.case.track.submits) == 2
    assert not card.tasks.isVisible()
    # The button that opened it is gone; the keyboard stays here and does not leave the case.
    at_hand = find(card, QPushButton, "记：审核通过…")
    qtbot.waitUntil(lambda: card.focusWidget() is at_hand)
    session.undo()
    assert card.tasks.isVisible()


def test_esc_does_not_throw_away_what_was_pasted(
    card: TrackingCard, qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(_parent: QWidget, title: str, _said: object, answers: tuple[str, ...]) -> str:
        asked.append(title)
        return answers[len(asked) - 1]

    monkeypatch.setattr("desktop.ui.deadlines.record.ask", answer)
    dialog = record(card, "记：被退回…")
    box = find(dialog, QPlainTextEdit, "退回意见")
    commit(box, PASTED)
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert asked == ["退回意见还没有记下"]
    assert dialog.isVisible()
    assert box.toPlainText() == PASTED
    QTest.keyClick(box, Qt.Key.Key_Escape)
    closed(card, qtbot)
    assert session.case.track.returns == ()
    # With nothing pasted nobody is asked.
    QTest.keyClick(record(card, "记：被退回…"), Qt.Key.Key_Escape)
    closed(card, qtbot)
    assert len(asked) == 2


def test_the_place_can_be_chosen_by_hand(
    card: TrackingCard, session: Session, qtbot: QtBot
) -> None:
    returned(card, qtbot)
    box = card.tasks.rows[1].where
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    path = session.case.track.returns[0].remarks[1].path
    assert path == f"slot:{session.notice.slots[0].id}"
    assert "去改" in texts(card.tasks.rows[1])


def test_a_task_said_to_be_done_can_be_opened_again(card: TrackingCard, qtbot: QtBot) -> None:
    returned(card, qtbot)
    click(card.tasks.rows[0], "改好了")
    assert "已改好：2023-10-06 14:40" in texts(card.tasks.rows[0])
    click(card.tasks.rows[0], "还没改好")
    assert "退回意见（还有 3 条）" in texts(card)


def test_by_keys_one_stays_with_the_task_one_is_at(card: TrackingCard, qtbot: QtBot) -> None:
    returned(card, qtbot)
    to_front(qtbot, card)
    card.tasks.rows[1].turn.setFocus()
    QTest.keyClick(card.tasks.rows[1].turn, Qt.Key.Key_Space)
    assert card.tasks.rows[1].turn.text() == "还没改好"
    assert card.tasks.rows[1].turn.hasFocus()
    card.tasks.rows[0].where.setFocus()
    QTest.keyClick(card.tasks.rows[0].where, Qt.Key.Key_Down)
    assert card.tasks.rows[0].where.hasFocus()


def test_markup_in_a_remark_is_shown_as_pasted(card: TrackingCard, qtbot: QtBot) -> None:
    returned(card, qtbot, "<b>请改</b>")
    assert card.tasks.rows[0].text.textFormat() == Qt.TextFormat.PlainText


def test_the_dates_go_into_a_calendar_file(
    card: TrackingCard, qtbot: QtBot, tmp_path: Path
) -> None:
    returned(card, qtbot)
    file = tmp_path / "期限.ics"
    card.export_to(file)
    titles = [event.values["SUMMARY"] for event in ical.read(file.read_bytes()).parts]
    assert any("退回的材料最晚重新提交" in title for title in titles)
    assert "某c1" not in file.read_text("utf-8")
    assert any("个期限已写进 期限.ics" in text for text in texts(card))


def test_on_the_last_page_it_stands_first_once_it_is_out(qtbot: QtBot, session: Session) -> None:
    page = FinishPage(session)
    show(qtbot, page, (1000, 700))
    assert page.tracking.mapTo(page, page.tracking.rect().topLeft()).y() < (
        page.findings.mapTo(page, page.findings.rect().topLeft()).y()
    )
    assert page.show_field(TRACKING)


def test_what_was_recorded_is_in_sight_on_the_last_page(qtbot: QtBot, session: Session) -> None:
    page = FinishPage(session)
    session.observe(page.refresh)
    show(qtbot, page, (1000, 500))
    dialog = page.tracking.record("passed")
    bar = page.sheet.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert page.tracking.visibleRegion().isEmpty()
    click(dialog, "记下")
    qtbot.waitUntil(lambda: not page.tracking.now.visibleRegion().isEmpty())


# ------------------------------------------------------------------ reminders


def strip(qtbot: QtBot, desk: Desk, session: Session) -> ReminderStrip:
    made = ReminderStrip(lambda: [account(session.case, session.notice, desk.now())], desk)
    qtbot.addWidget(made)
    made.look()
    return made


def test_a_running_return_is_reminded_of_until_put_away_and_again_later(
    qtbot: QtBot, desk: Desk, session: Session, card: TrackingCard, clock: Clock
) -> None:
    made = strip(qtbot, desk, session)
    returned(card, qtbot)
    made.look()
    assert not made.isHidden()
    assert "退回的材料最晚重新提交：10月8日（周日）14:40，还剩 48 小时。" in made.text.text()
    click(made, "知道了")
    made.look()
    assert "退回" not in made.text.text()
    clock.pass_by(25 * 60 * 60)
    made.look()
    assert "还剩 23 小时" in made.text.text()
    # Put away is put away after a restart too.
    click(made, "知道了")
    again = strip(qtbot, desk, session)
    assert "退回" not in again.text.text()


def test_a_reminder_leads_to_its_case(
    qtbot: QtBot, desk: Desk, session: Session, card: TrackingCard
) -> None:
    returned(card, qtbot)
    made = strip(qtbot, desk, session)
    with qtbot.waitSignal(made.asked) as asked:
        click(made, "去看")
    assert asked.args == ["c1"]


def test_without_anything_due_there_is_no_strip(qtbot: QtBot, tmp_path: Path) -> None:
    quiet = Desk.open(tmp_path / "quiet", notice, Clock(at("2024-07-12T10:00")), KEYS)
    session = quiet.new_case(notice("BM24"))
    assert strip(qtbot, quiet, session).isHidden()
    quiet.close()


# ------------------------------------------------------------------ in the window


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, session: Session, look: Appearance) -> Window:
    desk.library.create(a_case("BM24", "c2"))
    entry: dict[str, Any] = {"id": "r1", "at": "2023-10-06T10:00", "by": "评委会", "remarks": []}
    session.set("track.returns", [entry])
    made = Window(desk, Offer(lambda d: keep_sample(d, notice("BM24"))), page_makers(), look)
    show(qtbot, made, (1366, 728))
    return made


def strip_on(page: QWidget) -> ReminderStrip:
    (found,) = page.findChildren(ReminderStrip)
    return found


def test_the_first_screen_reminds_and_leads_to_what_runs(qtbot: QtBot, window: Window) -> None:
    seen = strip_on(window.start)
    qtbot.waitUntil(seen.isVisible)
    assert "某c1" in seen.text.text()
    click(seen, "去看")
    assert window.shell is not None
    assert window.shell.page_id == "finish"
    above = strip_on(window.shell)
    qtbot.waitUntil(above.isVisible)
    assert "还剩 43 小时 20 分" in above.text.text()


def test_the_strip_above_a_case_follows_it(qtbot: QtBot, window: Window, desk: Desk) -> None:
    window.open_case("c1")
    assert window.shell is not None
    above = strip_on(window.shell)
    qtbot.waitUntil(above.isVisible)
    window.shell.session.set("track.returns.r1.resubmitted_at", "2023-10-06T14:00")
    assert "退回" not in above.text.text()
    window.shell.undo()
    assert "退回" in above.text.text()
    click(above, "知道了")
    window.show_start()
    qtbot.waitUntil(lambda: "退回" not in strip_on(window.start).text.text())


def test_a_remark_stands_where_it_is_about(
    qtbot: QtBot, card: TrackingCard, session: Session
) -> None:
    session.insert("edu", Education(id="e1", school="林海大学"))
    page = page_makers()["basic"](session)
    lists = page_makers()["education"](session)
    files = page_makers()["attachments"](session)
    for one in (page, lists, files):
        session.observe(one.refresh)
        show(qtbot, one, (900, 700))
    returned(card, qtbot, "政治面貌填写错误\n林海大学的学历不对\n近期一寸免冠照片不清晰")
    qtbot.waitUntil(lambda: "退回意见：政治面貌填写错误" in texts(page))
    assert "退回意见：林海大学的学历不对" in texts(lists)
    assert "退回意见：近期一寸免冠照片不清晰" in texts(files)
    button = find(page, QAbstractButton, "改好了")
    field = next(v for v in page.findChildren(FieldView) if v.isAncestorOf(button))
    assert field.path == "person.politics"
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "退回意见：政治面貌填写错误　已改好" in texts(page))
    assert page.focusWidget() is button
    session.undo()
    qtbot.waitUntil(lambda: "退回意见：政治面貌填写错误" in texts(page))
    session.undo()
    qtbot.waitUntil(lambda: not any(t.startswith("退回意见") for t in texts(page)))


def test_the_desk_is_reminded_of_whoever_has_a_date_near(
    qtbot: QtBot, desk: Desk, session: Session, look: Appearance
) -> None:
    out = {"track__submits": submits("评委会"), "track__first_submit_at": "2023-10-01T10:00"}
    back = sent_back("2023-10-06T10:00", "", "看不清")
    desk.library.create(a_case("GT23", "c2", person__name="古丽", track__returns=back, **out))
    desk.library.create(a_case("BM24", "c3", person__name="远方"))
    look.keep(replace(look.settings, desk=True))
    window = Window(desk, Offer(lambda _d: ""), page_makers(), look)
    qtbot.addWidget(window)
    window.resize(1366, 738)
    window.show_desk()
    window.show()
    page = window.home
    assert isinstance(page, ApplicantsPage)
    strip = strip_on(page)
    qtbot.waitUntil(strip.isVisible, timeout=20_000)
    assert "古丽" in strip.text.text()
    assert "远方" not in strip.text.text()
    click(strip, "去看")
    assert window.shell is not None
    assert window.shell.page_id == "finish"
    assert window.shell.session.case.person.name == "古丽"
