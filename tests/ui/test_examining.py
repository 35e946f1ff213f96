"""Scans are looked at by themselves: what is found comes into the rows, and may be stopped."""

from __future__ import annotations

import hashlib
import io
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.app import intake
from desktop.app.intake import Pasted, Place
from desktop.app.scans import masking
from desktop.app.scans.scanning import Looking, Scanner
from desktop.app.session import Session
from desktop.domain.case import Attachment
from desktop.domain.scans import ScanPage
from desktop.errors import UserError
from desktop.imaging import legibility
from desktop.imaging.pictures import Corners, Picture
from desktop.imaging.reading import Reader
from desktop.imaging.text import Line
from desktop.ui.attachments.page import AttachmentsPage
from tests.ui.hands import click, open_session, show, texts

SCANS = paths.resources() / "samples" / "BM24" / "scans"
NAME = "迪丽努尔·艾则孜"


@pytest.fixture
def eyes_closed() -> None:
    """Here scans are really looked at."""


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return open_session(tmp_path, {"person.name": NAME})


class KeepingReader(Reader):
    """Reads the same pixels once: what is tried here is what becomes of a reading.

    Until ``go_on`` is set it has not come to an end.
    """

    def __init__(self) -> None:
        super().__init__()
        self.go_on = threading.Event()
        self._kept: dict[tuple[bytes, str], Any] = {}

    def read(self, upright: Picture, areas: Sequence[Corners] | None = None) -> tuple[Line, ...]:
        read = super().read
        lines: tuple[Line, ...] = self._once(upright, f"{areas}", lambda: read(upright, areas))
        assert self.go_on.wait(60)
        return lines

    def detect(self, picture: Picture) -> list[Corners]:
        detect = super().detect
        areas: list[Corners] = self._once(picture, "detect", lambda: detect(picture))
        return areas

    def _once(self, picture: Picture, what: str, do: Callable[[], Any]) -> Any:
        key = hashlib.sha256(picture.tobytes()).digest(), what
        if key not in self._kept:
            self._kept[key] = do()
        return self._kept[key]


@pytest.fixture(scope="module")
def one_reader() -> KeepingReader:
    """One for all of them: it takes a second to load."""
    return KeepingReader()


@pytest.fixture
def reader(one_reader: KeepingReader) -> Iterator[KeepingReader]:
    one_reader.go_on.set()
    yield one_reader
    one_reader.go_on.set()


@pytest.fixture
def page(qtbot: QtBot, session: Session, reader: KeepingReader) -> AttachmentsPage:
    made = AttachmentsPage(session)
    made.scanner.reader = reader
    session.observe(made.refresh)
    show(qtbot, made, (820, 640))
    return made


def turned(name: str) -> bytes:
    """A scan of the sample, lying on its side."""
    out = io.BytesIO()
    with Image.open(SCANS / name) as scan:
        scan.transpose(Image.Transpose.ROTATE_90).save(out, "PNG")
    return out.getvalue()


def paste(page: AttachmentsPage, slot: str, data: bytes) -> None:
    QGuiApplication.clipboard().setImage(QImage.fromData(data))
    page.slots[slot].groups[slot].paste.click()


def ten_pages() -> bytes:
    with Image.open(SCANS / "10-title.jpg") as scan:
        small = scan.resize((200, 150))
    out = io.BytesIO()
    small.save(out, "TIFF", save_all=True, append_images=[small] * 9)
    return out.getvalue()


def take_in(page: AttachmentsPage, data: bytes, name: str) -> None:
    given = [Pasted(data, name)]
    done = intake.take_in(page.session.case, page.session.notice, Place("职称证书"), given)
    page.session.attach([(taken.attachment, taken.data) for taken in done.taken])


def only(page: AttachmentsPage) -> Attachment:
    (found,) = page.session.case.attachments
    return found


def test_a_scan_that_came_in_is_put_upright_and_read(qtbot: QtBot, page: AttachmentsPage) -> None:
    paste(page, "职称证书", turned("10-title.jpg"))
    qtbot.waitUntil(lambda: bool(page.session.case.attachments), timeout=20_000)
    qtbot.waitUntil(lambda: bool(only(page).scans), timeout=120_000)
    (seen,) = only(page).scans
    assert seen.correction.turns == 1
    assert any(NAME in box.why for box in seen.boxes)
    assert only(page).mask.decision == ""
    assert any("已转正" in text for text in texts(page))
    assert any("找到" in text and "还没有定" in text for text in texts(page))
    assert not any("正在看第" in text for text in texts(page))
    assert page.session.undo_label == "添加附件"
    page.session.undo()
    assert page.session.case.attachments == ()


