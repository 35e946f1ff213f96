"""Every call that touches the vault, failing in turn: what was saved stays, and it is told.

Under the vault lies ``injector.c``, compiled when the tests run (Linux, a C compiler). It ends the
process at the n-th call, or lets that one fail with an I/O error, or leaves no space from there on.
Each call of the first scenario is tried; ``ZHICHENG_EVERY_CALL=1`` does so for the others too.
Elsewhere the same cycle runs over the calls Python makes itself.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.storage.campaign import Said, checked, keys_of, quick, result, start
from tests.storage.injected import BROKEN, FULL, Injector, Run, cycle, prepare

AT_ONCE = 2
STRIDES = {"cycle": 1, "begin": 5, "restore": 5, "bring_back": 5, "encrypt": 9}
EVERY = bool(os.environ.get("ZHICHENG_EVERY_CALL"))


@pytest.mark.parametrize("scenario", STRIDES)
def test_every_call_failing_in_turn(injector: Path, tmp_path: Path, scenario: str) -> None:
    stride = AT_ONCE * (1 if EVERY else STRIDES[scenario])
    starts = range(0, stride, max(1, stride // AT_ONCE))
    children = [
        start("injected", tmp_path / str(n), scenario, n, stride, LD_PRELOAD=str(injector))
        for n in starts
    ]
    for tally in [result(child) for child in children]:
        print(scenario, {k: v for k, v in tally.items() if k != "wrong"})  # noqa: T201
        assert tally["wrong"] == []
        assert tally["calls"] > 50
        assert tally["killed"] >= tally["calls"] // stride
        assert tally["told"] > 0


class PythonInjector(Injector):
    """The same over the calls of the module ``os``, where nothing can be laid under them."""

    CALLS = ("open", "fsync", "replace", "rename", "link", "unlink", "mkdir", "rmdir")
    SPACE = ("fsync", "replace", "rename", "link", "mkdir")

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._seen = 0
        self._target = 0
        self._kind = 0
        self._fired = False
        for name in self.CALLS:
            monkeypatch.setattr(os, name, self._failing(name, getattr(os, name)))

    def arm(self, number: int, kind: int) -> None:
        self._seen, self._target, self._kind, self._fired = 0, number, kind, False

    def disarm(self) -> None:
        self._target = 0

    @property
    def seen(self) -> int:
        return self._seen

    @property
    def fired(self) -> bool:
        return self._fired

    def _failing(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            self._seen += 1
            if self._target and self._kind == BROKEN and self._seen == self._target:
                self._fired = True
                raise OSError(errno.EIO, "I/O error")
            full = self._kind == FULL and name in self.SPACE and self._seen >= self._target
            if self._target and full:
                self._fired = True
                raise OSError(errno.ENOSPC, "no space")
            return real(*arguments, **named)

        return call


@pytest.mark.parametrize("kind", [BROKEN, FULL])
def test_every_call_of_python_failing_in_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: int
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("desktop.storage.passphrases.COSTS", {})
        quick()
        code = prepare(tmp_path / "template", "cycle")
        injector = PythonInjector(patch)
        number, tried = 0, 0
        while not tried or injector.seen >= number:
            number += 3
            tried += 1
            work = tmp_path / f"work{number}"
            shutil.copytree(tmp_path / "template", work)
            said = Said()
            told: list[Any] = []

            def say(*words: Any, said: Said = said, told: list[Any] = told) -> None:
                if words[0] in ("case", "code", "backup"):
                    said.hear(json.dumps(words))
                else:
                    told.append(words)

            injector.arm(number, kind)
            cycle(Run(work, code, say, injector))
            seen = injector.seen
            injector.disarm()
            assert not [words for words in told if words[0] == "bad"]
            codes = [w[1] for w in said.other]
            keys = keys_of(work / "library", *codes)
            assert checked(work / "library", keys, said, [work / "stick"]) == []
            shutil.rmtree(work)
            if seen < number:
                break
        assert tried > 15
