"""A notice that no longer holds, a newer version of it, a pack brought along."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.app.library import new_case
from desktop.app.notices import installed
from desktop.app.notices.topics import overview
from desktop.ui.notices.adding import ProblemsDialog
from desktop.ui.notices.banner import AlarmBanner, AlarmTag, NewerLine
from desktop.ui.notices.moving import MovingDialog
from desktop.ui.start_notices import NoticeEntry
from desktop.ui.widgets.appearance import Appearance
from desktop.ui.widgets.marks import StateMark
from desktop.ui.window import Window
from tests.ui.hands import texts
from tests.ui.noticing import changed, escape, press, sheet_of, shell_of
from tests.ui.noticing import window as a_window


@pytest.fixture
def look(qapp: QApplication, tmp_path: Path) -> Iterator[Appearance]:
    look = Appearance(qapp, tmp_path)
    look.choose_theme("light")
    yield look
    look.choose_theme("light")
    look.choose_scale(100)


def begin(window: Window, pack: str = "BM24") -> None:
    press(window, f"按《{installed.notice(pack).title}》新建")


def one(parent: QWidget, kind: type[QWidget]) -> list[QWidget]:
    QApplication.processEvents()
    return [w for w in parent.findChildren(kind) if w.isVisible()]


# ---------------------------------------------------------------------- no longer good


@pytest.mark.parametrize(
    "terms,words",
    [
        ({"expires_on": "2024-07-23"}, "2024 年 7 月 23 日"),
        ({"status": "expired"}, "过期"),
        ({"status": "draft"}, "草稿"),
    ],
)
def test_a_red_banner_over_the_whole_width_while_such_a_case_is_open(
    qtbot: QtBot,
    look: Appearance,
    tmp_path: Path,
    terms: dict[str, str],
    words: str,
) -> None:
    window = a_window(qtbot, look, tmp_path, changed("BM24", **terms))
    begin(window)
    shell = shell_of(window)
    for page_id, scale in (("notice", 100), ("finish", 200)):
        look.choose_scale(scale)
        shell.go(page_id)
        (banner,) = one(shell, AlarmBanner)
        assert banner.width() == shell.width()
        assert banner.mapTo(shell, QPoint(0, 0)).x() == 0
        said = "".join(texts(banner))
        assert words in said
        assert "您填的内容" in said  # calm: what is safe
        assert "请" in said  # and what to do
        assert one(banner, StateMark)
        assert banner.accessibleName()


def test_the_list_and_the_page_of_the_notice_say_it_too(
    qtbot: QtBot, look: Appearance, tmp_path: Path
) -> None:
    window = a_window(qtbot, look, tmp_path, changed("BM24", expires_on="2024-07-23"))
    entries = {e.choice.notice.id: e for e in window.start.findChildren(NoticeEntry)}
    assert "已过期" in texts(entries["BM24"])
    begin(window)
    press(window, "← 全部材料")
    (case, notice) = one(window.start, AlarmTag)
    assert case.mapTo(window, QPoint(0, 0)).y() < notice.mapTo(window, QPoint(0, 0)).y()
    press(window, f"看《{installed.notice('BM24').title}》要求什么")
    assert one(sheet_of(window), AlarmBanner)


def test_on_its_last_day_a_notice_still_holds(
    qtbot: QtBot, look: Appearance, tmp_path: Path
) -> None:
    window = a_window(qtbot, look, tmp_path, changed("BM24", expires_on="2024-07-24"))
    begin(window)
    assert not one(window, AlarmBanner)
    assert not one(window, NewerLine)


# ---------------------------------------------------------------------- another version


def answer(text: str, seen: list[str]) -> None:
    """Press ``text`` in the dialog that is about to open; ``seen`` gets what it says."""

    def go() -> None:
        (dialog,) = (
            d
            for d in QApplication.topLevelWidgets()
            if isinstance(d, MovingDialog) and d.isVisible()
        )
        seen.extend(texts(dialog))
        press(dialog, text)

    QTimer.singleShot(50, go)


@pytest.fixture
def two_versions(qtbot: QtBot, look: Appearance, tmp_path: Path) -> Window:
    """A case begun under version 1, and version 2 there."""
    old = installed.notice("BM24")
    new = changed("BM24", version=2, publicity_workdays=7, return_hours=48)
    window = a_window(qtbot, look, tmp_path, old, new)
    window.open_case(window.desk.add(new_case(old), lambda _sha256: b""))
    return window


def test_a_case_stays_with_its_version_and_a_quiet_line_says_so(two_versions: Window) -> None:
    shell = shell_of(two_versions)
    assert shell.session.notice.version == 1
    (line,) = one(shell, NewerLine)
    assert any("第 1 版" in text and "第 2 版" in text for text in texts(line))
    assert not one(shell, AlarmBanner)


def test_what_changes_is_told_before_and_nothing_moves_unless_one_says_so(
    two_versions: Window,
) -> None:
    seen: list[str] = []
    answer("先不换", seen)
    press(two_versions, "换到新版…")
    told = "\n".join(seen)
    assert "7 个工作日" in told
    assert "48 小时" in told
    assert "撤销" in told
    assert shell_of(two_versions).session.case.pack_version == 1


def test_moving_by_keyboard_and_taking_it_back(two_versions: Window, qtbot: QtBot) -> None:
    (line,) = one(shell_of(two_versions), NewerLine)
    assert isinstance(line, NewerLine)
    answer("换到新版", [])
    line.move_button.setFocus()
    QTest.keyClick(line.move_button, Qt.Key.Key_Space)
    assert shell_of(two_versions).session.case.pack_version == 2
    assert shell_of(two_versions).session.notice.publicity_workdays == 7
    assert not one(two_versions, NewerLine)
    press(two_versions, "撤销：换到新版通知")
    qtbot.waitUntil(lambda: shell_of(two_versions).session.notice.version == 1)
    assert shell_of(two_versions).session.case.pack_version == 1
    assert one(two_versions, NewerLine)
    assert one(two_versions, NewerLine)
    press(two_versions, "重做：换到新版通知")
    qtbot.waitUntil(lambda: shell_of(two_versions).session.notice.version == 2)


def test_the_findings_of_this_case_that_turn_are_told(
    qtbot: QtBot, look: Appearance, tmp_path: Path
) -> None:
    window = a_window(
        qtbot,
        look,
        tmp_path,
        installed.notice("BM24"),
        changed("BM24", version=2, publicity_workdays=9),
    )
    press(window, "打开样例看看")
    seen: list[str] = []
    answer("先不换", seen)
    press(window, "换到新版…")
    assert any("检查结果会变" in text for text in seen)
    assert any("已符合 → 需修改" in text for text in seen)


# ---------------------------------------------------------------------- adding


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A sound pack of a sixth notice, in a folder of somebody's."""
    folder = tmp_path / "带来的" / "XX25"
    shutil.copytree(paths.resources() / "notices" / "BM24", folder)
    file = folder / "pack.yaml"
    text = file.read_text(encoding="utf-8").replace("BM24", "XX25")
    old = installed.notice("BM24").short_title
    file.write_text(text.replace(old, "2025 某州林草"), encoding="utf-8")
    return folder


