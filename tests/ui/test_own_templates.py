"""自备模板: added, told of, used and taken away by clicks."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.app.session import Session
from desktop.ui.notices.adding import ProblemsDialog
from desktop.ui.preview.dialog import PreviewDialog
from desktop.ui.publicity.page import PublicityPage
from desktop.ui.templates.dialog import TemplatesDialog
from desktop.ui.templates.fields import FieldsDialog
from desktop.ui.templates.made import OwnDialog
from desktop.ui.widgets import dialogs
from tests.documents.word import par, word
from tests.ui.hands import click, open_session, show, texts
from tests.ui.test_publicity import READY


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return open_session(tmp_path, READY)


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> PublicityPage:
    made = PublicityPage(session)
    session.observe(made.refresh)
    show(qtbot, made, (820, 640))
    return made


@pytest.fixture
def dialog(page: PublicityPage) -> TemplatesDialog:
    click(page, "自备模板…")
    found = page.findChild(TemplatesDialog)
    assert found is not None
    return found


def page_under(dialog: TemplatesDialog) -> PublicityPage:
    """The page the dialog belongs to."""
    page = dialog.parentWidget()
    while page is not None and not isinstance(page, PublicityPage):
        page = page.parentWidget()
    assert page is not None
    return page


def focused(dialog: TemplatesDialog) -> str:
    """What the keyboard is at, as a screen reader says it."""
    return dialog.focusWidget().accessibleName()


def act(dialog: TemplatesDialog, kind: str, text: str) -> None:
    """Press ``text`` in the row of a document."""
    click(dialog.rows[kind], text)


@pytest.fixture
def start(dialog: TemplatesDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A template to start from, saved by the button."""
    path = tmp_path / "推荐意见-模板.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))
    act(dialog, "recommendation", "另存起始模板…")
    assert path.exists()
    return path


def choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(path), ""))


def answer(monkeypatch: pytest.MonkeyPatch, text: str) -> list[str]:
    """Give that answer to the next question; what was asked comes into the list."""
    asked: list[str] = []

    def ask(_parent: object, title: str, sentences: tuple[str, ...], answers: object) -> str:
        asked.extend((title, *sentences))
        return text

    monkeypatch.setattr("desktop.ui.templates.dialog.ask", ask)
    return asked


def test_from_the_starting_template_to_the_made_document(
    qtbot: QtBot, dialog: TemplatesDialog, start: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_under(dialog)
    changed = docx.Document(str(start))
    changed.add_paragraph("附：{{工作单位}}联系电话{{单位联系电话}}")
    changed.save(str(start))
    choose(monkeypatch, start)
    act(dialog, "recommendation", "添加模板…")
    assert "《推荐意见》已改用自备模板，里面有 8 个字段。" in texts(dialog)
    assert any(t.startswith("用自备模板（") for t in texts(dialog.rows["recommendation"]))
    assert focused(dialog) == "换一份：推荐意见"
    dialog.close()
    view = page.papers.views["recommendation"]
    page.sheet.reveal(view)
    assert not view.pdf.isVisible()
    assert any("用自备模板" in text for text in texts(view))
    click(view, "预览")
    qtbot.waitUntil(lambda: page.findChild(OwnDialog) is not None, timeout=20_000)
    own = page.findChild(OwnDialog)
    assert own is not None
    assert {"阿卜杜热合曼·买买提", "单位联系电话", "0996-2000000"} <= set(texts(own))
    out = start.parent / "推荐意见.docx"
    opened: list[QUrl] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(out), ""))

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    click(own, "保存并打开…")
    assert [url.toLocalFile() for url in opened] == [str(out)]
    said = [p.text for p in docx.Document(io.BytesIO(out.read_bytes())).paragraphs]
    assert said[-1] == "附：巴州绿洲笙林业科技有限公司联系电话0996-2000000"
    click(own, "看软件的式样")
    assert page.findChild(PreviewDialog) is not None
    assert page.session.notice.own