def test_a_change_of_the_name_has_the_pages_looked_at_again(
    qtbot: QtBot, page: AttachmentsPage
) -> None:
    page.session.set("person.name", "王小明")
    paste(page, "职称证书", (SCANS / "10-title.jpg").read_bytes())
    qtbot.waitUntil(lambda: bool(page.session.case.attachments), timeout=20_000)
    qtbot.waitUntil(lambda: bool(only(page).scans), timeout=120_000)
    assert not any(box.kind == "name" for box in only(page).scans[0].boxes)
    page.session.set("person.name", NAME)
    qtbot.waitUntil(
        lambda: any(box.kind == "name" for box in only(page).scans[0].boxes), timeout=120_000
    )


def test_looking_may_be_stopped_and_gone_on_with(
    qtbot: QtBot, page: AttachmentsPage, reader: KeepingReader
) -> None:
    reader.go_on.clear()
    paste(page, "职称证书", (SCANS / "10-title.jpg").read_bytes())
    qtbot.waitUntil(lambda: any("正在看第 1 / 1 个" in text for text in texts(page)))
    click(page, "先停下")
    assert any("还有 1 个附件没有看" in text for text in texts(page))
    qtbot.wait(200)
    assert only(page).scans == ()
    reader.go_on.set()
    click(page, "继续看")
    qtbot.waitUntil(lambda: bool(only(page).scans), timeout=120_000)


def test_a_file_that_is_gone_stops_nothing(
    qtbot: QtBot, page: AttachmentsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_sha256: str) -> bytes:
        raise UserError("文件不在了。", safe="别的没有变。", todo="请重新添加。")

    monkeypatch.setattr(page.session.library, "file", gone)
    paste(page, "职称证书", (SCANS / "10-title.jpg").read_bytes())
    qtbot.waitUntil(lambda: bool(page.session.case.attachments), timeout=20_000)
    qtbot.waitUntil(lambda: not any("正在看第" in text for text in texts(page)))
    assert only(page).scans == ()
    assert any("没有读出来：文件不在了。请重新添加。" in text for text in texts(page))
    assert any(text == "再看一次" for text in texts(page))


def test_after_undo_it_says_that_it_waits_and_goes_on_with_the_next_change(
    qtbot: QtBot, page: AttachmentsPage, reader: KeepingReader
) -> None:
    reader.go_on.clear()
    paste(page, "职称证书", (SCANS / "10-title.jpg").read_bytes())
    qtbot.waitUntil(lambda: any("正在看第 1 / 1 个" in text for text in texts(page)))
    click(page, "先停下")
    page.session.set("person.phone", "13900000000")
    page.session.undo()
    click(page, "继续看")
    assert any("刚撤销过，还有 1 个附件先没有看" in text for text in texts(page))
    assert not any(text in ("先停下", "继续看") for text in texts(page))
    reader.go_on.set()
    page.session.redo()
    qtbot.waitUntil(lambda: bool(only(page).scans), timeout=120_000)
    assert not any("刚撤销过" in text for text in texts(page))


