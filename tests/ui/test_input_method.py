"""Which input method is asked for where the desktop's own is not there."""

from __future__ import annotations

import pytest

from desktop.ui.application import input_method

QTS_OWN = ("libibusplatforminputcontextplugin.so", "libcomposeplatforminputcontextplugin.so")


@pytest.mark.parametrize(
    ("asked", "there", "wanted"),
    [
        ("fcitx", QTS_OWN, "ibus"),
        ("fcitx5", QTS_OWN, "ibus"),
        ("fcitx", (*QTS_OWN, "libfcitx5platforminputcontextplugin.so"), "fcitx"),
        ("ibus", QTS_OWN, "ibus"),
        ("", QTS_OWN, ""),
        ("compose", QTS_OWN, "compose"),
    ],
)
def test_fcitx_is_spoken_to_by_the_name_qt_knows(
    asked: str, there: tuple[str, ...], wanted: str
) -> None:
    assert input_method(asked, there) == wanted
