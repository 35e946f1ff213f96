"""单位审核 at the window: by clicks and keys, and what can be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.app.handover import arrivals, sending
from desktop.app.handover.sending import Receivers
from desktop.app.library import Desk
from desktop.app.notices.installed import notice
from desktop.app.review.reviewing import Clerk
from desktop.app.samples.sample import keep_sample
from desktop.app.session import Session
from desktop.app.unit import memory
from desktop.app.unit.memory import UnitMemory
from desktop.domain import reviews
from desktop.domain.case import Review, Sign
from desktop.domain.vocabulary import AUDIT_ITEMS
from desktop.storage.keys import Keys
from desktop.storage.packages import Passed
from desktop.ui.application import page_makers
from desktop.ui.handover.send import SendDialog
from desktop.ui.preview.dialog import PreviewDialog
from desktop.ui.rail import RailButton
from desktop.ui.review.page import ReviewPage
from desktop.ui.review.printing import StampedCopiesDialog
from desktop.ui.shell import Shell
from desktop.ui.widgets.appearance import Appearance
from desktop.ui.widgets.marks import LinkButton
from desktop.ui.window import Offer, Window
from tests.ui.hands import Clock, click, commit, find, show, texts
from tests.ui.reviewing import AT, WU, ZHOU, review_page, sample


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return sample(tmp_path)


# ---------------------------------------------------------------------- the verdict


def test_five_ticks_and_it_is_passed(qtbot: QtBot, session: Session) -> None:
    before = session.case
    session.set("unit_audit", before.unit_audit.model_copy(update={"at": "", "items": ()}))
    page = review_page(qtbot, session)
    assert "还没有人审核过。" in texts(page)
    click(page, "初审通过")
    assert list(session.case.reviews) == []
    assert any("还不能通过" in text for text in texts(page))
    for box in page.boxes.values():
        box.click()
    assert session.case.unit_audit.items == AUDIT_ITEMS
    QTest.keyClicks(page.note, "originals given back")
    click(page, "初审通过")
    review = session.case.reviews[-1]
    assert len(session.case.reviews) == 1
    assert (review.by, review.at, review.note) == (ZHOU, f"{AT}:00", "originals given back")
    assert reviews.is_through(session.case)
    assert "已审核：周经办 2024-07-24 10:00 初审通过。" in texts(page)
    assert "2024-07-24 10:00　周经办　初审通过：originals given back" in texts(page)
    assert page.note.text() == ""
    session.undo()
    assert list(session.case.reviews) == []
    assert session.case.unit_audit.at == ""
    assert "还没有人审核过。" in texts(page)


def test_nobody_does_anything_unnamed(qtbot: QtBot, session: Session) -> None:
    clerk = Clerk()
    page = review_page(qtbot, session, clerk)
    before = session.case
    click(page, "原件全部核对过")
    assert session.case == before
    assert "请先选（或填）经办人是谁。" in texts(page)
    line = page.who.box.lineEdit()
    assert line is not None
    assert QGuiApplication.focusObject() in (page.who.box, line)
    row = next(iter(page.originals.rows.values()))
    row.sighted.click()
    assert not row.sighted.isChecked()
    commit(line, "马经办")
    assert clerk.name == "马经办"
    row.sighted.click()
    assert row.sighted.isChecked()
    assert session.case.attachments[0].sighted == Sign(by="马经办", at=AT)
    assert "请先选（或填）经办人是谁。" not in texts(page)
    # Whoever sat down once is still there in the next case.
    assert review_page(qtbot, session, clerk).who.box.currentText() == "马经办"


def test_the_second_look_is_another_persons(qtbot: QtBot, session: Session) -> None:
    session.set("unit_audit.items", list(AUDIT_ITEMS))
    clerk = Clerk(ZHOU)
    page = review_page(qtbot, session, clerk, UnitMemory(reviewers=(ZHOU, WU), second_review=True))
    click(page, "初审通过")
    assert not reviews.is_through(session.case)
    assert any("还要由另一位复审" in text for text in texts(page))
    for box in page.boxes.values():
        assert not box.isChecked()
        box.click()
    click(page, "复审通过")
    assert len(session.case.reviews) == 1
    assert any("复审要由另一位来做" in text for text in texts(page))
    page.who.box.setCurrentText(WU)
    click(page, "复审通过")
    assert [r.by for r in session.case.reviews] == [ZHOU, WU]
    assert reviews.is_through(session.case)


def test_it_is_sent_back_with_what_was_written(qtbot: QtBot, session: Session) -> None:
    page = review_page(qtbot, session)
    asked: list[bool] = []
    page.hand_over_asked.connect(lambda: asked.append(True))
    click(page, "退回修改…")
    assert asked == []
    assert any("还没有写要改什么" in text for text in texts(page))
    page.tasks.where.setCurrentIndex(page.tasks.where.findData("person.phone"))
    commit(page.tasks.text, "手机号少一位")
    QTest.keyClick(page.tasks.text, Qt.Key.Key_Return)
    assert [(r.text, r.path, r.by) for r in session.case.remarks] == [
        ("手机号少一位", "person.phone", ZHOU)
    ]
    click(page, "退回修改…")
    assert asked == [True]
    assert reviews.is_sent_back(session.case)
    assert any("还有 1 条意见没有改好" in text for text in texts(page))
    went: list[tuple[str, str]] = []
    page.asked.connect(lambda *to: went.append(to))
    click(page, "去看")
    assert went == [("basic", "person.phone")]
    click(page, "确认改好了")
    assert any("都已改好，请重新审核" in text for text in texts(page))
    click(page, "还没改好")
    click(page, "删去")
    assert session.case.remarks == ()


# ---------------------------------------------------------------------- originals and copies


def test_a_column_or_all_at_once(qtbot: QtBot, session: Session) -> None:
    page = review_page(qtbot, session)
    columns = {slot.id: slot.column for slot in session.notice.slots}
    identity = [a.id for a in session.case.attachments if columns[a.slot] == "basic"]
    assert identity
    links = page.originals.list.findChildren(LinkButton)
    names = {link.accessibleName(): link for link in links}
    names["这一栏原件都核对过：基本信息"].click()
    seen = [a.id for a in session.case.attachments if a.sighted.at]
    assert seen == identity
    click(page, "复印件全部签过")
    assert all(a.stamped == Sign(by=ZHOU, at=AT) for a in session.case.attachments)
    assert all(a.copy_stamped for a in session.case.attachments)
    count = len(session.case.attachments)
    assert f"一共 {count} 份：原件已核对 {len(identity)} 份，复印件已签注 {count} 份。" in texts(
        page
    )
    session.undo()
    assert not any(a.copy_stamped for a in session.case.attachments)
    row = page.originals.rows[identity[0]]
    assert not row.stamped.isChecked()
    row.stamped.setFocus()
    QTest.keyClick(row.stamped, Qt.Key.Key_Space)
    assert session.case.attachments[0].stamped.by == ZHOU
    QTest.keyClick(row.stamped, Qt.Key.Key_Space)
    assert session.case.attachments[0].stamped == Sign()


def test_the_way_to_an_attachment_and_back(qtbot: QtBot, session: Session) -> None:
    page = review_page(qtbot, session)
    first = session.case.attachments[0]
    went: list[tuple[str, str]] = []
    page.asked.connect(lambda *to: went.append(to))
    click(page, page.originals.rows[first.id].name)
    assert went == [("attachments", f"attachments.{first.id}")]
    assert page.show_field(f"attachments.{first.id}")
    assert page.originals.rows[first.id].sighted.hasFocus()
    assert not page.show_field("attachments.nowhere")
    assert not page.show_field("person.phone")


def test_copies_are_printed_with_the_words(qtbot: QtBot, session: Session) -> None:
    page = review_page(qtbot, session)
    click(page, "打印带签注的复印件…")
    (dialog,) = page.findChildren(StampedCopiesDialog)
    assert any("已审核，与原件相符" in text for text in texts(dialog))
    assert any("这份通知没有写复印件要签什么字" in text for text in texts(dialog))
    click(dialog, "全不选")
    assert not dialog.make.isEnabled()
    boxes = list(dialog.boxes.values())
    boxes[0].click()
    boxes[1].click()
    click(dialog, "做成一份，打印…")
    qtbot.waitUntil(lambda: bool(dialog.findChildren(PreviewDialog)), timeout=30_000)
    (preview,) = dialog.findChildren(PreviewDialog)
    assert "带签注的复印件" in preview.windowTitle()
    preview.close()
    dialog.close()


# ---------------------------------------------------------------------- from the desk


def handed_over(folder: Path) -> tuple[Desk, Desk, str]:
    """The applicant's library and the clerk's, where her case has just come in."""
    keys = (b"the applicant's vault key.......", b"the clerk's vault key...........")
    places = (folder / "her", folder / "clerk")
    hers, clerks = (
        Desk.open(place / "library", notice, Clock(), Keys.of(key))
        for place, key in zip(places, keys, strict=True)
    )
    case_id = keep_sample(hers, notice("BM24"))
    to = Receivers(cards=(clerks.library.keys.identity.card,))
    out = sending.prepared(hers, case_id)
    handed, package_id = sending.written(out, places[0], to)
    sending.kept(hers, out, package_id, to)
    arrival = arrivals.looked(clerks, arrivals.opened(clerks.library, handed))
    arrivals.brought(clerks.library, arrival)
    arrivals.taken(clerks, arrival)
    return hers, clerks, case_id


def test_from_the_table_to_the_review_and_back_with_a_reply(
    qtbot: QtBot, look: Appearance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The applicant hands over; the clerk reviews and sends back; the tasks arrive."""
    hers, clerks, case_id = handed_over(tmp_path)
    memory.save(clerks, UnitMemory(name="某公司", reviewers=(ZHOU,)))
    window = Window(clerks, Offer(lambda _d: ""), page_makers(), look)
    show(qtbot, window, (1366, 720))
    window.show_desk()
    window.open_case(case_id)
    shell = window.shell
    assert shell is not None
    click(shell, "单位审核", RailButton)
    page = shell.page
    assert isinstance(page, ReviewPage)
    page.who.box.setCurrentText(ZHOU)
    row = next(iter(page.originals.rows.values()))
    row.sighted.click()
    row.sighted.setFocus()
    QTest.keyClick(row.sighted, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert row.strip.line.hasFocus()
    commit(row.strip.line, "看不清，请重新扫描")
    QTest.keyClick(row.strip.line, Qt.Key.Key_Return)
    shell.go("basic", "person.phone")
    QTest.keyClick(shell.focusWidget(), Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(shell.focusWidget(), "one digit is missing")
    QTest.keyClick(shell.focusWidget(), Qt.Key.Key_Return)
    click(shell, "单位审核", RailButton)
    click(page, "退回修改…")
    (dialog,) = (d for d in window.findChildren(SendDialog) if d.isVisible())
    assert any("已经提了 2 条，会一起交回去" in text for text in texts(dialog))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: str(tmp_path))
    click(dialog, "选文件夹，写成文件…")
    qtbot.waitUntil(dialog.note.isVisible, timeout=20_000)
    click(dialog, "完成")
    (reply,) = tmp_path.glob("审核回复-*.zcsb")
    assert clerks.library.load(case_id).case.person.name in reply.name
    came = arrivals.looked(hers, arrivals.opened(hers.library, reply))
    assert [(r.text, r.by) for r in came.remarks] == [
        ("看不清，请重新扫描", ZHOU),
        ("one digit is missing", ZHOU),
    ]
    arrivals.brought(hers.library, came)
    arrivals.taken(hers, came)
    case = hers.library.load(case_id).case
    assert [r.path for r in case.remarks][1] == "person.phone"
    assert case.attachments[0].sighted.by == ZHOU
    assert case.reviews[-1].result == "退回"
    window.close()
    for desk in (hers, clerks):
        desk.close()


def test_words_begun_are_there_when_the_case_is_opened_again(
    qtbot: QtBot, session: Session
) -> None:
    clerk = Clerk(ZHOU)
    first = review_page(qtbot, session, clerk)
    commit(first.note, "原件还没")
    commit(first.tasks.text, "毕业证")
    first.close()
    again = review_page(qtbot, session, clerk)
    assert again.note.text() == "原件还没"
    assert again.tasks.text.text() == "毕业证"
    QTest.keyClick(again.tasks.text, Qt.Key.Key_Return)
    click(again, "退回修改…")
    assert session.case.reviews[-1].note == "原件还没"
    last = review_page(qtbot, session, clerk)
    assert last.note.text() == ""
    assert last.tasks.text.text() == ""
    assert clerk.begun == {}


def test_the_keyboard_stays_at_a_remark_that_is_settled_or_gone(
    qtbot: QtBot, session: Session
) -> None:
    page = review_page(qtbot, session)
    for text in ("first", "second"):
        commit(page.tasks.text, text)
        QTest.keyClick(page.tasks.text, Qt.Key.Key_Return)
    for word in ("确认改好了：first", "还没改好：first", "删去：second"):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        (at,) = (b for b in page.findChildren(QPushButton) if b.accessibleName() == word)
        at.setFocus()
        QTest.keyClick(at, Qt.Key.Key_Return)
        now = page.focusWidget()
        assert now is not None
        assert now.accessibleName().endswith("：first")
        assert now.isVisible()
    assert [remark.text for remark in session.case.remarks] == ["first"]
    click(page, "删去")
    assert not page.tasks.rows.isVisible()


def test_packages_are_read_once_for_a_look(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.insert(
        "reviews", Review(by=ZHOU, at="2024-07-20T09:30:00", stage="初审", result="通过"),
        label="审核",
    )  # fmt: skip
    page = review_page(qtbot, session, told=UnitMemory(reviewers=(ZHOU, WU), second_review=True))
    asked: list[str] = []
    packages = session.library.packages
    real = packages.of_case

    def of_case(case_id: str) -> tuple[Passed, ...]:
        asked.append(case_id)
        return real(case_id)

    monkeypatch.setattr(packages, "of_case", of_case)
    page.refresh(frozenset())
    assert len(asked) == 1


def test_everything_can_be_reached_by_tab(qtbot: QtBot, session: Session) -> None:
    clerk = Clerk(ZHOU)
    told = UnitMemory(reviewers=(ZHOU, WU))
    makers = {**page_makers(), "review": lambda s: ReviewPage(s, clerk, lambda: told)}
    shell = Shell(session, makers, None, clerk)
    show(qtbot, shell, (1366, 700))
    click(shell, "单位审核", RailButton)
    page = shell.page
    assert isinstance(page, ReviewPage)
    wanted: dict[str, QWidget] = {
        "who": page.who.box,
        "tick": next(iter(page.originals.rows.values())).sighted,
        "aspect": page.boxes["漏项"],
        "task": page.tasks.text,
        "pass": page.passing,
    }
    page.who.box.setFocus()
    met: list[str] = []
    for _ in range(300):
        at = shell.focusWidget()
        met += [n for n, w in wanted.items() if at is w and n not in met]
        if len(met) == len(wanted):
            break
        QTest.keyClick(at, Qt.Key.Key_Tab)
    assert met == list(wanted)
    assert find(page, QLineEdit, "附言").isVisible()
    # The rail has the page where the desk has it alone.
    assert list(shell.rail.buttons).index("review") < list(shell.rail.buttons).index("publicity")
    applicants = Shell(session, page_makers())
    qtbot.addWidget(applicants)
    assert "review" not in applicants.rail.buttons
    for one in (shell, applicants):
        one.close_case()
