"""``open``: what reaches the window, without a window."""

import sys
import types
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from desktop import cli
from desktop.app import settings
from desktop.app.library import Desk
from desktop.app.safety.door import Keys
from desktop.ui.window import Offer
from tests.cli.commands import Change, Command, process
from tests.storage.keeping import KEYS


class Window:
    """Stands where the window would: opens the library, looks around, closes it."""

    def __init__(self) -> None:
        self.cases: list[str] = []
        self.last = ""
        self.package: Path | None = None

    def run(
        self,
        open_desk: Callable[[Path, Keys], Desk],
        make_offer: Callable[[], Offer],
        folder: Path,
        arguments: list[str],
        *,
        now: Callable[[], datetime],
        first: Callable[[Desk], None] | None,
        package: Path | None,
    ) -> int:
        self.package = package
        desk, offer = open_desk(folder, KEYS), make_offer()
        if first is not None:
            first(desk)
        self.cases = [row.case_id for row in desk.rows()]
        self.last = settings.load(folder).last_case
        self.notices = [card.id for card in offer.cards()]
        if not self.cases:
            self.cases = [offer.sample(desk)]
        desk.close()
        return 0


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> Window:
    opened = Window()
    application = types.ModuleType("desktop.ui.application")
    application.run = opened.run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "desktop.ui.application", application)
    return opened


def test_the_window_gets_the_library_and_what_can_be_begun(
    zhicheng: Command, window: Window
) -> None:
    assert zhicheng("open").returncode == cli.FINE
    assert "BM24" in window.notices
    assert window.cases == ["sample-bm24"]


def test_a_file_is_kept_and_is_what_one_goes_on_with(
    zhicheng: Command, window: Window, case_file: Path
) -> None:
    assert zhicheng("open", case_file).returncode == cli.FINE
    assert window.cases == ["sample-bm24"]
    assert window.last == "sample-bm24"


def test_the_same_file_again_is_the_same_case_and_a_changed_one_another(
    zhicheng: Command, window: Window, case_file: Path, change: Change
) -> None:
    zhicheng("open", case_file)
    zhicheng("open", case_file)
    assert len(window.cases) == 1
    change(lambda case: case["person"].update(email="case022@example.com"))
    for _ in range(2):
        zhicheng("open", case_file)
        assert len(window.cases) == 2
        assert window.last in window.cases
        assert window.last != "sample-bm24"


def test_a_bad_file_opens_no_window(zhicheng: Command, window: Window, tmp_path: Path) -> None:
    (tmp_path / "坏.json").write_text("{")
    run = zhicheng("open", tmp_path / "坏.json")
    assert run.returncode == cli.BAD_INPUT
    assert "不完整" in run.stderr
    assert window.cases == []


def test_a_package_reaches_the_window_unread(
    zhicheng: Command, window: Window, tmp_path: Path
) -> None:
    given = tmp_path / "张三.ZCSB"
    given.write_bytes(b"sealed")
    assert zhicheng("open", given).returncode == cli.FINE
    assert window.package == given
    assert window.last == ""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is a screen")
def test_no_screen_is_a_sentence() -> None:
    run = process("open", DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert run.returncode == cli.BAD_INPUT
    assert "没有屏幕" in run.stderr
    assert "Traceback" not in run.stderr
