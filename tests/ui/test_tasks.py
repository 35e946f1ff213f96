"""任务清单 and the one big button: clicked, walked by keys, from the first field to the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.app.library import Desk
from desktop.app.notices.installed import notice
from desktop.app.review.reviewing import Clerk
from desktop.app.samples.sample import sample
from desktop.app.session import Session
from desktop.domain.case import Remark, Return, Submission
from desktop.ui.application import page_makers
from desktop.ui.deadlines.record import RecordDialog
from desktop.ui.offer import Offer
from desktop.ui.proofreading.dialog import ProofDialog
from desktop.ui.rail import RailButton
from desktop.ui.shell import Shell
from desktop.ui.tasks.page import TasksPage
from desktop.ui.widgets.appearance import Appearance
from desktop.ui.widgets.marks import LinkButton
from desktop.ui.widgets.theme import DARK, LIGHT
from desktop.ui.window import Window
from tests.storage.keeping import KEYS
from tests.ui.conftest import Draw
from tests.ui.hands import Clock, click, find, open_session, show, texts, to_front
from tests.ui.test_room import clipped, settle, too_wide

Shown = Callable[[Session], Shell]


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Shown]:
    """Shows a case in a window of the laptop's size; it is gone before the look changes back."""
    made: list[Shell] = []

    def make(session: Session) -> Shell:
        shell = Shell(session, page_makers())
        made.append(shell)
        shell.resize(1366, 728)
        shell.show()
        to_front(qtbot, shell)
        return shell

    yield make
    for shell in made:
        shell.close_case()
        shiboken6.delete(shell)


@pytest.fixture
def fresh(tmp_path: Path) -> Session:
    return open_session(tmp_path)


@pytest.fixture
def ready(tmp_path: Path) -> Session:
    """The made-up applicant: nothing of the form is open."""
    made_up = sample(notice("BM24"))
    desk = Desk.open(tmp_path / "library", notice, Clock(made_up.as_of), KEYS)
    return desk.session(desk.add(made_up.brought.case, made_up.brought.file_of))


def overview(shell: Shell) -> TasksPage:
    click(shell.rail, "任务清单", RailButton)
    page = shell.page
    assert isinstance(page, TasksPage)
    return page


def primary(parent: QWidget) -> list[str]:
    """What every button says that is seen as the one to press."""
    QApplication.processEvents()
    buttons = parent.findChildren(QPushButton)
    return [b.text() for b in buttons if b.isVisible() and b.property("role") == "primary"]


def submit(session: Session) -> None:
    at = "2024-07-24T18:00"
    session.set("track.first_submit_at", at)
    session.insert("track.submits", Submission(at=at, to="单位"))


def send_back(session: Session, *remarks: Remark) -> None:
    session.insert(
        "track.returns", Return(id="r", at="2024-07-24T09:00", by="单位", remarks=remarks)
    )


# ---------------------------------------------------------------------- the list


def test_a_new_case_stands_at_nothing_done_and_says_what_comes_next(
    shown: Shown, fresh: Session
) -> None:
    page = overview(shown(fresh))
    total = page.bar.maximum()
    assert page.bar.value() == 0
    assert {f"已完成 0 / {total} 项", f"申报通知与级别　0 / {_of(page, 'notice')}"} <= set(
        texts(page)
    )
    assert page.next.text().startswith("接下来：选巴州端口")
    assert not page._session.case.ticks


def _of(page: TasksPage, group: str) -> int:
    return page.groups[group]._group.progress.total


