"""公示与推荐: dates by working days, the prescribed sentence, facts to write about, documents."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.app.session import Session
from desktop.domain.case import Achievement
from desktop.ui.preview.dialog import PreviewDialog
from desktop.ui.publicity.page import PublicityPage
from tests.ui.hands import click, commit, find, open_session, show, texts

READY = {
    "person.name": "阿卜杜热合曼·买买提",
    "person.gender": "男",
    "person.ethnicity": "维吾尔族",
    "person.politics": "群众",
    "person.id_no": "659901198605120013",
    "apply.level": "中级",
    "title.has": True,
    "title.name": "助理工程师",
    "unit.name": "巴州绿洲笙林业科技有限公司",
    "unit.contact": "张䶮",
    "unit.phone": "0996-2000000",
    "pub.start": "2024-07-15",
    "pub.end": "2024-07-22",
    "pub.office": "综合",
    "pub.phone": "0996-2000000",
    "pub.political_text": "拥护党的路线方针政策，遵纪守法，爱岗敬业。",
    "pub.achievement_text": "2021年以来负责荒漠林管护，实际承担外业调查。",
}
OPINION = "本单位已对提供的申报材料逐一审核，真实、完整、有效，同意推荐"


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return open_session(tmp_path)


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> PublicityPage:
    return shown(qtbot, session)


def shown(qtbot: QtBot, session: Session) -> PublicityPage:
    made = PublicityPage(session)
    session.observe(made.refresh)
    show(qtbot, made, (820, 640))
    return made


def line(page: PublicityPage, path: str) -> QLineEdit:
    target = page._field(path).editor.target()
    assert isinstance(target, QLineEdit)
    return target


def test_the_end_is_worked_out_both_ways_while_the_start_is_typed(
    qtbot: QtBot, session: Session, page: PublicityPage
) -> None:
    line(page, "pub.start").setFocus()
    commit(line(page, "pub.start"), "2024-07-15")
    qtbot.waitUntil(lambda: session.case.pub.start == "2024-07-15")
    told = page.dates.text.text()
    assert "首日不计，满 5 个工作日到 7月22日（周一）" in told
    assert "首日计入，到 7月19日（周五）" in told
    assert "最迟要从 7月22日（周一）开始" in told
    click(page.dates, "结束日期填 2024-07-22")
    assert session.case.pub.end == "2024-07-22"
    assert line(page, "pub.end").text() == "2024-07-22"
    assert "首日不计 5 个工作日，首日计入 6 个，一共 8 天" in page.dates.text.text()
    assert not page.take_end.isVisible()


def test_a_year_without_its_holidays_is_said_plainly(session: Session, page: PublicityPage) -> None:
    session.set("pub.start", "2031-03-03")
    assert "缺这一年的放假安排" in page.dates.text.text()
    assert not page.take_end.isVisible()


def test_the_prescribed_sentence_is_copied_to_the_letter(
    session: Session, page: PublicityPage
) -> None:
    below = page.sentences["unit_audit.opinion_text"]
    assert f"“{OPINION}”" in below.note.text.text()
    click(page, "复制这句话")
    assert QGuiApplication.clipboard().text() == OPINION
    click(page, "填到上面")
    assert session.case.unit_audit.opinion_text == OPINION
    assert not below.fill.isVisible()


def test_facts_are_put_behind_what_is_written_and_never_twice(
    qtbot: QtBot, session: Session, page: PublicityPage
) -> None:
    session.set("pub.achievement_text", "自己写的一句。")
    session.insert(
        "items",
        Achievement(
            type="业绩成果", title="胡杨林抚育", start="2021-03", date="2023-10", role="技术负责人"
        ),
    )
    session.insert("items", Achievement(type="业绩成果", title="多年前的事", date="2012-05"))
    session.insert("items", Achievement(type="获奖", title="奖状", date="2023-05"))
    click(page, "接上近五年的业绩")
    assert session.case.pub.achievement_text == (
        "自己写的一句。\n2021年3月至2023年10月，胡杨林抚育，本人作用：技术负责人。"
    )
    with qtbot.waitSignal(page.told) as told:
        click(page, "接上近五年的业绩")
    assert "已经写在里面" in told.args[0]
    session.undo()
    assert session.case.pub.achievement_text == "自己写的一句。"


def test_what_a_document_lacks_is_one_click_away(
    qtbot: QtBot, session: Session, page: PublicityPage
) -> None:
    view = page.papers.views["publicity"]
    assert not view.look.isEnabled()
    assert "姓名" in texts(view)
    with qtbot.waitSignal(page.asked) as asked:
        click(view, "姓名")
    assert asked.args == ["basic", "person.name"]
    with qtbot.waitSignal(page.asked) as asked:
        click(view, "监督电话")
    assert asked.args == ["publicity", "pub.phone"]
    for path, value in READY.items():
        session.set(path, value)
    assert "可以生成。" in texts(view)
    assert view.look.isEnabled()
    assert "公示 · 可以生成" in texts(page.states)


def test_an_objection_stops_the_result_and_says_why(qtbot: QtBot, tmp_path: Path) -> None:
    session = open_session(tmp_path, READY | {"pub.days": 5, "pub.result_date": "2024-07-23"})
    page = shown(qtbot, session)
    view = page.papers.views["result"]
    session.set("pub.objection", False)
    assert view.look.isEnabled()
    assert not page.objected.isVisible()
    session.set("pub.objection", True)
    assert not view.look.isEnabled()
    assert any("公示无异议" in t for t in texts(view))
    assert page.objected.isVisible()
    assert "5 个工作日，一共 8 天" in page.days.text.text()


def test_the_preview_shows_and_the_file_holds_the_very_words(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(qtbot, open_session(tmp_path, READY))
    view = page.papers.views["publicity"]
    click(view, "预览")
    qtbot.waitUntil(lambda: bool(page.papers.findChildren(PreviewDialog)), timeout=30_000)
    dialog = page.papers.findChildren(PreviewDialog)[0]
    qtbot.waitUntil(lambda: not dialog.view.sheet.image.isNull())
    dialog.close()
    target = tmp_path / "公示"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    with qtbot.waitSignal(page.told, timeout=30_000):
        click(view, "保存 PDF…")
    text = PdfReader(io.BytesIO((tmp_path / "公示.pdf").read_bytes())).pages[0].extract_text()
    assert "现对阿卜杜热合曼·买买提同志申报" in text.replace("\n", "")
    with qtbot.waitSignal(page.told, timeout=30_000):
        click(view, "保存 Word…")
    assert (tmp_path / "公示.docx").read_bytes().startswith(b"PK")


def test_what_is_on_the_paper_is_ticked(session: Session, page: PublicityPage) -> None:
    view = page.papers.views["publicity"]
    click(view, "单位负责人已签字", QCheckBox)
    click(view, "已盖公章", QCheckBox)
    paper = session.case.papers[0]
    assert (paper.id, paper.signed, paper.sealed) == ("publicity", ("单位负责人",), True)
    click(view, "已盖公章", QCheckBox)
    assert session.case.papers[0].sealed is None
    session.undo()
    session.undo()
    session.undo()
    assert session.case.papers == ()
    assert not find(view, QCheckBox, "单位负责人已签字").isChecked()
    pledge = page.papers.views["pledge"]
    assert {"承诺人已签字", "是手写的，不是打印的", "已按手印"} <= set(texts(pledge))


def test_what_was_copied_can_be_held_against_the_wording(
    qtbot: QtBot, session: Session, page: PublicityPage
) -> None:
    view = page.papers.views["pledge"]
    assert "抄写的内容（选填）" not in texts(view)
    click(view, "其他登记")
    assert session.case.papers[0].id == "pledge"
    assert {"抄写的内容（选填）", "纸上的日期（选填）"} <= set(texts(view))
    editor = view.fields[0].editor.target()
    commit(editor, "本人承诺")
    page.flush()
    assert session.case.papers[0].text == "本人承诺"
    assert page.show_field("papers.pledge.text")
    assert editor.hasFocus()
    while session.can_undo:
        session.undo()
    assert "抄写的内容（选填）" not in texts(view)


def test_a_finding_about_a_paper_leads_to_its_tick(page: PublicityPage) -> None:
    assert page.show_field("papers.result.sealed")
    assert page.papers.views["result"].boxes["sealed"].hasFocus()
    assert page.show_field("papers.publicity.signed")
    assert page.papers.views["publicity"].boxes["signed:单位负责人"].hasFocus()
    assert page.show_field("pub.office")
    assert not page.show_field("papers.unknown")


def test_what_goes_onto_the_platform_is_copied_not_printed(qtbot: QtBot, tmp_path: Path) -> None:
    page = shown(qtbot, open_session(tmp_path, pack="GJ21"))
    view = page.papers.views["unit_opinion"]
    assert "不用打印：复制到平台的“单位意见”栏填写" in texts(view)
    assert "其他登记" not in texts(view)
    assert "复制文字" not in texts(view)  # the name is missing that stands in it
    page.session.set("person.name", "古丽·买买提")
    click(view, "复制文字")
    said = "本单位已对古丽·买买提提供的申报材料逐一审核，真实准确，同意推荐"
    assert QGuiApplication.clipboard().text() == said


def test_papers_of_later_are_folded_until_they_are_due(qtbot: QtBot, tmp_path: Path) -> None:
    session = open_session(tmp_path, {"apply.level": "高级"}, pack="LC22")
    page = shown(qtbot, session)
    assert page.handed.fold.text().endswith("样，审核通过以后才交，现在可以先不填")
    assert not page.handed.body.isVisible()
    assert page.show_field("papers.id_card.copies")
    assert page.handed.views["id_card"].fields[1].editor.target().hasFocus()
    page.handed.fold.setChecked(False)
    assert not page.handed.body.isVisible()
    session.set("track.passed_at", "2022-10-25T10:00")
    assert page.handed.body.isVisible()
    assert page.handed.fold.isHidden()


def test_a_number_the_notice_leaves_unsaid_is_not_told_as_its_own(
    qtbot: QtBot, tmp_path: Path
) -> None:
    session = open_session(tmp_path, {"title.has": True}, pack="LC22")
    view = shown(qtbot, session).handed.views["title_approval"]
    assert view.wanted.text() == "通知要：份数通知未写"
    assert [field.field.label for field in view.fields] == ["现有"]


def waits(session: Session) -> bool:
    return session.waiting is not None


def test_objections_are_kept_beside_the_dates_and_what_is_half_typed_waits(
    qtbot: QtBot, session: Session, page: PublicityPage
) -> None:
    card = page.objections
    card.more.setChecked(True)
    card.new.text.setFocus()
    commit(card.new.text, "业绩存疑")
    assert waits(session)
    click(card, "记下这条异议")
    assert not waits(session)
    assert session.case.pub.objection
    assert "没有处理完" in page.objected.text.text()
    (view,) = card.views.values()
    view.note.setFocus()
    commit(view.note, "在查")
    assert waits(session)
    click(view, "登记处理结果")  # without an outcome
    assert session.case.pub.unsettled
    view.outcome.show_value("不成立")
    view._settle()
    assert session.case.pub.objections[0].note == "在查"
    assert not waits(session)
    session.undo()
    session.undo()
    assert card.views == {}


def test_days_out_of_order_are_told_at_the_head(session: Session, page: PublicityPage) -> None:
    assert not page.order.isVisible()
    session.set("pub.start", "2024-07-15")
    session.set("unit_audit.at", "2024-07-16T10:00")
    assert "不能早于单位审核（2024年7月16日）" in page.order.text.text()
    assert page.order.isVisible()
