"""Whether a window could be seen."""

import socket
import sys
from pathlib import Path

import pytest

import screen

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="X and Wayland")


def test_no_variable_no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert not screen.reachable({})


def test_a_screen_that_has_gone_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    gone = {"DISPLAY": ":99871", "WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path)}
    assert not screen.reachable(gone)
    assert not screen.reachable({"DISPLAY": "nonsense"})


def test_offscreen_asked_for_is_no_screen() -> None:
    assert not screen.reachable({"QT_QPA_PLATFORM": "offscreen:size", "DISPLAY": ":0"})


@linux_only
def test_a_wayland_screen_answers(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "wayland-7"))
        listening.listen()
        assert screen.reachable({"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": str(tmp_path)})


@linux_only
@pytest.mark.xvfb
def test_an_x_screen_answers(x_display: str) -> None:
    assert screen.reachable({"DISPLAY": x_display})
    assert screen.reachable({"DISPLAY": f"{x_display}.0"})