def test_a_line_leads_to_its_field_and_alt_left_back_to_the_list(
    shown: Shown, fresh: Session
) -> None:
    shell = shown(fresh)
    page = overview(shell)
    click(page.groups["basic"], page.groups["basic"].button.text())
    row = find(page, LinkButton, "仅限民营企业专业技术人员")
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.rect().center())
    assert shell.page_id == "basic"
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "单位性质"
    QTest.keyClick(shell, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert shell.page is page
    QTest.keyClick(shell, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shell.page_id == "basic"


def test_it_follows_the_case_and_shows_what_is_wrong(shown: Shown, fresh: Session) -> None:
    page = overview(shown(fresh))
    fresh.set("person.status", "在职")
    assert page.bar.value() == 1
    fresh.set("unit.kind", "机关")
    head = page.groups["basic"].button.text()
    assert head == f"基本信息　1 / {_of(page, 'basic')}　需修改 1"
    fresh.undo()
    assert "需修改" not in page.groups["basic"].button.text()


def test_what_does_not_apply_stands_there_with_its_reason(shown: Shown, ready: Session) -> None:
    page = overview(shown(ready))
    group = page.groups["title"]
    assert "不适用" in group.button.text()
    click(group, group.button.text())
    assert any(text.startswith("不适用 · ") and len(text) > 8 for text in texts(group))
    assert any("不适用于您的" in text and "不算在里面" in text for text in texts(page))


def test_the_list_by_keys(shown: Shown, fresh: Session) -> None:
    shell = shown(fresh)
    page = overview(shell)
    head = page.groups["education"].button
    head.setFocus()
    QTest.keyClick(head, Qt.Key.Key_Return)
    assert head.isChecked()
    QTest.keyClick(head, Qt.Key.Key_Tab)
    first = QApplication.focusWidget()
    assert isinstance(first, LinkButton)
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert shell.page_id in ("education", "attachments")


def test_one_comes_back_to_the_list_where_one_left_it(shown: Shown, fresh: Session) -> None:
    overview(shown(fresh))
    assert isinstance(shown(fresh).page, TasksPage)


@pytest.mark.parametrize(("dark", "scale"), [(True, 1.5), (False, 2.0)])
def test_nothing_of_it_is_clipped(
    draw: Draw, shown: Shown, fresh: Session, dark: bool, scale: float
) -> None:
    draw(DARK if dark else LIGHT, scale)
    shell = shown(fresh)
    page = overview(shell)
    for group in page.groups.values():
        group.button.setChecked(True)
    settle(shell)
    assert [*clipped(shell), *too_wide(page)] == []


# ---------------------------------------------------------------------- the one button


def test_there_is_always_exactly_one_thing_to_press(shown: Shown, ready: Session) -> None:
    shell = shown(ready)

    def everywhere(*pages: str) -> set[str]:
        said = set()
        for page_id in pages:
            shell.go(page_id)
            found = primary(shell)
            assert len(found) == 1, f"{page_id}: {found}"
            assert found[0].endswith(" →")
            said.add(found[0])
        return said

    assert {"下一步：基本信息 →", "通读核对 →"} <= everywhere("tasks", *shell.order)
    ring = shell.rail.buttons["tasks"].progress
    assert (ring.left, ring.total) == (1, shell.required.progress().total + 1)
    submit(ready)
    some = ("tasks", "basic", "finish")
    assert everywhere(*some) == {"下一个日期：8月10日 →"}
    send_back(ready, Remark(id="a", text="手机号不对", path="person.phone"))
    assert everywhere(*some) == {"改退回意见（1） →", "回到退回意见 →"}
    ready.set("track.returns.r.resubmitted_at", "2024-07-24T10:00")
    ready.set("track.result", "通过")
    assert everywhere(*some) == {"都办完了，回去 →"}


def test_for_the_units_clerk_too(qtbot: QtBot, ready: Session, tmp_path: Path) -> None:
    look = Appearance(QApplication.instance(), tmp_path)  # type: ignore[arg-type]
    desk = Desk(ready.library, notice, ready.now)
    window = Window(desk, Offer(lambda _desk: ""), page_makers(), look)
    show(qtbot, window, (1366, 728))
    window.show_desk()
    window.open_case(ready.case.case_id)
    shell = window.shell
    assert shell is not None
    assert shell.order.index("review") < shell.order.index("publicity")
    for page_id in ("tasks", "review", "finish"):
        shell.go(page_id)
        assert len(primary(shell)) == 1, page_id
    assert isinstance(shell._clerk, Clerk)
    window.close()


def test_the_first_screen_has_one_too(qtbot: QtBot, fresh: Session, tmp_path: Path) -> None:
    look = Appearance(QApplication.instance(), tmp_path)  # type: ignore[arg-type]
    desk = Desk(fresh.library, notice, fresh.now)
    window = Window(desk, Offer(lambda _desk: ""), page_makers(), look)
    show(qtbot, window, (1366, 728))
    assert primary(window) == ["继续填写"]
    window.close()


def test_it_leads_from_the_list_to_the_first_open_thing(shown: Shown, fresh: Session) -> None:
    shell = shown(fresh)
    overview(shell)
    click(shell.bottom, "接着做：申报通知与级别 →")
    assert shell.page_id == "notice"
    box = QApplication.focusWidget()
    assert box is not None
    assert box.accessibleName() == fresh.notice.rule("BM24.platform.url").say


def test_reading_through_is_followed_by_the_packet(
    qtbot: QtBot, shown: Shown, ready: Session
) -> None:
    shell = shown(ready)
    shell.go("finish")
    click(shell.bottom, "通读核对 →")
    dialog = shell.findChild(ProofDialog)
    assert dialog is not None
    click(dialog, "读完了")
    assert primary(shell) == ["生成材料包 →"]
    qtbot.waitUntil(lambda: not shell.findChildren(ProofDialog))


def test_a_return_leads_to_the_field_and_back_to_its_tick(shown: Shown, ready: Session) -> None:
    submit(ready)
    send_back(
        ready,
        Remark(id="a", text="手机号不对", path="person.phone"),
        Remark(id="b", text="请认真核对"),
    )
    shell = shown(ready)
    shell.go("notice")
    click(shell.bottom, "改退回意见（2） →")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert (shell.page_id, focus.accessibleName()) == ("basic", "手机号码")
    click(shell.bottom, "回到退回意见 →")
    assert shell.page_id == "finish"
    focus = QApplication.focusWidget()
    assert focus is not None
    assert "手机号不对" in focus.accessibleName()


def test_what_was_done_elsewhere_is_recorded_by_the_button(
    qtbot: QtBot, shown: Shown, ready: Session
) -> None:
    submit(ready)
    send_back(ready)
    shell = shown(ready)
    click(shell.bottom, "记一笔：已重新提交 →")
    dialog = shell.window().findChild(RecordDialog)
    assert dialog is not None
    dialog.reject()
    qtbot.waitUntil(lambda: not shell.findChildren(RecordDialog))


def test_at_the_very_end_it_leads_home(qtbot: QtBot, shown: Shown, ready: Session) -> None:
    submit(ready)
    ready.set("track.result", "通过")
    shell = shown(ready)
    with qtbot.waitSignal(shell.left):
        click(shell.bottom, "都办完了，回去 →")
