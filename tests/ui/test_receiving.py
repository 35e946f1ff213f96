"""收材料 at the window: files by the dozen, by clicks, keys and drops, and what can be read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.app.handover import sending
from desktop.app.handover.sending import SUFFIX, Receivers
from desktop.ui.handover.arrival import ReceiveDialog
from desktop.ui.handover.receiving import ReceivingDialog
from tests.app.exchanging import WORDS, Person, person
from tests.app.test_receiving import put, send
from tests.storage.keeping import a_case
from tests.ui.hands import click, show, texts


@pytest.fixture
def clerk(tmp_path: Path) -> Iterator[Person]:
    made = person(tmp_path / "clerk", b"the clerk's vault key...........")
    yield made
    made.desk.close()


@pytest.fixture
def them(tmp_path: Path) -> Iterator[Person]:
    made = person(tmp_path / "them", b"the applicants' vault key.......")
    for n in range(1, 5):
        made.desk.library.create(a_case(f"p{n}", name=f"人员{n}"))
        put(made, f"p{n}", "person.id_no", "")
    yield made
    made.desk.close()


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: str(made))
    return made


def dialog_of(qtbot: QtBot, clerk: Person, *paths: Path) -> ReceivingDialog:
    made = ReceivingDialog(clerk.desk, paths)
    show(qtbot, made, (1000, 700))
    at_rest(qtbot, made)
    return made


def at_rest(qtbot: QtBot, dialog: ReceivingDialog) -> None:
    qtbot.waitUntil(lambda: not dialog._running, timeout=30_000)


def lines(dialog: ReceivingDialog) -> list[list[str]]:
    table = dialog.table
    return [
        [item.text() if (item := table.item(row, column)) else "" for column in range(4)]
        for row in range(table.rowCount())
    ]


def results(dialog: ReceivingDialog) -> list[tuple[str, str]]:
    return [(who, result) for who, result, _said, _file in lines(dialog)]


def test_a_folder_is_taken_in_and_each_file_is_told_of(
    qtbot: QtBot, them: Person, clerk: Person, stick: Path
) -> None:
    to = Receivers(cards=[clerk.card])
    for n in (1, 2, 3):
        send(them, f"p{n}", to, stick / "一车间")
    (stick / f"p9{SUFFIX}").write_bytes(b"this is no package")
    (stick / "花名册.xlsx").write_bytes(b"x")
    dialog = dialog_of(qtbot, clerk)
    backups: list[int] = []

    def before(act: object) -> None:
        backups.append(len(clerk.desk.rows()))
        assert callable(act)
        act()

    dialog._before = before
    with qtbot.waitSignal(dialog.taken, timeout=30_000) as taken:
        click(dialog, "选文件夹…")
    at_rest(qtbot, dialog)
    assert taken.args == [3]
    assert backups == [0]
    assert sorted(results(dialog)) == [
        ("", "没有收下"),
        ("人员1", "新收到"),
        ("人员2", "新收到"),
        ("人员3", "新收到"),
    ]
    said = texts(dialog)
    assert "一共 4 份：新收到 3，没有收下 1" in said
    assert any("另有 1 个文件不是申报包" in text and "花名册.xlsx" in text for text in said)
    assert any("不是申报包，没有打开" in line[2] for line in lines(dialog))
    assert len(clerk.desk.rows()) == 3
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_dropped_folder_and_what_it_was_given(
    qtbot: QtBot, them: Person, clerk: Person, stick: Path
) -> None:
    to = Receivers(cards=[clerk.card])
    first = send(them, "p1", to, stick / "a")
    send(them, "p2", to, stick / "b")
    dialog = dialog_of(qtbot, clerk, first)
    assert results(dialog) == [("人员1", "新收到")]
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(stick))])
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    keys = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(20, 20).toPoint(), actions, mime, buttons, keys)
    QApplication.sendEvent(dialog, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(dialog, QDropEvent(QPointF(20, 20), actions, mime, buttons, keys))
    at_rest(qtbot, dialog)
    # What was taken a moment ago is not taken twice.
    assert results(dialog) == [("人员1", "新收到"), ("人员2", "新收到")]


def test_a_passphrase_is_asked_for_once_for_all(
    qtbot: QtBot, them: Person, clerk: Person, stick: Path
) -> None:
    for n in (1, 2):
        send(them, f"p{n}", Receivers(passphrase=WORDS), stick)
    send(them, "p3", Receivers(cards=[clerk.card]), stick)
    dialog = dialog_of(qtbot, clerk, stick)
    assert "有 2 份要口令才能打开。" in texts(dialog)
    assert dialog.typed.line.hasFocus()
    QTest.keyClicks(dialog.typed.line, "something else")
    QTest.keyClick(dialog.typed.line, Qt.Key.Key_Return)
    at_rest(qtbot, dialog)
    assert "有 2 份要口令才能打开。" in texts(dialog)
    assert dialog.typed.text() == ""
    assert any("口令不对" in line[2] for line in lines(dialog))
    dialog.typed.line.setText(WORDS)
    QTest.keyClick(dialog.typed.line, Qt.Key.Key_Return)
    assert dialog.stop.isVisible()
    assert dialog.bar.isVisible()
    assert not dialog.decide.isVisible()
    assert not dialog.files.isEnabled()
    at_rest(qtbot, dialog)
    assert not dialog.stop.isVisible()
    assert [result for _who, result in results(dialog)] == ["新收到"] * 3
    assert not dialog.typed.isVisible()


def test_conflicts_are_decided_one_by_one(
    qtbot: QtBot, them: Person, clerk: Person, stick: Path
) -> None:
    for n in (1, 2):
        send(them, f"p{n}", Receivers(passphrase=WORDS), stick / "first")
    dialog = dialog_of(qtbot, clerk, stick)
    dialog.typed.line.setText(WORDS)
    click(dialog, "用这个口令再试")
    at_rest(qtbot, dialog)
    for n in (1, 2):
        put(clerk, f"p{n}", "person.phone", "1")
        put(them, f"p{n}", "person.phone", "2")
        send(them, f"p{n}", Receivers(passphrase=WORDS), stick / "second")
    dialog.receive([stick / "second"])
    at_rest(qtbot, dialog)
    assert [result for _who, result in results(dialog)[2:]] == ["等您决定"] * 2
    click(dialog, "逐份决定（2 份）…")
    for n in (1, 2):
        one = merging(qtbot, dialog)
        assert f"人员{n}" in "\n".join(texts(one))
        (theirs,) = [b for b in one.findChildren(QRadioButton) if b.text() == "用对方的"]
        theirs.click()
        click(one, "收下")
        qtbot.waitUntil(partial(changed, clerk, n), timeout=20_000)
    qtbot.waitUntil(dialog.decide.isHidden, timeout=20_000)
    assert [result for _who, result in results(dialog)[2:]] == ["已合并新的一版"] * 2


def merging(qtbot: QtBot, dialog: ReceivingDialog) -> ReceiveDialog:
    def shown() -> list[ReceiveDialog]:
        return [d for d in dialog.findChildren(ReceiveDialog) if d.isVisible() and d.merge]

    qtbot.waitUntil(lambda: bool(shown()), timeout=20_000)
    return shown()[0]


def changed(who: Person, n: int) -> bool:
    return who.desk.library.load(f"p{n}").case.person.phone == "2"


def test_it_stops_after_the_file_at_hand_and_goes_on(
    qtbot: QtBot, them: Person, clerk: Person, stick: Path
) -> None:
    to = Receivers(cards=[clerk.card])
    for n in range(1, 5):
        send(them, f"p{n}", to, stick)
    dialog = ReceivingDialog(clerk.desk, [stick])
    qtbot.addWidget(dialog)
    shown = dialog.table.show_item

    def stopping(*args: object, **more: object) -> None:
        shown(*args, **more)  # type: ignore[arg-type]
        if more.get("follow") and not dialog._stopping:
            QTest.keyClick(dialog, Qt.Key.Key_Escape)

    dialog.table.show_item = stopping  # type: ignore[method-assign]
    dialog.resize(1000, 700)
    dialog.show()
    qtbot.waitUntil(lambda: dialog._stopping and not dialog._running, timeout=30_000)
    assert dialog.isVisible()
    assert len(clerk.desk.rows()) == 1
    dialog.table.show_item = shown  # type: ignore[method-assign]
    click(dialog, "接着收（还有 3 份）")
    at_rest(qtbot, dialog)
    assert len(clerk.desk.rows()) == 4


def test_a_folder_without_packages_is_told_so(qtbot: QtBot, clerk: Person, stick: Path) -> None:
    (stick / "照片.jpg").write_bytes(b"x")
    dialog = dialog_of(qtbot, clerk, stick)
    assert any("这里没有申报包" in text for text in texts(dialog))
    assert not dialog.table.isVisible()


def test_closed_in_the_middle_nothing_is_left_behind(
    qtbot: QtBot, them: Person, clerk: Person, stick: Path
) -> None:
    send(them, "p1", Receivers(passphrase=WORDS), stick)
    dialog = ReceivingDialog(clerk.desk, [stick])
    qtbot.addWidget(dialog)
    dialog.receiving.try_phrase(WORDS)
    dialog.show()
    qtbot.waitUntil(lambda: bool(dialog.receiving.items), timeout=20_000)
    dialog.done(0)
    assert not any((clerk.desk.library.folder / "incoming").glob("*"))
    assert sending.answers(clerk.desk, "p1") == bool(clerk.desk.rows())


def test_it_opens_with_room_for_what_will_be_said(
    qtbot: QtBot, them: Person, clerk: Person, stick: Path
) -> None:
    window = QWidget()
    show(qtbot, window, (1366, 738))
    send(them, "p1", Receivers(passphrase=WORDS), stick)
    dialog = ReceivingDialog(clerk.desk, parent=window)
    dialog.show()
    empty = dialog.size()
    dialog.receive([stick])
    at_rest(qtbot, dialog)
    assert dialog.size() == empty
    below = dialog.try_it.mapTo(dialog, dialog.try_it.rect().bottomLeft()).y()
    assert below < dialog.below.y()
