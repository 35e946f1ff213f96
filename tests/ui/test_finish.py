"""检查与出件: what is open is one click away; the packet is whole, marked, stopped cleanly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.app.library import Desk
from desktop.app.notices.installed import notice
from desktop.app.samples.sample import sample
from desktop.app.session import Session
from desktop.ui.finish.page import FinishPage
from desktop.ui.preview.dialog import PreviewDialog
from tests.storage.keeping import KEYS
from tests.ui.hands import Clock, click, open_session, show, texts


@pytest.fixture
def complete(tmp_path: Path) -> Session:
    """The made-up applicant, complete at the moment she is right for."""
    made_up = sample(notice("BM24"))
    desk = Desk.open(tmp_path / "library", notice, Clock(made_up.as_of), KEYS)
    return desk.session(desk.add(made_up.brought.case, made_up.brought.file_of))


def shown(qtbot: QtBot, session: Session) -> FinishPage:
    made = FinishPage(session)
    session.observe(made.refresh)
    show(qtbot, made, (820, 640))
    return made


def into(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: str(folder))


def test_a_complete_case_says_so_and_becomes_a_packet(
    qtbot: QtBot, complete: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(qtbot, complete)
    assert "没有要处理的了，可以生成材料包。" in texts(page.findings)
    assert "材料齐了。" in texts(page.packet)
    into(monkeypatch, tmp_path / "出件")
    click(page.packet, "生成材料包…")
    assert not page.packet.start.isEnabled()
    qtbot.waitUntil(page.packet.result.isVisible, timeout=60_000)
    folders = [p for p in (tmp_path / "出件").iterdir() if p.is_dir()]
    assert len(folders) == 1
    assert folders[0].name.startswith("材料包-BM24-")
    assert "未完成" not in folders[0].name
    assert json.loads((folders[0] / "清单.json").read_text("utf-8"))["complete"] is True
    assert folders[0].name in page.packet.result.text.text()
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    click(page.packet, "打开文件夹")
    assert opened == [QUrl.fromLocalFile(str(folders[0]))]


def test_an_unfinished_packet_is_called_so(
    qtbot: QtBot, complete: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(qtbot, complete)
    complete.set("summary.text", "太短的总结。")
    told = texts(page.packet)
    assert any("没有完成" in t and "未完成" in t for t in told)
    click(page.packet, f"还缺什么（{len(page.packet.plan().missing)}）")
    assert "还差" in page.packet.missing.text()
    into(monkeypatch, tmp_path / "出件")
    click(page.packet, "生成材料包…")
    qtbot.waitUntil(page.packet.result.isVisible, timeout=60_000)
    assert [p.name for p in (tmp_path / "出件").iterdir() if p.name.endswith("-未完成")]
    assert "还没有完成" in page.packet.result.text.text()


def test_stopping_leaves_nothing_behind(
    qtbot: QtBot, complete: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(qtbot, complete)
    into(monkeypatch, tmp_path / "出件")
    click(page.packet, "生成材料包…")
    page.packet.cancel()
    qtbot.waitUntil(page.packet.result.isVisible, timeout=60_000)
    assert "已停止" in page.packet.result.text.text()
    assert not (tmp_path / "出件").exists() or not list((tmp_path / "出件").iterdir())
    assert page.packet.start.isEnabled()


def test_a_place_that_cannot_be_written_is_told_calmly(
    qtbot: QtBot, complete: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(qtbot, complete)
    (tmp_path / "是个文件").write_text("x")
    into(monkeypatch, tmp_path / "是个文件")
    click(page.packet, "生成材料包…")
    qtbot.waitUntil(page.packet.result.isVisible, timeout=60_000)
    told = page.packet.result.text.text()
    assert "不能写入" in told
    assert "没有变" in told
    assert not page.packet.open.isVisible()


def test_what_is_open_is_one_click_away(qtbot: QtBot, complete: Session) -> None:
    page = shown(qtbot, complete)
    complete.set("unit.kind", "国有企业")
    first = next(a for a in complete.case.attachments if a.slot == "身份证反面")
    complete.remove(f"attachments.{first.id}")
    complete.tick("BM24.platform.url", False)
    assert {"需修改 1", "待完成 2"} <= set(texts(page.findings.counts))
    where = {}
    for rule in ("BM24.scope.private", "BM24.basic.id_both", "BM24.platform.url"):
        row = page.findings.rows[rule]
        page.findings.groups[row.finding.page].button.setChecked(True)
        with qtbot.waitSignal(page.asked) as asked:
            click(row, row.finding.say)
        where[rule] = tuple(asked.args)
    assert where == {
        "BM24.scope.private": ("basic", "unit.kind"),
        "BM24.basic.id_both": ("attachments", "slot:身份证反面"),
        "BM24.platform.url": ("notice", "rule:BM24.platform.url"),
    }
    complete.undo()
    assert "BM24.platform.url" not in page.findings.rows


def test_a_warning_is_acknowledged_for_its_own_reason(qtbot: QtBot, complete: Session) -> None:
    page = shown(qtbot, complete)
    # The first day counted, the period is long enough; not counted, it is a day short.
    complete.set("pub.end", "2024-07-18")
    page.findings.groups["publicity"].button.setChecked(True)
    row = page.findings.rows["BM24.pub.5wd"]
    assert "还有 1 处请留意" in page.packet.standing.text()
    click(row, "已知悉")
    assert "材料齐了。" in texts(page.packet)
    assert row.known.isChecked()
    complete.undo()
    assert not row.known.isChecked()


def test_the_report_can_be_looked_at_before_any_packet(qtbot: QtBot, complete: Session) -> None:
    page = shown(qtbot, complete)
    click(page.findings, "看检查报告")
    qtbot.waitUntil(lambda: bool(page.papers.findChildren(PreviewDialog)), timeout=30_000)
    dialog = page.papers.findChildren(PreviewDialog)[0]
    assert dialog.windowTitle() == "预览：检查报告"
    assert "保存 PDF…" in texts(dialog)
    assert "保存 Word 文档…" not in texts(dialog)


def test_a_clause_can_be_read(qtbot: QtBot, complete: Session) -> None:
    page = shown(qtbot, complete)
    complete.set("unit.kind", "国有企业")
    page.findings.groups["basic"].button.setChecked(True)
    with qtbot.waitSignal(page.clause_asked) as asked:
        click(page.findings.rows["BM24.scope.private"], "依据：通知 一（一）")
    assert asked.args == ["BM24.scope.private"]


def test_many_open_things_are_folded_by_page(qtbot: QtBot, tmp_path: Path) -> None:
    page = shown(qtbot, open_session(tmp_path))
    heads = [g.button.text() for g in page.findings.groups.values() if g.isVisible()]
    assert any(head.startswith("基本信息　待完成") for head in heads)
    assert not any(row.isVisible() for row in page.findings.rows.values())
    page.findings.groups["basic"].button.click()
    assert any(row.isVisible() for row in page.findings.rows.values())


def test_what_happened_afterwards_is_written_down(qtbot: QtBot, complete: Session) -> None:
    page = shown(qtbot, complete)
    assert page.show_field("track.paid_at")
    assert page.show_field("track.first_submit_at")
    assert not page.show_field("person.name")
