"""What is said on a console that knows no Chinese."""

import io
import sys

import pytest

import console


@pytest.mark.parametrize(
    ("encoding", "line"),
    [("utf-8", "缺少组件"), ("gbk", "缺少组件"), ("cp437", "parts?"), ("ascii", "parts?")],
)
def test_a_console_without_chinese_gets_english(
    monkeypatch: pytest.MonkeyPatch, encoding: str, line: str
) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding))
    console.say("缺少组件", "parts…" if encoding == "ascii" else "parts?")
    assert written.getvalue().decode(encoding).rstrip() == line