def test_without_a_program_for_word_it_is_saved_and_said(
    qtbot: QtBot, dialog: TemplatesDialog, start: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, saved = page_under(dialog), start.parent / "甲.docx"
    dialog.add("recommendation", start)
    dialog.close()
    page.papers.preview("recommendation")
    qtbot.waitUntil(lambda: page.findChild(OwnDialog) is not None, timeout=20_000)
    own = page.findChild(OwnDialog)
    assert own is not None
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(saved), ""))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    own.save_and_open()
    assert any("没有找到打开 Word 文档的程序" in text for text in texts(own))
    assert saved.exists()


def test_what_is_wrong_with_a_template_can_be_read_and_copied(
    dialog: TemplatesDialog, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = tmp_path / "坏.docx"
    bad.write_bytes(word(par("{{姓明}}、{{姓名")))
    choose(monkeypatch, bad)
    act(dialog, "recommendation", "添加模板…")
    told = dialog.findChild(ProblemsDialog)
    assert told is not None
    assert told.windowTitle() == "自备模板"
    assert "{{姓明}}：没有这个字段，您是不是想写 {{姓名}}？" in told.text
    click(told, "复制这些文字")
    assert "须逐字照写" in QGuiApplication.clipboard().text()
    assert session.notice.own == {}


def test_a_file_that_is_no_template_is_refused_with_its_reason(
    dialog: TemplatesDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "旧.docx"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    choose(monkeypatch, old)
    act(dialog, "summary", "添加模板…")
    (told,) = [d for d in dialog.findChildren(dialogs.Notice) if d.isVisible()]
    assert "旧格式（.doc、.wps），或者设了打开密码" in told.windowTitle()


def test_missing_content_is_asked_about_before_it_is_used(
    dialog: TemplatesDialog, session: Session, start: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    less = docx.Document(str(start))
    for paragraph in less.paragraphs:
        if "单位联系人" in paragraph.text:
            paragraph._p.getparent().remove(paragraph._p)
    less.save(str(start))
    asked = answer(monkeypatch, "先不用")
    dialog.add("recommendation", start)
    assert any("单位联系人" in text for text in asked)
    assert session.notice.own == {}
    answer(monkeypatch, "照样使用")
    dialog.add("recommendation", start)
    assert set(session.notice.own) == {"recommendation"}
    assert any("里面没有：单位联系人" in t for t in texts(dialog.rows["recommendation"]))


def test_back_to_the_programs_form_after_asking(
    dialog: TemplatesDialog, session: Session, start: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog.add("recommendation", start)
    answer(monkeypatch, "取消")
    act(dialog, "recommendation", "改用软件的式样")
    assert session.notice.own
    answer(monkeypatch, "改用软件的式样")
    act(dialog, "recommendation", "改用软件的式样")
    assert session.notice.own == {}
    assert "用软件的式样。" in texts(dialog.rows["recommendation"])
    assert focused(dialog) == "添加模板：推荐意见"


def test_a_fields_name_is_copied_by_a_click(dialog: TemplatesDialog) -> None:
    act(dialog, "recommendation", "字段名称…")
    fields = dialog.findChild(FieldsDialog)
    assert fields is not None
    assert "阿卜杜热合曼·买买提" in texts(fields)
    click(fields, "{{申报专业}}")
    assert QGuiApplication.clipboard().text() == "{{申报专业}}"
    assert "已复制 {{申报专业}}" in texts(fields)


def test_how_a_blank_sheet_is_ruled_is_chosen(dialog: TemplatesDialog, session: Session) -> None:
    choice = dialog.rulings["pledge"]
    dialog.sheet.reveal(choice)
    click(choice, "横线")
    notice = session.notice
    assert notice.layout(notice.document("pledge")).sheet.ruling == "横线"
    assert "《个人承诺书》的空白页：横线。" in texts(dialog)
    click(choice, "田字格")
    assert session.notice.layout(notice.document("pledge")).id == "copying"
