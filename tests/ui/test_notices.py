"""What other notices bring onto the pages: questions, papers to count, drafts, no summary."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.app.session import Session
from desktop.domain.moments import BEIJING
from desktop.ui.application import page_makers
from desktop.ui.forms.page import PageView
from desktop.ui.publicity.page import PublicityPage
from tests.ui.hands import Clock, click, commit, find, open_session, show, texts


def opened(qtbot: QtBot, session: Session, page_id: str) -> PageView:
    page = page_makers()[page_id](session)
    session.observe(page.refresh)
    show(qtbot, page, (900, 700))
    page.refresh(frozenset())
    return page


def clock(pack_year: int) -> Clock:
    return Clock(datetime(pack_year, 9, 1, 10, tzinfo=BEIJING))


def answered(session: Session) -> list[tuple[str, str]]:
    return [(answer.id, answer.value) for answer in session.case.answers]


def test_the_unit_answers_the_notice_s_question(qtbot: QtBot, tmp_path: Path) -> None:
    session = open_session(tmp_path, clock=clock(2023), pack="GT23")
    page = opened(qtbot, session, "publicity")
    ask = session.notice.questions[0].ask
    line = find(page, QLineEdit, f"{ask}（由单位填）")
    line.setFocus()
    commit(line, "三")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert answered(session) == []
    assert "请只填数字。" in texts(page)
    line.clear()
    line.setFocus()
    QTest.keyClicks(line, "3")
    page.flush()
    assert answered(session) == [("conditions_required", "3")]
    session.undo()
    assert answered(session) == []
    assert line.text() == ""


def test_a_question_is_not_asked_where_the_notice_has_none(qtbot: QtBot, tmp_path: Path) -> None:
    session = open_session(tmp_path)
    assert "通知另外要问清的" not in texts(opened(qtbot, session, "publicity"))


def test_papers_are_counted_one_by_one(qtbot: QtBot, tmp_path: Path) -> None:
    session = open_session(tmp_path, clock=clock(2022), pack="LC22")
    page = opened(qtbot, session, "publicity")
    assert page.show_field("papers.id_card")
    copies = find(page, QLineEdit, "身份证：复印件现有")
    copies.selectAll()
    copies.setFocus()
    QTest.keyClicks(copies, "1")
    page.flush()
    state = session.case.papers[0]
    assert (state.id, state.kind, state.originals, state.copies) == ("id_card", "身份证", 0, 1)
    assert page.show_field("papers.id_card.originals")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "身份证：原件现有"


def test_a_draft_is_changed_and_taken_back(qtbot: QtBot, tmp_path: Path) -> None:
    values = {
        "person.name": "阿依努尔",
        "person.id_no": "659901198405120029",
        "apply.series": "工程系列",
        "apply.specialty": "土地",
        "apply.level": "中级",
        "apply.target": "工程师",
        "unit.name": "某测绘院",
        "title.has": False,
        "pub.start": "2023-08-01",
        "pub.end": "2023-08-10",
        "pub.office": "人事",
        "pub.phone": "09961234567",
    }
    session = open_session(tmp_path, values, clock(2023), "GT23")
    page = opened(qtbot, session, "publicity")
    assert isinstance(page, PublicityPage)
    view = page.papers.views["integrity"]
    assert "软件拟稿：通知未附式样，文字可以修改。" in texts(view)
    view.draft.fold.click()
    drafted = view.draft.text.toPlainText()
    assert "阿依努尔" in drafted
    assert not view.draft.back.isEnabled()
    view.draft.text.setPlainText("本单位证明：自己改过的一段。")
    page.flush()
    assert session.case.papers[0].body == "本单位证明：自己改过的一段。"
    click(view, "恢复拟稿", QPushButton)
    assert session.case.papers[0].body == ""
    assert view.draft.text.toPlainText() == drafted


def test_a_sentence_for_the_platform_is_copied_with_the_name_in_it(
    qtbot: QtBot, tmp_path: Path
) -> None:
    session = open_session(tmp_path, clock=clock(2021), pack="GJ21")
    page = opened(qtbot, session, "publicity")
    assert any("先填好姓名" in text for text in texts(page))
    session.set("person.name", "关雪梅")
    click(page, "复制这句话")
    sentence = "本单位已对关雪梅提供的申报材料逐一审核，真实准确，同意推荐"
    assert QGuiApplication.clipboard().text() == sentence


def test_a_notice_without_a_summary_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    page = opened(qtbot, open_session(tmp_path, clock=clock(2021), pack="GJ21"), "summary")
    told = texts(page)
    assert any("没有要求写个人工作总结" in text for text in told)
    assert "通知未写字数。" in told
    assert "不能出现姓名和单位" not in told


def test_a_summary_with_only_a_most_has_no_least(qtbot: QtBot, tmp_path: Path) -> None:
    session = open_session(tmp_path, {"summary.text": "写" * 30}, clock(2022), "LC22")
    told = texts(opened(qtbot, session, "summary"))
    assert "30 字" in told
    assert "字数已符合" in told
    assert not any("没有要求写个人工作总结" in text for text in told)


def test_nothing_is_to_be_covered_where_the_notice_does_not_ask(
    qtbot: QtBot, tmp_path: Path
) -> None:
    session = open_session(tmp_path, clock=clock(2021), pack="GJ21")
    told = texts(opened(qtbot, session, "attachments"))
    assert not any("遮盖" in text for text in told)


def test_a_moment_is_filled_in_by_a_click(qtbot: QtBot, tmp_path: Path) -> None:
    session = open_session(tmp_path)
    page = opened(qtbot, session, "publicity")
    click(page, "填现在")
    assert session.case.unit_audit.at == "2024-07-24T10:00"
