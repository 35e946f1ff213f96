"""Remarks right at fields and attachments: written by the unit, read there by the applicant."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.app.review import reviewing
from desktop.app.review.reviewing import Clerk
from desktop.app.session import Session
from desktop.domain.case import Sign
from desktop.ui.attachments.row import AttachmentRow
from desktop.ui.handover.remarks import RemarksCard
from tests.ui.hands import click, commit, texts
from tests.ui.reviewing import AT, ZHOU, margin, margined, sample


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return sample(tmp_path)


def test_one_click_from_a_field_to_a_remark(qtbot: QtBot, session: Session) -> None:
    page = margined(qtbot, session, "basic", Clerk(ZHOU))
    strip = margin(page).at("person.phone")
    assert strip is not None
    assert not strip.line.isVisible()
    QTest.mouseClick(strip.ask, Qt.MouseButton.LeftButton)
    assert strip.line.hasFocus()
    commit(strip.line, "手机号少一位")
    QTest.keyClick(strip.line, Qt.Key.Key_Return)
    assert [(r.text, r.path, r.by) for r in session.case.remarks] == [
        ("手机号少一位", "person.phone", ZHOU)
    ]
    assert "审核意见（周经办）：手机号少一位" in texts(page)
    assert not strip.line.isVisible()
    session.undo()
    qtbot.waitUntil(lambda: "审核意见（周经办）：手机号少一位" not in texts(page))


def test_by_keys_from_the_field_one_is_in(qtbot: QtBot, session: Session) -> None:
    page = margined(qtbot, session, "basic", Clerk())
    assert page.show_field("person.id_no")
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    strip = margin(page).at("person.id_no")
    assert strip is not None
    assert strip.line.hasFocus()
    QTest.keyClicks(strip.line, "x")
    QTest.keyClick(strip.line, Qt.Key.Key_Escape)
    assert not strip.line.isVisible()
    assert session.case.remarks == ()


@pytest.mark.parametrize("how", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_whoever_wrote_goes_on_where_they_were(qtbot: QtBot, session: Session, how: Qt.Key) -> None:
    page = margined(qtbot, session, "basic", Clerk(ZHOU))
    assert page.show_field("person.phone")
    field = page.focusWidget()
    QTest.keyClick(field, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    strip = margin(page).at("person.phone")
    assert strip is not None
    QTest.keyClicks(strip.line, "1")
    QTest.keyClick(strip.line, how)
    assert not strip.line.isVisible()
    assert field.hasFocus()


def test_fields_that_come_later_have_their_margin_too(qtbot: QtBot, session: Session) -> None:
    page = margined(qtbot, session, "education", Clerk(ZHOU))
    path = f"edu.{session.case.edu[0].id}.school"
    assert page.show_field(path)
    qtbot.waitUntil(lambda: margin(page).at(path) is not None)
    strip = margin(page).at(path)
    assert strip is not None
    strip.begin()
    commit(strip.line, "校名和证书上的不一样")
    click(strip, "写上")
    assert session.case.remarks[0].path == path
    # The entry may go and take its margin along.
    session.remove(f"edu.{session.case.edu[0].id}")
    qtbot.waitUntil(lambda: margin(page).at(path) is None)


def test_at_an_attachment_and_at_the_summary(qtbot: QtBot, session: Session) -> None:
    page = margined(qtbot, session, "attachments", Clerk(ZHOU))
    row = page.findChildren(AttachmentRow)[0]
    assert row.attachment is not None
    path = f"attachments.{row.attachment.id}"
    strip = margin(page).at(path)
    assert strip is not None
    QTest.mouseClick(strip.ask, Qt.MouseButton.LeftButton)
    commit(strip.line, "不清楚，请重新扫描")
    QTest.keyClick(strip.line, Qt.Key.Key_Return)
    assert session.case.remarks[0].path == path
    assert page.show_field(path)
    summary = margined(qtbot, session, "summary", Clerk(ZHOU))
    strip = margin(summary).at("summary.text")
    assert strip is not None
    QTest.mouseClick(strip.ask, Qt.MouseButton.LeftButton)
    assert strip.line.hasFocus()


def test_the_applicant_sees_what_the_unit_has_sighted(qtbot: QtBot, session: Session) -> None:
    first = session.case.attachments[0]
    session.set(f"attachments.{first.id}.sighted", Sign(by=ZHOU, at=AT).model_dump())
    page = margined(qtbot, session, "attachments", None)
    rows = {row.attachment.id: row for row in page.findChildren(AttachmentRow) if row.attachment}
    assert "单位已核对原件" in rows[first.id].facts.text()
    assert sum("单位已核对原件" in row.facts.text() for row in rows.values()) == 1


def test_the_applicant_reads_it_at_the_field_and_says_when_done(
    qtbot: QtBot, session: Session
) -> None:
    session.set(
        "remarks", [{"id": "r1", "text": "手机号少一位", "path": "person.phone", "by": ZHOU}]
    )
    page = margined(qtbot, session, "basic", None)
    assert "提意见" not in texts(page)
    assert "删去" not in texts(page)
    click(page, "改好了")
    assert session.case.remarks[0].resolved_at == AT
    qtbot.waitUntil(lambda: any("已改好" in text for text in texts(page)))


def test_without_remarks_the_applicants_pages_are_as_ever(qtbot: QtBot, session: Session) -> None:
    page = margined(qtbot, session, "basic", None)
    assert margin(page).at("person.phone") is None
    assert not [w for w in page.findChildren(QLineEdit) if "意见" in w.accessibleName()]


def test_the_applicant_reads_who_sent_it_back_and_why(qtbot: QtBot, session: Session) -> None:
    reviewing.remark(session, "手机号少一位", "person.phone", ZHOU)
    reviewing.send_back(session, ZHOU, second=False, note="周五前交回")
    card = RemarksCard(session)
    qtbot.addWidget(card)
    card.refresh()
    card.show()
    assert "周经办 2024-07-24 10:00 退回修改：周五前交回" in texts(card)
    assert "审核意见（还有 1 条）" in texts(card)