def choose(monkeypatch: pytest.MonkeyPatch, folder: Path | str) -> None:
    monkeypatch.setattr(
        "desktop.ui.window.QFileDialog.getExistingDirectory", lambda *_: str(folder)
    )


def offered(window: Window) -> set[str]:
    QApplication.processEvents()
    return {e.choice.title for e in window.start.sheet.findChildren(NoticeEntry)}


def test_a_pack_is_added_and_a_case_begun_under_it(
    qtbot: QtBot, look: Appearance, tmp_path: Path, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = a_window(qtbot, look, tmp_path)
    before = offered(window)
    choose(monkeypatch, pack)
    press(window, "添加通知…")
    assert offered(window) == before | {"2025 某州林草"}
    assert any(text.startswith("已添加《") for text in texts(window.start))
    press(window, "按它新建")
    assert shell_of(window).session.case.pack_id == "XX25"
    assert "2025 某州林草" in shell_of(window).top.title.text()


def test_what_such_a_pack_leaves_unsaid_is_unsaid(
    qtbot: QtBot, look: Appearance, tmp_path: Path, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = pack / "pack.yaml"
    said = "publicity_workdays: 5\n"
    text = file.read_text(encoding="utf-8")
    assert said in text
    file.write_text(text.replace(said, ""), encoding="utf-8")
    window = a_window(qtbot, look, tmp_path)
    choose(monkeypatch, pack)
    press(window, "添加通知…")
    press(window, "看它要求什么")
    page = sheet_of(window)
    lines = {line.about: line for group in overview(page.notice) for line in group.lines}
    assert lines["单位公示"].text == "通知未写"
    assert lines["工作总结"].text == "2000—3000 字"
    assert {"单位公示", "2000—3000 字"} <= set(texts(page))
    assert "不少于 5 个工作日" not in texts(page)


def test_a_broken_pack_is_told_place_by_place_and_changes_nothing(
    qtbot: QtBot, look: Appearance, tmp_path: Path, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = pack / "pack.yaml"
    text = file.read_text(encoding="utf-8").replace("op: workdays", "op: wrkdays")
    file.write_text(text.replace("quote: 字数2000—3000字", "quote: 字数五千字"), encoding="utf-8")
    window = a_window(qtbot, look, tmp_path)
    before = offered(window)
    choose(monkeypatch, pack)
    press(window, "添加通知…")
    (dialog,) = one(window, ProblemsDialog)
    said = texts(dialog)
    assert any("XX25/pack.yaml" in text for text in said)
    assert any("第 " in text and "XX25.pub.5wd" in text and "wrkdays" in text for text in said)
    press(dialog, "复制这些文字")
    assert "wrkdays" in QApplication.clipboard().text()
    escape(dialog)
    assert not dialog.isVisible()
    assert offered(window) == before
    assert not (paths.user_data() / "notices").exists()


def test_a_long_list_of_problems_is_scrolled_and_its_button_is_in_reach(
    qtbot: QtBot, look: Appearance, tmp_path: Path, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = pack / "pack.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("stage:", "stagee:"), encoding="utf-8")
    window = a_window(qtbot, look, tmp_path)
    look.choose_scale(150)
    choose(monkeypatch, pack)
    press(window, "添加通知…")
    (dialog,) = one(window, ProblemsDialog)
    assert dialog.height() <= window.height()
    assert dialog.width() <= window.width()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)  # 知道了 has the keyboard
    assert not dialog.isVisible()


def test_nothing_happens_where_no_folder_is_chosen(
    qtbot: QtBot, look: Appearance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = a_window(qtbot, look, tmp_path)
    before = texts(window)
    choose(monkeypatch, "")
    press(window, "添加通知…")
    assert texts(window) == before


def test_a_pack_that_lies_there_broken_is_not_passed_over_in_silence(
    qtbot: QtBot, look: Appearance, tmp_path: Path, pack: Path
) -> None:
    home = paths.user_data() / "notices" / "XX25"
    shutil.copytree(pack, home)
    (home / "pack.yaml").write_text("id: [", encoding="utf-8")
    window = a_window(qtbot, look, tmp_path)
    press(window, "有 1 个规则包没有用上…")
    (dialog,) = one(window, ProblemsDialog)
    assert any("pack.yaml" in text for text in texts(dialog))
    dialog.close()