def test_a_page_that_trips_the_program_up_keeps_no_other_waiting(
    qtbot: QtBot, page: AttachmentsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge, pages = legibility.judge, []

    def tripping(*given: object) -> object:
        pages.append(given)
        if len(pages) == 1:
            raise ValueError("nothing like it was ever seen")
        return judge(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(legibility, "judge", tripping)
    paste(page, "职称证书", (SCANS / "10-title.jpg").read_bytes())
    qtbot.waitUntil(lambda: bool(pages), timeout=120_000)
    paste(page, "职称证书", turned("10-title.jpg"))
    qtbot.waitUntil(lambda: len(page.session.case.attachments) == 2, timeout=20_000)
    qtbot.waitUntil(lambda: bool(page.session.case.attachments[1].scans), timeout=120_000)
    (size,) = page.session.case.attachments[0].scans
    assert (size.width, size.height, size.read_for) == (1754, 1240, "")
    assert any(
        text.startswith("第 1 页没有读出来：它和平常") and text.endswith("可以手工遮盖。")
        for text in texts(page)
    )
    assert len(pages) == 2
    click(page, "再看一次")
    qtbot.waitUntil(
        lambda: bool(page.session.case.attachments[0].scans[0].read_for), timeout=120_000
    )
    assert not any("没有读出来" in text or text == "再看一次" for text in texts(page))
    assert len(pages) == 3


def test_a_file_that_is_taken_out_is_looked_at_no_further(
    qtbot: QtBot, page: AttachmentsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    go_on = threading.Event()

    def slow(
        _self: object, _data: bytes, file: Attachment, number: int, looking: Looking, *_: object
    ) -> ScanPage:
        looked.append(f"{file.slot}{number}")
        go_on.wait(20)
        return ScanPage(width=10, height=10, read_for=looking.key)

    monkeypatch.setattr(Scanner, "examine", slow)
    take_in(page, ten_pages(), "十页.tif")
    qtbot.waitUntil(lambda: any("（第 1 / 10 页）" in text for text in texts(page)))
    paste(page, "职称评审表", (SCANS / "10-title.jpg").read_bytes())
    qtbot.waitUntil(lambda: len(page.session.case.attachments) == 2, timeout=20_000)
    page.session.remove(f"attachments.{page.session.case.attachments[0].id}")
    go_on.set()
    qtbot.waitUntil(lambda: bool(only(page).scans), timeout=20_000)
    assert looked == ["职称证书0", "职称评审表0"]


def test_pages_are_noted_as_they_come_and_none_is_looked_at_twice(
    qtbot: QtBot, page: AttachmentsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int] = []
    there = threading.Event()

    def stopping(
        _self: object, _data: bytes, _file: Attachment, number: int, looking: Looking, *_: object
    ) -> ScanPage:
        looked.append(number)
        if number == 3:
            there.wait(20)
        return ScanPage(width=10, height=10, read_for=looking.key)

    monkeypatch.setattr(Scanner, "examine", stopping)
    take_in(page, ten_pages(), "十页.tif")
    qtbot.waitUntil(lambda: any("（第 4 / 10 页）" in text for text in texts(page)))
    assert len(only(page).scans) == 3
    assert only(page).mask.decision == ""
    assert any("已看 3 / 10 页" in text for text in texts(page))
    click(page, "先停下")
    there.set()
    assert len(only(page).scans) == 3
    click(page, "继续看")
    qtbot.waitUntil(lambda: len(only(page).scans) == 10, timeout=20_000)
    assert looked == [0, 1, 2, 3, *range(3, 10)]
    assert not any("已看" in text or "正在看第" in text for text in texts(page))
    assert page.session.undo_label == "添加附件"
    page.session.undo()
    assert page.session.case.attachments == ()
    page.session.redo()
    assert len(only(page).scans) == 10


def test_a_name_changed_after_masking_is_told_in_the_row(
    qtbot: QtBot, page: AttachmentsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def quick(
        _self: object, _data: bytes, _file: Attachment, _n: int, looking: Looking, *_: object
    ) -> ScanPage:
        return ScanPage(width=10, height=10, read_for=looking.key)

    monkeypatch.setattr(Scanner, "examine", quick)
    paste(page, "职称证书", (SCANS / "10-title.jpg").read_bytes())
    qtbot.waitUntil(lambda: bool(page.session.case.attachments), timeout=20_000)
    qtbot.waitUntil(lambda: bool(only(page).scans), timeout=20_000)
    now = only(page)
    decided = masking.with_page(now, 0, masking.decided(now.scans[0], "否"))
    page.session.set(f"attachments.{now.id}", decided)
    assert not any("请重新查找" in text for text in texts(page))
    page.session.set("person.name", "王小明")
    assert any("姓名或单位改过，请重新查找" in text for text in texts(page))


def test_files_of_one_slot_are_told_apart_by_their_own_names(
    qtbot: QtBot, page: AttachmentsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Scanner, "examine", lambda *_: ScanPage(width=10, height=10))
    page.examining.pause()
    take_in(page, ten_pages(), "先扫的.tif")
    assert "先扫的.tif" not in texts(page)
    take_in(page, turned("10-title.jpg"), "手机拍的.png")
    assert "先扫的.tif" in texts(page)
    assert "手机拍的.png" in texts(page)


def test_of_many_pages_that_cannot_be_read_a_few_are_named(
    qtbot: QtBot, page: AttachmentsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> ScanPage:
        raise UserError("这一页是坏的。", safe="别的没有变。", todo="请重新扫描。")

    monkeypatch.setattr(Scanner, "examine", failing)
    monkeypatch.setattr(Scanner, "unread", lambda *_: None)
    take_in(page, ten_pages(), "十页.tif")
    qtbot.waitUntil(lambda: any("另有 7 页也没有读出来" in text for text in texts(page)))
    assert any("第 3 页没有读出来：这一页是坏的。请重新扫描。" in text for text in texts(page))
    assert not any("第 4 页没有读出来" in text for text in texts(page))
    assert only(page).scans == ()
